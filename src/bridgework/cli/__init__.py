"""The `bridgework` command: every file beside this one is a verb with a `command`, and is loaded only when it is called.

The folders beside it are what the verbs stand on.
"""

import errno
import importlib
import pkgutil
import sys
from typing import Any

import click

BROKEN_OFF = 130
"""Exit status after Ctrl-C, as shells have it: none that a verb has for what it found."""


class Verbs(click.Group):
    def invoke(self, context: click.Context) -> Any:
        """Runs the verb; Ctrl-C and a full disk end it with a sentence."""
        try:
            return super().invoke(context)
        except KeyboardInterrupt:
            click.echo("\nBroken off.", err=True)
            context.exit(BROKEN_OFF)
        except OSError as problem:
            if problem.errno != errno.ENOSPC:
                raise
            raise click.ClickException(f"The disk is full{f': {problem.filename}' if problem.filename else ''}.") from None

    def list_commands(self, context: click.Context) -> list[str]:
        return sorted(module.name.replace("_", "-") for module in pkgutil.iter_modules(__path__) if not module.ispkg)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in self.list_commands(context):
            return None
        command: click.Command = importlib.import_module(f"{__name__}.{name.replace('-', '_')}").command
        return command


@click.command(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="bridgework")
def bridgework() -> None:
    """Carries a dental referral until the report is back. `bridgework VERB --help` tells about a verb."""


def main() -> None:
    sys.exit(bridgework(prog_name="bridgework"))

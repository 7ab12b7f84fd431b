"""The `bridgework` command: every file beside this one is a verb with a `command`, and is loaded only when it is called.

The folders beside it are what the verbs stand on.
"""

import importlib
import pkgutil
import sys

import click


class Verbs(click.Group):
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

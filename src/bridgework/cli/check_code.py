"""`bridgework check-code`: style, types and the import contracts, as the tests check them, too."""

import subprocess
import sys
from pathlib import Path

import click

from bridgework.config.environment import CHECKOUT

BESIDE = Path(sys.executable).parent
CHECKS = {
    "style": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "types": ["mypy"],
    "import contracts": ["lint-imports", "--no-logo"],
}


@click.command()
@click.option("--fix", is_flag=True, help="Put right what can be put right by itself.")
def command(fix: bool) -> None:
    """Check style, types and who may import whom."""
    if fix:
        run(["ruff", "check", "--fix", "."])
        run(["ruff", "format", "."])
    failed = [name for name, check in CHECKS.items() if not run(check)]
    if failed:
        raise click.ClickException(f"Not in order: {', '.join(failed)}.")


def run(check: list[str]) -> bool:
    return subprocess.run([BESIDE / check[0], *check[1:]], cwd=CHECKOUT, check=False).returncode == 0

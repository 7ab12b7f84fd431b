"""`bridgework manage`: Django's own commands, for those who change the code."""

import click

from bridgework.cli.database import database


@click.command(short_help="Run a command of Django.", context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """Run a command of Django on the database of the other verbs, for example `manage makemigrations records`."""
    with database():
        from django.core.management import execute_from_command_line

        execute_from_command_line(["bridgework manage", *arguments])

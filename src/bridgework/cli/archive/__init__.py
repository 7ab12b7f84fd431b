"""Backups: one file with everything, written while the system runs, and put back into an empty place.

Why it is made so: docs/decisions/2026-11-22-backups.md.
"""

import click


class ArchiveError(click.ClickException):
    """A backup could not be written, read or put back; the message says why and what to do, and nothing is left half done."""

"""Progress of a backup or a restore, on standard error and only for people who look."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bridgework.cli.archive.writing import Told


@contextmanager
def telling() -> Iterator[Told]:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TextColumn("{task.fields[done]}"), TimeElapsedColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", done="")

        def told(what: str, done: int, of: int | None) -> None:
            bar.update(task, description=what, done=f"{done:,}" + (f" of {of:,}" if of is not None else ""))

        yield told

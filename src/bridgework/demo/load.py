"""`python -m bridgework.demo.load`: fills an empty database with the made-up network. Started by `bridgework up --demo`.

It draws its films first, while the tables are still being made, and begins to load when its standard input ends.
"""

import os
import sys
from datetime import UTC, datetime

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bridgework.config.settings")
    django.setup()
    from django.db import connections

    from bridgework.demo.films import draw_films
    from bridgework.demo.tellers import SEED, CannotLoad, tell_everything

    draw_films(SEED)
    sys.stdin.read()
    try:
        tell_everything(lambda line: print(line, flush=True), datetime.now(UTC))
    except CannotLoad as problem:
        sys.exit(str(problem))
    finally:
        # Left to the end of the interpreter it is waited for, five seconds for each of its threads
        connections["default"].close_pool()  # type: ignore[attr-defined]  # that of PostgreSQL has one


if __name__ == "__main__":
    main()

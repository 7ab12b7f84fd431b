"""Makes ready what browsers are given: translations compiled, styles and scripts named by their content and compressed.

A program of its own (`python -m bridgework.cli.running.static`), run only when something changed since it ran last.
"""

import hashlib
import importlib.metadata
import os
import sys
from pathlib import Path

from bridgework.cli.running.frontend import FRONTEND
from bridgework.config.environment import PACKAGE, state_folder

LOCALE = PACKAGE / "web" / "locale"
COMMAND = (sys.executable, "-m", "bridgework.cli.running.static")
WITH_STATIC_FILES = ("Django", "django-allauth", "django-htmx", "whitenoise")


def is_fresh() -> bool:
    stamp = stamp_file()
    return stamp.exists() and stamp.read_text() == fingerprint()


def stamp_file() -> Path:
    return state_folder() / "static.stamp"


def fingerprint() -> str:
    digest = hashlib.sha256()
    for folder in (FRONTEND / "dist", LOCALE):
        for file in sorted(folder.rglob("*")):
            if file.is_file() and file.suffix != ".mo" and not file.name.startswith("."):
                digest.update(f"{file}\0{file.stat().st_mtime_ns}\0{file.stat().st_size}\0".encode())
    for package in WITH_STATIC_FILES:
        digest.update(importlib.metadata.version(package).encode())
    return digest.hexdigest()


def compile_words() -> None:
    """Translations as Django reads them, made from what people write; only where that is newer."""
    import polib

    for written in LOCALE.glob("*/LC_MESSAGES/*.po"):
        compiled = written.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < written.stat().st_mtime:
            draft = compiled.with_suffix(f".{os.getpid()}")
            polib.pofile(str(written)).save_as_mofile(str(draft))
            draft.replace(compiled)


def main() -> None:
    import django
    from django.core.management import call_command

    told = fingerprint()
    compile_words()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bridgework.config.settings")
    django.setup()
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp_file().write_text(told)


if __name__ == "__main__":
    main()

"""Whatever a patient can read exists in Spanish, with the same values in it."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.utils.translation.template import templatize

from bridgework.actions import open_patient_link
from bridgework.config.environment import PACKAGE

WEB = PACKAGE / "web"
SPANISH = {entry.msgid: entry.msgstr for entry in polib.pofile(str(WEB / "locale" / "es" / "LC_MESSAGES" / "django.po"))}
NAMES = {"_", "gettext", "gettext_lazy"}
CALL = re.compile(r"""(?:gettext|\b_)\(u?(\"\"\".*?\"\"\"|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")\)""", re.DOTALL)


def texts_for_patients() -> Iterator[str]:
    templates = [*(WEB / "patient" / "templates").rglob("*.html"), WEB / "shared" / "templates" / "shared" / "outside.html"]
    templates += (WEB / "public" / "templates" / "public" / "snap").rglob("*.html")
    templates += [*(WEB / "shared" / "templates").glob("*.html"), WEB / "shared" / "templates" / "shared" / "error.html"]
    for path in templates:
        yield from (ast.literal_eval(text) for text in CALL.findall(templatize(path.read_text(), origin=str(path))))
    for path in [
        *(WEB / "patient").glob("*.py"),
        WEB / "public" / "snap.py",
        *(WEB / "shared" / f"{name}.py" for name in ("tus", "refusing", "readable")),
    ]:
        yield from calls(path)
    # Refusals are sentences in the action, translated at the door.
    yield from strings(Path(open_patient_link.__file__))
    yield from calls(PACKAGE / "messages" / "spoken.py")


def calls(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in NAMES
            and isinstance(node.args[0], ast.Constant)
        ):
            yield node.args[0].value


def strings(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        found = node.value if isinstance(node, ast.Assign) else None
        for part in ast.walk(node) if isinstance(node, ast.Return) else [found] if found else []:
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and " " in part.value:
                yield part.value


@pytest.mark.parametrize("text", sorted(set(texts_for_patients())))
def test_it_is_there_in_spanish(text: str) -> None:
    assert SPANISH.get(text), f"no Spanish for: {text}"
    assert set(re.findall(r"%\(\w+\)s|</?\w+>", text)) == set(re.findall(r"%\(\w+\)s|</?\w+>", SPANISH[text]))

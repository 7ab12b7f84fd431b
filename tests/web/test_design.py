"""Pages keep to the design system: known classes and icons only, nothing that the content security policy would block."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WEB = ROOT / "src" / "bridgework" / "web"
STYLES = "\n".join(path.read_text() for path in (ROOT / "frontend" / "styles").rglob("*.css"))
SPRITE = (ROOT / "frontend" / "marks" / "icons.svg").read_text()
TEMPLATES = sorted(WEB.glob("*/templates/**/*.html"))

KNOWN_CLASSES = set(re.findall(r"\.([a-zA-Z][\w-]*)", STYLES))
KNOWN_ICONS = set(re.findall(r'<symbol id="([\w-]+)"', SPRITE))


def named(path: Path) -> str:
    return str(path.relative_to(WEB))


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_classes_are_those_of_the_design_system(path: Path) -> None:
    # A word glued to a variable is only part of a class name and cannot be told from here.
    plain = re.sub(r"\{\{.*?\}\}", "\0", re.sub(r"\{%.*?%\}", " ", path.read_text()))
    used = {word for value in re.findall(r'class="([^"]*)"', plain) for word in value.split() if "\0" not in word}
    assert used - KNOWN_CLASSES == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_icons_are_drawn(path: Path) -> None:
    assert set(re.findall(r'\{% icon "([\w-]+)"', path.read_text())) - KNOWN_ICONS == set()


def test_times_and_days_are_written_as_offices_write_them() -> None:
    # 2:30 PM and Nov 24; a field or a script is given what it reads: data-start="14:30", value="14:30".
    for path in [*TEMPLATES, *WEB.rglob("*.py"), *(WEB.parent / "messages").glob("*.py")]:
        shown = re.sub(r"""\b(?:data-[a-z]+|value)="[^"]*\{\{[^}]*\}\}[^"]*"|data-start=.*?>""", "", path.read_text())
        assert not re.search(r"""["'][^"'\n]*(?:\b[GH]:i\b|\bj M\b|%-?d %b)[^"'\n]*["']""", shown), path


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_nothing_is_written_that_browsers_would_block(path: Path) -> None:
    text = path.read_text()
    assert not re.search(r"\sstyle=|<style|\son\w+=|hx-on|javascript:|hx-vals=['\"]js", text)
    for script in re.findall(r"<script\b[^>]*>", text):
        assert "src=" in script or "application/json" in script

"""What the documents say is so: paths exist, commands are there, settings are described, and the generated page is what the code says."""

import importlib
import re
import shlex
import struct
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from django.test import Client
from prometheus_client import REGISTRY

from bridgework.cli import bridgework
from bridgework.config.environment import CHECKOUT, PACKAGE
from bridgework.records.models import Practice
from bridgework.rules.facts import ROLES

DOCUMENTS = sorted([CHECKOUT / "README.md", CHECKOUT / "CHANGELOG.md", *(CHECKOUT / "docs").rglob("*.md"), *CHECKOUT.glob("*/README.md")])
GUIDES = [
    CHECKOUT / "README.md",
    *(CHECKOUT / "docs" / f"{name}.md" for name in ("developer", "map", "operator", "practice", "threat-model", "words")),
]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE = re.compile(r"(?<!`)`([^`\n]+)`(?!`)")
PATH = re.compile(r"[\w.-]+(/[\w.-]+)*(/|\.(py|md|toml|ts|css|html|po|json|txt|mjs|svg))|[\w.-]+(/[\w.-]+)+")
NO_PATHS = {"application/dicom", "image/jpeg", "image/png", "application/pdf", "bridgework/..."}
MADE = ("var/", "frontend/dist/", "dist/", "node_modules/", ".venv/")
LARGEST_PICTURE = 200_000
NARROWEST, WIDEST = 300, 1600


def name_of(document: Path) -> str:
    return str(document.relative_to(CHECKOUT))


def inside(document: Path, language: str = "sh") -> Iterator[str]:
    """The lines of the commands shown in a document, without their comments."""
    for block in re.findall(rf"^```{language}\n(.*?)^```", document.read_text(), re.DOTALL | re.MULTILINE):
        for line in block.splitlines():
            command = re.split(r"\s#", line)[0].strip()
            if command and not command.startswith("#"):
                yield command


# Paths


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_links_lead_somewhere(document: Path) -> None:
    targets = [target.partition("#")[0] for target in LINK.findall(document.read_text()) if "://" not in target]
    assert [target for target in targets if target and not (document.parent / target).exists()] == []


def paths_in(text: str) -> set[str]:
    return {code for code in CODE.findall(text) if PATH.fullmatch(code) and code not in NO_PATHS and not code.startswith(MADE)}


def exists(path: str, document: Path) -> bool:
    near = (CHECKOUT, PACKAGE, document.parent, CHECKOUT / "frontend", CHECKOUT / "frontend" / "islands", *floors())
    return any((place / path).exists() for place in near)


def floors() -> Iterator[Path]:
    """`ledger.py` in a sentence about actions needs no folder before it."""
    yield from (PACKAGE / "actions", PACKAGE / "lookups", PACKAGE / "jobs", PACKAGE / "connections", PACKAGE / "web" / "desk")


@pytest.mark.parametrize("document", GUIDES, ids=name_of)
def test_paths_exist(document: Path) -> None:
    assert sorted(path for path in paths_in(document.read_text()) if not exists(path, document)) == []


def test_the_map_is_a_map() -> None:
    """Every line of it leads somewhere, to a place that really is there and not only near it."""
    document = CHECKOUT / "docs" / "map.md"
    rows = [line for line in document.read_text().splitlines() if line.startswith("| ") and "---" not in line and " ... | here" not in line]
    rows = [row for row in rows if not row.startswith("| floor |")]
    assert len(rows) > 50
    for row in rows:
        cell = row.strip("| ").split(" | ", 1)[1]
        places = [code for code in CODE.findall(cell) if PATH.fullmatch(code) or (CHECKOUT / code).exists()]
        assert places or LINK.findall(cell), row
        assert [place for place in places if not ((PACKAGE / place).exists() or (CHECKOUT / place).exists())] == [], row


def test_the_map_knows_every_floor() -> None:
    text = (CHECKOUT / "docs" / "map.md").read_text()
    folders = {entry.name for entry in PACKAGE.iterdir() if (entry / "__init__.py").exists()}
    assert {folder for folder in folders if f"`{folder}/`" not in text} == set()


# Commands


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_commands_shown_are_there(document: Path) -> None:
    for line in inside(document):
        words = [word for word in shlex.split(line) if not re.fullmatch(r"[A-Z_]+=.*", word)]
        if not words or words[0] not in ("./run", "bridgework"):
            continue
        rest = words[1:] or ["up", "--demo"]
        if rest[0].startswith("-"):
            rest = ["up", *rest]
        context = click.Context(bridgework)
        verb = bridgework.get_command(context, rest[0])
        assert verb is not None, line
        known = {option for one in options(verb) for option in one} | {"--help"}
        if not verb.context_settings.get("ignore_unknown_options"):
            assert [word for word in rest[1:] if word.startswith("--") and word.partition("=")[0] not in known] == [], line


def options(verb: click.Command) -> Iterator[list[str]]:
    yield from (parameter.opts for parameter in verb.params)
    if isinstance(verb, click.Group):
        for name in verb.list_commands(click.Context(verb)):
            yield from options(verb.get_command(click.Context(verb), name))  # type: ignore[arg-type]


def test_the_readme_has_its_two_commands_first() -> None:
    assert list(inside(CHECKOUT / "README.md"))[:2] == ["./run", "./run test"]


# What the operator is told


OPERATOR = CHECKOUT / "docs" / "operator.md"


def test_every_verb_is_described() -> None:
    verbs = bridgework.list_commands(click.Context(bridgework))
    described = re.findall(r"^\| `([a-z-]+)[^|]*\|", section("The command"), re.MULTILINE)
    assert sorted(described) == verbs


def section(title: str) -> str:
    """A chapter of the operator's guide."""
    found = re.search(rf"^## {title}\n(.*?)(?=^## |\Z)", OPERATOR.read_text(), re.DOTALL | re.MULTILINE)
    assert found, f"docs/operator.md has no chapter “{title}”"
    return found[1]


def test_every_setting_is_described_and_read() -> None:
    described = set(re.findall(r"^\| `((?:BRIDGEWORK_|DATABASE_)[A-Z0-9_]+)`", section("What the environment may say"), re.MULTILINE))
    read = {"DATABASE_URL", "DATABASE_OWNER_URL"}
    for file in PACKAGE.rglob("*.py"):
        source = file.read_text()
        read |= {f"BRIDGEWORK_{name}" for name in re.findall(r"\b(?:text|number|flag)\(\"([A-Z0-9_]+)\"", source)}
        read |= set(re.findall(r"\benvironment\(\"(BRIDGEWORK_[A-Z0-9_]+)\"", source))  # the stand-ins, which know no Django
    set_by_us = set(
        re.findall(r"`(BRIDGEWORK_[A-Z0-9_]+)`", section("What the environment may say").partition("Set by the program itself")[2])
    )
    assert described == read - set_by_us
    assert set_by_us <= read


def test_what_the_program_sets_itself_is_told() -> None:
    source = (PACKAGE / "cli" / "up.py").read_text()
    told = section("What the environment may say")
    assert [name for name in set(re.findall(r"BRIDGEWORK_[A-Z0-9_]+", source)) if name not in told] == []


def test_the_numbers_that_are_told_are_measured() -> None:
    importlib.import_module("bridgework.web.shared.health")
    importlib.import_module("bridgework.config.observed")
    measured = {metric.name for metric in REGISTRY.collect() if metric.name.startswith("bridgework_")}
    told = set(re.findall(r"`(bridgework_\w+?)(?:_total|_bucket)?`", section("Watching it")))
    assert measured == told


def test_the_addresses_for_machines_are_there() -> None:
    for address in re.findall(r"`(/\w+)`", section("Watching it")):
        assert Client().options(address).status_code == 405, address


@pytest.mark.django_db
def test_the_example_sets_up_a_practice() -> None:
    for block in re.findall(r"^```python\n(.*?)^```", OPERATOR.read_text(), re.DOTALL | re.MULTILINE):
        exec(compile(block, "operator.md", "exec"), {})
    assert Practice.objects.get(slug="main-street-endodontics").memberships.count() == 2


# What practices are told


TEXT = re.compile(r"""(?:translate|_\(|gettext_lazy\(|gettext\()\s*"([^"]+)\"""")


def test_buttons_have_the_names_they_are_called_by() -> None:
    pages = [file for file in (PACKAGE / "web").rglob("*.*") if file.suffix in (".py", ".html")]
    shown = {text for file in pages for text in TEXT.findall(file.read_text())}
    guides = [CHECKOUT / "README.md", CHECKOUT / "docs" / "practice.md"]
    called = {name for guide in guides for name in re.findall(r"(?<![*\w])\*([A-Z][^*\n]*)\*(?!\*)", guide.read_text())}
    assert len(called) > 15
    assert sorted(called - shown) == []


def test_every_role_finds_itself() -> None:
    text = (CHECKOUT / "docs" / "practice.md").read_text().lower()
    assert [role for role in ROLES if role not in text and role != "triage"] == []


def test_the_changelog_has_a_place_for_what_is_next() -> None:
    assert "\n## [Unreleased]\n" in (CHECKOUT / "CHANGELOG.md").read_text()


# Pictures


PICTURES = sorted((CHECKOUT / "docs" / "pictures").glob("*.png"))


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.stem)
def test_a_picture_is_small_and_shown(picture: Path) -> None:
    content = picture.read_bytes()
    width, _height = struct.unpack(">II", content[16:24])
    assert len(content) < LARGEST_PICTURE
    assert NARROWEST <= width <= 2 * WIDEST
    assert [document for document in DOCUMENTS if f"{picture.name})" in document.read_text()], "no document shows it"
    assert f'"{picture.stem}"' in (picture.parent / "make.py").read_text()

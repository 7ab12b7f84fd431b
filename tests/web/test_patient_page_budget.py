"""What every page of a patient costs them: how hard it is to read, in both languages, and how much comes over the phone network."""

import gzip
import re
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from lxml import html

import make
import people
from bridgework.actions.issue_patient_link import issue_patient_link, secret_of
from bridgework.messages.reading import reading_problem
from bridgework.records.models import Referral
from browsers import standing_clock
from people import Cast

clock = standing_clock(people.NOW + timedelta(hours=3))

MOST_BYTES = 70_000
"""Compressed, of the first page in a browser that was never here (docs/design.md)."""
BUILT = Path(__file__).parents[2] / "frontend" / "dist" / "bridgework"
BIRTH_DATE = {"month": "5", "day": "17", "year": "1984"}
STAGES: dict[str, Callable[..., Referral]] = {
    "waiting": make.sent,
    "choose": make.accepted,
    "held": make.held,
    "booked": make.booked,
    "seen": make.closed,
}
PAGES = {"booked": ("", "worse/", "before/", "cancel/", "?move=1")}
BLOCKS = frozenset(
    "p li h1 h2 h3 h4 dt dd button summary label legend option div section form ul ol dl details fieldset main td th".split()
)


def first_load(page: str) -> int:
    """Compressed bytes of a page and of every file of ours that it names, and of what those name."""
    linked = {name.split("#")[0] for name in re.findall(r'(?:href|src)="/static/([^"]+)"', page)}
    return len(gzip.compress(page.encode())) + sum(_weight(name) for name in linked)


@cache
def _weight(name: str) -> int:
    found = finders.find(name)
    assert found, f"{name} is not built"
    content = Path(found).read_bytes()
    inner = re.findall(r"url\(\"?'?(?!data:|#)([^)\"']+)", content.decode()) if name.endswith(".css") else ()
    return len(gzip.compress(content)) + sum(_weight(str(Path(name).parent / each)) for each in inner)


def what_is_read(page: str) -> str:
    """The text of a page as a person meets it, a blank line between its blocks; names and times of the visit stay in."""
    body = html.fromstring(page).find(".//main")
    assert body is not None
    for hidden in body.xpath(".//script | .//style | .//svg | .//select | .//*[@hidden]"):
        hidden.drop_tree()
    for block in body.iter(*BLOCKS):
        block.text = f"\n\n{block.text or ''}"
        block.tail = f"\n\n{block.tail or ''}"
    return re.sub(r"\s*\n\s*\n\s*", "\n\n", re.sub(r"[ \t]+", " ", body.text_content()))


def pages_of(cast: Cast, stage: str) -> dict[str, str]:
    """Every page that a patient can open at one stage, the door first, in both languages; by path and language."""
    secret = secret_of(issue_patient_link(STAGES[stage](cast), people.NOW).pk)
    client = Client()
    found = {f"{language} door": client.get(f"/p/{secret}/?language={language}") for language in ("en", "es")}
    client.post(f"/p/{secret}/birth-date/", BIRTH_DATE)
    for path in PAGES.get(stage, ("",)):
        for language in ("en", "es"):
            found[f"{language} {path}"] = client.get(f"/p/{secret}/{path}{'&' if '?' in path else '?'}language={language}")
    assert {answer.status_code for answer in found.values()} == {200}
    return {name: answer.content.decode() for name, answer in found.items()}


@pytest.mark.skipif(not BUILT.is_dir(), reason="the front end is not built")
@pytest.mark.parametrize("stage", STAGES)
def test_every_page_is_light_and_easy_to_read(cast: Cast, stage: str) -> None:
    for name, page in pages_of(cast, stage).items():
        said = what_is_read(page)
        assert first_load(page) < MOST_BYTES, name
        assert not re.search(r'<(?:script|link|img|iframe)[^>]+="(?:https?:)?//', page), f"{name} brings something that is not ours"
        assert not reading_problem(said, name[:2]), f"{name}: {said}"

"""Whatever an address or a form says, it is answered in words: every page, with every name that pages read set to nonsense."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.http import QueryDict
from django.test import Client

import addresses
import walking
from bridgework.config.environment import PACKAGE
from people import Cast

READ = re.compile(r"""(?:GET|POST)\.(?:get|getlist)\("(\w+)"|\bname="(\w+)\"""")
PAGES = [file for file in (PACKAGE / "web").rglob("*.*") if file.suffix in (".py", ".html")]
NAMES = sorted({found[1] or found[2] for file in PAGES for found in READ.finditer(file.read_text())})
OF_LISTS = {"q", "after", "before", "day", "since", "provider"}
"""Names that lead into a query of their own; one wrong one must not hide another."""
NOWHERE = "00000000-0000-0000-0000-000000000000"
NONSENSE = {
    "a NUL character": "a\x00b",
    "the end of time": f"9999-12-31T23:59:59-14:00_{NOWHERE}",
    "a number of 400 digits": "9" * 400,
    "markup": "'\"><script>alert(1)</script>",
}


def test_the_names_are_found() -> None:
    assert {"q", "slot", "after", "seen_version", "family_name"} <= set(NAMES)


def test_nonsense_is_answered_in_words(cast: Cast) -> None:
    world = addresses.world(cast, "5.1.4")
    client = addresses.signed_in(cast, addresses.with_every_role(cast.lin))
    failed = []
    with time_machine.travel(addresses.after(world.referral) + timedelta(minutes=1), tick=False), walking.remembering():
        for address in addresses.of_staff():
            path, closed = address.path(world.ids), set()
            alone = set() if address.arguments else read_by(client, path) & OF_LISTS
            for kind, value in NONSENSE.items():
                together = dict.fromkeys(NAMES, value)
                for method, data in [("get", together), ("post", together), *(("get", {name: value}) for name in sorted(alone))]:
                    if method in closed:
                        continue
                    answer = walking.ask(client, method, path, data)
                    if answer.status == 405:
                        closed.add(method)
                    if answer.status >= 500 or "<script>alert(1)" in answer.text:
                        failed.append((kind, method, address.route, *(data if len(data) == 1 else ()), answer.status, answer.error))
    assert failed == []


def read_by(client: Client, path: str) -> set[str]:
    """The names that the page reads from its address, when it is opened plainly and when every name is nonsense."""
    together = dict.fromkeys(NAMES, NONSENSE["markup"])
    names: set[str] = set()
    with pytest.MonkeyPatch.context() as patch:
        for way in ("get", "getlist", "__getitem__", "__contains__"):
            patch.setattr(QueryDict, way, _told(getattr(QueryDict, way), names))
        for data in ({}, together):
            walking.ask(client, "get", path, data)
    return names


def _told(read: Callable[..., object], names: set[str]) -> Callable[..., object]:
    def told(self: QueryDict, name: str, *rest: object) -> object:
        names.add(name)
        return read(self, name, *rest)

    return told

"""Whatever an address or a form says, it is answered in words: every page, with every name that pages read set to nonsense."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.db import transaction

import addresses
from bridgework.config.environment import PACKAGE
from people import Cast

READ = re.compile(r"""(?:GET|POST)\.(?:get|getlist)\("(\w+)"|\bname="(\w+)\"""")
PAGES = [file for file in (PACKAGE / "web").rglob("*.*") if file.suffix in (".py", ".html")]
NAMES = sorted({found[1] or found[2] for file in PAGES for found in READ.finditer(file.read_text())})
OF_LISTS = ("q", "after", "before", "day", "since", "provider")
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


@pytest.mark.parametrize("kind", NONSENSE)
def test_nonsense_is_answered_in_words(cast: Cast, kind: str) -> None:
    world, value = addresses.world(cast, "5.1.4"), NONSENSE[kind]
    client = addresses.signed_in(cast, addresses.with_every_role(cast.lin))
    failed = []
    with time_machine.travel(addresses.after(world.referral) + timedelta(minutes=1), tick=False):
        for address in addresses.of_staff():
            together = dict.fromkeys(NAMES, value)
            asked = [("get", together), ("post", together)]
            asked += [("get", {name: value}) for name in OF_LISTS if not address.arguments]
            for method, data in asked:
                with transaction.atomic():
                    answer = getattr(client, method)(address.path(world.ids), data)
                    shown = answer.getvalue().decode(errors="replace")
                    transaction.set_rollback(True)
                if answer.status_code >= 500 or "<script>alert(1)" in shown:
                    error = repr(answer.exc_info[1]) if getattr(answer, "exc_info", None) else ""
                    failed.append((method, address.route, *(data if len(data) == 1 else ()), answer.status_code, error))
    assert failed == []

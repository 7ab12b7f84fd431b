"""How many questions a page asks of the database: a number that stands here, so that one more is somebody's decision.

It does not grow with the rows that are shown. At a million referrals each of them costs a page about a millisecond (bench/README.md).
"""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import addresses
import make
from browsers import standing_clock
from people import NOW, Cast

clock = standing_clock(NOW + timedelta(hours=2))
MOST = {
    ("dana", "/worklist/"): 12,
    ("dana", "/referrals/"): 11,
    ("dana", "/directory/"): 20,
    ("dana", "/calendar/"): 18,
    ("dana", "/calendar/?day=2026-11-22"): 24,  # a Sunday: the next day on which somebody works is looked for
    ("dana", "/messages/"): 10,
    ("dana", "the referral"): 36,
    ("raman", "/worklist/"): 12,
    ("raman", "/referrals/"): 11,
    ("raman", "/directory/"): 22,
    ("raman", "/patients/"): 10,
    ("raman", "the referral"): 28,
}


@pytest.mark.parametrize(("who", "where"), MOST)
def test_a_page_asks_no_more_than_it_did(cast: Cast, who: str, where: str) -> None:
    referrals = [make.sent(cast) for _ in range(3)]
    client: Any = addresses.signed_in(cast, getattr(cast, who))
    address = f"/referrals/{referrals[0].pk}/" if where == "the referral" else where
    assert client.get(address).status_code == 200  # what is read once in the life of the process is read now

    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    assert len(asked) <= MOST[who, where], "\n".join(query["sql"][:160] for query in asked)

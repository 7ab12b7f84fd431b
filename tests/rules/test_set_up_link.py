"""The link of the first set-up: nobody guesses it, and it ends."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as some

from bridgework.rules.set_up_link import GOOD_FOR, is_good, make_token
from bridgework.rules.slugs import short_name

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
KEY = "a key that nobody knows"


def test_it_is_good_for_a_day_and_with_its_own_key_only() -> None:
    token = make_token(KEY, NOW)
    assert is_good(token, KEY, NOW)
    assert is_good(token, KEY, NOW + GOOD_FOR - timedelta(seconds=1))
    assert not is_good(token, KEY, NOW + GOOD_FOR)
    assert not is_good(token, "another key", NOW)


def test_its_end_cannot_be_moved() -> None:
    ends, _, signature = make_token(KEY, NOW).partition("-")
    assert not is_good(f"{int(ends, 16) + 3600:x}-{signature}", KEY, NOW)


@given(some.text(max_size=200))
def test_nonsense_is_no_token(token: str) -> None:
    assert not is_good(token, KEY, NOW)


@given(some.text(max_size=300))
def test_a_short_name_fits_an_address(name: str) -> None:
    short = short_name(name)
    assert 1 <= len(short) <= 60
    assert short == short.strip("-").lower()
    assert short.replace("-", "a").isalnum()
    assert short.isascii()

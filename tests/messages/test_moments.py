"""Moments in words."""

from datetime import UTC, date, datetime

import pytest

from bridgework.messages.moments import day_in_words, moment_in_words


@pytest.mark.parametrize(
    ("moment", "language", "words"),
    [
        (datetime(2026, 1, 5, 6, 5, tzinfo=UTC), "en", "Mon, Jan 5, 12:05 AM"),
        (datetime(2026, 7, 4, 17, 0, tzinfo=UTC), "en", "Sat, Jul 4, 12:00 PM"),
        (datetime(2026, 7, 4, 23, 0, tzinfo=UTC), "es", "sáb 4 jul, 6:00 p.m."),
    ],
)
def test_it_is_told_on_the_clock_of_the_place(moment: datetime, language: str, words: str) -> None:
    assert moment_in_words(moment, "America/Chicago", language) == words


def test_the_zone_is_named_only_where_the_clocks_differ() -> None:
    summer = datetime(2026, 7, 1, 17, 0, tzinfo=UTC)

    assert "time)" not in moment_in_words(summer, "America/Chicago", "en", reader_zone="America/Winnipeg")
    assert moment_in_words(summer, "America/Phoenix", "en", reader_zone="America/Denver").endswith("10:00 AM (Phoenix time)")
    assert "time)" not in moment_in_words(datetime(2026, 1, 5, 17, 0, tzinfo=UTC), "America/Phoenix", "en", reader_zone="America/Denver")


def test_a_letter_is_dated_as_its_reader_writes_days() -> None:
    assert day_in_words(date(2026, 11, 3), "en") == "November 3, 2026"
    assert day_in_words(date(2026, 11, 3), "es") == "3 de noviembre de 2026"

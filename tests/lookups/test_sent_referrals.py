"""The list of every referral: what it shows, to whom, and page by page."""

from datetime import timedelta

import pytest

import make
from bridgework.lookups import sent_referrals
from bridgework.lookups.sent_referrals import count_referrals, list_referrals
from bridgework.rules.search_words import read_search
from people import NOW, Cast

LATER = NOW + timedelta(hours=2)


def numbers(found: sent_referrals.ReferralList) -> list[int]:
    return [row.number for row in found.rows]


def test_the_latest_first_and_only_one_s_own(cast: Cast) -> None:
    first = make.sent(cast, now=NOW)
    second = make.draft(cast, now=NOW + timedelta(minutes=5), of=first.patient)
    make.sent(cast, by=cast.marsh, now=NOW)
    assert numbers(list_referrals(cast.raman, "sent", now=LATER)) == [second.number, first.number]
    assert len(numbers(list_referrals(cast.dana, "received", now=LATER))) == 2
    assert numbers(list_referrals(cast.ines, "received", now=LATER)) == []


def test_a_draft_is_its_sender_s_own(cast: Cast) -> None:
    make.draft(cast)
    assert numbers(list_referrals(cast.dana, "received", now=LATER)) == []


def test_pages_by_key_in_both_directions(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sent_referrals, "PAGE", 2)
    patient = make.patient(cast.lakeview)
    made = [make.draft(cast, now=NOW, of=patient).number for _ in range(5)][::-1]
    one = list_referrals(cast.raman, "sent", now=LATER)
    two = list_referrals(cast.raman, "sent", now=LATER, after=one.after)
    three = list_referrals(cast.raman, "sent", now=LATER, after=two.after)
    assert sorted(numbers(one) + numbers(two) + numbers(three), reverse=True) == sorted(made, reverse=True)
    assert (one.before, three.after) == ("", "")
    assert numbers(list_referrals(cast.raman, "sent", now=LATER, before=three.before)) == numbers(two)
    assert numbers(list_referrals(cast.raman, "sent", now=LATER, before=two.before)) == numbers(one)


def test_a_key_that_nobody_gave_begins_at_the_start(cast: Cast) -> None:
    sent = make.sent(cast)
    assert numbers(list_referrals(cast.raman, "sent", now=LATER, after="<script>")) == [sent.number]


def test_no_visit_after_fourteen_days(cast: Cast) -> None:
    waiting = make.accepted(cast, now=NOW)
    make.booked(cast, now=NOW, of=waiting.patient)
    make.declined(cast, now=NOW, of=waiting.patient)
    before, after = NOW + timedelta(days=13, hours=23), NOW + timedelta(days=14)
    assert numbers(list_referrals(cast.raman, "sent", now=before, show="no_visit")) == []
    found = list_referrals(cast.raman, "sent", now=after, show="no_visit")
    assert numbers(found) == [waiting.number]
    assert found.rows[0].waits_days == 14


def test_who_has_the_ball(cast: Cast) -> None:
    theirs = make.sent(cast)
    ours = make.records_asked(cast, of=theirs.patient)
    closed = make.ending_acknowledged(cast, of=theirs.patient)
    balls = {row.number: row.ball for row in list_referrals(cast.raman, "sent", now=LATER).rows}
    assert balls == {theirs.number: "them", ours.number: "us", closed.number: ""}
    assert numbers(list_referrals(cast.raman, "sent", now=LATER, show="ours")) == [ours.number]
    assert numbers(list_referrals(cast.raman, "sent", now=LATER, show="closed")) == [closed.number]
    assert count_referrals(cast.raman, "sent", now=LATER)["ours"] == 1


@pytest.mark.parametrize("typed", ["sample", "Robin", "sampel", "(312) 555-0190", "#30", "5/17/1984"])
def test_found_by_what_a_caller_knows(cast: Cast, typed: str) -> None:
    sent = make.sent(cast)
    for viewer, tab in ((cast.raman, "sent"), (cast.dana, "received")):
        assert numbers(list_referrals(viewer, tab, now=LATER, words=read_search(typed))) == [sent.number]  # type: ignore[arg-type]
    assert numbers(list_referrals(cast.marsh, "sent", now=LATER, words=read_search(typed))) == []


def test_found_by_number_and_not_by_another_s(cast: Cast) -> None:
    sent = make.sent(cast)
    words = read_search(str(sent.number))
    assert numbers(list_referrals(cast.raman, "sent", now=LATER, words=words)) == [sent.number]
    assert numbers(list_referrals(cast.ines, "received", now=LATER, words=words)) == []


def test_no_query_for_a_row(cast: Cast, django_assert_num_queries: object) -> None:
    patient = make.patient(cast.lakeview)
    for _ in range(4):
        make.draft(cast, of=patient)
    with django_assert_num_queries(1):  # type: ignore[operator]
        list_referrals(cast.raman, "sent", now=LATER)

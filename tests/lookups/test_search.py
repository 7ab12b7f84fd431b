"""Search finds by what a caller knows, and only what the viewer may see."""

import make
from bridgework.lookups.search import search
from bridgework.rules.search_words import read_search
from people import Cast


def test_a_referral_is_found_by_what_a_caller_knows(cast: Cast) -> None:
    referral = make.sent(cast)
    for typed in ("Sample", "robin sample", "Samplle", "#30", "(312) 555-0190", "5/17/1984"):
        assert [hit.id for hit in search(cast.dana, read_search(typed)).referrals] == [referral.pk], typed


def test_it_is_found_by_its_number(cast: Cast) -> None:
    referral = make.sent(cast)
    assert [hit.id for hit in search(cast.dana, read_search(str(referral.number))).referrals] == [referral.pk]


def test_another_practice_finds_nothing(cast: Cast) -> None:
    make.sent(cast)
    for typed in ("Sample", "#30", "(312) 555-0190"):
        found = search(cast.ines, read_search(typed))
        assert (found.referrals, found.patients) == ((), ()), typed


def test_a_draft_is_found_by_its_sender_only(cast: Cast) -> None:
    referral = make.draft(cast)
    assert [hit.id for hit in search(cast.raman, read_search("Sample")).referrals] == [referral.pk]
    assert search(cast.dana, read_search("Sample")).referrals == ()


def test_nothing_is_found_for_nothing(cast: Cast) -> None:
    make.sent(cast)
    assert search(cast.dana, read_search("  ")).referrals == ()

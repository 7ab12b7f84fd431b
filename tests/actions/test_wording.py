"""A practice's own words: nobody approves what they wrote, nothing careless is approved, and what is said can be traced and taken back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

import make
from bridgework.actions.approve_wording import approve_wording
from bridgework.actions.give_up_wording import give_up_wording
from bridgework.actions.remind_of_wordings import remind_of_wordings
from bridgework.actions.take_up_wording import take_up_wording
from bridgework.actions.write_wording import write_wording
from bridgework.jobs.in_words import in_words, with_words
from bridgework.lookups.wordings import find_wording, list_wordings
from bridgework.lookups.words_in_force import Said, word_facts, words_in_force
from bridgework.messages.linter import Spot
from bridgework.messages.templates import shipped
from bridgework.records.models import PlannedMessage, Wording
from bridgework.rules.facts import SYSTEM, Viewer
from bridgework.rules.refusals import MoveNotAllowed, NotAllowed, NotComplete, NotFound, ReferralChanged
from bridgework.rules.wording import WRITTEN_TOGETHER, is_left_behind
from people import NOW, Cast
from sending import claim_message

pytestmark = pytest.mark.django_db
PICK = Spot("pick_a_time", "sms", "en")
FIRST = "{practice}: please pick a time: {link} Or call {phone}. STOP to opt out"
SECOND = "{practice}: choose a time here: {link} Or call {phone}. STOP to opt out"
TODAY = date(2026, 11, 18)


def keep(viewer: Viewer, body: str, place: Spot = PICK, latest: int | None = None) -> Wording:
    return write_wording(viewer, place, subject="", body=body, note="", latest=latest, now=NOW)


def said(cast: Cast, **more: object) -> str:
    key = Said(cast.harbor.pk, "pick_a_time", "sms", "en", **more)  # type: ignore[arg-type]
    return words_in_force(SYSTEM, [key])[key]


def test_words_are_said_from_their_approval_by_somebody_else(cast: Cast) -> None:
    draft = keep(cast.dana, FIRST)
    assert said(cast) == shipped("pick_a_time", "sms", "en")

    with pytest.raises(NotAllowed):
        approve_wording(cast.dana, draft.pk, now=NOW)
    approve_wording(cast.ruth, draft.pk, months=6, now=NOW)

    assert said(cast) == FIRST
    draft.refresh_from_db()
    assert (draft.approved_by_id, str(draft.review_on)) == (cast.ruth.person_id, "2027-05-20")


def test_nobody_approves_what_they_wrote_whatever_their_role(cast: Cast) -> None:
    draft = keep(cast.ruth, FIRST)

    with pytest.raises(MoveNotAllowed, match="Somebody else"):
        approve_wording(cast.ruth, draft.pk, now=NOW)


def test_careless_words_are_kept_but_never_approved(cast: Cast) -> None:
    draft = keep(cast.dana, "{practice}: a painless visit: {link} {phone}. STOP to opt out")

    with pytest.raises(NotComplete, match="break a rule"):
        approve_wording(cast.ruth, draft.pk, now=NOW)
    assert said(cast) == shipped("pick_a_time", "sms", "en")


def test_a_newer_version_takes_the_place_and_the_older_comes_back(cast: Cast) -> None:
    first = keep(cast.dana, FIRST)
    approve_wording(cast.ruth, first.pk, now=NOW)
    second = keep(cast.dana, SECOND, latest=1)
    approve_wording(cast.lin, second.pk, now=NOW)
    assert said(cast) == SECOND

    again = take_up_wording(cast.ruth, first.pk, now=NOW)

    assert said(cast) == FIRST
    assert (again.version, again.repeats, again.written_by_id) == (3, 1, cast.dana.person_id)
    give_up_wording(cast.ruth, again.pk, now=NOW)
    assert said(cast) == shipped("pick_a_time", "sms", "en")
    assert Wording.objects.filter(practice=cast.harbor, retired_at=None).count() == 0


def test_the_history_says_what_changed(cast: Cast) -> None:
    approve_wording(cast.ruth, keep(cast.dana, FIRST).pk, now=NOW)
    keep(cast.dana, SECOND)

    page = find_wording(cast.ruth, "pick_a_time", "sms", "en", today=TODAY)

    assert [version.number for version in page.versions] == [2, 1]
    changed = [(part.change, part.text) for part in page.versions[0].changes if part.change != "same"]
    assert changed[:2] == [("out", "please pick"), ("in", "choose")]
    assert page.draft is not None
    assert not page.draft.is_mine
    assert cast.dana.name not in page.approvers
    states = {(row.kind, row.channel, row.language): row.state for row in list_wordings(cast.ruth, today=TODAY)}
    assert states["pick_a_time", "sms", "en"] == "draft"
    assert states["pick_a_time", "sms", "es"] == "program"


def test_a_language_that_was_left_behind_is_named(cast: Cast) -> None:
    def behind() -> list[tuple[str, bool]]:
        rows = [row for row in list_wordings(cast.ruth, today=TODAY) if row.left_behind]
        return [(row.language, find_wording(cast.ruth, row.kind, row.channel, row.language, today=TODAY).is_behind) for row in rows]

    assert behind() == []
    keep(cast.dana, FIRST)
    assert behind() == [("es", True)]
    assert find_wording(cast.ruth, "pick_a_time", "sms", "en", today=TODAY).behind == (("es", None),)
    keep(cast.dana, "{practice}: elija una hora: {link} O llame al {phone}. STOP para salir", replace(PICK, language="es"))
    assert behind() == []
    Wording.objects.filter(language="en").update(written_at=NOW - timedelta(days=8))
    assert behind() == [("en", True)]
    assert is_left_behind(NOW, NOW + WRITTEN_TOGETHER) is False
    office = replace(PICK, kind="accepted_to_sender", channel="email")  # offices are written to in one language
    write_wording(cast.dana, office, subject="Accepted", body="It was accepted.", note="", latest=None, now=NOW)
    assert behind() == [("en", True)]


def test_two_writers_never_overwrite_each_other_unseen(cast: Cast) -> None:
    keep(cast.dana, FIRST, latest=0)

    with pytest.raises(ReferralChanged):
        keep(cast.ruth, SECOND, latest=0)


def test_a_practice_changes_no_other_practices_words(cast: Cast) -> None:
    draft = keep(cast.dana, FIRST)

    with pytest.raises(NotFound):
        give_up_wording(cast.ines, draft.pk, now=NOW)
    with pytest.raises(NotFound):
        keep(cast.dana, FIRST, Spot("guest_code", "sms", "en"))
    with pytest.raises(NotComplete):
        keep(cast.dana, "", PICK)


def test_the_most_fitting_words_are_said(cast: Cast) -> None:
    own = keep(cast.dana, FIRST, Spot("pick_a_time", "sms", "en", "retreatment"))
    approve_wording(cast.ruth, own.pk, now=NOW)

    assert said(cast, purpose="retreatment") == FIRST
    assert said(cast, purpose="biopsy") == shipped("pick_a_time", "sms", "en")
    assert said(cast, purpose="retreatment", anxious=True) == shipped("pick_a_time", "sms", "en", "", True)


def test_a_review_is_an_approval_of_what_is_said(cast: Cast) -> None:
    own = keep(cast.ruth, FIRST)
    approve_wording(cast.lin, own.pk, months=3, now=NOW)

    later = approve_wording(cast.ruth, own.pk, months=12, now=NOW)

    assert str(later.review_on) == "2027-11-18"
    assert later.approved_by_id == cast.lin.person_id


def test_what_picks_the_words_is_asked_when_they_are_said(cast: Cast) -> None:
    referral = make.accepted(cast)
    referral.patient.is_nervous = True
    referral.patient.save(update_fields=["is_nervous"])

    facts = word_facts(SYSTEM, [referral.pk])[referral.pk]

    assert facts == {"practice_id": str(cast.harbor.pk), "purpose": "retreatment", "anxious": True}


def test_managers_are_told_once_that_words_are_due_to_be_read_again(cast: Cast) -> None:
    own = keep(cast.dana, FIRST)
    approve_wording(cast.lin, own.pk, months=3, now=NOW)
    assert remind_of_wordings(NOW + timedelta(days=70)) == 0

    later = NOW + timedelta(days=80)
    assert remind_of_wordings(later) == 1
    assert remind_of_wordings(later) == 0

    message = PlannedMessage.objects.get(kind="wording_review")
    assert (message.practice_id, message.address) == (cast.harbor.pk, cast.people["Ruth Sandoval"].email)
    claimed = claim_message(message.pk, now=later)
    assert claimed is not None
    [worded] = with_words([claimed])
    letter = in_words(worded.claimed, worded.template)
    assert "Pick a time (Text message, English)" in letter.text
    assert letter.text.count("/settings/words/?state=review") == 1
    approve_wording(cast.ruth, own.pk, now=later)
    assert remind_of_wordings(later + timedelta(days=60)) == 0

"""The same patient, tooth and problem twice: asked before sending, shown to the receiving desk, and the choice is kept in the history."""

from datetime import timedelta

from django.test import Client

import addresses
import guests
import make
from bridgework.actions.find_pairs import find_pairs
from bridgework.actions.keep_duplicate import keep_duplicate
from bridgework.lookups.duplicates import duplicates_of
from bridgework.records.models import Referral
from browsers import standing_clock
from guests import words_of
from people import NOW, Cast

clock = standing_clock(NOW + timedelta(hours=1))


def twice(cast: Cast) -> tuple[Referral, Referral]:
    """A referral that was sent, and a draft about the same tooth of the same patient."""
    patient = make.patient(cast.lakeview)
    return make.sent(cast, of=patient), make.draft(cast, of=patient, now=NOW + timedelta(minutes=30))


def as_sender(cast: Cast) -> Client:
    return addresses.signed_in(cast, cast.raman)


def sending(referral: Referral, **more: str) -> dict[str, object]:
    return {"act": "send", "teeth": referral.teeth, "procedure": "retreatment", "wanted": "evaluate_and_treat", "reason": "Again."} | more


def test_it_is_asked_before_sending_and_nothing_goes_out(cast: Cast) -> None:
    before, again = twice(cast)
    answer = as_sender(cast).post(f"/referrals/{again.pk}/draft/", sending(again))
    assert answer.status_code == 409
    assert f"referral {before.number}" in words_of(answer)
    again.refresh_from_db()
    assert again.sent_at is None
    assert again.case["reason"] == "Again."  # what was typed is kept


def test_two_matters_are_sent_and_the_history_keeps_that_somebody_knew(cast: Cast) -> None:
    before, again = twice(cast)
    client = as_sender(cast)
    client.post(f"/referrals/{again.pk}/draft/", sending(again))
    assert client.post(f"/referrals/{again.pk}/two-matters/send/", {"act": "send"}).status_code == 302
    again.refresh_from_db()
    assert again.state == "2.0"
    assert again.events.get(kind="duplicate_kept").details == {"numbers": [before.number]}
    said = words_of(client.get(f"/referrals/{again.pk}/"))
    assert f"Dr. Priya Raman saw that it may be the same as {before.number}, and kept both." in said


def test_without_a_like_one_nothing_is_asked(cast: Cast) -> None:
    make.sent(cast)
    draft = make.draft(cast, of=make.patient(cast.lakeview, family_name="Ashgrove", given_name="Ada", phone=""), now=NOW)
    as_sender(cast).post(f"/referrals/{draft.pk}/draft/", sending(draft))
    draft.refresh_from_db()
    assert draft.state == "2.0"


def test_the_receiving_desk_sees_one_that_came_from_elsewhere(cast: Cast, client: Client) -> None:
    """From a guest, about a patient whom another office entered under a slightly other name."""
    first = make.sent(cast, of=make.patient(cast.lakeview, family_name="Quillfeather", given_name="Wren"))
    second = guests.confirmed(client, NOW + timedelta(hours=1), family_name="Quilfeather", teeth=first.teeth, procedure="retreatment")
    desk = addresses.signed_in(cast, cast.dana)
    page = words_of(desk.get(f"/referrals/{second.pk}/"))
    assert "Is this the same as another one?" in page
    assert f"referral {first.number}" in page
    desk.post(f"/referrals/{second.pk}/two-matters/", {"number": [first.number]})
    assert "Is this the same as another one?" not in words_of(desk.get(f"/referrals/{second.pk}/"))
    # The sender of either learns nothing of the other.
    assert f"referral {first.number}" not in words_of(client.get(guests.guest_page(second)))
    assert duplicates_of(cast.raman, first.pk, now=NOW) == ()


def test_a_stranger_is_told_nothing(cast: Cast) -> None:
    before, again = twice(cast)
    client = addresses.signed_in(cast, cast.ines)
    assert client.post(f"/referrals/{again.pk}/two-matters/", {"number": before.number}).status_code == 404
    assert client.post(f"/referrals/{again.pk}/two-matters/send/").status_code == 404


def test_said_twice_it_is_kept_once(cast: Cast) -> None:
    before, again = twice(cast)
    for _ in range(2):
        keep_duplicate(cast.raman, again.pk, numbers=[before.number, before.number], now=NOW)
    assert again.events.filter(kind="duplicate_kept").count() == 1


def test_a_draft_names_who_in_the_chart_may_be_the_same_patient(cast: Cast) -> None:
    draft = make.draft(cast, of=make.patient(cast.lakeview, family_name="Ostrowski", given_name="Katherine"))
    other = make.patient(cast.lakeview, family_name="Ostrovski", given_name="Kate")
    find_pairs(NOW, limit=100)
    client = as_sender(cast)
    page = client.get(f"/referrals/{draft.pk}/draft/").content.decode()
    assert f'href="/patients/{draft.patient_id}/compare/{other.pk}/"' in page
    client.post(f"/patients/{draft.patient_id}/compare/{other.pk}/two-people/")
    assert "Twice in your chart?" not in client.get(f"/referrals/{draft.pk}/draft/").content.decode()

"""What was told to whom: each side sees what concerns it, and no page skips a message."""

import pytest

import make
from bridgework.lookups import messages_sent
from bridgework.lookups.messages_sent import list_messages, messages_of
from people import Cast


def test_the_receiving_desk_sees_all_and_the_sender_what_concerns_it(cast: Cast) -> None:
    referral = make.booked(cast)
    received = {message.kind for message in messages_of(cast.dana, referral.pk)}
    sent = {message.kind for message in messages_of(cast.raman, referral.pk)}
    assert {"new_referral", "receipt_to_sender", "visit_booked", "booked_to_sender"} <= received
    assert {"receipt_to_sender", "visit_booked", "booked_to_sender"} <= sent
    assert "new_referral" not in sent  # the other desk's own
    assert messages_of(cast.ines, referral.pk) == ()


def test_pages_follow_each_other_though_many_have_the_same_instant(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages_sent, "PAGE", 2)
    for _ in range(2):
        make.booked(cast)
    found: list[object] = []
    before = None
    for _ in range(20):
        rows, before = list_messages(cast.dana, before=before)
        found += [row.id for row in rows]
        if before is None:
            break
    monkeypatch.setattr(messages_sent, "PAGE", 100)
    assert found == [row.id for row in list_messages(cast.dana)[0]]
    assert len(found) == len(set(found)) > 6


def test_trouble_is_what_did_not_arrive(cast: Cast) -> None:
    referral = make.booked(cast)
    referral.messages.filter(kind="visit_booked").update(status="failed")
    assert [row.kind for row in list_messages(cast.dana, status="trouble")[0]] == ["visit_booked"]

"""The summary of a month: numbers only, one e-mail to an office, where the practice wants it."""

from datetime import UTC, datetime

import pytest

import make
from bridgework.actions.change_practice import change_practice
from bridgework.actions.summarize_month import summarize_month
from bridgework.jobs.in_words import in_words, with_words
from bridgework.records.models import PlannedMessage
from people import NOW, Cast
from sending import claim_message

pytestmark = pytest.mark.django_db
DECEMBER_2 = datetime(2026, 12, 2, 15, 0, tzinfo=UTC)


def test_each_office_is_told_once_how_its_referrals_stand(cast: Cast) -> None:
    make.booked(cast)
    make.accepted(cast)
    assert summarize_month(DECEMBER_2) == 0
    change_practice(cast.ruth, fields={"monthly_summary": True}, now=NOW)

    assert summarize_month(DECEMBER_2) == 1
    assert summarize_month(DECEMBER_2) == 0
    assert summarize_month(DECEMBER_2.replace(day=20)) == 0

    message = PlannedMessage.objects.get(kind="monthly_summary")
    assert (message.practice_id, message.address) == (cast.lakeview.pk, cast.lakeview.email)
    claimed = claim_message(message.pk, now=DECEMBER_2)
    assert claimed is not None
    [worded] = with_words([claimed])
    letter = in_words(worded.claimed, worded.template)
    assert letter.subject == "Your referrals to Harbor Endodontics in November 2026"
    assert "Sent: 2\nVisit booked: 1\nSeen: 0" in letter.text
    assert "/referrals/" in letter.text
    assert "Robin" not in letter.text

"""The patient came earlier than booked: the report says so, the time is free, and nobody is told of a cancellation."""

from datetime import timedelta

import make
from bridgework.actions.send_report import send_report
from people import Cast


def test_the_booked_time_is_free_and_the_patient_is_not_told_of_a_cancellation(cast: Cast) -> None:
    referral = make.booked(cast)
    visit = make.visit(referral)
    now = make.clock(referral) + timedelta(minutes=5)
    assert visit.starts_at > now
    send_report(cast.lin, referral.pk, fields=make.REPORT | {"visit_on": now.date()}, final=True, now=now)
    visit.refresh_from_db()
    referral.refresh_from_db()
    assert (visit.status, visit.reason) == ("moved", "seen before the booked time")
    assert (referral.state, referral.seen_at) == ("7.0", now)
    assert not referral.messages.filter(kind="visit_cancelled").exists()

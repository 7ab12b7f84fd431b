"""One referral as its page shows it: who may see it, what each side may do, what is not shown to the other."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import make
import people
from bridgework.actions.save_report import save_report
from bridgework.lookups.referral import find_referral
from bridgework.rules.refusals import NotFound
from people import Cast


def test_both_sides_see_it_and_nobody_else(cast: Cast) -> None:
    referral = make.sent(cast)
    assert find_referral(cast.dana, referral.pk, now=people.NOW).side == "recipient"
    assert find_referral(cast.raman, referral.pk, now=people.NOW).side == "initiator"
    for stranger in (cast.marsh, cast.ines, cast.lena):
        with pytest.raises(NotFound):
            find_referral(stranger, referral.pk, now=people.NOW)


def test_a_draft_is_its_senders_own(cast: Cast) -> None:
    referral = make.draft(cast)
    assert find_referral(cast.raman, referral.pk, now=people.NOW).moves >= {"edit_draft", "discard_draft"}
    with pytest.raises(NotFound):
        find_referral(cast.dana, referral.pk, now=people.NOW)


def test_the_receiving_desk_may_review_and_the_sender_may_cancel(cast: Cast) -> None:
    referral = make.sent(cast)
    received = find_referral(cast.dana, referral.pk, now=people.NOW)
    assert {"accept", "ask_for_records", "redirect", "decline"} <= received.moves
    assert not {"book", "send_outcome", "request_cancellation"} & received.moves
    sent = find_referral(cast.raman, referral.pk, now=people.NOW)
    assert "request_cancellation" in sent.moves
    assert "accept" not in sent.moves


def test_a_manager_sees_everything_and_moves_nothing(cast: Cast) -> None:
    referral = make.sent(cast)
    assert not {"accept", "decline", "redirect", "ask_for_records"} & find_referral(cast.ruth, referral.pk, now=people.NOW).moves


def test_only_a_clinician_reports(cast: Cast) -> None:
    referral = make.seen(cast)
    assert "send_outcome" in find_referral(cast.lin, referral.pk, now=make.clock(referral)).moves
    assert "send_outcome" not in find_referral(cast.dana, referral.pk, now=make.clock(referral)).moves


def test_what_is_being_written_is_not_shown_to_the_sender(cast: Cast) -> None:
    referral = make.seen(cast)
    save_report(cast.lin, referral.pk, fields={"findings": "Half a thought"}, now=make.clock(referral))
    assert find_referral(cast.dana, referral.pk, now=make.clock(referral)).draft_report is not None
    assert find_referral(cast.raman, referral.pk, now=make.clock(referral)).reports == ()


def test_a_sent_report_is_shown_to_both(cast: Cast) -> None:
    referral = make.reported(cast)
    for viewer in (cast.dana, cast.raman):
        page = find_referral(viewer, referral.pk, now=make.clock(referral))
        assert [report.findings for report in page.sent_reports] == [make.REPORT["findings"]]


def test_the_desk_acts_for_a_sender_who_is_not_on_the_network(cast: Cast) -> None:
    referral = make.sent(cast)
    referral.sender_practice.on_network = False
    referral.sender_practice.save()
    page = find_referral(cast.dana, referral.pk, now=people.NOW)
    assert page.acts_for_sender
    assert "request_cancellation" in page.moves


def test_findings_keep_not_asked_apart_from_no(cast: Cast) -> None:
    referral = make.sent(cast, case=make.ELECTIVE)
    answers = {finding.code: finding.answer for finding in find_referral(cast.dana, referral.pk, now=people.NOW).case.findings}
    assert answers["swelling"] == "no"
    assert answers["fever"] == ""


def test_the_history_is_there_latest_first(cast: Cast) -> None:
    referral = make.booked(cast)
    kinds = [happening.kind for happening in find_referral(cast.dana, referral.pk, now=people.NOW).timeline]
    assert kinds[0] == "booked"
    assert kinds[-1] == "started"


def test_the_number_of_queries_does_not_grow_with_what_has_happened(cast: Cast) -> None:
    short, long = make.sent(cast), make.closed(cast, now=people.NOW + timedelta(hours=1))
    counted = []
    for referral in (short, long):
        with CaptureQueriesContext(connection) as queries:
            find_referral(cast.dana, referral.pk, now=make.clock(referral))
        counted.append(len(queries))
    assert counted[0] == counted[1]
    assert counted[0] <= 19

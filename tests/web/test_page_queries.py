"""How many questions a page asks of the database: a number that stands here, so that one more is somebody's decision.

It does not grow with the rows that are shown. At a million referrals each of them costs a page about a millisecond (bench/README.md).
"""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import addresses
import make
from bridgework.actions.accept_referral import accept_referral
from bridgework.records.models import InboundMessage, MessageAttempt, MessageReceipt, Patient, PlannedMessage, Practice
from browsers import standing_clock
from people import NOW, Cast

clock = standing_clock(NOW + timedelta(hours=2))
MOST = {
    ("dana", "/worklist/"): 12,
    ("dana", "/referrals/"): 11,
    ("dana", "/directory/"): 20,
    ("dana", "/calendar/"): 18,
    ("dana", "/calendar/?day=2026-11-22"): 24,  # a Sunday: the next day on which somebody works is looked for
    ("dana", "/messages/"): 13,  # three more, and the list is as quick for a small practice as for a large one
    ("dana", "the referral"): 36,
    ("raman", "/worklist/"): 12,
    ("raman", "/referrals/"): 11,
    ("raman", "/directory/"): 22,
    ("raman", "/patients/"): 10,
    ("raman", "the referral"): 28,
}


@pytest.mark.parametrize(("who", "where"), MOST)
def test_a_page_asks_no_more_than_it_did(cast: Cast, who: str, where: str) -> None:
    referrals = [make.sent(cast) for _ in range(3)]
    client: Any = addresses.signed_in(cast, getattr(cast, who))
    address = f"/referrals/{referrals[0].pk}/" if where == "the referral" else where
    assert client.get(address).status_code == 200  # what is read once in the life of the process is read now

    with CaptureQueriesContext(connection) as asked:
        client.get(address)
    assert len(asked) <= MOST[who, where], "\n".join(query["sql"][:160] for query in asked)


LISTS = {
    "dana": (
        *("/worklist/", "/worklist/?show=late", "/referrals/", "/referrals/?show=closed", "/referrals/?q=sample"),
        *("/calls/", "/letters/", "/messages/", "/messages/?status=trouble", "/messages/replies/", "/measures/", "/measures/reach/"),
        *("/calendar/", "/calendar/?span=week", "/intake/", "/directory/"),
    ),
    "ruth": ("/settings/", "/settings/plans/", "/settings/words/", "/settings/times/"),
    "raman": ("/worklist/", "/referrals/", "/referrals/drafts/", "/patients/?q=sample", "/messages/", "/measures/", "/directory/"),
}
NAMELESS = {
    *("/measures/", "/measures/reach/", "/intake/", "/directory/"),
    *("/settings/", "/settings/plans/", "/settings/words/", "/settings/times/"),
}


def test_no_list_asks_once_more_for_a_row_more(cast: Cast) -> None:
    clients = {who: addresses.signed_in(cast, getattr(cast, who)) for who in LISTS}
    offices = iter((cast.harbor, cast.tidewater, cast.northpoint))
    asked = []
    for rows in (1, 2):
        for _ in range(rows):
            fill(cast, next(offices))
        asked.append({(who, where): questions(clients[who], where) for who, places in LISTS.items() for where in places})
    few, many = asked
    grown = {place: sorted(set(many[place]) - set(few[place])) for place in few if len(many[place]) > len(few[place])}
    assert not grown, grown


def fill(cast: Cast, office: Practice) -> None:
    """A row more for every list: each of a patient of their own, and a draft to another office."""
    make.draft(cast, to=office)
    make.sent(cast, case=make.EMERGENCY)  # to be called
    make.booked(cast)
    make.seen(cast)
    make.ending_acknowledged(cast)
    written = make.accepted(cast)
    InboundMessage.objects.create(
        channel="sms", provider_id=uuid4().hex, sender="+13125550190", recipient="+15005550006", text="Where is it?", at=NOW, status="waiting",
        referral=written, patient=written.patient, practice=cast.harbor, understood_as="question",
    )  # fmt: skip
    posted = make.sent(cast)
    Patient.objects.filter(pk=posted.patient_id).update(phone="", email="", street="12 Elm Street", city="Chicago", region="IL")
    accept_referral(make.coordinator(cast, posted), posted.pk, now=NOW)
    failed = PlannedMessage.objects.filter(referral=written, recipient="patient")
    failed.update(status="failed")
    for message in failed:
        attempt = MessageAttempt.objects.create(message=message, number=1, channel="sms", started_at=NOW, outcome="refused", sentence="No.")
        MessageReceipt.objects.create(attempt=attempt, at=NOW, status="undelivered")


def questions(client: Client, where: str) -> list[str]:
    """What a page asks the database, its values left out."""
    page = client.get(where)
    assert page.status_code == 200, where
    assert where in NAMELESS or b"Sample" in page.content, where
    with CaptureQueriesContext(connection) as asked:
        client.get(where)
    return [re.sub(r"'[^']*'|[0-9]+|%s", "?", query["sql"]) for query in asked]

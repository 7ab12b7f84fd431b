"""From the planned message to the receipt, over the network both ways: the service calls back at the address that it was told."""

import json
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.urls import reverse

import make
from bridgework.jobs.send_message import send_message
from bridgework.jobs.take_receipt import take_receipt
from bridgework.jobs.ways_out import STATUS_PATH
from bridgework.records.models import MessageReceipt, PlannedMessage
from job_context import tried
from people import Cast
from standins_for_tests import Standins


def test_the_service_is_told_the_address_that_there_is() -> None:
    assert reverse("hooks:sms_status") == STATUS_PATH


@pytest.mark.parametrize(
    ("fault", "statuses"),
    [
        ("", {"queued", "sent", "delivered"}),
        ("duplicate_callback", {"queued", "sent", "delivered"}),
        ("reordered_callback", {"queued", "sent", "delivered"}),
    ],
)
def test_delivered(
    committed_db: None, live_server: Any, cast: Cast, settings: LazySettings, standins: Standins, fault: str, statuses: set[str]
) -> None:
    settings.URL = live_server.url
    message = by_day(make.accepted(cast).messages.get(kind="pick_a_time"))
    if fault:
        standins.board.faults.order(fault, 1)

    send_message(str(message.pk))

    standins.wait_for(lambda: received() == statuses)
    message.refresh_from_db()
    assert message.status == "delivered"


def test_undelivered_goes_by_email(committed_db: None, live_server: Any, cast: Cast, settings: LazySettings, standins: Standins) -> None:
    settings.URL = live_server.url
    message = by_day(make.accepted(cast).messages.get(kind="pick_a_time"))
    standins.board.faults.order("undelivered", 1)

    send_message(str(message.pk))
    standins.wait_for(lambda: "undelivered" in received())
    send_message(str(message.pk))

    assert [arrived.to for arrived in standins.store.all()] == [message.patient.phone, message.patient.email]


def received() -> set[str]:
    """What was reported so far; what was faster than the answer to the attempt is taken as the worker would."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE task_name = 'bridgework.jobs.take_receipt' RETURNING args::text")
        for (arguments,) in cursor.fetchall():
            take_receipt(tried(0), **json.loads(arguments))
    return set(MessageReceipt.objects.values_list("status", flat=True))


def by_day(message: PlannedMessage) -> PlannedMessage:
    """Made in daylight; the test runs at whatever hour it is."""
    message.facts |= {"at_any_hour": True}
    message.save()
    return message

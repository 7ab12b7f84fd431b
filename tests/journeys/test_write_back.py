"""A patient writes back on their phone; staff read it, answer, and the answer is on the phone: over the real hook, job and gateway stand-in."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import LazySettings
from playwright.sync_api import Page, expect

import make
from bridgework.jobs import ways_out
from bridgework.records.models import InboundMessage, Person
from people import Cast
from standins_for_tests import Standins, running_standins

pytestmark = pytest.mark.journey

PHONE = "+13125550190"


@pytest.fixture
def phones(settings: LazySettings, live_server: object) -> Iterator[Standins]:
    """The text message service, which tells this server what people write back."""
    settings.URL = str(live_server)
    with running_standins() as servers:
        settings.SMS_URL, settings.SMS_ACCOUNT, settings.SMS_TOKEN = servers.url, "ACdemo", "demo-token"
        settings.SMS_FROM = "+15005550006"
        servers.board.inbound_url = f"{settings.URL}/hooks/sms/inbound"
        ways_out.forget_text_messages()
        yield servers
        ways_out.forget_text_messages()


@pytest.mark.parametrize("browser_page", ["phone"], indirect=True)
def test_a_question_is_read_and_answered(
    browser_page: Page,
    cast: Cast,
    phones: Standins,
    sign_in: Callable[[Page, Person], None],
    look: Callable[[Page], None],
    work: Callable[[], None],
) -> None:
    page, now = browser_page, datetime.now(UTC)
    referral = make.booked(cast, now=now - timedelta(hours=2))

    phone = page.context.new_page()
    phone.goto(f"{phones.url}/person/{PHONE}")
    phone.get_by_label("Write back").fill("Yes I'll be there! Can my husband come with me?")
    phone.get_by_role("button", name="Send", exact=True).click()
    phones.wait_for(lambda: InboundMessage.objects.filter(sender=PHONE).exists())
    work()
    phone.goto(f"{phones.url}/person/{PHONE}")
    expect(phone.get_by_text("One of us will answer", exact=False)).to_be_visible()

    sign_in(page, cast.person("theo.banks"))
    page.goto("/messages/")
    page.get_by_role("link", name="Replies to read").click()
    expect(page.get_by_text("Can my husband come with me?")).to_be_visible()
    expect(page.get_by_text("understood as: a question")).to_be_visible()
    look(page)
    page.goto(f"/referrals/{referral.pk}/")
    expect(page.get_by_role("heading", name="Read what the patient wrote")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Read and answer").click()
    page.get_by_label("Answer to").fill("Yes, and your tooth will be fine.")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_role("alert")).to_contain_text("Nothing was sent")
    look(page)
    page.get_by_label("Answer to").fill("Yes, you may bring him.")
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_text("Answered.")).to_be_visible()
    expect(page.get_by_role("heading", name="See the patient")).to_be_visible()

    work()
    phone.goto(f"{phones.url}/person/{PHONE}")
    expect(phone.get_by_text("Yes, you may bring him.", exact=False)).to_be_visible()
    phone.close()
    assert make.visit(referral).confirmed_at is not None

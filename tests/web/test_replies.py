"""The service tells us what people wrote; staff read and answer it on the referral, and see on a list what waits."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import LazySettings
from django.db import connection
from django.test import Client

import addresses
import make
from bridgework.actions.keep_inbound import keep_inbound
from bridgework.actions.receive_reply import receive_reply
from bridgework.connections.sms.receive import signature_of
from bridgework.messages.linter import Spot, lint
from bridgework.messages.quick_answers import QUICK
from bridgework.records.models import InboundMessage, OptOut, Referral
from people import Cast

ADDRESS = "/hooks/sms/inbound"
OURS, PHONE = "+15005550006", "+13125550190"


@pytest.fixture(autouse=True)
def service(settings: LazySettings) -> None:
    settings.SMS_TOKEN, settings.SMS_FROM = "the-token", OURS


def tell(client: Client, settings: LazySettings, text: str, *, name: str = "SM1", token: str = "the-token", **more: str) -> int:
    form = {"MessageSid": name, "SmsStatus": "received", "From": PHONE, "To": OURS, "Body": text, "NumMedia": "0"} | more
    signature = signature_of(settings.URL + ADDRESS, form, token)
    return client.post(ADDRESS, form, headers={"X-Twilio-Signature": signature}).status_code


def waiting_jobs() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = 'bridgework.jobs.read_reply'")
        return int(cursor.fetchone()[0])


@pytest.mark.django_db
def test_a_reply_is_kept_once_and_left_to_a_job(client: Client, settings: LazySettings) -> None:
    assert [tell(client, settings, "Yes 👍", NumMedia="2") for _ in range(3)] == [200] * 3

    kept = InboundMessage.objects.get()
    assert (kept.text, kept.sender, kept.recipient, kept.media, kept.status) == ("Yes 👍", PHONE, OURS, 2, "new")
    assert waiting_jobs() == 1
    assert tell(client, settings, "STOP", name="SM2") == 200
    assert OptOut.objects.get().word == "stop"


@pytest.mark.django_db
def test_what_is_not_signed_or_too_long_is_turned_away(client: Client, settings: LazySettings) -> None:
    assert tell(client, settings, "yes", token="another") == 403
    assert client.post(ADDRESS, {"MessageSid": "SM1", "Body": "yes"}).status_code == 403
    assert tell(client, settings, "x" * 40_000) == 413
    assert tell(client, settings, "yes", name="SM3", NumMedia="many") == 200
    assert [row.text for row in InboundMessage.objects.all()] == ["yes"]


def wrote(cast: Cast, text: str) -> Referral:
    referral = make.booked(cast)
    at = make.clock(referral) + timedelta(minutes=5)
    keep_inbound("sms", "SM9", PHONE, OURS, text, now=at)
    receive_reply(InboundMessage.objects.get(provider_id="SM9").pk, now=at)
    return make.fresh(referral)


@pytest.mark.django_db
def test_a_person_reads_and_answers_on_the_referral(cast: Cast) -> None:
    referral = wrote(cast, "Do I need somebody to drive me?")
    now = make.clock(referral) + timedelta(minutes=10)
    client = addresses.signed_in(cast, cast.theo)
    with time_machine.travel(now, tick=False):
        listed = client.get("/messages/replies/").text
        assert "Do I need somebody to drive me?" in listed
        assert "understood as: a question" in listed
        page = client.get(f"/referrals/{referral.pk}/").text
        assert "Read what the patient wrote" in page
        assert 'id="conversation"' in page
        assert "Do I need somebody" not in addresses.signed_in(cast, cast.jo).get(f"/referrals/{referral.pk}/").text

        whole = f"/referrals/{referral.pk}/conversation/"
        refused = client.post(whole, {"words": "Your root canal takes an hour.", "language": "en"})
        assert refused.status_code == 422
        assert "Your root canal takes an hour." in refused.text
        assert "root canal" in refused.text
        done = client.post(whole, {"quick": "with_somebody", "language": "en", "back": "replies"}, follow=True)
        assert done.redirect_chain == [("/messages/replies/", 302)]
        assert "Nothing to read" in done.text
        assert QUICK["with_somebody"]["en"] in client.get(whole).text
    assert referral.messages.get(kind="staff_answer").facts["words"] == QUICK["with_somebody"]["en"]


@pytest.mark.django_db
def test_a_reply_that_needs_no_answer_is_read_by_one_press(cast: Cast) -> None:
    referral = wrote(cast, "I have a new cat")
    reply = InboundMessage.objects.get()
    client = addresses.signed_in(cast, cast.theo)
    with time_machine.travel(make.clock(referral) + timedelta(minutes=10), tick=False):
        done = client.post(f"/messages/replies/{reply.pk}/read/", {"back": "replies"}, follow=True)
        assert "It waits no more." in done.text
    assert make.fresh(referral).next_step == "see_patient"


def test_somebody_unknown_is_answered_or_put_where_it_belongs(cast: Cast, settings: LazySettings) -> None:
    settings.STRANGERS_DESK = cast.harbor.slug
    referral = make.accepted(cast)
    at = make.clock(referral) + timedelta(minutes=5)
    keys = [keep_inbound("sms", f"SM{n}", f"+1773555012{n}", OURS, f"Is my mother {n} late?", now=at) for n in (1, 2)]
    for key in keys:
        assert key
        receive_reply(key, now=at)
    client = addresses.signed_in(cast, cast.theo)
    with time_machine.travel(at + timedelta(minutes=5), tick=False):
        assert f'href="/messages/replies/{keys[0]}/"' in client.get("/messages/replies/").content.decode()
        page = client.get(f"/messages/replies/{keys[0]}/").content.decode()
        assert "Is my mother 1 late?" in page
        assert "Is my mother 2 late?" not in page
        refused = client.post(f"/messages/replies/{keys[0]}/", {"words": "See you at $90", "language": "en"})
        assert refused.status_code == 422
        assert "See you at $90" in refused.content.decode()
        assert client.post(f"/messages/replies/{keys[0]}/", {"quick": "please_call", "language": "en"}).status_code == 302

        found = client.post(f"/messages/replies/{keys[1]}/whose/", {"whose": referral.patient.family_name}).content.decode()
        assert f'name="referral" value="{referral.pk}"' in found
        put = client.post(f"/messages/replies/{keys[1]}/attach/", {"referral": str(referral.pk)}, follow=True)
        assert "Is my mother 2 late?" in put.content.decode()
        assert client.get(f"/messages/replies/{keys[1]}/").headers["Location"] == f"/referrals/{referral.pk}/conversation/"
        undone = client.post(f"/messages/replies/{keys[1]}/detach/", follow=True).content.decode()
        assert "Is my mother 2 late?" in undone
        read = client.post(f"/messages/replies/{keys[1]}/read/", follow=True).content.decode()
        assert f'action="/messages/replies/{keys[1]}/reopen/"' in read
        assert "Is my mother 2 late?" in client.post(f"/messages/replies/{keys[1]}/reopen/", follow=True).content.decode()


def test_quick_answers_keep_to_the_rules_of_words() -> None:
    theirs = {"identity", "subject", "opt_out", "length", "reading"}
    for words in QUICK.values():
        assert set(words) == {"en", "es"}
        for language, said in words.items():
            assert [one.code for one in lint(said, Spot("staff_answer", "sms", language)) if one.code not in theirs] == []

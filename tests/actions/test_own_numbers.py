"""A practice may text from a number of its own: a stop, an answer and a stranger belong to the number that was written to."""

from datetime import datetime, timedelta
from uuid import uuid4

import pytest
from django.conf import LazySettings

import addresses
import make
from bridgework.actions.change_practice import change_practice
from bridgework.actions.keep_inbound import keep_inbound
from bridgework.actions.receive_reply import receive_reply
from bridgework.actions.weigh_messages import stopped_among
from bridgework.jobs.carry_out import words_of
from bridgework.jobs.in_words import with_words
from bridgework.lookups.replies import list_replies
from bridgework.records.models import InboundMessage, Patient, PlannedMessage, Practice, Referral
from bridgework.rules.refusals import NotComplete
from people import NOW, Cast
from sending import claim_message

SHARED, OWN, PHONE = "+15005550006", "+13125550177", "+13125550190"
SOON = timedelta(minutes=5)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def number(settings: LazySettings) -> None:
    settings.SMS_FROM, settings.MAIL_REPLIES = SHARED, "answers@bridgework.example"


def say(text: str, at: datetime, *, to: str, phone: str = PHONE) -> InboundMessage:
    name = f"SM{uuid4().hex}"
    keep_inbound("sms", name, phone, to, text, now=at)
    inbound = InboundMessage.objects.get(provider_id=name)
    receive_reply(inbound.pk, now=at)
    inbound.refresh_from_db()
    return inbound


def own_number(practice: Practice) -> None:
    Practice.objects.filter(pk=practice.pk).update(text_number=OWN)


def test_a_managers_number_is_checked_and_belongs_to_one_practice(cast: Cast) -> None:
    changed = change_practice(cast.ruth, fields={"text_number": "(312) 555-0177"}, now=NOW)
    assert changed.text_number == OWN
    for wrong in ("12", SHARED):
        with pytest.raises(NotComplete):
            change_practice(cast.ruth, fields={"text_number": wrong}, now=NOW)
    Practice.objects.exclude(pk=cast.harbor.pk).filter(pk=cast.lakeview.pk).update(text_number="+13125550178")
    with pytest.raises(NotComplete) as refused:
        change_practice(cast.ruth, fields={"text_number": "+13125550178"}, now=NOW)
    assert "Another practice" in refused.value.problems["text_number"]


def test_texts_go_out_from_the_practices_number_and_mail_in_its_name(cast: Cast) -> None:
    own_number(cast.harbor)
    referral = make.booked(cast)
    booked = referral.messages.get(kind="visit_booked")
    claimed = claim_message(booked.pk, now=make.clock(referral))
    assert claimed is not None
    message = words_of(with_words([claimed])[0])
    assert message is not None
    assert (message.from_number, message.reply_to) == (OWN, "")

    PlannedMessage.objects.filter(pk=booked.pk).update(channel="email", address="robin@mail.example", status="planned")
    claimed = claim_message(booked.pk, now=make.clock(referral))
    assert claimed is not None
    message = words_of(with_words([claimed])[0])
    assert message is not None
    assert (message.from_number, message.from_name) == ("", cast.harbor.name)
    assert message.reply_to == message.stop_at == f"answers+{booked.pk.hex}@bridgework.example"


def test_a_stop_counts_for_the_number_it_was_sent_to(cast: Cast) -> None:
    own_number(cast.harbor)
    referral = make.booked(cast)
    booked = list(referral.messages.filter(kind="visit_booked"))
    at = make.clock(referral) + SOON
    say("STOP", at, to=SHARED)
    assert stopped_among(booked) == set()
    say("STOP", at + SOON, to=OWN)
    assert stopped_among(booked) == {booked[0].pk}


def test_an_answer_belongs_to_the_practice_whose_number_it_came_to(cast: Cast) -> None:
    own_number(cast.harbor)
    referral = make.booked(cast)
    at = make.clock(referral) + SOON
    assert say("Yes", at, to=OWN).referral_id == referral.pk
    # Nobody else is on this phone: whoever answers to the shared number means this visit, too.
    assert say("Yes", at + SOON, to=SHARED).referral_id == referral.pk
    other = next(practice for practice in cast.practices.values() if practice.receives and practice.pk != cast.harbor.pk)
    Practice.objects.filter(pk=cast.harbor.pk).update(text_number="")
    own_number(other)
    assert say("Yes", at + 2 * SOON, to=OWN).practice_id == other.pk
    assert InboundMessage.objects.filter(referral=None).count() == 1


def test_strangers_are_read_at_the_desk_of_the_number_or_the_one_that_is_named(cast: Cast, settings: LazySettings) -> None:
    stranger = "+17735550123"
    own_number(cast.harbor)
    assert say("Who is this?", NOW, to=OWN, phone=stranger).practice_id == cast.harbor.pk
    first = Practice.objects.filter(receives=True, on_network=True).order_by("created_at", "id")[0]
    settings.STRANGERS_DESK = "nobody-is-called-so"
    unknown = say("Who is this?", NOW, to=SHARED, phone=stranger)
    assert (unknown.practice_id, unknown.status) == (first.pk, "waiting")
    settings.STRANGERS_DESK = cast.harbor.slug
    assert say("Who is this?", NOW, to=SHARED, phone=stranger).practice_id == cast.harbor.pk
    assert len(list_replies(cast.theo)[0]) >= 2


def test_who_was_a_patient_long_ago_is_read_where_they_were(cast: Cast, settings: LazySettings) -> None:
    referral = make.closed(cast)
    after = make.clock(referral) + timedelta(days=200)
    settings.STRANGERS_DESK = cast.lakeview.slug

    reply = say("It hurts again", after, to=SHARED)

    assert (reply.referral_id, reply.practice_id, reply.status) == (None, cast.harbor.pk, "waiting")


def test_a_strangers_call_for_help_is_read_unless_the_service_answers_it(cast: Cast, settings: LazySettings) -> None:
    stranger = "+17735550123"
    assert say("HELP", NOW, to=SHARED, phone=stranger).status == "done"
    settings.SMS_SERVICE_ANSWERS = False
    assert say("HELP", NOW, to=SHARED, phone=stranger).status == "waiting"
    assert say("STOP", NOW, to=SHARED, phone=stranger).status == "done"


def test_a_letter_that_names_no_message_is_about_the_one_referral_of_its_sender(cast: Cast) -> None:
    referral = make.booked(cast)
    at = make.clock(referral) + SOON
    assert mail("Robin.Sample@mail.example", at).referral_id == referral.pk
    make.accepted(cast, of=Patient.objects.get(pk=referral.patient_id), teeth=("14",))
    assert mail("robin.sample@mail.example", at).referral_id is None
    assert Referral.objects.filter(patient_id=referral.patient_id, closed_at=None).count() == 2


def mail(sender: str, at: datetime) -> InboundMessage:
    key = keep_inbound("email", f"<{uuid4()}@mail.example>", sender.lower(), "bridgework@example.org", "I will be there", now=at)
    assert key is not None
    receive_reply(key, now=at)
    return InboundMessage.objects.get(pk=key)


def test_the_settings_show_it_and_say_what_is_wrong(cast: Cast) -> None:
    client = addresses.signed_in(cast, cast.ruth)
    others = {"call_tries": "4", "lost_visits": "2", "late_cancel_hours": "24"}
    refused = client.post("/settings/reaching/", others | {"text_number": SHARED})
    assert refused.status_code == 422
    assert "number of the whole installation" in refused.text
    assert client.post("/settings/reaching/", others | {"text_number": "312 555 0177"}).status_code in (302, 303)
    assert "(312) 555-0177" in client.get("/settings/").text
    client.post("/settings/reaching/", others)
    assert Practice.objects.get(pk=cast.harbor.pk).text_number == OWN

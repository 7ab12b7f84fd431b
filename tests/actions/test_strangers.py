"""Somebody who writes and is known by no referral: answered, put where it belongs, or read; a stop counts, and each step can be taken back."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.conf import LazySettings

import make
from bridgework.actions.answer_stranger import answer_stranger
from bridgework.actions.attach_reply import attach_reply, detach_reply
from bridgework.actions.keep_inbound import keep_inbound
from bridgework.actions.mark_reply_read import mark_reply_read
from bridgework.actions.receive_reply import receive_reply
from bridgework.actions.reopen_reply import reopen_reply
from bridgework.actions.write_to_patient import write_to_patient
from bridgework.lookups.invariants import prove
from bridgework.lookups.replies import find_conversation, list_replies
from bridgework.lookups.strangers import find_stranger, find_where_it_belongs
from bridgework.records.models import InboundMessage, PlannedMessage
from bridgework.rules.delivery import OPTED_OUT
from bridgework.rules.facts import SYSTEM
from bridgework.rules.refusals import MoveNotAllowed, NotAllowed, NotComplete, NotFound
from bridgework.rules.search_words import read_search
from people import NOW, Cast
from sending import claim_message, finish_attempt

pytestmark = pytest.mark.django_db
OURS, STRANGER = "+15005550006", "+17735550123"
SOON = timedelta(minutes=5)


@pytest.fixture(autouse=True)
def desk(cast: Cast, settings: LazySettings) -> None:
    settings.SMS_FROM, settings.SMS_SERVICE_ANSWERS, settings.STRANGERS_DESK = OURS, True, cast.harbor.slug


def say(text: str, *, at: timedelta = SOON, sender: str = STRANGER) -> InboundMessage:
    """A text comes in and is read by its job."""
    key = keep_inbound("sms", f"SM{uuid4().hex}", sender, OURS, text, now=NOW + at)
    assert key
    receive_reply(key, now=NOW + at)
    return InboundMessage.objects.get(pk=key)


def answer(cast: Cast, reply: InboundMessage, words: str = "Who is it for, please?", *, key: UUID | None = None) -> PlannedMessage:
    return answer_stranger(cast.theo, reply.pk, words=words, language="en", key=key or uuid4(), now=NOW + 2 * SOON)


def test_an_answer_goes_back_the_way_they_wrote_once_and_reads_what_waited(cast: Cast) -> None:
    first, reply = say("Is this the endodontist?"), say("Hello? Can you see my mother today?", at=2 * SOON)
    key = uuid4()
    row = answer(cast, reply, key=key)
    assert answer(cast, reply, key=key).occasion == row.occasion
    assert PlannedMessage.objects.get(kind="staff_answer").address == STRANGER
    assert (row.channel, row.referral_id, row.facts["at_any_hour"]) == ("sms", None, True)
    assert list_replies(cast.theo)[0] == ()

    claimed = claim_message(row.pk, now=NOW + 3 * SOON)
    assert claimed is not None
    finish_attempt(claimed.attempt_id, outcome="accepted", provider_id="SM1", now=NOW + 3 * SOON, words="Harbor: Who is it for, please?")
    found = find_stranger(cast.theo, first.pk)
    assert found is not None
    assert [turn.reply.text if turn.reply else turn.words for turn in found.talk.turns] == [
        "Is this the endodontist?",
        "Hello? Can you see my mother today?",
        "Harbor: Who is it for, please?",
    ]
    assert prove(SYSTEM).holds


def test_an_answer_keeps_to_the_words_and_to_the_roles(cast: Cast) -> None:
    reply = say("Is this the endodontist?")
    for words in ("", "x" * 301, "Your root canal on tooth 19 is at 3."):
        with pytest.raises(NotComplete):
            answer(cast, reply, words)
    for viewer, refusal in ((cast.raman, NotFound), (cast.alex, NotAllowed)):
        with pytest.raises(refusal):
            answer_stranger(viewer, reply.pk, words="Hello", language="en", key=uuid4(), now=NOW)
    assert find_stranger(cast.raman, reply.pk) is None
    known = say("Who is this?", sender=make.accepted(cast).patient.phone)
    with pytest.raises(NotFound):
        answer(cast, known)


def test_a_stop_is_kept_before_and_after_the_answer_was_written(cast: Cast) -> None:
    reply = say("Is this the endodontist?")
    row = answer(cast, reply)
    say("STOP", at=3 * SOON)
    assert claim_message(row.pk, now=NOW + 4 * SOON) is None
    assert PlannedMessage.objects.get(pk=row.pk).status == "dropped"
    found = find_stranger(cast.theo, reply.pk)
    assert found is not None
    assert (found.talk.why_not, found.talk.may_answer) == ("stopped", False)
    with pytest.raises(MoveNotAllowed):
        answer(cast, reply)


def test_a_stop_at_a_practices_own_number_counts_for_its_answers(cast: Cast) -> None:
    cast.harbor.text_number = "+17735550999"
    cast.harbor.save()
    reply = say("Is this the endodontist?")
    row = answer(cast, reply)
    keep_inbound("sms", "SM9", STRANGER, "+17735550999", "STOP", now=NOW + 3 * SOON)
    assert claim_message(row.pk, now=NOW + 4 * SOON) is None


def test_what_comes_a_day_later_waits_for_the_morning_where_they_are(cast: Cast) -> None:
    reply = say("Is this the endodontist?")
    night = NOW.replace(hour=4) + timedelta(days=2)  # ten in the evening in Chicago
    row = answer_stranger(cast.theo, reply.pk, words="Yes, it is.", language="en", key=uuid4(), now=night)
    assert row.due_at == night.replace(hour=14)


@pytest.mark.parametrize("code", ["unreachable", OPTED_OUT])
def test_an_answer_that_does_not_arrive_is_read_again(cast: Cast, code: str) -> None:
    reply = say("Is this the endodontist?")
    claimed = claim_message(answer(cast, reply).pk, now=NOW + 3 * SOON)
    assert claimed is not None
    finish_attempt(claimed.attempt_id, outcome="refused", sentence="No such number.", code=code, now=NOW + 3 * SOON)
    reply.refresh_from_db()
    assert (reply.status, reply.did, reply.handled_by_name) == ("waiting", "answer_failed", "")


def test_it_is_put_with_the_referral_it_is_about_and_taken_out_again(cast: Cast) -> None:
    referral = make.accepted(cast)
    first, second = say("Can my mother come a little later?"), say("It is about Robin", at=2 * SOON)
    assert [hit.id for hit in find_where_it_belongs(cast.theo, read_search("sample"))] == [referral.pk]
    assert find_where_it_belongs(cast.raman, read_search("sample")) == (), "they sent it; patients write to who received it"
    for viewer, refusal in ((cast.raman, NotFound), (cast.ines, NotFound), (cast.alex, NotAllowed)):
        with pytest.raises(refusal):
            attach_reply(viewer, second.pk, referral.pk, now=NOW + 3 * SOON)

    attach_reply(cast.theo, second.pk, referral.pk, now=NOW + 3 * SOON)
    after = make.fresh(referral)
    assert (after.next_step, after.reply_waits_since) == ("answer_reply", first.at)
    talk = find_conversation(cast.theo, referral.pk)
    assert talk is not None
    assert {reply.text for reply in talk.waiting} == {first.text, second.text}
    written = write_to_patient(cast.theo, referral.pk, words="Of course.", language="en", key=uuid4(), now=NOW + 4 * SOON)
    assert written.address == referral.patient.phone, "the patient's own number, as the page says, and not who else wrote"

    detach_reply(cast.theo, second.pk, now=NOW + 5 * SOON)
    assert find_stranger(cast.theo, first.pk) is not None
    assert not InboundMessage.objects.filter(referral=referral).exists()
    told = referral.events.filter(kind__startswith="reply_").order_by("at", "id").values_list("kind", flat=True)
    assert list(told) == ["reply_attached", "reply_answered", "reply_detached"]
    with pytest.raises(NotFound):
        detach_reply(cast.theo, second.pk, now=NOW + 5 * SOON)
    assert prove(SYSTEM).holds


def test_read_by_mistake_waits_again(cast: Cast) -> None:
    referral = make.accepted(cast)
    unknown, known = say("Is this the endodontist?"), say("Can I bring my son?", sender=referral.patient.phone)
    for reply in (unknown, known):
        mark_reply_read(cast.theo, reply.pk, now=NOW + 2 * SOON)
    assert make.fresh(referral).reply_waits_since is None
    assert [reopen_reply(cast.theo, reply.pk, now=NOW + 3 * SOON) for reply in (unknown, known)] == [None, referral.pk]
    assert make.fresh(referral).reply_waits_since == known.at
    assert {reply.id for reply in list_replies(cast.theo)[0]} == {unknown.pk, known.pk}
    with pytest.raises(NotFound):
        reopen_reply(cast.raman, unknown.pk, now=NOW)

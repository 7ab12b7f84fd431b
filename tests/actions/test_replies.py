"""What patients write back: kept once, understood, done or given to a person; a visit is given up in two steps; a stop counts at once."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.conf import LazySettings
from django.db import ProgrammingError, connection, transaction

import make
from bridgework.actions.change_patient import change_patient
from bridgework.actions.enter_patient import enter_patient
from bridgework.actions.keep_inbound import MOST_LATELY, keep_inbound
from bridgework.actions.mark_reply_read import mark_reply_read
from bridgework.actions.plan_due_steps import plan_due_steps
from bridgework.actions.plan_messages import plan_messages
from bridgework.actions.receive_reply import receive_reply
from bridgework.actions.record_call import record_call
from bridgework.actions.record_opt_out import end_opt_outs
from bridgework.actions.replan_referral import replan_referral
from bridgework.actions.stop_messages import allow_messages, stop_messages
from bridgework.actions.take_consent import take_consent
from bridgework.actions.write_to_patient import write_to_patient
from bridgework.lookups.invariants import prove
from bridgework.lookups.replies import find_conversation, list_replies
from bridgework.records.models import ContactConsent, InboundMessage, OptOut, Patient, PlannedMessage, Proxy, Referral, ReferralCadence
from bridgework.rules import referral_states as states
from bridgework.rules.facts import SYSTEM
from bridgework.rules.patient_entry import PatientEntry
from bridgework.rules.person import CONSENT_WORDING
from bridgework.rules.refusals import MoveNotAllowed, NotAllowed, NotComplete, NotFound
from people import NOW, Cast
from sending import claim_message, finish_attempt, record_receipt

OURS = "+15005550006"
PHONE = "+13125550190"
SOON = timedelta(minutes=5)


@pytest.fixture(autouse=True)
def number(settings: LazySettings) -> None:
    settings.SMS_FROM, settings.SMS_SERVICE_ANSWERS = OURS, True


def say(text: str, at: datetime, *, phone: str = PHONE, name: str = "") -> InboundMessage:
    """A text comes in and is read by its job."""
    assert keep_inbound("sms", name or f"SM{uuid4().hex}", phone, OURS, text, now=at)
    inbound = InboundMessage.objects.order_by("-at", "-id").get(text=text, at=at, sender=phone)
    receive_reply(inbound.pk, now=at)
    inbound.refresh_from_db()
    return inbound


def answers(referral: Referral) -> list[str]:
    rows = PlannedMessage.objects.filter(referral=referral, facts__at_any_hour=True, occasion__in=_replies(referral))
    return list(rows.order_by("created_at").values_list("kind", flat=True))


def _replies(referral: Referral) -> list[str]:
    return [str(pk) for pk in InboundMessage.objects.filter(sender=PHONE).values_list("pk", flat=True)]


def kinds(referral: Referral) -> list[str]:
    return list(referral.events.order_by("at", "id").values_list("kind", flat=True))


def test_a_yes_confirms_the_visit_and_is_thanked_once(cast: Cast) -> None:
    referral = make.booked(cast)
    at = make.clock(referral) + SOON

    reply = say("Yes, see you then!", at)
    receive_reply(reply.pk, now=at)
    assert not keep_inbound("sms", reply.provider_id, PHONE, OURS, "Yes, see you then!", now=at)

    assert (reply.understood_as, reply.did, reply.status, reply.referral_id) == ("confirm", "visit_confirmed", "done", referral.pk)
    assert make.visit(referral).confirmed_at == at
    assert answers(referral) == ["visit_confirmed"]
    assert kinds(referral)[-2:] == ["visit_confirmed", "reply_received"]
    assert make.fresh(referral).next_step == "see_patient"
    sent = referral.messages.get(kind="visit_confirmed")
    assert claim_message(sent.pk, now=at) is not None
    assert prove(SYSTEM).holds


def test_a_visit_is_given_up_in_two_steps(cast: Cast) -> None:
    referral = make.booked(cast)
    at = make.clock(referral) + SOON

    first = say("I can't make it", at)
    assert (first.understood_as, first.did, first.status) == ("cancel", "asked_give_up", "waiting")
    assert make.fresh(referral).state == states.SCHEDULED
    assert make.fresh(referral).next_step == "answer_reply"
    assert referral.messages.get(kind="ask_give_up").facts["code"] == first.code

    # A yes or a no answers something else: it gives nothing up, and the digits are worth nothing any more.
    say("no", at + SOON)
    say(first.code, at + 2 * SOON)
    assert make.fresh(referral).state == states.SCHEDULED

    again = say("cannot come sorry", at + 3 * SOON)
    done = say(f"{again.code} please", at + 4 * SOON)
    assert (done.understood_as, done.did) == ("code", "visit_given_up")
    assert make.fresh(referral).state == states.VISIT_CANCELLED
    assert prove(SYSTEM).holds


def test_digits_that_come_late_or_for_a_moved_visit_reach_a_person(cast: Cast) -> None:
    referral = make.booked(cast)
    at = make.clock(referral) + SOON
    asked = say("no", at)
    referral.appointments.filter(status="booked").update(starts_at=make.visit(referral).starts_at + timedelta(minutes=5))

    late = say(asked.code, at + SOON)

    assert make.fresh(referral).state == states.SCHEDULED
    assert (late.status, late.did) == ("waiting", "")


def test_a_stop_counts_before_any_job_has_read_it(cast: Cast) -> None:
    referral = make.booked(cast)
    message = referral.messages.get(kind="visit_booked")
    at = make.clock(referral) + SOON
    keep_inbound("sms", "SM1", PHONE, OURS, "STOP", now=at)

    assert claim_message(message.pk, now=max(message.due_at, at)) is None
    message.refresh_from_db()
    assert message.status == "dropped"

    inbound = InboundMessage.objects.get()
    receive_reply(inbound.pk, now=at)
    inbound.refresh_from_db()
    wish = OptOut.objects.get()
    assert (wish.address, wish.our_address, wish.practice, wish.word, wish.confirmed_by) == (PHONE, OURS, None, "stop", "service")
    assert (inbound.did, inbound.status, answers(referral)) == ("opted_out", "done", [])
    assert make.fresh(referral).state == states.SCHEDULED

    # Silence: what they write is read by a person, and nothing answers.
    asked = say("what time is it?", at + SOON)
    assert (asked.status, answers(referral)) == ("waiting", [])
    Patient.objects.filter(pk=referral.patient_id).update(email="")  # else it would go there
    plan_messages(make.fresh(referral), "link_sent", "x", at + SOON, by_patient=True)
    late = referral.messages.filter(kind="pick_a_time").latest("created_at")
    assert late.channel == "sms"
    assert claim_message(late.pk, now=at + SOON) is None


def test_free_wording_is_confirmed_by_us_once_and_start_takes_it_back(cast: Cast) -> None:
    referral = make.booked(cast)
    at = make.clock(referral) + SOON

    say("ya no quiero recibir mensajes", at)
    say("please stop texting me", at + SOON)
    assert answers(referral) == ["opt_out_confirmed"]
    confirmation = referral.messages.get(kind="opt_out_confirmed")
    assert confirmation.language == "es"
    assert claim_message(confirmation.pk, now=at) is not None

    back = say("YES", at + 2 * SOON)
    assert back.did == "opted_in"
    assert not OptOut.objects.filter(ended_at=None).exists()
    assert make.visit(referral).confirmed_at is None  # that yes was not about the visit
    assert say("yes", at + 3 * SOON).did == "visit_confirmed"


def test_cancel_as_a_keyword_stops_and_a_person_asks_about_the_visit(cast: Cast) -> None:
    referral = make.booked(cast)

    reply = say("CANCEL", make.clock(referral) + SOON)

    assert (reply.did, reply.status) == ("opted_out", "waiting")
    assert make.fresh(referral).state == states.SCHEDULED
    assert make.fresh(referral).next_step == "answer_reply"


def test_pain_that_got_worse_is_a_call_at_once(cast: Cast) -> None:
    referral = make.booked(cast)

    reply = say("my face is swollen and I can't swallow", make.clock(referral) + SOON)

    worse = make.fresh(referral)
    assert (worse.tier, worse.next_step, worse.call_reason) == ("emergency", "call_patient", "worse")
    assert (reply.did, answers(referral)) == ("worse", ["reply_worse"])
    assert referral.messages.filter(kind="patient_worse_to_desk").exists()
    assert say("I can't come", make.clock(referral) + 2 * SOON).did != "asked_give_up"


def test_two_patients_on_one_phone_are_told_apart_by_their_times(cast: Cast) -> None:
    one = make.booked(cast, of=make.patient(cast.lakeview))
    two = make.booked(cast, of=make.patient(cast.lakeview, given_name="Kim"))
    at = make.clock(two) + SOON

    asked = say("YES", at)
    assert (asked.did, asked.asks, len(asked.code)) == ("asked_who", "who", 4)
    assert not make.visit(one).confirmed_at
    assert not make.visit(two).confirmed_at
    first, second = sorted((one, two), key=lambda referral: (make.visit(referral).starts_at, referral.pk))

    say(asked.code[2:], at + SOON)
    assert make.visit(second).confirmed_at == at + SOON
    assert make.visit(first).confirmed_at is None


def test_a_yes_that_may_be_another_patients_is_asked_back(cast: Cast) -> None:
    coming = make.booked(cast, of=make.patient(cast.lakeview))
    choosing = make.accepted(cast, of=make.patient(cast.lakeview, given_name="Kim"))
    invited = choosing.messages.get(kind="pick_a_time")
    at = max(make.clock(coming), make.clock(choosing)) + SOON
    PlannedMessage.objects.filter(pk=invited.pk).update(status="sent", changed_at=at)

    asked = say("Yes", at + SOON)
    assert (asked.did, len(asked.code)) == ("asked_who", 4)
    assert "(to pick a time)" in PlannedMessage.objects.get(kind="ask_who").facts["choices"]
    say(asked.code[2:], at + 2 * SOON)
    assert answers(choosing) == ["reply_link"]
    assert make.visit(coming).confirmed_at is None

    # Where that was asked long before we last wrote of the visit, a yes means the visit.
    PlannedMessage.objects.filter(referral=coming, kind="visit_booked").update(status="sent", changed_at=at)
    PlannedMessage.objects.filter(pk=invited.pk).update(changed_at=at - timedelta(days=2))
    say("Yes", at + 3 * SOON)
    assert make.visit(coming).confirmed_at == at + 3 * SOON


def test_whoever_answers_means_what_this_phone_was_told(cast: Cast) -> None:
    ours = make.booked(cast, of=make.patient(cast.lakeview, given_name="Lorna"))
    child = make.patient(cast.lakeview, given_name="Mateo", phone="+13125550164")
    Proxy.objects.create(
        patient=child, given_name="Luis", family_name="Sample", relation="father", phone=PHONE, is_contact=False, created_at=NOW
    )
    other = make.accepted(cast, of=child)
    at = max(make.clock(ours), make.clock(other)) + SOON
    PlannedMessage.objects.filter(referral=ours, kind="visit_booked").update(status="sent", changed_at=at - SOON)
    PlannedMessage.objects.filter(referral=other, kind="pick_a_time").update(status="sent", changed_at=at)
    assert say("is there parking?", at + SOON).referral_id == ours.pk, "the other patient's message went to another phone"


def test_a_stop_is_followed_for_everybody_on_the_phone(cast: Cast) -> None:
    first, second = (make.accepted(cast, of=make.patient(cast.lakeview, given_name=name, email="")) for name in ("Robin", "Kim"))
    at = max(make.clock(first), make.clock(second)) + SOON
    for text, status in (("STOP", "stopped"), ("START", "running")):
        say(text, at)
        for referral_id in replanned():
            replan_referral(referral_id, now=at)
        assert set(ReferralCadence.objects.filter(pk__in=[first.pk, second.pk]).values_list("status", flat=True)) == {status}
        at += SOON


def replanned() -> set[UUID]:
    """The referrals for which a job was left."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT args ->> 'referral_id' FROM procrastinate_jobs WHERE task_name = 'bridgework.jobs.replan_referral'")
        return {UUID(key) for (key,) in cursor.fetchall()}


def test_a_question_waits_on_the_list_until_somebody_answers(cast: Cast) -> None:
    referral = make.booked(cast)
    at = make.clock(referral) + SOON
    reply = say("Do I need somebody to drive me?", at)

    waiting, rest = list_replies(cast.theo)
    assert ([row.id for row in waiting], rest) == ([reply.pk], None)
    assert list_replies(cast.jo)[0] == ()
    talk = find_conversation(cast.theo, referral.pk)
    assert talk is not None
    assert (talk.channel, talk.may_answer, [row.id for row in talk.waiting]) == ("sms", True, [reply.pk])
    assert find_conversation(cast.jo, referral.pk) is None

    key = uuid4()
    with pytest.raises(NotComplete, match="Nothing was sent"):
        write_to_patient(cast.theo, referral.pk, words="Your root canal takes an hour", language="en", key=key, now=at + SOON)
    with pytest.raises(NotAllowed):
        write_to_patient(cast.alex, referral.pk, words="Yes, please.", language="en", key=key, now=at + SOON)
    for _ in range(2):
        write_to_patient(cast.theo, referral.pk, words="Yes, please bring somebody.", language="en", key=key, now=at + SOON)

    answer = referral.messages.get(kind="staff_answer")
    assert (answer.address, answer.due_at, answer.facts["words"]) == (PHONE, at + SOON, "Yes, please bring somebody.")
    reply.refresh_from_db()
    assert (reply.status, reply.handled_by_name) == ("read", "Theo Banks")
    assert make.fresh(referral).next_step == "see_patient"
    assert make.fresh(referral).reply_waits_since is None


def test_what_is_read_without_an_answer_waits_no_more(cast: Cast) -> None:
    referral = make.booked(cast)
    reply = say("I have a new cat", make.clock(referral) + SOON)
    assert make.fresh(referral).next_step == "answer_reply"

    for stranger in (cast.ines, cast.jo):
        with pytest.raises(NotFound):
            mark_reply_read(stranger, reply.pk, now=NOW + timedelta(days=1))
    mark_reply_read(cast.theo, reply.pk, now=NOW + timedelta(days=1))
    assert make.fresh(referral).next_step == "see_patient"


def test_who_asks_for_a_call_is_on_the_call_list_and_a_call_reads_what_waits(cast: Cast) -> None:
    referral = make.accepted(cast)
    at = make.clock(referral) + SOON
    reply = say("please call me", at)

    assert (make.fresh(referral).call_reason, reply.status) == ("call_back", "waiting")
    record_call(cast.theo, referral.pk, outcome="reached", now=at + SOON)
    reply.refresh_from_db()
    assert (reply.status, make.fresh(referral).reply_waits_since) == ("read", None)


def test_nobody_is_written_to_who_wants_no_messages(cast: Cast) -> None:
    referral = make.booked(cast)
    at = make.clock(referral) + SOON
    say("STOP", at)
    with pytest.raises(MoveNotAllowed, match="call instead"):
        write_to_patient(cast.theo, referral.pk, words="Hello.", language="en", key=uuid4(), now=at + SOON)


def test_a_stranger_and_a_machine(cast: Cast) -> None:
    make.booked(cast)
    nobody = say("hello?", NOW, phone="+13125550777")
    assert (nobody.referral_id, nobody.did) == (None, "unknown_sender")

    for place in range(MOST_LATELY + 5):
        keep_inbound("sms", f"M{place}", "+13125550888", OURS, "loop", now=NOW)
    assert InboundMessage.objects.filter(sender="+13125550888").count() == MOST_LATELY
    assert keep_inbound("sms", "Mstop", "+13125550888", OURS, "STOP", now=NOW)


def test_two_machines_come_to_an_end(cast: Cast) -> None:
    referral = make.booked(cast)
    at = make.clock(referral) + SOON
    for minute in range(9):
        say(f"qwertz {minute}", at + timedelta(minutes=minute))
    assert len(answers(referral)) == 5


def test_consent_is_kept_with_its_source_and_words_for_good(cast: Cast) -> None:
    entry = PatientEntry("Robin", "Sample", date(1984, 5, 17), phone=PHONE, email="robin@mail.example", may_contact=True)
    patient = enter_patient(cast.raman, entry, now=NOW)
    given = ContactConsent.objects.order_by("channel").values_list("channel", "address", "is_given", "source", "wording")
    assert list(given) == [
        ("email", "robin@mail.example", True, "told Dr. Priya Raman", CONSENT_WORDING),
        ("sms", PHONE, True, "told Dr. Priya Raman", CONSENT_WORDING),
    ]
    referral = make.sent(cast, of=patient)
    change_patient(cast.jo, patient.pk, replace(entry, may_contact=False), now=NOW + timedelta(days=1))

    assert ContactConsent.objects.filter(is_given=False, source="told Jo Whitman", wording="").count() == 2
    assert kinds(referral)[-1] == "consent_withdrawn"
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        ContactConsent.objects.update(source="somebody")


def test_a_person_records_that_no_texts_are_wanted_and_takes_it_back(cast: Cast) -> None:
    referral = make.accepted(cast)
    at = make.clock(referral) + SOON
    message = referral.messages.get(kind="pick_a_time")
    stop_messages(cast.theo, referral.pk, channel="sms", now=at)

    wish = OptOut.objects.get()
    assert (wish.practice_id, wish.source, wish.word) == (cast.harbor.pk, "person", "told Theo Banks")
    assert kinds(referral)[-1] == "opt_out_recorded"
    assert claim_message(message.pk, now=max(message.due_at, at)) is None
    with pytest.raises(NotAllowed):
        stop_messages(cast.jo, referral.pk, channel="sms", now=at)
    assert allow_messages(cast.theo, referral.pk, now=at) == 1
    assert not OptOut.objects.filter(ended_at=None).exists()


def test_a_complaint_about_an_e_mail_stops_e_mails(cast: Cast) -> None:
    referral = make.accepted(cast, of=make.patient(cast.lakeview, preferred_channel="email"))
    message = referral.messages.get(kind="pick_a_time")
    claimed = claim_message(message.pk, now=message.due_at)
    assert claimed is not None
    finish_attempt(claimed.attempt_id, outcome="accepted", provider_id="m1", now=message.due_at)
    record_receipt("m1", "delivered", now=message.due_at)
    record_receipt("m1", "complained", now=message.due_at + SOON)
    assert OptOut.objects.get().address == "robin.sample@mail.example"

    end_opt_outs("email", "robin.sample@mail.example", our_address="", by="START", now=message.due_at + SOON)
    record_receipt("m1", "complained", now=message.due_at + 2 * SOON)
    assert not OptOut.objects.filter(ended_at=None).exists(), "the service told it twice, and it was answered once"


def test_after_word_of_a_death_nothing_is_sent_by_any_channel(cast: Cast) -> None:
    referral = make.booked(cast)
    at = make.clock(referral) + SOON
    booked = referral.messages.get(kind="visit_booked")

    reply = say("This is her son. She passed away last week", at)

    assert (reply.understood_as, reply.status) == ("deceased", "waiting")
    assert answers(referral) == []
    day_before = make.visit(referral).starts_at - timedelta(days=1)
    plan_due_steps(now=day_before)
    PlannedMessage.objects.filter(pk=booked.pk).update(status="planned", channel="email", address=referral.patient.email)
    assert claim_message(booked.pk, now=at) is None
    sent = PlannedMessage.objects.filter(
        referral=referral, recipient="patient", created_at__gte=at, status__in=["planned", "sending", "sent"]
    )
    assert list(sent.values_list("kind", "channel")) == []
    assert take_consent(cast.theo, referral.pk, wanted="both", told="phone", now=at + SOON) == frozenset()

"""Carries out what was decided about a reply: wishes of the phone, deeds on the referral, the answer, and the person who reads it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings

from bridgework.actions.answer_patient import answer_patient
from bridgework.actions.ask_back import ask_back, may_ask_which
from bridgework.actions.confirm_visit import confirm_visit
from bridgework.actions.ledger import lock_referral
from bridgework.actions.plan_messages import plan_messages
from bridgework.actions.record_opt_out import end_opt_outs, record_opt_out
from bridgework.actions.settle_reply import belong, keep_reply, settle_reply, viewer_of
from bridgework.actions.tell_worse import tell_worse
from bridgework.lookups.writers import Writer, desk_for_strangers
from bridgework.records.models import InboundMessage, OptOut, Patient, Referral
from bridgework.rules import referral_states as states
from bridgework.rules.facts import SYSTEM
from bridgework.rules.opt_out import may_confirm, read_opt_out
from bridgework.rules.refusals import Refusal
from bridgework.rules.reply_acts import Follow, does_service_answer
from bridgework.rules.worse_words import signs_named

DID = {"stop": "opted_out", "start": "opted_in", "worse": "worse", "confirm": "visit_confirmed", "call_back": "call"}
"""What was done, in the order in which it is told."""
ABOUT_THE_PHONE = ("opt_out_confirmed", "start_confirmed", "help")


def follow_reply(inbound: InboundMessage, follow: Follow, about: Writer | None, writers: Sequence[Writer], now: datetime) -> None:
    """Does it, on a locked reply that says already how it was understood. Without a referral only wishes of the phone itself count."""
    if follow.asks == "who" and not may_ask_which(writers):
        follow = Follow(follow.deeds, "reply_seen", to_person=True)
    if inbound.media:
        # What is on a picture no rule reads: a person looks, and nobody is asked to say it again.
        follow = replace(follow, to_person=True, answer="reply_seen" if follow.answer == "ask_back" else follow.answer)
    _keep_wishes(inbound, follow, about, now)
    if about is None:
        inbound.practice_id = desk_for_strangers(SYSTEM, inbound.recipient, inbound.sender)
        # We answer on a referral only: what asks for an answer that the service does not give is read.
        asks = bool(follow.answer) and follow.answer in ABOUT_THE_PHONE and "stop" not in follow.deeds
        waits = follow.to_person or (asks and _is_ours_to_give(inbound, follow.answer, now))
        keep_reply(inbound, waits=waits, did=_did(follow, follow.deeds) or "unknown_sender")
        return
    follow = _tell_worse(inbound, follow, about, now)
    referral = lock_referral(SYSTEM, about.referral_id)
    belong(inbound, referral)
    viewer = viewer_of(referral, inbound)
    done = [deed for deed in follow.deeds if deed != "confirm" or confirm_visit(referral, viewer, now)]
    if "call_back" in done and referral.state not in states.ENDED:
        referral.call_again_at, referral.call_tries = now, 0
    if inbound.understood_as == "worse" and "worse" not in done:
        plan_messages(referral, "patient_worse", str(inbound.pk), now)  # the referral has ended; the desk hears of it all the same
    _answer(inbound, follow, referral, writers, now)
    keep_reply(inbound, waits=follow.to_person, did=_did(follow, done))
    settle_reply(inbound, referral, now)


def _keep_wishes(inbound: InboundMessage, follow: Follow, about: Writer | None, now: datetime) -> None:
    """Whether this phone wants messages."""
    ours = inbound.recipient if inbound.channel == "sms" else ""
    if "stop" in follow.deeds:
        word = read_opt_out(inbound.text)
        # Who has the wrong number was never asked: only the practice that wrote falls silent, until it has the right one.
        only = about.practice_id if about and (word is None or word.kind != "stop") else None
        said = word.word if word else inbound.understood_as
        record_opt_out(inbound.channel, inbound.sender, our_address=ours, word=said, source="reply", now=inbound.at, practice_id=only)
    if inbound.understood_as == "deceased" and about:
        _fall_silent(about, inbound)
    if "start" in follow.deeds:
        end_opt_outs(inbound.channel, inbound.sender, our_address=ours, by=inbound.text.strip(), now=now)


def _fall_silent(about: Writer, inbound: InboundMessage) -> None:
    """Somebody died, it seems: until a person has read it the practice writes to nobody about this patient, by no channel, and reminds nobody
    of a visit. Staff take it back where it was a mistake.
    """
    patient = Patient.objects.prefetch_related("proxies").get(pk=about.patient_id)
    phones = {patient.phone, *(proxy.phone for proxy in patient.proxies.all())} - {""}
    mailboxes = {patient.email, *(proxy.email for proxy in patient.proxies.all())} - {""}
    for channel, address in (*(("sms", phone) for phone in sorted(phones)), *(("email", mailbox) for mailbox in sorted(mailboxes))):
        record_opt_out(channel, address, our_address="", word="deceased", source="reply", now=inbound.at, practice_id=about.practice_id)


def _tell_worse(inbound: InboundMessage, follow: Follow, about: Writer, now: datetime) -> Follow:
    """More pain raises the urgency by the patient's own rule, and a person calls; where that is not possible any more, a person reads it."""
    if "worse" not in follow.deeds:
        return follow
    viewer = viewer_of(Referral.objects.select_related("patient").get(pk=about.referral_id), inbound)
    try:
        tell_worse(viewer, signs=signs_named(inbound.text), now=now)
    except Refusal:
        return replace(follow, deeds=tuple(deed for deed in follow.deeds if deed != "worse"), to_person=True)
    return follow


def _answer(inbound: InboundMessage, follow: Follow, referral: Referral, writers: Sequence[Writer], now: datetime) -> None:
    """Plans the answer, unless the service has given it already or it would come too late."""
    if not follow.answer or (follow.answer in ABOUT_THE_PHONE and not _is_ours_to_give(inbound, follow.answer, now)):
        return
    extra: dict[str, Any] = {}
    if follow.asks:
        assert referral.recipient_practice is not None
        extra = ask_back(inbound, follow.asks, writers, referral.recipient_practice, now)
    answer_patient(referral, inbound, follow.answer, now, extra=extra)


def _is_ours_to_give(inbound: InboundMessage, kind: str, now: datetime) -> bool:
    """Whether we answer STOP, START or HELP: where the service does, a second answer would be one too many. A stop is confirmed once."""
    word = read_opt_out(inbound.text)
    said = word.word if word else inbound.text.strip().lower()
    by_service = inbound.channel == "sms" and does_service_answer(said, service_answers=settings.SMS_SERVICE_ANSWERS)
    if kind != "opt_out_confirmed":
        return not by_service
    ours = not by_service and may_confirm(inbound.at, now)
    unconfirmed = OptOut.objects.filter(address=inbound.sender.lower(), channel=inbound.channel, ended_at=None, confirmed_by="")
    counted = unconfirmed.update(confirmed_by="service" if by_service else "us" if ours else "nobody")
    return ours and counted > 0


def _did(follow: Follow, done: Sequence[str]) -> str:
    """What followed by itself, in one word for the page; "" where only a person can."""
    first = next((word for deed, word in DID.items() if deed in done), "")
    if first or not follow.answer:
        return first
    if follow.asks:
        return f"asked_{follow.asks}"
    return {"reply_link": "link_sent", "help": "helped"}.get(follow.answer, "")

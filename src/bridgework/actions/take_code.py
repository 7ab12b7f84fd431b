from collections.abc import Sequence
from datetime import datetime

from bridgework.actions.ask_back import choices_of, close_questions, codes_of
from bridgework.actions.cancel_appointment import cancel_appointment
from bridgework.actions.follow_reply import follow_reply
from bridgework.actions.ledger import lock_referral
from bridgework.actions.settle_reply import belong, clear_waiting, give_to_person, keep_reply, settle_reply, viewer_of
from bridgework.lookups.writers import MAY_CHOOSE, Writer
from bridgework.records.models import InboundMessage, PlannedMessage, Referral
from bridgework.rules.facts import SYSTEM
from bridgework.rules.refusals import Refusal
from bridgework.rules.replies import Reply
from bridgework.rules.reply_acts import Standing, decide_follow


def take_code(inbound: InboundMessage, code: str, questions: Sequence[InboundMessage], writers: Sequence[Writer], now: datetime) -> None:
    """The digits of a question of ours came back, on a locked reply: a visit is given up, or the reply before is known to be about this one.

    Called inside an action that has not locked a referral yet: giving up a visit locks the provider first.
    """
    question = next(asked for asked in questions if code in codes_of(asked))
    close_questions(questions, now)
    inbound.understood_as, inbound.confidence, inbound.words, inbound.language = "code", 99, [code], question.language
    if question.asks == "give_up":
        _give_up(inbound, question, writers, now)
        return
    choices = choices_of(writers)
    place = codes_of(question).index(code)
    if len(choices) != 2 or question.understood_as not in ("confirm", "cancel"):
        give_to_person(inbound, question, now)
        return
    about = choices[place]
    reply = Reply("confirm" if question.understood_as == "confirm" else "cancel", 99, (code,), question.language)
    in_danger = about.tier == "emergency" or about.is_worse
    has_visit = about.visit_at is not None
    may_choose = not has_visit and about.state in MAY_CHOOSE
    standing = Standing(referrals=1, visits=int(has_visit), has_visit=has_visit, may_choose=may_choose, in_danger=in_danger)
    follow = decide_follow(reply, standing)
    inbound.understood_as = reply.intent
    _close(question, follow.asks or "answered", now)
    follow_reply(inbound, follow, about, [about], now)


def _give_up(inbound: InboundMessage, question: InboundMessage, writers: Sequence[Writer], now: datetime) -> None:
    """The second step: only now the visit is cancelled, and only the one that was asked about."""
    about = next((writer for writer in writers if writer.referral_id == question.referral_id), None)
    asked = PlannedMessage.objects.filter(referral=question.referral, kind="ask_give_up", occasion=str(question.pk)).first()
    if about is None or asked is None or about.visit_at is None or asked.facts.get("starts_at") != about.visit_at.isoformat():
        give_to_person(inbound, question, now)
        return
    viewer = viewer_of(Referral.objects.select_related("patient").get(pk=about.referral_id), inbound)
    try:
        cancel_appointment(viewer, about.referral_id, reason="Given up by text message.", now=now)
    except Refusal:
        give_to_person(inbound, question, now)
        return
    referral = lock_referral(SYSTEM, about.referral_id)
    _close(question, "visit_given_up", now)
    belong(inbound, referral)
    keep_reply(inbound, waits=False, did="visit_given_up")
    clear_waiting(referral)
    settle_reply(inbound, referral, now)


def _close(question: InboundMessage, did: str, now: datetime) -> None:
    """What a person would have had to read is settled by the person who wrote it."""
    question.asks_until, question.did, question.handled_at = now, did[:30], now
    question.status = "read"
    question.save(update_fields=["asks_until", "did", "handled_at", "status"])

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from bridgework.actions.ask_back import asked_beside, close_questions, codes_of, open_questions
from bridgework.actions.follow_reply import follow_reply
from bridgework.actions.take_code import take_code
from bridgework.lookups.writers import MAY_CHOOSE, Writer, writers_of
from bridgework.records.models import InboundMessage, OptOut, PlannedMessage
from bridgework.rules.facts import SYSTEM
from bridgework.rules.opt_out import read_opt_out, takes_back
from bridgework.rules.replies import Reply, understand
from bridgework.rules.reply_acts import ANSWERS_WITHIN, Standing, decide_follow, read_code

ABOUT_A_VISIT = frozenset({"confirm", "cancel", "reschedule", "running_late"})
ASKED_LATELY = timedelta(days=1)
"""What was asked of another patient later than so long before we last wrote of the visit may be what a yes answers."""


@transaction.atomic
def receive_reply(reply_id: UUID, *, now: datetime) -> None:
    """Understands what somebody wrote and does what follows: at once, asked back, or given to a person. Begun twice it does nothing more.

    Locks the reply, then the provider where a visit is given up, then the referral. Nothing that somebody wrote is ever refused: what cannot
    be done any more reaches a person.
    """
    inbound = InboundMessage.objects.select_for_update().get(pk=reply_id)
    if inbound.status != "new":
        return
    writers = writers_of(SYSTEM, inbound.channel, inbound.sender, inbound.in_reply_to, now, at=inbound.recipient)
    questions = open_questions(inbound, now)
    code = read_code(inbound.text, {code for question in questions for code in codes_of(question)})
    if code:
        take_code(inbound, code, questions, writers, now)
        return
    reply = understand(inbound.text)
    stopped = _standing_opt_out(inbound)
    if stopped and takes_back(inbound.text):
        reply = replace(reply, intent="start", confidence=99)
    about = _about(reply, writers)
    close_questions(questions, now)
    inbound.understood_as, inbound.confidence, inbound.words = reply.intent, reply.confidence, [word[:80] for word in reply.words][:5]
    inbound.language = reply.language or (about.language if about else "")
    follow_reply(inbound, decide_follow(reply, _standing(inbound, writers, about, stopped, now)), about, writers, now)


def _about(reply: Reply, writers: Sequence[Writer]) -> Writer | None:
    """The referral that a reply is taken to be about: the one visit that is to come, else the one that we last wrote of."""
    visits = [writer for writer in writers if writer.visit_at]
    if reply.intent in ABOUT_A_VISIT and len(visits) == 1:
        return visits[0]
    return next(iter(writers), None)


def _standing(inbound: InboundMessage, writers: Sequence[Writer], about: Writer | None, stopped: OptOut | None, now: datetime) -> Standing:
    word = read_opt_out(inbound.text)
    says_stop = word is not None and word.kind == "stop"
    answers = PlannedMessage.objects.filter(
        referral_id__in=[writer.referral_id for writer in writers],
        facts__at_any_hour=True,
        address=inbound.sender,
        created_at__gt=now - ANSWERS_WITHIN,
    )
    return Standing(
        referrals=sum(not writer.has_ended for writer in writers),
        visits=sum(writer.visit_at is not None for writer in writers),
        has_visit=about is not None and about.visit_at is not None,
        may_choose=about is not None and about.state in MAY_CHOOSE,
        in_danger=about is not None and (about.tier == "emergency" or about.is_worse),
        has_ended=about is None or about.has_ended,
        # The stop that this very reply says was written down when it came in.
        is_stopped=stopped is not None and not (says_stop and stopped.at == inbound.at),
        answered=answers.count() if writers else 0,
        another_chooses=about is not None and about.visit_at is not None and _another_chooses(about, writers),
    )


def _another_chooses(about: Writer, writers: Sequence[Writer]) -> bool:
    since = about.told_at - ASKED_LATELY if about.told_at else None
    return any(one.told_at and (since is None or one.told_at > since) for one in asked_beside(about, writers))


def _standing_opt_out(inbound: InboundMessage) -> OptOut | None:
    rows = OptOut.objects.filter(channel=inbound.channel, address=inbound.sender.lower(), ended_at=None)
    return rows.filter(our_address__in=("", inbound.recipient)).order_by("at").first()

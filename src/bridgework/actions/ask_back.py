"""Questions of ours that are answered by digits: whether a visit is to be given up, and which of two visits is meant."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bridgework.lookups.writers import MAY_CHOOSE, Writer
from bridgework.messages.moments import moment_in_words
from bridgework.records.models import InboundMessage, Practice
from bridgework.rules.reply_acts import ASKED_FOR, new_code

EITHER = {"en": " or ", "es": " o "}
TO_CHOOSE = {"en": "to pick a time", "es": "para elegir hora"}


def open_questions(inbound: InboundMessage, now: datetime) -> list[InboundMessage]:
    """What we asked this phone and is not answered yet, the latest first; each is a reply of theirs that we asked back about."""
    rows = InboundMessage.objects.filter(channel=inbound.channel, sender=inbound.sender, asks_until__gt=now).exclude(code="")
    return list(rows.exclude(pk=inbound.pk).order_by("-at"))


def codes_of(question: InboundMessage) -> tuple[str, ...]:
    """The digits that answer it: one pair for yes, or one for each choice, in the order of `choices_of`."""
    return (question.code,) if question.asks == "give_up" else (question.code[:2], question.code[2:])


def close_questions(questions: Sequence[InboundMessage], now: datetime) -> None:
    """Whoever writes something else has not answered them, and digits that come later answer nothing."""
    InboundMessage.objects.filter(pk__in=[question.pk for question in questions]).update(asks_until=now)


def choices_of(writers: Sequence[Writer]) -> list[Writer]:
    """What a yes from this phone may be about, in an order that does not change between question and answer: the visits to come; beside a
    single one, what other patients are asked to pick a time for.
    """
    visits = sorted((one for one in writers if one.visit_at), key=lambda one: (one.visit_at, one.referral_id))
    if len(visits) != 1:
        return visits
    return visits + sorted(asked_beside(visits[0], writers), key=lambda one: one.referral_id)


def asked_beside(visit: Writer, writers: Sequence[Writer]) -> list[Writer]:
    """What other patients of this phone are asked to pick a time for, beside this visit."""
    return [one for one in writers if one.patient_id != visit.patient_id and not one.visit_at and one.state in MAY_CHOOSE]


def may_ask_which(writers: Sequence[Writer]) -> bool:
    """Two choices at one practice can be told apart in one text, by the time of the visit; anything more is a person's to ask."""
    choices = choices_of(writers)
    return len(choices) == 2 and len({one.practice_id for one in choices}) == 1


def ask_back(inbound: InboundMessage, asks: str, writers: Sequence[Writer], practice: Practice, now: datetime) -> dict[str, Any]:
    """Opens a question about a reply, which the caller saves; answers with the facts of its words.

    Visits are told apart by their times alone, and from what is still to be chosen: the names of patients do not stand in a text.
    """
    taken = {code for question in open_questions(inbound, now) for code in codes_of(question)}
    inbound.asks, inbound.asks_until = asks, now + ASKED_FOR
    if asks == "give_up":
        inbound.code = new_code(inbound.pk.int, taken)
        return {"code": inbound.code}
    language = inbound.language if inbound.language in EITHER else "en"
    said, codes = [], list[str]()
    for place, one in enumerate(choices_of(writers)):
        codes.append(new_code(inbound.pk.int + 17 * place, taken | set(codes)))
        what = moment_in_words(one.visit_at, practice.time_zone, language) if one.visit_at else TO_CHOOSE[language]
        said.append(f"{codes[-1]} ({what})")
    inbound.code = "".join(codes)
    return {"choices": EITHER[language].join(said)}

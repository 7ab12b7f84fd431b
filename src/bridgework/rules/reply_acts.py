"""What follows from what a patient wrote: done at once, asked back, or given to a person. Pure: facts in, decision out.

A visit is never given up by one text. Who seems not to come is asked back with a code of two digits that stands for this visit alone; only that
code, sent back within a day, gives the time up. A yes or a no never does: it may answer a reminder that crossed the question. What hedges,
contradicts itself or fits nothing reaches a person, and so does whatever concerns a patient in danger.
(docs/decisions/2026-11-22-a-visit-is-given-up-in-two-steps.md)
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from bridgework.rules.replies import Reply
from bridgework.rules.reply_likeness import GUESSED

Deed = Literal["confirm", "give_up", "worse", "stop", "start", "call_back"]

ASKED_FOR = timedelta(hours=24)
"""How long a question of ours stays open."""
MOST_ANSWERS = 5
"""Answers to one phone within ANSWERS_WITHIN: two machines that answer each other come to an end."""
ANSWERS_WITHIN = timedelta(hours=1)
SERVICE_ANSWERS = frozenset("stop stopall unsubscribe cancel end quit revoke optout start unstop yes help info".split())
"""Keywords that message services answer by themselves, where they are set to (Twilio: default opt-out handling)."""
_CODE = re.compile(r"(?<!\d)(\d{2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Standing:
    """What a reply meets. `visits`: referrals of this phone with a visit to come; `referrals`: all of its open ones.

    `has_visit`, `may_choose` (times can be picked on the patient's page), `in_danger` (an emergency, or told of worse) are of the one referral
    that it is taken to be about. `is_stopped`: this phone wants no messages. `answered` counts our answers to it lately.
    """

    referrals: int
    visits: int
    has_visit: bool = False
    may_choose: bool = False
    in_danger: bool = False
    has_ended: bool = False
    is_stopped: bool = False
    answered: int = 0
    another_chooses: bool = False


@dataclass(frozen=True, slots=True)
class Follow:
    """What is done, which kind of message answers ("" for none), what is asked back ("give_up" or "who"), and whether a person reads it."""

    deeds: tuple[Deed, ...] = ()
    answer: str = ""
    asks: str = ""
    to_person: bool = False


def decide_follow(reply: Reply, standing: Standing) -> Follow:
    """What follows from a reply. Whoever is stopped gets no answer; a person reads what they write."""
    follow = _follow(reply, standing)
    if standing.is_stopped and "start" not in follow.deeds:
        # Silence: only a person may still call.
        deeds = tuple(deed for deed in follow.deeds if deed in ("worse", "confirm", "call_back"))
        return Follow(deeds, to_person=follow.to_person or bool(follow.asks))
    if follow.answer and standing.answered >= MOST_ANSWERS and "stop" not in follow.deeds:
        return Follow(follow.deeds, to_person=True)
    return follow


def _follow(reply: Reply, standing: Standing) -> Follow:
    if reply.intent == "worse":
        if standing.has_ended or reply.confidence <= GUESSED:  # a guess raises no urgency; a person reads it at once
            return Follow(_stops(reply), "reply_worse", to_person=True)
        return Follow(("worse", *_stops(reply)), "reply_worse", to_person=standing.referrals > 1)
    match reply.intent:
        case "opt_out" if reply.confidence <= GUESSED:
            return Follow(to_person=True)  # who may want no more messages gets none from us until a person has read it
        case "opt_out":
            asks = bool(set(reply.also) & {"call_me", "cancel", "reschedule", "question", "wrong_person"})
            return Follow(("stop",), "opt_out_confirmed", to_person=asks)
        case "wrong_person" | "thanks" if not reply.is_sure:
            # Who may be wrong here is neither stopped nor answered, and a thanks that may be more is read.
            return Follow(to_person=True)
        case "wrong_person" | "deceased":
            # Nobody there wants, or should get, what is meant for somebody else.
            return Follow(("stop",), "opt_out_confirmed" if reply.intent == "wrong_person" else "", to_person=True)
        case "start":
            return Follow(("start",), "start_confirmed") if standing.is_stopped else Follow(answer="help")
        case "help":
            return Follow(answer="help")
        case "thanks":
            return Follow()
    if standing.referrals == 0:
        return Follow(to_person=True)
    return _about_a_visit(reply, standing)


def _about_a_visit(reply: Reply, standing: Standing) -> Follow:
    if reply.intent in ("confirm", "cancel") and standing.visits > 1:
        return Follow(answer="ask_who", asks="who", to_person=reply.intent == "cancel") if reply.is_sure else _to_person()
    if reply.intent == "confirm" and standing.visits == 1 and standing.another_chooses:
        return Follow(answer="ask_who", asks="who") if reply.is_sure else _to_person()
    match reply.intent:
        case "confirm" if reply.is_sure and standing.has_visit:
            return Follow(("confirm",), "visit_confirmed")
        case "confirm" if reply.is_sure and standing.may_choose:
            return Follow(answer="reply_link")
        case "confirm" if reply.is_sure:
            return Follow()
        case "cancel" if standing.has_visit and not standing.in_danger and reply.confidence > GUESSED:
            return Follow(answer="ask_give_up", asks="give_up", to_person=True)
        case "reschedule" if reply.is_sure and (standing.has_visit or standing.may_choose) and not standing.in_danger:
            return Follow(answer="reply_link", to_person="question" in reply.also and standing.visits == 0)
        case "call_me":
            return Follow(("call_back",), "reply_call", to_person=True)
        case "question" if reply.confidence > GUESSED and "confirm" in reply.also and standing.visits == 1 and standing.has_visit:
            return Follow(("confirm",), "reply_seen", to_person=True)
        case "unclear" | "confirm":
            return Follow(answer="ask_back", to_person=True)
    return _to_person()


def _to_person() -> Follow:
    return Follow(answer="reply_seen", to_person=True)


def _stops(reply: Reply) -> tuple[Deed, ...]:
    return ("stop",) if "opt_out" in reply.also else ()


def read_code(text: str, open_codes: Collection[str]) -> str:
    """The code of an open question of ours that a text sends back; "" where it holds none, or more than one number, or says anything more
    than a few words: "47", "47 please", "Code 47.", but not "see you at 10:47" nor "not 47".
    """
    said = text.strip().lower()
    found = _CODE.findall(said)
    if len(found) != 1 or found[0] not in open_codes:
        return ""
    rest = re.findall(r"[^\W\d_]+", said)
    if re.search(r"\d[:/]|\d\.\d|[:./]\d|\b(?:am|pm)\b", said) or len(rest) > 3:
        return ""
    return "" if {"not", "no", "don", "dont", "never", "keep"} & set(rest) else str(found[0])


def new_code(seed: int, taken: Collection[str]) -> str:
    """A code of two digits that no open question of this phone has; none that reads like a time, a size of dose or a yes in a list (10-12)."""
    free = [str(code) for code in range(23, 100) if code % 10 and code not in (24, 30, 45) and str(code) not in taken]
    return free[seed % len(free)]


def does_service_answer(word: str, *, service_answers: bool) -> bool:
    """Whether the message service has answered this keyword already, so that our own answer would be the second one."""
    return service_answers and word in SERVICE_ANSWERS

"""What follows from a reply: never a visit given up by one text, never an answer to somebody who is stopped."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgework.rules.replies import Reply, understand
from bridgework.rules.reply_acts import MOST_ANSWERS, Follow, Standing, decide_follow, does_service_answer, new_code, read_code
from bridgework.rules.reply_likeness import GUESSED
from bridgework.rules.reply_meanings import INTENTS

ONE_VISIT = Standing(referrals=1, visits=1, has_visit=True)
NO_VISIT = Standing(referrals=1, visits=0, may_choose=True)

replies = st.builds(
    Reply, st.sampled_from(INTENTS), st.integers(0, 99), also=st.lists(st.sampled_from(INTENTS), max_size=3, unique=True).map(tuple)
)
standings = st.builds(
    Standing,
    referrals=st.integers(0, 3),
    visits=st.integers(0, 3),
    has_visit=st.booleans(),
    may_choose=st.booleans(),
    in_danger=st.booleans(),
    has_ended=st.booleans(),
    is_stopped=st.booleans(),
    answered=st.integers(0, 9),
    another_chooses=st.booleans(),
)


@given(replies, standings)
def test_no_text_gives_a_visit_up_and_none_is_lost(reply: Reply, standing: Standing) -> None:
    follow = decide_follow(reply, standing)
    assert "give_up" not in follow.deeds
    assert not standing.is_stopped or "start" in follow.deeds or not follow.answer
    if reply.intent in ("cancel", "unclear", "question", "call_me", "running_late", "deceased", "wrong_person"):
        sure_of_who = reply.intent == "cancel" and follow.asks == "who"
        assert follow.to_person or sure_of_who
    if reply.intent == "worse":
        assert "worse" in follow.deeds or follow.to_person
    if reply.confidence <= GUESSED:
        # A guess is read by a person, and does nothing that could not be undone.
        assert not {"give_up"} & set(follow.deeds)
        assert not follow.asks
        assert reply.intent != "opt_out" or follow == Follow(to_person=True)  # silence, until a person has read it
        assert reply.intent not in ("wrong_person", "thanks", "worse") or (
            follow.to_person and not {"stop", "worse"} & (set(follow.deeds) - ({"stop"} if "opt_out" in reply.also else set()))
        )
    if not reply.is_sure:
        assert "confirm" not in follow.deeds or reply.intent == "question"


@pytest.mark.parametrize(
    ("text", "standing", "follow"),
    [
        ("Yes", ONE_VISIT, Follow(("confirm",), "visit_confirmed")),
        ("yes", NO_VISIT, Follow(answer="reply_link")),
        ("yes", Standing(referrals=2, visits=2), Follow(answer="ask_who", asks="who")),
        ("yes", replace(ONE_VISIT, referrals=2, another_chooses=True), Follow(answer="ask_who", asks="who")),
        ("no", ONE_VISIT, Follow(answer="ask_give_up", asks="give_up", to_person=True)),
        ("I can't make it", replace(ONE_VISIT, in_danger=True), Follow(answer="reply_seen", to_person=True)),
        ("can we do another day", ONE_VISIT, Follow(answer="reply_link")),
        ("call me", ONE_VISIT, Follow(("call_back",), "reply_call", to_person=True)),
        ("thanks!", ONE_VISIT, Follow()),
        ("not sure", ONE_VISIT, Follow(answer="ask_back", to_person=True)),
        ("my face is swollen", ONE_VISIT, Follow(("worse",), "reply_worse")),
        ("STOP", ONE_VISIT, Follow(("stop",), "opt_out_confirmed")),
        ("CANCEL", ONE_VISIT, Follow(("stop",), "opt_out_confirmed", to_person=True)),
        ("don't text me, call me", ONE_VISIT, Follow(("stop",), "opt_out_confirmed", to_person=True)),
        ("START", replace(ONE_VISIT, is_stopped=True), Follow(("start",), "start_confirmed")),
        ("what time is it?", replace(ONE_VISIT, is_stopped=True), Follow(to_person=True)),
        ("STOP", replace(ONE_VISIT, is_stopped=True), Follow()),
        ("HELP", ONE_VISIT, Follow(answer="help")),
        ("wrong number", ONE_VISIT, Follow(("stop",), "opt_out_confirmed", to_person=True)),
        ("hello?", Standing(referrals=0, visits=0), Follow(to_person=True)),
        ("asdf", replace(ONE_VISIT, answered=MOST_ANSWERS), Follow(to_person=True)),
    ],
)
def test_what_follows(text: str, standing: Standing, follow: Follow) -> None:
    assert decide_follow(understand(text), standing) == follow


def test_a_question_beside_a_yes_confirms_and_reaches_a_person() -> None:
    follow = decide_follow(understand("Yes I'll be there. What should I bring?"), ONE_VISIT)
    assert follow == Follow(("confirm",), "reply_seen", to_person=True)


@pytest.mark.parametrize(("text", "code"), [("47", "47"), (" 47 please", "47"), ("Code 47.", "47"), ("código 47", "47")])
def test_a_code_that_is_sent_back(text: str, code: str) -> None:
    assert read_code(text, {"47", "58"}) == code


@pytest.mark.parametrize(
    "text", ["YES", "no", "46", "147", "10:47", "47 or 58", "not 47", "I am 47 years old and still in pain", "keep 47", "4 7", "at 47 pm"]
)
def test_what_is_no_code(text: str) -> None:
    assert read_code(text, {"47", "58"}) == ""


@given(st.integers(0, 10_000), st.sets(st.integers(23, 99).map(str), max_size=20))
def test_a_new_code_is_free(seed: int, taken: set[str]) -> None:
    code = new_code(seed, taken)
    assert len(code) == 2
    assert code not in taken
    assert read_code(code, {code}) == code


def test_the_service_answers_its_own_keywords() -> None:
    assert does_service_answer("stop", service_answers=True)
    assert not does_service_answer("alto", service_answers=True)
    assert not does_service_answer("stop", service_answers=False)

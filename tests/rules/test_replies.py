"""What replies mean: a table of real-looking ones, in two languages, and what must hold for any text at all."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgework.rules.replies import INTENTS, understand
from bridgework.rules.reply_text import language_of, plain

TABLE = [
    tuple(line.split("\t", 1)) for line in Path(__file__).with_name("replies.tsv").read_text(encoding="utf-8").splitlines() if line.strip()
]
"""(what it may be read as, the reply); where people would differ, more than one reading is right."""


def test_every_reply_of_the_table_is_understood() -> None:
    wrong = [(text, wanted, understand(text).intent) for wanted, text in TABLE if understand(text).intent not in wanted.split("|")]
    assert len(TABLE) > 1_300
    assert wrong == []


def test_nothing_but_a_cancellation_is_read_as_one() -> None:
    assert [text for wanted, text in TABLE if "cancel" not in wanted.split("|") and understand(text).intent == "cancel"] == []


def test_a_bare_no_is_never_sure() -> None:
    for text in ("no", "No.", "nope", "no sorry", "👎", "no gracias", "N"):
        reply = understand(text)
        assert (reply.intent, reply.is_sure) == ("cancel", False), text


def test_pain_counts_before_everything_else() -> None:
    for text in ("yes but my face is swollen", "STOP texting, I am in so much pain", "cancel it, the pain got worse, can I come sooner?"):
        assert understand(text).intent == "worse", text


def test_two_things_in_one_reply_are_both_known() -> None:
    reply = understand("Yes I'll be there. What should I bring?")
    assert (reply.intent, reply.also) == ("question", ("confirm",))
    assert "opt_out" in understand("My jaw is swollen. Stop texting me").also


@pytest.mark.parametrize(
    ("text", "language"), [("sí, ahí estaré", "es"), ("running late", "en"), ("👍", "en"), ("no puedo ir", "es"), ("12", ""), ("ok", "en")]
)
def test_the_language_of_a_reply(text: str, language: str) -> None:
    assert language_of(plain(text)) == language


def test_mistyped_words_are_mended() -> None:
    assert plain("Resceduel my apointment tomorow plz") == "reschedule my appointment tomorrow please"
    assert plain("I can’t!!! noooo 👍") == "i can not ! ! ! no yes"


@given(st.text(max_size=2_000))
def test_any_text_is_understood_as_something(text: str) -> None:
    reply = understand(text)
    assert reply.intent in INTENTS
    assert 0 <= reply.confidence <= 99
    assert reply.intent not in reply.also


@given(
    st.sampled_from(["maybe", "if I can", "not sure", "quizás", "I think"]),
    st.sampled_from(["yes", "I can't make it", "cancel it", "sí", "no puedo ir"]),
)
def test_whoever_wavers_is_asked(hedge: str, said: str) -> None:
    assert not (understand(f"{hedge} {said}").is_sure and understand(f"{hedge} {said}").intent in ("confirm", "cancel"))

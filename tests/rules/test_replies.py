"""What replies mean: a table of real-looking ones, in two languages, and what must hold for any text at all."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bridgework.rules.replies import understand
from bridgework.rules.reply_known import known_replies
from bridgework.rules.reply_likeness import GUESSED, NEVER_GUESSED, learn, likeness
from bridgework.rules.reply_meanings import INTENTS, danger_found
from bridgework.rules.reply_text import LONGEST, core, language_of, plain

TABLE = known_replies()
MAY_BE_MISSED = {"confirm", "reschedule", "call_me", "running_late", "question", "thanks", "wrong_person"}
WORSE = sorted(text for meant, text in TABLE if meant == ("worse",))
DANGERS = [text for text in WORSE if danger_found(plain(text))]


def test_the_known_replies_are_understood() -> None:
    # All that must never go wrong, and every fourth of the rest.
    rows = [row for number, row in enumerate(TABLE) if not number % 4 or not MAY_BE_MISSED.issuperset(row[0])]
    read = [(meant, text, understand(text).intent) for meant, text in rows]
    wrong = [row for row in read if row[2] not in row[0]]
    assert len(TABLE) > 8_000
    assert len(wrong) < 0.01 * len(read), wrong
    # What must never go wrong: a visit in doubt that was not, a danger or a stop that is not seen.
    assert [row for row in wrong if row[2] == "cancel"] == []
    assert [row for row in wrong if row[0] in (("worse",), ("opt_out",), ("deceased",), ("help",), ("start",))] == []


def test_replies_are_told_by_their_likeness_to_others() -> None:
    """Three quarters of the table teach the rest, which is as if nobody had ever written it."""
    known = [(meant, core(plain(text))) for meant, text in TABLE]
    learned = learn([(meant[0], said) for number, (meant, said) in enumerate(known) if number % 4])
    told = [(meant, learned.likeness(said)) for meant, said in known[::4]]
    assert sum(alike.likeliest in meant for meant, alike in told) > 0.8 * len(told)
    assert {alike.likeliest for _, alike in told}.isdisjoint(NEVER_GUESSED)


@pytest.mark.parametrize("text", ["Jessica has relocated, I was her flatmate", "they put in a new crown elsewhere thx"])
def test_a_guess_is_never_sure(text: str) -> None:
    assert understand(text).confidence <= GUESSED


@pytest.mark.parametrize("text", ["", "zzgrmpf", "qwrtz plkj"])
def test_what_is_like_nothing_is_unclear(text: str) -> None:
    assert understand(text).intent == "unclear"


def test_a_guess_tells_its_words() -> None:
    alike = likeness(plain("hurts to chew"))
    assert "hurts" in alike.words_for("worse")
    assert alike.ahead_of(alike.likeliest) == 0


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
    ("text", "intent"),
    [
        ("I was going to cancel but I'll come", "confirm"),
        ("I wish I could come but I can't", "cancel"),
        ("Hi I wont be able to make it today, my grandmother passed away", "cancel"),
        ("my husband passed away, please cancel his appointment", "deceased"),
        ("Liked “Reply STOP to opt out. See you tomorrow at 3”", "confirm"),
        ("Will the pain get worse?", "question"),
        ("the pain gets worse", "worse"),
    ],
)
def test_the_last_word_and_the_person_who_says_it_count(text: str, intent: str) -> None:
    assert understand(text).intent == intent


@pytest.mark.parametrize(
    ("text", "language"), [("sí, ahí estaré", "es"), ("running late", "en"), ("👍", "en"), ("no puedo ir", "es"), ("12", ""), ("ok", "en")]
)
def test_the_language_of_a_reply(text: str, language: str) -> None:
    assert language_of(plain(text)) == language


def test_mistyped_words_are_mended() -> None:
    assert plain("Resceduel my apointment tomorow plz") == "reschedule my appointment tomorrow please"
    assert plain("I can’t!!! noooo 👍") == "i can not ! ! ! no yes"
    assert plain("S T O P") == "stop"
    assert plain("no boy a poder ir, tengo la cara inchada") == "no voy a poder ir , tengo la cara hinchada"
    assert plain("See you then - Maria Lopez") == "see you then"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nto coming", "not coming"),  # its neighbors tell
        ("I'm godo for Thursday", "i am good for thursday"),
        ("dno't text me", "do not text me"),
        ("i canf", "i can not"),  # a yes only where it is one
        ("the valve in the shop", "the valve in the shop"),  # words of their own, a letter away from others
    ],
)
def test_slips_of_the_keys_are_mended(typed: str, meant: str) -> None:
    assert plain(typed) == meant


def test_a_slip_of_the_keys_changes_little() -> None:
    """Two letters that changed places in the longest word of each reply: most are read as before, and hardly any as something that is acted upon."""
    read = []
    for meant, text in TABLE[::9]:
        word = max(re.findall(r"[a-z]{4,}", text) or [""], key=len)
        slipped = text.replace(word, word[:1] + word[2:3] + word[1:2] + word[3:], 1)
        reply = understand(slipped)
        read.append((meant, slipped, reply))
    wrong = [(meant, text, reply) for meant, text, reply in read if reply.intent not in meant]
    assert len(wrong) < 0.06 * len(read), wrong
    assert sum(row[2].intent in ("confirm", "cancel") and row[2].is_sure for row in wrong) < 0.01 * len(read), wrong


def test_politeness_around_it_changes_nothing() -> None:
    for meant, text in TABLE[::21]:
        if understand(text).intent not in meant or {"unclear", "thanks", "opt_out"} & set(meant) or text.startswith("Liked"):
            continue
        assert understand(f"Hi, {text}").intent in meant, text


@given(st.text(max_size=2_000))
def test_any_text_is_understood_as_something(text: str) -> None:
    reply = understand(text)
    assert reply.intent in INTENTS
    assert 0 <= reply.confidence <= 99
    assert reply.intent not in reply.also


def test_hardly_any_danger_is_only_guessed() -> None:
    assert len(DANGERS) > 0.97 * len(WORSE), sorted(set(WORSE) - set(DANGERS))


@given(st.sampled_from(sorted(text for meant, text in TABLE if "unclear" not in meant)), st.sampled_from(DANGERS))
def test_danger_is_seen_beside_whatever_else_is_said(text: str, danger: str) -> None:
    said = understand(f"{text}. {danger}")
    assert said.intent == "worse" or "worse" in said.also, said


@given(
    st.sampled_from(["maybe", "if I can", "not sure", "quizás", "I think"]),
    st.sampled_from(["yes", "I can't make it", "cancel it", "sí", "no puedo ir"]),
)
def test_whoever_wavers_is_asked(hedge: str, said: str) -> None:
    assert not (understand(f"{hedge} {said}").is_sure and understand(f"{hedge} {said}").intent in ("confirm", "cancel"))


@pytest.mark.parametrize("part", ["no ", "i am not ", "a", "👍", "can you please ", "pain and ", "1", " ", "́", "not going to be able to "])
def test_no_text_takes_long(part: str) -> None:
    """What is longer than a letter is cut before it is read, and nothing in it makes a pattern start over and over."""
    text = part * (10_000_000 // len(part))
    assert plain(text) == plain(text[:LONGEST])
    assert understand(text).intent in INTENTS

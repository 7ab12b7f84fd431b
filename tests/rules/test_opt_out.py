"""STOP, HELP, START: keywords, free wording, and the sentences that only look like them."""

from datetime import UTC, datetime, timedelta

import pytest

from bridgework.rules.opt_out import may_confirm, read_opt_out, takes_back

KEYWORDS = "STOP STOPALL UNSUBSCRIBE CANCEL END QUIT REVOKE OPTOUT".split()


@pytest.mark.parametrize("word", [*KEYWORDS, "ALTO", "PARAR", "BAJA", "opt-out"])
@pytest.mark.parametrize("shape", ["{}", "{}.", " {} ", "{}!!", "“{}”"])
def test_a_keyword_alone_stops(word: str, shape: str) -> None:
    for text in (shape.format(word), shape.format(word.lower()), shape.format(word.title())):
        read = read_opt_out(text)
        assert read is not None, text
        assert (read.kind, read.is_keyword) == ("stop", True), text
        assert read.may_mean_visit == (word in ("CANCEL", "END", "QUIT"))


@pytest.mark.parametrize(
    "text",
    [
        "please stop texting me",
        "Don't text me anymore",
        "take me off your list",
        "I do not consent to texts, stop",
        "no me manden más mensajes",
        "Ya no quiero recibir mensajes",
        "stpo",
        "STOP. This is a work phone",
        "Stop please",
        "s top",
        "stpall",
        "stahp",
        "no texts going forward",
        "quit blowin up my phone",
        "my mother doesn't want texts",
        "how do I turn these off",
        "I never consented to texts",
        "this is spam, reported",
        "que ya no me lleguen",
        "ya párenle",
    ],
)
def test_free_wording_stops_too(text: str) -> None:
    read = read_opt_out(text)
    assert read is not None
    assert read.kind == "stop"


@pytest.mark.parametrize(
    "text",
    [
        "stop by tomorrow?",
        "quit smoking advice?",
        "I will end up late",
        "the bleeding won't stop",
        "please don't stop texting me",
        "why did you stop texting me",
        "cancel my visit",
        "please cancel",
        "End of the week works",
        "can you text me the address",
        "take me off the schedule",
        "quítenme de la agenda",
        "why did I get no text",
        "no me llegó el mensaje",
        "almost at your stop",
        "is top",
        "this number does not accept text messages",
        "no",
        "",
        "help me find the office",
    ],
)
def test_what_only_looks_like_a_stop_is_none(text: str) -> None:
    read = read_opt_out(text)
    assert read is None or read.kind == "help"


def test_help_and_start() -> None:
    assert [read.kind for text in ("HELP", "info", "Ayuda") if (read := read_opt_out(text))] == ["help"] * 3
    assert [
        read.kind for text in ("START", "unstop", "I hit stop by accident", "put me back on the texts") if (read := read_opt_out(text))
    ] == ["start"] * 4
    assert read_opt_out("YES") is None
    assert takes_back("YES")
    assert takes_back("sí")
    assert not takes_back("yes see you tomorrow")


def test_the_confirmation_comes_within_minutes_or_not_at_all() -> None:
    now = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
    assert may_confirm(now, now + timedelta(minutes=5))
    assert not may_confirm(now, now + timedelta(minutes=6))

"""Every message that can be planned has words, in both languages and for every channel it can take, and they keep to the rules."""

from uuid import uuid4

import pytest

from bridgework.messages import linter
from bridgework.messages.compose import MOST_SEGMENTS, compose, desk_address, patient_address, patient_token
from bridgework.messages.gsm import segments
from bridgework.messages.kind_words import GROUPS, NAMES
from bridgework.messages.kinds import CHANNELS, LANGUAGES, OF_THE_PRACTICE, PAGES, SPOKEN, TO_OFFICES, TO_PATIENTS
from bridgework.messages.reading import inflesz, reading_grade, reading_problem
from bridgework.messages.templates import every_file, shipped
from bridgework.rules.follow_up import AFTER, OUTDATED_BY
from bridgework.rules.purposes import PURPOSES

LINK = "https://bridge.example.org/p/" + "a" * 22 + "/?0f3c"
FACTS = {
    "practice": "Harbor Endodontics",
    "phone": "+13125550123",
    "sender": "Lakeview Family Dental",
    "number": 100123,
    "starts_at": "2026-12-01T20:30:00+00:00",
    "respond_by": "2026-12-01T23:00:00+00:00",
    "practice_zone": "America/Chicago",
    "zone": "America/Chicago",
    "place": "Downtown",
    "street": "12 Main Street",
    "city": "Chicago",
    "code": "042137",
    "missing": "2",
    "month": "2026-11",
    "sent": 3,
    "booked": 2,
    "seen": 1,
    "reported": 0,
    "open": 2,
    "what": "2",
    "choices": "ANA, LEO",
    "words": "We will call you at noon.",
}
FILES = sorted(every_file())


def test_whatever_can_be_planned_has_words() -> None:
    planned = {told.kind: told.recipient for row in AFTER.values() for told in row}

    assert set(planned) <= set(CHANNELS)
    assert {kind for kind, recipient in planned.items() if recipient == "patient"} <= set(TO_PATIENTS)
    assert set(OUTDATED_BY) <= set(TO_PATIENTS)


def test_there_are_no_words_that_nobody_says() -> None:
    said = {(kind, channel) for kind, channels in CHANNELS.items() for channel in channels}
    said |= {(kind, "page") for kind in PAGES} | {(kind, "spoken") for kind in SPOKEN}

    assert {(kind, channel) for kind, channel, *_ in FILES} == said
    assert {purpose for _, _, _, purpose, _ in FILES} == {"", *PURPOSES}


def test_every_kind_has_a_name_and_every_one_of_the_practice_a_place_in_the_settings() -> None:
    assert {kind for kind, *_ in FILES} - {"receipt"} == set(NAMES)
    grouped = [kind for _name, kinds in GROUPS.values() for kind in kinds]
    assert sorted(grouped) == sorted(OF_THE_PRACTICE)


def test_the_linter_finds_nothing_in_what_is_shipped() -> None:
    """Every message, in both languages, for every purpose and mood: length, identity, opt-out, nothing of anybody's health, plain words."""
    assert linter.lint_shipped() == []


@pytest.mark.parametrize("purpose", PURPOSES)
@pytest.mark.parametrize("anxious", [False, True])
def test_every_kind_of_visit_has_its_own_words_on_the_secure_page(purpose: str, anxious: bool) -> None:
    for language in LANGUAGES:
        assert shipped("what_to_expect", "page", language, purpose, anxious)
        assert shipped("after_care_notes", "page", language, purpose)


def test_all_is_filled_in() -> None:
    for kind, channel, language, purpose, anxious in FILES:
        if channel in ("sms", "email"):
            template = shipped(kind, channel, language, purpose, anxious) or ""
            words = compose(kind, channel, language, FACTS, LINK, template=template)
            assert "{" not in words.subject + words.body
            assert ("{link}" in template) == (LINK in words.body)
            assert bool(words.subject) == (channel == "email")
            if channel == "sms":
                assert segments(words.body) <= MOST_SEGMENTS[language]
                assert words.body.startswith("Harbor Endodontics")
                assert "(312) 555-0123" in words.body


def test_nervous_words_are_for_the_nervous_and_a_visit_has_its_neutral_name() -> None:
    calm = compose("pick_a_time", "sms", "en", FACTS | {"purpose": "retreatment"}, LINK).body
    nervous = compose("pick_a_time", "sms", "en", FACTS | {"purpose": "retreatment", "anxious": True}, LINK).body

    assert "pick a time for your second look" in calm
    assert "your pace" in nervous
    assert "your child's visit" in compose("day_1", "email", "en", FACTS | {"purpose": "child"}, LINK).body
    assert "la cita de su hijo/a" in compose("day_1", "email", "es", FACTS | {"purpose": "child"}, LINK).body


@pytest.mark.parametrize("kind", TO_OFFICES)
def test_an_office_without_an_account_gets_no_link(kind: str) -> None:
    body = compose(kind, "email", "en", FACTS, "").body

    assert "http" not in body
    assert "100123" in body or kind == "monthly_summary"


def test_a_practice_with_a_long_name_still_fits_one_text_message() -> None:
    facts = FACTS | {"practice": "The Northwest Suburban Center for Endodontics and Microsurgery"}

    body = compose("visit_moved", "sms", "en", facts, LINK).body

    assert segments(body) == 1
    assert body.startswith("The Northwest")


def test_a_language_without_words_gets_english() -> None:
    assert compose("pick_a_time", "sms", "vi", FACTS, LINK) == compose("pick_a_time", "sms", "en", FACTS, LINK)


def test_a_reader_on_another_clock_is_told_whose_time_it_is() -> None:
    assert "Tue, Dec 1, 2:30 PM. " in compose("visit_booked", "sms", "en", FACTS, LINK).body
    assert "2:30 PM (Chicago time)" in compose("visit_booked", "sms", "en", FACTS | {"zone": "America/New_York"}, LINK).body
    assert "mar 1 dic, 2:30 p.m. (hora de Chicago)" in compose("visit_booked", "email", "es", FACTS | {"zone": "America/Denver"}, LINK).body


def test_two_messages_about_the_same_referral_carry_different_marks() -> None:
    one, other = uuid4(), uuid4()

    assert patient_token("secret", one) != patient_token("secret", other)
    assert patient_address("https://x.example", "secret", one).endswith("/p/" + patient_token("secret", one))
    assert desk_address("https://x.example", one) == f"https://x.example/referrals/{one}/"


def test_how_hard_a_text_is() -> None:
    """Counted by hand: 9 words and 10 syllables in English, 10 and 18 in Spanish, 3 sentences each."""
    assert reading_grade("Please call us. We are here. Your visit waits.") == pytest.approx(0.39 * 3 + 11.8 * 10 / 9 - 15.59, abs=0.06)
    assert inflesz("Por favor, venga pronto. Tenemos su cita. Llame si puede.") == pytest.approx(
        206.835 - 62.3 * 18 / 10 - 10 / 3, abs=0.06
    )
    assert reading_problem(
        "The aforementioned appointment necessitates anticipatory administrative documentation, notwithstanding prior correspondence.", "en"
    )
    assert reading_problem("La documentación administrativa anteriormente mencionada necesita autorización interinstitucional.", "es")
    assert not reading_problem("", "en")
    assert not reading_problem(" \n\n ", "es")


def test_a_heading_without_a_stop_is_a_sentence() -> None:
    assert reading_grade("Your visit\n\nPlease call us") == reading_grade("Your visit. Please call us.")

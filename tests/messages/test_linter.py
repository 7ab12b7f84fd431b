"""What the linter finds, where it says it is, and what it leaves in peace."""

from pathlib import Path

import pytest

from bridgework.messages.linter import Finding, Spot, lint, missing_languages

SMS = Spot("pick_a_time", "sms", "en")
SMS_ES = Spot("pick_a_time", "sms", "es")
EMAIL = Spot("pick_a_time", "email", "en")
PAGE = Spot("what_to_expect", "page", "en", "first_root_canal")
GOOD_ES = "{practice}: elija una hora: {link} Tel. {phone}. STOP para no recibir mas."
GOOD = "{practice}: pick a time: {link} Or call {phone}. STOP to opt out"


def codes(text: str, spot: Spot = SMS) -> set[str]:
    return {finding.code for finding in lint(text, spot)}


def test_disguised_words_are_found_and_fair_ones_left_in_peace() -> None:
    """Texts whose verdict is known, a line each: verdict, language, words; add to them."""
    cases = [line.split("\t") for line in Path(__file__).with_name("lint_cases.tsv").read_text(encoding="utf-8").splitlines()]
    frames = {"en": (GOOD, SMS), "es": (GOOD_ES, SMS_ES)}

    wrong = [
        (verdict, said)
        for verdict, language, said in cases
        if bool(codes(f"{frames[language][0]} {said}", frames[language][1]) - {"length"}) is (verdict == "fair")
    ]

    assert len(cases) > 200
    assert wrong == []


@pytest.mark.parametrize("said", ["It is p a i n l e s s.", "It is p4inl3ss.", "It is pa\u200binless.", "It is p\u0430inless."])
def test_a_disguise_is_found_where_it_stands(said: str) -> None:
    found = next(one for one in lint(f"{GOOD} {said}", SMS) if one.code == "pain_claim")

    assert (found.line, found.column) == (1, len(GOOD) + 8)
    assert found.found == said.removeprefix("It is ").rstrip(".")


def test_good_words_are_left_in_peace() -> None:
    assert lint(GOOD, SMS) == []
    assert lint("{practice}: elija una hora: {link} Tel. {phone}. STOP para no recibir mas.", SMS_ES) == []


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("This is guaranteed to work.", "promise"),
        ("It works in 100 % of cases.", "promise"),
        ("It is completely safe.", "promise"),
        ("Le garantizamos que saldrá bien.", "promise"),
        ("A painless visit.", "pain_claim"),
        ("It won\u2019t hurt.", "pain_claim"),
        ("Una cita sin dolor.", "pain_claim"),
        ("The best practice in town.", "superlative"),
        ("Somos los mejores.", "superlative"),
        ("The first visit is free.", "advertising"),
        ("Your balance due is $ 40.", "billing"),
        ("Your root canal is next.", "health"),
        ("About the swelling of your jaw.", "health"),
        ("Come for #19.", "health"),
        ("Su muela con infección.", "health"),
        ("Dear Maria, we wait.", "personal"),
        ("Born 04/12/1980.", "personal"),
        ("Or call 312 555 0199.", "number"),
        ("See https://bit.ly/x1", "link"),
        ("See harborendo.com", "link"),
        ("You missed your visit: last warning.", "blame"),
        ("There is a small needle.", "frightening"),
        ("Reply CANCEL to cancel.", "invites_opt_out"),
        ("PLEASE come soon!!", "shouting"),
        ("Come soon \U0001f600", "alphabet"),
        ("About {tooth}.", "placeholder"),
        ("About {when .", "placeholder"),
        ("Hello [First Name].", "placeholder"),
        ("Hello %name%.", "placeholder"),
        ("We want to see you again and again, " * 6, "length"),
    ],
)
def test_what_must_not_be_said(said: str, code: str) -> None:
    assert code in codes(f"{GOOD} {said}")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Pick a time: {link} Or call {phone}. STOP to opt out", "identity"),
        ("{practice}: pick a time: {link} STOP to opt out", "identity"),
        ("{practice}: pick a time. Call {phone}. STOP to opt out", "link"),
        ("{practice}: pick a time: {link} Or call {phone}.", "opt_out"),
    ],
)
def test_what_must_be_said(text: str, code: str) -> None:
    assert codes(text) == {code}


def test_a_finding_names_the_place_the_reason_and_the_source() -> None:
    found = lint("Subject: A visit with {practice}\n\nHello,\n\nIt is painless there. {link} {phone}", EMAIL)

    assert [(one.line, one.column, one.code, one.found) for one in found] == [
        (5, 7, "health", "painless"),
        (5, 7, "pain_claim", "painless"),
    ]
    assert all(one.reason and one.source for one in found)


def test_the_secure_page_may_say_what_a_text_may_not() -> None:
    assert codes("We make the tooth numb.", PAGE) == set()
    assert "health" in codes(f"{GOOD} We make the tooth numb.")


def test_retreatment_is_not_told_to_those_who_come_for_the_first_time() -> None:
    said = "We take out the old filling and do it again."

    assert codes(said, PAGE) == {"retreatment"}
    assert codes(said, Spot("what_to_expect", "page", "en")) == {"retreatment"}
    assert codes(said, Spot("what_to_expect", "page", "en", "retreatment")) == set()


def test_hard_words_are_found_in_both_languages() -> None:
    hard = "The aforementioned appointment necessitates anticipatory administrative documentation, notwithstanding correspondence."
    dura = "La documentación administrativa anteriormente mencionada necesita autorización interinstitucional."

    assert "reading" in codes(hard, PAGE)
    assert "reading" in codes(dura, Spot("what_to_expect", "page", "es"))


def test_an_email_needs_a_subject() -> None:
    assert "subject" in codes("Hello, this is {practice}. Call {phone}. {link}", EMAIL)


def test_no_language_is_missing() -> None:
    found: list[Finding] = missing_languages()

    assert found == []

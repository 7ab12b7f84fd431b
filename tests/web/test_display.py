"""The small pieces of a page say what they should: tiers, dots, times, findings, teeth."""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.template import engines
from django.template.defaultfilters import date as djangos_date
from django.utils import timezone, translation

from bridgework.config.settings import WEB
from bridgework.web.shared.display.times import due_words
from bridgework.web.shared.display.written import written

NOW = datetime(2026, 11, 21, 14, 14, tzinfo=UTC)
"""Saturday 9:14 in New York."""


def render(source: str, **context: object) -> str:
    return engines["django"].from_string(source).render({"now": NOW, **context})


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (12, "in 12 min"),
        (130, "in 2 h"),
        (436, "today 4:30 PM"),
        (24 * 60, "tomorrow 9:14 AM"),
        (3 * 24 * 60, "Tue 9:14 AM"),
        (10 * 24 * 60, "Dec 1"),
        (60 * 24 * 60, "Jan 20, 2027"),
        (0, "due now"),
        (-40, "40 min late"),
        (-130, "2 h late"),
        (-26 * 60, "1 day late"),
        (-80 * 60, "3 days late"),
    ],
)
def test_due_times_are_told_as_the_browser_tells_them(minutes: int, said: str) -> None:
    # The same table stands in frontend/test/islands.test.ts.
    with timezone.override(ZoneInfo("America/New_York")):
        assert due_words(NOW + timedelta(minutes=minutes), NOW).replace("\N{NO-BREAK SPACE}", " ") == said


@pytest.mark.parametrize("language", ["en", "es"])
def test_days_and_times_are_written_as_django_writes_them(language: str) -> None:
    pages = "".join(page.read_text() for page in WEB.rglob("*.html"))
    forms = {*re.findall(r"""\|date:["']([^"']+)["']""", pages), "D j M Y, H:i T", "l j F Y", r"j \d\e F", "P", "DATE_FORMAT"}
    moments = [datetime(2026, month, month, month, 3, tzinfo=ZoneInfo("America/New_York")) for month in range(1, 13)]

    with translation.override(language):
        for form in forms:
            for at in moments:
                assert written(at, form).replace("\N{NO-BREAK SPACE}", " ") == djangos_date(at, form), form
        assert [written(at.date(), "D j M Y") for at in moments] == [djangos_date(at.date(), "D j M Y") for at in moments]
    assert len(forms) > 5


def test_late_is_a_word_and_a_class() -> None:
    html = render("{% due when %}", when=NOW - timedelta(hours=2))
    assert 'class="due late"' in html
    assert "2 h late" in html
    assert "data-due" in html


def test_a_tier_has_its_word_and_none_is_not_elective() -> None:
    assert render("{% tier 'urgent' %}") == '<span class="tier urgent">Urgent</span>'
    assert "Not rated" in render("{% tier None %}")


def test_the_loop_says_where_it_stands() -> None:
    html = render("{% loop_dots done='sent received' now='reviewed' late=True %}")
    assert html.count("<i ") == 7
    assert html.count('class="done"') == 2
    assert html.count('class="bad"') == 1
    assert "2 of 7 done, late at: Reviewed" in html


def test_not_asked_is_never_shown_as_no() -> None:
    assert "no swelling" in render("{% finding_pill 'swelling' 'no' %}")
    assert "swelling: not asked" in render("{% finding_pill 'swelling' '' %}")
    assert "swelling: not asked" in render("{% finding_pill 'swelling' None %}")


def test_a_finding_starts_as_not_asked_and_posts_nothing() -> None:
    html = render("{% finding 'fever' 'Fever' '' %}")
    assert 'name="finding_fever" value="" checked' in html
    assert html.count("checked") == 1


def test_what_people_typed_is_escaped() -> None:
    assert "<b>" not in render("{% finding_pill text 'yes' %}{{ name|initials }}", text="<b>", name="<b> <i>")


def test_the_chart_has_every_tooth_once_and_names_it_fully() -> None:
    html = render("{% tooth_chart selected=chosen missing=gone %}", chosen=["19"], gone=["1"])
    assert html.count('type="checkbox"') == 52
    assert 'aria-label="19: Lower left first molar, Universal 19, FDI 36, Palmer LL6"' in html
    assert [line for line in html.splitlines() if " checked aria" in line] == [line for line in html.splitlines() if 'value="19"' in line]
    assert "Upper right third molar, Universal 1, FDI 18, Palmer UR8, missing" in html


def test_the_chart_writes_the_office_s_own_numbering() -> None:
    assert 'aria-label="36: Lower left first molar' in render("{% tooth_chart numbering='fdi' %}")


def test_a_primary_tooth_opens_the_primary_chart() -> None:
    html = render("{% tooth_chart selected=chosen read=True %}", chosen=["A"])
    assert html.count('type="checkbox"') == 20


def test_age_counts_birthdays() -> None:
    assert render("{{ born|age:now }}", born=date(1992, 11, 22)) == "33"
    assert render("{{ born|age:now }}", born=date(1992, 11, 21)) == "34"


def test_the_film_viewer_carries_films_as_json() -> None:
    films = [{"id": 7, "label": 'PA "19"', "kind": "periapical", "image": "/files/7/image.png", "media": "image"}]
    html = render("{% film_viewer films %}", films=films)
    assert "&quot;id&quot;: 7" in html
    assert 'href="/files/7/image.png"' in html
    assert "<script" not in html

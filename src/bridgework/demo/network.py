"""The stage of the stories: the practices of the cast, set up in the database."""

from datetime import datetime, timedelta

from bridgework.actions.set_up_practice import Added, NewPractice, set_up_practice
from bridgework.actions.star_practice import star_practice
from bridgework.actions.write_form_question import write_form_question
from bridgework.demo.cast import FAVORITES, PRACTICES
from bridgework.demo.films import draw_films
from bridgework.demo.questions import OWN
from bridgework.demo.story import Desk, Stage
from bridgework.rules.facts import SYSTEM, Viewer


def set_up_network(seed: int, present: datetime) -> Stage:
    """Every practice of the cast, as it stood before the first story begins."""
    before = present - timedelta(days=120)
    desks = {}
    for card in PRACTICES:
        added = set_up_practice(SYSTEM, card, now=before)
        _ask_own_questions(card, added, before)
        desks[card.slug] = Desk(card, added.practice.pk, tuple(_viewers(card, added)), added.clinicians, added.visit_types)
    _give_stars(desks, before)
    return Stage(desks, draw_films(seed), seed, present)


def _give_stars(desks: dict[str, Desk], now: datetime) -> None:
    for slug, favorites in FAVORITES.items():
        for favorite in favorites:
            star_practice(desks[slug].who("referrer"), desks[favorite].practice_id, is_favorite=True, now=now)


def _ask_own_questions(card: NewPractice, added: Added, now: datetime) -> None:
    manager = Viewer(kind="staff", name=card.name, way="portal", practice_id=added.practice.pk, roles=frozenset({"manager"}))
    for position, asked in enumerate(OWN.get(card.slug, ()), start=1):
        write_form_question(manager, None, wording=asked.wording, is_required=asked.is_required, position=position, now=now)


def _viewers(card: NewPractice, added: Added) -> list[Viewer]:
    """Everybody of a practice as they act at their desk. Off the network the office itself acts, by the e-mail it sends."""
    return [
        Viewer(
            kind="staff",
            name=person.name,
            way="portal" if person.email else "email",
            person_id=added.people.get(person.name),
            practice_id=added.practice.pk,
            practice_name=card.name,
            roles=frozenset(person.roles),
        )
        for person in card.people
    ]

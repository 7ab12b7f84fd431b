"""The stage of the stories: the practices of the cast, set up in the database."""

from datetime import datetime, timedelta

from bridgework.actions.set_up_practice import Added, NewPractice, set_up_practice
from bridgework.demo.cast import PRACTICES
from bridgework.demo.films import draw_films
from bridgework.demo.story import Desk, Stage
from bridgework.rules.facts import SYSTEM, Viewer


def set_up_network(seed: int, present: datetime) -> Stage:
    """Every practice of the cast, as it stood before the first story begins."""
    before = present - timedelta(days=120)
    desks = {}
    for card in PRACTICES:
        added = set_up_practice(SYSTEM, card, now=before)
        desks[card.slug] = Desk(card, added.practice.pk, tuple(_viewers(card, added)), added.clinicians, added.visit_types)
    return Stage(desks, draw_films(seed), seed, present)


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

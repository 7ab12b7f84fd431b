"""The cast in a test database: the same made-up practices and people as the demo, as rows and as viewers.

cast = people.build()            # inside a test that may use the database
cast.dana                        # Viewer: Dana Ortiz, coordinator of Harbor Endodontics
cast.harbor                      # Practice
cast.person("dana.ortiz")        # Person, to sign in with client.force_login
cast.viewer("Gwen Albright")     # anybody else, at their (first) practice
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from bridgework.actions.set_up_practice import NewPractice, set_up_practice
from bridgework.demo import cast as cards
from bridgework.records.models import Membership, Person, Practice, Provider
from bridgework.rules.facts import SYSTEM, Viewer
from recorded_rows import made_once

NOW = datetime(2026, 11, 18, 15, 0, tzinfo=UTC)
"""A Wednesday, nine o'clock in the cast's time zone, no holiday near before Thanksgiving."""

FIRST = (
    cards.HARBOR,
    cards.TIDEWATER,
    cards.NORTHPOINT,
    cards.RIVERSIDE_DENTAL,
    cards.RIVERSIDE_MEDICINE,
    cards.LAKEVIEW,
    cards.MARSH,
    cards.IBARRA,
    cards.OLD_MILL,
)
"""The practices that most tests need; the others are only more of the same."""


@dataclass(frozen=True)
class Cast:
    """Practices by slug and everybody in them."""

    practices: dict[str, Practice]
    people: dict[str, Person]
    everybody: tuple[Viewer, ...]
    """Everybody in every place they work: for tests that walk the whole cast."""

    # Practices

    @property
    def harbor(self) -> Practice:
        return self.practices[cards.HARBOR]

    @property
    def lakeview(self) -> Practice:
        return self.practices[cards.LAKEVIEW]

    @property
    def tidewater(self) -> Practice:
        return self.practices[cards.TIDEWATER]

    @property
    def northpoint(self) -> Practice:
        """Accepts at once: a time held in the chair is booked when the referral is sent."""
        return self.practices[cards.NORTHPOINT]

    @property
    def riverside_dental(self) -> Practice:
        return self.practices[cards.RIVERSIDE_DENTAL]

    @property
    def riverside_medicine(self) -> Practice:
        return self.practices[cards.RIVERSIDE_MEDICINE]

    @property
    def old_mill(self) -> Practice:
        """Not on the network: nobody there has an account."""
        return self.practices[cards.OLD_MILL]

    # Viewers

    @property
    def raman(self) -> Viewer:
        """Refers, at Lakeview."""
        return self.viewer("Dr. Priya Raman")

    @property
    def jo(self) -> Viewer:
        """Coordinates, at Lakeview."""
        return self.viewer("Jo Whitman")

    @property
    def marsh(self) -> Viewer:
        return self.viewer("Dr. Owen Marsh")

    @property
    def ibarra(self) -> Viewer:
        return self.viewer("Dr. Sam Ibarra")

    @property
    def dana(self) -> Viewer:
        """Coordinates, at Harbor."""
        return self.viewer("Dana Ortiz")

    @property
    def theo(self) -> Viewer:
        """Schedules, at Harbor."""
        return self.viewer("Theo Banks")

    @property
    def lin(self) -> Viewer:
        """Clinician and triage, at Harbor."""
        return self.viewer("Dr. Mei Lin")

    @property
    def okafor(self) -> Viewer:
        return self.viewer("Dr. Chidi Okafor")

    @property
    def ruth(self) -> Viewer:
        """Manager, at Harbor."""
        return self.viewer("Ruth Sandoval")

    @property
    def alex(self) -> Viewer:
        """Administrator, at Harbor: no part in anybody's care."""
        return self.viewer("Alex Kim")

    @property
    def ines(self) -> Viewer:
        """Coordinates and schedules, at Tidewater: a stranger to what goes on between Lakeview and Harbor."""
        return self.viewer("Ines Duarte")

    @property
    def lena(self) -> Viewer:
        """Coordinates in both departments of the health center; here in the dental one."""
        return self.viewer("Lena Fox", cards.RIVERSIDE_DENTAL)

    @property
    def lena_in_medicine(self) -> Viewer:
        return self.viewer("Lena Fox", cards.RIVERSIDE_MEDICINE)

    def viewer(self, name: str, practice: str | None = None) -> Viewer:
        """Somebody by name, at the practice of that slug or at their first one."""
        wanted = self.practices[practice].pk if practice else None
        return next(viewer for viewer in self.everybody if viewer.name == name and wanted in (None, viewer.practice_id))

    def person(self, mailbox: str) -> Person:
        """The account whose e-mail address begins so, for example "dana.ortiz"."""
        return next(person for person in self.people.values() if person.email.startswith(mailbox))

    def provider(self, name: str) -> Provider:
        return Provider.objects.get(name=name)


def build(now: datetime = NOW, slugs: tuple[str, ...] = FIRST) -> Cast:
    """The practices of these slugs with their people; `slugs=ALL` for the whole network.

    Set up by the action for the first test of a process that asks for them; for the next ones the same rows are copied back.
    """
    if Practice.objects.exists() or Person.objects.exists():
        return _set_up(now, slugs)
    return made_once(("cast", now, slugs), lambda: _set_up(now, slugs))


def _set_up(now: datetime, slugs: tuple[str, ...]) -> Cast:
    chosen: list[NewPractice] = [card for card in cards.PRACTICES if card.slug in slugs]
    practices = {card.slug: set_up_practice(SYSTEM, card, now=now).practice for card in chosen}
    places = Membership.objects.select_related("person", "practice").order_by("practice__name", "person__name")
    viewers = tuple(
        Viewer(
            kind="staff",
            name=place.person.name,
            way="portal",
            person_id=place.person_id,
            practice_id=place.practice_id,
            practice_name=place.practice.name,
            roles=frozenset(place.roles),
        )
        for place in places
    )
    return Cast(practices, {place.person.name: place.person for place in places}, viewers)


ALL = tuple(card.slug for card in cards.PRACTICES)

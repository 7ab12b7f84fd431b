"""Letters of a practice: those that wait to be printed, and those that were posted lately."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from bridgework.lookups.person import contact_of
from bridgework.lookups.visible import visible_to
from bridgework.lookups.words_in_force import InForce, Said, word_facts, wordings_in_force
from bridgework.messages.compose import Words, compose
from bridgework.records.models import Location, PatientLink, PlannedMessage, Referral
from bridgework.rules.facts import SYSTEM, Viewer

MOST_AT_ONCE = 100
"""Letters that are printed in one go: what a person folds in an hour."""
POSTED_LATELY = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to a patient. `to` stands over the lines of the address; `facts`, `link_id` and `template` are what its words are made of,
    `wording_id` which words of the practice these are, None for the program's.

    `sender` is the name of the practice with the lines of its address. Times are UTC; `posted_at` is None while it waits.
    """

    id: UUID
    referral_id: UUID
    referral_number: int
    patient: str
    to: str
    address: tuple[str, ...]
    sender: tuple[str, ...]
    kind: str
    language: str
    facts: dict[str, Any]
    template: str
    wording_id: UUID | None
    link_id: UUID | None
    due_at: datetime
    posted_at: datetime | None

    def in_words(self, link: str) -> Words:
        """It says what the e-mail would have said. `link` is the address of the patient's page, which stands only in those that lead there."""
        return compose(self.kind, "email", self.language, self.facts, link if self.link_id else "", template=self.template)


def letters_to_print(viewer: Viewer) -> tuple[Letter, ...]:
    """The letters that wait at the viewer's practice, the oldest first, at most MOST_AT_ONCE; seven queries, however many there are.

    None to a patient who no longer wants to be written to, or has died, and none whose link was made useless.
    """
    return _letters(_of_practice(viewer).filter(status="planned").order_by("due_at", "id"))


def letters_posted(viewer: Viewer, *, now: datetime) -> tuple[Letter, ...]:
    """The letters that the viewer's practice posted within the last week, the latest first: to print one again that was spoiled."""
    rows = _of_practice(viewer).filter(status="sent", changed_at__gte=now - POSTED_LATELY)
    return _letters(rows.order_by("-changed_at", "-id"))


def letters_waiting(viewer: Viewer) -> int:
    """How many wait, counted to MOST_AT_ONCE."""
    return _of_practice(viewer).filter(status="planned").order_by()[:MOST_AT_ONCE].count()


def _of_practice(viewer: Viewer) -> "QuerySet[PlannedMessage]":
    mine = Referral.objects.filter(visible_to(viewer), recipient_practice_id=viewer.practice_id)
    return PlannedMessage.objects.filter(channel="letter", referral__in=mine, patient__may_contact=True, patient__deceased_on=None)


def _letters(rows: "QuerySet[PlannedMessage]") -> tuple[Letter, ...]:
    found = list(rows.select_related("patient", "referral__recipient_practice").prefetch_related("patient__proxies")[:MOST_AT_ONCE])
    revoked = PatientLink.objects.filter(
        pk__in=[row.facts["link_id"] for row in found if row.facts.get("link_id")], revoked_at__isnull=False
    )
    useless = {str(key) for key in revoked.values_list("pk", flat=True)}
    found = [row for row in found if row.facts.get("link_id") not in useless]
    facts = word_facts(SYSTEM, [row.referral_id for row in found if row.referral_id])
    said = {row.pk: Said.of(row.kind, "email", row.language, facts.get(row.referral_id, {})) for row in found if row.referral_id}
    words = wordings_in_force(SYSTEM, said.values())
    places: dict[UUID, Location] = {}
    for place in Location.objects.filter(practice_id__in={row.referral.recipient_practice_id for row in found if row.referral}).order_by(
        "-id"
    ):
        places[place.practice_id] = place
    return tuple(_letter(row, words.get(said[row.pk], InForce("")), places) for row in found)


def _letter(row: PlannedMessage, words: InForce, places: dict[UUID, Location]) -> Letter:
    referral, patient = row.referral, row.patient
    if referral is None or patient is None or referral.recipient_practice is None:
        raise ValueError("a letter goes to the patient of a referral")
    practice = referral.recipient_practice
    place = places.get(practice.pk)
    contact = contact_of(patient)
    return Letter(
        id=row.pk,
        referral_id=referral.pk,
        referral_number=referral.number,
        patient=patient.full_name,
        to=contact.name,
        address=tuple(row.address.split("\n")),
        sender=(practice.name, place.street, f"{place.city}, {place.region} {place.zip}") if place else (practice.name,),
        kind=row.kind,
        language=row.language,
        facts=row.facts,
        template=words.text,
        wording_id=words.wording_id,
        link_id=UUID(row.facts["link_id"]) if row.facts.get("link_id") else None,
        due_at=row.due_at,
        posted_at=row.changed_at if row.status == "sent" else None,
    )

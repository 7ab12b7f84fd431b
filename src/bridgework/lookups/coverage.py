"""Who pays for a referral's visit: what the patient's practice knows, and what the receiving practice found out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bridgework.lookups.films import FilmFacts
from bridgework.lookups.person import CoverageFacts
from bridgework.records.models import CoverageCheck, Referral
from bridgework.records.only_row import only_row
from bridgework.rules.coverage import Answer, is_carrier_listed

BEST_FIRST: tuple[Answer, ...] = ("listed", "not_listed", "not_known")


@dataclass(frozen=True, slots=True)
class PaymentFacts:
    """`listed` says whether the carrier is among those that the receiving practice names in the directory; the rest is what its desk said.

    `authorization` is a code of `rules.person`; `checked_at` is UTC, None where nobody has looked yet.
    """

    coverage: CoverageFacts | None
    """The primary one."""
    listed: Answer
    accepted: str = ""
    authorization: str = ""
    authorization_number: str = ""
    note: str = ""
    checked_by: str = ""
    checked_at: datetime | None = None
    cards: tuple[UUID, ...] = ()
    """Photos of the card."""


def payment_of(row: Referral, coverages: Sequence[CoverageFacts], films: Sequence[FilmFacts]) -> PaymentFacts:
    """The facts of one referral's row, with its files. One carrier on the list is enough: the others pay what it leaves."""
    recipient = row.recipient_practice
    answers = [is_carrier_listed(coverage.carrier, recipient.insurance if recipient else ()) for coverage in coverages]
    check = only_row(CoverageCheck.objects.select_related("checked_by").filter(referral=row))
    return PaymentFacts(
        coverage=next(iter(coverages), None),
        listed=min(answers, key=BEST_FIRST.index, default="not_known"),
        accepted=check.accepted if check else "",
        authorization=check.authorization if check else "",
        authorization_number=check.authorization_number if check else "",
        note=check.note if check else "",
        checked_by=check.checked_by.name if check and check.checked_by else "",
        checked_at=check.checked_at if check else None,
        cards=tuple(film.id for film in films if film.kind == "card"),
    )

"""Who pays for a referral's visit: what the patient's practice knows, and what the receiving practice found out."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bridgework.lookups.person import CoverageFacts
from bridgework.records.models import CoverageCheck, Referral
from bridgework.rules.coverage import Answer, is_carrier_listed


@dataclass(frozen=True, slots=True)
class PaymentFacts:
    """`listed` says whether the carrier is among those that the receiving practice names in the directory; the rest is what its desk said.

    `authorization` is a code of `rules.person`; `checked_at` is UTC, None where nobody has looked yet.
    """

    coverage: CoverageFacts | None
    listed: Answer
    accepted: str = ""
    authorization: str = ""
    authorization_number: str = ""
    note: str = ""
    checked_by: str = ""
    checked_at: datetime | None = None
    cards: tuple[UUID, ...] = ()
    """Photos of the card."""


def payment_of(row: Referral, coverage: CoverageFacts | None) -> PaymentFacts:
    """The facts of one referral's row."""
    recipient = row.recipient_practice
    carrier = coverage.carrier if coverage else ""
    check = CoverageCheck.objects.select_related("checked_by").filter(referral=row).first()
    cards = row.attachments.filter(kind="card", removed_at=None).order_by("added_at")
    return PaymentFacts(
        coverage=coverage,
        listed=is_carrier_listed(carrier, recipient.insurance if recipient else ()),
        accepted=check.accepted if check else "",
        authorization=check.authorization if check else "",
        authorization_number=check.authorization_number if check else "",
        note=check.note if check else "",
        checked_by=check.checked_by.name if check and check.checked_by else "",
        checked_at=check.checked_at if check else None,
        cards=tuple(cards.values_list("pk", flat=True)),
    )

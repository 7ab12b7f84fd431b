"""Which of the records that the receiving practice asks for are not there yet."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bridgework.lookups.films import as_attached, film_facts
from bridgework.lookups.wanted_records import own_questions_of, wanted_from
from bridgework.records.models import Referral
from bridgework.rules.completeness import Requirement, check_records, missing


def missing_records(referral: Referral, now: datetime) -> tuple[Requirement, ...]:
    """What is needed and not there, of a referral that an action holds; what would only help is left out, drafts miss nothing."""
    recipient = referral.recipient_practice
    if recipient is None:
        return ()
    films = [film_facts(film) for film in referral.attachments.filter(removed_at=None).order_by("added_at", "id")]
    today = now.astimezone(ZoneInfo(recipient.time_zone)).date()
    minimum = wanted_from(recipient, specialty=referral.specialty, sender=referral.sender_practice.specialty)
    found = check_records(minimum, referral.case, referral.teeth, as_attached(tuple(films)), today, own_questions_of(recipient))
    return tuple(requirement for requirement in missing(found) if requirement.is_required)

from datetime import datetime

from django.db.models import Exists, OuterRef

from bridgework.records.models import GuestLink, GuestSubmission, Practice, Provider


def match_guest_office(submission: GuestSubmission, now: datetime) -> Practice:
    """The office off the network that a proven submission comes from: the one of this kind and name that has proven the same mailbox, or
    the same number, as this submission has; else a new one.

    Never a practice of the network, whatever was typed: its own people sign in. And never by an address that was only typed: whoever is taken
    for an office writes into the chart of its patients. Called inside an action; the office comes back locked, so that of two entries of the
    same patient the second finds the first.
    """
    proven = GuestLink.objects.filter(practice=OuterRef("pk"), email_is_proven=submission.code_channel == "email")
    proven = proven.filter(email=submission.email) if submission.code_channel == "email" else proven.filter(phone=submission.phone)
    # An office known by name and number only (from a fax, say) has proven no address; it stays apart until a person puts the two together.
    known = (
        Practice.objects.select_for_update(no_key=True)
        .filter(Exists(proven), on_network=False, specialty=submission.specialty, name__iexact=submission.office)
        .order_by("created_at")
        .first()
    )
    if known is not None:
        return known
    recipient = submission.practice
    return Practice.objects.create(
        slug=free_slug(submission.office),
        name=submission.office,
        specialty=submission.specialty,
        time_zone=recipient.time_zone,
        phone=submission.phone,
        email=submission.email,
        on_network=False,
        hours=recipient.hours,
        holiday_region=recipient.holiday_region,
        created_at=now,
    )


def clinician_of(office: Practice, name: str) -> Provider:
    """The clinician of that name at the office; one who was not known is written down."""
    known = office.providers.filter(name__iexact=name, is_active=True).first()
    return known or Provider.objects.create(practice=office, name=name, sees_patients=False)


def free_slug(name: str) -> str:
    """A short name for an address, that no practice has: "old-mill-dental", "old-mill-dental-2"."""
    plain = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in name.lower())
    base = "-".join(part for part in plain.split("-") if part)[:60] or "office"
    taken = set(Practice.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    return base if base not in taken else next(f"{base}-{number}" for number in range(2, len(taken) + 3) if f"{base}-{number}" not in taken)

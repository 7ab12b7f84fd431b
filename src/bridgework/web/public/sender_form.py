"""The part of the public form that the desk does not have: who sends, about whom, and the marks by which a program is told from a person."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4, uuid5
from zoneinfo import ZoneInfo

from django.core import signing
from django.http import QueryDict
from django.utils.translation import gettext as _

from bridgework.lookups.public_practice import PublicPractice
from bridgework.rules.guests import SUBMISSION_LIVES, GuestOffice, check_office
from bridgework.rules.patient_entry import check_entry
from bridgework.rules.person import AUTHORITIES, DECIDES, INTERPRETED, RELATIONS, SUBSCRIBERS
from bridgework.rules.person_entry import check_person

SALT = "public-form"
OFFICE = ("office", "clinician", "office_phone", "email")
PATIENT = ("given_name", "family_name", "birth_date", "phone", "patient_email", "language", "interpreter", "may_contact", "zip")
AROUND = (
    "interpreter_language",
    "wheelchair",
    "transport",
    "proxy_given_name",
    "proxy_family_name",
    "proxy_relation",
    "proxy_authority",
    "proxy_birth_date",
    "proxy_phone",
    "coverage_carrier",
    "coverage_member_id",
    "coverage_subscriber",
)
"""Who speaks for the patient, what they need, who pays: one of each, and all of it optional."""
TRAP = "website"
"""A field that nobody sees; programs fill in everything."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the page carries from one posting to the next: the key of what it brings, and when it was first shown (UTC)."""

    key: UUID
    shown_at: datetime | None

    def written(self) -> str:
        """As it stands in the form, signed."""
        return signing.dumps([str(self.key), self.shown_at.timestamp() if self.shown_at else None], salt=SALT)

    def key_at(self, slug: str) -> UUID:
        """The key of the submission at that practice: a mark that is carried to another page is another submission there."""
        return uuid5(self.key, slug)

    def taken(self, now: datetime) -> timedelta | None:
        """How long the form was looked at; None where that is not known."""
        return now - self.shown_at if self.shown_at else None


def new_stamp(now: datetime) -> Stamp:
    """For a page that is shown for the first time."""
    return Stamp(uuid4(), now)


def read_stamp(written: str, now: datetime) -> Stamp:
    """The stamp of a posted form; one that is not ours counts as a page that is shown just now."""
    return genuine_stamp(written, now) or new_stamp(now)


def genuine_stamp(written: str, now: datetime) -> Stamp | None:
    """A stamp of ours, of a form that was shown within the time that its files are kept; None for anything else."""
    try:
        key, shown_at = signing.loads(written, salt=SALT)
        stamp = Stamp(UUID(key), datetime.fromtimestamp(shown_at, UTC))
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return stamp if stamp.shown_at and now - stamp.shown_at < SUBMISSION_LIVES else None


@dataclass(frozen=True, slots=True)
class Sender:
    """What was typed of the sender and the patient. `problems` is field -> sentence; `office` is None while there are any of the office."""

    office: GuestOffice | None
    patient: dict[str, str]
    shown: dict[str, str]
    problems: dict[str, str]


def kind_in(given: QueryDict) -> str:
    """What kind of office refers: a physician is asked other questions than a dentist."""
    return "medical" if given.get("from") == "medical" else "general"


def read_sender(post: QueryDict, practice: PublicPractice, now: datetime) -> Sender:
    """The sender and the patient of a posted form, checked at the practice's date."""
    shown = {field: post.get(field, "") for field in (*OFFICE, *PATIENT, *AROUND)}
    office, problems = check_office(shown, kind_in(post))
    patient = {("email" if field == "patient_email" else field): shown[field] for field in PATIENT}
    if not patient["phone"].strip() and patient["may_contact"] and patient["email"].strip():
        patient["preferred_channel"] = "email"
    today = now.astimezone(ZoneInfo(practice.zone)).date()
    _entry, wrong = check_entry(patient, today)
    patient |= {field: shown[field] for field in AROUND} | {"proxy_is_contact": "1" if _is_written_to(shown) else ""}
    problems |= check_person(patient, today)[1]
    names = {"email": "patient_email", "preferred_channel": "phone"}
    problems |= {names.get(field, field): sentence for field, sentence in wrong.items()}
    if not any(patient[field].strip() for field in ("phone", "email", "proxy_phone")):
        problems["phone"] = "Give a phone number or an e-mail address of the patient; the practice has to reach them."
    return Sender(office, patient, shown, problems)


def around_choices() -> dict[str, list[tuple[str, str]]]:
    """The choices of the fields around the patient, as code and words."""
    lists = {"relations": RELATIONS, "authorities": AUTHORITIES, "interpreted": INTERPRETED, "subscribers": SUBSCRIBERS}
    return {name: [(choice.code, _(choice.label)) for choice in choices] for name, choices in lists.items()}


def _is_written_to(shown: dict[str, str]) -> bool:
    """Whoever decides for the patient and can be reached is written to; their birth date opens the link then."""
    return shown["proxy_authority"] in DECIDES and bool(shown["proxy_phone"].strip())

"""The person behind the case: who speaks for a patient, what they need to get there, who pays, and who is written to.

Sources: 45 CFR 164.502(g), by which a parent, guardian or holder of a health-care power of attorney is treated as the patient; ADA Title III
(28 CFR 36.303) for interpreters. Labels are English message ids.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from bridgework.rules.identity import age_on
from bridgework.rules.questions import Choice

ADULT_AT = 18
RELATIONS = (
    Choice("mother", "Mother"),
    Choice("father", "Father"),
    Choice("grandparent", "Grandparent"),
    Choice("spouse", "Spouse or partner"),
    Choice("child", "Son or daughter"),
    Choice("sibling", "Brother or sister"),
    Choice("caregiver", "Caregiver"),
    Choice("other", "Somebody else"),
)
AUTHORITIES = (
    Choice("parent", "Parent of a minor"),
    Choice("guardian", "Legal guardian"),
    Choice("power_of_attorney", "Health-care power of attorney"),
    Choice("helper", "Helps, but does not decide"),
)
DECIDES = frozenset({"parent", "guardian", "power_of_attorney"})
"""Who consents to treatment in the patient's place."""
INTERPRETED = (
    Choice("asl", "American Sign Language"),
    Choice("ar", "Arabic"),
    Choice("zh", "Chinese (Mandarin)"),
    Choice("yue", "Chinese (Cantonese)"),
    Choice("fr", "French"),
    Choice("ht", "Haitian Creole"),
    Choice("hi", "Hindi"),
    Choice("ko", "Korean"),
    Choice("pl", "Polish"),
    Choice("pt", "Portuguese"),
    Choice("ru", "Russian"),
    Choice("so", "Somali"),
    Choice("es", "Spanish"),
    Choice("tl", "Tagalog"),
    Choice("uk", "Ukrainian"),
    Choice("ur", "Urdu"),
    Choice("vi", "Vietnamese"),
    Choice("other", "Another language"),
)
ESCORTS = (Choice("arranged", "Somebody takes them home"), Choice("needed", "Still needs somebody"))
PAYMENTS = (Choice("insured", "Insurance"), Choice("self_pay", "Self-pay"))
COVERS = (Choice("dental", "Dental"), Choice("medical", "Medical"))
MOST_PROXIES, MOST_COVERAGES = 4, 3
"""Who can be named: two parents, a guardian and a helper; a primary, a secondary and a medical coverage."""
SUBSCRIBERS = (Choice("self", "Their own"), Choice("spouse", "Spouse's"), Choice("parent", "Parent's"), Choice("other", "Somebody else's"))
AUTHORIZATIONS = (
    Choice("not_needed", "Not needed"),
    Choice("needed", "Needed"),
    Choice("asked_for", "Asked for"),
    Choice("obtained", "Obtained"),
    Choice("refused", "Refused"),
)

CONSENT_WORDINGS = {
    "2026-11": (
        "May the specialist text, e-mail or call you about this referral? Messages name the practice and a link, never your problem. "
        "You can stop them at any time by answering STOP."
    )
}
"""Version -> what the patient was asked. A version is never changed once somebody has agreed to it; new words get a new one."""
CONSENT_WORDING = "2026-11"
"""The version that is read out now."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Who is written to about a patient, and whose birth date opens the link. `phone` is E.164 or ""."""

    name: str
    given_name: str
    birth_date: date | None
    phone: str
    email: str
    language: str
    is_proxy: bool = False
    proxy_id: UUID | None = None


def decide_contact(patient: Contact, proxy: Contact | None, *, proxy_is_contact: bool) -> Contact:
    """The proxy where they are the contact and can be one, else the patient. A proxy without a birth date could not open the link."""
    if proxy is None or not proxy_is_contact or proxy.birth_date is None or not (proxy.phone or proxy.email):
        return patient
    return proxy


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who speaks for a patient, as far as the link is concerned."""

    contact: Contact
    authority: str
    is_contact: bool
    has_ended: bool


def decide_openers(patient: Contact, speakers: Sequence[Speaker], today: date) -> tuple[Contact, ...]:
    """Everybody whose own birth date opens the link on that local day, whoever is written to first.

    These are the contact, and all who decide for the patient. The authority of a parent ends by itself when the patient comes of age
    (45 CFR 164.502(g)(3)): from then on the patient opens the link, even where it still goes to the parent's phone.
    """
    grown_up = patient.birth_date is not None and not is_minor(patient.birth_date, today)
    standing = [speaker for speaker in speakers if not speaker.has_ended and not (speaker.authority == "parent" and grown_up)]
    first = decide_contact(patient, next((one.contact for one in standing if one.is_contact), None), proxy_is_contact=True)
    others = (one.contact for one in standing if one.authority in DECIDES and one.contact.birth_date and one.contact != first)
    return (first, *others)


def is_minor(born: date, today: date) -> bool:
    """Whether somebody else decides for a patient born on that day, by age alone."""
    return age_on(born, today) < ADULT_AT

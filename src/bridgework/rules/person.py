"""The person behind the case: who speaks for a patient, what they need to get there, who pays, and who is written to.

Sources: 45 CFR 164.502(g), by which a parent, guardian or holder of a health-care power of attorney is treated as the patient; ADA Title III
(28 CFR 36.303) for interpreters. Labels are English message ids.
"""

from dataclasses import dataclass
from datetime import date

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


def decide_contact(patient: Contact, proxy: Contact | None, *, proxy_is_contact: bool) -> Contact:
    """The proxy where they are the contact and can be one, else the patient. A proxy without a birth date could not open the link."""
    if proxy is None or not proxy_is_contact or proxy.birth_date is None or not (proxy.phone or proxy.email):
        return patient
    return proxy


def is_minor(born: date, today: date) -> bool:
    """Whether somebody else decides for a patient born on that day, by age alone."""
    return age_on(born, today) < ADULT_AT

"""Senders without an account: what they must say of themselves, how much they may send, and when a code is right.

The limits keep a practice's public page from being flooded, its mail from being used to pester others, and a code from being guessed:
five tries of six digits and five codes leave a chance of 1 in 40,000 for one submission.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bridgework.rules.case import plain_text
from bridgework.rules.contact import check_phone, normalize_phone

MOST_FILES = 24
"""A full-mouth series has about twenty films."""
LARGEST_FILE = 25 * 1024 * 1024
"""Bytes of one file that comes whole, with the form: a panoramic film has 5 MB."""
LARGEST_IN_PIECES = 100 * 1024 * 1024
"""Bytes of one file that comes in pieces. Larger volumes follow once the sender is known, see `rules.upload`."""
MOST_BYTES = 200 * 1024 * 1024
"""Bytes of all files of one submission."""
MOST_AT_ONCE = 60 * 1024 * 1024
"""Bytes of one posting, with all that comes whole in it."""
MOST_ANNOUNCED = 72
"""Files that one submission may begin to send, those counted that were taken off again."""
SUBMISSION_LIVES = timedelta(hours=24)
"""How long something that nobody confirmed is kept; then it is erased."""
SENT_KEPT = timedelta(days=7)
"""How long the waiting page of something that became a referral leads to it."""

FASTEST = timedelta(seconds=4)
"""Nobody fills in the form in less."""

CODE_LIVES = timedelta(minutes=30)
MOST_TRIES = 5
MOST_CODES = 5
CODE_PAUSE = timedelta(seconds=45)

LINK_LIVES = timedelta(days=60)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MOST_FROM_ADDRESS = {HOUR: 12, DAY: 40}
"""Submissions from one network address: a large group practice sends perhaps ten in a busy hour, through one router."""
MOST_TO_PRACTICE = {HOUR: 60, DAY: 300}
MOST_FOR_EMAIL = {HOUR: 8, DAY: 25}
MOST_CODES_TO = {"email": {HOUR: 12, DAY: 40}, "sms": {HOUR: 5, DAY: 10}}
"""Codes to one mailbox and to one phone, whatever submissions they are for: an address can be typed, and corrected, by anybody. Texts cost money."""

GIGABYTE = 1024 * 1024 * 1024
MOST_BYTES_FROM_ADDRESS = {HOUR: 1 * GIGABYTE, DAY: 4 * GIGABYTE}
"""Bytes announced from one network address by whoever has not proven themselves: what fills a disk is no referral."""
MOST_BYTES_TO_PRACTICE = {HOUR: 5 * GIGABYTE, DAY: 20 * GIGABYTE}

_LEADS_AWAY = re.compile(
    r"://|\bwww\.|@|\b[\w-]+\.[a-z]{2,12}/|\d(?:[\s().-]{0,2}\d){6,}|\b[\w-]+\.(?:com|net|org|info|biz|co|us|io|ly|me|xyz|top|site|online|shop|"
    r"store|link|click|page|app|dev|ai|ru|cn|tk|gl|gd|dental|dentist|clinic|health|care)\b",
    re.IGNORECASE,
)
"""What has no place in a name: it is told in e-mails to patients, whose address anybody can type, and a mail program makes a link of it."""
_EMAIL = re.compile(r"[^@\s\"<>,;:]+@[^@\s.\"<>,;:]+(\.[^@\s.\"<>,;:]+)+")


@dataclass(frozen=True, slots=True)
class GuestOffice:
    """A referring office that has no account. `phone` is E.164, `email` in lower case; `specialty` is general or medical."""

    office: str
    clinician: str
    phone: str
    email: str
    specialty: str = "general"


@dataclass(frozen=True, slots=True)
class Traffic:
    """How many submissions there were within the last hour and day: from this network address, to this practice, for this e-mail address."""

    from_address: Mapping[timedelta, int]
    to_practice: Mapping[timedelta, int]
    for_email: Mapping[timedelta, int]


@dataclass(frozen=True, slots=True)
class CodeFacts:
    """A code that was sent, and how often a wrong one was typed since. Times are UTC; `sent_at` is None where none was sent."""

    sent_at: datetime | None
    tries: int


def check_office(typed: Mapping[str, str], specialty: str = "general") -> tuple[GuestOffice | None, dict[str, str]]:
    """The office as it can be kept, or field -> sentence for what is missing or cannot be right."""
    said = {key: " ".join(plain_text(typed.get(key, "")).split()) for key in ("office", "clinician", "office_phone", "email")}
    problems: dict[str, str] = {}
    for field, words in (("office", "the name of your office"), ("clinician", "the name of the dentist who refers")):
        if not said[field]:
            problems[field] = f"Give {words}."
        elif len(said[field]) > 200:
            problems[field] = "This is too long; at most 200 characters fit."
        elif not any(sign.isalpha() for sign in said[field]):
            problems[field] = "There is no letter in it."
        elif _LEADS_AWAY.search(said[field]):
            problems[field] = "Give the name only, without a web address or a number to call."
    if not said["office_phone"]:
        problems["office_phone"] = "Give a number, so that the practice can call you back."
    elif wrong := check_phone(said["office_phone"]):
        problems["office_phone"] = wrong
    if not said["email"]:
        problems["email"] = "Give an e-mail address; the code and the report's link go there."
    elif not is_email(said["email"]):
        problems["email"] = f"“{said['email'][:40]}” is not an e-mail address."
    if problems:
        return None, problems
    phone = normalize_phone(said["office_phone"]) or ""
    return GuestOffice(said["office"], said["clinician"], phone, said["email"].lower(), specialty), {}


def is_email(written: str) -> bool:
    """Whether this can be an e-mail address that a person reads."""
    return len(written) <= 254 and _EMAIL.fullmatch(written) is not None


def decide_admission(traffic: Traffic, practice: str, phone: str) -> str:
    """A sentence where there were too many submissions, else ""."""
    limits = ((traffic.from_address, MOST_FROM_ADDRESS), (traffic.for_email, MOST_FOR_EMAIL), (traffic.to_practice, MOST_TO_PRACTICE))
    if all(counts.get(span, 0) < most for counts, mosts in limits for span, most in mosts.items()):
        return ""
    return f"Too many referrals came this way just now. Nothing is lost on this page: try again later, or call {practice} at {phone}."


def check_files(sizes: tuple[int, ...], already: int = 0, already_bytes: int = 0, *, largest: int = LARGEST_FILE) -> str:
    """A sentence where these files (sizes in bytes) are too many or too large, else "". `largest` is for one of them."""
    if any(size < 1 for size in sizes):
        return "A file is empty (0 bytes). Please export it again."
    if any(size > largest for size in sizes):
        return f"A file here may have {largest >> 20} MB. Send the referral without it; larger ones can be added afterwards."
    if already + len(sizes) > MOST_FILES:
        return f"At most {MOST_FILES} files fit here. Send the referral; more can be added afterwards."
    if already_bytes + sum(sizes) > MOST_BYTES:
        return f"These files have more than {MOST_BYTES >> 20} MB together. Send the referral; more can be added afterwards."
    return ""


def decide_bytes(announced: int, from_address: Mapping[timedelta, int], to_practice: Mapping[timedelta, int]) -> str:
    """A sentence where more files came this way than a referral explains, else "".

    `announced` files were begun for this submission; the others are bytes within the last hour and day.
    """
    limits = ((from_address, MOST_BYTES_FROM_ADDRESS), (to_practice, MOST_BYTES_TO_PRACTICE))
    if announced < MOST_ANNOUNCED and all(counts.get(span, 0) <= most for counts, mosts in limits for span, most in mosts.items()):
        return ""
    return "Too many files came this way just now. Send the referral without this one; it can be added afterwards."


def looks_automatic(trap: str, taken: timedelta | None) -> bool:
    """Whether a program seems to have filled in the form: the field that nobody sees is filled, or it took no time (None: not known)."""
    return bool(trap.strip()) or taken is None or taken < FASTEST


def why_no_code(
    facts: CodeFacts, codes_sent: int, now: datetime, *, channel: str = "email", to_address: Mapping[timedelta, int] = {}
) -> str:
    """A sentence where another code may not be sent now, else "".

    `codes_sent` were sent for this submission, `to_address` within the last hour and day to the same mailbox or phone, for whatever.
    """
    if facts.sent_at is not None and now - facts.sent_at < CODE_PAUSE:
        return "A code went out a moment ago. Please give it a minute to arrive."
    if codes_sent >= MOST_CODES:
        return "No more codes can be sent for this. Please call the practice."
    if any(to_address.get(span, 0) >= most for span, most in MOST_CODES_TO[channel].items()):
        return "Too many codes went there lately. Please try again later, or call the practice."
    return ""


def check_code(facts: CodeFacts, *, is_right: bool, now: datetime) -> str:
    """A sentence where the code does not open anything, else "". Once there were too many wrong ones, the right one is none, either."""
    if facts.sent_at is None or now - facts.sent_at > CODE_LIVES:
        return "This code is too old. Ask for a new one; nothing is lost."
    if facts.tries >= MOST_TRIES:
        return "Too many wrong codes. Ask for a new one; nothing is lost."
    return "" if is_right else "That is not the code. Please look again."


def digits_of(typed: str) -> str:
    """A code as people type it: "123 456" and "123-456" are 123456."""
    return "".join(sign for sign in typed[:20] if sign in "0123456789")


def masked_email(address: str) -> str:
    """An address that its owner recognizes and nobody else learns: "d•••@marshdental.example"."""
    name, _, domain = address.partition("@")
    return f"{name[:1]}•••@{domain}" if domain else "•••"


def masked_phone(number: str) -> str:
    """The last two digits of a number."""
    return f"••• {number[-2:]}" if len(number) > 4 else "•••"

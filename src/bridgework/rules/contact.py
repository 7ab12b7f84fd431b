"""When and where a patient may be reached: phone numbers, time zone, quiet hours.

Sources: US TCPA health-care exemption (8 a.m. to 9 p.m. of the recipient's local time); E.164 for numbers. Which zone a patient
lives in is decided from what was told, then the ZIP code, then the practice, and says which.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import lru_cache
from hashlib import blake2b
from typing import Literal
from zoneinfo import ZoneInfo

import phonenumbers

from bridgework.rules.deadlines import zone_named
from bridgework.rules.zip_codes import places_of_zip

HOME = "US"
"""Whose numbers are typed without their country code."""
AT_HOME = frozenset({"US", "CA", "PR", "VI", "GU", "AS", "MP"})
DAY_BEGINS = time(8)
QUIET_BEGINS = time(21)

Channel = Literal["sms", "email", "phone", "letter"]


@dataclass(frozen=True, slots=True)
class PatientZone:
    """The time zone a patient is taken to live in, and why."""

    zone: str
    reason: str


def normalize_phone(typed: str) -> str | None:
    """The number in E.164 ("+13125550123"), or None where it cannot be dialed.

    Only the length and form are checked, not whether the area code is in use: new ones open faster than any table is renewed.
    """
    try:
        number = phonenumbers.parse(typed[:40], HOME)
    except phonenumbers.NumberParseException:
        return None
    possible = phonenumbers.is_possible_number_with_reason(number) == phonenumbers.ValidationResult.IS_POSSIBLE
    if number.extension or not possible:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def check_phone(typed: str) -> str | None:
    """A sentence where this is no number that can be called or texted, else None."""
    if normalize_phone(typed) is not None:
        return None
    return f"“{typed.strip()[:30]}” is not a phone number. Use ten digits, or + and the country code."


def is_at_home(number: str) -> bool:
    """Whether an E.164 number is an ordinary one of the United States, their territories or Canada: a text anywhere else, or to a number
    that charges for it, is what swindlers have others send.
    """
    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return False
    charges = phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.PREMIUM_RATE
    return phonenumbers.region_code_for_number(parsed) in AT_HOME and not charges


@lru_cache(maxsize=4096)
def display_phone(number: str) -> str:
    """An E.164 number as people of the United States write it: "(312) 555-0123"; what cannot be read is returned as it is."""
    try:
        parsed = phonenumbers.parse(number, HOME)
    except phonenumbers.NumberParseException:
        return number
    at_home = parsed.country_code == phonenumbers.country_code_for_region(HOME)
    style = phonenumbers.PhoneNumberFormat.NATIONAL if at_home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(parsed, style)


def decide_zone(given: str, zip_code: str, practice_zone: str) -> PatientZone:
    """The patient's time zone: the one that was told, else that of the ZIP code, else the practice's.

    An unknown zone, an unknown ZIP code and one without a zone (military mail) fall through to the next.
    """
    if zone_named(given):
        return PatientZone(given, "told by the patient")
    zone = zone_of_zip(zip_code)
    if zone:
        return PatientZone(zone, f"from the ZIP code {zip_code.strip()[:5]}")
    if zone_named(practice_zone):
        return PatientZone(practice_zone, "the practice's, since the patient's is not known")
    return PatientZone("UTC", "no time zone is known")


def fingerprint(address: str) -> str:
    """A number or e-mail address as a mark that tells whether another one is the same, and nothing else."""
    return blake2b(address.lower().encode(), digest_size=8).hexdigest()


def decide_patient_zone(zip_code: str, phone: str, practice_zone: str) -> PatientZone:
    """Where a patient is taken to live: by the ZIP code, else by the area of the phone number (E.164), else where the practice is."""
    if zone_of_zip(zip_code) or not zone_of_phone(phone):
        return decide_zone("", zip_code, practice_zone)
    return PatientZone(zone_of_phone(phone), "from the area code of the phone number")


@lru_cache(maxsize=4096)
def zone_of_phone(number: str) -> str:
    """The time zone of an E.164 number's area, or "" where the number is of none, or of several (a mobile number of a whole country)."""
    from phonenumbers.timezone import time_zones_for_number  # noqa: PLC0415 - the table of all areas takes 0.1 s to read

    try:
        zones = time_zones_for_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return ""
    return str(zones[0]) if len(zones) == 1 and zone_named(zones[0]) else ""


@lru_cache(maxsize=4096)
def zone_of_zip(zip_code: str) -> str:
    """The time zone of a US ZIP code, or "" where there is no such code or it has none."""
    return next((str(place["timezone"]) for place in places_of_zip(zip_code) if zone_named(place["timezone"])), "")


def is_quiet(now: datetime, zone: str) -> bool:
    """Whether it is before 8 a.m. or from 9 p.m. on where the patient lives. An unknown zone counts as UTC."""
    return not DAY_BEGINS <= now.astimezone(_zone(zone)).time() < QUIET_BEGINS


def earliest_sending(now: datetime, zone: str) -> datetime:
    """`now` outside quiet hours, else the next 8 a.m. where the patient lives (UTC)."""
    if not is_quiet(now, zone):
        return now
    local = now.astimezone(_zone(zone))
    day = local.date() + timedelta(days=local.time() >= QUIET_BEGINS)
    return datetime.combine(day, DAY_BEGINS, _zone(zone)).astimezone(UTC)


def decide_channel(preferred: str, phone: str, email: str, *, has_address: bool = False, stopped: Collection[str] = frozenset()) -> Channel:
    """The channel to use: the preferred one where the patient can be reached by it, else text, e-mail, and last a letter.

    "letter" without a postal address means that nothing reaches them. What the patient `stopped` is passed over for what they did not; where
    they stopped all, it is answered as if they had not: that nothing goes out is decided, and told to a person, where it would.
    """
    reachable: dict[str, Channel] = {"letter": "letter"} if has_address else {}
    if phone:
        reachable |= {"sms": "sms", "phone": "phone"}
    if email:
        reachable["email"] = "email"
    ways = [reachable[channel] for channel in (preferred, "sms", "email") if channel in reachable]
    return next((way for way in ways if way not in stopped), ways[0] if ways else "letter")


def _zone(name: str) -> ZoneInfo:
    return zone_named(name) or ZoneInfo("UTC")

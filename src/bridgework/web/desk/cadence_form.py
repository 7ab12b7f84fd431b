"""The form of a plan: what was typed, the made-up patient of its preview, and the lines of the time line."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgework.messages.cadence_words import CHANNEL_WORDS, step_words
from bridgework.rules.cadence_policy import MOST_STEPS, REMINDERS, Policy, Scope, Step
from bridgework.rules.cadence_preview import Foreseen, Sample

REACHABLE = {
    "both": (frozenset({"sms", "email"}), gettext_lazy("by text message and e-mail")),
    "sms": (frozenset({"sms"}), gettext_lazy("by text message only")),
    "email": (frozenset({"email"}), gettext_lazy("by e-mail only")),
}
EXAMPLE_ZONES = (
    "America/New_York",
    "America/Chicago",
    "America/Denver",
    "America/Phoenix",
    "America/Los_Angeles",
    "America/Anchorage",
    "Pacific/Honolulu",
)
"""Where the patient of a preview may live, beside the practice's own zone."""


def read_form(post: Any) -> tuple[Policy, dict[str, str]]:
    """The plan that was typed, and what could not be read: field -> sentence. A line without a day is no step."""
    steps: list[Step] = []
    problems: dict[str, str] = {}
    for number in range(1, MOST_STEPS + 1):
        day = post.get(f"day_{number}", "").strip()
        if not day:
            continue
        at = hour_of(post.get(f"at_{number}", ""))
        if not day.isdecimal() or len(day) > 3 or at is None:
            problems[f"step_{len(steps) + 1}"] = _("Give a day as a number, and an hour such as 10:00.")
        steps.append(Step(int(day) if day.isdecimal() and len(day) < 4 else 0, at or time(10), post.get(f"channel_{number}", "")))
    person, at = post.get("person_day", "").strip(), hour_of(post.get("person_at", ""))
    if not person.isdecimal() or len(person) > 3 or at is None:
        problems["person"] = _("Give a day as a number, and an hour such as 10:00.")
    day = int(person) if person.isdecimal() and len(person) < 4 else 0
    return Policy(tuple(steps), day, at or time(10), tuple(kind for kind in REMINDERS if kind in post.getlist("reminders"))), problems


def hour_of(typed: str) -> time | None:
    """A time of day; None for what is none."""
    try:
        return time.fromisoformat(typed.strip()).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        return None


def rows_of(policy: Policy, problems: dict[str, str]) -> list[dict[str, Any]]:
    """The lines of the form: the steps, and two empty ones for more, as long as there may be more."""
    filled: list[dict[str, Any]] = [
        {"day": step.day, "at": f"{step.at:%H:%M}", "channel": step.channel} for step in policy.steps[:MOST_STEPS]
    ]
    empty: dict[str, Any] = {"day": "", "at": "10:00", "channel": "sms"}
    lines = [*filled, *(dict(empty) for _ in range(min(2, MOST_STEPS - len(filled))))]
    return [line | {"number": number, "problem": problems.get(f"step_{number}", "")} for number, line in enumerate(lines, 1)]


def sample_of(post: Any, scope: Scope, own: str, now: datetime) -> tuple[Sample, dict[str, Any]]:
    """The made-up patient of the preview, and the answers about them as the form shows them. `own` is the practice's time zone."""
    zone = post.get("sample_zone", "") if post.get("sample_zone", "") in EXAMPLE_ZONES else own
    local = now.astimezone(ZoneInfo(zone))
    sent = day_of(post.get("sample_sent", "")) or local.date()
    waited = post.get("sample_waited", "0")
    waited = waited if waited in ("0", "1", "8") else "0"
    reachable = post.get("sample_reachable", "") if post.get("sample_reachable", "") in REACHABLE else "both"
    hour = hour_of(post.get("sample_visit", "")) or time(14, 30)

    def at(days: int, moment: time) -> datetime:
        return datetime.combine(sent + timedelta(days=days), moment, ZoneInfo(zone))

    accepted = at(int(waited), time(14))
    sample = Sample(
        scope.tier, zone, at(0, time(11)), accepted, at(int(waited) + 12, hour), accepted + timedelta(days=1), REACHABLE[reachable][0]
    )
    answers = {
        "sent": sent.isoformat(),
        "waited": waited,
        "reachable": reachable,
        "reachables": [(code, words) for code, (_channels, words) in REACHABLE.items()],
        "zone": zone,
        "zones": list(dict.fromkeys([own, *EXAMPLE_ZONES])),
        "visit": f"{hour:%H:%M}",
        "visit_words": date_format(sample.visit_at, "D, M j, g:i A"),
    }
    return sample, answers


def day_of(typed: str) -> date | None:
    """A day; None for what is none, or is too far off."""
    try:
        day = datetime.fromisoformat(typed.strip()).date()
    except ValueError:
        return None
    return day if 2000 <= day.year <= 2100 else None


def in_time(foreseen: tuple[Foreseen, ...], sample: Sample) -> list[dict[str, Any]]:
    """The lines of the time line, on the patient's clock."""
    zone = ZoneInfo(sample.zone)
    return [
        {
            "kind": "now" if one.channel == "person" else "message",
            "at": one.at,
            "when": date_format(one.at.astimezone(zone), "D, M j, g:i A"),
            "day": one.day,
            "words": step_words(one.kind),
            "channel": CHANNEL_WORDS[one.channel],
        }
        for one in foreseen
    ]

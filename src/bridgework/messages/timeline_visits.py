"""The history's sentences about times and visits: offered, held, asked for, booked, moved, kept, missed, seen."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from bridgework.messages.timeline_words import Details, Sentence, when, with_note


def _times(details: Details) -> str:
    return "; ".join(when({"at": at}, "at") for at in details.get("times") or ())


def _booked(who: str, details: Details) -> str:
    return _("%(who)s booked the visit: %(time)s with %(provider)s.") % {
        "who": who,
        "time": when(details, "starts_at"),
        "provider": details.get("provider") or "",
    }


def _moved(who: str, details: Details) -> str:
    before = when(details, "moved_from")
    text = _("%(who)s moved the visit to %(time)s with %(provider)s.") % {
        "who": who,
        "time": when(details, "starts_at"),
        "provider": details.get("provider") or "",
    }
    return f"{text} {_('It was on %(time)s.') % {'time': before}}" if before else text


def _visit_cancelled(who: str, details: Details) -> str:
    at = when(details, "starts_at")
    text = (
        _("%(who)s cancelled the visit of %(time)s.") % {"who": who, "time": at} if at else _("%(who)s cancelled the visit.") % {"who": who}
    )
    if details.get("late"):
        text = f"{text} {_('It was late for that.')}"
    return with_note(text, details, "reason")


def _visit_freed(who: str, details: Details) -> str:
    return _("The time of %(time)s was given back.") % {"time": when(details, "starts_at")}


def _missed(who: str, details: Details) -> str:
    return _("The patient did not come on %(time)s; %(who)s recorded it.") % {"who": who, "time": when(details, "starts_at")}


def _arrived(who: str, details: Details) -> str:
    return _("The patient arrived; %(who)s recorded it.") % {"who": who}


def _seen(who: str, details: Details) -> str:
    text = _("The patient was seen; %(who)s recorded it.") % {"who": who}
    if details.get("another_visit_needed"):
        text = f"{text} {_('Another visit was needed.')}"
    return with_note(text, details)


def _times_offered(who: str, details: Details) -> str:
    times = _times(details)
    if not times:
        return _("%(who)s sent the patient the link to every open time.") % {"who": who}
    return _("%(who)s offered the patient these times: %(times)s.") % {"who": who, "times": times}


def _holds_released(who: str, details: Details) -> str:
    return _("The time held until then was given back: %(times)s.") % {"times": _times(details)}


def _time_held(who: str, details: Details) -> str:
    held = {"who": who, "time": when(details, "starts_at"), "until": when(details, "until")}
    if details.get("instead_of"):
        held["before"] = when(details, "instead_of")
        return _("%(who)s held %(time)s for the patient instead of %(before)s, until %(until)s.") % held
    return _("%(who)s held %(time)s for the patient until %(until)s.") % held


def _time_requested(who: str, details: Details) -> str:
    asked = {"who": who, "time": when(details, "starts_at")}
    if details.get("instead_of"):
        stays = asked | {"before": when(details, "instead_of")}
        return _("%(who)s asked to come on %(time)s instead; the visit of %(before)s stays until the practice confirms it.") % stays
    return _("%(who)s asked for %(time)s; the practice confirms it.") % asked


def _visit_kept(who: str, details: Details) -> str:
    times = {"who": who, "time": when(details, "starts_at"), "asked": when(details, "asked")}
    return _("%(who)s kept the visit of %(time)s; the time asked for, %(asked)s, was given back.") % times


def _time_released(who: str, details: Details) -> str:
    return _("%(who)s gave back the held time of %(time)s.") % {"who": who, "time": when(details, "starts_at")}


SENTENCES: Mapping[str, Sentence] = {
    "booked": (_booked, ""),
    "moved": (_moved, ""),
    "visit_cancelled": (_visit_cancelled, "bad"),
    "visit_freed": (_visit_freed, ""),
    "missed": (_missed, "bad"),
    "arrived": (_arrived, ""),
    "seen": (_seen, ""),
    "times_offered": (_times_offered, ""),
    "holds_released": (_holds_released, ""),
    "time_held": (_time_held, ""),
    "time_requested": (_time_requested, ""),
    "visit_kept": (_visit_kept, ""),
    "time_released": (_time_released, ""),
}

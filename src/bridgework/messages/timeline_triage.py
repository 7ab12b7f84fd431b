"""The sentences of history about triage: urgency that a person changed, what was judged, what was wanted first, and what was late."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgework.messages.next_steps import TITLES
from bridgework.messages.timeline_words import Details, Sentence, when
from bridgework.rules.triage import IMAGING

TIER_WORDS = {
    "emergency": gettext_lazy("emergency"),
    "urgent": gettext_lazy("urgent"),
    "soon": gettext_lazy("soon"),
    "elective": gettext_lazy("elective"),
}
DIFFICULTY_WORDS = {
    "low": gettext_lazy("low difficulty"),
    "moderate": gettext_lazy("moderate difficulty"),
    "high": gettext_lazy("high difficulty"),
}
TREATMENT_WORDS = {"primary": gettext_lazy("first treatment"), "retreatment": gettext_lazy("retreatment")}


def _tier_changed(who: str, details: Details) -> str:
    former, tier = (str(TIER_WORDS.get(str(details.get(key)), "")) for key in ("from", "to"))
    text = _("%(who)s changed the urgency from %(from)s to %(to)s.") % {"who": who, "from": former, "to": tier}
    return f"{text} “{details['reason']}”" if details.get("reason") else text


def _triaged(who: str, details: Details) -> str:
    crown = {"yes": _("the crown is evaluated first"), "no": _("the crown needs no evaluation")}
    said = [
        str(DIFFICULTY_WORDS.get(str(details.get("difficulty")), "")),
        str(TREATMENT_WORDS.get(str(details.get("treatment")), "")),
        crown.get(str(details.get("crown")), ""),
        _("visit: %(name)s") % {"name": details["visit_type"]} if details.get("visit_type") else "",
        _("%(minutes)s minutes") % {"minutes": details["minutes"]} if details.get("minutes") else "",
    ]
    return _("%(who)s judged the case: %(what)s.") % {"who": who, "what": ", ".join(part for part in said if part)}


def _imaging_wanted(who: str, details: Details) -> str:
    picture = IMAGING.get(str(details.get("imaging")), "")
    return _("%(who)s wanted a picture first: %(picture)s.") % {"who": who, "picture": _(picture) if picture else ""}


def _instructions_given(who: str, details: Details) -> str:
    for_whom = set(details.get("for") or ())
    if for_whom == {"for_patient"}:
        return _("%(who)s wrote instructions for the patient.") % {"who": who}
    if for_whom == {"for_office"}:
        return _("%(who)s wrote what the referring office does before the visit.") % {"who": who}
    return _("%(who)s wrote instructions for the patient and for the referring office.") % {"who": who}


def _escalated(who: str, details: Details) -> str:
    at = when(details, "due_at")
    step, names = TITLES.get(str(details.get("step")), ""), ", ".join(details.get("told") or ())
    if not names:
        return _("“%(step)s” was late since %(time)s, and there was nobody to tell.") % {"step": step, "time": at}
    return _("“%(step)s” was late since %(time)s; %(names)s were told.") % {"step": step, "time": at, "names": names}


SENTENCES: Mapping[str, Sentence] = {
    "tier_changed": (_tier_changed, ""),
    "triaged": (_triaged, ""),
    "imaging_wanted": (_imaging_wanted, ""),
    "instructions_given": (_instructions_given, "message"),
    "escalated": (_escalated, "bad"),
}

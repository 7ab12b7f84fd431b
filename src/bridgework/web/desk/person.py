"""The fields of the person behind a case: who speaks for them, what they need, who pays. One set of fields, on every form that asks."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from bridgework.actions.attach_file import attach_file
from bridgework.actions.change_person import change_person
from bridgework.lookups.person import PatientFacts
from bridgework.rules.contact import display_phone
from bridgework.rules.patient_entry import LANGUAGES
from bridgework.rules.person import AUTHORITIES, AUTHORIZATIONS, ESCORTS, INTERPRETED, PAYMENTS, RELATIONS, SUBSCRIBERS, is_minor
from bridgework.rules.person_entry import FIELDS, PersonEntry, check_person
from bridgework.rules.refusals import NotComplete

LISTS = {
    "relations": RELATIONS,
    "authorities": AUTHORITIES,
    "interpreted": INTERPRETED,
    "escorts": ESCORTS,
    "payments": PAYMENTS,
    "subscribers": SUBSCRIBERS,
    "authorizations": AUTHORIZATIONS,
    "spoken": LANGUAGES,
}


def words_of(name: str) -> dict[str, str]:
    """Code -> words of one of the lists."""
    return {choice.code: _(choice.label) for choice in LISTS[name]}


def person_words(patient: PatientFacts) -> dict[str, str]:
    """The codes of a patient in words, for pages that only show them; "" where nothing is said."""
    proxy, coverage = patient.proxy, patient.coverage
    return {
        "relation": words_of("relations").get(proxy.relation, "") if proxy else "",
        "authority": words_of("authorities").get(proxy.authority, "") if proxy else "",
        "proxy_speaks": words_of("spoken").get(proxy.language, proxy.language) if proxy else "",
        "interpreted": words_of("interpreted").get(patient.interpreter_language, ""),
        "escort": words_of("escorts").get(patient.escort, ""),
        "payment": words_of("payments").get(coverage.kind, "") if coverage else "",
        "subscriber": words_of("subscribers").get(coverage.subscriber, "") if coverage else "",
    }


def person_context(request: HttpRequest, patient: PatientFacts | None, problems: Mapping[str, str]) -> dict[str, Any]:
    """What the fields need: what was posted, else what is known of the patient, and the choices."""
    typed = typed_person(request) if "person" in request.POST else _known(patient)
    shown = {key: value for key, value in typed.items() if value and key != "proxy_is_contact"}
    today = timezone.localtime(request.now).date()
    context: dict[str, Any] = {
        "person": typed,
        "person_choices": {name: list(words_of(name).items()) for name in LISTS},
        "person_open": bool(shown) or any(field in FIELDS for field in problems),
        "person_problems": {field: sentence for field, sentence in problems.items() if field in FIELDS},
    }
    if patient is not None:
        context["person_words"] = person_words(patient)
        context["wants_proxy"] = patient.proxy is None and is_minor(patient.birth_date, today)
    return context


def typed_person(request: HttpRequest) -> dict[str, str]:
    """The fields as they were posted."""
    return {field: request.POST.get(field, "") for field in FIELDS}


def read_person(request: HttpRequest) -> tuple[PersonEntry | None, dict[str, str]]:
    """The posted person, or what is wrong with it. A form without these fields says nothing: None, and no problem."""
    if "person" not in request.POST:
        return None, {}
    return check_person(typed_person(request), timezone.localtime(request.now).date())


def take_person(request: HttpRequest, patient_id: UUID, referral_id: UUID | None = None) -> None:
    """Keeps the posted person, and the photo of the card on the referral. Raises NotComplete with field -> sentence."""
    entry, problems = read_person(request)
    if problems:
        raise NotComplete(_("Something about the person cannot be right. Everything you typed is still on the page."), problems)
    if entry is not None:
        change_person(request.viewer, patient_id, entry, now=request.now)
    for card in request.FILES.getlist("card") if referral_id else ():
        attach_file(request.viewer, referral_id, name=card.name or "", content=card, kind="card", now=request.now)


def _known(patient: PatientFacts | None) -> dict[str, str]:
    """What is known, as the fields show it; of nobody a new proxy would be the contact."""
    typed = dict.fromkeys(FIELDS, "") | {"proxy_is_contact": "1"}
    if patient is None:
        return typed
    flags = {"wheelchair": patient.wheelchair, "transport": patient.transport}
    typed |= {name: "1" if value else "" for name, value in flags.items()}
    typed |= {"interpreter_language": patient.interpreter_language, "escort": patient.escort}
    if proxy := patient.proxy:
        typed |= {f"proxy_{name}": getattr(proxy, name) for name in ("given_name", "family_name", "relation", "authority", "email")}
        typed |= {
            "proxy_phone": display_phone(proxy.phone) if proxy.phone else "",
            "proxy_birth_date": proxy.birth_date.isoformat() if proxy.birth_date else "",
            "proxy_language": proxy.language,
            "proxy_is_contact": "1" if proxy.is_contact else "",
        }
    if coverage := patient.coverage:
        typed |= {
            f"coverage_{name}": getattr(coverage, name) for name in ("kind", "carrier", "plan", "member_id", "group_number", "subscriber")
        }
    return typed

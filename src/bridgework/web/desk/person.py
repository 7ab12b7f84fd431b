"""The fields of the person behind a case: who speaks for them, what they need, who pays. One set of fields, on every form that asks."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from bridgework.actions.attach_file import attach_file
from bridgework.actions.change_person import change_person
from bridgework.lookups.person import CoverageFacts, PatientFacts, ProxyFacts
from bridgework.rules.contact import display_phone
from bridgework.rules.patient_entry import LANGUAGES, birth_date_typed
from bridgework.rules.person import (
    AUTHORITIES,
    AUTHORIZATIONS,
    COVERS,
    ESCORTS,
    INTERPRETED,
    PAYMENTS,
    RELATIONS,
    SUBSCRIBERS,
    Contact,
    is_minor,
)
from bridgework.rules.person_entry import COVERAGES, FIELDS, OF_COVERAGE, OF_PROXY, PROXIES, PersonEntry, check_person
from bridgework.rules.refusals import NotComplete

LISTS = {
    "relations": RELATIONS,
    "authorities": AUTHORITIES,
    "interpreted": INTERPRETED,
    "escorts": ESCORTS,
    "payments": PAYMENTS,
    "subscribers": SUBSCRIBERS,
    "covers": COVERS,
    "authorizations": AUTHORIZATIONS,
    "spoken": LANGUAGES,
}


def words_of(name: str) -> dict[str, str]:
    """Code -> words of one of the lists."""
    return {choice.code: _(choice.label) for choice in LISTS[name]}


def person_words(patient: PatientFacts) -> dict[str, Any]:
    """The codes of a patient in words, for pages that only show them; "" where nothing is said."""
    proxy, coverage = patient.proxy, patient.coverage
    return {
        "relation": words_of("relations").get(proxy.relation, "") if proxy else "",
        "interpreted": words_of("interpreted").get(patient.interpreter_language, ""),
        "escort": words_of("escorts").get(patient.escort, ""),
        "payment": words_of("payments").get(coverage.kind, "") if coverage else "",
        "proxies": [_proxy_words(proxy, patient.contact) for proxy in (*patient.speaking, *patient.past_proxies)],
        "coverages": [_coverage_words(each, place) for place, each in enumerate(patient.coverages)],
    }


def _proxy_words(proxy: ProxyFacts, contact: Contact) -> dict[str, Any]:
    return {
        "is": proxy,
        "relation": words_of("relations").get(proxy.relation, ""),
        "authority": words_of("authorities").get(proxy.authority, ""),
        "speaks": words_of("spoken").get(proxy.language, proxy.language),
        "is_written_to": contact.is_proxy and contact.proxy_id == proxy.id,
        "opens": proxy.decides and proxy.birth_date is not None and proxy.ended_on is None,
    }


def _coverage_words(coverage: CoverageFacts, place: int) -> dict[str, Any]:
    """One of several says which it is."""
    order = (_("Primary"), _("Secondary"), _("Third"))
    return {
        "is": coverage,
        "order": order[place],
        "covers": words_of("covers").get(coverage.covers, ""),
        "subscriber": words_of("subscribers").get(coverage.subscriber, ""),
    }


def person_context(
    request: HttpRequest, patient: PatientFacts | None, problems: Mapping[str, str], proposed: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """What the fields need: what was posted, else what is known of the patient or `proposed` by a document, and the choices."""
    typed = typed_person(request) if "person" in request.POST else dict(proposed or _known(patient))
    shown = {key: value for key, value in typed.items() if value and key != "proxy_is_contact"}
    today = timezone.localtime(request.now).date()
    context: dict[str, Any] = {
        "person": typed,
        "person_choices": {name: list(words_of(name).items()) for name in LISTS},
        "person_open": bool(shown) or any(field in FIELDS for field in problems),
        "person_problems": {field: sentence for field, sentence in problems.items() if field in FIELDS},
        "proxy_sets": _sets(PROXIES, OF_PROXY, typed, problems, is_begun=lambda given: bool(given["given_name"] or given["family_name"])),
        "coverage_sets": _sets(COVERAGES, OF_COVERAGE, typed, problems, is_begun=lambda given: bool(given["kind"] or given["carrier"])),
    }
    if patient is not None:
        context["person_words"] = person_words(patient)
        context["wants_proxy"] = patient.proxy is None and is_minor(patient.birth_date, today)
    return context


def _sets(
    begins: Sequence[str],
    names: Sequence[str],
    typed: Mapping[str, str],
    problems: Mapping[str, str],
    *,
    is_begun: Callable[[Mapping[str, str]], bool],
) -> list[dict[str, Any]]:
    """The sets of fields to show: those that are filled in, and one empty one, folded away unless it is the first."""
    found: list[dict[str, Any]] = []
    for place, begin in enumerate(begins):
        values = {name: typed[f"{begin}_{name}"] for name in names}
        wrong = {name: problems[f"{begin}_{name}"] for name in names if f"{begin}_{name}" in problems}
        begun = is_begun(values) or bool(wrong)
        if begun or not found or found[-1]["begun"]:
            found.append({"begin": begin, "place": place, "begun": begun, "values": values, "problems": wrong})
    return found


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
    if referral_id is None:
        return
    for card in request.FILES.getlist("card"):
        attach_file(request.viewer, referral_id, name=card.name or "", content=card, kind="card", now=request.now)


def _known(patient: PatientFacts | None) -> dict[str, str]:
    """What is known, as the fields show it; of nobody a new proxy would be the contact."""
    typed = dict.fromkeys(FIELDS, "") | {"proxy_is_contact": "1"}
    if patient is None:
        return typed
    flags = {"wheelchair": patient.wheelchair, "transport": patient.transport}
    typed |= {name: "1" if value else "" for name, value in flags.items()}
    typed |= {"interpreter_language": patient.interpreter_language, "escort": patient.escort}
    for begin, proxy in zip(PROXIES, patient.proxies, strict=False):
        typed |= {
            f"{begin}_{name}": getattr(proxy, name) for name in ("given_name", "family_name", "relation", "authority", "email", "language")
        }
        typed |= {
            f"{begin}_phone": display_phone(proxy.phone) if proxy.phone else "",
            f"{begin}_birth_date": birth_date_typed(proxy.birth_date),
            f"{begin}_is_contact": "1" if proxy.is_contact else "",
            f"{begin}_ended_on": proxy.ended_on.isoformat() if proxy.ended_on else "",
        }
    for begin, coverage in zip(COVERAGES, patient.coverages, strict=False):
        typed |= {f"{begin}_{name}": getattr(coverage, name) for name in OF_COVERAGE}
    return typed

"""Patients of the practice: find one by what is known, enter a new one, correct one. What is searched for stays out of addresses."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bridgework.actions.answer_pair import answer_pair
from bridgework.actions.change_patient import change_patient
from bridgework.actions.enter_patient import enter_patient
from bridgework.actions.start_referral import start_referral
from bridgework.lookups.patients import Likeness, find_patient, find_patients, similar_patients
from bridgework.lookups.person import PatientFacts, others_at
from bridgework.lookups.sent_referrals import referrals_of_patient
from bridgework.rules.identity import PersonFacts
from bridgework.rules.patient_entry import CHANNELS, LANGUAGES, PatientEntry, birth_date_typed, check_entry, read_birth_date
from bridgework.rules.person import CONSENT_WORDINGS, is_minor
from bridgework.rules.search_words import SearchWords, read_search
from bridgework.web.desk.asking import uuid_of
from bridgework.web.desk.merging import likenesses_of
from bridgework.web.desk.person import person_context, person_words, read_person
from bridgework.web.desk.sent import row_entry
from bridgework.web.shared.entry import staff_may
from bridgework.web.shared.viewing import audited

FIELDS = (
    *("given_name", "family_name", "birth_date", "phone", "email", "language", "interpreter", "preferred_channel"),
    *("street", "city", "region", "zip", "may_contact"),
)


@staff_may("refer")
@require_http_methods(["GET", "HEAD", "POST"])
def patients(request: HttpRequest) -> HttpResponse:
    """The list with its search. A search is posted, so that no name is ever part of an address."""
    typed = request.POST.get("q", "").strip()
    words = search_of(request, typed)
    found = () if typed and words.is_empty else find_patients(request.viewer, words, limit=30)
    audited(request, request.viewer, "patients", [], [one.id for one in found])
    context = {"found": found, "q": typed, "is_search": bool(typed), "to": uuid_of(request.GET.get("to"))}
    return render(request, "desk/patients/found.html" if request.htmx else "desk/patients/list.html", context)


@staff_may("refer")
@require_http_methods(["POST"])
def find_for_referral(request: HttpRequest) -> HttpResponse:
    """The fragment of the new referral's page: who fits what is being typed."""
    return render(request, "desk/refer/found.html", picking(request))


def picking(request: HttpRequest) -> dict[str, Any]:
    """The context of the list of patients to pick from."""
    typed = request.POST.get("q", "").strip()
    words = search_of(request, typed)
    found = () if typed and words.is_empty else find_patients(request.viewer, words, limit=8)
    audited(request, request.viewer, "patients", [], [one.id for one in found])
    return {
        "found": found,
        "q": typed,
        "is_search": bool(typed),
        "to": uuid_of(request.POST.get("to") or request.GET.get("to")),
        "template_id": uuid_of(request.POST.get("template") or request.GET.get("template")),
        "submission_key": uuid_of(request.POST.get("submission_key")) or uuid4(),
    }


def search_of(request: HttpRequest, typed: str) -> SearchWords:
    """The words as they are read in this office."""
    return read_search(typed, request.place.tooth_system)


@staff_may("refer")
@require_safe
def patient(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """One patient; an entry that was joined with another leads to the one that stands."""
    found = find_patient(request.viewer, patient_id)
    if found.merged_into:
        messages.info(request, _("This entry was joined with the one shown here."))
        return redirect("patient", found.merged_into)
    rows = referrals_of_patient(request.viewer, patient_id, now=request.now, tooth_system=request.place.tooth_system)
    audited(request, request.viewer, "patient", [row.id for row in rows], [patient_id])
    context = {
        "patient": found,
        "rows": [row_entry(row) for row in rows],
        "channels": dict(_choices(CHANNELS)),
        "languages": dict(_choices(LANGUAGES)),
        "person_words": person_words(found),
        "others_at_phone": others_at(request.viewer, found.contact.phone, found.id),
        "consent_words": _(CONSENT_WORDINGS[found.consent_wording]) if found.consent_wording in CONSENT_WORDINGS else "",
        **likenesses_of(request, found),
    }
    return render(request, "desk/patients/patient.html", context)


@staff_may("refer")
@require_http_methods(["GET", "HEAD", "POST"])
def new_patient(request: HttpRequest) -> HttpResponse:
    """Enters a patient and goes on to the referral. Who is alike is asked about first; nothing that was typed is lost."""
    if request.method != "POST":
        return render(request, "desk/patients/new.html", entry_context(request, {}, {}))
    return take_entry(request)


@staff_may("refer")
@require_POST
def begin_patient(request: HttpRequest) -> HttpResponse:
    """The empty form with what was searched for already in its fields."""
    return render(request, "desk/patients/new.html", entry_context(request, guess(request.POST.get("typed", "")), {}))


def take_entry(request: HttpRequest) -> HttpResponse:
    """The posted entry: kept, asked about, or shown again with what is wrong."""
    typed = {field: request.POST.get(field, "") for field in FIELDS}
    today = timezone.localtime(request.now).date()
    entry, problems = check_entry(typed, today)
    person, wrong = read_person(request)
    if entry is None or wrong:
        return render(request, "desk/patients/new.html", entry_context(request, typed, problems | wrong), status=422)
    found = _alike(request, entry)
    alike = () if request.POST.get("another") else found
    apart = _apart(request, found)
    alone = is_minor(entry.birth_date, today) and person is not None and person.proxy is None and not request.POST.get("alone")
    if alike or alone:
        audited(request, request.viewer, "patients", [], [likeness.patient.id for likeness in found])
        certain = {"is_certain": bool(request.POST.get("another")), "apart": apart}
        context = entry_context(request, typed, {}, alike) | {"alone": alone} | certain
        return render(request, "desk/patients/new.html", context, status=409)
    entered = enter_patient(request.viewer, entry, person=person, now=request.now)
    if others := [key for key in apart if key != entered.pk]:
        answer_pair(request.viewer, entered.pk, others, are_two=True, now=request.now)
    return begin(request, entered.pk)


def begin(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    """On from a patient: to the draft where the practice is known, else to choosing it."""
    to, key, template = (uuid_of(request.POST.get(name)) for name in ("to", "submission_key", "template"))
    if to and key:
        draft = start_referral(
            request.viewer, patient_id=patient_id, submission_key=key, recipient_practice_id=to, template_id=template, now=request.now
        )
        return redirect("draft", draft.pk)
    begun = f"&template={template}" if template else ""
    return redirect(f"{reverse('new_referral')}?patient={patient_id}{begun}")


@staff_may("refer")
@require_http_methods(["GET", "HEAD", "POST"])
def correct_patient(request: HttpRequest, patient_id: UUID) -> HttpResponse:
    found = find_patient(request.viewer, patient_id)
    if found.merged_into:
        return redirect("correct_patient", found.merged_into)
    audited(request, request.viewer, "patient", [], [patient_id])
    back = uuid_of(request.POST.get("draft") or request.GET.get("draft"))
    if request.method == "POST":
        typed = {field: request.POST.get(field, "") for field in FIELDS}
        entry, problems = check_entry(typed, timezone.localtime(request.now).date())
        person, wrong = read_person(request)
        if entry is not None and not wrong:
            change_patient(request.viewer, patient_id, entry, person=person, now=request.now)
            messages.success(request, _("Saved."))
            return redirect("draft", back) if back else redirect("patient", patient_id)
        context = entry_context(request, typed, problems | wrong, patient=found)
    else:
        context = entry_context(request, _typed(found), {}, patient=found)
    context |= {"patient": found, "draft": back}
    return render(request, "desk/patients/correct.html", context, status=422 if context["problems"] else 200)


def entry_context(
    request: HttpRequest,
    typed: Mapping[str, str],
    problems: Mapping[str, str],
    alike: tuple[Likeness, ...] = (),
    patient: PatientFacts | None = None,
) -> dict[str, Any]:
    """What the fields of a patient need."""
    return person_context(request, patient, problems) | {
        "typed": typed,
        "problems": problems,
        "alike": alike,
        "language_choices": _choices(LANGUAGES),
        "channel_choices": _choices(CHANNELS),
        "to": uuid_of(request.POST.get("to") or request.GET.get("to")),
        "template_id": uuid_of(request.POST.get("template") or request.GET.get("template")),
        "submission_key": uuid_of(request.POST.get("submission_key")) or uuid4(),
    }


def guess(text: str) -> dict[str, str]:
    """What was searched for, as the beginning of an entry: names, a birth date, a phone number."""
    words = read_search(text)
    born = words.birth_date or read_birth_date(text)
    given, family = (words.names[0], " ".join(words.names[1:])) if len(words.names) > 1 else ("", " ".join(words.names))
    return {
        "given_name": given.capitalize() if given.islower() else given,
        "family_name": family.title() if family.islower() else family,
        "birth_date": birth_date_typed(born),
        "phone": words.phone,
        "language": "en",
        "preferred_channel": "sms",
    }


def _apart(request: HttpRequest, alike: tuple[Likeness, ...]) -> list[UUID]:
    """Those who were shown as alike, and of whom it was said that the new patient is another person."""
    shown = {uuid_of(each) for each in request.POST.getlist("apart")}
    return [found.patient.id for found in alike if found.patient.id in shown] if request.POST.get("another") else []


def _alike(request: HttpRequest, entry: PatientEntry) -> tuple[Likeness, ...]:
    return similar_patients(request.viewer, PersonFacts(entry.family_name, entry.given_name, entry.birth_date, entry.phone, entry.email))


def _typed(found: PatientFacts) -> dict[str, str]:
    return {
        "given_name": found.given_name,
        "family_name": found.family_name,
        "birth_date": birth_date_typed(found.birth_date),
        "phone": found.phone_display,
        "email": found.email,
        "language": found.language,
        "interpreter": "1" if found.interpreter else "",
        "preferred_channel": found.preferred_channel,
        "street": found.street,
        "city": found.city,
        "region": found.region,
        "zip": found.zip,
        "may_contact": "1" if found.may_contact else "",
    }


def _choices(choices: Any) -> list[tuple[str, str]]:
    return [(choice.code, _(choice.label)) for choice in choices]

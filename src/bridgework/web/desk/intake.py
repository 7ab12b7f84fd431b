"""The intake queue: what came in by FHIR (later by fax and e-mail), completed by a person or set aside with a reason."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bridgework.actions.complete_intake import NewOffice, complete_intake
from bridgework.actions.set_aside_document import set_aside_document
from bridgework.lookups.intake import find_intake, list_intake, read_original
from bridgework.lookups.patients import Likeness, similar_patients
from bridgework.lookups.practice import find_own_questions, find_specialty, referrers_for
from bridgework.rules.contact import normalize_phone
from bridgework.rules.identity import PersonFacts
from bridgework.rules.patient_entry import CHANNELS, LANGUAGES, PatientEntry, check_entry
from bridgework.rules.person_entry import PersonEntry
from bridgework.rules.refusals import MoveNotAllowed, NotComplete, Refusal
from bridgework.web.desk.asking import uuid_of
from bridgework.web.desk.intake_facts import read_facts
from bridgework.web.desk.intake_form import PATIENT_FIELDS, case_read, day_read, prefilled
from bridgework.web.desk.intake_person import proposed_person, says_something
from bridgework.web.desk.person import person_context, read_person
from bridgework.web.shared.case_form import TypedCase, case_fields, read_case
from bridgework.web.shared.entry import staff_may
from bridgework.web.shared.viewing import audited


@staff_may("take_in")
@require_safe
def intake(request: HttpRequest) -> HttpResponse:
    """What waits, by due time; `done=1` shows what was decided."""
    done = request.GET.get("done") == "1"
    rows = list_intake(request.viewer, done=done)
    audited(request, request.viewer, "intake queue", [row.referral_id for row in rows if row.referral_id], [row.id for row in rows])
    return render(request, "desk/intake.html", {"rows": rows, "done": done})


@staff_may("take_in")
@require_http_methods(["GET", "HEAD", "POST"])
def intake_document(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """One document: what could be read, what could not, what contradicts itself; and the form that makes a referral of it."""
    page = find_intake(request.viewer, document_id)
    specialty = find_specialty(request.viewer)
    referrers = referrers_for(request.viewer)
    own = find_own_questions(request.viewer)
    system = request.place.tooth_system
    is_posted = request.method == "POST"
    answers = request.POST.dict() if is_posted else prefilled(page.reading, referrers, specialty)
    typed = read_case(request.POST, specialty, system, own) if is_posted else case_read(answers)
    refusal: Refusal | None = None
    if is_posted:
        try:
            referral = complete(
                request, document_id, answers, typed, reading=page.reading, referrers_by_id={str(one.id): one for one in referrers}
            )
        except (NotComplete, MoveNotAllowed) as refused:
            refusal = refused
        else:
            messages.success(request, _("Completed: it is a referral now, to be reviewed. The sender is told that it arrived."))
            return redirect("referral", referral.pk)
    audited(request, request.viewer, "intake document", [page.row.referral_id] if page.row.referral_id else [], [document_id])
    problems = getattr(refusal, "problems", {})
    proposed = proposed_person(page.reading)
    context = {
        "page": page,
        "reading": page.reading,
        "read_facts": read_facts(page),
        "answers": answers,
        **case_fields(replace(typed, problems=problems), specialty, system, own),
        **person_context(request, None, problems, proposed if says_something(proposed) else None),
        "is_proposed": says_something(proposed),
        "keep_person": request.POST.get("keep_person", ""),
        "refusal": refusal,
        "problems": problems,
        "alike": alike(request, answers) if page.is_open else (),
        "referrers": referrers,
        "channel_choices": [(choice.code, _(choice.label)) for choice in CHANNELS],
        "language_choices": [(choice.code, _(choice.label)) for choice in LANGUAGES],
    }
    return render(request, "desk/intake_document.html", context, status=refusal.status if refusal else 200)


@staff_may("take_in")
@require_POST
def set_aside(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """No referral is made of it; the reason is kept with it."""
    try:
        set_aside_document(request.viewer, document_id, reason=request.POST.get("reason", ""), now=request.now)
    except (NotComplete, MoveNotAllowed) as refused:
        messages.error(request, f"{refused.sentence} {' '.join(getattr(refused, 'problems', {}).values())}".strip())
        return redirect("intake_document", document_id)
    messages.success(request, _("Set aside. It stays readable, with your reason."))
    return redirect("intake")


@staff_may("take_in")
@require_safe
def original(request: HttpRequest, document_id: UUID) -> HttpResponse:
    """The document as it came: always downloaded, never shown as a page, whatever it claims to be."""
    name, content = read_original(request.viewer, document_id)
    audited(request, request.viewer, "intake original", [], [document_id])
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def complete(
    request: HttpRequest,
    document_id: UUID,
    answers: Mapping[str, Any],
    typed: TypedCase,
    *,
    reading: Mapping[str, Any],
    referrers_by_id: Mapping[str, Any],
) -> Any:
    """Posts the answers to the action. Raises its refusals, all problems of the form together."""
    patient, problems = chosen_patient(request, answers)
    person, wrong = confirmed_person(request, reading)
    problems |= wrong
    known = referrers_by_id.get(str(answers.get("sender") or ""))
    if known is None and answers.get("sender") != "new":
        problems["sender"] = _("Choose who sent it, or enter the office.")
    problems |= typed.problems
    if not typed.shown.get("procedure"):
        problems["procedure"] = _("Say what is asked for.")
    if problems or patient is None:
        raise NotComplete(_("Not completed yet. Everything you typed is still here."), problems)
    office = NewOffice(
        str(answers.get("sender_name") or ""), str(answers.get("sender_phone") or ""), str(answers.get("sender_email") or "")
    )
    return complete_intake(
        request.viewer,
        document_id,
        patient=patient,
        person=person,
        sender=known.practice_id if known else office,
        referring_provider=known.name if known else str(answers.get("sender_clinician") or ""),
        case=typed.case,
        teeth=typed.tooth.teeth,
        sites=typed.tooth.sites,
        now=request.now,
    )


def confirmed_person(request: HttpRequest, reading: Mapping[str, Any]) -> tuple[PersonEntry | None, dict[str, str]]:
    """Guardian, needs and coverage as they stand on the form, and what is wrong with them. What a document proposes has to be confirmed,
    or left out in so many words.
    """
    said = request.POST.get("keep_person", "")
    if says_something(proposed_person(reading)):
        if said == "no":
            return None, {}
        if said != "yes":
            return None, {"keep_person": _("Say whether guardian, needs and coverage are right as they stand here, or leave them out.")}
    return read_person(request)


def chosen_patient(request: HttpRequest, answers: Mapping[str, Any]) -> tuple[PatientEntry | UUID | None, dict[str, str]]:
    """Somebody of the chart, or the new patient that was typed, with what is wrong about them."""
    chosen = uuid_of(str(answers.get("patient") or ""))
    if chosen:
        return chosen, {}
    typed = {field: str(answers.get(field) or "") for field in PATIENT_FIELDS}
    return check_entry(typed, timezone.localtime(request.now).date())


def alike(request: HttpRequest, answers: Mapping[str, Any]) -> tuple[Likeness, ...]:
    """Who of the practice's chart may be the patient."""
    if not answers.get("family_name"):
        return ()
    person = PersonFacts(
        family_name=str(answers.get("family_name") or ""),
        given_name=str(answers.get("given_name") or ""),
        birth_date=day_read(answers.get("birth_date")),
        phone=normalize_phone(str(answers.get("phone") or "")) or "",
    )
    return similar_patients(request.viewer, person)

"""Two entries that may be one person: side by side, joined by somebody who decides it, and separated again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST

from bridgework.actions.answer_pair import answer_pair
from bridgework.actions.merge_patients import merge_patients
from bridgework.actions.unmerge_patients import unmerge_patients
from bridgework.lookups.merges import Comparison, Side, compare_patients, joined_into
from bridgework.lookups.patients import similar_patients
from bridgework.lookups.person import PatientFacts
from bridgework.lookups.two_people import known_apart
from bridgework.rules import permissions
from bridgework.rules.identity import PersonFacts
from bridgework.rules.refusals import MoveNotAllowed, NotComplete, Refusal
from bridgework.web.desk.asking import uuid_of
from bridgework.web.desk.person import person_words
from bridgework.web.shared.entry import staff_may
from bridgework.web.shared.viewing import audited

FILLED = {
    "phone": gettext_lazy("phone"),
    "email": gettext_lazy("e-mail"),
    "street": gettext_lazy("street"),
    "city": gettext_lazy("city"),
    "region": gettext_lazy("state"),
    "zip": gettext_lazy("ZIP code"),
    "interpreter": gettext_lazy("that an interpreter is needed"),
    "interpreter_language": gettext_lazy("the interpreter's language"),
    "wheelchair": gettext_lazy("the wheelchair"),
    "transport": gettext_lazy("that a ride is needed"),
    "escort": gettext_lazy("who takes them home"),
    "is_nervous": gettext_lazy("that they are nervous"),
}
"""Columns that are taken over, in words."""


def likenesses_of(request: HttpRequest, patient: PatientFacts) -> dict[str, Any]:
    """For a patient's page: who may be the same, who is easily confused, and what was joined already."""
    facts = PersonFacts(patient.family_name, patient.given_name, patient.birth_date, patient.phone, patient.email)
    apart = known_apart(request.viewer, patient.id)
    others = {patient.id, *(each.patient.id for each in apart)}
    alike = [found for found in similar_patients(request.viewer, facts, limit=6 + len(apart)) if found.patient.id not in others]
    return {
        "alike": alike,
        "apart": apart,
        "joined": joined_into(request.viewer, patient.id),
        "may_merge": permissions.may(request.viewer, "merge_patients"),
    }


@staff_may("refer")
@require_http_methods(["GET", "HEAD"])
def compare(request: HttpRequest, patient_id: UUID, other_id: UUID) -> HttpResponse:
    """What agrees and what differs, and what joining them would do. Everybody who refers may look; the button is for those who may decide."""
    return _page(request, patient_id, other_id)


@staff_may("merge_patients")
@require_POST
def merge(request: HttpRequest, patient_id: UUID, other_id: UUID) -> HttpResponse:
    """Joins the two. `keep` is the key of the one that stays; that they are one person has to be said."""
    keep = uuid_of(request.POST.get("keep"))
    try:
        if keep not in (patient_id, other_id) or keep is None:
            raise NotComplete(_("Nothing was joined yet."), {"keep": _("Choose which entry stays.")})
        if not request.POST.get("certain"):
            raise NotComplete(_("Nothing was joined yet."), {"certain": _("Say that you have checked it: they are one person.")})
        done = merge_patients(request.viewer, kept_id=keep, merged_id=other_id if keep == patient_id else patient_id, now=request.now)
    except (NotComplete, MoveNotAllowed) as refused:
        return _page(request, patient_id, other_id, refused)
    count = len(done.referral_ids)
    moved = ngettext("%(n)s referral came along.", "%(n)s referrals came along.", count) % {"n": count} if count else ""
    undo = f"undo:{reverse('unmerge_patients', args=[done.pk])}"
    messages.success(request, f"{_('The two entries are one now.')} {moved}".strip(), extra_tags=undo)
    return redirect("patient", keep)


@staff_may("merge_patients")
@require_POST
def unmerge(request: HttpRequest, merge_id: UUID) -> HttpResponse:
    """Takes a joining back."""
    done = unmerge_patients(request.viewer, merge_id, now=request.now)
    messages.success(request, _("They are two entries again, each with its own referrals."))
    return redirect("patient", done.kept_id)


@staff_may("refer")
@require_POST
def two_people(request: HttpRequest, patient_id: UUID, other_id: UUID) -> HttpResponse:
    """Keeps that they are two people: nobody of the practice is asked about them again."""
    answer_pair(request.viewer, patient_id, [other_id], are_two=True, now=request.now)
    undo = f"undo:{reverse('ask_again', args=[patient_id, other_id])}"
    messages.success(request, _("Kept: they are two people. Nobody is asked again."), extra_tags=undo)
    return redirect("patient", patient_id)


@staff_may("refer")
@require_POST
def ask_again(request: HttpRequest, patient_id: UUID, other_id: UUID) -> HttpResponse:
    """Takes back that they are two people."""
    answer_pair(request.viewer, patient_id, [other_id], are_two=False, now=request.now)
    messages.success(request, _("Taken back. They are compared again."))
    return redirect("patient", patient_id)


def _page(request: HttpRequest, patient_id: UUID, other_id: UUID, refusal: Refusal | None = None) -> HttpResponse:
    compared = compare_patients(request.viewer, patient_id, other_id)
    audited(request, request.viewer, "compare patients", [], [patient_id, other_id])
    keep = uuid_of(request.POST.get("keep")) or compared.suggested
    context = {
        "compared": compared,
        "sides": [_side(side, keep) for side in (compared.one, compared.other)],
        "facts": _facts(compared),
        "may_merge": permissions.may(request.viewer, "merge_patients"),
        "apart": next((each for each in known_apart(request.viewer, patient_id) if each.patient.id == other_id), None),
        "refusal": refusal.sentence if refusal and not getattr(refusal, "problems", {}) else "",
        "problems": getattr(refusal, "problems", {}),
        "cannot": compared.one.why_not_keep if compared.one.why_not_keep and compared.other.why_not_keep else "",
    }
    return render(request, "desk/patients/compare.html", context, status=refusal.status if refusal else 200)


def _side(side: Side, keep: UUID) -> dict[str, Any]:
    """One of the two as the page shows it: whether it is chosen to stay, and what it would hand over if it were not."""
    patient = side.patient
    handed = [str(FILLED[column]) for column in side.fills]
    handed += [_("who speaks for them")] if patient.proxy else []
    handed += [_("coverage")] if patient.coverage else []
    return {"side": side, "patient": patient, "keep": patient.id == keep, "handed": ", ".join(handed), "words": person_words(patient)}


def _facts(compared: Comparison) -> list[dict[str, str]]:
    """Fact by fact, the two values, and how they stand to each other: agrees, nearly, differs, or "" where one is not known."""
    agrees = {words.split(" (")[0]: ("nearly" if "(" in words else "agrees") for words in compared.match.agrees}
    stands = agrees | dict.fromkeys(compared.match.differs, "differs")
    one, other = compared.one.patient, compared.other.patient
    rows = (
        ("given name", _("First name"), one.given_name, other.given_name),
        ("family name", _("Last name"), one.family_name, other.family_name),
        ("birth date", _("Birth date"), date_format(one.birth_date, "M j, Y"), date_format(other.birth_date, "M j, Y")),
        ("phone", _("Phone"), one.phone_display, other.phone_display),
        ("e-mail", _("E-mail"), one.email, other.email),
        ("", _("Address"), ", ".join(one.postal_address.lines), ", ".join(other.postal_address.lines)),
        ("", _("ZIP code"), one.zip, other.zip),
    )
    return [{"name": name, "one": first, "other": second, "stands": stands.get(code, "")} for code, name, first, second in rows]

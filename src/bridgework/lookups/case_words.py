"""The case of a referral in words: what was asked, what was found, what was not asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bridgework.lookups.answer_words import AnswerWords, answers_in_words, own_answers_in_words
from bridgework.rules import questions, teeth
from bridgework.rules.anxiety import Anxiety, score_mdas
from bridgework.rules.diagnosis import term_words
from bridgework.rules.forms.coding import proposed_codes
from bridgework.rules.forms.own import OwnQuestion
from bridgework.rules.questions import label_of
from bridgework.rules.sites import written

_GRAVE = frozenset(
    {
        "penicillin_allergy",
        "anticoagulants",
        "bisphosphonates",
        "denosumab",
        "prosthetic_valve",
        "endocarditis",
        "heart_defect",
        "immunosuppressed",
        "latex_allergy",
        "anesthetic_allergy",
        "nsaid_allergy",
        "other_allergy",
        "pregnancy",
        "bleeding_disorder",
        "head_neck_radiation",
        "cancer_treatment",
    }
)

_AS_NOUN = {
    "lingering_cold": "lingering cold",
    "lingering_heat": "lingering heat",
    "spreading_fast": "fast spreading",
    "trismus": "limited opening",
    "luxated_tooth": "loosened or moved tooth",
    "avulsed_permanent_tooth": "knocked-out permanent tooth",
    "cold_response": "response to cold",
    "percussion_pain": "tenderness to tapping",
    "palpation_pain": "tenderness to pressing",
    "mobility": "mobility",
    "lost_temporary": "lost temporary",
    "clearance_before_treatment": "need before medical treatment",
}
"""Signs whose label does not read well after “no”; message ids."""


@dataclass(frozen=True, slots=True)
class ToothWords:
    """One tooth in all three systems and in words."""

    universal: str
    fdi: str
    palmer: str
    name: str


@dataclass(frozen=True, slots=True)
class FindingWords:
    """A sign as it was answered: "yes", "no", or "" where nobody asked."""

    code: str
    label: str
    answer: str
    grave: bool


@dataclass(frozen=True, slots=True)
class Alert:
    """A medical alert; a grave one changes what may be done."""

    code: str
    label: str
    grave: bool


@dataclass(frozen=True, slots=True)
class CaseWords:
    """Everything in a case that was said, in words; "" where nothing was. `asked_code` is the code of `procedure`, what is asked for."""

    procedure: str
    asked_code: str
    wanted: str
    wanted_code: str
    reason: str
    findings: tuple[FindingWords, ...]
    swelling_where: tuple[str, ...]
    duration: str
    pulpal: str
    pulpal_code: str
    apical: str
    apical_code: str
    icd: tuple[str, ...]
    """ICD-10-CM codes that a person gave, or where nobody did, those that the answers propose."""
    icd_is_proposed: bool
    procedure_code: str
    answers: tuple[AnswerWords, ...]
    own: tuple[AnswerWords, ...]
    done_so_far: str
    antibiotics: str
    analgesics: str
    alerts: tuple[Alert, ...]
    medical_note: str
    anxiety: str
    mdas: Anxiety | None
    leave_tooth: str
    instructions: str
    teeth: tuple[ToothWords, ...]


def case_in_words(
    case: Mapping[str, Any], designations: Sequence[str], specialty: str, sender: str = "", asked: Sequence[OwnQuestion] = ()
) -> CaseWords:
    """The case (shape: `rules.questions`) of a referral to a specialty. A code that is no longer known is shown as it is.

    `sender` is the sender's specialty, `asked` are the practice's own questions in the versions that were answered.
    """
    form = questions.form_for(specialty, sender)
    given_codes = tuple(str(code) for code in case.get("codes") or ())
    pulpal, apical = str(case.get("pulpal") or ""), str(case.get("apical") or "")
    alerts = case.get("medical_alerts") or ()
    anxiety = str(case.get("anxiety") or "")
    return CaseWords(
        procedure=label_of(questions.PROCEDURES, str(case.get("procedure") or "")),
        asked_code=str(case.get("procedure") or ""),
        wanted=label_of(questions.WANTED, str(case.get("wanted") or "")),
        wanted_code=str(case.get("wanted") or ""),
        reason=str(case.get("reason") or ""),
        findings=_findings(case, form),
        swelling_where=tuple(label_of(questions.SWELLING_WHERE, place) for place in case.get("swelling_where") or ()),
        duration=label_of(questions.DURATION, str(case.get("duration") or "")),
        pulpal=term_words(pulpal),
        pulpal_code=pulpal,
        apical=term_words(apical),
        apical_code=apical,
        icd=given_codes or proposed_codes(form, case),
        icd_is_proposed=not given_codes,
        procedure_code=str(case.get("procedure_code") or ""),
        answers=answers_in_words(case, form),
        own=own_answers_in_words(case, asked),
        done_so_far=str(case.get("done_so_far") or ""),
        antibiotics=str(case.get("antibiotics") or ""),
        analgesics=str(case.get("analgesics") or ""),
        alerts=tuple(Alert(code, label_of(questions.ALERTS, code), code in _GRAVE) for code in alerts),
        medical_note=str(case.get("medical_note") or ""),
        anxiety="" if anxiety in ("", "not_asked") else label_of(questions.ANXIETY, anxiety),
        mdas=score_mdas(case.get("mdas") or ()),
        leave_tooth=label_of(questions.LEAVE_TOOTH, str(case.get("leave_tooth") or "")),
        instructions=str(case.get("instructions") or ""),
        teeth=teeth_in_words(designations),
    )


def teeth_in_words(designations: Sequence[str]) -> tuple[ToothWords, ...]:
    """Stored designations with their names; what is no tooth is left out."""
    known = [teeth.BY_UNIVERSAL[designation] for designation in designations if designation in teeth.BY_UNIVERSAL]
    return tuple(ToothWords(tooth.universal, tooth.fdi, tooth.palmer_drawn, tooth.name) for tooth in known)


def teeth_written(designations: Sequence[str], system: str, sites: Sequence[str] = ()) -> str:
    """Stored teeth and sites as an office of that numbering writes them, for lists: "#19 MO", "36", "┌6, soft palate"."""
    return written(designations, sites, system)


def _findings(case: Mapping[str, Any], form: questions.Form) -> tuple[FindingWords, ...]:
    """Yes first, then no, then what matters and was not asked; each in the order of the form."""
    answers = case.get("findings") or {}
    present = {sign for sign, answer in answers.items() if answer == "yes"} | {str(case.get("procedure") or "")}
    words = [
        FindingWords(
            sign.code,
            _AS_NOUN.get(sign.code, sign.label),
            str(answers.get(sign.code) or ""),
            sign.is_safety and sign.code not in ("fever", "trismus"),
        )
        for sign in questions.ALL_SIGNS.values()
        if answers.get(sign.code) or (sign in form.signs and _is_missed(sign, present, form))
    ]
    return tuple(sorted(words, key=lambda finding: ("yes", "no", "").index(finding.answer)))


def _is_missed(sign: questions.Sign, present: set[str], form: questions.Form) -> bool:
    """Whether a sign that nobody asked about should stay visible as such."""
    if sign.code == "cold_response":
        return form.asks_diagnosis
    return sign.is_safety and (bool(present.intersection(sign.shown_when)) if sign.shown_when else sign.code in ("swelling", "fever"))

"""Endodontic diagnosis in the terms of the American Association of Endodontists, and the ICD-10-CM code that fits a term.

Sources: AAE and ABE consensus terms (2008), the definitions in our own words; ICD-10-CM tables of the CMS. Which code is
proposed for which term is our inference: a first proposal that a person confirms. Codes are proposed and checked, never changed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

AAE = "AAE/ABE consensus diagnostic terms (2008)"
ICD = "ICD-10-CM tables (CMS)"


@dataclass(frozen=True, slots=True)
class Term:
    """A diagnostic term: code as stored, label, definition in plain words, and the ICD-10-CM code proposed for it ("" for none)."""

    code: str
    label: str
    definition: str
    icd: str = ""


PULPAL: tuple[Term, ...] = (
    Term("normal_pulp", "Normal pulp", "No symptoms; answers cold briefly, as the neighboring teeth do."),
    Term("reversible_pulpitis", "Reversible pulpitis", "A short, sharp answer to cold or sweet; it can heal.", "K04.01"),
    Term(
        "symptomatic_irreversible_pulpitis",
        "Symptomatic irreversible pulpitis",
        "Pain that lingers after heat or cold, or comes by itself; it will not heal.",
        "K04.02",
    ),
    Term(
        "asymptomatic_irreversible_pulpitis",
        "Asymptomatic irreversible pulpitis",
        "No pain, but the pulp is exposed or so inflamed that it will not heal.",
        "K04.02",
    ),
    Term("pulp_necrosis", "Pulp necrosis", "The pulp is dead: no answer to cold or to the electric test.", "K04.1"),
    Term("previously_treated", "Previously treated", "The canals are already filled."),
    Term("previously_initiated_therapy", "Previously initiated therapy", "Treatment was begun, for example a pulpotomy, and not finished."),
)
APICAL: tuple[Term, ...] = (
    Term(
        "normal_apical_tissues", "Normal apical tissues", "Not tender to biting, tapping or pressing; the film shows an intact bone line."
    ),
    Term(
        "symptomatic_apical_periodontitis",
        "Symptomatic apical periodontitis",
        "Tender to biting or tapping, whatever the film shows.",
        "K04.4",
    ),
    Term("asymptomatic_apical_periodontitis", "Asymptomatic apical periodontitis", "A dark area at the root tip and no pain.", "K04.5"),
    Term("acute_apical_abscess", "Acute apical abscess", "Fast onset, pain, pus and swelling, sometimes with fever.", "K04.7"),
    Term("chronic_apical_abscess", "Chronic apical abscess", "Slow, little pain, pus that drains through a sinus tract.", "K04.6"),
    Term("condensing_osteitis", "Condensing osteitis", "Denser bone at the root tip, answering a mild, long irritation."),
)
NOT_SURE = Term("not_sure", "Not sure", "The diagnosis is left to the specialist.")
BY_CODE: Mapping[str, Term] = {term.code: term for term in (*PULPAL, *APICAL, NOT_SURE)}
PULPAL_CODES = frozenset(term.code for term in (*PULPAL, NOT_SURE))
APICAL_CODES = frozenset(term.code for term in (*APICAL, NOT_SURE))


@dataclass(frozen=True, slots=True)
class CodeConflict:
    """A code and the words beside it that do not say the same. Both are kept as they came."""

    code: str
    term: str
    sentence: str
    source: str


# What a code means, in our words, and how the words beside it betray another meaning.
_MEANS: Mapping[str, str] = {
    "K04.01": "reversible pulpitis",
    "K04.02": "irreversible pulpitis",
    "K04.1": "necrosis of the pulp",
    "K04.2": "pulp degeneration",
    "K04.3": "abnormal hard tissue in the pulp",
    "K04.4": "acute apical periodontitis of pulpal origin",
    "K04.5": "chronic apical periodontitis",
    "K04.6": "periapical abscess with sinus",
    "K04.7": "periapical abscess without sinus",
    "K04.8": "radicular cyst",
    "K03.81": "cracked tooth",
    "K12.2": "cellulitis and abscess of the mouth",
    "M27.51": "endodontic perforation",
    "M27.52": "endodontic overfill",
    "M27.53": "endodontic underfill",
    "M27.59": "other periradicular pathology after endodontic treatment",
}
_NOT_BILLABLE: Mapping[str, str] = {
    "K04.0": "K04.0 is a group. Reversible pulpitis is K04.01, irreversible pulpitis K04.02.",
    "K05.1": "K05.1 is a group. Chronic gingivitis is K05.10 (plaque induced) or K05.11.",
}
_CONTRADICTED_BY: tuple[tuple[str, str], ...] = (
    ("K04.01", r"\birreversib"),
    ("K04.02", r"\breversib"),
    ("K04.4", r"\b(?:chronic|asymptomatic)\b"),
    ("K04.5", r"\b(?:acute|symptomatic)\b"),
    ("K04.6", r"\b(?:without|no) (?:a )?sinus"),
    ("K04.7", r"\bwith (?:a )?sinus|\bchronic apical abscess"),
    ("K04.1", r"\b(?:ir)?reversib|\bvital\b"),
)


def term_words(code: str) -> str:
    """A term as people say it; what is none stays as it is."""
    return BY_CODE[code].label if code in BY_CODE else code


def check_code_against_term(code: str, term: str) -> CodeConflict | None:
    """Whether an ICD-10-CM code contradicts the words that came with it (K04.01 called irreversible), or cannot be used as it is.

    A code that we do not know is not judged. The code may be written with or without its dot.
    """
    wanted = _dotted(code)
    if wanted in _NOT_BILLABLE:
        return CodeConflict(wanted, term, _NOT_BILLABLE[wanted], ICD)
    if re.fullmatch(r"S02\.5[0-9X]{0,2}", wanted):
        return CodeConflict(wanted, term, f"{wanted} needs a 7th character for the encounter, for example S02.5XXA.", ICD)
    words = term_words(term)
    for known, pattern in _CONTRADICTED_BY:
        if wanted == known and re.search(pattern, words, re.IGNORECASE):
            sentence = f"{wanted} means “{_MEANS[wanted]}”, but it is called “{words[:120]}”. Which one is meant?"
            return CodeConflict(wanted, term, sentence, ICD)
    expected = BY_CODE[term].icd if term in BY_CODE else ""
    if expected and wanted in _MEANS and wanted[:3] == "K04" and wanted != expected:
        sentence = f"{wanted} means “{_MEANS[wanted]}”, but “{words}” is usually coded {expected}. Which one is meant?"
        return CodeConflict(wanted, term, sentence, ICD)
    return None


def _dotted(code: str) -> str:
    plain = code.strip().upper().replace(".", "")
    return f"{plain[:3]}.{plain[3:]}" if len(plain) > 3 else plain

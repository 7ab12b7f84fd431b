"""How hard an endodontic case is: the factors a person judges at triage, and the level that follows from them.

Source of the factors and of the count: American Association of Endodontists, Endodontic Case Difficulty Assessment Form, 2022. LOW: only low
factors; MODERATE: one or two moderate factors; HIGH: three or more moderate factors, or any high one. (That the worst single factor decides
is a common error.) The form is the AAE's: the words here are ours, and a person may correct every factor that was filled in.

What is filled in follows from the referral only where it says so; which answers speak for which level is our reading, told with each.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from bridgework.rules.teeth import BY_UNIVERSAL

SOURCE = "AAE Endodontic Case Difficulty Assessment Form, 2022"

Level = Literal["low", "moderate", "high"]
LEVELS: tuple[Level, ...] = get_args(Level)


@dataclass(frozen=True, slots=True)
class Factor:
    """One thing to judge, in our words: what it is, and what each level means. Message ids."""

    code: str
    group: str
    label: str
    low: str
    moderate: str
    high: str

    def words(self, level: Level) -> str:
        return {"low": self.low, "moderate": self.moderate, "high": self.high}[level]


@dataclass(frozen=True, slots=True)
class Known:
    """What the referral says about a factor: the level, and which answer it follows from."""

    level: Level
    why: str


@dataclass(frozen=True, slots=True)
class Difficulty:
    """The level of a case ("" where nothing was judged), and the factors that decide it, the highest first."""

    level: Level | Literal[""]
    deciding: tuple[str, ...]


GROUPS: Mapping[str, str] = {"patient": "The patient", "tooth": "The tooth", "more": "What was before"}
FACTORS: tuple[Factor, ...] = (
    Factor("medical", "patient", "Health (ASA class)", "healthy or mild, 1 or 2", "serious, 3", "threatens life, 4 or more"),
    Factor("anesthesia", "patient", "Anesthesia", "no trouble before", "cannot have a vasoconstrictor", "hard to get numb"),
    Factor("disposition", "patient", "Cooperation", "at ease", "anxious, but helps", "cannot cooperate"),
    Factor("opening", "patient", "Mouth opening", "wide", "somewhat limited", "very limited"),
    Factor("gagging", "patient", "Gagging", "no", "now and then, with films", "strong, spoiled care before"),
    Factor("pain_now", "patient", "Pain or swelling now", "little", "moderate", "severe"),
    Factor("diagnosis", "tooth", "Diagnosis", "signs agree", "several are possible", "puzzling, signs disagree"),
    Factor("taking_films", "tooth", "Taking films", "easy", "somewhat hard", "very hard, overlapping anatomy"),
    Factor(
        "position",
        "tooth",
        "Place in the arch",
        "front tooth or premolar",
        "first molar, or tilted or turned",
        "second or third molar, or very tilted",
    ),
    Factor("isolation", "tooth", "Rubber dam", "routine", "after a small build-up", "needs much work first"),
    Factor("crown", "tooth", "Crown", "natural shape", "crown, bridge abutment or changed shape", "hides how the tooth stood"),
    Factor(
        "canals",
        "tooth",
        "Canals and root",
        "straight or nearly, closed tip",
        "curved 10 to 30°, or a wide tip",
        "curved over 30°, S-shaped, splits, or open tip",
    ),
    Factor("canals_on_film", "tooth", "Canals on the film", "seen, full width", "seen, but narrow, or stones", "hardly or not seen"),
    Factor("resorption", "tooth", "Resorption", "none", "a little at the tip", "extensive, internal or external"),
    Factor("nearby", "tooth", "Nerve or sinus nearby", "far from the tip", "close", "touching or beyond"),
    Factor("injury", "more", "Injury", "none, or enamel and dentin only", "pulp exposed, or loosened", "root broken, moved or knocked out"),
    Factor("treated_before", "more", "Treated before", "no", "opened, without trouble", "opened with trouble, or finished"),
    Factor(
        "gums", "more", "Gums and bone", "healthy or mild disease", "moderate disease", "severe, combined lesion or crack with a pocket"
    ),
)
BY_CODE: Mapping[str, Factor] = {factor.code: factor for factor in FACTORS}


def decide_difficulty(levels: Mapping[str, str]) -> Difficulty:
    """The level of a case with these factors {code: level}; codes and levels that are not of the form count for nothing."""
    judged = {code: level for code, level in levels.items() if code in BY_CODE and level in LEVELS}
    high = tuple(code for code in BY_CODE if judged.get(code) == "high")
    moderate = tuple(code for code in BY_CODE if judged.get(code) == "moderate")
    if high or len(moderate) >= 3:
        return Difficulty("high", (*high, *moderate))
    if moderate:
        return Difficulty("moderate", moderate)
    return Difficulty("low" if judged else "", ())


def known_factors(case: Mapping[str, Any], teeth: Iterable[str]) -> dict[str, Known]:
    """The factors that a referral answers by itself. `case` has the shape of `rules.questions`, `teeth` are Universal designations."""
    findings, answers = case.get("findings") or {}, case.get("answers") or {}
    found = (
        ("medical", _medical(case)),
        ("disposition", _disposition(case)),
        ("opening", _sign(findings, "trismus", "cannot open wide")),
        ("pain_now", _pain(findings)),
        ("diagnosis", _diagnosis(case)),
        ("position", _position(teeth)),
        ("crown", Known("moderate", "crown or bridge on the film") if "crown" in _listed(answers, "old_filling") else None),
        ("resorption", Known("high", "resorption is asked about") if case.get("procedure") == "resorption" else None),
        ("injury", _injury(findings, answers)),
        ("treated_before", _treated(case, answers)),
        ("gums", Known("high", "narrow deep pocket with a crack") if "narrow_pocket" in _listed(answers, "crack_signs") else None),
    )
    return {code: known for code, known in found if known is not None}


def _medical(case: Mapping[str, Any]) -> Known | None:
    # An alert alone does not make an ASA class: a person judges it.
    return Known("low", "nothing known") if case.get("medical_alerts") == ["none_known"] else None


def _disposition(case: Mapping[str, Any]) -> Known | None:
    match case.get("anxiety"):
        case "none":
            return Known("low", "not nervous")
        case "some" | "severe":
            return Known("moderate", "nervous")
    return None


def _sign(findings: Mapping[str, str], sign: str, words: str) -> Known | None:
    answer = findings.get(sign)
    return Known("moderate", words) if answer == "yes" else Known("low", f"{words}: no") if answer == "no" else None


def _pain(findings: Mapping[str, str]) -> Known | None:
    yes = {sign for sign, answer in findings.items() if answer == "yes"}
    if "swelling" in yes and yes & {"fever", "spreading_fast", "trismus"}:
        return Known("high", "swelling that spreads, or with fever")
    if yes & {"spontaneous_pain", "swelling"}:
        return Known("moderate", "swelling" if "swelling" in yes else "pain by itself")
    if findings.get("spontaneous_pain") == "no" and findings.get("swelling") == "no":
        return Known("low", "no pain by itself, no swelling")
    return None


def _diagnosis(case: Mapping[str, Any]) -> Known | None:
    terms = {case.get("pulpal") or "", case.get("apical") or ""}
    if "not_sure" in terms or case.get("procedure") == "diagnosis":
        return Known("moderate", "the sender is not sure")
    return None if "" in terms else Known("low", "both terms are given")


def _position(teeth: Iterable[str]) -> Known | None:
    places = [BY_UNIVERSAL[tooth] for tooth in teeth if tooth in BY_UNIVERSAL]
    if not places or any(tooth.is_primary for tooth in places):
        return None
    farthest = max(places, key=lambda tooth: tooth.position)
    level: Level = "high" if farthest.position > 6 else "moderate" if farthest.position == 6 else "low"
    return Known(level, farthest.name)


def _injury(findings: Mapping[str, str], answers: Mapping[str, Any]) -> Known | None:
    if findings.get("avulsed_permanent_tooth") == "yes":
        return Known("high", "tooth knocked out")
    if findings.get("luxated_tooth") == "yes":
        moved = answers.get("tooth_moved")
        return Known("moderate" if moved == "loose" else "high", "tooth loosened" if moved == "loose" else "tooth moved")
    if findings.get("fractured_tooth_with_pain") == "yes":
        return Known("moderate", "broken tooth that hurts")
    return Known("low", "no injury") if findings.get("trauma") == "no" else None


def _treated(case: Mapping[str, Any], answers: Mapping[str, Any]) -> Known | None:
    trouble = {"instrument", "perforation"} & set(_listed(answers, "old_filling"))
    if (
        trouble
        or case.get("procedure") == "retreatment"
        or case.get("pulpal") == "previously_treated"
        or answers.get("what_was_done") == "finished"
    ):
        return Known("high", "an earlier treatment had trouble" if trouble else "treated before")
    if case.get("pulpal") == "previously_initiated_therapy" or answers.get("what_was_done") == "begun":
        return Known("moderate", "treatment was begun")
    return Known("low", "first treatment") if case.get("procedure") == "first_treatment" and case.get("pulpal") else None


def _listed(answers: Mapping[str, Any], field: str) -> tuple[str, ...]:
    given = answers.get(field)
    return tuple(given) if isinstance(given, list | tuple) else ()

"""Which specialty a file is probably for. A guess with its reason, for a person to confirm; never more than that.

Sources: NUCC provider taxonomy for the codes of dental specialties; the first digit of a CDT code names its chapter; ICD-10-CM K04 are
diseases of pulp and periapical tissues, K05 gingivitis and periodontal diseases, M26 dentofacial anomalies and malocclusion.
"""

from collections import Counter
from collections.abc import Iterable

from bridgework.connections.fhir.reading import DiagnosisRead, ProcedureRead

BY_TAXONOMY = {
    "1223E0200X": "endodontics",
    "1223S0112X": "oral_surgery",
    "204E00000X": "oral_surgery",
    "1223P0300X": "periodontics",
    "1223X0400X": "orthodontics",
}
BY_CHAPTER = {"D3": "endodontics", "D4": "periodontics", "D7": "oral_surgery", "D8": "orthodontics"}
BY_DIAGNOSIS = {"K04": "endodontics", "K05": "periodontics", "M26": "orthodontics", "K01": "oral_surgery"}
WORDS = {"endodont": "endodontics", "oral surg": "oral_surgery", "periodont": "periodontics", "orthodont": "orthodontics"}
NAMES = {"endodontics": "endodontics", "oral_surgery": "oral surgery", "periodontics": "periodontics", "orthodontics": "orthodontics"}


def guess_specialty(
    asked: Iterable[tuple[str, str]], procedures: Iterable[ProcedureRead], diagnoses: Iterable[DiagnosisRead]
) -> tuple[str, str]:
    """(specialty, why) or ("", "").

    `asked` are (code, words) of the specialty or performer that the request itself names; they decide alone where there are any.
    """
    for code, words in asked:
        lowered = words.lower()
        found = BY_TAXONOMY.get(code) or next((name for stem, name in WORDS.items() if stem in lowered), "")
        if found:
            return found, f"The request names {NAMES[found]}."
    chapters = Counter(BY_CHAPTER[procedure.code[:2]] for procedure in procedures if procedure.code[:2] in BY_CHAPTER)
    if chapters:
        found = chapters.most_common(1)[0][0]
        return found, f"The treatment codes belong to {NAMES[found]}."
    for diagnosis in diagnoses:
        if diagnosis.system == "icd-10-cm" and (found := BY_DIAGNOSIS.get(diagnosis.code[:3], "")):
            return found, f"The diagnosis {diagnosis.code} belongs to {NAMES[found]}."
    return "", ""

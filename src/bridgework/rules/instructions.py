"""What is told before a visit, where a practice has not written its own: to the patient, and to the referring office.

A practice writes its own words over these, for any visit or for a kind of visit. They hold nothing that a source does not:
- medicines: American Dental Association, Oral Anticoagulant and Antiplatelet Medications and Dental Procedures: as a rule they are not changed
  for dental treatment, and never without who prescribed them; prophylaxis as in the AHA's scientific statement of 2021;
- antibiotics: American Dental Association guideline on antibiotics for pulpal and periapical conditions, 2019: pain without swelling or fever
  is as a rule no reason for one;
- an opened tooth is kept closed: Jensen, Abbott and Castro Salgado, Interim and temporary restoration of teeth during endodontic treatment,
  Australian Dental Journal 2007;52(1 Suppl):S83-S99;
- when not to wait: ADA definition of emergency dental care (PMC7579117).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

Audience = Literal["patient", "office"]
AUDIENCES: tuple[Audience, ...] = ("patient", "office")


@dataclass(frozen=True, slots=True)
class Instructions:
    """Words for one audience: plain text, a line each. `text_es` is for patients only; `visit_type_id` None holds for any visit."""

    audience: str
    text: str
    text_es: str = ""
    visit_type_id: UUID | None = None


FOR_PATIENTS = Instructions(
    "patient",
    "Take your medicines as always. Do not stop a blood thinner unless the doctor who gave it to you says so.\n"
    "Were you told to take a pill before dental visits? Call us before you come.\n"
    "Bring a list of all your medicines and allergies.\n"
    "Call us at once if a swelling grows or you get a fever.\n"
    "Is it hard to breathe or to swallow? Call 911 now.",
    "Tome sus medicinas como siempre. No deje un anticoagulante si no se lo dice el médico que se lo dio.\n"
    "¿Le dijeron que tome una pastilla antes de ir al dentista? Llámenos antes de venir.\n"
    "Traiga una lista de todas sus medicinas y alergias.\n"
    "Llámenos de inmediato si la hinchazón crece o si le da fiebre.\n"
    "¿Le cuesta respirar o tragar? Llame al 911 ahora.",
)
_MEDICINES = (
    "Medicines: please do not stop or change blood thinners without the prescriber. "
    "Tell us of a heart valve, an earlier endocarditis or anything else that calls for prophylaxis."
)
FOR_OFFICES = Instructions("office", f"{_MEDICINES}\nSend films that you take from now on, so that nothing is taken twice.")
FOR_OFFICES_ENDODONTIC = Instructions(
    "office",
    "Temporary restoration: if the tooth has been opened, close it with a temporary that seals; please do not leave it open.\n"
    "Avoid: no final crown, post or new filling in this tooth until our report; leave old root fillings and posts as they are.\n"
    "Antibiotics: pain without swelling or fever is as a rule no reason for one; tell us what was given, and since when.\n"
    f"{_MEDICINES}",
)


def usual_instructions(audience: str, specialty: str) -> Instructions:
    """What is told where the practice has not written anything."""
    if audience == "patient":
        return FOR_PATIENTS
    return FOR_OFFICES_ENDODONTIC if specialty == "endodontics" else FOR_OFFICES


def choose_instructions(own: Iterable[Instructions], audience: str, visit_type_id: UUID | None, specialty: str) -> Instructions:
    """The words that go with a kind of visit: the practice's own for it, its own for any visit, or the usual ones."""
    fitting = {one.visit_type_id: one for one in own if one.audience == audience}
    return fitting.get(visit_type_id) or fitting.get(None) or usual_instructions(audience, specialty)

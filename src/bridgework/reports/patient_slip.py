"""The slip for the patient: where you are going, why and when, in plain words and in the patient's language. One set of words for page and PDF.

Reading grade 6 or lower; nothing clinical beyond what the patient's own page says; danger signs first, as the patient may be in pain.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from bridgework.lookups.slip import Slip
from bridgework.messages.moments import moment_in_words
from bridgework.reports.accessible_pdf import accessible_pdf
from bridgework.rules.teeth import in_plain_words

TEMPLATE = Path(__file__).with_name("patient_slip.typ")
LANGUAGES = {"en": "English", "es": "Español"}

WORDS: dict[str, dict[str, str]] = {
    "en": {
        "title": "Your visit to a specialist",
        "for": "For",
        "who": "Who you will see",
        "why": "Why",
        "why_tooth": "{sender} asked them to look at {tooth}.",
        "why_person": "{sender} asked them to see you.",
        "when": "When",
        "booked": "{when}. This time is booked for you.",
        "held": "{when}. This time is held for you. It is not sure yet. The office looks at your case first. Then they tell you if the time stays.",
        "minutes": "Plan for about {minutes} minutes.",
        "no_time_link": "There is no time yet. You will get a message with a link to pick one. You can also call.",
        "no_time_call": "There is no time yet. The office will call you. You can also call them.",
        "where": "Where",
        "one_of": "The office has more than one place. They will tell you which one.",
        "what": "What happens there",
        "what_usual": "A dentist looks first and tells you what can be done. You can ask all your questions before anything starts.",
        "bring": "What to bring",
        "bring_usual": "A photo ID. Your insurance card, if you have one. A list of the medicines you take. This page.",
        "questions": "Questions? Do you need another time?",
        "call": "Call {practice}: {phone}",
        "call_sender": "Or the office that sent you, {practice}: {phone}",
        "after_hours": "When they are closed: {phone}",
        "danger": "Do not wait",
        "danger_words": "Is it hard to breathe or swallow? Is there swelling near the eye or under the jaw? "
        "Call 911 or go to the emergency room now.",
        "number": "Your number: {number}",
        "printed": "Printed {when}",
    },
    "es": {
        "title": "Su cita con un especialista",
        "for": "Para",
        "who": "Quién le va a atender",
        "why": "Por qué",
        "why_tooth": "{sender} pidió que le revisen {tooth}.",
        "why_person": "{sender} pidió que le atiendan.",
        "when": "Cuándo",
        "booked": "{when}. Esta hora es suya.",
        "held": "{when}. Le guardan esta hora. Aún no es segura. La oficina ve su caso primero. Luego le dicen si la hora queda.",
        "minutes": "Cuente con unos {minutes} minutos.",
        "no_time_link": "Aún no hay hora. Va a recibir un mensaje con un enlace para elegir una. También puede llamar.",
        "no_time_call": "Aún no hay hora. La oficina le va a llamar. También puede llamar usted.",
        "where": "Dónde",
        "one_of": "La oficina está en más de un lugar. Le dirán en cuál.",
        "what": "Qué pasa ahí",
        "what_usual": "Un dentista mira primero y le dice qué se puede hacer. Puede hacer todas sus preguntas antes de empezar.",
        "bring": "Qué llevar",
        "bring_usual": "Una identificación con foto. Su tarjeta de seguro, si tiene. Una lista de las medicinas que toma. Esta hoja.",
        "questions": "¿Preguntas? ¿Necesita otra hora?",
        "call": "Llame a {practice}: {phone}",
        "call_sender": "O a la oficina que le envió, {practice}: {phone}",
        "after_hours": "Cuando está cerrado: {phone}",
        "danger": "No espere",
        "danger_words": "¿Le cuesta respirar o tragar? ¿Tiene hinchazón cerca del ojo o debajo de la mandíbula? "
        "Llame al 911 o vaya a emergencias ahora.",
        "number": "Su número: {number}",
        "printed": "Impreso {when}",
    },
}
"""Each sentence in both languages."""


@dataclass(frozen=True, slots=True)
class SlipPart:
    """A heading and the lines under it."""

    head: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SlipWords:
    """The slip in one language: the same for the page and the PDF."""

    language: str
    title: str
    patient: str
    danger: SlipPart
    parts: tuple[SlipPart, ...]
    number: str
    printed: str


def slip_words(slip: Slip, language: str, *, zone: str, now: datetime) -> SlipWords:
    """The words of a slip; a language that has none gets English. `zone` is the printing office's."""
    language = language if language in WORDS else "en"
    words = WORDS[language]
    who = " · ".join(part for part in (slip.clinician, slip.practice) if part)
    tooth = in_plain_words(slip.teeth, language) if slip.teeth else ""
    why = words["why_tooth" if tooth else "why_person"].format(sender=f"{slip.sender} ({slip.sender_practice})", tooth=tooth)
    where = [line for place in slip.places for line in (f"{place.name}: {place.address}", place.directions) if line]
    calls = [words["call"].format(practice=slip.practice, phone=slip.practice_phone)]
    if slip.on_call:
        calls.append(words["after_hours"].format(phone=slip.on_call))
    if slip.sender_phone:
        calls.append(words["call_sender"].format(practice=slip.sender_practice, phone=slip.sender_phone))
    parts = (
        SlipPart(words["who"], (who,)),
        SlipPart(words["why"], (why,)),
        SlipPart(words["when"], _when(slip, words, language)),
        SlipPart(words["where"], tuple(where) + ((words["one_of"],) if len(slip.places) > 1 else ())),
        SlipPart(words["what"], (slip.what_to_expect or words["what_usual"],)),
        SlipPart(words["bring"], (slip.what_to_bring or words["bring_usual"],)),
        SlipPart(words["questions"], tuple(calls)),
    )
    return SlipWords(
        language=language,
        title=words["title"],
        patient=slip.patient,
        danger=SlipPart(words["danger"], (words["danger_words"],)),
        parts=tuple(part for part in parts if part.lines),
        number=words["number"].format(number=slip.number),
        printed=words["printed"].format(when=moment_in_words(now, zone, language)),
    )


def patient_slip(words: SlipWords) -> bytes:
    """The same as a PDF: one letter page in large type, tagged for screen readers."""
    return accessible_pdf(TEMPLATE.read_bytes(), slip=json.dumps(_told(words)))


def _told(words: SlipWords) -> dict[str, Any]:
    return {
        "language": words.language,
        "title": words.title,
        "patient": words.patient,
        "danger": {"head": words.danger.head, "lines": list(words.danger.lines)},
        "parts": [{"head": part.head, "lines": list(part.lines)} for part in words.parts],
        "number": words.number,
        "printed": words.printed,
    }


def _when(slip: Slip, words: dict[str, str], language: str) -> tuple[str, ...]:
    if slip.starts_at is None:
        return (words["no_time_link" if slip.gets_link else "no_time_call"],)
    zone = getattr(slip.starts_at.tzinfo, "key", "UTC")
    when = moment_in_words(slip.starts_at, zone, language)
    said = words["held" if slip.is_held else "booked"].format(when=when).replace("m.. ", "m. ")
    return (said, words["minutes"].format(minutes=slip.minutes)) if slip.minutes else (said,)

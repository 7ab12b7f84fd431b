"""What to say out loud when signs cannot wait: by the office that calls, and to the patient, in the patient's language.

Sources: ADA definition of emergency dental care (PMC7579117) for the emergency department; IADT guidelines 2020 for a knocked-out tooth: hold it
by the crown, put a permanent tooth back at once or keep it in milk, never put a primary tooth back.
"""

from collections.abc import Iterable, Mapping

SAY: Mapping[str, Mapping[str, str]] = {
    "emergency_department_now": {
        "en": "Please go to the emergency room now. If it gets hard to breathe or swallow, call 911. Do not wait for our visit.",
        "es": "Vaya ahora a la sala de emergencias. Si le cuesta respirar o tragar, llame al 911. No espere nuestra cita.",
    },
    "replant_or_milk": {
        "en": "Hold the tooth by the crown, not by the root. Put it back in its place now and bite on a cloth, or keep it in cold milk. "
        "Come at once.",
        "es": "Tome el diente por la corona, no por la raíz. Póngalo ahora en su lugar y muerda un paño, o guárdelo en leche fría. "
        "Venga de inmediato.",
    },
    "never_replant_primary": {
        "en": "Do not put a baby tooth back. Bring it along, and bring the child today.",
        "es": "No vuelva a poner un diente de leche. Tráigalo, y traiga al niño hoy.",
    },
    "ask_airway": {
        "en": "Can you breathe and swallow as always? Is the swelling growing?",
        "es": "¿Puede respirar y tragar como siempre? ¿Está creciendo la hinchazón?",
    },
}
"""By code of advice (`rules.urgency.ADVICE`) and language."""


def words_to_say(advice: Iterable[str], language: str) -> tuple[str, ...]:
    """The sentences to say to the patient, in their language where we have it, else in English; the most pressing first."""
    return tuple(SAY[code].get(language, SAY[code]["en"]) for code in advice if code in SAY)

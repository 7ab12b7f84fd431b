"""Kinds of visit that a new practice of a specialty begins with, in the words that patients read; every practice changes its own.

The lengths are what offices of the kind commonly plan, for want of a published standard: a starting point, not clinical advice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

BRING = "A photo ID, your insurance card and a list of the medicines you take. Under 18: a parent or guardian comes along."
BRING_ES = (
    "Una identificación con foto, su tarjeta de seguro y la lista de los medicamentos que toma. "
    "Menores de 18 años: acompañados de un padre, una madre o un tutor."
)


@dataclass(frozen=True, slots=True)
class NewVisitType:
    """A kind of visit in the patient's words; the columns of VisitType. `procedures`, `tiers` and `is_follow_up` as `rules.visit_types` reads them."""

    name: str
    name_es: str
    minutes: int
    buffer_minutes: int = 0
    what_to_expect: str = ""
    what_to_expect_es: str = ""
    what_to_bring: str = ""
    what_to_bring_es: str = ""
    procedures: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    is_follow_up: bool = False


def _visit(name: str, name_es: str, minutes: int, buffer: int, expect: str, expect_es: str, *procedures: str) -> NewVisitType:
    return NewVisitType(name, name_es, minutes, buffer, expect, expect_es, BRING, BRING_ES, procedures)


def _next_visit(minutes: int) -> NewVisitType:
    return NewVisitType(
        "Next visit",
        "Próxima visita",
        minutes,
        0,
        "We go on where we stopped the last time. Tell us first how you have been since then.",
        "Seguimos donde terminamos la última vez. Cuéntenos primero cómo ha estado desde entonces.",
        "A list of the medicines you take, if it has changed.",
        "La lista de los medicamentos que toma, si ha cambiado.",
        (),
        is_follow_up=True,
    )


def _emergency_visit(minutes: int, *procedures: str) -> NewVisitType:
    visit = _visit(
        "Emergency visit",
        "Visita de urgencia",
        minutes,
        0,
        "We stop the pain first. What comes after that we plan together. Trouble breathing or swallowing: call 911 now.",
        "Primero calmamos el dolor. Lo demás lo planeamos juntos. Si le cuesta respirar o tragar: llame al 911 ahora.",
        *procedures,
    )
    return replace(visit, tiers=("emergency",))


ENDODONTIC = (
    _visit(
        "Consultation and tests",
        "Consulta y pruebas",
        45,
        0,
        "We look at the tooth, test how it answers cold and pressure, and take one small film. Then we tell you what we found and what can "
        "be done. Nothing is started before you have agreed.",
        "Revisamos el diente, probamos cómo responde al frío y a la presión y tomamos una radiografía pequeña. Después le explicamos qué "
        "encontramos y qué se puede hacer. No empezamos nada sin su acuerdo.",
    ),
    _visit(
        "Root canal treatment",
        "Tratamiento de conducto",
        90,
        15,
        "The tooth is made numb first. We clean the inside of the tooth and close it with a filling; your own dentist restores it afterwards. "
        "Please eat before you come. If you are nervous, tell us: we take more time.",
        "Primero dormimos el diente. Limpiamos el interior y lo cerramos con un empaste; después su dentista lo restaura. Coma antes de "
        "venir. Si está nervioso o nerviosa, díganos: nos tomamos más tiempo.",
        "first_treatment",
    ),
    _visit(
        "Retreatment",
        "Repetición del tratamiento de conducto",
        120,
        15,
        "The tooth was treated before. The old filling inside it is taken out, the canals are cleaned again and closed. It takes longer than "
        "a first treatment and may need two visits.",
        "El diente ya fue tratado antes. Sacamos el relleno antiguo, limpiamos de nuevo los conductos y los cerramos. Dura más que un primer "
        "tratamiento y puede necesitar dos visitas.",
        "retreatment",
    ),
    _visit(
        "Cracked tooth evaluation",
        "Evaluación de diente fisurado",
        45,
        0,
        "We look for the crack with a microscope and dye, and tell you whether the tooth can be kept.",
        "Buscamos la fisura con microscopio y tinte, y le decimos si el diente se puede conservar.",
        "cracked_tooth",
    ),
    _emergency_visit(60, "trauma", "post_treatment_pain"),
    _visit(
        "Apical surgery",
        "Cirugía apical",
        90,
        30,
        "A small operation at the tip of the root, with local anesthetic. Have somebody drive you home.",
        "Una operación pequeña en la punta de la raíz, con anestesia local. Que alguien le lleve a casa.",
        "apical_surgery",
    ),
    _next_visit(60),
)
SURGICAL = (
    _visit(
        "Surgical consultation",
        "Consulta de cirugía",
        30,
        0,
        "We look at your films and your health history, and explain what would be done and how you would be kept comfortable.",
        "Vemos sus radiografías y su historia de salud, y le explicamos qué se haría y cómo estaría usted cómodo.",
    ),
    _visit(
        "Extraction",
        "Extracción",
        60,
        15,
        "The tooth is made numb and taken out. With sedation: nothing to eat for six hours before, and somebody drives you home.",
        "Dormimos la zona y sacamos el diente. Con sedación: seis horas sin comer, y alguien debe llevarle a casa.",
        "extraction",
    ),
    _visit(
        "Lesion check",
        "Revisión de una lesión",
        30,
        0,
        "We look at the spot your dentist or doctor noticed. A small sample may be taken the same day.",
        "Miramos la lesión que notó su dentista o su médico. Es posible tomar una muestra pequeña el mismo día.",
        "biopsy",
    ),
    _emergency_visit(45),
    _next_visit(20),
)
PERIODONTAL = (
    _visit(
        "Gum consultation",
        "Consulta de encías",
        60,
        0,
        "We measure the gums around every tooth and talk about what helps. It is not painful as a rule.",
        "Medimos las encías alrededor de cada diente y hablamos de lo que ayuda. Por lo general no duele.",
    ),
    NewVisitType(
        "Deep cleaning",
        "Limpieza profunda",
        90,
        15,
        "Cleaning below the gum line, one side of the mouth, with local anesthetic.",
        "Limpieza por debajo de la encía, un lado de la boca, con anestesia local.",
        BRING,
        BRING_ES,
        ("periodontitis", "periodontal_abscess"),
        is_follow_up=True,
    ),
    _emergency_visit(45),
    _next_visit(30),
)
ORTHODONTIC = (
    _visit(
        "First orthodontic visit",
        "Primera visita de ortodoncia",
        45,
        0,
        "Photos, a film of all teeth and a talk about whether and when to begin. Children come with a parent.",
        "Fotos, una radiografía de todos los dientes y una conversación sobre si conviene empezar y cuándo. Los niños vienen con un adulto.",
    ),
    _next_visit(30),
)
GENERAL_DENTAL = (
    _visit(
        "New patient exam",
        "Primer examen dental",
        60,
        0,
        "An exam, films where they are needed, and a plan. If something hurts, that comes first.",
        "Un examen, radiografías si hacen falta y un plan. Si algo le duele, eso va primero.",
    ),
    _visit(
        "Dental check before medical treatment",
        "Revisión dental antes de un tratamiento médico",
        45,
        0,
        "We look for anything that should be treated before your medical treatment begins, and write to your doctor the same day.",
        "Buscamos lo que deba tratarse antes de su tratamiento médico y escribimos a su médico el mismo día.",
        "dental_clearance",
    ),
    _emergency_visit(45),
    _next_visit(45),
)
MEDICAL = (
    _visit(
        "Medical visit",
        "Visita médica",
        30,
        0,
        "A talk, an exam and blood tests where they are needed. Your dentist is told what matters for your teeth.",
        "Una conversación, un examen y análisis de sangre si hacen falta. Su dentista sabrá lo que importa para sus dientes.",
    ),
    _next_visit(20),
)
PEDIATRIC = (
    _visit(
        "First visit of a child",
        "Primera visita de un niño",
        45,
        0,
        "We get to know your child, look at the teeth, and take films only where they are needed. You stay in the room.",
        "Conocemos a su hijo o hija, miramos los dientes y tomamos radiografías solo si hacen falta. Usted se queda en la sala.",
    ),
    replace(
        _visit(
            "Hurt tooth of a child",
            "Golpe en un diente de un niño",
            45,
            0,
            "We look at the tooth that was hit and at those beside it. Bring a tooth that came out in milk.",
            "Miramos el diente golpeado y los de al lado. Si un diente se salió, tráigalo en leche.",
            "trauma",
        ),
        tiers=("emergency",),
    ),
    _emergency_visit(45),
    _next_visit(45),
)
PROSTHODONTIC = (
    _visit(
        "Consultation about new teeth",
        "Consulta sobre dientes nuevos",
        60,
        0,
        "We look at what is there, take models or scans, and talk about what fits you. Nothing is started before you have agreed.",
        "Vemos lo que hay, tomamos modelos o un escaneo y hablamos de lo que le conviene. No empezamos nada sin su acuerdo.",
    ),
    _next_visit(90),
)
ORAL_MEDICAL = (
    _visit(
        "Consultation about the mouth",
        "Consulta sobre la boca",
        60,
        0,
        "We talk about how it began, look at the whole mouth, and may take a small sample or blood tests.",
        "Hablamos de cómo empezó, miramos toda la boca y quizá tomemos una muestra pequeña o análisis de sangre.",
    ),
    _next_visit(30),
)
_OF_SPECIALTY: Mapping[str, tuple[NewVisitType, ...]] = {
    "endodontics": ENDODONTIC,
    "oral_surgery": SURGICAL,
    "periodontics": PERIODONTAL,
    "orthodontics": ORTHODONTIC,
    "pediatric_dentistry": PEDIATRIC,
    "prosthodontics": PROSTHODONTIC,
    "oral_medicine": ORAL_MEDICAL,
    "general": GENERAL_DENTAL,
    "medical": MEDICAL,
}


def proposed_visits(specialty: str) -> tuple[NewVisitType, ...]:
    """The kinds of visit for a specialty, in their order; those of a general practice for one that is not known."""
    return _OF_SPECIALTY.get(specialty, GENERAL_DENTAL)

"""The kinds of visit of the made-up practices, in the words that patients read."""

from bridgework.actions.set_up_practice import NewVisitType

BRING = "A photo ID, your insurance card and a list of the medicines you take. Under 18: a parent or guardian comes along."
BRING_ES = (
    "Una identificación con foto, su tarjeta de seguro y la lista de los medicamentos que toma. "
    "Menores de 18 años: acompañados de un padre, una madre o un tutor."
)


def _visit(name: str, name_es: str, minutes: int, buffer: int, expect: str, expect_es: str) -> NewVisitType:
    return NewVisitType(name, name_es, minutes, buffer, expect, expect_es, BRING, BRING_ES)


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
    ),
    _visit(
        "Cracked tooth evaluation",
        "Evaluación de diente fisurado",
        45,
        0,
        "We look for the crack with a microscope and dye, and tell you whether the tooth can be kept.",
        "Buscamos la fisura con microscopio y tinte, y le decimos si el diente se puede conservar.",
    ),
    _visit(
        "Emergency visit",
        "Visita de urgencia",
        60,
        0,
        "We stop the pain first. What comes after that we plan together. Trouble breathing or swallowing: call 911 now.",
        "Primero calmamos el dolor. Lo demás lo planeamos juntos. Si le cuesta respirar o tragar: llame al 911 ahora.",
    ),
    _visit(
        "Apical surgery",
        "Cirugía apical",
        90,
        30,
        "A small operation at the tip of the root, with local anesthetic. Have somebody drive you home.",
        "Una operación pequeña en la punta de la raíz, con anestesia local. Que alguien le lleve a casa.",
    ),
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
    ),
    _visit(
        "Lesion check",
        "Revisión de una lesión",
        30,
        0,
        "We look at the spot your dentist or doctor noticed. A small sample may be taken the same day.",
        "Miramos la lesión que notó su dentista o su médico. Es posible tomar una muestra pequeña el mismo día.",
    ),
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
    _visit(
        "Deep cleaning",
        "Limpieza profunda",
        90,
        15,
        "Cleaning below the gum line, one side of the mouth, with local anesthetic.",
        "Limpieza por debajo de la encía, un lado de la boca, con anestesia local.",
    ),
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
    ),
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
)

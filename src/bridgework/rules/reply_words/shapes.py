"""What the tables of meanings are made of: concepts that many patterns need, written into a pattern as <NAME>.

A concept holds the ways in which people say one thing, so that a new way is added once and understood everywhere.
"""

import re
from collections.abc import Mapping
from re import Pattern

DAY = (
    r"(?:today|tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|"
    r"hoy|manana|lunes|martes|miercoles|jueves|viernes|sabado|domingo|\d{1,2}(?:st|nd|rd|th)?(?::\d\d)?(?: ?[ap]m)?)"
)
VISIT = (
    r"(?:appointment|appointments|visit|booking|slot|reservation|consult|consultation|procedure|root canal|surgery|"
    r"cita|visita|consulta|turno|procedimiento|endodoncia)"
)
BOOKED = (
    r"(?:(?:i|we|just|already|have|ya|will) (?:just |already |ya |la |lo |go ahead and )*(?:booked|scheduled|picked|chose|reserved|"
    r"signed up|set up|pick(?! up)|choose|book|hice|agarre|saque|agende|reserve|aparte|escogi|elegi|tome)|set it up|puse (?=la|mi|una)|got the|did the link.*?|got it "
    r"for)(?: (?:an?|my|the|una?|mi|la|el|new|cita|appointment|visit|time|slot|hora|turno|one|it|that|con|with|oral|surgeon|specialist|endodontist|online|doctor|"
    r"already|next|monday|link|web|website|para|for|in|en|el|la|on|at|a|las|{day}))+"
).replace("{day}", DAY)
"""Somebody has picked a time by themselves, or will."""
CONCEPTS: Mapping[str, str] = {
    "DAY": DAY,
    "VISIT": VISIT,
    "KIN": r"(?:(?:my|his|her|mi|su) )?(?:son|daughter|kid|kids|child|boy|girl|baby|husband|wife|mom|mother|mama|dad|father|papa|"
    "brother|sister|"
    r"grandson|granddaughter|grandma|grandmother|grandpa|grandfather|granny|gran|nana|papaw|pawpaw|mamaw|meemaw|gramps|granddad|daddy|mommy|pop|pops|aunt|auntie|uncle|niece|nephew|cousin|tia|tio|suegr[oa]|prim[oa]|abuelit[oa]|hij[oa]|nin[oa]|espos[oa]|mama|papa|herman[oa]|abuel[oa]|niet[oa]|patient|"
    r"paciente)",
    "WHO": r"(?:i|we|he|she|they)",
    "THEM": r"(?:him|her|them|it|me|us|(?:my|his|her|the) \w+)",
    "COME": r"(?:come|make|make it|be there|get there|get in|attend|show up|come in|be coming|go|keep (?:it|my|the|our|this))",
    # "can not" and its kin, with or without a verb of being able to.
    "CANNOT": r"(?:can not|could not|will not(?: be able to)?|would not|is not able to|not able to|unable to|not going to(?: be able "
    "to)?|"
    r"isn not going to|do not think (?:i|we|he|she) (?:can|will)|no longer able to)",
    "HAVE_TO": r"(?:(?:have|had|need|needs|want|wants|wanted|would like|like|going|trying|got|wish|decided|prefer) to|must|please|"
    "let us|just)",
    "ASK_YOU": r"(?:(?:can|could|would|will|may|might) (?:you|we|i|he|she|they|it|someone|somebody|u)(?: guys| all| please| possibly|"
    " maybe| just)*)",
    "AT": r"(?:(?:on|at|for|this|next|in|around|about|like|after|before|by|to|until|till|the|el|la|las|los|a|para|por|como|de) )*",
    "PART": r"(?:morning|mornings|afternoon|afternoons|evening|evenings|night|lunch|noon|week|weeks|weekend|month|year|school|work|"
    "christmas|"
    r"thanksgiving|new year|holidays?|january|february|march|april|may|june|july|august|september|october|november|december|semana|"
    r"mes|ano|"
    r"tarde|tardes|mananas|quincena|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)",
    "MOUTH": r"(?:face|cheek|cheeks|jaw|gum|gums|mouth|neck|eye|lip|lips|tongue|throat|chin|side|tooth|teeth|molar|cara|cachete|"
    "cachetes|mejilla|"
    r"boca|encia|encias|cuello|ojo|labio|lengua|garganta|quijada|mandibula|muela|muelas|diente|dientes|papada)",
    "PILLS": r"(?:pain ?killers?|pain (?:pills?|meds?|medicine|medication)|meds|medicine|medication|medications|pills?|ibuprofen|"
    "tylenol|advil|"
    r"motrin|aleve|norco|antibiotics?|amoxicillin|clindamycin|pastillas?|medicinas?|medicamentos?|antibioticos?|ibuprofeno|"
    r"paracetamol)",
}
Table = tuple[tuple[Pattern[str], int], ...]


def concept(pattern: str) -> Pattern[str]:
    """A pattern with its concepts written out."""
    return re.compile(re.sub(r"<([A-Z_]+)>", lambda named: CONCEPTS[named[1]], pattern))


def table(*rows: tuple[str, int]) -> Table:
    """(pattern, how sure it makes us) in rows."""
    return tuple((concept(pattern), sure) for pattern, sure in rows)


def phrases(*lines: str) -> str:
    """An alternative of phrases, written with spaces and commas: "yes, for sure, you bet"."""
    return "(?:" + "|".join(sorted((one.strip() for line in lines for one in line.split(",")), key=len, reverse=True)) + ")"

"""What the tables of meanings are made of, and the words that several of them need."""

import re
from re import Pattern

DAY = (
    r"(?:today|tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|"
    r"hoy|manana|lunes|martes|miercoles|jueves|viernes|sabado|domingo|\d{1,2}(?::\d\d)?(?: ?[ap]m)?)"
)
VISIT = r"(?:appointment|appointments|visit|booking|slot|reservation|consult|consultation|cita|visita|consulta|turno)"
Table = tuple[tuple[Pattern[str], int], ...]


def table(*rows: tuple[str, int]) -> Table:
    """(pattern, how sure it makes us) in rows."""
    return tuple((re.compile(pattern), sure) for pattern, sure in rows)

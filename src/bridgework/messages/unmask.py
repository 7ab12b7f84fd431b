"""Words without their disguise: what a rule about words reads, so that an accent, a digit for a letter or letters set apart hide nothing."""

import re
import unicodedata

_LOOKALIKES = str.maketrans("аеорсухіАЕОРСХІ’‘“”–—", "aeopcyxiAEOPCXI''\"\"--")
"""Cyrillic letters that look Latin, and the signs of typography."""
_DIGITS = str.maketrans("0134578$@", "oieastbsa")
_AS_LETTERS = re.compile(r"(?<=[A-Za-z])(?:[0134578$]|@(?!\w+\.))+(?=[A-Za-z])")
"""Digits between letters; the @ of an address stays one."""
_APART = re.compile(r"(?<![^\W_])(?:[^\W\d_][ .\-_*]){3,}[^\W\d_](?![^\W_])")
"""Four and more single letters in a row."""


def unmasked(text: str) -> tuple[str, list[int]]:
    """The text as it is meant, and for each of its characters the place in the text as it stands."""
    letters: list[str] = []
    origins: list[int] = []
    for place, character in enumerate(text):
        if unicodedata.category(character) == "Cf":
            continue
        for part in unicodedata.normalize("NFKD", character.translate(_LOOKALIKES)):
            if not unicodedata.combining(part):
                letters.append(part)
                origins.append(place)
    said = _AS_LETTERS.sub(lambda found: found[0].translate(_DIGITS), "".join(letters))
    left_out = {place for found in _APART.finditer(said) for place in range(found.start() + 1, found.end(), 2)}
    if left_out:
        kept = [place for place in range(len(said)) if place not in left_out]
        said, origins = "".join(said[place] for place in kept), [origins[place] for place in kept]
    return said, origins

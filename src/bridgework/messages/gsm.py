"""The alphabet of text messages: what fits into one, and how long words are brought into it.

Source: 3GPP TS 23.038, GSM 7-bit default alphabet and its extension table: 160 septets in one message, 153 in each part of a longer one.
A single character outside of it would make every part shorter (70 and 67 characters).
"""

import re
import unicodedata

_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED = frozenset("^{}\\[~]|€")
_OF_TWO = re.compile(f"[{re.escape(''.join(sorted(_EXTENDED)))}]")
_OUTSIDE = re.compile(f"[^{re.escape(''.join(sorted(_BASIC | _EXTENDED)))}]")
_PLAIN = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "…": "...", "\u00a0": " ", "\u202f": " "}


def to_gsm(text: str) -> str:
    """The text in the alphabet of text messages: accents it cannot carry are left off, as people do on a phone, the rest becomes "?"."""
    return _OUTSIDE.sub(lambda found: _carried(found[0]), text)


def septets(text: str) -> int:
    """How much room a text in the alphabet takes."""
    return len(text) + len(_OF_TWO.findall(text))


def segments(text: str) -> int:
    """How many text messages it takes to carry the text: more for one that is not in the alphabet."""
    in_alphabet = _OUTSIDE.search(text) is None
    size, one, part = (septets(text), 160, 153) if in_alphabet else (len(text.encode("utf-16-be")) // 2, 70, 67)
    return 1 if size <= one else -(-size // part)


def room_of(messages: int) -> int:
    """How many septets so many text messages carry."""
    return 160 if messages == 1 else 153 * messages


def _carried(character: str) -> str:
    if character in _PLAIN:
        return _PLAIN[character]
    plain = "".join(part for part in unicodedata.normalize("NFKD", character) if not unicodedata.combining(part))
    return plain if plain and all(part in _BASIC for part in plain) else "?"

"""Teeth said in words."""

import pytest

from bridgework.rules.teeth import ALL
from bridgework.rules.tooth_words import universal_of_words


@pytest.mark.parametrize("tooth", ALL, ids=lambda tooth: tooth.universal)
def test_every_tooth_is_found_by_its_own_name(tooth) -> None:  # type: ignore[no-untyped-def]
    assert universal_of_words(tooth.name) == tooth.universal
    assert universal_of_words(f"Structure of {tooth.name} tooth (body structure)") == tooth.universal


@pytest.mark.parametrize(
    ("words", "universal"),
    [
        ("Tooth #3 (Upper Right First Molar)", "3"),
        ("Permanent maxillary left second premolar tooth", "13"),
        ("lower-left cuspid", "22"),
        ("Deciduous mandibular right second molar tooth", "T"),
        ("maxillary right wisdom tooth", "1"),
        ("first molar", None),
        ("upper first molar", None),
        ("upper right and upper left first molar", None),
        ("upper right first molar, second molar", None),
        ("primary upper right first premolar", None),
        ("Supernumerary permanent maxillary right canine tooth", None),
        ("", None),
    ],
)
def test_words_name_one_tooth_or_none(words: str, universal: str | None) -> None:
    assert universal_of_words(words) == universal

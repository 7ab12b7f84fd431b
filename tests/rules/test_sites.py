"""Surfaces, soft tissue, gaps and extra teeth: what is one, how it is written, and what was typed."""

import string

import pytest
import toothnotation
from hypothesis import given, settings
from hypothesis import strategies as st

from bridgework.rules import sites, teeth
from bridgework.rules.sites import clean_sites, extra_beside, meant, read_site, read_typed, surfaces_of, teeth_between, whole_areas, written
from bridgework.rules.teeth import ALL, BY_UNIVERSAL, SYSTEMS

ORACLE = {tooth.universal: tooth for tooth in toothnotation.all_teeth()}
designations = st.sampled_from([tooth.universal for tooth in ALL])
codes = st.one_of(
    st.builds("{}:{}".format, designations, st.text("MOIDBFL", min_size=1, max_size=5)),
    st.sampled_from([f"soft:{area}" for area in sites.AREAS]),
    st.builds("gap:{}-{}".format, st.integers(1, 32), st.integers(1, 32)),
    st.builds("extra:{}".format, st.sampled_from(["51", "69", "82", "AS", "TS"])),
    st.text(max_size=12),
)


@pytest.mark.parametrize("tooth", ALL, ids=lambda tooth: tooth.universal)
def test_every_tooth_has_five_surfaces_written_in_one_order(tooth: teeth.Tooth) -> None:
    is_front = ORACLE[tooth.universal].position <= 3
    five = "MIDFL" if is_front else "MODBL"
    assert surfaces_of(tooth.universal, five[::-1]) == five
    assert surfaces_of(tooth.universal, five.lower()) == five
    assert surfaces_of(tooth.universal, "O" if is_front else "I") == ""
    assert surfaces_of(tooth.universal, "B") == ("F" if is_front else "B")
    assert surfaces_of(tooth.universal, "P") == "L"


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("tooth", ALL, ids=lambda tooth: tooth.universal)
def test_every_tooth_is_read_with_its_surfaces_in_every_numbering(tooth: teeth.Tooth, system: teeth.System) -> None:
    oracle = ORACLE[tooth.universal].to(system)
    for typed in (f"{oracle} DM", f"{oracle}-md", f"#{oracle}: MD"):
        read = read_typed(typed, system)
        assert (read.teeth, read.sites) == ((tooth.universal,), (f"{tooth.universal}:MD",)), typed


@pytest.mark.parametrize("tooth", ALL, ids=lambda tooth: tooth.universal)
def test_an_extra_tooth_is_named_after_its_neighbor(tooth: teeth.Tooth) -> None:
    name = extra_beside(tooth)
    assert sites.beside_extra(name) == tooth
    assert name == (f"{tooth.universal}S" if tooth.is_primary else str(int(tooth.universal) + 50))
    assert read_typed(f"extra {name}", "universal").sites == (f"extra:{name}",)


@given(codes)
def test_what_is_read_is_read_again_the_same(code: str) -> None:
    site = read_site(code)
    if site is not None:
        assert read_site(site.code) == site
        assert all(tooth in BY_UNIVERSAL for tooth in site.near)
        for system in (*SYSTEMS, ""):
            assert sites.long_words(site, system)


@given(st.lists(codes, max_size=20), st.lists(designations, max_size=5, unique=True))
def test_what_is_kept_is_clean_and_stays_so(given_codes: list[str], chosen: list[str]) -> None:
    kept = clean_sites(given_codes, chosen)
    assert clean_sites(kept, chosen) == kept
    assert len(kept) == len(set(kept)) <= sites.MOST
    assert all(len(code) <= 40 for code in kept)
    assert set(sites.surfaces_by_tooth(kept)) <= set(chosen)


def test_surfaces_of_one_tooth_come_together_and_go_with_it() -> None:
    assert clean_sites(["19:O", "soft:throat", "19:M", "8:I"], ["8", "19"]) == ["8:I", "19:MO", "soft:throat"]
    assert clean_sites(["19:O", "19:M"], ["8"]) == []
    assert clean_sites(["nonsense", "soft:knee", "gap:1-32", "gap:0-4", "extra:50", "extra:US", "33:M"], ["8"]) == []


def test_a_gap_is_within_one_arch() -> None:
    assert teeth_between("20", "18") == ("18", "19", "20")
    assert teeth_between("3", "3") == ("3",)
    assert teeth_between("16", "17") == teeth_between("A", "C") == teeth_between("0", "3") == ()
    assert read_site("gap:20-18") == read_site("gap:18-20")


def test_written_as_the_office_writes() -> None:
    stored = ["19:MO", "gap:23-26", "soft:soft_palate", "extra:69"]
    assert written(["19", "30"], stored, "universal") == "#19 MO, #30, gap #23 to #26, soft palate, extra tooth beside #19"
    assert written(["19"], stored, "fdi") == "36 MO, gap 32 to 42, soft palate, extra tooth beside 36"
    assert written([], ["gap:19-19"], "palmer") == "gap ┌6"
    assert written(["19"], [], "") == "#19"


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (["1", "2", "3", "4", "5", "6", "7", "8"], ("whole upper right quadrant",)),
        (["2", "3", "4", "5", "6", "7", "8"], ("whole upper right quadrant",)),
        (["1", "2", "3", "4", "5", "6", "7"], ()),
        (list("ABCDEFGHIJ"), ("whole upper arch",)),
        ([str(number) for number in (*range(1, 9), *range(17, 25))], ("whole upper right quadrant", "whole lower left quadrant")),
        ([str(number) for number in range(1, 33)], ("whole mouth",)),
        (["30"], ()),
    ],
)
def test_whole_corners_and_arches_are_said_in_words(chosen: list[str], said: tuple[str, ...]) -> None:
    assert whole_areas(chosen) == said


def test_a_bare_number_is_asked_about_where_no_numbering_was_chosen() -> None:
    read = read_typed("18 MO", None)
    assert (read.teeth, read.sites) == ((), ())
    assert [meaning.value for meaning in read.asked[0].meanings] == ["18", "1"]
    assert [meaning.words for meaning in read.asked[0].meanings] == [
        "Universal 18: the lower left second molar",
        "FDI 18: the upper right third molar",
    ]
    assert meant("1", read.asked[0].surfaces) == sites.TypedTeeth(("1",), ("1:MO",))
    assert meant("extra:69").sites == ("extra:69",)
    assert meant("nonsense") == meant("soft:throat") == sites.TypedTeeth()


def test_a_number_above_32_is_an_extra_tooth_unless_fdi_knows_it() -> None:
    assert read_typed("69", "universal").sites == ("extra:69",)
    asked = read_typed("55", "universal").asked[0]
    assert [meaning.value for meaning in asked.meanings] == ["extra:55", "A"]
    assert read_typed("55", "fdi").teeth == ("A",)
    assert "33" in read_typed("33", "universal").wrong[0]


def test_extra_teeth_in_words() -> None:
    assert read_typed("extra beside 8", "universal").sites == ("extra:58",)
    assert read_typed("supernumerary AS", None).sites == ("extra:AS",)
    assert [meaning.value for meaning in read_typed("extra 18", None).asked[0].meanings] == ["extra:68", "extra:51"]
    assert read_typed("mesiodens", "universal").wrong


def test_surfaces_that_a_tooth_does_not_have_are_said_so() -> None:
    read = read_typed("8 MO", "universal")
    assert read.teeth == ("8",)
    assert read.wrong == (
        "“MO” are not surfaces of the upper right central incisor. It has M (mesial), I (incisal), D (distal), F (facial), L (lingual).",
    )


@settings(deadline=None)
@given(st.text(string.printable + "äñ“”²", max_size=60), st.sampled_from([*SYSTEMS, None]))
def test_whatever_was_typed_gets_an_answer(text: str, system: teeth.System | None) -> None:
    read = read_typed(text, system)
    assert all(tooth in BY_UNIVERSAL for tooth in read.teeth)
    assert clean_sites(read.sites, read.teeth) == list(read.sites)
    assert all(len(asked.meanings) > 1 for asked in read.asked)


@given(st.lists(designations, min_size=1, max_size=6, unique=True), st.sampled_from(SYSTEMS))
def test_what_is_written_is_read_back(chosen: list[str], system: teeth.System) -> None:
    text = ", ".join(BY_UNIVERSAL[tooth].written(system) for tooth in chosen)
    assert read_typed(text, system).teeth == tuple(chosen)

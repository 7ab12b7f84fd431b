"""Bars of a chart, and the tooth chart."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from bridgework.rules import sites, teeth
from bridgework.web.shared import tooth_chart as chart
from bridgework.web.shared.display.library import register
from bridgework.web.shared.tooth_form import field_context


@register.simple_tag
def bar(value: float, whole: float, label: str = "", late: bool = False, second: bool = False) -> SafeString:
    """One bar of a chart. The number itself stands beside it in text, so the drawing is hidden from screen readers unless labelled."""
    width = 0 if not whole else max(0.0, min(100.0, 100 * value / whole))
    said = format_html(' role="img" aria-label="{}"', label) if label else mark_safe(' aria-hidden="true"')
    look = " late" if late else " second" if second else ""
    return format_html(
        '<svg class="bar-drawn"{}><rect class="bar-ground" width="100%" height="100%" rx="5"/>'
        '<rect class="bar-fill{}" width="{}%" height="100%" rx="5"/></svg>',
        said,
        look,
        f"{width:.2f}",
    )


@register.simple_tag
def tooth_chart(
    selected: Iterable[str] = (),
    missing: Iterable[str] = (),
    name: str = "teeth",
    numbering: str = "universal",
    dentition: str = "",
    single: bool = False,
    read: bool = False,
    surfaces: str = "",
    with_surfaces: bool = False,
    age: int | None = None,
) -> SafeString:
    """The chart. `selected` and `missing` hold Universal designations; a missing tooth stays selectable (implants).

    `surfaces` are sites of `rules.sites` ("19:MO 30:D"); `with_surfaces` lets them be named. `dentition` is permanent, mixed or primary;
    where it is not given, the teeth that are chosen, or the patient's `age`, say so. `numbering` may be "" (not chosen): Universal then.
    """
    chosen = tuple(selected or ())
    shown = dentition or chart.dentition_of(chosen, age)
    drawn = (chosen, frozenset(missing or ()), name, numbering or "universal", shown, single, read, surfaces, with_surfaces)
    return _drawn_chart(get_language() or "", *drawn)


@lru_cache(maxsize=256)
def _drawn_chart(
    language: str,
    chosen: tuple[str, ...],
    missing: frozenset[str],
    name: str,
    system: str,
    shown: str,
    single: bool,
    read: bool,
    surfaces: str,
    with_surfaces: bool,
) -> SafeString:
    """The chart as it was drawn before, where somebody asked for the same one: it says nothing about a patient but these teeth."""
    del language  # what the words are in, and so a part of what is remembered
    named = sites.surfaces_by_tooth(surfaces.split())
    kinds = ("permanent", "primary") if shown == "mixed" or not read else (shown,)
    facts = {
        "arches": chart.arches(chosen, missing, system, surfaces=named, kinds=kinds),
        "dentition": shown,
        "name": name,
        "numbering": system,
        "numberings": teeth.SYSTEM_NAMES.items(),
        "single": single,
        "read": read,
        "surfaces": surfaces,
        "with_surfaces": with_surfaces,
        "surface_names": [(letter, sites.SURFACE_NAMES[letter]) for letter in "MOIDBFL"],
        "said": chart.said(sorted(chosen, key=chart.place), system, named),
    }
    return render_to_string("shared/tooth_chart.html", facts)


@register.inclusion_tag("shared/tooth_field.html")
def tooth_field(
    field: Any, system: str, missing: Iterable[str] = (), age: int | None = None, problem: str = "", asks_by_itself: bool = False
) -> dict[str, Any]:
    """The whole field "which tooth": the chart, typing, what is asked back, and sites that are no tooth. `field` is a `ToothField`."""
    return field_context(field, system, missing=tuple(missing), age=age, problem=problem, asks_by_itself=asks_by_itself)

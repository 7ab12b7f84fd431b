"""Bars of a chart, and the tooth chart."""

from collections.abc import Iterable
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from bridgework.rules import teeth
from bridgework.web.shared import tooth_chart as chart
from bridgework.web.shared.display.library import register


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


@register.inclusion_tag("shared/tooth_chart.html")
def tooth_chart(
    selected: Iterable[str] = (),
    missing: Iterable[str] = (),
    name: str = "teeth",
    numbering: str = "universal",
    dentition: str = "permanent",
    single: bool = False,
    read: bool = False,
) -> dict[str, Any]:
    """The chart. `selected` and `missing` hold Universal designations; a missing tooth stays selectable (implants)."""
    chosen = set(selected or ())
    if dentition == "permanent" and chosen and all(designation.isalpha() for designation in chosen):
        dentition = "primary"
    return {
        "sets": [
            chart.dentition(kind, chosen, set(missing or ()), numbering, shown=kind == dentition) for kind in ("permanent", "primary")
        ],
        "name": name,
        "numbering": numbering,
        "numberings": teeth.SYSTEM_NAMES.items(),
        "single": single,
        "read": read,
        "said": chart.said(sorted(chosen, key=chart.place), numbering),
    }

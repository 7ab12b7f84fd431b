"""The options of a long list to choose from: as one piece, because a template takes twenty times as long for hundreds of them."""

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from bridgework.web.shared.display.library import register


@register.simple_tag
def options(choices: Iterable[tuple[object, object]], chosen: object = "") -> SafeString:
    """Options from pairs of value and words."""
    wanted = str(chosen or "")
    given = ((str(value), words) for value, words in choices)
    return format_html_join(
        "",
        '<option value="{}"{}>{}</option>',
        ((value, mark_safe(" selected") if value == wanted else "", words) for value, words in given),
    )


@register.simple_tag
def grouped_options(choices: Iterable[tuple[str, object, object]], chosen: object = "") -> SafeString:
    """Options under the names of their groups, from group, value and words; those of a group stand together already."""
    return format_html_join(
        "",
        '<optgroup label="{}">{}</optgroup>',
        ((group, options([(value, words) for _, value, words in members], chosen)) for group, members in groupby(choices, itemgetter(0))),
    )

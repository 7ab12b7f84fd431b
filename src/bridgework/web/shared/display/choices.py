"""The options of a long list to choose from: as one piece, because a template takes twenty times as long for hundreds of them."""

from collections.abc import Iterable
from html import escape
from itertools import groupby
from operator import itemgetter

from django.utils.safestring import SafeString, mark_safe

from bridgework.web.shared.display.library import register


@register.simple_tag
def options(choices: Iterable[tuple[object, object]], chosen: object = "") -> SafeString:
    """Options from pairs of value and words."""
    wanted = str(chosen or "")
    drawn = [
        f'<option value="{escape(text)}"{" selected" if text == wanted else ""}>{escape(str(words))}</option>'
        for text, words in ((str(value), words) for value, words in choices)
    ]
    return mark_safe("".join(drawn))


@register.simple_tag
def grouped_options(choices: Iterable[tuple[str, object, object]], chosen: object = "") -> SafeString:
    """Options under the names of their groups, from group, value and words; those of a group stand together already."""
    drawn = [
        f'<optgroup label="{escape(group)}">{options([(value, words) for _, value, words in members], chosen)}</optgroup>'
        for group, members in groupby(choices, itemgetter(0))
    ]
    return mark_safe("".join(drawn))

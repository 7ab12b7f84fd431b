"""Icons, the product's mark and the badge of an urgency tier."""

from functools import lru_cache

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from bridgework.web.shared.display.library import register

TIERS = {
    "emergency": gettext_lazy("Emergency"),
    "urgent": gettext_lazy("Urgent"),
    "soon": gettext_lazy("Soon"),
    "elective": gettext_lazy("Elective"),
}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite; hidden from screen readers unless it carries a label of its own."""
    return _drawn(name, str(label))


@lru_cache(maxsize=1024)
def _drawn(name: str, label: str) -> SafeString:
    """Drawn once in the life of the process: a page has fifty of them."""
    said = format_html(' role="img" aria-label="{}"', label) if label else mark_safe(' aria-hidden="true"')
    return format_html('<svg class="icon"{}><use href="{}#{}"></use></svg>', said, static("bridgework/icons.svg"), name)


@register.simple_tag
def mark() -> SafeString:
    """The product's mark, in the brand's color."""
    return format_html('<svg class="mark" aria-hidden="true"><use href="{}#mark"></use></svg>', static("bridgework/icons.svg"))


@register.simple_tag
def tier(code: str | None) -> SafeString:
    """The badge of an urgency tier."""
    return _drawn_tier(get_language() or "", code)


@lru_cache(maxsize=64)
def _drawn_tier(language: str, code: str | None) -> SafeString:
    del language  # what the words are in, and so a part of what is remembered
    if code not in TIERS:
        return format_html('<span class="tier none">{}</span>', _("Not rated"))
    return format_html('<span class="tier {}">{}</span>', code, TIERS[code])

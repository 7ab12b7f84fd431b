"""A finding as a question with three answers, and as it was answered. Not asked is never shown as no."""

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bridgework.web.shared.display.library import register

FINDING_WORDS = {"yes": gettext_lazy("Yes"), "no": gettext_lazy("No"), "": gettext_lazy("Not asked")}


@register.simple_tag
def finding(code: str, label: str, value: str | None = "", prefix: str = "finding_", grave: bool = False) -> SafeString:
    """One question with three answers as radio buttons: yes, no, not asked. Not asked posts an empty value."""
    options = format_html_join(
        "",
        '<label class="is-{}"><input type="radio" name="{}" value="{}"{}>{}</label>',
        (
            (answer or "unasked", prefix + code, answer, mark_safe(" checked") if (value or "") == answer else "", words)
            for answer, words in FINDING_WORDS.items()
        ),
    )
    grave_class = " grave" if grave else ""
    return format_html(
        '<fieldset class="finding{}"><legend>{}</legend><div class="segments">{}</div></fieldset>', grave_class, label, options
    )


@register.simple_tag
def finding_pill(label: str, value: str | None = "", grave: bool = False) -> SafeString:
    """A finding as it was answered. Not asked looks different from no, also without color, and is read out so."""
    if value == "yes":
        return format_html('<span class="pill {}">{}</span>', "alert" if grave else "yes", label)
    if value == "no":
        return format_html('<span class="pill no">{}</span>', _("no %(finding)s") % {"finding": label})
    return format_html('<span class="pill unasked">{}</span>', _("%(finding)s: not asked") % {"finding": label})

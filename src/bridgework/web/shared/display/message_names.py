"""What a message is called in lists."""

from bridgework.messages.kind_words import name_of
from bridgework.web.shared.display.library import register


@register.filter
def message_name(kind: str) -> str:
    """The kind of a message in words, in the active language."""
    return name_of(kind)

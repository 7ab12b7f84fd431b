"""How old somebody is, and the letters in the circle beside a name."""

from datetime import date, datetime

from django.utils import timezone

from bridgework.web.shared.display.library import register


@register.filter
def age(born: date | None, now: datetime | None = None) -> int | str:
    """Whole years since birth."""
    if born is None:
        return ""
    today = timezone.localtime(now or timezone.now()).date()
    return today.year - born.year - ((today.month, today.day) < (born.month, born.day))


@register.filter
def initials(name: str) -> str:
    """First letters of first and last name, without titles."""
    words = [word for word in name.replace(",", " ").split() if not word.endswith(".")]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()

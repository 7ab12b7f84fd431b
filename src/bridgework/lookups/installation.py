"""Whether anybody uses this installation yet. Nothing here says who."""

from bridgework.records.models import Practice


def is_set_up() -> bool:
    """Whether there is a practice; until then there is nobody who could sign in."""
    return Practice.objects.exists()

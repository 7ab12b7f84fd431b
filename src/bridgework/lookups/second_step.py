"""Who has a second step of signing in: an authenticator app, a passkey or a security key. Recovery codes alone are none."""

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef

from bridgework.rules.facts import Viewer

_STEPS = Authenticator.objects.filter(type__in=[Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN])
OF_MEMBER = Exists(_STEPS.filter(user_id=OuterRef("person_id")))
"""For rows of Membership: whether that person has one."""


def has_second_step(viewer: Viewer) -> bool:
    """Whether the viewer has one themselves."""
    return viewer.person_id is not None and _STEPS.filter(user_id=viewer.person_id).exists()

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from bridgework.actions.defer_job import defer_job
from bridgework.actions.ledger import write_audit
from bridgework.actions.lock_colleagues import lock_colleagues
from bridgework.records.models import Membership, Person, Practice, Provider
from bridgework.rules.colleagues import check_roles
from bridgework.rules.facts import ROLES, Viewer
from bridgework.rules.refusals import MoveNotAllowed, NotComplete, NotFound


@transaction.atomic
def invite_person(
    viewer: Viewer, *, name: str, email: str, roles: Sequence[str], now: datetime, credentials: str = "", language: str = "en"
) -> Membership:
    """Somebody works at the viewer's practice from now on, and is told by e-mail with a link to choose a password.

    Who has an account already gets a second place of work, not a second account, and keeps the name they have. With `credentials` they
    become a clinician of the practice, too. Somebody who left comes back. Raises NotComplete with field -> sentence, NotAllowed.
    """
    practice, colleagues = lock_colleagues(viewer)
    name, email, credentials = " ".join(name.split()), email.strip(), " ".join(credentials.split())
    problems = _problems(name, email, roles, credentials)
    if problems:
        raise NotComplete("Not invited. What you typed is still here.", problems)
    person = _account(name, email, language)
    if not person.is_active:
        raise NotComplete(
            "Not invited. What you typed is still here.", {"email": "This account was closed by the administrator of this server."}
        )
    membership = Membership.objects.filter(person=person, practice=practice).first() or Membership(person=person, practice=practice)
    if membership.pk in colleagues and membership.is_active:
        raise NotComplete("Not invited. What you typed is still here.", {"email": "Somebody with this address works here already."})
    membership.roles, membership.is_active = [role for role in ROLES if role in roles], True
    if credentials:
        _clinician(practice, person, credentials)
    _plan_invitation(membership, now)
    write_audit(viewer, "invite_person", now, [])
    return membership


@transaction.atomic
def invite_again(viewer: Viewer, membership_id: UUID, *, now: datetime) -> Membership:
    """Sends the invitation once more, with a new link, to somebody who has not signed in yet. Raises MoveNotAllowed, NotFound, NotAllowed."""
    practice, _ = lock_colleagues(viewer)
    membership = Membership.objects.select_related("person").filter(pk=membership_id, practice=practice, is_active=True).first()
    if membership is None:
        raise NotFound
    if membership.person.last_login is not None:
        raise MoveNotAllowed(f"{membership.person.name} has signed in already, so no invitation was sent.")
    _plan_invitation(membership, now)
    write_audit(viewer, "invite_again", now, [])
    return membership


def _plan_invitation(membership: Membership, now: datetime) -> None:
    membership.invited_at, membership.invitation = now, "planned"
    membership.save()
    defer_job("send_invitation", membership_id=str(membership.pk), invited_at=now.isoformat())


def _account(name: str, email: str, language: str) -> Person:
    known = Person.objects.filter(email__iexact=email).first()
    if known is not None:
        return known
    # Two practices may invite the same new person at the same moment.
    return Person.objects.get_or_create(
        email=email.lower(), defaults={"name": name, "language": language, "password": make_password(None)}
    )[0]


def _clinician(practice: Practice, person: Person, credentials: str) -> None:
    known = practice.providers.filter(person=person).first() or practice.providers.filter(person=None, name__iexact=person.name).first()
    clinician = known or Provider(practice=practice, name=person.name)
    clinician.person, clinician.credentials, clinician.is_active = person, credentials, True
    clinician.save()


def _problems(name: str, email: str, roles: Sequence[str], credentials: str) -> dict[str, str]:
    problems = {}
    if not 1 <= len(name) <= 200:
        problems["name"] = "Give their name, as colleagues and patients know it."
    try:
        validate_email(email)
    except ValidationError:
        problems["email"] = "This is not an e-mail address."
    if wrong := check_roles(roles):
        problems["roles"] = wrong
    if len(credentials) > 60:
        problems["credentials"] = "At most 60 characters, such as DDS or DMD, MS."
    return problems

from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.db.models import Max, QuerySet

from bridgework.actions.ledger import write_audit
from bridgework.messages.kinds import LANGUAGES, OF_THE_PRACTICE, channels_of
from bridgework.messages.linter import Spot
from bridgework.records.constraints import refusing
from bridgework.records.models import Practice, Wording
from bridgework.rules import permissions
from bridgework.rules.case import plain_text
from bridgework.rules.facts import Viewer
from bridgework.rules.purposes import PURPOSES
from bridgework.rules.refusals import NotAllowed, NotComplete, NotFound, ReferralChanged
from bridgework.rules.wording import LONGEST_NOTE, LONGEST_SUBJECT, LONGEST_TEXT


@transaction.atomic
def write_wording(viewer: Viewer, place: Spot, *, subject: str, body: str, note: str, latest: int | None = None, now: datetime) -> Wording:
    """Keeps words of the viewer's practice as a draft, which says nothing before a second person approves it (`approve_wording`).

    A draft that stood there is given up for the new one. What the linter finds does not hinder keeping, only approval, so that no work is
    lost. `latest` is the newest version that the writer had seen. Raises NotComplete with field -> sentence, ReferralChanged where somebody
    else wrote a version since, NotFound for a place that there is not, NotAllowed.
    """
    permissions.require(viewer, "keep_words")
    _check_place(place)
    if viewer.person_id is None:
        raise NotAllowed("Words have a writer by name.")
    subject, body, note = " ".join(plain_text(subject).split()), plain_text(body).strip(), " ".join(plain_text(note).split())
    practice = Practice.objects.select_for_update(no_key=True).get(pk=permissions.practice_of(viewer))
    versions = versions_at(practice, place)
    newest = versions.aggregate(newest=Max("version"))["newest"] or 0
    if latest is not None and latest != newest:
        raise ReferralChanged("Somebody else changed these words a moment ago. What you typed is still on the page.")
    problems = _problems(place, subject, body, note)
    if problems:
        raise NotComplete("Not saved. What you typed is still here.", problems)
    versions.filter(approved_at=None, retired_at=None).update(retired_at=now, retired_by=viewer.person_id)
    draft = Wording(
        practice=practice,
        **asdict(place),
        version=newest + 1,
        subject=subject,
        body=body,
        note=note,
        written_by_id=viewer.person_id,
        written_at=now,
    )
    with refusing():
        draft.save(force_insert=True)
    write_audit(viewer, "write_wording", now, [])
    return draft


def versions_at(practice: Practice, place: Spot) -> QuerySet[Wording]:
    """All versions of one place."""
    return Wording.objects.filter(practice=practice, **asdict(place))


def _check_place(place: Spot) -> None:
    known = place.kind in OF_THE_PRACTICE and place.channel in channels_of(place.kind) and place.language in LANGUAGES
    if not known or place.purpose not in ("", *PURPOSES):
        raise NotFound


def _problems(place: Spot, subject: str, body: str, note: str) -> dict[str, str]:
    problems = {}
    if place.channel == "email" and not subject:
        problems["subject"] = "An e-mail needs a subject."
    if place.channel != "email" and subject:
        problems["subject"] = "Only an e-mail has a subject."
    if len(subject) > LONGEST_SUBJECT:
        problems["subject"] = f"At most {LONGEST_SUBJECT} characters."
    if not body:
        problems["body"] = "Write something, or go back to the built-in words."
    if len(body) > LONGEST_TEXT:
        problems["body"] = f"At most {LONGEST_TEXT} characters."
    if len(note) > LONGEST_NOTE:
        problems["note"] = f"At most {LONGEST_NOTE} characters."
    return problems

from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.approve_wording import lock_wording, place_of
from bridgework.actions.ledger import write_audit
from bridgework.messages.kinds import TO_PATIENTS
from bridgework.messages.linter import Spot, lint
from bridgework.messages.templates import with_subject
from bridgework.records.models import WordingTrial
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import MoveNotAllowed, NotComplete, NotFound


@transaction.atomic
def start_trial(viewer: Viewer, wording_id: UUID, *, now: datetime) -> WordingTrial:
    """A second person lets half of the patients get the words of a draft, by chance, while the others get those in force.

    Starting twice changes nothing. Only words to patients for every visit are tried. Raises MoveNotAllowed for the writer, for what is no
    draft any more and for a trial that was ended, NotComplete where the linter finds something, NotFound, NotAllowed.
    """
    permissions.require(viewer, "approve_words")
    practice, wording = lock_wording(viewer, wording_id)
    known = WordingTrial.objects.filter(wording=wording).first()
    if wording.approved_at is not None or wording.retired_at is not None or (known and known.ended_at):
        raise MoveNotAllowed("These words are no draft any more. Nothing was changed.")
    if known is not None:
        return known
    if viewer.person_id is None or wording.written_by_id == viewer.person_id:
        raise MoveNotAllowed("Somebody else than the writer lets words be tried. Nothing was changed.")
    if wording.kind not in TO_PATIENTS or wording.purpose or wording.anxious or wording.channel not in ("sms", "email"):
        raise MoveNotAllowed("Only words to patients that are said for every visit can be tried. Nothing was changed.")
    place = place_of(wording)
    found = lint(with_subject(wording.subject, wording.body), Spot(place.kind, place.channel, place.language))
    if found:
        raise NotComplete("Not tried: these words break a rule. Mend them first.", {"body": found[0].reason})
    trial = WordingTrial(practice=practice, wording=wording, started_by_id=viewer.person_id, started_at=now)
    trial.save(force_insert=True)
    write_audit(viewer, "start_trial", now, [])
    return trial


@transaction.atomic
def end_trial(viewer: Viewer, trial_id: UUID, *, now: datetime) -> WordingTrial:
    """From now on everybody gets the words in force; the draft stays one. Ending twice changes nothing. Raises NotFound, NotAllowed."""
    permissions.require(viewer, "approve_words")
    trial = WordingTrial.objects.select_for_update(of=("self",)).filter(pk=trial_id, practice_id=permissions.practice_of(viewer)).first()
    if trial is None:
        raise NotFound
    if trial.ended_at is None:
        trial.ended_at, trial.ended_by_id = now, viewer.person_id
        trial.save(update_fields=["ended_at", "ended_by"])
        write_audit(viewer, "end_trial", now, [])
    return trial

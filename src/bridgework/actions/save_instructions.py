from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import write_audit
from bridgework.records.models import InstructionTemplate, Practice, VisitType
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.instructions import AUDIENCES
from bridgework.rules.refusals import NotComplete
from bridgework.rules.triage import LONGEST_TEXT


@transaction.atomic
def save_instructions(
    viewer: Viewer, *, audience: str, visit_type_id: UUID | None, text: str, text_es: str = "", now: datetime
) -> InstructionTemplate | None:
    """The practice's own words before a visit, for an audience and a kind of visit (None: any); empty words: the usual ones again.

    What was given with earlier decisions stays as it was given. Raises NotComplete with field -> sentence, NotAllowed.
    """
    permissions.require(viewer, "run_practice")
    practice = Practice.objects.select_for_update(no_key=True).get(pk=permissions.practice_of(viewer))
    text, text_es = (words.replace("\r\n", "\n").strip() for words in (text, text_es))
    problems = {}
    if audience not in AUDIENCES:
        problems["audience"] = "Choose for whom these words are."
    if visit_type_id and not VisitType.objects.filter(pk=visit_type_id, practice=practice).exists():
        problems["visit_type"] = "Choose a kind of visit of your practice."
    if max(len(text), len(text_es)) > LONGEST_TEXT:
        problems["text"] = f"Keep it under {LONGEST_TEXT:,} characters."
    if audience == "patient" and bool(text) != bool(text_es):
        problems["text_es"] = "Patients read English or Spanish: write both, or neither."
    if problems:
        raise NotComplete("Not saved. What you typed is still here.", problems)
    write_audit(viewer, "save_instructions", now, [])
    place: dict[str, Any] = {"practice": practice, "audience": audience, "visit_type_id": visit_type_id}
    if not text:
        InstructionTemplate.objects.filter(**place).delete()
        return None
    columns = {"text": text, "text_es": text_es if audience == "patient" else "", "changed_at": now}
    row, _ = InstructionTemplate.objects.update_or_create(**place, defaults=columns)
    return row

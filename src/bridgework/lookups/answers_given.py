"""The answers of one referral as they are stored, for whoever writes them in another form than a page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from bridgework.lookups.visible import visible_to
from bridgework.lookups.wanted_records import questions_as_asked
from bridgework.records.models import Referral
from bridgework.records.only_row import only_row
from bridgework.rules.facts import Viewer
from bridgework.rules.forms.own import OwnQuestion
from bridgework.rules.forms.shapes import Form
from bridgework.rules.questions import form_for
from bridgework.rules.refusals import NotFound


@dataclass(frozen=True, slots=True)
class AnswersGiven:
    """The form, the case in its shape, the practice's own questions in the versions that were answered, and since when it stands (UTC)."""

    number: int
    form: Form
    case: dict[str, Any]
    asked: tuple[OwnQuestion, ...]
    at: datetime


def find_answers(viewer: Viewer, referral_id: UUID) -> AnswersGiven:
    """Of a referral that the viewer's practice sent or received. Raises NotFound."""
    row = only_row(Referral.objects.select_related("sender_practice").filter(visible_to(viewer), pk=referral_id))
    if row is None:
        raise NotFound
    return AnswersGiven(
        number=row.number,
        form=form_for(row.specialty, row.sender_practice.specialty),
        case=dict(row.case),
        asked=questions_as_asked(row.case.get("own") or ()),
        at=row.sent_at or row.created_at,
    )

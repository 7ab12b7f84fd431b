"""What a practice asks of those who refer to it: the records it wants on its terms, and its own questions, for the page that changes them."""

from dataclasses import dataclass
from uuid import UUID

from bridgework.lookups.wanted_records import own_question
from bridgework.records.models import FormQuestion, Practice
from bridgework.rules.completeness import REQUIREMENTS, Minimum, is_image, minimum_for, minimum_of
from bridgework.rules.facts import Viewer
from bridgework.rules.forms.own import OwnQuestion
from bridgework.rules.permissions import practice_of
from bridgework.rules.questions import Choice, form_for, procedures_for


@dataclass(frozen=True, slots=True)
class WantedRow:
    """A record that can be wanted: on which terms it is, or would be; `has_age` where its age can be bounded."""

    code: str
    label: str
    minimum: Minimum
    is_wanted: bool
    has_age: bool


@dataclass(frozen=True, slots=True)
class OwnRow:
    """An own question as it is asked now; `question` is the same over all its versions."""

    question: UUID
    asked: OwnQuestion


@dataclass(frozen=True, slots=True)
class FormSettings:
    """All of it, and the requests that a question or a record can be narrowed to."""

    practice_name: str
    specialty: str
    form_label: str
    procedures: tuple[Choice, ...]
    """Of every sender; those of dental offices are `dental_procedures`: a list of records is for them."""
    dental_procedures: tuple[Choice, ...]
    wanted: tuple[WantedRow, ...]
    own: tuple[OwnRow, ...]


def find_form_settings(viewer: Viewer) -> FormSettings:
    """Of the viewer's own practice. Raises NotAllowed for somebody without one."""
    practice = Practice.objects.get(pk=practice_of(viewer))
    now_wanted = {
        minimum.code: minimum for minimum in minimum_for(practice.specialty, practice.minimum_records, terms=practice.record_terms)
    }
    rows = FormQuestion.objects.filter(practice=practice, ended_at=None).order_by("position", "id")
    listed = [*now_wanted, *(code for code in REQUIREMENTS if code not in now_wanted and code != "own_questions")]
    return FormSettings(
        practice_name=practice.name,
        specialty=practice.specialty,
        form_label=form_for(practice.specialty).label,
        procedures=procedures_for(practice.specialty),
        dental_procedures=form_for(practice.specialty).procedures,
        wanted=tuple(
            WantedRow(code, REQUIREMENTS[code], now_wanted.get(code) or minimum_of(code), code in now_wanted, is_image(code))
            for code in listed
        ),
        own=tuple(OwnRow(row.question, own_question(row)) for row in rows),
    )

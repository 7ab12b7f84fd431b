"""The words of the viewer's practice, for the pages that change them: what is said where, what waits for approval, how it came about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from django.db.models import Q

from bridgework.messages.kinds import LANGUAGES, OF_THE_PRACTICE, TO_OFFICES, TO_PATIENTS, channels_of
from bridgework.messages.templates import places_for, read_template, shipped, without_subject
from bridgework.records.models import Membership, Wording
from bridgework.rules.facts import Viewer
from bridgework.rules.permissions import MAY, may, practice_of, require
from bridgework.rules.purposes import PURPOSES
from bridgework.rules.refusals import NotFound
from bridgework.rules.word_changes import Part, changed_parts
from bridgework.rules.wording import REMIND_BEFORE, is_due_for_review, is_left_behind

State = Literal["program", "own", "draft", "review"]
MOST_VERSIONS = 20


@dataclass(frozen=True, slots=True)
class WordingRow:
    """A message on one channel in one language. `state` is what asks for somebody first: a draft, a review; else whose words are said.

    `places` counts the practice's own words there, those for single visits and moods included; `text` is what is said to everybody.
    """

    kind: str
    channel: str
    language: str
    state: State
    places: int
    text: str
    left_behind: bool = False
    """Another language has newer words of the practice for everybody; this one still says the older, or the program's."""


@dataclass(frozen=True, slots=True)
class Version:
    """One version, with what changed against the words before it."""

    id: UUID
    number: int
    subject: str
    body: str
    note: str
    repeats: int | None
    written_by: str
    written_at: datetime
    approved_by: str
    approved_at: datetime | None
    review_on: date | None
    retired_at: datetime | None
    changes: tuple[Part, ...]
    is_mine: bool
    """The viewer wrote it, and so does not approve it."""
    trial: Literal["", "running", "ended"] = ""
    """Whether half of the patients get it, or got it once."""

    @property
    def is_draft(self) -> bool:
        return self.approved_at is None and self.retired_at is None

    @property
    def is_said(self) -> bool:
        return self.approved_at is not None and self.retired_at is None


@dataclass(frozen=True, slots=True)
class WordingPage:
    """The words of one place. `subject` and `body` are what is said now, by whom `source` tells: own, program, or the program's or own words
    of a place for more people ("wider"). `places` are those with words of their own: purpose, anxious."""

    kind: str
    channel: str
    language: str
    purpose: str
    anxious: bool
    source: Literal["own", "program", "wider"]
    subject: str
    body: str
    program_subject: str
    program_body: str
    versions: tuple[Version, ...]
    """The newest first."""
    places: frozenset[tuple[str, bool]]
    review_is_due: bool
    approvers: tuple[str, ...]
    """Names of others who may approve."""
    behind: tuple[tuple[str, datetime | None], ...] = ()
    """Languages that still say older words here, or the program's (None): each with when the practice last wrote in it."""
    is_behind: bool = False
    """This language does, and another has newer words."""

    @property
    def draft(self) -> Version | None:
        return next((version for version in self.versions if version.is_draft), None)

    @property
    def said(self) -> Version | None:
        return next((version for version in self.versions if version.is_said), None)

    @property
    def can_be_tried(self) -> bool:
        """Whether the draft can be tried on half of the patients: words to them that are said for every visit, and not tried before."""
        is_for_all = self.kind in TO_PATIENTS and self.channel in ("sms", "email") and not self.purpose and not self.anxious
        return bool(is_for_all and self.draft and not self.draft.trial)

    @property
    def is_tried(self) -> bool:
        """Whether the draft is on trial now."""
        return bool(self.draft and self.draft.trial == "running")

    @property
    def latest(self) -> int:
        return self.versions[0].number if self.versions else 0


def list_wordings(viewer: Viewer, *, today: date) -> tuple[WordingRow, ...]:
    """Every message of the viewer's practice on every channel and language, in the order of `OF_THE_PRACTICE`; one query."""
    require(viewer, "keep_words")
    rows = Wording.objects.filter(practice_id=practice_of(viewer), retired_at=None)
    found: dict[tuple[str, str, str], list[Wording]] = {}
    for row in rows:
        found.setdefault((row.kind, row.channel, row.language), []).append(row)
    return tuple(
        replace(
            _row(kind, channel, language, found.get((kind, channel, language), ()), today),
            left_behind=_is_behind(kind, language, {one: _general(found.get((kind, channel, one), ())) for one in LANGUAGES}),
        )
        for kind in OF_THE_PRACTICE
        for channel in channels_of(kind)
        for language in LANGUAGES
    )


def count_waiting_words(viewer: Viewer, *, today: date) -> int:
    """How many of the practice's words wait for somebody: drafts for approval by another than the viewer, and words to be read again.

    0 for whoever may not keep words.
    """
    if not may(viewer, "keep_words") or viewer.practice_id is None:
        return 0
    drafts = Q(approved_at=None) & ~Q(written_by=viewer.person_id)
    late = Q(approved_at__isnull=False, review_on__lte=today + REMIND_BEFORE)
    return Wording.objects.filter(drafts | late, practice_id=viewer.practice_id, retired_at=None).count()


def find_wording(
    viewer: Viewer, kind: str, channel: str, language: str, *, purpose: str = "", anxious: bool = False, today: date
) -> WordingPage:
    """The words of one place at the viewer's practice. Raises NotFound where there is no such place."""
    require(viewer, "keep_words")
    if kind not in OF_THE_PRACTICE or channel not in channels_of(kind) or language not in LANGUAGES or purpose not in ("", *PURPOSES):
        raise NotFound
    practice_id = practice_of(viewer)
    standing = _standing(practice_id, kind, channel, purpose, anxious)
    rows = list(
        Wording.objects.filter(practice_id=practice_id, kind=kind, channel=channel, language=language)
        .select_related("written_by", "approved_by", "trial")
        .order_by("-version")
    )
    here = [row for row in rows if (row.purpose, row.anxious) == (purpose, anxious)]
    program = without_subject(read_template(kind, channel, language, purpose=purpose, anxious=anxious))
    said = next((row for row in here if row.approved_at and not row.retired_at), None)
    wider = None if said else _wider(rows, kind, channel, language, purpose, anxious)
    words = (said.subject, said.body) if said else (wider.subject, wider.body) if wider else program
    is_here = shipped(kind, channel, language, purpose, anxious) is not None
    return WordingPage(
        kind=kind,
        channel=channel,
        language=language,
        purpose=purpose,
        anxious=anxious,
        source="own" if said else "program" if is_here and wider is None else "wider",
        subject=words[0],
        body=words[1],
        program_subject=program[0],
        program_body=program[1],
        versions=tuple(_versions(here, program, viewer)),
        places=frozenset(
            {(row.purpose, row.anxious) for row in rows if row.retired_at is None}
            | {
                (code, mood)
                for code in ("", *PURPOSES)
                for mood in (False, True)
                if shipped(kind, channel, language, code, mood) is not None
            }
        ),
        review_is_due=bool(said and is_due_for_review(said.review_on, today)),
        approvers=_approvers(viewer, practice_id),
        behind=tuple((one, _written(standing[one])) for one in LANGUAGES if one != language and _is_behind(kind, one, standing)),
        is_behind=_is_behind(kind, language, standing),
    )


def _standing(practice_id: UUID, kind: str, channel: str, purpose: str, anxious: bool) -> dict[str, list[Wording]]:
    """The practice's words of one place in each language: said, or waiting for approval."""
    rows = Wording.objects.filter(practice_id=practice_id, kind=kind, channel=channel, retired_at=None, purpose=purpose, anxious=anxious)
    found: dict[str, list[Wording]] = {language: [] for language in LANGUAGES}
    for row in rows:
        found[row.language].append(row)
    return found


def _general(rows: Iterable[Wording]) -> list[Wording]:
    return [row for row in rows if not row.purpose and not row.anxious]


def _written(rows: Iterable[Wording]) -> datetime | None:
    return max((row.written_at for row in rows), default=None)


def _is_behind(kind: str, language: str, standing: Mapping[str, list[Wording]]) -> bool:
    """Whether a language has older words than another. Offices are written to in one language."""
    if kind in TO_OFFICES:
        return False
    return any(is_left_behind(_written(standing[language]), _written(rows)) for other, rows in standing.items() if other != language)


def _row(kind: str, channel: str, language: str, rows: Iterable[Wording], today: date) -> WordingRow:
    listed = list(rows)
    said = [row for row in listed if row.approved_at]
    general = next((row for row in said if not row.purpose and not row.anxious), None)
    state: State = "own" if said else "program"
    if any(is_due_for_review(row.review_on, today) for row in said):
        state = "review"
    if any(row.approved_at is None for row in listed):
        state = "draft"
    text = general.body if general else without_subject(read_template(kind, channel, language))[1]
    return WordingRow(kind, channel, language, state, len(said), text)


def _wider(rows: list[Wording], kind: str, channel: str, language: str, purpose: str, anxious: bool) -> Wording | None:
    """The practice's words that are said here because there are none for exactly this place; None where the program's fit better."""
    for place in places_for(purpose, anxious):
        own = next((row for row in rows if (row.purpose, row.anxious) == place and row.approved_at and not row.retired_at), None)
        if own is not None:
            return own
        if shipped(kind, channel, language, *place) is not None:
            return None
    return None


def _versions(rows: list[Wording], program: tuple[str, str], viewer: Viewer) -> Iterable[Version]:
    """Newest first; each compared with the words that were approved before it, the first with the program's."""
    approved: list[Wording] = [row for row in rows if row.approved_at]
    for row in rows[:MOST_VERSIONS]:
        before = next((other for other in approved if other.version < row.version), None)
        old = _whole(before.subject, before.body) if before else _whole(*program)
        yield Version(
            id=row.pk,
            number=row.version,
            subject=row.subject,
            body=row.body,
            note=row.note,
            repeats=row.repeats,
            written_by=row.written_by.name,
            written_at=row.written_at,
            approved_by=row.approved_by.name if row.approved_by else "",
            approved_at=row.approved_at,
            review_on=row.review_on,
            retired_at=row.retired_at,
            changes=changed_parts(old, _whole(row.subject, row.body)),
            is_mine=row.written_by_id == viewer.person_id,
            trial=_trial(row),
        )


def _whole(subject: str, body: str) -> str:
    return f"{subject}\n{body}" if subject else body


def _approvers(viewer: Viewer, practice_id: UUID) -> tuple[str, ...]:
    rows = Membership.objects.filter(
        practice_id=practice_id, is_active=True, person__is_active=True, roles__overlap=sorted(MAY["approve_words"])
    )
    listed = rows.order_by("person__name").values_list("person_id", "person__name")
    return tuple(name for person_id, name in listed if person_id != viewer.person_id)


def _trial(row: Wording) -> Literal["", "running", "ended"]:
    trial = getattr(row, "trial", None)
    return "" if trial is None else "ended" if trial.ended_at else "running"

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import IO, Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from bridgework.actions.admit_guest import admit_guest, counted, require_room
from bridgework.actions.save_draft import fill_draft
from bridgework.actions.send_guest_code import send_code
from bridgework.records import files
from bridgework.records.ids import new_id
from bridgework.records.models import GuestFile, GuestSubmission, Practice, Referral
from bridgework.rules.contact import display_phone
from bridgework.rules.guests import GuestOffice, Traffic, decide_admission
from bridgework.rules.refusals import MoveNotAllowed, NotComplete
from bridgework.rules.sending import problems_before_sending


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came with a form; `content` can be rewound, `size` is in bytes."""

    name: str
    content: IO[bytes]
    size: int


@dataclass(frozen=True, slots=True)
class Problem:
    """What the referral is about: the case, the teeth (Universal) and what they do not say (`rules.sites`)."""

    case: Mapping[str, Any]
    teeth: Sequence[str]
    sites: Sequence[str]


def keep_guest_submission(
    slug: str,
    key: UUID,
    *,
    came_from: str,
    uploads: Sequence[Upload],
    now: datetime,
    office: GuestOffice | None = None,
    patient: Mapping[str, str] | None = None,
    case: Mapping[str, Any] | None = None,
    teeth: Sequence[str] = (),
    sites: Sequence[str] = (),
) -> GuestSubmission:
    """Keeps what somebody without an account wrote on a practice's public page, and where it is complete sends the code.

    `key` is made by the page: the same form posted again changes the same submission. Without `office`, `patient` and `case` (checked by
    the rules before) only the files are kept, so that none is lost when the form comes back. `came_from` is the hash of the network address.
    Raises NotFound where there is no such page, NotComplete with field -> sentence, FileRefused, MoveNotAllowed where there were too many.
    """
    submission = admit_guest(slug, key, came_from=came_from, now=now)
    if uploads:
        _keep_files(submission.pk, uploads, now)
    if office is None or patient is None or case is None or submission.status == "sent":
        return submission
    return _complete(submission.pk, office, dict(patient), Problem(case, teeth, sites), now)


@transaction.atomic
def _keep_files(key: UUID, uploads: Sequence[Upload], now: datetime) -> None:
    submission = GuestSubmission.objects.select_for_update().get(pk=key)
    if submission.status == "sent":
        return
    there = list(submission.files.all())
    require_room(submission, [upload.size for upload in uploads], now)
    known = {file.sha256 for file in there}
    for upload in uploads:
        file_id = new_id()
        sha256, size = files.keep_apart(file_id, upload.content)
        if sha256 in known:
            files.erase_apart(file_id)
            continue
        known.add(sha256)
        GuestFile.objects.create(pk=file_id, submission=submission, name=upload.name[-255:], sha256=sha256, size=size, added_at=now)


@transaction.atomic
def _complete(key: UUID, office: GuestOffice, patient: dict[str, str], problem: Problem, now: datetime) -> GuestSubmission:
    submission = GuestSubmission.objects.select_for_update(of=("self",)).select_related("practice").get(pk=key)
    if submission.status == "sent":
        return submission
    checked = _check(submission.practice, problem, office.specialty)
    is_new_address = submission.email != office.email
    if is_new_address and (refusal := _too_many_for(office.email, submission, now)):
        raise MoveNotAllowed(refusal)
    # A code that went to one phone proves nothing of another.
    is_new_address = is_new_address or (submission.code_channel == "sms" and submission.phone != office.phone)
    submission.office, submission.clinician, submission.specialty = office.office, office.clinician, office.specialty
    submission.phone, submission.email = office.phone, office.email
    submission.patient, submission.case, submission.teeth, submission.sites = patient, checked.case, checked.teeth, checked.sites
    is_waiting = submission.status == "waiting"
    submission.status = "waiting"
    if is_new_address or not is_waiting:
        send_code(submission, channel="email", now=now, at_once=is_new_address)
    submission.save()
    return submission


def _check(practice: Practice, problem: Problem, sender: str) -> Referral:
    """The case as a referral to that practice would hold it, from an office of the kind `sender`; nothing is written. Raises NotComplete with field -> sentence."""
    referral = Referral(recipient_practice=practice, specialty=practice.specialty)
    fill_draft(
        referral, case=problem.case, teeth=problem.teeth, sites=problem.sites, recipient_practice_id=None, referring_provider_id=None
    )
    problems = problems_before_sending(
        has_recipient=True,
        has_referring_provider=True,
        case=referral.case,
        teeth=referral.teeth or referral.sites,
        specialty=practice.specialty,
        sender=sender,
        is_discarded=False,
    )
    if problems:
        raise NotComplete("Not sent yet: something is missing. Everything you typed is kept.", problems)
    return referral


def _too_many_for(email: str, submission: GuestSubmission, now: datetime) -> str:
    practice = submission.practice
    return decide_admission(Traffic({}, {}, counted(Q(email=email), now)), practice.name, display_phone(practice.phone))

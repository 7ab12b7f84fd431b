"""Who agreed to messages, when and to which words, and who wanted no more: the whole history of one patient, for whoever asks years later."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from bridgework.lookups.our_numbers import our_address
from bridgework.lookups.person import contact_of
from bridgework.lookups.visible import visible_to
from bridgework.records.models import ContactConsent, OptOut, Patient, Practice, Referral
from bridgework.records.only_row import only_row
from bridgework.rules.contact import display_phone
from bridgework.rules.facts import Viewer
from bridgework.rules.permissions import may
from bridgework.rules.refusals import NotFound

CHANNELS = ("sms", "email")
ELSEWHERE = "told another practice"
MOST = 200
"""Rows of each kind that are shown, the latest: nobody has as many."""


@dataclass(frozen=True, slots=True)
class ChannelState:
    """How a channel stands now: agreed, stopped, withdrawn, never (nobody asked) or nowhere (no number or address is known).

    `by` is what decided it: to whom it was said, or the word that was written; `since` is UTC.
    """

    channel: str
    address: str
    state: str
    since: datetime | None = None
    by: str = ""
    may_take_back: bool = False
    """The stop is the practice's own (recorded by somebody, or taken from what was said), and its people may end it; a STOP only the patient."""


@dataclass(frozen=True, slots=True)
class ConsentEntry:
    """One thing that was said: given, withdrawn, stopped or again. `channel` is "" where it was said of messages as such.

    `source` tells to whom, or by which door; `word` what they wrote; `wording` the version of the words that were agreed to; `whose` the
    practice that alone is meant, "" for everybody who writes from our number; `ours` that number; `confirmed_by` as in `OptOut`.
    """

    at: datetime
    kind: str
    channel: str
    address: str
    source: str = ""
    word: str = ""
    wording: str = ""
    way: str = ""
    whose: str = ""
    ours: str = ""
    confirmed_by: str = ""


@dataclass(frozen=True, slots=True)
class ConsentHistory:
    """How the channels of a patient stand, and everything that was said of them, the latest first. `may_record`: the viewer may add to it."""

    patient_id: UUID
    patient: str
    channels: tuple[ChannelState, ...]
    entries: tuple[ConsentEntry, ...]
    may_record: bool
    in_own_chart: bool
    """The patient is in the chart of the viewer's practice, which records what it is told there."""
    start_at: str
    """The number to which the patient writes START."""


def consents_of_patient(viewer: Viewer, patient_id: UUID) -> ConsentHistory:
    """Of a patient of the viewer's own chart, as far as it is about the practices that they were referred to. Raises NotFound."""
    patient = only_row(Patient.objects.prefetch_related("proxies").filter(Q(practice_id=viewer.practice_id), pk=patient_id))
    if patient is None or not viewer.is_staff or viewer.practice_id is None:
        raise NotFound
    reached = patient.referrals.filter(sent_at__isnull=False).values_list("recipient_practice_id", flat=True)
    practices = {key for key in reached if key is not None} | {viewer.practice_id}
    return _history(viewer, patient, practices, None, may_record=may(viewer, "refer"))


def consents_of_referral(viewer: Viewer, referral_id: UUID) -> ConsentHistory:
    """Of the patient of a referral, for either side. An agreement counts for whoever they are referred to, and is told to them; who heard it
    is named only where that was a practice of this referral: the name of another one's people would tell that the patient is known there.
    A stop that only another practice was told stays there. Raises NotFound.
    """
    rows = Referral.objects.select_related("patient", "recipient_practice").prefetch_related("patient__proxies")
    row = only_row(rows.filter(visible_to(viewer), pk=referral_id))
    if row is None or not viewer.is_staff:
        raise NotFound
    is_ours = row.recipient_practice_id == viewer.practice_id and row.sent_at is not None
    practices = {row.recipient_practice_id} if row.recipient_practice_id else set()
    named = practices | {row.sender_practice_id, row.patient.practice_id, None}
    return _history(viewer, row.patient, practices, row.recipient_practice, may_record=is_ours and may(viewer, "schedule"), named=named)


def _history(
    viewer: Viewer,
    patient: Patient,
    practices: set[UUID],
    writer: Practice | None,
    *,
    may_record: bool,
    named: Collection[UUID | None] | None = None,
) -> ConsentHistory:
    """`writer` is the practice whose messages are meant; None: everybody's. `named` are those whose people are told by name; None: all."""
    given = list(ContactConsent.objects.filter(patient=patient).order_by("-at", "-id")[:MOST])
    for row in given:
        if named is not None and row.heard_by_id not in named:
            row.source = ELSEWHERE
    contact = contact_of(patient)
    now = {"sms": contact.phone, "email": contact.email.lower()}
    addresses = {row.address.lower() for row in given} | {patient.phone, patient.email.lower()} | set(now.values())
    addresses |= {address.lower() for proxy in patient.proxies.all() for address in (proxy.phone, proxy.email)}
    wishes = list(
        OptOut.objects.select_related("practice")
        .filter(Q(practice=None) | Q(practice_id__in=practices), address__in=addresses - {""})
        .order_by("-at", "-id")[:MOST]
    )
    number = our_address("sms", writer.text_number if writer else "")
    entries = [*_said(patient, given), *_wished(wishes)]
    return ConsentHistory(
        patient_id=patient.pk,
        patient=patient.full_name,
        channels=tuple(_state(patient, channel, now[channel], number, given, wishes, writer) for channel in CHANNELS),
        entries=tuple(sorted(entries, key=lambda entry: entry.at, reverse=True)),
        may_record=may_record,
        in_own_chart=patient.practice_id == viewer.practice_id,
        start_at=_shown("sms", number),
    )


def _state(
    patient: Patient,
    channel: str,
    address: str,
    number: str,
    given: Iterable[ContactConsent],
    wishes: Iterable[OptOut],
    writer: Practice | None,
) -> ChannelState:
    shown = _shown(channel, address)
    if not address:
        return ChannelState(channel, "", "nowhere")
    ours = ("", number) if channel == "sms" else ("", our_address(channel))
    standing = [wish for wish in wishes if wish.ended_at is None and (wish.channel, wish.address) == (channel, address)]
    standing = [wish for wish in standing if wish.our_address in ours or (writer is None and wish.practice_id is not None)]
    if standing:
        # What they wrote themselves weighs more than what was recorded for them: only they can end it.
        stop = min(standing, key=lambda wish: (wish.practice_id is not None, wish.at))
        return ChannelState(
            channel, shown, "stopped", stop.at, stop.word, may_take_back=all(wish.practice_id is not None for wish in standing)
        )
    last = next((row for row in given if row.channel == channel), None)
    if patient.may_contact:
        at, by = (last.at, last.source) if last and last.is_given else (patient.consent_at, patient.consent_source)
        return ChannelState(channel, shown, "agreed", at, by)
    if last is not None and not last.is_given:
        return ChannelState(channel, shown, "withdrawn", last.at, last.source)
    return ChannelState(channel, shown, "never")


def _said(patient: Patient, given: list[ContactConsent]) -> list[ConsentEntry]:
    """What was told to somebody. What was kept on the patient alone, before there was a history, is told, too."""
    entries = [
        ConsentEntry(
            at=row.at,
            kind="given" if row.is_given else "withdrawn",
            channel=row.channel,
            address=_shown(row.channel, row.address),
            source=row.source,
            wording=row.wording,
            way=row.way,
        )
        for row in given
    ]
    if patient.may_contact and patient.consent_at and not any(row.at == patient.consent_at for row in given):
        entries.append(ConsentEntry(patient.consent_at, "given", "", "", source=patient.consent_source, wording=patient.consent_wording))
    return entries


def _wished(wishes: list[OptOut]) -> list[ConsentEntry]:
    """What was written to us or recorded by a person, and when it ended."""
    entries = []
    for wish in wishes:
        about = {
            "channel": wish.channel,
            "address": _shown(wish.channel, wish.address),
            "whose": wish.practice.name if wish.practice else "",
            "ours": _shown("sms", wish.our_address) if wish.channel == "sms" and wish.our_address else "",
        }
        entries.append(ConsentEntry(wish.at, "stopped", source=wish.source, word=wish.word, confirmed_by=wish.confirmed_by, **about))
        if wish.ended_at is not None:
            entries.append(ConsentEntry(wish.ended_at, "again", source="reply", word=wish.ended_by, **about))
    return entries


def _shown(channel: str, address: str) -> str:
    return display_phone(address) if channel == "sms" and address else address

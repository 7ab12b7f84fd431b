"""What decides the next message to a patient, for one referral or for many in a fixed number of queries. For the system only."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, prefetch_related_objects

from bridgework.lookups.person import contact_of
from bridgework.records.models import Appointment, CadencePolicy, OptOut, PlannedMessage, Referral, ReferralCadence
from bridgework.rules.cadence_facts import CadenceFacts, Told, Visit
from bridgework.rules.cadence_policy import REMINDERS, Policy, Scope, fits, read_policy, usual_policy, weight
from bridgework.rules.cadence_stops import WITH_VISIT
from bridgework.rules.contact import decide_patient_zone, fingerprint
from bridgework.rules.facts import Viewer
from bridgework.rules.person import Contact
from bridgework.rules.refusals import NotAllowed

WEEK = timedelta(days=8)
"""How far back messages matter for the caps, with a day for time zones; so long, too, an address that refused a message is left alone."""
NOT_SENT = frozenset({"dropped", "failed"})


@dataclass(frozen=True, slots=True)
class Reaching:
    """The facts of a referral's cadence with the policy they go by: `policy_id` None is the usual one; `row` is None before it has begun."""

    facts: CadenceFacts
    policy_id: UUID | None
    row: ReferralCadence | None


def cadence_facts(viewer: Viewer, referral_ids: Collection[UUID], now: datetime) -> dict[UUID, Reaching]:
    """The facts of each of the referrals (those that have a receiving practice), in as many queries however many they are."""
    if viewer.kind != "system":
        raise NotAllowed("Only the system asks this.")
    rows = Referral.objects.filter(pk__in=referral_ids, recipient_practice__isnull=False, sent_at__isnull=False)
    return read_around(rows.select_related("patient", "recipient_practice").prefetch_related("patient__proxies"), now)


def read_around(referrals: Iterable[Referral], now: datetime) -> dict[UUID, Reaching]:
    """The facts of referrals that are at hand, their changes perhaps not saved yet, each with its patient and receiving practice."""
    known = [referral for referral in referrals if referral.recipient_practice_id and referral.sent_at]
    ids = [referral.pk for referral in known]
    rows = {row.referral_id: row for row in ReferralCadence.objects.select_related("policy").filter(pk__in=ids)}
    policies = _policies_of(referral for referral in known if referral.pk not in rows)
    visits = {
        referral_id: Visit(starts_at, changed_at)
        for referral_id, starts_at, changed_at in _visits([referral.pk for referral in known if referral.state in WITH_VISIT])
    }
    told = _told(known, now)
    prefetch_related_objects([referral.patient for referral in known], "proxies")
    contacts = {referral.pk: contact_of(referral.patient) for referral in known}
    stopped = _opted_out(known, contacts)
    found = {}
    for referral in known:
        row = rows.get(referral.pk)
        policy_id, policy = _policy_of(row, referral, policies)
        ours = told.get((referral.patient_id, referral.recipient_practice_id), [])
        found[referral.pk] = Reaching(
            _facts(referral, policy, row, visits.get(referral.pk), ours, contacts[referral.pk], stopped, now), policy_id, row
        )
    return found


def _visits(referral_ids: list[UUID]) -> Iterable[tuple[UUID, datetime, datetime]]:
    if not referral_ids:
        return ()
    rows = Appointment.objects.filter(referral_id__in=referral_ids, status__in=["booked", "arrived"]).order_by()
    return rows.values_list("referral_id", "starts_at", "changed_at")


def policy_in_force(referral: Referral) -> CadencePolicy | None:
    """The practice's policy that fits a referral best now; None where that is the usual one."""
    return _best(_policies_of([referral]).get(referral.recipient_practice_id, ()), referral)


def _policies_of(referrals: Iterable[Referral]) -> dict[UUID | None, list[CadencePolicy]]:
    """What is in force at the receiving practices."""
    practices = {referral.recipient_practice_id for referral in referrals if referral.recipient_practice_id}
    found: dict[UUID | None, list[CadencePolicy]] = {}
    for policy in CadencePolicy.objects.filter(practice_id__in=practices, retired_at=None) if practices else ():
        found.setdefault(policy.practice_id, []).append(policy)
    return found


def _policy_of(
    row: ReferralCadence | None, referral: Referral, policies: Mapping[UUID | None, Sequence[CadencePolicy]]
) -> tuple[UUID | None, Policy]:
    """The version that the referral began with, or was moved to; before it has begun the one in force."""
    held = row.policy if row else _best(policies.get(referral.recipient_practice_id, ()), referral)
    return (held.pk, read_policy(held.steps)) if held else (None, usual_policy(referral.tier))


def _best(policies: Iterable[CadencePolicy], referral: Referral) -> CadencePolicy | None:
    scopes = [(policy, Scope(policy.tier, policy.specialty, policy.anxiety)) for policy in policies]
    fitting = [
        (weight(scope), policy)
        for policy, scope in scopes
        if fits(scope, referral.tier, referral.specialty, is_nervous=referral.patient.is_nervous)
    ]
    return max(fitting, key=lambda one: one[0])[1] if fitting else None


@dataclass(frozen=True, slots=True)
class _Message:
    """A message to the patient, as far as it decides about the next one."""

    referral_id: UUID
    kind: str
    step: int | None
    status: str
    channel: str
    address: str
    due_at: datetime
    facts: Mapping[str, Any]


def _told(referrals: Sequence[Referral], now: datetime) -> dict[tuple[UUID, UUID | None], list[_Message]]:
    """By patient and practice: the caps count what a practice writes to a patient about all their referrals."""
    rows: QuerySet[PlannedMessage] = PlannedMessage.objects.filter(
        Q(due_at__gt=now - WEEK) | Q(step__isnull=False) | Q(kind__in=REMINDERS),
        referral__patient_id__in={referral.patient_id for referral in referrals},
        referral__recipient_practice_id__in={referral.recipient_practice_id for referral in referrals},
        recipient="patient",
    ).order_by("due_at")
    found: dict[tuple[UUID, UUID | None], list[_Message]] = {}
    columns = ("referral_id", "kind", "step", "status", "channel", "address", "due_at", "facts")
    for patient_id, practice_id, *values in rows.values_list("referral__patient_id", "referral__recipient_practice_id", *columns):
        found.setdefault((patient_id, practice_id), []).append(_Message(*values))
    return found


def _opted_out(referrals: Sequence[Referral], contacts: Mapping[UUID, Contact]) -> set[tuple[str, str, UUID | None]]:
    """The (channel, address, practice) that want no messages; practice None: from nobody."""
    addresses = {address for contact in contacts.values() for address in (contact.phone, contact.email.lower()) if address}
    rows = OptOut.objects.filter(address__in=addresses, ended_at=None) if referrals and addresses else OptOut.objects.none()
    return set(rows.values_list("channel", "address", "practice_id"))


def _facts(
    referral: Referral,
    policy: Policy,
    row: ReferralCadence | None,
    visit: Visit | None,
    messages: Sequence[_Message],
    contact: Contact,
    stopped: Collection[tuple[str, str, UUID | None]],
    now: datetime,
) -> CadenceFacts:
    practice = referral.recipient_practice
    assert practice is not None
    assert referral.sent_at is not None
    patient = referral.patient
    zone = decide_patient_zone(patient.zip, contact.phone, practice.time_zone)
    recent = [message for message in messages if message.due_at > now - WEEK]
    channels, blocked = _channels(contact, practice.pk, recent, stopped)
    return CadenceFacts(
        policy=policy,
        state=referral.state,
        tier=referral.tier,
        zone=zone.zone,
        zone_reason=zone.reason,
        sent_at=referral.sent_at,
        accepted_at=referral.accepted_at,
        since=row.since if row else None,
        wants_advice=referral.wants_advice,
        is_nervous=patient.is_nervous,
        person_decides=referral.undecided_since is not None,
        call_agreed=referral.call_again_at is not None and referral.call_again_at > now and not referral.call_tries,
        is_worse=referral.call_wanted_at is not None,
        time_asked=referral.time_requested_at is not None,
        reply_waits=referral.reply_waits_since is not None,
        deceased=patient.deceased_on is not None,
        may_contact=patient.may_contact,
        preferred_channel=patient.preferred_channel,
        channels=channels,
        blocked=blocked,
        reminders_wanted=patient.reminders,
        visit=visit,
        told=tuple(_as_told(message, referral.pk) for message in messages),
    )


def _as_told(message: _Message, referral_id: UUID) -> Told:
    own = message.referral_id == referral_id
    counts = message.status not in NOT_SENT and not message.facts.get("at_any_hour")
    starts_at = message.facts.get("starts_at")
    return Told(
        message.kind,
        message.due_at,
        message.step if own else None,
        counts,
        datetime.fromisoformat(starts_at) if own and starts_at else None,
        waits=own and message.status == "planned",
    )


def _channels(
    contact: Contact, practice_id: UUID, messages: Sequence[_Message], stopped: Collection[tuple[str, str, UUID | None]]
) -> tuple[frozenset[str], str]:
    """The channels that reach the patient, and why not the others: opted_out before bounced before no_address."""
    open_channels, blocked = set(), {"no_address"}
    for channel, address in (("sms", contact.phone), ("email", contact.email)):
        if not address:
            continue
        if any((channel, address.lower(), practice) in stopped for practice in (None, practice_id)):
            blocked.add("opted_out")
        elif _refused(messages, channel, address):
            blocked.add("bounced")
        else:
            open_channels.add(channel)
    return frozenset(open_channels), next(code for code in ("opted_out", "bounced", "no_address") if code in blocked)


def _refused(messages: Sequence[_Message], channel: str, address: str) -> bool:
    """Whether the last message to this address did not arrive: for good, or until it went by the other channel."""
    for message in reversed(messages):
        if message.facts.get("refused") == fingerprint(address):
            return True
        if (message.channel, message.address) == (channel, address):
            return message.status == "failed"
    return False

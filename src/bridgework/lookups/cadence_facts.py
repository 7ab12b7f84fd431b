"""What decides the next message to a patient, for one referral or for many in a fixed number of queries. For the system only."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import prefetch_related_objects

from bridgework.lookups.around_referral import COLUMNS, Around, around_of
from bridgework.lookups.our_numbers import our_address
from bridgework.lookups.person import contacts_for
from bridgework.lookups.policy_in_force import best_policy, policies_of
from bridgework.records.kept_question import KeptQuestion
from bridgework.records.models import Appointment, OptOut, Referral, ReferralCadence
from bridgework.rules.cadence_facts import CadenceFacts, Told, Visit
from bridgework.rules.cadence_policy import REMINDERS, Policy, read_policy, usual_policy
from bridgework.rules.cadence_stops import WITH_VISIT
from bridgework.rules.contact import decide_patient_zone, fingerprint

WEEK = timedelta(days=8)
"""How far back messages matter for the caps, with a day for time zones; so long, too, an address that refused a message is left alone."""
NOT_SENT = frozenset({"dropped", "failed"})
TOLD = """
SELECT referral.patient_id, referral.recipient_practice_id, message.referral_id, message.kind, message.step, message.status, message.channel,
    message.address, message.due_at, message.facts ->> 'at_any_hour', message.facts ->> 'starts_at', message.facts ->> 'refused'
FROM records_referral AS referral JOIN records_plannedmessage AS message ON message.referral_id = referral.id
WHERE referral.patient_id = ANY(%s::uuid[]) AND referral.recipient_practice_id = ANY(%s::uuid[]) AND message.recipient = 'patient'
    AND (message.due_at > %s OR message.step IS NOT NULL OR message.kind = ANY(%s::text[]))
ORDER BY message.due_at
"""


ROWS = KeptQuestion(lambda ids: ReferralCadence.objects.select_related("policy").filter(referral_id__among=ids), list)
VISITS = KeptQuestion(
    lambda ids: (
        Appointment.objects.filter(referral_id__among=ids, status__in=["booked", "arrived"])
        .order_by()
        .values_list("referral_id", "starts_at", "changed_at")
    ),
    list,
)
STOPPED = KeptQuestion(
    lambda addresses: OptOut.objects.filter(address__among=addresses, ended_at=None).values_list(
        "channel", "address", "our_address", "practice_id"
    ),
    list,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a cadence stands, as far as it decides what comes next: the policy it began with (None: the usual one), and since when."""

    policy_id: UUID | None
    steps: Mapping[str, Any] | None
    since: datetime


@dataclass(frozen=True, slots=True)
class Reaching:
    """The facts of a referral's cadence with the policy they go by: `policy_id` None is the usual one; `row` is None before it has begun."""

    facts: CadenceFacts
    policy_id: UUID | None
    row: ReferralCadence | None


def read_around(referrals: Iterable[Referral], now: datetime) -> dict[UUID, Reaching]:
    """The facts of referrals that are at hand, their changes perhaps not saved yet, each with its patient and receiving practice."""
    known = [referral for referral in referrals if referral.recipient_practice_id and referral.sent_at]
    rows = {row.referral_id: row for row in ROWS([one.pk for one in known])}
    prefetch_related_objects([referral.patient for referral in known], "proxies")
    standing = {key: Standing(row.policy_id, row.policy.steps if row.policy else None, row.since) for key, row in rows.items()}
    found = facts_around([around_of(referral) for referral in known], standing, now)
    return {key: Reaching(facts, policy_id, rows.get(key)) for key, (facts, policy_id) in found.items()}


def read_standing(referral_ids: Collection[UUID]) -> tuple[list[Around], dict[UUID, Standing]]:
    """What is stored of referrals whose cadence has begun: for many at once, which are planned and not shown."""
    columns = ("referral_id", "policy_id", "policy__steps", "since")
    stands = ReferralCadence.objects.filter(pk__in=referral_ids).values_list(*columns)
    rows = Referral.objects.filter(pk__in=referral_ids).values_list(*COLUMNS)
    around = [Around._make(row) for row in rows]
    for_others = contacts_for({one.patient_id: one.language for one in around})
    if for_others:
        around = [
            one._replace(phone=contact.phone, email=contact.email, language=contact.language)
            if (contact := for_others.get(one.patient_id))
            else one
            for one in around
        ]
    return around, {key: Standing(*standing) for key, *standing in stands}


def facts_around(known: Sequence[Around], standing: Mapping[UUID, Standing], now: datetime) -> dict[UUID, tuple[CadenceFacts, UUID | None]]:
    """The facts of each, and the policy that they go by, in as many queries however many they are."""
    policies = policies_of({one.practice_id for one in known if one.referral_id not in standing})
    visits = {
        referral_id: Visit(starts_at, changed_at)
        for referral_id, starts_at, changed_at in _visits([one.referral_id for one in known if one.state in WITH_VISIT])
    }
    told = _told(known, now)
    stopped = _opted_out(known)
    begun_with = {one.policy_id: one.steps for one in standing.values() if one.steps is not None}
    held_to = {policy_id: read_policy(steps) for policy_id, steps in begun_with.items()}
    found = {}
    for one in known:
        row = standing.get(one.referral_id)
        if row is not None:
            policy_id, policy = row.policy_id, held_to.get(row.policy_id) or usual_policy(one.tier)
        else:
            held = best_policy(policies.get(one.practice_id, ()), one.tier, one.specialty, is_nervous=one.is_nervous)
            policy_id, policy = (held.pk, read_policy(held.steps)) if held else (None, usual_policy(one.tier))
        messages = told.get((one.patient_id, one.practice_id), [])
        facts = _facts(one, policy, row.since if row else None, visits.get(one.referral_id), messages, stopped, now)
        found[one.referral_id] = (facts, policy_id)
    return found


def _visits(referral_ids: list[UUID]) -> Iterable[tuple[UUID, datetime, datetime]]:
    if not referral_ids:
        return ()
    return VISITS(referral_ids)


class _Message(NamedTuple):
    """A message to the patient, as far as it decides about the next one."""

    referral_id: UUID
    kind: str
    step: int | None
    status: str
    channel: str
    address: str
    due_at: datetime
    at_any_hour: str | None
    starts_at: str | None
    refused: str | None


def _told(known: Sequence[Around], now: datetime) -> dict[tuple[UUID, UUID], list[_Message]]:
    """By patient and practice: the caps count what a practice writes to a patient about all their referrals."""
    if not known:
        return {}
    keys = [[one.patient_id for one in known], list({one.practice_id for one in known})]
    found: dict[tuple[UUID, UUID], list[_Message]] = {}
    with connection.cursor() as cursor:
        cursor.execute(TOLD, [*keys, now - WEEK, list(REMINDERS)])
        for patient_id, practice_id, *values in cursor.fetchall():
            found.setdefault((patient_id, practice_id), []).append(_Message(*values))
    return found


def _opted_out(known: Iterable[Around]) -> set[tuple[str, str, str, UUID | None]]:
    """The (channel, address, address of ours, practice) that want no messages; ours "": none of them, practice None: nobody's."""
    addresses = {address for one in known for address in (one.phone, one.email.lower()) if address}
    return set(STOPPED(list(addresses))) if addresses else set()


def _facts(
    one: Around,
    policy: Policy,
    since: datetime | None,
    visit: Visit | None,
    messages: Sequence[_Message],
    stopped: Collection[tuple[str, str, str, UUID | None]],
    now: datetime,
) -> CadenceFacts:
    zone = decide_patient_zone(one.zip, one.phone, one.time_zone)
    recent = [message for message in messages if message.due_at > now - WEEK]
    channels, blocked = _channels(one, recent, stopped)
    return CadenceFacts(
        policy=policy,
        state=one.state,
        tier=one.tier,
        zone=zone.zone,
        zone_reason=zone.reason,
        sent_at=one.sent_at,
        accepted_at=one.accepted_at,
        since=since,
        wants_advice=one.wants_advice,
        is_nervous=one.is_nervous,
        person_decides=one.undecided_since is not None,
        call_agreed_at=one.call_again_at if one.call_again_at and one.call_again_at > now and not one.call_tries else None,
        is_worse=one.call_wanted_at is not None,
        time_asked=one.time_requested_at is not None,
        reply_waits=one.reply_waits_since is not None,
        deceased=one.deceased_on is not None,
        may_contact=one.may_contact,
        preferred_channel=one.preferred_channel,
        channels=channels,
        blocked=blocked,
        reminders_wanted=one.reminders,
        visit=visit,
        told=tuple(_as_told(message, one.referral_id) for message in messages),
    )


def _as_told(message: _Message, referral_id: UUID) -> Told:
    own = message.referral_id == referral_id
    return Told(
        message.kind,
        message.due_at,
        message.step if own else None,
        message.status not in NOT_SENT and message.at_any_hour != "true",
        datetime.fromisoformat(message.starts_at) if own and message.starts_at else None,
        is_open=own and message.status in ("planned", "sending", "sent"),
    )


def _channels(
    one: Around, messages: Sequence[_Message], stopped: Collection[tuple[str, str, str, UUID | None]]
) -> tuple[frozenset[str], str]:
    """The channels that reach the patient, and why not the others: opted_out before bounced before no_address."""
    open_channels, blocked = set(), {"no_address"}
    for channel, address in (("sms", one.phone), ("email", one.email)):
        if not address:
            continue
        if stopped and _is_stopped(one, channel, address.lower(), stopped):
            blocked.add("opted_out")
        elif _refused(messages, channel, address):
            blocked.add("bounced")
        else:
            open_channels.add(channel)
    return frozenset(open_channels), next(code for code in ("opted_out", "bounced", "no_address") if code in blocked)


def _is_stopped(one: Around, channel: str, address: str, stopped: Collection[tuple[str, str, str, UUID | None]]) -> bool:
    """Whether the number or address wants nothing from the one that this practice writes from."""
    ours = ("", our_address(channel, one.own_number))
    return any((channel, address, own, practice) in stopped for own in ours for practice in (None, one.practice_id))


def _refused(messages: Sequence[_Message], channel: str, address: str) -> bool:
    """Whether the last message to this address did not arrive: for good, or until it went by the other channel."""
    for message in reversed(messages):
        if message.refused and message.refused == fingerprint(address):
            return True
        if (message.channel, message.address) == (channel, address):
            return message.status == "failed"
    return False

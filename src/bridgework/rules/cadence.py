"""What a patient is told next, when and by which channel, and what stops it. Pure: facts and policy in, decision out; asked anew whenever a
fact changes, and once more before anything goes out.

Two stretches: until a time is chosen the steps of the policy, then a person; with a visit booked its reminders. Days are calendar days where
the patient lives, and a step comes at the policy's time of day there, whatever the clocks do in between. Only what the patient is told of the
practice's own accord is decided here and counts toward the caps; an answer to the patient's own act goes at once. Sources: `cadence_policy`.
"""

from datetime import date, datetime, time, timedelta

from bridgework.rules import referral_states as states
from bridgework.rules.cadence_facts import PERSON, CadenceFacts, NextStep, Stopped, channel_for
from bridgework.rules.cadence_policy import Policy
from bridgework.rules.cadence_stops import why_no_invitation, why_not_reachable, why_stopped
from bridgework.rules.caps import local_moment, over_cap, zone_of
from bridgework.rules.contact import earliest_sending
from bridgework.rules.visit_reminders import next_reminder

TIME_TO_CHOOSE = timedelta(hours=24)
"""Whoever has the link only since a late acceptance is given so long before a person calls."""


def next_step(policy: Policy, facts: CadenceFacts, now: datetime) -> NextStep | Stopped:
    """What the patient is told next, from now on."""
    if facts.tier == "emergency" and _is_choosing(facts) and not facts.deceased and not facts.wants_advice:
        return NextStep("call", PERSON, facts.accepted_at or facts.sent_at)
    why = why_stopped(facts, now)
    if why == "call_agreed" and facts.call_agreed_at:
        return NextStep("call", PERSON, facts.call_agreed_at)  # the messages go on by themselves from then, made or not
    if why:
        return Stopped(why)
    if facts.visit is not None:
        return next_reminder(policy, facts, facts.visit, now)
    return _next_invitation(policy, facts, now)


def calls_from(policy: Policy, facts: CadenceFacts) -> datetime | None:
    """From when on a person calls whoever did not choose (UTC); None where messages do not reach the patient, or nothing is to be chosen."""
    if facts.accepted_at is None or facts.tier == "emergency" or facts.visit or why_not_reachable(facts):
        return None
    if why_no_invitation(facts) not in ("", "replied"):
        return None
    return _person_due(policy, facts, facts.begun_at)


def day_zero(facts: CadenceFacts) -> date:
    """The day of sending, where the patient lives."""
    return facts.sent_at.astimezone(zone_of(facts.zone)).date()


def kind_of(number: int, steps: int, tier: str) -> str:
    """Which words a step has: the first, those between, and the last; an urgent patient's are told apart by their number."""
    if tier == "urgent":
        return f"urgent_{min(number, 3)}"
    return "day_1" if number == 1 else "day_10" if number == steps else "day_7"


def _is_choosing(facts: CadenceFacts) -> bool:
    return facts.state == states.ACCEPTED and facts.visit is None


def _next_invitation(policy: Policy, facts: CadenceFacts, now: datetime) -> NextStep:
    """The next step that was not told; of several that an outage left behind only the last. One without room under the caps moves to the next
    day with room, and is left out where the following one has come by then.
    """
    since = facts.begun_at
    last = max((told.step for told in facts.told if told.step and told.at >= since), default=0)
    person = _person_due(policy, facts, since)
    if person <= now:
        return NextStep("call", PERSON, person)
    dues = [(number, _moment(facts, step.day, step.at)) for number, step in enumerate(policy.steps, 1)]
    ahead = [(number, due) for number, due in dues if number > last and due >= since]
    late = [entry for entry in ahead if entry[1] <= now]
    ahead = late[-1:] + [entry for entry in ahead if entry[1] > now]
    for place, (number, due) in enumerate(ahead):
        before = ahead[place + 1][1] if place + 1 < len(ahead) else person
        when = _with_room(facts, due, now, before)
        if when is not None:
            kind = kind_of(number, len(policy.steps), facts.tier)
            return NextStep(kind, channel_for(policy.steps[number - 1].channel, facts), when, number)
    return NextStep("call", PERSON, person)


def _with_room(facts: CadenceFacts, due: datetime, now: datetime, before: datetime) -> datetime | None:
    sent = [told.at for told in facts.told if told.counts]
    zone = zone_of(facts.zone)
    at = due.astimezone(zone).time()
    when = due if due > now else earliest_sending(now, facts.zone)
    while over_cap(sent, when, facts.zone):
        when = local_moment(when.astimezone(zone).date() + timedelta(days=1), at, zone)
        if when >= before:
            return None
    return due if due <= now and when == now else when


def _person_due(policy: Policy, facts: CadenceFacts, since: datetime) -> datetime:
    due = _moment(facts, policy.person_day, policy.person_at)
    if due >= since + TIME_TO_CHOOSE:
        return due
    zone = zone_of(facts.zone)
    day = (since + TIME_TO_CHOOSE).astimezone(zone).date()
    due = local_moment(day, policy.person_at, zone)
    return due if due >= since + TIME_TO_CHOOSE else local_moment(day + timedelta(days=1), policy.person_at, zone)


def _moment(facts: CadenceFacts, day: int, at: time) -> datetime:
    return local_moment(day_zero(facts) + timedelta(days=day), at, zone_of(facts.zone))

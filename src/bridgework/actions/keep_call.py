"""Whether a referral's patient is to be called, kept on its row: computed with the next step, whenever a fact changes."""

from datetime import datetime

from bridgework.lookups.cadence_facts import Reaching
from bridgework.lookups.person import contact_of
from bridgework.records.models import Practice, Referral
from bridgework.rules.cadence_stops import can_be_reached
from bridgework.rules.calls import BOOKING, CallFacts, decide_call
from bridgework.rules.contact import decide_channel, decide_patient_zone

MESSAGES_HELP = BOOKING | {"await_choice"}
"""Steps in which it matters whether a message can reach the patient."""


def keep_call(referral: Referral, since: datetime, reaching: Reaching | None = None) -> None:
    """Writes onto a locked referral, whose next step was just decided, why and from when on its patient is called; the caller saves.

    `since` is when the step began (UTC), `reaching` what the cadence was just decided on, where it was.
    """
    step, practice = referral.next_step, referral.recipient_practice
    if (
        referral.patient.deceased_on
        or step is None
        or referral.due_at is None
        or practice is None
        or step not in MESSAGES_HELP | {"call_patient", "answer_reply", "review"}
    ):
        referral.call_reason, referral.call_due_at = "", None
        return
    zone = reaching.facts.zone if reaching else _zone_of(referral, practice)
    call = decide_call(
        CallFacts(
            state=referral.state,
            tier=referral.tier,
            next_step=step,
            since=since,
            due_at=referral.due_at,
            zone=zone,
            can_be_messaged=step in MESSAGES_HELP and (can_be_reached(reaching.facts) if reaching else _can_be_messaged(referral)),
            call_wanted_at=referral.call_wanted_at,
            call_again_at=referral.call_again_at,
            tries=referral.call_tries,
        )
    )
    referral.call_reason, referral.call_due_at = (call.reason, call.due_at) if call else ("", None)
    referral.call_zone = zone


def go_on(referral: Referral) -> None:
    """Somebody took the matter further: what earlier calls left open, and what a person had to decide, is settled. The caller settles."""
    referral.call_again_at, referral.call_tries = None, 0
    referral.undecided_since, referral.undecided_because = None, ""


def _zone_of(referral: Referral, practice: Practice) -> str:
    return decide_patient_zone(referral.patient.zip, contact_of(referral.patient).phone, practice.time_zone).zone


def _can_be_messaged(referral: Referral) -> bool:
    if not referral.patient.may_contact:
        return False
    contact = contact_of(referral.patient)
    return decide_channel(referral.patient.preferred_channel, contact.phone, contact.email) in ("sms", "email")

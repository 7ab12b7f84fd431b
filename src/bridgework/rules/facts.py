"""The facts that rules decide on, and the viewer that every lookup and action is asked by."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal
from uuid import UUID

Side = Literal["initiator", "recipient"]
INITIATOR: Side = "initiator"
RECIPIENT: Side = "recipient"

Kind = Literal["staff", "patient", "guest", "system"]

ROLES = ("referrer", "coordinator", "triage", "scheduler", "clinician", "manager", "administrator")
TIERS = ("emergency", "urgent", "soon", "elective")


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks: a member of one practice, a patient or a guest who opened a link, or the system itself.

    `practice_id` is the practice that a staff member is working for right now; `way` is the door they came
    through ("portal", "patient link", "guest link", "job", "fhir", "command line") and is written into history and audit.
    A guest is somebody of an office without an account: `practice_id` is that office, and `referral_id` the one referral they may know of.
    """

    kind: Kind
    name: str
    way: str
    person_id: UUID | None = None
    practice_id: UUID | None = None
    practice_name: str = ""
    roles: frozenset[str] = field(default_factory=frozenset)
    covers: frozenset[str] = field(default_factory=frozenset)
    """The roles of those whom this person stands in for now: their work, which this person may do by roles of their own."""
    patient_id: UUID | None = None
    referral_id: UUID | None = None
    proxy_id: UUID | None = None
    """Who of those who speak for the patient opened the link; None where it was the patient."""

    @property
    def is_staff(self) -> bool:
        return self.kind == "staff" and self.practice_id is not None

    def has_role(self, *roles: str) -> bool:
        """Whether this staff member holds any of the roles; an administrator's role is not a clinical one."""
        return self.is_staff and bool(self.roles.intersection(roles))


SYSTEM = Viewer(kind="system", name="Bridgework", way="job")


@dataclass(frozen=True, slots=True)
class ReferralFacts:
    """What decides the next step of a referral. All times are UTC and aware; None means that it has not happened."""

    state: str
    tier: str
    created_at: datetime
    sent_at: datetime | None = None
    respond_by: datetime | None = None
    wants_advice: bool = False
    """What is wanted is advice on the records, without a visit."""
    records_asked_at: datetime | None = None
    records_complete: bool = True
    records_unanswered_at: datetime | None = None
    """When the last reminder stayed without an answer: the receiving practice decides."""
    accepted_at: datetime | None = None
    offered_at: datetime | None = None
    offers_expire_at: datetime | None = None
    """Until when the times stand that are held for the patient, offered or asked for."""
    time_requested_at: datetime | None = None
    """When the patient asked for a time that the practice confirms, because its own calendar could not be read."""
    visit_ends_at: datetime | None = None
    """End of the visit that is booked now."""
    visit_lost_at: datetime | None = None
    """When the last booked visit was missed or cancelled."""
    seen_at: datetime | None = None
    another_visit_needed: bool = False
    choose_until: datetime | None = None
    """Until when messages reach the patient, who may choose a time alone; then a person calls."""
    call_wanted_at: datetime | None = None
    """Since when a person has to call the patient at once: they told that it got worse."""
    call_again_at: datetime | None = None
    """When the patient is to be called again, after a call that settled nothing."""
    reply_waits_since: datetime | None = None
    """Since when something that the patient wrote waits for a person to read it."""
    undecided_since: datetime | None = None
    """Since when a person has to decide how to go on with a patient who is not reached, does not come or says no."""
    cancel_requested_at: datetime | None = None
    ended_at: datetime | None = None
    """When the referral was declined (4.0), cancelled (6.0) or its outcome sent (7.0)."""
    report_delivered_at: datetime | None = None
    report_acknowledged_at: datetime | None = None
    ending_acknowledged_at: datetime | None = None
    discarded_at: datetime | None = None

"""Who may do what: the roles of each act, and which side of a referral it belongs to."""

from uuid import UUID

from bridgework.rules.facts import INITIATOR, RECIPIENT, Side, Viewer
from bridgework.rules.refusals import NotAllowed

EVERY_ROLE = frozenset({"referrer", "coordinator", "triage", "scheduler", "clinician", "manager", "administrator"})
CARE_ROLES = EVERY_ROLE - {"administrator", "manager"}
"""An administrator runs the program and a manager runs the practice; neither role by itself takes care of a patient."""

MAY: dict[str, frozenset[str]] = {
    "read_referrals": CARE_ROLES | {"manager"},
    "refer": CARE_ROLES,
    "keep_templates": EVERY_ROLE,
    "request_cancellation": CARE_ROLES,
    "acknowledge": CARE_ROLES,
    "review": frozenset({"coordinator", "triage", "clinician"}),
    "schedule": frozenset({"coordinator", "triage", "scheduler", "clinician"}),
    "record_visit": frozenset({"coordinator", "scheduler", "clinician", "triage"}),
    "report": frozenset({"clinician"}),
    "merge_patients": frozenset({"coordinator", "clinician"}),
    "take_in": frozenset({"coordinator", "triage", "scheduler", "clinician"}),
    "stand_in": EVERY_ROLE,
    "measure": EVERY_ROLE - {"administrator"},
    "keep_words": frozenset({"coordinator", "clinician", "manager", "administrator"}),
    "approve_words": frozenset({"clinician", "manager", "administrator"}),
    "run_practice": frozenset({"manager", "administrator"}),
    "manage_people": frozenset({"administrator"}),
}

IN_WORDS = {
    "read_referrals": "Referrals are read",
    "refer": "Referrals are written",
    "keep_templates": "Templates are kept",
    "request_cancellation": "A referral is cancelled",
    "acknowledge": "A report is confirmed",
    "review": "Referrals are reviewed",
    "schedule": "Visits are booked, and patients called,",
    "record_visit": "Visits are recorded",
    "report": "Reports are written",
    "merge_patients": "Entries of patients are joined",
    "take_in": "What comes in is taken in",
    "stand_in": "Stand-ins are named",
    "measure": "Measures are read",
    "keep_words": "Words to patients and offices are written",
    "approve_words": "Words to patients and offices are approved",
    "run_practice": "The settings of the practice are changed",
    "manage_people": "People and their roles are kept",
}
"""What each act is, as the beginning of a sentence that ends in who does it."""

GUEST_MAY = frozenset({"read_referrals", "refer", "request_cancellation", "acknowledge"})
"""What an office without an account may do about the one referral of its link."""

STEPS_OF_ROLE: dict[str, frozenset[str]] = {
    "referrer": frozenset({"finish_and_send", "send_records", "acknowledge_decline", "acknowledge_cancellation", "acknowledge_report"}),
    "coordinator": frozenset(
        {
            "complete_intake",
            "finish_and_send",
            "send_records",
            "review",
            "offer_times",
            "await_choice",
            "confirm_time",
            "see_patient",
            "rebook",
            "book_next_visit",
            "call_patient",
            "answer_reply",
            "decide_further",
        }
        | {"answer_cancellation", "acknowledge_decline", "acknowledge_cancellation", "deliver_report", "acknowledge_report"}
    ),
    "triage": frozenset({"review", "answer_cancellation", "call_patient"}),
    "scheduler": frozenset(
        {"offer_times", "await_choice", "confirm_time", "rebook", "book_next_visit", "see_patient"}
        | {"call_patient", "answer_reply", "decide_further"}
    ),
    "clinician": frozenset(
        {
            "review",
            "give_advice",
            "see_patient",
            "send_report",
            "acknowledge_report",
            "acknowledge_decline",
            "finish_and_send",
            "send_records",
            "call_patient",
        }
    ),
    "manager": frozenset(),
    "administrator": frozenset(),
}
"""Whose work a next step is: what “mine” means on the worklist."""


def may(viewer: Viewer, act: str) -> bool:
    """Whether the viewer's roles in the practice they work for allow the act; the system may do everything."""
    if viewer.kind == "guest":
        return act in GUEST_MAY
    return viewer.kind == "system" or viewer.has_role(*MAY[act])


def require(viewer: Viewer, act: str) -> None:
    """Raises NotAllowed where the viewer's roles do not allow the act."""
    if not may(viewer, act):
        raise NotAllowed(f"{IN_WORDS[act]} by others in your practice: your role does not include it. An administrator can change that.")


def require_or_patient(viewer: Viewer, act: str) -> None:
    """What a patient may do about the referral of their own link; raises NotAllowed where the roles of anybody else do not allow it."""
    if viewer.kind != "patient":
        require(viewer, act)


def require_system(viewer: Viewer) -> None:
    """Raises NotAllowed for everybody but the jobs and the operator's commands: what is asked here is about all practices."""
    if viewer.kind != "system":
        raise NotAllowed("Only this server and its operator do this.")


def practice_of(viewer: Viewer) -> UUID:
    """The practice that a staff member works for now. Raises NotAllowed for everybody else."""
    if viewer.practice_id is None or viewer.kind == "guest":
        raise NotAllowed("This is for members of a practice.")
    return viewer.practice_id


def side_of(viewer: Viewer, sender_practice_id: UUID, recipient_practice_id: UUID | None) -> Side | None:
    """The side of a referral that the viewer's practice is on; None where it is on neither, and so may not know of it.

    A practice that refers within itself (a health center's own departments are practices of their own) counts as the recipient.
    """
    if viewer.practice_id is None:
        return None
    if viewer.practice_id == recipient_practice_id:
        return RECIPIENT
    return INITIATOR if viewer.practice_id == sender_practice_id else None


def steps_of(viewer: Viewer) -> frozenset[str]:
    """The next steps that are this viewer's work now: over all their roles, and those of whom they stand in for."""
    return frozenset().union(*(STEPS_OF_ROLE[role] for role in viewer.roles | viewer.covers if role in STEPS_OF_ROLE))

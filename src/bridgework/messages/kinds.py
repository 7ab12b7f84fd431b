"""Which kinds of messages there are, and on which channels each can go."""

LANGUAGES = ("en", "es")

TO_OFFICES = (
    "receipt_to_sender",
    "new_referral",
    "records_needed",
    "records_reminder",
    "records_arrived",
    "accepted_to_sender",
    "declined_to_sender",
    "redirected_to_sender",
    "booked_to_sender",
    "missed_to_sender",
    "cancelled_to_sender",
    "report_to_sender",
    "follow_link_to_sender",
    "new_advice_request",
    "advice_to_sender",
    "number_needed_to_sender",
    "patient_worse_to_desk",
    "monthly_summary",
)
CADENCE = ("day_1", "day_7", "day_10", "urgent_1", "urgent_2", "urgent_3")
"""What asks a patient again to pick a time; when each goes out is `rules.cadence`."""

REMINDERS = ("reminder_3_days", "reminder_1_day", "reminder_2_hours")
TO_PATIENTS = (
    "received",
    "your_page",
    "pick_a_time",
    *CADENCE,
    "visit_held",
    "hold_released",
    "visit_booked",
    "visit_moved",
    "visit_kept",
    "visit_cancelled",
    "visit_missed",
    "earlier_time",
    "wait_list",
    *REMINDERS,
    "records_awaited",
    "report_sent",
    "after_care",
)
"""What we begin to say. Answers to what a patient wrote are `ANSWERS`."""

ANSWERS: tuple[str, ...] = (
    "opt_out_confirmed",
    "start_confirmed",
    "help",
    "ask_back",
    "ask_give_up",
    "ask_who",
    "visit_confirmed",
    "reply_seen",
    "reply_call",
    "reply_worse",
    "reply_link",
    "staff_answer",
)
"""What answers a patient's own words; at any hour."""

WITHOUT_LINK: frozenset[str] = frozenset(ANSWERS) - {"reply_link"}
"""Messages to patients that lead to no page."""

TO_GUESTS = ("guest_confirm", "guest_code")
"""To senders without an account: the codes that prove an address."""

TO_COLLEAGUES = ("late_step", "late_summary", "wording_review")
"""To people of the practice itself, by name."""

TO_INVITED = ("invitation_to_practice",)
"""To practices that are not on the network: somebody who refers to them asks them to join."""

CHANNELS: dict[str, tuple[str, ...]] = dict.fromkeys((*TO_OFFICES, *TO_COLLEAGUES, *TO_INVITED), ("email",)) | dict.fromkeys(
    (*TO_PATIENTS, *ANSWERS, *TO_GUESTS), ("sms", "email")
)
"""Kind to the channels it has words for."""

PAGES = ("receipt", "what_to_expect", "after_care_notes")
"""Words that stand on a page of ours instead of going out: channel "page"."""

SPOKEN = ("talking_points",)
"""What staff say on the phone, a point a line: channel "spoken"."""

OF_THE_PRACTICE = (
    *TO_PATIENTS,
    *ANSWERS,
    "receipt_to_sender",
    "records_needed",
    "records_reminder",
    "accepted_to_sender",
    "declined_to_sender",
    "redirected_to_sender",
    "booked_to_sender",
    "missed_to_sender",
    "cancelled_to_sender",
    "report_to_sender",
    "follow_link_to_sender",
    "advice_to_sender",
    "number_needed_to_sender",
    "monthly_summary",
    "what_to_expect",
    "after_care_notes",
    *SPOKEN,
)
"""What the receiving practice says, and so may say in its own words."""


def channels_of(kind: str) -> tuple[str, ...]:
    """The channels that a kind has words for, those of pages and of calls included; none for a kind that there is not."""
    return CHANNELS.get(kind) or (("page",) if kind in PAGES else ("spoken",) if kind in SPOKEN else ())

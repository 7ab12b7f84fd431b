"""Which kinds of messages there are, and on which channels each can go."""

LANGUAGES = ("en", "es")

TO_OFFICES = (
    "receipt_to_sender",
    "new_referral",
    "records_needed",
    "records_arrived",
    "declined_to_sender",
    "redirected_to_sender",
    "booked_to_sender",
    "missed_to_sender",
    "cancelled_to_sender",
    "report_to_sender",
)
TO_PATIENTS = ("your_page", "pick_a_time", "visit_booked", "visit_moved", "visit_cancelled", "visit_missed")

CHANNELS: dict[str, tuple[str, ...]] = dict.fromkeys(TO_OFFICES, ("email",)) | dict.fromkeys(TO_PATIENTS, ("sms", "email"))
"""Kind to the channels it has words for."""

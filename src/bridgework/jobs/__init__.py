"""What runs without a person. Importing this registers every job with the worker; `timetable` lists those that run by the clock."""

from bridgework.jobs import (
    attach_from_document,
    chase_records,
    decode_film,
    erase_guests,
    escalate_late,
    move_cadences,
    offer_freed_times,
    plan_steps,
    read_reply,
    recover,
    rederive_due_times,
    release_holds,
    send_invitation,
    send_message,
    take_receipt,
    timetable,
)

__all__ = [
    "attach_from_document",
    "chase_records",
    "decode_film",
    "erase_guests",
    "escalate_late",
    "move_cadences",
    "offer_freed_times",
    "plan_steps",
    "read_reply",
    "recover",
    "rederive_due_times",
    "release_holds",
    "send_invitation",
    "send_message",
    "take_receipt",
    "timetable",
]

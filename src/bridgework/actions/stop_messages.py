from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.actions.ledger import lock_referral, require_side, settle, write_event
from bridgework.actions.record_opt_out import record_opt_out, replan_address
from bridgework.lookups.our_numbers import our_address
from bridgework.lookups.person import contact_of
from bridgework.records.models import OptOut
from bridgework.rules import permissions
from bridgework.rules.facts import RECIPIENT, Viewer
from bridgework.rules.refusals import NotComplete

CHANNELS = ("sms", "email")


@transaction.atomic
def stop_messages(viewer: Viewer, referral_id: UUID, *, channel: str, now: datetime) -> None:
    """A patient told a person that they want no texts (or e-mails): from this practice nothing more goes there; a person may still call.

    Raises NotComplete where the patient has no such address, NotAllowed, NotFound.
    """
    permissions.require(viewer, "schedule")
    referral = lock_referral(viewer, referral_id)
    require_side(viewer, referral, RECIPIENT)
    contact = contact_of(referral.patient)
    address = {"sms": contact.phone, "email": contact.email}.get(channel, "")
    if not address:
        raise NotComplete("Nothing was recorded.", {"channel": "The patient has no such address."})
    own_number = referral.recipient_practice.text_number if referral.recipient_practice else ""
    ours = our_address("sms", own_number) if channel == "sms" else ""
    practice = permissions.practice_of(viewer)
    record_opt_out(channel, address, our_address=ours, word=f"told {viewer.name}", source="person", now=now, practice_id=practice)
    write_event(referral, viewer, "opt_out_recorded", now, {"channel": channel})
    settle(referral, viewer, "stop_messages", now)


@transaction.atomic
def allow_messages(viewer: Viewer, referral_id: UUID, *, now: datetime) -> int:
    """Takes back what a person of the practice recorded, or what was taken from a reply (a wrong number, a death); a STOP only the patient can
    take back. How many ended.
    """
    permissions.require(viewer, "schedule")
    referral = lock_referral(viewer, referral_id)
    require_side(viewer, referral, RECIPIENT)
    contact = contact_of(referral.patient)
    practice = permissions.practice_of(viewer)
    standing = OptOut.objects.filter(address__in=[contact.phone, contact.email.lower()], practice_id=practice, ended_at=None)
    ended = standing.update(ended_at=now, ended_by=viewer.name[:80])
    if ended:
        for address in {contact.phone, contact.email} - {""}:
            replan_address(address)
        write_event(referral, viewer, "opt_out_ended", now)
        settle(referral, viewer, "allow_messages", now)
    return ended

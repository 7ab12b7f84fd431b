"""Stories about what patients write back: a yes with a question that staff answer, and a "cannot come" that is asked back."""

from uuid import uuid4

from bridgework.actions.keep_inbound import keep_inbound
from bridgework.actions.receive_reply import receive_reply
from bridgework.actions.write_to_patient import write_to_patient
from bridgework.demo.story import Tale
from bridgework.lookups.writers import last_text_to_patient
from bridgework.rules.facts import SYSTEM

OURS = "+15005550006"
"""The number that the demo's text messages come from."""


def write_back(tale: Tale, text: str) -> None:
    """The patient answers the last message that we sent; a patient whom no text message reaches writes nothing."""
    last = last_text_to_patient(SYSTEM, tale.referral_id)
    if last is None:
        return
    message_id, phone = last
    kept = keep_inbound("sms", f"SM{uuid4().hex}", phone, OURS, text, now=tale.clock, in_reply_to=message_id)
    if kept is not None:
        receive_reply(kept, now=tale.clock)


def asked_a_question(tale: Tale) -> None:
    """Booked; says yes, asks something, and is answered by the desk. Then something that waits to be read."""
    tale.send()
    tale.accept(0.3)
    tale.wait(0.2)
    tale.book(tale.choose_time(5))
    tale.wait(0.2)
    write_back(tale, "Yes I'll be there! Can my husband come with me?")
    tale.work(tale.recipient, 0.2)
    if last_text_to_patient(SYSTEM, tale.referral_id) is not None:
        words = "Yes, you may bring somebody with you."
        write_to_patient(tale.scheduler, tale.referral_id, words=words, language="en", key=uuid4(), now=tale.clock)
    tale.wait(0.2)
    write_back(tale, "great thx!! also is there parking?")


def cannot_come(tale: Tale) -> None:
    """Booked, and writes in Spanish that they cannot come: the visit stands, they are asked back, and somebody reads it."""
    tale.send()
    tale.accept(0.3)
    tale.wait(0.2)
    tale.book(tale.choose_time(4))
    tale.wait(0.3)
    write_back(tale, "No voy a poder ir ese día, disculpe 🙏")

"""Stories about reaching patients: calls that reach nobody, what patients tell on their page, an earlier time, and a "no" with its reason."""

from datetime import timedelta

from bridgework.actions.answer_before_visit import answer_before_visit
from bridgework.actions.approve_wording import approve_wording
from bridgework.actions.join_wait_list import join_wait_list
from bridgework.actions.log_status_call import log_status_call
from bridgework.actions.record_call import record_call
from bridgework.actions.record_no_show import record_no_show
from bridgework.actions.tell_worse import tell_worse
from bridgework.actions.write_wording import write_wording
from bridgework.demo import cast
from bridgework.demo.story import Stage, Tale
from bridgework.messages.linter import Spot

TALKING_POINTS = """The first visit is an evaluation: we look, and then we talk about what helps and what it costs.
We check the coverage before the visit and say what the patient pays themselves.
Payment in parts is possible; ask for the form.
Many people are nervous. We numb well, go slowly, and stop when a hand is raised."""


LIVES_HERE = {
    "phone": "",
    "email": "",
    "preferred_channel": "letter",
    "street": "48 Cooper Street, Apt 3",
    "city": "Port Ellery",
    "region": "IL",
    "zip": "60608",
    "may_contact": True,
}
PICK_A_TIME = "{practice}: choose a time that suits you: {link} Or call {phone}. STOP to opt out"


def leave_words(stage: Stage) -> None:
    """What Harbor's callers may say, in words of its own that the manager approved; and a text that waits for somebody to read it."""
    harbor = stage.desks[cast.HARBOR]
    writer, reader = harbor.who("coordinator"), harbor.who("manager", "administrator")
    written, read = stage.present - timedelta(days=40), stage.present - timedelta(days=38)
    points = Spot("talking_points", "spoken", "en")
    approve_wording(
        reader,
        write_wording(writer, points, subject="", body=TALKING_POINTS, note="What Harbor tells about cost", now=written).pk,
        now=read,
    )
    text = Spot("pick_a_time", "sms", "en")
    write_wording(writer, text, subject="", body=PICK_A_TIME, note="Sounds more like us", now=stage.present - timedelta(hours=20))


def called_in_vain(tale: Tale) -> None:
    """Called twice; nobody answered, then a message was left. The next call comes by itself."""
    tale.send()
    tale.accept(0.3)
    tale.work(tale.recipient, 0.4)
    record_call(tale.scheduler, tale.referral_id, outcome="no_answer", now=tale.clock)
    tale.work(tale.recipient, 0.3)
    record_call(tale.scheduler, tale.referral_id, outcome="left_message", note="On the mailbox: only our name and number.", now=tale.clock)


def said_no(tale: Tale) -> None:
    """Reached, and does not want the visit because of what it costs: a person decides how to go on."""
    tale.send()
    tale.accept(0.4)
    tale.work(tale.recipient, 0.5)
    note = "Would come if it could be paid in parts."
    record_call(tale.scheduler, tale.referral_id, outcome="declined", because="cost", note=note, now=tale.clock)


def still_thinking(tale: Tale) -> None:
    """Reached at work, and still thinking; the next call comes by itself."""
    tale.send()
    tale.accept(0.3)
    tale.work(tale.recipient, 0.3)
    record_call(tale.scheduler, tale.referral_id, outcome="thinking", because="time", note="Is at work until five.", now=tale.clock)


def told_worse(tale: Tale) -> None:
    """Has a visit in some days, and tells by the link that the cheek is swollen now."""
    tale.send()
    tale.accept(0.3)
    tale.wait(0.2)
    tale.book(tale.choose_time(3))
    tale.wait(0.5)
    tell_worse(tale.open_link(), signs={"trouble_breathing": "no", "trouble_swallowing": "no", "swelling": "yes"}, now=tale.clock)


def answered_before_visit(tale: Tale) -> None:
    """Booked, answered the four questions, called once for directions, and waits for an earlier time."""
    tale.send()
    tale.accept(0.4)
    tale.wait(0.3)
    tale.book(tale.choose_time(12))
    tale.wait(0.4)
    patient = tale.open_link()
    given = {"health": "changed", "health_note": "Blood thinner since October", "fear": "severe", "ride": "need"}
    answer_before_visit(patient, posted=given | {"insurance": "same"}, now=tale.clock)
    join_wait_list(patient, tale.referral_id, now=tale.clock)
    tale.work(tale.recipient, 0.3)
    log_status_call(tale.scheduler, tale.referral_id, caller="patient", note="Asked how to get here by bus.", now=tale.clock)


def reached_by_letter(tale: Tale) -> None:
    """Has a postal address and nothing else: the link goes by letter, which waits to be printed."""
    tale.send(known=LIVES_HERE)
    tale.accept(0.6)


def booked_by_letter(tale: Tale) -> None:
    """The daughter of a patient without a phone called; the confirmation of the visit waits to be printed."""
    tale.send(known=LIVES_HERE | {"street": "1120 Millrace Lane", "zip": "60632"})
    tale.accept(0.4)
    tale.wait(0.3)
    tale.book(tale.choose_time(13))


def missed_twice(tale: Tale) -> None:
    """Missed two visits: a person decides whether to go on."""
    tale.send()
    tale.accept(0.5)
    for _ in range(2):
        tale.work(tale.recipient, 0.3)
        tale.book(tale.free_times(0)[0])
        tale.until(tale.ends_at)
        tale.wait(0.2)
        record_no_show(tale.scheduler, tale.referral_id, now=tale.clock)

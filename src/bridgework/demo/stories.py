"""The stories: each a small function that tells one referral from the first day to the last, however far the clock lets it come."""

from collections.abc import Callable

from bridgework.actions.acknowledge_ending import acknowledge_ending
from bridgework.actions.acknowledge_report import acknowledge_report
from bridgework.actions.ask_for_records import ask_for_records
from bridgework.actions.cancel_appointment import cancel_appointment
from bridgework.actions.confirm_cancellation import confirm_cancellation
from bridgework.actions.decline_referral import decline_referral
from bridgework.actions.discard_draft import discard_draft
from bridgework.actions.give_advice import give_advice
from bridgework.actions.hold_time import hold_time
from bridgework.actions.record_delivery import record_delivery
from bridgework.actions.record_no_show import record_no_show
from bridgework.actions.redirect_referral import redirect_referral
from bridgework.actions.reopen_referral import reopen_referral
from bridgework.actions.request_cancellation import request_cancellation
from bridgework.actions.send_patient_link import send_patient_link
from bridgework.actions.send_referral import send_referral
from bridgework.actions.supply_records import supply_records
from bridgework.actions.turn_advice_into_referral import turn_advice_into_referral
from bridgework.demo import cast
from bridgework.demo.story import Tale

Story = Callable[[Tale], None]


def _acknowledge(tale: Tale, hours: float = 10.0) -> None:
    """The sender reads the report; where nobody there has an account, the recipient's desk records what it was told."""
    if not tale.sender.card.on_network:
        tale.work(tale.recipient, 1.0)
        record_delivery(tale.coordinator, tale.referral_id, proof="Fax confirmation, 2 pages", now=tale.clock)
        tale.work(tale.recipient, 20.0)
        acknowledge_report(tale.coordinator, tale.referral_id, now=tale.clock)
        return
    tale.work(tale.sender, hours * tale.habits.pace)
    acknowledge_report(tale.chance.choice((tale.referrer, tale.assistant)), tale.referral_id, now=tale.clock)


def _finish(tale: Tale) -> None:
    tale.see()
    tale.report()
    _acknowledge(tale)


def patient_picks_a_time(tale: Tale) -> None:
    """As it should go: accepted within hours, the patient picks from the link, the report is there the same day."""
    tale.send()
    tale.accept()
    offered = tale.offer()
    tale.pick(offered)
    _finish(tale)


def desk_calls(tale: Tale) -> None:
    """The scheduler calls and books."""
    tale.send()
    tale.accept()
    tale.work(tale.recipient, 2.0)
    tale.book()
    _finish(tale)


def records_chased(tale: Tale) -> None:
    """The film is missing, is asked for, and comes after a day or three."""
    tale.send(complete=False)
    tale.work(tale.recipient, 1.5)
    records = ["periapical_film", "medical_history"] if tale.recipient.card.specialty == "endodontics" else ["medical_history"]
    ask_for_records(tale.coordinator, tale.referral_id, records=records, note="", now=tale.clock)
    tale.work(tale.sender, 14.0 * tale.habits.pace)
    tale.attach_films(tale.assistant)
    tale.wait(0.05)
    supply_records(tale.assistant, tale.referral_id, note="No known conditions, by the patient.", now=tale.clock)
    tale.accept(2.0)
    tale.pick(tale.offer())
    _finish(tale)


def comes_the_second_time(tale: Tale) -> None:
    """The patient does not come, is reached again and comes."""
    tale.send()
    tale.accept()
    tale.pick(tale.offer())
    tale.until(tale.ends_at)
    tale.wait(0.3)
    record_no_show(tale.scheduler, tale.referral_id, now=tale.clock)
    tale.work(tale.recipient, 6.0)
    tale.book(tale.choose_time(2))
    _finish(tale)


def lost_after_no_show(tale: Tale) -> None:
    """The patient does not come and cannot be reached: declined with that reason, never a silent end."""
    tale.send()
    tale.accept()
    tale.work(tale.recipient, 3.0)
    tale.book()
    tale.until(tale.ends_at)
    tale.wait(0.4)
    record_no_show(tale.scheduler, tale.referral_id, now=tale.clock)
    tale.wait(24 * 8)
    tale.work(tale.recipient, 1.0)
    decline_referral(
        tale.coordinator, tale.referral_id, reason="patient_unreachable", note="Three calls and two messages, no answer.", now=tale.clock
    )
    _acknowledge_ending(tale, "patient_unreachable")


def _acknowledge_ending(tale: Tale, consequence: str) -> None:
    tale.work(tale.sender, 9.0 * tale.habits.pace)
    acknowledge_ending(tale.assistant, tale.referral_id, consequence=consequence, note="", now=tale.clock)


def declined_for_coverage(tale: Tale) -> None:
    """Coverage is not accepted; the sender refers again, elsewhere."""
    tale.send()
    tale.work(tale.recipient, 2.0)
    decline_referral(
        tale.coordinator,
        tale.referral_id,
        reason="insurance_not_accepted",
        note="We do not take this plan; self-pay is possible.",
        now=tale.clock,
    )
    if tale.chance.random() < 0.6:
        _acknowledge_ending(tale, "patient_told")
    else:
        tale.work(tale.sender, 8.0)
        reopen_referral(tale.assistant, tale.referral_id, reason="Looking for a practice that takes the plan", now=tale.clock)


def declined_out_of_scope(tale: Tale) -> None:
    """The tooth cannot be saved by this practice; the sender treats it."""
    tale.send()
    tale.work(tale.recipient, 3.0)
    decline_referral(
        tale.specialist(), tale.referral_id, reason="outside_scope", note="By the film this tooth cannot be restored.", now=tale.clock
    )
    _acknowledge_ending(tale, "treated_here")


def redirected(tale: Tale) -> None:
    """Not a root canal after all: on to the oral surgeon, history and all."""
    tale.send()
    tale.work(tale.recipient, 2.0)
    to = tale.stage.desks[cast.TIDEWATER]
    redirect_referral(
        tale.specialist(),
        tale.referral_id,
        to_practice_id=to.practice_id,
        note="Vertical fracture on the film; extraction.",
        now=tale.clock,
    )


def cancelled_by_sender(tale: Tale) -> None:
    """The sender asks to cancel; the desk confirms."""
    tale.send()
    tale.accept()
    if tale.chance.random() < 0.5:
        tale.work(tale.recipient, 2.0)
        tale.book()
    tale.work(tale.sender, 10.0)
    if tale.starts_at > tale.clock or tale.provider_id is None:
        request_cancellation(tale.assistant, tale.referral_id, reason="The patient moved to another city.", now=tale.clock)
        tale.work(tale.recipient, 3.0)
        confirm_cancellation(tale.coordinator, tale.referral_id, now=tale.clock)
        _acknowledge_ending(tale, "patient_told")


def outcome_beats_cancellation(tale: Tale) -> None:
    """The cancellation comes too late: the patient was seen, and the outcome answers it."""
    tale.send()
    tale.accept()
    tale.work(tale.recipient, 1.0)
    tale.book()
    tale.see()
    tale.work(tale.sender, 0.5)
    request_cancellation(tale.assistant, tale.referral_id, reason="The patient did not call back.", now=tale.clock)
    tale.report(2.0)
    _acknowledge(tale)


def report_is_late(tale: Tale) -> None:
    """The specialist takes a week to write."""
    tale.send()
    tale.accept()
    tale.pick(tale.offer())
    tale.see()
    tale.report(24.0 * tale.chance.choice((5, 7, 9)))
    _acknowledge(tale)


def report_not_acknowledged(tale: Tale) -> None:
    """The report is there; nobody at the sender looks for weeks."""
    tale.send()
    tale.accept()
    tale.work(tale.recipient, 2.0)
    tale.book()
    tale.see()
    tale.report()
    _acknowledge(tale, 24.0 * tale.chance.choice((9, 16, 40)))


def patient_moves_the_visit(tale: Tale) -> None:
    """Booked, then moved by the patient on the phone's link."""
    tale.send()
    tale.accept()
    tale.pick(tale.offer())
    tale.wait(14.0)
    if tale.clock < tale.starts_at:
        tale.book(tale.choose_time(4), tale.open_link())
    _finish(tale)


def patient_cancels_the_visit(tale: Tale) -> None:
    """The patient cancels by link and books again when called."""
    tale.send()
    tale.accept()
    tale.pick(tale.offer())
    tale.wait(10.0)
    if tale.clock < tale.starts_at:
        cancel_appointment(tale.open_link(), tale.referral_id, reason="I have a cold", now=tale.clock)
        tale.work(tale.recipient, 5.0)
        tale.book(tale.choose_time(5))
    _finish(tale)


def two_visits(tale: Tale) -> None:
    """Evaluation is not treatment: an interim note, the next visit, then the final report."""
    tale.send()
    tale.accept()
    tale.work(tale.recipient, 2.0)
    tale.book()
    tale.see()
    tale.report(
        1.0,
        final=False,
        treatment_status="planned",
        treatment_done="Tests and films; tooth opened and dressed.",
        restoration_needed="None yet.",
        follow_up="Second visit in two weeks.",
    )
    tale.work(tale.recipient, 3.0)
    tale.book(tale.choose_time(8))
    _finish(tale)


ADVICE = {
    "findings": "By the film the lesion is healing.",
    "diagnosis": "Healing after earlier treatment.",
    "advice": "Leave it alone for now, and take another film in six months. No antibiotics are needed.",
    "watch_for": "Refer if it grows, or if pain, swelling or a sinus tract comes.",
}


def advice_without_visit(tale: Tale) -> None:
    """A visit was asked for, but the films answer the question: advice, no visit."""
    tale.send()
    tale.accept()
    tale.work(tale.recipient, 4.0)
    give_advice(tale.specialist(), tale.referral_id, fields=ADVICE, now=tale.clock)
    _acknowledge(tale)


def advice_asked(tale: Tale) -> None:
    """Advice is asked for; nobody has answered yet."""
    tale.send(complete=True, wanted="advice")


def advice_to_read(tale: Tale) -> None:
    """Advice was given; the sender has not read it yet."""
    tale.send(complete=True, wanted="advice")
    tale.work(tale.recipient, 2.0)
    give_advice(tale.specialist(), tale.referral_id, fields=ADVICE, now=tale.clock)


def advice_became_a_referral(tale: Tale) -> None:
    """The advice was to be seen after all; the sender turned it into a referral."""
    advice_to_read(tale)
    tale.work(tale.sender, 3.0)
    draft = turn_advice_into_referral(tale.referrer, tale.referral_id, now=tale.clock)
    tale.wait(0.2)
    tale.tier = send_referral(tale.referrer, draft.pk, now=tale.clock).tier


def time_held(tale: Tale) -> None:
    """Sent with a time that the patient chose in the chair; it is subject to review, and nobody has looked yet."""
    tale.write_draft(complete=True)
    slot = tale.choose_time(6)
    kind = tale.recipient.visit_types[tale.what.visit]
    hold_time(tale.referrer, tale.referral_id, provider_id=slot.provider_id, visit_type_id=kind, starts_at=slot.starts_at, now=tale.clock)
    tale.wait(0.05)
    tale.tier = send_referral(tale.referrer, tale.referral_id, now=tale.clock).tier


def held_in_the_chair(tale: Tale) -> None:
    """The patient leaves the chair with a time: held until the practice has reviewed, or booked at once where that is its policy."""
    tale.write_draft(complete=True)
    slot = tale.choose_time(4 if tale.tier == "elective" else 1)
    kind = tale.recipient.visit_types[tale.what.visit]
    hold_time(tale.referrer, tale.referral_id, provider_id=slot.provider_id, visit_type_id=kind, starts_at=slot.starts_at, now=tale.clock)
    tale.wait(0.05)
    tale.tier = send_referral(tale.referrer, tale.referral_id, now=tale.clock).tier
    tale.provider_id, tale.starts_at, tale.ends_at = slot.provider_id, slot.starts_at, slot.ends_at
    if not tale.recipient.card.auto_accept:
        tale.accept()
    _finish(tale)


def same_day_emergency(tale: Tale) -> None:
    """Answered within minutes, seen the same day, reported the next."""
    tale.send(complete=tale.chance.random() < 0.6)
    tale.accept(0.2)
    tale.wait(0.2)
    tale.book()
    tale.see()
    tale.report(5.0)
    _acknowledge(tale, 6.0)


def link_sent_again(tale: Tale) -> None:
    """The offered times lapse; the desk calls, sends the link again, and the patient books."""
    tale.send()
    tale.accept()
    tale.offer()
    tale.wait(24 * 3)
    tale.work(tale.recipient, 2.0)
    send_patient_link(tale.scheduler, tale.referral_id, now=tale.clock)
    tale.pick([], 6.0)
    _finish(tale)


def draft_left(tale: Tale) -> None:
    """Begun between two patients, not finished."""
    tale.write_draft(complete=tale.chance.random() < 0.4)
    tale.wait(24 * 6)
    discard_draft(tale.assistant, tale.referral_id, now=tale.clock)


def not_answered(tale: Tale) -> None:
    """Sent, and nobody has looked yet."""
    tale.send()


def times_to_offer(tale: Tale) -> None:
    """Accepted, and nobody has called yet."""
    tale.send()
    tale.accept(0.3)


def waits_for_records(tale: Tale) -> None:
    """Asked for, not sent."""
    tale.send(complete=False)
    tale.work(tale.recipient, 0.7)
    records = ["periapical_film", "medical_history"] if tale.recipient.card.specialty == "endodontics" else ["medical_history"]
    ask_for_records(tale.coordinator, tale.referral_id, records=records, note="The film that came shows another tooth.", now=tale.clock)


def waits_for_choice(tale: Tale) -> None:
    """Times offered, the patient has not chosen."""
    tale.send()
    tale.accept(0.3)
    tale.offer(0.2)


def cancellation_to_answer(tale: Tale) -> None:
    """The sender asked to cancel; the desk has not answered."""
    tale.send()
    tale.accept(0.5)
    tale.wait(1.0)
    request_cancellation(tale.assistant, tale.referral_id, reason="The patient was treated elsewhere.", now=tale.clock)


def visit_not_marked(tale: Tale) -> None:
    """The visit was, and nobody has said how it went."""
    tale.send()
    tale.accept(0.5)
    tale.wait(0.3)
    tale.book(tale.free_times(0, 2)[0])


def patient_has_arrived(tale: Tale) -> None:
    """In the waiting room."""
    visit_not_marked(tale)
    tale.come()


def report_to_write(tale: Tale) -> None:
    """Seen, not reported."""
    visit_not_marked(tale)
    tale.see()


def report_to_deliver(tale: Tale) -> None:
    """Reported to an office that is not on the network; nobody has proof yet that it arrived."""
    visit_not_marked(tale)
    tale.see()
    tale.report(1.0)


def report_to_acknowledge(tale: Tale) -> None:
    """The report has come; the sender has not opened it yet."""
    visit_not_marked(tale)
    tale.see()
    tale.report(1.0)


def no_visit_for_weeks(tale: Tale) -> None:
    """Accepted, the offered times lapsed, nobody has tried again: the sender's list says so after fourteen days."""
    tale.send()
    tale.accept(2.0)
    tale.offer(2.0)


def no_show_to_rebook(tale: Tale) -> None:
    """Did not come, not reached yet."""
    visit_not_marked(tale)
    tale.until(tale.ends_at)
    tale.wait(0.2)
    record_no_show(tale.scheduler, tale.referral_id, now=tale.clock)


def visit_cancelled_to_rebook(tale: Tale) -> None:
    """Cancelled by the patient, not booked again yet."""
    tale.send()
    tale.accept(0.5)
    tale.wait(0.3)
    tale.book(tale.choose_time(5))
    tale.wait(3.0)
    cancel_appointment(tale.open_link(), tale.referral_id, reason="I have to work", now=tale.clock)


def decline_to_read(tale: Tale) -> None:
    """Declined; the sender has not read it yet."""
    tale.send()
    tale.work(tale.recipient, 1.0)
    decline_referral(tale.coordinator, tale.referral_id, reason="not_accepting", note="No urgent time before Friday.", now=tale.clock)


def second_visit_to_book(tale: Tale) -> None:
    """Evaluated, treatment planned, the next visit not booked yet."""
    visit_not_marked(tale)
    tale.see(again=True)

"""Which stories the made-up network has lived through: some four hundred with their echoes, over the last ninety days."""

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from bridgework.demo import cast, reaching, replies, stories
from bridgework.demo.stories import Story
from bridgework.demo.story import Habits
from bridgework.rules.deadlines import hours_from, is_open

DAYS = 90
STORIES_OF_THE_PAST = 130
ECHOES = 200

HABITS: dict[str, Habits] = {
    cast.LAKEVIEW: Habits(complete=0.95),
    cast.MARSH: Habits(complete=0.35, pace=1.3),
    cast.IBARRA: Habits(complete=0.85, spanish=0.75),
    cast.CEDAR_HOLLOW: Habits(complete=0.95, pace=0.6),
    cast.BLUESTEM: Habits(complete=0.8),
    cast.QUARRY: Habits(complete=0.7, pace=2.5),
    cast.NORTH_FORK: Habits(complete=0.9, pace=0.8),
    cast.ORCHARD: Habits(complete=0.9, children=1.0, spanish=0.3),
    cast.HARVEST: Habits(complete=0.6, pace=4.0),
    cast.COPPERLINE: Habits(complete=0.9),
    cast.OLD_MILL: Habits(complete=0.6),
    cast.RIVERSIDE_DENTAL: Habits(complete=0.85, spanish=0.5),
    cast.RIVERSIDE_MEDICINE: Habits(complete=0.9, spanish=0.5),
}
VOLUME = dict(zip(HABITS, (16, 11, 11, 8, 14, 7, 8, 9, 6, 7, 4, 8, 9)))
_USUAL = {cast.HARBOR: 62, cast.TIDEWATER: 18, cast.GUMLINE: 12, cast.NORTHPOINT: 8}
GOES_TO: dict[str, dict[str, int]] = {
    cast.ORCHARD: {cast.NORTHPOINT: 60, cast.TIDEWATER: 20, cast.HARBOR: 20},
    cast.RIVERSIDE_DENTAL: {cast.TIDEWATER: 40, cast.HARBOR: 40, cast.RIVERSIDE_MEDICINE: 20},
    cast.RIVERSIDE_MEDICINE: {cast.RIVERSIDE_DENTAL: 100},
}

PAST: dict[Story, int] = {
    stories.patient_picks_a_time: 25,
    stories.desk_calls: 18,
    stories.records_chased: 11,
    stories.held_in_the_chair: 8,
    stories.comes_the_second_time: 6,
    stories.lost_after_no_show: 2,
    stories.declined_for_coverage: 4,
    stories.declined_out_of_scope: 2,
    stories.redirected: 3,
    stories.cancelled_by_sender: 3,
    stories.outcome_beats_cancellation: 1,
    stories.report_is_late: 7,
    stories.report_not_acknowledged: 7,
    stories.patient_moves_the_visit: 5,
    stories.patient_cancels_the_visit: 3,
    stories.two_visits: 6,
    stories.advice_without_visit: 3,
    stories.link_sent_again: 4,
    stories.draft_left: 1,
}
ONLY_ENDODONTIC = frozenset({stories.redirected, stories.advice_without_visit, stories.two_visits})


@dataclass(frozen=True, slots=True)
class Scene:
    """One story to tell: by whom, to whom, from when on. `hurry` wants a presentation of that tier ("" takes any)."""

    number: int
    story: Story
    sender: str
    recipient: str
    start: datetime
    hurry: str = ""


def past(seed: int, present: datetime) -> list[Scene]:
    """The stories that begin at any time in the last ninety days; how far each has come follows from the clock."""
    chance = Random(f"{seed}/plot")
    scenes = []
    for number in range(STORIES_OF_THE_PAST):
        sender = chance.choices(list(VOLUME), list(VOLUME.values()))[0]
        goes_to = GOES_TO.get(sender, _USUAL)
        recipient = chance.choices(list(goes_to), list(goes_to.values()))[0]
        story = chance.choices(list(PAST), list(PAST.values()))[0]
        if story in ONLY_ENDODONTIC and recipient != cast.HARBOR:
            story = stories.desk_calls
        scene = Scene(1000 + number, story, sender, recipient, _moment(chance, present))
        if recipient == cast.HARBOR and chance.random() < 0.08:
            scene = Scene(scene.number, stories.same_day_emergency, sender, recipient, scene.start, "emergency")
        scenes.append(scene)
    return scenes


def _moment(chance: Random, present: datetime) -> datetime:
    """A time of day at which offices refer, on a working day, more of them of late: the deep past is told by echoes."""
    zone = ZoneInfo(cast.ZONE)
    back = int(DAYS * chance.random() ** 1.5)
    day = present.astimezone(zone).date() - timedelta(days=back)
    while day.weekday() > 4:
        day -= timedelta(days=1)
    moment = datetime.combine(day, time(chance.randint(8, 16), chance.randint(0, 59)), zone).astimezone(UTC)
    return min(moment, present - timedelta(hours=2))


_Now = tuple[Story, float, str, str, str]
"""A story, how long ago it began (hours; of opening, but for emergencies), who sent it to whom, and its tier."""

EMERGENCIES: tuple[_Now, ...] = (
    (stories.not_answered, 0.15, cast.LAKEVIEW, cast.HARBOR, "emergency"),
    (stories.not_answered, 0.3, cast.IBARRA, cast.HARBOR, "emergency"),
    (stories.not_answered, 0.9, cast.BLUESTEM, cast.HARBOR, "emergency"),
    (stories.times_to_offer, 0.75, cast.NORTH_FORK, cast.HARBOR, "emergency"),
)
TODAY: tuple[_Now, ...] = (
    (stories.not_answered, 0.4, cast.LAKEVIEW, cast.HARBOR, "urgent"),
    (stories.not_answered, 1.8, cast.COPPERLINE, cast.HARBOR, "urgent"),
    (stories.not_answered, 3.4, cast.MARSH, cast.HARBOR, "urgent"),
    (stories.not_answered, 5.5, cast.BLUESTEM, cast.HARBOR, "urgent"),
    (stories.not_answered, 2.0, cast.CEDAR_HOLLOW, cast.HARBOR, "elective"),
    (stories.not_answered, 4.5, cast.LAKEVIEW, cast.HARBOR, "elective"),
    (stories.not_answered, 7.5, cast.IBARRA, cast.HARBOR, "soon"),
    (stories.not_answered, 11.0, cast.QUARRY, cast.HARBOR, "elective"),
    (stories.waits_for_records, 4.0, cast.MARSH, cast.HARBOR, "elective"),
    (stories.waits_for_records, 7.0, cast.LAKEVIEW, cast.HARBOR, "elective"),
    (stories.waits_for_records, 15.0, cast.MARSH, cast.HARBOR, "urgent"),
    (stories.waits_for_records, 26.0, cast.MARSH, cast.HARBOR, "elective"),
    (stories.times_to_offer, 3.0, cast.LAKEVIEW, cast.HARBOR, "urgent"),
    (stories.times_to_offer, 5.0, cast.BLUESTEM, cast.HARBOR, "elective"),
    (stories.times_to_offer, 13.0, cast.QUARRY, cast.HARBOR, "elective"),
    (stories.waits_for_choice, 2.5, cast.IBARRA, cast.HARBOR, "urgent"),
    (stories.waits_for_choice, 6.0, cast.LAKEVIEW, cast.HARBOR, "elective"),
    (stories.waits_for_choice, 9.0, cast.COPPERLINE, cast.HARBOR, "elective"),
    (stories.cancellation_to_answer, 6.0, cast.BLUESTEM, cast.HARBOR, ""),
    (stories.cancellation_to_answer, 14.0, cast.NORTH_FORK, cast.HARBOR, ""),
    (stories.visit_not_marked, 5.0, cast.LAKEVIEW, cast.HARBOR, "urgent"),
    (stories.visit_not_marked, 12.0, cast.BLUESTEM, cast.HARBOR, "urgent"),
    (stories.visit_not_marked, 21.0, cast.IBARRA, cast.HARBOR, "urgent"),
    (stories.report_to_write, 8.0, cast.LAKEVIEW, cast.HARBOR, "urgent"),
    (stories.report_to_write, 9.0, cast.MARSH, cast.HARBOR, "urgent"),
    (stories.report_to_write, 16.0, cast.COPPERLINE, cast.HARBOR, "urgent"),
    (stories.report_to_write, 17.0, cast.CEDAR_HOLLOW, cast.HARBOR, "soon"),
    (stories.report_to_write, 33.0, cast.BLUESTEM, cast.HARBOR, "urgent"),
    (stories.report_to_write, 44.0, cast.LAKEVIEW, cast.HARBOR, "urgent"),
    (stories.no_show_to_rebook, 8.0, cast.IBARRA, cast.HARBOR, "urgent"),
    (stories.no_show_to_rebook, 22.0, cast.QUARRY, cast.HARBOR, "urgent"),
    (stories.visit_cancelled_to_rebook, 6.0, cast.LAKEVIEW, cast.HARBOR, "elective"),
    (stories.visit_cancelled_to_rebook, 16.0, cast.BLUESTEM, cast.HARBOR, "elective"),
    (stories.second_visit_to_book, 9.0, cast.LAKEVIEW, cast.HARBOR, "urgent"),
    (stories.report_to_deliver, 14.0, cast.OLD_MILL, cast.HARBOR, "urgent"),
    (stories.not_answered, 3.0, cast.OLD_MILL, cast.HARBOR, "elective"),
    (stories.report_to_acknowledge, 7.0, cast.LAKEVIEW, cast.HARBOR, "urgent"),
    (stories.report_to_acknowledge, 12.0, cast.LAKEVIEW, cast.HARBOR, "urgent"),
    (stories.report_to_acknowledge, 13.0, cast.LAKEVIEW, cast.TIDEWATER, "urgent"),
    (stories.report_to_acknowledge, 52.0, cast.LAKEVIEW, cast.HARBOR, "urgent"),
    (stories.report_to_acknowledge, 11.0, cast.MARSH, cast.HARBOR, "urgent"),
    (stories.report_to_acknowledge, 60.0, cast.MARSH, cast.HARBOR, "urgent"),
    (stories.report_to_acknowledge, 14.0, cast.IBARRA, cast.HARBOR, "urgent"),
    (stories.report_to_acknowledge, 15.0, cast.IBARRA, cast.TIDEWATER, "urgent"),
    (stories.report_to_acknowledge, 12.0, cast.BLUESTEM, cast.HARBOR, "urgent"),
    (stories.no_visit_for_weeks, 110.0, cast.LAKEVIEW, cast.HARBOR, "elective"),
    (stories.no_visit_for_weeks, 130.0, cast.MARSH, cast.HARBOR, "elective"),
    (stories.no_visit_for_weeks, 125.0, cast.LAKEVIEW, cast.GUMLINE, ""),
    (stories.waits_for_records, 12.0, cast.LAKEVIEW, cast.HARBOR, "urgent"),
    (stories.waits_for_records, 6.0, cast.IBARRA, cast.HARBOR, "elective"),
    (stories.decline_to_read, 4.0, cast.LAKEVIEW, cast.TIDEWATER, ""),
    (stories.decline_to_read, 19.0, cast.MARSH, cast.HARBOR, "urgent"),
    (stories.draft_left, 2.0, cast.LAKEVIEW, cast.HARBOR, ""),
    (stories.draft_left, 15.0, cast.LAKEVIEW, cast.GUMLINE, ""),
    (stories.draft_left, 5.0, cast.MARSH, cast.HARBOR, ""),
    (stories.draft_left, 3.0, cast.IBARRA, cast.HARBOR, ""),
    (stories.not_answered, 1.0, cast.BLUESTEM, cast.TIDEWATER, "urgent"),
    (stories.not_answered, 6.0, cast.LAKEVIEW, cast.TIDEWATER, "elective"),
    (stories.report_to_write, 9.0, cast.LAKEVIEW, cast.TIDEWATER, "urgent"),
    (stories.waits_for_choice, 5.0, cast.IBARRA, cast.TIDEWATER, "elective"),
    (stories.not_answered, 4.0, cast.NORTH_FORK, cast.GUMLINE, ""),
    (stories.times_to_offer, 7.0, cast.LAKEVIEW, cast.GUMLINE, ""),
    (stories.times_to_offer, 3.0, cast.ORCHARD, cast.NORTHPOINT, ""),
    (stories.not_answered, 2.0, cast.RIVERSIDE_MEDICINE, cast.RIVERSIDE_DENTAL, "urgent"),
    (stories.not_answered, 8.0, cast.RIVERSIDE_MEDICINE, cast.RIVERSIDE_DENTAL, "elective"),
    (stories.report_to_write, 10.0, cast.RIVERSIDE_MEDICINE, cast.RIVERSIDE_DENTAL, "elective"),
    (stories.not_answered, 5.0, cast.RIVERSIDE_DENTAL, cast.RIVERSIDE_MEDICINE, ""),
    (stories.advice_asked, 2.2, cast.LAKEVIEW, cast.HARBOR, "elective"),
    (stories.advice_asked, 9.0, cast.MARSH, cast.HARBOR, "elective"),
    (stories.advice_to_read, 16.0, cast.LAKEVIEW, cast.HARBOR, "elective"),
    (stories.advice_became_a_referral, 28.0, cast.LAKEVIEW, cast.HARBOR, "elective"),
    (stories.time_held, 1.4, cast.LAKEVIEW, cast.HARBOR, "elective"),
    (reaching.called_in_vain, 5.0, cast.LAKEVIEW, cast.HARBOR, "urgent"),
    (reaching.called_in_vain, 14.0, cast.BLUESTEM, cast.HARBOR, "elective"),
    (reaching.said_no, 6.0, cast.IBARRA, cast.HARBOR, "elective"),
    (reaching.still_thinking, 26.0, cast.COPPERLINE, cast.HARBOR, "elective"),
    (reaching.told_worse, 2.4, cast.LAKEVIEW, cast.HARBOR, "elective"),
    (reaching.answered_before_visit, 9.0, cast.LAKEVIEW, cast.HARBOR, "elective"),
    (replies.asked_a_question, 2.6, cast.LAKEVIEW, cast.HARBOR, "elective"),
    (replies.cannot_come, 3.2, cast.IBARRA, cast.HARBOR, "elective"),
    (reaching.reached_by_letter, 3.0, cast.LAKEVIEW, cast.HARBOR, "elective"),
    (reaching.booked_by_letter, 4.0, cast.RIVERSIDE_DENTAL, cast.HARBOR, "elective"),
    (stories.waits_for_choice, 2.0, cast.LAKEVIEW, cast.HARBOR, "elective"),  # so late that the times still stand on a Sunday night
    (reaching.missed_twice, 24.0, cast.QUARRY, cast.HARBOR, "urgent"),
)
"""What is on the desks at any time of day: some due soon, some late, most later."""


def now_open(seed: int, present: datetime) -> list[Scene]:
    """The stories that have just come to the point where somebody has to do something."""
    scenes = [
        Scene(2000 + number, story, sender, recipient, present - timedelta(hours=hours), hurry)
        for number, (story, hours, sender, recipient, hurry) in enumerate(EMERGENCIES)
    ]
    scenes += [
        Scene(2100 + number, story, sender, recipient, open_hours_before(present, hours, recipient), hurry)
        for number, (story, hours, sender, recipient, hurry) in enumerate(TODAY)
    ]
    if is_open(present, OPEN[cast.HARBOR]):
        start = open_hours_before(present, 1.6, cast.HARBOR)
        scenes.append(Scene(2200, stories.patient_has_arrived, cast.LAKEVIEW, cast.HARBOR, start, "urgent"))
    return scenes


OPEN = {card.slug: hours_from(card.time_zone, card.hours) for card in cast.RECEIVING}


def open_hours_before(present: datetime, hours: float, slug: str) -> datetime:
    """The time since which a receiving practice has been open for so many hours."""
    usual = OPEN[slug]
    step, left, moment = timedelta(minutes=10), timedelta(hours=hours), present
    while left > timedelta():
        moment -= step
        if is_open(moment, usual):
            left -= step
    return moment


def scenes(seed: int, present: datetime) -> list[Scene]:
    """All of it, in the order of time."""
    return sorted((*past(seed, present), *now_open(seed, present)), key=lambda scene: (scene.start, scene.number))

"""The made-up network is whole: told at any time of day it leaves living desks, and nothing of it breaks an invariant."""

import contextlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.testing import InMemoryConnector

from bridgework.demo import past, stories
from bridgework.demo.documents import leave_documents
from bridgework.demo.echoes import add_echoes, reserve_numbers
from bridgework.demo.guest import leave_guest_referral
from bridgework.demo.network import set_up_network
from bridgework.demo.plot import ECHOES, HABITS, Scene, now_open, scenes
from bridgework.demo.plot import past as past_scenes
from bridgework.demo.story import SoFar, Stage, Tale
from bridgework.demo.tellers import SEED, CannotLoad, parts_of, tell_everything
from bridgework.lookups.invariants import prove
from bridgework.records.models import Appointment, Attachment, IntakeDocument, PlannedMessage, Referral, ReferralEvent
from bridgework.rules.facts import SYSTEM

MORNING = datetime(2026, 11, 18, 15, 40, tzinfo=UTC)
NIGHT = datetime(2026, 11, 22, 8, 5, tzinfo=UTC)
"""A Sunday, three in the morning at the practices."""


def tell(stage: Stage, chosen: list[Scene]) -> None:
    with app.replace_connector(InMemoryConnector()):
        for scene in chosen:
            tale = Tale(stage, scene.number, scene.sender, scene.recipient, scene.start, HABITS[scene.sender], scene.hurry)
            with contextlib.suppress(SoFar):
                scene.story(tale)


def test_the_same_seed_plans_the_same_plot() -> None:
    assert scenes(SEED, MORNING) == scenes(SEED, MORNING)
    assert scenes(SEED, MORNING) != scenes(SEED + 1, MORNING)


def test_there_are_some_four_hundred_referrals_in_ninety_days() -> None:
    plot = scenes(SEED, MORNING)

    assert 380 <= len(plot) + ECHOES <= 420
    assert all(MORNING - timedelta(days=94) < scene.start < MORNING for scene in plot)
    told = {scene.story for scene in plot}
    assert len(told) >= 30
    assert sorted(scene.number for part in parts_of(plot) for scene in part) == sorted(scene.number for scene in plot)


def test_a_guest_waits_for_an_answer(db: None) -> None:
    leave_guest_referral(set_up_network(SEED, MORNING))

    referral = Referral.objects.get(way="public form")
    assert (referral.state, referral.sender_practice.on_network, referral.tier) == ("2.0", False, "urgent")
    assert [film.status for film in referral.attachments.all()] == ["ready"]
    assert referral.guest_links.get().email_is_proven
    # Young enough to be in the mailbox, with a link that works.
    assert referral.messages.filter(kind="receipt_to_sender", due_at__gt=MORNING - past.RECENT).exists()


def test_desks_are_alive_in_the_middle_of_the_night(db: None) -> None:
    present = NIGHT
    stage = set_up_network(SEED, present)
    tell(stage, now_open(SEED, present))
    past.settle(present)

    desk = Referral.objects.filter(desk_practice__slug="harbor-endodontics", closed_at=None)
    assert {"review", "offer_times", "await_choice", "see_patient", "send_report", "rebook"} <= {*desk.values_list("next_step", flat=True)}
    assert desk.filter(tier="emergency", due_at__gt=present, due_at__lt=present + timedelta(minutes=30)).exists()
    assert 0 < desk.filter(due_at__lt=present).count() < desk.count() * 0.6
    for slug in ("lakeview-family-dental", "marsh-dental", "tidewater-oral-surgery", "riverside-dental"):
        assert Referral.objects.filter(desk_practice__slug=slug, closed_at=None).exists(), slug
    assert not ReferralEvent.objects.filter(at__gt=present).exists()
    assert prove(SYSTEM).holds


def test_on_every_weekday_a_patient_has_three_times_to_choose_from(db: None) -> None:
    first = set_up_network(SEED, MORNING)
    for hours in range(0, 7 * 24, 26):  # each time on the next weekday, two hours later
        present = MORNING + timedelta(hours=hours)
        told = [scene for scene in now_open(SEED, present) if scene.story is stories.waits_for_choice][-1:]
        with transaction.atomic():
            tell(replace(first, present=present), told)

            referral = Referral.objects.get()
            held = referral.appointments.filter(status="held", held_until__gt=present)
            assert (referral.state, referral.patient.language, held.count()) == ("3.0", "en", 3), f"{present:%A %H:%M}"
            transaction.set_rollback(True)  # one scene is told once


def test_a_slice_of_the_past_with_its_echoes_is_whole(db: None) -> None:
    stage = set_up_network(SEED, MORNING)
    numbers = reserve_numbers(6)
    chosen = [scene for scene in past_scenes(SEED, MORNING) if scene.start < MORNING - timedelta(days=14)][:16]
    tell(stage, chosen)
    leave_documents(stage)
    before = Referral.objects.count()

    added = add_echoes(stage, numbers)
    past.settle(MORNING)

    assert Referral.objects.count() == before + added > before
    assert prove(SYSTEM).holds
    assert IntakeDocument.objects.filter(status="unmatched").count() == 1
    assert not PlannedMessage.objects.filter(status="planned", due_at__lt=MORNING - past.RECENT).exists()
    echo = Referral.objects.get(number=min(numbers))
    assert echo.closed_at is not None
    assert echo.patient.referrals.count() == 1
    names = {echo.patient.full_name}
    assert {visit.booked_by_name for visit in Appointment.objects.filter(referral=echo, booked_by=None)} <= names
    assert {event.who for event in echo.events.filter(way="patient link")} <= names
    assert all(film.label.startswith(echo.patient.family_name.upper()[:3]) for film in Attachment.objects.filter(referral=echo))


def test_films_are_ready_to_look_at(db: None) -> None:
    stage = set_up_network(SEED, MORNING)
    tell(stage, [Scene(1, stories.desk_calls, "lakeview-family-dental", "harbor-endodontics", MORNING - timedelta(days=3), "urgent")])

    for film in Attachment.objects.all():
        assert film.status == "ready"
        assert film.display_sha256
        assert film.thumbnail_sha256
        assert film.taken_on


def test_it_goes_into_an_empty_database_only(cast: object) -> None:
    with pytest.raises(CannotLoad, match="empty"):
        tell_everything(lambda line: None, MORNING)

"""Measures, reach: what messages achieved, and the trial of other words, begun from the editor and ended here."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

import make
from bridgework.actions.issue_patient_link import secret_of
from bridgework.messages.compose import message_mark
from bridgework.records.models import MessageReceipt, PatientLink, Wording, WordingTrial
from browsers import signed_in, standing_clock
from people import NOW, Cast
from sending import claim_message, finish_attempt

pytestmark = pytest.mark.django_db
clock = standing_clock(NOW + timedelta(hours=2))
SMS = reverse("wording", args=["pick_a_time", "sms", "en"])
GOOD = "{practice}: please pick a time: {link} Or call {phone}. STOP to opt out"


def test_a_trial_from_the_editor_to_its_end(cast: Cast) -> None:
    writer, reader = signed_in(cast, "dana.ortiz"), signed_in(cast, "ruth.sandoval")
    writer.post(SMS, {"body": GOOD, "latest": "0"})
    assert "Try them on half" in reader.get(SMS).content.decode()
    assert "Try them on half" not in writer.get(SMS).content.decode()

    page = reader.post(reverse("try_wording", args=[Wording.objects.get().pk]), follow=True).content.decode()
    assert "please pick a time" in page
    assert "Too few patients yet" in page
    assert "Half of the patients get the draft now" in writer.get(SMS).content.decode()
    assert "End the trial" not in writer.get(reverse("reach")).content.decode()

    page = reader.post(reverse("stop_trying", args=[WordingTrial.objects.get().pk]), follow=True).content.decode()
    assert "Everybody gets the words in force" in page
    assert "End the trial" not in page


def test_an_opened_message_is_counted_and_a_look_ahead_is_not(cast: Cast, client: Client) -> None:
    referral = make.accepted(cast)
    message = referral.messages.get(kind="pick_a_time")
    claimed = claim_message(message.pk, now=message.due_at)
    assert claimed is not None
    finish_attempt(claimed.attempt_id, outcome="accepted", provider_id="SM1", now=message.due_at)
    mark, secret = message_mark(message.pk), secret_of(PatientLink.objects.get(referral=referral).pk)

    door = client.get(f"/p/{secret}/?{mark}").content.decode()
    assert f'value="{mark}"' in door
    assert not MessageReceipt.objects.filter(status="clicked").exists()

    born = referral.patient.birth_date
    answer = client.post(f"/p/{secret}/birth-date/", {"month": born.month, "day": born.day, "year": born.year, "mark": mark}, follow=True)
    assert answer.status_code == 200
    assert MessageReceipt.objects.filter(status="clicked").count() == 1
    reader = signed_in(cast, "ruth.sandoval")
    page = reader.get(reverse("reach")).content.decode()
    assert "Pick a time" in page
    assert ">1</a> (21% – 100%)" in page

    behind = next(unescape(url) for url in re.findall(r'href="([^"]+)"', page) if "what=opened" in url)
    assert referral.patient.full_name in reader.get(behind).content.decode()
    for other in (behind.replace("what=opened", "what=failed"), behind.replace("kind=pick_a_time", "kind=day_7")):
        assert referral.patient.full_name not in reader.get(other).content.decode()
    stranger = signed_in(cast, "priya.raman").get(behind)
    assert referral.patient.full_name not in stranger.content.decode()

"""A picture that a patient texts: from their phone over the service into the conversation, and to the referral's files."""

import base64
from dataclasses import replace
from datetime import timedelta
from typing import Any

import httpx
import pytest
import time_machine
from django.conf import LazySettings
from django.test import Client

import addresses
import make
from bridgework.actions.keep_inbound import keep_inbound
from bridgework.actions.receive_reply import receive_reply
from bridgework.actions.record_picture import record_picture
from bridgework.connections.door import Unreadable
from bridgework.connections.sms import media
from bridgework.connections.sms.media import GONE, NO_PICTURE, NOT_OURS, TOO_LARGE, NotNow, Picture, fetch_picture, names_in
from bridgework.connections.sms.receive import signature_of
from bridgework.connections.sms.send import SmsAccount
from bridgework.jobs import fetch_picture as job
from bridgework.records.models import Attachment, InboundMessage, InboundPicture, Referral
from people import Cast
from standins_for_tests import Standins

PHONE, OURS = "+13125550190", "+15005550006"
PHOTO = addresses.PNG
SOON = timedelta(minutes=5)


class Context:
    """Of a job in its how manieth try."""

    def __init__(self, attempts: int = 1) -> None:
        self.job = type("Job", (), {"attempts": attempts})()


def texted(standins: Standins, data: bytes = PHOTO, media_type: str = "image/png") -> tuple[str, SmsAccount]:
    """The address of a picture that the phone's page sent, and the account that may ask for it."""
    files = [("picture", ("tooth.png", data, media_type)), ("text", (None, "Look at this"))]
    assert httpx.post(f"{standins.url}/reply/{PHONE}", files=files).status_code == 303
    message = standins.store.all()[-1]
    assert (message.text, message.files[0][2]) == ("Look at this", base64.b64encode(data).decode())
    address = f"https://elsewhere.example/2010-04-01/Accounts/AC/Messages/{message.id}/Media/ME{0:032x}"
    return address, SmsAccount(standins.url, "ACdemo", "demo-token", OURS)


def test_a_picture_is_asked_of_the_service_itself_wherever_its_address_leads(standins: Standins, monkeypatch: pytest.MonkeyPatch) -> None:
    address, account = texted(standins)
    assert fetch_picture(account, address) == Picture(PHOTO, "png")
    assert fetch_picture(account, "https://elsewhere.example/etc/passwd") == NOT_OURS
    assert names_in("http://x/Messages/SM1/Media/ME2/../../secret") == ""
    assert fetch_picture(account, address.replace("/ME0", "/ME1")) == GONE
    with pytest.raises(NotNow):
        fetch_picture(replace(account, auth_token="another"), address)
    with pytest.raises(NotNow):
        fetch_picture(replace(account, base_url="http://127.0.0.1:1"), address)
    monkeypatch.setattr(media, "MOST_BYTES", 10)
    assert fetch_picture(account, address) == TOO_LARGE
    address, account = texted(standins, b"%PDF-1.7", "application/pdf")
    assert fetch_picture(account, address) == NO_PICTURE


@pytest.mark.django_db
def test_the_service_names_pictures_in_its_signed_call(client: Client, settings: LazySettings) -> None:
    settings.SMS_TOKEN = "the-token"
    form = {"MessageSid": "MM1", "SmsStatus": "received", "From": PHONE, "To": OURS, "Body": "", "NumMedia": "2"}
    form |= {"MediaUrl0": "https://api.example/Messages/MM1/Media/ME1", "MediaUrl1": "https://api.example/Messages/MM1/Media/ME2"}
    signature = signature_of(settings.URL + "/hooks/sms/inbound", form, "the-token")
    for _ in range(2):
        assert client.post("/hooks/sms/inbound", form, headers={"X-Twilio-Signature": signature}).status_code == 200
    assert [row.address[-3:] for row in InboundPicture.objects.order_by("place")] == ["ME1", "ME2"]


def with_picture(cast: Cast, address: str) -> tuple[Referral, InboundPicture]:
    referral = make.booked(cast)
    at = make.clock(referral) + SOON
    keep_inbound("sms", "MM7", PHONE, OURS, "Thanks", now=at, media=1, pictures=[address])
    receive_reply(InboundMessage.objects.get().pk, now=at)
    return referral, InboundPicture.objects.get()


@pytest.mark.django_db
def test_a_picture_is_fetched_shown_and_put_with_the_files(cast: Cast, standins: Standins) -> None:
    referral, picture = with_picture(cast, texted(standins)[0])
    assert InboundMessage.objects.get().status == "waiting"  # thanks alone would need nobody; a picture does
    for _ in range(2):
        job.fetch_picture.func(Context(), str(picture.pk))
    picture.refresh_from_db()
    assert (picture.status, picture.name, picture.address) == ("ready", "text-1.png", "")

    desk, office = addresses.signed_in(cast, cast.theo), addresses.signed_in(cast, cast.jo)
    whole = f"/messages/replies/{picture.inbound_id}/pictures/0"
    with time_machine.travel(make.clock(referral) + SOON, tick=False):
        assert f"{whole}/thumbnail" in desk.get(f"/referrals/{referral.pk}/conversation/").text
        assert f"{whole}/thumbnail" in desk.get("/messages/replies/").text
        shown = desk.get(f"{whole}/image")
        assert (shown.headers["Content-Type"], shown.content[:4]) in (("image/png", b"\x89PNG"), ("image/jpeg", b"\xff\xd8\xff\xe0"))
        assert office.get(f"{whole}/image").status_code == 404
        for _ in range(2):
            assert desk.post(f"{whole}/attach/", follow=True).status_code == 200
        attached = Attachment.objects.get(referral=referral)
        assert (attached.kind, attached.sha256, attached.status) == ("photo", picture.sha256, "waiting")
        assert "with the files" in desk.get(f"/referrals/{referral.pk}/conversation/").text


@pytest.mark.django_db
def test_what_cannot_be_fetched_or_opened_says_why(cast: Cast, standins: Standins, monkeypatch: pytest.MonkeyPatch) -> None:
    referral, picture = with_picture(cast, texted(standins, b"no picture at all")[0])
    job.fetch_picture.func(Context(), str(picture.pk))
    picture.refresh_from_db()
    assert picture.status == "refused"
    record_picture(picture.pk, refused_because="Another reason.", now=make.clock(referral))
    assert InboundPicture.objects.get().refused_because == picture.refused_because

    def silent(*_: Any) -> Picture | Unreadable:
        raise NotNow("silent")

    monkeypatch.setattr(job, "fetch", silent)
    InboundPicture.objects.update(status="waiting")
    with pytest.raises(NotNow):
        job.fetch_picture.func(Context(), str(picture.pk))
    job.fetch_picture.func(Context(job.MOST_TRIES), str(picture.pk))
    assert InboundPicture.objects.get().refused_because == job.NOT_FETCHED

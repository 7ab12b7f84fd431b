"""Every address of the program, and real ids to fill them with: for tests that walk all of them.

for address in addresses.all_of_them():       # Address(route, view, entry, arguments)
    path = address.path(world.ids)            # "/referrals/<id>/accept/" with the ids of one referral
"""

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

import make
from bridgework.actions.attach_file import attach_file
from bridgework.actions.begin_upload import begin_upload
from bridgework.actions.guest_secrets import letter_secret_of, link_secret_of, page_secret_of
from bridgework.actions.issue_calendar_feed import feed_secret, issue_calendar_feed
from bridgework.actions.issue_guest_link import issue_guest_link
from bridgework.actions.issue_patient_link import issue_patient_link, secret_of
from bridgework.actions.keep_guest_submission import keep_guest_submission
from bridgework.actions.merge_patients import merge_patients
from bridgework.actions.receive_document import receive_document
from bridgework.actions.record_film import Decoded, record_film
from bridgework.records.models import (
    Closure,
    FormQuestion,
    InboundMessage,
    Membership,
    Operatory,
    Referral,
    ReferralTemplate,
    StandIn,
    Wording,
    WordingTrial,
)
from bridgework.rules.facts import ROLES, SYSTEM, Viewer
from bridgework.rules.guests import GuestOffice
from bridgework.web.public.sender_form import new_stamp
from bridgework.web.shared.entry import Entry
from bridgework.web.shared.viewing import PRACTICE_KEY
from people import NOW, Cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
FAMILY_NAME, NAME_ON_DOCUMENT = "Quillfeather", "Thistlewick"
"""Of the patient in `world` and of the one whom Harbor's document names. They stand nowhere else: a page that shows them has shown a patient."""
FOR_ALL = frozenset({"practice_id", "slug", "stamp", "kind", "channel", "language"})
"""Arguments that say nothing of anybody: practices are in the directory. Every other one leads to something of one practice or two."""

SECRETS = {"guest_": "g/", "wait_": "r/wait/", "confirm_": "r/confirm/", "feed_": "calendar-feed/"}


@dataclass(frozen=True)
class Address:
    """One URL pattern. `entry` is None for the views of packages (sign-in and its like)."""

    route: str
    view: str
    entry: Entry | None

    @property
    def arguments(self) -> tuple[str, ...]:
        return tuple(ARGUMENT.findall(self.route))

    @property
    def is_ours(self) -> bool:
        return self.view.startswith("bridgework.")

    @property
    def is_private(self) -> bool:
        """Whether it leads to something that only one practice, or the two of a referral, may know of."""
        return not FOR_ALL.issuperset(self.arguments)

    def path(self, ids: Mapping[str, object]) -> str:
        # The secrets of guests are others than those of patients, and are called the same.
        before = next((kind for kind in SECRETS if self.route.startswith(SECRETS[kind])), "")
        return "/" + ARGUMENT.sub(lambda found: str(ids[before + found[1]] if found[1] == "secret" else ids[found[1]]), self.route)


def all_of_them() -> list[Address]:
    return list(_walk(get_resolver().url_patterns, ""))


def ours() -> list[Address]:
    return [address for address in all_of_them() if address.is_ours]


def of_staff() -> list[Address]:
    """Those that only signed-in members of a practice enter."""
    return [address for address in ours() if address.entry and address.entry.who == "staff"]


def _walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[Address]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route)
        else:
            yield Address(route, pattern.lookup_str, getattr(pattern.callback, "entry", None))


@dataclass(frozen=True)
class World:
    """One referral of Lakeview to Harbor with everything an address can point at."""

    referral: Referral
    ids: dict[str, object]


def world(cast: Cast, state: str = "5.1.1") -> World:
    """A referral in that state, of a patient whose name stands nowhere else, with a film, a link and a document at Harbor."""
    patient = make.patient(cast.lakeview, family_name=FAMILY_NAME)
    made = make.IN_STATE[state]
    referral = made(cast, of=patient)
    at = make.clock(referral) if referral.sent_at else NOW
    other, double = (make.patient(cast.lakeview, family_name=FAMILY_NAME, given_name=name, phone="") for name in ("Alex", "Alexis"))
    joined = merge_patients(cast.jo, kept_id=other.pk, merged_id=double.pk, now=NOW)
    photo = attach_file(cast.raman, referral.pk, name="tooth.png", content=io.BytesIO(PNG), now=at)
    opened = Decoded(media_type="image/png", display=PNG, thumbnail=PNG, pixels=PNG, copy=PNG, slices=(PNG,), reading={"slices": 1})
    record_film(photo.pk, opened, now=at)
    reading: dict[str, Any] = {"patient": {"family_name": NAME_ON_DOCUMENT, "given_name": "Robin", "birth_date": "1984-05-17"}}
    document = receive_document(
        SYSTEM, cast.harbor.pk, source="file", name="referral.json", content=b'{"resourceType": "Bundle"}', reading=reading, now=NOW
    )
    secret = secret_of(issue_patient_link(referral, NOW).pk)
    ids: dict[str, object] = {
        "referral_id": referral.pk,
        "attachment_id": photo.pk,
        "patient_id": patient.pk,
        "other_id": other.pk,
        "merge_id": joined.pk,
        "document_id": document.pk,
        "message_id": getattr(referral.messages.first(), "pk", UUID(int=9)),  # a draft has told nobody anything
        "reply_id": getattr(reply_about(referral), "pk", UUID(int=9)),
        "practice_id": cast.harbor.pk,
        "part": "download",
        "number": 0,
        "link_id": UUID(int=10),  # no phone has taken it
        "upload_id": begin_upload(cast.raman, referral.pk, name="half.png", size=90_000, now=at).pk,
        "secret": secret,
        "token": "0-0",
        "slug": cast.harbor.slug,
    }
    ids |= of_guests(cast, referral)
    return World(referral, ids | of_harbor(cast))


def reply_about(referral: Referral) -> InboundMessage | None:
    """What the patient wrote to the receiving practice, and nobody has read; nobody writes about a draft."""
    if referral.sent_at is None:
        return None
    whose = {"referral": referral, "patient_id": referral.patient_id, "practice_id": referral.recipient_practice_id}
    wrote = {"channel": "sms", "sender": "+13125550190", "recipient": "+15005550006", "text": "Who is this?", "at": NOW}
    return InboundMessage.objects.create(provider_id=uuid4().hex, status="waiting", understood_as="question", **wrote, **whose)


def of_guests(cast: Cast, referral: Referral) -> dict[str, object]:
    """A submission of somebody without an account that nobody has confirmed, and a private link to the referral."""
    submission = keep_guest_submission(
        cast.harbor.slug,
        uuid4(),
        came_from="somewhere",
        uploads=[],
        office=GuestOffice("Copper Beech Dental", "Dr. Nils Aker", "+13125550188", "desk@copperbeech.example"),
        patient={"given_name": "Robin", "family_name": FAMILY_NAME, "birth_date": "5/17/1984", "phone": "(312) 555-0142"},
        case=make.ELECTIVE,
        teeth=["19"],
        now=NOW,
    )
    link = issue_guest_link(referral, name="Dr. Nils Aker", email="desk@copperbeech.example", phone="", email_is_proven=True, now=NOW)
    return {
        "guest_secret": link_secret_of(link.pk),
        "wait_secret": page_secret_of(submission.pk),
        "confirm_secret": letter_secret_of(submission.pk, NOW),
        "stamp": new_stamp(NOW).written(),
    }


def of_harbor(cast: Cast) -> dict[str, object]:
    """What Harbor's settings are about."""
    provider = cast.harbor.providers.order_by("name").first()
    closed = Closure.objects.create(
        practice=cast.harbor, starts_at=NOW + timedelta(days=300), ends_at=NOW + timedelta(days=301), reason="Holiday"
    )
    return {
        "closure_id": closed.pk,
        "availability_id": provider.availability.first().pk,
        "provider_id": provider.pk,
        "feed_secret": feed_secret(issue_calendar_feed(cast.ruth, provider.pk, now=NOW).pk),
        "operatory_id": Operatory.objects.create(location=cast.harbor.locations.order_by("name").first(), name="Room 9").pk,
        "membership_id": Membership.objects.filter(practice=cast.harbor).order_by("person__name").first().pk,
        "visit_type_id": cast.harbor.visit_types.first().pk,
        "template_id": template_of(cast).pk,
        "question_id": question_of(cast),
        "stand_in_id": stand_in_of(cast).pk,
        "wording_id": (wording := wording_of(cast)).pk,
        "trial_id": trial_of(cast, wording).pk,
        "kind": "pick_a_time",
        "channel": "sms",
        "language": "en",
    }


def wording_of(cast: Cast) -> Wording:
    """A draft of Dana Ortiz of Harbor."""
    columns = {"kind": "pick_a_time", "channel": "sms", "language": "en", "version": 1, "body": "{practice}: {link}"}
    return Wording.objects.create(practice=cast.harbor, written_by=cast.people["Dana Ortiz"], written_at=NOW, **columns)


def trial_of(cast: Cast, wording: Wording) -> WordingTrial:
    """Ruth Sandoval of Harbor has half of the patients get the draft."""
    return WordingTrial.objects.create(practice=cast.harbor, wording=wording, started_by=cast.people["Ruth Sandoval"], started_at=NOW)


def stand_in_of(cast: Cast) -> StandIn:
    """Theo Banks of Harbor will be away, and Dana Ortiz stands in for him."""
    theo, dana = (cast.people[name] for name in ("Theo Banks", "Dana Ortiz"))
    begin = NOW + timedelta(days=300)
    columns = {"practice": cast.harbor, "person": theo, "stand_in": dana, "entered_by_name": theo.name, "created_at": NOW}
    return StandIn.objects.create(starts_at=begin, ends_at=begin + timedelta(days=1), **columns)


def question_of(cast: Cast) -> UUID:
    """A question that Harbor added to its form."""
    known = FormQuestion.objects.filter(practice=cast.harbor).first()
    return (
        known or FormQuestion.objects.create(practice=cast.harbor, label="Does the patient snore?", kind="tap", created_at=NOW)
    ).question


def template_of(cast: Cast) -> ReferralTemplate:
    """Of Lakeview; made without an action, since the one that makes it is among those that are tried."""
    return ReferralTemplate.objects.create(practice=cast.lakeview, name="Root canal at Harbor", case={"wanted": "evaluate"}, changed_at=NOW)


def with_every_role(viewer: Viewer) -> Viewer:
    """The same person, who may now do everything at their own practice: whatever stays closed is closed because it is another's."""
    Membership.objects.filter(person_id=viewer.person_id, practice_id=viewer.practice_id).update(roles=list(ROLES))
    return replace(viewer, roles=frozenset(ROLES))


def signed_in(cast: Cast, viewer: Viewer) -> Client:
    """A browser in which that person works for that practice. An error of ours is an answer with status 500, as it is for people."""
    client = Client(raise_request_exception=False)
    client.force_login(cast.people[viewer.name], backend=BACKEND)
    session = client.session
    session[PRACTICE_KEY] = str(viewer.practice_id)
    # Whatever the clock says, they did something a moment ago: else each request would note it, and a walk takes back what is written
    session["last_action"] = 2**40
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client


def after(referral: Referral) -> datetime:
    """When the referral's page is looked at: right after the last thing that happened to it."""
    return make.clock(referral) if referral.events.exists() else NOW


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c4944415408d763f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)
"""One red pixel."""

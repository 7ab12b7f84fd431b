"""Whatever somebody wrote is text on every page: to the desks of both sides, to the patient, to the office without an account, and on the public page."""

import time_machine
from django.http import HttpRequest, HttpResponse
from django.test import Client

import addresses
import walking
from bridgework.records import models
from bridgework.web.shared.known_browser import remember
from people import Cast

ACTS = "<script>alert(1)"
MARK = f"\"'>{ACTS}</script>"
WRITTEN: dict[str, tuple[str, ...]] = {
    "Patient": ("given_name", "family_name", "street", "city"),
    "Practice": ("name", "about", "talking_points", "alternative_name"),
    "Person": ("name",),
    "Provider": ("name",),
    "Location": ("name", "street", "city", "directions", "directions_es"),
    "VisitType": ("name", "name_es", "what_to_expect", "what_to_expect_es", "what_to_bring", "what_to_bring_es"),
    "Referral": ("reason",),
    "Attachment": ("name", "label"),
    "IntakeDocument": ("name",),
    "InboundMessage": ("text",),
    "Operatory": ("name",),
    "Closure": ("reason",),
    "ReferralTemplate": ("name",),
    "FormQuestion": ("label", "hint"),
    "ConsultReport": ("findings", "diagnosis", "treatment_done", "restoration_needed", "follow_up", "advice"),
    "StandIn": ("entered_by_name",),
    "Wording": ("body", "note"),
    "MessageAttempt": ("words", "sentence"),
    "GuestLink": ("name",),
    "GuestSubmission": ("office", "clinician"),
    "Upload": ("name",),
    "Appointment": ("booked_by_name", "reason"),
}
"""What people type, by table; names that a rule looks at (codes, states, addresses) are left."""


def test_what_somebody_wrote_is_text_on_every_page(cast: Cast) -> None:
    world = addresses.world(cast, "6.0")
    for noun, columns in WRITTEN.items():
        getattr(models, noun).objects.update(**dict.fromkeys(columns, MARK))
    staff = addresses.of_staff()
    both = [address for address in staff if "referral_id" in address.arguments]
    others = [address for address in addresses.ours() if address.entry and address.entry.who != "staff"]
    with time_machine.travel(addresses.after(world.referral), tick=False), walking.remembering():
        wrong = [
            *said_as_markup(addresses.signed_in(cast, addresses.with_every_role(cast.lin)), world, staff),
            *said_as_markup(addresses.signed_in(cast, addresses.with_every_role(cast.jo)), world, both),
            *said_as_markup(with_links(world), world, others),
        ]
    assert wrong == []


def said_as_markup(client: Client, world: addresses.World, walked: list[addresses.Address]) -> list[tuple[str, int]]:
    """Where what was written acts instead of being read, or breaks the page."""
    answers = [(address.route, walking.ask(client, "get", address.path(world.ids))) for address in walked]
    acts = [(route, answer.status) for route, answer in answers if answer.is_page and ACTS in answer.text]
    return acts + [(route, answer.status) for route, answer in answers if answer.status >= 500 and route != "readyz"]


def with_links(world: addresses.World) -> Client:
    """A browser in which the patient's link and the office's were opened."""
    client, known, request = Client(), HttpResponse(), HttpRequest()
    born = world.referral.patient.birth_date
    opened = client.post(f"/p/{world.ids['secret']}/birth-date/", {"month": born.month, "day": born.day, "year": born.year})
    assert opened.status_code == 302
    remember(request, known, world.referral.guest_links.get().pk)
    client.cookies.update(known.cookies)
    return client

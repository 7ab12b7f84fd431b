"""How long the server takes for the desk's pages: the whole way through middleware, view and templates, one request after the other."""

import logging
import time
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from bridgework.cli.benchmark.legs import percentiles, run_in_child
from bridgework.cli.benchmark.network import Network, Office
from bridgework.lookups.sent_referrals import list_referrals
from bridgework.lookups.worklist import PAGE, list_work

REQUESTS = 40
"""For each page."""
WORDS = ("smith", "garcia", "ada smith", "nguyen", "#19 walker", "312555")
PLACES: tuple[dict[str, str], ...] = (
    {"zip": "60601", "miles": "25"},
    {"zip": "10001", "miles": "100", "specialty": "endodontics"},
    {"q": "garcia"},
    {"q": "endodontics chicago"},
    {"language": "vi", "insurance": "State Medicaid"},
    {"procedure": "retreatment", "page": "3"},
)
Request = tuple[str, dict[str, str] | None]
"""An address, and what is posted there."""


class WrongAnswer(Exception):
    """A page answered with something else than the page."""


def measure(network: Network) -> dict[str, dict[str, float]]:
    """p50, p95 and p99 in milliseconds by page, as people of the busiest practices see them."""
    return run_in_child(lambda: _measured(network))


def _measured(network: Network) -> dict[str, dict[str, float]]:
    from django.conf import settings
    from django.test.utils import override_settings

    logging.getLogger("bridgework.requests").setLevel(logging.WARNING)  # a line for every request helps nobody here
    settings.STATIC_ROOT.mkdir(exist_ok=True)
    plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # no front end has to be built for this
    with override_settings(STORAGES=settings.STORAGES | plain, ALLOWED_HOSTS=["*"]):
        found: dict[str, dict[str, float]] = {}
        for who, office, role in (("desk", network.receivers[0], "coordinator"), ("sender", network.senders[0], "referrer")):
            client = signed_in(office, role)
            for name, requests in requests_of(office, role).items():
                found[f"{name}, {who}"] = _timed(client, requests)
        return found


def signed_in(office: Office, role: str) -> Any:
    """A browser of somebody of the practice."""
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client()
    client.force_login(get_user_model().objects.get(pk=UUID(office.people[role])))
    return client


def requests_of(office: Office, role: str) -> dict[str, list[Request]]:
    """By name of the page, what is asked for in turns."""
    from django.urls import reverse

    work = list_work(office.viewer(role), show="all", now=datetime.now(UTC))
    if len(work.rows) < PAGE and role == "coordinator":
        raise WrongAnswer(f"the busiest desk has only {len(work.rows)} referrals to do")
    worklist, sent = reverse("worklist"), reverse("sent_referrals")
    pages: dict[str, list[Request]] = {
        "worklist": [(worklist, None), (f"{worklist}?show=all", None), (f"{worklist}?show=late", None)],
        "referrals": [(sent, None), (f"{sent}?tab=sent&show=no_visit", None), (f"{sent}?show=ours", None), (f"{sent}?show=closed", None)],
        "referral": [(reverse("referral", args=[row.id]), None) for row in work.rows],
        "search": [(reverse("search"), {"q": words}) for words in WORDS],
        "search in referrals": [(sent, {"q": words}) for words in WORDS],
        "measures": [(f"{reverse('measures')}?days={days}", None) for days in (30, 90)],
        "messages": [(reverse("messages_sent"), None), (f"{reverse('messages_sent')}?status=trouble", None)],
        "patients": [(reverse("patients"), None), *((reverse("patients"), {"q": words}) for words in WORDS)],
        "directory": [(reverse("directory"), None)],
        "search in directory": [(f"{reverse('directory')}?{urlencode(asked)}", None) for asked in PLACES],
    }
    own: dict[str, list[Request]] = {"calendar": [(reverse("calendar"), None)]} if role == "coordinator" else {"form": _forms(office)}
    return pages | own


def _forms(office: Office) -> list[Request]:
    """Referral forms of the practice that somebody is filling in."""
    from django.urls import reverse

    drafts = list_referrals(office.viewer("referrer"), "sent", show="drafts", now=datetime.now(UTC)).rows
    if not drafts:
        raise WrongAnswer("the busiest sender has no draft")
    return [(reverse("draft", args=[row.id]), None) for row in drafts[:6]]


def ask(client: Any, request: Request) -> None:
    """One request. Raises WrongAnswer for anything but a page."""
    address, posted = request
    answer = client.get(address) if posted is None else client.post(address, posted)
    if answer.status_code != 200:
        raise WrongAnswer(f"{answer.status_code} from {address}")


def _timed(client: Any, requests: list[Request]) -> dict[str, float]:
    for request in requests[:6]:
        ask(client, request)  # templates are read and connections made
    times = []
    for number in range(REQUESTS):
        began = time.perf_counter()
        ask(client, requests[number % len(requests)])
        times.append(time.perf_counter() - began)
    return percentiles(sorted(times))

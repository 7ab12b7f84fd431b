"""How long the server takes for the desk's pages: the whole way through middleware, view and templates, one request after the other."""

import logging
import time
from typing import Any
from uuid import UUID

from bridgework.cli.benchmark.legs import percentiles, run_in_child
from bridgework.cli.benchmark.network import Network, Office
from bridgework.lookups.worklist import PAGE

MOST = 60
"""Requests for each page."""


class WrongAnswer(Exception):
    """A page answered with something else than the page."""


def measure(network: Network) -> dict[str, dict[str, float]]:
    """p50, p95 and p99 in milliseconds by page, as people of the busiest practices see them."""
    return run_in_child(lambda: _measured(network))


def _measured(network: Network) -> dict[str, dict[str, float]]:
    from django.test.utils import override_settings

    logging.getLogger("bridgework.requests").setLevel(logging.WARNING)  # a line for every request helps nobody here
    plain = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}  # no front end has to be built for this
    from django.conf import settings

    settings.STATIC_ROOT.mkdir(exist_ok=True)
    with override_settings(STORAGES=settings.STORAGES | plain, ALLOWED_HOSTS=["*"]):
        found: dict[str, dict[str, float]] = {}
        for who, office, role in (("desk", network.receivers[0], "coordinator"), ("sender", network.senders[0], "referrer")):
            client = _signed_in(office, role)
            for name, addresses in _addresses(office, role).items():
                found[f"{name}, {who}"] = _timed(client, addresses)
        return found


def _signed_in(office: Office, role: str) -> Any:
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client()
    client.force_login(get_user_model().objects.get(pk=UUID(office.people[role])))
    return client


def _addresses(office: Office, role: str) -> dict[str, list[str]]:
    """By name of the page, the addresses that are asked for in turns."""
    from datetime import UTC, datetime

    from django.urls import reverse

    from bridgework.lookups.worklist import list_work

    work = list_work(office.viewer(role), show="all", now=datetime.now(UTC))
    if len(work.rows) < PAGE and role == "coordinator":
        raise WrongAnswer(f"the busiest desk has only {len(work.rows)} referrals to do")
    referrals = [reverse("referral", args=[row.id]) for row in work.rows]
    worklist, sent = reverse("worklist"), reverse("sent_referrals")
    return {
        "worklist": [worklist, f"{worklist}?show=all", f"{worklist}?show=late"],
        "referrals": [sent, f"{sent}?tab=received"],
        "referral": referrals,
        "search": [f"{sent}?q={words}" for words in ("smith", "garcia", "ada+smith")],
    }


def _timed(client: Any, addresses: list[str]) -> dict[str, float]:
    times = []
    for number in range(-len(addresses[:3]), MOST):
        began = time.perf_counter()
        answer = client.get(addresses[number % len(addresses)])
        took = time.perf_counter() - began
        if answer.status_code != 200:
            raise WrongAnswer(f"{answer.status_code} from {addresses[number % len(addresses)]}")
        if number >= 0:
            times.append(took)
    return percentiles(sorted(times))

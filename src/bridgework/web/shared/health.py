"""What a machine asks: does the process live, is everything there, what are the numbers."""

import ipaddress
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden, JsonResponse
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest

from bridgework.web.shared.entry import anyone_may
from bridgework.web.shared.readiness import jobs_by_status, what_is_ready

JOBS = Gauge("bridgework_jobs", "Jobs that wait, run or have failed", ["status"])


@require_safe
@anyone_may
def healthz(request: HttpRequest) -> HttpResponse:
    """200 as long as the web process answers; asks nobody else."""
    return JsonResponse({"alive": True})


@require_safe
@anyone_may
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when the database, the worker and - in the demo - the demo data are there; else 503, and which of them is not."""
    ready = what_is_ready(demo=settings.DEMO)
    return JsonResponse(ready, status=200 if all(ready.values()) else 503)


@require_safe
@anyone_may
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus' text format. For this machine, or for who shows the token: page names and counts, but nobody else's business."""
    if not (asked_from_here(request) or shows_token(request)):
        return HttpResponseForbidden("Ask from this machine, or with the metrics token.\n", content_type="text/plain")
    if what_is_ready(demo=False)["database"]:
        for status, count in jobs_by_status().items():
            JOBS.labels(status).set(count)
    return HttpResponse(generate_latest(), content_type=CONTENT_TYPE_LATEST)


def asked_from_here(request: HttpRequest) -> bool:
    """From this machine itself; whatever a proxy passes on comes from elsewhere, even when the proxy runs here."""
    if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        return False
    address = request.META.get("REMOTE_ADDR", "")
    return bool(address) and ipaddress.ip_address(address).is_loopback


def shows_token(request: HttpRequest) -> bool:
    shown = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(settings.METRICS_TOKEN) and secrets.compare_digest(shown.encode(), settings.METRICS_TOKEN.encode())

"""One log line and two numbers for every request: which page, how it ended, how long it took. Never the address itself.

A page is named by its URL pattern (`referrals/<uuid:referral_id>/`): addresses hold ids, and the patient's holds their key.
"""

import logging
import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from prometheus_client import Counter, Histogram

REQUESTS = Counter("bridgework_requests", "Requests answered", ["method", "page", "status"])
SECONDS = Histogram(
    "bridgework_request_seconds",
    "Time to answer a request, in seconds",
    ["page"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
KNOWN_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
QUIET = {"healthz", "readyz", "metrics"}
log = logging.getLogger("bridgework.requests")


class ObservedMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = time.perf_counter()
        response = self.get_response(request)
        seconds = time.perf_counter() - started
        page = page_of(request)
        method = request.method if request.method in KNOWN_METHODS else "other"
        REQUESTS.labels(method, page, response.status_code).inc()
        SECONDS.labels(page).observe(seconds)
        if page not in QUIET:
            fields = {"method": method, "page": page, "status": response.status_code, "milliseconds": round(seconds * 1000, 1)}
            log.info("request", extra={"fields": fields})
        return response


def page_of(request: HttpRequest) -> str:
    """The URL pattern that answered; what no pattern knows (static files, wrong addresses) is told apart no further."""
    match = request.resolver_match
    return match.route if match else "other"

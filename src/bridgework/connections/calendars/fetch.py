"""Fetching a calendar from an address that somebody typed: nothing of the inside of a network can be reached by it, and nothing can flood us."""

import ipaddress
import socket
import time
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpx

from bridgework.connections.calendars import CalendarRefused

MOST_BYTES = 4_000_000
MOST_REDIRECTS = 3
SECONDS = 20.0
"""For the whole of it, redirects included."""
UNREACHED = "The calendar could not be reached."
USER_AGENT = "Bridgework (calendar)"


def fetch_calendar(address: str, *, allow_private: bool = False) -> bytes:
    """What the address answers with. `allow_private`: the operator lets it lead into the own network, and without TLS.

    Every hop is resolved once, checked, and then reached by the very number that was checked. Raises CalendarRefused with a sentence.
    """
    give_up = time.monotonic() + SECONDS
    for _ in range(MOST_REDIRECTS + 1):
        answer = _hop(address, allow_private, give_up)
        if isinstance(answer, bytes):
            return answer
        address = answer
    raise CalendarRefused("The address leads from one place to the next without end.")


def _hop(address: str, allow_private: bool, give_up: float) -> bytes | str:
    """The content, or the address that it is at instead."""
    parts = urlsplit(address.replace("webcal://", "https://", 1) if address.startswith("webcal://") else address)
    if parts.scheme not in ("https", "http") or not parts.hostname or (parts.scheme == "http" and not allow_private):
        raise CalendarRefused("A calendar is read from an address that begins with https://.")
    host, port = parts.hostname, parts.port or (443 if parts.scheme == "https" else 80)
    number = _number_of(host, port, allow_private)
    at = f"[{number}]" if ":" in number else number
    url = urlunsplit((parts.scheme, f"{at}:{port}", parts.path or "/", parts.query, ""))
    named = host if parts.port is None else f"{host}:{port}"
    headers = {"Host": named, "User-Agent": USER_AGENT, "Accept": "text/calendar, */*;q=0.1"}
    try:
        with (
            httpx.Client(timeout=min(10.0, max(0.1, give_up - time.monotonic())), follow_redirects=False, trust_env=False) as client,
            client.stream("GET", url, headers=headers, extensions={"sni_hostname": host}) as response,
        ):
            if response.is_redirect:
                return urljoin(urlunsplit((parts.scheme, parts.netloc, parts.path, parts.query, "")), response.headers["location"])
            if response.status_code != httpx.codes.OK:
                raise CalendarRefused(f"The calendar's server answered with {response.status_code}.")
            return _content(response, give_up)
    except (httpx.HTTPError, httpx.InvalidURL, OSError):
        raise CalendarRefused(UNREACHED) from None


def _content(response: httpx.Response, give_up: float) -> bytes:
    content = bytearray()
    for piece in response.iter_bytes():
        content += piece
        if len(content) > MOST_BYTES:
            raise CalendarRefused("The calendar is larger than 4 MB. Give the address of one clinician's own.")
        if time.monotonic() > give_up:
            raise CalendarRefused("The calendar took too long to arrive.")
    return bytes(content)


def _number_of(host: str, port: int, allow_private: bool) -> str:
    """The network address to connect to. One that is not of the public network refuses them all."""
    try:
        found = [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        raise CalendarRefused(UNREACHED) from None
    if not allow_private and not all(_is_public(number) for number in found):
        raise CalendarRefused("This address leads into a private network. The operator of this server can allow that.")
    return found[0]


def _is_public(number: str) -> bool:
    address = ipaddress.ip_address(number.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    return address.is_global and not address.is_multicast and (mapped is None or mapped.is_global)

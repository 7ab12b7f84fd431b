"""Fetching a calendar from an address that somebody typed: nothing of the inside of a network can be reached by it, and nothing can flood us."""

import asyncio
import ipaddress
import socket
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpx

from bridgework.connections.calendars import CalendarRefused

MOST_BYTES = 4_000_000
MOST_REDIRECTS = 3
SECONDS = 20.0
"""For the whole of it: names, redirects, headers and content."""
HOLDING = (ipaddress.ip_network("::/96"), ipaddress.ip_network("64:ff9b::/96"))
"""Networks of IPv6 whose last four bytes are an address of IPv4 (RFC 4291 2.5.5.1, RFC 6052): it has to be public, too."""
UNREACHED = "The calendar could not be reached."
USER_AGENT = "Bridgework (calendar)"


def fetch_calendar(address: str, *, allow_private: bool = False) -> bytes:
    """What the address answers with. `allow_private`: the operator lets it lead into the own network, and without TLS.

    Every hop is resolved once, checked, and then reached by the very number that was checked. Raises CalendarRefused with a sentence.
    """
    return asyncio.run(_fetched(address, allow_private))  # only there one limit of time holds for names, headers and content together


async def _fetched(address: str, allow_private: bool) -> bytes:
    try:
        async with asyncio.timeout(SECONDS):
            for _ in range(MOST_REDIRECTS + 1):
                answer = await _hop(address, allow_private)
                if isinstance(answer, bytes):
                    return answer
                address = answer
    except TimeoutError:
        raise CalendarRefused("The calendar took too long to arrive.") from None
    raise CalendarRefused("The address leads from one place to the next without end.")


async def _hop(address: str, allow_private: bool) -> bytes | str:
    """The content, or the address that it is at instead."""
    try:
        parts = urlsplit(address.replace("webcal://", "https://", 1) if address.startswith("webcal://") else address)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:  # where somebody else's server sends us is anything: a port of six digits, half a bracket
        raise CalendarRefused(UNREACHED) from None
    if parts.scheme not in ("https", "http") or not host or (parts.scheme == "http" and not allow_private):
        raise CalendarRefused("A calendar is read from an address that begins with https://.")
    number = await _number_of(host, port, allow_private)
    at = f"[{number}]" if ":" in number else number
    url = urlunsplit((parts.scheme, f"{at}:{port}", parts.path or "/", parts.query, ""))
    named = host if parts.port is None else f"{host}:{port}"
    headers = {"Host": named, "User-Agent": USER_AGENT, "Accept": "text/calendar, */*;q=0.1", "Accept-Encoding": "identity"}
    try:
        async with (
            httpx.AsyncClient(timeout=10.0, follow_redirects=False, trust_env=False) as client,
            client.stream("GET", url, headers=headers, extensions={"sni_hostname": host}) as response,
        ):
            if response.has_redirect_location:
                return urljoin(urlunsplit((parts.scheme, parts.netloc, parts.path, parts.query, "")), response.headers["location"])
            if response.status_code != httpx.codes.OK:
                raise CalendarRefused(f"The calendar's server answered with {response.status_code}.")
            return await _content(response)
    except (httpx.HTTPError, httpx.InvalidURL, OSError, ValueError):
        raise CalendarRefused(UNREACHED) from None


async def _content(response: httpx.Response) -> bytes:
    """As it came: what unfolds is counted only when it has been unfolded, and by then may be a thousand times as much."""
    if response.headers.get("Content-Encoding", "identity") != "identity":
        raise CalendarRefused("The calendar's server sends it compressed, though it was asked not to.")
    content = bytearray()
    async for piece in response.aiter_raw():
        content += piece
        if len(content) > MOST_BYTES:
            raise CalendarRefused("The calendar is larger than 4 MB. Give the address of one clinician's own.")
    return bytes(content)


async def _number_of(host: str, port: int, allow_private: bool) -> str:
    """The network address to connect to. One that is not of the public network refuses them all."""
    try:
        found = [str(entry[4][0]) for entry in await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        raise CalendarRefused(UNREACHED) from None
    if not allow_private and not all(_is_public(number) for number in found):
        raise CalendarRefused("This address leads into a private network. The operator of this server can allow that.")
    return found[0]


def _is_public(number: str) -> bool:
    address = ipaddress.ip_address(number.partition("%")[0])
    held = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    if any(address in network for network in HOLDING):
        held = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.is_global and not address.is_multicast and (held is None or held.is_global)

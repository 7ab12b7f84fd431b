"""Calendars of the outside: what makes somebody busy, what is refused, and what our own feed tells."""

import contextlib
import gzip
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Event, Thread
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from bridgework.connections.calendars import CalendarRefused, fetch
from bridgework.connections.calendars.feed import feed_as_ics
from bridgework.connections.calendars.fetch import fetch_calendar
from bridgework.connections.calendars.read import busy_times, busy_times_apart
from bridgework.rules.calendar_feed import FeedVisit

BEGIN, END = datetime(2026, 10, 20, tzinfo=UTC), datetime(2026, 12, 1, tzinfo=UTC)
ZONE = "America/Chicago"


def calendar(*entries: str) -> bytes:
    body = "".join(f"BEGIN:VEVENT\r\n{entry}\r\nEND:VEVENT\r\n" for entry in entries)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\n{body}END:VCALENDAR\r\n".replace("|", "\r\n").encode()


def busy(*entries: str) -> list[str]:
    found = busy_times(calendar(*entries), begin=BEGIN, end=END, zone=ZONE)
    return [f"{one:%d %H:%M}-{two:%H:%M}" for one, two in found]


def test_entries_repeat_with_exceptions_and_over_the_change_of_clock() -> None:
    weekly = (
        "UID:a@x|DTSTART;TZID=America/Chicago:20261023T080000|DTEND;TZID=America/Chicago:20261023T093000|RRULE:FREQ=WEEKLY;COUNT=4"
        "|EXDATE;TZID=America/Chicago:20261106T080000|SUMMARY:Root canal of Robin Sample"
    )
    moved = "UID:a@x|RECURRENCE-ID;TZID=America/Chicago:20261113T080000|DTSTART;TZID=America/Chicago:20261113T150000|DTEND;TZID=America/Chicago:20261113T160000"
    # 8:00 in Chicago is 13:00 UTC in summer and 14:00 in winter.
    assert busy(weekly, moved) == ["23 13:00-14:30", "30 13:00-14:30", "13 21:00-22:00"]


def test_whole_days_and_times_without_a_zone_are_those_of_the_practice() -> None:
    assert busy("UID:a@x|DTSTART;VALUE=DATE:20261126|DTEND;VALUE=DATE:20261127") == ["26 06:00-06:00"]
    assert busy("UID:b@x|DTSTART:20261127T090000|DTEND:20261127T100000") == ["27 15:00-16:00"]
    assert busy("UID:c@x|DTSTART:20261127T090000Z|DURATION:PT45M") == ["27 09:00-09:45"]


@pytest.mark.parametrize("told", ["TRANSP:TRANSPARENT", "STATUS:CANCELLED", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"])
def test_what_is_free_or_cancelled_makes_nobody_busy(told: str) -> None:
    assert busy(f"UID:a@x|DTSTART:20261127T090000Z|DTEND:20261127T100000Z|{told}") == []


def test_our_own_visits_come_back_and_make_nobody_busy() -> None:
    visit = FeedVisit(
        UUID(int=1), END - timedelta(days=2), END - timedelta(days=2) + timedelta(hours=1), BEGIN, False, "RS", 100001, "Eastside"
    )
    feed = feed_as_ics("Dr. Mei Lin", [visit], BEGIN)
    assert busy_times(feed, begin=BEGIN, end=END, zone=ZONE) == ()
    assert len(Calendar.from_ical(feed).walk("VEVENT")) == 1


def test_overlapping_entries_are_one_time_and_those_that_touch_are_two() -> None:
    spans = ("090000Z|DTEND:20261127T100000Z", "093000Z|DTEND:20261127T110000Z", "110000Z|DTEND:20261127T120000Z")
    entries = [f"UID:{number}@x|DTSTART:20261127T{span}" for number, span in enumerate(spans)]
    assert busy(*entries) == ["27 09:00-11:00", "27 11:00-12:00"]


def test_free_busy_is_read() -> None:
    told = b"BEGIN:VCALENDAR\r\nBEGIN:VFREEBUSY\r\nUID:f@x\r\nFREEBUSY:20261127T090000Z/20261127T100000Z,20261127T120000Z/PT30M\r\nEND:VFREEBUSY\r\nEND:VCALENDAR\r\n"
    found = busy_times(told, begin=BEGIN, end=END, zone=ZONE)
    assert [two - one for one, two in found] == [timedelta(hours=1), timedelta(minutes=30)]


@pytest.mark.parametrize(
    "content",
    [
        b"<html>Sign in</html>",
        b"",
        b"BEGIN:VEVENT\r\nEND:VEVENT\r\n",
        calendar("UID:a@x|DTSTART:20261027T090000Z|DTEND:20261027T090001Z|RRULE:FREQ=SECONDLY"),
        calendar("UID:a@x|DTSTART:20261027T090000Z|DTEND:20261027T090001Z|RRULE:FREQ=DAILY;BYMINUTE=1,2,3;BYSECOND=1,2,3"),
    ],
)
def test_what_is_no_calendar_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(CalendarRefused, match="calendar"):
        busy_times(content, begin=BEGIN, end=END, zone=ZONE)


def test_a_process_of_its_own_reads_the_same_and_ends_what_would_never_end() -> None:
    told = calendar("UID:a@x|DTSTART:20261127T090000Z|DTEND:20261127T100000Z|RRULE:FREQ=DAILY;COUNT=3")
    assert busy_times_apart(told, begin=BEGIN, end=END, zone=ZONE) == busy_times(told, begin=BEGIN, end=END, zone=ZONE) != ()
    with pytest.raises(CalendarRefused, match="no calendar"):
        busy_times_apart(b"", begin=BEGIN, end=END, zone=ZONE)
    never = "DTSTART:20261127T090000Z|DTEND:20261127T100000Z|RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"
    endless = calendar(*(f"UID:{number}@x|{never}" for number in range(1000)))
    with pytest.raises(CalendarRefused, match="stopped"):
        busy_times_apart(endless, begin=BEGIN, end=END, zone=ZONE, cpu_seconds=2)


def test_free_and_busy_that_cannot_be_reckoned_is_refused() -> None:
    told = calendar().replace(
        b"END:VCALENDAR", b"BEGIN:VFREEBUSY\r\nUID:1\r\nFREEBUSY:99991231T235959/PT99999999H\r\nEND:VFREEBUSY\r\nEND:VCALENDAR"
    )
    with pytest.raises(CalendarRefused, match="calendar"):
        busy_times(told, begin=BEGIN, end=END, zone=ZONE)


@settings(max_examples=60, deadline=None, database=None)
@given(st.binary(max_size=200), st.text(max_size=60))
def test_nonsense_is_refused_or_read_but_never_breaks(raw: bytes, text: str) -> None:
    for content in (raw, calendar(f"UID:a@x|DTSTART:20261127T090000Z|{text}"), calendar("UID:a@x|DTSTART:" + text)):
        try:
            found = busy_times(content, begin=BEGIN, end=END, zone=ZONE)
        except CalendarRefused:
            continue
        assert all(BEGIN <= one < two <= END for one, two in found)


stop = Event()


class Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        match self.path:
            case "/moved.ics":
                self.send_response(302)
                self.send_header("Location", "/own.ics")
                self.end_headers()
            case "/circle.ics":
                self.send_response(302)
                self.send_header("Location", "/circle.ics")
                self.end_headers()
            case "/nowhere.ics":
                self.send_response(302)
                self.end_headers()
            case "/half.ics" | "/port.ics":
                self.send_response(302)
                self.send_header("Location", "https://[half" if self.path == "/half.ics" else "http://127.0.0.1:999999/")
                self.end_headers()
            case "/own.ics" | "/large.ics":
                content = calendar() if self.path == "/own.ics" else b"x" * (fetch.MOST_BYTES + 1)
                self.send_response(200)
                self.end_headers()
                self.wfile.write(content)
            case "/packed.ics":
                self.send_response(200)
                self.send_header("Content-Encoding", "gzip")
                self.end_headers()
                self.wfile.write(gzip.compress(calendar()))
            case "/dripping.ics":  # each line of the head in time, and no end of them
                self.send_response_only(200)
                self.flush_headers()
                with contextlib.suppress(OSError):
                    while not stop.wait(0.02):
                        self.wfile.write(b"X-More: 1\r\n")
            case _:
                self.send_error(404)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    running = HTTPServer(("127.0.0.1", 0), Server)
    thread = Thread(target=running.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    stop.set()
    running.shutdown()
    running.server_close()
    thread.join()


def test_it_is_fetched_and_redirects_are_followed(server: str) -> None:
    assert fetch_calendar(f"{server}/own.ics", allow_private=True) == calendar()
    assert fetch_calendar(f"{server}/moved.ics", allow_private=True) == calendar()


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("/circle.ics", "without end"),
        ("/large.ics", "larger than"),
        ("/none.ics", "answered with 404"),
        ("/packed.ics", "compressed"),
        ("/nowhere.ics", "answered with 302"),
        ("/half.ics", "could not be reached"),
        ("/port.ics", "could not be reached"),
    ],
)
def test_what_cannot_be_fetched_is_told(server: str, path: str, sentence: str) -> None:
    with pytest.raises(CalendarRefused, match=sentence):
        fetch_calendar(f"{server}{path}", allow_private=True)


def test_a_server_that_never_comes_to_an_end_is_left(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "SECONDS", 0.5)
    with pytest.raises(CalendarRefused, match="too long"):
        fetch_calendar(f"{server}/dripping.ics", allow_private=True)


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1/a.ics",
        "https://10.0.0.7/a.ics",
        "https://[::1]/a.ics",
        "https://169.254.169.254/latest/",
        "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::10.0.0.1]/",
        "https://[::10.0.0.1]/",
    ],
)
def test_nothing_inside_a_network_is_reached(address: str) -> None:
    with pytest.raises(CalendarRefused, match="private network"):
        fetch_calendar(address)


@pytest.mark.parametrize("address", ["http://example.org/a.ics", "file:///etc/passwd", "ftp://example.org/", "https://", "nonsense"])
def test_only_https_is_an_address(address: str) -> None:
    with pytest.raises(CalendarRefused, match="https"):
        fetch_calendar(address)

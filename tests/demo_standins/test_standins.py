"""The demo's stand-ins: what they show, what they keep, and that they talk to nobody but this machine."""

import json
import smtplib
import subprocess
import sys
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest

from bridgework.connections.calendars.read import busy_times
from bridgework.demo.standins.callbacks import is_own_machine
from bridgework.demo.standins.store import KEPT, Arrived, Person, Store, new_sid, now
from ports import free_port
from standins_for_tests import PATIENCE_SECONDS, Standins, running_standins

API = "/2010-04-01/Accounts/ACdemo/Messages"
BASIC = "Basic " + b64encode(b"ACdemo:demo-token").decode()
PHONE = "+12025550101"


@pytest.fixture(scope="module")
def standins() -> Iterator[Standins]:
    with running_standins() as running:
        yield running


@pytest.fixture(autouse=True)
def nothing_left_over(standins: Standins) -> None:
    standins.board.faults.clear()
    standins.board.inbound_url = ""
    standins.store.forget()
    standins.store.set_people([])
    standins.store.opted_out.clear()
    standins.heard.clear()


def ask(standins: Standins, path: str, body: object = None, **headers: str) -> tuple[int, str, dict[str, str]]:
    """One request: status, text and headers of the answer."""
    data = body if isinstance(body, bytes | None) else urlencode(body).encode() if isinstance(body, dict) else json.dumps(body).encode()
    request = urllib.request.Request(standins.url + path, data=data, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:
            return answer.status, answer.read().decode(), dict(answer.headers)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read().decode(), dict(error.headers)


def text(standins: Standins, body: str, to: str = PHONE) -> str:
    _, answer, _ = ask(standins, f"{API}.json", {"To": to, "From": "+15005550006", "Body": body}, Authorization=BASIC)
    return str(json.loads(answer)["sid"])


def mail(standins: Standins, to: str, body: str = "Hello", html: str = "") -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Harbor Endodontics <desk@harbor.example>", to, "Your visit <b>soon</b>"
    message.set_content(body)
    if html:
        message.add_alternative(html, subtype="html")
    message.add_attachment(b"BEGIN", maintype="text", subtype="calendar", filename="visit.ics")
    with smtplib.SMTP("127.0.0.1", standins.smtp_port, timeout=PATIENCE_SECONDS) as server:
        server.send_message(message)


def test_the_api_creates_lists_and_fetches(standins: Standins) -> None:
    sid = text(standins, "Hello, tok-1")
    standins.wait_for(lambda: getattr(standins.store.get(sid), "status", "") == "delivered")
    one = json.loads(ask(standins, f"{API}/{sid}.json", Authorization=BASIC)[1])
    assert (one["sid"], one["status"], one["body"]) == (sid, "delivered", "Hello, tok-1")
    today = now()[:10]
    for filters, found in (
        ({"To": PHONE, "DateSent>": today}, 1),
        ({"To": PHONE, "DateSent": today}, 1),
        ({"To": PHONE, "DateSent<": "2020-01-01"}, 0),
        ({"To": "+12025550199"}, 0),
    ):
        assert len(json.loads(ask(standins, f"{API}.json?{urlencode(filters)}", Authorization=BASIC)[1])["messages"]) == found


@pytest.mark.parametrize("authorization", ["", "Basic !!!", "Basic " + b64encode(b"ACdemo:wrong").decode()])
def test_the_api_is_for_the_account_only(standins: Standins, authorization: str) -> None:
    status, body, _ = ask(standins, f"{API}.json", {"To": PHONE, "From": "+1", "Body": "x"}, Authorization=authorization)
    assert (status, json.loads(body)["code"]) == (401, 20003)
    assert ask(standins, f"{API}.json", Authorization=authorization)[0] == 401


def test_everybody_has_a_phone_and_a_mailbox(standins: Standins) -> None:
    standins.store.set_people([Person("Marisol Vega", PHONE, "marisol@example.com", "Patient"), Person("Nobody Yet", "+12025550177")])
    text(standins, "Choose a time: https://example.org/p/tok-1. <script>alert(1)</script>")
    mail(standins, "marisol@example.com")
    _, people, headers = ask(standins, "/")
    assert "Marisol Vega" in people
    assert "Nobody Yet" not in people
    assert "1 more people" in people
    assert "script-src 'nonce-" in headers["Content-Security-Policy"]
    _, page, _ = ask(standins, f"/person/{quote(PHONE)}")
    assert '<a href="https://example.org/p/tok-1" target="_blank" rel="noopener noreferrer">https://example.org/p/tok-1</a>.' in page
    assert "<script>alert" not in page
    assert "Your visit &lt;b&gt;soon&lt;/b&gt;" in page
    assert "+1 (202) 555-0101" in page
    assert ask(standins, "/person/+12025550142")[0] == 200, "a phone on which nothing has arrived"
    assert ask(standins, "/person/nobody")[0] == 404


def test_an_e_mail_is_shown_in_a_cage(standins: Standins) -> None:
    mail(standins, "a@example.com", html="<h1>Hello</h1><script>alert(1)</script>")
    (kept,) = standins.store.all()
    _, page, _ = ask(standins, f"/mail/{kept.id}")
    assert 'sandbox="allow-popups allow-popups-to-escape-sandbox"' in page
    _, inside, headers = ask(standins, f"/mail/{kept.id}/html")
    assert "<h1>Hello</h1>" in inside
    assert headers["Content-Security-Policy"].startswith("sandbox ")
    status, file, headers = ask(standins, f"/mail/{kept.id}/file/0")
    assert (status, file, headers["Content-Type"]) == (200, "BEGIN", "application/octet-stream")
    assert ask(standins, f"/mail/{kept.id}/file/9")[0] == 200, "an unknown file is the e-mail itself"
    assert ask(standins, "/mail/none")[0] == 404


def test_a_person_writes_back_and_stop_is_obeyed(standins: Standins) -> None:
    text(standins, "Hello")
    standins.board.inbound_url = standins.listener_url
    for word in ("¿A qué hora?", " stop "):
        ask(standins, f"/reply/{quote(PHONE)}", {"text": word})
    standins.wait_for(lambda: len(standins.heard) == 2)
    form, signature = standins.heard[0]
    assert (form["From"], form["To"], form["Body"]) == (PHONE, "+15005550006", "¿A qué hora?")
    assert signature
    status, body, _ = ask(standins, f"{API}.json", {"To": PHONE, "From": "+15005550006", "Body": "x"}, Authorization=BASIC)
    assert (status, json.loads(body)["code"]) == (400, 21610)
    ask(standins, f"/reply/{quote(PHONE)}", {"text": "START"})
    assert text(standins, "x")


def test_other_sites_have_no_say(standins: Standins) -> None:
    for path in ("/control", "/people", f"/reply/{quote(PHONE)}"):
        assert ask(standins, path, {"forget": True}, Origin="https://evil.example")[0] == 404
    assert ask(standins, "/control", b'{"clear": true}', Origin=standins.url)[0] == 200


def test_orders_and_people_are_checked(standins: Standins) -> None:
    assert ask(standins, "/control", b'{"fault": "500", "times": 2}')[:2] == (200, '{"ordered": {"500": 2}}')
    assert ask(standins, "/control", b'{"fault": "earthquake"}')[0] == 400
    assert ask(standins, "/control", b"nonsense")[0] == 400
    assert ask(standins, "/people", b'[{"name": "Marisol", "phone": "+12025550101"}]')[:2] == (200, '{"people": 1}')
    assert ask(standins, "/people", b"5")[0] == 400
    assert ask(standins, "/people", b"x" * 8_400_000)[0] == 413
    ask(standins, "/control", b'{"clear": true}')


def test_pages_know_when_something_is_new(standins: Standins) -> None:
    before = ask(standins, "/version")[1]
    assert f'data-version="{before}"' in ask(standins, "/")[1]
    text(standins, "Hello")
    assert ask(standins, "/version")[1] != before


def test_receipts_go_to_this_machine_only() -> None:
    for own in ("http://127.0.0.1:8000/sms", "http://localhost/sms", "https://[::1]/x"):
        assert is_own_machine(own)
    for other in (
        "http://192.168.1.5/x",
        "http://example.org",
        "ftp://127.0.0.1/x",
        "file:///etc/passwd",
        "http://127.0.0.1.example.org/",
        "",
    ):
        assert not is_own_machine(other)


def arrived(number: int) -> Arrived:
    return Arrived(id=new_sid(), kind="sms", direction="out", to=PHONE, sender="+1", text=str(number), at=now(), files=(("a", "b", "c"),))


def test_a_restart_keeps_what_arrived(tmp_path: Path) -> None:
    store = Store(tmp_path)
    first, second = store.add(arrived(1)), store.add(arrived(2))
    store.change(first.id, status="delivered")
    store.set_people([Person("Marisol")])
    store.opt(PHONE, "+15005550006", out=True)
    with (tmp_path / "messages.jsonl").open("a") as lines:
        lines.write('{"message": {"id": "cut of')
    again = Store(tmp_path)
    assert {message.id: message.status for message in again.all()} == {first.id: "delivered", second.id: "delivered"}
    assert again.get(second.id) == second
    assert (again.people, again.opted_out) == ([Person("Marisol")], {f"{PHONE} +15005550006"})
    again.forget()
    assert Store(tmp_path).all() == []


def test_only_the_last_messages_are_kept() -> None:
    store = Store()
    for number in range(KEPT + 5):
        store.add(arrived(number))
    assert [message.text for message in store.all()][:1] == ["5"]
    assert len(store.all()) == KEPT


def test_the_program_starts_serves_and_stops(tmp_path: Path) -> None:
    smtp, http = free_port(), free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "bridgework.demo.standins", "--smtp-port", str(smtp), "--http-port", str(http), "--store", str(tmp_path)],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline().startswith(f"Phones and mailboxes: http://127.0.0.1:{http}/")
        with urllib.request.urlopen(f"http://127.0.0.1:{http}/healthz", timeout=PATIENCE_SECONDS) as answer:
            assert answer.read() == b"ok\n"
        with smtplib.SMTP("127.0.0.1", smtp, timeout=PATIENCE_SECONDS) as server:
            server.sendmail("a@b.example", ["c@d.example"], "Subject: Hi\n\nHello")
        resident = next(line for line in Path(f"/proc/{process.pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
        assert int(resident.split()[1]) < 45_000, "33 MB as a rule"
    finally:
        process.terminate()
        assert process.wait(PATIENCE_SECONDS) == 0
        process.stdout.close()
    assert "c@d.example" in (tmp_path / "messages.jsonl").read_text()


def test_it_needs_neither_django_nor_the_rest_of_the_program() -> None:
    probe = "import bridgework.demo.standins.__main__, sys; print([m for m in sys.modules if m.startswith(('django', 'bridgework.')) and 'demo' not in m])"
    assert subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout.strip() == "[]"


def test_a_clinician_keeps_a_calendar_there(standins: Standins) -> None:
    status, file, headers = ask(standins, "/calendar/chidi-okafor.ics")
    assert (status, headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    monday = datetime(2026, 11, 23, tzinfo=UTC)
    busy = busy_times(file.encode(), begin=monday, end=monday + timedelta(days=7), zone="America/Chicago")
    assert {(begin.weekday(), f"{begin:%H:%M}") for begin, _ in busy} >= {(2, "22:00"), (4, "20:30")}
    assert ask(standins, "/calendar/nobody.ics")[0] == 404

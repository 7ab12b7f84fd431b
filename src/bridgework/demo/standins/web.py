"""The HTTP server: the text message API for the product, the pages for people, and the switchboard for tests."""

import base64
import json
import secrets
import time
import urllib.parse
from dataclasses import asdict, dataclass
from email import message_from_bytes
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from bridgework.demo.standins import pages, text_api
from bridgework.demo.standins.calendars import calendar_file
from bridgework.demo.standins.callbacks import Callbacks
from bridgework.demo.standins.faults import FAULTS, Faults
from bridgework.demo.standins.store import Arrived, Person, Store, new_sid, now

MAX_REQUEST_BYTES = 8 * 1024 * 1024
"""A text message with a picture."""
API = "/2010-04-01/Accounts/"
STOP_WORDS = frozenset(("STOP", "STOPALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT"))
START_WORDS = frozenset(("START", "UNSTOP"))
OWN_WORDS = (
    (
        STOP_WORDS,
        "You have successfully been unsubscribed. You will not receive any more messages from this number. Reply START to resubscribe.",
    ),
    (START_WORDS, "You have successfully been re-subscribed to messages from this number. Reply HELP for help. Reply STOP to unsubscribe."),
    (frozenset(("HELP", "INFO")), "Reply STOP to unsubscribe. Msg&Data Rates May Apply."),
)


@dataclass(slots=True)
class Switchboard:
    """Everything the HTTP server works with."""

    store: Store
    faults: Faults
    callbacks: Callbacks
    account: str
    token: str
    number: str = ""
    """The practice's own number: what people write back goes there."""
    inbound_url: str = ""
    """Where the product wants to hear what people write back; empty: nowhere."""
    silent_seconds: float = 30.0
    """How long a service that does not answer keeps silent."""


class StandinServer(ThreadingHTTPServer):
    """One thread for each request; they are few."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, address: tuple[str, int], board: Switchboard) -> None:
        super().__init__(address, StandinHandler)
        self.board = board


class StandinHandler(BaseHTTPRequestHandler):
    """Routes one request."""

    protocol_version = "HTTP/1.1"
    server_version = "BridgeworkStandins"
    server: StandinServer

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the base class names it
        """Nothing: links in the addresses are as good as keys."""

    @property
    def board(self) -> Switchboard:
        """What this server works with."""
        return self.server.board

    def do_GET(self) -> None:
        """Pages, lists and single messages."""
        path = urllib.parse.urlsplit(self.path).path
        store = self.board.store
        if path.startswith(API):
            return self.api_get(path)
        nonce = secrets.token_urlsafe(12)
        if path.startswith("/picture/") and (found := text_api.picture(store, path.removeprefix("/picture/"))):
            return self.answer(200, found[1], found[0])
        if path == "/":
            return self.html(pages.people_page(store, nonce), nonce)
        if path == "/version":
            return self.answer(200, str(store.version).encode(), "text/plain")
        if path == "/healthz":
            return self.answer(200, b"ok\n", "text/plain")
        if path == "/messages.json":
            wanted = self.query().get("to", "")
            return self.json(200, {"messages": [asdict(message) for message in store.all() if not wanted or message.to == wanted]})
        if path == "/control":
            return self.json(200, {"faults": FAULTS, "ordered": dict(self.board.faults.left), "people": len(store.people)})
        if path.startswith("/calendar/") and (file := calendar_file(path.removeprefix("/calendar/").removesuffix(".ics"))):
            return self.answer(200, file, "text/calendar; charset=utf-8")
        parts = [urllib.parse.unquote(part) for part in path.strip("/").split("/")]
        if parts[0] == "person" and len(parts) == 2 and (page := pages.person_page(store, parts[1], nonce)):
            return self.html(page, nonce)
        mail = store.get(parts[1]) if parts[0] == "mail" and len(parts) >= 2 else None
        if mail and mail.kind == "mail":
            return self.mail(mail, parts[2:], nonce)
        return self.answer(404, b"There is no such page.\n", "text/plain")

    def do_POST(self) -> None:
        """New text messages, replies, and orders from tests."""
        path = urllib.parse.urlsplit(self.path).path
        body = self.body()
        if body is None:
            return self.answer(413, b"Too large.\n", "text/plain")
        if path.startswith(API):
            return self.api_post(path, dict(urllib.parse.parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)))
        if path == "/control" and self.is_same_site():
            return self.control(body)
        if path == "/people" and self.is_same_site():
            return self.take_people(body)
        if path.startswith("/reply/") and self.is_same_site():
            text, pictures = written(body, self.headers.get("Content-Type", ""))
            return self.reply(urllib.parse.unquote(path.removeprefix("/reply/")), text, pictures)
        return self.answer(404, b"There is no such page.\n", "text/plain")

    def api_get(self, path: str) -> None:
        """The list of messages, or one of them."""
        board = self.board
        if not self.is_account(path):
            return self.json(*text_api.problem(401, 20003, "Authenticate"))
        rest = path.removeprefix(f"{API}{board.account}")
        if rest == "/Messages.json":
            return self.json(*text_api.listed(board.store, self.query(), board.account))
        if (name := text_api.media_in(rest)) and (found := text_api.picture(board.store, name)):
            return self.answer(200, found[1], found[0])
        message = board.store.get(rest.removeprefix("/Messages/").removesuffix(".json"))
        if message and message.kind == "sms":
            return self.json(200, text_api.shown(message, board.account))
        return self.json(*text_api.problem(404, 20404, "The requested resource was not found"))

    def api_post(self, path: str, form: dict[str, str]) -> None:
        """A new message, unless a fault is ordered."""
        board = self.board
        if not self.is_account(path):
            return self.json(*text_api.problem(401, 20003, "Authenticate"))
        if path != f"{API}{board.account}/Messages.json":
            return self.json(*text_api.problem(404, 20404, "The requested resource was not found"))
        fault = board.faults.due("429", "500", "503", "timeout_lost", "timeout")
        if fault == "429":
            return self.json(*text_api.problem(429, 20429, "Too Many Requests"), headers={"Retry-After": "2"})
        if fault in ("500", "503"):
            return self.json(*text_api.problem(int(fault), 20500, "Internal Server Error"))
        if fault == "timeout_lost":
            return self.keep_silent()
        answer, message = text_api.create(board.store, form, board.account)
        if message:
            board.callbacks.carry(message)
        if fault == "timeout":
            return self.keep_silent()
        return self.json(*answer)

    def keep_silent(self) -> None:
        """No answer; in the end the connection is closed."""
        time.sleep(self.board.silent_seconds)
        self.close_connection = True

    def reply(self, phone: str, text: str, pictures: tuple[tuple[str, str, str], ...] = ()) -> None:
        """A person writes back from their phone page."""
        board = self.board
        if text or pictures:
            before = [message for message in board.store.all() if message.kind == "sms" and message.to == phone]
            to = before[-1].sender if before else board.number
            written_now = Arrived(id=new_sid(), kind="sms", direction="in", to=to, sender=phone, text=text[:300], at=now(), files=pictures)
            message = board.store.add(written_now)
            word = text.strip().upper()
            if word in STOP_WORDS or word in START_WORDS:
                board.store.opt(phone, to, out=word in STOP_WORDS)
            self.answer_by_itself(word, phone, to)
            if board.inbound_url:
                form = {
                    "MessageSid": message.id,
                    "SmsSid": message.id,
                    "AccountSid": board.account,
                    "From": phone,
                    "To": to,
                    "Body": message.text,
                }
                own = f"http://{self.headers.get('Host', '')}"
                form |= text_api.media_of(message, own, board.account)
                board.callbacks.tell(board.inbound_url, form | {"NumMedia": str(len(pictures)), "SmsStatus": "received"})
        self.send_response(303)
        self.send_header("Location", f"/person/{urllib.parse.quote(phone, safe='')}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def answer_by_itself(self, word: str, phone: str, number: str) -> None:
        """The service's own words to STOP, START and HELP, as the real one says them unless it is told not to."""
        said = next((said for words, said in OWN_WORDS if word in words), "")
        if said:
            text = Arrived(id=new_sid(), kind="sms", direction="out", to=phone, sender=number, text=said, at=now(), sent_at=now())
            self.board.store.add(text)

    def control(self, body: bytes) -> None:
        """Orders: {"fault": name, "times": n}, {"clear": true}, {"forget": true}, {"silent_seconds": s}, {"inbound_url": address}."""
        order = read_json(body)
        if not isinstance(order, dict):
            return self.json(400, {"error": "an object is wanted"})
        try:
            if order.get("clear"):
                self.board.faults.clear()
            if order.get("forget"):
                self.board.store.forget()
            if "silent_seconds" in order:
                self.board.silent_seconds = float(order["silent_seconds"])
            if "inbound_url" in order:
                self.board.inbound_url = str(order["inbound_url"])
            if "fault" in order:
                self.board.faults.order(str(order["fault"]), int(order.get("times", 1)))
        except (KeyError, ValueError, TypeError):
            return self.json(400, {"error": "there is no such fault", "faults": FAULTS})
        return self.json(200, {"ordered": dict(self.board.faults.left)})

    def take_people(self, body: bytes) -> None:
        """Who is who: a list of {"name", "phone", "email", "role"}; it replaces the list before."""
        try:
            people = [
                Person(**{name: str(person.get(name, "")) for name in ("name", "phone", "email", "role")}) for person in read_json(body)
            ]
        except (AttributeError, TypeError):
            return self.json(400, {"error": "a list of people is wanted"})
        self.board.store.set_people(people)
        return self.json(200, {"people": len(people)})

    def mail(self, mail: Arrived, rest: list[str], nonce: str) -> None:
        """An e-mail, its HTML in a cage of its own, or one of its files to keep."""
        if rest == ["html"]:
            policy = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
            html = f'<base target="_blank"><style>body{{font:15px/1.5 system-ui,sans-serif}}</style>{mail.html}'.encode()
            return self.answer(200, html, "text/html; charset=utf-8", {"Content-Security-Policy": policy})
        if len(rest) == 2 and rest[0] == "file" and rest[1].isdigit() and int(rest[1]) < len(mail.files):
            name, _, data = mail.files[int(rest[1])]
            disposition = f"attachment; filename*=UTF-8''{urllib.parse.quote(name)}"
            return self.answer(200, base64.b64decode(data), "application/octet-stream", {"Content-Disposition": disposition})
        return self.html(pages.mail_page(self.board.store, mail, nonce), nonce)

    def is_account(self, path: str) -> bool:
        """Whether the caller is the account that the address names."""
        board = self.board
        return path.startswith(f"{API}{board.account}/") and text_api.is_account(
            self.headers.get("Authorization", ""), board.account, board.token
        )

    def is_same_site(self) -> bool:
        """Whether a form comes from these pages, or from no page at all: other sites in the same browser have no say here."""
        # Pages that tell no referrer send the origin "null"; where they come from, browsers say in a header of its own.
        site, origin = self.headers.get("Sec-Fetch-Site"), self.headers.get("Origin")
        if site is not None:
            return site in ("same-origin", "none")
        return origin is None or urllib.parse.urlsplit(origin).netloc == self.headers.get("Host")

    def query(self) -> dict[str, str]:
        """The part of the address after "?"."""
        return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query))

    def body(self) -> bytes | None:
        """The request's body, or None where it is too large."""
        length = int(self.headers.get("Content-Length") or 0)
        if length > MAX_REQUEST_BYTES:
            # Read some of it, so that the sender is still listening when the answer comes.
            self.rfile.read(MAX_REQUEST_BYTES)
            self.close_connection = True
            return None
        return self.rfile.read(length)

    def json(self, status: int, body: dict[str, Any], headers: dict[str, str] | None = None) -> None:
        """Answers a program."""
        self.answer(status, json.dumps(body).encode(), "application/json", headers)

    def html(self, body: str, nonce: str) -> None:
        """Answers a person."""
        policy = (
            f"default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; connect-src 'self'; img-src 'self'; frame-src 'self'; "
            "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        )
        self.answer(200, body.encode(), "text/html; charset=utf-8", {"Content-Security-Policy": policy})

    def answer(self, status: int, body: bytes, media_type: str, headers: dict[str, str] | None = None) -> None:
        """One whole answer."""
        self.send_response(status)
        for name, value in {
            "Content-Type": media_type,
            "Content-Length": str(len(body)),
            "Cache-Control": "no-store",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            **(headers or {}),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)


def written(body: bytes, content_type: str) -> tuple[str, tuple[tuple[str, str, str], ...]]:
    """What a phone sends: its text, and pictures as (name, media type, base64); as a form with files, or without."""
    if not content_type.startswith("multipart/form-data"):
        return dict(urllib.parse.parse_qsl(body.decode("utf-8", "replace"))).get("text", "").strip(), ()
    parts = message_from_bytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body).walk()
    text, pictures = "", []
    for part in parts:
        data = part.get_payload(decode=True)
        if isinstance(data, bytes) and part.get_filename() and data:
            pictures.append((str(part.get_filename()), part.get_content_type(), base64.b64encode(data).decode()))
        elif isinstance(data, bytes) and part.get_param("name", header="Content-Disposition") == "text":
            text = data.decode("utf-8", "replace").strip()
    return text, tuple(pictures)


def read_json(body: bytes) -> Any:
    """A JSON body, or None where it is none."""
    try:
        return json.loads(body)
    except ValueError:
        return None

"""The text message service's calls to the product: receipts (queued, sent, delivered) and what people write back."""

import base64
import hashlib
import hmac
import ipaddress
import queue
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

from bridgework.demo.standins.faults import Faults
from bridgework.demo.standins.store import Arrived, Store, now

CALL_SECONDS = 15.0
"""As the real service waits."""
TRIES = 3
LATE_PACES = 30
"""How many steps a late receipt is late."""


def sign(url: str, form: dict[str, str], token: str) -> str:
    """X-Twilio-Signature for a call, as the public documentation describes it."""
    text = url + "".join(name + form[name] for name in sorted(form))
    return base64.b64encode(hmac.new(token.encode(), text.encode(), hashlib.sha1).digest()).decode()


def is_own_machine(url: str) -> bool:
    """Whether an address is on this machine: a stand-in calls nobody else."""
    parts = urllib.parse.urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return False
    try:
        return ipaddress.ip_address(parts.hostname).is_loopback
    except ValueError:
        return parts.hostname == "localhost"


class Callbacks:
    """One thread that moves messages along and reports it, as the real service does a moment after it has answered."""

    def __init__(self, store: Store, faults: Faults, *, account: str, token: str, pace: float) -> None:
        self.store = store
        self.faults = faults
        self.account = account
        self.token = token
        self.pace = pace
        self.waiting: queue.Queue[str | tuple[str, dict[str, str]]] = queue.Queue()
        threading.Thread(target=self.run, name="callbacks", daemon=True).start()

    def carry(self, message: Arrived) -> None:
        """Takes a message on its way to the phone."""
        self.waiting.put(message.id)

    def tell(self, url: str, form: dict[str, str]) -> None:
        """Reports something that a person wrote."""
        self.waiting.put((url, form))

    def run(self) -> None:
        """Until the program ends."""
        while True:
            task = self.waiting.get()
            if isinstance(task, tuple):
                self.call(*task, self.token)
            else:
                self.deliver(task)

    def deliver(self, identity: str) -> None:
        """queued, sent, delivered, with the ordered faults."""
        last = "undelivered" if self.faults.due("undelivered") else "delivered"
        token = "not-the-token" if self.faults.due("wrong_signature") else self.token
        repeat = 2 if self.faults.due("duplicate_callback") else 1
        late = bool(self.faults.due("late_callback"))
        steps = ["queued", "sent", last]
        reported = ["queued", last, "sent"] if self.faults.due("reordered_callback") else steps
        for step, report in zip(steps, reported, strict=True):
            time.sleep(self.pace)
            code = "30003" if step == "undelivered" else ""
            message = self.store.change(identity, status=step, error_code=code, **({"sent_at": now()} if step == "sent" else {}))
            if message and message.status_callback:
                form = {
                    "MessageSid": identity,
                    "SmsSid": identity,
                    "AccountSid": self.account,
                    "From": message.sender,
                    "To": message.to,
                    "MessageStatus": report,
                    "SmsStatus": report,
                    "ApiVersion": "2010-04-01",
                } | ({"ErrorCode": "30003"} if report == "undelivered" else {})
                if late and report == last:
                    waiting = threading.Timer(self.pace * LATE_PACES, self.call, (message.status_callback, form, token))
                    waiting.daemon = True
                    waiting.start()
                    continue
                for _ in range(repeat):
                    self.call(message.status_callback, form, token)

    def call(self, url: str, form: dict[str, str], token: str) -> None:
        """One call, tried again when the product is just being restarted."""
        if not is_own_machine(url):
            return
        request = urllib.request.Request(
            url,
            data=urllib.parse.urlencode(form).encode(),
            headers={"X-Twilio-Signature": sign(url, form, token), "Content-Type": "application/x-www-form-urlencoded"},
        )
        for attempt in range(TRIES):
            try:
                urllib.request.urlopen(request, timeout=CALL_SECONDS).close()
                return
            except urllib.error.HTTPError as refusal:
                refusal.close()
                return  # the product has answered; the real service does not insist either
            except OSError:
                time.sleep(attempt)

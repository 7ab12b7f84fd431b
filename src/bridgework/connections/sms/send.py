"""Sends text messages over the Twilio-compatible REST API (2010-04-01), and finds one again after an attempt that ended unclear.

Source: Twilio's public API reference, Messages resource and error dictionary. The API has no idempotency key: a request that timed out
may have been carried out, so it is `unclear` and never simply sent again.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import httpx

from bridgework.connections.door import Message, Outcome

CONNECT_SECONDS = 5.0
# Twilio answers in well under a second; after ten the attempt is unclear, and waiting longer would only block the worker.
ANSWER_SECONDS = 10.0
# A message that is still queued has no DateSent and may be missing in the list: look this long after an unclear attempt, not at once.
LOOK_AFTER_SECONDS = 120
# Messages are sent one by one: more to one number on one day than this is a fault of ours, and the search stops there.
MAX_LISTED_PAGES = 5
PAGE_SIZE = 100

REFUSALS: dict[str, str] = {
    "21211": "The number is not a telephone number.",
    "21217": "The number is not a telephone number.",
    "21214": "The number cannot be reached.",
    "21408": "Text messages to this country are not switched on.",
    "21610": "The person has opted out of text messages from us (STOP).",
    "21612": "The number cannot be reached from our number.",
    "21614": "The number is not a mobile number.",
    "21617": "The message is too long.",
    "30003": "The phone is switched off or out of reach.",
    "30005": "The number is not in use.",
    "30006": "The number is a landline.",
    "30007": "The carrier filtered the message as unwanted.",
    "30034": "The practice's number is not registered for text messages in the US (A2P 10DLC).",
}
OPTED_OUT = "21610"
# Refusals that are our own fault and go away when the set-up is corrected: the message itself stays good.
CONFIGURATION = frozenset(("20003", "20404", "21606", "21603", "21212"))


@dataclass(frozen=True, slots=True)
class SmsAccount:
    """Where and as whom to send. `base_url` without the version, for example "https://api.twilio.com"; `auth_token` also signs callbacks."""

    base_url: str
    account_sid: str
    auth_token: str
    from_number: str
    status_callback: str = ""

    def __repr__(self) -> str:
        return f"SmsAccount({self.base_url!r}, {self.account_sid!r})"


class SmsSender:
    """`door.Sender` for text messages. One instance may serve several threads; it keeps connections open."""

    def __init__(self, account: SmsAccount, *, answer_seconds: float = ANSWER_SECONDS) -> None:
        self.account = account
        self.http = httpx.Client(
            base_url=f"{account.base_url.rstrip('/')}/2010-04-01/Accounts/{account.account_sid}",
            auth=(account.account_sid, account.auth_token),
            timeout=httpx.Timeout(answer_seconds, connect=CONNECT_SECONDS),
            follow_redirects=False,
        )

    def send(self, message: Message) -> Outcome:
        """One attempt to send `message`; see `door.Outcome` for what each kind of end means."""
        form = {"To": message.to, "From": message.from_number or self.account.from_number, "Body": message.text}
        if self.account.status_callback:
            form["StatusCallback"] = self.account.status_callback
        try:
            answer = self.http.post("/Messages.json", data=form)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout):
            return Outcome("retry", sentence="The text message service could not be reached.")
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return Outcome(
                "unclear", sentence="The text message service did not answer; the message may have gone out.", code=type(error).__name__
            )
        return outcome_of(answer)

    def find_sent(self, to: str, since: datetime, token: str, known: Collection[str] = ()) -> Outcome:
        """Looks for a message to `to` that holds `token`, sent on or after the UTC day of `since`, and is none of those `known` by name.

        accepted = it had gone out (`provider_id` names it); retry = it had not; unclear = the list could not be read.
        Ask LOOK_AFTER_SECONDS after the attempt or later.
        """
        if not token:
            return Outcome("unclear", sentence="The message has no mark by which it could be found again.")
        parameters = {"To": to, "DateSent>": since.astimezone(UTC).date().isoformat(), "PageSize": str(PAGE_SIZE)}
        address: str | None = "/Messages.json"
        try:
            for _ in range(MAX_LISTED_PAGES):
                answer = self.http.get(address or "", params=parameters if address == "/Messages.json" else None)
                answer.raise_for_status()
                page = answer.json()
                for sent in page["messages"]:
                    is_this = token in str(sent.get("body", "")) and str(sent["sid"]) not in known
                    if is_this and sent.get("status") not in ("failed", "canceled"):
                        return Outcome("accepted", provider_id=str(sent["sid"]), sentence="The message had gone out before.")
                address = page.get("next_page_uri")
                if not address:
                    return Outcome("retry", sentence="The message had not gone out.")
                address = str(httpx.URL(self.account.base_url).join(address))
        except (httpx.HTTPError, httpx.InvalidURL, ValueError, KeyError, TypeError, AttributeError):
            return Outcome("unclear", sentence="The list of sent messages could not be read.")
        return Outcome("unclear", sentence="Too many messages went to this number to find this one.")

    def close(self) -> None:
        """Closes the kept connections."""
        self.http.close()


def outcome_of(answer: httpx.Response) -> Outcome:
    """The service's answer to one message."""
    body = body_of(answer)
    code = str(body.get("code") or body.get("error_code") or "")
    if answer.status_code in (200, 201) and body.get("sid"):
        if body.get("status") in ("failed", "undelivered", "canceled"):
            return Outcome("refused", str(body["sid"]), REFUSALS.get(code, "The text message service did not take the message."), code)
        return Outcome("accepted", provider_id=str(body["sid"]))
    if answer.status_code == 429:
        return Outcome(
            "retry", sentence="The text message service asks us to go slower.", code="429", retry_after_seconds=retry_after(answer)
        )
    if answer.status_code >= 500:
        # 503 says that the request was turned away; any other 5xx may have come after the message was queued.
        if answer.status_code == 503:
            return Outcome(
                "retry", sentence="The text message service is out of order.", code="503", retry_after_seconds=retry_after(answer)
            )
        return Outcome("unclear", sentence="The text message service failed; the message may have gone out.", code=str(answer.status_code))
    if answer.status_code in (401, 403, 404) or code in CONFIGURATION:
        return Outcome(
            "retry",
            sentence="The text message service does not accept our account. Please check its settings.",
            code=code or str(answer.status_code),
        )
    if 400 <= answer.status_code < 500:
        return Outcome(
            "refused", sentence=REFUSALS.get(code, "The text message service refused the message."), code=code or str(answer.status_code)
        )
    return Outcome("unclear", sentence="The text message service gave an answer that is not known.", code=str(answer.status_code))


def body_of(answer: httpx.Response) -> dict[str, Any]:
    """The answer's JSON record, or an empty one."""
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}


def retry_after(answer: httpx.Response) -> int | None:
    """The seconds that the service asks us to wait, at most an hour; None when it does not say."""
    value = answer.headers.get("Retry-After", "")
    return min(int(value), 3_600) if value.isdigit() else None

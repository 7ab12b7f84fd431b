"""Sends one e-mail through Django's mail machinery and says what became of it.

Over SMTP the line is DATA: what fails before it was certainly not taken, what breaks after it may have been. A refusal by the server's own
word (5xx, RFC 5321 4.2.1) is final, 4xx is for later.
"""

import contextlib
import smtplib
from email.utils import formataddr, parseaddr

from anymail.backends.base import AnymailBaseBackend
from anymail.exceptions import AnymailAPIError, AnymailError, AnymailRecipientsRefused
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from bridgework.connections.door import Message, Outcome
from bridgework.connections.email.smtp import SmtpBackend

UNCLEAR = "The mail server broke off while it took the message; it may have gone out."
UNREACHABLE = "The mail server could not be reached."


class EmailSender:
    """`door.Sender` for e-mail. `backend` is the configured Django backend (`mailers["default"]` or `smtp.SmtpBackend(...)`).

    `domain` is the right half of Message-IDs, ours and stable: the same planned message has the same Message-ID in every attempt, so that
    receiving systems can tell a repetition.
    """

    def __init__(self, backend: BaseEmailBackend, *, from_address: str, domain: str) -> None:
        self.backend = backend
        self.from_address = from_address
        self.domain = domain

    def message_id(self, message: Message) -> str:
        """The Message-ID that this planned message has in every attempt."""
        return f"<{message.id}@{self.domain}>"

    def send(self, message: Message) -> Outcome:
        """One attempt to send `message`; see `door.Outcome` for what each kind of end means."""
        if not is_address(message.to):
            return Outcome("refused", sentence="The address is not an e-mail address.", code="address")
        try:
            self.backend.open()
        except (OSError, smtplib.SMTPException) as error:
            return Outcome("retry", sentence=UNREACHABLE, code=type(error).__name__)
        try:
            mail = self.composed(message)
            sent = self.backend.send_messages([mail])
        except ValueError:  # a line end in a header, an address that the header rules do not allow
            return Outcome("refused", sentence="The address or the subject cannot be sent by e-mail.", code="header")
        except smtplib.SMTPRecipientsRefused as error:
            return refusal(next((code for code, _ in error.recipients.values()), 550), "The mail server does not know this address.")
        except smtplib.SMTPResponseException as error:
            return refusal(error.smtp_code, "The mail server refused the message.")
        except AnymailRecipientsRefused:
            return Outcome("refused", sentence="The mail service does not accept this address.", code="recipient")
        except AnymailAPIError as error:  # before OSError, which what comes from an HTTP answer is as well
            return api_outcome(error)
        except AnymailError as error:
            return Outcome("refused", sentence="The mail service cannot send this message.", code=type(error).__name__)
        except (OSError, smtplib.SMTPException) as error:
            return self.broken_off(error)
        finally:
            self.close()
        if not sent:
            return Outcome("unclear", sentence=UNCLEAR)
        return Outcome("accepted", provider_id=name_at_service(mail) or self.message_id(message))

    def composed(self, message: Message) -> EmailMultiAlternatives:
        """The e-mail itself: plain text always, HTML beside it where there is one."""
        # RFC 3834: nobody's out-of-office machine need answer us. RFC 2369: the mail program's own button says STOP.
        headers = {"Message-ID": self.message_id(message), "Auto-Submitted": "auto-generated"}
        if message.stop_at:
            headers["List-Unsubscribe"] = f"<mailto:{message.stop_at}?subject=STOP>"
        mail = EmailMultiAlternatives(
            subject=message.subject,
            body=message.text,
            from_email=formataddr((message.from_name, parseaddr(self.from_address)[1])) if message.from_name else self.from_address,
            to=[message.to],
            reply_to=[message.reply_to] if message.reply_to else None,
            headers=headers,
        )
        if isinstance(self.backend, AnymailBaseBackend):
            # What a patient opens, and when, is nobody's business: no pixel, no link that leads through the service.
            mail.track_opens = mail.track_clicks = False  # type: ignore[attr-defined]
        if message.html:
            mail.attach_alternative(message.html, "text/html")
        for enclosure in message.enclosures:
            mail.attach(enclosure.name, enclosure.data, enclosure.media_type)
        return mail

    def broken_off(self, error: Exception) -> Outcome:
        """The connection broke: certain failure before DATA, doubt after it and wherever the backend cannot tell."""
        if isinstance(self.backend, SmtpBackend) and self.backend.stage != "data":
            return Outcome("retry", sentence=UNREACHABLE, code=type(error).__name__)
        return Outcome("unclear", sentence=UNCLEAR, code=type(error).__name__)

    def close(self) -> None:
        """Closes the connection; that the server has already hung up changes nothing."""
        with contextlib.suppress(OSError, smtplib.SMTPException):
            self.backend.close()


def name_at_service(mail: EmailMultiAlternatives) -> str:
    """How a mail service calls the message in its reports; "" over SMTP, where our own Message-ID is the name."""
    status = getattr(mail, "anymail_status", None)
    return str(status.message_id or "") if status else ""


def refusal(code: int, sentence: str) -> Outcome:
    """The server's own word: 5xx is final, except for a login or policy that we can put right; everything else is for later."""
    if code in (530, 534, 535, 538):
        return Outcome("retry", sentence="The mail server does not accept our login. Please check its settings.", code=str(code))
    return Outcome("refused" if 500 <= code < 600 else "retry", sentence=sentence, code=str(code))


def api_outcome(error: AnymailAPIError) -> Outcome:
    """What a mail service's HTTP answer means: 429 for later, 4xx final, no answer or 5xx in doubt."""
    status = error.status_code or getattr(error.response, "status_code", None)
    if status == 429:
        return Outcome("retry", sentence="The mail service asks us to go slower.", code="429")
    if status in (401, 403):
        return Outcome("retry", sentence="The mail service does not accept our account. Please check its settings.", code=str(status))
    if status is not None and 400 <= status < 500:
        return Outcome("refused", sentence="The mail service refused the message.", code=str(status))
    return Outcome("unclear", sentence="The mail service did not answer; the message may have gone out.", code=str(status or ""))


def is_address(written: str) -> bool:
    """Whether this is one bare address (addr-spec), the only form a message may carry."""
    name, address = parseaddr(written)
    local, at, domain = written.rpartition("@")
    return not name and address == written and bool(local and at and domain) and not any(sign.isspace() for sign in written)

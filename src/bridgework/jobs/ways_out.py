"""The ways out of the house, as the settings name them: one sender for each channel, kept for the life of the worker."""

from functools import cache
from threading import Lock
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import mailers

from bridgework.connections.door import Message, Outcome
from bridgework.connections.email.send import EmailSender
from bridgework.connections.sms.send import SmsAccount, SmsSender

STATUS_PATH = "/hooks/sms/status"
NO_SMS = Outcome("refused", sentence="Text messages are not set up here.", code="not set up")


_making = Lock()


def text_messages() -> SmsSender | None:
    """The text message service; None where none is set up. One for all threads: of several made at the same moment all but one would be lost with
    their connections open.
    """
    with _making:
        return _made()


def forget_text_messages() -> None:
    """Closes the connections to the service, if there are any; the next message goes by the settings as they are then."""
    with _making:
        if _made.cache_info().currsize and (sender := _made()):
            sender.close()
        _made.cache_clear()


@cache
def _made() -> SmsSender | None:
    if not settings.SMS_URL:
        return None
    return SmsSender(
        SmsAccount(
            base_url=settings.SMS_URL,
            account_sid=settings.SMS_ACCOUNT,
            auth_token=settings.SMS_TOKEN,
            from_number=settings.SMS_FROM,
            status_callback=f"{settings.URL}{STATUS_PATH}",
        )
    )


def send_out(channel: str, message: Message) -> Outcome:
    """One attempt over a channel. Never raises for what the other side or the network does."""
    if channel == "sms":
        sender = text_messages()
        return sender.send(message) if sender else NO_SMS
    # A connection of its own each time: two jobs must not share one conversation with the mail server.
    mail = EmailSender(mailers["default"], from_address=settings.DEFAULT_FROM_EMAIL, domain=urlsplit(settings.URL).hostname or "localhost")
    return mail.send(message)

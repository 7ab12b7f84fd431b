"""What a mail service reports later of an e-mail: delivered, bounced, complained of. By the services' own calls, as django-anymail reads them.

A service calls our address with the name and password that the operator gave it (basic authentication), some sign their calls as well; anymail
looks at both. Opening and clicking are not asked for and not believed: patients' mail has no pixel and no rewritten link.
"""

from importlib import import_module

from anymail.exceptions import AnymailError
from anymail.signals import AnymailTrackingEvent
from anymail.webhooks.base import AnymailBaseWebhookView
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest

from bridgework.connections.door import Receipt, ReceiptStatus, Unreadable

SERVICES = {
    "brevo": "Brevo",
    "mailersend": "MailerSend",
    "mailgun": "Mailgun",
    "mailjet": "Mailjet",
    "mailtrap": "Mailtrap",
    "postmark": "Postmark",
    "sparkpost": "SparkPost",
}
"""The services that report in a form anymail reads without further packages: name in the settings to the name of anymail's classes."""

STATUSES: dict[str, ReceiptStatus] = {
    "queued": "queued",
    "sent": "sent",
    "deferred": "queued",
    "delivered": "delivered",
    "rejected": "failed",
    "failed": "failed",
    "bounced": "undelivered",
    "complained": "complained",
    "unsubscribed": "complained",
}
"""Kinds of events to receipts; others (opened, clicked, answered by a machine) say nothing of the delivery."""

SENTENCES = {
    "bounced": "The e-mail came back: the address does not take it.",
    "rejected": "The mail service did not send it: the address is on its list of those that do not take mail.",
    "failed": "The mail service could not send it.",
    "complained": "The reader called it unwanted.",
    "unsubscribed": "The reader wants no more e-mail.",
}


class EmailReceiver:
    """Reads the calls of one mail service; the account's facts are anymail's own settings."""

    def __init__(self, service: str) -> None:
        self.service = service

    def receive(self, request: HttpRequest) -> tuple[Receipt, ...] | Unreadable:
        """The receipts in a call, in its order. Unreadable when it is not the service's or cannot be read: nothing of it is believed."""
        try:
            view = service_view(self.service)
            view.run_validators(request)
            events = view.parse_events(request)
        except (SuspiciousOperation, AnymailError):
            return Unreadable("This call is not one of the mail service.")
        except (ValueError, KeyError, TypeError, AttributeError):
            return Unreadable("This call of the mail service could not be read.")
        return tuple(receipt for event in events if (receipt := receipt_of(event)))


def receipt_of(event: AnymailTrackingEvent) -> Receipt | None:
    """One event as a receipt; None for one that says nothing of the delivery or names no message."""
    status = STATUSES.get(event.event_type)
    if status is None or not event.message_id:
        return None
    return Receipt(str(event.message_id), status, event.reject_reason or "", SENTENCES.get(event.event_type, ""), event.timestamp)


def service_view(service: str) -> AnymailBaseWebhookView:
    """Anymail's reader of that service's calls, with the account of the settings."""
    return getattr(import_module(f"anymail.webhooks.{service}"), f"{SERVICES[service]}TrackingWebhookView")()

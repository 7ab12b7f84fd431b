"""Django's SMTP backend, which also remembers how far the last message got: before DATA nothing can have been taken over."""

import smtplib
from typing import Any, Literal

from django.core.mail.backends.smtp import EmailBackend

Stage = Literal["closed", "connected", "data"]


class StagedSmtp(smtplib.SMTP):
    """An SMTP connection that notes when it begins to hand over a message."""

    stage: Stage = "connected"

    def mail(self, *args: Any, **options: Any) -> tuple[int, bytes]:
        self.stage = "connected"
        return super().mail(*args, **options)

    def data(self, msg: Any) -> tuple[int, bytes]:
        self.stage = "data"
        return super().data(msg)


class StagedSmtpSsl(StagedSmtp, smtplib.SMTP_SSL):
    """The same over TLS from the first byte."""


class SmtpBackend(EmailBackend):
    """The SMTP backend to name in the settings (MAILERS). `stage` tells where the last attempt stood when it ended."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        return StagedSmtpSsl if self.use_ssl else StagedSmtp

    @property
    def stage(self) -> Stage:
        """Closed = no connection was made; connected = talking, nothing handed over; data = the message may have been taken."""
        return getattr(self.connection, "stage", "closed")

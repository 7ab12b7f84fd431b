"""Jobs against real servers on this machine: the demo's mail and text message stand-ins."""

from collections.abc import Iterator

import pytest
from django.conf import LazySettings

from standins_for_tests import PATIENCE_SECONDS, Standins, running_standins


@pytest.fixture
def standins(settings: LazySettings) -> Iterator[Standins]:
    from bridgework.jobs import ways_out  # noqa: PLC0415 - this file is read before the settings are

    with running_standins() as servers:
        settings.SMS_URL, settings.SMS_ACCOUNT, settings.SMS_TOKEN = servers.url, "ACdemo", "demo-token"
        settings.SMS_FROM = "+15005550006"
        options = {"host": "127.0.0.1", "port": servers.smtp_port, "timeout": PATIENCE_SECONDS}
        settings.MAILERS = {"default": {"BACKEND": "bridgework.connections.email.smtp.SmtpBackend", "OPTIONS": options}}
        ways_out.forget_text_messages()
        yield servers
        ways_out.forget_text_messages()

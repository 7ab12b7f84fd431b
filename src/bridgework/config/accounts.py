"""How allauth is held: an administrator makes accounts, nobody signs up."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """What we hold otherwise than the package. Mail names our own address, never the one of the request: whoever asks for it chooses that."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link to choose a new password; `key` is that of the person and the secret."""
        return f"{settings.URL}{reverse('account_reset_password_from_key', args=key.split('-', 1))}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        super().send_mail(template_prefix, email, {"current_site": {"domain": urlsplit(settings.URL).netloc}} | context)

"""Browsers of the people whom most tests of pages are about; anybody else: `browsers.signed_in(cast, "ruth.sandoval")`."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from people import Cast


@pytest.fixture
def raman(cast: "Cast") -> Client:
    """Refers, at Lakeview."""
    return in_browser(cast, "priya.raman")


@pytest.fixture
def jo(cast: "Cast") -> Client:
    """Coordinates, at Lakeview."""
    return in_browser(cast, "jo.whitman")


def in_browser(cast: "Cast", mailbox: str) -> Client:
    from browsers import signed_in  # noqa: PLC0415 - this file is read before the settings are

    return signed_in(cast, mailbox)

"""How often somebody may try to sign in holds, however many strangers try at the same time."""

import pytest
from django.db import connection
from django.test import Client

import people

pytestmark = pytest.mark.django_db
STRANGERS = "INSERT INTO bridgework_cache SELECT 'z' || number, 'x', now() + interval '1 day' FROM generate_series(1, 15000) AS number"


def test_many_strangers_do_not_wipe_out_what_is_counted(client: Client) -> None:
    cast = people.build()
    with connection.cursor() as cursor:
        cursor.execute(STRANGERS)
    typed = {"login": cast.person("dana.ortiz").email, "password": "not this one"}
    said = [client.post("/account/login/", typed).text for _ in range(6)]
    assert ["Too many tries" in page for page in said] == [False] * 5 + [True]

"""Whoever sees a patient is written down: every page that names one leaves a row that says who looked, and at whom."""

from collections.abc import Mapping

import time_machine
from django.db import transaction
from django.test import Client

import addresses
from addresses import FAMILY_NAME
from bridgework.records.models import AccessRecord, Patient
from people import Cast

SEARCHES = ("/patients/", "/patients/find/", "/search/", "/calls/find/", "/referrals/new/")


def test_every_page_that_names_a_patient_leaves_a_row_that_says_whom(cast: Cast) -> None:
    world = addresses.world(cast, "5.1.4")
    whose = {world.referral.pk, world.ids["document_id"], world.ids["reply_id"], *Patient.objects.values_list("pk", flat=True)}
    asked = [(address.route, address.path(world.ids), {}) for address in addresses.of_staff()]
    asked += [(route, route, {"q": FAMILY_NAME[:8]}) for route in SEARCHES]
    unseen, seen = [], set()
    with time_machine.travel(addresses.after(world.referral), tick=False):
        for viewer in (addresses.with_every_role(cast.jo), addresses.with_every_role(cast.lin)):
            client = addresses.signed_in(cast, viewer)
            for route, path, typed in asked:
                shown, rows = looked_at(client, path, typed)
                if shown:
                    seen.add(route)
                    if not any(row.who and whose & {*row.referral_ids, *row.about} for row in rows):
                        unseen.append((viewer.practice_name, route))
    assert not unseen, "\n".join(map(str, unseen))
    assert {"worklist/", "patients/<uuid:patient_id>/", "/patients/", "/search/"} <= seen


def looked_at(client: Client, path: str, typed: Mapping[str, str]) -> tuple[bool, list[AccessRecord]]:
    """Whether a patient is named there, and the rows that were written; what was written besides is taken back."""
    before = set(AccessRecord.objects.values_list("pk", flat=True))
    with transaction.atomic():
        answer = client.post(path, typed) if typed else client.get(path)
        text = answer.getvalue().decode(errors="replace")
        rows = list(AccessRecord.objects.exclude(pk__in=before))
        transaction.set_rollback(True)
    return answer.status_code == 200 and FAMILY_NAME in text, rows

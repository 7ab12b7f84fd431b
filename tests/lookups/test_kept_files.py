"""Every file that the database names is in a backup: a new column for one has to say so."""

import pytest
from django.apps import apps

import make
from bridgework.lookups.kept_files import BLOBS, kept_files
from bridgework.records import files
from bridgework.records.models import Attachment, GuestFile, GuestUpload, Upload
from bridgework.rules.facts import SYSTEM
from bridgework.rules.refusals import NotAllowed
from people import Cast

ANNOUNCED = {(Upload, "sha256"), (GuestUpload, "sha256")}
"""What a browser says that a file will be."""
APART = {(GuestFile, "sha256")}


def test_every_column_that_names_a_file_is_known() -> None:
    columns = {
        (model, field.name)
        for model in apps.get_app_config("records").get_models()
        for field in model._meta.local_concrete_fields
        if field.name.endswith("sha256") and not field.unique  # the hash of a secret is unique
    }
    events = {(model, name) for model, name in columns if model.__name__.endswith("Event")}
    assert columns - events == {(model, name) for model, names in BLOBS.items() for name in names} | ANNOUNCED | APART


def test_each_file_is_named_once_whoever_names_it(cast: Cast) -> None:
    referral = make.sent(cast)
    sha256 = files.keep(b"a film")
    for name in ("one", "two"):
        Attachment.objects.create(
            referral=referral,
            name=name,
            sha256=sha256 if name == "one" else files.keep(b"other"),
            display_sha256=sha256,
            size=6,
            added_at=referral.sent_at,
        )
    named = [file.place for file in kept_files(SYSTEM)]
    assert named.count(files.place_of(sha256)) == 1
    assert files.place_of(files.keep(b"other")) in named


def test_nobody_else_asks(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        kept_files(cast.dana)

"""A file is whole under its name, whatever interrupts the writing of it."""

import io
from pathlib import Path

import pytest
from django.core.files.base import ContentFile, File

from bridgework.records.whole_files import WholeFileStorage


class Torn(io.BytesIO):
    """Whoever writes it down is killed in the middle."""

    def read(self, size: int | None = -1) -> bytes:
        if self.tell():
            raise SystemExit
        return super().read(10)


def test_a_file_is_whole_or_not_there(tmp_path: Path) -> None:
    storage = WholeFileStorage(location=tmp_path, file_permissions_mode=0o600, directory_permissions_mode=0o700)
    with pytest.raises(SystemExit):
        storage.save("blobs/ab/name", File(Torn(b"x" * 100)))
    assert not storage.exists("blobs/ab/name")
    assert storage.save("blobs/ab/name", ContentFile(b"whole")) == "blobs/ab/name"
    assert (tmp_path / "blobs" / "ab" / "name").read_bytes() == b"whole"
    assert (tmp_path / "blobs" / "ab" / "name").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "blobs" / "ab").stat().st_mode & 0o777 == 0o700

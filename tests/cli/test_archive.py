"""What a backup is made of: sealed so that nothing can be missing, exchanged or read by others, and told in a sentence where it is."""

import hashlib
import io
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

import pyrage
import pytest
from pyrage import x25519

from bridgework.cli.archive import ArchiveError
from bridgework.cli.archive.envelope import Keys, Lock, opened, read_identities, read_passphrase, read_recipient, sealing, write_new_key
from bridgework.cli.archive.members import Writer, members
from bridgework.cli.archive.programs import fitting
from bridgework.cli.archive.reading import look_through
from bridgework.cli.archive.restoring import refuse_newer
from bridgework.cli.archive.whole_file import write_whole

FILM = b"a film " * 20_000
FILM_SHA256 = hashlib.sha256(FILM).hexdigest()


def archive(damaged: bool = False) -> bytes:
    stream = io.BytesIO()
    writer = Writer(stream)
    writer.add("manifest.json", b"{}")
    writer.add("secret_key", b"k" * 50)
    is_whole = writer.add_stream("files/a", io.BytesIO(FILM), len(FILM), "0" * 64 if damaged else FILM_SHA256)
    writer.seal({"damaged": [] if is_whole else ["files/a"]})
    return stream.getvalue()


def read(content: bytes) -> list[str]:
    return [member.name for member in members(io.BytesIO(content))]


def test_members_come_out_as_they_went_in() -> None:
    assert read(archive()) == ["manifest.json", "secret_key", "files/a"]


def test_what_was_damaged_before_it_was_backed_up_does_not_hide_behind_the_rest() -> None:
    assert read(archive(damaged=True)) == ["manifest.json", "secret_key", "files/a"]  # its seal says so


def starts_at(raw: bytes, number: int) -> int:
    with tarfile.open(fileobj=io.BytesIO(raw)) as tar:
        return tar.getmembers()[number].offset


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda raw: raw[: raw.index(FILM)] + b"A" + raw[raw.index(FILM) + 1 :], "files/a is not what it was"),
        (lambda raw: raw[: len(raw) // 2], "not whole"),
        (lambda raw: raw[:512], "not whole"),
        (lambda raw: raw[: starts_at(raw, 1)] + raw[starts_at(raw, 2) :], "does not hold what its seal says"),
        (lambda raw: b"no tar at all" * 100, "no backup of Bridgework"),
        (lambda raw: b"", "no backup of Bridgework"),
    ],
)
def test_what_was_changed_is_found(spoil: Callable[[bytes], bytes], said: str) -> None:
    with pytest.raises(ArchiveError, match=said):
        read(spoil(archive()))


def sealed(*names: str) -> bytes:
    """A backup with members of these names, well sealed: whoever has the recipient's public half can make one."""
    stream = io.BytesIO()
    writer = Writer(stream)
    writer.add("manifest.json", b'{"format": 1}')
    for name in names:
        writer.add(name, b"x")
    writer.seal({})
    return stream.getvalue()


@pytest.mark.parametrize(
    "name", ["../outside", "/etc/cron.d/x", "blobs/00/00/x", "files/../../outside", "database/000000/../x", "files/blobs/x"]
)
def test_a_member_that_we_would_not_have_written_is_refused(name: str, tmp_path: Path) -> None:
    place = tmp_path / "backup"
    place.write_bytes(sealed("secret_key", "database/000000", name))
    with pytest.raises(ArchiveError, match="does not belong into a backup"):
        look_through(place, Keys(), lambda what, done, of: None)


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.CHRTYPE])
def test_a_link_or_a_folder_is_no_member(kind: bytes) -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as tar:
        header = tarfile.TarInfo("manifest.json")
        header.type, header.linkname, header.pax_headers = kind, "/etc/passwd", {"BRIDGEWORK.sha256": "0" * 64}
        tar.addfile(header)
    with pytest.raises(ArchiveError, match="does not belong into a backup"):
        read(stream.getvalue())


def test_a_member_with_holes_claims_no_size() -> None:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT) as tar:
        header = tarfile.TarInfo("manifest.json")
        header.size = 512
        holes = {"GNU.sparse.major": "0", "GNU.sparse.minor": "1", "GNU.sparse.map": "0,0", "GNU.sparse.size": str(1 << 60)}
        header.pax_headers = {"BRIDGEWORK.sha256": "0" * 64} | holes
        tar.addfile(header, io.BytesIO(bytes(512)))
    with pytest.raises(ArchiveError, match="does not belong into a backup"):
        read(stream.getvalue())


def unlocked(place: Path, keys: Keys) -> bytes:
    with place.open("rb") as file, opened(file, keys) as content:
        return content.read()


@pytest.fixture
def locked(tmp_path: Path) -> tuple[Path, Keys]:
    """A file that is encrypted to a key, and that key."""
    recipient = read_recipient(write_new_key(tmp_path / "key"))
    place = tmp_path / "locked"
    with place.open("wb") as file, sealing(file, Lock((recipient,))) as stream:
        stream.write(FILM)
    return place, Keys(read_identities(tmp_path / "key"))


def test_only_its_key_opens_what_is_encrypted(locked: tuple[Path, Keys], tmp_path: Path) -> None:
    place, keys = locked
    assert unlocked(place, keys) == FILM
    assert FILM[:50] not in place.read_bytes()
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    write_new_key(tmp_path / "another")
    for wrong, said in ((Keys(read_identities(tmp_path / "another")), "does not open"), (Keys(), "--identity")):
        with pytest.raises(ArchiveError, match=said):
            unlocked(place, wrong)


def test_what_was_encrypted_cannot_be_changed_or_cut(locked: tuple[Path, Keys]) -> None:
    place, keys = locked
    whole = place.read_bytes()
    changed = bytearray(whole)
    changed[len(whole) // 2] ^= 1
    for content in (bytes(changed), whole[:-20], whole[:70_000], whole[:40]):
        place.write_bytes(content)
        with pytest.raises(ArchiveError, match="changed or is not whole"):
            unlocked(place, keys)


LOCKED = b"""\
-----BEGIN AGE ENCRYPTED FILE-----
YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IHNjcnlwdCBVNkpKMGtCSGNYR244K0g5
NWR5N3VRIDQKMHVpcTErVWlFbkkvOFRwbFBLTmxSTXZiMWVnQVJkNkhIVXlMWStS
clVGRQotLS0gdVJTcHVVOWNNc29ZanJLMEJ3UkFHRUpxNm9rUC9mZ1Rrd3MxcWVa
M0EwawqSlfuLDE4a61ItwVZ1JXZiIVIzfcaHPN7NWLJPz12YTHppZHM0vEfPRC3e
BiPutQ4yn5no04eAOWbvU3VTLrlj7DdVcDeQ7SjriIM24zkYLE55Mh4hRzvyYe+j
1Ij3q+nP0FnmzdOddMRB
-----END AGE ENCRYPTED FILE-----
"""
"""A key behind a passphrase, as `age -p` writes it, but with next to no work: ours takes a second for each try, on purpose."""


def test_a_passphrase_opens_what_it_locked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    once = x25519.Identity.from_str(pyrage.passphrase.decrypt(LOCKED, "correct horse").decode())
    monkeypatch.setattr("pyrage.passphrase.encrypt", lambda key, passphrase, armored: LOCKED)
    monkeypatch.setattr("bridgework.cli.archive.envelope.new_identity", lambda: once)
    place = tmp_path / "locked"
    (tmp_path / "passphrase").write_text("correct horse\n")
    passphrase = read_passphrase(tmp_path / "passphrase")
    with place.open("wb") as file, sealing(file, Lock(passphrase=passphrase)) as stream:
        stream.write(FILM)
    assert unlocked(place, Keys(passphrase=passphrase)) == FILM
    for wrong, said in ((Keys(passphrase="battery"), "This passphrase does not open"), (Keys(), "--passphrase-file")):
        with pytest.raises(ArchiveError, match=said):
            unlocked(place, wrong)


def test_a_full_disk_is_a_sentence(tmp_path: Path) -> None:
    recipient = read_recipient(write_new_key(tmp_path / "key"))
    with (
        Path("/dev/full").open("wb", buffering=0) as file,
        pytest.raises(ArchiveError, match="No space"),
        sealing(file, Lock((recipient,))) as stream,
    ):
        stream.write(FILM * 40)


def test_a_file_is_whole_under_its_name_or_not_there(tmp_path: Path) -> None:
    target = tmp_path / "backup"
    (tmp_path / "backup.part").write_bytes(b"left behind by a killed one, and longer than what comes")

    def broken(file: IO[bytes]) -> dict[str, object]:
        file.write(b"half")
        raise ArchiveError("no")

    with pytest.raises(ArchiveError, match="no"):
        write_whole(target, broken, force=False)
    assert list(tmp_path.iterdir()) == []

    def whole(file: IO[bytes]) -> dict[str, object]:
        file.write(b"whole")
        with pytest.raises(ArchiveError, match="Another backup is being written"):
            write_whole(target, broken, force=False)
        return {"facts": 1}

    assert write_whole(target, whole, force=False) == {"facts": 1, "size": 5}
    with pytest.raises(ArchiveError, match="--force"):
        write_whole(target, whole, force=False)


def test_a_newer_program_and_a_newer_server_are_told_apart_from_ours() -> None:
    refuse_newer({"migrations": ["records.0001_ground", "auth.9999_theirs"], "program": "0.1"})
    with pytest.raises(ArchiveError, match="newer Bridgework"):
        refuse_newer({"migrations": ["records.9999_ours"], "program": "9.0"})
    with pytest.raises(ArchiveError, match="postgresql-client-99"):
        fitting("pg_dump", 99)

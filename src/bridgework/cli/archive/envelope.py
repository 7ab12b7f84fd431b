"""A stream of bytes into an encrypted file and back, in the age format (age-encryption.org/v1), which the `age` program reads, too.

Behind a passphrase is a key of its own for each file, which the passphrase opens: age's armored text, and then the file for that key.
"""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pyrage
from pyrage import ssh, x25519

from bridgework.cli.archive import ArchiveError

AGE, ARMORED, ARMOR_END = b"age-encryption.org/", b"-----BEGIN AGE", b"-----END AGE ENCRYPTED FILE-----"
LONGEST_LINE, MOST_LINES = 200, 100
BUFFER = 1 << 20

type Recipient = x25519.Recipient | ssh.Recipient
type Identity = x25519.Identity | ssh.Identity


@dataclass(frozen=True, slots=True)
class Lock:
    """To whom a backup is encrypted; to nobody where both are empty."""

    recipients: tuple[Recipient, ...] = ()
    passphrase: str = ""


@dataclass(frozen=True, slots=True)
class Keys:
    """What may open a backup."""

    identities: tuple[Identity, ...] = ()
    passphrase: str = ""


def read_recipient(written: str) -> Recipient:
    """`age1...`, or a public SSH key."""
    try:
        return ssh.Recipient.from_str(written) if written.startswith("ssh-") else x25519.Recipient.from_str(written)
    except pyrage.RecipientError:
        raise ArchiveError(
            f"“{written[:80]}” is no recipient: it begins with age1, and `bridgework backup --new-key FILE` makes one."
        ) from None


def read_identities(place: Path) -> tuple[Identity, ...]:
    """The keys in a file as `age-keygen` writes it, or a private SSH key."""
    try:
        content = place.read_bytes()
        if b"PRIVATE KEY-----" in content:
            return (ssh.Identity.from_buffer(content),)
        lines = [line.strip() for line in content.decode().splitlines()]
        found = tuple(x25519.Identity.from_str(line) for line in lines if line and not line.startswith("#"))
    except OSError as problem:
        raise ArchiveError(f"The key {place} cannot be read: {problem.strerror}.") from None
    except (pyrage.IdentityError, UnicodeDecodeError):
        found = ()
    if not found:
        raise ArchiveError(f"There is no key in {place}: a line of it begins with AGE-SECRET-KEY-1.")
    return found


def read_passphrase(place: Path) -> str:
    try:
        passphrase = place.read_text().strip("\r\n")
    except (OSError, UnicodeDecodeError) as problem:
        raise ArchiveError(f"The passphrase cannot be read from {place}: {problem}.") from None
    if not passphrase:
        raise ArchiveError(f"There is no passphrase in {place}.")
    return passphrase


def new_identity() -> x25519.Identity:
    return x25519.Identity.generate()


def write_new_key(place: Path) -> str:
    """A new key in a file that only its owner may read; answers with the recipient to encrypt to."""
    identity = new_identity()
    recipient = str(identity.to_public())
    try:
        with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(f"# public key: {recipient}\n{identity}\n")
    except OSError as problem:
        raise ArchiveError(f"The key cannot be written to {place}: {problem.strerror}.") from None
    return recipient


@contextmanager
def sealing(file: IO[bytes], lock: Lock) -> Iterator[IO[bytes]]:
    """What is written in the block goes encrypted into the file; no more than a few megabytes are on the way."""
    recipients = lock.recipients
    if lock.passphrase:
        once = new_identity()
        file.write(pyrage.passphrase.encrypt(str(once).encode(), lock.passphrase, armored=True))
        recipients = (once.to_public(),)
    if not recipients:
        yield file
        return
    encrypted, plain = _pipe()
    with _beside(lambda: _encrypt(encrypted, file, recipients), encrypted), plain:
        yield plain


@contextmanager
def opened(file: IO[bytes], keys: Keys) -> Iterator[IO[bytes]]:
    """The content of a backup, whatever it is locked with. Raises ArchiveError where no key fits, or where it was changed or cut off."""
    head = file.read(len(AGE))
    file.seek(0)
    identities = keys.identities
    if head.startswith(ARMORED):
        identities = (_unlocked(file, keys.passphrase),)
    elif head != AGE:
        yield file
        return
    if not identities:
        raise ArchiveError("This backup is encrypted: name the file with its key by --identity.")
    content, decrypted = _pipe()
    with _beside(lambda: _decrypt(file, decrypted, identities), decrypted), content:
        yield content


def _encrypt(plain: IO[bytes], file: IO[bytes], recipients: tuple[Recipient, ...]) -> None:
    try:
        pyrage.encrypt_io(plain, file, recipients)
    except (pyrage.EncryptError, OSError) as problem:
        raise ArchiveError(f"The backup could not be written: {problem}") from None


def _decrypt(file: IO[bytes], decrypted: IO[bytes], identities: tuple[Identity, ...]) -> None:
    try:
        pyrage.decrypt_io(file, decrypted, identities)
    except (pyrage.DecryptError, OSError) as problem:
        if "matching" in str(problem):
            raise ArchiveError("This key does not open the backup: it was encrypted to another one.") from None
        raise ArchiveError(f"The backup was changed or is not whole: {problem}.") from None


def _unlocked(file: IO[bytes], passphrase: str) -> x25519.Identity:
    if not passphrase:
        raise ArchiveError("This backup is locked with a passphrase: name the file with it by --passphrase-file.")
    lines: list[bytes] = []
    while not lines or not lines[-1].startswith(ARMOR_END):
        lines.append(file.readline(LONGEST_LINE))
        if not lines[-1] or len(lines) > MOST_LINES:
            raise ArchiveError("The backup was changed or is not whole: its key is cut off.")
    try:
        return x25519.Identity.from_str(pyrage.passphrase.decrypt(b"".join(lines), passphrase).decode())
    except pyrage.DecryptError:
        raise ArchiveError("This passphrase does not open the backup.") from None


def _pipe() -> tuple[IO[bytes], IO[bytes]]:
    reading, writing = os.pipe()
    return os.fdopen(reading, "rb", BUFFER), os.fdopen(writing, "wb", BUFFER)


@contextmanager
def _beside(work: Callable[[], None], end: IO[bytes]) -> Iterator[None]:
    """Runs the work in a thread, which closes its end of the pipe. How the work failed says more than how the block did, unless the block
    let go of its end first.
    """
    failed: list[Exception] = []

    def run() -> None:
        try:
            with end:
                work()
        except Exception as problem:
            failed.append(problem)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    except Exception:
        thread.join()
        if failed and "Broken pipe" not in str(failed[0]):
            raise failed[0] from None
        raise
    thread.join()
    if failed:
        raise failed[0]

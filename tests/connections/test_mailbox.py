"""What comes back to our own address, read from a real IMAP server: bounces, complaints, and what people answer."""

import socket
import ssl
from datetime import UTC, datetime, timedelta
from email import message_from_string
from email.message import Message
from pathlib import Path
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from bridgework.connections.email.mailbox import (
    MOST_BYTES,
    MOST_REPORTS,
    MailboxTrouble,
    Unread,
    answered_name,
    mailbox,
    own_words,
    read_letter,
)
from imap_server import address, put, server

__all__ = ["address", "server"]

NAME = "01a20000-0000-7000-8000-00000000abcd"
OURS = f"<{NAME}@harbor.example>"
HEADERS = f"From: Harbor Endodontics <desk@harbor.example>\r\nTo: ana@example.com\r\nSubject: Your visit\r\nMessage-ID: {OURS}\r\n"


def bounce(action: str = "failed", original: str = "message/rfc822") -> str:
    """As RFC 3464 has it, appendix E."""
    return (
        "From: Mail Delivery Subsystem <MAILER-DAEMON@mail.example>\r\nTo: desk@harbor.example\r\nSubject: Returned mail\r\n"
        "Auto-Submitted: auto-replied\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="edge"\r\n\r\n'
        "--edge\r\n\r\nThe following address had permanent errors.\r\n"
        "--edge\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.example\r\n\r\n"
        f"Final-Recipient: rfc822; ana@example.com\r\nAction: {action}\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 no such user\r\n\r\n"
        f"--edge\r\nContent-Type: {original}\r\n\r\n{HEADERS}\r\nHello\r\n--edge--\r\n"
    )


COMPLAINT = (
    "From: <abuse@mail.example>\r\nTo: desk@harbor.example\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/report; report-type=feedback-report; boundary="edge"\r\n\r\n'
    "--edge\r\n\r\nThis is an abuse report.\r\n"
    "--edge\r\nContent-Type: message/feedback-report\r\n\r\nFeedback-Type: abuse\r\nUser-Agent: SomeGenerator/1.0\r\nVersion: 1\r\n\r\n"
    f"--edge\r\nContent-Type: message/rfc822\r\n\r\n{HEADERS}\r\nHello\r\n--edge--\r\n"
)
ANSWER = (
    "From: Ana Ruiz <Ana@Example.com>\r\nTo: desk@harbor.example\r\nSubject: Re: Your visit\r\nMessage-ID: <a1@example.com>\r\n"
    f"In-Reply-To: {OURS}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    "Yes, I will be there\r\n\r\nOn Wed, Nov 18, 2026 at 10:00 AM Harbor Endodontics\r\n<desk@harbor.example> wrote:\r\n\r\n> Pick a time\r\n"
)


def unread(address: str) -> list[Unread]:
    with mailbox(address) as box:
        return list(box.unread(50))


def test_what_came_back_names_what_it_was(server: int, address: str) -> None:
    put(server, bounce(), COMPLAINT, ANSWER)
    back, complaint, answer = unread(address)
    assert [(receipt.provider_id, receipt.status, receipt.code) for receipt in back.receipts] == [(OURS, "undelivered", "5.1.1")]
    assert [(receipt.provider_id, receipt.status) for receipt in complaint.receipts] == [(OURS, "complained")]
    assert answer.written is not None
    assert (answer.written.sender, answer.written.text, answer.written.in_reply_to) == ("ana@example.com", "Yes, I will be there", NAME)


@pytest.mark.parametrize(
    "headers",
    [
        "References: <first@x.example> {ours} <later@y.example>\r\nIn-Reply-To: <later@y.example>\r\nTo: desk@harbor.example",
        "To: Harbor <desk+{token}@harbor.example>",
        "To: desk@harbor.example\r\nDelivered-To: desk+{token}@harbor.example",
    ],
)
def test_an_answer_is_known_by_its_thread_or_by_its_own_address(headers: str) -> None:
    said = headers.format(ours=OURS, token=NAME.replace("-", ""))
    letter = message_from_string(f"From: ana@example.com\r\n{said}\r\nMessage-ID: <a@b>\r\n\r\nYes")
    assert answered_name(letter) == NAME
    assert answered_name(message_from_string("To: desk+1@harbor.example\r\nIn-Reply-To: <other@harbor.example>\r\n\r\nYes")) == ""


def test_the_button_of_a_mail_program_says_stop() -> None:
    told = f"From: ana@example.com\r\nTo: desk+{NAME.replace('-', '')}@harbor.example\r\nMessage-ID: <u@b>\r\nSubject: STOP\r\n\r\nMade by a machine."
    letter = read_letter("1", message_from_string(told)).written
    assert letter is not None
    assert (letter.text, letter.in_reply_to) == ("STOP", NAME)


def test_what_is_done_does_not_come_again_and_what_is_not_does(server: int, address: str) -> None:
    put(server, bounce(), ANSWER)
    first, second = unread(address)
    with mailbox(address) as box:
        box.done(first.uid)
    assert [letter.uid for letter in unread(address)] == [second.uid]


def test_a_huge_letter_is_left_to_a_person(server: int, address: str) -> None:
    put(server, ANSWER + "x" * MOST_BYTES)
    assert unread(address) == [Unread(unread(address)[0].uid)]


@pytest.mark.parametrize("wrong", ["imap://desk:guess@127.0.0.1:{port}/INBOX", "imap://desk:secret%20word@127.0.0.1:{port}/Nowhere"])
def test_trouble_is_told_without_the_password(server: int, wrong: str) -> None:
    with pytest.raises(MailboxTrouble) as trouble, mailbox(wrong.format(port=server)):
        pass
    assert "guess" not in str(trouble.value)
    assert "secret" not in str(trouble.value)


@pytest.mark.parametrize("greeting", [b"", b"* OK [CAPABILITY IMAP4rev1 STARTTLS] ready\r\n"], ids=["imaps", "imap+tls"])
def test_a_server_that_is_not_who_it_says_hears_no_password(tmp_path: Path, greeting: bytes) -> None:
    shown = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    shown.load_cert_chain(self_made_certificate(tmp_path))
    heard: list[bytes | str] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:
        answering = Thread(target=pretend, args=(listening, shown, greeting, heard))
        answering.start()
        scheme = "imap+tls" if greeting else "imaps"
        with (
            pytest.raises(MailboxTrouble, match="SSLCertVerificationError"),
            mailbox(f"{scheme}://desk:secret@127.0.0.1:{listening.getsockname()[1]}/INBOX"),
        ):
            pass
        answering.join()
    assert heard == ["the certificate is refused"]


def pretend(listening: socket.socket, shown: ssl.SSLContext, greeting: bytes, heard: list[bytes | str]) -> None:
    """One visitor is answered like a mail server until it would say its password."""
    visitor, _ = listening.accept()
    with visitor:
        if greeting:
            visitor.sendall(greeting)
            while b"STARTTLS" not in (line := visitor.recv(200)):
                visitor.sendall(b"* CAPABILITY IMAP4rev1 STARTTLS\r\n" + line.split()[0] + b" OK done\r\n")
            visitor.sendall(line.split()[0] + b" OK done\r\n")
        try:
            with shown.wrap_socket(visitor, server_side=True) as within:
                within.sendall(b"* OK ready\r\n")
                heard.append(within.recv(200))
        except (ssl.SSLError, ConnectionError):
            heard.append("the certificate is refused")


def self_made_certificate(folder: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    day = datetime.now(UTC)
    made = x509.CertificateBuilder(
        name, name, key.public_key(), x509.random_serial_number(), day - timedelta(days=1), day + timedelta(days=1)
    )
    file = folder / "certificate.pem"
    hidden = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    file.write_bytes(hidden + made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    return file


@pytest.mark.parametrize(("action", "status"), [("failed", "undelivered"), ("delayed", "queued"), ("delivered", "delivered")])
@pytest.mark.parametrize("original", ["message/rfc822", "text/rfc822-headers"])
def test_what_a_report_says(action: str, status: str, original: str) -> None:
    read = read_letter("1", message_from_string(bounce(action, original)))
    assert [(receipt.provider_id, receipt.status) for receipt in read.receipts] == [(OURS, status)]


@pytest.mark.parametrize("header", ["Auto-Submitted: auto-replied", "Precedence: bulk"])
def test_a_machine_that_is_out_of_office_has_said_nothing(header: str) -> None:
    assert read_letter("1", message_from_string(f"{header}\r\n{ANSWER}")) == Unread("1")


@pytest.mark.parametrize(
    "letter", ["", "\x00", "From: x", "Content-Type: multipart/report; boundary=e\r\n\r\n--e\r\n", bounce().replace(OURS, "")]
)
def test_what_cannot_be_read_says_nothing(letter: str) -> None:
    assert read_letter("1", message_from_string(letter)) == Unread("1")


@pytest.mark.parametrize(
    ("letter", "said"),
    [
        ("Sí, ahí estaré\n\nEl mié, 18 nov 2026 a las 10:00, Harbor (<desk@x.org>) escribió:\n\n> Hola\n", "Sí, ahí estaré"),
        ("No puedo\n\nEl mié, 18 nov 2026 a las 10:00, Harbor Endodontics\n<desk@harbor.example> escribió:\n> Hola", "No puedo"),
        ("ok\n________________________________\nFrom: Harbor <x@y>\nSent: Wednesday\nTo: Ana\nSubject: Your visit\n\nHello", "ok"),
        ("Thanks, I cannot come\nCan we move it?", "Thanks, I cannot come\nCan we move it?"),
        ("", ""),
    ],
)
def test_an_answer_is_what_the_person_wrote(letter: str, said: str) -> None:
    assert own_words(letter) == said


def test_html_alone_is_read_as_text() -> None:
    letter = ANSWER.replace("text/plain", "text/html").replace("Yes, I will be there", "<div>I can&#39;t <b>come</b></div><br>")
    read = read_letter("1", message_from_string(letter))
    assert read.written is not None
    assert read.written.text == "I can't come"


# Letters that are meant to break whoever reads them


@pytest.mark.parametrize(
    ("charset", "body", "text"),
    [("idna", "Yes", "Yes"), ("undefined", "Yes", "Yes"), ("utf-7", "Yes +2AA-", "Yes ?"), ("no-such-set", "Yes", "Yes")],
)
def test_a_character_set_that_is_none_is_read_all_the_same(charset: str, body: str, text: str) -> None:
    letter = f"From: ana@example.com\r\nMessage-ID: <a@b>\r\nContent-Type: text/plain; charset={charset}\r\n\r\n{body}"
    written = read_letter("1", message_from_string(letter)).written
    assert written is not None
    assert written.text == text


def test_nothing_that_no_database_keeps_comes_in() -> None:
    letter = message_from_string("From: a\x00na@example.com\r\nMessage-ID: <a\x00@b>\r\n\r\nYes\x00")
    written = read_letter("1", letter).written
    assert written is not None
    assert "\x00" not in written.sender + written.provider_id + written.text


def test_a_letter_that_breaks_its_reader_does_not_hold_up_the_next(server: int, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(uid: str, mail: Message) -> Unread:
        if mail["From"] == "deep@example.com":
            raise RecursionError  # what a few thousand parts within parts lead to
        return read_letter(uid, mail)

    monkeypatch.setattr("bridgework.connections.email.mailbox.read_letter", read)
    put(server, "From: deep@example.com\r\nMessage-ID: <deep@x>\r\n\r\nYes\r\n", ANSWER)
    deep, answer = unread(address)
    assert (deep.receipts, deep.written) == ((), None)
    assert answer.written is not None


def test_a_long_line_is_broken_between_words_and_keeps_them_all() -> None:
    said = own_words("Yes please " * 200)
    assert said.split() == ["Yes", "please"] * 200
    assert max(len(line) for line in said.splitlines()) <= 400
    assert len(own_words("y" * 1_000).replace("\n", "")) == 1_000


def test_a_report_says_a_few_things_and_only_of_letters_of_ours() -> None:
    many = bounce().replace("Action: failed\r\n", "Action: failed\r\n\r\n" * 500)
    assert 1 <= len(read_letter("1", message_from_string(many)).receipts) <= MOST_REPORTS
    assert read_letter("1", message_from_string(bounce().replace(OURS, "<another@harbor.example>"))).receipts == ()

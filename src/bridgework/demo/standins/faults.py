"""Faults to order: the next messages of a kind go wrong in a chosen way. For tests and for showing what the product does then."""

import threading
from collections import Counter

FAULTS = {
    "timeout": "the text message is taken, but the answer does not come",
    "timeout_lost": "the text message is lost, and the answer does not come",
    "429": "too many requests",
    "500": "the service fails before it takes the message",
    "503": "the service is out of order",
    "undelivered": "the message is taken, but does not reach the phone",
    "duplicate_callback": "every receipt comes twice",
    "late_callback": "the last receipt comes long after the others",
    "reordered_callback": "receipts come in the wrong order",
    "wrong_signature": "receipts are signed with a wrong key",
    "smtp_refuse": "the mail server does not know the address (550)",
    "smtp_later": "the mail server asks to try later (451)",
    "smtp_drop": "the mail server hangs up before it takes the message",
    "smtp_drop_after": "the mail server takes the message and hangs up without a word",
}


class Faults:
    """How many of each fault are still to come. Safe to use from several threads."""

    def __init__(self) -> None:
        self.left: Counter[str] = Counter()
        self.lock = threading.Lock()

    def order(self, fault: str, times: int) -> None:
        """The next `times` messages get this fault. Raises KeyError for a fault there is none of."""
        with self.lock:
            self.left[fault if fault in FAULTS else FAULTS[fault]] += times

    def due(self, *faults: str) -> str:
        """The first of these faults that is ordered, used up by one; "" for none."""
        with self.lock:
            for fault in faults:
                if self.left[fault] > 0:
                    self.left[fault] -= 1
                    return fault
        return ""

    def clear(self) -> None:
        """No more faults."""
        with self.lock:
            self.left.clear()

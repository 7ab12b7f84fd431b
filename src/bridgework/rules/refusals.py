"""Refusals: each is a sentence fit to show a person. One translator per door turns them into a page, a fragment or an outcome."""


class Refusal(Exception):
    """An action said no. `sentence` says what happened, what was kept and what to do; it holds no patient data."""

    status = 409

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotAllowed(Refusal):
    """The viewer's role or practice may not do this."""

    status = 403


class NotFound(Refusal):
    """There is no such thing, or the viewer may not know of it: the two are never told apart."""

    status = 404

    def __init__(self, sentence: str = "There is no such page, or it belongs to another practice.") -> None:
        super().__init__(sentence)


class MoveNotAllowed(Refusal):
    """The table of states does not hold this move."""


class ReferralChanged(Refusal):
    """Somebody else acted first. Nothing was done; what was typed is still on the page."""


class DraftOvertaken(ReferralChanged):
    """Another open page saved the draft since this one was made. Nothing was written over; both texts are still there."""


class NotComplete(Refusal):
    """Something needed is missing or cannot be right. `problems` maps a field to its sentence."""

    status = 422

    def __init__(self, sentence: str, problems: dict[str, str] | None = None) -> None:
        super().__init__(sentence)
        self.problems = problems or {}


class SlotTaken(Refusal):
    """The time was taken, or is not open, when it was asked for."""


class LinkRefused(Refusal):
    """A patient link is unknown, expired, revoked or locked. The sentence does not say which referral it was for."""

    status = 403


class FileRefused(Refusal):
    """A file cannot be kept: its kind, its size or its content."""

    status = 422


class LastAdministrator(Refusal):
    """Nobody could run the program at this practice any more."""

    def __init__(self) -> None:
        super().__init__("This is the last administrator of the practice. Make somebody else one first; nothing was changed.")

"""The receipt of a referral as its sender reads it, at a desk or on a guest's page; the words are `messages/words/receipt`."""

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from bridgework.lookups.referral import ReferralPage
from bridgework.messages.kinds import LANGUAGES
from bridgework.messages.receipt import receipt_lines


def receipt_of(page: ReferralPage, *, reader_zone: str, on_call: str = "") -> tuple[str, ...]:
    """What was received, what is missing, when they will hear, how to reach the practice; nothing for a draft.

    `on_call` is the practice's number of the night; it is told in an emergency only.
    """
    recipient = page.recipient
    if recipient is None or page.sent_at is None:
        return ()
    language = (get_language() or "en").split("-")[0]
    return receipt_lines(
        practice=recipient.name,
        phone=recipient.phone,
        on_call=on_call if page.tier == "emergency" else "",
        number=page.number,
        contents=contents_of(page),
        missing=[_(requirement.label) for requirement in page.missing if requirement.is_required],
        respond_by=page.respond_by,
        zone=recipient.time_zone,
        reader_zone=reader_zone,
        language=language if language in LANGUAGES else "en",
    )


def contents_of(page: ReferralPage) -> list[str]:
    """What was received, in words; a file that could not be opened is none."""
    count = sum(film.status != "refused" for film in page.films)
    files = ngettext("%(n)s file", "%(n)s files", count) % {"n": count} if count else _("no files yet")
    return [part for part in (page.case.procedure, page.teeth_written, files) if part]

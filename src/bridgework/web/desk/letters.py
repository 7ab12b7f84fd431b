"""Letters to patients whom nothing else reaches: printed in one go, and told to be in the mail by the person who posted them."""

from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from bridgework.actions.issue_patient_link import secret_of
from bridgework.actions.post_letters import post_letters
from bridgework.lookups.letters import Letter, letters_posted, letters_to_print
from bridgework.messages.compose import patient_address
from bridgework.reports.letters import LetterWords
from bridgework.reports.letters import letters as letters_pdf
from bridgework.rules.refusals import NotFound
from bridgework.web.desk.asking import uuid_of
from bridgework.web.shared.entry import staff_may
from bridgework.web.shared.viewing import audited


@staff_may("acknowledge")
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """What waits to be printed, and what was posted within a week."""
    waiting, posted = letters_to_print(request.viewer), letters_posted(request.viewer, now=request.now)
    audited(request, request.viewer, "letters", sorted({letter.referral_id for letter in (*waiting, *posted)}))
    return render(request, "desk/letters.html", {"waiting": waiting, "posted": posted})


@staff_may("acknowledge")
@require_safe
def print_letters(request: HttpRequest) -> HttpResponse:
    """The letters as one PDF: all that wait, or those whose ids are asked for. Printing changes nothing."""
    asked = {key for text in request.GET.getlist("letter")[:200] if (key := uuid_of(text))}
    known = (*letters_to_print(request.viewer), *letters_posted(request.viewer, now=request.now))
    chosen = [letter for letter in known if (letter.id in asked if asked else letter.posted_at is None)]
    if not chosen:
        raise NotFound
    audited(request, request.viewer, "letters pdf", sorted({letter.referral_id for letter in chosen}))
    today = request.now.astimezone(ZoneInfo(request.place.time_zone)).date()
    answer = HttpResponse(letters_pdf([_page(letter, today) for letter in chosen]), content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="letters.pdf"'
    return answer


@staff_may("acknowledge")
@require_POST
def letters_are_posted(request: HttpRequest) -> HttpResponse:
    """Those that were on the page are in the mail; one that came in since waits for the next time."""
    ids = [key for text in request.POST.getlist("letter")[:200] if (key := uuid_of(text))]
    posted = post_letters(request.viewer, ids, now=request.now) if ids else 0
    said = ngettext("%(n)s letter is in the mail.", "%(n)s letters are in the mail.", posted) % {"n": posted}
    messages.success(request, said if posted else _("No letter was marked."))
    return redirect("letters")


def _page(letter: Letter, on: date) -> LetterWords:
    link = patient_address(settings.URL, secret_of(letter.link_id), letter.id) if letter.link_id else ""
    words = letter.in_words(link)
    return LetterWords(letter.language, letter.sender, (letter.to, *letter.address), on, words.subject, words.body, link)

"""What the receiving desk found out about the coverage of a referral: accepted here, and how the authorization stands."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from bridgework.actions.check_coverage import check_coverage
from bridgework.lookups.referral import find_referral
from bridgework.rules.coverage import CheckEntry, read_check
from bridgework.web.desk.person import person_words, words_of
from bridgework.web.desk.referral_page import film_entry
from bridgework.web.shared.entry import staff_may
from bridgework.web.shared.viewing import audited


@staff_may("schedule")
@require_http_methods(["GET", "HEAD", "POST"])
def coverage(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """The card and what is known on one side, four answers on the other."""
    page = find_referral(request.viewer, referral_id, now=request.now)
    typed = {name: request.POST.get(name, "") for name in CheckEntry.__dataclass_fields__}
    problems: dict[str, str] = {}
    if request.method == "POST":
        entry, problems = read_check(typed)
        if entry is not None:
            check_coverage(request.viewer, referral_id, entry, now=request.now)
            messages.success(request, _("Saved. The sender sees it, too."))
            return redirect("referral", referral_id)
    else:
        typed = {name: getattr(page.payment, name) for name in typed}
    audited(request, request.viewer, "coverage", [page.id])
    context = {
        "page": page,
        "patient": page.patient,
        "person_words": person_words(page.patient),
        "authorizations": list(words_of("authorizations").items()),
        "cards": [film_entry(film) for film in page.films if film.kind == "card" and film.status == "ready"],
        "typed": typed,
        "problems": problems,
    }
    return render(request, "desk/coverage.html", context, status=422 if problems else 200)

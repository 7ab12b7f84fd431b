"""What a patient wrote, how it was understood, and the answer of a person: on the referral, and as a list of what waits."""

from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bridgework.actions.attach_picture import attach_picture
from bridgework.actions.mark_reply_read import mark_reply_read
from bridgework.actions.stop_messages import allow_messages, stop_messages
from bridgework.actions.write_to_patient import write_to_patient
from bridgework.lookups.pictures import open_picture
from bridgework.lookups.referral import find_referral
from bridgework.lookups.replies import find_conversation, list_replies
from bridgework.rules.refusals import MoveNotAllowed, NotComplete, NotFound, Refusal
from bridgework.web.desk.asking import act_view, uuid_of
from bridgework.web.desk.talk import conversation_context, said, said_by
from bridgework.web.desk.worklist import after_of, after_text
from bridgework.web.shared.entry import staff_may
from bridgework.web.shared.viewing import audited


@staff_may("read_referrals")
@require_safe
def replies(request: HttpRequest) -> HttpResponse:
    """What patients wrote and a person has to read, the oldest first; `after` is where the last page ended."""
    waiting, rest = list_replies(request.viewer, after=after_of(request.GET.get("after")))
    audited(request, request.viewer, "replies", sorted({row.referral_id for row in waiting if row.referral_id}))
    here = reverse("replies")
    context = {
        "waiting": [said(reply) for reply in sorted(waiting, key=lambda one: not one.is_pressing)],
        "next_url": f"{here}?{urlencode({'after': after_text(rest)})}" if rest else "",
        "first_url": here if request.GET.get("after") else "",
    }
    return render(request, "desk/replies.html", context)


@staff_may("schedule")
@require_POST
def reply_read(request: HttpRequest, reply_id: UUID) -> HttpResponse:
    """Somebody has read it, and nothing is to be answered."""
    referral_id = mark_reply_read(request.viewer, reply_id, now=request.now)
    messages.success(request, _("Read. It waits no more."), extra_tags=f"undo:{reverse('reopen_reply', args=[reply_id])}")
    if request.POST.get("back") == "replies" or referral_id is None:
        return redirect("replies")
    return redirect("referral", referral_id)


@staff_may("schedule")
@require_http_methods(["GET", "HEAD", "POST"])
def conversation(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """The whole conversation, with the form of the answer. What was refused stays typed."""
    refusal: Refusal | None = None
    if request.method == "POST":
        try:
            return _sent(request, referral_id)
        except (NotComplete, MoveNotAllowed) as refused:
            refusal = refused
    talk = find_conversation(request.viewer, referral_id)
    if talk is None:
        raise NotFound
    page = find_referral(request.viewer, referral_id, now=request.now, tooth_system=request.place.tooth_system)
    audited(request, request.viewer, "conversation", [page.id])
    context = conversation_context(talk) | {
        "page": page,
        "refusal": refusal,
        "problems": getattr(refusal, "problems", {}),
        "typed": request.POST,
    }
    return render(request, "desk/conversation.html", context, status=refusal.status if refusal else 200)


@staff_may("read_referrals")
@require_safe
def picture(request: HttpRequest, reply_id: UUID, number: int, part: str) -> HttpResponse:
    """A picture that a patient texted, as it was decoded; for the desk that reads the reply."""
    found = open_picture(request.viewer, reply_id, number, part)
    if part != "thumbnail":
        audited(request, request.viewer, "picture of a reply", [found.referral_id] if found.referral_id else [])
    response = HttpResponse(found.data, content_type=found.media_type)
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, max-age=600"
    return response


@staff_may("schedule")
@require_POST
def keep_picture(request: HttpRequest, reply_id: UUID, number: int) -> HttpResponse:
    """With the referral's files from now on, where both sides see it."""
    attached = attach_picture(request.viewer, reply_id, number, now=request.now)
    messages.success(request, _("With the files of the referral now, where the sender sees it, too."))
    return redirect("referral", attached.referral_id)


def _stop(request: HttpRequest, referral_id: UUID) -> str:
    if request.POST.get("again") == "yes":
        ended = allow_messages(request.viewer, referral_id, now=request.now)
        return _("Messages go there again.") if ended else _("What the patient stopped themselves, only they can take back.")
    stop_messages(request.viewer, referral_id, channel=request.POST.get("channel", ""), now=request.now)
    return _("Recorded. Nothing more is sent there by your practice; a person may still call.")


stop = act_view(_stop, "schedule")


def _sent(request: HttpRequest, referral_id: UUID) -> HttpResponse:
    """Sends the answer."""
    language, words = said_by(request.POST)
    row = write_to_patient(
        request.viewer, referral_id, words=words, language=language, key=uuid_of(request.POST.get("key")) or uuid4(), now=request.now
    )
    later = row.due_at > request.now
    messages.success(request, _("Written. It goes out in the morning.") if later else _("Answered."))
    return redirect("replies") if request.POST.get("back") == "replies" else redirect("referral", referral_id)

"""The private link of a sender without an account, from the receiving desk: sent again, or made useless."""

from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from bridgework.actions.revoke_guest_link import revoke_guest_link
from bridgework.actions.send_guest_link import send_guest_link
from bridgework.web.desk.asking import act_view


def _send(request: HttpRequest, referral_id: UUID) -> str:
    send_guest_link(request.viewer, referral_id, now=request.now)
    return _("Sent. Whoever opens it is asked for a code first.")


def _revoke(request: HttpRequest, referral_id: UUID) -> str:
    revoke_guest_link(request.viewer, referral_id, now=request.now)
    return _("The sender's link does not work any more, wherever it is.")


send_link = act_view(_send, "review")
revoke_link = act_view(_revoke, "review")

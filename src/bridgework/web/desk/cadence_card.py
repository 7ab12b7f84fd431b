"""The card of a referral's page that says what the patient is told next, or why nothing."""

from typing import Any

from django.http import HttpRequest

from bridgework.lookups.cadence import find_cadence
from bridgework.lookups.referral import ReferralPage
from bridgework.messages.cadence_words import CHANNEL_WORDS, STOPPED, step_words
from bridgework.rules import referral_states as states
from bridgework.rules.facts import RECIPIENT

BEFORE_OR_AFTER = frozenset({states.DRAFT, states.RECEIVED, *states.ENDED})
"""States in which nothing goes out by a plan."""


def cadence_context(request: HttpRequest, page: ReferralPage) -> dict[str, Any]:
    """For the practice that reaches the patient; nothing for anybody else, and where the page's state says it already."""
    standing = find_cadence(request.viewer, page.id) if page.side == RECIPIENT and page.state not in BEFORE_OR_AFTER else None
    if standing is None:
        return {"cadence": None}
    return {
        "cadence": standing,
        "cadence_step": step_words(standing.next_kind) if standing.next_kind else "",
        "cadence_channel": CHANNEL_WORDS.get(standing.next_channel, ""),
        "cadence_stopped": STOPPED.get(standing.stopped_why, ""),
    }

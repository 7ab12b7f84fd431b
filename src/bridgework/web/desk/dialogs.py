"""The questions that a referral's page asks in dialogs: those that this viewer may answer now."""

from typing import Any

from bridgework.lookups.referral import ReferralPage
from bridgework.web.desk.asking import asked
from bridgework.web.desk.review import ASK_FOR_RECORDS, CHANGE_TIER, DECLINE, REDIRECT
from bridgework.web.desk.sender import SENDER_QUESTIONS
from bridgework.web.desk.visits import CANCEL_VISIT, DELIVERED, MISSED, SEEN

QUESTIONS = (ASK_FOR_RECORDS, CHANGE_TIER, REDIRECT, DECLINE, SEEN, MISSED, CANCEL_VISIT, DELIVERED, *SENDER_QUESTIONS)


def dialogs_of(page: ReferralPage) -> list[dict[str, Any]]:
    """In the order of QUESTIONS."""
    return [asked(question, page) for question in QUESTIONS if question.move in page.moves]

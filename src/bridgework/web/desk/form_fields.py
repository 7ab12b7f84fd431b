"""What was posted to a draft's own questions: a page that was open while one of them changed is read too."""

from typing import Any

from django.http import QueryDict

from bridgework.lookups.drafts import Draft
from bridgework.lookups.wanted_records import questions_to_answer
from bridgework.rules.forms.own import OwnQuestion
from bridgework.web.shared.case_fields import OWN, posted_own


def posted_to_draft(post: QueryDict, draft: Draft) -> tuple[dict[str, Any], tuple[OwnQuestion, ...]]:
    """What was posted for the practice's own questions, and the versions it answers."""
    recipient, kept = draft.recipient, draft.case.get("own") or {}
    known = {question.id: question for question in (recipient.own_questions if recipient else ())}
    others = {name.removeprefix(OWN) for name in post if name.startswith(OWN)} - known.keys()
    former = questions_to_answer(recipient.id if recipient else None, others, kept)
    questions = (*known.values(), *former)
    return posted_own(post, questions), questions

"""A conversation with a patient as its templates want it."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _

from bridgework.actions.write_to_patient import MOST_CHARACTERS
from bridgework.lookups.replies import Conversation, ReplyFacts
from bridgework.messages.kind_words import LANGUAGE_NAMES, name_of
from bridgework.messages.quick_answers import QUICK
from bridgework.messages.timeline_replies import FOLLOWED, UNDERSTOOD
from bridgework.rules.replies import SURE

ON_REFERRAL = 6
"""Turns that the referral's page shows."""


def conversation_context(talk: Conversation | None, *, last: int = 0) -> dict[str, Any]:
    """The conversation as its templates want it; `last` shows only so many turns."""
    if talk is None:
        return {"talk": None}
    turns = talk.turns[-last:] if last else talk.turns
    return {
        "talk": talk,
        "has_replies": any(turn.reply for turn in talk.turns),
        "turns": [
            {"turn": turn, "said": said(turn.reply) if turn.reply else None, "name": name_of(turn.kind) if turn.kind else ""}
            for turn in turns
        ],
        "earlier": len(talk.turns) - len(turns),
        "quick": [
            {"code": code, "words": words[talk.language] if talk.language in words else words["en"], "gloss": words["en"]}
            for code, words in QUICK.items()
        ],
        "languages": LANGUAGE_NAMES.items(),
        "most": MOST_CHARACTERS,
        "key": uuid4(),
    }


def said_by(posted: Mapping[str, str]) -> tuple[str, str]:
    """Language and words of an answer: what was typed, or the quick answer that was pressed."""
    language = posted.get("language", "en")
    quick = QUICK.get(posted.get("quick", ""))
    return language, (quick.get(language) or quick["en"]) if quick else posted.get("words", "")


def said(reply: ReplyFacts) -> dict[str, Any]:
    """How a reply was understood and what followed, in words."""
    understood = UNDERSTOOD.get(reply.understood_as, UNDERSTOOD["unclear"]) if reply.understood_as else _("not read yet")
    return {
        "reply": reply,
        "understood": understood,
        "is_sure": reply.confidence >= SURE,
        "because": ", ".join(f"“{word}”" for word in reply.words) if reply.understood_as != "unclear" else "",
        "followed": FOLLOWED.get(reply.did, ""),
    }

"""Two open pages on one draft: each page carries a pen of its own and the last saving that it knows of (`rules.drafting.is_overtaken`)."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.http import HttpRequest

from bridgework.lookups.drafts import Draft
from bridgework.web.desk.asking import uuid_of


def pen_of(request: HttpRequest) -> dict[str, Any]:
    """The pen and the last saving that the posting page knows of, as `save_draft` takes them; a page without a pen is not held up."""
    try:
        seen_at = datetime.fromisoformat(request.POST.get("seen_saved", ""))
    except ValueError:
        seen_at = None
    return {"pen": uuid_of(request.POST.get("pen")), "seen_at": seen_at if seen_at is not None and seen_at.tzinfo else None}


def pen_of_page(request: HttpRequest, found: Draft) -> dict[str, Any]:
    """A new pen for a page that is made now."""
    return {"pen": uuid4(), "seen_saved": found.saved_at.isoformat() if found.saved_at else "", "writer": request.viewer.person_id}

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from bridgework.records.constraints import refusing
from bridgework.records.models import Practice, ReferralTemplate
from bridgework.rules import permissions
from bridgework.rules.case import clean, plain_text
from bridgework.rules.drafting import hold_in_template
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotComplete, NotFound
from bridgework.rules.teeth import BY_UNIVERSAL

MOST = 60
"""Templates of one practice: more than that nobody finds anything in."""
LONGEST_NAME = 80


@transaction.atomic
def save_template(
    viewer: Viewer,
    template_id: UUID | None,
    *,
    name: str,
    specialty: str,
    case: Mapping[str, Any],
    now: datetime,
    recipient_practice_id: UUID | None = None,
    teeth: Sequence[str] = (),
) -> ReferralTemplate:
    """Makes or changes a template of the viewer's practice. Of the case it keeps what is asked for and in which words, nothing of a patient.

    Raises NotComplete with field -> sentence, NotFound, NotAllowed.
    """
    permissions.require(viewer, "keep_templates")
    practice_id = permissions.practice_of(viewer)
    own = ReferralTemplate.objects.select_for_update().filter(practice_id=practice_id, is_active=True)
    template = own.filter(pk=template_id).first() if template_id else ReferralTemplate(practice_id=practice_id)
    if template is None:
        raise NotFound
    recipient = Practice.objects.filter(pk=recipient_practice_id, receives=True).first() if recipient_practice_id else None
    called = plain_text(name).replace("\n", " ")
    cleaned, wrong = clean(hold_in_template(case))
    problems = dict(wrong)
    if not called:
        problems["name"] = "Give it a name that everybody here understands."
    elif len(called) > LONGEST_NAME:
        problems["name"] = f"At most {LONGEST_NAME} characters."
    if (recipient_practice_id and recipient is None) or recipient_practice_id == practice_id:
        problems["to"] = "Choose another practice from the directory."
    if any(tooth not in BY_UNIVERSAL for tooth in teeth):
        problems["teeth"] = "Choose teeth from the chart."
    if not template_id and own.count() >= MOST:
        problems["name"] = f"There are {MOST} templates already. Take one off first."
    if problems:
        raise NotComplete("Not saved yet. What you typed is still on the page.", problems)
    template.name, template.recipient_practice = called, recipient
    template.specialty = recipient.specialty if recipient else specialty[:40]
    template.teeth, template.case = list(dict.fromkeys(teeth)), hold_in_template(cleaned)
    template.changed_by_id, template.changed_at = viewer.person_id, now
    with refusing():
        template.save()
    return template

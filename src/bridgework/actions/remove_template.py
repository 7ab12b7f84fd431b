from datetime import datetime
from uuid import UUID

from django.db import transaction

from bridgework.records.constraints import refusing
from bridgework.records.models import ReferralTemplate
from bridgework.rules import permissions
from bridgework.rules.facts import Viewer
from bridgework.rules.refusals import NotFound


@transaction.atomic
def remove_template(viewer: Viewer, template_id: UUID, *, now: datetime, undo: bool = False) -> ReferralTemplate:
    """Takes a template of the viewer's practice off the list, or with `undo` puts it back. Drafts that began with it are not touched.

    Raises NotFound, NotAllowed, NotComplete where another took its name meanwhile.
    """
    permissions.require(viewer, "keep_templates")
    own = ReferralTemplate.objects.select_for_update().filter(practice_id=permissions.practice_of(viewer))
    template = own.filter(pk=template_id).first()
    if template is None:
        raise NotFound
    template.is_active, template.changed_by_id, template.changed_at = undo, viewer.person_id, now
    with refusing():
        template.save()
    return template

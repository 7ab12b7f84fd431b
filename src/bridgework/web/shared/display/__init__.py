"""Tags and filters that write the small pieces of a page: badges, dots, times, icons, the tooth chart (docs/design.md).

A builtin tag library: no page loads it. Times are told against `now` of the page's context, so that a page, its tests and
a made-up clock agree; without it, against the clock of this machine.
"""

from bridgework.web.shared.display import choices, drawings, films, findings, message_names, people, written
from bridgework.web.shared.display.library import register
from bridgework.web.shared.display.marks import TIERS
from bridgework.web.shared.display.stages import STAGES
from bridgework.web.shared.display.times import due_words

__all__ = ["STAGES", "TIERS", "choices", "drawings", "due_words", "films", "findings", "message_names", "people", "register", "written"]

"""Tags and filters that write the small pieces of a page: badges, dots, times, icons, the tooth chart (docs/design.md).

A builtin tag library: no page loads it. Times are told against `now` of the page's context, so that a page, its tests and
a made-up clock agree; without it, against the clock of this machine.
"""

from bridgework.web.shared.display import drawings, films, findings, marks, people, stages, times
from bridgework.web.shared.display.library import register

__all__ = ["drawings", "films", "findings", "marks", "people", "register", "stages", "times"]

"""The reading process: `python -m bridgework.connections.calendars.child SECONDS BEGIN END ZONE`, the calendar on standard input, the answer as JSON.

A few lines of a calendar can ask for hours of reckoning (each day since the year 1, each 30th of February), so whatever one does to this
process ends with it.
"""

import json
import sys
from datetime import datetime

from bridgework.connections.apart import confine
from bridgework.connections.calendars import CalendarRefused
from bridgework.connections.calendars.read import busy_times

MEMORY_BYTES = 1024 * 1024 * 1024


def main(begin: str, end: str, zone: str) -> None:
    """Reads the calendar on standard input, and writes its busy times or the sentence why there are none."""
    try:
        times = busy_times(sys.stdin.buffer.read(), begin=datetime.fromisoformat(begin), end=datetime.fromisoformat(end), zone=zone)
    except CalendarRefused as refused:
        answer: dict[str, object] = {"refused": str(refused)}
    else:
        answer = {"times": [(one.isoformat(), two.isoformat()) for one, two in times]}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    confine(address_bytes=MEMORY_BYTES, data_bytes=MEMORY_BYTES, cpu_seconds=int(sys.argv[1]), output_bytes=0)
    main(*sys.argv[2:])

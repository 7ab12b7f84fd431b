"""The calendar that a clinician of the demo keeps elsewhere, as its program would hand it out: the same file every time it is asked for."""

ENTRIES = {
    "chidi-okafor": (
        ("study-club", "20260107T160000", "20260107T170000", "FREQ=WEEKLY;BYDAY=WE", "Study club"),
        ("payroll", "20260109T143000", "20260109T150000", "FREQ=WEEKLY;BYDAY=FR", "Payroll with Ruth"),
        ("school", "20260106T080000", "20260106T084500", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "School run"),
    )
}
"""By clinician: key, begin and end (the practice's clock), how it repeats, and a title, which the product never keeps."""


def calendar_file(name: str) -> bytes | None:
    """The iCalendar file of that name, or None where nobody has one."""
    if name not in ENTRIES:
        return None
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Somebody else//Calendar//EN"]
    for key, begin, end, repeats, title in ENTRIES[name]:
        lines += ["BEGIN:VEVENT", f"UID:{key}@calendar.example", "DTSTAMP:20260101T000000Z"]
        lines += [f"DTSTART:{begin}", f"DTEND:{end}", f"RRULE:{repeats}", f"SUMMARY:{title}", "END:VEVENT"]
    return "\r\n".join([*lines, "END:VCALENDAR", ""]).encode()

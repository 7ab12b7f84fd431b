"""Calendars of the outside (iCalendar, RFC 5545): a clinician's visits as a feed, and when the practice's own calendar says they are busy."""

UID_OF_OURS = "@bridgework"
"""How the keys of our own entries end: a calendar that takes in our feed and hands it out again must not make a clinician busy with them."""


class CalendarRefused(Exception):
    """A calendar that could not be read; the message is a sentence to show, without the address."""

"""How long a door stays shut after too many wrong tries."""

from datetime import timedelta

FIRST_TIME, LONGEST = timedelta(minutes=30), timedelta(days=7)
ROUNDS_UNTIL_TOLD = 3
"""Rounds of wrong tries in a row after which the practice is told: nobody is so often wrong about themselves."""


def shut_for(times: int) -> timedelta:
    """How long after the `times`-th round of wrong tries in a row: half an hour, each time twice as long as before, at most a week.

    A birth date is one of some 30,000. Were it half an hour each time, who has nothing but a link would get through half of them in the sixty
    days that it lives; this way it is one in three hundred. Who knows the year would still find one in five, so a person is told in good time.
    """
    return min(FIRST_TIME * (1 << min(times - 1, 10)), LONGEST)

"""How long a door stays shut after too many wrong tries."""

from datetime import timedelta

FIRST_TIME, LONGEST = timedelta(minutes=30), timedelta(days=1)


def shut_for(times: int) -> timedelta:
    """How long after the `times`-th round of wrong tries in a row: half an hour, each time twice as long as before, at most a day.

    A birth date is one of some 30,000. Were it half an hour each time, who has nothing but a link would get through half of them in the sixty
    days that it lives; this way it is one in a hundred.
    """
    return min(FIRST_TIME * (1 << min(times - 1, 10)), LONGEST)

"""What is taken, as the database sends it: what touches is left out, and the free times are the same."""

from array import array
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from bridgework.lookups import taken_times
from bridgework.rules.free_time import Fitting, Taken

LIN = UUID(int=1)
QUARTER = 900_000_000
quarters = st.integers(-200, 200)
visits = st.lists(st.tuples(quarters, st.integers(1, 8)), min_size=1, max_size=60)


@settings(max_examples=60, deadline=None, database=None)
@given(visits, st.integers(1, 4), st.integers(0, 1))
def test_what_touches_is_left_out_and_the_same_is_free(taken: list[tuple[int, int]], length: int, lead: int) -> None:
    begins = [begin * QUARTER for begin, _ in taken]
    ends = [(begin + quarters) * QUARTER for begin, quarters in taken]
    fitting = Fitting(0, length * QUARTER, 0, lead * QUARTER, QUARTER)
    whole, shorter = Taken(), Taken()
    whole.add(LIN, None, begins, ends)
    shorter.add(LIN, None, *taken_times.instants_of(_sent(begins), _sent(ends)))
    assert shorter.starts(LIN, None, [], fitting) == whole.starts(LIN, None, [], fitting)


def test_visits_back_to_back_are_one() -> None:
    times = [place * QUARTER for place in range(1000)]
    assert taken_times.instants_of(_sent(times[:-1]), _sent(times[1:])) == ([0], [999 * QUARTER])


def _sent(times: list[int]) -> bytes:
    """As PostgreSQL sends them: most significant byte first."""
    return b"".join(time.to_bytes(8, signed=True) for time in array("q", times))

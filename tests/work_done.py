"""How much work something took, for tests that bound it: on a busy machine the clock on the wall would say more."""

import resource
import time


def seconds_of_work() -> float:
    """Processor seconds so far, those of ended children included: with nothing else to do, they would be seconds on the clock."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime

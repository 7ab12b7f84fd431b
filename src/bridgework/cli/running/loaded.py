"""What a program that runs on does once it is loaded."""

import gc

YOUNG = 20_000
"""So many new objects and the collector looks at them. Python's 700 are there after every few rows of an answer."""


def keep_loaded() -> None:
    """What is loaded now stays: the collector need not look through all of it again and again, which stops every page of the process for a
    tenth of a second. What is no longer used goes first.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, 20, 20)

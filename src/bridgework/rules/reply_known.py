"""Replies whose meaning is known: what the guess learns from, what spelling is mended by, and what the tests hold the patterns to."""

from functools import cache
from importlib.resources import files


@cache
def known_replies() -> tuple[tuple[tuple[str, ...], str], ...]:
    """(what it may be read as, the reply), of the table of known replies; where people would differ, more than one reading is right."""
    lines = files("bridgework.rules.reply_words").joinpath("known.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t", 1) for line in lines if line.strip() and not line.startswith("#"))
    return tuple((tuple(meant.split("|")), text) for meant, text in rows)

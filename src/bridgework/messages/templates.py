"""The words as people write them: small text files under `words/<kind>/<channel>.<language>`.

`{name}` is filled in; a line with a name that has no value is left out. An e-mail begins with its subject.
"""

import re
from functools import cache
from pathlib import Path

WORDS = Path(__file__).with_name("words")
PLACEHOLDER = re.compile(r"\{(\w+)\}")
SUBJECT = "Subject: "


@cache
def read_template(kind: str, channel: str, language: str) -> str:
    """The file's text. Raises FileNotFoundError where there are no such words; a test proves that there are for every planned kind."""
    return (WORDS / kind / f"{channel}.{language}").read_text(encoding="utf-8").strip()


def fill(template: str, values: dict[str, str]) -> str:
    """The template with its placeholders filled in. Raises KeyError for one that does not exist."""
    lines = [line for line in template.split("\n") if all(values[name] for name in PLACEHOLDER.findall(line))]
    filled = "\n".join(PLACEHOLDER.sub(lambda found: values[found[1]], line) for line in lines)
    # A time in Spanish ends in a full stop of its own.
    return re.sub(r"\n{3,}", "\n\n", filled.replace(".m..", ".m.")).strip()

"""A reading as plain JSON, as it is kept with the document on the intake queue."""

import json
from dataclasses import asdict, replace
from datetime import date
from hashlib import sha256
from typing import Any

from bridgework.connections.fhir.reading import IntakeReading


def facts_of(reading: IntakeReading) -> dict[str, Any]:
    """The reading with dates as text; of each file inside it the name, kind, size and hash, since the original is kept whole."""
    inside = [
        {
            "name": each.name,
            "media_type": each.media_type,
            "kind": each.kind,
            "size": len(each.data),
            "sha256": sha256(each.data).hexdigest(),
        }
        for each in reading.attachments
    ]
    facts: dict[str, Any] = json.loads(json.dumps(asdict(replace(reading, attachments=())) | {"attachments": inside}, default=_text))
    return facts


def _text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)

"""The required code sets of R4 that the mapper relies on. No validator that was tried checks them, so we do.

Sources: HL7 FHIR R4 (4.0.1) value sets request-status, request-intent, request-priority, task-status, encounter-status,
composition-status, document-reference-status, administrative-gender, claim-use, fm-status, bundle-type, event-status.
"""

from bridgework.connections.fhir.packet import Notes, Packet
from bridgework.connections.fhir.tree import many, named, word

REQUEST_STATUS = frozenset(["draft", "active", "on-hold", "revoked", "completed", "entered-in-error", "unknown"])
FINANCIAL_STATUS = frozenset(["active", "cancelled", "draft", "entered-in-error"])
REQUIRED: dict[tuple[str, str], frozenset[str]] = {
    ("ServiceRequest", "status"): REQUEST_STATUS,
    ("ServiceRequest", "intent"): frozenset(
        ["proposal", "plan", "directive", "order", "original-order", "reflex-order", "filler-order", "instance-order", "option"]
    ),
    ("ServiceRequest", "priority"): frozenset(["routine", "urgent", "asap", "stat"]),
    ("Task", "status"): frozenset(
        [
            "draft",
            "requested",
            "received",
            "accepted",
            "rejected",
            "ready",
            "cancelled",
            "in-progress",
            "on-hold",
            "failed",
            "completed",
            "entered-in-error",
        ]
    ),
    ("Task", "priority"): frozenset(["routine", "urgent", "asap", "stat"]),
    ("Encounter", "status"): frozenset(
        ["planned", "arrived", "triaged", "in-progress", "onleave", "finished", "cancelled", "entered-in-error", "unknown"]
    ),
    ("Composition", "status"): frozenset(["preliminary", "final", "amended", "entered-in-error"]),
    ("DocumentReference", "status"): frozenset(["current", "superseded", "entered-in-error"]),
    ("Patient", "gender"): frozenset(["male", "female", "other", "unknown"]),
    ("Claim", "use"): frozenset(["claim", "preauthorization", "predetermination"]),
    ("Claim", "status"): FINANCIAL_STATUS,
    ("Coverage", "status"): FINANCIAL_STATUS,
    ("Procedure", "status"): frozenset(
        ["preparation", "in-progress", "not-done", "on-hold", "stopped", "completed", "entered-in-error", "unknown"]
    ),
}
BUNDLE_TYPES = frozenset(
    ["document", "message", "transaction", "transaction-response", "batch", "batch-response", "history", "searchset", "collection"]
)


def report_wrong_codes(packet: Packet, notes: Notes) -> None:
    """One sentence for each required code that FHIR does not have."""
    if packet.bundle_type and packet.bundle_type not in BUNDLE_TYPES:
        notes.not_read(f"“{packet.bundle_type[:40]}” is not a kind of FHIR bundle.")
    for resource in packet.resources:
        for (kind, element), allowed in REQUIRED.items():
            if resource.get("resourceType") == kind and many(resource, element) and (code := word(resource, element)) not in allowed:
                notes.not_read(f"{named(resource)}: “{code[:40]}” is not a {element} that FHIR knows.")

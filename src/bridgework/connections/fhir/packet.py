"""The resources of one file and the references between them."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from bridgework.connections.fhir.limits import MAX_RESOURCES, MAX_SENTENCES
from bridgework.connections.fhir.parse import CannotParse
from bridgework.connections.fhir.tree import Node, line, many, named, word


@dataclass(slots=True)
class Notes:
    """The sentences collected while reading, each once, in order."""

    unread: dict[str, None] = field(default_factory=dict)
    contradictions: dict[str, None] = field(default_factory=dict)

    def not_read(self, sentence: str) -> None:
        """Something could not be read or is not in the file."""
        self.unread[sentence] = None

    def contradicts(self, sentence: str) -> None:
        """Two things in the file do not go together."""
        self.contradictions[sentence] = None


@dataclass(frozen=True, slots=True)
class Packet:
    """All resources of a file, contained ones too, and the way to find one by reference."""

    bundle_type: str
    resources: tuple[Node, ...]
    by_reference: dict[str, Node]

    def all(self, *types: str) -> Iterator[Node]:
        """The resources of these types, in the file's order."""
        return (resource for resource in self.resources if resource.get("resourceType") in types)

    def follow(self, node: Node, *path: str) -> Node | None:
        """The resource that the first reference at the end of `path` points to, or None."""
        return next(self.follow_all(node, *path), None)

    def follow_all(self, node: Node, *path: str) -> Iterator[Node]:
        """The resources that the references at the end of `path` point to; those not in the file are left out."""
        for reference in many(node, *path, "reference"):
            if isinstance(reference, str) and (found := self.by_reference.get(key_of(reference))) is not None:
                yield found


def key_of(reference: str) -> str:
    """A reference without its version, as it is compared: "http://host/fhir/Patient/1/_history/2" is "http://host/fhir/Patient/1"."""
    return reference.strip().split("/_history/")[0][:500]


def packet_of(tree: Node, notes: Notes) -> Packet:
    """The resources of a bundle, or of a single resource. Raises CannotParse where there is none."""
    if tree["resourceType"] != "Bundle":
        entries: list[tuple[str, Node]] = [("", tree)]
        bundle_type = ""
    else:
        bundle_type = word(tree, "type")
        entries = [
            (word(entry, "fullUrl"), resource)
            for entry in many(tree, "entry")
            for resource in many(entry, "resource")
            if isinstance(resource, dict) and isinstance(resource.get("resourceType"), str)
        ]
    if not entries:
        raise CannotParse("This FHIR bundle is empty: it holds no records.")
    if len(entries) > MAX_RESOURCES:
        raise CannotParse(
            f"This FHIR bundle holds {len(entries):,} records; a referral has fewer than {MAX_RESOURCES:,}, so it was not read."
        )
    by_reference: dict[str, Node] = {}
    resources: list[Node] = []
    for full_url, resource in entries:
        resources.append(resource)
        add(by_reference, resource, full_url, notes)
        for inner in many(resource, "contained"):
            if isinstance(inner, dict) and isinstance(inner.get("resourceType"), str):
                resources.append(inner)
                by_reference.setdefault(f"#{word(inner, 'id')}", inner)
    return Packet(bundle_type, tuple(resources), by_reference)


def add(by_reference: dict[str, Node], resource: Node, full_url: str, notes: Notes) -> None:
    """Makes a resource findable by its address in the bundle and by type and id; says so when one address is given twice."""
    identity = word(resource, "id")
    keys = [full_url, f"{resource['resourceType']}/{identity}" if identity else ""]
    parts = full_url.rsplit("/", 2)
    if len(parts) == 3:
        keys.append("/".join(parts[1:]))
    for key in dict.fromkeys(keys):
        if key and by_reference.setdefault(key, resource) is not resource:
            notes.contradicts(f"The file holds two different records called {named(resource)}; the first was used.")


def report_dangling(packet: Packet, notes: Notes) -> None:
    """One sentence for each record that is pointed to and not in the file."""
    missing: dict[str, None] = {}
    level: list[object] = list(packet.resources)
    while level:
        following: list[object] = []
        for node in level:
            if isinstance(node, dict):
                reference = node.get("reference")
                if isinstance(reference, str) and key_of(reference) not in packet.by_reference:
                    missing[key_of(reference)] = None
                following.extend(node.values())
            elif isinstance(node, list):
                following.extend(node)
        level = following
    for reference in list(missing)[:MAX_SENTENCES]:
        notes.not_read(f"The file points to “{line(reference)[:120]}”, which is not in it.")
    if len(missing) > MAX_SENTENCES:
        notes.not_read(f"The file points to {len(missing) - MAX_SENTENCES} more records that are not in it.")

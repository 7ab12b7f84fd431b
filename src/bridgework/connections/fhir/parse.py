"""Bytes to a plain tree, for JSON and XML alike: bounded in size, depth and number of parts; entities and duplicate keys refused.

The tree is what JSON would give: dicts with `resourceType`, lists, strings. Numbers from XML stay strings until `shape.py` types them.
"""

import json
from html import escape
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from bridgework.connections.fhir.limits import MAX_BYTES, MAX_DEPTH, MAX_DIGITS, MAX_MARKS
from bridgework.connections.fhir.shape import resource_of

FHIR = "{http://hl7.org/fhir}"
XHTML = "{http://www.w3.org/1999/xhtml}"
TOO_DEEP = "This file is nested deeper than any FHIR record is, so it was not read."


class CannotParse(Exception):
    """The file cannot be read as FHIR at all; the sentence says why. Becomes `door.Unreadable` at this folder's edge."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def parse(data: bytes) -> dict[str, Any]:
    """The resource in `data` as a tree. Raises CannotParse with one sentence for everything that is not a FHIR resource."""
    if not data.strip():
        raise CannotParse("This file is empty: it was not saved or not sent completely.")
    if len(data) > MAX_BYTES:
        raise CannotParse(
            f"This file has {len(data) / 1024 / 1024:,.0f} MB; a FHIR file of at most {MAX_BYTES // 1024 // 1024} MB is read. Send the films separately."
        )
    # UTF-16 and UTF-32 start with their mark or hold NUL bytes; FHIR is UTF-8 (R4 2.1.0.2).
    if b"\x00" in data:
        raise CannotParse("This file is not text in UTF-8, as FHIR files are: it holds NUL bytes.")
    body = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if body[:200].lower().startswith((b"<!doctype html", b"<html")):
        raise CannotParse("This file is a web page, not a FHIR file.")
    is_xml = body.startswith(b"<")
    marks = body.count(b"<") if is_xml else sum(body.count(mark) for mark in (b"[", b"{", b","))
    if marks > MAX_MARKS:
        raise CannotParse(f"This file has {marks:,} parts, far more than a referral has, so it was not read.")
    return xml_tree(body) if is_xml else json_tree(body)


def json_tree(body: bytes) -> dict[str, Any]:
    """A JSON file as a tree."""
    if not body.startswith((b"{", b"[")):
        raise CannotParse("This file is neither JSON nor XML, so it is not a FHIR file.")
    try:
        tree = json.loads(
            body.decode("utf-8"), object_pairs_hook=unique, parse_int=short_int, parse_float=short_float, parse_constant=no_constant
        )
    except CannotParse:
        raise
    except UnicodeDecodeError as error:
        raise CannotParse("This file is not text in UTF-8, as FHIR files are.") from error
    except RecursionError as error:
        raise CannotParse(TOO_DEEP) from error
    except ValueError as error:
        where = f" (line {error.lineno})" if isinstance(error, json.JSONDecodeError) else ""
        raise CannotParse(f"This file is not complete or not correct JSON{where}, so nothing of it was read.") from error
    if not isinstance(tree, dict) or not isinstance(tree.get("resourceType"), str):
        raise CannotParse("This is a JSON file, but not a FHIR record: it does not say which resource it is.")
    check_depth(tree)
    return tree


def unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A JSON object, unless it says the same thing twice: two readers would then see two different patients."""
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1) if len(names) < 1_000 else "a name"
        raise CannotParse(
            f"This file gives “{twice[:60]}” twice in one record, and which one is meant cannot be known. Nothing of it was read."
        )
    return found


def short_int(digits: str) -> int:
    """A whole number of a sane length."""
    if len(digits) > MAX_DIGITS:
        raise CannotParse(f"This file holds a number of {len(digits):,} digits, so it was not read.")
    return int(digits)


def short_float(digits: str) -> float:
    """A decimal of a sane length."""
    if len(digits) > MAX_DIGITS:
        raise CannotParse(f"This file holds a number of {len(digits):,} digits, so it was not read.")
    return float(digits)


def no_constant(name: str) -> float:
    """NaN and Infinity are not JSON."""
    raise CannotParse(f"This file holds “{name}” where a number belongs, so it was not read.")


def check_depth(tree: Any) -> None:
    """Refuses a tree deeper than MAX_DEPTH; level by level, without recursion."""
    level, depth = [tree], 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            raise CannotParse(TOO_DEEP)
        level = [
            child for node in level for child in (node.values() if isinstance(node, dict) else node) if isinstance(child, (dict, list))
        ]


def xml_tree(body: bytes) -> dict[str, Any]:
    """An XML file as the tree its JSON form would have. Document types and entities are refused, not expanded."""
    target = FhirTarget()
    # The <resource> wrappers make XML about twice as deep as the JSON of the same record; `check_depth` judges the result.
    parser = DefusedXMLParser(target=target, forbid_dtd=True, forbid_entities=True, forbid_external=True)
    try:
        parser.feed(body)
        parser.close()
    except DefusedXmlException as error:
        raise CannotParse("This XML file declares entities or a document type, which FHIR files never need, so it was not read.") from error
    except (ParseError, ValueError, LookupError) as error:
        raise CannotParse("This file is not complete or not correct XML, so nothing of it was read.") from error
    if target.root is None:
        raise CannotParse("This is an XML file, but not a FHIR record.")
    tree = resource_of(target.root, target.root_name)
    check_depth(tree)
    return tree


class FhirTarget:
    """Collects parse events of FHIR XML (R4 2.6.1.1) as dicts: every child name holds the list of what stood there.

    Attributes are kept as "@value", "@id" and "@url", the narrative as the text of its XHTML, names in other spaces are left out.
    """

    def __init__(self) -> None:
        self.root: dict[str, Any] | None = None
        self.root_name = ""
        self.open: list[dict[str, Any]] = []
        self.xhtml: list[str] = []
        self.xhtml_depth = 0
        self.depth = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self.depth += 1
        if self.depth > 2 * MAX_DEPTH:
            raise CannotParse(TOO_DEEP)
        if tag.startswith(XHTML):
            self.xhtml_depth += 1
            self.xhtml.append(f"<{tag.removeprefix(XHTML)}>")
            return
        name = tag.removeprefix(FHIR)
        node: dict[str, Any] = {f"@{key}": value for key, value in attributes.items() if key in ("value", "id", "url")}
        if not self.open:
            if tag.endswith("}ClinicalDocument"):
                raise CannotParse("This file is a C-CDA document, which is another format than FHIR.")
            if name == tag:
                raise CannotParse("This is an XML file, but not a FHIR record: it does not use FHIR's namespace.")
            self.root, self.root_name = node, name
        elif name != tag:
            self.open[-1].setdefault(name, []).append(node)
        self.open.append(node)

    def data(self, text: str) -> None:
        """Text between tags; only the narrative has any."""
        if self.xhtml_depth:
            self.xhtml.append(escape(text))

    def end(self, tag: str) -> None:
        """An element ends."""
        self.depth -= 1
        if tag.startswith(XHTML):
            self.xhtml_depth -= 1
            self.xhtml.append(f"</{tag.removeprefix(XHTML)}>")
            if self.xhtml_depth == 0 and self.open:
                self.open[-1].setdefault("div", []).append({"@value": "".join(self.xhtml)})
                self.xhtml = []
            return
        self.open.pop()

    def close(self) -> None:
        """The document is complete."""

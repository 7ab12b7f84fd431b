"""Knows from the published R4 definitions (fhir.resources, R4B) which elements repeat and of which type they are.

XML does not say either; with it the tree of an XML file becomes the tree of its JSON form. And it checks one resource against its
definition, since most senders have never had theirs checked.
"""

import re
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from pydantic_core import ValidationError

RESOURCE_NAME = re.compile(r"[A-Z][A-Za-z]{2,40}")
LONG_VALUE = 100_000


@cache
def model_of(name: str) -> Any:
    """The definition of a resource or type, or None when R4 has none of this name."""
    if not RESOURCE_NAME.fullmatch(name):
        return None
    from fhir.resources.R4B import get_fhir_model_class  # noqa: PLC0415 - takes a tenth of a second, and few processes read documents

    try:
        return get_fhir_model_class(name)
    except (KeyError, LookupError, ImportError):
        return None


@cache
def elements_of(name: str) -> dict[str, tuple[bool, str]]:
    """Each element of a definition by name: whether it repeats, and its type ("bool", "int", "decimal", "text" or a type's name)."""
    model = model_of(name)
    if model is None:
        return {}
    return {field.alias or key: element_type(str(field.annotation)) for key, field in model.model_fields.items()}


def element_type(annotation: str) -> tuple[bool, str]:
    """Reads one annotation, for example "typing.Optional[typing.List[abc.CodeableConceptType]]"."""
    repeats = "List[" in annotation
    named = re.search(r"\b([A-Z][A-Za-z]+)Type\b", annotation)
    if named:
        return repeats, named.group(1)
    for word, kind in (("bool", "bool"), ("int", "int"), ("decimal.Decimal", "decimal")):
        if re.search(rf"(?<![\w.]){word}\b", annotation):
            return repeats, kind
    return repeats, "text"


def resource_of(node: dict[str, Any], name: str) -> dict[str, Any]:
    """One XML node (as `parse.FhirTarget` leaves it) as the JSON form of the resource called `name`."""
    return {"resourceType": name, **shaped(node, name)}


def shaped(node: dict[str, Any], name: str) -> dict[str, Any]:
    """One XML node as the JSON form of the type called `name`; elements the type does not know keep their text."""
    elements = elements_of(name)
    result: dict[str, Any] = {}
    for key, children in node.items():
        if isinstance(children, str):
            if key != "@value":
                result[key.removeprefix("@")] = children
            continue
        repeats, kind = elements.get(key, (False, "text"))
        values = [value_of(child, kind) for child in children]
        result[key] = values if repeats or len(values) > 1 else values[0]
    return result


def value_of(child: dict[str, Any], kind: str) -> Any:
    """One XML element as its JSON value. What does not fit its type stays text, for the check to name."""
    if kind == "Resource":
        inner = next(((key, value[0]) for key, value in child.items() if isinstance(value, list) and value), None)
        return resource_of(inner[1], inner[0]) if inner else {}
    if "@value" not in child:
        return shaped(child, kind if kind[:1].isupper() else "")
    text: str = child["@value"]
    if kind == "bool":
        return {"true": True, "false": False}.get(text, text)
    try:
        if kind == "int":
            return int(text) if len(text) < 20 else text
        if kind == "decimal":
            return float(Decimal(text)) if len(text) < 40 else text
    except (ValueError, InvalidOperation, OverflowError):
        return text
    return text


def problems_of(resource: dict[str, Any]) -> list[str]:
    """What the R4 definition says against one resource, as short phrases; none when it is as published. Unknown types are one phrase."""
    name = str(resource.get("resourceType", ""))
    model = model_of(name)
    if model is None:
        return [f"“{name[:40]}” is not a resource of FHIR R4"]
    try:
        model.model_validate(without_comments(resource))
    except ValidationError as error:
        return [phrase(problem) for problem in error.errors(include_url=False, include_input=False, include_context=False)]
    except (ValueError, TypeError, AttributeError, RecursionError):
        return ["it cannot be checked"]
    return []


def phrase(problem: Any) -> str:
    """One validation error in words: where, and what."""
    where = ".".join(str(part) for part in problem["loc"][:8]) or "the record"
    return {
        "missing": f"{where} is missing",
        "extra_forbidden": f"{where} is not an element of it",
    }.get(problem["type"], f"{where}: {str(problem['msg'])[:120]}")


def without_comments(node: Any) -> Any:
    """A copy without "_comment" keys, which some senders write, and without the long base64 data, which needs no checking here."""
    if isinstance(node, dict):
        return {
            key: "AAAA" if key == "data" and isinstance(value, str) and len(value) > LONG_VALUE else without_comments(value)
            for key, value in node.items()
            if not key.startswith("_comment")
        }
    return [without_comments(value) for value in node] if isinstance(node, list) else node

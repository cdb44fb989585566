"""Turn pydantic's errors into Problems at their places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast, get_args, get_origin

from pydantic import BaseModel

from timeline.errors import Problem
from timeline.location import format_route
from timeline.model.fields import Model
from timeline.model.hints import (
    RENAMED,
    list_hint,
    map_hint,
    meant_key,
    meant_word,
    number_in,
    text_hint,
)
from timeline.model.names import close_to, did_you_mean, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pydantic_core import ErrorDetails, ValidationError

    from timeline.location import Route
    from timeline.read.document import Document, Value

_MAP, _LIST, _TEXT = "a map (key: value lines)", "a list (lines that start with - )", "text"
_SHAPES = {
    "model_type": _MAP,
    "dict_type": _MAP,
    "tuple_type": _LIST,
    "string_type": _TEXT,
}
"""Shape that the file should have, by pydantic's type of error."""
_MOST = 99
"""Largest number of a round."""
_NUMBERS = {"int_parsing", "int_type", "int_from_float", "greater_than_equal", "less_than_equal"}


def problems_of(
    error: ValidationError, document: Document, model: type[BaseModel]
) -> tuple[Problem, ...]:
    """Return the Problems of one validation, in file order."""
    details = error.errors(include_url=False)
    # A list is not too short because its entries are wrong.
    above = {loc[:steps] for loc in (one["loc"] for one in details) for steps in range(len(loc))}
    found = [
        _problem(detail, document, model)
        for detail in details
        if detail["type"] != "too_short" or detail["loc"] not in above
        if detail["type"] != "missing" or not _is_misspelt(detail["loc"], details, model)
    ]
    found += _kept_back(model, document.root, (), document)
    return in_file_order(found)


def _is_misspelt(
    missing: tuple[int | str, ...], details: Sequence[ErrorDetails], model: type[BaseModel]
) -> bool:
    """Return True if a missing key stands misspelt nearby."""
    beside = [
        str(one["loc"][-1])
        for one in details
        if one["type"] == "extra_forbidden" and one["loc"][:-1] == missing[:-1]
    ]
    known = known_keys(model, missing[:-1])
    return any(missing[-1] in (*close_to(one, known)[:1], meant_key(one, known)) for one in beside)


def in_file_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort the Problems of a file; drop duplicates."""
    return tuple(sorted(dict.fromkeys(problems), key=_place))


def _kept_back(
    model: type[BaseModel], value: Value, route: Route, document: Document
) -> Iterator[Problem]:
    """Yield faults between keys that pydantic kept back."""
    # Where one key of a map is wrong, pydantic does not ask for faults between keys.
    if not isinstance(value, dict):
        return
    if issubclass(model, Model):
        meant = _as_meant(value, known_keys(model, ()))
        left = {one.message() for one in model.faults(meant)}
        for one in model.faults(value):
            said = one.context or {}
            if one.message() in left:
                where = document.location(_narrowed(route, said["key"], value))
                yield Problem(said["code"], said["message"], where, said["hint"])
    for name, field in model.model_fields.items():
        key = field.alias or name
        below = _model_in(field.annotation) if key in value else None
        if below is None:
            continue
        inside = value[key]
        if get_origin(field.annotation) is not tuple:
            yield from _kept_back(below, inside, (*route, key), document)
        elif isinstance(inside, list):
            for place, part in enumerate(inside):
                yield from _kept_back(below, part, (*route, key, place), document)


def _narrowed(route: Route, key: Route, value: Value) -> Route:
    """Narrow a route to the faulty value, if given."""
    return (*route, *key) if key and isinstance(value, dict) and key[0] in value else route


def _as_meant(given: dict[str, Value], known: Sequence[str]) -> dict[str, Value]:
    """Read each unknown key as the nearest known one."""
    # A misspelt key is reported by itself, and not reported as missing too.
    meant = {key: value for key, value in given.items() if key in known}
    for key, value in given.items():
        for near in () if key in known else close_to(key, known)[:1]:
            meant.setdefault(near, value)
    return meant


def _place(problem: Problem) -> tuple[int, int, str]:
    span = problem.location.span
    return (span.line, span.column, problem.code) if span else (0, 0, problem.code)


def _problem(detail: ErrorDetails, document: Document, model: type[BaseModel]) -> Problem:
    route, kind = _route_in_file(detail["loc"], document), detail["type"]
    if kind == "timeline":
        context = detail.get("ctx", {})
        where = document.location(_narrowed(route, context["key"], _node(document, route)))
        hint = context["hint"]
        if context["code"] == "E307" and isinstance(route[-1], str):
            hint = hint.replace("write ", f"write {route[-1]}: ", 1)
        return Problem(context["code"], context["message"], where, hint)
    if kind == "extra_forbidden":
        known = known_keys(model, detail["loc"][:-1])  # not the route: a short form has fewer steps
        message = f"{route[-1]} is not a key of {_what(route[:-1])}"
        hint = _key_hint(str(route[-1]), known)
        return Problem("E301", message, document.location(route, key=True), hint)
    if kind == "missing":
        message = f"{_what(route[:-1])} lacks {route[-1]}"
        example = _EXAMPLES.get(str(route[-1]), "")
        hint = f"add {route[-1]}: …" + (f", such as {example}" if example else "")
        return Problem("E302", message, document.missing_location(route[:-1]), hint)
    return _value_problem(detail, document, route)


def _key_hint(key: str, known: Sequence[str]) -> str:
    if key == "withheld":  # a promise that is not kept harms more than one that is refused
        return "it hides nothing here: a source, an event or a claim can be withheld"
    if key.isdigit():
        return "a comma parts the keys here: write the number before it without the comma"
    meant = meant_key(key, known)
    if meant and key in RENAMED:
        return f"the key was renamed: write {meant}:"
    return did_you_mean([meant]) if meant else nearest(key, known)


def _value_problem(detail: ErrorDetails, document: Document, route: Route) -> Problem:
    kind, where = detail["type"], document.location(route)
    what = _what(route)
    if kind in _SHAPES:
        got = _shape(detail["input"])
        hint = _shape_hint(kind, detail["input"], route)
        return Problem("E303", f"{what} should be {_SHAPES[kind]}, not {got}", where, hint)
    if kind == "literal_error":
        expected = str(detail.get("ctx", {}).get("expected", ""))
        known = [part.strip("' ") for part in expected.replace(" or ", ", ").split(", ")]
        meant = meant_word(str(detail["input"]), known)
        hint = did_you_mean([meant]) if meant else nearest(str(detail["input"]), known)
        return Problem("E305", f"{detail['input']} is not one of the words for {what}", where, hint)
    if kind in _NUMBERS:
        number = number_in(str(detail["input"]))
        hint = f"write {route[-1]}: {number}"
        if number is None or not 1 <= number <= _MOST:
            hint = f"write {route[-1]}: 2, or any whole number from 1 to {_MOST}"
        message = f"{detail['input']} is not a number that fits {what}"
        return Problem("E304", message, where, hint)
    if kind == "bool_parsing":
        hint = f"write {route[-1]}: true, or leave {route[-1]}: out"
        return Problem("E304", f"{detail['input']} is neither true nor false", where, hint)
    if kind == "too_short":
        example = _ENTRIES.get(str(route[-1]), "…")
        hint = f"write {route[-1]}: [{example}], with at least one entry"
        return Problem("E302", f"{what} is empty", where, hint)
    return Problem("E304", f"{what}: {detail['msg']}", where)


_EXAMPLES = {
    "after": "strike",
    "because": "two weeks seem enough to us",
    "by": "residents",
    "done": "opened",
    "force": "binding",
    "forces": "US",
    "from": "strike",
    "id": "first-report",
    "label": "Report released",
    "limit": "none stated",
    "noun": "credibility assessment",
    "period": "2017-03",
    "place": "Qorqanya, Idlib, Syria",
    "publisher": "CNN",
    "reference": "the opening of the assessment",
    "scope": "CJTF-OIR",
    "source": "the name of a file in seeds/",
    "step": "release",
    "time_zone": "Asia/Damascus",
    "title": "Drone strike near Qorqanya, Syria",
    "within": "30 days",
}
"""Example values of required keys."""
_ENTRIES = {
    "events": "{kind: strike, when: 2023-05-03, source: cnn-2023-05-24}",
    "of": "answer-in-time",
    "first": "external_report, information_received",
}
"""Example entries of lists that may not be empty."""


def _shape_hint(kind: str, value: object, route: Route) -> str:
    """Return the line for a wrong shape."""
    key = route[-1] if route and isinstance(route[-1], str) else ""
    if _SHAPES[kind] == _TEXT:
        return text_hint(key, value)
    if _SHAPES[kind] == _LIST:
        return list_hint(key, value)
    if kind == "dict_type":
        name = value[0] if isinstance(value, list) and value else "army"
        return f"write {key}: {{{name}: {{label: {str(name).capitalize()}}}}}"
    return map_hint(route)


def _shape(value: object) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a map"
    return "a list" if isinstance(value, list | tuple) else "text"


def _what(route: Route) -> str:
    return format_route(route) if route else "this file"


def _route_in_file(loc: tuple[int | str, ...], document: Document) -> Route:
    """Return pydantic's path in the file; short forms have fewer steps."""
    node: Any = document.root
    route: list[int | str] = []
    for step in loc:
        if _holds(node, step):
            node = node[step]
            route.append(step)
        elif isinstance(node, dict) and isinstance(step, str) and step == loc[-1]:
            return (*route, step)
    return tuple(route)


def _node(document: Document, route: Route) -> Value:
    """Return the value at a route, or None."""
    node: Any = document.root
    for step in route:
        if not _holds(node, step):
            return None
        node = node[step]
    return cast("Value", node)


def _holds(node: Value, step: int | str) -> bool:
    if isinstance(node, list):
        return isinstance(step, int) and step < len(node)
    return isinstance(node, dict) and step in node


def known_keys(model: type[BaseModel], route: Route) -> list[str]:
    """Return the keys of the map at `route`."""
    current: type[BaseModel] | None = model
    is_name = False  # the step after a mapping by name, such as tracks, is no key of a model
    for step in route:
        if isinstance(step, int) or current is None or is_name:
            is_name = False
            continue
        fields = {field.alias or name: field for name, field in current.model_fields.items()}
        annotation = fields[step].annotation if step in fields else None
        current = _model_in(annotation)
        is_name = get_origin(annotation) is Mapping
    if current is None:
        return []
    return [field.alias or name for name, field in current.model_fields.items()]


def _model_in(annotation: object) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in get_args(annotation):
        found = _model_in(part)
        if found is not None:
            return found
    return None

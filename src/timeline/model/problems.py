"""What pydantic found wrong → Problems at their places in the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, get_args, get_origin

from pydantic import BaseModel

from timeline.errors import Problem
from timeline.location import format_route
from timeline.model.fields import Record, close_to, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pydantic_core import ErrorDetails, ValidationError

    from timeline.location import Route
    from timeline.read.document import Document

_SHAPES = {
    "model_type": "a map (key: value lines)",
    "dict_type": "a map (key: value lines)",
    "model_attributes_type": "a map (key: value lines)",
    "tuple_type": "a list (lines that start with - )",
    "list_type": "a list (lines that start with - )",
    "string_type": "text",
    "missing_argument": "text",
}
_SHAPE_HINTS = {
    "a map (key: value lines)": "such as {kind: strike, when: 2023-05-03, source: cnn-2023-05-24}",
    "a list (lines that start with - )": "put - before each entry, or write [one, two]",
    "text": "write the words by themselves, in quotes where they hold : or #",
}
_NUMBERS = {"int_parsing", "int_type", "int_from_float", "greater_than_equal", "less_than_equal"}


def problems_of(
    error: ValidationError, document: Document, model: type[BaseModel]
) -> tuple[Problem, ...]:
    """Every error of one validation, and what it kept back, each at its place, in file order."""
    details = error.errors(include_url=False)
    places = [detail["loc"] for detail in details]
    found = [
        _problem(detail, document, model)
        for detail in details
        if detail["type"] != "too_short" or not _any_below(detail["loc"], places)
    ]
    found += _kept_back(model, document.root, (), document)
    return in_file_order(found)


def in_file_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Problems of one file as a reader comes upon them, each once."""
    return tuple(sorted(dict.fromkeys(problems), key=_place))


def _kept_back(
    model: type[BaseModel],
    value: Any,  # noqa: ANN401 - a tree
    route: Route,
    document: Document,
) -> Iterator[Problem]:
    """What is wrong with keys together, in every map: where one is wrong, pydantic asks no more."""
    if not isinstance(value, dict):
        return
    if issubclass(model, Record):
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
        if get_origin(field.annotation) is not tuple:
            yield from _kept_back(below, value[key], (*route, key), document)
        elif isinstance(value[key], list):
            for place, part in enumerate(value[key]):
                yield from _kept_back(below, part, (*route, key, place), document)


def _narrowed(route: Route, key: str, value: Any) -> Route:  # noqa: ANN401 - a tree
    """The route of the value at fault, where the map at `route` has its key."""
    return (*route, key) if isinstance(value, dict) and key in value else route


def _as_meant(given: dict[str, Any], known: Sequence[str]) -> dict[str, Any]:
    """The map with each unknown key read as the one that it is nearest to.

    A key with a slip of the pen is told by itself; it is not also told that it is missing.
    """
    meant = {key: value for key, value in given.items() if key in known}
    for key, value in given.items():
        for near in () if key in known else close_to(key, known)[:1]:
            meant.setdefault(near, value)
    return meant


def _any_below(route: tuple[int | str, ...], places: Sequence[tuple[int | str, ...]]) -> bool:
    """Whether something is wrong inside: a list is not too short because its entries are wrong."""
    return any(len(place) > len(route) and place[: len(route)] == route for place in places)


def _place(problem: Problem) -> tuple[int, int, str]:
    span = problem.location.span
    return (span.line, span.column, problem.code) if span else (0, 0, problem.code)


def _problem(detail: ErrorDetails, document: Document, model: type[BaseModel]) -> Problem:
    route, kind = _route_in_file(detail["loc"], document), detail["type"]
    if kind == "timeline":
        context = detail.get("ctx", {})
        where = document.location(_narrowed(route, context["key"], _node(document, route)))
        return Problem(context["code"], context["message"], where, context["hint"])
    if kind == "extra_forbidden":
        known = known_keys(model, detail["loc"][:-1])  # not the route: a short form has fewer steps
        message = f"{route[-1]} is not a key of {_what(route[:-1])}"
        return Problem(
            "E301", message, document.location(route, key=True), nearest(str(route[-1]), known)
        )
    if kind == "missing":
        message = f"{_what(route[:-1])} lacks {route[-1]}"
        return Problem(
            "E302", message, document.missing_location(route[:-1]), f"add {route[-1]}: …"
        )
    return _value_problem(detail, document, route)


def _value_problem(detail: ErrorDetails, document: Document, route: Route) -> Problem:
    kind, where = detail["type"], document.location(route)
    what = _what(route)
    if kind in _SHAPES:
        got = _shape(detail["input"])
        hint = _SHAPE_HINTS.get(_SHAPES[kind], "")
        return Problem("E303", f"{what} should be {_SHAPES[kind]}, not {got}", where, hint)
    if kind == "literal_error":
        known = [part.strip("' ") for part in _allowed(detail)]
        hint = nearest(str(detail["input"]), known)
        return Problem("E305", f"{detail['input']} is not one of the words for {what}", where, hint)
    if kind in _NUMBERS:
        return Problem("E304", f"{detail['input']} is not a number that fits {what}", where)
    if kind == "bool_parsing":
        return Problem("E304", f"{detail['input']} is neither true nor false", where)
    if kind == "too_short":
        return Problem("E302", f"{what} is empty", where, "it needs at least one entry")
    return Problem("E304", f"{what}: {detail['msg']}", where)


def _allowed(detail: ErrorDetails) -> list[str]:
    expected = str(detail.get("ctx", {}).get("expected", ""))
    return expected.replace(" or ", ", ").split(", ")


def _shape(value: Any) -> str:  # noqa: ANN401 - what the file holds
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a map"
    return "a list" if isinstance(value, list | tuple) else "text"


def _what(route: Route) -> str:
    return format_route(route) if route else "this file"


def _route_in_file(loc: tuple[int | str, ...], document: Document) -> Route:
    """The part of pydantic's path that stands in the file (short forms have fewer steps)."""
    node: Any = document.root
    route: list[int | str] = []
    for step in loc:
        if _holds(node, step):
            node = node[step]
            route.append(step)
        elif isinstance(node, dict) and isinstance(step, str) and step == loc[-1]:
            return (*route, step)
    return tuple(route)


def _node(document: Document, route: Route) -> Any:  # noqa: ANN401 - a tree
    """The value that stands at a route of the file; None where none does."""
    node: Any = document.root
    for step in route:
        if not _holds(node, step):
            return None
        node = node[step]
    return node


def _holds(node: Any, step: int | str) -> bool:  # noqa: ANN401 - a tree
    if isinstance(node, list):
        return isinstance(step, int) and step < len(node)
    return isinstance(node, dict) and step in node


def known_keys(model: type[BaseModel], route: Route) -> list[str]:
    """The keys that a map at `route` may have."""
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


def _model_in(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - any annotation
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for part in get_args(annotation):
        found = _model_in(part)
        if found is not None:
            return found
    return None

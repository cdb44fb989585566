"""Shared field types with stable error codes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Self, cast

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    ValidationInfo,
    WithJsonSchema,
    model_validator,
)
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import CoreSchema, with_info_plain_validator_function

from timeline.chrono.interval import Interval
from timeline.chrono.notation import parse_absolute_when, parse_when
from timeline.chrono.when import Absolute, Between, NotationError, Unknown, When, references_of
from timeline.model.hints import COUNTS, count_hint
from timeline.model.names import (
    ID_PATTERN,
    KINDS,
    MOST_ID_CHARACTERS,
    close_to,
    did_you_mean,
    nearest,
    proposed_id,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from timeline.location import Route

_ID = re.compile(ID_PATTERN)
_YEAR = re.compile(r"\d{4}-\d\d")
_COUNT = re.compile(r"(?P<low>\d{1,9})?(?P<dots>\.\.)?(?P<high>\d{1,9})?")


class Model(BaseModel):
    """Frozen base of file models; refuses unknown keys."""

    # Without `use_attribute_docstrings`, which would read the source of every model at every start;
    # `model.json_schema` reads it when a schema is asked for.

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        arbitrary_types_allowed=True,
        defer_build=True,
    )

    @classmethod
    def faults(cls, _: Mapping[str, object]) -> Iterator[PydanticCustomError]:
        """Yield faults between several keys.

        Called with the fields of a model that could be read, and with the raw map where it could
        not. So it looks at which keys are given, and takes values as text or as read; a key that
        is not given may be left out, None or empty.
        """
        yield from ()

    @model_validator(mode="after")
    def _refuse_first_fault(self) -> Self:
        # `model.problems` finds the other faults in the file.
        for one in self.faults(self.__dict__):
            raise one
        return self


@dataclass(frozen=True, slots=True)
class ReadBy:
    """Annotation for fields read by a function alone.

    With a validator before it, pydantic would also build a schema of the type itself.
    """

    read: Callable[[object, ValidationInfo], object]

    def __get_pydantic_core_schema__(self, _: object, __: GetCoreSchemaHandler) -> CoreSchema:
        """Return a schema of the function alone."""
        return with_info_plain_validator_function(self.read)


def fault(code: str, message: str, hint: str = "", *, key: Route = ()) -> PydanticCustomError:
    """Build an error that `model.problems` makes a Problem.

    The key is the way below the map to the value that is wrong, empty for the map itself.
    """
    context = {"code": code, "message": message, "hint": hint, "key": key}
    return PydanticCustomError("timeline", "{message}", context)


def known_words(info: ValidationInfo, name: str) -> Collection[str] | None:
    """Return the words of the validation's context, if any."""
    return cast("dict[str, Collection[str]]", info.context or {}).get(name)


_SEVERAL = {"policy": "policies", "kind of event": KINDS}


def reference_check(name: str, code: str, noun: str) -> Callable[[str, ValidationInfo], str]:
    """Build a validator of words that the context knows by `name`."""

    def check(value: str, info: ValidationInfo) -> str:
        known = known_words(info, name)
        if known is not None and value not in known:
            hint = nearest(value, known, what=_SEVERAL.get(noun, f"{noun}s"))
            raise fault(code, f"{value} is not a known {noun}", hint)
        return value

    return check


def _id(value: str) -> str:
    if len(value) > MOST_ID_CHARACTERS or not _ID.fullmatch(value):
        raise fault(
            "E307",
            "an id is made of small letters, digits, - and _, and starts with a letter or digit",
            f"write {proposed_id(value)}",
        )
    return value


def _when(parse: Callable[[str], When]) -> Callable[[object, ValidationInfo], When]:
    def check(value: object, info: ValidationInfo) -> When:
        if isinstance(value, (Absolute, Unknown)):
            return value
        if isinstance(value, list):
            value = f"[{', '.join(str(part) for part in value)}]"
        if not isinstance(value, str):
            raise fault("E303", "a date statement is text", "such as 2023-05-03")
        try:
            when = parse(value)
        except NotationError as error:
            hint = _event_hint(error, info)
            raise fault(error.code, str(error), hint) from error
        if isinstance(when, Absolute):  # most are
            return when
        known = known_words(info, "events")
        for ref in references_of(when):
            if known is not None and ref not in known:
                hint = _other_event(when, ref, known, known_words(info, "kinds") or ())
                raise fault("E403", f"{ref} is not an event of this case", hint)
        return when

    return check


def _other_event(when: When, ref: str, known: Collection[str], kinds: Collection[str]) -> str:
    """Return a hint for a date on an unknown event."""
    if isinstance(when, Between) and _YEAR.match(ref):
        return f"for days write {when.after}/{when.before}"
    if ref in kinds:  # a near name is another step
        return f"add {ref} to the case first; if it is there under another id, write that"
    return nearest(ref, known, what="events")


def _event_hint(error: NotationError, info: ValidationInfo) -> str:
    """Return the error's hint, with near names of events."""
    named, known = error.event, known_words(info, "events")
    if not named or not known or named in known:
        return error.hint
    if named in (known_words(info, "kinds") or ()):  # a near name is another step
        return f"add {named} to the case first; then {error.hint}"
    close = close_to(named, known)
    if not close:
        return error.hint
    hint = error.hint
    for direction in ("after", "before"):
        hint = hint.replace(f"{direction} {named}", f"{direction} {close[0]}")
    return f"{did_you_mean(close)} {hint}"


def absolute_or_none(text: str) -> Absolute | Unknown | None:
    """Return the date of a text, or None."""
    try:
        return parse_absolute_when(text)
    except NotationError:
        return None


def _count(value: object, _: ValidationInfo) -> Interval:
    if isinstance(value, Interval):
        return value
    if value == "unknown":
        return Interval()  # not 0 or more: nobody stated a number
    match = _COUNT.fullmatch(value) if isinstance(value, str) else None
    if match is None or not (match["low"] or match["high"]):
        hint = count_hint(value) if isinstance(value, str) else COUNTS
        raise fault("E304", f"{value} is not a number of people or reports", hint)
    low = int(match["low"] or 0)
    high = int(match["high"]) if match["high"] else (None if match["dots"] else low)
    if high is not None and high < low:
        raise fault("E304", f"{value} counts down", f"write {high}..{low}")
    return Interval(low, high)


TEXT_SCHEMA: dict[str, Any] = {"type": ["string", "number", "boolean"]}
"""Text for editors, which see `2023` as a number; scalars of a file are text here."""
NAME_SCHEMA: dict[str, Any] = {"type": ["string", "number", "boolean"]}
"""A name for editors, which see `true` as a truth value."""
_DATE_SCHEMA = {
    "type": ["string", "integer"],
    "minimum": 1,
    "maximum": 9999,
    "minLength": 1,
}
_DATES_SCHEMA: dict[str, Any] = {
    "anyOf": [_DATE_SCHEMA, {"type": "array", "items": _DATE_SCHEMA, "minItems": 1}],
    "description": "A date statement: docs/dates.md",
}
"""Alternative dates may stand in brackets without quotes."""
DateStatement = Annotated[When, ReadBy(_when(parse_when)), WithJsonSchema(_DATES_SCHEMA)]
"""Any date statement of docs/dates.md."""
CalendarStatement = Annotated[
    Absolute | Unknown, ReadBy(_when(parse_absolute_when)), WithJsonSchema(_DATES_SCHEMA)
]
"""A date statement that refers to no event."""
Count = Annotated[
    Interval,
    ReadBy(_count),
    WithJsonSchema(
        {
            "type": ["string", "integer"],
            "pattern": r"^(unknown|\d{1,9}(\.\.\d{0,9})?|\.\.\d{1,9})$",
            "minimum": 0,
        }
    ),
]
"""A number from the file: `10`, `78..203`, `100..`, `..24`, `unknown`."""
Id = Annotated[
    str,
    AfterValidator(_id),
    WithJsonSchema(
        NAME_SCHEMA | {"pattern": f"^{ID_PATTERN}$", "maxLength": MOST_ID_CHARACTERS, "minimum": 0}
    ),
]
OptionalId = Annotated[
    str,
    AfterValidator(lambda value: _id(value) if value else ""),
    WithJsonSchema(
        NAME_SCHEMA
        | {"pattern": f"^({ID_PATTERN})?$", "maxLength": MOST_ID_CHARACTERS, "minimum": 0}
    ),
]
SourceRef = Annotated[str, AfterValidator(reference_check("sources", "E402", "source"))]
EventRef = Annotated[str, AfterValidator(reference_check("events", "E403", "event"))]
KindRef = Annotated[str, AfterValidator(reference_check("kinds", "E401", "kind of event"))]
CalendarRef = Annotated[str, AfterValidator(reference_check("calendars", "E417", "calendar"))]
PolicyRef = Annotated[str, AfterValidator(reference_check("policies", "E404", "policy"))]

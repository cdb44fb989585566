"""Field types that the files share: dates, numbers, ids; each fails with a stable code."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, Self, cast

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    GetCoreSchemaHandler,
    ValidationInfo,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import CoreSchema, with_info_plain_validator_function

from timeline.chrono.bound import Bound
from timeline.chrono.notation import parse_absolute_when, parse_when
from timeline.chrono.problem import NotationError
from timeline.chrono.when import Absolute, Between, Unknown, When, references_of
from timeline.model.hints import COUNTS, count_hint

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from timeline.location import Route

ID_PATTERN = r"[a-z0-9][a-z0-9_-]*"
MOST_ID_CHARACTERS = 100
_ID = re.compile(ID_PATTERN)
_YEAR = re.compile(r"\d{4}-\d\d")
_FIRST_ONE = {"sources": "; start one: timeline new source ID"}
"""How to start what there is none of."""
_COUNT = re.compile(r"(?P<low>\d{1,9})?(?P<dots>\.\.)?(?P<high>\d{1,9})?")


class Record(BaseModel):
    """A frozen record that refuses keys it does not know.

    `use_attribute_docstrings` is left out on purpose: it would read the source of every record at
    every start. `model.json_schema` reads it when a schema is asked for.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        arbitrary_types_allowed=True,
        defer_build=True,
    )

    @classmethod
    def faults(cls, given: Mapping[str, Any]) -> Iterator[PydanticCustomError]:  # noqa: ARG003 - none
        """What is wrong with several keys together.

        Asked of a record that could be read, and of the map in the file where it could not: so it
        looks at what is given and what is not, and takes the values as text or as read.

        Args:
            given: by key; a key that is not given may be left out, None or empty.
        """
        yield from ()

    def check_together(self) -> Self:
        """Raise the first of the faults; `model.problems` finds the others in the file.

        Raises:
            PydanticCustomError: there is one.
        """
        for one in type(self).faults(self.__dict__):
            raise one
        return self


@dataclass(frozen=True, slots=True)
class ReadBy:
    """In an annotation: the value is what the function makes of it, and nothing else is asked.

    With a validator before it, pydantic would also build a schema of the type itself.
    """

    read: Callable[[Any, ValidationInfo], Any]

    def __get_pydantic_core_schema__(self, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401 - any type
        """The function alone."""
        return with_info_plain_validator_function(self.read)


def fault(code: str, message: str, hint: str = "", *, key: Route = ()) -> PydanticCustomError:
    """An error for pydantic to gather, which `model.problems` turns into a Problem.

    Args:
        code: of the Problem.
        message: what is wrong.
        hint: what to write instead.
        key: the way below the map to the value that is wrong; empty where it is the map itself.
    """
    context = {"code": code, "message": message, "hint": hint, "key": key}
    return PydanticCustomError("timeline", "{message}", context)


def did_you_mean(words: Sequence[str]) -> str:
    """The hint that names the words that may have been meant."""
    return f"did you mean {' or '.join(words)}?"


def close_to(word: str, known: Collection[str]) -> list[str]:
    """The nearest known words, three at most; one alone that differs in how it is written."""
    from difflib import get_close_matches  # noqa: PLC0415 - only when something is wrong

    name = word.rpartition("/")[2].removesuffix(".yaml")
    same = [one for one in known if _letters(one) == _letters(name)]
    if same:
        return same[:1]
    return get_close_matches(word, known, n=3, cutoff=0.5)


def _letters(word: str) -> str:
    return "".join(filter(str.isalnum, word.casefold()))


def nearest(word: str, known: Collection[str], *, what: str = "") -> str:
    """The hint that names the nearest known words, or a few of them."""
    close = close_to(word, known)
    if close:
        return did_you_mean(close)
    if not known:
        return f"there are no {what} yet{_FIRST_ONE.get(what, '')}" if what else ""
    if what == "sources":
        asked = word if re.fullmatch(ID_PATTERN, word) else "ID"
        return f"start its file with timeline new source {asked}, and write source: {asked}"
    shown = sorted(known)
    more = ", …" if len(shown) > 12 else ""  # noqa: PLR2004 - a line of words
    return f"known{' ' + what if what else ''}: {', '.join(shown[:12])}{more}"


def known_words(info: ValidationInfo, name: str) -> Collection[str] | None:
    """The words that a reference may use, where the caller of the validation said so."""
    context = cast("dict[str, Collection[str]]", info.context or {})
    return context.get(name)


_SEVERAL = {"policy": "policies", "kind of event": "kinds of events"}


def reference_check(name: str, code: str, noun: str) -> Callable[[str, ValidationInfo], str]:
    """A validator that refuses words missing from the validation context's set `name`."""

    def check(value: str, info: ValidationInfo) -> str:
        context = info.context
        known = context.get(name) if context else None
        if known is not None and value not in known:
            hint = nearest(value, known, what=_SEVERAL.get(noun, f"{noun}s"))
            raise fault(code, f"{value} is not a known {noun}", hint)
        return value

    return check


def proposed_id(text: str) -> str:
    """Return the id nearest to a text: small letters without accents, digits, - and _."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    found = re.sub(r"[^a-z0-9_-]+", "-", letters).strip("-_")
    return found[:MOST_ID_CHARACTERS] or "name"


def _id(value: str) -> str:
    if len(value) > MOST_ID_CHARACTERS or not _ID.fullmatch(value):
        raise fault(
            "E307",
            "an id is made of small letters, digits, - and _, and starts with a letter or digit",
            f"write {proposed_id(value)}",
        )
    return value


def _when(parse: Callable[[str], When]) -> Callable[[Any, ValidationInfo], When]:
    def check(value: Any, info: ValidationInfo) -> When:  # noqa: ANN401 - what the file holds
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
    """What to write where a date leans on something that is no event of the case."""
    if isinstance(when, Between) and _YEAR.match(ref):
        return f"for days write {when.after}/{when.before}"
    if ref in kinds:  # a near name is another step
        return f"add {ref} to the case first; if it is there under another id, write that"
    return nearest(ref, known, what="events")


def _event_hint(error: NotationError, info: ValidationInfo) -> str:
    """The hint, and which event may have been meant where the one named is not of the case."""
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
    """The date that a text says; None where it cannot be read."""
    try:
        return parse_absolute_when(text)
    except NotationError:
        return None


def _count(value: Any, _: ValidationInfo) -> Bound:  # noqa: ANN401 - what the file holds
    if isinstance(value, Bound):
        return value
    if value == "unknown":
        return Bound()  # not 0 or more: nobody stated a number
    match = _COUNT.fullmatch(value) if isinstance(value, str) else None
    if match is None or not (match["low"] or match["high"]):
        hint = count_hint(value) if isinstance(value, str) else COUNTS
        raise fault("E304", f"{value} is not a number of people or reports", hint)
    low = int(match["low"] or 0)
    high = int(match["high"]) if match["high"] else (None if match["dots"] else low)
    if high is not None and high < low:
        raise fault("E304", f"{value} counts down", f"write {high}..{low}")
    return Bound(low, high)


TEXT_SCHEMA: dict[str, Any] = {"type": ["string", "number", "boolean"]}
"""Text as editors see it, to whom `2023` is a number; here every scalar of a file is text."""
NAME_SCHEMA: dict[str, Any] = {"type": ["string", "number", "boolean"]}
"""A name of something, as editors see it, to whom `true` is none."""
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
"""One of several dates may stand in brackets without quotes."""
DateStatement = Annotated[When, ReadBy(_when(parse_when)), WithJsonSchema(_DATES_SCHEMA)]
"""Any date statement of docs/dates.md."""
CalendarStatement = Annotated[
    Absolute | Unknown, ReadBy(_when(parse_absolute_when)), WithJsonSchema(_DATES_SCHEMA)
]
"""A date statement that leans on no event."""
Count = Annotated[
    Bound,
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

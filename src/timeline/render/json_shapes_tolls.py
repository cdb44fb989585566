"""The shape of `timeline tolls --json`; the habits are those of `json_shapes`."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from timeline.render.json_shapes import DayRangeJson, NumbersJson, ProblemJson

CountedWord = Literal["civilians", "fighters", "soldiers", "others", "not said"]
GroupWord = Literal["civilians", "fighters", "soldiers"]
LeftOutWord = Literal["may be none", "counts others", "not said", "not by then"]


class QuotientJson(TypedDict):
    """A quotient known to lie between two ends, both included; null where an end is open."""

    min: float | None
    max: float | None


class TollFigureJson(TypedDict):
    """One claimant's figure."""

    by: str
    official: bool
    """Whether the claimant belongs to the institution whose process is followed."""
    on: str | None
    """When it was stated, as the file words it."""
    stated: DayRangeJson
    """The days on which it can have been stated."""
    dated_by_source: bool
    """Whether only the publication of its source bounds that from above."""
    perhaps_later: bool
    """Whether it may have been stated only after the day judged from."""
    scope: str
    since: str | None
    until: str | None
    killed: NumbersJson | None
    """Both ends null where the number is unknown; null where it says nothing of the killed."""
    injured: NumbersJson | None
    children: NumbersJson | None
    of: str
    counted: CountedWord
    """By `who`, else by the words of `of`; others: not civilians alone."""
    part_of: str | None
    """The figure of which this one is a part: an id, or SOURCE/ID."""
    held_against: NumbersJson | None
    """The official figure that it is divided by; null for official ones, or where none is."""
    ratio: QuotientJson | None
    ratio_unsure: bool
    """Whether it is not said, of one of the two, that civilians are counted."""
    source: str | None
    note: str


class MovedJson(TypedDict):
    """By how much the ends of a range moved; null where an end is open."""

    least: int | None
    most: int | None


class CourseJson(TypedDict):
    """One claimant's figures of the killed over time, of the same people."""

    by: str
    official: bool
    counted: CountedWord
    killed: list[NumbersJson | None]
    """In the order of their days, as far as these tell it."""
    in_order: bool
    """Whether the days make it certain which came first, of every two that follow."""
    same_words: bool
    """Whether all are said to count the same people, word for word."""
    changes: list[MovedJson]
    """From each figure that states a number of killed to the next."""
    parts: list[NumbersJson | None]
    """Figures that are part of one of these, and no change of it."""


class LeftOutJson(TypedDict):
    """An official figure that was not counted as conceding a death."""

    by: str
    on: str | None
    of: str
    why: LeftOutWord
    """The last: only its source dates it, which was published after the day judged from."""


class ConcessionJson(TypedDict):
    """When a civilian death was first conceded by a figure, and when others first stated one."""

    conceded: DayRangeJson | None
    """Of the first official figure counted; null where none was."""
    claimed: DayRangeJson | None
    """Of the first other figure of at least one killed; null where there is none."""
    days: NumbersJson | None
    """From the first claim to the first concession; null where one of them is missing."""
    counted: int
    """Official figures of at least one civilian."""
    claims: int
    left_out: list[LeftOutJson]


class TollsOfJson(TypedDict):
    """The figures of one case, or of one scope of a campaign."""

    name: str
    """The id of the case, or the scope."""
    example: bool
    """An invented case."""
    official: NumbersJson | None
    """The last official figure of the killed; a hull where several can be the last."""
    group: GroupWord
    """Whom that figure counts: soldiers or fighters only where nobody counts civilians."""
    figures: list[TollFigureJson]
    elsewhere: list[TollFigureJson]
    """Of a scope without any official figure: official ones of other scopes in the same sources."""
    over_time: list[CourseJson]
    concession: ConcessionJson
    acknowledged: DayRangeJson | None
    """The first event of the case that acknowledges harm; null where none can have come by
    then; its last day may be after the day judged from."""


class TollsJson(TypedDict):
    """Who says how many, when."""

    as_of: str | None
    """Only what can have been stated by then; null for all."""
    known_on: str | None
    """Only what was public by then; null for all."""
    cases: list[TollsOfJson]
    campaign: list[TollsOfJson]
    problems: list[ProblemJson]

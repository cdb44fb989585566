"""The shape of `timeline stats --json`; the habits are those of `json_shapes`."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict

from timeline.render.json_shapes import HeadJson, NumbersJson, ProblemJson

GroupWord = Literal["policy", "command", "forces", "year", "tag"]
StateWord = Literal["over", "unclear", "open", "none recorded"]


class StatsCountsJson(TypedDict):
    """How many cases stand how, on the day that each is judged from."""

    over: int
    unclear: int
    """Nobody can tell whether it was over, or from which event to count."""
    open: int
    """The record dates the end later, or somebody denies it to the day judged from."""
    none_recorded: int
    """The record knows of no end and no denial, which does not say that there was none."""


class StatsRowJson(TypedDict):
    """One case that a measure applies to."""

    case: str
    state: StateWord
    days: NumbersJson | None
    """By the record; null where nobody can tell from which event to count."""
    sure: NumbersJson
    """What holds even if an end that is not recorded came after all."""


class StepJson(TypedDict):
    """A share of the cases, and the days within which the curve falls by it."""

    days: NumbersJson
    share: float


class CurveJson(TypedDict):
    """The share of cases not yet over, fitted to the bounds of each (Turnbull 1976)."""

    cases: int
    """On how many it rests: those that say anything."""
    settled: bool
    """False where the fit did not come near enough to the greatest likelihood."""
    half_over: NumbersJson
    """The first day by which, on the curve, at least half are over."""
    steps: list[StepJson]


class StatsMeasureJson(TypedDict):
    """One measure over the cases of one group."""

    measure: str
    label: str
    cases: int
    """Number of cases to which it certainly applies."""
    counts: StatsCountsJson
    may_not_apply: list[str]
    """Cases whose start may be still to come, or after the end; counted nowhere else."""
    median: NumbersJson | None
    """The first day by which at least half are over, whatever the unknown dates are; null for no
    cases. An end that is not recorded may have come on any day."""
    median_recorded: NumbersJson | None
    """The same of the cases without those in which none is recorded."""
    curve: CurveJson | None
    """Null where fewer than `min_cases` cases say anything."""
    remark: str
    """What the figures are no ground for."""
    rows: list[StatsRowJson]


class StatsGroupJson(TypedDict):
    """Cases that are counted together."""

    name: str
    """Empty where all are."""
    cases: list[str]
    cautions: list[str]
    """Why the figures could mislead."""
    measures: list[StatsMeasureJson]


class StatsJson(TypedDict):
    """How long many cases took, as far as that is certain."""

    cases: list[HeadJson]
    where: list[str]
    """The conditions that every case meets for certain."""
    unclear: list[str]
    """Cases of which nobody can tell whether they meet them; counted nowhere."""
    invented: list[str]
    """Cases that are examples; counted nowhere."""
    by: GroupWord | None
    min_cases: int
    """How many cases that say anything a curve needs."""
    groups: list[StatsGroupJson]
    """A case with several tags is in several groups."""
    assumptions: list[str]
    """What has to hold for the curves to mean anything."""
    problems: list[ProblemJson]

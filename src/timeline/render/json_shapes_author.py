"""The shapes of the JSON of commands that write, and of `timeline diff`; see `json_shapes`."""

from __future__ import annotations

from typing import Literal

from typing_extensions import TypedDict  # typing's own cannot be turned into a schema on 3.11

from timeline.conformance.verdict import Tier, Verdict, Word
from timeline.render.json_shapes import DaysJson, NumbersJson, ProblemJson, TruthWord

StatusWord = Literal["added", "removed", "changed", "unchanged", "unreadable", "readable"]


class DaySidesJson(TypedDict):
    """A day before and after."""

    before: str | None
    after: str | None


class NameSidesJson(TypedDict):
    """Names before and after."""

    before: list[str]
    after: list[str]


class CountSidesJson(TypedDict):
    """A number before and after."""

    before: int
    after: int


class EventChangeJson(TypedDict):
    """An event whose days moved, or that only one state has."""

    id: str
    kind: str
    before: list[DaysJson] | None
    """The separate stretches of days that were left to it; null where it was not there."""
    after: list[DaysJson] | None


class FindingStateJson(TypedDict):
    """What held of a rule."""

    verdict: Verdict
    possible: list[Word]
    breach: TruthWord | None
    """Null where nothing can be breached."""
    tier: Tier
    """What judged: order, limit, yardstick (no rule) or none."""
    days: NumbersJson | None
    """From trigger to step; where undone, to the day judged from, open above."""
    days_late: NumbersJson | None


class FindingChangeJson(TypedDict):
    """A rule of which something else holds now."""

    id: str
    policy: str
    before: FindingStateJson | None
    """Null where the rule was not asked."""
    after: FindingStateJson | None


class LatencyStateJson(TypedDict):
    """A named latency in one state."""

    days: NumbersJson | None
    open: TruthWord
    """Whether the end was still to come; unknown where only the silence of the record says so."""


class LatencyChangeJson(TypedDict):
    """A named latency that changed."""

    measure: str
    before: LatencyStateJson
    after: LatencyStateJson


class SentenceJson(TypedDict):
    """One change in words."""

    about: Literal["case", "bounds", "verdict", "days"]
    text: str


class CaseChangeJson(TypedDict):
    """What changed in one case."""

    case: str
    status: StatusWord
    """readable: it could not be judged before, and can be now."""
    as_of: DaySidesJson
    """The days judged from; null where there is no such state."""
    policies: NameSidesJson
    contradictions: CountSidesJson
    """How many smallest sets of accepted claims cannot all be true."""
    events: list[EventChangeJson]
    findings: list[FindingChangeJson]
    latencies: list[LatencyChangeJson]
    sentences: list[SentenceJson]


class DraftJson(TypedDict):
    """A file that was written, or with --dry-run would be."""

    file: str
    """Below the workspace."""
    written: bool
    new: bool
    """Whether there was no such file before."""
    diff: list[str]
    """A unified diff, line by line."""
    change: CaseChangeJson | None
    """Null for a source."""


class DiffJson(TypedDict):
    """What changed between two states of a workspace."""

    first: str
    """The revision or folder, as it was named."""
    second: str
    changes: list[CaseChangeJson]
    """Only cases of which something changed."""
    problems: list[ProblemJson]
    """Of files that cannot be read, in either state."""

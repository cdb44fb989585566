"""The tables that can be queried: their columns, and what each one says.

Ends of ranges stand in two columns. NULL in one of them means unbounded: nothing read bounds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Type = Literal["VARCHAR", "DATE", "BIGINT", "BOOLEAN"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column."""

    name: str
    type: Type
    says: str


@dataclass(frozen=True, slots=True)
class Shape:
    """One table without its rows."""

    name: str
    says: str
    columns: tuple[Column, ...]


def _columns(*parts: tuple[str, Type, str]) -> tuple[Column, ...]:
    return tuple(Column(*part) for part in parts)


_ANSWER = "yes, no or unknown"
_SILENT = "unknown where only the silence of the record says so"
_CASE: tuple[str, Type, str] = "case_id", "VARCHAR", "the case"
_FILE: tuple[tuple[str, Type, str], ...] = (
    ("file", "VARCHAR", "where it stands"),
    ("line", "BIGINT", "the line there"),
)

CASES = Shape(
    "cases",
    "One row for each case that can be read.",
    _columns(
        ("id", "VARCHAR", "the case"),
        ("title", "VARCHAR", "its title"),
        ("example", "BOOLEAN", "whether it is invented; leave these out of what you count"),
        ("place", "VARCHAR", "where it happened"),
        ("time_zone", "VARCHAR", "whose days its days are"),
        ("forces", "VARCHAR", "whose process is followed"),
        ("command", "VARCHAR", "which part of these forces"),
        ("as_of", "DATE", "the day that it is judged from"),
        ("recorded_until", "DATE", "how far the record was followed; NULL where it does not say"),
        ("contradictions", "BIGINT", "smallest sets of accepted claims that cannot all be true"),
    ),
)
EVENTS = Shape(
    "events",
    "One row for each event that counts. A step that nobody took or recorded has no row here; "
    "it is in findings.",
    _columns(
        _CASE,
        ("id", "VARCHAR", "the event"),
        ("kind", "VARCHAR", "a word of the vocabulary, such as strike"),
        ("label", "VARCHAR", "a few words for it"),
        ("by_whom", "VARCHAR", "who did it"),
        ("form", "VARCHAR", "what it was called, such as AR 15-6"),
        ("outcome", "VARCHAR", "how it ended"),
        ("track", "VARCHAR", "which of parallel inquiries; empty for all"),
        ("round", "BIGINT", "1, and one more after each reopening"),
        ("zone", "VARCHAR", "whose days its days are"),
        ("happened", "VARCHAR", f"by the day judged from: {_ANSWER}"),
        ("earliest", "DATE", "the first day on which it can have happened"),
        ("latest", "DATE", "the last day; days between the two may be ruled out as well"),
        *_FILE,
    ),
)
CLAIMS = Shape(
    "claims",
    "One row for each claim of each event, those that stand aside, plans, and claims of events "
    "that do not count among them.",
    _columns(
        _CASE,
        ("event_id", "VARCHAR", "the event that it dates"),
        ("id", "VARCHAR", "event#number"),
        ("said", "VARCHAR", "the date statement as the file words it"),
        ("form", "VARCHAR", "absolute, relative (to another event) or unknown"),
        ("earliest", "DATE", "of an absolute statement, by its words alone: the first day"),
        ("latest", "DATE", "and the last day"),
        ("source", "VARCHAR", "the id of its source"),
        ("standing", "VARCHAR", "accepted, disputed or rejected"),
        ("because", "VARCHAR", "why it is not accepted"),
        ("planned", "BOOLEAN", "whether it speaks of what was still to come"),
        ("event_counts", "BOOLEAN", "whether its event is in the table events"),
        ("worded", "VARCHAR", "the words of the source"),
        *_FILE,
    ),
)
LATENCIES = Shape(
    "latencies",
    "One row for each named latency of each case that it applies to. Where the end is still to "
    "come, min_days is what had passed by the day judged from, and max_days is NULL.",
    _columns(
        _CASE,
        ("measure", "VARCHAR", "the id of the measure"),
        ("label", "VARCHAR", "its name"),
        ("start_event", "VARCHAR", "NULL where it is not certain which came first"),
        ("end_event", "VARCHAR", "NULL where there is none, or it is not certain which"),
        ("min_days", "BIGINT", "at least so many days; may be below 0"),
        ("max_days", "BIGINT", "at most so many days"),
        ("is_open", "VARCHAR", f"whether the end was still to come: {_ANSWER}; {_SILENT}"),
        ("is_recorded", "BOOLEAN", "whether the record knows of the end at all, on whatever day"),
        ("is_denied", "BOOLEAN", "whether somebody denies an end that is not on record"),
        ("applies", "VARCHAR", f"whether it certainly applies: {_ANSWER}"),
        ("sure_min_days", "BIGINT", "min_days that holds even if an end is only unrecorded"),
        ("sure_max_days", "BIGINT", "max_days likewise"),
    ),
)
FINDINGS = Shape(
    "findings",
    "One row for each rule, track and round that was judged, for each policy that may have been "
    "in force.",
    _columns(
        _CASE,
        ("policy", "VARCHAR", "the policy that judged"),
        ("hypothetical", "BOOLEAN", "whether it was asked for with --policy"),
        ("in_force", "VARCHAR", "yes, or unknown where the rest holds if policy and rule were"),
        ("id", "VARCHAR", "the finding"),
        ("rule", "VARCHAR", "the rule"),
        ("label", "VARCHAR", "a noun phrase for it; empty for a case's own orders"),
        ("step", "VARCHAR", "the kind of event that is expected"),
        ("trigger_event", "VARCHAR", "NULL where none happened, or it is not certain which"),
        ("step_event", "VARCHAR", "NULL where none did, or it is not certain which"),
        ("track", "VARCHAR", "which of parallel inquiries"),
        ("round", "BIGINT", "which round"),
        ("verdict", "VARCHAR", "what holds whatever the unknown dates are"),
        ("possible", "VARCHAR", "every word that can hold, separated by ; and a space"),
        ("breach", "VARCHAR", _ANSWER),
        ("tier", "VARCHAR", "order, limit, yardstick (no rule) or none"),
        ("force", "VARCHAR", "binding, order, guidance, practice or recommendation"),
        ("clause", "VARCHAR", "where it stands in the text"),
        ("source", "VARCHAR", "the text"),
        ("is_open", "BOOLEAN", "whether the step is certainly undone by the record"),
        ("standing", "VARCHAR", "on what ground it counts as undone; NULL where it may be done"),
        ("has_days", "BOOLEAN", "whether there are days to count; if not, both ends are NULL"),
        ("min_days", "BIGINT", "from trigger to step, or to the day judged from: at least"),
        ("max_days", "BIGINT", "and at most"),
        ("has_days_late", "BOOLEAN", "whether it may be late; if not, both ends are NULL"),
        ("min_days_late", "BIGINT", "beyond what judges: at least"),
        ("max_days_late", "BIGINT", "and at most"),
    ),
)
SOURCES = Shape(
    "sources",
    "One row for each source of the workspace that can be read.",
    _columns(
        ("id", "VARCHAR", "the source"),
        ("title", "VARCHAR", "as it was published"),
        ("publisher", "VARCHAR", "who published it"),
        ("kind", "VARCHAR", "press, official, ngo, court, parliament, academic or data"),
        ("published", "VARCHAR", "as the file words it; NULL where not known"),
        ("earliest", "DATE", "the first day that this can mean"),
        ("latest", "DATE", "the last"),
        ("url", "VARCHAR", "where it was found"),
        ("archived", "VARCHAR", "where a copy is kept"),
        ("sha256", "VARCHAR", "of that copy"),
        ("reliability", "VARCHAR", "what is known of how good this copy or account is"),
        ("note", "VARCHAR", "anything a reader should know"),
    ),
)
CASELOAD = Shape(
    "caseload",
    "One row for each figure about a whole docket that a source states.",
    _columns(
        ("source", "VARCHAR", "the source"),
        ("scope", "VARCHAR", "whose docket"),
        ("period", "VARCHAR", "as the file words it"),
        ("earliest", "DATE", "the first day of the period"),
        ("latest", "DATE", "its last day"),
        ("figure", "VARCHAR", "such as received, completed, open or killed_total"),
        ("min_count", "BIGINT", "at least"),
        ("max_count", "BIGINT", "at most"),
        ("note", "VARCHAR", "anything a reader should know"),
    ),
)
TOLLS = Shape(
    "tolls",
    "One row for each toll that a claimant states, of a case or of a campaign.",
    _columns(
        ("case_id", "VARCHAR", "NULL where it is about a campaign"),
        ("scope", "VARCHAR", "what a figure about a campaign covers"),
        ("claimant", "VARCHAR", "who says so"),
        ("official", "BOOLEAN", "whether the claimant belongs to the institution followed"),
        ("source", "VARCHAR", "NULL where the file names none"),
        ("earliest", "DATE", "the first day on which it can have been stated"),
        ("latest", "DATE", "the last"),
        ("counted", "VARCHAR", "civilians, fighters, soldiers, others or not said"),
        ("of_whom", "VARCHAR", "the words for them, where not plainly civilians"),
        ("part_of", "VARCHAR", "the figure of which it is a part, and no change"),
        ("says_killed", "BOOLEAN", "whether it speaks of killed, if only to say unknown"),
        ("min_killed", "BIGINT", "at least"),
        ("max_killed", "BIGINT", "at most"),
        ("says_injured", "BOOLEAN", "whether it speaks of injured"),
        ("min_injured", "BIGINT", "at least"),
        ("max_injured", "BIGINT", "at most"),
        ("says_children", "BOOLEAN", "whether it speaks of children"),
        ("min_children", "BIGINT", "at least"),
        ("max_children", "BIGINT", "at most"),
        ("note", "VARCHAR", "anything a reader should know"),
    ),
)

SHAPES = (CASES, EVENTS, CLAIMS, LATENCIES, FINDINGS, SOURCES, CASELOAD, TOLLS)
"""Every table, in the order of the documentation."""

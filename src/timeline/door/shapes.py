"""The columns of those results that are no table of `timeline query`.

As there, ends of ranges stand in two columns, and null in one of them means unbounded.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.portfolio.table_shapes import Column, Shape

if TYPE_CHECKING:
    from timeline.portfolio.table_shapes import Type

_ANSWER = "yes, no or unknown"
_SILENT = "unknown where only the silence of the record says so"


def _shape(name: str, says: str, *columns: tuple[str, Type, str]) -> Shape:
    return Shape(name, says, tuple(Column(*column) for column in columns))


CELLS = _shape(
    "comparison",
    "One row for each measure of each case compared.",
    ("measure", "VARCHAR", "the id of the measure"),
    ("label", "VARCHAR", "its name"),
    ("case_id", "VARCHAR", "the case"),
    ("start_event", "VARCHAR", "null where none, or it is not certain which came first"),
    ("end_event", "VARCHAR", "null where none, or it is not certain which"),
    ("applies", "VARCHAR", f"whether there are days to count: {_ANSWER}; if not, all are null"),
    ("min_days", "BIGINT", "at least so many days; may be below 0"),
    ("max_days", "BIGINT", "at most"),
    ("is_open", "VARCHAR", f"whether the end was still to come: {_ANSWER}; {_SILENT}"),
    ("is_recorded", "BOOLEAN", "whether the record knows of the end at all"),
    ("is_denied", "BOOLEAN", "whether somebody denies an end that is not on record"),
    ("sure_min_days", "BIGINT", "min_days that holds even if an end is only unrecorded"),
    ("sure_max_days", "BIGINT", "max_days likewise"),
)
MEASURES = _shape(
    "measures",
    "One row for each measure compared.",
    ("measure", "VARCHAR", "the id of the measure"),
    ("label", "VARCHAR", "its name"),
    ("compared", "BOOLEAN", "whether two cases or more have it; if not, the rest is null"),
    ("slower", "VARCHAR", "the case that took longer than every other; null where not certain"),
    ("min_by", "BIGINT", "by at least so many days"),
    ("max_by", "BIGINT", "by at most"),
    ("certain", "VARCHAR", f"whether that is certain: {_ANSWER}; no: the longest is shared"),
    ("cautions", "VARCHAR", "why it could mislead, separated by ; and a space"),
)
OVERDUE = _shape(
    "overdue",
    "One row for each finding that is overdue, or may be, worst first.",
    ("case_id", "VARCHAR", "the case"),
    ("as_of", "DATE", "the day that it is judged from"),
    ("policy", "VARCHAR", "the policy that judged"),
    ("certain", "BOOLEAN", "false where the policy may not have been in force"),
    ("hypothetical", "BOOLEAN", "whether the policy was asked for"),
    ("id", "VARCHAR", "the finding"),
    ("rule", "VARCHAR", "the rule"),
    ("label", "VARCHAR", "a noun phrase for it"),
    ("verdict", "VARCHAR", "what holds whatever the unknown dates are"),
    ("breach", "VARCHAR", _ANSWER),
    ("tier", "VARCHAR", "order, limit, yardstick (no rule) or none"),
    ("has_days", "BOOLEAN", "whether there are days to count; if not, both ends are null"),
    ("min_days", "BIGINT", "from trigger to the day judged from: at least"),
    ("max_days", "BIGINT", "and at most"),
    ("has_days_late", "BOOLEAN", "whether they are known to be late; if not, both are null"),
    ("min_days_late", "BIGINT", "beyond what judges: at least"),
    ("max_days_late", "BIGINT", "and at most"),
    ("standing", "VARCHAR", "on what ground it counts as undone"),
    ("because", "VARCHAR", "a sentence or more"),
)
STATS = _shape(
    "stats",
    "One row for each measure of each group.",
    ("group", "VARCHAR", "the name of the group; empty where all are counted together"),
    ("measure", "VARCHAR", "the id of the measure"),
    ("label", "VARCHAR", "its name"),
    ("cases", "BIGINT", "how many cases it applies to"),
    ("over", "BIGINT", "how many were over"),
    ("unclear", "BIGINT", "of how many nobody can tell"),
    ("open", "BIGINT", "how many end later, by the record"),
    ("none_recorded", "BIGINT", "how many have no end recorded, which is not none"),
    ("has_median", "BOOLEAN", "whether there is a case; if not, both ends are null"),
    ("min_median", "BIGINT", "half are over after at least so many days"),
    ("max_median", "BIGINT", "and at most"),
    ("has_median_recorded", "BOOLEAN", "the same of the cases without those none_recorded"),
    ("min_median_recorded", "BIGINT", "at least"),
    ("max_median_recorded", "BIGINT", "at most"),
    ("remark", "VARCHAR", "what the figures are no ground for"),
)
LEDGER = _shape(
    "ledger",
    "One row for each figure that a source states, and for each number open that is derived.",
    ("scope", "VARCHAR", "whose docket"),
    ("period", "VARCHAR", "the month, or as the file words a longer stretch"),
    ("figure", "VARCHAR", "such as received, completed, open or killed_total"),
    ("least", "BIGINT", "the number, or the least that it can be"),
    ("most", "BIGINT", "the same number; null where the source says at least"),
    ("derived", "BOOLEAN", "whether it is reckoned here and not published"),
    ("source", "VARCHAR", "null where it is derived"),
)
PROBLEMS = _shape(
    "problems",
    "One row for each thing that is wrong with a file.",
    ("code", "VARCHAR", "stable between versions, such as E203"),
    ("message", "VARCHAR", "what is wrong"),
    ("file", "VARCHAR", "where"),
    ("line", "BIGINT", "the line there; null where the whole file is meant"),
    ("column", "BIGINT", "the column of the first character, from 1"),
    ("end_line", "BIGINT", "where it ends"),
    ("end_column", "BIGINT", "just after the last character"),
    ("hint", "VARCHAR", "what to do"),
    ("warning", "BOOLEAN", "whether the file can be used all the same"),
)

"""Records of cases → one record of many: which come first, and the sentences that answer.

Only records come in, so that nothing that judges is imported where each case is in the cache.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from timeline.chrono.interval import Interval
from timeline.results.build.dates import date_words
from timeline.results.build.values import problem_records
from timeline.results.check import CheckRecord
from timeline.results.listing import ListRecord
from timeline.results.overdue import OverdueRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from timeline.errors import Problem
    from timeline.results.listing import ListRowRecord
    from timeline.results.overdue import OverdueCaseRecord, OverdueRowRecord
    from timeline.results.values import ProblemRecord

_INCIDENT: Final = "Incident"
_CONTRADICTION: Final = "E601"
"""The code of accepted claims that cannot all be true."""


def list_record(rows: Sequence[ListRowRecord], problems: Iterable[Problem]) -> ListRecord:
    """Cases, the newest first.

    Args:
        rows: of the cases that can be read.
        problems: of every file that cannot.
    """
    nouns = {row.incident_noun for row in rows}
    newest = sorted(rows, key=_age)
    return ListRecord(
        answer=tuple(_list_answer(rows)),
        incident_noun=nouns.pop() if len(nouns) == 1 else _INCIDENT,
        cases=tuple(newest),
        problems=problem_records(problems),
    )


def _age(row: ListRowRecord) -> tuple[bool, int, str]:
    day = None if row.incident is None else row.incident.min or row.incident.max
    return day is None, 0 if day is None else -day.toordinal(), row.case


def _list_answer(rows: Sequence[ListRowRecord]) -> Iterable[str]:
    """Count deadlines set, kept and missed; invented cases are not counted."""
    real = [row for row in rows if not row.example]
    counts = Counter[str](row.deadline for row in real)
    cases = "1 case" if len(real) == 1 else f"{len(real):,} cases"
    was_set = [word for word in _SET if counts[word]]
    total = sum(counts[word] for word in was_set)
    if total:
        parts = ", ".join(f"{counts[word]} {_SET[word]}" for word in was_set)
        yield f"{cases}. A deadline was set in {total}: {parts}."
    else:
        yield f"{cases}. The rules we hold set a deadline in none."
    rest = []
    if total and counts["none"]:
        rest.append(f"In {counts['none']} the rules we hold set none.")
    if counts["not found"]:
        was = "its length was" if counts["not found"] == 1 else "their length was"
        rest.append(f"In {counts['not found']} {was} not found.")
    if counts["no rules"]:
        rest.append(f"For {counts['no rules']} we have no rules on file.")
    if rest:
        yield " ".join(rest)


_SET: Final[Mapping[str, str]] = {
    "missed": "missed",
    "perhaps missed": "perhaps missed",
    "not checked": "passed since the record was last checked",
    "late, no duty": "not kept, without a duty to",
    "running": "still running",
    "kept": "kept",
}


def overdue_record(
    parts: Sequence[OverdueCaseRecord],
    problems: Iterable[Problem],
    as_of: int,
    within_days: int,
) -> OverdueRecord:
    """Sum up the undone steps of many cases.

    Args:
        parts: of each case that can be read.
        problems: of every file that cannot.
        as_of: the day judged, as an ordinal.
        within_days: how far ahead a deadline counts as coming up.
    """
    rows = [row for part in parts for row in part.rows]
    groups = {
        group: _once(sorted((row for row in rows if row.group == group), key=_rank))
        for group in ("overdue", "not checked", "coming up", "waiting")
    }
    found = problem_records(problems)
    return OverdueRecord(
        answer=_overdue_answer(groups, parts, len(found)),
        scope=_scope(parts, as_of),
        overdue=groups["overdue"],
        not_checked=groups["not checked"],
        coming_up=groups["coming up"],
        waiting=groups["waiting"],
        within_days=within_days,
        cases=len(parts),
        unjudged=tuple(part.case for part in parts if not part.is_judged),
        not_judged=tuple(problem for part in parts for problem in part.not_judged),
        problems=found,
    )


def _once(rows: Iterable[OverdueRowRecord]) -> tuple[OverdueRowRecord, ...]:
    """Keep one row of each step of a case, the first: several rules may ask for the same step."""
    kept: dict[object, OverdueRowRecord] = {}
    for row in rows:
        is_set = row.group != "waiting"
        key = (row.case, row.policy, row.finding.name) if is_set else (row.case, row.step)
        kept.setdefault(key, row)
    return tuple(kept.values())


def _rank(row: OverdueRowRecord) -> tuple[int, int, str, str]:
    """Sort what is certain first, then by days: the longest past, the nearest to come."""
    signs = {"missed": 0, "odd": 1}
    least = 0 if row.days is None or row.days.min is None else row.days.min
    ahead = least if row.group == "coming up" else -least
    return signs.get(row.sign, 2), ahead, row.case, row.finding.name


def _overdue_answer(
    groups: dict[str, tuple[OverdueRowRecord, ...]],
    parts: Sequence[OverdueCaseRecord],
    problems: int,
) -> tuple[str, ...]:
    """Answer what is overdue; invented cases are not counted, and no all-clear goes too far."""
    if not parts:
        return ("No case here could be judged.",)
    real = {name: [row for row in rows if not row.example] for name, rows in groups.items()}
    certain = [row for row in real["overdue"] if row.sign != "unknown"]
    perhaps = len(real["overdue"]) - len(certain)
    said = []
    if certain:
        first = certain[0]
        said.append(
            f"{_steps(len(certain))} overdue; the longest, {first.step.lower()} in {first.case}, "
            f"by {first.days_words.removesuffix(' ago') or 'an unknown number of days'}."
        )
    else:
        said.append(
            "We found nothing overdue for certain." if perhaps else "We found nothing overdue."
        )
    if perhaps:
        said.append(f"{_steps(perhaps)} perhaps overdue.")
    passed = len({row.case for row in real["not checked"]})
    if passed:
        in_cases = "one case" if passed == 1 else f"{passed} cases"
        said.append(f"In {in_cases} a deadline passed after the record was last checked.")
    elif not certain and not perhaps:
        said.append("No deadline has passed since a record was last checked.")
    unjudged = [part.case for part in parts if not part.is_judged and not part.example]
    if unjudged:
        are = "is" if len(unjudged) == 1 else "are"
        count = "1 case" if len(unjudged) == 1 else f"{len(unjudged)} cases"
        said.append(f"{count} {are} judged by no rules, and not covered.")
    again = sum(len(part.not_judged) for part in parts if not part.example)
    if again:
        said.append(f"{_inquiries(again)} judged by no rule; see below.")
    if problems:
        said.append("Files that cannot be read are left out.")
    return tuple(said)


def _inquiries(number: int) -> str:
    return "1 inquiry is" if number == 1 else f"{number} inquiries are"


def _steps(number: int) -> str:
    return "1 step is" if number == 1 else f"{number} steps are"


def _scope(parts: Sequence[OverdueCaseRecord], as_of: int) -> str:
    examples = sum(part.example for part in parts)
    real = len(parts) - examples
    cases = "1 case" if real == 1 else f"{real:,} cases"
    if examples:
        cases += f", and {examples} invented example{'s' * (examples > 1)}"
    return f"Judged on {date_words(Interval(as_of, as_of))}: {cases}."


def check_record(files: int, problems: Sequence[ProblemRecord]) -> CheckRecord:
    """Problems of the files.

    Args:
        files: how many were looked at.
        problems: of all of them, contradictions among them.
    """
    contradictions = sum(problem.code == _CONTRADICTION for problem in problems)
    return CheckRecord(
        answer=(_checked_words(files, problems, contradictions),),
        files=files,
        contradictions=contradictions,
        problems=tuple(problems),
    )


def _checked_words(files: int, problems: Sequence[ProblemRecord], contradictions: int) -> str:
    """433 files, no problems; 3 files, 2 problems, 1 of them a contradiction, and 1 warning."""
    warnings = sum(problem.warning for problem in problems)
    errors = len(problems) - warnings
    said = f"{_counted(files, 'file')}, {_counted(errors, 'problem') if errors else 'no problems'}"
    if contradictions:
        are = "a contradiction" if contradictions == 1 else "contradictions"
        said += f", {contradictions} of them {are}"
    return f"{said} and {_counted(warnings, 'warning')}." if warnings else f"{said}."


def _counted(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number:,} {noun}s"

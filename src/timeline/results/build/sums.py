"""Records of cases → one record of many: which come first, and the sentences that answer.

Only records come in, so that nothing that judges is imported where each case is in the cache.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from timeline.portfolio.peers import rank_among
from timeline.results.build.dates import date_words
from timeline.results.build.pace import pace_record
from timeline.results.build.values import problem_records
from timeline.results.build.words import counted
from timeline.results.check import CheckRecord
from timeline.results.listing import ListRecord
from timeline.results.overdue import OverdueRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from timeline.errors import Problem
    from timeline.portfolio.peers import PeerCase
    from timeline.results.listing import ListRowRecord
    from timeline.results.overdue import OverdueCaseRecord, OverdueRowRecord
    from timeline.results.values import PaceRecord, ProblemRecord

_FINDING: Final = "strike-to-conclusion"
"""The latency by which the list ranks."""
_CONTRADICTION: Final = "E601"
"""The code of accepted claims that cannot all be true."""


def list_record(
    rows: Sequence[ListRowRecord], peers: Sequence[PeerCase], problems: Iterable[Problem]
) -> ListRecord:
    """Cases, the newest first.

    Args:
        rows: of the cases that can be read.
        peers: the cases that they are ranked among.
        problems: of every file that cannot.
    """
    nouns = {row.incident_noun for row in rows}
    by_case = {peer.case: peer for peer in peers}
    ranked = [replace(row, pace=_pace(by_case, row.case, _FINDING)) for row in rows]
    newest = sorted(ranked, key=_age)
    return ListRecord(
        answer=tuple(_list_answer(rows)),
        incident_noun=nouns.pop() if len(nouns) == 1 else "Incident",
        cases=tuple(newest),
        problems=problem_records(problems),
    )


def _pace(peers: Mapping[str, PeerCase], case: str, measure: str | None) -> PaceRecord | None:
    """Rank of one latency of a case, ended or not."""
    own = peers.get(case)
    if own is None or not measure:
        return None
    return pace_record(rank_among(own, peers.values(), [measure]).get(measure))


def _age(row: ListRowRecord) -> tuple[bool, int, str]:
    day = None if row.incident is None else row.incident.min or row.incident.max
    return day is None, 0 if day is None else -day.toordinal(), row.case


def _list_answer(rows: Sequence[ListRowRecord]) -> Iterable[str]:
    """Count deadlines set, kept and missed; invented cases are not counted."""
    real = [row for row in rows if not row.example]
    if rows and not real:
        yield f"No real case yet: {counted(len(rows), 'invented example')}."
        return
    counts = Counter[str](row.deadline for row in real)
    cases = counted(len(real), "case")
    total = sum(counts[word] for word in _SET)
    if total:
        parts = ", ".join(f"{counts[word]} {_SET[word]}" for word in _SET if counts[word])
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
    peers: Sequence[PeerCase],
    problems: Iterable[Problem],
    as_of: int,
    within_days: int,
) -> OverdueRecord:
    """Sum up the undone steps of many cases.

    Args:
        parts: of each case that can be read.
        peers: the cases that they are ranked among.
        problems: of every file that cannot.
        as_of: the day judged, as an ordinal.
        within_days: how far ahead a deadline counts as coming up.
    """
    by_case = {peer.case: peer for peer in peers}
    rows = [
        replace(row, pace=_pace(by_case, row.case, row.measure))
        for part in parts
        for row in part.rows
    ]
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
    groups: Mapping[str, Sequence[OverdueRowRecord]],
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
        first, steps = certain[0], counted(len(certain), "step is", "steps are")
        said.append(
            f"{steps} overdue; the longest, {first.step.lower()} in {first.case}, "
            f"by {first.days_words.removesuffix(' ago') or 'an unknown number of days'}."
        )
    else:
        said.append(f"We found nothing overdue{' for certain' if perhaps else ''}.")
    if perhaps:
        said.append(f"{counted(perhaps, 'step is', 'steps are')} perhaps overdue.")
    passed = len({row.case for row in real["not checked"]})
    if passed:
        cases = "one case" if passed == 1 else f"{passed} cases"
        said.append(f"In {cases} a deadline passed after the record was last checked.")
    elif not certain and not perhaps:
        said.append("No deadline has passed since a record was last checked.")
    unjudged = sum(not part.is_judged and not part.example for part in parts)
    if unjudged:
        cases = counted(unjudged, "case", "cases")
        said.append(f"For {cases} we have no rules on file.")
    again = sum(len(part.not_judged) for part in parts if not part.example)
    if again:
        are = counted(again, "inquiry is", "inquiries are")
        said.append(f"{are} not covered by our rules; see below.")
    if problems:
        said.append("Files that cannot be read are left out.")
    return tuple(said)


def _scope(parts: Sequence[OverdueCaseRecord], as_of: int) -> str:
    examples = sum(part.example for part in parts)
    cases = counted(len(parts) - examples, "case")
    if examples:
        cases += f", and {examples} invented example{'s' * (examples > 1)}"
    return f"Judged on {date_words(as_of)}: {cases}."


def check_record(files: int, problems: Sequence[ProblemRecord]) -> CheckRecord:
    """Problems of the files that were looked at, contradictions among them."""
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
    said = f"{counted(files, 'file')}, {counted(errors, 'problem') if errors else 'no problems'}"
    if contradictions:
        are = "a contradiction" if contradictions == 1 else "contradictions"
        said += f", {contradictions} of them {are}"
    return f"{said} and {counted(warnings, 'warning')}." if warnings else f"{said}."

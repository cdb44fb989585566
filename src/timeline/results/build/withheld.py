"""Cases with and without what is withheld → the record for their author."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.conformance.adversity import why_more_adverse
from timeline.errors import Problem
from timeline.location import Location
from timeline.results.build.paired import paired_findings
from timeline.results.build.values import place_of, problem_records
from timeline.results.build.words import counted
from timeline.results.record import fields_of
from timeline.results.withheld import WithheldFindingRecord, WithheldRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from timeline.edit.states import PublishedCase

_WAY_OUT = "date it by a source that may be shown, show this one, or keep the case out of cases/"


def withheld_record(
    sources: Iterable[str], cases: Sequence[PublishedCase], problems: Iterable[Problem]
) -> WithheldRecord:
    """Tell the author what differs in findings."""
    findings = [one for case in cases for one in _findings(case)]
    worse = sum(bool(one.more_adverse) for one in findings)
    named = tuple(sorted(sources))
    return WithheldRecord(
        answer=tuple(_answer(len(named), [one.case for one in cases], len(findings), worse)),
        sources=named,
        cases=tuple(one.case for one in cases),
        findings=tuple(findings),
        problems=problem_records(problems),
    )


def refusals(cases: Iterable[PublishedCase]) -> Iterator[Problem]:
    """Yield a Problem for each reason not to publish what is left of the cases."""
    for case in cases:
        yield from case.problems
        at = case.places[0] if case.places else Location(case.file, None)
        if not case.problems and case.after is None:
            message = f"nothing is left of {case.case} that can be judged"
            yield Problem("E708", message, at, "keep the case out of cases/, or show more of it")
        for one in _findings(case):
            if one.more_adverse:
                verdicts = [
                    verdict.value if verdict else "not judged"
                    for verdict in (one.before, one.after)
                ]
                turns = f", from {verdicts[0]} to {verdicts[1]}" if one.before != one.after else ""
                message = (
                    f"{one.name} is more adverse without what is withheld{turns}: "
                    f"{one.more_adverse}"
                )
                yield Problem("E708", message, at, _WAY_OUT)


def _findings(case: PublishedCase) -> Iterator[WithheldFindingRecord]:
    place = fields_of(place_of(case.places[0] if case.places else Location(case.file, None)))
    for pair in paired_findings(case.before, case.after):
        before, after = pair.before, pair.after
        worse = why_more_adverse(before, after)
        if worse or pair.is_changed:
            yield WithheldFindingRecord(
                case=case.case,
                name=pair.name,
                judged_by=pair.policy,
                before=None if before is None else before.verdict,
                after=None if after is None else after.verdict,
                sentence_before=pair.sentence_before,
                sentence_after=pair.sentence_after,
                more_adverse=worse,
                **place,
            )


def _answer(sources: int, cases: Sequence[str], findings: int, worse: int) -> Iterator[str]:
    if not sources and not cases:
        yield "Nothing is withheld."
        return
    yield f"Withheld: {counted(sources, 'source')}, and something in {counted(len(cases), 'case')}."
    if not findings:
        yield "No finding differs."
        return
    yield f"{counted(findings, 'finding')} {'differs' if findings == 1 else 'differ'} without it."
    if worse:
        yield f"More adverse to the institution: {worse}; nothing can be published so."

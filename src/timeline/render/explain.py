"""Receipts as text that can be pasted into a footnote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.errors import Problem, ReadError
from timeline.location import Location
from timeline.model.fields import nearest
from timeline.portfolio.practice import practices_of
from timeline.render.asides import plan_lines, practice_lines
from timeline.render.json_findings import findings_of
from timeline.render.receipt import (
    ReceiptStep,
    event_chains,
    event_step,
    pair_chains,
    receipt_of,
)
from timeline.render.sentences import Phrases, if_in_force
from timeline.render.states import look_of
from timeline.render.words import day_words, length_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from timeline.conformance.finding import Finding, Report
    from timeline.conformance.judged import Judged
    from timeline.portfolio.practice import Practice, PracticeCount
    from timeline.reckoning.reckoning import Reckoning
    from timeline.render.page import Page


@dataclass(frozen=True, slots=True)
class Explained:
    """One receipt: of a finding, an event, or the days between two events."""

    title: str
    steps: tuple[ReceiptStep, ...]
    finding: Finding | None = None
    report: Report | None = None
    events: tuple[str, ...] = ()


def asked_for(
    judged: Judged, what: str | None, other: str | None
) -> list[tuple[Report, Finding] | tuple[str, ...]]:
    """The findings of a rule, one finding, an event with its findings, or a pair; else all.

    Raises:
        ReadError: no such rule or event.
    """
    findings = list(findings_of(judged))
    events = judged.reckoning.events
    if what is None:
        return list(findings)
    if what in events and other is None:
        about = [row for row in findings if what in (row[1].trigger_event, row[1].step_event)]
        return [(what,), *about]
    if what in events and other in events:
        return [(what, str(other))]
    named = [row for row in findings if what in (row[1].id, row[1].question.rule.id)]
    if named and other is None:
        return list(named)
    word = str(other if what in events or named else what)
    message = f"{word} is neither an event of {judged.id} nor a rule that it is judged by"
    of_kind = [event.id for event in events.values() if event.event.kind == word]
    known = [*events, *(finding.id for _, finding in findings)]
    hint = f"events of that kind: {', '.join(of_kind)}" if of_kind else nearest(word, known)
    raise ReadError([Problem("E414", message, Location(judged.id, None), hint)])


def explained(
    asked: Sequence[tuple[Report, Finding] | tuple[str, ...]], reckoning: Reckoning
) -> list[Explained]:
    """The receipts of what was asked for.

    Args:
        asked: findings with their reports, single events, or pairs of events.
        reckoning: the case.
    """
    found = []
    for row in asked:
        if len(row) == 2 and not isinstance(row[0], str):  # noqa: PLR2004 - a pair
            report, finding = row
            steps = tuple(receipt_of(finding, report))
            found.append(Explained(finding.id, steps, finding, report))
        else:
            names = tuple(str(name) for name in row)
            found.append(_of_events(names, reckoning))
    return found


def _of_events(names: tuple[str, ...], reckoning: Reckoning) -> Explained:
    steps = [event_step("event", name, reckoning) for name in names]
    if len(names) == 1:
        steps += event_chains(names[0], reckoning)
        return Explained(f"the day of {names[0]}", tuple(steps), events=names)
    steps += pair_chains(names[0], names[1], reckoning)
    return Explained(f"the days from {names[0]} to {names[1]}", tuple(steps), events=names)


def practices_in(receipts: Iterable[Explained]) -> list[Practice]:
    """The practices by which the findings of receipts hold, each once."""
    found = (
        practice
        for one in receipts
        if one.finding is not None and one.report is not None
        for practice in practices_of(one.finding, one.report)
    )
    return list(dict.fromkeys(found))


def print_explained(
    page: Page,
    judged: Judged,
    receipts: Sequence[Explained],
    practices: Sequence[PracticeCount] = (),
) -> None:
    """Print receipts one after the other.

    Args:
        page: where to print.
        judged: the case.
        receipts: of it.
        practices: how often the practices behind them were followed.
    """
    reckoning = judged.reckoning
    phrases = Phrases(reckoning, judged.kinds, judged.as_of)
    for number, receipt in enumerate(receipts):
        if number:
            page.blank()
        if receipt.finding is not None:
            look = look_of(receipt.finding)
            hypothetical = receipt.report is not None and receipt.report.selection.is_hypothetical
            mark = "hypothetically " if hypothetical else ""
            under = "" if receipt.report is None else if_in_force(receipt.report.selection)
            page.line(
                (judged.name, "bold"),
                f", {receipt.title}: ",
                (mark + receipt.finding.verdict.value, look.style),
                f", {under}" if under else "",
            )
            page.line(phrases.because(receipt.finding), indent=2)
            for words in practice_lines(practices, practices_in([receipt])):
                page.line(words, indent=2)
        else:
            page.line((judged.name, "bold"), f", {receipt.title}: {_known(receipt, reckoning)}")
        for place, step in enumerate(receipt.steps, start=1):
            page.line((f"{place}. {step.step}  ", "dim"), step.text, indent=2, hang=4)
            for one in step.inputs:
                where = f"  {one.location}" if one.location is not None else ""
                source = f" [{one.source}]" if one.source else ""
                page.line(
                    f"{one.id}: " if not one.says.startswith(f"{one.id}:") else "",
                    one.says,
                    (f"{source}{where}", "dim"),
                    indent=6,
                    hang=2,
                )
        for event in receipt.events:
            for line in plan_lines(reckoning, event):
                page.line(("plan  ", "dim"), f"{line}; it dates nothing", indent=2, hang=4)


def _known(receipt: Explained, reckoning: Reckoning) -> str:
    if len(receipt.events) == 1:
        name = receipt.events[0]
        words = day_words(reckoning.day_of(name))
        if not reckoning.events[name].is_implied:
            return words
        kind = reckoning.kinds[reckoning.events[name].event.kind]
        return f"{kind.done}, date not on record ({words})"
    return length_words(reckoning.between(*receipt.events[:2]))

"""Receipts as text that can be pasted into a footnote."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.render.receipt import (
    ReceiptStep,
    event_chains,
    event_step,
    pair_chains,
    receipt_of,
)
from timeline.render.sentences import Phrases, if_in_force
from timeline.render.theme import LOOKS
from timeline.render.words import day_words, length_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.conformance.finding import Finding, Report
    from timeline.conformance.judged import Judged
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


def print_explained(
    page: Page,
    judged: Judged,
    receipts: Sequence[Explained],
) -> None:
    """Print receipts one after the other."""
    reckoning = judged.reckoning
    phrases = Phrases(reckoning, judged.kinds, judged.as_of)
    for number, receipt in enumerate(receipts):
        if number:
            page.blank()
        if receipt.finding is not None:
            look = LOOKS[receipt.finding.verdict]
            hypothetical = receipt.report is not None and receipt.report.selection.is_hypothetical
            mark = "hypothetically " if hypothetical else ""
            under = "" if receipt.report is None else if_in_force(receipt.report.selection)
            page.line(
                (reckoning.file.id, "bold"),
                f", {receipt.title}: ",
                (mark + receipt.finding.verdict.value, look.style),
                f", {under}" if under else "",
            )
            page.line(phrases.because(receipt.finding), indent=2)
        else:
            page.line(
                (reckoning.file.id, "bold"), f", {receipt.title}: {_known(receipt, reckoning)}"
            )
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


def _known(receipt: Explained, reckoning: Reckoning) -> str:
    if len(receipt.events) == 1:
        return day_words(reckoning.day_of(receipt.events[0]))
    return length_words(reckoning.between(*receipt.events[:2]))

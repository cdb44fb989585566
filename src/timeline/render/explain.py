"""Receipts as text that can be pasted into a footnote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.render.asides import plan_lines
from timeline.render.theme import look_of
from timeline.results.build.sentences import Phrases, if_in_force
from timeline.results.build.words import day_words, length_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.conformance.judged import Judged
    from timeline.inference.inference import Inference
    from timeline.render.page import Page
    from timeline.results.build.explain import Explained


def print_explained(
    page: Page,
    judged: Judged,
    receipts: Sequence[Explained],
) -> None:
    """Print receipts one after the other."""
    inference = judged.inference
    phrases = Phrases(inference, judged.kinds, judged.as_of)
    for number, receipt in enumerate(receipts):
        if number:
            page.blank()
        if receipt.finding is not None:
            look = look_of(receipt.finding)
            hypothetical = receipt.report is not None and receipt.report.selection.is_hypothetical
            mark = "hypothetically " if hypothetical else ""
            under = "" if receipt.report is None else if_in_force(receipt.report.selection)
            page.line(
                (inference.file.id, "bold"),
                f", {receipt.title}: ",
                (mark + receipt.finding.verdict.value, look.style),
                f", {under}" if under else "",
            )
            page.line(phrases.because(receipt.finding), indent=2)
        else:
            page.line(
                (inference.file.id, "bold"), f", {receipt.title}: {_known(receipt, inference)}"
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
        for event in receipt.events:
            for line in plan_lines(inference, event):
                page.line(("plan  ", "dim"), f"{line}; it dates nothing", indent=2, hang=4)


def _known(receipt: Explained, inference: Inference) -> str:
    if len(receipt.events) == 1:
        name = receipt.events[0]
        words = day_words(inference.day_of(name))
        if not inference.events[name].is_implied:
            return words
        kind = inference.kinds[inference.events[name].event.kind]
        return f"{kind.done}, date not on record ({words})"
    return length_words(inference.between(*receipt.events[:2]))

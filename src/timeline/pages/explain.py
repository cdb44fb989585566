"""The page of `timeline explain`: a sentence, then the receipt behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline.pages.blocks import (
    Column,
    Line,
    Note,
    Page,
    Paragraph,
    Row,
    Section,
    Table,
    Title,
    ground_words,
    listed,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.pages.blocks import Block
    from timeline.results.case import (
        ExplainedRecord,
        ExplainRecord,
        FindingSummaryRecord,
        LimitRecord,
        ReceiptInputRecord,
        ReceiptStepRecord,
    )

_HEADINGS: Final = {
    "trigger": "Counted from",
    "step": "The step",
    "later": "Later",
    "required": "Required first",
    "event": "The day",
    "at least": "At least",
    "at most": "At most",
    "count": "Count",
    "in force": "In force",
    "rule": "Rule",
    "requires": "Requires",
    "limit": "Deadlines",
    "verdict": "Verdict",
}


def explain_page(record: ExplainRecord, *, is_full: bool = False) -> Page:
    """Lay out receipts one after the other."""
    blocks: list[Block] = []
    for receipt in record.receipts:
        blocks += _receipt(record, receipt)
    told = [one.finding for one in record.receipts if one.finding is not None]
    labels = {one.rule: one.label for one in told}
    blocks += [
        Note(f"“{labels.get(one.rule, one.rule)}” was {one.words}.")
        for one in record.practices
        if one.words
    ]
    return Page(record.title, tuple(blocks))


def _receipt(record: ExplainRecord, receipt: ExplainedRecord) -> Iterator[Block]:
    mark = " (INVENTED)" if record.example else ""
    yield Title(f"{record.case}{mark}", receipt.title)
    finding = receipt.finding
    if finding is not None:
        yield Line(
            finding.sign,
            finding.sentence,
            is_strong=True,
            anchor=f"f-{finding.name}",
            short=finding.text,
            ground=ground_words(finding),
        )
    yield from _steps(receipt, is_folded=len(record.receipts) > 1)
    if finding is not None:
        yield from _deadlines(finding)
        yield _rule(finding)


def _steps(receipt: ExplainedRecord, *, is_folded: bool) -> Iterator[Block]:
    """One section for what each step is about, its two chains below it."""
    heading, remark = "", ""
    lines: list[Block] = []
    for step in receipt.receipt:
        if step.step in ("rule", "limit", "verdict") and receipt.finding is not None:
            continue
        if step.step in ("not earlier", "not later", "at least", "at most"):
            lines += _chain(step)
            continue
        if step.step == "count" and heading == _HEADINGS["count"]:
            lines.append(Paragraph(step.text, is_close=True))
            continue
        if heading:
            yield Section(heading, tuple(lines), remark, is_folded)
        heading, remark, lines = _HEADINGS[step.step], step.text, list(_inputs(step))
    if heading:
        yield Section(heading, tuple(lines), remark, is_folded)


def _chain(step: ReceiptStepRecord) -> Iterator[Block]:
    """Say why not earlier, or not later, and by whom; the statements stand above it."""
    said = list(dict.fromkeys(one.said_by or one.says for one in step.inputs))
    text = f"{step.text[:1].upper()}{step.text[1:]}"
    yield Paragraph(f"{text}: {listed(said)}." if said else f"{text}.", is_close=True)


def _inputs(step: ReceiptStepRecord) -> Iterator[Block]:
    columns = (Column("", wraps=True), Column("", wraps=True), Column("", rank=1))
    rows = tuple(_input(one) for one in step.inputs)
    if rows:
        yield Table(columns, rows)


def _input(one: ReceiptInputRecord) -> Row:
    words = f"“{one.worded}”" if one.worded else one.says if one.said_by else ""
    below = (f"Not used: {one.because}",) if one.because else ()
    place = f"{one.file}:{one.line}" if one.file else ""
    return Row((one.said_by or one.says, words, place), below=below)


def _deadlines(finding: FindingSummaryRecord) -> Iterator[Block]:
    lines = tuple(_limit(one) for one in finding.limits if one.tier != "none")
    if lines:
        yield Section("Deadlines", lines)


def _limit(limit: LimitRecord) -> Line:
    return Line(limit.sign, limit.words, quiet=limit.source_title)


def _rule(finding: FindingSummaryRecord) -> Section:
    parts = [f"{finding.rule} ({finding.force})"]
    parts += [finding.clause] if finding.clause else []
    read = f", read {finding.reviewed_on}" if finding.reviewed_on else ""
    parts += [f"Source: {finding.source_title}{read}"] if finding.source_title else []
    return Section("Rule", (Paragraph(". ".join(parts) + "."),))

"""The pages of `timeline policy`: which there are, what one asks for, what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline.pages.blocks import (
    Column,
    Key,
    More,
    Note,
    Page,
    Paragraph,
    Row,
    Section,
    Span,
    Table,
    Title,
    answer_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from timeline.pages.blocks import Block, Words
    from timeline.results.policies import (
        PolicyDiffRecord,
        PolicyListRecord,
        PolicyShowRecord,
        RuleChangeRecord,
        RuleRecord,
    )

_KINDS: Final[Mapping[str, str]] = {
    "changed": "Changed",
    "added": "Only in the second",
    "removed": "Only in the first",
}


def policy_list_page(record: PolicyListRecord, *, is_full: bool = False) -> Page:
    """One line a policy; in full with its summary below."""
    columns = (
        Column(""),
        Column("Incidents", wraps=True),
        Column("Forces", wraps=True),
        Column("Rules", is_number=True),
    )
    rows = tuple(
        Row(
            (one.id, one.days_words or "–", one.forces_words, str(one.own_rules)),
            below=((Span(one.title, "quiet"),), *((one.summary,) if is_full else ())),
        )
        for one in record.policies
    )
    blocks: list[Block] = [Paragraph(answer_words(record.answer))]
    if rows:
        blocks.append(Table(columns, rows, heading="Policy"))
    blocks.append(More((), ("timeline policy show POLICY",)))
    return Page("policies", tuple(blocks))


def policy_show_page(record: PolicyShowRecord, *, is_full: bool = False) -> Page:
    """Answer, then a row for each rule; in full what starts its clock, conditions and notes."""
    blocks: list[Block] = [
        Paragraph(answer_words(record.answer)),
        Title(record.title, aside=record.id, facts=tuple(_facts(record))),
    ]
    if record.summary:
        blocks.append(Paragraph(record.summary))
    if record.rules:
        blocks.append(_rules(record, is_full=is_full))
        blocks.append(
            Key(("none set: we read the text, and it sets none", "not found: we could not read it"))
        )
    if is_full:
        blocks += _workflow(record)
        blocks += _remarks(record)
    else:
        command = f"timeline policy show {record.id} --full (conditions, benchmarks, notes)"
        blocks.append(More((), (command,)))
    return Page(record.title, tuple(blocks))


def _facts(record: PolicyShowRecord) -> Iterator[str]:
    if record.inherits:
        yield f"takes over {', '.join(record.inherits)}"
        if record.drops:
            yield f"but not {', '.join(record.drops)}"


def _rules(record: PolicyShowRecord, *, is_full: bool) -> Table:
    columns = (
        Column("", wraps=True),
        Column("Deadline", is_number=True, wraps=True),
        Column("Force"),
        Column("Checked", is_number=True, rank=1),
    )
    rows = tuple(
        Row(
            (rule.label, rule.limit_words, rule.force, rule.reviewed_words),
            below=tuple(_below(rule, record, is_full=is_full)),
            anchor=f"r-{rule.id}",
        )
        for rule in record.rules
    )
    return Table(columns, rows, heading="Step")


def _below(rule: RuleRecord, record: PolicyShowRecord, *, is_full: bool) -> Iterator[Words]:
    """Clause and source; in full what starts the clock, benchmark and note."""
    clause = rule.clause or "no clause named"
    owner = f" ({rule.policy})" if rule.policy != record.id else ""
    yield ((Span(f"{clause}; {rule.source or 'unsourced'}{owner}", "quiet"),))
    if rule.practice is not None and rule.practice.words:
        yield f"{rule.practice.words[0].upper()}{rule.practice.words[1:]}."
    if not is_full:
        return
    yield f"{rule.id}: {rule.step_words}, from {rule.after_words}"
    if rule.when_words:
        yield f"Only if: {rule.when_words}"
    if rule.requires:
        yield f"Comes after: {', '.join(kind.replace('_', ' ') for kind in rule.requires)}"
    if rule.since or rule.until:
        yield f"In force: {rule.since or '…'} to {rule.until or '…'}"
    if rule.calendar:
        yield f"Working days by the calendar {rule.calendar}"
    if rule.benchmark is not None:
        yield f"Our benchmark, no rule: {rule.benchmark.within.text}. {rule.benchmark.because}"
    if rule.note:
        yield f"Note: {rule.note}"


def _workflow(record: PolicyShowRecord) -> Iterator[Block]:
    """List under each trigger the steps whose clock it starts."""
    starts: dict[str, list[RuleRecord]] = {}
    for rule in record.rules:
        starts.setdefault(rule.after_words, []).append(rule)
    columns = (Column("", wraps=True), Column("Then", wraps=True), Column("Within", wraps=True))
    rows = tuple(
        Row((start if place == 0 else "", rule.step_words, rule.limit_words))
        for start, rules in starts.items()
        for place, rule in enumerate(rules)
    )
    if rows:
        yield Section("Workflow", (Table(columns, rows, heading="After"),))


def _remarks(record: PolicyShowRecord) -> Iterator[Block]:
    notes = []
    for one in record.notes:
        source = Span(f" ({one.source})" if one.source else "", "quiet")
        notes.append(Note((Span(f"{one.step}: {one.text}"), source)))
    if notes:
        yield Section("Steps of the text without a rule here", tuple(notes))


def policy_diff_page(record: PolicyDiffRecord, *, is_full: bool = False) -> Page:
    """Answer, then each rule that differs, with what differs in words."""
    first, *heads = record.answer
    blocks: list[Block] = [Paragraph(answer_words((first,)))]
    blocks += [Note(head) for head in heads]
    for kind, heading in _KINDS.items():
        changes = [change for change in record.changes if change.kind == kind]
        if changes:
            table = Table((Column("", wraps=True), Column("")), tuple(map(_change, changes)))
            blocks.append(Section(heading, (table,)))
    blocks.append(Note("Titles, clauses, labels and notes are not compared."))
    return Page(f"{record.first.id} and {record.second.id}", tuple(blocks))


def _change(change: RuleChangeRecord) -> Row:
    words = tuple(field.words for field in change.fields if field.words)
    return Row(((Span(change.label, "strong"),), change.rule), below=words)

"""Policies → the objects of `timeline policy … --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.portfolio.policy_diff import choice_words
from timeline.results.build.limits import limit_record
from timeline.results.build.values import problem_records, when_text
from timeline.results.policies import (
    AppliesRecord,
    ConditionRecord,
    FieldChangeRecord,
    PatternRecord,
    PolicyDiffRecord,
    PolicyHeadRecord,
    PolicyListRecord,
    PolicyShowRecord,
    RemarkRecord,
    RuleChangeRecord,
    RuleRecord,
    YardstickRecord,
)
from timeline.results.record import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.conformance.policies import Selection
    from timeline.errors import Problem
    from timeline.model.policy import Applies, Choice, Condition, Pattern, Policy, Remark, Rule
    from timeline.portfolio.policy_diff import RuleChange
    from timeline.results.case import PracticeRecord


def policy_list_record(
    policies: Iterable[Policy], problems: Iterable[Problem] = ()
) -> PolicyListRecord:
    """Every policy without its rules, in the order given."""
    return PolicyListRecord(
        policies=tuple(_policy_head_record(policy) for policy in policies),
        problems=problem_records(problems),
    )


def policy_show_record(
    policy: Policy, selection: Selection, practices: Iterable[PracticeRecord] = ()
) -> PolicyShowRecord:
    """One policy, with the rules that it has after inheritance.

    Args:
        policy: which one.
        selection: its rules.
        practices: how often those of force `practice` were followed.
    """
    counts = {(count.policy, count.rule): count for count in practices}
    return PolicyShowRecord(
        **fields_of(_policy_head_record(policy)),
        rules=tuple(
            _rule_record(rule, stated_by, counts.get((stated_by, rule.id)))
            for rule, stated_by in selection.rules
        ),
        notes=tuple(_remark_record(remark) for remark in policy.notes),
    )


def _policy_head_record(policy: Policy) -> PolicyHeadRecord:
    return PolicyHeadRecord(
        id=policy.id,
        title=policy.title,
        summary=policy.summary,
        applies=None if policy.applies is None else _applies_record(policy.applies),
        inherits=tuple(policy.inherits),
        drops=tuple(policy.drops),
        source=policy.source,
    )


def _applies_record(applies: Applies) -> AppliesRecord:
    return AppliesRecord(
        forces=tuple(applies.forces),
        command=tuple(applies.command),
        since=when_text(applies.from_day),
        until=when_text(applies.until),
    )


def _rule_record(rule: Rule, stated_by: str, practice: PracticeRecord | None) -> RuleRecord:
    benchmark = rule.benchmark
    return RuleRecord(
        id=rule.id,
        policy=stated_by,
        label=rule.label,
        step=_patterns_record(rule.step),
        step_words=choice_words(rule.step),
        after=_patterns_record(rule.after),
        after_words=choice_words(rule.after),
        when=None if rule.when is None else _condition_record(rule.when),
        requires=tuple(rule.requires),
        limit=limit_record(rule.limit.text),
        calendar=rule.calendar or None,
        force=rule.force,
        clause=rule.clause,
        source=rule.source,
        reviewed_on=when_text(rule.reviewed_on),
        since=when_text(rule.from_day),
        until=when_text(rule.until),
        benchmark=None
        if benchmark is None
        else YardstickRecord(within=limit_record(benchmark.within.text), because=benchmark.because),
        practice=practice,
        note=rule.note,
    )


def _patterns_record(choice: Choice) -> tuple[PatternRecord, ...]:
    return tuple(_pattern_record(pattern, pattern.event) for pattern in choice.first)


def _pattern_record(pattern: Pattern | Condition, kind: str) -> PatternRecord:
    return PatternRecord(event=kind, form=pattern.form, outcome=pattern.outcome, by=pattern.by)


def _condition_record(condition: Condition) -> ConditionRecord:
    """A condition as it stands in the file, every key written out."""
    kind, denied = condition.event, condition.none_of
    return ConditionRecord(
        event=None if kind is None else _pattern_record(condition, kind),
        all_of=tuple(_condition_record(part) for part in condition.all_of),
        any_of=tuple(_condition_record(part) for part in condition.any_of),
        none_of=None if denied is None else _condition_record(denied),
    )


def _remark_record(remark: Remark) -> RemarkRecord:
    return RemarkRecord(step=remark.step, text=remark.text, source=remark.source)


def policy_diff_record(
    first: Selection, second: Selection, changes: Iterable[RuleChange]
) -> PolicyDiffRecord:
    """What changed from one policy to another."""
    return PolicyDiffRecord(
        first=_policy_head_record(first.policy),
        second=_policy_head_record(second.policy),
        changes=tuple(_change_record(change) for change in changes),
    )


def _change_record(change: RuleChange) -> RuleChangeRecord:
    return RuleChangeRecord(
        rule=change.rule,
        label=change.label,
        kind=change.kind,
        fields=tuple(
            FieldChangeRecord(name=part.name, before=part.before or None, after=part.after or None)
            for part in change.fields
        ),
    )

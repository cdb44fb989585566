"""Policies → the objects of `timeline policy … --json`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from timeline.chrono.interval import Interval
from timeline.chrono.when import Absolute, Unknown
from timeline.model.case import first_day, last_day
from timeline.portfolio.policy_diff import choice_words, condition_words
from timeline.results.build.dates import date_words
from timeline.results.build.limits import limit_record, limit_words
from timeline.results.build.values import copied, problem_records, when_text
from timeline.results.build.words import counted
from timeline.results.policies import (
    AppliesRecord,
    BenchmarkRecord,
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
)
from timeline.results.record import fields_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from timeline.conformance.policies import Selection
    from timeline.errors import Problem
    from timeline.model.policy import Applies, Choice, Condition, Policy, Rule
    from timeline.portfolio.policy_diff import RuleChange
    from timeline.results.case import PracticeRecord

_FIELDS: Final[Mapping[str, str]] = {
    "step": "Step",
    "after": "Clock starts at",
    "when": "Condition",
    "requires": "Comes after",
    "limit": "Deadline",
    "calendar": "Calendar of working days",
    "benchmark": "Our benchmark",
    "force": "Force",
    "in force": "In force",
}
"""Names of the parts of a rule for people."""
_SAYS_NOTHING: Final = ("none", "as its policy")
"""What stands for a part that a rule does not have."""


def policy_list_record(
    policies: Iterable[Policy], problems: Iterable[Problem] = ()
) -> PolicyListRecord:
    """Put every policy without its rules into a record, in the order given."""
    found = tuple(_policy_head_record(policy) for policy in policies)
    return PolicyListRecord(
        answer=tuple(_list_answer(found)), policies=found, problems=problem_records(problems)
    )


def _list_answer(policies: Sequence[PolicyHeadRecord]) -> Iterator[str]:
    if not policies:
        yield "There are no policies."
        return
    yield f"{counted(len(policies), 'policy', 'policies')}."
    lent = sum(one.applies is None for one in policies)
    if lent:
        judge = "judges" if lent == 1 else "judge"
        yield f"{lent} {judge} no case alone: others take the rules over."


def policy_show_record(
    policy: Policy, selection: Selection, practices: Iterable[PracticeRecord] = ()
) -> PolicyShowRecord:
    """Put one policy into a record, with the rules that it has after inheritance."""
    counts = {(count.policy, count.rule): count for count in practices}
    head = _policy_head_record(policy)
    rules = tuple(
        _rule_record(rule, stated_by, counts.get((stated_by, rule.id)))
        for rule, stated_by in selection.rules
    )
    return PolicyShowRecord(
        **fields_of(head),
        answer=tuple(_show_answer(head, rules)),
        rules=rules,
        notes=tuple(copied(RemarkRecord, remark) for remark in policy.notes),
    )


def _show_answer(head: PolicyHeadRecord, rules: Sequence[RuleRecord]) -> Iterator[str]:
    """Say how many rules set a deadline, and for whom they are."""
    limits = [one.limit.text for one in rules]
    total, unset, unread = len(rules), limits.count("none stated"), limits.count("not established")
    if not total:
        yield "It has no rules."
    elif unset == total:
        yield (
            "Its one rule sets no deadline."
            if total == 1
            else f"{total} rules, none with a deadline."
        )
    elif unread == total:
        one = "1 rule, and its deadline was not found."
        yield one if total == 1 else f"{total} rules, and no deadline was found for any."
    else:
        known = total - unset - unread
        parts = [f"{known} {'sets' if known == 1 else 'set'} a deadline"] * bool(known)
        none = "none" if known else "no deadline"
        parts += [f"{unset} {'sets' if unset == 1 else 'set'} {none}"] * bool(unset)
        parts += [f"for {unread} none was found"] * bool(unread)
        said = ", ".join(parts)
        yield f"{counted(total, 'rule')}: {said}."
    yield f"{_for_words(head)}."


def _for_words(head: PolicyHeadRecord) -> str:
    """For incidents by US (CENTCOM), 25 Aug 2022–20 Dec 2023."""
    if head.applies is None:
        return "It judges no case alone: other policies take its rules over"
    return f"For incidents by {head.forces_words}, {head.days_words}"


def _policy_head_record(policy: Policy) -> PolicyHeadRecord:
    applies = policy.applies
    since = None if applies is None else when_text(applies.from_day)
    return copied(
        PolicyHeadRecord,
        policy,
        applies=None if applies is None else copied(AppliesRecord, applies, since=since),
        own_rules=len(policy.rules),
        forces_words="no case alone" if applies is None else _forces_words(applies),
        days_words="" if applies is None else days_in_force(applies),
    )


def _forces_words(applies: Applies) -> str:
    """Whose cases, and of which commands: US, Coalition (CENTCOM, CJTF-OIR); any forces."""
    forces = ", ".join(applies.forces) or "any forces"
    return f"{forces} ({', '.join(applies.command)})" if applies.command else forces


def days_in_force(applies: Applies) -> str:
    """Days of incidents, no sharper than the policy words them: 25 Aug 2022–20 Dec 2023."""
    start, end = applies.from_day, applies.until
    if isinstance(start, Absolute) and isinstance(end, Absolute):
        bounds = [Interval(first_day(one), last_day(one)) for one in (start, end)]
        if all(one.min == one.max and one.min is not None for one in bounds):
            return date_words(Interval(bounds[0].min, bounds[1].max), short=True)
    first, last = _day_worded(start), _day_worded(end)
    if first and last:
        return f"from {first} to {last}"
    return f"from {first}" if first else f"until {last}" if last else "on any day"


def _day_worded(when: Absolute | Unknown | None) -> str:
    """First or last day in force; empty where open."""
    if when is None:
        return ""
    if isinstance(when, Unknown):
        return "an unknown day"
    bound = Interval(first_day(when), last_day(when))
    words = date_words(bound, short=True)
    if bound.min == bound.max:
        return words
    is_one_stretch = words[0].isalpha() and not words.startswith("by")
    return f"some day in {words}" if is_one_stretch else f"some day, {words}"


def _rule_record(rule: Rule, stated_by: str, practice: PracticeRecord | None) -> RuleRecord:
    benchmark = rule.benchmark
    return copied(
        RuleRecord,
        rule,
        policy=stated_by,
        step=_patterns_record(rule.step),
        step_words=choice_words(rule.step),
        after=_patterns_record(rule.after),
        after_words=choice_words(rule.after),
        when=None if rule.when is None else _condition_record(rule.when),
        when_words="" if rule.when is None else condition_words(rule.when),
        limit=limit_record(rule.limit.text),
        limit_words=limit_words(rule.limit.text),
        reviewed_words=_day_worded(rule.reviewed_on) or "not said",
        since=when_text(rule.from_day),
        benchmark=None
        if benchmark is None
        else BenchmarkRecord(within=limit_record(benchmark.within.text), because=benchmark.because),
        practice=practice,
    )


def _patterns_record(choice: Choice) -> tuple[PatternRecord, ...]:
    return tuple(copied(PatternRecord, pattern) for pattern in choice.first)


def _condition_record(condition: Condition) -> ConditionRecord:
    """A condition as it stands in the file, every key written out."""
    denied = condition.none_of
    return ConditionRecord(
        event=None if condition.event is None else copied(PatternRecord, condition),
        all_of=tuple(_condition_record(part) for part in condition.all_of),
        any_of=tuple(_condition_record(part) for part in condition.any_of),
        none_of=None if denied is None else _condition_record(denied),
    )


def policy_diff_record(
    first: Selection, second: Selection, changes: Iterable[RuleChange]
) -> PolicyDiffRecord:
    """Tell what changed from one policy to another."""
    heads = [_policy_head_record(one.policy) for one in (first, second)]
    found = tuple(_change_record(change) for change in changes)
    return PolicyDiffRecord(
        answer=tuple(_diff_answer(heads, found)), first=heads[0], second=heads[1], changes=found
    )


def _diff_answer(
    heads: Sequence[PolicyHeadRecord], changes: Sequence[RuleChangeRecord]
) -> Iterator[str]:
    if changes:
        counts = Counter(change.kind for change in changes)
        parts = [f"{counts[kind] or 'none'} {kind}" for kind in ("changed", "added", "removed")]
        rules = "rule" if counts["changed"] == 1 else "rules"
        yield f"{parts[0].replace(' ', f' {rules} ', 1)}, {parts[1]}, {parts[2]}.".capitalize()
    else:
        yield "No rule differs in what a case is judged by."
    for head in heads:
        yield f"{head.id}: {_for_words(head)}."


def _change_record(change: RuleChange) -> RuleChangeRecord:
    return copied(
        RuleChangeRecord,
        change,
        fields=tuple(
            FieldChangeRecord(
                name=name,
                before=before or None,
                after=after or None,
                words=_field_words(name, limit_words(before), limit_words(after)),
            )
            for name, (before, after) in change.fields.items()
        ),
    )


def _field_words(name: str, before: str, after: str) -> str:
    """One part in words: Deadline: was none set, is 30 days; empty where a rule has none."""
    noun = _FIELDS[name]
    if before and after:
        return f"{noun}: was {before}, is {after}."
    said = before or after
    return "" if said in _SAYS_NOTHING else f"{noun}: {said}."

"""Policies → the objects of `timeline policy … --json`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.render.json_parts import limit_length_json, practice_json, when_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from timeline.conformance.policies import Selection
    from timeline.model.policy import Applies, Choice, Condition, Pattern, Policy, Remark, Rule
    from timeline.portfolio.policy_diff import RuleChange
    from timeline.portfolio.practice import PracticeCount
    from timeline.render.json_shapes import (
        AppliesJson,
        ConditionJson,
        PatternJson,
        PolicyDiffJson,
        PolicyHeadJson,
        PolicyListJson,
        PolicyShowJson,
        RemarkJson,
        RuleChangeJson,
        RuleJson,
    )


def policy_list_json(policies: Iterable[Policy]) -> PolicyListJson:
    """Every policy without its rules, in the order given."""
    return {"policies": [_policy_head_json(policy) for policy in policies]}


def policy_show_json(
    policy: Policy, selection: Selection, practices: Iterable[PracticeCount] = ()
) -> PolicyShowJson:
    """One policy, with the rules that it has after inheritance.

    Args:
        policy: which one.
        selection: its rules.
        practices: how often those of force `practice` were followed.
    """
    counts = {(count.policy, count.rule): count for count in practices}
    return {
        **_policy_head_json(policy),
        "rules": [
            _rule_json(rule, stated_by, counts.get((stated_by, rule.id)))
            for rule, stated_by in selection.rules
        ],
        "notes": [_remark_json(remark) for remark in policy.notes],
    }


def _policy_head_json(policy: Policy) -> PolicyHeadJson:
    return {
        "id": policy.id,
        "title": policy.title,
        "summary": policy.summary,
        "applies": None if policy.applies is None else _applies_json(policy.applies),
        "inherits": list(policy.inherits),
        "drops": list(policy.drops),
        "source": policy.source,
    }


def _applies_json(applies: Applies) -> AppliesJson:
    return {
        "forces": list(applies.forces),
        "command": list(applies.command),
        "from": when_json(applies.from_day),
        "until": when_json(applies.until),
    }


def _rule_json(rule: Rule, stated_by: str, practice: PracticeCount | None) -> RuleJson:
    yardstick = rule.yardstick
    return {
        "id": rule.id,
        "policy": stated_by,
        "label": rule.label,
        "step": _patterns_json(rule.step),
        "after": _patterns_json(rule.after),
        "when": None if rule.when is None else _condition_json(rule.when),
        "requires": list(rule.requires),
        "limit": limit_length_json(rule.limit.text),
        "calendar": rule.calendar or None,
        "force": rule.force,
        "clause": rule.clause,
        "source": rule.source,
        "reviewed_on": when_json(rule.reviewed_on),
        "from": when_json(rule.from_day),
        "until": when_json(rule.until),
        "yardstick": None
        if yardstick is None
        else {"within": limit_length_json(yardstick.within.text), "because": yardstick.because},
        "practice": None if practice is None else practice_json(practice),
        "note": rule.note,
    }


def _patterns_json(choice: Choice) -> list[PatternJson]:
    return [_pattern_json(pattern, pattern.event) for pattern in choice.first]


def _pattern_json(pattern: Pattern | Condition, kind: str) -> PatternJson:
    return {"event": kind, "form": pattern.form, "outcome": pattern.outcome, "by": pattern.by}


def _condition_json(condition: Condition) -> ConditionJson:
    """A condition as it stands in the file, every key written out."""
    kind, denied = condition.event, condition.none_of
    return {
        "event": None if kind is None else _pattern_json(condition, kind),
        "all": [_condition_json(part) for part in condition.all_of],
        "any": [_condition_json(part) for part in condition.any_of],
        "not": None if denied is None else _condition_json(denied),
    }


def _remark_json(remark: Remark) -> RemarkJson:
    return {"step": remark.step, "text": remark.text, "source": remark.source}


def policy_diff_json(
    first: Selection, second: Selection, changes: Iterable[RuleChange]
) -> PolicyDiffJson:
    """What changed from one policy to another."""
    return {
        "first": _policy_head_json(first.policy),
        "second": _policy_head_json(second.policy),
        "changes": [_change_json(change) for change in changes],
    }


def _change_json(change: RuleChange) -> RuleChangeJson:
    return {
        "rule": change.rule,
        "label": change.label,
        "kind": change.kind,
        "fields": [
            {"name": part.name, "before": part.before or None, "after": part.after or None}
            for part in change.fields
        ],
    }

"""Differences between two policies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from timeline.conformance.policies import Selection
    from timeline.model.policy import Choice, Condition, Pattern, Rule


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A part of a rule that differs between policies."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule added, removed or changed."""

    rule: str
    label: str
    kind: Literal["added", "removed", "changed"]
    fields: tuple[FieldChange, ...] = ()


def compare_policies(first: Selection, second: Selection) -> list[RuleChange]:
    """List the rules that differ, after inheritance.

    In the order of the second policy. Rules are matched by their ids. The wording of clauses, notes
    and labels is not compared; what a case would be judged by is.
    """
    before = {rule.id: rule for rule, _ in first.rules}
    after = {rule.id: rule for rule, _ in second.rules}
    return [*_changed(before, after), *_removed(before, after)]


def _changed(before: Mapping[str, Rule], after: Mapping[str, Rule]) -> Iterator[RuleChange]:
    for name, rule in after.items():
        if name not in before:
            fields = tuple(FieldChange(key, "", value) for key, value in _parts(rule).items())
            yield RuleChange(name, rule.label, "added", fields)
            continue
        old, new = _parts(before[name]), _parts(rule)
        fields = tuple(FieldChange(key, old[key], new[key]) for key in new if old[key] != new[key])
        if fields:
            yield RuleChange(name, rule.label, "changed", fields)


def _removed(before: Mapping[str, Rule], after: Mapping[str, Rule]) -> Iterator[RuleChange]:
    for name, rule in before.items():
        if name not in after:
            fields = tuple(FieldChange(key, value, "") for key, value in _parts(rule).items())
            yield RuleChange(name, rule.label, "removed", fields)


def _parts(rule: Rule) -> dict[str, str]:
    """Return the judging parts of a rule, in words."""
    benchmark = rule.benchmark
    return {
        "step": choice_words(rule.step),
        "after": choice_words(rule.after),
        "when": condition_words(rule.when) if rule.when is not None else "none",
        "requires": ", ".join(map(_plain, rule.requires)) or "none",
        "limit": rule.limit.text,
        "calendar": rule.calendar or "none",
        "benchmark": benchmark.within.text if benchmark is not None else "none",
        "force": rule.force,
        "in force": _dates(rule),
    }


def _dates(rule: Rule) -> str:
    first = rule.from_day.text if rule.from_day is not None else ""
    last = rule.until.text if rule.until is not None else ""
    return f"{first or '..'} to {last or '..'}" if first or last else "as its policy"


def choice_words(choice: Choice) -> str:
    """Describe a choice of events.

    Such as: first of external report or information received.
    """
    words = [_asked_words(pattern) for pattern in choice.first]
    return words[0] if len(words) == 1 else f"first of {' or '.join(words)}"


def _asked_words(asked: Pattern | Condition) -> str:
    """Describe a kind and its conditions.

    Such as: assessment closed (credible).
    """
    narrowed = (asked.form, asked.outcome, asked.by, asked.of, asked.side)
    more = ", ".join(part for part in narrowed if part)
    kind = _plain(asked.event or "")
    return f"{kind} ({more})" if more else kind


def _plain(kind: str) -> str:
    return kind.replace("_", " ")


def condition_words(condition: Condition) -> str:
    """Describe a condition, with brackets around nested parts."""
    if condition.event is not None:
        return _asked_words(condition)
    if condition.none_of is not None:
        denied = condition.none_of
        words = condition_words(denied)
        return f"no {words}" if denied.event is not None else f"not ({words})"
    joint = " and " if condition.all_of else " or "
    return joint.join(_part_words(part) for part in condition.all_of or condition.any_of)


def _part_words(condition: Condition) -> str:
    words = condition_words(condition)
    return f"({words})" if condition.all_of or condition.any_of else words

"""Differences between two policies."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline.conformance.policies import Selection
    from timeline.model.policy import Choice, Condition, Pattern, Rule


Kind = Literal["added", "removed", "changed"]


class RuleChange(NamedTuple):
    """A rule added, removed or changed."""

    rule: str
    label: str
    kind: Kind
    fields: Mapping[str, tuple[str, str]]
    """Each part that differs, before and after."""


def compare_policies(first: Selection, second: Selection) -> list[RuleChange]:
    """List the rules that differ, after inheritance.

    In the order of the second policy. Rules are matched by their ids. The wording of clauses, notes
    and labels is not compared; what a case would be judged by is.
    """
    before, after = ({rule.id: rule for rule, _ in one.rules} for one in (first, second))
    found = []
    for name in {**after, **before}:
        rule = after.get(name) or before[name]
        old, new = (_parts(rules[name]) if name in rules else {} for rules in (before, after))
        both = {key: (old.get(key, ""), new.get(key, "")) for key in old | new}
        if name in before and name in after:
            fields = {key: (one, other) for key, (one, other) in both.items() if one != other}
            found += [RuleChange(name, rule.label, "changed", fields)] * bool(fields)
        else:
            kind: Kind = "added" if name in after else "removed"
            found.append(RuleChange(name, rule.label, kind, both))
    return found


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
    first, last = (one.text if one is not None else "" for one in (rule.from_day, rule.until))
    return f"{first or '..'} to {last or '..'}" if first or last else "as its policy"


def choice_words(choice: Choice) -> str:
    """Describe a choice of events: first of external report or information received."""
    words = [_asked_words(pattern) for pattern in choice.first]
    return words[0] if len(words) == 1 else f"first of {' or '.join(words)}"


def _asked_words(asked: Pattern | Condition) -> str:
    """Describe a kind and its conditions: assessment closed (credible)."""
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

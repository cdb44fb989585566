"""Policies as pages: their list, one of them as a table and as a graph, and what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.chrono.days import format_day
from timeline.chrono.when import Absolute, Unknown
from timeline.model.case import first_day, last_day
from timeline.portfolio.policy_diff import choice_words
from timeline.render.asides import practice_words
from timeline.render.graph_text import mermaid_ascii, mermaid_text
from timeline.render.words import listed, when_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.text import Text

    from timeline.conformance.policies import Selection
    from timeline.model.policy import Applies, Policy, Rule
    from timeline.portfolio.policy_diff import RuleChange
    from timeline.portfolio.practice import PracticeCount
    from timeline.render.page import Page


def print_policy_list(page: Page, policies: Iterable[Policy]) -> None:
    """Every policy, with its dates in force."""
    rows = []
    for policy in policies:
        applies = policy.applies
        if applies is None:
            who, days = "none by itself", "—"
        else:
            who = ", ".join((*applies.forces, *applies.command)) or "any"
            days = _incident_days(applies)
        rows.append((policy.id, days, who, str(len(policy.rules)), policy.title))
    page.table(["Policy", "Incidents of", "Forces", "Rules", "Title"], rows, wraps=("Title",))


def print_policy(
    page: Page, policy: Policy, selection: Selection, practices: Iterable[PracticeCount] = ()
) -> None:
    """One policy: each rule with its limit, force and clause.

    Args:
        page: where to print.
        policy: which one.
        selection: its rules.
        practices: how often those of force `practice` were followed.
    """
    counts = {(count.policy, count.rule): count for count in practices}
    page.line((policy.id, "bold"), "  ", (policy.title, "bold"))
    if policy.summary:
        page.line(policy.summary)
    page.blank()
    page.pairs(list(_scope(policy)))
    page.heading(
        "Rules", "none stated: read, and no limit in it · not established: could not be read"
    )
    table: list[Sequence[str | Text]] = []
    for rule, owner in selection.rules:
        table.append((rule.id, _after(rule), _limit(rule), rule.force, _owner(owner, policy)))
    page.table(
        ["Step", "Clock starts at", "Limit", "Force", "From"],
        table,
        wraps=("Clock starts at", "Limit"),
    )
    _print_workflow(page, selection)
    for rule, owner in selection.rules:
        page.blank()
        page.line((rule.id, "bold"), f"  {rule.label}", indent=1)
        clause = f"{rule.clause}; {rule.source or 'no source'}"
        page.line(("clause  ", "dim"), clause, indent=3, hang=8)
        if rule.yardstick is not None:
            words = f"{rule.yardstick.within.text}: {rule.yardstick.because}"
            page.line(("yardstick (no rule)  ", "dim"), words, indent=3, hang=8)
        count = counts.get((owner, rule.id))
        if count is not None and count.is_telling:
            page.line(("practice  ", "dim"), practice_words(count), indent=3, hang=8)
        if rule.note:
            page.line(("note    ", "dim"), rule.note, indent=3, hang=8)
    if policy.notes:
        page.heading("Steps of the text that have no rule here")
        for remark in policy.notes:
            page.line(
                (remark.step, "bold"),
                f": {remark.text}",
                (f" ({remark.source})" if remark.source else "", "dim"),
                indent=1,
                hang=2,
            )


def _scope(policy: Policy) -> Iterator[tuple[str, str]]:
    """Whose cases it is for, and whose rules it takes over but for which."""
    nobody = "no case by itself; others take its rules over"
    yield "Applies", nobody if policy.applies is None else _for_whom(policy)
    if policy.inherits:
        yield "Takes over", ", ".join(policy.inherits)
        if policy.drops:
            yield "Drops", ", ".join(policy.drops)


def _owner(owner: str, policy: Policy) -> str:
    return "" if owner == policy.id else owner


def _after(rule: Rule) -> str:
    names = " or ".join(pattern.event.replace("_", " ") for pattern in rule.after.first)
    return f"first of {names}" if len(rule.after.first) > 1 else names


def _limit(rule: Rule) -> str:
    own = rule.limit.text
    if rule.yardstick is None:
        return own
    return f"{own}; yardstick {rule.yardstick.within.text}"


def _print_workflow(page: Page, selection: Selection) -> None:
    """The rules as a graph: under each trigger the steps that it starts."""
    page.heading("Workflow", "a step stands under what starts its clock")
    starts: dict[str, list[Rule]] = {}
    for rule, _ in selection.rules:
        starts.setdefault(choice_words(rule.after), []).append(rule)
    for start, rules in starts.items():
        page.line((start.replace("_", " "), "bold"), indent=1)
        for place, rule in enumerate(rules, start=1):
            branch = "└─" if place == len(rules) else "├─"
            needs = f", requires {', '.join(rule.requires)}" if rule.requires else ""
            condition = ", on a condition" if rule.when is not None else ""
            words = f"{branch} {choice_words(rule.step)}".replace("_", " ")
            page.line(
                words,
                (f"  [{_limit(rule)}; {rule.force}{condition}{needs.replace('_', ' ')}]", "dim"),
                indent=3,
                hang=6,
            )


def workflow_mermaid(selection: Selection, *, ascii_only: bool = False) -> str:
    """The rules as a Mermaid flowchart: from each trigger to its step."""
    names: dict[str, str] = {}
    lines = ["flowchart LR"]
    for rule, _ in selection.rules:
        ends = []
        for choice in (rule.after, rule.step):
            words = choice_words(choice).replace("_", " ")
            if words not in names:
                names[words] = f"k{len(names) + 1}"
                lines.append(f"    {names[words]}[{mermaid_text([words])}]")
            ends.append(names[words])
        lines.append(
            f"    {ends[0]} -->|{mermaid_text([rule.id, _limit(rule), rule.force])}| {ends[1]}"
        )
    return "\n".join(map(mermaid_ascii, lines) if ascii_only else lines) + "\n"


def print_policy_diff(
    page: Page, first: Selection, second: Selection, changes: Sequence[RuleChange]
) -> None:
    """What changed from one policy to another, and for whom."""
    page.line((f"{first.policy.id} → {second.policy.id}", "bold"))
    page.blank()
    page.pairs([(one.policy.id, _for_whom(one.policy)) for one in (first, second)])
    if not changes:
        page.blank()
        page.line("No rule differs in what a case is judged by.")
        return
    titles = {"changed": "Changed", "added": "Only in the second", "removed": "Only in the first"}
    for kind, title in titles.items():
        group = [change for change in changes if change.kind == kind]
        if group:
            page.heading(title)
        for change in group:
            page.line((change.rule, "bold"), f"  {change.label}", indent=1)
            for part in change.fields:
                words = (
                    f"{part.before} → {part.after}"
                    if kind == "changed"
                    else part.before or part.after
                )
                page.line((f"{part.name}  ", "dim"), words, indent=5, hang=4)


def _for_whom(policy: Policy) -> str:
    """Whose cases a policy is for, and on which days."""
    applies = policy.applies
    if applies is None:
        return "chosen for no case by itself"
    who = ", ".join((*applies.forces, *applies.command)) or "any forces"
    return f"{who}; incidents {days_in_force(applies)}"


def _incident_days(applies: Applies) -> str:
    """Which days, no more exact than the policy words them: "2022-08-25 to some day in 2023-12"."""
    start, end = _day_worded(applies.from_day), _day_worded(applies.until)
    if start and end:
        is_one_day = applies.first_day is not None and applies.first_day == applies.last_day
        return start if is_one_day and start == end else f"{start} to {end}"
    if start:
        return f"{start} or later"
    return f"by {end}" if end else "any day"


def days_in_force(applies: Applies) -> str:
    """When a policy applies, as a sentence ends: "from 2022-08-25 to some day in 2023-12"."""
    start, end = _day_worded(applies.from_day), _day_worded(applies.until)
    if start:
        return f"from {start} to {end}" if end else f"from {start}"
    return f"until {end}" if end else "on any day"


def _day_worded(when: Absolute | Unknown | None) -> str:
    """The first or the last day in force; empty where open."""
    if when is None:
        return ""
    if isinstance(when, Unknown):
        return "an unknown day"
    first, last = first_day(when), last_day(when)
    if first is not None and first == last:
        return format_day(first)
    if when.text.startswith("["):
        return f"one of {listed([one.strip() for one in when.text[1:-1].split(',')])}"
    if "/" not in when.text:
        return f"some day in {when.text}"
    words = when_words(when.text)
    return f"some day from {words}" if None not in (first, last) else f"some day, {words}"

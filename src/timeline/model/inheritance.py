"""Inheritance of rules between policies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.errors import Problem
from timeline.model.names import close_to, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from timeline.model.policy import Policy
    from timeline.read.document import Document

MOST_INHERITED = 64
"""Most policies above one; a few are common."""


def inheritance_problems(
    policy: Policy, document: Document, load: Callable[[str], Policy | None]
) -> Iterator[Problem]:
    """Yield empty drops, disagreeing parents and circles.

    Policies that cannot be read load as None; their own files tell it.
    """
    at = document.location(("inherits",))
    above = _above(policy, load)
    if policy.id in above:
        circle = " → ".join((policy.id, *_way_back(policy, load), policy.id))
        message = f"policies inherit each other in a circle: {circle}"
        yield Problem("E502", message, at, f"leave one of them out of inherits: of {policy.id}")
        return
    if len(above) > MOST_INHERITED:
        message = f"{len(above)} policies stand above this one; at most {MOST_INHERITED} are read"
        yield Problem("E504", message, at, "write the rules into fewer policies")
        return
    memo: dict[str, Mapping[str, str]] = {}
    parents = [(name, _owners(name, load, memo)) for name in policy.inherits]
    inherited = {rule for _, owners in parents for rule in owners}
    for place, name in enumerate(policy.drops):
        if name not in inherited and all(map(load, above)):
            where = document.location(("drops", place))
            hint = _hint(name, inherited)
            yield Problem("E505", f"no inherited policy has a rule {name}", where, hint)
    settled = {*policy.drops, *(rule.id for rule in policy.rules)}
    first: dict[str, tuple[str, str]] = {}
    for place, (parent, owners) in enumerate(parents):
        for rule, owner in owners.items():
            other, before = first.setdefault(rule, (owner, parent))
            if other != owner and rule not in settled:
                where = document.location(("inherits", place))
                message = f"{before} and {parent} both have a rule {rule}"
                hint = (
                    f"write the rule {rule} here as it shall hold, or drops: [{rule}] for neither"
                )
                yield Problem("E507", message, where, hint)


def _hint(name: str, rules: set[str]) -> str:
    close = close_to(name, rules)
    if close:
        return did_you_mean(close)
    return f"the inherited rules: {', '.join(sorted(rules)[:12])}" if rules else "leave drops: out"


def _above(policy: Policy, load: Callable[[str], Policy | None]) -> dict[str, str]:
    """Map inherited policies to those inheriting them."""
    found: dict[str, str] = {}
    waiting = [policy]
    while waiting:
        below = waiting.pop(0)
        for name in below.inherits:
            if name not in found:
                found[name] = below.id
                one = load(name)
                waiting += [] if one is None else [one]
    return found


def _way_back(policy: Policy, load: Callable[[str], Policy | None]) -> list[str]:
    """Return the shortest circle through a policy, without it."""
    found = _above(policy, load)
    way: list[str] = []
    name = found[policy.id]
    while name != policy.id:
        way.insert(0, name)
        name = found[name]
    return way


def _owners(
    name: str, load: Callable[[str], Policy | None], memo: dict[str, Mapping[str, str]]
) -> Mapping[str, str]:
    """Map each rule after inheritance to its policy."""
    if name in memo:
        return memo[name]
    memo[name] = {}  # a circle above, which its own files tell, ends here
    policy = load(name)
    if policy is None:
        return {}
    found: dict[str, str] = {}
    for parent in policy.inherits:
        found |= _owners(parent, load, memo)
    for dropped in policy.drops:
        found.pop(dropped, None)
    memo[name] = found | {rule.id: name for rule in policy.rules}
    return memo[name]

"""Patterns and conditions of a policy: does an event fit, may it, and by recorded facts?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from tests.oracle.events import OUTSIDE, Event, normal

Pattern = dict[str, str]
Hidden = Mapping[tuple[int, str], str]
FINDINGS = ("report", "summary", "findings")
ATTRIBUTES = ("by", "form", "outcome", "of")
ANOTHER = "something else"


def patterns_of(data: Any) -> list[Pattern]:  # noqa: ANN401 - JSON
    """A kind, a pattern, a list of them, or `first: [...]`."""
    if isinstance(data, Mapping) and "first" in data:
        data = data["first"]
    parts = data if isinstance(data, list) else [data]
    return [{"event": part} if isinstance(part, str) else dict(part) for part in parts]


def asks_outside(pattern: Pattern) -> bool:
    """Whether the acts of others count."""
    return pattern.get("side") == "outside" or pattern["event"] in OUTSIDE


def is_right_side(event: Event, pattern: Pattern) -> bool:
    """Whether kind and side fit."""
    return event.kind == pattern["event"] and event.outside == asks_outside(pattern)


def asked(pattern: Pattern, *, as_step: bool) -> dict[str, tuple[str, ...]]:
    """Each attribute that a pattern asks for, with the values that do."""
    found: dict[str, tuple[str, ...]] = {
        key: (normal(pattern[key]),) for key in ATTRIBUTES if key in pattern
    }
    if pattern["event"] == "release":
        found.setdefault("of", FINDINGS)
    if pattern["event"] == "payment" and as_step:
        found.setdefault("outcome", ("paid",))
    return found


def fits(
    place: int, event: Event, pattern: Pattern, hidden: Hidden, *, as_step: bool = False
) -> bool:
    """Whether an event fits in a world that fills what is not stated."""
    return is_right_side(event, pattern) and all(
        (event.value(key) or hidden.get((place, key), ANOTHER)) in values
        for key, values in asked(pattern, as_step=as_step).items()
    )


def may_fit(event: Event, pattern: Pattern, *, as_step: bool = False) -> bool:
    """Whether an event fits in some world."""
    return is_right_side(event, pattern) and all(
        event.value(key) in ("", *values) for key, values in asked(pattern, as_step=as_step).items()
    )


def fits_on_record(event: Event, pattern: Pattern) -> bool:
    """Whether an event fits in every world."""
    return is_right_side(event, pattern) and all(
        event.value(key) in values for key, values in asked(pattern, as_step=False).items()
    )


def condition_patterns(condition: Any) -> Iterator[Pattern]:  # noqa: ANN401 - JSON
    """Every pattern of a condition."""
    if condition is None:
        return
    if "event" in condition:
        yield dict(condition)
    for key in ("all", "any"):
        for part in condition.get(key, ()):
            yield from condition_patterns(part)
    if "not" in condition:
        yield from condition_patterns(condition["not"])


def fillings(
    events: Sequence[Event], needed: Iterable[tuple[Pattern, bool]]
) -> list[dict[tuple[int, str], str]]:
    """Every way to fill the attributes that the file leaves open and a pattern asks for."""
    options: dict[tuple[int, str], set[Any]] = {}
    for pattern, as_step in needed:
        for place, event in enumerate(events):
            if is_right_side(event, pattern):
                for key, values in asked(pattern, as_step=as_step).items():
                    if not event.value(key):
                        options.setdefault((place, key), {ANOTHER}).update(
                            (FINDINGS,) if values == FINDINGS else values
                        )
    for found in options.values():  # one of the findings stands for those not asked for by name
        if FINDINGS in found:
            found.remove(FINDINGS)
            found.update([one for one in FINDINGS if one not in found][:1])
    names = sorted(options)
    return [
        dict(zip(names, chosen, strict=True))
        for chosen in product(*(sorted(options[name]) for name in names))
    ]

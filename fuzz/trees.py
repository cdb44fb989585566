"""Trees changed with knowledge of what a case and a policy hold, and written as YAML again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import yaml

from fuzz.phrases import any_phrase, calendar_phrase
from fuzz.splice import WORDS
from timeline.errors import ReadError
from timeline.read.parse import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    Tree = dict[str, Any]

KINDS = [word for word in WORDS["kind"] if word not in ("press", "official")]
SOURCES = WORDS["source"]
_TEXTS = ("AR 15-6", "credible", "x", "[bold]x[/bold] :skull:", "\u202e\x07é", "a" * 200, "<b>&#1;")
_LIMITS = (
    *("30 days", "0 days", "3 weeks", "10 working days", "1 month", "1 month (rounding: up)"),
    *("a year", "2 years (rounding: down)", "none stated", "not established", "each quarter"),
    *("by 05-01 next year", "by 01-01"),
)


def read_tree(text: str) -> Tree | None:
    """The tree of a text; None where it is not the YAML that is accepted."""
    try:
        root = parse_yaml(text, "x.yaml").root
    except ReadError:
        return None
    return root if isinstance(root, dict) else None


def write_tree(tree: Tree) -> str:
    """The tree as text, in blocks; what stands in it twice is written twice."""
    tree = read_copy(tree)
    return yaml.dump(tree, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=200)


def change_tree(tree: Tree, chance: Random, donors: Sequence[Tree]) -> None:
    """One to four changes after which the file is likely to be read.

    Args:
        tree: a case or a policy; it is changed in place.
        chance: which changes.
        donors: other files of that kind.
    """
    edits = _POLICY_EDITS if "rules" in tree else _CASE_EDITS
    for _ in range(chance.randint(1, 4)):
        donor = chance.choice(donors) if donors else tree
        chance.choice(edits)(tree, chance, donor)


def _events(tree: Tree) -> list[Tree]:
    events = tree.get("events")
    found: list[Tree] = []
    if isinstance(events, list):
        found = [event for event in events if isinstance(event, dict)]
    return found or [{}]


def _names(tree: Tree) -> list[str]:
    named = (event.get("id") or event.get("kind") for event in _events(tree))
    return [name for name in named if isinstance(name, str)] or ["strike"]


def _others(tree: Tree, event: Tree) -> list[str]:
    own = event.get("id") or event.get("kind")
    return [name for name in _names(tree) if name != own] or ["strike"]


def _a_claim(tree: Tree, event: Tree, chance: Random) -> Tree:
    claim: Tree = {
        "when": any_phrase(chance, _others(tree, event)),
        "source": chance.choice(SOURCES),
    }
    if chance.random() < 0.3:
        claim |= {"standing": chance.choice(("disputed", "rejected")), "because": "doubted"}
    if chance.random() < 0.1:
        claim["planned"] = "true"
    if chance.random() < 0.1:
        claim["public"] = calendar_phrase(chance).text
    return claim


def _date(tree: Tree, chance: Random, _: Tree) -> None:
    """Another date for one event."""
    event = chance.choice(_events(tree))
    claims = event.get("claims")
    place = event
    if isinstance(claims, list) and claims and isinstance(claims[-1], dict):
        place = chance.choice([claim for claim in claims if isinstance(claim, dict)])
    place["when"] = any_phrase(chance, _others(tree, event))


def _claim(tree: Tree, chance: Random, _: Tree) -> None:
    """One more claim for one event, or one less."""
    event = chance.choice(_events(tree))
    claims = event.get("claims")
    if not isinstance(claims, list) or not claims:
        claims = [{"when": event.pop("when", "unknown"), "source": event.pop("source", "undated")}]
        for key in ("worded", "standing", "because", "public", "planned"):
            event.pop(key, None)
        event["claims"] = claims
    if len(claims) > 2 and chance.random() < 0.4:
        del claims[chance.randrange(len(claims))]
    else:
        claims.append(_a_claim(tree, event, chance))


def _event(tree: Tree, chance: Random, donor: Tree) -> None:
    """One more event, one less, or two that change places."""
    events = tree.setdefault("events", [])
    if not isinstance(events, list):
        return
    form = chance.randrange(4)
    if form == 0 and len(events) > 1:
        del events[chance.randrange(len(events))]
    elif form == 1 and len(events) > 1:
        events.insert(0, events.pop())
    else:
        pattern = chance.choice(_events(donor if form == 2 else tree))
        kind = chance.choice((pattern.get("kind"), chance.choice(KINDS)))
        new = {**pattern, "id": f"n{chance.randrange(1000)}", "kind": kind}
        for key in ("responds_to", "tells", "orders", "claims", "when", "source"):
            new.pop(key, None)
        new |= _a_claim(tree, new, chance)
        events.insert(chance.randint(0, len(events)), new)


def _detail(tree: Tree, chance: Random, _: Tree) -> None:
    """Another detail of one event, or none."""
    event = chance.choice(_events(tree))
    others = _others(tree, event)
    new: Tree = chance.choice(
        (
            {"kind": chance.choice(KINDS), "id": event.get("id") or f"n{chance.randrange(1000)}"},
            {"form": chance.choice(WORDS["form"])},
            {"outcome": chance.choice(WORDS["outcome"])},
            {"track": chance.choice(("us", "nato"))},
            {"round": chance.choice(("1", "2", "3"))},
            {"zone": chance.choice(WORDS["zone"][:4])},
            {"by": chance.choice(_TEXTS), "label": chance.choice(_TEXTS)},
            {"responds_to": [chance.choice(others)]},
            {"tells": [chance.choice(others)]},
            {"withdrawn": "a mistake"},
            {"note": chance.choice(_TEXTS)},
        )
    )
    if chance.random() < 0.2:
        for key in new:
            if key not in ("kind", "id"):
                event.pop(key, None)
    else:
        event |= new


def _orders(tree: Tree, chance: Random, _: Tree) -> None:
    """One more order, perhaps one that extends another."""
    event = chance.choice(_events(tree))
    known = [
        order["id"]
        for one in _events(tree)
        if isinstance(one.get("orders"), list)
        for order in one["orders"]
        if isinstance(order, dict) and isinstance(order.get("id"), str)
    ]
    order: Tree = {
        "id": f"o{chance.randrange(100)}",
        "kind": chance.choice(KINDS),
        "source": chance.choice(SOURCES),
    }
    if chance.random() < 0.6:
        order["within"] = chance.choice(_LIMITS)
    else:
        order["until"] = chance.choice((calendar_phrase(chance).text, "unknown"))
    if known and chance.random() < 0.6:
        order["extends"] = chance.choice(known)
    if chance.random() < 0.3:
        order["made"] = calendar_phrase(chance).text
    if chance.random() < 0.2:
        order["from"] = chance.choice(_names(tree))
    own = event.get("orders")
    event["orders"] = [*(own if isinstance(own, list) else []), order]


def _absence(tree: Tree, chance: Random, _: Tree) -> None:
    """One more absence."""
    absence: Tree = {
        "kind": chance.choice([*KINDS, *(str(event.get("kind")) for event in _events(tree))]),
        chance.choice(("until", "before", "searched")): calendar_phrase(chance).text,
        "source": chance.choice(SOURCES),
    }
    if chance.random() < 0.2:
        absence |= chance.choice(({"round": "2"}, {"track": "us"}, {"id": _names(tree)[0]}))
    if chance.random() < 0.2:
        absence |= {"standing": "disputed", "because": "doubted"}
    own = tree.get("absences")
    tree["absences"] = [*(own if isinstance(own, list) else [])[-3:], absence]


def _toll(tree: Tree, chance: Random, _: Tree) -> None:
    """One more toll."""
    toll: Tree = {
        "by": chance.choice(_TEXTS),
        chance.choice(("killed", "injured", "children")): chance.choice(WORDS["killed"]),
        "source": chance.choice(SOURCES),
        "official": chance.choice(("true", "false")),
        "of": chance.choice(("", "civilians", "fighters", "people", "dead and wounded")),
    }
    if chance.random() < 0.7:
        toll["on"] = calendar_phrase(chance).text
    own = tree.get("tolls")
    tree["tolls"] = [*(own if isinstance(own, list) else [])[-5:], toll]


def _head(tree: Tree, chance: Random, _: Tree) -> None:
    """Another word at the head of the case, or none."""
    new: Tree = chance.choice(
        (
            {"title": chance.choice(_TEXTS)},
            {"summary": chance.choice(_TEXTS), "names": [chance.choice(_TEXTS)]},
            {"time_zone": chance.choice(WORDS["time_zone"])},
            {"recorded_until": calendar_phrase(chance).text},
            {"calendar": "us-federal"},
            {"forces": "US", "command": "CENTCOM"},
            {"policy": chance.choice(("us-chmr-ap-2022", "us-centcom-2014"))},
        )
    )
    gone = chance.random() < 0.3
    for key, value in new.items():
        if gone and key not in ("title", "time_zone", "forces"):
            tree.pop(key, None)
        else:
            tree[key] = value


_CASE_EDITS: tuple[Callable[[Tree, Random, Tree], None], ...] = (
    *(_date, _date, _date, _claim, _claim, _event, _event, _detail, _detail),
    *(_orders, _absence, _toll, _head),
)


# Policies.


def _pattern(chance: Random) -> Any:  # noqa: ANN401 - a tree
    kind = chance.choice(KINDS)
    return chance.choice(
        (
            kind,
            kind,
            [kind, chance.choice(KINDS)],
            {"event": kind, "form": chance.choice(WORDS["form"])},
            {"first": [kind, {"event": chance.choice(KINDS), "outcome": "credible"}]},
        )
    )


def _condition(chance: Random, depth: int = 0) -> Tree:
    form = chance.randrange(3 if depth > 1 else 6)
    if form == 0:
        return {"event": chance.choice(KINDS)}
    if form == 1:
        return {"event": chance.choice(KINDS), "outcome": chance.choice(WORDS["outcome"])}
    if form == 2:
        return {"event": chance.choice(KINDS), "form": chance.choice(WORDS["form"])}
    inside = [_condition(chance, depth + 1) for _ in range(chance.randint(1, 2))]
    return chance.choice(({"all": inside}, {"any": inside}, {"not": inside[0]}))


def _rule(tree: Tree, chance: Random, donor: Tree) -> None:
    """One rule changed; or one more, or one less."""
    rules = tree["rules"]
    if not isinstance(rules, list):
        return
    if rules and chance.random() < 0.15:
        del rules[chance.randrange(len(rules))]
        return
    others = donor.get("rules")
    if not rules or (isinstance(others, list) and others and chance.random() < 0.2):
        pattern = chance.choice(others) if isinstance(others, list) and others else {}
        base = pattern if isinstance(pattern, dict) else {}
        bare: Tree = {"label": "L", "step": "release", "after": "strike", "force": "binding"}
        rules.append({**bare, **base, "id": f"r{chance.randrange(1000)}"})
        return
    rule = chance.choice(rules)
    if not isinstance(rule, dict):
        return
    rule |= chance.choice(
        (
            {"step": _pattern(chance)},
            {"after": _pattern(chance)},
            {"limit": chance.choice(_LIMITS), "calendar": "us-federal"},
            {"limit": chance.choice(_LIMITS)},
            {"force": chance.choice(WORDS["force"])},
            {"when": _condition(chance)},
            {"requires": [chance.choice(KINDS)]},
            {"benchmark": {"within": chance.choice(_LIMITS[:8]), "because": "mine"}},
            {chance.choice(("from", "until")): calendar_phrase(chance).text},
            {"searches_stale_after": "30 days"},
            {"label": chance.choice(_TEXTS), "clause": chance.choice(_TEXTS)},
        )
    )
    if chance.random() < 0.2:
        rule.pop(chance.choice(("when", "requires", "benchmark", "from", "until")), None)


_POLICY_EDITS: tuple[Callable[[Tree, Random, Tree], None], ...] = (_rule,)


# Any file.


def scramble(tree: Any, chance: Random) -> None:  # noqa: ANN401 - a tree
    """One value put in the place of another, whatever it is; what holds it is changed in place."""
    spots: list[tuple[Any, Any]] = []
    pending = [tree]
    while pending:
        node = pending.pop()
        steps = list(node) if isinstance(node, dict) else range(len(node))
        for step in steps:
            spots.append((node, step))
            if isinstance(node[step], dict | list):
                pending.append(node[step])
    if not spots:
        return
    node, step = chance.choice(spots)
    form = chance.randrange(6)
    if form == 0:
        other, place = chance.choice(spots)
        node[step] = read_copy(other[place])
    elif form == 1:
        node[step] = [read_copy(node[step])]
    elif form == 2:
        node[step] = {chance.choice(list(WORDS)): read_copy(node[step])}
    elif form == 3 and isinstance(node, dict):
        node[chance.choice(list(WORDS))] = node.pop(step)
    elif form == 4:
        node[step] = chance.choice((None, "", "~", "0", "-1", "1e9", "true", "no", {}, []))
    else:
        key = step if isinstance(step, str) and step in WORDS else chance.choice(list(WORDS))
        node[step] = chance.choice(WORDS[key])


def read_copy(value: Any) -> Any:  # noqa: ANN401 - a tree
    """A copy that shares nothing, so that it is written without anchors."""
    if isinstance(value, dict):
        return {key: read_copy(inside) for key, inside in value.items()}
    if isinstance(value, list):
        return [read_copy(inside) for inside in value]
    return value

"""A file without its withheld items, and without what refers to them.

A withheld item is a source, an event or a claim with `withheld: true`. It is taken out of the tree
before anything is built, so that no later step can know of it. What refers to it goes too: a claim
of a withheld source, a date that counts from a withheld event, an extension of an order that is
gone. Nothing is put in its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from timeline.model.written import dated_from

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from timeline.location import Route
    from timeline.read.document import Document, Value

    Entry = dict[str, Value]

KEY: Final = "withheld"
# Between a key and its colon stand quotes, spaces, line ends and remarks. Prose often has the word.
_KEY: Final = re.compile(rb"withheld[^0-9A-Za-z:#]*[:#]")
_FALSE: Final = (None, "false", "no", "off", "n", "f", "0")


@dataclass(frozen=True, slots=True)
class Hidden:
    """Items withheld in another state of a workspace, and so in this one."""

    sources: frozenset[str] = frozenset()
    items: Mapping[str, frozenset[tuple[str, str]]] = field(default_factory=dict)
    """Of each case the events, each with the source of a claim, or with nothing for all of it."""


@dataclass(frozen=True, slots=True)
class Remainder:
    """A file as it may be published."""

    document: Document
    """The rest, whose values have no lines: these would tell how much is missing."""
    withheld: tuple[Route, ...]
    """Places in the whole file of what is withheld, or has a withheld source."""
    is_whole: bool
    """True if nothing was taken out."""


def is_withheld(entry: Value) -> bool:
    """Return True unless it is certain that it may be shown."""
    # A slip, such as `withheld: ture`, must not publish what somebody wanted to hide.
    if not isinstance(entry, dict):
        return False
    said = entry.get(KEY)
    return not (said is None or (isinstance(said, str) and said.lower() in _FALSE))


def may_name(data: bytes, sources: Collection[str]) -> bool:
    """Return False if a file certainly neither withholds nor cites one of these."""
    # A backslash may spell any letter of a quoted word.
    words = ("\\", *sources)
    return _KEY.search(data) is not None or any(word.encode() in data for word in words)


def items_of(document: Document) -> frozenset[tuple[str, str]]:
    """Return the events and claims that a case withholds by their own key."""
    found = set()
    for event in _values(document.root, "events"):
        name = _name(event)
        if is_withheld(event):
            found.add((name, ""))
        for claim in _values(event, "claims"):
            if is_withheld(claim):
                found.add((name, _text(claim, "source") or ""))
    return frozenset(found)


def rest_of_case(
    document: Document, sources: Collection[str], items: Collection[tuple[str, str]] = ()
) -> Remainder:
    """Take out of a case what is withheld, has one of these sources, or refers to it."""
    rest = _CaseRest(sources, items)
    return _remainder(document, rest.of(document.root), rest.found)


def rest_of_source(document: Document, sources: Collection[str]) -> Remainder:
    """Take out of a source its figures that are part of a withheld one."""
    rest = _CaseRest(sources)
    root = document.root
    left = rest.with_list(root, "tolls", rest.tolls(root)) if isinstance(root, dict) else root
    return _remainder(document, left, rest.found)


def rest_of_policy(
    document: Document, sources: Collection[str], dropped_above: Collection[str]
) -> Remainder:
    """Take out of a policy what rests on one of these texts.

    Args:
        document: the policy.
        sources: the withheld texts.
        dropped_above: rules that policies above it have lost; it cannot drop them any more.
    """
    root, rest = document.root, _CaseRest(sources)
    if not isinstance(root, dict):
        return _remainder(document, root, [])
    left: Entry = dict(root)
    for key in ("rules", "notes"):
        left = rest.with_list(left, key, rest.without_source(root, key))
    drops = root.get("drops")
    if isinstance(drops, list):
        left = rest.with_list(
            left, "drops", [one for one in drops if not _is_in(one, dropped_above)]
        )
    if _text(root, "source") in sources:
        rest.found.append(("source",))
        del left["source"]
    return _remainder(document, left, rest.found)


def rules_of(document: Document) -> set[str]:
    """Return the ids of a policy's own rules."""
    return {
        name for one in _values(document.root, "rules") if (name := _text(one, "id")) is not None
    }


def _remainder(document: Document, root: Value, found: list[Route]) -> Remainder:
    return Remainder(
        replace(document, root=root, has_lines=False), tuple(found), root == document.root
    )


@dataclass(slots=True)
class _CaseRest:
    """Take items out of one case, until nothing refers to any of them."""

    sources: Collection[str]
    items: Collection[tuple[str, str]] = ()
    found: list[Route] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    """Names of events that were taken out."""
    gone_orders: set[str] = field(default_factory=set)

    def of(self, root: Value) -> Value:
        if not isinstance(root, dict):
            return root
        events = self._orders(self._events(root))
        left = self.with_list(root, "events", events)
        left = self.with_list(left, "absences", self._absences(root, events))
        left = self.with_list(left, "pauses", self._pauses(root))
        return self.with_list(left, "tolls", self.tolls(root))

    @staticmethod
    def with_list(root: Entry, key: str, kept: list[Value]) -> Entry:
        """Replace a list, unless it is none or stays as it is; an empty one goes."""
        old = root.get(key)
        if not isinstance(old, list) or (len(old) == len(kept) and old == kept):
            return root
        left = {name: value for name, value in root.items() if name != key}
        return root | {key: kept} if kept else left

    def without_source(self, root: Entry, key: str) -> list[Value]:
        return self._sift(root, key, lambda _: False)

    def _sift(self, root: Entry, key: str, refers: Callable[[Entry], bool]) -> list[Value]:
        """Keep what has no withheld source and does not refer to what is gone."""
        kept: list[Value] = []
        for place, one in _listed(root, key):
            if isinstance(one, dict) and self._has_source(one):
                self._note((key, place))
            elif not isinstance(one, dict) or not refers(one):
                kept.append(one)
        return kept

    def _has_source(self, entry: Entry) -> bool:
        return _text(entry, "source") in self.sources

    def _note(self, route: Route) -> None:
        if route not in self.found:
            self.found.append(route)

    # Events and their claims.

    def _events(self, root: Entry) -> list[Value]:
        left = dict(_listed(root, "events"))
        before = -1
        while len(self.gone) != before:  # what is gone may take more with it
            before = len(self.gone)
            for place, event in list(left.items()):
                if not isinstance(event, dict):
                    continue
                rest = self._event(event, ("events", place))
                if rest is None:
                    self._lose(event, place)
                    del left[place]
                else:
                    left[place] = rest
        return [self._unlinked(one) if isinstance(one, dict) else one for one in left.values()]

    def _event(self, event: Entry, route: Route) -> Entry | None:
        """Return an event with the claims that are left; None if there are none."""
        name = _name(event)
        if is_withheld(event) or (name, "") in self.items:
            self._note(route)
            return None
        claims = event.get("claims")
        if not isinstance(claims, list) or not claims:
            return None if self._is_lost(event, route, name) else event
        kept = [
            one
            for place, one in enumerate(claims)
            if not self._is_lost(one, (*route, "claims", place), name)
        ]
        return event | {"claims": kept} if kept else None

    def _is_lost(self, claim: Value, route: Route, event: str) -> bool:
        if not isinstance(claim, dict):
            return False
        named = (event, _text(claim, "source") or "")
        if is_withheld(claim) or self._has_source(claim) or named in self.items:
            self._note(route)
            return True
        when = claim.get("when")
        return isinstance(when, str) and not self.gone.isdisjoint(dated_from(when))

    def _lose(self, event: Entry, place: int) -> None:
        self.gone.add(_name(event) or f"[{place}]")
        for _, order in _listed(event, "orders"):
            self._lose_order(order)

    def _unlinked(self, event: Entry) -> Entry:
        """Leave out the names of events that are gone."""
        left = dict(event)
        for key in ("responds_to", "tells", "continues"):
            said = event.get(key)
            if isinstance(said, list):
                left = self.with_list(
                    left, key, [one for one in said if not _is_in(one, self.gone)]
                )
            elif _is_in(said, self.gone):
                del left[key]
        return left

    # Orders, and what stands outside the events.

    def _orders(self, events: list[Value]) -> list[Value]:
        before = -1
        while len(self.gone_orders) != before:
            before = len(self.gone_orders)
            for event in events:
                for _, one in _listed(event, "orders"):
                    if isinstance(one, dict) and self._is_lost_order(one):
                        self._lose_order(one)
        return [
            self.with_list(
                one,
                "orders",
                [
                    order
                    for _, order in _listed(one, "orders")
                    if not isinstance(order, dict) or not self._is_lost_order(order)
                ],
            )
            if isinstance(one, dict)
            else one
            for one in events
        ]

    def _is_lost_order(self, order: Entry) -> bool:
        return (
            self._has_source(order)
            or _text(order, "from") in self.gone
            or _text(order, "extends") in self.gone_orders
        )

    def _lose_order(self, order: Value) -> None:
        name = order.get("id") if isinstance(order, dict) else None
        if isinstance(name, str):
            self.gone_orders.add(name)

    def _absences(self, root: Entry, events: list[Value]) -> list[Value]:
        named = root.get("tracks")
        before, after = (
            {_text(one, "track") for one in every}
            for every in ([one for _, one in _listed(root, "events")], events)
        )
        lost = before - after - {None, *(named if isinstance(named, dict) else ())}
        return self._sift(
            root,
            "absences",
            lambda one: _text(one, "id") in self.gone or _text(one, "track") in lost,
        )

    def _pauses(self, root: Entry) -> list[Value]:
        def refers(one: Entry) -> bool:
            of = one.get("of")
            return (
                _text(one, "from") in self.gone
                or _text(one, "until") in self.gone
                or (isinstance(of, list) and bool(of) and not self._left_of(of))
            )

        return [
            self.with_list(one, "of", self._left_of(of))
            if isinstance(one, dict) and isinstance(of := one.get("of"), list)
            else one
            for one in self._sift(root, "pauses", refers)
        ]

    def _left_of(self, orders: list[Value]) -> list[Value]:
        return [one for one in orders if not _is_in(one, self.gone_orders)]

    def tolls(self, root: Entry) -> list[Value]:
        """Keep the figures that are no part of one that is gone."""
        lost: set[str | None] = set()
        before = -1

        def refers(one: Entry) -> bool:
            whole = one.get("part_of")
            if not isinstance(whole, str):
                return False
            source, _, name = whole.rpartition("/")
            return source in self.sources if source else name in lost

        while len(lost) != before:
            before = len(lost)
            kept = self._sift(root, "tolls", refers)
            ids = [{_text(one, "id") for one in every} for every in (_values(root, "tolls"), kept)]
            lost |= ids[0] - ids[1]
        return kept


def _listed(entry: Value, key: str) -> Iterator[tuple[int, Value]]:
    yield from enumerate(_values(entry, key))


def _values(entry: Value, key: str) -> list[Value]:
    found = entry.get(key) if isinstance(entry, dict) else None
    return found if isinstance(found, list) else []


def _text(entry: Value, key: str) -> str | None:
    found = entry.get(key) if isinstance(entry, dict) else None
    return found if isinstance(found, str) else None


def _name(event: Value) -> str:
    """Return the name by which others refer to an event."""
    return _text(event, "id") or _text(event, "kind") or ""


def _is_in(value: Value, names: Collection[str]) -> bool:
    return isinstance(value, str) and value in names

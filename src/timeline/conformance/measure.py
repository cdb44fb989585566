"""Measures: limits of rules, orders and benchmarks.

An order does not replace a limit of the rule: that one is judged beside it, as a finding of its
own. Where the rule has none, the order judges the rule's step.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

from timeline.chrono.truth import Truth
from timeline.chrono.when import Unknown
from timeline.conformance.deadline import Deadline
from timeline.conformance.question import (
    Candidate,
    ClockStop,
    Given,
    LimitLine,
    Measure,
    PausableLimit,
)
from timeline.conformance.verdict import Tier
from timeline.model.case import first_day, last_day
from timeline.model.limit import Length, LengthRange, NoneStated, NotEstablished

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from timeline.chrono.calendar import WorkCalendar
    from timeline.inference.inference import Inference
    from timeline.location import Location
    from timeline.model.case import Order
    from timeline.model.limit import Limit
    from timeline.model.policy import Rule


_MOST_ORDERS = 6
"""Most orders in a row of which any may count and any not."""


@dataclass(frozen=True, slots=True)
class GivenOrder:
    """An order, given by the as-of day or not."""

    order: Order
    given: Truth
    event: str
    """Event that it was given with; empty if it has a day of its own."""
    location: Location


@dataclass(frozen=True, slots=True)
class OrderChain:
    """An order and what extends it, in order."""

    id: str
    kind: str
    carrier: str
    """Event that carries the first order."""
    start: str
    """Event at which the clock starts."""
    source: str
    orders: tuple[GivenOrder, ...]


def order_chains(inference: Inference, as_of: int) -> list[OrderChain]:
    """List the orders perhaps given by the as-of day, with their extensions."""
    found = {}
    carriers = {}
    for event in inference.events.values():
        for place, order in event.orders:
            at = inference.file.location(("events", event.place, "orders", place))
            given = _given(order, event.id, inference, as_of)
            brought_by = event.id if order.made is None else ""
            found[order.id] = GivenOrder(order, given, brought_by, at)
            carriers[order.id] = event.id
    extended = {one.order.extends: one for one in reversed(found.values())}
    chains = []
    for name, first in found.items():
        if first.order.extends in found or first.given is Truth.NO:
            continue
        chain = [first]
        while following := extended.get(chain[-1].order.id):
            chain.append(following)
        start = first.order.from_event or carriers[name]
        if start in inference.events:
            order = first.order
            chains.append(
                OrderChain(name, order.kind, carriers[name], start, order.source, tuple(chain))
            )
    return chains


def _given(order: Order, carrier: str, inference: Inference, as_of: int) -> Truth:
    """Answer if an order had been given by then, on its own day or its event's."""
    if order.made is None:
        return inference.happened(carrier, as_of)
    if isinstance(order.made, Unknown):
        recorded = inference.recorded_until
        return Truth.YES if recorded is not None and recorded <= as_of else Truth.UNKNOWN
    first, last = first_day(order.made), last_day(order.made)
    if last is not None and last <= as_of:
        return Truth.YES
    return Truth.NO if first is not None and first > as_of else Truth.UNKNOWN


@dataclass(frozen=True, slots=True)
class Counting:
    """Calendars and pauses by which limits are counted."""

    calendars: Mapping[str, WorkCalendar]
    inference: Inference
    as_of: int

    def stops_of(self, names: set[str], *, needs_clause: bool) -> tuple[ClockStop, ...]:
        """Return the pauses of a rule or orders, if need be with a clause only."""
        events = self.inference.events
        return tuple(
            ClockStop(
                pause.from_event,
                pause.until_event if pause.until_event and pause.until_event in events else "",
                pause.restarts,
            )
            for _, pause in self.inference.record.pauses
            if not names.isdisjoint(pause.of)
            and pause.from_event in events
            and (pause.clause or not needs_clause)
        )


def measures_of(
    rule: Rule, chain: OrderChain | None, counting: Counting, *, ordered: tuple[Candidate, ...]
) -> tuple[tuple[Measure, ...], tuple[LimitLine, ...]]:
    """Return the judging measures and all limits.

    Every limit that applied, the rule's own last.

    Args:
        rule: its own limit judges where no order does.
        chain: the order, if there is one.
        counting: calendars and pauses.
        ordered: the events that count as what was ordered.
    """
    own, own_lines = own_measure(rule, counting)
    if chain is None:
        return (own,), own_lines
    measures: list[Measure] = []
    if chain.orders[0].given is not Truth.YES:
        first = replace(_when(chain, 0, None, counting.as_of), is_in_time=False)
        measures.append(replace(own, given=(first,)))
    calendars = counting.calendars
    ends = _ChainEnds(chain, counting, calendars.get(rule.calendar or "") or calendars.get(""))
    for counted in _which_count(len(chain.orders)):
        given, end = ends.of(counted)
        measures.append(
            replace(
                _measured_by_order(end.deadline),
                given=given,
                parts=end.paused,
                triggers=(Candidate(chain.start),),
                steps=ordered,
                is_duty=chain.orders[0].order.force == "order",
                is_fixed=chain.orders[0].order.within is None,
            )
        )
    lines = tuple(ends.lines())
    is_alone = not rule.label  # made up for an order
    return tuple(measures), lines if is_alone else lines + own_lines


@dataclass(frozen=True, slots=True)
class _ChainEnd:
    """End of some orders in a row."""

    deadline: Deadline | None = None
    """None if nobody can read it, or no order counts yet."""
    parts: tuple[PausableLimit, ...] = ()

    @property
    def paused(self) -> tuple[PausableLimit, ...]:
        """Return the limits singly, if any has pauses."""
        return self.parts if any(one.stops for one in self.parts) else ()


@dataclass(frozen=True, slots=True)
class _ChainEnds:
    """Ends of an order chain, by its counted orders."""

    chain: OrderChain
    counting: Counting
    calendar: WorkCalendar | None

    def of(self, counted: frozenset[int]) -> tuple[tuple[Given, ...], _ChainEnd]:
        """Return when each order must have been given, and the end by those that count."""
        given, end = [], _ChainEnd()
        for place in range(len(self.chain.orders)):
            when = _when(self.chain, place, end, self.counting.as_of)
            given.append(replace(when, is_in_time=place in counted))
            if place in counted:
                end = self._then(end, place)
        return tuple(given), end

    def lines(self) -> Iterator[LimitLine]:
        """Yield each limit, as if all before it count."""
        end = _ChainEnd()
        for place, given in enumerate(self.chain.orders):
            if given.given is Truth.NO:
                continue
            end = self._then(end, place)
            extended = self.chain.orders[place - 1] if place else None
            line = _line(given, end.deadline, extended)
            yield replace(line, place=place, parts=end.paused)

    def _then(self, end: _ChainEnd, place: int) -> _ChainEnd:
        """Extend the end by one more order."""
        order = self.chain.orders[place].order
        alone = _ordered(order, Deadline(()), self.calendar) or Deadline(())
        stops = self.counting.stops_of({order.id}, needs_clause=False)
        is_unknown = order.until is not None and isinstance(order.until, Unknown)
        given = _when(self.chain, place, None, self.counting.as_of)
        parts = end.parts if is_unknown else (*end.parts, PausableLimit(alone, stops, given))
        return _ChainEnd(_ordered(order, end.deadline, self.calendar), parts)


def _which_count(orders: int) -> Iterator[frozenset[int]]:
    """Yield the places of orders that may count, always the first; last all."""
    # An extension made too late moves nothing, and one that follows it may still be in time.
    if orders > _MOST_ORDERS:
        yield from (frozenset(range(count)) for count in range(1, orders + 1))
        return
    for chosen in product((False, True), repeat=orders - 1):
        yield frozenset({0, *(place for place, counts in enumerate(chosen, 1) if counts)})


def _when(chain: OrderChain, place: int, end: _ChainEnd | None, as_of: int) -> Given:
    """Return when an order was given, and the end that an extension extends."""
    given = chain.orders[place]
    found = Given(given.order.id, place, event=given.event)
    if place and end is not None:
        found = replace(found, end=end.deadline, parts=end.paused)
    made = given.order.made
    if given.event or made is None:
        return found
    if isinstance(made, Unknown):
        return replace(found, last=as_of if given.given is Truth.YES else None)
    return replace(found, first=first_day(made), last=last_day(made))


def _measured_by_order(deadline: Deadline | None) -> Measure:
    """Measure by the deadline, if any is known."""
    if deadline is None or not (deadline.limits or deadline.by is not None):
        return Measure(Tier.ORDER, was_read=False)
    return Measure(Tier.ORDER, deadline)


def _ordered(
    order: Order, before: Deadline | None, calendar: WorkCalendar | None
) -> Deadline | None:
    """Return the deadline that an order sets; None if nobody can read it."""
    if order.within is not None:
        if not _has_last_day(order.within, calendar) or (order.extends and before is None):
            return None
        base = before or Deadline(())
        limits = (*base.limits, order.within)
        return Deadline(limits, calendar, base.by, base.by_latest, base.open_ended)
    if order.until is None or isinstance(order.until, Unknown):
        base = before or Deadline(())
        return Deadline(base.limits, base.calendar, base.by, base.by_latest, open_ended=True)
    first, last = first_day(order.until), last_day(order.until)
    return None if last is None else Deadline((), calendar, last if first is None else first, last)


def _line(given: GivenOrder, deadline: Deadline | None, extended: GivenOrder | None) -> LimitLine:
    order = given.order
    text = order.within.text if order.within else f"until {order.until.text}" if order.until else ""
    return LimitLine(
        text,
        Tier.ORDER,
        order.id,
        deadline,
        source=order.source,
        made=order.made.text if order.made else "",
        extends=extended.order.id if extended else "",
        force=order.force,
        location=given.location,
    )


def own_measure(rule: Rule, counting: Counting) -> tuple[Measure, tuple[LimitLine, ...]]:
    """Return the rule's limit, benchmark or nothing, and the lines that say so."""
    calendar = counting.calendars.get(rule.calendar or "")
    is_duty = rule.force in ("binding", "order")
    stops = counting.stops_of({rule.id}, needs_clause=rule.force == "binding")
    if has_limit(rule):
        measure = replace(
            _measured(Tier.LIMIT, rule.limit, calendar),
            is_duty=is_duty,
            is_sourced=rule.source is not None,
        )
    elif rule.benchmark is not None:
        measure = _measured(Tier.BENCHMARK, rule.benchmark.within, calendar)
    else:
        measure = Measure(Tier.NONE, was_read=isinstance(rule.limit, NoneStated))
    if stops and measure.deadline is not None:
        measure = replace(measure, parts=(PausableLimit(measure.deadline, stops),))
    return measure, tuple(_rule_lines(rule, measure))


def has_limit(rule: Rule) -> bool:
    """Return True if the rule sets a known limit."""
    return not isinstance(rule.limit, NoneStated | NotEstablished)


def _measured(tier: Tier, limit: Limit, calendar: WorkCalendar | None) -> Measure:
    if not _has_last_day(limit, calendar):
        return Measure(tier, was_read=False)
    return Measure(tier, Deadline((limit,), calendar))


def _has_last_day(limit: Limit, calendar: WorkCalendar | None) -> bool:
    """Return True if the limit was read, and its working days are known."""
    length = limit.high if isinstance(limit, LengthRange) else limit
    if isinstance(length, Length) and length.unit == "working days":
        return calendar is not None
    return not isinstance(limit, NoneStated | NotEstablished)


def _rule_lines(rule: Rule, own: Measure) -> Iterator[LimitLine]:
    is_limit = own.tier is Tier.LIMIT
    yield LimitLine(
        rule.limit.text,
        Tier.LIMIT if is_limit else Tier.NONE,
        deadline=own.deadline if is_limit else None,
        source=rule.source or "",
        parts=own.parts,
    )
    if rule.benchmark is not None:
        yield LimitLine(
            rule.benchmark.within.text,
            Tier.BENCHMARK,
            deadline=own.deadline if own.tier is Tier.BENCHMARK else None,
            because=rule.benchmark.because,
            parts=own.parts,
        )

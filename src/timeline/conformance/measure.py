"""What a step is measured by: orders of the case, then the rule's limit, then a yardstick."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from timeline.chrono.truth import Truth
from timeline.chrono.when import Unknown
from timeline.conformance.deadline import Deadline
from timeline.conformance.question import Candidate, LimitLine, Measure
from timeline.conformance.verdict import Tier
from timeline.model.case import first_day, last_day
from timeline.model.limit import Length, NoneStated, NotEstablished

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from timeline.chrono.calendar import WorkCalendar
    from timeline.location import Location
    from timeline.model.case import Order
    from timeline.model.limit import Limit
    from timeline.model.policy import Rule
    from timeline.reckoning.reckoning import Reckoning


@dataclass(frozen=True, slots=True)
class GivenOrder:
    """One order, and whether it had been given by the day judged from."""

    order: Order
    given: Truth
    event: str
    """The event that it was given with; empty where it has a day of its own."""
    location: Location


@dataclass(frozen=True, slots=True)
class OrderChain:
    """An order and what extends it, in order."""

    id: str
    kind: str
    carrier: str
    """The event that carries the first order."""
    start: str
    """The event where the clock starts."""
    source: str
    orders: tuple[GivenOrder, ...]

    @property
    def counts_from_start(self) -> bool:
        """Whether the first limit is a length, which needs a start, and no fixed day."""
        return self.orders[0].order.within is not None


def order_chains(reckoning: Reckoning, as_of: int) -> list[OrderChain]:
    """Every order that may have been given by the day judged from, with its extensions."""
    found = {}
    carriers = {}
    for event in reckoning.events.values():
        for place, order in event.orders:
            at = reckoning.file.location(("events", event.place, "orders", place))
            given = _given(order, event.id, reckoning, as_of)
            if given is not Truth.NO:
                brought_by = event.id if order.made is None else ""
                found[order.id] = GivenOrder(order, given, brought_by, at)
                carriers[order.id] = event.id
    chains = []
    for name, first in found.items():
        if first.order.extends in found:
            continue
        chain = [first]
        while following := _extending(chain[-1].order.id, found):
            chain.append(following)
        start = first.order.from_event or carriers[name]
        if start in reckoning.events:
            order = first.order
            chains.append(
                OrderChain(name, order.kind, carriers[name], start, order.source, tuple(chain))
            )
    return chains


def _extending(name: str, found: Mapping[str, GivenOrder]) -> GivenOrder | None:
    return next((given for given in found.values() if given.order.extends == name), None)


def _given(order: Order, carrier: str, reckoning: Reckoning, as_of: int) -> Truth:
    """Whether an order had been given by then: on its own day, else with the event it stands at."""
    if order.made is None:
        return reckoning.happened(carrier, as_of)
    if isinstance(order.made, Unknown):
        recorded = reckoning.record_day
        return Truth.YES if recorded is not None and recorded <= as_of else Truth.UNKNOWN
    first, last = first_day(order.made), last_day(order.made)
    if last is not None and last <= as_of:
        return Truth.YES
    return Truth.NO if first is not None and first > as_of else Truth.UNKNOWN


def measures_of(
    rule: Rule,
    chain: OrderChain | None,
    calendars: Mapping[str, WorkCalendar],
    triggers: tuple[Candidate, ...],
) -> tuple[tuple[Measure, ...], tuple[LimitLine, ...]]:
    """What judges, and every limit that applied, the rule's own last.

    Args:
        rule: its own limit judges where no order does.
        chain: the order, if there is one.
        calendars: working days by name.
        triggers: where the clock of the rule's own limit starts.
    """
    own = _own_measure(rule, calendars)
    own_lines = _own_lines(rule, own)
    if chain is None:
        return (own,), own_lines
    measures: list[Measure] = []
    lines: list[LimitLine] = []
    measure = replace(own, triggers=triggers)
    given_with: tuple[str, ...] = ()
    deadline: Deadline | None = None
    for place, given in enumerate(chain.orders):
        if given.given is Truth.UNKNOWN:
            measures.append(replace(measure, given_with=given_with, not_with=given.event))
            given_with += (given.event,) if given.event else ()
        deadline = _ordered(
            given.order, deadline, calendars.get(rule.calendar or "") or calendars.get("")
        )
        lines.append(_line(given, deadline, chain.orders[place - 1] if place else None))
        measure = _measured_by_order(deadline)
    measures.append(replace(measure, given_with=given_with))
    if not is_order_alone(rule):
        lines += [replace(line, triggers=triggers) for line in own_lines]
    return tuple(measures), tuple(lines)


def _measured_by_order(deadline: Deadline | None) -> Measure:
    """The deadline, unless nothing of it is known."""
    if deadline is None or not (deadline.limits or deadline.by is not None):
        return Measure(Tier.ORDER, was_read=False)
    return Measure(Tier.ORDER, deadline)


def is_order_alone(rule: Rule) -> bool:
    """Whether the rule was made up for an order that no rule of the policy speaks of."""
    return not rule.label


def _ordered(
    order: Order, before: Deadline | None, calendar: WorkCalendar | None
) -> Deadline | None:
    """The deadline that an order sets, after what it extends; None where nobody can read it."""
    if order.within is not None:
        if not _has_last_day(order.within, calendar) or (order.extends and before is None):
            return None
        base = before or Deadline(())
        limits = (*base.limits, order.within)
        return Deadline(limits, calendar, base.by, base.by_latest, base.open_ended)
    assert order.until is not None  # noqa: S101 - an order has one of the two
    if isinstance(order.until, Unknown):
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
        location=given.location,
        is_certain=given.given is Truth.YES,
    )


def _own_measure(rule: Rule, calendars: Mapping[str, WorkCalendar]) -> Measure:
    """The rule's own limit, else its yardstick, else nothing."""
    calendar = calendars.get(rule.calendar or "")
    if not isinstance(rule.limit, NoneStated | NotEstablished):
        return _measured(Tier.LIMIT, rule.limit, calendar)
    if rule.yardstick is not None:
        return _measured(Tier.YARDSTICK, rule.yardstick.within, calendar)
    return Measure(Tier.NONE, was_read=isinstance(rule.limit, NoneStated))


def _measured(tier: Tier, limit: Limit, calendar: WorkCalendar | None) -> Measure:
    if not _has_last_day(limit, calendar):
        return Measure(tier, was_read=False)
    return Measure(tier, Deadline((limit,), calendar))


def _has_last_day(limit: Limit, calendar: WorkCalendar | None) -> bool:
    """Whether anybody can say when it ends: it was read, and its working days are known."""
    if isinstance(limit, Length) and limit.unit == "working days":
        return calendar is not None
    return not isinstance(limit, NoneStated | NotEstablished)


def _own_lines(rule: Rule, own: Measure) -> tuple[LimitLine, ...]:
    return tuple(_rule_lines(rule, own))


def _rule_lines(rule: Rule, own: Measure) -> Iterator[LimitLine]:
    is_limit = own.tier is Tier.LIMIT
    yield LimitLine(
        rule.limit.text,
        Tier.LIMIT if is_limit else Tier.NONE,
        deadline=own.deadline if is_limit else None,
        source=rule.source or "",
    )
    if rule.yardstick is not None:
        yield LimitLine(
            rule.yardstick.within.text,
            Tier.YARDSTICK,
            deadline=own.deadline if own.tier is Tier.YARDSTICK else None,
            because=rule.yardstick.because,
        )

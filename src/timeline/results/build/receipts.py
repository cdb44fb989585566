"""Receipts: why a day is not earlier and not later, the count, the rule, the limits."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec.structs import replace

from timeline.chrono.interval import Interval
from timeline.chrono.network import ORIGIN
from timeline.chrono.truth import Truth
from timeline.conformance.standing import came_after, came_too_soon
from timeline.conformance.verdict import Tier, Verdict
from timeline.inference.statement import day_nodes
from timeline.results.build.dates import count_words, date_words, days
from timeline.results.build.grounds import in_force_days, publishers, said_text
from timeline.results.build.names import Names
from timeline.results.build.telling import Told, is_unread
from timeline.results.build.values import place_of
from timeline.results.build.words import capital, listed
from timeline.results.case import ReceiptInputRecord, ReceiptStepRecord
from timeline.results.record import fields_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from timeline.chrono.network import Constraint
    from timeline.conformance.finding import Finding, LimitResult, Report
    from timeline.inference.branch import Branch
    from timeline.inference.inference import Inference
    from timeline.inference.record import PlacedClaim
    from timeline.location import Location
    from timeline.results.case import ReceiptPart


@dataclass(frozen=True)
class Receipts:
    """The receipts of one case."""

    inference: Inference

    def of_events(self, *events: str) -> tuple[ReceiptStepRecord, ...]:
        """Receipt of an event, or of days between two."""
        found = [step for event in events for step in self._event("event", event)]
        return (*found, *(step for pair in pairwise(events) for step in self._between(*pair)))

    def of_finding(self, finding: Finding, report: Report) -> tuple[ReceiptStepRecord, ...]:
        """The receipt of a finding, from the claims of its dates to its verdict."""
        return tuple(self._of_finding(finding, report))

    def _of_finding(self, finding: Finding, report: Report) -> Iterator[ReceiptStepRecord]:
        trigger, step = finding.trigger_event, finding.step_event
        shown = [name for name in dict.fromkeys((trigger, step)) if name]
        for name in shown:
            yield from self._event("trigger" if name == trigger else "step", name)
        if trigger and step and trigger != step:
            yield from self._between(trigger, step)
        yield from self._count(finding)
        requirers = came_after(finding, self.inference, report.as_of)
        for name in dict.fromkeys(name for _, names in requirers for name in names):
            yield from self._event("later", name)
        for name in came_too_soon(finding, self.inference):
            if name not in shown:
                yield from self._event("required", name)
        told = Told(report, finding)
        if words := in_force_days(finding, report):
            yield _step("in force", words)
        yield from self._rules(told)
        for result in finding.limits:
            yield self._limit(result)
        yield self._verdict(told)

    def _event(self, part: ReceiptPart, name: str) -> Iterator[ReceiptStepRecord]:
        """An event with its claims, then why it is not earlier and not later."""
        dated = self.inference.events[name]
        label = Names(self.inference).event_label(dated.event)
        when = date_words(self.inference.day_of(name))
        zone = f" ({dated.zone})" if dated.is_elsewhere else ""
        implied = ", date not on record" if dated.is_implied else ""
        inputs = tuple(
            self._input(f"{name}#{one.number}", one.claim.when.text, one.claim.source, at, one)
            for one in dated.claims
            for at in [self.inference.file.location((*one.route, "when"))]
        )
        yield _step(part, f"{label}{implied}: {when}{zone}", name, inputs)

        def ends(branch: Branch) -> Iterator[ReceiptStepRecord]:
            bound, chain = branch.day_of(name), branch.days.chain
            if bound.min is not None:
                text = f"not earlier than {date_words(bound.min)}"
                yield _step("not earlier", text, name, self._inputs(chain(dated.own_day, ORIGIN)))
            if bound.max is not None:
                text = f"not later than {date_words(bound.max)}"
                yield _step("not later", text, name, self._inputs(chain(ORIGIN, dated.own_day)))

        yield from self._each_once(ends, name)

    def _between(self, first: str, second: str) -> Iterator[ReceiptStepRecord]:
        """Why at least and at most so many days lie between two events."""
        start, end = day_nodes(self.inference.events[first], self.inference.events[second])

        def ends(branch: Branch) -> Iterator[ReceiptStepRecord]:
            bound, chain = branch.days.days_between(start, end), branch.days.chain
            if bound.min is not None:
                inputs = self._inputs(chain(end, start))
                yield _step("at least", f"at least {days(bound.min)}", inputs=inputs)
            if bound.max is not None:
                inputs = self._inputs(chain(start, end))
                yield _step("at most", f"at most {days(bound.max)}", inputs=inputs)

        yield from self._each_once(ends, first, second)

    def _each_once(
        self, of: Callable[[Branch], Iterator[ReceiptStepRecord]], *events: str
    ) -> Iterator[ReceiptStepRecord]:
        """The chains of each possibility, numbered; those that do not differ once."""
        branches = [one for one in self.inference.branches if one.absent.isdisjoint(events)]
        ways = list(dict.fromkeys(tuple(of(branch)) for branch in branches))
        for number, steps in enumerate(ways, start=1):
            label = f" (possibility {number})" if len(ways) > 1 else ""
            yield from (replace(step, text=f"{step.text}{label}") for step in steps)

    def _count(self, finding: Finding) -> Iterator[ReceiptStepRecord]:
        """The count of days, and of those past each limit of a fixed number of days."""
        trigger, step, bound = finding.trigger_event, finding.step_event, finding.days
        if not trigger or bound is None:
            return
        start = self.inference.case_day_of(trigger)
        if step:
            end = self.inference.case_day_of(step)
        elif finding.judged_on is not None:
            end = Interval(finding.judged_on, finding.judged_on)
        else:
            return
        text = f"{date_words(start)} (day 0) to {date_words(end)} = {count_words(bound)}"
        yield _step("count", text)
        for result in finding.limits:
            deadline, last = result.line.deadline, result.last_day
            allowed = None if deadline is None else deadline.plain_days
            is_plain = not result.line.parts and not result.line.extends
            if allowed is not None and bound.exact is not None and step and is_plain:
                yield _step("count", f"{bound.exact:,} − {allowed:,} = {bound.exact - allowed:,}")
            elif last is not None and last.exact and step and end.exact:
                over = end.exact - last.exact
                yield _step("count", f"{date_words(end)} − {date_words(last)} = {over:,}")

    def _rules(self, told: Told) -> Iterator[ReceiptStepRecord]:
        """The rule that judges, and those by which its step comes before a later one."""
        parts, selection = (told.rule, told.source), told.report.selection
        question = told.finding.question
        owner = {rule.id: policy for rule, policy in selection.rules}.get(question.rule.id, "")
        named = f" {question.rule.id}, {owner}." if owner else ""
        text = f"{' '.join(part for part in parts if part)}{named} {capital(selection.reason)}."
        yield _step("rule", text.strip())
        for requirer, _ in came_after(told.finding, self.inference, told.report.as_of):
            duty = "has to come" if requirer.is_duty else "comes"
            label = requirer.rule.label[:1].lower() + requirer.rule.label[1:]
            yield _step("requires", f"By the rule “{label}” the {told.noun} {duty} first.")

    def _limit(self, result: LimitResult) -> ReceiptStepRecord:
        """One limit: how long, its last day, how its days were counted, and what it would give."""
        line, deadline = result.line, result.line.deadline
        if deadline is None and line.tier is not Tier.ORDER:
            return _step("limit", f"{_TIERS[line.tier]}: {line.text}")
        length = "no published end" if deadline and deadline.open_ended else line.text
        parts = [f"{_TIERS[line.tier]}: {length}"]
        if line.extends:
            parts[0] += f", from the end of {line.extends}"
        if line.made:
            parts.append(f"made {said_text(line.made)}")
        if result.last_day is not None:
            parts.append(f"last day on time {date_words(result.last_day)}")
            parts += [words for words in _counted(result) if words]
        parts += self._pauses(result)
        if result.given is not Truth.YES:
            parts.append("it may not have been given by then, or in time")
        if result.days_late is not None and result.was_extended is Truth.NO:
            parts.append(f"past it by {count_words(result.days_late)}")
        by = self._input(line.order or "limit", line.text, line.source, line.location)
        return _step("limit", f"{'; '.join(parts)}.", inputs=(by,) * bool(line.source))

    def _pauses(self, result: LimitResult) -> Iterator[str]:
        """Days on which a limit's clock stood still."""
        stops = dict.fromkeys(stop for part in result.line.parts for stop in part.stops)
        for stop in stops:
            day_of = self.inference.case_day_of
            end = f"to {date_words(day_of(stop.end))}" if stop.end else "on, no end on record"
            again = ", and the whole limit runs again" if stop.restarts else ""
            yield f"not counted: after {date_words(day_of(stop.start))} {end}{again}"

    def _verdict(self, told: Told) -> ReceiptStepRecord:
        """The verdict as of its day, in every world or in some."""
        finding, day = told.finding, date_words(told.report.as_of)
        words = listed([word.value for word in finding.possible], "or")
        held = "whatever the unknown days are" if len(finding.possible) == 1 else "possible"
        text = f"{finding.verdict.value}, as of {day}: {words}, {held}"
        if finding.verdict is Verdict.MET and finding.tier is Tier.NONE:  # no deadline to meet
            found_none = "the rules we hold set no deadline"
            limit = "the rule's time limit was not found" if is_unread(finding) else found_none
            text = f"done, as of {day}, {held}; {limit}"
        if len(set(finding.by_subset)) > 1:
            versions = listed([verdict.value for verdict in finding.by_subset], "or")
            text += f"; by version of events: {versions}"
        return _step("verdict", f"{capital(text)}. {told.silence}".rstrip())

    def _inputs(self, chain: Sequence[Constraint]) -> tuple[ReceiptInputRecord, ...]:
        """The statements that a chain of constraints rests on, each once."""
        numbered = {one.index: one for one in self.inference.statements.tentative}
        numbered |= self.inference.by_number
        found = []
        for number in dict.fromkeys(number for edge in chain for number in edge.reasons):
            one = numbered[number]
            event, _, place = one.id.partition("#")
            dated = self.inference.events.get(event)
            claims = () if dated is None else dated.claims
            placed = next((each for each in claims if str(each.number) == place), None)
            says = one.says_by_meaning
            found.append(self._input(one.id, says, one.source, one.location, placed))
        return tuple(found)

    def _input(
        self,
        id_: str,
        says: str,
        source: str,
        location: Location | None,
        placed: PlacedClaim | None = None,
    ) -> ReceiptInputRecord:
        """One statement: a claim in its source's words, or what follows from words."""
        claim = None if placed is None else placed.claim
        return ReceiptInputRecord(
            id=id_,
            says=says,
            source=source or None,
            said_by=publishers([source] * bool(source), self.inference.sources, dated="day"),
            worded="" if claim is None else claim.worded,
            standing=None if claim is None else claim.standing,
            because="" if claim is None else claim.because,
            **fields_of(place_of(location)),
        )


_TIERS = {
    Tier.ORDER: "Order",
    Tier.LIMIT: "Limit",
    Tier.BENCHMARK: "Our benchmark",
    Tier.NONE: "Limit",
}


def _step(
    part: ReceiptPart,
    text: str,
    event: str | None = None,
    inputs: tuple[ReceiptInputRecord, ...] = (),
) -> ReceiptStepRecord:
    return ReceiptStepRecord(step=part, event=event, text=text, inputs=inputs)


def _counted(result: LimitResult) -> Sequence[str]:
    """How the days of a limit were counted, and which a calendar of working days skips."""
    deadline = result.line.deadline
    if deadline is None or deadline.by is not None:
        return ("a fixed day",)
    if deadline.calendar is None or not deadline.counts_working_days:
        return (f"{deadline.convention}, the first day is day 0",)
    text = f"working days by the calendar {deadline.calendar.name}, the first day is day 0"
    start, last = result.start, result.last_day
    if start is None or last is None or start.exact is None or last.exact is None:
        return (text,)
    skipped = [
        f"{date_words(day)} ({reason})"
        for day, reason in deadline.calendar.skipped(start.exact, last.exact)
    ]
    return text, f"skipped: {', '.join(skipped)}" if skipped else ""

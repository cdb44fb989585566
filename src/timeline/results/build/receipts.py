"""Receipts: why a day is not earlier and not later, the count, the rule, the limits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.chrono.interval import Interval
from timeline.chrono.network import ORIGIN
from timeline.chrono.truth import Truth
from timeline.conformance.standing import came_after, came_too_soon
from timeline.conformance.verdict import Tier
from timeline.inference.statement import day_nodes
from timeline.results.build.dates import count_words, date_words, days
from timeline.results.build.grounds import in_force_days, publishers, said_text
from timeline.results.build.inputs import chain_inputs
from timeline.results.build.names import Names
from timeline.results.build.telling import Teller
from timeline.results.build.values import place_of
from timeline.results.build.words import capital, listed
from timeline.results.case import ReceiptInputRecord, ReceiptStepRecord
from timeline.results.record import fields_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from timeline.conformance.finding import Finding, LimitResult, Report
    from timeline.inference.branch import Branch
    from timeline.inference.inference import Inference
    from timeline.inference.record import PlacedClaim
    from timeline.model.kind import Kind
    from timeline.results.build.inputs import Input
    from timeline.results.case import ReceiptPart


@dataclass(frozen=True)
class Receipts:
    """The receipts of one case."""

    inference: Inference
    kinds: Mapping[str, Kind]

    @property
    def names(self) -> Names:
        """Names of things."""
        return Names(self.inference, self.kinds)

    def of_events(self, *events: str) -> tuple[ReceiptStepRecord, ...]:
        """The receipt of one event, or of the days between two."""
        found = [step for event in events for step in self._event("event", event)]
        if len(events) == 2:  # noqa: PLR2004 - a pair
            found += self._between(*events)
        return tuple(found)

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
        later = dict.fromkeys(name for _, names in requirers for name in names)
        for name in later:
            yield from self._event("later", name)
        for name in came_too_soon(finding, self.inference):
            if name not in shown:
                yield from self._event("required", name)
        teller = Teller(report, self.kinds)
        words = in_force_days(finding, report)
        if words:
            yield _step("in force", words)
        yield from self._rules(finding, teller)
        for result in finding.limits:
            yield self._limit(result)
        yield self._verdict(finding, teller)

    def _event(self, part: ReceiptPart, name: str) -> Iterator[ReceiptStepRecord]:
        """An event with its claims, then why it is not earlier and not later."""
        dated = self.inference.events[name]
        label = dated.event.label or self.names.step_label(dated.event)
        when = date_words(self.inference.day_of(name))
        zone = f" ({dated.zone})" if dated.is_elsewhere else ""
        implied = ", date not on record" if dated.is_implied else ""
        inputs = tuple(self._claim(name, placed) for placed in dated.claims)
        yield _step(part, f"{label}{implied}: {when}{zone}", name, inputs)

        def ends(branch: Branch) -> Iterator[ReceiptStepRecord]:
            bound, node = branch.day_of(name), dated.own_day
            if bound.min is not None:
                chain = self._chain(chain_inputs(branch.days.chain(node, ORIGIN), self.inference))
                day = date_words(Interval(bound.min, bound.min))
                yield _step("not earlier", f"not earlier than {day}", name, chain)
            if bound.max is not None:
                chain = self._chain(chain_inputs(branch.days.chain(ORIGIN, node), self.inference))
                day = date_words(Interval(bound.max, bound.max))
                yield _step("not later", f"not later than {day}", name, chain)

        yield from self._each_once(ends, name)

    def _between(self, first: str, second: str) -> Iterator[ReceiptStepRecord]:
        """Why at least and at most so many days lie between two events."""
        start, end = day_nodes(self.inference.events[first], self.inference.events[second])

        def ends(branch: Branch) -> Iterator[ReceiptStepRecord]:
            bound = branch.days.days_between(start, end)
            if bound.min is not None:
                chain = self._chain(chain_inputs(branch.days.chain(end, start), self.inference))
                yield _step("at least", f"at least {days(bound.min)}", None, chain)
            if bound.max is not None:
                chain = self._chain(chain_inputs(branch.days.chain(start, end), self.inference))
                yield _step("at most", f"at most {days(bound.max)}", None, chain)

        yield from self._each_once(ends, first, second)

    def _each_once(
        self, of: Callable[[Branch], Iterator[ReceiptStepRecord]], *events: str
    ) -> Iterator[ReceiptStepRecord]:
        """The chains of each possibility, numbered; those that do not differ once."""
        branches = [one for one in self.inference.branches if one.absent.isdisjoint(events)]
        ways = list(dict.fromkeys(tuple(of(branch)) for branch in branches))
        for number, steps in enumerate(ways, start=1):
            label = f" (possibility {number})" if len(ways) > 1 else ""
            for step in steps:
                yield _step(step.step, f"{step.text}{label}", step.event, step.inputs)

    def _count(self, finding: Finding) -> Iterator[ReceiptStepRecord]:
        """The count of days, and of those past each limit of a fixed number of days."""
        trigger, step, bound = finding.trigger_event, finding.step_event, finding.days
        if not trigger or bound is None:
            return
        start = self.inference.case_day_of(trigger)
        end = self.inference.case_day_of(step) if step else None
        if end is None and finding.judged_on is not None:
            end = Interval(finding.judged_on, finding.judged_on)
        if end is None:
            return
        text = f"{date_words(start)} (day 0) to {date_words(end)} = {count_words(bound)}"
        yield _step("count", text)
        for result in finding.limits:
            deadline = result.line.deadline
            allowed = None if deadline is None else deadline.plain_days
            is_plain = not result.line.parts and not result.line.extends
            if allowed is not None and bound.exact is not None and step and is_plain:
                yield _step("count", f"{bound.exact:,} − {allowed:,} = {bound.exact - allowed:,}")
            elif result.last_day is not None and result.last_day.exact and step and end.exact:
                over = end.exact - result.last_day.exact
                text = f"{date_words(end)} − {date_words(result.last_day)} = {over:,}"
                yield _step("count", text)

    def _rules(self, finding: Finding, teller: Teller) -> Iterator[ReceiptStepRecord]:
        """The rule that judges, and those by which its step comes before a later one."""
        parts = (teller.grounds.rule(finding), teller.grounds.source(finding))
        question, selection = finding.question, teller.report.selection
        owner = {rule.id: policy for rule, policy in selection.rules}.get(question.rule.id, "")
        named = f" {question.rule.id}, {owner}." if owner else ""
        text = f"{' '.join(part for part in parts if part)}{named} {capital(selection.reason)}."
        yield _step("rule", text.strip())
        for requirer, _ in came_after(finding, self.inference, teller.report.as_of):
            duty = "has to come" if requirer.is_duty else "comes"
            noun = teller.names.step_noun(finding)
            label = requirer.rule.label[:1].lower() + requirer.rule.label[1:]
            yield _step("requires", f"By the rule “{label}” the {noun} {duty} first.")

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
        inputs: tuple[ReceiptInputRecord, ...] = ()
        if line.source:
            by = publishers([line.source], self.inference.sources, dated="day")
            where = fields_of(place_of(line.location))
            inputs = (
                ReceiptInputRecord(
                    id=line.order or "limit", says=line.text, source=line.source, said_by=by,
                    worded="", standing=None, because="", **where,
                ),
            )  # fmt: skip
        return _step("limit", f"{'; '.join(parts)}.", None, inputs)

    def _pauses(self, result: LimitResult) -> Iterator[str]:
        """The days on which the clock of a limit stood still."""
        stops = dict.fromkeys(stop for part in result.line.parts for stop in part.stops)
        for stop in stops:
            start = date_words(self.inference.case_day_of(stop.start))
            until = "on, no end on record"
            if stop.end:
                until = f"to {date_words(self.inference.case_day_of(stop.end))}"
            again = ", and the whole limit runs again" if stop.restarts else ""
            yield f"not counted: after {start} {until}{again}"

    def _verdict(self, finding: Finding, teller: Teller) -> ReceiptStepRecord:
        """The verdict as of its day, in every world or in some."""
        words = listed([word.value for word in finding.possible], "or")
        day = date_words(Interval(teller.report.as_of, teller.report.as_of))
        held = "whatever the unknown days are" if len(finding.possible) == 1 else "possible"
        text = f"{finding.verdict.value}, as of {day}: {words}, {held}"
        if len(set(finding.by_subset)) > 1:
            versions = listed([verdict.value for verdict in finding.by_subset], "or")
            text += f"; by version of events: {versions}"
        silence = " ".join(teller.grounds.silence(finding))
        return _step("verdict", f"{capital(text)}.{f' {silence}' if silence else ''}")

    def _chain(self, inputs: Iterator[Input]) -> tuple[ReceiptInputRecord, ...]:
        return tuple(self._input(one) for one in inputs)

    def _input(self, one: Input) -> ReceiptInputRecord:
        """One statement of a chain: a claim in its source's words, or what follows from words."""
        event, _, number = one.id.partition("#")
        dated = self.inference.events.get(event)
        claims = () if dated is None else dated.claims
        placed = next((each for each in claims if str(each.number) == number), None)
        claim = None if placed is None else placed.claim
        sources = [one.source] if one.source else []
        return ReceiptInputRecord(
            id=one.id,
            says=one.says,
            source=one.source or None,
            said_by=publishers(sources, self.inference.sources, dated="day"),
            worded="" if claim is None else claim.worded,
            standing=None if claim is None else claim.standing,
            because="" if claim is None else claim.because,
            **fields_of(place_of(one.location)),
        )

    def _claim(self, event: str, placed: PlacedClaim) -> ReceiptInputRecord:
        """One claim of an event, those that are not used as well."""
        claim = placed.claim
        at = self.inference.file.location((*placed.route, "when"))
        return ReceiptInputRecord(
            id=f"{event}#{placed.number}",
            says=claim.when.text,
            source=claim.source,
            said_by=publishers([claim.source], self.inference.sources, dated="day"),
            worded=claim.worded,
            standing=claim.standing,
            because=claim.because,
            **fields_of(place_of(at)),
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
        f"{date_words(Interval(day, day))} ({reason})"
        for day, reason in deadline.calendar.skipped(start.exact, last.exact)
    ]
    return text, f"skipped: {', '.join(skipped)}" if skipped else ""

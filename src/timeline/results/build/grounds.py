"""By which rule a finding is judged, and on what ground a step counts as undone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from timeline.chrono.interval import Interval
from timeline.chrono.network import ORIGIN
from timeline.chrono.notation import parse_when
from timeline.chrono.spoken import MONTHS
from timeline.chrono.when import Absolute, NotationError
from timeline.conformance.standing import came_after
from timeline.conformance.verdict import Tier, Verdict, Word
from timeline.model.case import first_day, last_day
from timeline.results.build.dates import date_words, stretches_words
from timeline.results.build.deadlines import binds
from timeline.results.build.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from timeline.chrono.when import Unknown
    from timeline.conformance.finding import Finding, Report
    from timeline.conformance.policies import Selection
    from timeline.model.source import Source

_GIVES_ORDERS: Final = "review_ordered"
"""The kind of event whose actor gives the orders that it carries."""
_FORCES = {
    "binding": "Binding rule",
    "order": "Standing order",
    "guidance": "Guidance, no duty",
    "practice": "Usual practice, no duty",
    "recommendation": "Recommendation, no duty",
}
_NEXT_SENTENCE = re.compile(r"(?<=[\w)]{2})[.] (?=[A-Z][a-z]|A )")  # not in “s. 1”


def first_sentence(text: str) -> str:
    """Return the first sentence of a clause, with its full stop."""
    return f"{_NEXT_SENTENCE.split(text, maxsplit=1)[0].rstrip('.')}."


@dataclass(frozen=True)
class Grounds:
    """The texts and the silences behind one finding of a report."""

    report: Report
    finding: Finding

    @property
    def doubts(self) -> str:
        """Under what a finding holds, where its policy or rule may not have been in force."""
        selection = self.report.selection
        if self.finding.tier is Tier.ORDER or selection.is_hypothetical:
            return ""
        if selection.was_certainly_not:
            return f"The case names {selection.policy.title}, not in force on that day."
        if not selection.is_certain:
            return f"This holds if these rules applied: {selection.policy.title}."
        question = self.finding.question
        doubtful = [question.rule.label] if question.may_not_apply else []
        if Word.MISSING in self.finding.possible:
            doubtful += [one.rule.label for one in question.requirers if one.may_not_apply]
        is_settled = self.finding.verdict.is_certain and not question.may_not_apply
        if not doubtful or is_settled:
            return ""
        rules = listed([f"“{label}”" for label in doubtful], "or")
        return f"We cannot tell whether the rule {rules} was in force on that day."

    @property
    def rule(self) -> str:
        """By which order or rule, and with what force; empty for our own benchmark."""
        if self.finding.tier is Tier.ORDER:
            return self._order
        rule = self.finding.question.rule
        if self.finding.tier is Tier.BENCHMARK or self.finding.question.is_order_alone:
            return ""
        words = _FORCES[rule.force]
        if self.finding.is_duty and rule.clause:
            words = f"{words}: {rule.clause}"
        missing = "" if self.finding.is_sourced else " No source on file for this rule."
        return f"{words}.{missing}"

    @property
    def source(self) -> str:
        """Source of the rule, and when it was last read; empty for an order."""
        if self.finding.tier is Tier.ORDER or self.finding.question.is_order_alone:
            return ""
        if self.finding.tier is Tier.BENCHMARK:
            lines = [one.line for one in self.finding.limits if one.line.tier is Tier.BENCHMARK]
            return f"The benchmark is our own. {lines[0].because.rstrip('.')}."
        return self._stated(with_clause=not self.finding.is_duty)

    @property
    def footnote(self) -> str:
        """Rule and force, clause, source, and the days on which both were last looked at."""
        question, tier = self.finding.question, self.finding.tier
        parts = [self.rule, self.source]
        if not question.is_order_alone:
            if tier is Tier.ORDER:  # which the rule asks for
                parts.append(self._stated(with_clause=True))
            if tier is Tier.BENCHMARK:
                parts += [f"{_FORCES[question.rule.force]}.", self._stated(with_clause=True)]
            parts.append(f"Rule: {question.rule.id}.")
        return " ".join(part for part in (*parts, self.checked) if part)

    def _stated(self, *, with_clause: bool) -> str:
        """Clause of the rule, its source, and when that was last read."""
        rule = self.finding.question.rule
        clause = first_sentence(rule.clause) if with_clause and rule.clause else ""
        title = source_title(self.report.rule_sources.get(rule.source or ""))
        read = "" if rule.reviewed_on is None else f"read {said(rule.reviewed_on)}"
        parts = ", ".join(part for part in (title or rule.source, read) if part)
        return f"{clause} Source: {parts}.".lstrip() if parts else clause

    @property
    def _order(self) -> str:
        """Orders for this case (Washington Examiner, July and August 2023).

        Who gave one is told of an event that is itself the giving of an order; on another, `by`
        may be whoever carries it out.
        """
        lines = [one.line for one in self.finding.limits if one.line.tier is Tier.ORDER]
        named = dict.fromkeys(line.source for line in lines if line.source)
        sources = publishers(named, self.report.inference.sources)
        what = ("Order", "") if binds(self.finding) else ("Recommendation", ", no duty,")
        many = f"{what[0]}{'s' * (len(lines) > 1)}{what[1]}"
        ids = {line.order for line in lines}
        givers = {
            one.event.by if one.event.kind == _GIVES_ORDERS else ""
            for one in self.report.inference.events.values()
            if ids.intersection(order.id for _, order in one.orders)
        }
        giver = givers.pop() if len(givers) == 1 else ""
        whose = f"by {giver}" if giver else "for this case"
        return f"{many} {whose}{f' ({sources})' if sources else ''}."

    @property
    def comes_first(self) -> str:
        """By which rule that binds a step has to come first, where its own rule does not bind."""
        came = came_after(self.finding, self.report.inference, self.report.as_of)
        duties = [one.rule.label for one, _ in came if one.is_duty]
        if self.finding.is_duty or not duties:
            return ""
        return f"It has to come first by the rule {listed([f'“{one}”' for one in duties], 'or')}."

    @property
    def checked(self) -> str:
        """To which day the record was checked."""
        horizon = self.report.inference.horizon
        if horizon is None or self.finding.judged_on is not None:
            return ""  # the sentence has its own day
        return f"Record checked to {date_words(min(horizon, self.report.as_of))}."

    @property
    def silence(self) -> str:
        """Who says that there was none, or when somebody looked; else that we have not checked."""
        standing, sources = self.finding.standing, self.report.inference.sources
        if standing is None or self.finding.verdict.group == "aside":
            return ""
        if standing.later:  # told on no page of an earlier day
            return ""
        if standing.ground == "denied" and standing.reaches is not None:
            day = date_words(min(standing.reaches, self.report.as_of))
            return f"None by {day}, says {publishers([standing.source], sources, dated='')}."
        if standing.ground == "searched":
            stale = "; the rule calls a search of that age too old" if standing.is_stale else ""
            return f"None found (searched {said_text(standing.day)}){stale}."
        if standing.ground == "waiting":
            told = publishers([standing.source], sources, dated="")
            return f"Planned for {said_text(standing.day)}, says {told}."
        if standing.covers:
            part = "Only some ways" if standing.covers == "some" else "All ways"
            return f"{part} to take this step are denied, or were looked for and not found."
        if self.finding.verdict is Verdict.OVERDUE and self.finding.tier is not Tier.BENCHMARK:
            return "The record is silent: nobody says that there was none."
        return "We have not checked for one."


def if_in_force(selection: Selection) -> str:
    """What a finding holds under, as the end of a sentence: "if a was in force"; or nothing."""
    return "" if selection.is_certain else f"if {selection.policy.id} was in force"


def source_title(source: Source | None) -> str:
    """Publisher and title: CNN, “Senior US general orders …”; empty where there is none."""
    return "" if source is None else f"{source.publisher}, “{source.title}”"


def in_force_days(finding: Finding, report: Report) -> str:
    """Which days of the incident count, where on others another rule was in force."""
    edges = finding.question.in_force
    firsts = [-edge.days for edge in edges if edge.end == ORIGIN]
    lasts = [edge.days for edge in edges if edge.end != ORIGIN]
    first, last = max(firsts, default=None), min(lasts, default=None)
    if not edges or (first is not None and last is not None and first > last):
        return ""
    what = report.selection.policy.title
    if finding.question.may_not_apply:
        what = f"“{finding.question.rule.label}”"
    days = date_words(Interval(first, last))
    return f"Counted are the days on which {what} was in force: {days}."


def publishers(
    names: Iterable[str],
    sources: Mapping[str, Source],
    *,
    dated: Literal["month", "day", ""] = "month",
) -> str:
    """Publishers of the sources, with dates: Washington Examiner, July and August 2023.

    Args:
        names: ids of sources; one that could not be read stands by its id.
        sources: by id.
        dated: whether their months are named, their days, or neither.
    """
    found: dict[str, list[str]] = {}
    for name in names:
        source = sources.get(name)
        days = found.setdefault(name if source is None else source.publisher, [])
        if source is not None and source.published is not None and dated:
            day = _month(source.published) if dated == "month" else said(source.published)
            if day and day not in days:
                days.append(day)
    join = _joined if dated == "month" else listed
    return "; ".join(f"{who}, {join(when)}" if when else who for who, when in found.items())


def _month(published: Absolute | Unknown) -> str:
    """July 2023; or the year alone, where no month is known."""
    first, last = first_day(published), last_day(published)
    if first is None or last is None:
        return ""
    ends = [date_words(day).split() for day in (first, last)]
    if ends[0][1:] == ends[1][1:]:
        return " ".join(ends[0][1:])
    return ends[0][2] if ends[0][2] == ends[1][2] else ""


def _joined(months: list[str]) -> str:
    """July and August 2023; the year once where all share it."""
    years = {month.rpartition(" ")[2] for month in months}
    if len(years) == 1 and all(month.split()[0] in MONTHS for month in months):
        return f"{listed([month.split()[0] for month in months])} {years.pop()}"
    return listed(months)


def said(when: Absolute | Unknown) -> str:
    """A date statement as people write it."""
    if not isinstance(when, Absolute):
        return "on an unknown day"
    return stretches_words([Interval(one.first, one.last) for one in when.options])


def said_text(text: str) -> str:
    """The same of a statement that is kept as text."""
    try:
        when = parse_when(text)
    except NotationError:
        return text
    return said(when) if isinstance(when, Absolute) else text

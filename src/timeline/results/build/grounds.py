"""By which rule a finding is judged, and on what ground a step counts as undone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from timeline.chrono.interval import Interval
from timeline.chrono.network import ORIGIN
from timeline.chrono.notation import parse_when
from timeline.chrono.problem import NotationError
from timeline.chrono.spoken import MONTHS
from timeline.chrono.when import Absolute
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
    from timeline.model.policy import Rule
    from timeline.model.source import Source
    from timeline.results.build.names import Names

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
    """The texts and the silences behind one report's findings."""

    report: Report
    names: Names

    def supposed(self, finding: Finding, text: str) -> str:
        """Mark a finding by a policy that was only asked for."""
        if self.report.selection.is_hypothetical and finding.tier is not Tier.ORDER:
            return f"Hypothetical: {text[:1].lower()}{text[1:]}"
        return text

    def doubts(self, finding: Finding) -> tuple[str, ...]:
        """Under what a finding holds, where its policy or rule may not have been in force."""
        selection = self.report.selection
        if finding.tier is Tier.ORDER or selection.is_hypothetical:
            return ()
        if selection.was_certainly_not:
            return (f"The case names {selection.policy.title}, not in force on that day.",)
        if not selection.is_certain:
            return (f"This holds if these rules applied: {selection.policy.title}.",)
        question = finding.question
        doubtful = [question.rule.label] if question.may_not_apply else []
        if Word.MISSING in finding.possible:
            doubtful += [one.rule.label for one in question.requirers if one.may_not_apply]
        is_settled = finding.verdict.is_certain and not question.may_not_apply
        if not doubtful or is_settled:
            return ()
        rules = listed([f"“{label}”" for label in doubtful], "or")
        return (f"We cannot tell whether the rule {rules} was in force on that day.",)

    def rule(self, finding: Finding) -> str:
        """By which order or rule, and with what force; empty for our own benchmark."""
        if finding.tier is Tier.ORDER:
            return self._order(finding)
        rule = finding.question.rule
        if finding.tier is Tier.BENCHMARK or finding.question.is_order_alone:
            return ""
        words = _FORCES[rule.force]
        if finding.is_duty and rule.clause:
            words = f"{words}: {rule.clause}"
        return f"{words}." if finding.is_sourced else f"{words}. No source on file for this rule."

    def source(self, finding: Finding) -> str:
        """Source of the rule, and when it was last read; empty for an order."""
        question, rule = finding.question, finding.question.rule
        if finding.tier is Tier.ORDER or question.is_order_alone:
            return ""
        if finding.tier is Tier.BENCHMARK:
            lines = [one.line for one in finding.limits if one.line.tier is Tier.BENCHMARK]
            return f"The benchmark is our own. {lines[0].because.rstrip('.')}."
        return self._stated(rule, with_clause=not finding.is_duty)

    def footnote(self, finding: Finding) -> str:
        """Rule and force, clause, source, and the days on which both were last looked at."""
        rule, is_stated = finding.question.rule, not finding.question.is_order_alone
        parts = [self.rule(finding), self.source(finding)]
        if is_stated and finding.tier is Tier.ORDER:  # which the rule asks for
            parts.append(self._stated(rule, with_clause=True))
        if is_stated and finding.tier is Tier.BENCHMARK:
            parts += [f"{_FORCES[rule.force]}.", self._stated(rule, with_clause=True)]
        parts += [f"Rule: {rule.id}."] if is_stated else []
        parts.append(self.checked(finding))
        return " ".join(part for part in parts if part)

    def _stated(self, rule: Rule, *, with_clause: bool) -> str:
        """Clause of a rule, its source, and when that was last read."""
        clause = f"{first_sentence(rule.clause)} " if with_clause and rule.clause else ""
        parts = []
        title = source_title(self.report.rule_sources.get(rule.source or ""))
        if title:
            parts.append(title)
        elif rule.source:
            parts.append(rule.source)
        if rule.reviewed_on is not None:
            parts.append(f"read {said(rule.reviewed_on)}")
        return f"{clause}Source: {', '.join(parts)}." if parts else clause.rstrip()

    def _order(self, finding: Finding) -> str:
        """Orders for this case (Washington Examiner, July and August 2023)."""
        lines = [one.line for one in finding.limits if one.line.tier is Tier.ORDER]
        named = dict.fromkeys(line.source for line in lines if line.source)
        sources = publishers(named, self.report.inference.sources)
        many = "Orders" if len(lines) > 1 else "Order"
        if not binds(finding):
            many = "Recommendations, no duty," if len(lines) > 1 else "Recommendation, no duty,"
        return f"{many} for this case{f' ({sources})' if sources else ''}."

    def comes_first(self, finding: Finding) -> str:
        """By which rule that binds a step has to come first, where its own rule does not bind."""
        came = came_after(finding, self.report.inference, self.report.as_of)
        duties = [one.rule.label for one, _ in came if one.is_duty]
        if finding.is_duty or not duties:
            return ""
        return f"It has to come first by the rule {listed([f'“{one}”' for one in duties], 'or')}."

    def checked(self, finding: Finding) -> str:
        """To which day the record was checked."""
        horizon = self.report.inference.horizon
        if horizon is None or finding.judged_on is not None:
            return ""  # the sentence has its own day
        day = min(horizon, self.report.as_of)
        return f"Record checked to {date_words(Interval(day, day))}."

    def silence(self, finding: Finding) -> tuple[str, ...]:
        """Who says that there was none, or when somebody looked; else that we have not checked."""
        standing = finding.standing
        if standing is None or finding.verdict.group == "aside":
            return ()
        sources = self.report.inference.sources
        if standing.later:  # told on no page of an earlier day
            return ()
        if standing.ground == "denied" and standing.reaches is not None:
            reaches = min(standing.reaches, self.report.as_of)
            day = date_words(Interval(reaches, reaches))
            return (f"None by {day}, says {publishers([standing.source], sources, dated='')}.",)
        if standing.ground == "searched":
            stale = "; the rule calls a search of that age too old" if standing.is_stale else ""
            return (f"None found (searched {said_text(standing.day)}){stale}.",)
        if standing.ground == "waiting":
            told = publishers([standing.source], sources, dated="")
            return (f"Planned for {said_text(standing.day)}, says {told}.",)
        if standing.covers:
            part = "Only some ways" if standing.covers == "some" else "All ways"
            return (f"{part} to take this step are denied, or were looked for and not found.",)
        if finding.verdict is Verdict.OVERDUE and finding.tier is not Tier.BENCHMARK:
            return ("The record is silent: nobody says that there was none.",)
        return ("We have not checked.",)


def if_in_force(selection: Selection) -> str:
    """What a finding holds under, as the end of a sentence: "if a was in force"; or nothing."""
    return "" if selection.is_certain else f"if {selection.policy.id} was in force"


def source_title(source: Source | None) -> str:
    """Publisher and title: CNN, “Senior US general orders …”; empty where there is none."""
    return "" if source is None else f"{source.publisher}, “{source.title}”"


def in_force_days(finding: Finding, report: Report) -> str:
    """Which days of the incident count, where on others another rule was in force."""
    bounds = [
        Interval(-edge.days, None) if edge.end == ORIGIN else Interval(None, edge.days)
        for edge in finding.question.in_force
    ]
    days: Interval | None = Interval()
    for bound in bounds:
        days = None if days is None else days.meet(bound)
    if not bounds or days is None:
        return ""
    what = report.selection.policy.title
    if finding.question.may_not_apply:
        what = f"“{finding.question.rule.label}”"
    return f"Counted are the days on which {what} was in force: {date_words(days)}."


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
    ends = [date_words(Interval(day, day)).split() for day in (first, last)]
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

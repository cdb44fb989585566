"""The face of the project: one case on one page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.chrono.days import format_day, format_minute
from timeline.chrono.truth import Truth
from timeline.conformance.policies import ORDERS_ALONE, incident_day
from timeline.conformance.verdict import Tier, Verdict
from timeline.model.case import first_day
from timeline.model.limit import NoneStated
from timeline.portfolio.practice import is_against_practice, practices_of
from timeline.render.asides import plan_lines, practice_lines, print_question, trial_words
from timeline.render.chart import axis, chart_bars, draw, scale_of
from timeline.render.policies import days_in_force
from timeline.render.sentences import Phrases, if_in_force
from timeline.render.states import (
    contradictions_words,
    fault_counts,
    followed_words,
    group_of,
    look_of,
    shown_summary,
    shows_a_part,
    verdict_words,
)
from timeline.render.theme import CELL_STYLES, Urgency
from timeline.render.words import (
    capital,
    count_words,
    day_words,
    latency_words,
    listed,
    stretches_words,
    when_words,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from rich.text import Text

    from timeline.chrono.when import Absolute, Unknown
    from timeline.conformance.differ import Difference
    from timeline.conformance.finding import Finding, Report
    from timeline.conformance.judged import Judged
    from timeline.conformance.policies import Selection
    from timeline.conformance.settle import OpenQuestion
    from timeline.conformance.trial import Trial
    from timeline.model.case import Absence, Claim, Toll
    from timeline.model.policy import Policy
    from timeline.portfolio.peers import PeerRank
    from timeline.portfolio.practice import PracticeCount
    from timeline.reckoning.record import DatedEvent
    from timeline.reckoning.statement import Statement
    from timeline.render.page import Page

_MOST_QUESTIONS = 3


@dataclass(frozen=True, slots=True)
class Extras:
    """What a page shows only where it was asked for."""

    differences: Sequence[tuple[Selection, Sequence[Difference]]] = ()
    """Where verdicts differ from those by the policy that the case names, or else by each that may
    have been that of the day."""
    peers: Mapping[str, PeerRank] | None = None
    """The rank of each measure among the other cases."""
    practices: Sequence[PracticeCount] = ()
    """How often the practices that the case went against were followed."""
    awaiting: Sequence[Policy] = ()
    """The policies that would judge the case, if it named its command."""


class CasePage:
    """One judged case, and the page it is printed on."""

    def __init__(
        self,
        page: Page,
        judged: Judged,
        trials: Sequence[Trial] = (),
        questions: Sequence[OpenQuestion] = (),
        extras: Extras | None = None,
    ) -> None:
        """Keep what is printed, and where.

        Args:
            page: where to print.
            judged: the case.
            trials: what its disputed claims would change.
            questions: what would settle its open verdicts, best first.
            extras: what was asked for besides.
        """
        self.extras = extras or Extras()
        self.page = page
        self.judged = judged
        self.trials = {trial.statement.id: trial for trial in trials}
        self.open_questions = questions
        self.reckoning = judged.reckoning
        self.reports = judged.reports
        self.as_of = judged.as_of
        self.kinds = judged.kinds
        self.phrases = Phrases(judged.reckoning, judged.kinds, judged.as_of)

    def print(self) -> None:
        """The whole page."""
        self.header()
        self.timeline()
        self.measures()
        for report in self.reports:
            self.findings(report)
        self.differences()
        self.events()
        self.questions()
        self.tolls()
        self.contradictions()
        self.plans()
        self.sources_cited()

    def header(self) -> None:
        """What, where, who, by which policy and why, as of when."""
        case, page = self.reckoning.file.case, self.page
        page.line((self.judged.name, "bold"), "  ", (case.title, "bold"))
        summary = shown_summary(self.judged)
        if summary:
            page.line(summary)
        elif shows_a_part(self.judged):
            left_out = "; the summary, written likewise, is left out" if case.summary else ""
            page.line((f"The title was written with the whole record in view{left_out}.", "dim"))
        page.blank()
        page.pairs(
            [
                ("Where", f"{case.place}; days are days in {case.time_zone}"),
                ("Who", ", ".join(part for part in (case.forces, case.command) if part)),
                *self._policy_rows(),
                ("As of", self._as_of_words()),
                *self._known_rows(),
                *self._results(),
                *self._capped_rows(),
            ]
        )

    def _policy_rows(self) -> Iterator[tuple[str, str]]:
        for report in self.reports:
            selection = report.selection
            if selection.policy is ORDERS_ALONE:
                yield "Policy", f"{self._why_none()}; the orders given in this case are judged"
                continue
            incident = incident_day(self.reckoning)
            day = f" ({day_words(incident)})" if incident is not None else ""
            mark = "HYPOTHETICAL: " if selection.is_hypothetical else ""
            reason = selection.reason + ("" if selection.is_hypothetical else day)
            applies = selection.policy.applies
            if applies is not None and not selection.is_certain:
                reason += f"; it applies {days_in_force(applies)}"
            yield "Policy", f"{mark}{selection.policy.id}, {selection.policy.title}; {reason}"
        if not self.reports:
            yield "Policy", f"{self._why_none()}; nothing is judged"

    def _why_none(self) -> str:
        """Why no policy judges: there is no day to choose one by, or none that fits."""
        if self.extras.awaiting:
            others = listed([_with_command(policy) for policy in self.extras.awaiting])
            return f"none, as the case names no command; {others}"
        if self.reckoning.incidents:
            return "none here fits these forces, this command and that day"
        nouns = [kind.noun for kind in self.reckoning.kinds.values() if kind.incident]
        found = "is recorded" if self.judged.known_on is None else "was certainly public by then"
        return f"no {listed(nouns, 'or') or 'incident'} {found} to choose one by"

    def _as_of_words(self) -> str:
        day, recorded = format_day(self.as_of), self.reckoning.file.case.recorded_day
        followed = followed_words(self.as_of, recorded)
        if recorded is None or followed:
            return f"the end of {day}; {followed}"
        if recorded == self.as_of:
            return f"the end of {day}; the record was checked to that day"
        return f"the end of {day}; the record goes on to {format_day(recorded)}"

    def _capped_rows(self) -> Iterator[tuple[str, str]]:
        if self.reckoning.is_capped:
            yield (
                "Capped",
                "too many one-of dates or readings to try each: bounds may be wider than need be",
            )

    def _known_rows(self) -> Iterator[tuple[str, str]]:
        if self.judged.known_on is not None:
            day = format_day(self.judged.known_on)
            yield "Known", f"only what was certainly public by the end of {day} counts"

    def _results(self) -> Iterator[tuple[str, Text]]:
        """How many findings of which urgency, the worst first; apart by what may have applied."""
        parts = [] if self.reports else [("nothing is judged", "")]
        for report in self.reports:
            counts = list(_counted(report.findings))
            under = if_in_force(report.selection)
            if under:
                (words, style), *rest = counts
                yield "Result", self._in_a_row([(f"{under}, {words}", style), *rest])
            else:
                parts += counts
        contradictions = contradictions_words(self.reckoning)
        if contradictions:
            parts.append((contradictions, "yellow"))
        if parts:
            yield "Result", self._in_a_row(parts)

    def _in_a_row(self, parts: Iterable[tuple[str, str]]) -> Text:
        """Words in their styles, with dots between."""
        whole = self.page.text("")
        for number, (words, style) in enumerate(parts):
            whole.append_text(self.page.text(" · " if number else ""))
            whole.append_text(self.page.text(words, style))
        return whole

    def timeline(self) -> None:
        """The drawn timeline."""
        page = self.page
        bars = chart_bars(self.reckoning, self.judged.findings, self.kinds, self.judged.drawn_to)
        legend = "solid: certain · pale: some time in it · arrow: no end recorded"
        page.heading("Timeline", legend)
        if not bars:
            return
        labels = max(len(bar.label) for bar in bars)
        remarks = max(len(bar.remark) for bar in bars)
        width = max(10, page.width - labels - 4 - (remarks + 1 if remarks else 0))
        first, ticks = axis(scale_of(bars, width, self.judged.drawn_to))
        end = format_day(self.judged.drawn_to)
        ends = f"{first}{' ' * max(1, width - len(first) - len(end))}{end}"
        page.line((f"{'':{labels + 2}}{ends}", "dim"))
        page.line((f"{'':{labels + 2}}{ticks}", "dim"))
        for drawn in draw(bars, width, self.judged.drawn_to, ascii_only=page.ascii_only):
            row = page.text(f"{drawn.label:<{labels}}  ")
            for cell, kind in zip(drawn.cells, drawn.kinds, strict=True):
                row.append_text(page.text(cell, CELL_STYLES.get(kind, "")))
            if drawn.remark:
                row.append_text(page.text(f" {drawn.remark}"))
            row.rstrip()
            page.console.print(row, soft_wrap=True)

    def measures(self) -> None:
        """How long each stage took, or has been waited for."""
        shown = [one for one in self.judged.latencies if one.days is not None]
        shown = [one for one in shown if not one.is_about_the_file]
        if not shown:
            return
        elsewhere = any(event.is_elsewhere for event in self.reckoning.events.values())
        zones = ", and across time zones a day more or less" if elsewhere else ""
        note = f"days; a range holds every day that the claims leave open{zones}"
        self.page.heading("Latencies", note)
        width = max(len(latency.measure.label) for latency in shown)
        for latency in shown:
            words = latency_words(latency) + self._peer_words(latency.measure.id)
            label = f"{latency.measure.label:<{width}}"
            self.page.line(f"{label}  {words}", indent=1, hang=width + 2)
        for note in dict.fromkeys(note for latency in shown for note in latency.notes):
            self.page.line((f"{capital(note)}.", "dim"), indent=1)

    def _peer_words(self, measure: str) -> str:
        rank = (self.extras.peers or {}).get(measure)
        if rank is None or not rank.others:
            return ""
        place = f"slower than {rank.faster} and faster than {rank.slower} of {rank.others}"
        return f"  (for certain {place} other cases)"

    def differences(self) -> None:
        """What the policy asked for judges otherwise than the case's own."""
        for selection, found in self.extras.differences:
            against, by = self._against(selection)
            self.page.heading("Differences", f"HYPOTHETICAL, against {against}")
            if not found:
                self.page.line("No verdict differs.", indent=1)
            for one in found:
                asked = one.asked or "no such rule"
                of_the_day = one.of_the_day or "no such rule"
                words = f"  hypothetically {asked}; by {by} {of_the_day}"
                self.page.line((one.label, "bold"), words, indent=1, hang=4)

    def _against(self, selection: Selection) -> tuple[str, str]:
        """What a policy is to the case, and what a row calls it."""
        name = selection.policy.id
        if any(report.selection.policy.id == name for report in self.reports):
            name = f"{name} itself"
        if self.reckoning.file.case.policy is not None:
            return f"{name}, which the case names", "it"
        if selection.is_certain:
            return f"{name}, the policy of the day", "the policy of the day"
        return f"{name}, which may have been the policy of the day", "it"

    def findings(self, report: Report) -> None:
        """What was expected and what came of it, the worst first."""
        selection = report.selection
        mark = "HYPOTHETICAL, " if selection.is_hypothetical else ""
        unless = "no text read here states a limit unless one is named"
        doubt = "" if selection.is_certain else ", if it was in force"
        self.page.heading("Findings", f"{mark}by {selection.policy.id}{doubt}; {unless}")
        for title, group in _grouped(report.findings):
            self.page.line((title, "underline"), indent=1)
            for finding in group:
                self._finding(finding, report)

    def _finding(self, finding: Finding, report: Report) -> None:
        hypothetical = report.selection.is_hypothetical
        look = look_of(finding)
        sign = look.ascii_sign if self.page.ascii_only else look.sign
        style = (
            look.style
            if finding.tier is not Tier.YARDSTICK
            else look.style.replace("red", "yellow")
        )
        label = finding.question.rule.label or capital(f"{self.phrases.noun(finding)}, by order")
        where = [part for part in (finding.question.track,) if part]
        if finding.question.round > 1:
            where.append(f"round {finding.question.round}")
        told = f" [{listed(where, ',')}]" if where else ""
        mark = "hypothetically " if hypothetical else ""
        verdict = f"{mark}{verdict_words(finding)}"
        if group_of(finding) == "yardstick":
            verdict += " (yardstick, no rule)"
        elif finding.verdict is Verdict.MET and _has_no_limit(finding):
            verdict += " (no limit stated)"
        elif look.urgency is not Urgency.BAD and finding.has_passed_a_limit:
            verdict += ", but past an earlier limit"
        unsourced = "" if finding.question.rule.source or finding.question.order else " (unsourced)"
        said = f"  {label}{told}{unsourced}"
        self.page.line((f"{sign} {verdict}", style), said, indent=2, hang=4)
        supposed = "Hypothetical: " if hypothetical else ""
        words = self.phrases.because(finding, silent_on_none=True)
        self.page.line(supposed + words, indent=6)
        asked = practices_of(finding, report) if is_against_practice(finding) else []
        for words in practice_lines(self.extras.practices, asked):
            self.page.line(words, indent=6)

    def events(self) -> None:
        """Every event that may have happened by then, in order, with its sources."""
        page = self.page
        shown, later = self._in_order()
        page.heading("Events", "+N behind a source: N more say so")
        rows = [(self._when(event), self._what(event), self._sources(event)) for event in shown]
        page.table(["When", "What", "Source"], rows, wraps=("What",))
        if later:
            more = "event is" if later == 1 else "events are"
            page.line(
                (f"{later} later {more} left out: they came after {format_day(self.as_of)}.", "dim")
            )
        self._left_aside()

    def _in_order(self) -> tuple[list[DatedEvent], int]:
        events = list(self.reckoning.events.values())
        shown = [
            event
            for event in events
            if self.reckoning.happened(event.id, self.as_of) is not Truth.NO
        ]

        def begins(event: DatedEvent) -> tuple[int, int]:
            bound = self.reckoning.case_day_of(event.id)
            return bound.min or 0, bound.max or 1 << 40

        return sorted(shown, key=begins), len(events) - len(shown)

    def _when(self, event: DatedEvent) -> Text:
        stretches = self.reckoning.days_of(event.id)
        words = stretches_words(stretches)
        minute = self.reckoning.minute_of(event.id)
        if minute is not None:
            words += f" {format_minute(minute)}"
        if event.is_elsewhere:
            words += f" ({event.zone.rpartition('/')[2].replace('_', ' ')})"
        exact = len(stretches) == 1 and stretches[0].exact is not None
        unsure = self.reckoning.happened(event.id, self.as_of) is Truth.UNKNOWN
        text = self.page.text(words, "" if exact else "italic")
        if unsure:
            text.append_text(self.page.text(" (perhaps later)", "yellow"))
        return text

    def _what(self, event: DatedEvent) -> Text:
        own = event.event
        label = own.label or self.kinds[own.kind].label
        text = self.page.text(label, "bold" if self.kinds[own.kind].incident else "")
        extra = [part for part in (own.form, own.outcome.replace("_", " ")) if part]
        if own.track:
            extra.append(f"track {own.track}")
        if own.round > 1:
            extra.append(f"round {own.round}")
        if extra:
            text.append_text(self.page.text(f" ({', '.join(extra)})"))
        if own.by:
            text.append_text(self.page.text(f" {self._dash} {own.by}", "dim"))
        return text

    @property
    def _dash(self) -> str:
        return "—"

    def _sources(self, event: DatedEvent) -> str:
        names = [one.claim.source for one in event.claims if one.claim.standing == "accepted"]
        names = list(dict.fromkeys(names))
        more = f" +{len(names) - 1}" if len(names) > 1 else ""
        return (names[0] if names else _no_source(event)) + more

    def _left_aside(self) -> None:
        """Disputed and rejected claims, so that nobody thinks they were overlooked."""
        aside = list(self._aside())
        if not aside:
            return
        self.page.blank()
        self.page.line(("Claims that stand aside", "underline"), indent=1)
        for name, says, statement in aside:
            self.page.line(
                (f"{statement.standing} ", "yellow"),
                says,
                (f" ({statement.source or 'no source'}) {statement.because}", "dim"),
                indent=2,
                hang=4,
            )
            if name in self.trials:
                self.page.line((trial_words(self.trials[name]), "dim"), indent=6)

    def _aside(self) -> Iterator[tuple[str, str, Claim | Absence]]:
        for event in self.reckoning.events.values():
            if self.reckoning.happened(event.id, self.as_of) is Truth.NO:
                continue
            for one in event.claims:
                if one.claim.standing != "accepted":
                    name = f"{event.id}#{one.number}"
                    yield name, f"{event.id}: {one.claim.when.text}", one.claim
        for place, absence in self.reckoning.record.absences:
            when = absence.until or absence.before
            if absence.standing != "accepted" and when is not None:
                word = "by the end of" if absence.until else "before"
                yield f"absences#{place + 1}", f"no {absence.kind} {word} {when.text}", absence

    def questions(self) -> None:
        """What would settle the findings that cannot be settled."""
        if not self.open_questions:
            return
        more = len(self.open_questions) - _MOST_QUESTIONS
        note = f"the best {_MOST_QUESTIONS} of {len(self.open_questions)}" if more > 0 else ""
        self.page.heading("Open questions", note)
        for question in self.open_questions[:_MOST_QUESTIONS]:
            print_question(self.page, self.phrases, question)

    def tolls(self) -> None:
        """Who says how many."""
        tolls = [toll for _, toll in self.reckoning.record.tolls if _is_by(toll.on, self.as_of)]
        if not tolls:
            return
        self.page.heading("Tolls", "as stated by each claimant")
        self.page.table(
            ["Claimant", "On", "Killed", "Injured", "Children", "Of", "Source"],
            [self._toll(toll) for toll in tolls],
            wraps=("Claimant", "Of"),
        )

    def _toll(self, toll: Toll) -> list[str]:
        by = toll.by + (" (official)" if toll.official else "")
        return [
            by,
            when_words(toll.on.text) if toll.on else "",
            count_words(toll.killed),
            count_words(toll.injured),
            count_words(toll.children),
            toll.of,
            toll.source or "",
        ]

    def contradictions(self) -> None:
        """Accepted claims that cannot all be true."""
        conflicts = self.reckoning.conflicts
        if not conflicts:
            return
        count = len(self.reckoning.readings)
        capped = " at least" if self.reckoning.is_capped else ""
        every = "the only reading" if count == 1 else f"all{capped} {count} readings"
        self.page.heading("Contradictions", f"verdicts hold under {every} of the claims")
        for number, conflict in enumerate(conflicts, start=1):
            alone = len(conflict.claims) == 1
            which = "This claim cannot be true" if alone else "These claims cannot all be true"
            self.page.line(f"{number}. {which}:", indent=1)
            for claim in conflict.claims:
                self._in_conflict(claim)
            if conflict.against:
                self.page.line("against what cannot be given up:", indent=4)
            for one in conflict.against:
                self._in_conflict(one)
            for claim_id, bounds in conflict.without.items():
                days = [f"{event} {day_words(bound)}" for event, bound in bounds.items()]
                self.page.line(
                    (f"without {claim_id}: {listed(days, ',')}", "dim"), indent=4, hang=2
                )

    def _in_conflict(self, one: Statement) -> None:
        source = f"  {one.source}" if one.source else ""
        self.page.line(one.says_by_meaning, (f"{source}  {one.location}", "dim"), indent=4, hang=2)

    def plans(self) -> None:
        """Claims of what was still to come; they date no event."""
        lines = list(plan_lines(self.reckoning))
        if lines:
            self.page.heading("Plans", "as told beforehand; they date nothing")
        for line in lines:
            self.page.line(line, indent=1, hang=4)

    def sources_cited(self) -> None:
        """Every source that what is shown rests on."""
        cited = {
            one.claim.source for event in self.reckoning.events.values() for one in event.claims
        }
        cited |= {plan.placed.claim.source for plan in self.reckoning.record.plans}
        cited |= {absence.source or "" for _, absence in self.reckoning.record.absences}
        cited |= {toll.source or "" for _, toll in self.reckoning.record.tolls}
        shown = [name for name in sorted(self.judged.sources) if name in cited]
        if not shown:
            return
        self.page.heading("Sources")
        for name in shown:
            source = self.judged.sources[name]
            day = source.published.text if source.published else "no date"
            words = ", ".join(part for part in (source.publisher, day, source.reliability) if part)
            self.page.line((name, "bold"), f"  {words}", indent=1, hang=4)


def _with_command(policy: Policy) -> str:
    """What a case has to say for a policy to judge it."""
    commands = () if policy.applies is None else policy.applies.command
    return f"with command: {listed(commands, 'or')} it would be {policy.id}"


def _no_source(event: DatedEvent) -> str:
    """Why an event that counts has no source to name."""
    standings = {one.claim.standing for one in event.claims}
    if event.is_implied:
        return "implied; date not on record"
    if not standings:  # known to exist, because what was in print counts from it
        return "none in print by then"
    return "disputed only" if "disputed" in standings else "rejected only"


_PAST = "past an earlier limit that was extended or replaced"
_TITLES = {
    "bad": "Over a limit or an order, missing or out of order",
    "past": "Past an earlier limit; whether past a later one, if it holds, cannot be told",
    "extended": f"P{_PAST[1:]}, not past the last",
    "practice": "Missing or out of order against practice, which is no duty and no breach",
    "yardstick": "Over a yardstick: a measure of this project's own, no rule and no breach",
    "doubt": "Nobody can tell yet",
    "open": "Undone, and no limit passed",
    "done": "Done",
    "aside": "Not due or not required",
}


def _has_no_limit(finding: Finding) -> bool:
    """Whether the text that was read sets no limit, and nothing else measures."""
    return finding.tier is Tier.NONE and isinstance(finding.question.rule.limit, NoneStated)


def _is_by(when: Absolute | Unknown | None, day: int) -> bool:
    """Whether a statement can have been made by a day."""
    first = None if when is None else first_day(when)
    return first is None or first <= day


def _grouped(findings: Iterable[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    found = list(findings)
    for name, title in _TITLES.items():
        group = [finding for finding in found if group_of(finding) == name]
        if group:
            yield title, group


def _counted(findings: Sequence[Finding]) -> Iterator[tuple[str, str]]:
    """How many of which urgency: duties first, then what is no duty, then the rest."""
    groups = [group_of(finding) for finding in findings]
    for name, (head, none, style) in _FAULTY.items():
        group = [one for one, where in zip(findings, groups, strict=True) if where == name]
        counts = [f"{count} {fault}" for fault, count in fault_counts(group).items()]
        if counts or none:
            yield f"{head}: {', '.join(counts) or none}", style if counts else ""
    for name, (text, style) in _COUNTS.items():
        if name in groups:
            yield f"{groups.count(name)} {text}", style


_FAULTY = {
    "bad": (
        "limits, orders and binding steps",
        "none certainly over, missing or out of order",
        "bold red",
    ),
    "practice": ("practice, which is no duty", "", "yellow"),
}
_COUNTS = {
    "past": (
        "past an earlier limit; whether past a later one, if it holds, cannot be told",
        "yellow",
    ),
    "extended": (f"{_PAST}, not past the last", ""),
    "yardstick": ("over a yardstick, which is no rule", "yellow"),
    "doubt": ("cannot be told", "yellow"),
    "open": ("undone with no limit passed", "cyan"),
    "done": ("done", "green"),
    "aside": ("not due or not required", "dim"),
}

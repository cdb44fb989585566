"""The commands that show more than one case: list, compare, overdue; and policies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.chrono.bound import Bound
from timeline.chrono.days import format_day
from timeline.chrono.truth import Truth
from timeline.conformance.policies import incident_day
from timeline.conformance.verdict import Tier, Verdict
from timeline.render.sentences import Phrases
from timeline.render.theme import LOOKS
from timeline.render.words import day_words, latency_words, length_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rich.text import Text

    from timeline.codes import Code
    from timeline.conformance.finding import Finding, Report
    from timeline.conformance.judged import Judged
    from timeline.model.kind import Kind
    from timeline.portfolio.compare import Comparison
    from timeline.reckoning.reckoning import Reckoning
    from timeline.render.page import Page


def case_state(reckoning: Reckoning, as_of: int) -> str:
    """Where the process stands: the stage furthest on that has certainly been reached."""
    reached = {
        event.event.kind
        for event in reckoning.events.values()
        if reckoning.happened(event.id, as_of) is Truth.YES
    }
    incidents = {kind.id for kind in reckoning.kinds.values() if kind.incident}
    if not reached & incidents:
        return "not yet happened"
    for kind, words in _STATES:
        if kind in reached:
            return words
    further = [kind.label for kind in reckoning.kinds.values() if kind.id in reached - incidents]
    own = [label for label in further if not reached & _SHIPPED_STAGES]
    return own[-1].lower() if own else "nothing opened"


_STATES = (
    ("conclusion", "concluded"),
    ("investigation_closed", "investigation closed"),
    ("investigation_opened", "under investigation"),
    ("assessment_closed", "assessed"),
    ("assessment_opened", "under assessment"),
)
_SHIPPED_STAGES = {"strike"}


def print_list(page: Page, cases: Sequence[Judged], problems: int) -> None:
    """Every case: dates, state, what is late or overdue."""
    table = []
    for judged in cases:
        strike = incident_day(judged.reckoning)
        table.append(
            (
                judged.id,
                day_words(strike) if strike else "none recorded",
                case_state(judged.reckoning, judged.as_of),
                _late_words(judged.reports),
                format_day(judged.as_of),
                judged.reckoning.file.case.title,
            )
        )
    page.table(
        ["Case", _incident_heading(cases), "State", "Late or overdue", "As of", "Title"],
        table,
        wraps=("Title", "Late or overdue"),
    )
    if problems:
        kept_out = f"{_counted(problems, 'problem')} kept files out: see timeline check"
        page.line((kept_out, "yellow"))


def _incident_heading(cases: Sequence[Judged]) -> str:
    """What this vocabulary calls what a case is about."""
    labels = {
        judged.kinds[judged.reckoning.events[name].event.kind].label
        for judged in cases
        for name in judged.reckoning.incidents
    }
    return labels.pop() if len(labels) == 1 else "Incident"


def _late_words(reports: Sequence[Report]) -> str:
    """Counts by tier; what is certain and what is possible apart."""
    if not reports:
        return "not judged"
    findings = [finding for report in reports for finding in report.findings]
    late = (Verdict.OVERDUE, Verdict.MET_LATE)
    unsure = (Verdict.POSSIBLY_OVERDUE, Verdict.MET_POSSIBLY_LATE)
    wrong = (Verdict.MISSING, Verdict.OUT_OF_ORDER)
    limits = sum(
        finding.has_passed_a_limit or (finding.verdict in wrong and finding.is_duty)
        for finding in findings
    )
    counts = [
        (limits, "over a limit or order"),
        (_count(findings, late, Tier.YARDSTICK), "over a yardstick"),
        (sum(one.verdict in wrong and not one.is_duty for one in findings), "against practice"),
        (sum(one.verdict in unsure for one in findings), "possibly late"),
    ]
    return ", ".join(f"{count} {words}" for count, words in counts if count) or "none"


def _count(findings: Sequence[Finding], verdicts: Sequence[Verdict], tier: Tier) -> int:
    return sum(finding.verdict in verdicts and finding.tier is tier for finding in findings)


_COMPARISON_NOTE = (
    "A range holds every day that the claims leave open; slower is said only where it holds "
    "whatever the unknown dates are. None recorded does not say that there was none. — means that "
    "the measure does not apply."
)


def print_comparison(
    page: Page, cases: Sequence[Judged], comparisons: Sequence[Comparison]
) -> None:
    """Measures side by side, and who was slower, for certain or not."""
    names = [judged.id for judged in cases]
    rows = []
    for row in comparisons:
        cells = [latency_words(cell) for cell in row.cells]
        rows.append((row.measure.label, *cells, comparison_words(row)))
    page.table(["Measure", *names, "Slower"], rows, wraps=("Measure", "Slower"))
    page.blank()
    page.line((_COMPARISON_NOTE, "dim"))
    everywhere = {
        caution for row in comparisons for caution in row.cautions if "policies" in caution
    }
    for caution in sorted(everywhere):
        page.line((f"Caution: {caution}.", "yellow"))


def comparison_words(row: Comparison) -> str:
    """may3-syria, by 45 to 51 days, certain."""
    if row.by is None:
        return "nothing to compare"
    if row.slower:
        return f"{row.slower}, by {length_words(row.by)}, certain"
    if row.by == Bound(0, 0):
        return "equal, certain"
    unrecorded = [caution for caution in row.cautions if caution.startswith("none recorded")]
    if unrecorded:
        return f"cannot tell: {unrecorded[0].partition(',')[0]}"
    return "cannot tell"


def print_overdue(
    page: Page,
    rows: Iterable[tuple[Report, Finding]],
    kinds: Mapping[str, Kind],
    as_of: int | None,
) -> None:
    """What is overdue anywhere, limits before yardsticks, worst first."""
    found = list(rows)
    if not found:
        day = f" as of {format_day(as_of)}" if as_of is not None else ""
        page.line(f"Nothing is overdue{day}, by any limit, order or yardstick.")
        return
    tiers = (("Over a limit or an order", False), ("Over a yardstick, which is no rule", True))
    for title, yardstick in tiers:
        group = [row for row in found if (row[1].tier is Tier.YARDSTICK) is yardstick]
        if not group:
            continue
        page.line((title, "bold underline"))
        for report, finding in group:
            _print_overdue_row(page, report, finding, kinds)


def _print_overdue_row(
    page: Page, report: Report, finding: Finding, kinds: Mapping[str, Kind]
) -> None:
    look = LOOKS[finding.verdict]
    sign = look.ascii_sign if page.ascii_only else look.sign
    phrases = Phrases(report.reckoning, kinds, report.as_of)
    late = "" if finding.days_late is None else f", {length_words(finding.days_late)} over"
    if not late and finding.has_passed_a_limit:
        late = ", but past an earlier limit"
    mark = "hypothetically " if report.selection.is_hypothetical else ""
    style = look.style if finding.tier is not Tier.YARDSTICK else "yellow"
    page.line(
        (f"{sign} {mark}{finding.verdict.value}{late}", style),
        ("  " + report.case_id, "bold"),
        f"  {finding.question.rule.label or finding.id}  as of {format_day(report.as_of)}",
        indent=1,
        hang=4,
    )
    page.line(phrases.because(finding, silent_on_none=True), indent=5)


def print_problems(page: Page, texts: Sequence[str], files: int, contradictions: int) -> None:
    """Every problem as it was drawn, and a count."""
    for text in texts:
        page.console.print(page.text("").append_text(_kept_lines(page, text)), soft_wrap=True)
        page.blank()
    if not texts:
        page.line((f"{_counted(files, 'file')}, no problems.", "green"))
        return
    more = f", {contradictions} of them contradictions" if contradictions else ""
    page.line((f"{_counted(files, 'file')}, {_counted(len(texts), 'problem')}{more}.", "bold red"))


def print_code(page: Page, code: str, about: Code) -> None:
    """What the code of a problem means, with examples."""
    page.line((f"{code}  {about.title}", "bold"))
    page.blank()
    page.line(about.paragraph)
    page.blank()
    page.line(("wrong: ", "dim"), about.wrong, indent=2, hang=7)
    page.line(("right: ", "dim"), about.right, indent=2, hang=7)


def _counted(number: int, noun: str) -> str:
    return f"1 {noun}" if number == 1 else f"{number} {noun}s"


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"


def _kept_lines(page: Page, text: str) -> Text:
    """A drawing of several lines, each made safe by itself."""
    whole = page.text("")
    for number, line in enumerate(text.split("\n")):
        whole.append("\n" if number else "")
        whole.append_text(page.text(line))
    return whole

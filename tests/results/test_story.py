"""Laws of stories: no sharper than the findings, no other days than theirs, nothing from later."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given

from tests.builders import ordinal
from tests.properties.law_cases import LawCase, law_cases
from tests.results.stories import VERDICTS, as_judged, of_verdict_file, shipped, texts, told, view
from tests.results.test_dates import held, read
from timeline.chrono.interval import Interval
from timeline.chrono.truth import Truth
from timeline.conformance.finding import Finding, Report
from timeline.conformance.verdict import Tier, Verdict
from timeline.results.build.case import case_record
from timeline.results.build.explain import explained_finding
from timeline.results.build.findings import finding_record
from timeline.results.build.many import explain_record
from timeline.results.story import StepRecord, StoryRecord
from timeline.results.values import DayRange

CASES = view().workspace.case_ids
LATE = {Verdict.MET_LATE, Verdict.LATE}  # what is overdue by silence alone may have been done
LIMITS = {Tier.ORDER, Tier.LIMIT}


def is_missed(finding: Finding, report: Report) -> bool:
    """Say, without the program's own words for it, that a deadline or a duty was missed."""
    orders = [one.line.force for one in finding.limits if one.line.tier is Tier.ORDER]
    if finding.tier is not Tier.ORDER:
        if report.selection.in_force(finding.question.rule.id) is not Truth.YES:
            return False
        binds = finding.question.rule.force in ("binding", "order")
        binds = binds and finding.question.rule.source is not None
    else:
        binds = "order" in orders
    is_late = finding.verdict in LATE and finding.tier in LIMITS and binds
    return finding.breach is Truth.YES or is_late


def check_signs(reports: Iterable[Report], story: StoryRecord) -> None:
    """Hold the red and the green of a story against the findings."""
    pairs = [(report, finding) for report in reports for finding in report.findings]
    missed = {finding.id for report, finding in pairs if is_missed(finding, report)}
    red = [line for line in story.lines if line.sign == "missed"]
    assert {name for line in red for name in line.findings} == missed
    named = {step.finding for step in story.steps if step.sign == "missed"}
    assert named <= missed
    assert {figure.finding for figure in story.figures if figure.sign == "missed"} <= missed
    marks = [mark.status for lane in story.lanes for mark in lane.marks]
    assert missed or "missed" not in marks
    statuses = [deadline.status for step in story.steps for deadline in step.deadlines]
    assert missed or "missed" not in statuses
    in_time = [one for _, one in pairs if one.verdict is Verdict.MET and one.tier in LIMITS]
    met = {finding.id for finding in in_time if finding.breach is not Truth.YES}
    assert {name for line in story.lines if line.sign == "kept" for name in line.findings} <= met
    if red:
        assert story.lines[0].sign == "missed"
        assert story.headline == story.lines[0].text


@pytest.mark.parametrize("name", CASES)
def test_signs_of_shipped_cases(name: str) -> None:
    """Red for what is missed for certain and for nothing else, green for what was kept."""
    case, story = shipped(name)
    check_signs(case.reports, story)


@pytest.mark.parametrize("path", VERDICTS, ids=[path.stem for path in VERDICTS])
def test_signs_of_every_verdict(path: Path) -> None:
    """The same of each file of verdicts."""
    report = of_verdict_file(path)
    story = told(report)
    check_signs([report], story)
    check_words(story)


@given(law_cases())
def test_signs_of_random_cases(case: LawCase) -> None:
    """The same of small cases with vague dates, orders, denials and rules of every force."""
    report = case.report()
    check_signs([report], told(report))


def check_words(story: StoryRecord) -> None:
    """Hold words of days and lengths against the days and lengths of the record."""
    assert story.headline.endswith(".")
    assert len(story.figures) <= 4
    assert sum(step.is_listed for step in story.steps) <= 14
    # A short page never leaves out what a deadline judges.
    assert all(step.is_listed for step in story.steps if step.deadlines or step.sign == "missed")
    assert all(lane.is_listed for lane in story.lanes if lane.marks)
    for step in story.steps:
        check_days(step)
    for text in texts(story):
        assert not re.search(r"\d{4}-\d\d(?!\d)", text), text
        assert "None days" not in text
        assert "  " not in text


def check_days(step: StepRecord) -> None:
    """Read the cells of one step back."""
    words = re.sub(r"^(from|ended|perhaps) ", "", step.when)
    if step.day is None:
        assert step.when.startswith("none"), step.when
        return
    if words == "not known":
        return
    own = as_interval(step.day)
    found = read(words)
    if words.startswith("by "):
        assert found.max == own.max
    else:
        assert found == own, (step.when, step.day)
    brief = re.sub(r"^(from|ended|perhaps) ", "", step.when_brief)
    assert read(brief).hull(own) == read(brief)
    took = re.sub(r" (after|before) [a-z ]+$", r" \1 strike", step.took)
    took = took.removeprefix("finding ").removesuffix(" later")
    is_length = re.match(r"(at most |at least )?[\d,]+|same|next|not known|uncertain", took)
    if step.days is not None and is_length:
        bound = Interval(step.days.min, step.days.max)
        assert held(took).hull(bound) == held(took), step.took


def as_interval(day: DayRange) -> Interval:
    """A range of days as ordinals."""
    ends = (end if end is None else end.toordinal() for end in (day.min, day.max))
    return Interval(*ends)


@pytest.mark.parametrize("name", CASES)
def test_words_of_shipped_cases_say_what_the_record_says(name: str) -> None:
    """Dates are read back as the same days, lengths hold every day that is left."""
    check_words(shipped(name)[1])


@given(law_cases())
def test_words_of_random_cases_say_what_the_record_says(case: LawCase) -> None:
    """The same of small cases."""
    check_words(told(case.report()))


DAYS = {
    "may3-syria": ("2023-05-03", "2023-05-24", "2023-06-30", "2023-08-01", "2023-12-01"),
    "kabul-2021": ("2021-08-29", "2021-09-09", "2021-10-01", "2021-12-01"),
    "hawija-2015": ("2015-06-03", "2016-07-01", "2019-11-04", "2022-06-01", "2025-04-01"),
    "kunduz-msf-2015": ("2015-10-04", "2015-11-24", "2016-03-01"),
    "halabsa-2016": ("2016-04-16", "2016-04-20", "2020-03-15"),
    "mosul-jadida-2017": ("2017-03-20", "2017-04-15"),
}
WRITTEN = re.compile(r"\b(\d{1,2}) ([A-Z][a-z]{2,8}) (\d{4})\b")


def dates_in(text: str) -> list[date]:
    """Days that a sentence names."""
    found = [read(" ".join(match)) for match in WRITTEN.findall(text)]
    return [date.fromordinal(bound.max) for bound in found if bound.max is not None]


@pytest.mark.parametrize(
    ("name", "day"), [(name, day) for name, days in DAYS.items() for day in days]
)
def test_nothing_is_told_from_after_the_day_judged(name: str, day: str) -> None:
    """No event, length or sentence is of a later day; deadlines and plans alone lie ahead."""
    case, story = shipped(name, as_of=day, is_ranked=name == "may3-syria")
    last = date.fromisoformat(day)
    check_words(story)
    come = {one for one in case.inference.events
            if case.inference.happened(one, ordinal(day)) is not Truth.NO}  # fmt: skip
    assert {event for step in story.steps for event in step.events} <= come
    assert story.checked_to is None or story.checked_to <= last
    for step in story.steps:
        assert step.day is None or step.day.max is None or step.day.max <= last
        most = None if step.days is None else step.days.max
        assert most is None or most <= (last - incident_of(story)).days + 1
    for lane in story.lanes:
        for bar in lane.bars:
            assert bar.end.max is None or bar.end.max <= last
        for point in lane.points:
            is_past = point.day.max is None or point.day.max <= last
            assert is_past or point.sort == "planned"
    assert story.summary == ""
    for line in story.lines:
        if not line.is_deadline:
            # the months of sources are those in which what is told was printed
            for text in (line.text, *line.details):
                assert all(one <= last for one in dates_in(text)), text
    assert all(one <= last for fact in story.facts for one in dates_in(fact))


def incident_of(story: StoryRecord) -> date:
    """The first day of the incident."""
    first = None if story.incident is None else story.incident.min
    return date.max - timedelta(9) if first is None else first


@pytest.mark.parametrize("day", ["2023-05-20", "2023-06-29", "2023-07-27", "2024-05-01"])
def test_nothing_is_told_that_was_not_public(day: str) -> None:
    """With a day of knowledge no later publication is named, nor what it alone tells."""
    case, story = shipped("may3-syria", known_on=day)
    check_words(story)
    check_signs(case.reports, story)
    assert {event for step in story.steps for event in step.events} <= set(case.inference.events)
    last = date.fromisoformat(day)
    for line in story.lines:
        assert all(one <= last for text in (line.text, *line.details) for one in dates_in(text))
    assert "2024" not in " ".join(texts(story)) or day > "2024"


@pytest.mark.parametrize("name", CASES)
def test_silence_is_said_as_silence(name: str) -> None:
    """None on record: we have not checked, or who searched or denied it, and when."""
    case, story = shipped(name)
    standings = {
        finding.id: finding.standing
        for report in case.reports
        for finding in report.findings
        if finding.standing is not None
    }
    for line in story.lines:
        for name_of in line.findings:
            standing = standings.get(name_of)
            if line.sign != "open" or standing is None:
                continue
            said = " ".join(line.details)
            match standing.ground:
                case "denied":
                    assert "says" in said
                case "searched":
                    assert "searched" in said
                case "not searched":
                    assert "We have not checked for one." in said


@pytest.mark.parametrize("name", CASES)
def test_every_finding_is_quotable(name: str) -> None:
    """Its sentence says what happened, by which rule or order, and to which day it was checked."""
    case, _ = shipped(name)
    for report in case.reports:
        for finding in report.findings:
            found = finding_record(finding, report)
            assert found.sentence.endswith((".", ".”"))
            assert not re.search(r"\d{4}-\d\d(?!\d)", found.sentence), found.sentence
            if found.tier == "order":
                assert re.search(r"Orders? (for this case|by [A-Z])", found.sentence)
            elif found.tier == "benchmark":
                assert "our benchmark" in found.sentence
            else:
                assert found.source_title in found.sentence
                assert found.reviewed_on is None or "read " in found.sentence
            assert "ecord checked to" in found.sentence or found.judged_on is not None


@pytest.mark.parametrize("name", CASES)
def test_a_receipt_says_met_of_a_deadline_alone(name: str) -> None:
    """Of a step without one it says done, and that none was set or found."""
    case, _ = shipped(name)
    for report in case.reports:
        for finding in report.findings:
            if finding.verdict is not Verdict.MET:
                continue
            (receipt,) = explain_record(case, [explained_finding(report, finding)]).receipts
            last = next(one.text for one in receipt.receipt if one.step == "verdict")
            if finding.tier is Tier.NONE:
                assert last.startswith("Done, ")
                assert "set no deadline" in last or "was not found" in last
            else:
                assert last.startswith("Met, ")


@pytest.mark.parametrize("path", VERDICTS, ids=[path.stem for path in VERDICTS])
def test_every_verdict_is_told_in_a_sentence(path: Path) -> None:
    """A case record is made of every verdict file; each sentence is one in people's dates."""
    report = of_verdict_file(path)
    for finding in case_record(as_judged(report)).findings:
        assert finding.sentence[:1].isupper() or finding.sentence[:1].isdigit()
        assert not re.search(r"\d{4}-\d\d-\d\d|None\b(?! by| found)", finding.sentence), finding

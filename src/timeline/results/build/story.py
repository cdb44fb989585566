"""The story of a judged case: headline, figures, lines, steps and lanes, decided once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from timeline.conformance.verdict import Tier, Verdict
from timeline.portfolio.tolls import judged_tolls
from timeline.results.build.dates import about_years, count_words, date_words, is_vague
from timeline.results.build.events import claims_of, not_counted_record
from timeline.results.build.pace import pace_words
from timeline.results.build.scene import Scene
from timeline.results.build.sources import sources_record
from timeline.results.build.state import shown_summary, shows_a_part
from timeline.results.build.story_lanes import lanes_of
from timeline.results.build.story_lines import NO_RULES, coverage, lines_of
from timeline.results.build.story_short import shortened
from timeline.results.build.story_steps import steps_of
from timeline.results.build.telling import DEADLINES
from timeline.results.build.values import as_date, as_range, day_range
from timeline.results.build.words import capital
from timeline.results.story import CountsRecord, KeyFigure, StoryRecord

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from timeline.conformance.judged import Judged
    from timeline.portfolio.peers import PeerRank
    from timeline.results.build.telling import Told
    from timeline.results.story import StoryLine

_MOST_FIGURES: Final = 4
_ZONE_NAMES: Final = {"America/New_York": "Eastern time (US)", "UTC": "UTC"}
_WAITS: Final = (
    ("strike-to-acknowledgement", "Harm acknowledged"),
    ("strike-to-conclusion", "Finding published"),
    ("denial-to-acknowledgement", "Denial to acknowledgement"),
    ("strike-to-payment", "Payment made"),
    ("strike-to-investigation", "Investigation opened"),
)


def story_record(
    judged: Judged, peers: Mapping[str, PeerRank] | None = None, *, questions: int = 0
) -> StoryRecord:
    """Build the story of a case.

    Args:
        judged: the case.
        peers: how it ranks among comparable cases; None leaves that out.
        questions: how many facts would settle a verdict.
    """
    scene = Scene(judged, peers or {})
    lines, every = lines_of(scene), steps_of(scene)
    steps, lanes = shortened(scene, lines, every, lanes_of(scene, every))
    headline, lead = _headline(scene, lines)
    is_invented = scene.inference.file.case.example
    return StoryRecord(
        headline=f"Invented example: {headline}" if is_invented else headline,
        lead=lead,
        is_invented=is_invented,
        incident=day_range(scene.incident),
        incident_words=_incident_words(scene),
        institution=scene.names.institution,
        checked_to=as_date(scene.horizon),
        facts=tuple(_facts(scene)),
        summary=shown_summary(judged),
        figures=tuple(_figures(scene))[:_MOST_FIGURES],
        lines=lines,
        coverage=coverage(scene),
        steps=steps,
        lanes=lanes,
        counts=_counts(scene, questions),
    )


def _headline(scene: Scene, lines: Sequence[StoryLine]) -> tuple[str, str]:
    """The first line that answers, and what qualifies it."""
    telling = [line for line in lines if line.sign != "aside" and _answers(line)]
    if not telling:
        nothing = f"Nothing is on record by {date_words(scene.as_of)}."
        return lines[0].text if lines else nothing, coverage(scene)
    head, *others = telling
    seconds = [*(line.text for line in lines if line.rank == NO_RULES), *head.details]
    if head.is_deadline:
        seconds += [line.text for line in others[:1]]
    seconds.append(coverage(scene))
    return head.text, seconds[0]


def _answers(line: StoryLine) -> bool:
    """True of a line that says more than that a limit could not be read."""
    return line.is_deadline or not line.text.endswith("time limit was not found.")


def _incident_words(scene: Scene) -> str:
    """When it happened: 3 May 2023; 17 April 2016 (reported)."""
    if scene.incident is None:
        return "no day on record"
    words = date_words(scene.incident)
    references = (scene.names.reference(scene.event(one).kind) for one in scene.inference.incidents)
    is_reported = any("reported" in words for words in references)
    return f"{words} (reported)" if is_reported else words


def _facts(scene: Scene) -> Iterator[str]:
    """The day, the institution, the day judged where it matters, how far the record was checked."""
    judged, case = scene.judged, scene.inference.file.case
    yield _incident_words(scene)
    yield scene.names.institution
    if judged.reports and _hangs_on_the_day(scene):
        yield f"judged {date_words(scene.as_of)}"
    if judged.known_on is not None:
        yield f"as known on {date_words(judged.known_on)}"
    recorded = scene.inference.horizon if case.recorded_day is None else case.recorded_day
    if recorded is not None and not shows_a_part(judged):
        yield f"record checked to {date_words(recorded)}"
    if any(scene.dated(name).is_elsewhere for name in scene.shown):
        city = case.time_zone.rpartition("/")[2].replace("_", " ")
        yield _ZONE_NAMES.get(case.time_zone, f"{city} time")


def _hangs_on_the_day(scene: Scene) -> bool:
    """True where a page of another day would say something else."""
    if not scene.judged.is_default_day:
        return True
    return any(
        told.finding.verdict.is_undone
        and told.finding.verdict is not Verdict.OVERDUE
        and told.finding.tier in DEADLINES
        for told in scene.told
    )


def _figures(scene: Scene) -> Iterator[KeyFigure]:
    """The numbers that tell most: against deadlines first, then waits, then payment."""
    seen: set[str] = set()
    for told in sorted(scene.told, key=lambda one: one.finding.tier is Tier.BENCHMARK):
        figure = _measured_figure(scene, told)
        step = told.finding.step_event
        if figure is not None and step not in seen:
            seen.add(step)
            yield figure
    waits = list(_wait_figures(scene, seen))
    payment = _payment_figure(scene)
    room = _MOST_FIGURES - len(seen) - (payment is not None)
    yield from waits[: max(room, 1)]
    if payment is not None:
        yield payment


def _measured_figure(scene: Scene, told: Told) -> KeyFigure | None:
    """A step that was taken, against its limit or benchmark."""
    finding, limits = told.finding, told.limits
    days = finding.days
    if not finding.step_event or not limits or days is None or days.max is None or is_vague(days):
        return None
    if finding.tier is Tier.BENCHMARK and finding.verdict is Verdict.MET:
        return None
    ending = told.names.ending(finding)
    label = f"{capital(ending.removeprefix('the '))} took"
    first = limits[0].line
    allowed = None if first.deadline is None else first.deadline.plain_days
    return KeyFigure(
        value=count_words(days),
        label=label if ending else scene.names.step_label(scene.event(finding.step_event)),
        note=told.allowed(whole=True),
        sign=told.sign,
        days=as_range(days),
        allowed=allowed if not first.parts else None,
        finding=finding.id,
    )


def _wait_figures(scene: Scene, seen: set[str]) -> Iterator[KeyFigure]:
    """How long the answers took, and what has no end yet."""
    lengths = set()
    for measure, label in _WAITS:
        latency = scene.ended(measure)
        if latency is None or latency.days is None or is_vague(latency.days):
            continue
        is_same = measure == "strike-to-conclusion" and latency.days in lengths
        if is_same or latency.end in seen or latency.days.max is None:
            continue
        lengths.add(latency.days)
        pace = pace_words(scene.peers.get(measure))
        reference = scene.names.reference(latency.measure.start)
        note = f"after {reference}{about_years(latency.days)}"
        yield KeyFigure(
            value=count_words(latency.days),
            label=label,
            note=f"{note}; {pace}" if pace else note,
            sign="done",
            days=as_range(latency.days),
            allowed=None,
            finding=None,
        )


def _payment_figure(scene: Scene) -> KeyFigure | None:
    """That no payment is on record, where a rule speaks of one."""
    for told in scene.awaited():
        finding = told.finding
        if "payment" in told.kinds and told.sign == "open":
            offers = [
                name
                for name in scene.of_kind("payment")
                if scene.event(name).outcome in ("offered", "promised") and scene.is_sure(name)
            ]
            value, note = "None", told.silence or "on record"
            if offers:
                value = scene.event(offers[0]).outcome.capitalize()
                note = f"none on record as made. {told.silence}".rstrip()
            return KeyFigure(
                value=value, label="Payment", note=note, sign="open",
                days=None, allowed=None, finding=finding.id,
            )  # fmt: skip
    return None


def _counts(scene: Scene, questions: int) -> CountsRecord:
    """Count what the full page lists."""
    judged = scene.judged
    claims = [one for name in scene.shown for one in claims_of(judged, scene.dated(name))]
    unused = sum(one.standing != "accepted" or one.planned for one in claims)
    return CountsRecord(
        events=sum(not scene.dated(name).is_implied for name in scene.shown),
        sources=len(sources_record(judged)),
        tolls=len(judged_tolls(judged).figures),
        unused_dates=unused + sum(1 for _ in not_counted_record(judged)),
        questions=questions,
        conflicts=len(scene.inference.conflicts),
    )

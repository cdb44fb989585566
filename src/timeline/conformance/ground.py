"""On what ground a step counts as undone: denied, searched, not searched, waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.chrono.truth import Truth
from timeline.conformance.finding import Standing
from timeline.conformance.verdict import Word
from timeline.model.case import first_day
from timeline.model.limit import Length
from timeline.reckoning.claims import first_free_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from timeline.conformance.finding import Finding
    from timeline.conformance.question import Question, Requirer
    from timeline.model.case import Absence
    from timeline.reckoning.reckoning import Reckoning


def standing_of(question: Question, reckoning: Reckoning, as_of: int) -> Standing:
    """The strongest ground there is on the day judged from.

    An event that the record dates after that day is a denial as well: its source says that the
    step was taken only then.
    """
    for candidate in question.steps:
        if candidate.is_certain and reckoning.happened(candidate.event, as_of) is Truth.NO:
            event = reckoning.events[candidate.event]
            claims = (placed.claim for placed in event.claims)
            sources = (claim.source for claim in claims if claim.standing == "accepted")
            return Standing("denied", next(sources, ""), later=candidate.event, holds_now=True)
    denied = max(_denials(question, reckoning, as_of), key=lambda one: one[0], default=None)
    if denied is not None:
        return denied[1]
    searched = max(_searches(question, reckoning, as_of), key=lambda one: one[0], default=None)
    if searched is not None:
        return searched[1]
    return _plan(question, reckoning) or Standing("not searched")


def came_after(
    finding: Finding, reckoning: Reckoning, as_of: int
) -> list[tuple[Requirer, tuple[str, ...]]]:
    """What makes a step missing: each rule that requires it and whose own step was taken.

    Returns:
        Each with the events that took its step, or may have by the day judged from; none where the
        step is missing in no world.
    """
    if Word.MISSING not in finding.possible:
        return []
    found = []
    for requirer in finding.question.requirers:
        names = (one.event for one in requirer.steps)
        came = [name for name in names if reckoning.happened(name, as_of) is not Truth.NO]
        if came:
            found.append((requirer, tuple(came)))
    return found


def _absences(question: Question, reckoning: Reckoning) -> Iterator[tuple[int, Absence]]:
    """Accepted absences that speak of the step, in this track and round."""
    kinds = {pattern.event for pattern in question.rule.step.first}
    for place, absence in reckoning.record.absences:
        if (
            absence.standing == "accepted"
            and absence.kind in kinds
            and absence.track in ("", question.track)
            and absence.round in (None, question.round)
            and absence.id in (None, *(one.event for one in question.steps))
        ):
            yield place, absence


def _denials(
    question: Question, reckoning: Reckoning, as_of: int
) -> Iterator[tuple[int, Standing]]:
    for place, absence in _absences(question, reckoning):
        when = absence.until or absence.before
        free = first_free_day(absence)
        if when is None or free is None:
            continue
        at = reckoning.file.location(("absences", place))
        word = "" if absence.until else "before "
        source = absence.source or ""
        reaches = free > as_of
        ground = Standing("denied", source, word + when.text, location=at, holds_now=reaches)
        yield min(free - 1, as_of), ground


def _searches(
    question: Question, reckoning: Reckoning, as_of: int
) -> Iterator[tuple[int, Standing]]:
    """A search that found nothing; one made before the day judged from grows old."""
    stale_after = question.rule.searches_stale_after
    most = stale_after.number if isinstance(stale_after, Length) else None
    for place, absence in _absences(question, reckoning):
        day = None if absence.searched is None else first_day(absence.searched)
        if absence.searched is not None and day is not None:
            age = max(0, as_of - day)
            at = reckoning.file.location(("absences", place))
            yield (
                day,
                Standing(
                    "searched",
                    absence.source or "",
                    absence.searched.text,
                    absence.where,
                    location=at,
                    holds_now=not age,
                    age_days=age,
                    is_stale=most is not None and age > most,
                ),
            )


def _plan(question: Question, reckoning: Reckoning) -> Standing | None:
    """A plan or a promise to take the step."""
    kinds = {pattern.event for pattern in question.rule.step.first}
    for plan in reckoning.record.plans:
        fits = plan.track in ("", question.track) and plan.round == question.round
        if plan.kind in kinds and fits:
            claim = plan.placed.claim
            at = reckoning.file.location(plan.placed.route)
            return Standing("waiting", claim.source, claim.when.text, location=at)
    return None

"""On what ground a step counts as undone: denied, searched, not searched, waiting."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from timeline.chrono.truth import Truth
from timeline.conformance.finding import Standing
from timeline.conformance.verdict import Word
from timeline.model.limit import Length

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from timeline.conformance.finding import Finding
    from timeline.conformance.question import Question, Requirer
    from timeline.reckoning.horizon import Reach
    from timeline.reckoning.reckoning import Reckoning


def standing_of(question: Question, reckoning: Reckoning, as_of: int) -> Standing:
    """The strongest ground there is on the day judged from.

    An event that the record dates after that day is a denial as well: its source says that the
    step was taken only then.
    """
    kinds = _kinds(question)
    steps = question.measures[0].steps  # acts of others count only where an order was given
    later = [
        reckoning.events[candidate.event]
        for candidate in (question.steps if steps is None else steps)
        if candidate.is_certain and reckoning.happened(candidate.event, as_of) is Truth.NO
    ]
    if kinds <= {event.event.kind for event in later}:
        claims = (placed.claim for placed in later[0].claims)
        sources = (claim.source for claim in claims if claim.standing == "accepted")
        return Standing("denied", next(sources, ""), later=later[0].id, holds_now=True)
    return (
        _of_every_kind(kinds, _denials(question, reckoning, as_of))
        or _of_every_kind(kinds, _searches(question, reckoning, as_of))
        or _plan(question, reckoning)
        or Standing("not searched", covers=_covered(kinds, question, reckoning, as_of))
    )


def _covered(
    kinds: set[str], question: Question, reckoning: Reckoning, as_of: int
) -> Literal["", "some", "all"]:
    """How many of several kinds are denied or were looked for, where no ground holds of all."""
    grounds = (*_denials(question, reckoning, as_of), *_searches(question, reckoning, as_of))
    found = {kind for kind, _, _ in grounds}
    return "" if not found else "all" if found == kinds else "some"


def _kinds(question: Question) -> set[str]:
    """The kinds of events that the step can be taken by."""
    return {pattern.event or "" for pattern in question.rule.step.first}


def _of_every_kind(
    kinds: set[str], grounds: Iterable[tuple[str, int, Standing]]
) -> Standing | None:
    """The ground that reaches furthest, of the kind of which it reaches least; None without any.

    A step that can be taken in two ways is not denied by who denies one of them.
    """
    furthest: dict[str, tuple[int, Standing]] = {}
    for kind, day, ground in grounds:
        if kind not in furthest or day > furthest[kind][0]:
            furthest[kind] = day, ground
    if set(furthest) != kinds:
        return None
    return min(furthest.values(), key=lambda one: one[0])[1]


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


def came_too_soon(finding: Finding, reckoning: Reckoning) -> list[str]:
    """What the step may have come before though it has to follow it; none where it did not."""
    required = (one for kind in finding.question.requires for one in kind.candidates)
    names = list(dict.fromkeys(one.event for one in required))
    if Word.OUT_OF_ORDER not in finding.possible or not finding.step_event:
        return names if Word.OUT_OF_ORDER in finding.possible else []
    return [
        name
        for name in names
        if any(branch.allows((), [(finding.step_event, name)]) for branch in reckoning.branches)
    ]


def _reaches(
    question: Question, reckoning: Reckoning, *, is_denial: bool
) -> Iterator[tuple[str, Reach]]:
    """What absences say of the step, by kind; those that a version gives up may not be true."""
    for of_kind in question.reaches:
        for reach in of_kind:
            if reach.is_denial == is_denial and reach.id not in reckoning.given_up:
                yield reach.absence.kind, reach


def _denials(
    question: Question, reckoning: Reckoning, as_of: int
) -> Iterator[tuple[str, int, Standing]]:
    for kind, reach in _reaches(question, reckoning, is_denial=True):
        absence = reach.absence
        when = absence.until or absence.before
        at = reckoning.file.location(("absences", reach.place))
        word = "" if absence.until else "before "
        text = "" if when is None else word + when.text
        ground = Standing(
            "denied",
            absence.source or "",
            text,
            location=at,
            holds_now=reach.day >= as_of,
            reaches=reach.day,
        )
        yield kind, min(reach.day, as_of), ground


def _searches(
    question: Question, reckoning: Reckoning, as_of: int
) -> Iterator[tuple[str, int, Standing]]:
    """A search that found nothing; one made before the day judged from grows old."""
    stale_after = question.rule.searches_stale_after
    most = stale_after.number if isinstance(stale_after, Length) else None
    for kind, reach in _reaches(question, reckoning, is_denial=False):
        absence = reach.absence
        age = max(0, as_of - reach.day)
        yield (
            kind,
            reach.day,
            Standing(
                "searched",
                absence.source or "",
                "" if absence.searched is None else absence.searched.text,
                absence.where,
                location=reckoning.file.location(("absences", reach.place)),
                holds_now=not age,
                age_days=age,
                is_stale=most is not None and age > most,
            ),
        )


def _plan(question: Question, reckoning: Reckoning) -> Standing | None:
    """A plan or a promise to take the step."""
    kinds = _kinds(question)
    for plan in reckoning.record.plans:
        fits = plan.track in ("", question.track) and plan.round == question.round
        if plan.kind in kinds and fits:
            claim = plan.placed.claim
            at = reckoning.file.location(plan.placed.route)
            return Standing("waiting", claim.source, claim.when.text, location=at)
    return None

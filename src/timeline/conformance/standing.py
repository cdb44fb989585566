"""Reasons for which a step counts as undone: denied, searched, not searched, waiting."""

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
    from timeline.inference.horizon import Reach
    from timeline.inference.inference import Inference


def standing_of(question: Question, inference: Inference, as_of: int) -> Standing:
    """Return the strongest reason on the as-of day.

    An event that the record dates after that day is a denial as well: its source says that the step
    was taken only then.
    """
    kinds = _kinds(question)
    steps = question.measures[0].steps  # acts of others count only where an order was given
    later = [
        inference.events[candidate.event]
        for candidate in (question.steps if steps is None else steps)
        if candidate.is_certain and inference.happened(candidate.event, as_of) is Truth.NO
    ]
    if kinds <= {event.event.kind for event in later}:
        claims = (placed.claim for placed in later[0].claims)
        sources = (claim.source for claim in claims if claim.standing == "accepted")
        return Standing("denied", next(sources, ""), later=later[0].id, holds_now=True)
    return (
        _of_every_kind(kinds, _denials(question, inference, as_of))
        or _of_every_kind(kinds, _searches(question, inference, as_of))
        or _plan(question, inference)
        or Standing("not searched", covers=_covered(kinds, question, inference, as_of))
    )


def _covered(
    kinds: set[str], question: Question, inference: Inference, as_of: int
) -> Literal["", "some", "all"]:
    """Return how many kinds are denied or sought, if no reason holds of all."""
    reasons = (*_denials(question, inference, as_of), *_searches(question, inference, as_of))
    found = {kind for kind, _, _ in reasons}
    return "" if not found else "all" if found == kinds else "some"


def _kinds(question: Question) -> set[str]:
    """Return the kinds that take the step."""
    return {pattern.event or "" for pattern in question.rule.step.first}


def _of_every_kind(
    kinds: set[str], reasons: Iterable[tuple[str, int, Standing]]
) -> Standing | None:
    """Return the furthest reason of the kind that is reached least, if all are."""
    # A step that can be taken in two ways is not denied by who denies one of them.
    furthest: dict[str, tuple[int, Standing]] = {}
    for kind, day, reason in reasons:
        if kind not in furthest or day > furthest[kind][0]:
            furthest[kind] = day, reason
    if set(furthest) != kinds:
        return None
    return min(furthest.values(), key=lambda one: one[0])[1]


def came_after(
    finding: Finding, inference: Inference, as_of: int
) -> list[tuple[Requirer, tuple[str, ...]]]:
    """List the rules that make a step missing, each with events that took its step."""
    if Word.MISSING not in finding.possible:
        return []
    found = []
    for requirer in finding.question.requirers:
        names = (one.event for one in requirer.steps)
        came = [name for name in names if inference.happened(name, as_of) is not Truth.NO]
        if came:
            found.append((requirer, tuple(came)))
    return found


def came_too_soon(finding: Finding, inference: Inference) -> list[str]:
    """Return prerequisites that the step may have preceded."""
    required = (one for kind in finding.question.requires for one in kind.candidates)
    names = list(dict.fromkeys(one.event for one in required))
    if Word.OUT_OF_ORDER not in finding.possible or not finding.step_event:
        return names if Word.OUT_OF_ORDER in finding.possible else []
    return [
        name
        for name in names
        if any(branch.allows((), [(finding.step_event, name)]) for branch in inference.branches)
    ]


def _reaches(
    question: Question, inference: Inference, *, is_denial: bool
) -> Iterator[tuple[str, Reach]]:
    """Yield the absences of the step by kind, without those a version gives up."""
    for of_kind in question.reaches:
        for reach in of_kind:
            if reach.is_denial == is_denial and reach.id not in inference.given_up:
                yield reach.absence.kind, reach


def _denials(
    question: Question, inference: Inference, as_of: int
) -> Iterator[tuple[str, int, Standing]]:
    for kind, reach in _reaches(question, inference, is_denial=True):
        absence = reach.absence
        when = absence.until or absence.before
        at = inference.file.location(("absences", reach.place))
        word = "" if absence.until else "before "
        text = "" if when is None else word + when.text
        reason = Standing(
            "denied",
            absence.source or "",
            text,
            location=at,
            holds_now=reach.day >= as_of,
            reaches=reach.day,
        )
        yield kind, min(reach.day, as_of), reason


def _searches(
    question: Question, inference: Inference, as_of: int
) -> Iterator[tuple[str, int, Standing]]:
    """Yield searches that found nothing; one before the as-of day grows old."""
    stale_after = question.rule.searches_stale_after
    most = stale_after.number if isinstance(stale_after, Length) else None
    for kind, reach in _reaches(question, inference, is_denial=False):
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
                location=inference.file.location(("absences", reach.place)),
                holds_now=not age,
                age_days=age,
                is_stale=most is not None and age > most,
            ),
        )


def _plan(question: Question, inference: Inference) -> Standing | None:
    """Return a plan or promise to take the step."""
    kinds = _kinds(question)
    for plan in inference.record.plans:
        fits = plan.track in ("", question.track) and plan.round == question.round
        if plan.kind in kinds and fits:
            claim = plan.placed.claim
            at = inference.file.location(plan.placed.route)
            return Standing("waiting", claim.source, claim.when.text, location=at)
    return None

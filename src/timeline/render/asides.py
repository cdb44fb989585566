"""Words for what stands beside the verdicts: disputed claims tried, and questions still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.model.case import event_ids
from timeline.render.words import day_words, listed, when_words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from timeline.conformance.settle import OpenQuestion, Settled
    from timeline.conformance.trial import Change, Trial
    from timeline.portfolio.practice import Practice, PracticeCount
    from timeline.reckoning.reckoning import Reckoning
    from timeline.render.page import Page
    from timeline.render.sentences import Phrases


_MOST_NAMED = 6


def plan_lines(reckoning: Reckoning, event: str = "") -> Iterator[str]:
    """Describe each claim of what was still to come: release planned for 2024-06-04 (plan).

    Args:
        reckoning: the case.
        event: only plans of this event; empty for all.
    """
    names = event_ids(reckoning.file.case.events)
    for plan in reckoning.record.plans:
        name, claim = names[int(plan.placed.route[1])], plan.placed.claim
        if event in ("", name):
            worded = f": “{claim.worded}”" if claim.worded else ""
            yield f"{name} planned for {when_words(claim.when.text)} ({claim.source}){worded}"


def practice_lines(counts: Iterable[PracticeCount], asked: Collection[Practice]) -> Iterator[str]:
    """Say of each practice asked for how often it was followed, where enough cases call for it."""
    for one in counts:
        if (one.policy, one.rule) in asked and one.is_telling:
            yield f"The practice {one.rule} was {practice_words(one)}."


def practice_words(count: PracticeCount) -> str:
    """Followed in 3 of 10 comparable cases; not on record in 6; 1 cannot be told."""
    parts = [f"followed in {count.followed} of {count.cases} comparable cases"]
    if count.not_followed:
        parts.append(f"not followed in {count.not_followed}")
    if count.not_on_record:
        parts.append(f"not on record in {count.not_on_record}")
    if count.unknown:
        parts.append(f"{count.unknown} cannot be told")
    return "; ".join(parts)


def _change_words(one: Change) -> str:
    """What becomes of one finding: its verdict, or its breach where the verdict stays."""
    if one.before is one.after:
        was, now = (
            "no breach asked" if each is None else f"breach {each.value}"
            for each in (one.breach_before, one.breach_after)
        )
        return f"{one.finding} ({one.after}) from {was} to {now}"
    return f"{one.finding} from {one.before or 'no finding'} to {one.after or 'no finding'}"


def trial_words(trial: Trial) -> str:
    """What would change if a disputed claim were admitted."""
    if not trial.can_be_true:
        return "It cannot be admitted: the process, or its own source's date, rules it out."
    parts = []
    if trial.displaced:
        count = len(trial.displaced)
        names = listed([part.id for part in trial.displaced])
        names = names if count <= _MOST_NAMED else f"{count} accepted claims"
        parts.append(f"If admitted it contradicts {names}, not all of which can then stand")
    changes = [_change_words(one) for one in trial.changes]
    words = f"would change {listed(changes)}" if changes else "no verdict would change"
    parts.append(words if parts else f"If admitted, {words}")
    moved = [f"{name} could only be {day_words(after)}" for name, _, after in trial.squeezed]
    if moved:
        parts.append(listed(moved))
    return "; ".join(parts) + "."


def print_question(page: Page, phrases: Phrases, question: OpenQuestion) -> None:
    """A question, and what its answer would settle."""
    page.line(
        f"? {phrases.question(question.fact)}",
        (f" {settling_words(question)}", "dim"),
        indent=2,
        hang=2,
    )


def settling_words(question: OpenQuestion) -> str:
    """Would settle a and b; could settle c, on 3 of 12 days tried."""
    always = [one.finding for one in question.settles if one.always]
    sometimes = [_share(one) for one in question.settles if not one.always]
    parts = [f"would settle {listed(always)}"] if always else []
    if sometimes:
        parts.append(f"could settle {listed(sometimes)}")
    return f"({'; '.join(parts)})"


def _share(settled: Settled) -> str:
    return f"{settled.finding} (with {settled.settling} of {settled.tried} answers tried)"

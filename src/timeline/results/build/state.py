"""State of a case, and the part of its record that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.chrono.truth import Truth

if TYPE_CHECKING:
    from timeline.conformance.judged import Judged
    from timeline.inference.inference import Inference


def case_state(inference: Inference, as_of: int) -> str:
    """Furthest stage certainly reached, and what the institution conceded.

    The acts of others take the institution's process nowhere.
    """
    own = [one for one in inference.events.values() if not one.is_outside]
    answers = [(one.event.kind, inference.happened(one.id, as_of)) for one in own]
    reached = {kind for kind, answer in answers if answer is Truth.YES}
    perhaps = {kind for kind, answer in answers if answer is Truth.UNKNOWN}
    conceded = [
        words if kind in reached else f"perhaps {words}"
        for kind, words in _CONCEDED
        if kind in reached | perhaps
    ]
    stage = _stage(inference, as_of, reached, perhaps)
    if conceded and stage == _NOTHING:
        return ", ".join(conceded)
    return ", ".join([stage, *conceded])


def _stage(inference: Inference, as_of: int, reached: set[str], perhaps: set[str]) -> str:
    for kind, words in _STATES:
        if kind in reached:
            return words
    answers = {inference.happened(name, as_of) for name in inference.incidents}
    if answers and Truth.YES not in answers:
        return "perhaps not yet happened" if Truth.UNKNOWN in answers else "not yet happened"
    incidents = {kind.id for kind in inference.kinds.values() if kind.incident}
    further = [kind.label for kind in inference.kinds.values() if kind.id in reached - incidents]
    own = [label for label in further if not reached & _SHIPPED_STAGES]
    if own:
        return own[-1].lower()
    stages = {kind for kind, _ in _STATES}
    return f"perhaps {_NOTHING}" if perhaps & stages else _NOTHING


_NOTHING = "nothing opened"
_STATES = (
    ("conclusion", "concluded"),
    ("investigation_closed", "investigation closed"),
    ("investigation_opened", "under investigation"),
    ("assessment_closed", "assessed"),
    ("assessment_opened", "under assessment"),
)
_CONCEDED = (("acknowledgement", "acknowledged"), ("apology", "apologised"))
_SHIPPED_STAGES = {"strike"}


def shows_a_part(judged: Judged) -> bool:
    """Return True if the record goes beyond what is shown of it."""
    inference, recorded = judged.inference, judged.inference.file.case.recorded_day
    if judged.known_on is not None:
        return True
    if recorded is not None:
        return judged.as_of < recorded
    return any(inference.happened(name, judged.as_of) is Truth.NO for name in inference.events)


def shown_summary(judged: Judged) -> str:
    """What the case is about; empty where a part is shown, for it may tell of the rest."""
    return "" if shows_a_part(judged) else judged.inference.file.case.summary

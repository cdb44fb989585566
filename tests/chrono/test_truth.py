from itertools import product

import pytest

from timeline.chrono.truth import Truth, all_of, any_of, truth_of

YES, NO, UNKNOWN = Truth.YES, Truth.NO, Truth.UNKNOWN
OUTCOMES = {YES: {True}, NO: {False}, UNKNOWN: {True, False}}


def answer(outcomes: set[bool]) -> Truth:
    """The answer that leaves just these outcomes."""
    return next(truth for truth, left in OUTCOMES.items() if left == outcomes)


@pytest.mark.parametrize("truth", Truth)
def test_refuses_to_be_one_of_two(truth: Truth) -> None:
    """An answer used as a condition is a mistake, not a guess."""
    with pytest.raises(
        TypeError, match=r"^a Truth has three answers: compare it with YES, NO or UNKNOWN$"
    ):
        bool(truth)


@pytest.mark.parametrize(("truth", "opposite"), [(YES, NO), (NO, YES), (UNKNOWN, UNKNOWN)])
def test_negated(truth: Truth, opposite: Truth) -> None:
    """What nobody knows is not known of its opposite either."""
    assert truth.negated() is opposite


@pytest.mark.parametrize("truths", [*product(Truth, repeat=2), *product(Truth, repeat=3)])
def test_and_and_or_agree_with_every_outcome(truths: tuple[Truth, ...]) -> None:
    """Both are what holds over every choice of the outcomes left."""
    choices = list(product(*(OUTCOMES[truth] for truth in truths)))
    assert all_of(truths) is answer({all(choice) for choice in choices})
    assert any_of(truths) is answer({any(choice) for choice in choices})


def test_nothing_asked() -> None:
    """All of nothing holds, any of nothing does not."""
    assert all_of([]) is YES
    assert any_of([]) is NO


@pytest.mark.parametrize("truth", Truth)
def test_truth_of_what_remains_possible(truth: Truth) -> None:
    """One outcome left is an answer, two are none."""
    left = OUTCOMES[truth]
    assert truth_of(can_be_true=True in left, can_be_false=False in left) is truth


def test_no_outcome_is_an_error() -> None:
    """Claims that contradict each other leave no world to judge."""
    with pytest.raises(
        ValueError, match=r"^no outcome is possible: the claims contradict each other$"
    ):
        truth_of(can_be_true=False, can_be_false=False)

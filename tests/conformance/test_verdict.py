"""One verdict for whatever words hold in some world."""

import ast
from collections.abc import Iterator
from itertools import chain, combinations
from pathlib import Path
from typing import get_args

import pytest

import timeline
from timeline.conformance.verdict import Undone, Verdict, Word, join

EVERY_SET = [
    frozenset(words)
    for words in chain.from_iterable(combinations(Word, size) for size in range(1, len(Word) + 1))
]
UNDONE = {Word.PENDING, Word.OVERDUE, Word.NOT_CHECKED}


def expected(words: frozenset[Word]) -> str:
    """What design section 8 says of a set of words."""
    if len(words) == 1:
        return next(iter(words)).value
    if words == {Word.MET, Word.MET_LATE}:
        return "met possibly late"
    if words == {Word.MET, Word.OUT_OF_ORDER}:
        return "possibly out of order"
    if words == {Word.MET_LATE, Word.OVERDUE}:
        return "late"
    if words <= UNDONE:
        return "possibly overdue" if Word.OVERDUE in words else "not checked"
    return "cannot tell"


def test_the_words_stand_in_the_order_in_which_they_are_tried() -> None:
    """The closed list is that of the design, first to last."""
    assert [word.value for word in Word] == [
        "not required", "out of order", "met late", "met", "missing", "not yet due",
        "not checked", "overdue", "pending",
    ]  # fmt: skip


def test_every_set_of_words_gives_one_verdict() -> None:
    """All 511 sets of words that can hold give the verdict that the design names for them."""
    assert len(EVERY_SET) == 511
    for words in EVERY_SET:
        assert join(words).value == expected(words)


def test_what_differs_for_want_of_a_limit_is_never_possibly_late() -> None:
    """Where nobody could read the limit, words that differ give no "possibly"."""
    for words in EVERY_SET:
        verdict = join(words, limit_was_read=False)
        assert verdict.value == (expected(words) if len(words) == 1 else "cannot tell")


def test_one_word_said_twice_is_one_word() -> None:
    """Worlds that agree are not counted."""
    assert join([Word.MET, Word.MET]) is Verdict.MET


def test_no_word_is_no_verdict() -> None:
    """A case without a world cannot be judged."""
    with pytest.raises(ValueError, match=r"^there is no world to judge$"):
        join([])


@pytest.mark.parametrize("verdict", Verdict)
def test_a_verdict_is_certain_where_it_leaves_nothing_open(verdict: Verdict) -> None:
    """Every word is a certain verdict, and late whichever of two it is; no other is."""
    assert verdict.is_certain == (verdict.value in [*(word.value for word in Word), "late"])


SOURCE = Path(timeline.__file__).parent


def decisions() -> Iterator[tuple[str, ast.match_case | ast.expr]]:
    """Every `match` on verdicts by its last case, and every list of several verdicts."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            where = f"{path.relative_to(SOURCE)}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.Match) and any(is_verdict(part) for part in ast.walk(node)):
                yield where, node.cases[-1]
            elif isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Dict):
                parts = node.keys if isinstance(node, ast.Dict) else node.elts
                if sum(map(is_verdict, parts)) > 1:
                    yield where, node


def is_verdict(node: ast.AST | None) -> bool:
    """Return True of `Verdict.MET`, wherever it stands."""
    if isinstance(node, ast.MatchValue):
        node = node.value
    return isinstance(node, ast.Attribute) and ast.unparse(node.value) == "Verdict"


def test_a_new_verdict_falls_through_nowhere() -> None:
    """Each `match` ends in `assert_never`, and groups are made in one place: mypy names them."""
    found = dict(decisions())
    assert len(found) > 5
    bodies = {
        where: [ast.unparse(line) for line in last.body] if isinstance(last, ast.match_case) else []
        for where, last in found.items()
        if not where.startswith("conformance/verdict.py")
    }
    assert {
        where
        for where, lines in bodies.items()
        if not any(line.startswith("assert_never(") for line in lines)
    } == set()


def test_undone_is_said_once() -> None:
    """The type and the property hold the same verdicts."""
    assert set(get_args(Undone)) == {verdict for verdict in Verdict if verdict.is_undone}

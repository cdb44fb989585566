"""A hint holds the line to write for what was typed: written, it cures the problem."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.checking import CASE, check, corrected, pointed, policy, rule
from timeline.model.hints import COUNTS, LIMITS, count_hint, limit_hint
from timeline.model.limit import parse_limit


def answer(hint: str) -> str:
    """Return the value that a hint tells to write."""
    return hint.removeprefix("write ").partition(" (at")[0]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ten", "10"),
        ("1,200", "1200"),
        ("10-20", "10..20"),
        ("10 to 20", "10..20"),
        ("between 10 and 20", "10..20"),
        ("20 – 10", "10..20"),
        ("10+", "10.."),
        ("at least 10", "10.."),
        ("10 or more", "10.."),
        (">10", "11.."),
        ("more than ten", "11.."),
        ("up to 10", "..10"),
        ("fewer than 10", "..9"),
        ("none", "0"),
        ("?", "unknown"),
        ("dozens", "24.."),
    ],
)
def test_a_number_of_people(typed: str, meant: str) -> None:
    """As people write it, to the form that means it."""
    assert answer(count_hint(typed)) == meant


@pytest.mark.parametrize("typed", ["a few", "-3", "x", "", "1.5"])
def test_a_number_that_means_nothing_is_not_guessed(typed: str) -> None:
    """The forms are named instead; of an estimate, both ends are asked for."""
    assert count_hint(typed) == COUNTS
    assert "least and the most" in count_hint("about 10")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("30", "30 days"),
        ("30d", "30 days"),
        ("within 30 days", "30 days"),
        ("30 calendar days", "30 days"),
        ("ten days", "10 days"),
        ("1 days", "1 day"),
        ("15 bussiness days", "15 working days"),
        ("2 wks", "2 weeks"),
        ("1 fortnight", "14 days"),
        ("1 month rounding up", "1 month (rounding: up)"),
        ("quarterly", "each quarter"),
        ("by 1 May", "by 05-01"),
        ("by May 1 next year", "by 05-01 next year"),
        ("unknown", "not established"),
    ],
)
def test_a_limit(typed: str, meant: str) -> None:
    """As people write it, to the form that means it."""
    assert limit_hint(typed) == f"write {meant}"
    assert parse_limit(meant) is not None


@pytest.mark.parametrize("typed", ["forthwith", "by 31-12", "annually", "", "ASAP"])
def test_a_limit_that_means_nothing_is_not_guessed(typed: str) -> None:
    """The forms are named instead."""
    assert limit_hint(typed) == LIMITS
    assert "write none stated" in limit_hint("without undue delay")
    assert "write 2 days" in limit_hint("48 hours")


@given(st.text())
def test_no_text_is_too_odd_for_a_hint(text: str) -> None:
    """Whatever was typed, there is one."""
    assert count_hint(text)
    assert limit_hint(text)


WRONG = [
    "{kind: denial, when: 2024-03-05, source: [paper]}",
    "{kind: denial, responds_to: strike, when: 2024-03-05, source: paper}",
    "{kind: denial, id: First Word, when: 2024-03-05, source: paper}",
    "{kind: denial, track: Army, when: 2024-03-05, source: paper}",
    "{kind: denial, round: two, when: 2024-03-05, source: paper}",
    "{kind: denial, round: 0, when: 2024-03-05, source: paper}",
    "{kind: denial, planned: maybe, when: 2024-03-05, source: paper}",
    "{kind: payment, when: 2024-03-05, source: paper}",
    "{kind: denial, source: paper}",
]


@pytest.mark.parametrize("line", WRONG)
def test_the_line_of_a_hint_cures_the_problem(tmp_path: Path, line: str) -> None:
    """In a case."""
    text = f"{CASE}  - {line}\n"
    (found,) = check(tmp_path, {"cases/c.yaml": text})
    assert check(tmp_path, {"cases/c.yaml": corrected(text, found)}) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [("limit", "within 10 days"), ("requires", "strike"), ("force", "law"), ("benchmark", "x")],
)
def test_the_line_of_a_hint_cures_a_rule(tmp_path: Path, key: str, value: str) -> None:
    """Whatever shape was typed."""
    right = re.sub(rf"(, )?\b{key}: [^,}}]+", "", rule()).removesuffix("}")
    text = policy("p", f"{right}, {key}: {value}}}")
    (found,) = check(tmp_path, {"policies/p.yaml": text})
    meant = re.sub(r"^(write|did you mean) ", "", found.hint).rstrip("?").removeprefix(f"{key}: ")
    assert (
        check(tmp_path, {"policies/p.yaml": text.replace(f"{key}: {value}", f"{key}: {meant}")})
        == []
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("location", "place"),
        ("tz", "time_zone"),
        ("titel", "title"),
        ("force", "forces"),
        ("description", "summary"),
    ],
)
def test_a_key_by_another_name_is_told_once(tmp_path: Path, typed: str, meant: str) -> None:
    """And the key that is meant is not also called missing."""
    text = f"summary: S\n{CASE}"
    (found,) = check(tmp_path, {"cases/c.yaml": text.replace(f"{meant}:", f"{typed}:", 1)})
    assert (found.code, found.hint) == ("E301", f"did you mean {meant}?")


def test_the_old_name_of_a_benchmark_is_told_with_the_line_to_write(tmp_path: Path) -> None:
    """A policy file of before needs that one word changed, and nothing else."""
    old = rule().replace("limit: 5 days", "limit: none stated").removesuffix("}")
    text = policy("p", f"{old}, yardstick: {{within: 8 days, because: no rule sets one}}}}")
    (found,) = check(tmp_path, {"policies/p.yaml": text})
    assert (found.code, pointed(found)) == ("E301", "yardstick")
    line = found.hint.rpartition("write ")[2]
    assert line == "benchmark:"
    assert check(tmp_path, {"policies/p.yaml": text.replace("yardstick:", line)}) == []


@pytest.mark.parametrize("typed", ["Paper", "paper.yaml", "seeds/paper.yaml"])
def test_a_source_by_another_name_is_the_one_meant(tmp_path: Path, typed: str) -> None:
    """With its ending, its folder or a capital; and one that is not there can be begun."""
    line = "  - {kind: denial, when: 2024-03-05, source: X}\n"
    (found,) = check(tmp_path, {"cases/c.yaml": CASE + line.replace("X", typed)})
    assert found.hint == "did you mean paper?"
    (found,) = check(tmp_path, {"cases/c.yaml": CASE + line.replace("X", "z9")})
    assert "timeline new source z9" in found.hint


@pytest.mark.parametrize("more", ["", "absences:\n  - {kind: payment, searched: 2024, "])
def test_a_key_that_would_hide_nothing_is_refused_with_the_reason(
    tmp_path: Path, more: str
) -> None:
    """Nobody takes it for a promise."""
    text = f"{CASE}{more}withheld: true{'}' * bool(more)}\n"
    (found,) = check(tmp_path, {"cases/c.yaml": text})
    assert (found.code, pointed(found)) == ("E301", "withheld")
    assert "hides nothing here" in found.hint

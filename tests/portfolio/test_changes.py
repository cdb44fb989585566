from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.builders import ordinal
from timeline.conformance.judged import Judged
from timeline.model.build import References, build_case
from timeline.model.workspace import Workspace
from timeline.portfolio.changes import CaseChange, compare_judged
from timeline.read.parse import parse_yaml
from timeline.results.build.change_words import file_change, sentences
from timeline.view import View

HEAD = "title: T\nplace: P\ntime_zone: UTC\nforces: US\nrecorded_until: 2024-06-30\n"
VIEW = View(Workspace(Path("/nowhere")), ordinal("2026-11-21"))


def judged(events: str, as_of: str | None = None, policy: str = "") -> Judged:
    """A case of US forces, judged by the policy of the day or by one asked for."""
    document = parse_yaml(HEAD + "events:\n" + events, "cases/test.yaml")
    file = build_case(document, "test", References(VIEW.workspace.kinds.keys(), {"a"}))
    day = None if as_of is None else ordinal(as_of)
    return View(VIEW.workspace, VIEW.today, day, policy).judge_file(file)


def texts(change: CaseChange) -> list[str]:
    """Its sentences."""
    return [one.text for one in sentences(change)]


STRIKE = "  - {kind: strike, when: 2024-03-10, source: a}\n"
OPENED = "  - {kind: investigation_opened, form: AR 15-6, when: 2024-03-30, source: a}\n"


def test_a_case_beside_itself() -> None:
    """Nothing changed."""
    change = compare_judged(judged(STRIKE + OPENED), judged(STRIKE + OPENED))
    assert change.is_empty
    assert texts(change) == []


def test_no_case_at_all() -> None:
    """There is nothing to compare."""
    with pytest.raises(ValueError, match="no case"):
        compare_judged(None, None)


def test_the_order_of_events_in_the_file_is_no_change() -> None:
    """Days and verdicts do not hang on it."""
    assert compare_judged(judged(STRIKE + OPENED), judged(OPENED + STRIKE)).is_empty


def test_an_event_that_is_gone() -> None:
    """It is said that it no longer counts, which is true of a withdrawn one as well."""
    withdrawn = OPENED.replace("source: a", "source: a, withdrawn: a mistake")
    for after in (STRIKE, STRIKE + withdrawn):
        found = texts(compare_judged(judged(STRIKE + OPENED), judged(after)))
        expected = "investigation_opened was 30 March 2024; it is gone, or no longer counts"
        assert found[0] == expected


def test_separate_stretches_are_told() -> None:
    """A gap that opens inside the same first and last day is a change."""
    before = OPENED.replace("2024-03-30", "2024-03-12/2024-03-20")
    after = OPENED.replace("2024-03-30", '"[2024-03-12, 2024-03-20]"')
    found = texts(compare_judged(judged(STRIKE + before), judged(STRIKE + after)))
    assert found[0] == (
        "investigation_opened was 12–20 March 2024, is now 12 March 2024 or 20 March 2024"
    )


def test_a_benchmark_is_called_one() -> None:
    """A verdict by a measure of somebody's own is never told as if a rule gave it."""
    both = [judged(text, policy="us-chmr-ap-2022") for text in (STRIKE, STRIKE + OPENED)]
    late = [one for one in texts(compare_judged(*both)) if "met late" in one]
    assert late
    assert all("(benchmark, no rule)" in one for one in late)


def test_a_new_case_is_told_with_its_verdicts() -> None:
    """How often each was given; those by a benchmark are called so."""
    (text,) = texts(compare_judged(None, judged(STRIKE + OPENED, policy="us-chmr-ap-2022")))
    assert text.startswith("is new: 2 events; judged on 21 November 2026: ")
    assert "1 met late (benchmark, no rule)" in text


def test_another_policy_is_told() -> None:
    """And findings are compared by their rules where each state has one policy."""
    before = judged(STRIKE + OPENED, policy="us-centcom-2014")
    after = judged(STRIKE + OPENED, policy="us-chmr-ap-2022")
    change = compare_judged(before, after)
    expected = "was judged by us-centcom-2014, is now judged by us-chmr-ap-2022"
    assert texts(change)[0] == expected
    assert [one for one in change.findings if one.before and one.after]


def test_a_later_day_is_told() -> None:
    """A step that is still undone has been so for longer."""
    change = compare_judged(judged(STRIKE, "2024-04-01"), judged(STRIKE, "2024-05-01"))
    assert change.is_moved
    assert texts(change)[0].startswith("was judged on 1 April 2024, is now judged on")


days = st.integers(1, 28)


@given(first=days, second=days)
def test_every_difference_of_a_day_is_told(first: int, second: int) -> None:
    """A change is empty exactly where the two days are one; it goes both ways."""
    both = [judged(STRIKE + OPENED.replace("03-30", f"04-{day:02d}")) for day in (first, second)]
    change, back = compare_judged(*both), compare_judged(*reversed(both))
    assert change.is_empty == (first == second)
    assert [one.event for one in change.events] == [one.event for one in back.events]
    assert [one.finding for one in change.findings] == [one.finding for one in back.findings]
    assert len(texts(change)) == len(texts(back))


def test_a_file_s_change_line_by_line() -> None:
    """Only a line feed ends a line; a file that is new comes from nowhere."""
    assert file_change("a.yaml", "", "x\x0cy\n") == [
        "--- /dev/null", "+++ b/a.yaml", "@@ -0,0 +1 @@", "+x\x0cy",
    ]  # fmt: skip
    assert file_change("a.yaml", "a\n", "a\nb")[-2:] == [" a", "+b"]


def test_a_day_that_moves_changes_nothing_that_is_not_recorded() -> None:
    """The days until a step that none records go on; it was none recorded, and it still is."""
    change = compare_judged(judged(STRIKE, "2024-04-01"), judged(STRIKE, "2024-05-01"))
    assert "strike-to-announcement" in {one.measure.id for one in judged(STRIKE).latencies}
    assert change.latencies == ()
    assert not [text for text in texts(change) if "none on record" in text]


def test_a_step_that_becomes_recorded_is_told() -> None:
    """And one that is recorded as still to come, and goes on."""
    later = OPENED.replace("2024-03-30", "2024-06-15")
    told = texts(compare_judged(judged(STRIKE, "2024-05-01"), judged(STRIKE + later, "2024-05-01")))
    label = "Strike to investigation"
    assert [text for text in told if text.startswith(label) and "was none on record" in text]
    both = (judged(STRIKE + later, day) for day in ("2024-04-01", "2024-05-01"))
    assert [text for text in texts(compare_judged(*both)) if text.startswith(label)]

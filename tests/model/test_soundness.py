"""A case that says less than its author thinks gets a warning with the line to write."""

from pathlib import Path

import pytest

from tests.checking import CASE, check, corrected, pointed, policy, rule
from timeline.errors import Problem

PAPER = ", source: paper}\n"


def case(*events: str, more: str = "") -> str:
    """A case with more events, and more keys below them."""
    return CASE + "".join(f"  - {{{event}{PAPER}" for event in events) + more


def warned(root: Path, text: str, *rules: str, applies: str = "{forces: US}") -> list[Problem]:
    """Check a case that is judged by these rules."""
    rules = rules or (rule(),)
    return check(
        root,
        {"cases/c.yaml": text, "policies/p.yaml": policy("p", *rules, applies=applies)},
    )


def told(root: Path, text: str, *rules: str, beside: tuple[str, ...] = ()) -> Problem:
    """The one warning that a check finds; its hint cures that, and the errors beside it."""
    *others, found = warned(root, text, *rules)
    assert [one.code for one in others] == [*beside]
    assert found.is_warning
    assert warned(root, corrected(text, found), *rules) == []
    return found


FIRST = "id: first, kind: investigation_opened, when: 2024-03-05"
SECOND = "id: second, kind: investigation_opened, when: {}"


@pytest.mark.parametrize(
    "between",
    ["kind: reopened, when: 2024-04-01", "kind: investigation_closed, when: 2024-04-01"],
)
@pytest.mark.parametrize("when", ["2024-05-01", "2024-05", "unknown", "2024-04-01"])
def test_a_stage_opened_again_in_one_round_is_told(tmp_path: Path, between: str, when: str) -> None:
    """After a close or a reopening, and however well the days are known."""
    is_after = "reopened" in between and when in ("2024-05-01", "2024-05")
    conflict = ("E601",) if is_after else ()  # what is of round 1 is not after the reopening
    found = told(tmp_path, case(FIRST, between, SECOND.format(when)), beside=conflict)
    assert (found.code, pointed(found)) == ("W605", "investigation_opened")
    assert "round: 2" in found.hint
    assert len(found.related) == 2


@pytest.mark.parametrize(
    "lines",
    [
        (FIRST, "kind: reopened, when: 2024-04-01", SECOND.format("2024-05-01, round: 2")),
        (FIRST, "kind: reopened, when: 2024-04-01", SECOND.format("2024-05-01, side: outside")),
        (FIRST, SECOND.format("2024-05-01")),
        (FIRST, SECOND.format("2024-03-06"), "kind: investigation_closed, when: 2024-04-01"),
        (
            FIRST + ", track: a",
            "kind: investigation_closed, when: 2024-04-01, track: a",
            SECOND.format("2024-05-01, track: b"),
        ),
        ("kind: reopened, when: 2024-03-02", FIRST + ", round: 2"),
        (
            FIRST,
            "kind: investigation_closed, when: 2024-04-01",
            SECOND.format("2024-05-01, withdrawn: an error"),
        ),
    ],
)
def test_a_stage_that_is_judged_is_not_told(tmp_path: Path, lines: tuple[str, ...]) -> None:
    """A round or a track of its own, an act of others, a parallel inquiry, none before it."""
    assert warned(tmp_path, case(*lines)) == []


@pytest.mark.parametrize("field", ["by", "form"])
def test_an_end_that_only_its_words_keep_from_its_beginning_is_told(
    tmp_path: Path, field: str
) -> None:
    """It would imply a beginning that nobody recorded."""
    opened = f"{FIRST}, {field}: NSWC"
    closed = f"kind: investigation_closed, when: 2024-04-01, {field}: "
    (found,) = warned(tmp_path, case(opened, closed + "CENTCOM"))
    assert (found.code, pointed(found)) == ("W613", "CENTCOM")
    assert f"the same {field}: on both" in found.hint
    for right in (
        (opened, closed + "nswc"),
        (opened, closed.removesuffix(f", {field}: ")),
        (opened + ", track: a", closed + "CENTCOM, track: b"),
        (opened, closed + "CENTCOM, withdrawn: an error"),
        (opened, SECOND.format("2024-03-06") + f", {field}: CENTCOM", closed + "CENTCOM"),
        (closed + "CENTCOM",),
    ):
        assert warned(tmp_path, case(*right)) == []


def test_a_payment_says_whether_it_was_paid(tmp_path: Path) -> None:
    """Else both are tried."""
    found = told(tmp_path, case("kind: payment, when: 2024-03-05"))
    assert (found.code, pointed(found)) == ("W607", "payment")
    found = told(tmp_path, case("kind: payment, outcome: payed, when: 2024-03-05"))
    assert (found.code, pointed(found)) == ("W607", "payed")
    for word in ("offered", "promised", "Paid", "declined", "denied"):
        assert warned(tmp_path, case(f"kind: payment, outcome: {word}, when: 2024-03-05")) == []


def test_a_record_says_to_which_day_it_was_checked(tmp_path: Path) -> None:
    """The day of its newest source is there to be written."""
    text = CASE.replace("recorded_until: 2024-12-31\n", "")
    (found,) = warned(tmp_path, text)
    assert (found.code, pointed(found)) == ("W608", "title")
    assert "add recorded_until: 2024-12-30, its newest source" in found.hint
    assert warned(tmp_path, text + "recorded_until: 2024-12-30\n") == []


PAUSE = "pauses:\n  - {{of: [{}], from: strike, source: paper{}}}\n"
ORDER = "kind: other, when: 2024-03-02, orders: [{id: soon, kind: release, within: 3 days, X}]"


@pytest.mark.parametrize(
    ("of", "more", "marked"), [("tolled", "", "tolled"), ("told", "", "told"), ("sonn", "", "sonn")]
)
def test_a_pause_that_stops_no_clock_is_told(
    tmp_path: Path, of: str, more: str, marked: str
) -> None:
    """It names nothing, or a binding rule without the clause that allows it."""
    order = ORDER.replace("X", "source: paper")
    (found,) = warned(tmp_path, case(order, more=PAUSE.format(of, more)))
    assert (found.code, pointed(found)) == ("W609", marked)
    for right in (PAUSE.format("told", ", clause: s. 1"), PAUSE.format("soon", "")):
        assert warned(tmp_path, case(order, more=right)) == []
    practice = rule().replace("binding", "practice")
    assert warned(tmp_path, case(more=PAUSE.format("told", "")), practice) == []


def test_a_pause_that_ends_before_it_begins_is_told(tmp_path: Path) -> None:
    """By what is known of the two days, with both keys to write."""
    pause = "pauses:\n  - {of: [told], from: denial, until: X, clause: s. 1, source: paper}\n"
    denial, apology = "kind: denial, when: 2024-03-05", "kind: apology, when: 2024-03-02"
    later = apology.replace("03-02", "03-05")
    (found,) = warned(tmp_path, case(denial, apology, more=pause.replace("X", "apology")))
    assert (found.code, pointed(found)) == ("W609", "apology")
    assert found.hint == "write from: apology and until: denial"
    assert warned(tmp_path, case(denial, later, more=pause.replace("X", "apology"))) == []
    (found,) = warned(tmp_path, case(denial, more=pause.replace("X", "denial")))
    assert (found.code, pointed(found)) == ("W609", "denial")


def test_a_track_that_no_event_is_on_is_told(tmp_path: Path) -> None:
    """With the event's own track where that is nearly it."""
    text = case(FIRST + ", track: armed-forces").replace(
        "events:", "tracks: {armed_forces: {label: Army}}\nevents:"
    )
    found = [one.code for one in warned(tmp_path, text)]
    assert found == ["W610", "W611"]
    assert warned(tmp_path, text.replace("armed_forces", "armed-forces")) == []


ASKS = (
    rule("a", step="{event: investigation_opened, form: AR 15-6}"),
    rule("b", when="{all: [{not: {event: assessment_closed, outcome: credible}}]}"),
    rule("c", after="[{event: denial, by: CENTCOM}]"),
)


@pytest.mark.parametrize(
    ("event", "typed", "meant"),
    [
        ("kind: investigation_opened, form: AR15-6", "AR15-6", "AR 15-6"),
        ("kind: investigation_opened, form: AR 15.6", "AR 15.6", "AR 15-6"),
        ("kind: assessment_closed, outcome: credibel", "credibel", "credible"),
        ("kind: denial, by: CENTCON", "CENTCON", "CENTCOM"),
        ("kind: denial, by: \u0421ENTCOM", "\u0421ENTCOM", "CENTCOM"),
    ],
)
def test_a_word_that_is_nearly_that_of_a_rule_is_told_with_both(
    tmp_path: Path, event: str, typed: str, meant: str
) -> None:
    """Wherever in a rule it stands."""
    found = told(tmp_path, case(f"{event}, when: 2024-03-05"), *ASKS)
    assert (found.code, pointed(found)) == ("W611", typed)
    assert meant in found.message
    if not typed.isascii():
        assert "CYRILLIC CAPITAL LETTER ES" in found.message


@pytest.mark.parametrize(
    "event",
    [
        "kind: investigation_opened, form: AR 15-7",
        "kind: investigation_opened, form: ar\u00a015\u20116",
        "kind: assessment_closed, outcome: not_credible",
        "kind: assessment_closed, outcome: incredible",
        "kind: denial, form: AR15-6",
        "kind: denial, by: AFRICOM",
    ],
)
def test_another_word_is_not_told(tmp_path: Path, event: str) -> None:
    """Nor is one that only looks different to a machine."""
    assert warned(tmp_path, case(f"{event}, when: 2024-03-05"), *ASKS) == []


def test_forces_and_command_are_held_against_every_policy(tmp_path: Path) -> None:
    """A case that no policy fits is judged by nothing."""
    text = case().replace("forces: US", "forces: Coaliton\ncommand: CJTF OIR")
    applies = "{forces: Coalition, command: CJTF-OIR}"
    found = warned(tmp_path, text, applies=applies)
    assert [pointed(one) for one in found] == ["Coaliton", "CJTF OIR"]
    for one in found:
        text = corrected(text, one)
    assert warned(tmp_path, text, applies=applies) == []


def test_a_policy_that_cannot_be_read_hides_nothing_of_the_case(tmp_path: Path) -> None:
    """Its own file tells of it."""
    files = {
        "cases/c.yaml": case("kind: payment, when: 2024-03-05").replace("tags:", "x:")
        + "policy: p\n",
        "policies/p.yaml": policy("p", rule(), rule()),
    }
    assert sorted(one.code for one in check(tmp_path, files)) == ["E406", "W607"]


@pytest.mark.parametrize("lacking", ["source: paper", "clause: s. 1", "reviewed_on: 2026-11-01"])
def test_a_rule_that_nobody_can_look_up_is_told(tmp_path: Path, lacking: str) -> None:
    """Once, with each key that it lacks."""
    (found,) = warned(tmp_path, case(), rule().replace(f", {lacking}", ""))
    key = lacking.partition(":")[0]
    assert (found.code, found.file) == ("W606", "policies/p.yaml")
    assert found.message == f"told cannot be looked up: it has no {key}"

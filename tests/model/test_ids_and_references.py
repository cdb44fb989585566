"""Two things with one name, names of nothing, and circles: told, never chosen between."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from tests.checking import CASE, PAPER, check, corrected, places, pointed, policy, rule, write
from timeline import load_workspace
from timeline.errors import PolicyError
from timeline.model.case import Toll
from timeline.model.source import Source

KIND = "  - {{id: {id}, label: L, about: A, noun: n, done: d, reference: r{more}}}\n"


def kinds(*named: str, more: str = "") -> str:
    """A vocabulary."""
    return "kinds:\n" + "".join(KIND.format(id=one, more=more) for one in named)


CALENDAR = "id: office\ntitle: T\nfrom: 2024-01-01\nuntil: 2024-12-31\nholidays:\n"


@pytest.mark.parametrize(
    ("file", "text", "place"),
    [
        ("policies/p.yaml", policy("p", rule(), rule()), "policies/p.yaml:5:10"),
        ("policies/kinds.yaml", kinds("visit", "visit"), "policies/kinds.yaml:3:10"),
        (
            "policies/calendars/office.yaml",
            CALENDAR + "  - {on: 2024-05-01, name: a}\n  - {on: 2024-05-01, name: b}\n",
            "policies/calendars/office.yaml:7:10",
        ),
        (
            "policies/calendars/office.yaml",
            CALENDAR + "  - {on: 2024-05-01/2024-05-03, name: a}\n  - {on: 2024-05-02, name: b}\n",
            "policies/calendars/office.yaml:7:10",
        ),
    ],
)
def test_an_id_that_stands_twice_is_a_problem_at_the_second(
    tmp_path: Path, file: str, text: str, place: str
) -> None:
    """In every list whose entries are found by it; the first is named beside it."""
    (found,) = check(tmp_path, {file: text})
    assert places([found]) == [f"{place} E406"]
    assert [words for words, _ in found.related] == ["the other stands here"]


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("policies/named.yaml", policy("another", rule())),
        ("policies/calendars/named.yaml", "id: another\ntitle: T\n"),
    ],
)
def test_an_id_unlike_its_file_is_a_problem_with_the_line_to_write(
    tmp_path: Path, file: str, text: str
) -> None:
    """Else it is shown under one name and found under another."""
    (found,) = check(tmp_path, {file: text})
    assert (found.code, pointed(found)) == ("E422", "another")
    assert check(tmp_path, {file: text.replace("id: another", "id: named")}) == []
    assert "write id: named, or name the file another.yaml" in found.hint


BACKWARDS = "from: 2024-06-01, until: 2024-01-01"


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("policies/p.yaml", policy("p", rule(), applies=f"{{forces: X, {BACKWARDS}}}")),
        ("policies/p.yaml", policy("p", rule().replace("}", f", {BACKWARDS}}}"))),
        (
            "policies/calendars/p.yaml",
            f"id: p\ntitle: T\n{BACKWARDS}\n".replace(", until", "\nuntil"),
        ),
    ],
)
def test_what_ends_before_it_starts_is_a_problem_with_both_lines_to_write(
    tmp_path: Path, file: str, text: str
) -> None:
    """And is told beside whatever else is wrong."""
    (found,) = check(tmp_path, {file: text})
    assert (found.code, pointed(found)) == ("E204", "2024-01-01")
    assert found.hint == "write from: 2024-01-01 and until: 2024-06-01"
    wrong = text.replace("title: T", "titel: T")
    assert [one.code for one in check(tmp_path, {file: wrong})] == ["E301", "E204"]


TOLLS = "tolls:\n  - {by: residents, killed: 3, since: 2024-06-01, until: 2024-01-01}\n"


@pytest.mark.parametrize(("file", "text"), [("cases/c.yaml", CASE), ("seeds/paper.yaml", PAPER)])
def test_a_toll_covers_days_that_run_forwards(tmp_path: Path, file: str, text: str) -> None:
    """As every other stretch of days does, and beside what else is wrong."""
    (found,) = check(tmp_path, {file: text + TOLLS})
    assert (found.code, pointed(found)) == ("E204", "2024-01-01")
    assert found.hint == "write since: 2024-01-01 and until: 2024-06-01"
    one_day = TOLLS.replace("2024-01-01", "2024-06-01")
    assert check(tmp_path, {file: text + one_day}) == []
    wrong = TOLLS.replace("killed: 3", "killed: dozens")
    assert [one.code for one in check(tmp_path, {file: text + wrong})] == ["E304", "E204"]


def test_two_tolls_of_one_id_are_refused_however_they_are_made(tmp_path: Path) -> None:
    """In a file once, at the second; and in records that no file was read for."""
    both = [{"id": "all", "by": "A", "killed": "3"}, {"id": "all", "by": "B", "killed": "4"}]
    (found,) = check(tmp_path, {"seeds/paper.yaml": f"{PAPER}tolls: {json.dumps(both)}\n"})
    assert (found.code, pointed(found)) == ("E406", '"all"')
    assert "id: all-2" in found.hint
    tolls = [Toll.model_validate(one) for one in both]
    source = {"title": "T", "publisher": "P", "kind": "press", "tolls": tolls}
    with pytest.raises(ValidationError, match="two tolls answer to all"):
        Source.model_validate(source)
    Source.model_validate(source | {"tolls": tolls[:1]})


@pytest.mark.parametrize(
    ("more", "code", "marked"),
    [
        (", closes: vist", "E401", "vist"),
        (", closes: visit", "E407", "visit"),
    ],
)
def test_a_kind_closes_another_that_there_is(
    tmp_path: Path, more: str, code: str, marked: str
) -> None:
    """By its id; a shipped one will do."""
    (found,) = check(tmp_path, {"policies/kinds.yaml": kinds("visit", more=more)})
    assert (found.code, pointed(found)) == (code, marked)
    more = ", closes: assessment_opened"
    assert check(tmp_path, {"policies/kinds.yaml": kinds("visit", more=more)}) == []


def test_the_incident_cannot_be_redefined_away(tmp_path: Path) -> None:
    """Else no policy could be chosen for any case."""
    files = {"policies/kinds.yaml": kinds("strike"), "cases/c.yaml": CASE}
    assert [one.code for one in check(tmp_path, files)] == ["E506"]
    files["policies/kinds.yaml"] = kinds("strike", more=", incident: true")
    assert check(tmp_path, files) == []


def test_a_shipped_kind_that_loses_its_meaning_is_a_warning(tmp_path: Path) -> None:
    """With the keys to write."""
    (found,) = check(tmp_path, {"policies/kinds.yaml": kinds("assessment_closed")})
    assert (found.code, found.is_warning) == ("W612", True)
    assert "add closes: assessment_opened" in found.hint


def test_a_broken_vocabulary_hides_no_other_problem(tmp_path: Path) -> None:
    """Its kinds are still words that other files may use."""
    files = {
        "policies/kinds.yaml": kinds("visit", "visit"),
        "policies/p.yaml": policy("p", rule(), rule(), rule("visited", "visit", "strik")),
        "cases/c.yaml": CASE + "  - {kind: visit, when: 2024-02-30, source: paper}\n",
    }
    assert sorted(places(check(tmp_path, files))) == [
        "cases/c.yaml:8:25 E203",
        "policies/kinds.yaml:3:10 E406",
        "policies/p.yaml:5:10 E406",
        "policies/p.yaml:6:49 E401",
    ]


def test_a_dropped_rule_is_one_that_is_inherited(tmp_path: Path) -> None:
    """A slip of the pen would leave the rule in force."""
    files = {
        "policies/base.yaml": policy("base", rule("told")),
        "policies/top.yaml": policy("top", inherits="[base]", drops="[tolled]"),
    }
    (found,) = check(tmp_path, files)
    assert (found.code, pointed(found), found.hint) == ("E505", "tolled", "did you mean told?")
    files["policies/top.yaml"] = policy("top", inherits="[base]", drops="[told]")
    assert check(tmp_path, files) == []


def test_two_parents_with_one_rule_are_not_chosen_between(tmp_path: Path) -> None:
    """The policy redefines the rule, or drops it; one rule by two ways is one rule."""
    files = {
        "policies/a.yaml": policy("a", rule("told"), inherits="[base]"),
        "policies/b.yaml": policy("b", rule("told"), inherits="[base]"),
        "policies/base.yaml": policy("base", rule("common")),
        "policies/top.yaml": policy("top", inherits="[a, b]"),
    }
    (found,) = check(tmp_path, files)
    assert (found.code, pointed(found)) == ("E507", "b")
    assert "told" in found.message
    workspace = load_workspace(write(tmp_path, files)).start.workspace
    with pytest.raises(PolicyError, match="both have a rule told"):
        workspace.load_policy("top")
    for settled in (
        policy("top", inherits="[a, b]", drops="[told]"),
        policy("top", rule("told"), inherits="[a, b]"),
    ):
        assert check(tmp_path, files | {"policies/top.yaml": settled}) == []


def test_policies_in_a_circle_are_told_at_each_of_them(tmp_path: Path) -> None:
    """With the way round."""
    files = {
        f"policies/{one}.yaml": policy(one, rule(one), inherits=f"[{other}]")
        for one, other in ("ab", "bc", "ca")
    }
    found = check(tmp_path, files)
    assert [one.code for one in found] == ["E502"] * 3
    assert found[0].message.endswith("a → b → c → a")


def events(*lines: str) -> str:
    """A case with more events."""
    return CASE + "".join(f"  - {{{line}, source: paper}}\n" for line in lines)


def test_a_circle_of_answers_is_named(tmp_path: Path) -> None:
    """Each once, at the name that closes it; also by telling, and by going on."""
    text = events(
        "id: a, kind: denial, when: unknown, responds_to: [c, strike]",
        "id: b, kind: announcement, when: unknown, tells: [strike, a]",
        "id: c, kind: external_report, when: unknown, responds_to: [b]",
    )
    (found,) = check(tmp_path, {"cases/c.yaml": text})
    assert found.code == "E407"
    assert found.message.endswith("in a circle: a → c → b → a")
    assert pointed(found) == "a"
    assert len(found.related) == 2
    text = text.replace("responds_to: [c, strike]", "responds_to: [strike]")
    assert check(tmp_path, {"cases/c.yaml": text}) == []


def test_what_is_withdrawn_closes_no_circle(tmp_path: Path) -> None:
    """It implies nothing."""
    text = events(
        "id: a, kind: denial, when: unknown, responds_to: [b], withdrawn: printed in error",
        "id: b, kind: denial, when: unknown, responds_to: [a]",
    )
    assert check(tmp_path, {"cases/c.yaml": text}) == []


def test_a_long_chain_of_answers_is_no_circle(tmp_path: Path) -> None:
    """However long."""
    lines = [
        f"id: e{n}, kind: other, when: 2024-03-02, responds_to: [e{n + 1}]" for n in range(1900)
    ]
    text = events(*lines, "id: e1900, kind: other, when: 2024-03-02")
    document = write(tmp_path, {"cases/c.yaml": text})
    assert load_workspace(document).start.workspace.load_case("c").id == "c"


@pytest.mark.parametrize(
    ("line", "code", "marked"),
    [
        ("kind: investigation_opened, when: unknown, continues: strike", "E424", "strike"),
        ("kind: denial, when: unknown, continues: first", "E424", "first"),
        (
            "kind: investigation_opened, when: unknown, continues: investigation_opened",
            "E407",
            "investigation_opened",
        ),
    ],
)
def test_only_a_stage_goes_on_as_another(tmp_path: Path, line: str, code: str, marked: str) -> None:
    """From one opening to another."""
    first = "id: first, kind: assessment_opened, when: 2024-03-02"
    (found,) = check(tmp_path, {"cases/c.yaml": events(first, line)})
    assert (found.code, pointed(found)) == (code, marked)
    right = "kind: investigation_opened, when: unknown, continues: first"
    assert check(tmp_path, {"cases/c.yaml": events(first, right)}) == []


@pytest.mark.parametrize(
    ("absence", "marked"),
    [
        ("{kind: denial, track: armi, until: 2024-03-02, source: paper}", "armi"),
        ("{kind: denial, id: strike, before: 2024-02-02, source: paper}", "strike"),
    ],
)
def test_an_absence_speaks_of_something(tmp_path: Path, absence: str, marked: str) -> None:
    """Of a track that an event has, and of an event of its kind."""
    text = events("kind: assessment_opened, track: army, when: 2024-03-02")
    (found,) = check(tmp_path, {"cases/c.yaml": f"{text}absences:\n  - {absence}\n"})
    assert (found.code, pointed(found)) == ("E423", marked)
    right = absence.replace("armi", "army").replace("kind: denial, id", "kind: strike, id")
    assert check(tmp_path, {"cases/c.yaml": f"{text}absences:\n  - {right}\n"}) == []


def test_only_a_release_has_contents(tmp_path: Path) -> None:
    """In a case, in a step and in a condition."""
    wrong = events("kind: denial, of: report, when: 2024-03-02")
    (found,) = check(tmp_path, {"cases/c.yaml": wrong})
    assert (found.code, pointed(found)) == ("E306", "report")
    assert check(tmp_path, {"cases/c.yaml": corrected(wrong, found)}) == []
    bad = "{event: denial, of: report}"
    text = policy("p", rule(step=bad), rule("b", when=bad), rule("c", after=bad))
    found_there = check(tmp_path, {"cases/c.yaml": CASE, "policies/p.yaml": text})
    assert [(one.code, pointed(one)) for one in found_there] == [("E306", "report")] * 3


@pytest.mark.parametrize(
    ("place", "typed", "meant"),
    [
        ("step", "forms", "form"),
        ("after", "outcom", "outcome"),
        ("step", "evnt", "event"),
        ("when", "sides", "side"),
    ],
)
def test_an_unknown_key_of_a_pattern_is_told_with_the_keys_of_a_pattern(
    tmp_path: Path, place: str, typed: str, meant: str
) -> None:
    """In each of the ways to write one, not with the keys of the long form."""
    one = f"{{{typed}: x}}" if meant == "event" else f"{{event: denial, {typed}: x}}"
    ways = [one] if place == "when" else [one, f"[strike, {one}]", f"{{first: [{one}]}}"]
    for number, way in enumerate(ways):
        text = policy("p", rule(**{place: way}))
        found = [
            each
            for each in check(tmp_path / str(number), {"policies/p.yaml": text})
            if each.code == "E301"
        ]
        assert [each.hint for each in found] == [f"did you mean {meant}?"]
        assert pointed(found[0]) == typed


def test_an_unknown_key_of_a_track_is_told_with_the_keys_of_a_track(tmp_path: Path) -> None:
    """Tracks are listed by name, and the name is no key."""
    text = CASE.replace("events:", "tracks: {army: {lable: Army}}\nevents:")
    text += "  - {kind: denial, track: army, when: 2024-03-02, source: paper}\n"
    (found,) = check(tmp_path, {"cases/c.yaml": text})
    assert (pointed(found), found.hint) == ("lable", "did you mean label?")

"""What is wrong with a file is told all at once, in the order of its lines."""

import pytest

from tests.builders import case_file, shipped_kinds
from timeline.errors import CaseError, PolicyError, Problem
from timeline.model.build import References, build_case, build_policy
from timeline.read.parse import parse_yaml

HEAD = "title: T\nplace: P\ntime_zone: UTC\nforces: US\n"


def problems(text: str, *sources: str) -> list[Problem]:
    """What is wrong with a case; its sources are s and those that are named."""
    document = parse_yaml(HEAD + text, "cases/test.yaml")
    with pytest.raises(CaseError) as caught:
        build_case(document, "test", References(shipped_kinds().keys(), sources))
    return list(caught.value.problems)


def places(text: str) -> list[tuple[int, str]]:
    """Line below the head and code of everything that is wrong."""
    found = []
    for problem in problems(text, "s"):
        assert problem.line is not None
        found.append((problem.line - HEAD.count("\n"), problem.code))
    return found


def messages(text: str) -> list[str]:
    """The sentences alone."""
    return [problem.message for problem in problems(text, "s")]


STRIKE = "  - {kind: strike, when: 2024-03-01, source: s}\n"


def test_what_is_found_early_and_late_comes_in_the_order_of_lines() -> None:
    """A doubled id and a date on itself stand among what cannot be read."""
    found = places(
        "events:\n"
        "  - {kind: strike, when: 3 days after strike, source: s}\n"
        "  - {kind: denial, when: 2024-02-30, source: s}\n"
        "  - {kind: strike, when: 2024-03-01, source: nobody}\n"
        "absences:\n"
        "  - {kind: payment, searched: 2024-13}\n"
    )
    assert found == [(2, "E407"), (3, "E203"), (4, "E406"), (4, "E402"), (6, "E203")]


@pytest.mark.parametrize("standing", ["disputed", "rejected"])
@pytest.mark.parametrize(
    ("event", "noun"),
    [
        ("{kind: denial, when: 2024-02-30, source: s, standing: X}", "claim"),
        ("{kind: denial, claims: [{when: 2024-02-30, source: s, standing: X}]}", "statement"),
        ("{kind: bombing, claims: [{when: 2024-02-03, source: s, standing: X}]}", "statement"),
    ],
)
def test_a_reason_that_is_missing_is_told_beside_what_else_is_wrong(
    event: str, noun: str, standing: str
) -> None:
    """Of the claim, or of the event around it."""
    found = messages("events:\n" + STRIKE + f"  - {event.replace('X', standing)}\n")
    assert f"a {standing} {noun} needs a reason" in found
    assert len(found) == 2


def test_several_faults_of_one_map_are_all_told() -> None:
    """Pydantic stops at the first."""
    found = messages(
        "events:\n" + STRIKE + "  - {kind: denial, when: 2024-03-02, standing: disputed}\n"
        "absences:\n  - {kind: payment, until: 2024-05-01, before: 2024-05-01}\n"
    )
    assert found == [
        "source is missing: an event is dated by a source",
        "a disputed claim needs a reason",
        "source is missing: somebody says that it had not happened",
        "an absence has one of until, before, searched",
    ]


def test_an_end_of_the_record_that_is_open_is_told_beside_what_else_is_wrong() -> None:
    """And a date that cannot be read is told as that, once."""
    wrong = "events:\n  - {kind: bombing, when: 2024-03-01, source: s}\n"
    assert places("recorded_until: 2024-01-01/..\n" + wrong) == [(-3, "E306"), (3, "E401")]
    assert places("recorded_until: unknown\n" + wrong) == [(-3, "E306"), (3, "E401")]
    assert places("recorded_until: soon\n" + wrong) == [(1, "E201"), (3, "E401")]


ORDERED = (
    "events:\n"
    "  - kind: strike\n"
    "    when: 2024-02-30\n"
    "    source: s\n"
    "    orders:\n"
    "      - {id: one, kind: conclusion, source: s, ORDER}\n"
)


@pytest.mark.parametrize(
    ("order", "code"),
    [
        ("note: no limit", "E306"),
        ("within: 3 days, until: 2024-05-01", "E306"),
        ("within: 3 days, extends: one", "E407"),
        ("within: 3 days, extends: two", "E408"),
    ],
)
def test_an_order_is_checked_although_its_event_cannot_be_read(order: str, code: str) -> None:
    """Its limit, and what it extends."""
    assert places(ORDERED.replace("ORDER", order)) == [(3, "E203"), (6, code)]


def test_an_order_may_extend_one_whose_id_cannot_be_read() -> None:
    """Which of them was meant is not known, so that it is not told that there is none."""
    text = ORDERED.replace("ORDER", "within: 3 days, extends: two")
    text += "      - {ID: two, kind: conclusion, source: s, within: 3 days}\n"
    assert "E408" not in [code for _, code in places(text)]


EXTENDED = (
    "events:\n"
    "  - kind: strike\n"
    "    when: 2024-03-01\n"
    "    source: s\n"
    "    orders:\n"
    "      - {id: one, kind: conclusion, source: s, within: 3 days}\n"
    "      - {id: two, kind: conclusion, source: s, within: 3 days, extends: one}\n"
)
AGAIN = "      - {id: three, kind: conclusion, source: s, within: 3 days, extends: one}\n"
LATER = "  - {kind: KIND, when: 2024-03-02, source: s, orders: [ORDER]}\n".replace(
    "ORDER", AGAIN.strip(" -\n")
)


def test_a_second_extension_of_one_order_is_refused() -> None:
    """Only one can come next, so that the other would be lost; the first is shown beside it."""
    (problem,) = problems(EXTENDED + AGAIN, "s")
    assert (problem.code, problem.message) == ("E421", "a second order extends one")
    assert problem.hint == "an extension follows the one before it: extends: two"
    assert problem.line == (EXTENDED + AGAIN).count("\n") + HEAD.count("\n")
    (other,) = problem.related
    assert other[0] == "the other stands here"
    assert other[1].span is not None
    assert other[1].span.line == problem.line - 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (EXTENDED + LATER.replace("KIND", "denial"), [(8, "E421")]),
        (EXTENDED + AGAIN + AGAIN.replace("three", "four"), [(8, "E421"), (9, "E421")]),
        (EXTENDED.replace("id: two", "ID: two") + AGAIN, [(7, "E301"), (8, "E421")]),
        ((EXTENDED + AGAIN).replace("id: one", "id: uno"), [(7, "E408"), (8, "E408")]),
        (EXTENDED.replace("03-01", "13-01") + AGAIN, [(3, "E203"), (8, "E421")]),
    ],
)
def test_a_second_extension_is_found_wherever_it_stands(
    text: str, expected: list[tuple[int, str]]
) -> None:
    """At another event, a third time, beside what cannot be read; but not of an unknown order."""
    assert [one for one in places(text) if one[1] != "E302"] == expected


def test_two_orders_with_one_id_are_refused() -> None:
    """Also at different events; one of them would be lost."""
    text = EXTENDED + AGAIN.replace("id: three", "id: two").replace("extends: one", "extends: two")
    (problem,) = [one for one in problems(text, "s") if one.code == "E406"]
    assert problem.message == "two orders answer to two"
    (other,) = problem.related
    assert problem.line is not None
    assert other[1].span is not None
    assert other[1].span.line == problem.line - 1


@pytest.mark.parametrize(
    "event",
    [
        "denial, withdrawn: another strike",
        "denial, standing: rejected, because: a misprint",
        "payment, planned: true",
    ],
)
def test_an_extension_that_does_not_count_stands_in_nobodys_way(event: str) -> None:
    """What is withdrawn, rejected or only planned gives no order."""
    case_file(EXTENDED + LATER.replace("KIND", event))
    case_file(EXTENDED + AGAIN.replace("extends: one", "extends: two"))


@pytest.mark.parametrize(
    "event",
    [
        "{kind: denial, wen: 2024-03-02, source: s}",
        "{kind: denial, when: 2024-03-02, source: s, standing: disputed, becuase: they say so}",
        "{kind: denial, clams: [{when: 2024-03-02, source: s}]}",
        "{kind: denial, wen: 2024, claims: [{when: 2024-03-02, source: s}]}",
    ],
)
def test_a_slip_of_the_pen_is_told_once(event: str) -> None:
    """A misspelt key is not also told as one that is missing, or as one too many."""
    assert places(f"events:\n{STRIKE}  - {event}\n") == [(3, "E301")]


def test_a_list_that_is_a_map_is_told_as_that_alone() -> None:
    """What stands in it is not read as an entry."""
    assert places("events: {kind: strike}\n") == [(1, "E303")]


def test_a_file_that_is_right_has_no_problems() -> None:
    """The checks of the file itself find nothing in it."""
    file, _ = case_file("events:\n" + STRIKE)
    assert len(file.case.events) == 1


def test_a_policy_is_told_all_at_once_as_well() -> None:
    """A condition, a benchmark, a stale search and working days, beside a kind that is not one."""
    rule = (
        "{id: a, step: bombing, after: strike, label: L, force: practice, limit: 3 working days, "
        "searches_stale_after: 2 months, when: {all: [{event: strike, not: {event: denial}}]}, "
        "benchmark: {within: none stated, because: I say so}}"
    )
    document = parse_yaml(f"id: own\ntitle: T\nrules:\n  - {rule}\n", "policies/own.yaml")
    with pytest.raises(PolicyError) as caught:
        build_policy(document, References(shipped_kinds().keys(), ()))
    assert {problem.message for problem in caught.value.problems} == {
        "bombing is not a known kind of event",
        "working days are counted by a calendar",
        "a search grows old in days",
        "a condition has one of event, all, any, not",
        "a benchmark is a measure of your own",
    }
    assert len(caught.value.problems) == 5


def hint_of(text: str, *sources: str) -> str:
    """The hint of the one thing that is wrong."""
    (problem,) = problems(text, *sources)
    return problem.hint


@pytest.mark.parametrize(
    ("when", "hint"),
    [
        (
            "a few days after stike",
            (
                "did you mean strike? write after strike, or a margin of your own such as "
                "1 to 7 days after strike"
            ),
        ),
        (
            "shortly before strik",
            (
                "did you mean strike? write before strike, or a margin of your own such as "
                "within 2 days before strike"
            ),
        ),
        (
            "a few days after strike",
            "write after strike, or a margin of your own such as 1 to 7 days after strike",
        ),
        (
            "a few days after xyz",
            "write after xyz, or a margin of your own such as 1 to 7 days after xyz",
        ),
    ],
)
def test_an_event_that_is_none_is_told_though_the_rest_is_not_understood(
    when: str, hint: str
) -> None:
    """The nearest event stands in the hint, where there is one that is near."""
    text = f"events:\n{STRIKE}  - {{kind: denial, when: {when}, source: s}}\n"
    assert hint_of(text, "s") == hint


def test_what_is_not_understood_is_told_with_the_event_that_may_be_meant() -> None:
    """Both can be mended in one go."""
    text = f"events:\n{STRIKE}  - {{kind: denial, when: the week after stike, source: s}}\n"
    (problem,) = problems(text, "s")
    assert '"the week" is not understood' in problem.message
    assert problem.hint.startswith("did you mean strike? write N days|weeks|months after EVENT")


def test_where_there_are_no_sources_the_first_can_be_started() -> None:
    """The command stands in the hint."""
    expected = "there are no sources yet; start one: timeline new source ID"
    assert hint_of("events:\n" + STRIKE) == expected


@pytest.mark.parametrize(
    ("zone", "hint"),
    [
        ("Europe/Viena", "did you mean Europe/Vienna?"),
        ("asia/damascus", "did you mean Asia/Damascus?"),
        ("Kabul", "did you mean Asia/Kabul?"),
        ("America/New York", "did you mean America/New_York?"),
        ("utc", "did you mean UTC?"),
        ("Nowhere", "an IANA name, such as Asia/Damascus"),
        ("GMT+3", "an IANA name, such as Asia/Damascus"),
        ("x" * 5000, "an IANA name, such as Asia/Damascus"),
    ],
)
def test_a_zone_that_is_none_is_answered_with_the_nearest(zone: str, hint: str) -> None:
    """Small and capital letters make no difference; names that mean the reverse are not offered."""
    document = parse_yaml(HEAD.replace("UTC", zone) + "events:\n" + STRIKE, "cases/test.yaml")
    with pytest.raises(CaseError) as caught:
        build_case(document, "test", References(shipped_kinds().keys(), {"s"}))
    (problem,) = caught.value.problems
    assert (problem.code, problem.hint) == ("E405", hint)


@pytest.mark.parametrize(
    ("tolls", "code"),
    [
        ("[{by: A, killed: 3, part_of: all}]", "E306"),
        ("[{by: A, killed: 3, part_of: a/b/c}]", "E307"),
        ("[{by: A, killed: 3, part_of: elsewhere/all}]", "E402"),
        ("[{id: all, by: A, killed: 3}, {id: all, by: A, killed: 4}]", "E406"),
        ("[{by: A, killed: 3, who: people}]", "E305"),
    ],
)
def test_a_toll_that_is_part_of_nothing_is_refused(tolls: str, code: str) -> None:
    """By the shape of what it names, or because nothing has that name."""
    assert [one.code for one in problems(f"events:\n{STRIKE}tolls: {tolls}\n", "s")] == [code]


@pytest.mark.parametrize(
    "tolls",
    [
        "[{by: A, killed: 1, part_of: all}, {id: all, by: A, killed: 3}]",
        "[{by: A, killed: 1, part_of: s/all}]",
    ],
)
def test_a_part_may_stand_before_its_whole(tolls: str) -> None:
    """And the whole may stand in another source."""
    document = parse_yaml(f"{HEAD}events:\n{STRIKE}tolls: {tolls}\n", "cases/test.yaml")
    case = build_case(document, "test", References(shipped_kinds().keys(), ["s"])).case
    assert case.tolls[0].part_of


@pytest.mark.parametrize(
    "text",
    [
        (
            "events:\n  - {id: [a], kind: other, when: 2024-03-01, source: s}\n"
            "absences: [{kind: payment, until: 2024-03-05, source: s}]\n"
        ),
        (
            f"events:\n  - {{kind: [a], when: 2024-03-01, source: s}}\n{STRIKE}"
            "  - {kind: assessment_opened, when: 2024-03-05, source: s}\n"
            "  - {kind: investigation_opened, when: 2024-03-09, source: s,"
            " continues: assessment_opened}\n"
        ),
        (
            f"events:\n{STRIKE[:-2]}, orders: [{{id: o, kind: release, within: 5 days, source: s,"
            " extends: p}, {id: p, kind: release, within: 5 days, source: s, extends: [o]}]}\n"
        ),
    ],
)
def test_a_list_where_a_word_belongs_is_told_as_such(text: str) -> None:
    """Whatever else looks at ids, kinds and links takes a wrong shape for no name at all."""
    document = parse_yaml(HEAD + text, "cases/test.yaml")
    kinds = shipped_kinds()
    openings = frozenset(kind.closes for kind in kinds.values() if kind.closes)
    with pytest.raises(CaseError) as caught:
        build_case(document, "test", References(kinds.keys(), ["s"], openings=openings))
    assert [problem.code for problem in caught.value.problems] == ["E303"]

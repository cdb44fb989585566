"""Cases like those once judged wrongly, with answers worked out by hand."""

import pytest

from tests.builders import case_file, days, inferred, ordinal, shipped_kinds, span
from tests.conformance.builders import judged, number_words, one_finding
from timeline.chrono.truth import Truth
from timeline.conformance.finding import Finding
from timeline.inference.inference import Inference, infer
from timeline.inference.knowledge import public_by

STRIKE = "{kind: strike, when: 2024-03-01, source: s}"


def case_of(*events: str, more: str = "", until: str = "2024-12-31") -> str:
    """A case with a strike on 1 March and further events."""
    lines = [f"  - {event}" for event in (STRIKE, *events)]
    return "\n".join(["events:", *lines, f"recorded_until: {until}", *more.splitlines()])


def implied_in(inference: Inference) -> dict[str, str]:
    """Implied events by id, with their days."""
    return {
        event.id: days(inference.day_of(event.id))
        for event in inference.events.values()
        if event.is_implied
    }


def findings_of(case: str, policy: str, as_of: str = "2024-12-31") -> dict[str, Finding]:
    """Findings by name."""
    return {one.id: one for one in judged(case, policy, as_of).findings}


def verdicts_of(case: str, policy: str, as_of: str = "2024-12-31") -> dict[str, str]:
    """Verdicts by name."""
    return {name: one.verdict.value for name, one in findings_of(case, policy, as_of).items()}


OPEN = (
    "rules: [{id: open, step: investigation_opened, after: strike, limit: 5 days, force: binding}]"
)
ASSESS = (
    "rules: [{id: team, step: assessment_opened, after: external_report, limit: 10 days, "
    "force: binding}]"
)
REVIEW = (
    "rules: [{id: begin, step: review_opened, after: review_ordered, limit: 20 days, "
    "force: binding}]"
)

# ---------------------------------------------------------------- a stage that closed had opened


def test_a_review_that_closed_began_after_its_order() -> None:
    """Ordered on the 5th and over on the 20th: begun 0 to 15 days after the order."""
    case = case_of(
        "{kind: review_ordered, when: 2024-03-05, source: s}",
        "{kind: review_closed, when: 2024-03-20, source: s}",
    )
    found = one_finding(case, REVIEW, "2024-12-31")
    assert (found.verdict.value, number_words(found.days)) == ("met", "0..15")
    assert found.step_event.endswith(":opening")


def test_an_opening_on_another_track_is_not_the_one() -> None:
    """The inquiry that closed on a track of its own opened there, on an unknown day."""
    case = case_of(
        "{kind: investigation_opened, track: us, when: 2024-03-05, source: s}",
        "{kind: investigation_closed, track: nato, when: 2024-03-10, source: s}",
    )
    assert implied_in(inferred(case)) == {"investigation_closed:opening": "2024-03-01..2024-03-10"}
    found = one_finding(case, OPEN, "2024-12-31")  # no trigger on a track: the first on any
    assert (found.id, found.verdict.value, number_words(found.days)) == ("open", "met", "0..4")
    policy = (
        "rules: [{id: end, step: investigation_closed, after: investigation_opened, "
        "limit: 8 days, force: binding}]"
    )
    assert verdicts_of(case, policy) == {"end:us": "overdue", "end:nato": "met possibly late"}


def test_an_opening_without_a_track_may_be_the_one_whatever_its_day() -> None:
    """Dates never decide which opening a close belongs to."""
    case = case_of(
        "{kind: investigation_opened, when: 2024-03-20, source: s}",
        "{kind: investigation_closed, track: nato, when: 2024-03-10, source: s}",
    )
    assert implied_in(inferred(case)) == {}


@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ("", ["..2024-03-10"]),
        (", form: AR 15-6", ["..2024-03-10", "..2024-03-20"]),
        (", by: the army", ["..2024-03-10", "..2024-03-20"]),
    ],
)
def test_closes_that_can_be_of_one_stage_imply_one_opening(
    second: str, expected: list[str]
) -> None:
    """Closes alike in form and author imply one opening, no later than the first of them."""
    case = case_of(
        "{id: one, kind: investigation_closed, when: 2024-03-10, source: s}",
        f"{{id: two, kind: investigation_closed, when: 2024-03-20, source: s{second}}}",
    )
    assert sorted(implied_in(inferred(case)).values()) == [f"2024-03-01{end}" for end in expected]


def test_a_denied_opening_leaves_both_versions() -> None:
    """Over on the 10th and denied until the 15th: met in one version, overdue in the other."""
    case = case_of(
        "{kind: investigation_closed, when: 2024-03-10, source: s}",
        more="absences: [{kind: investigation_opened, until: 2024-03-15, source: t}]",
    )
    found = one_finding(case, OPEN, "2024-12-31")
    assert {word.value for word in found.possible} == {"met", "met late", "overdue"}
    assert found.breach is Truth.UNKNOWN


@pytest.mark.parametrize("kind", ["conclusion", "release", "closed"])
def test_a_conclusion_implies_no_inquiry(kind: str) -> None:
    """Only the end of a stage implies its opening."""
    assert implied_in(inferred(case_of(f"{{kind: {kind}, when: 2024-03-10, source: s}}"))) == {}


# ---------------------------------------------------------------- sides and tracks


@pytest.mark.parametrize(
    ("event", "more"),
    [
        ("{kind: investigation_opened, side: outside, when: 2024-03-03, source: s}", ""),
        ("{kind: investigation_opened, side: outside, track: un, when: 2024-03-03, source: s}", ""),
        (
            "{kind: investigation_opened, track: un, when: 2024-03-03, source: s}",
            "tracks: {un: {label: UN, side: outside}}",
        ),
        (
            "{kind: investigation_closed, track: un, when: 2024-03-03, source: s}",
            "tracks: {un: {label: UN, side: outside}}",
        ),
    ],
)
def test_an_inquiry_of_others_is_not_the_institution_s(event: str, more: str) -> None:
    """Nothing was opened in 5 days: one finding, 300 days over on 31 December."""
    found = one_finding(case_of(event, more=more), OPEN, "2024-12-31")
    assert (found.id, found.verdict.value, found.step_event) == ("open", "overdue", "")
    assert number_words(found.days_late) == "300"


@pytest.mark.parametrize("track", ["", ", track: parliament"])
def test_an_institution_that_did_nothing_is_judged_once(track: str) -> None:
    """The report of 2 March asks for a team by the 12th; 294 days later there is none."""
    case = case_of(f"{{kind: external_report{track}, when: 2024-03-02, source: s}}")
    found = one_finding(case, ASSESS, "2024-12-31")
    assert (found.id, found.verdict.value) == ("team", "overdue")
    assert number_words(found.days_late) == "294"


@pytest.mark.parametrize(
    ("track", "expected"),
    [(", track: inquest", "met"), ("", "overdue"), (", track: un", "overdue")],
)
def test_an_outside_act_meets_an_order_on_its_track_alone(track: str, expected: str) -> None:
    """What a court orders on a track is done by whoever acts there, and only there."""
    case = case_of(
        "{kind: litigation, track: inquest, when: 2024-03-04, source: s, "
        "orders: [{id: hand-over, kind: release, within: 14 days, source: s}]}",
        f"{{kind: release, of: report, side: outside{track}, when: 2024-03-10, source: s}}",
    )
    assert [*verdicts_of(case, "rules: []").values()] == [expected]


# ---------------------------------------------------------------- rounds

ROUNDS = "rules: [{id: pay, step: payment, after: acknowledgement, limit: 9 days, force: binding}]"


def rounds_on(case: str, as_of: str) -> set[int]:
    """The rounds that are judged as of a day."""
    return {one.question.round for one in judged(case, ROUNDS, as_of).findings}


def test_a_third_round_begins_after_the_second() -> None:
    """Its own reopening is implied: not before that of round 2, nor after what it holds."""
    case = case_of(
        "{id: again, kind: reopened, round: 2, when: 2024-05-01, source: s}",
        "{kind: acknowledgement, round: 3, when: 2024-08-01, source: s}",
    )
    found = inferred(case)
    again = [name for name in implied_in(found) if found.events[name].event.kind == "reopened"]
    assert [days(found.day_of(name)) for name in again] == ["2024-05-01..2024-08-01"]
    assert rounds_on(case, "2024-04-01") == {1}
    assert rounds_on(case, "2024-12-31") >= {1, 3}


def test_a_third_round_begins_after_the_first_was_over() -> None:
    """Of round 2 nothing is on record; round 3 is still not before the end of round 1."""
    case = case_of(
        "{kind: investigation_opened, when: 2024-03-05, source: s}",
        "{kind: investigation_closed, when: 2024-04-01, source: s}",
        "{kind: acknowledgement, round: 3, when: unknown, source: s}",
    )
    assert days(inferred(case).day_of("acknowledgement")) == "2024-04-01.."


@pytest.mark.parametrize("reopened", ["{kind: reopened, when: unknown, source: s}", STRIKE])
def test_a_round_of_unknown_start_begins_after_the_one_before(reopened: str) -> None:
    """Reopened on an unknown day, or only by what round 2 holds: not before round 1 was over."""
    case = case_of(
        "{kind: assessment_opened, when: 2024-03-05, source: s}",
        "{kind: assessment_closed, when: 2024-04-01, source: s}",
        "{kind: acknowledgement, round: 2, when: 2024-08-01, source: s}",
        *([] if reopened is STRIKE else [reopened]),
    )
    found = inferred(case)
    (again,) = (name for name, one in found.events.items() if one.event.kind == "reopened")
    assert days(found.day_of(again)) == "2024-04-01..2024-08-01"
    assert rounds_on(case, "2024-03-20") == {1}
    assert rounds_on(case, "2024-08-01") == {1, 2}


def test_a_reopening_ends_the_one_stage_before_it() -> None:
    """An assessment that nobody says was closed was over when the case was reopened."""
    case = case_of(
        "{kind: assessment_opened, when: 2024-03-05, source: s}",
        "{kind: reopened, when: 2024-06-01, source: s}",
    )
    policy = (
        "rules: [{id: end, step: assessment_closed, after: assessment_opened, limit: 90 days, "
        "force: binding}]"
    )
    found = findings_of(case, policy)["end"]
    assert (found.verdict.value, number_words(found.days)) == ("met", "0..88")


# ---------------------------------------------------------------- what is told had happened


def test_a_chain_of_telling_bounds_its_first_link() -> None:
    """A release tells of an announcement that tells of an end: both had come by then."""
    found = inferred(
        case_of(
            "{kind: investigation_closed, when: unknown, source: s}",
            "{kind: announcement, when: unknown, tells: [investigation_closed], source: s}",
            "{kind: release, when: 2024-05-01, tells: [announcement], source: s}",
        )
    )
    assert days(found.day_of("announcement")) == "2024-03-01..2024-05-01"
    assert days(found.day_of("investigation_closed")) == "2024-03-01..2024-05-01"


def test_findings_are_not_released_before_they_exist() -> None:
    """A release of that spring that tells of an end of 10 May is not before it."""
    found = inferred(
        case_of(
            "{kind: investigation_closed, when: 2024-05-10, source: s}",
            "{kind: release, when: 2024-03/2024-05, tells: [investigation_closed], source: s}",
        )
    )
    assert days(found.day_of("release")) == "2024-05-10..2024-05-31"


def test_telling_of_a_release_bounds_the_release() -> None:
    """An acknowledgement of 1 May speaks of a report that was out."""
    case = case_of(
        "{kind: investigation_closed, when: 2024-04-20, source: s}",
        "{kind: release, of: report, when: unknown, tells: [investigation_closed], source: s}",
        "{kind: acknowledgement, when: 2024-05-01, tells: [release], source: s}",
    )
    assert days(inferred(case).day_of("release")) == "2024-04-20..2024-05-01"
    policy = (
        "rules: [{id: tell, step: release, after: investigation_closed, limit: 10 days, "
        "force: binding}]"
    )
    assert verdicts_of(case, policy) == {"tell": "met possibly late"}


@pytest.mark.parametrize(
    "standing",
    [
        "withdrawn: by mistake",
        "standing: rejected, because: not true",
        "planned: true",
    ],
)
def test_what_does_not_count_tells_nothing(standing: str) -> None:
    """A withdrawn, rejected or planned statement bounds no day of what it tells of."""
    found = inferred(
        case_of(
            "{kind: assessment_closed, when: unknown, source: s}",
            f"{{kind: acknowledgement, when: 2024-05-01, tells: [assessment_closed], "
            f"source: s, {standing}}}",
        )
    )
    assert days(found.day_of("assessment_closed")) == "2024-03-01.."


# ---------------------------------------------------------------- what was known on a day


def known_on(day: str, *events: str) -> Inference:
    """What of a case was public; `early` came out on 10 March, `late` on 1 November."""
    published = {"s": "2024-11-01", "early": "2024-03-10", "late": "2024-11-01"}
    file, sources = case_file(case_of(*events), published)
    kinds, today = shipped_kinds(), ordinal("2024-12-31")
    whole = infer(file, sources, kinds, today=today)
    known = public_by(ordinal(day), whole, sources)
    return infer(file, sources, kinds, today=today, public=known)


def test_the_incident_is_known_through_a_chain_of_answers() -> None:
    """A denial answers a report that answers the strike: all three were known."""
    found = known_on(
        "2024-03-08",
        "{kind: external_report, when: 2024-03-04, responds_to: [strike], source: early}",
        "{kind: denial, when: 2024-03-06, responds_to: [external_report], source: early}",
    )
    assert set(found.events) == {"strike", "external_report", "denial"}
    assert days(found.day_of("strike")) == "..2024-03-04"


@pytest.mark.parametrize(("word", "expected"), [("responds_to", set()), ("tells", {"inquiry"})])
def test_an_answer_makes_no_inquiry_known(word: str, expected: set[str]) -> None:
    """An announcement shows an inquiry that it tells of, not one that it merely follows."""
    found = known_on(
        "2024-03-20",
        "{id: inquiry, kind: investigation_opened, form: AR 15-6, when: 2024-03-05, source: late}",
        f"{{kind: announcement, when: 2024-03-07, {word}: [inquiry], source: early}}",
    )
    assert set(found.events) & {"inquiry"} == expected
    for name in expected:
        assert days(found.day_of(name)) == "..2024-03-07"
        assert found.events[name].event.form == ""


def test_a_public_event_of_an_open_day_is_not_known_before_its_last() -> None:
    """A report of 2 to 9 March may not have been out on the 5th."""
    report = "{kind: external_report, when: 2024-03-02/2024-03-09, source: late}"
    assert "external_report" not in known_on("2024-03-05", report).events
    assert "external_report" in known_on("2024-03-09", report).events


# ---------------------------------------------------------------- no bound without a claim


@pytest.mark.parametrize("until", ["2024-06-30", "2024-12-31"])
def test_the_end_of_the_record_bounds_no_day(until: str) -> None:
    """A strike of unknown day came before the opening of 1 February; no more is known."""
    found = inferred(
        "events:\n"
        "  - {kind: strike, when: unknown, source: s}\n"
        "  - {kind: information_received, when: 2024-01-01, source: s}\n"
        "  - {kind: assessment_opened, when: 2024-02-01, source: s}\n"
        "  - {kind: payment, when: unknown, source: s}\n"
        f"recorded_until: {until}"
    )
    assert span(found.between("strike", "information_received")) == (-31, None)
    assert span(found.between("strike", "assessment_opened")) == (0, None)
    assert span(found.between("strike", "payment")) == (0, None)
    assert span(found.between("assessment_opened", "payment")) == (None, None)


# ---------------------------------------------------------------- orders without a rule

COURT = (
    "{{kind: litigation, when: 2024-03-04, source: s, "
    "orders: [{{id: hand-over, kind: release, within: 14 days, source: s{order}}}{second}]}}"
)


def ordered(*events: str, order: str = "", second: str = "", more: str = "") -> Finding:
    """The finding about an order of 14 days, the 18th its last day."""
    case = case_of(COURT.format(order=order, second=second), *events, more=more)
    return one_finding(case, "rules: []", "2024-12-31")


def test_a_recommendation_is_judged_and_never_broken() -> None:
    """288 days over, and nothing that binds."""
    found = ordered(order=", force: recommendation")
    assert (found.verdict.value, number_words(found.days_late)) == ("overdue", "288")
    assert found.breach is None


def test_an_order_that_is_denied_is_broken() -> None:
    """Somebody says that nothing was handed over by April."""
    found = ordered(more="absences: [{kind: release, until: 2024-04-01, source: s}]")
    assert (found.verdict.value, found.breach) == ("overdue", Truth.YES)


@pytest.mark.parametrize(
    ("day", "expected", "late"), [("22", "met", "none"), ("23", "met late", "1")]
)
def test_a_pause_puts_off_the_end_of_an_order(day: str, expected: str, late: str) -> None:
    """Four days from the 6th, the 7th to the 10th, do not count: the 22nd is the last day."""
    found = ordered(
        "{id: asked, kind: information_received, when: 2024-03-06, source: s}",
        "{id: given, kind: information_received, when: 2024-03-10, source: s}",
        f"{{kind: release, of: report, when: 2024-03-{day}, source: s}}",
        more="pauses: [{of: [hand-over], from: asked, until: given, source: s}]",
    )
    assert (found.verdict.value, number_words(found.days_late)) == (expected, late)


def test_a_pause_without_an_end_stops_the_clock() -> None:
    """The order does not run; what the silence of the record says of that it says to its end."""
    found = ordered(
        "{id: asked, kind: information_received, when: 2024-03-06, source: s}",
        more="pauses: [{of: [hand-over], from: asked, source: s}]",
    )
    assert found.due is not None
    assert (found.verdict.value, found.due.status) == ("pending", "not running")
    assert found.breach is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("made", "expected", "late"),
    [("2024-03-10", "met", "none"), ("2024-03-18", "met", "none"), ("2024-03-20", "met late", "7")],
)
def test_an_extension_counts_if_it_was_made_in_time(made: str, expected: str, late: str) -> None:
    """Ten days more from the 18th, the 28th, unless they were given after the 18th."""
    second = (
        f", {{id: more, kind: release, within: 10 days, extends: hand-over, made: {made}, "
        "source: s}"
    )
    found = ordered("{kind: release, of: report, when: 2024-03-25, source: s}", second=second)
    assert (found.verdict.value, number_words(found.days_late)) == (expected, late)


# ---------------------------------------------------------------- the last day of the record


@pytest.mark.parametrize(
    ("published", "as_of", "expected"),
    [
        ("2024-06-30", "2024-06-30", "met"),
        ("2024-06", "2024-06-30", "met"),
        ("2024-07-01", "2024-06-30", "cannot tell"),
        ("2024-07-01", "2024-12-31", "met"),
    ],
)
def test_published_by_the_end_of_the_record_counts_as_done(
    published: str, as_of: str, expected: str
) -> None:
    """A source of the record's last day had happened; one of the day after may tell of that day."""
    case = case_of("{kind: release, of: report, when: unknown, source: t}", until="2024-06-30")
    policy = "rules: [{id: tell, step: release, after: strike, limit: none stated, force: binding}]"
    found = one_finding(case, policy, as_of, t=published)
    assert found.verdict.value == expected
    if expected == "cannot tell":
        assert [word.value for word in found.possible] == ["met", "pending"]


@pytest.mark.parametrize(("before", "agrees"), [("2024-05-01", True), ("2024-05-02", False)])
def test_an_absence_speaks_of_days_of_the_case(before: str, agrees: bool) -> None:  # noqa: FBT001
    """Half past four on 2 May in Kabul is the evening of 1 May in New York."""
    found = inferred(
        "time_zone: America/New_York\nevents:\n"
        "  - {kind: announcement, when: '2024-05-02T04:30', zone: Asia/Kabul, source: s}\n"
        f"absences: [{{kind: announcement, before: {before}, source: s}}]"
    )
    assert bool(found.conflicts) is not agrees

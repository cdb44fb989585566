"""Every combination of trigger, step, limit, requirement and condition gives one verdict.

What may or may not have happened lies on one of two days, one before and one after the day judged
from: so each dimension can be asked by itself, and the table of the design tried by hand.
"""

from collections.abc import Iterator
from itertools import product

import pytest

from tests.conformance.builders import judged
from timeline.chrono.truth import Truth
from timeline.conformance.finding import Finding
from timeline.conformance.verdict import Tier, Word, join

TRIGGER = {"yes": "2023-06-01", "unknown": "[2023-06-01, 2023-07-15]"}
STEP = {"yes": "2023-06-09", "unknown": "[2023-06-09, 2023-07-31]", "later": "2023-07-31"}
UNDONE = ("no", "unchecked", "denied", "later")
"""Silence up to the day judged, silence up to the day of the trigger only, a denial up to the day
judged, and a record that dates the step later."""
REQUIRED = {"in order": "2023-05-20", "out of order": "2023-06-29", "unknown": "2023-06-09"}
OUTCOME = {"true": ", outcome: credible", "false": ", outcome: not_credible", "unknown": ""}
TRUTHS = {
    "yes": (True,), "true": (True,), "out of order": (True,), "unknown": (True, False),
    "no": (False,), "false": (False,), "in order": (False,), "none": (False,),
    "unchecked": (False,), "denied": (False,), "later": (False,),
}  # fmt: skip
TIERS = ("order", "limit", "benchmark", "none", "not established")
EVERY = list(product(("yes", "no", "unknown"), ("yes", "unknown", *UNDONE),
                     ("none", *REQUIRED), OUTCOME))  # fmt: skip
Parts = tuple[str, str, str, str]


def found(parts: Parts, tier: str, length: str) -> Finding:
    """The finding of one combination, as of 30 June."""
    trigger, step, requires, condition = parts
    ended = f"when: 2023-05-02, source: press{OUTCOME[condition]}"
    events = [f"{{kind: assessment_closed, {ended}}}"]
    if trigger in TRIGGER:
        order = f"{{id: o, kind: investigation_opened, within: {length}, source: press}}"
        orders = f", orders: [{order}]" if tier == "order" else ""
        when = f"when: '{TRIGGER[trigger]}', source: press{orders}"
        events.append(f"{{kind: external_report, {when}}}")
    if step in STEP:
        events.append(f"{{kind: investigation_opened, when: '{STEP[step]}', source: press}}")
    if requires in REQUIRED:
        events.append(f"{{kind: review_opened, when: '{REQUIRED[requires]}', source: press}}")
    limit = {"limit": length, "not established": "not established"}.get(tier, "none stated")
    benchmark = f"    benchmark: {{within: {length}, because: mine}}" if tier == "benchmark" else ""
    policy = f"""
rules:
  - id: rule
    step: investigation_opened
    after: external_report
    when: {{event: assessment_closed, outcome: credible}}
    requires: [review_opened]
    limit: {limit}
    force: binding
{benchmark}"""
    case = "events:\n" + "".join(f"  - {event}\n" for event in events)
    if step == "denied":
        case += "absences: [{kind: investigation_opened, until: 2023-06-30, source: press}]\n"
    if step == "unchecked":
        case += "recorded_until: 2023-06-01\n"
    (finding,) = judged(case, policy, "2023-06-30").findings
    return finding


def starts(parts: Parts) -> tuple[str, ...]:
    """Whether the trigger happened, and whether so early that a limit can have passed.

    Its source shows that it had happened by the day to which the record was checked, though not
    on which day: the later one may be that day as well.
    """
    if parts[:2] == ("unknown", "unchecked"):
        return ("early", "late")
    return {"yes": ("early",), "no": ("never",), "unknown": ("early", "never")}[parts[0]]


def words(parts: Parts, tier: str, length: str) -> Iterator[tuple[Word, Truth]]:
    """What holds in some world, and whether it is a breach: the table, in its order."""
    _, step, requires, condition = (TRUTHS[part] for part in parts)
    for asked, done, wrong, start in product(condition, step, requires, starts(parts)):
        triggered = start != "never"
        is_order = tier == "order" and triggered
        late_by_limit = {"none": (False,), "not established": (False, True)}
        lates = late_by_limit.get(tier, (length == "5 days",))
        for late in lates if start == "early" else (False,):
            if not asked and not is_order:
                is_recorded = parts[3] == "false"
                yield Word.NOT_REQUIRED, Truth.NO if is_recorded else Truth.UNKNOWN
            elif done:
                yield _done(tier, late=late, wrong=wrong and asked)
            elif triggered:
                yield from _undone(parts[1], tier, late=late)
            else:  # time runs only from a trigger on record, and only where there is a limit
                runs = parts[0] == "unknown" and tier in ("order", "limit", "not established")
                yield Word.NOT_YET_DUE, Truth.NO if runs else Truth.UNKNOWN


def _done(tier: str, *, late: bool, wrong: bool) -> tuple[Word, Truth]:
    if wrong:
        return Word.OUT_OF_ORDER, Truth.YES
    is_broken = late and tier in ("order", "limit")
    return Word.MET_LATE if late else Word.MET, Truth.YES if is_broken else Truth.NO


def _undone(step: str, tier: str, *, late: bool) -> Iterator[tuple[Word, Truth]]:
    if not late:
        has_limit = tier in ("order", "limit", "not established")
        yield Word.PENDING, Truth.NO if has_limit else Truth.UNKNOWN
        return
    has_ground = step in ("denied", "later", "unknown") and tier in ("order", "limit")
    if step != "unchecked":
        yield Word.OVERDUE, Truth.YES if has_ground else Truth.UNKNOWN
    if step == "unchecked":
        yield Word.NOT_CHECKED, Truth.UNKNOWN


@pytest.mark.parametrize("length", ["5 days", "90 days"])
@pytest.mark.parametrize("tier", TIERS)
def test_each_combination_gives_the_verdict_of_its_worlds(tier: str, length: str) -> None:
    """Words, verdict and breach are those of the table, for all combinations under one limit."""
    for parts in EVERY:
        finding, held = found(parts, tier, length), set(words(parts, tier, length))
        expected = {word for word, _ in held}
        assert set(finding.possible) == expected, parts
        by_limit = {Word.MET_LATE, Word.OVERDUE, Word.NOT_CHECKED}
        unread = tier == "not established" and bool(expected & by_limit)
        assert finding.verdict is join(expected, limit_was_read=not unread), parts
        breaches = {breach for _, breach in held}
        assert finding.breach is (breaches.pop() if len(breaches) == 1 else Truth.UNKNOWN), parts


@pytest.mark.parametrize(
    ("parts", "tier", "verdict", "breach"),
    [
        (("yes", "yes", "none", "true"), "limit", "met late", "yes"),
        (("yes", "yes", "none", "true"), "benchmark", "met late", "no"),
        (("yes", "yes", "none", "true"), "none", "met", "no"),
        (("yes", "yes", "none", "true"), "not established", "cannot tell", "no"),
        (("yes", "no", "none", "true"), "order", "overdue", "unknown"),
        (("yes", "denied", "none", "true"), "order", "overdue", "yes"),
        (("yes", "later", "none", "true"), "limit", "overdue", "yes"),
        (("yes", "unchecked", "none", "true"), "limit", "not checked", "unknown"),
        (("unknown", "unchecked", "none", "true"), "limit", "not checked", "unknown"),
        (("yes", "no", "none", "true"), "none", "pending", "unknown"),
        (("yes", "unknown", "none", "true"), "limit", "late", "yes"),
        (("no", "yes", "none", "true"), "limit", "met", "no"),
        (("no", "no", "none", "true"), "limit", "not yet due", "unknown"),
        (("unknown", "no", "none", "true"), "limit", "cannot tell", "unknown"),
        (("yes", "yes", "out of order", "true"), "none", "out of order", "yes"),
        (("yes", "yes", "unknown", "true"), "none", "possibly out of order", "unknown"),
        (("yes", "yes", "unknown", "true"), "limit", "cannot tell", "yes"),
        (("yes", "no", "unknown", "true"), "limit", "overdue", "unknown"),
        (("yes", "no", "none", "false"), "limit", "not required", "no"),
        (("yes", "no", "none", "false"), "order", "overdue", "unknown"),
        (("yes", "no", "none", "unknown"), "limit", "cannot tell", "unknown"),
    ],
)
def test_rows_of_the_table(parts: Parts, tier: str, verdict: str, breach: str) -> None:
    """Rows that a reader can check against the design without any code."""
    finding = found(parts, tier, "5 days")
    assert (finding.verdict.value, finding.breach) == (verdict, Truth(breach))


def test_the_tier_is_that_of_what_judges() -> None:
    """An order, then a limit, then a benchmark, then nothing."""
    parts = ("yes", "yes", "none", "true")
    tiers = [found(parts, tier, "5 days").tier for tier in TIERS]
    assert tiers == [Tier.ORDER, Tier.LIMIT, Tier.BENCHMARK, Tier.NONE, Tier.NONE]

"""Laws of the inference: what more or other claims can and cannot change."""

import calendar
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import permutations
from zoneinfo import ZoneInfo

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.builders import case_file, days, shipped_kinds
from tests.properties.strategies import Said, Small, iso, small_cases, to_yaml
from tests.properties.worlds import coherent_cases
from timeline.chrono.interval import Interval
from timeline.inference.inference import Inference, infer

SIZES = [(2, 12), (3, 10), (4, 8), (5, 6)]


def inference_of(case: Small, order: list[int] | None = None) -> Inference:
    """Infer a small case from its text."""
    published = {name: iso(day) for name, day in case.published}
    file, sources = case_file(to_yaml(case, order), published)
    return infer(file, sources, shipped_kinds())


def all_bounds(inference: Inference) -> dict[object, object]:
    """Everything that is known of the days of a case."""
    names = sorted(inference.events)
    found: dict[object, object] = {name: inference.days_of(name) for name in names}
    return found | {pair: inference.between(*pair) for pair in permutations(names, 2)}


def named(inference: Inference) -> set[frozenset[str]]:
    """The conflicts, by the groups that stand against each other."""
    return {frozenset(group[0].group for group in one.groups) for one in inference.conflicts}


def is_inside(inner: Interval, outer: Interval) -> bool:
    """Whether one bound allows nothing that the other does not."""
    return inner.meet(outer) == inner


@given(coherent_cases(sizes=SIZES, most_claims=14, walls=False), st.data())
def test_a_further_true_claim_never_widens(case: Small, data: st.DataObject) -> None:
    """Adding an accepted claim narrows or leaves every bound; giving it up is the way back."""
    places = [
        (event, claim)
        for event, own in enumerate(case.events)
        for claim, said in enumerate(own.claims)
        if said.standing == "accepted" and said.text != "unknown"
    ]
    assume(places)
    event, claim = data.draw(st.sampled_from(places))
    own = case.events[event].claims
    more = inference_of(case)
    fewer = inference_of(case.with_claims(event, [*own[:claim], *own[claim + 1 :]]))
    assert not more.conflicts
    assert not fewer.conflicts
    for name in more.events:
        assert is_inside(more.day_of(name), fewer.day_of(name))
        for stretch in more.days_of(name):
            assert any(is_inside(stretch, other) for other in fewer.days_of(name))
    for pair in permutations(more.events, 2):
        assert is_inside(more.between(*pair), fewer.between(*pair))


@given(small_cases(sizes=SIZES, most_claims=10, walls=False), st.data())
def test_a_reprint_changes_nothing(case: Small, data: st.DataObject) -> None:
    """However often a claim is printed, it counts once."""
    event = data.draw(st.integers(0, len(case.events) - 1))
    own = case.events[event].claims
    again = replace(data.draw(st.sampled_from(own)), source="reprint")
    place = data.draw(st.integers(0, len(own)))
    once = inference_of(case)
    twice = inference_of(case.with_claims(event, [*own[:place], again, *own[place:]]))
    assert all_bounds(once) == all_bounds(twice)
    assert {one.dropped for one in once.readings} == {one.dropped for one in twice.readings}
    assert named(once) == named(twice)


@given(small_cases(sizes=SIZES, most_claims=10, walls=False), st.data())
def test_order_in_the_file_changes_nothing(case: Small, data: st.DataObject) -> None:
    """Events and claims may stand in any order."""
    plain = inference_of(case)
    for event, own in enumerate(case.events):
        shuffled: list[Said] = data.draw(st.permutations(own.claims))
        case = case.with_claims(event, shuffled)
    order = data.draw(st.permutations(range(len(case.events))))
    other = inference_of(case, order)
    assert all_bounds(plain) == all_bounds(other)
    assert {one.dropped for one in plain.readings} == {one.dropped for one in other.readings}
    assert named(plain) == named(other)


ZONES = ("Asia/Kabul", "America/New_York", "Asia/Damascus", "UTC")
NOONS = (datetime(2021, 3, 13, 12, tzinfo=UTC), datetime(2021, 11, 6, 12, tzinfo=UTC),
         datetime(2023, 1, 30, 12, tzinfo=UTC), datetime(2024, 2, 28, 12, tzinfo=UTC))  # fmt: skip


@dataclass(frozen=True)
class Moment:
    """When an event really happened, and whose days its days are."""

    at: datetime
    zone: str

    def day(self, zone: str = "") -> date:
        """Its day in its own zone, or in another."""
        return self.at.astimezone(ZoneInfo(zone or self.zone)).date()


def months_later(day: date, months: int) -> tuple[date, date]:
    """The same day so many months on: clipped to the month's end, and run over it."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    last = calendar.monthrange(year, month)[1]
    over = max(0, day.day - last)
    clipped = date(year, month, min(day.day, last))
    return clipped, clipped + timedelta(days=over)


def true_of_one(draw: st.DrawFn, own: Moment) -> str:
    """A statement about the calendar or the clock that is true of an event."""
    local = own.at.astimezone(ZoneInfo(own.zone))
    day, few = local.date(), timedelta(days=draw(st.integers(0, 40)))
    offset = timezone(timedelta(minutes=draw(st.sampled_from([0, 270, -240, 840, -720]))))
    there = own.at.astimezone(offset)
    less = local.replace(hour=draw(st.integers(0, local.hour)), minute=0, fold=0)
    return draw(
        st.sampled_from(
            [
                f"{day}", f"{day:%Y-%m}", f"{day:%Y}", f"{day - few}/{day}", f"../{day + few}",
                f"{day - few}/..", f"[{day - few}, {day}, {day + few}]",
                f"{day - few} ± {few.days} days",
                f"{local:%Y-%m-%dT%H:%M}", f"{less:%Y-%m-%dT%H:%M}/T{local:%H:%M}",
                f"{there:%Y-%m-%dT%H:%M}{str(there)[-6:]}",
                f"../{there:%Y-%m-%dT%H:%M}{str(there)[-6:]}",
                f"{there:%Y-%m-%dT%H:%M}{str(there)[-6:]}/..",
            ]
        )
    )  # fmt: skip


def true_of_two(draw: st.DrawFn, own: Moment, ref: Moment, name: str, case_zone: str) -> str:
    """A statement about two events that is true of them."""
    zone = own.zone if own.zone == ref.zone else case_zone
    after = own.at > ref.at
    word, sign = ("after", 1) if after else ("before", -1)
    first, then = ref.day(zone), own.day(zone)
    gap, minutes = abs((then - first).days), abs(own.at - ref.at) // timedelta(minutes=1)
    hours, more = minutes // 60, draw(st.integers(0, 3))
    found = [
        f"{word} {name}", f"on or {word} {name}", f"{gap} days {word} {name}",
        f"within {gap + more} days {word} {name}", f"less than {gap + 1 + more} days {word} {name}",
        f"within {gap + more} days of {name}", f"within {hours + 1} hours of {name}",
        f"less than {hours + 1} hours {word} {name}", f"within {hours + 1} hours {word} {name}",
        f"{hours + more} hours ± {more + 1} hours {word} {name}",
        f"{gap + more} days ± {more} days {word} {name}",
    ]  # fmt: skip
    found += [f"same day as {name}"] * (gap == 0) * 3
    found += [f"at least {gap} days {word} {name}"] * (gap > 0)
    found += [f"more than {gap - 1} days {word} {name}"] * (gap > 1)
    found += [f"at least {hours} hours {word} {name}"] * (hours > 0)
    found += [f"{hours} hours {word} {name}"] * (minutes % 60 == 0) * 3
    for months in range(4):
        clipped, over = months_later(first, sign * months)
        near, far = sorted((abs((clipped - first).days), abs((over - first).days)))
        fitting = months > 0 and gap in (near, far)
        found += [f"{months} months {word} {name}"] * fitting * 6
        found += [f"at least {months} months {word} {name}"] * (months > 0 and gap >= far)
        found += [f"more than {months} months {word} {name}"] * (months > 0 and gap > far)
        if gap <= near and months:
            found += [f"within {months} months of {name}"] * (near - gap < 4) * 6
            found += [f"within {months} months {word} {name}", f"within {months} months of {name}"]
        found += [f"less than {months} months {word} {name}"] * (gap < near)
    start, end = sorted((first, then))
    worked = sum((start + timedelta(days=day)).weekday() < 5 for day in range(1, gap + 1))
    if after and end.weekday() < 5 and worked:
        found.append(f"{worked} working days after {name}")
    return draw(st.sampled_from(found))


@st.composite
def true_cases(draw: st.DrawFn) -> tuple[str, dict[str, Moment], dict[str, str], str]:
    """A case in several zones, everything in which is true of what really happened."""
    case_zone, noon = draw(st.sampled_from(ZONES)), draw(st.sampled_from(NOONS))
    count = draw(st.integers(2, 4))
    size = draw(st.sampled_from([48, 48, 200, 3000, 3000]))
    first = draw(st.sampled_from([0, 0, 33]))  # hours after noon, in halves: a clock change is near
    size = 6 if first else size
    halves = draw(
        st.lists(st.integers(first, first + size), min_size=count, max_size=count, unique=True)
    )
    odd = draw(st.sampled_from([0, 0, 17]))
    truth = {
        f"e{place}": Moment(
            noon + timedelta(minutes=30 * half + odd * place),
            draw(st.sampled_from([case_zone, case_zone, *ZONES])),
        )
        for place, half in enumerate(halves)
    }
    lines = [f"time_zone: {case_zone}", "events:"]
    absences, published = [], {}
    for name, own in truth.items():
        lines += [f"  - id: {name}", "    kind: other", f"    zone: {own.zone}", "    claims:"]
        others = [other for other in truth if other != name]
        texts = ["unknown"]
        for _ in range(draw(st.integers(0, 4))):
            if draw(st.booleans()):
                texts.append(true_of_one(draw, own))
                continue
            ref = draw(st.sampled_from(others))
            texts.append(true_of_two(draw, own, truth[ref], ref, case_zone))
        for text in texts:
            source = draw(st.sampled_from(["undated", f"dated-{name}"]))
            lines.append(f'      - {{when: "{text}", source: {source}}}')
        published[f"dated-{name}"] = str(own.day(draw(st.sampled_from(ZONES))))
        if draw(st.integers(0, 3)) == 0:
            absences.append(
                f"  - {{kind: other, id: {name}, before: {own.day(case_zone)}, source: s}}"
            )
    if absences:
        lines += ["absences:", *absences]
    return "\n".join(lines), truth, published, case_zone


@given(true_cases())
def test_what_really_happened_is_never_excluded(
    drawn: tuple[str, dict[str, Moment], dict[str, str], str],
) -> None:
    """Months, hours, times of day, zones: true claims never conflict, and bounds hold the truth."""
    text, truth, published, case_zone = drawn
    file, sources = case_file(text, published)
    inference = infer(file, sources, shipped_kinds())
    assert [[part.says for part in one.claims] for one in inference.conflicts] == []
    for name, own in truth.items():
        day = own.day().toordinal()
        assert inference.day_of(name).contains(day), days(inference.day_of(name))
        assert any(stretch.contains(day) for stretch in inference.days_of(name))
        assert inference.case_day_of(name).contains(own.day(case_zone).toordinal())
    for one, two in permutations(truth, 2):
        zone = truth[one].zone if truth[one].zone == truth[two].zone else case_zone
        gap = (truth[two].day(zone) - truth[one].day(zone)).days
        assert inference.between(one, two).contains(gap)

"""Tolls → their record: who says how many, when, and what was conceded when."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Final, Literal

from msgspec.structs import replace

from timeline.chrono.interval import Interval, hull_of
from timeline.chrono.spoken import MONTHS
from timeline.chrono.truth import Truth
from timeline.chrono.when import Unknown
from timeline.model.case import first_day, last_day
from timeline.portfolio.tolls import are_perhaps_later
from timeline.results.build.dates import (
    NOT_KNOWN,
    after_words,
    count_words,
    date_brief,
    date_words,
    is_vague,
)
from timeline.results.build.values import (
    as_date,
    as_range,
    copied,
    day_range,
    place_of,
    problem_records,
)
from timeline.results.build.words import amount_words, capital, counted, listed
from timeline.results.record import fields_of
from timeline.results.tolls import (
    ConcessionRecord,
    CourseRecord,
    LeftOutRecord,
    TollRecord,
    TollsOfRecord,
    TollsRecord,
)
from timeline.results.values import Quotient, Range

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from timeline.chrono.when import Absolute
    from timeline.errors import Problem
    from timeline.model.case import Toll
    from timeline.portfolio.tolls import (
        Beside,
        Course,
        LeftOut,
        Ratio,
        TollFigure,
        Tolls,
        Why,
    )

NONE: Final = "none"
UNDATED: Final = "undated"
ORDER_NOT_KNOWN: Final = "order not known"
_LATER: Final = "perhaps later"
_AFTER: Final = ", perhaps after the day judged"
_MOST_NAMED: Final = 5
_MOST_SAID: Final = 3
"""Last official numbers that are told one by one."""
_PARTS: Final = ("early", "mid", "late")
_WHY: Final[Mapping[Why, str]] = {
    "may be none": "it may mean none",
    "counts others": "it counts fighters or soldiers, or everyone together",
    "not said": "it does not say that civilians are counted",
    "not by then": "only its source dates it, and that was published after the day judged",
}


def tolls_record(
    cases: Iterable[Tolls],
    campaign: Iterable[Tolls],
    problems: Iterable[Problem],
    as_of: int | None = None,
    known_on: int | None = None,
) -> TollsRecord:
    """Put the tolls of cases and of campaigns side by side, in the order given."""
    found = [case_tolls_record(tolls) for tolls in cases]
    return tolls_side_by_side(found, campaign, problems, as_of, known_on)


def tolls_side_by_side(
    cases: Iterable[TollsOfRecord],
    campaign: Iterable[Tolls],
    problems: Iterable[Problem],
    as_of: int | None = None,
    known_on: int | None = None,
) -> TollsRecord:
    """Do the same with the records of cases."""
    found = tuple(cases)
    campaigns = tuple(campaign_record(tolls) for tolls in campaign)
    is_one = len(found) == 1 and not campaigns
    return TollsRecord(
        answer=found[0].answer if is_one else tuple(_answer_of_all(found, campaigns)),
        notes=tuple(
            f"Only what {verb} by {date_words(Interval(day, day))}."
            for verb, day in (("can have been stated", as_of), ("was public", known_on))
            if day is not None
        ),
        as_of=as_date(as_of),
        known_on=as_date(known_on),
        cases=found,
        campaign=campaigns,
        problems=problem_records(problems),
    )


def _answer_of_all(
    cases: Sequence[TollsOfRecord], campaigns: Sequence[TollsOfRecord]
) -> Iterator[str]:
    """Count official numbers, and in how many cases one came after the first of others."""
    real = [one for one in cases if not one.example]
    if not real and not campaigns:
        yield "No casualty counts are on file."
        return
    official = sum(one.official is not None for one in real)
    others = sum(one.claimants > 0 for one in real)
    yield (
        f"{official} of {counted(len(real), 'case')} {'has' if official == 1 else 'have'} an "
        f"official number of the dead, {others} {'has' if others == 1 else 'have'} others."
    )
    waits = [one.concession.days for one in real if one.concession.days is not None]
    later = [Interval(days.min, days.max) for days in waits if (days.min or 0) > 0]
    if later:
        wait = hull_of(later)
        days = f"at least {wait.min:,}" if wait.max is None else f"{wait.min:,} to {wait.max:,}"
        days = count_words(wait) if len(later) == 1 else f"{days} days"
        yield (
            f"In {counted(len(later), 'case')} the first official number of civilian dead came "
            f"{days} after the first outside figure."
        )


def campaign_record(tolls: Tolls) -> TollsOfRecord:
    """Put the figures of one scope of a campaign into a record."""
    return replace(case_tolls_record(tolls), case=None, scope=tolls.name)


def case_tolls_record(tolls: Tolls) -> TollsOfRecord:
    """Put the figures of one case into a record."""
    concession = tolls.concession
    stated, claimants = _stated_by_others(tolls)
    return copied(
        TollsOfRecord,
        tolls,
        case=tolls.name,
        scope="",
        example=tolls.is_invented,
        answer=tuple(_answer(tolls)),
        official_words=(people_words(tolls.official) or NONE) + _official_later(tolls),
        others_words=span_words(stated) or NONE,
        claimants=claimants,
        scale=max(
            (end for one in _stated(tolls.figures) for end in (one.min, one.max) if end), default=0
        ),
        caution=_caution(tolls),
        figures=toll_records(tolls),
        elsewhere=tuple(_toll_record(one, None) for one in tolls.elsewhere),
        over_time=tuple(_course_record(course, tolls.courses) for course in tolls.courses),
        concession=_concession_record(tolls),
        acknowledged=day_range(tolls.acknowledged),
        claimed_words=NONE if concession.claimed is None else date_brief(concession.claimed),
        conceded_words=_conceded_words(tolls),
        acknowledged_words=_acknowledged_words(tolls),
    )


def killed_words(tolls: Tolls) -> str:
    """Tell the dead of a case in one line: 105 killed, says CJTF-OIR; others say 60 to 520."""
    others = span_words(_stated_by_others(tolls)[0])
    if tolls.official is None:
        return f"{capital(others)} killed, by outside figures" if others else ""
    said = _official_sentence(tolls).removesuffix(".")
    return f"{said}; others say {others}" if others else said


def _answer(tolls: Tolls) -> Iterator[str]:
    """Say the official number, those of others, and which came first."""
    concession = tolls.concession
    if not (tolls.figures or concession.left_out or concession.claims_left_out):
        yield "No casualty count is on record. That does not mean that nobody was killed."
        return
    if tolls.figures and not any(figure.states_killed for figure in tolls.figures):
        yield "No number of dead is on record."
        return
    yield _official_sentence(tolls)
    stated, claimants = _stated_by_others(tolls)
    others = span_words(stated)
    if others:
        runs = "run from" if " to " in others and "up to" not in others else "say"
        yield f"{'Another says' if claimants == 1 else f'Other figures {runs}'} {others}."
    else:
        yield "No other figure is on record."
    yield from _first_sentences(tolls)


def _official_sentence(tolls: Tolls) -> str:
    """105 civilians killed, says CJTF-OIR (25 May 2017)."""
    if tolls.official is None:
        return "No official number is on record."
    last = tolls.last_official
    noun = tolls.group.removesuffix("s") if tolls.official.max == 1 else tolls.group
    who = f"{noun} " if {figure.counted for figure in last} == {tolls.group} else ""
    later = _official_later(tolls)
    if 1 < len({figure.toll.killed for figure in last}) <= _MOST_SAID:
        return f"{capital(_each_said(last, who))}{later}."
    names = list(dict.fromkeys(figure.toll.by for figure in last))
    says = "says" if len(names) == 1 else "say"
    day = f" ({_day_text(last[0])})" if len(last) == 1 or len(names) == 1 else ""
    number = capital(_in_sentence(tolls.official))
    return f"{number} {who}killed, {says} {listed(names)}{day}{later}."


def _official_later(tolls: Tolls) -> str:
    return f", {_LATER}" if are_perhaps_later(tolls.last_official) else ""


def _each_said(figures: Iterable[TollFigure], who: str) -> str:
    """Give several last figures, each with its claimant: 4 killed, says A (undated); 11, says B."""
    parts: dict[tuple[Interval | None, str], str] = {}
    for figure in figures:
        killed = f" {who}killed" if not parts else ""
        number = "" if figure.toll.killed is None else _in_sentence(figure.toll.killed)
        said = f"{number}{killed}, says {figure.toll.by} ({_day_text(figure)})"
        parts.setdefault((figure.toll.killed, figure.toll.by), said)
    return "; ".join(parts.values())


def _in_sentence(bound: Interval) -> str:
    """A number of people in a sentence: 105, 78–203, at least 100, up to 24, an unknown number."""
    return amount_words(bound, "at least {}", "an unknown number")


def people_words(bound: Interval | None) -> str:
    """A number of people in a cell: 105, 78–203, 60 or more, up to 24, not known."""
    return "" if bound is None else amount_words(bound, "{} or more", NOT_KNOWN)


def _stated_by_others(tolls: Tolls) -> tuple[list[Interval], int]:
    """Give the numbers of others about the group, and how many others there are."""
    figures = [one.figure for one in tolls.beside if one.figure.group == tolls.group]
    return _stated(figures), len({figure.toll.by for figure in figures})


def _stated(figures: Iterable[TollFigure]) -> list[Interval]:
    """Give the numbers of killed, of the figures that state one."""
    killed = [figure.toll.killed for figure in figures if figure.states_killed]
    return [bound for bound in killed if bound is not None]


def span_words(bounds: Sequence[Interval]) -> str:
    """From the lowest to the highest number that is named: 60 to 520, up to 9, at least 5, 8.

    An end that is only an "up to", or only an "at least", stays one.
    """
    ends = [(end, place) for bound in bounds for place, end in _named_ends(bound)]
    if not ends:
        return ""
    low, high = min(ends)[0], max(ends)[0]
    is_low, is_high = (low, "least") in ends, (high, "most") in ends
    if is_low and is_high:
        return f"{low:,}" if low == high else f"{low:,} to {high:,}"
    if is_high:
        return f"up to {high:,}"
    return f"at least {low:,}" if is_low else f"up to {low:,}, at least {high:,}"


def _named_ends(bound: Interval) -> Iterator[tuple[Literal["least", "most"], int]]:
    """Give the ends that the words of a figure name: "up to 5" names no lower one."""
    if bound.min or bound.max == 0:
        yield "least", bound.min or 0
    if bound.max is not None:
        yield "most", bound.max


def _caution(tolls: Tolls) -> str:
    """Say how many figures do not tell whom they count."""
    stated = [figure for figure in tolls.figures if figure.states_killed]
    unsaid = sum(figure.counted == "not said" for figure in stated)
    if not unsaid or len(stated) == 1:
        return ""
    do = "does" if unsaid == 1 else "do"
    return f"{unsaid} of {len(stated)} figures {do} not say that civilians are counted."


def _conceded_words(tolls: Tolls) -> str:
    """61–69 days later; none; not certain, where only figures that may concede a death are."""
    concession = tolls.concession
    if tolls.group != "civilians":
        return "–"
    may = any(why != "counts others" for _, why in concession.left_out)
    if concession.conceded is None and may:
        return "not certain"
    words = _later_words(concession.conceded, concession.claimed)
    return _perhaps(words, is_unsure=are_perhaps_later(concession.counted))


def _acknowledged_words(tolls: Tolls) -> str:
    words = _later_words(tolls.acknowledged, tolls.concession.claimed)
    unsure = tolls.acknowledged is not None and tolls.is_acknowledged is Truth.UNKNOWN
    return _perhaps(words, is_unsure=unsure)


def _perhaps(words: str, *, is_unsure: bool) -> str:
    return f"perhaps {words}" if is_unsure and words != ORDER_NOT_KNOWN else words


def _later_words(day: Interval | None, claimed: Interval | None) -> str:
    """How long after the first outside figure, for a cell; the day where there is none."""
    if day is None:
        return NONE
    if claimed is None:
        return date_brief(day)
    days = day.minus(claimed)
    if not _is_ordered(days):
        return ORDER_NOT_KNOWN
    if days == Interval(0, 0):
        return "same day"
    if days.max is not None and days.max <= 0:
        return f"{count_words(days.negated())} earlier"
    words = count_words(days)
    return words if is_vague(days) else f"{words} later"


def _is_ordered(days: Interval) -> bool:
    """Return True unless either of two days can have come first."""
    may_be_before = days.min is None or days.min < 0
    may_be_after = days.max is None or days.max > 0
    return not (may_be_before and may_be_after)


def toll_records(tolls: Tolls) -> tuple[TollRecord, ...]:
    """Put every figure into a record, in the order of their days, as far as these tell it."""
    beside = {one.figure.place: one for one in tolls.beside}
    return tuple(_toll_record(one, beside.get(one.place)) for one in tolls.figures)


def _toll_record(figure: TollFigure, beside: Beside | None) -> TollRecord:
    toll = figure.toll
    ratio = None if beside is None else beside.ratio
    return copied(
        TollRecord,
        toll,
        stated=day_range(figure.said),
        dated_by_source=figure.is_by_source,
        perhaps_later=figure.perhaps_later,
        stated_words=_marked_day(figure),
        period_words=_period(figure),
        killed_words=people_words(toll.killed),
        more_words=_more_words(toll),
        counted=figure.counted,
        held_against=None if beside is None else as_range(beside.official),
        ratio=ratio and Quotient(min=_as_float(ratio.min), max=_as_float(ratio.max)),
        ratio_unsure=beside is not None and beside.is_unsure,
        ratio_words="" if ratio is None else ratio_words(ratio),
        source=figure.source or None,
        **fields_of(place_of(figure.location)),
    )


def _more_words(toll: Toll) -> str:
    more = {"injured": toll.injured, "children": toll.children}
    return ", ".join(f"{people_words(more[key])} {key}" for key in more if more[key] is not None)


def _day_text(figure: TollFigure) -> str:
    """When it was stated: 25 May 2017; by 24 Mar 2017, of a source alone; undated."""
    on = figure.toll.on
    if on is not None and not isinstance(on, Unknown):
        return _said_words(on)
    if figure.is_by_source and figure.said.max is not None:
        return date_words(Interval(None, figure.said.max), short=True)
    return UNDATED


def _said_words(when: Absolute) -> str:
    """A date as a source words it, no sharper: late Jul 2018 stays late."""
    days = Interval(first_day(when), last_day(when))
    part = when.text.partition(" ")[0].lower()
    if part in _PARTS and days.min is not None:
        day = date.fromordinal(days.min)
        return f"{part} {MONTHS[day.month - 1][:3]} {day.year:04d}"
    return date_words(days, short=True)


def _marked_day(figure: TollFigure) -> str:
    """The same, with a word where it may be later than the day judged."""
    return _day_text(figure) + (f", {_LATER}" if figure.perhaps_later else "")


def _period(figure: TollFigure) -> str:
    """Time that it covers: Aug 2014 to Apr 2019."""
    since, until = figure.toll.since, figure.toll.until
    start = "" if since is None else _end_words(since)
    end = "" if until is None else _end_words(until)
    if start and end:
        return start if start == end else f"{start} to {end}"
    return f"from {start}" if start else f"to {end}" if end else ""


def _end_words(when: Absolute | Unknown) -> str:
    return "an unknown day" if isinstance(when, Unknown) else _said_words(when)


def _as_float(end: Fraction | None) -> float | None:
    return None if end is None else float(end)


def ratio_words(ratio: Ratio) -> str:
    """A quotient rounded outward: 6.1–9.9, at least 3.3, at most 9.9, not known."""
    if ratio.is_open:
        return NOT_KNOWN
    low, high = ratio.min or Fraction(0), ratio.max
    down = _decimal(low, floor)
    if high is None:
        return f"at least {down}"
    up = _decimal(high, ceil)
    if low == high and down == up:
        return down
    return f"{down}–{up}" if low else f"at most {up}"


def _decimal(number: Fraction, rounded: Callable[[Fraction], int]) -> str:
    scale = 10 if number >= 1 else 100
    return f"{rounded(number * scale) / scale:.2f}".rstrip("0").rstrip(".")


def _course_record(course: Course, courses: Sequence[Course]) -> CourseRecord:
    return copied(
        CourseRecord,
        course,
        official=course.is_official,
        killed=tuple(as_range(figure.toll.killed) for figure in course.figures),
        in_order=course.is_in_order,
        same_words=_has_same_words(course),
        changes=tuple(
            Range(min=_moved(one.min, two.min), max=_moved(one.max, two.max))
            for one, two in itertools.pairwise(_stated(course.figures))
        ),
        parts=tuple(as_range(figure.toll.killed) for figure in course.parts),
        words=f"{course.by}{_people(course, courses)}: {course_words(course)}",
    )


def _people(course: Course, courses: Iterable[Course]) -> str:
    """Name whom it counts, where its claimant also counts others: ", militants"."""
    claimants = Counter((one.by, one.is_official) for one in courses)
    if claimants[course.by, course.is_official] == 1:
        return ""
    words = {figure.toll.of for figure in course.figures}
    if course.counted == "civilians":
        return ", civilians"
    if len(words) == 1 and (said := words.pop()):
        return f", {said}"
    return ", not said who" if course.counted == "not said" else f", {course.counted}"


def course_words(course: Course) -> str:
    """25 (19 Jul 2016) → 56 (20 Jul 2016); undated: 31; from first to last it rose by 31."""
    dated = [one for one in course.figures if _day_text(one) != UNDATED]
    # Those without a day stand apart, so that none looks like the latest.
    undated = [_killed_words(one) for one in course.figures if one not in dated]
    path = " → ".join(
        f"{words} ({_days_of([_marked_day(one) for one in alike])})"
        for words, alike in itertools.groupby(dated, _killed_words)
    )
    apart = f"{UNDATED}: {listed(undated)}" if undated else ""
    parts = [f"{_killed_words(one)} ({_period(one) or _day_text(one)})" for one in course.parts]
    remarks = (
        f"of which {listed(parts)}" if parts else "",
        apart if path else "",
        _moved_words(course),
        "" if course.is_in_order else "their order is not known",
        "" if _has_same_words(course) else "who is counted is worded differently",
    )
    return "; ".join([path or apart, *(remark for remark in remarks if remark)])


def _killed_words(figure: TollFigure) -> str:
    return people_words(figure.toll.killed) or "no number"


def _has_same_words(course: Course) -> bool:
    return len({figure.toll.of for figure in course.figures}) == 1


def _days_of(days: Sequence[str]) -> str:
    return days[0] if len(set(days)) == 1 else f"{days[0]} … {days[-1]}, {len(days)} times"


def _moved_words(course: Course) -> str:
    """Say how far each end moved from the first figure to the last, where the order is certain."""
    stated = _stated(course.figures)
    if not course.is_in_order or not stated:
        return ""
    first, last = stated[0], stated[-1]
    exact = first.exact is not None and last.exact is not None
    parts = []
    for name, moved, is_stated in (
        ("least", _moved(first.min, last.min), bool(first.min and last.min)),
        ("most", _moved(first.max, last.max), True),
    ):
        if moved and is_stated:
            subject = "it" if exact else f"the {name}"
            parts.append(f"{subject} {'rose' if moved > 0 else 'fell'} by {abs(moved):,}")
    later = any(one.perhaps_later for one in course.figures if one.states_killed)
    said = f"from first to last {listed(list(dict.fromkeys(parts)))}{_AFTER if later else ''}"
    return said if parts else ""


def _moved(before: int | None, after: int | None) -> int | None:
    return None if before is None or after is None else after - before


def _concession_record(tolls: Tolls) -> ConcessionRecord:
    concession = tolls.concession
    return copied(
        ConcessionRecord,
        concession,
        conceded=day_range(concession.conceded),
        claimed=day_range(concession.claimed),
        counted=len(concession.counted),
        claims=len(concession.claims),
        left_out=tuple(
            _left_out_record(left, first)
            for lefts, first in (
                (concession.left_out, concession.conceded),
                (concession.claims_left_out, concession.claimed),
            )
            for left in lefts
        ),
        sentences=tuple(_first_sentences(tolls)),
        counted_words=_counted_words(concession.counted),
    )


def _left_out_record(left: LeftOut, first: Interval | None) -> LeftOutRecord:
    toll, day = left.figure.toll, left.figure.said
    of = f" ({toll.of})" if toll.of else ""
    until = None if first is None else first.max
    may_be_first = until is not None and (day.min is None or day.min < until)
    earlier = ", and may be earlier" if may_be_first else ""
    words = f"{_named(left.figure)}{of}: {_WHY[left.why]}{earlier}."
    return copied(LeftOutRecord, toll, why=left.why, words=words)


def _first_sentences(tolls: Tolls) -> Iterator[str]:
    """Say when a death was first conceded, when first claimed, and when harm was acknowledged."""
    concession = tolls.concession
    if tolls.group == "civilians":  # neither is asked of soldiers and fighters
        if concession.claimed is None:
            yield "No outside figure says for certain that somebody was killed."
        else:
            yet = _AFTER if are_perhaps_later(concession.claims) else ""
            yield f"First outside figure: {_first_words(concession.claimed)}{yet}."
        if concession.conceded is None:
            yield "No official figure says for certain that a civilian was killed."
        else:
            yet = _AFTER if are_perhaps_later(concession.counted) else ""
            first = f"{_first_words(concession.conceded)}{yet}{_after(concession.days)}"
            yield f"First official number of civilian dead: {first}."
    if tolls.acknowledged is not None and tolls.acknowledged != concession.conceded:
        days = concession.claimed and tolls.acknowledged.minus(concession.claimed)
        yet = _AFTER if tolls.is_acknowledged is Truth.UNKNOWN else ""
        first = f"{_first_words(tolls.acknowledged)}{yet}{_after(days)}"
        yield f"First acknowledgement of harm: {first}."


def _first_words(day: Interval) -> str:
    return "on a day not known" if day == Interval() else date_words(day)


def _after(days: Interval | None) -> str:
    """Say how long after the first outside figure; or that the order is not known."""
    if days is None:
        return ""
    if not _is_ordered(days):
        return "; we cannot tell which came first"
    words = after_words(days, "it")
    return f", {words.replace('of it', 'of that').replace('it', 'that')}" if words else ""


def _counted_words(figures: Sequence[TollFigure]) -> str:
    names = [_named(one) for one in figures[:_MOST_NAMED]]
    more = len(figures) - len(names)
    return listed([*names, f"{more} more"] if more else names)


def _named(figure: TollFigure) -> str:
    return f"{figure.toll.by}, {_marked_day(figure)}, {people_words(figure.toll.killed)}"

"""Tolls: official and independent figures, and concessions.

Figures are compared as ranges. A day is the one that the source gives, in its own zone; where it
gives none, the figure had been stated by the day on which its source was published.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from timeline.chrono.interval import Interval, hull_of
from timeline.chrono.truth import Truth, any_of
from timeline.chrono.when import Unknown
from timeline.conformance.policies import incident_day
from timeline.location import Location
from timeline.model.case import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from timeline.conformance.judged import Judged
    from timeline.model.case import Toll, Who
    from timeline.model.source import Source

Counted = Literal["civilians", "fighters", "soldiers", "others", "not said"]
"""People a figure counts, by its `who`, else by the words of its `of`. "Others" are not civilians
alone, by the words: fighters, soldiers or all together."""
Group = Literal["civilians", "fighters", "soldiers"]
"""People whose figures may be compared."""

_WHO: dict[Who, Counted] = {
    "civilians": "civilians",
    "fighters": "fighters",
    "soldiers": "soldiers",
    "everyone": "others",
    "unknown": "not said",
}
_GROUPS: dict[Counted, Group | None] = {
    "civilians": "civilians",
    "not said": "civilians",  # and then marked as unsure
    "fighters": "fighters",
    "soldiers": "soldiers",
    "others": None,
}

_CIVILIANS = re.compile(r"\b(?:civilians?|non-?combatants?)\b", re.IGNORECASE)
_NONE = re.compile(
    r"\b(?:no|not|non|never|without|nor|other than)\s+(?:\w+\s+)?(?:civilians?|non-?combatants?)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:fighters?|soldiers?|(?<!non-)(?<!non)combatants?|militants?|insurgents?|terrorists?|"
    r"troops?|enem(?:y|ies)|militia(?:men|man)?)\b",
    re.IGNORECASE,
)
_PERHAPS_OTHERS = re.compile(
    r"\b(?:leaders?|commanders?|operatives?|al-qaeda|isis|taliban)\b", re.IGNORECASE
)
"""Words that mean fighters only if nothing speaks of civilians."""
_MAIN_PART = re.compile(r";|\bbeside\b|\bbesides\b|\bas well as\b", re.IGNORECASE)


def who_is_counted(of: str) -> Counted:
    """Read whom a figure counts from its `of`.

    An empty one means civilians. Only the words before a semicolon or "beside" say who is counted;
    the rest stands beside them.
    """
    main = _MAIN_PART.split(of, maxsplit=1)[0]
    if not main.strip():
        return "not said" if of.strip() else "civilians"
    if _OTHERS.search(main) or _NONE.search(main):
        return "others"
    if _CIVILIANS.search(main):
        return "civilians"
    return "others" if _PERHAPS_OTHERS.search(main) else "not said"


def counted_of(toll: Toll) -> Counted:
    """Return whom a toll counts.

    By its `who`, else by the words of its `of`.
    """
    return who_is_counted(toll.of) if toll.who is None else _WHO[toll.who]


@dataclass(frozen=True, slots=True)
class TollFigure:
    """One claimant's figure and its possible days."""

    toll: Toll
    source: str
    said: Interval
    """Days on which it was stated; open if nothing dates that."""
    is_by_source: bool
    """True if only the publication of its source dates it."""
    counted: Counted
    place: int
    """Its place among the figures read, in file order."""
    perhaps_later: bool = False
    """True if it may have been stated only after the as-of day."""
    location: Location | None = None
    """Position in the files."""

    @property
    def is_official(self) -> bool:
        """Return True if the claimant is of the institution.

        The institution whose process is followed.
        """
        return self.toll.official

    @property
    def group(self) -> Group | None:
        """Return the people it is compared over.

        None for all together.
        """
        return _GROUPS[self.counted]

    @property
    def states_killed(self) -> bool:
        """Return True if it states a number of killed.

        `unknown` is none.
        """
        return self.toll.killed is not None and self.toll.killed != Interval()

    @property
    def reckoned_day(self) -> Interval:
        """Return the days on which it was perhaps said.

        A page's date has no zone, so it can be a day later here.
        """
        if not self.is_by_source or self.said.max is None:
            return self.said
        return Interval(self.said.min, self.said.max + 1)

    @property
    def says_killed(self) -> bool:
        """Return True if it certainly reports a death."""
        return self.toll.killed is not None and bool(self.toll.killed.min)

    @property
    def may_say_killed(self) -> bool:
        """Return True if its range allows a death."""
        return self.toll.killed is not None and self.toll.killed.max != 0


@dataclass(frozen=True, slots=True)
class Ratio:
    """A quotient known to lie between two ends.

    Both are included; None leaves an end open.
    """

    min: Fraction | None
    max: Fraction | None

    @property
    def is_open(self) -> bool:
        """Return True if nothing can be said of it."""
        return not self.min and self.max is None


def ratio_of(above: Interval, below: Interval) -> Ratio | None:
    """Divide one range of people by another.

    None if the divisor can only be 0. Each pair of numbers that both ranges hold gives a quotient
    within them. A divisor of 0 gives none, so it leaves the upper end open.
    """
    if below.max == 0:
        return None
    least = None if below.max is None else Fraction(above.min or 0, below.max)
    most = None if above.max is None or not below.min else Fraction(above.max, below.min)
    if above.max == 0:
        most = Fraction(0)
    return Ratio(Fraction(0) if least is None else least, most)


@dataclass(frozen=True, slots=True)
class TollChange:
    """Move of each end between a claimant's figures.

    From one figure to the next.
    """

    least: int | None
    """None if an end is open."""
    most: int | None


@dataclass(frozen=True, slots=True)
class Course:
    """A claimant's figures of the same people, over time."""

    by: str
    is_official: bool
    counted: Counted
    figures: tuple[TollFigure, ...]
    """By their days; if these do not tell, in file order."""
    parts: tuple[TollFigure, ...] = ()
    """Figures that are part of another one, and no change of it."""

    @property
    def is_in_order(self) -> bool:
        """Return True if the order in time is certain.

        Of any two figures that follow each other.
        """
        return all(_is_before(*pair) for pair in itertools.pairwise(self.figures))

    @property
    def same_words(self) -> bool:
        """Return True if all count people in the same words."""
        return len({figure.toll.of for figure in self.figures}) == 1

    @property
    def changes(self) -> tuple[TollChange, ...]:
        """Return the changes of the killed, figure by figure."""
        return tuple(
            TollChange(_moved(one.min, two.min), _moved(one.max, two.max))
            for one, two in itertools.pairwise(
                figure.toll.killed
                for figure in self.figures
                if figure.toll.killed is not None and figure.states_killed
            )
        )


def _moved(before: int | None, after: int | None) -> int | None:
    return None if before is None or after is None else after - before


@dataclass(frozen=True, slots=True)
class Beside:
    """An independent figure beside the official one."""

    figure: TollFigure
    official: Interval | None
    """Official figure to compare with; None if there is none."""
    ratio: Ratio | None
    is_unsure: bool
    """True if one of them does not say that civilians are counted."""


Why = Literal["may be none", "counts others", "not said", "not by then"]
"""Reason for leaving a figure out; "not by then" if only its source dates it, after the as-of
day."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A figure not counted as conceding or claiming, and why."""

    figure: TollFigure
    why: Why


@dataclass(frozen=True, slots=True)
class Concession:
    """First official concession and first claim of civilian deaths.

    The first is the first of the figures counted here: what was left out may have come earlier.
    """

    counted: tuple[TollFigure, ...]
    """Official figures of at least one civilian."""
    left_out: tuple[LeftOut, ...]
    """Official figures that were not counted."""
    claims: tuple[TollFigure, ...]
    """Independent figures of at least one killed, not of fighters or soldiers."""
    conceded: Interval | None
    """Day of the first counted; None if none was."""
    claimed: Interval | None
    days: Interval | None
    """From the first claim to the first concession; None if one of them is missing."""
    claims_left_out: tuple[LeftOut, ...] = ()
    """Independent figures that would be claims if certainly stated by then."""

    @property
    def is_conceded_perhaps_later(self) -> bool:
        """Return True if no concession is certain by then.

        By the as-of day.
        """
        return bool(self.counted) and all(one.perhaps_later for one in self.counted)

    @property
    def is_claimed_perhaps_later(self) -> bool:
        """Return True if no claim is certain by then.

        By the as-of day.
        """
        return bool(self.claims) and all(one.perhaps_later for one in self.claims)


@dataclass(frozen=True, slots=True)
class Tolls:
    """Figures of one case, or one scope of a campaign."""

    name: str
    figures: tuple[TollFigure, ...]
    """By their days, as far as these tell."""
    courses: tuple[Course, ...]
    """By claimant, in the order of their first figures."""
    beside: tuple[Beside, ...]
    """Independent figures of the killed, each beside the official one."""
    official: Interval | None
    """Last official figure of the killed of the group; a hull if several can be the last."""
    concession: Concession
    elsewhere: tuple[TollFigure, ...] = ()
    """For a scope without official figures: those of other scopes in the same sources."""
    group: Group = "civilians"
    """People that it is about: soldiers or fighters only if nobody counts civilians."""
    acknowledged: Interval | None = None
    """Day of the first event that acknowledges harm, at any time; None if none can have happened by
    the as-of day."""
    is_acknowledged: Truth = Truth.YES
    """Answer if that first event came by the as-of day; UNKNOWN: perhaps later."""
    is_invented: bool = False
    """True if the case is an example."""

    title: str = ""
    """Title of the case; empty for a campaign."""

    @property
    def last_official(self) -> tuple[TollFigure, ...]:
        """Return the possible last official figures of the group."""
        return tuple(_can_be_last_of(filter(_is_official, self.figures), self.group))

    @property
    def is_official_perhaps_later(self) -> bool:
        """Return True if no official figure is certain by then.

        Of those compared with, by the as-of day.
        """
        known = _held_against(filter(_is_official, self.figures), self.group)
        return bool(known) and all(figure.perhaps_later for figure in known)


def case_tolls(
    name: str,
    tolls: Iterable[Toll],
    sources: Mapping[str, Source],
    incident: Interval | None = None,
    as_of: int | None = None,
    acknowledged: Interval | None = None,
) -> Tolls:
    """Build the tolls of one case.

    Each independent figure is compared with the last official one.

    Args:
        name: of the case.
        tolls: in the order of the file.
        sources: those that the case cites, by id.
        incident: the days of what they count: nothing was said of it before.
        as_of: only what can have been stated by then; None for all.
        acknowledged: the day of the first event that acknowledges harm.
    """
    figures = [
        _figure(toll, toll.source or "", sources, incident, place)
        for place, toll in enumerate(tolls)
    ]
    kept = _in_order(figures, as_of)
    official = [figure for figure in kept if figure.is_official]
    beside = tuple(
        _beside(figure, last_of(official, figure.group))
        for figure in kept
        if not figure.is_official and figure.states_killed
    )
    dropped = _not_by_then(figures, as_of)
    return _tolls(name, kept, beside, official, dropped, acknowledged)


def judged_tolls(judged: Judged, as_of: int | None = None) -> Tolls:
    """Build the tolls of a judged case.

    Args:
        judged: the case.
        as_of: the day that was asked for; None for whatever the record holds.
    """
    inference = judged.inference
    happened = {
        name: inference.happened(name, judged.as_of)
        for name in inference.of_kind.get("acknowledgement", ())
    }
    # The first of them all: one that perhaps came later can also have been the first.
    possible = [name for name, answer in happened.items() if answer is not Truth.NO]
    found = case_tolls(
        judged.id,
        [toll for _, toll in inference.record.tolls],
        judged.sources,
        incident_day(inference),
        as_of,
        first_of([inference.case_day_of(name) for name in possible]),
    )
    locations = [inference.file.location(("tolls", place)) for place, _ in inference.record.tolls]
    return replace(
        found,
        figures=tuple(replace(one, location=locations[one.place]) for one in found.figures),
        is_acknowledged=any_of(happened.values()),
        is_invented=judged.is_invented,
        title=inference.file.case.title,
    )


def campaign_tolls(sources: Mapping[str, Source], as_of: int | None = None) -> list[Tolls]:
    """Build the tolls of whole campaigns, by scope.

    An independent figure is compared with the official one in the same source, if that states one
    of the same scope, and else with the last one of the same scope by then, or with all that can be
    the last by some day on which it can have been stated.

    Args:
        sources: all sources, by id.
        as_of: only what can have been stated by then; None for all.
    """
    by_scope: dict[str, list[TollFigure]] = {}
    for name, source in sorted(sources.items()):
        for toll in source.tolls:
            group = by_scope.setdefault(toll.scope, [])
            figure = _figure(toll, name, sources, None, len(group))
            group.append(replace(figure, location=Location(f"seeds/{name}.yaml", None)))
    found = []
    for scope, figures in sorted(by_scope.items()):
        kept = _in_order(figures, as_of)
        official = [figure for figure in kept if figure.is_official]
        beside = tuple(
            _beside(figure, _official_then(figure, official))
            for figure in kept
            if not figure.is_official and figure.states_killed
        )
        dropped = _not_by_then(figures, as_of)
        if kept or dropped:
            tolls = _tolls(scope, kept, beside, official, dropped)
            others = () if official else _official_elsewhere(kept, by_scope, as_of)
            found.append(replace(tolls, elsewhere=tuple(others)))
    return found


def _official_elsewhere(
    figures: Iterable[TollFigure], by_scope: Mapping[str, Sequence[TollFigure]], as_of: int | None
) -> list[TollFigure]:
    """List official figures of other scopes in these sources."""
    cited = {figure.source for figure in figures}
    return [
        figure
        for group in by_scope.values()
        for figure in _in_order(group, as_of)
        if figure.is_official and figure.source in cited and not figure.toll.part_of
    ]


def _tolls(
    name: str,
    figures: tuple[TollFigure, ...],
    beside: tuple[Beside, ...],
    official: Sequence[TollFigure],
    dropped: Sequence[TollFigure],
    acknowledged: Interval | None = None,
) -> Tolls:
    group = _group_of(figures)
    last = last_of(official, group)
    bound = None if last is None else last.killed
    courses = tuple(_courses(figures))
    concession = concession_of(figures, dropped)
    return Tolls(
        name,
        figures,
        courses,
        beside,
        bound,
        concession,
        group=group,
        acknowledged=acknowledged,
    )


def _group_of(figures: Iterable[TollFigure]) -> Group:
    """Return civilians, unless only soldiers or fighters are counted.

    Figures that do not say whom they count are left aside.
    """
    groups = {figure.group for figure in figures} - {None}
    for group in ("civilians", "soldiers", "fighters"):
        if group in groups:
            return group
    return "civilians"


def _figure(
    toll: Toll, source: str, sources: Mapping[str, Source], incident: Interval | None, place: int
) -> TollFigure:
    published = sources[source].published if source in sources else None
    by_then = None if published is None else last_day(published)
    earliest = None if incident is None else incident.min
    said = Interval()
    if toll.on is not None and not isinstance(toll.on, Unknown):
        said = Interval(first_day(toll.on), last_day(toll.on))
    is_by_source = said.max is None and by_then is not None
    counts_to = None if toll.until is None else first_day(toll.until)
    earliest = max((day for day in (earliest, counts_to) if day is not None), default=None)
    said = _met(said, Interval(earliest, by_then if is_by_source else None))
    return TollFigure(toll, source, said, is_by_source, counted_of(toll), place)


def _met(said: Interval, other: Interval) -> Interval:
    """Intersect two intervals, or keep the stated one.

    The stated one stays if they exclude each other.
    """
    return said.meet(other) or said


def _in_order(figures: Iterable[TollFigure], as_of: int | None) -> tuple[TollFigure, ...]:
    """Sort figures by their days, undated ones last.

    Those that may have been stated only after the as-of day are marked.
    """
    kept = list(figures)
    if as_of is not None:
        kept = [
            replace(figure, perhaps_later=not _is_certainly_by(figure, as_of))
            for figure in kept
            if _is_by(figure, as_of)
        ]
    return tuple(sorted(kept, key=_day_key))


def _not_by_then(figures: Iterable[TollFigure], as_of: int | None) -> list[TollFigure]:
    """List figures dated only by a later source.

    They may have been stated by then.
    """
    if as_of is None:
        return []
    return [
        figure
        for figure in figures
        if not _is_by(figure, as_of) and (figure.said.min is None or figure.said.min <= as_of)
    ]


def _is_certainly_by(figure: TollFigure, day: int) -> bool:
    return figure.said.max is not None and figure.said.max <= day


def _is_by(figure: TollFigure, day: int) -> bool:
    """Return True if it can have been stated by then.

    A figure that its source alone dates was stated by that source's day.
    """
    if figure.is_by_source:
        return figure.said.max is not None and figure.said.max <= day
    return figure.said.min is None or figure.said.min <= day


def _day_key(figure: TollFigure) -> tuple[bool, int, int, int]:
    on = figure.toll.on
    is_dated = figure.is_by_source or (on is not None and not isinstance(on, Unknown))
    low, high = figure.said.min, figure.said.max
    if figure.is_by_source or low is None:
        low = high
    if low is None or not is_dated:
        return True, 0, 0, figure.place
    return False, low, low if high is None else high, figure.place


@dataclass(frozen=True, slots=True)
class Official:
    """The official figure that others are compared with."""

    killed: Interval
    is_unsure: bool
    """True if a figure that can be it does not say that civilians are counted."""


def last_of(figures: Iterable[TollFigure], group: Group | None = "civilians") -> Official | None:
    """Return the last figure of a group's killed.

    Parts of another figure do not count.

    Returns:
        The hull of all that can be the last; None where there are none. One that perhaps came
        later than the as-of day rules out no earlier one.
    """
    return _hull(_can_be_last_of(figures, group))


def _can_be_last_of(figures: Iterable[TollFigure], group: Group | None) -> Iterator[TollFigure]:
    known = _held_against(figures, group)
    certain = [figure for figure in known if not figure.perhaps_later]
    for figure in known:
        if not any(_is_before(figure, other) for other in certain):
            yield figure


def _is_official(figure: TollFigure) -> bool:
    return figure.is_official


def _held_against(figures: Iterable[TollFigure], group: Group | None) -> list[TollFigure]:
    """List whole figures of a group's killed."""
    return [
        figure
        for figure in figures
        if figure.states_killed and figure.group == group and group and not figure.toll.part_of
    ]


def _hull(figures: Iterable[TollFigure]) -> Official | None:
    last = list(figures)
    if not last:
        return None
    killed = hull_of([figure.toll.killed for figure in last if figure.toll.killed is not None])
    return Official(killed, any(figure.counted == "not said" for figure in last))


def _is_before(one: TollFigure, other: TollFigure) -> bool:
    """Return True if one was certainly stated earlier.

    On an earlier day.
    """
    latest, earliest = one.reckoned_day.max, other.reckoned_day.min
    return latest is not None and earliest is not None and latest < earliest


def _official_then(figure: TollFigure, official: Iterable[TollFigure]) -> Official | None:
    """Return the official figure in or before a source.

    That in the same source, else the last by then; a hull if several can be the last. Of a figure
    that its source alone dates, the day is that of the source.
    """
    known = list(official)
    same = [one for one in known if one.source == figure.source]
    current = [one for one in same if one.toll.on is None] or same
    if current:
        return last_of(current, figure.group)
    known = _held_against(known, figure.group)
    return _hull(one for one in known if _can_be_last(one, known, _printed(figure)))


def _printed(figure: TollFigure) -> Interval:
    return Interval(figure.said.max, figure.said.max) if figure.is_by_source else figure.said


def _can_be_last(one: TollFigure, known: Iterable[TollFigure], then: Interval) -> bool:
    """Return True if it can be the last then.

    Among those known, on some day of the interval `then`.
    """
    day = _printed(one)
    starts = [low for low in (day.min, then.min) if low is not None]
    start = max(starts, default=None)
    if start is not None and then.max is not None and start > then.max:
        return False
    # The earliest day is the best for it: the fewest others are certainly stated by then.
    return not any(
        start is not None
        and _is_certainly_by(other, start)
        and day.max is not None
        and (low := _printed(other).min) is not None
        and day.max < low
        for other in known
    )


def _beside(figure: TollFigure, official: Official | None) -> Beside:
    killed = figure.toll.killed
    if official is None or killed is None:
        return Beside(figure, None, None, is_unsure=False)
    unsure = official.is_unsure or figure.counted == "not said"
    return Beside(figure, official.killed, ratio_of(killed, official.killed), unsure)


def _courses(figures: Iterable[TollFigure]) -> list[Course]:
    by_claimant: dict[tuple[str, bool, Counted], list[TollFigure]] = {}
    for figure in figures:
        key = figure.toll.by, figure.is_official, figure.counted
        by_claimant.setdefault(key, []).append(figure)
    return [
        Course(
            *key,
            tuple(figure for figure in found if not figure.toll.part_of),
            tuple(figure for figure in found if figure.toll.part_of),
        )
        for key, found in by_claimant.items()
    ]


def concession_of(figures: Iterable[TollFigure], dropped: Iterable[TollFigure] = ()) -> Concession:
    """Find the first concession and the first claim.

    Of a civilian death.

    Args:
        figures: those that can have been stated by the as-of day.
        dropped: those that may have been, but that only a later source dates.
    """
    official: list[TollFigure] = []
    others: list[TollFigure] = []
    for figure in figures:
        (official if figure.is_official else others).append(figure)
    counted = tuple(one for one in official if one.counted == "civilians" and one.says_killed)
    claims = tuple(one for one in others if one.group == "civilians" and one.says_killed)
    left_out = tuple(
        LeftOut(one, _why(one)) for one in official if one not in counted and one.may_say_killed
    )
    late = [
        LeftOut(one, "not by then" if one.group == "civilians" else "counts others")
        for one in dropped
        if one.may_say_killed
    ]
    left_out += tuple(left for left in late if left.figure.is_official)
    unplaced = tuple(
        left for left in late if not left.figure.is_official and left.why == "not by then"
    )
    conceded, claimed = _first(counted), _first(claims)
    days = None if conceded is None or claimed is None else conceded.minus(claimed)
    return Concession(counted, left_out, claims, conceded, claimed, days, unplaced)


def _why(figure: TollFigure) -> Why:
    if figure.group != "civilians":
        return "counts others"
    return "not said" if figure.counted == "not said" else "may be none"


def _first(figures: Sequence[TollFigure]) -> Interval | None:
    """Return the interval of the first day, or None."""
    return first_of([figure.reckoned_day for figure in figures])


def first_of(days: Sequence[Interval]) -> Interval | None:
    """Return the interval of the first of several days.

    None for none.
    """
    if not days:
        return None
    lows = [day.min for day in days]
    low = None if None in lows else min(low for low in lows if low is not None)
    return Interval(low, min((day.max for day in days if day.max is not None), default=None))

"""Tolls: official and independent figures, and concessions.

Figures are compared as ranges. A day is the one that the source gives, in its own zone; where it
gives none, the figure had been stated by the day on which its source was published.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from timeline.chrono.interval import Interval, hull_of
from timeline.chrono.truth import Truth, any_of
from timeline.chrono.when import Unknown
from timeline.conformance.policies import incident_day
from timeline.location import Location
from timeline.model.case import first_day, last_day
from timeline.portfolio.peers import least_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

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
    """Read whom a figure counts from its `of`; an empty one means civilians.

    Only the words before a semicolon or "beside" say who is counted; the rest stands beside them.
    """
    main = _MAIN_PART.split(of, maxsplit=1)[0]
    if not main.strip():
        return "not said" if of.strip() else "civilians"
    if _OTHERS.search(main) or _NONE.search(main):
        return "others"
    if _CIVILIANS.search(main):
        return "civilians"
    return "others" if _PERHAPS_OTHERS.search(main) else "not said"


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

    @property
    def group(self) -> Group | None:
        """Return the people it is compared over; None for all together."""
        return _GROUPS[self.counted]

    @property
    def states_killed(self) -> bool:
        """Return True if it states a number of killed; `unknown` is none."""
        return self.toll.killed is not None and self.toll.killed != Interval()

    @property
    def possible_days(self) -> Interval:
        """Return its days; a page's date has no zone, so it can be a day later here."""
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

    def is_before(self, other: TollFigure) -> bool:
        """Return True if it was certainly stated on an earlier day."""
        latest, earliest = self.possible_days.max, other.possible_days.min
        return latest is not None and earliest is not None and latest < earliest


def are_perhaps_later(figures: Sequence[TollFigure]) -> bool:
    """Return True if there are figures, and none is certain by the as-of day."""
    return bool(figures) and all(figure.perhaps_later for figure in figures)


class Ratio(NamedTuple):
    """A quotient between two ends, both included; None leaves an end open."""

    min: Fraction | None
    max: Fraction | None

    @property
    def is_open(self) -> bool:
        """Return True if nothing can be said of it."""
        return not self.min and self.max is None


def ratio_of(above: Interval, below: Interval) -> Ratio | None:
    """Divide one range of people by another; None if the divisor can only be 0.

    Each pair of numbers that both ranges hold gives a quotient within them. A divisor of 0 gives
    none, so it leaves the upper end open.
    """
    if below.max == 0:
        return None
    least = Fraction(0) if below.max is None else Fraction(above.min or 0, below.max)
    if above.max == 0:
        return Ratio(least, Fraction(0))
    return Ratio(
        least, None if above.max is None or not below.min else Fraction(above.max, below.min)
    )


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
        """Return True if of any two that follow each other, the first certainly came first."""
        return all(one.is_before(other) for one, other in itertools.pairwise(self.figures))


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


class LeftOut(NamedTuple):
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
    claims: tuple[TollFigure, ...]
    """Independent figures of at least one killed, not of fighters or soldiers."""
    left_out: tuple[LeftOut, ...]
    """Official figures that were not counted."""
    claims_left_out: tuple[LeftOut, ...]
    """Independent figures that would be claims if certainly stated by then."""

    @property
    def conceded(self) -> Interval | None:
        """Return the day of the first counted."""
        return _first_day(self.counted)

    @property
    def claimed(self) -> Interval | None:
        """Return the day of the first claim."""
        return _first_day(self.claims)

    @property
    def days(self) -> Interval | None:
        """Return the days from the first claim to the first concession."""
        conceded, claimed = self.conceded, self.claimed
        return None if conceded is None or claimed is None else conceded.minus(claimed)


def _first_day(figures: Sequence[TollFigure]) -> Interval | None:
    return least_of([figure.possible_days for figure in figures]) if figures else None


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
    last_official: tuple[TollFigure, ...]
    """Official figures of the group that can be the last."""
    concession: Concession
    group: Group
    """People that it is about: soldiers or fighters only if nobody counts civilians."""
    elsewhere: tuple[TollFigure, ...] = ()
    """For a scope without official figures: those of other scopes in the same sources."""
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
    def official(self) -> Interval | None:
        """Return the last official figure of the killed; a hull if several can be the last."""
        return _hull(self.last_official)


def case_tolls(
    name: str,
    tolls: Iterable[Toll],
    sources: Mapping[str, Source],
    incident: Interval | None = None,
    as_of: int | None = None,
) -> Tolls:
    """Build the tolls of one case; others' figures are compared with the last official one.

    Args:
        name: of the case.
        tolls: in the order of the file.
        sources: those that the case cites, by id.
        incident: the days of what they count: nothing was said of it before.
        as_of: only what can have been stated by then; None for all.
    """
    earliest = None if incident is None else incident.min
    figures = [
        _figure(toll, toll.source or "", sources, earliest, place)
        for place, toll in enumerate(tolls)
    ]
    return _tolls(name, *_by_then(figures, as_of), _last_of)


def judged_tolls(judged: Judged) -> Tolls:
    """Build the tolls of a judged case; as of a day that was asked for, if any."""
    inference = judged.inference
    as_of = None if judged.is_default_day else judged.as_of
    happened = {
        name: inference.happened(name, judged.as_of)
        for name in inference.of_kind.get("acknowledgement", ())
    }
    # The first of them all: one that perhaps came later can also have been the first.
    possible = [name for name, answer in happened.items() if answer is not Truth.NO]
    days = [inference.case_day_of(name) for name in possible]
    stated = inference.record.tolls
    locations = [inference.file.location(("tolls", place)) for place, _ in stated]
    found = case_tolls(
        judged.id, [toll for _, toll in stated], judged.sources, incident_day(inference), as_of
    )
    return replace(
        found,
        figures=tuple(replace(one, location=locations[one.place]) for one in found.figures),
        acknowledged=least_of(days) if days else None,
        is_acknowledged=any_of(happened.values()),
        is_invented=judged.is_invented,
        title=inference.file.case.title,
    )


def campaign_tolls(sources: Mapping[str, Source], as_of: int | None = None) -> list[Tolls]:
    """Build the tolls of whole campaigns, by scope.

    An independent figure is compared with the official one in the same source, if that states one
    of the same scope, and else with the last one of the same scope by then, or with all that can be
    the last by some day on which it can have been stated. With `as_of`, only what can have been
    stated by then counts.
    """
    read: dict[str, list[TollFigure]] = {}
    for name, source in sorted(sources.items()):
        location = Location(f"seeds/{name}.yaml", None)
        for toll in source.tolls:
            group = read.setdefault(toll.scope, [])
            figure = _figure(toll, name, sources, None, len(group))
            group.append(replace(figure, location=location))
    by_scope = {scope: _by_then(figures, as_of) for scope, figures in sorted(read.items())}
    official = [
        figure
        for scope in read
        for figure in by_scope[scope][0]
        if figure.toll.official and not figure.toll.part_of
    ]
    found = []
    for scope, (kept, dropped) in by_scope.items():
        tolls = _tolls(scope, kept, dropped, _official_then)
        if kept and not any(figure.toll.official for figure in kept):
            cited = {figure.source for figure in kept}
            others = tuple(figure for figure in official if figure.source in cited)
            tolls = replace(tolls, elsewhere=others)
        if kept or dropped:
            found.append(tolls)
    return found


def _tolls(
    name: str,
    figures: Sequence[TollFigure],
    dropped: Sequence[TollFigure],
    held_against: Callable[[Sequence[TollFigure], TollFigure], list[TollFigure]],
) -> Tolls:
    """Build tolls of figures in order.

    Args:
        name: of the case, or the scope.
        figures: those that can have been stated by the as-of day.
        dropped: those that may have been, but that only a later source dates.
        held_against: gives the official figures that one of others is compared with.
    """
    official = [figure for figure in figures if figure.toll.official]
    beside = [
        _beside(figure, held_against(official, figure))
        for figure in figures
        if not figure.toll.official and figure.states_killed
    ]
    groups = {figure.group for figure in figures}
    order: tuple[Group, ...] = ("civilians", "soldiers", "fighters")
    group: Group = next((one for one in order if one in groups), "civilians")
    return Tolls(
        name,
        tuple(figures),
        tuple(_courses(figures)),
        tuple(beside),
        tuple(_can_be_last(official, group)),
        _concession(figures, dropped),
        group,
    )


def _figure(
    toll: Toll, source: str, sources: Mapping[str, Source], earliest: int | None, place: int
) -> TollFigure:
    published = sources[source].published if source in sources else None
    by_then = None if published is None else last_day(published)
    said = Interval()
    if toll.on is not None and not isinstance(toll.on, Unknown):
        said = Interval(first_day(toll.on), last_day(toll.on))
    is_by_source = said.max is None and by_then is not None
    counts_to = None if toll.until is None else first_day(toll.until)
    earliest = max((day for day in (earliest, counts_to) if day is not None), default=None)
    # The stated days stay if they and the others exclude each other.
    said = said.meet(Interval(earliest, by_then if is_by_source else None)) or said
    counted = who_is_counted(toll.of) if toll.who is None else _WHO[toll.who]
    return TollFigure(toll, source, said, is_by_source, counted, place)


def _by_then(
    figures: Sequence[TollFigure], as_of: int | None
) -> tuple[list[TollFigure], list[TollFigure]]:
    """Sort figures that can have been stated by a day, undated ones last.

    Those that may have been stated only after that day are marked.

    Returns:
        These figures, and others that may have been, but that only a later source dates.
    """
    kept, dropped = [], []
    for figure in figures:
        is_certain = as_of is None or _is_certainly_by(figure, as_of)
        if as_of is not None and figure.said.min is not None and figure.said.min > as_of:
            continue
        # A figure that its source alone dates was stated by that source's day.
        if is_certain or not figure.is_by_source:
            kept.append(replace(figure, perhaps_later=not is_certain))
        else:
            dropped.append(figure)
    return sorted(kept, key=_day_key), dropped


def _is_certainly_by(figure: TollFigure, day: int) -> bool:
    return figure.said.max is not None and figure.said.max <= day


def _day_key(figure: TollFigure) -> tuple[bool, int, int, int]:
    on = figure.toll.on
    is_dated = figure.is_by_source or (on is not None and not isinstance(on, Unknown))
    low, high = figure.said.min, figure.said.max
    if figure.is_by_source or low is None:
        low = high
    if low is None or not is_dated:
        return True, 0, 0, figure.place
    return False, low, low if high is None else high, figure.place


def _last_of(official: Sequence[TollFigure], figure: TollFigure) -> list[TollFigure]:
    return _can_be_last(official, figure.group)


def _can_be_last(figures: Iterable[TollFigure], group: Group | None) -> list[TollFigure]:
    """List all that can be the last figure of a group's killed.

    One that perhaps came later than the as-of day rules out no earlier one.
    """
    known = _whole(figures, group)
    certain = [figure for figure in known if not figure.perhaps_later]
    return [one for one in known if not any(one.is_before(other) for other in certain)]


def _whole(figures: Iterable[TollFigure], group: Group | None) -> list[TollFigure]:
    """List the figures of a group's killed that are no part of another."""
    return [
        figure
        for figure in figures
        if figure.states_killed and figure.group == group and group and not figure.toll.part_of
    ]


def _official_then(official: Sequence[TollFigure], figure: TollFigure) -> list[TollFigure]:
    """List the official figures in or before a source.

    Those in the same source, else all that can be the last by then. Of a figure that its source
    alone dates, the day is that of the source.
    """
    same = [one for one in official if one.source == figure.source]
    if same:
        return _last_of([one for one in same if one.toll.on is None] or same, figure)
    known = _whole(official, figure.group)
    return [one for one in known if _can_be_last_then(one, known, _printed(figure))]


def _printed(figure: TollFigure) -> Interval:
    return Interval(figure.said.max, figure.said.max) if figure.is_by_source else figure.said


def _can_be_last_then(one: TollFigure, known: Iterable[TollFigure], then: Interval) -> bool:
    """Return True if it can be the last among those known, on some day of the interval `then`."""
    day = _printed(one)
    start = max((low for low in (day.min, then.min) if low is not None), default=None)
    if start is None:
        return True
    if then.max is not None and start > then.max:
        return False
    # The earliest day is the best for it: the fewest others are certainly stated by then.
    lows = [_printed(other).min for other in known if _is_certainly_by(other, start)]
    return day.max is None or not any(low is not None and day.max < low for low in lows)


def _hull(figures: Iterable[TollFigure]) -> Interval | None:
    killed = [figure.toll.killed for figure in figures if figure.toll.killed is not None]
    return hull_of(killed) if killed else None


def _beside(figure: TollFigure, last: Sequence[TollFigure]) -> Beside:
    killed, official = figure.toll.killed, _hull(last)
    if official is None or killed is None:
        return Beside(figure, None, None, is_unsure=False)
    unsure = any(one.counted == "not said" for one in (figure, *last))
    return Beside(figure, official, ratio_of(killed, official), unsure)


def _courses(figures: Iterable[TollFigure]) -> list[Course]:
    by_claimant: dict[tuple[str, bool, Counted], list[TollFigure]] = {}
    for figure in figures:
        key = figure.toll.by, figure.toll.official, figure.counted
        by_claimant.setdefault(key, []).append(figure)
    return [
        Course(
            *key,
            tuple(figure for figure in found if not figure.toll.part_of),
            tuple(figure for figure in found if figure.toll.part_of),
        )
        for key, found in by_claimant.items()
    ]


def _concession(figures: Iterable[TollFigure], dropped: Iterable[TollFigure]) -> Concession:
    counted, claims, left_out, claims_left_out = [], [], [], []
    for figure in figures:
        if not figure.toll.official:
            claims += [figure] * (figure.group == "civilians" and figure.says_killed)
        elif figure.counted == "civilians" and figure.says_killed:
            counted.append(figure)
        elif figure.may_say_killed:
            left_out.append(LeftOut(figure, _why(figure)))
    for figure in dropped:
        if figure.may_say_killed and figure.toll.official:
            is_of_civilians = figure.group == "civilians"
            left_out.append(LeftOut(figure, "not by then" if is_of_civilians else "counts others"))
        elif figure.may_say_killed and figure.group == "civilians":
            claims_left_out.append(LeftOut(figure, "not by then"))
    return Concession(tuple(counted), tuple(claims), tuple(left_out), tuple(claims_left_out))


def _why(figure: TollFigure) -> Why:
    if figure.group != "civilians":
        return "counts others"
    return "not said" if figure.counted == "not said" else "may be none"

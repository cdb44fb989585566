"""Tolls: who says how many, when; official beside independent, and what was conceded when.

Figures are compared as ranges. A day is the one that the source gives, in its own zone; where it
gives none, the figure had been stated by the day on which its source was published.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from timeline.chrono.bound import Bound, hull_of
from timeline.chrono.truth import Truth, any_of
from timeline.chrono.when import Unknown
from timeline.conformance.policies import incident_day
from timeline.model.case import first_day, last_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from timeline.conformance.judged import Judged
    from timeline.model.case import Toll, Who
    from timeline.model.source import Source

Counted = Literal["civilians", "fighters", "soldiers", "others", "not said"]
"""Who a figure counts, by its `who`, else by the words of its `of`.

Others: not civilians alone, by the words, which may be fighters, soldiers or everyone together.
"""
Group = Literal["civilians", "fighters", "soldiers"]
"""People whose figures may be held against each other."""

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
"""Words that tell of fighters only where nothing speaks of civilians."""
_MAIN_PART = re.compile(r";|\bbeside\b|\bbesides\b|\bas well as\b", re.IGNORECASE)


def who_is_counted(of: str) -> Counted:
    """Who a figure counts, by the words of its `of`; an empty one means civilians.

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


def counted_of(toll: Toll) -> Counted:
    """Who a toll counts: by its `who`, else by the words of its `of`."""
    return who_is_counted(toll.of) if toll.who is None else _WHO[toll.who]


@dataclass(frozen=True, slots=True)
class Figure:
    """One claimant's figure, with the days on which it can have been stated."""

    toll: Toll
    source: str
    said: Bound
    """The days on which it was stated; open where nothing dates that."""
    is_by_source: bool
    """Whether only the publication of its source dates it."""
    counted: Counted
    place: int
    """Its place among the figures read, which is the order of the files."""
    perhaps_later: bool = False
    """Whether it may have been stated only after the day judged from."""

    @property
    def is_official(self) -> bool:
        """Whether the claimant belongs to the institution whose process is followed."""
        return self.toll.official

    @property
    def group(self) -> Group | None:
        """The people it is held against; None for everyone together."""
        return _GROUPS[self.counted]

    @property
    def states_killed(self) -> bool:
        """Whether it states a number of killed; `unknown` is none."""
        return self.toll.killed is not None and self.toll.killed != Bound()

    @property
    def reckoned_day(self) -> Bound:
        """The days for reckoning: a page's date has no zone, so it can be a day later here."""
        if not self.is_by_source or self.said.max is None:
            return self.said
        return Bound(self.said.min, self.said.max + 1)

    @property
    def says_killed(self) -> bool:
        """Whether it certainly says that somebody was killed."""
        return self.toll.killed is not None and bool(self.toll.killed.min)

    @property
    def may_say_killed(self) -> bool:
        """Whether its range holds a number above none."""
        return self.toll.killed is not None and self.toll.killed.max != 0


@dataclass(frozen=True, slots=True)
class Ratio:
    """A quotient known to lie between two ends, both included; None leaves an end open."""

    min: Fraction | None
    max: Fraction | None

    @property
    def is_open(self) -> bool:
        """Whether nothing can be said of it."""
        return not self.min and self.max is None


def ratio_of(above: Bound, below: Bound) -> Ratio | None:
    """The bounds of one number of people divided by another; None where the divisor can only be 0.

    Every pair of numbers that both ranges hold gives a quotient within them. A divisor of 0 gives
    none, so it leaves the upper end open.
    """
    if below.max == 0:
        return None
    least = None if below.max is None else Fraction(above.min or 0, below.max)
    most = None if above.max is None or not below.min else Fraction(above.max, below.min)
    if above.max == 0:
        most = Fraction(0)
    return Ratio(Fraction(0) if least is None else least, most)


@dataclass(frozen=True, slots=True)
class Change:
    """From one figure of a claimant to the next: by how much each end moved."""

    least: int | None
    """None where an end is open."""
    most: int | None


@dataclass(frozen=True, slots=True)
class Course:
    """One claimant's figures of the same people over time."""

    by: str
    is_official: bool
    counted: Counted
    figures: tuple[Figure, ...]
    """In the order of their days; where these do not tell, in the order of the files."""
    parts: tuple[Figure, ...] = ()
    """Figures that are part of another one: no change of it."""

    @property
    def is_in_order(self) -> bool:
        """Whether the days make it certain which came first, of every two that follow."""
        return all(_is_before(*pair) for pair in itertools.pairwise(self.figures))

    @property
    def same_words(self) -> bool:
        """Whether all of them are said to count the same people, word for word."""
        return len({figure.toll.of for figure in self.figures}) == 1

    @property
    def changes(self) -> tuple[Change, ...]:
        """Of the killed, from each figure to the next."""
        return tuple(
            Change(_moved(one.min, two.min), _moved(one.max, two.max))
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
    """An independent figure beside the official one, and their quotient."""

    figure: Figure
    official: Bound | None
    """The official figure that it is held against; None where there is none to hold it against."""
    ratio: Ratio | None
    is_unsure: bool
    """Whether it is not said, of one of them, that civilians are counted."""


Why = Literal["may be none", "counts others", "not said", "not by then"]
"""Why a figure was left out; not by then: only its source dates it, after the day judged from."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A figure that was not counted as conceding or claiming a death, and why."""

    figure: Figure
    why: Why


@dataclass(frozen=True, slots=True)
class Concession:
    """When official figures first conceded a civilian death, and when others first claimed one.

    The first is the first of the figures counted here: what was left out may have come earlier.
    """

    counted: tuple[Figure, ...]
    """Official figures of at least one civilian."""
    left_out: tuple[LeftOut, ...]
    """Of the official ones."""
    claims: tuple[Figure, ...]
    """Independent figures of at least one killed that do not count fighters or soldiers."""
    conceded: Bound | None
    """The day of the first counted; None where none was."""
    claimed: Bound | None
    days: Bound | None
    """From the first claim to the first concession; None where one of them is missing."""
    claims_left_out: tuple[LeftOut, ...] = ()
    """Independent figures that would be claims, were they certainly stated by then."""

    @property
    def is_conceded_perhaps_later(self) -> bool:
        """Whether nothing counted as conceding was certainly stated by the day judged from."""
        return bool(self.counted) and all(one.perhaps_later for one in self.counted)

    @property
    def is_claimed_perhaps_later(self) -> bool:
        """Whether no claim was certainly stated by the day judged from."""
        return bool(self.claims) and all(one.perhaps_later for one in self.claims)


@dataclass(frozen=True, slots=True)
class Tolls:
    """Every figure of one case, or of one scope of a campaign."""

    name: str
    figures: tuple[Figure, ...]
    """In the order of their days, as far as these tell it."""
    courses: tuple[Course, ...]
    """By claimant, in the order of their first figures."""
    beside: tuple[Beside, ...]
    """Every independent figure of the killed, beside the official one."""
    official: Bound | None
    """The last official figure of the killed of the group; a hull where several can be the last."""
    concession: Concession
    elsewhere: tuple[Figure, ...] = ()
    """Of a scope without any official figure: official ones of other scopes in the same sources."""
    group: Group = "civilians"
    """The people that it is about: soldiers or fighters only where nobody counts civilians."""
    acknowledged: Bound | None = None
    """The day of the first event of the case that acknowledges harm, whenever that was; None where
    none can have happened by the day judged from."""
    is_acknowledged: Truth = Truth.YES
    """Whether that first event certainly came by the day judged from; UNKNOWN: perhaps later."""
    is_invented: bool = False
    """Whether the case is an example."""

    @property
    def shown_name(self) -> str:
        """The name as pages show it; an invented case is marked."""
        return f"{self.name} (INVENTED)" if self.is_invented else self.name

    @property
    def is_official_perhaps_later(self) -> bool:
        """Whether no official figure held against was certainly stated by the day judged from."""
        official = (figure for figure in self.figures if figure.is_official)
        known = _held_against(official, self.group)
        return bool(known) and all(figure.perhaps_later for figure in known)


def case_tolls(
    name: str,
    tolls: Iterable[Toll],
    sources: Mapping[str, Source],
    incident: Bound | None = None,
    as_of: int | None = None,
    acknowledged: Bound | None = None,
) -> Tolls:
    """The tolls of one case; each independent figure is held against the last official one.

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
    """The tolls of one case as it is judged.

    Args:
        judged: the case.
        as_of: the day that was asked for; None for whatever the record holds.
    """
    reckoning = judged.reckoning
    happened = {
        name: reckoning.happened(name, judged.as_of)
        for name in reckoning.of_kind.get("acknowledgement", ())
    }
    # The first of them all: one that perhaps came later can also have been the first.
    possible = [name for name, answer in happened.items() if answer is not Truth.NO]
    found = case_tolls(
        judged.id,
        [toll for _, toll in reckoning.record.tolls],
        judged.sources,
        incident_day(reckoning),
        as_of,
        first_of([reckoning.case_day_of(name) for name in possible]),
    )
    acknowledged = any_of(happened.values())
    return replace(found, is_acknowledged=acknowledged, is_invented=judged.is_invented)


def campaign_tolls(sources: Mapping[str, Source], as_of: int | None = None) -> list[Tolls]:
    """The tolls of whole campaigns, by scope.

    An independent figure is held against the official one in the same source, where that states
    one of the same scope, and else against the last one of the same scope by then, or by all that
    can be the last by some day on which it can have been stated.

    Args:
        sources: every source, by id.
        as_of: only what can have been stated by then; None for all.
    """
    by_scope: dict[str, list[Figure]] = {}
    for name, source in sorted(sources.items()):
        for toll in source.tolls:
            group = by_scope.setdefault(toll.scope, [])
            group.append(_figure(toll, name, sources, None, len(group)))
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
    figures: Iterable[Figure], by_scope: Mapping[str, Sequence[Figure]], as_of: int | None
) -> list[Figure]:
    """Official figures of another scope that stand in the sources of these."""
    cited = {figure.source for figure in figures}
    return [
        figure
        for group in by_scope.values()
        for figure in _in_order(group, as_of)
        if figure.is_official and figure.source in cited and not figure.toll.part_of
    ]


def _tolls(
    name: str,
    figures: tuple[Figure, ...],
    beside: tuple[Beside, ...],
    official: Sequence[Figure],
    dropped: Sequence[Figure],
    acknowledged: Bound | None = None,
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


def _group_of(figures: Iterable[Figure]) -> Group:
    """Civilians, unless every figure that says whom it counts is of soldiers, or of fighters."""
    groups = {figure.group for figure in figures} - {None}
    for group in ("civilians", "soldiers", "fighters"):
        if group in groups:
            return group
    return "civilians"


def _figure(
    toll: Toll, source: str, sources: Mapping[str, Source], incident: Bound | None, place: int
) -> Figure:
    published = sources[source].published if source in sources else None
    by_then = None if published is None else last_day(published)
    earliest = None if incident is None else incident.min
    said = Bound()
    if toll.on is not None and not isinstance(toll.on, Unknown):
        said = Bound(first_day(toll.on), last_day(toll.on))
    is_by_source = said.max is None and by_then is not None
    counts_to = None if toll.until is None else first_day(toll.until)
    earliest = max((day for day in (earliest, counts_to) if day is not None), default=None)
    said = _met(said, Bound(earliest, by_then if is_by_source else None))
    return Figure(toll, source, said, is_by_source, counted_of(toll), place)


def _met(said: Bound, other: Bound) -> Bound:
    """What both allow; the stated day where they exclude each other."""
    return said.meet(other) or said


def _in_order(figures: Iterable[Figure], as_of: int | None) -> tuple[Figure, ...]:
    """By their days, as far as these tell it; those that nothing dates come last.

    Those that may have been stated only after the day judged from say so.
    """
    kept = list(figures)
    if as_of is not None:
        kept = [
            replace(figure, perhaps_later=not _is_certainly_by(figure, as_of))
            for figure in kept
            if _is_by(figure, as_of)
        ]
    return tuple(sorted(kept, key=_day_key))


def _not_by_then(figures: Iterable[Figure], as_of: int | None) -> list[Figure]:
    """Those that may have been stated by then, but are dated by nothing but a later source."""
    if as_of is None:
        return []
    return [
        figure
        for figure in figures
        if not _is_by(figure, as_of) and (figure.said.min is None or figure.said.min <= as_of)
    ]


def _is_certainly_by(figure: Figure, day: int) -> bool:
    return figure.said.max is not None and figure.said.max <= day


def _is_by(figure: Figure, day: int) -> bool:
    """Whether a figure can have been stated by a day; one that its source alone dates, was."""
    if figure.is_by_source:
        return figure.said.max is not None and figure.said.max <= day
    return figure.said.min is None or figure.said.min <= day


def _day_key(figure: Figure) -> tuple[bool, int, int, int]:
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
    """The official figure that others are held against."""

    killed: Bound
    is_unsure: bool
    """Whether it is not said, of one that can be it, that civilians are counted."""


def last_of(figures: Iterable[Figure], group: Group | None = "civilians") -> Official | None:
    """The last figure of the killed of one group, no part of another figure.

    Returns:
        The hull of all that can be the last; None where there are none. One that perhaps came
        later than the day judged from rules out no earlier one.
    """
    known = _held_against(figures, group)
    certain = [figure for figure in known if not figure.perhaps_later]
    return _hull(
        figure for figure in known if not any(_is_before(figure, other) for other in certain)
    )


def _held_against(figures: Iterable[Figure], group: Group | None) -> list[Figure]:
    """Those that state a number of killed of the group; the whole, not a part of it."""
    return [
        figure
        for figure in figures
        if figure.states_killed and figure.group == group and group and not figure.toll.part_of
    ]


def _hull(figures: Iterable[Figure]) -> Official | None:
    last = list(figures)
    if not last:
        return None
    killed = hull_of([figure.toll.killed for figure in last if figure.toll.killed is not None])
    return Official(killed, any(figure.counted == "not said" for figure in last))


def _is_before(one: Figure, other: Figure) -> bool:
    """Whether one was certainly stated on an earlier day."""
    latest, earliest = one.reckoned_day.max, other.reckoned_day.min
    return latest is not None and earliest is not None and latest < earliest


def _official_then(figure: Figure, official: Iterable[Figure]) -> Official | None:
    """The official figure in the same source, else the last by then; a hull where several can be.

    Of a figure that its source alone dates, the day is that of the source.
    """
    known = list(official)
    same = [one for one in known if one.source == figure.source]
    current = [one for one in same if one.toll.on is None] or same
    if current:
        return last_of(current, figure.group)
    known = _held_against(known, figure.group)
    return _hull(one for one in known if _can_be_last(one, known, _printed(figure)))


def _printed(figure: Figure) -> Bound:
    return Bound(figure.said.max, figure.said.max) if figure.is_by_source else figure.said


def _can_be_last(one: Figure, known: Iterable[Figure], then: Bound) -> bool:
    """Whether it can be the last of those known on some day of a stretch."""
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


def _beside(figure: Figure, official: Official | None) -> Beside:
    killed = figure.toll.killed
    if official is None or killed is None:
        return Beside(figure, None, None, is_unsure=False)
    unsure = official.is_unsure or figure.counted == "not said"
    return Beside(figure, official.killed, ratio_of(killed, official.killed), unsure)


def _courses(figures: Iterable[Figure]) -> list[Course]:
    by_claimant: dict[tuple[str, bool, Counted], list[Figure]] = {}
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


def concession_of(figures: Iterable[Figure], dropped: Iterable[Figure] = ()) -> Concession:
    """When a civilian death was first conceded, and when first claimed, by these figures.

    Args:
        figures: those that can have been stated by the day judged from.
        dropped: those that may have been, but that only a later source dates.
    """
    official: list[Figure] = []
    others: list[Figure] = []
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


def _why(figure: Figure) -> Why:
    if figure.group != "civilians":
        return "counts others"
    return "not said" if figure.counted == "not said" else "may be none"


def _first(figures: Sequence[Figure]) -> Bound | None:
    """The bounds of the first of their days; None for none."""
    return first_of([figure.reckoned_day for figure in figures])


def first_of(days: Sequence[Bound]) -> Bound | None:
    """The bounds of the first of several days; None for none."""
    if not days:
        return None
    lows = [day.min for day in days]
    low = None if None in lows else min(low for low in lows if low is not None)
    return Bound(low, min((day.max for day in days if day.max is not None), default=None))

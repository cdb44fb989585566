"""Figures of the dead and injured: by whom, when."""

from __future__ import annotations

from datetime import date
from typing import Literal

from timeline.results.record import Record
from timeline.results.values import DayRange, Place, ProblemRecord, Quotient, Range

CountedWord = Literal["civilians", "fighters", "soldiers", "others", "not said"]
GroupWord = Literal["civilians", "fighters", "soldiers"]
WhoWord = Literal["civilians", "fighters", "soldiers", "everyone", "unknown"]
LeftOutWord = Literal["may be none", "counts others", "not said", "not by then"]


class TollRecord(Place, frozen=True, kw_only=True):
    """One claimant's figure: how many, said when."""

    id: str | None
    """Given only where another figure is a part of this one."""
    by: str
    """Who says so."""
    official: bool
    """True of a claimant of the institution whose process is followed."""
    on: str | None
    """When it was stated, as the file words it."""
    stated: DayRange
    """The days on which it can have been stated."""
    dated_by_source: bool
    """True where only its source's date ends that range."""
    perhaps_later: bool
    """True where it may be later than the day judged."""
    stated_words: str
    """When it was stated, for people: 25 May 2017, by 24 Mar 2017, undated."""
    scope: str
    """Campaign that a figure is about; empty for a case."""
    since: str | None
    """The first day that it covers, as the file words it."""
    until: str | None
    """The last day that it covers, as the file words it."""
    period_words: str
    """Both for people: Aug 2014 to Apr 2019; empty where it gives none."""
    killed: Range | None
    """Both ends null where the number is unknown; null where it says nothing of the killed."""
    killed_words: str
    """The same for people: 105, 60 or more, up to 200, unknown; empty where it says nothing."""
    injured: Range | None
    """The same of the injured."""
    children: Range | None
    """The same of children among them."""
    more_words: str
    """Injured and children for people: 12 injured, 3 children; empty for neither."""
    who: WhoWord | None
    """Whom it counts, where the file says so in one word."""
    of: str
    """Whom it counts, in words, where that is not plainly civilians."""
    counted: CountedWord
    """Whom it counts, by `who`, else by the words of `of`; others: not civilians alone."""
    part_of: str | None
    """The figure of which this one is a part: an id, or SOURCE/ID."""
    held_against: Range | None
    """The official figure that it is divided by; null for official ones, or where none is."""
    ratio: Quotient | None
    """This figure of the killed divided by the official one."""
    ratio_unsure: bool
    """True where one may not count civilians."""
    ratio_words: str
    """The quotient for people, rounded outward; empty for none, not known where it is open."""
    source: str | None
    """Id of its source."""
    note: str
    """Note in the file."""


class CourseRecord(Record, frozen=True, kw_only=True):
    """One claimant's figures of the killed over time, of the same people."""

    by: str
    official: bool
    counted: CountedWord
    killed: tuple[Range | None, ...]
    """In the order of their days, as far as these tell it."""
    in_order: bool
    """Whether the days make it certain which came first, of every two that follow."""
    same_words: bool
    """Whether all are said to count the same people, word for word."""
    changes: tuple[Range, ...]
    """From each figure that states a number of killed to the next."""
    parts: tuple[Range | None, ...]
    """Figures that are part of one of these, and no change of it."""
    words: str
    """The course for people: 25 (19 Jul 2016) → 56 (20 Jul 2016)."""


class LeftOutRecord(Record, frozen=True, kw_only=True):
    """An official figure not counted as conceding a death."""

    by: str
    """Who says so."""
    on: str | None
    """When, as the file words it."""
    of: str
    """Whom it counts, in words."""
    why: LeftOutWord
    """The last: only its source dates it, which was published after the day judged from."""
    words: str
    """Figure and reason in a sentence."""


class ConcessionRecord(Record, frozen=True, kw_only=True):
    """When a civilian death was first conceded by a figure, and when others first stated one."""

    conceded: DayRange | None
    """Of the first official figure counted; null where none was."""
    claimed: DayRange | None
    """Of the first other figure of at least one killed; null where there is none."""
    days: Range | None
    """From the first claim to the first concession; null where one of them is missing."""
    counted: int
    """Official figures of at least one civilian."""
    claims: int
    """Other figures of at least one civilian."""
    left_out: tuple[LeftOutRecord, ...]
    sentences: tuple[str, ...]
    """What was first, in words; with the first acknowledgement that is an event."""
    counted_words: str
    """The official figures counted; empty for none."""


class TollsOfRecord(Record, frozen=True, kw_only=True):
    """The figures of one case, or of one scope of a campaign."""

    case: str | None
    """Id of the case; null for a campaign."""
    scope: str
    """Campaign that the figures are about; empty for a case."""
    title: str
    """Title of the case; empty for a campaign."""
    example: bool
    """True of an invented case; it counts in no headline."""
    answer: tuple[str, ...]
    """Sentences that answer who says how many, and who said so first."""
    official: Range | None
    """The last official figure of the killed; the widest range of several."""
    official_words: str
    """The same for people: 105, perhaps later; none."""
    others_words: str
    """The lowest and the highest number that others state: 60 to 520; none."""
    claimants: int
    """Number of others who state one."""
    group: GroupWord
    """Whom it counts; soldiers or fighters only if nobody counts civilians."""
    scale: int
    """The highest number of killed that any figure names."""
    caution: str
    """What keeps figures from being compared; empty where nothing does."""
    figures: tuple[TollRecord, ...]
    elsewhere: tuple[TollRecord, ...]
    """Of a scope without any official figure: official ones of other scopes in the same sources."""
    over_time: tuple[CourseRecord, ...]
    concession: ConcessionRecord
    acknowledged: DayRange | None
    """The first acknowledgement of harm; null where none can have come; it may end after the day
    judged."""
    claimed_words: str
    """Day of the first figure of others, for a table."""
    conceded_words: str
    """How long after that the first official number came: 61–69 days later, none, not certain."""
    acknowledged_words: str
    """The same of the first acknowledgement."""


class TollsRecord(Record, frozen=True, kw_only=True):
    """Figures of the dead and injured: by whom, when."""

    answer: tuple[str, ...]
    """Sentences that answer for all cases; for one case its own."""
    notes: tuple[str, ...]
    """Sentences that say what was left out."""
    as_of: date | None
    """Only what can have been stated by then; null for all."""
    known_on: date | None
    """Only what was public by then; null for all."""
    cases: tuple[TollsOfRecord, ...]
    campaign: tuple[TollsOfRecord, ...]
    problems: tuple[ProblemRecord, ...]

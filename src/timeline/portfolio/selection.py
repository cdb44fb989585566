"""Choosing and grouping cases, as far as certain."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from timeline.chrono.days import FIRST_DAY, LAST_DAY
from timeline.chrono.interval import ANY, Interval
from timeline.chrono.truth import Truth, all_of, any_of, truth_of
from timeline.conformance.policies import incident_day
from timeline.errors import Problem, ReadError
from timeline.location import Location
from timeline.model.names import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from timeline.conformance.judged import Judged
    from timeline.inference.latency import Latency

HOW_ROUNDS_COUNT = (
    "days from the incident run to the first end in any round, other days within one round, the "
    "first that has the start"
)
"""Rule of measuring a reopened case, in short; see `inference.latency`."""
UNSURE_POLICY = "judged under different policies, or it is not certain by which"

Key = Literal["policy", "command", "forces", "year", "tag"]
KEYS: tuple[Key, ...] = get_args(Key)
_YEARS = re.compile(r"(?:(\d{4})?\.\.(\d{4})?|(\d{4}))")


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """One condition on cases: tag=drone, year=2016..2019."""

    key: Key
    value: str
    years: Interval | None = None
    """Years meant; for `year` alone."""

    @property
    def text(self) -> str:
        """Return the condition as typed."""
        return f"{self.key}={self.value}"

    def holds(self, case: Judged) -> Truth:
        """Answer if a case meets the condition."""
        wanted = self.value.casefold()
        if self.key == "year":
            return _is_in(case, self.years or ANY)
        if self.key == "policy":
            return any_of(
                Truth.YES if report.selection.is_certain else Truth.UNKNOWN
                for report in case.reports
                if report.selection.policy.id.casefold() == wanted
            )
        has = wanted in {word.casefold() for word in words_of(case, self.key)}
        return Truth.YES if has else Truth.NO


class Chosen(NamedTuple):
    """Cases that meet all conditions, and unclear ones."""

    cases: tuple[Judged, ...]
    unclear: tuple[Judged, ...]


def is_asked(latency: Latency, measures: Collection[str]) -> bool:
    """Return True if a measure is asked for; by default, all but those about the file are."""
    return latency.measure.id in measures if measures else not latency.is_about_the_file


def years_of(text: str) -> Interval | None:
    """Read years: 2016 · 2016..2019 · 2016.. · ..2019; None for anything else."""
    match = _YEARS.fullmatch(text)
    if match is None or text == "..":
        return None
    first, last, only = match.groups()
    if only:
        return Interval(int(only), int(only))
    low, high = (int(end) if end else None for end in (first, last))
    return None if low is not None and high is not None and low > high else Interval(low, high)


def condition_of(text: str, cases: Sequence[Judged], policies: Sequence[str]) -> CaseFilter:
    """Read one condition: tag=drone, year=2016..2019.

    Args:
        text: as it was typed.
        cases: those to choose from.
        policies: the id of each policy.

    Raises:
        ReadError: nothing that cases can be chosen by, or what no case has.
    """
    name, equals, value = (part.strip() for part in text.partition("="))
    key = next((one for one in KEYS if one == name), None)
    if key is None or not equals or not value:
        hint = "write tag=drone, command=CENTCOM, policy=…, forces=US or year=2016..2019"
        known = nearest(name, KEYS) if key is None and equals else hint
        raise _no_condition(f"{text} is not a condition", known)
    if key == "year":
        years = years_of(value)
        if years is None:
            message = f"{value} is neither a year nor years from one to another"
            raise _no_condition(message, "write 2016, 2016..2019, 2016.. or ..2019")
        return CaseFilter(key, value, years)
    had = {word for case in cases for word in words_of(case, key)}
    known_words = policies if key == "policy" else sorted(had)
    if value.casefold() not in {word.casefold() for word in known_words}:
        raise _no_condition(f"no case has the {key} {value}", nearest(value, known_words))
    return CaseFilter(key, value)


def _no_condition(message: str, hint: str) -> ReadError:
    return ReadError([Problem("E419", message, Location("--where", None), hint)])


def choose(cases: Iterable[Judged], conditions: Sequence[CaseFilter]) -> Chosen:
    """Keep the cases that certainly meet all conditions, and those that perhaps do."""
    answers = [(case, all_of(one.holds(case) for one in conditions)) for case in cases]
    return Chosen(
        tuple(case for case, answer in answers if answer is Truth.YES),
        tuple(case for case, answer in answers if answer is Truth.UNKNOWN),
    )


def words_of(case: Judged, key: Key) -> tuple[str, ...]:
    """Return the values of a case under a key, policies that may have been in force included."""
    file = case.inference.file.case
    match key:
        case "tag":
            return file.tags
        case "command":
            return (file.command,) if file.command else ()
        case "forces":
            return (file.forces,)
        case "policy":
            return tuple(dict.fromkeys(report.selection.policy.id for report in case.reports))
        case "year":
            return (_year_words(_years(case)),)


def groups_of(case: Judged, key: Key) -> tuple[str, ...]:
    """Return the groups of a case; one that says so if that cannot be known."""
    if key == "policy":
        return (policy_words(case) or "no policy",)
    return words_of(case, key) or (f"no {key}",)


def grouped(cases: Iterable[Judged], key: Key) -> dict[str, tuple[Judged, ...]]:
    """Group cases, which may have several tags, by name."""
    found: dict[str, list[Judged]] = {}
    for case in cases:
        for name in groups_of(case, key):
            found.setdefault(name, []).append(case)
    return {name: tuple(found[name]) for name in sorted(found)}


def policy_words(case: Judged) -> str:
    """Name the policies of a case: p · p and q · p or q · p or none; empty for none."""
    names = words_of(case, "policy")
    if has_certain_policy(case):
        return " and ".join(names)
    return " or ".join(names) if len(names) > 1 else f"{names[0]} or none"


def has_certain_policy(case: Judged) -> bool:
    """Return True if the judging policies are certain, or that there is none."""
    return all(report.selection.is_certain for report in case.reports)


def rounds_of(case: Judged) -> int:
    """Count the rounds possibly begun by the as-of day."""
    happened, events = case.inference.happened, case.inference.events.values()
    begun = [one.event.round for one in events if happened(one.id, case.as_of) is not Truth.NO]
    return max(begun, default=1)


def _years(case: Judged) -> Interval | None:
    """Return the possible years of the incident, if one is recorded."""
    day = incident_day(case.inference)
    return None if day is None else Interval(_year(day.min), _year(day.max))


def _year(day: int | None) -> int | None:
    if day is None or not FIRST_DAY <= day <= LAST_DAY:
        return None
    return date.fromordinal(day).year


def _is_in(case: Judged, wanted: Interval) -> Truth:
    years = _years(case)
    if years is None:
        return Truth.NO
    common = years.meet(wanted)
    return truth_of(can_be_true=common is not None, can_be_false=common != years)


def _year_words(years: Interval | None) -> str:
    """Format years: 2016 · 2016 or 2017 · by 2017 · 2016 to 2018 · 2016 or later."""
    if years is None:
        return "no year"
    low, high = years.min, years.max
    if low is None:
        return "year unknown" if high is None else f"by {high}"
    if high is None:
        return f"{low} or later"
    if low == high:
        return str(low)
    return f"{low} {'or' if high - low == 1 else 'to'} {high}"

"""`timeline stats`: how long many cases took."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.cli.options import UNUSABLE, Options, print_json, say_unread, tell
from timeline.errors import Problem, ReadError
from timeline.location import Location

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from timeline.conformance.judged import Judged
    from timeline.portfolio.selection import CaseFilter, Key
    from timeline.view import View


@dataclass(frozen=True)
class StatsWords:
    """What was asked for, as it was typed."""

    cases: Sequence[str] = ()
    where: Sequence[str] = ()
    by: str = ""
    measure: str = ""
    min_cases: int = 8


def run_stats(words: StatsWords, options: Options) -> int:
    """`timeline stats`.

    Raises:
        ReadError: no such measure, group or condition.
    """
    from timeline.portfolio.selection import KEYS  # noqa: PLC0415 - fast start
    from timeline.portfolio.stats import Asked, stats_of  # noqa: PLC0415 - fast start

    view = options.view()
    say_unread(view)
    by = next((key for key in KEYS if key == words.by), None)
    if words.by and by is None:
        raise _unknown("E419", f"{words.by} is nothing to group by", words.by, KEYS, "--by")
    measures = [measure.id for measure in view.measures]
    if words.measure and words.measure not in measures:
        message = f"there is no measure {words.measure}"
        raise _unknown("E420", message, words.measure, measures, "--measure")
    found, problems = view.judge_all(list(dict.fromkeys(words.cases)) or view.workspace.case_ids)
    conditions = tuple(_condition(text, found, view) for text in words.where)
    stats = stats_of(found, Asked(conditions, by, words.measure, words.min_cases))
    if options.as_json:
        from timeline.results.build.stats import stats_record  # noqa: PLC0415 - only for --json

        print_json(stats_record(stats, problems), options)
    elif found or not problems:  # "there are no cases" is not said where none could be read
        from timeline.render.stats import print_stats  # noqa: PLC0415 - not for --json

        print_stats(options.page(), stats)
    return UNUSABLE if tell(problems) else 0


def _condition(text: str, cases: Iterable[Judged], view: View) -> CaseFilter:
    """One condition as it was typed: tag=drone, year=2016..2019.

    Raises:
        ReadError: nothing that cases can be chosen by, or what no case has.
    """
    from timeline.portfolio.selection import KEYS, CaseFilter, years_of  # noqa: PLC0415 - fast start

    name, equals, value = (part.strip() for part in text.partition("="))
    key = next((one for one in KEYS if one == name), None)
    if key is None or not equals or not value:
        message = f"{text} is not a condition"
        if key is not None or not equals:
            hint = "write tag=drone, command=CENTCOM, policy=…, forces=US or year=2016..2019"
            raise ReadError([Problem("E419", message, Location("--where", None), hint)])
        raise _unknown("E419", message, name, KEYS, "--where")
    if key == "year":
        years = years_of(value)
        if years is None:
            message = f"{value} is neither a year nor years from one to another"
            hint = "write 2016, 2016..2019, 2016.. or ..2019"
            raise ReadError([Problem("E419", message, Location("--where", None), hint)])
        return CaseFilter(key, value, years)
    known = _known(key, cases, view)
    if value.casefold() not in {word.casefold() for word in known}:
        raise _unknown("E419", f"no case has the {key} {value}", value, known, "--where")
    return CaseFilter(key, value)


def _known(key: Key, cases: Iterable[Judged], view: View) -> list[str]:
    """What cases can have under a key."""
    from timeline.portfolio.selection import words_of  # noqa: PLC0415 - fast start

    if key == "policy":
        return list(view.workspace.policy_files)
    return sorted({word for case in cases for word in words_of(case, key)})


def _unknown(code: str, message: str, word: str, known: Collection[str], where: str) -> ReadError:
    from timeline.model.fields import nearest  # noqa: PLC0415 - only when something is wrong

    return ReadError([Problem(code, message, Location(where, None), nearest(word, known))])

"""Small builders: a case and a policy as YAML text → findings."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tests.builders import case_file, ordinal, shipped_kinds
from timeline.chrono.calendar import WorkCalendar
from timeline.chrono.interval import Interval
from timeline.conformance.finding import Finding, Report
from timeline.conformance.judge import check
from timeline.conformance.judged import Judged
from timeline.conformance.policies import hypothetical
from timeline.inference.inference import Inference, infer
from timeline.model.build import References, build_policy
from timeline.model.policy import Policy
from timeline.model.source import Source
from timeline.read.parse import parse_yaml

OFFICES = {
    "office": WorkCalendar(
        "office",
        frozenset({5, 6}),
        {ordinal("2023-05-29"): "Memorial Day"},
        ordinal("2023-01-01"),
        ordinal("2024-12-31"),
    )
}
"""Calendars that a policy may name: a five-day week with one holiday."""


def policy_of(yaml_text: str, name: str = "test", *, is_sourced: bool = True) -> Policy:
    """Build a policy; its id, its title, and labels and source of its rules may be left out.

    Args:
        yaml_text: the policy; rules may cite the source `text` and no other.
        name: its id, where the text has none.
        is_sourced: whether rules that name no source cite `text`.
    """
    document = parse_yaml(yaml_text, f"policies/{name}.yaml")
    assert isinstance(document.root, dict)
    root: dict[str, Any] = {"id": name, "title": name, **document.root}
    cited = {"source": "text"} if is_sourced else {}
    root["rules"] = [{"label": rule["id"], **cited, **rule} for rule in root.get("rules", [])]
    references = References(shipped_kinds().keys(), ("text",), root.get("inherits", ()), OFFICES)
    return build_policy(replace(document, root=root), references)


def judged(
    case: str | Inference,
    policy: str | Policy,
    as_of: str,
    *,
    today: str | None = None,
    sources: Mapping[str, str | None] | None = None,
    calendars: Mapping[str, WorkCalendar] | None = None,
) -> Report:
    """Judge a case by a policy, both given as YAML text.

    Args:
        case: as for `tests.builders.case_file`, or inferred already.
        policy: as for `policy_of`, or built already.
        as_of: the day to judge from.
        today: the day the record is read.
        sources: when each source was published.
        calendars: working days by name.
    """
    if isinstance(case, str):
        file, found = case_file(case, sources)
        read_on = None if today is None else ordinal(today)
        case = infer(file, found, shipped_kinds(), today=read_on)
    if isinstance(policy, str):
        policy = policy_of(policy)
    selection = replace(hypothetical(policy, _no_other, case), is_hypothetical=False)
    return check(case, selection, ordinal(as_of), calendars)


def _no_other(name: str) -> Policy:
    message = f"{name} is not a policy of this test"
    raise LookupError(message)


def judged_of(
    inference: Inference, sources: Mapping[str, Source], as_of: int, reports: tuple[Report, ...]
) -> Judged:
    """A case with its reports, and nothing measured."""
    return Judged(
        inference,
        shipped_kinds(),
        sources,
        as_of,
        is_default_day=False,
        known_on=None,
        reports=reports,
        latencies=(),
    )


def one_finding(case: str, policy: str, as_of: str, **more: str | None) -> Finding:
    """The only finding of a case."""
    (finding,) = judged(case, policy, as_of, today=more.pop("today", None), sources=more).findings
    return finding


def number_words(bound: Interval | None) -> str:
    """A bound of numbers as `12`, `3..6`, `21..`, `..4` or `none`."""
    if bound is None:
        return "none"
    if bound.exact is not None:
        return str(bound.exact)
    return "..".join("" if end is None else str(end) for end in (bound.min, bound.max))

"""The program's findings in the shape of the oracle's; nothing else here imports the program."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from tests.builders import HEADER, case_file, ordinal, shipped_kinds
from tests.conformance.builders import judged, policy_of
from tests.oracle.oracle import ANY, Finding
from tests.oracle.situations import Situation
from timeline.errors import TimelineError
from timeline.inference.inference import infer

FIELDS = (
    "words", "verdict", "breach", "done", "due", "judged_on", "days_late", "standing",
)  # fmt: skip


class RefusedError(Exception):
    """The program cannot read what the contract allows."""


def yaml_of(data: Mapping[str, Any]) -> str:
    """Data as a file, one line for each key and each event or rule; JSON is YAML."""
    lines = []
    for key, value in data.items():
        if isinstance(value, list) and value and isinstance(value[0], Mapping):
            lines.append(f"{key}:")
            lines += [f"  - {json.dumps(part)}" for part in value]
        else:
            lines.append(f"{key}: {json.dumps(value)}")
    return "\n".join(lines) + "\n"


def program_findings(situation: Situation) -> list[Finding]:
    """Judge a situation by the program.

    Raises:
        RefusedError: it does not take the case or the policy.
    """
    policy = situation["policy"] or {"rules": []}
    sources = {name: day for name, day in situation["sources"].items() if day is not None}
    try:
        header = {key: value for key, value in HEADER.items() if key != "recorded_until"}
        file, found_sources = case_file(yaml_of(situation["case"]), sources, header)
        today = situation.get("today")
        read_on = None if today is None else ordinal(today)
        inference = infer(file, found_sources, shipped_kinds(), today=read_on)
        rules = policy_of(yaml_of(policy), is_sourced=False)
        report = judged(inference, rules, situation["as_of"])
    except TimelineError as error:
        raise RefusedError(str(error)) from error
    found = [shaped(finding) for finding in report.findings]
    return sorted(found, key=lambda finding: str(finding["name"]))


def shaped(finding: object) -> Finding:
    """What the program says of one finding; a field that it does not have yet is left out."""
    name = getattr(finding, "name", None) or getattr(finding, "id", None)
    found: Finding = {"name": name, "words": sorted(_words(getattr(finding, "possible", ())))}
    for field in FIELDS[1:]:
        if hasattr(finding, field):
            value = getattr(finding, field)
            is_day = field in ("due", "judged_on")
            found[field] = plain(getattr(value, "ground", value), is_day=is_day)
    return found


def _words(possible: Sequence[Any]) -> Iterator[str]:
    for word in possible:
        yield str(getattr(word, "value", word))


def plain(value: Any, *, is_day: bool) -> Any:  # noqa: ANN401 - JSON
    """A value of the program as JSON."""
    if value is None or (isinstance(value, str) and not hasattr(value, "value")):
        return value
    if isinstance(value, int):
        return date.fromordinal(value).isoformat() if is_day else value
    if isinstance(value, date):
        return value.isoformat()
    if hasattr(value, "value"):
        return value.value
    if isinstance(value, Mapping):
        return {key: plain(part, is_day=is_day) for key, part in value.items()}
    bound = getattr(value, "days", value)
    found = {key: plain(getattr(bound, key, None), is_day=is_day) for key in ("min", "max")}
    if hasattr(value, "status"):
        found["status"] = plain(value.status, is_day=False)
    return found


def differences(
    ours: Sequence[Finding], theirs: Sequence[Finding], only: Sequence[str] = FIELDS
) -> list[tuple[str, str, Any, Any]]:
    """Finding, field, the oracle's answer and the program's, where these differ."""
    found: list[tuple[str, str, Any, Any]] = []
    mine = {finding["name"]: finding for finding in ours}
    others = {finding["name"]: finding for finding in theirs}
    for name in sorted({*mine, *others}):
        if name not in others:
            found.append((name, "name", "a finding", "none"))
        elif name not in mine:
            found.append((name, "name", "none", "a finding"))
        else:
            found += [
                (name, field, mine[name][field], others[name][field])
                for field in FIELDS
                if field in only and field in others[name]
                if not _is_same(mine[name][field], others[name][field])
            ]
    return found


def _is_same(ours: Any, theirs: Any) -> bool:  # noqa: ANN401 - JSON
    """Whether two answers are the same, as far as the oracle can tell."""
    if isinstance(ours, Mapping) and isinstance(theirs, Mapping):
        return ours.keys() == theirs.keys() and all(
            value in (ANY, theirs[key]) for key, value in ours.items()
        )
    return bool(ours == theirs)


def told(situation: Situation, found: Sequence[tuple[str, str, Any, Any]]) -> str:
    """A difference in full: the files, the days, both answers."""
    policy = situation["policy"]
    dated = {name: day for name, day in situation["sources"].items() if day is not None}
    lines = [
        "case: |",
        *(f"  {line}" for line in yaml_of(situation["case"]).splitlines()),
        "policy: none" if policy is None else "policy: |",
        *(f"  {line}" for line in ("" if policy is None else yaml_of(policy)).splitlines()),
        f"as_of: {situation['as_of']}",
        *([f"today: {situation['today']}"] if "today" in situation else []),
        *([f"sources: {json.dumps(dated)}"] if dated else []),
        *(
            f"  {name} {field}: oracle {json.dumps(ours)}, program {json.dumps(theirs)}"
            for name, field, ours, theirs in found
        ),
    ]
    return "\n".join(lines)

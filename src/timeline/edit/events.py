"""Keys of an event from command-line words."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from timeline.errors import Problem, ReadError
from timeline.location import Location

if TYPE_CHECKING:
    from collections.abc import Sequence

    from timeline.edit.blocks import Words

_HEADS = ("id", "label", "form", "by", "zone", "track", "round", "outcome")


class EventKeys(TypedDict, total=False):
    """Options of one event; empty means not given."""

    when: str | Sequence[str]
    source: str | Sequence[str]
    """One for each `when`; or several that all say the one."""
    worded: str | Sequence[str]
    """None, or one for each claim."""
    id: str
    label: str
    form: str
    by: str
    outcome: str
    track: str
    round: str
    zone: str
    responds_to: Sequence[str]
    tells: Sequence[str]
    standing: str
    because: str
    planned: bool
    note: str


def event_values(kind: str, event: EventKeys) -> dict[str, Words]:
    """Return an event's keys and values in writing order.

    Raises:
        ReadError: no date, no source, or numbers of them that do not go together.
    """
    said = {name: str(event.get(name, "")).strip() for name in _HEADS}
    values: dict[str, Words] = {"id": said.pop("id"), "kind": kind.strip(), **said}
    values["responds_to"] = list(event.get("responds_to", ()))
    values["tells"] = list(event.get("tells", ()))
    claims = _claims(event)
    if len(claims) == 1:
        values |= claims[0]
    values["note"] = event.get("note", "").strip()
    if len(claims) > 1:
        values["claims"] = [*claims]
    return {key: value for key, value in values.items() if value}


def _claims(event: EventKeys) -> list[dict[str, Words]]:
    dates, sources = _several(event.get("when", ())), _several(event.get("source", ()))
    worded = _several(event.get("worded", ()))
    whens = dates * len(sources) if len(dates) == 1 else dates
    _refuse_none("--when", dates, "write --when unknown if no source dates it")
    _refuse_none("--source", sources, "")
    _refuse_mismatch(len(whens), sources, worded)
    claims = []
    for place, (when, source) in enumerate(zip(whens, sources, strict=True)):
        claim: dict[str, Words] = {
            "when": when.strip(),
            "source": source.strip(),
            "worded": worded[place].strip() if worded else "",
            "standing": event.get("standing", "").strip(),
            "because": event.get("because", "").strip(),
            "planned": "true" if event.get("planned") else "",
        }
        claims.append({key: value for key, value in claim.items() if value})
    return claims


def _several(words: str | Sequence[str]) -> list[str]:
    return [words] if isinstance(words, str) else list(words)


def _refuse_none(option: str, given: Sequence[str], hint: str) -> None:
    if not any(word.strip() for word in given):
        message = f"{option} is missing: an event is dated by a source"
        raise ReadError([Problem("E302", message, Location(option, None), hint)])


def _refuse_mismatch(claims: int, sources: Sequence[str], worded: Sequence[str]) -> None:
    if claims != len(sources):
        message = f"{claims} dates and {len(sources)} sources do not go together"
        hint = "give one --source for each --when, or one --when that all of them say"
        raise ReadError([Problem("E306", message, Location("--source", None), hint)])
    if worded and len(worded) != claims:
        message = f"{len(worded)} wordings and {claims} claims do not go together"
        hint = "give one --worded for each claim, or none"
        raise ReadError([Problem("E306", message, Location("--worded", None), hint)])

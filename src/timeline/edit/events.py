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
    claims = _claims(event)
    values: dict[str, Words] = {
        "id": said.pop("id"),
        "kind": kind.strip(),
        **said,
        "responds_to": list(event.get("responds_to", ())),
        "tells": list(event.get("tells", ())),
        **(claims[0] if len(claims) == 1 else {}),
        "note": event.get("note", "").strip(),
        "claims": [*claims] if len(claims) > 1 else [],
    }
    return {key: value for key, value in values.items() if value}


def _claims(event: EventKeys) -> list[dict[str, Words]]:
    dates, sources, worded = (
        [words] if isinstance(words, str) else list(words)
        for words in (event.get("when", ()), event.get("source", ()), event.get("worded", ()))
    )
    whens = dates * len(sources) if len(dates) == 1 else dates
    for option, given in (("--when", dates), ("--source", sources)):
        if not any(word.strip() for word in given):
            message = f"{option} is missing: an event is dated by a source"
            hint = "write --when unknown if no source dates it" if option == "--when" else ""
            raise _refused("E302", message, option, hint)
    if len(whens) != len(sources):
        message = f"{len(whens)} dates and {len(sources)} sources do not go together"
        hint = "give one --source for each --when, or one --when that all of them say"
        raise _refused("E306", message, "--source", hint)
    if worded and len(worded) != len(whens):
        message = f"{len(worded)} wordings and {len(whens)} claims do not go together"
        raise _refused("E306", message, "--worded", "give one --worded for each claim, or none")
    claims: list[dict[str, Words]] = [
        {
            "when": when.strip(),
            "source": source.strip(),
            "worded": words.strip(),
            "standing": event.get("standing", "").strip(),
            "because": event.get("because", "").strip(),
            "planned": "true" if event.get("planned") else "",
        }
        for when, source, words in zip(whens, sources, worded or [""] * len(whens), strict=True)
    ]
    return [{key: value for key, value in claim.items() if value} for claim in claims]


def _refused(code: str, message: str, option: str, hint: str) -> ReadError:
    return ReadError([Problem(code, message, Location(option, None), hint)])

"""Words of the command line → the keys of an event, in the order of the house."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from timeline.errors import Problem, ReadError
from timeline.location import Location

if TYPE_CHECKING:
    from timeline.edit.blocks import Words


@dataclass(frozen=True)
class EventWords:
    """What was said of one event; empty means not said."""

    kind: str
    when: tuple[str, ...]
    source: tuple[str, ...]
    """One for each `when`; or several that all say the one."""
    worded: tuple[str, ...] = ()
    """None, or one for each claim."""
    id: str = ""
    label: str = ""
    form: str = ""
    by: str = ""
    outcome: str = ""
    track: str = ""
    round: str = ""
    zone: str = ""
    responds_to: tuple[str, ...] = ()
    tells: tuple[str, ...] = ()
    standing: str = ""
    because: str = ""
    planned: bool = False
    note: str = ""

    def as_values(self) -> dict[str, Words]:
        """Keys and values in the order to write.

        Raises:
            ReadError: no date, no source, or numbers of them that do not go together.
        """
        heads = ("id", "kind", "label", "form", "by", "zone", "track", "round", "outcome")
        values: dict[str, Words] = {name: getattr(self, name).strip() for name in heads}
        values["responds_to"] = list(self.responds_to)
        values["tells"] = list(self.tells)
        claims = self._claims()
        if len(claims) == 1:
            values |= claims[0]
        values["note"] = self.note.strip()
        if len(claims) > 1:
            values["claims"] = [*claims]
        return {key: value for key, value in values.items() if value}

    def _claims(self) -> list[dict[str, Words]]:
        whens = self.when * len(self.source) if len(self.when) == 1 else self.when
        self._refuse_mismatch(len(whens))
        claims = []
        for place, (when, source) in enumerate(zip(whens, self.source, strict=True)):
            claim: dict[str, Words] = {
                "when": when.strip(),
                "source": source.strip(),
                "worded": self.worded[place].strip() if self.worded else "",
                "standing": self.standing.strip(),
                "because": self.because.strip(),
                "planned": "true" if self.planned else "",
            }
            claims.append({key: value for key, value in claim.items() if value})
        return claims

    def _refuse_mismatch(self, claims: int) -> None:
        for name, given in (("--when", self.when), ("--source", self.source)):
            if not any(word.strip() for word in given):
                message = f"{name} is missing: an event is dated by a source"
                hint = "write --when unknown if no source dates it" if name == "--when" else ""
                raise ReadError([Problem("E302", message, Location(name, None), hint)])
        if claims != len(self.source):
            message = f"{claims} dates and {len(self.source)} sources do not go together"
            hint = "give one --source for each --when, or one --when that all of them say"
            raise ReadError([Problem("E306", message, Location("--source", None), hint)])
        if self.worded and len(self.worded) != claims:
            message = f"{len(self.worded)} wordings and {claims} claims do not go together"
            hint = "give one --worded for each claim, or none"
            raise ReadError([Problem("E306", message, Location("--worded", None), hint)])

"""Texts changed with knowledge of their form: blocks of lines moved, values of keys replaced."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from fuzz.phrases import any_phrase

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    Edit = Callable[[list[str], Random], None]

_KEY = re.compile(r"^(?P<before>\s*(?:- +)*)(?P<key>[a-z_]+):(?P<value>.*)$")
_PAIR = re.compile(r"(?P<key>[a-z_]+): (?P<value>\[[^\[\]{}]*\]|[^,\[\]{}]+)")
_NAME = re.compile(r"\b(?:id|kind): *([a-z0-9_-]+)")
_DATED = frozenset({"when", "published", "until", "before", "searched", "on", "made", "since"})
_DATED |= {"recorded_until", "public", "from", "reviewed_on", "period"}

WORDS = {
    "kind": [
        *("strike", "assessment_opened", "assessment_closed", "investigation_opened"),
        *("investigation_closed", "external_report", "information_received", "conclusion"),
        *("denial", "announcement", "release", "reopened", "closed", "payment", "other"),
        *("oversight", "policy_change", "acknowledgement", "review_opened", "press", "official"),
    ],
    "standing": ["accepted", "disputed", "rejected", "accepted\n    because: doubted"],
    "planned": ["true", "false"],
    "track": ["us", "nato", '""', "host-nation"],
    "round": ["1", "2", "3", "99", "0", "two"],
    "zone": ["Asia/Kabul", "America/New_York", "UTC", "Pacific/Apia", "Nowhere/City"],
    "time_zone": ["Asia/Kabul", "America/New_York", "UTC", "Pacific/Kiritimati", "Etc/GMT+12"],
    "outcome": ["credible", "not_credible", "duplicate", "substantiated"],
    "form": ["AR 15-6", "commander's inquiry", "CCAR"],
    "source": ["undated", "y2023", "y2024", "may", "early", "s"],
    "within": ["30 days", "3 weeks", "10 working days", "1 month (rounding: up)", "none stated"],
    "limit": ["not established", "each quarter", "by 05-01 next year", "2 years", "5 days", "soon"],
    "killed": ["1", "10..", "..24", "unknown", "3..1", "78..203"],
    "calendar": ["us-federal", "none"],
    "policy": ["us-chmr-ap-2022", "us-centcom-2014", "nothing"],
    "force": ["binding", "order", "guidance", "practice", "recommendation"],
    "extends": ["first", "second", "third"],
    "official": ["true", "false", "no"],
    "title": ['"[bold]x[/bold] :skull: \\x1b[31m \\u202e"', "|\n  two\n  lines", ""],
    "label": ['"<b>&amp;\\u200b"', "a long label " * 20, '"\\n"'],
}
"""Values that some keys can have, and a few that they cannot."""

_PARTS = """\
    claims:
      - {when: 2023-05-15, source: may}
      - when: after strike
        source: y2023
        standing: disputed
        because: doubted
%
    orders:
      - {id: first, kind: investigation_closed, within: 30 days, source: s}
      - {id: second, kind: investigation_closed, within: 3 weeks, extends: first, source: s}
%
    responds_to: [strike]
%
    tells: [strike]
%
    withdrawn: a mistake
%
    zone: America/New_York
%
    round: 2
%
    track: nato
%
    public: 2023-07
%
    planned: true
%
  - {id: more, kind: denial, when: 3 days after strike, source: undated}
%
  - {kind: reopened, when: 2023-09, source: y2023}
%
  - {id: again, kind: assessment_opened, round: 2, when: unknown, source: s}
%
absences:
  - {kind: payment, searched: 2023-08-01, where: press}
  - {kind: investigation_opened, until: 2023-05-23, source: may}
%
tolls:
  - {by: residents, killed: 10.., on: 2023-05-04, source: s}
  - {by: command, killed: 1, official: true, on: 2023-06, source: y2023}
%
recorded_until: 2023-12-31
%
calendar: us-federal
%
    when: {any: [{event: release}, {not: {event: denial}}]}
%
    requires: [strike]
%
    benchmark: {within: 6 days, because: mine}
"""
FRAGMENTS = tuple(_PARTS.split("%\n"))
"""Parts of files, with the room before them that they have in the house's layout."""


def splice(text: str, chance: Random, donors: Sequence[str]) -> str:
    """The text after one to four changes.

    Args:
        text: a file, in any layout; block layout is what the changes know.
        chance: which changes.
        donors: other files, whose parts may be taken over.
    """
    lines = text.split("\n")
    for _ in range(chance.randint(1, 4)):
        if not lines:
            lines = [""]
        if chance.random() < 0.15:
            _transplant(lines, chance, donors)
        else:
            chance.choice(_EDITS)(lines, chance)
    return "\n".join(lines)


def _names(lines: Sequence[str]) -> list[str]:
    return _NAME.findall("\n".join(lines)) or ["strike"]


def _block(lines: Sequence[str], start: int) -> int:
    """Where the lines end that hang on a line."""
    depth = len(lines[start]) - len(lines[start].lstrip())
    end = start + 1
    while end < len(lines):
        line = lines[end]
        if line.strip() and len(line) - len(line.lstrip()) <= depth:
            break
        end += 1
    return end


def _drop(lines: list[str], chance: Random) -> None:
    start = chance.randrange(len(lines))
    del lines[start : _block(lines, start)]


def _double(lines: list[str], chance: Random) -> None:
    start = chance.randrange(len(lines))
    end = _block(lines, start)
    lines[end:end] = lines[start:end]


def _move(lines: list[str], chance: Random) -> None:
    start = chance.randrange(len(lines))
    end = _block(lines, start)
    depth = len(lines[start]) - len(lines[start].lstrip())
    taken = lines[start:end]
    del lines[start:end]
    places = [place for place, line in enumerate(lines) if len(line) - len(line.lstrip()) == depth]
    at = chance.choice(places) if places else len(lines)
    lines[at:at] = taken


def _put_fragment(lines: list[str], chance: Random) -> None:
    fragment = chance.choice(FRAGMENTS).removesuffix("\n").split("\n")
    depth = len(fragment[0]) - len(fragment[0].lstrip())
    places = [
        place + 1
        for place, line in enumerate(lines)
        if line.strip() and len(line) - len(line.lstrip().removeprefix("- ")) == depth
    ]
    at = chance.choice(places) if places else len(lines)
    lines[at:at] = fragment


def _transplant(lines: list[str], chance: Random, donors: Sequence[str]) -> None:
    """A block of another file put where one of the same depth begins."""
    if not donors:
        return
    other = chance.choice(donors).split("\n")
    start = chance.randrange(len(other))
    taken = other[start : _block(other, start)][:40]
    depth = len(other[start]) - len(other[start].lstrip())
    places = [place for place, line in enumerate(lines) if len(line) - len(line.lstrip()) == depth]
    at = chance.choice(places) if places else len(lines)
    lines[at:at] = taken


def _replace_value(lines: list[str], chance: Random) -> None:
    """Another value for a key, on a line of its own or within braces."""
    spots = [place for place, line in enumerate(lines) if ":" in line]
    if not spots:
        return
    place = chance.choice(spots)
    line, names = lines[place], _names(lines)
    pairs = list(_PAIR.finditer(line)) if "{" in line else []
    if pairs:
        pair = chance.choice(pairs)
        value = _value(pair["key"], names, chance).split("\n")[0]
        lines[place] = line[: pair.start("value")] + value + line[pair.end("value") :]
        return
    match = _KEY.match(line)
    if match:
        value = _value(match["key"], names, chance)
        lines[place] = f"{match['before']}{match['key']}: {value}"


def _replace_date(lines: list[str], chance: Random) -> None:
    """Another statement behind `when:`, which nearly everything hangs on."""
    spots = [place for place, line in enumerate(lines) if "when:" in line]
    if not spots:
        return
    place = chance.choice(spots)
    phrase = any_phrase(chance, _names(lines))
    quoted = f'"{phrase}"' if "," in phrase or ": " in phrase else phrase
    lines[place] = re.sub(
        r"when: *(?:\[[^\]]*\]|\"[^\"]*\"|[^,}]*)",
        lambda _: f"when: {quoted}",
        lines[place],
        count=1,
    )


def _value(key: str, names: Sequence[str], chance: Random) -> str:
    if key in _DATED and chance.random() < 0.9:
        phrase = any_phrase(chance, names)
        return f'"{phrase}"' if "," in phrase else phrase
    if key in ("id", "responds_to", "tells", "after", "step", "requires"):
        name = chance.choice(names)
        return f"[{name}]" if key in ("responds_to", "tells", "requires") else name
    return chance.choice(WORDS.get(key) or chance.choice(list(WORDS.values())))


def _indent(lines: list[str], chance: Random) -> None:
    """A block that stands deeper, or less deep."""
    start = chance.randrange(len(lines))
    by = chance.choice((1, 2, -1, -2))
    for place in range(start, _block(lines, start)):
        lines[place] = " " * by + lines[place] if by > 0 else lines[place][-by:]


def _odd_text(lines: list[str], chance: Random) -> None:
    """A sign, a remark, an empty line or a line end where there was none."""
    place = chance.randrange(len(lines))
    line = lines[place]
    at = chance.randint(0, len(line))
    sign = chance.choice(
        (
            "#",
            " # x",
            "'",
            '"',
            ":",
            " ",
            "  ",
            "- ",
            "\r",
            "\t",
            "?",
            "|",
            ">-",
            "é",
            "😀",
            "{",
            "]",
        )
    )
    if chance.random() < 0.3:
        lines[place:place] = [chance.choice(("", "# a remark", "  # a remark", "---", "..."))]
    else:
        lines[place] = line[:at] + sign + line[at:]


_EDITS: tuple[Edit, ...] = (
    _drop,
    _double,
    _move,
    _put_fragment,
    _put_fragment,
    _replace_value,
    _replace_value,
    _replace_value,
    _replace_date,
    _replace_date,
    _replace_date,
    _indent,
    _odd_text,
)

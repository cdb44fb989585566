"""Seeds: the files that ship and those of the tests, brought to the sources that are known here."""

from __future__ import annotations

import re
from functools import cache

from fuzz.harness import ROOT
from timeline.read.parse import read_document

PACKAGE = ROOT / "src" / "timeline"
EXAMPLE = ROOT / "docs" / "examples" / "police-complaints"

SOURCES = {
    "undated": "",
    "s": "published: 2026-01-01\n",
    "press": "",
    "may": "published: 2023-05-24\n",
    "early": "published: 2023-06\n",
    **{f"y{year}": f"published: {year}-12-31\n" for year in range(2014, 2027)},
}
"""The sources that an input may cite, and when each was published."""

HEAD = "title: A strike\nplace: Somewhere\ntime_zone: UTC\nforces: US\n"
POLICY_MARK = "\n=== policy ===\n"
"""Between a case and a policy of its own."""

_SOURCE = re.compile(r"(\bsource: )([a-z0-9_-]+)")
_YEAR = re.compile(r"-(201[4-9]|202[0-6])")


def as_text(data: bytes) -> str:
    """The bytes as text that can be changed and written again."""
    return data.decode("utf-8", errors="replace")


def _known_source(found: re.Match[str]) -> str:
    year = _YEAR.search(found[2])
    name = found[2] if found[2] in SOURCES else f"y{year[1]}" if year else "undated"
    return found[1] + name


@cache
def case_texts() -> tuple[str, ...]:
    """Cases, the small ones first; each cites only `SOURCES`."""
    folders = (ROOT / "cases", EXAMPLE / "cases")
    files = [path for folder in folders for path in sorted(folder.glob("*.yaml"))]
    texts = [path.read_text(encoding="utf-8") for path in files]
    texts += [text for text, _ in _verdict_files()]
    known = (_SOURCE.sub(_known_source, text) for text in texts)
    return tuple(sorted(known, key=lambda text: (len(text), text)))


@cache
def _verdict_files() -> tuple[tuple[str, str], ...]:
    """The case and the policy of each file of tests/verdicts/."""
    found = []
    for path in sorted((ROOT / "tests" / "verdicts").glob("*.yaml")):
        root = read_document(path, path.name).root
        assert isinstance(root, dict)
        case, policy = root["case"], root["policy"]
        assert isinstance(case, str)
        assert isinstance(policy, str)
        head = "".join(
            f"{line}\n" for line in HEAD.splitlines() if line.split(":")[0] + ":" not in case
        )
        named = re.sub(r"(?m)^(\s*)- id: (\S+)$", r"\1- id: \2\n\1  label: L", policy)
        own = "" if re.search("(?m)^id:", named) else "id: own\ntitle: Own\n"
        found.append((head + case, own + named))
    return tuple(found)


@cache
def judged_texts() -> tuple[str, ...]:
    """Cases, some of them with a policy of their own behind `POLICY_MARK`."""
    paired = [
        _SOURCE.sub(_known_source, case) + POLICY_MARK + _SOURCE.sub(_known_source, policy)
        for case, policy in _verdict_files()
    ]
    return (*case_texts(), *paired)


@cache
def other_texts() -> tuple[str, ...]:
    """Policies, kinds, calendars, measures, and some sources."""
    files = [
        *sorted((PACKAGE / "policies").glob("*.yaml")),
        *sorted((PACKAGE / "vocabulary").rglob("*.yaml")),
        *sorted((EXAMPLE / "policies").glob("*.yaml")),
        *sorted((EXAMPLE / "seeds").glob("*.yaml")),
        *sorted((ROOT / "seeds").glob("*.yaml"))[::20],
    ]
    texts = [path.read_text(encoding="utf-8") for path in files]
    texts += [policy for _, policy in _verdict_files()]
    return tuple(sorted(texts, key=lambda text: (len(text), text)))

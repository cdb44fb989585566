"""Corrections → an Atom feed (RFC 4287): an entry for each finding that a commit changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from timeline.formats.printable import allowed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from timeline.results.corrections import (
        CorrectedFindingRecord,
        CorrectedStateRecord,
        CorrectionRecord,
        CorrectionsRecord,
    )

_ATOM: Final = "http://www.w3.org/2005/Atom"
_NEVER: Final = "1970-01-01T00:00:00Z"
"""A feed has to have been updated; one without entries was not."""


def format_atom(
    record: CorrectionsRecord, *, title: str = "Corrections", author: str = "", url: str = ""
) -> bytes:
    """Write the feed; the same record gives the same bytes.

    Args:
        record: the corrections.
        title: name of the feed.
        author: who publishes it; by default the title.
        url: address of the site, with a slash at its end; without one no entry has a link.
    """
    feed = Element("feed", {"xmlns": _ATOM})
    _add(feed, "id", _id("feed", url))
    _add(feed, "title", title)
    latest = max((one.day for one in record.corrections), default=None)
    _add(feed, "updated", _NEVER if latest is None else _instant(latest))
    _add(SubElement(feed, "author"), "name", author or title)
    if url:
        SubElement(feed, "link", {"rel": "self", "href": allowed(f"{url}corrections.atom")})
        SubElement(feed, "link", {"rel": "alternate", "href": allowed(f"{url}corrections.html")})
    for one in record.corrections:
        feed.extend(_entries(one, url))
    indent(feed)
    # A declared encoding, so that no reader has to guess it.
    written: bytes = tostring(feed, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _entries(one: CorrectionRecord, url: str) -> Iterator[Element]:
    if one.is_removed:
        about = f"{one.title}: the case was taken away"
        yield _entry(one, ("", ""), about, [], url)
    for finding in one.findings:
        key, title = (finding.judged_by, finding.name), f"{one.title}: {finding.name}"
        yield _entry(one, key, title, _texts(finding), url)


def _texts(finding: CorrectedFindingRecord) -> list[str]:
    return [f"Was: {_sentence(finding.before)}", f"Is now: {_sentence(finding.after)}"]


def _sentence(state: CorrectedStateRecord | None) -> str:
    return "not judged." if state is None else state.sentence


def _entry(
    one: CorrectionRecord, key: tuple[str, str], title: str, texts: list[str], url: str
) -> Element:
    entry = Element("entry")
    known = [one.revision] if one.revision else [str(one.day), *texts]
    _add(entry, "id", _id(one.case, *key, *known))
    _add(entry, "title", title)
    _add(entry, "updated", _instant(one.day))
    if url:
        address = allowed(f"{url}cases/{one.case}.html")
        SubElement(entry, "link", {"rel": "alternate", "href": address})
    content = SubElement(entry, "content", {"type": "text"})
    content.text = "\n".join(map(allowed, [*texts, f"Reason: {one.reason}"]))
    return entry


def _add(parent: Element, tag: str, text: str) -> Element:
    child = SubElement(parent, tag)
    child.text = allowed(text)
    return child


def _id(*parts: str) -> str:
    """Name a thing for ever by what it is about."""
    return uuid5(NAMESPACE_URL, f"timeline:corrections:{':'.join(parts)}").urn


def _instant(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"

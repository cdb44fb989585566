"""The frame of every page: head, policy, navigation, footer."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from timeline.formats.html import CSS, WEB, Html, element, joined, source_hash

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from timeline.results.publish import CommitRecord, SiteRecord

MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
PROMISE: Final = (
    "A vague date never becomes a sharp verdict: "
    "“late” is said only if every possible date is late."
)
FEED: Final = "corrections.atom"
TITLE: Final = "How long did they take?"
"""Title of a site that has none of its own."""


class Leaf(NamedTuple):
    """One page before it is framed."""

    path: str
    """Below the site: cases/may3-syria.html."""
    title: str
    about: str
    """A sentence for search engines and previews."""
    main: Html
    """Its content."""
    judged: str = ""
    """First line of the footer: day judged, day checked to, commit."""
    section: str = ""
    """Path of the entry of the navigation that it belongs to."""
    has_script: bool = False


@cache
def _style() -> str:
    return CSS + files(__package__).joinpath("site.css").read_text("utf-8")


_PART: Final = re.compile(
    r"(?P<around>@media[^{]*)\{(?P<inner>(?:[^{}]*\{[^{}]*\})*)\s*\}"
    r"|(?P<selectors>[^{}]+)\{(?P<says>[^{}]*)\}"
)
_NAME: Final = re.compile(r"[.#]([a-zA-Z][\w-]*)")
_WORN: Final = re.compile(r' (?:class|id)="([^"]*)"')


class _Rule(NamedTuple):
    """One rule of the style."""

    around: str
    """The medium that it is for; empty for all."""
    selectors: tuple[tuple[str, frozenset[str]], ...]
    """Each with the classes and ids that it names."""
    says: str


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(_parsed(_style(), ""))


def _parsed(style: str, around: str) -> Iterator[_Rule]:
    for found in _PART.finditer(style):
        if found["around"]:
            yield from _parsed(found["inner"], found["around"].strip())
            continue
        parts = (one.strip() for one in re.split(r",(?![^(]*\))", found["selectors"]))
        selectors = tuple((one, frozenset(_NAME.findall(one))) for one in parts)
        yield _Rule(around, selectors, found["says"])


def style_of(page: str) -> str:
    """Return the rules that name nothing but what a page has; all would be twice as long."""
    worn = {name for found in _WORN.finditer(page) for name in found[1].split()}
    parts = []
    for around, rules in groupby(_rules(), lambda rule: rule.around):
        kept = []
        for rule in rules:
            told = ",".join(text for text, names in rule.selectors if names <= worn)
            kept += [f"{told}{{{rule.says}}}"] if told else []
        inner = "".join(kept)
        parts.append(f"{around}{{{inner}}}" if around and inner else inner)
    return "".join(parts)


@cache
def _script() -> str:
    return files(__package__).joinpath("index.js").read_text("utf-8")


def up_from(path: str) -> str:
    """Return the way from a page to the top of the site."""
    return "../" * path.count("/")


def framed(leaf: Leaf, site: SiteRecord) -> str:
    """Put a page into its frame."""
    up = up_from(leaf.path)
    title = site.title or TITLE
    images = "img-src data:; " if site.logo else ""
    scripts = f"script-src {source_hash(_script())}; " if leaf.has_script else ""
    body = f"{_top(leaf, site, up, title)}\n{leaf.main}\n{_foot(leaf, site, up)}\n"
    style = style_of(body)
    policy = (
        f"default-src 'none'; style-src {source_hash(style)}; {images}{scripts}"
        "base-uri 'none'; form-action 'none'"
    )
    name = leaf.title if leaf.title == title else f"{leaf.title} – {title}"
    head = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"{element('title', name)}\n{_about(leaf.about)}"
        f"{_feed(up)}"
        f"<style>{style}</style>\n</head>\n<body>\n"
    )
    script = f"<script>{_script()}</script>\n" if leaf.has_script else ""
    return f"{head}{body}{script}</body>\n</html>\n"


def _void(tag: str, **attributes: str) -> str:
    """Return an element that has no end."""
    return element(tag, **attributes).removesuffix(f"</{tag}>") + "\n"


def _about(text: str) -> str:
    return _void("meta", name="description", content=text) if text else ""


def _feed(up: str) -> str:
    kind = "application/atom+xml"
    return _void("link", rel="alternate", type=kind, title="Corrections", href=up + FEED)


def _top(leaf: Leaf, site: SiteRecord, up: str, title: str) -> Html:
    logo = Html()
    if site.logo:
        logo = Html(str(element("img", src=site.logo, height="28")).replace("></img>", ' alt="">'))
    tagline = element("span", site.tagline) if site.tagline else Html()
    brand = element("a", logo, element("b", title), tagline, class_="brand", href=f"{up}index.html")
    entries = (
        element("a", name, href=up + path, aria_current="page" if path == leaf.section else "")
        for name, path in _entries(site)
    )
    skip = element("a", "Skip to the content", class_="skip", href="#main")
    nav = element("nav", *entries, aria_label="Main")
    return joined((skip, element("header", element("div", brand, nav), class_="top")))


def _entries(site: SiteRecord) -> list[tuple[str, str]]:
    found = [("Cases", "index.html"), ("Compare", "compare.html"), ("Overdue", "overdue.html")]
    found += [("Docket", "docket.html")] * site.has_docket
    return [*found, ("Tolls", "tolls.html"), ("Sources", "sources.html"), ("About", "about.html")]


def _foot(leaf: Leaf, site: SiteRecord, up: str) -> Html:
    lines = [element("p", leaf.judged)] if leaf.judged else []
    lines.append(element("p", PROMISE))
    lines += [element("p", linked(part)) for part in site.footer.splitlines() if part.strip()]
    made = f"Made with timeline {site.version}".rstrip()
    about = element("a", "how it is made, and from what", href=f"{up}about.html")
    mended = element("a", "Corrections and replies", href=f"{up}corrections.html")
    lines.append(element("p", f"{made}: ", about, ". ", mended, "."))
    return element("footer", element("div", *lines), class_="foot")


def linked(text: str) -> Html:
    """Link the addresses in a line of the author's."""
    parts = []
    at = 0
    for found in WEB.finditer(text):
        address = found.group().rstrip(".,;:)")
        parts += [text[at : found.start()], element("a", address, href=address)]
        at = found.start() + len(address)
    return joined((*parts, text[at:]))


def web_link(text: str, address: str) -> Html:
    """Link to the web; any other address stays words."""
    if WEB.fullmatch(address):
        return element("a", text, href=address)
    return joined((text,))


def day_words(day: date) -> str:
    """Return a day for people: 3 May 2023."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def commit_words(commit: CommitRecord | None) -> str:
    """Name a commit, and say if the files are no longer those of it; empty without one."""
    if commit is None:
        return ""
    changed = ", and changed since" if commit.is_changed else ""
    return f"commit {commit.id[:10]} of {day_words(commit.day)}{changed}"

"""The other pages: overdue, docket, tolls, policies, sources, about, not found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from timeline.formats.html import SIGNS, Html, below_title, element, id_of, sign_of
from timeline.pages import page_of
from timeline.pages.blocks import More, Note, Page, Title
from timeline.site.case import GROUPS, source_item
from timeline.site.docket import with_charts
from timeline.site.frame import FEED, Leaf, commit_words, day_words, linked, up_from
from timeline.site.naming import in_words, renamed
from timeline.site.pieces import cell, downloads, section, table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from timeline.pages.blocks import Block
    from timeline.results.case import SourceRecord
    from timeline.results.corrections import CorrectionsRecord
    from timeline.results.ledger import LedgerRecord
    from timeline.results.overdue import OverdueRecord
    from timeline.results.policies import PolicyListRecord, PolicyShowRecord
    from timeline.results.publish import SiteRecord
    from timeline.results.record import Record
    from timeline.results.tolls import TollsOfRecord, TollsRecord
    from timeline.results.values import Sign
    from timeline.site.naming import Names


def _blocks(record: Record, path: str, names: Names) -> Html:
    """Return the page of a record below its answer: cases by name, no command of the program."""
    whole = page_of(record, is_full=True)
    blocks: list[Block] = []
    for block in whole.blocks[1:]:
        match block:
            case More():
                pass
            case Title():  # the head of the page says it
                blocks += [Note(fact) for fact in block.facts]
            case _:
                blocks.append(renamed(block, names))
    return below_title(Page(whole.name, tuple(blocks)), to_cases(path, names))


def to_cases(path: str, names: Names) -> Callable[[str], str]:
    """Return what turns a row's link into one to a case's page."""
    up = up_from(path)

    def address(link: str) -> str:
        page, hash_, anchor = link.partition("#")
        name = page.removesuffix(".html")
        return f"{up}cases/{name}.html{hash_}{id_of(anchor)}" if name in names else ""

    return address


def lead_of(heading: str, answer: Sequence[str], names: Names) -> Html:
    """Return the head of a page: the question, and the answer in sentences."""
    first, *rest = (in_words(one, names) for one in answer)
    return element(
        "header",
        element("h1", heading),
        element("p", element("strong", first), class_="answer"),
        *(element("p", one, class_="second") for one in rest),
        class_="lead",
    )


def overdue_leaf(record: OverdueRecord, names: Names, *, has_calendar: bool) -> Leaf:
    """Lay out what is overdue, with a calendar of what is to come."""
    path = "overdue.html"
    lead = lead_of("What is overdue?", record.answer, names)
    files = [("Calendar (ICS)", "overdue.ics")] if has_calendar else []
    parts = [lead, _blocks(record, path, names), *[downloads(files)] * bool(files)]
    main = element("main", *parts, id="main", class_="plainpage")
    about = in_words(" ".join(record.answer), names)
    return Leaf(path, "Overdue", about, main, record.scope, path)


def docket_leaf(record: LedgerRecord) -> Leaf:
    """Lay out the docket: a chart, then each figure and sum."""
    path = "docket.html"
    lead = lead_of("How many reports were open?", record.answer, {})
    parts = (lead, with_charts(record.dockets), _blocks(record, path, {}))
    main = element("main", *parts, id="main", class_="plainpage")
    return Leaf(path, "Docket", " ".join(record.answer), main, section=path)


def tolls_leaf(record: TollsRecord, names: Names) -> Leaf:
    """Lay out the counts of the dead: a chart of each case, then the tables."""
    path = "tolls.html"
    lead = lead_of("Who counts how many dead?", record.answer, names)
    parts = (lead, _tolls_chart(record.cases), _blocks(record, path, names))
    main = element("main", *parts, id="main", class_="plainpage")
    return Leaf(path, "Tolls", " ".join(record.answer), main, section=path)


def _tolls_chart(cases: Sequence[TollsOfRecord]) -> Html:
    """Draw the last official count of each case, and the range of the others, on one scale."""
    shown = [one for one in cases if not one.example and one.scale and one.case]
    if not shown:
        return Html()
    most = max(one.scale for one in shown)
    rows = []
    for one in sorted(shown, key=lambda one: (-one.scale, one.case or "")):
        ends = [
            end
            for toll in one.figures
            if not toll.official and toll.killed is not None
            for end in (toll.killed.min, toll.killed.max)
            if end is not None
        ]
        parts = []
        if ends:
            low, high = min(ends) * 96 / most, max(ends) * 96 / most
            width = f"{max(high - low, 0.8):.2f}%"
            parts.append(element("rect", class_="pale", x=f"{low:.2f}%", y="3", width=width,
                                 height="10"))  # fmt: skip
        last = one.official
        official = None if last is None else last.max if last.max is not None else last.min
        if official is not None:
            x = f"{official * 96 / most + 0.8:.2f}%"
            is_sure = last is not None and last.min == last.max
            kind = "official" if is_sure else "about"
            parts.append(element("circle", class_=kind, cx=x, cy="8", r="5"))
        drawn = element("svg", *parts, class_="days", height="16", aria_hidden="true")
        link = element("a", one.title, href=f"cases/{one.case}.html#tolls")
        rows.append(
            element(
                "tr",
                element("th", link, scope="row"),
                cell("Official", one.official_words, class_="number"),
                cell("Others", one.others_words, class_="number"),
                cell("", drawn, class_="drawn"),
            )
        )
    whole = table(("Case", "Official>", "Others>", ""), rows, class_="strips")
    note = (
        "Dot: the last official count, hollow where it is a range. "
        "Bar: from the lowest to the highest count of others."
    )
    return section("charts", "Killed", whole, element("p", note, class_="note"))


def policy_leaf(record: PolicyShowRecord) -> Leaf:
    """Lay out one policy: its rules, clauses and days in force."""
    path = f"policies/{record.id}.html"
    parts = (
        lead_of(record.title, record.answer, {}),
        _blocks(record, path, {}),
        element("p", element("a", "All policies", href="../about.html#policies")),
    )
    main = element("main", *parts, id="main", class_="plainpage")
    return Leaf(path, record.title, " ".join(record.answer), main, section="about.html")


def sources_leaf(
    sources: Sequence[SourceRecord], cited: Mapping[str, Sequence[str]], titles: Mapping[str, str]
) -> Leaf:
    """List every source, with the cases that cite it."""
    path = "sources.html"
    items = []
    for source in sources:
        links = [
            element("a", titles[case], href=f"cases/{case}.html#s-{source.id}")
            for case in cited.get(source.id, ())
        ]
        parts = [part for link in links for part in ("; ", link)][1:]
        item = str(source_item(source)).removesuffix("</li>")
        told = element("small", "Cited in ", *parts, ".") if parts else Html()
        items.append(Html(f"{item}{told}</li>"))
    copies = sum(bool(one.archived) for one in sources)
    answer = f"{len(sources):,} sources; a stored copy is on record of {copies:,}."
    lead = element(
        "header",
        element("h1", "Where it is from"),
        element("p", element("strong", answer), class_="answer"),
        class_="lead",
    )
    whole = element("ol", *items, class_="sources")
    main = element("main", lead, section("all", "All sources", whole), id="main")
    return Leaf(path, "Sources", answer, main, section=path)


def corrections_leaf(record: CorrectionsRecord, names: Names) -> Leaf:
    """Tell what changed in published findings, what was replied, and how to send a correction."""
    path = "corrections.html"
    lead = lead_of("What was corrected?", record.answer, {})
    parts = [lead, _blocks(replace(record, how=""), path, names)]
    if record.how:
        lines = (element("p", linked(one)) for one in record.how.splitlines() if one.strip())
        parts.append(section("how", "How to send a correction", *lines))
    parts.append(downloads([("Feed (Atom)", FEED)]))
    main = element("main", *parts, id="main", class_="plainpage")
    return Leaf(path, "Corrections", " ".join(record.answer), main)


_METHOD = """\
A case is one incident and what an institution did about it. Sources rarely give exact days, so
each date is kept as a claim: some time in a range, or so many days after something else. Together
the claims bound on which days each event can have happened.

A rule says which step must follow which, and within what time. A finding compares the bounds with
the rule. It is given as certain only if every possible combination of days gives it.

Silence is no proof. A step without a record counts as undone only up to the day on which the
record was last checked, and by itself it never counts as a breach.

A deadline is one that a rule or an order sets. A benchmark is our own yardstick, and a practice is
what an institution usually does: neither can be breached.

Each finding has a receipt: what each day rests on, the count, the rule, its clause and its text.
Each source is linked, with a stored copy where there is one."""
_SAID: Mapping[Sign, str] = {
    "missed": "a deadline missed on every possible date",
    "kept": "a deadline kept on every possible date",
    "odd": "done, but unusual, slower than our benchmark, or past a deadline that was extended",
    "done": "done",
    "open": "none on record",
    "unknown": "cannot be known, or not checked",
    "aside": "not required, or no rules on file",
}


def about_leaf(
    site: SiteRecord, policies: PolicyListRecord, files: Sequence[tuple[str, str]]
) -> Leaf:
    """Say how it was made: method, signs, rules, day, version, commit, data."""
    path = "about.html"
    lead = element(
        "header",
        element("h1", "About"),
        element("p", element("strong", "How the days were counted, and by which rules."),
                class_="answer"),
        class_="lead",
    )  # fmt: skip
    signs = [
        element("tr", element("td", sign_of(sign), class_="sign"), element("td", _SAID[sign]))
        for sign in GROUPS
        if sign in SIGNS
    ]
    rules = (
        element(
            "tr",
            element("th", element("a", one.title, href=f"policies/{one.id}.html"), scope="row"),
            cell("Incidents", one.days_words or "–"),
            cell("Forces", one.forces_words),
            cell("Rules", f"{one.own_rules}", class_="number"),
        )
        for one in policies.policies
    )
    known = (
        ""
        if site.known_on is None
        else (f" Only what was public on {day_words(site.known_on)} counts.")
    )
    made = [f"Judged on {day_words(site.as_of)}.{known} Each page says how far its record goes."]
    commit = commit_words(site.commit)
    made += [f"The data are those of {commit}."] if commit else []
    made += [f"Made with timeline {site.version}."] if site.version else []
    parts = [
        lead,
        section(
            "method",
            "Method",
            *(element("p", " ".join(one.split())) for one in _METHOD.split("\n\n")),
        ),
        section("signs", "Signs", element("table", element("tbody", *signs), class_="signs")),
        section(
            "policies",
            "Rules",
            table(("Policy", "Incidents", "Forces", "Rules>"), rules),
        ),
        section("made", "Made", *(element("p", one) for one in made)),
        downloads(files),
    ]
    main = element("main", *parts, id="main", class_="plainpage")
    return Leaf(path, "About", "How the days were counted, and by which rules.", main, section=path)


def missing_leaf(site: SiteRecord) -> Leaf:
    """Say that there is no such page."""
    home = site.url.rstrip("/") + "/" if site.url else "index.html"
    parts = (
        element("h1", "There is no such page"),
        element("p", "It may have been renamed. ", element("a", "All cases", href=home), "."),
    )
    main = element("main", *parts, id="main", class_="plainpage")
    return Leaf("404.html", "There is no such page", "", main)

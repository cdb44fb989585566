"""The page of one case: the answer, the drawing, each finding with its receipt, the sources."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from timeline.chrono.truth import Truth
from timeline.conformance.verdict import Tier
from timeline.formats.html import WEB, Html, element, id_of, joined, sign_of
from timeline.site.drawing import drawing
from timeline.site.frame import day_words, web_link
from timeline.site.pieces import bar, cell, downloads, limited_bar, section, small, table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from timeline.results.case import (
        ClaimRecord,
        EventRecord,
        FindingRecord,
        ReceiptInputRecord,
        ReceiptStepRecord,
        ShowRecord,
        SourceRecord,
        TrialRecord,
    )
    from timeline.results.corrections import ReplyRecord
    from timeline.results.story import KeyFigure, StepRecord
    from timeline.results.tolls import TollRecord
    from timeline.results.values import Sign

GROUPS: Final[Mapping[Sign, str]] = {
    "missed": "Deadline missed",
    "unknown": "Cannot be known, or not checked",
    "odd": "Done, and unusual or slower than our benchmark",
    "kept": "Deadline kept",
    "done": "Done",
    "open": "None on record",
    "aside": "Not required",
}
"""Headings of the findings, in order."""
_PARTS: Final = {
    "trigger": "Counted from",
    "step": "The step",
    "later": "Later",
    "required": "Required first",
    "event": "The day",
}
"""Steps of a receipt that are about one event."""
_LONG: Final = 9
"""Letters from which key figures are set smaller."""


class _Words(NamedTuple):
    """Sources and events of one case, as its page names them."""

    sources: Mapping[str, SourceRecord]
    events: frozenset[str]
    replies: Sequence[ReplyRecord]

    def cited(self, source: str | None) -> Html:
        """Link to a source of the page by its publisher and day."""
        found = self.sources.get(source or "")
        if found is None:
            return joined((source or "",))
        return element("a", found.cited_words, href=f"#s-{found.id}")


def case_page(record: ShowRecord, replies: Sequence[ReplyRecord], formats: Sequence[str]) -> Html:
    """Return the content of the page of a case.

    Args:
        record: the case.
        replies: of its institution.
        formats: suffixes of the files to download beside it.
    """
    words = _Words(
        {one.id: one for one in record.sources},
        frozenset(one.id for one in record.events if _is_told(one)),
        replies,
    )
    parts = [
        *_timeline(record),
        _steps(record, words),
        _findings(record, words),
        _tolls(record.tolls, words),
        _set_aside(record, words),
        _conflicts(record),
        _questions(record),
        _events(record, words),
        _sources(record),
    ]
    files = [(suffix.upper(), f"{record.case}.{suffix}") for suffix in formats]
    jumps = [
        (anchor, name)
        for anchor, name in _JUMPS.items()
        if any(part.startswith(f'<section id="{anchor}"') for part in parts)
    ]
    links = [element("a", name, href=f"#{anchor}") for anchor, name in jumps]
    links.append(element("a", "Downloads", href="#downloads"))
    jump = element("nav", *links, class_="jump", aria_label="On this page")
    page = [_lead(record), _figures(record), jump, *parts, downloads(files)]
    return element("main", *page, id="main", class_="case")


_JUMPS: Final = {
    "timeline": "Timeline",
    "steps": "Steps",
    "findings": "Findings",
    "tolls": "Deaths",
    "set-aside": "Dates set aside",
    "conflicts": "Conflicts",
    "questions": "Open questions",
    "events": "Events",
    "sources": "Sources",
}


def judged_words(record: ShowRecord) -> str:
    """Say on which day a case was judged, and how far its record goes."""
    checked = record.story.checked_to
    known = (
        "" if record.known_on is None else f", by what was public on {day_words(record.known_on)}"
    )
    goes = (
        "It is not said how far the record was checked."
        if checked is None
        else (f"Its record was checked to {day_words(checked)}.")
    )
    return f"Judged on {day_words(record.as_of)}{known}. {goes}"


def _lead(record: ShowRecord) -> Html:
    story = record.story
    mark = element("p", "Invented example", class_="invented") if story.is_invented else Html()
    facts = (element("li", one) for one in story.facts)
    parts = [mark, element("h1", record.title), element("ul", *facts, class_="facts")]
    parts.append(element("p", element("strong", story.headline), class_="answer"))
    parts += [element("p", story.lead, class_="second")] if story.lead else []
    parts += [element("p", story.summary, class_="summary")] if story.summary else []
    return element("header", *parts, class_="lead")


def _figures(record: ShowRecord) -> Html:
    figures = record.story.figures
    if not figures:
        return Html()
    names = {one.name for one in record.findings}
    is_long = any(len(one.value) > _LONG for one in figures)
    items = (_figure(one, is_linked=one.finding in names) for one in figures)
    return element("div", *items, class_=f"figs{' long' * is_long}")


def _figure(figure: KeyFigure, *, is_linked: bool) -> Html:
    number, _, unit = figure.value.rpartition(" ")
    value = [number, element("small", f" {unit}")] if unit in ("day", "days") else [figure.value]
    drawn = Html()
    if figure.days is not None and figure.allowed is not None:
        drawn = limited_bar(figure.days, figure.allowed, is_missed=figure.sign == "missed")
    parts = [element("b", figure.label), element("span", *value, class_="value"), drawn]
    parts += [element("span", figure.note, class_="note")] if figure.note else []
    if is_linked:
        return element("a", *parts, class_=f"fig {figure.sign}", href=_to_finding(figure.finding))
    return element("div", *parts, class_=f"fig {figure.sign}")


def _to_finding(name: str | None) -> str:
    return f"#{id_of(f'f-{name}')}"


# The drawing, and the steps.


def _timeline(record: ShowRecord) -> Iterator[Html]:
    drawn = drawing(record)
    if drawn:
        yield section("timeline", "What happened, and when", *drawn)


def _steps(record: ShowRecord, words: _Words) -> Html:
    steps = record.story.steps
    if not steps:
        return Html()
    names: set[str | None] = {one.name for one in record.findings}
    has_deadlines = any(step.deadlines for step in steps)
    heads = ["", "Step", "When", "Took", *["Deadline"] * has_deadlines]
    rows = (_step(step, names, words, has_deadlines=has_deadlines) for step in steps)
    return section("steps", "Step by step", table(heads, rows, class_="steps"))


def _step(
    step: StepRecord, names: Collection[str | None], words: _Words, *, has_deadlines: bool
) -> Html:
    event = next((one for one in step.events if one in words.events), "")
    where = _to_finding(step.finding) if step.finding in names else f"#{id_of(f'e-{event}')}"
    is_linked = step.finding in names or event
    name = element("a", step.label, href=where) if is_linked else joined((step.label,))
    track = small(step.track_label)
    cells = [element("td", sign_of(step.sign), class_="sign")]
    cells.append(element("th", name, track, scope="row"))
    pace = small(step.pace)
    cells += [cell("When", step.when), cell("Took", step.took, pace)]
    if has_deadlines:
        limits = (
            element("span", one.words, *[element("small", one.limit)] * bool(one.limit),
                    class_="limit")
            for one in step.deadlines
        )  # fmt: skip
        cells.append(cell("Deadline", *limits))
    return element("tr", *cells, class_="quiet" if step.sign in ("open", "aside") else "")


# Findings, each with its receipt.


def _findings(record: ShowRecord, words: _Words) -> Html:
    if not record.findings:
        note = "We hold no rules for this institution, so nothing here is called late."
        return section("findings", "Findings", element("p", note, class_="note"))
    parts = []
    for sign, heading in GROUPS.items():
        found = [one for one in record.findings if one.sign == sign]
        if found:
            parts.append(element("h3", heading))
            parts += [part for one in found for part in _finding(one, words)]
    if record.story.coverage:
        parts.append(element("p", record.story.coverage, class_="note"))
    labels = {one.rule: one.label for one in record.findings}
    parts += [
        element("p", f"“{labels.get(one.rule, one.rule)}” was {one.words}.", class_="note")
        for one in record.practices
        if one.words
    ]
    return section("findings", "Findings, with receipts", *parts)


def _finding(finding: FindingRecord, words: _Words) -> Iterator[Html]:
    kind = "finding" if finding.tier in (Tier.ORDER, Tier.LIMIT) else "finding lesser"
    receipt = element("span", "Receipt", class_="unfold")
    summary = element("summary", sign_of(finding.sign), element("span", finding.text), receipt)
    anchor = id_of(finding.name)
    links = element(
        "p",
        element("a", "This finding", href=f"#f-{anchor}"),
        element("a", "Its receipt", href=f"#r-{anchor}"),
        class_="perma",
    )
    parts = [*_receipt(finding, words), links]
    inside = element("div", *parts, class_="receipt", id=f"r-{anchor}")
    yield element("details", summary, inside, id=f"f-{anchor}", class_=kind)
    yield from (_reply(one, words) for one in words.replies if finding.name in one.findings)


def _reply(reply: ReplyRecord, words: _Words) -> Html:
    """Tell beside a finding what the institution says to it."""
    by = f"{reply.by} replied" if reply.by else "Reply"
    said = element("q", reply.worded) if reply.worded else joined((reply.text,))
    cited = [part for one in reply.sources for part in (" ", words.cited(one))]
    event = element("a", by, href=f"#{id_of(f'e-{reply.event}')}")
    return element("p", event, f", {reply.when}: ", said, *cited, class_="reply")


def _receipt(finding: FindingRecord, words: _Words) -> Iterator[Html]:
    """Tell a receipt: each event with what its day rests on, then the count and the rule."""
    steps = finding.receipt
    listed: set[str] = set()
    for place, step in enumerate(steps):
        if step.step in _PARTS:
            after = takewhile(
                lambda one: one.step in ("not earlier", "not later"), steps[place + 1 :]
            )
            yield from _about_event(step, list(after), words, listed)
    between = [one for one in steps if one.step in ("at least", "at most")]
    counts = [one for one in steps if one.step == "count"]
    if between or counts:
        yield element("h4", "Count")
        yield from (element("p", one.text) for one in counts)
        for one in between:  # told only where it rests on more than the two days
            if not counts or any(each.id not in listed for each in one.inputs):
                yield _chain(one, words)
    yield element("h4", "Rule")
    text = element("a", "The text", href=finding.source_url)
    linked = (" ", text, ".") if WEB.fullmatch(finding.source_url) else ()
    yield element("p", finding.ground, *linked)
    for step in steps:
        if step.step in ("in force", "requires"):
            yield element("p", step.text)
    limits = [one for one in steps if one.step == "limit" and one.inputs]
    if limits:
        yield element("h4", "Deadlines")
        yield element("ul", *(_limit(one, words) for one in limits))
    yield from (element("p", one.text) for one in steps if one.step == "verdict")


def _about_event(
    step: ReceiptStepRecord,
    chains: Sequence[ReceiptStepRecord],
    words: _Words,
    listed: set[str],
) -> Iterator[Html]:
    """Name an event and its day, and list what bounds the day; note what was listed."""
    named = step.event in words.events
    text = element("a", step.text, href=f"#{id_of(f'e-{step.event}')}") if named else step.text
    yield element("h4", f"{_PARTS[step.step]}: ", text)
    used = {one.id: one for chain in chains for one in chain.inputs}
    told = used or {one.id: one for one in step.inputs}
    listed.update(told)
    if told:
        kind = "ol" if len(used) > 1 else "ul"  # else both ends rest on the one claim
        yield element(kind, *(_input(one, words) for one in told.values()))
    if len(used) > 1:
        numbers = {name: place for place, name in enumerate(used, start=1)}
        yield element("p", *(_by_numbers(one, numbers) for one in chains), class_="chain")
    more = sum(one.id not in told for one in step.inputs)
    if more and named:
        claims = "1 more claim stands" if more == 1 else f"{more} more claims stand"
        yield element("p", f"{claims} with the event.", class_="note")


def _input(one: ReceiptInputRecord, words: _Words) -> Html:
    said = element("q", one.worded) if one.worded else joined((one.says,))
    because = small(f"Set aside: {one.because}" if one.because else "")
    cited = words.cited(one.source) if one.source else joined((one.said_by,))
    return element("li", said, " ", cited, because)


def _by_numbers(step: ReceiptStepRecord, numbers: Mapping[str, int]) -> str:
    """Say why not earlier or not later, by the numbers of a list."""
    used = sorted({numbers[one.id] for one in step.inputs})
    by = " and ".join(map(str, used))
    return f"{step.text[:1].upper()}{step.text[1:]}: by {by}. "


def _chain(step: ReceiptStepRecord, words: _Words) -> Html:
    """Say why at least or at most so many days, and by whom."""
    text = f"{step.text[:1].upper()}{step.text[1:]}"
    said = dict.fromkeys(
        words.cited(one.source) if one.source else joined((one.says,)) for one in step.inputs
    )
    parts: list[str] = [text]
    for place, one in enumerate(said):
        parts += [": " if place == 0 else ", ", one]
    return element("p", *parts, ".", class_="chain")


def _limit(step: ReceiptStepRecord, words: _Words) -> Html:
    cited = [words.cited(one.source) for one in step.inputs if one.source]
    return element("li", step.text, *(part for one in cited for part in (" ", one)))


# What was said of the dead, and what was not used.


def _tolls(tolls: Sequence[TollRecord], words: _Words) -> Html:
    if not tolls:
        return Html()
    ends = [end for one in tolls if one.killed for end in (one.killed.min, one.killed.max) if end]
    most = max(ends, default=0)
    rows = []
    for one in tolls:
        about = ", ".join(part for part in (one.of, one.more_words, one.period_words) if part)
        who = [one.by, element("small", "official" if one.official else "other")]
        drawn = bar(one.killed, most) if _is_number(one) else Html()
        cells = [
            element("th", *who, scope="row"),
            cell("Said", one.stated_words),
            cell("Killed", element("b", one.killed_words or "not said"), drawn, class_="drawn"),
            cell("Of whom", about),
            cell("Source", words.cited(one.source)),
        ]
        rows.append(element("tr", *cells, class_="official" if one.official else "independent"))
    heads = ("Who", "Said", "Killed", "Of whom", "Source")
    return section("tolls", "Who said how many were killed", table(heads, rows, class_="counts"))


def _is_number(toll: TollRecord) -> bool:
    return toll.killed is not None and (toll.killed.max is not None or bool(toll.killed.min))


def _set_aside(record: ShowRecord, words: _Words) -> Html:
    trials = {one.claim.id: one for one in record.trials}
    items = [
        _aside(event.label, claim, trials.get(claim.id), record, words)
        for event in record.events
        for claim in event.claims
        if claim.standing != "accepted" or claim.planned
    ]
    for one in record.not_counted:
        why = one.because or one.reason
        said = [part for claim in one.claims for part in (" ", words.cited(claim.source))]
        head = element("p", element("b", f"{one.label}: "), one.reason, *said)
        items.append(element("li", head, element("p", _sentence(why))))
    if not items:
        return Html()
    return section(
        "set-aside", "Dates set aside, and why", element("ul", *items, class_="plain two")
    )


def _aside(
    label: str, claim: ClaimRecord, trial: TrialRecord | None, record: ShowRecord, words: _Words
) -> Html:
    said = element("q", claim.worded) if claim.worded else joined((claim.when,))
    why = claim.because or ("a plan, not a date" if claim.planned else claim.standing)
    head = element("p", element("b", f"{label}: "), said, " ", words.cited(claim.source))
    parts = [head, element("p", _sentence(why))]
    matter = [one for one in record.disputed_matter if one.claim == claim.id]
    if trial is not None:
        parts.append(element("p", _if_right(trial, len(matter)), class_="note"))
    return element("li", *parts)


def _if_right(trial: TrialRecord, changes: int) -> str:
    if not trial.can_be_true:
        return "It cannot be right: it contradicts what is certain."
    others = len(trial.displaced)
    dates = "1 other date is not" if others == 1 else f"{others} other dates are not"
    finds = "1 finding changes" if changes == 1 else f"{changes} findings change"
    told = [part for part, count in ((dates, others), (finds, changes)) if count]
    return f"If it is right, {' and '.join(told) or 'no finding changes'}."


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def _conflicts(record: ShowRecord) -> Html:
    items = []
    for conflict in record.contradictions:
        says = [element("li", one.says) for one in (*conflict.claims, *conflict.against)]
        items.append(element("li", element("p", "These cannot all be true:"), element("ul", *says)))
    if not items:
        return Html()
    return section("conflicts", "Conflicts", element("ul", *items, class_="plain"))


def _questions(record: ShowRecord) -> Html:
    labels = {one.name: one.label or one.name for one in record.findings}
    items = []
    for question in record.questions:
        named = dict.fromkeys(one.finding for one in question.settles)
        links = [element("a", labels.get(one, one), href=_to_finding(one)) for one in named]
        parts = [part for link in links for part in (", ", link)][1:]
        settles = element("p", "Would settle: ", *parts, ".", class_="note")
        items.append(element("li", element("p", element("b", question.text)), settles))
    if not items:
        return Html()
    return section("questions", "Open questions", element("ul", *items, class_="plain"))


# Events and sources.


def _is_told(event: EventRecord) -> bool:
    return not event.ghost and event.happened is not Truth.NO


def _events(record: ShowRecord, words: _Words) -> Html:
    rows = [_event(one, words) for one in record.events if _is_told(one)]
    if not rows:
        return Html()
    return section("events", "Every event on record", table(("When", "What", "Said by"), rows,
                                                             class_="events"))  # fmt: skip


def _event(event: EventRecord, words: _Words) -> Html:
    about = [event.form, f"by {event.by}" if event.by else "", event.outcome]
    told = "; ".join(part for part in about if part)
    anchor = id_of(f"e-{event.id}")
    link = element("a", event.when, href=f"#{anchor}")
    cells = [
        element("td", link, small(event.time)),
        element("th", event.label, small(told), small(event.note), scope="row"),
        element("td", _claims(event, words)),
    ]
    return element("tr", *cells, id=anchor)


def _claims(event: EventRecord, words: _Words) -> Html:
    """List what each source says; several are folded."""
    if event.implied:
        return joined(("nobody: other events imply it",))
    items = [_claim(one, words) for one in event.claims]
    if len(items) == 1:
        return element("ul", *items)
    return element("details", element("summary", f"{len(items)} claims"), element("ul", *items))


def _claim(claim: ClaimRecord, words: _Words) -> Html:
    said = element("q", claim.worded) if claim.worded else joined((claim.when,))
    why = "planned" if claim.planned else claim.standing
    aside = small("" if why == "accepted" else f"{why}, not used")
    return element("li", said, " ", words.cited(claim.source), aside)


def _sources(record: ShowRecord) -> Html:
    items = [source_item(one) for one in record.sources]
    if not items:
        return Html()
    return section("sources", "Sources", element("ol", *items, class_="sources"))


def source_item(source: SourceRecord) -> Html:
    """Return one source of a list: title, publisher, day, copy, remarks."""
    title = web_link(source.title, source.url) if source.url else joined((source.title,))
    parts: list[str] = [f"{source.cited_words}."]
    if source.archived:
        parts += [" ", web_link("Stored copy", source.archived), "."]
    parts += [f" {_sentence(one)}" for one in (source.reliability, source.note) if one]
    return element("li", title, element("small", *parts), id=id_of(f"s-{source.id}"))

"""Workspaces of many made-up cases with their sources, the same for the same seed.

The mixture is that of the cases that are shipped: half of the claims a plain day, a sixth relative
to another event, some disputed; long cases have more claims to an event, several tracks and a
second round. The shipped ones were chosen because much is known of them; most of these are shorter.

    python -m benchmarks.workspace 1000 /tmp/thousand
"""

from __future__ import annotations

import argparse
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from random import Random

from benchmarks import wording
from benchmarks.story import FIRST_STRIKE, Step, Story, made_up_story

CONTRADICTORY_SHARE = 0.03
DISPUTED_SHARE = 0.03  # of the claims, and as many more in long cases
ORDER_SHARE = 0.15  # of the cases
RECORDED_SHARE = 0.93  # of the cases say how far they were followed
UNDATED_SHARE = 0.18  # of the sources, as in seeds/
CASES_A_SHARED_SOURCE = 12
FEWEST_SHARED = 24
LONG_EVENTS, VAST_EVENTS = 14, 40
LIMITS = ("30 days", "90 days", "3 weeks", "2 months")

PLACES = (
    ("Mosul, Nineveh, Iraq", "Asia/Baghdad", "CJTF-OIR"),
    ("Hawija, Kirkuk, Iraq", "Asia/Baghdad", "CJTF-OIR"),
    ("Raqqa, Syria", "Asia/Damascus", "CJTF-OIR"),
    ("Manbij, Aleppo, Syria", "Asia/Damascus", "CJTF-OIR"),
    ("Kunduz, Afghanistan", "Asia/Kabul", "CENTCOM"),
    ("Lashkar Gah, Helmand, Afghanistan", "Asia/Kabul", "CENTCOM"),
    ("Idlib, Syria", "Asia/Damascus", "CENTCOM"),
)
PUBLISHERS = (("The Daily Example", "press"), ("Example Wire", "press"), ("Monitor", "ngo"))
OFFICES = ("CENTCOM", "CJTF-OIR", "US Department of Defense")
WITNESSES = ("residents", "local monitors", "a rescue service", "a local news agency")
FORMS = ("AR 15-6", "commander's inquiry", "formal investigation")
WORDS = (
    "on that day",
    "earlier this week",
    "said on Wednesday",
    "in a statement on Thursday",
    "in the following weeks",
    "that credibility assessment is complete and was handed over",
    "had been told by then",
    "as the report puts it",
)
NOTES = (
    "Known only from its result.",
    "Its day was not read; it was done when it was made known.",
    "The statement leaves open which of two reports is meant, and both are held.",
    "Days here are those of the capital, where officials spoke of it.",
    "The report itself was not read; a later text quotes these words of it and gives no page.",
)
LONG_NOTES = (
    (
        "Two accounts agree on the week and differ on the day. The margin is this file's own"
        " reading of the words since the document that would settle it is withheld in part."
    ),
    (
        "The spokesman likened it to the inquiries of other years and said that a summary would be"
        " released. No text read shows the order or says who was appointed. What is told of its end"
        " rests on one agency whose story many others carried."
    ),
    (
        "Officials spoke of it without a day. The earliest page that mentions it bounds it from"
        " above and the day of the report that it answers bounds it from below."
    ),
)
LABELS = (
    "The command says that it knows of the reports and looks into them",
    "Local groups tell of people killed in their homes",
    "The finding is made known in a monthly report",
    "A parliament asks what was done about the strike",
)
REASONS = (
    "The other accounts put it earlier and a later text corrects this one.",
    "The words may date the report rather than the event itself.",
    "A copy of a wire story that another page dates by its own day.",
)


@dataclass(frozen=True, slots=True)
class Shared:
    """Sources that many cases cite, by the day on which each could first be read."""

    dated: tuple[tuple[date, str], ...]
    undated: tuple[str, ...]

    def later_than(self, chance: Random, day: date) -> str:
        """One that can tell of `day`: what was published before cannot."""
        first = bisect_left(self.dated, (day, ""))
        if first == len(self.dated) or chance.random() < UNDATED_SHARE:
            return chance.choice(self.undated)
        # Most texts tell of what is new, so one of the next few.
        return self.dated[chance.randrange(first, min(first + 12, len(self.dated)))][1]


@dataclass(slots=True)
class Made:
    """What was written, for whoever reads it."""

    cases: int = 0
    sources: int = 0
    events: int = 0
    claims: int = 0
    contradictory: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)


def write_workspace(folder: Path, cases: int, seed: int = 0) -> Made:
    """Write `cases/` and `seeds/` into a folder.

    Args:
        folder: made where it is not there; files of the same names are written over.
        cases: how many.
        seed: for chance that can be repeated. The shared sources depend on the number of cases
            too, so a smaller workspace is not the beginning of a larger one.
    """
    for name in ("cases", "seeds"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    shared = _write_shared(folder / "seeds", cases, Random(f"{seed} shared"))
    made = Made(sources=len(shared.dated) + len(shared.undated))
    for number in range(cases):
        chance = Random(f"{seed} {number}")
        _write_case(folder, _CaseWriter(chance, number, shared), made)
    return made


def _write_case(folder: Path, writer: _CaseWriter, made: Made) -> None:
    name = writer.case_id
    text = writer.text()
    (folder / "cases" / f"{name}.yaml").write_text(text, "utf-8")
    (folder / "seeds" / f"{writer.own}.yaml").write_text(writer.own_text(), "utf-8")
    made.cases += 1
    made.sources += 1
    made.events += len(writer.story.steps)
    made.claims += writer.claims
    if writer.is_contradictory:
        made.contradictory.append(name)
    if writer.story.is_open:
        made.open.append(name)


def _write_shared(folder: Path, cases: int, chance: Random) -> Shared:
    number = max(FEWEST_SHARED, cases // CASES_A_SHARED_SOURCE)
    undated = max(2, round(number * UNDATED_SHARE))
    days = sorted(FIRST_STRIKE + timedelta(days=chance.randrange(4200)) for _ in range(number))
    dated = tuple((day, f"shared-{place}") for place, day in enumerate(days))
    living = tuple(f"living-{place}" for place in range(undated))
    for day, name in dated:
        text = _source_text(chance, name, day.isoformat())
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    for name in living:
        (folder / f"{name}.yaml").write_text(_source_text(chance, name, ""), "utf-8")
    return Shared(dated, living)


def _source_text(chance: Random, name: str, published: str) -> str:
    publisher, kind = chance.choice(PUBLISHERS)
    lines = [f"title: What is known of the strikes ({name})", f"publisher: {publisher}"]
    if published:
        lines.append(f"published: {published}")
    read = "opening part read" if published else "living page without a date of its last change"
    lines += [f"kind: {kind}", f"reliability: {read}"]
    return "\n".join(lines) + "\n"


class _CaseWriter:
    """One case as text, from a story and from chance."""

    def __init__(self, chance: Random, number: int, shared: Shared) -> None:
        self.chance, self.shared = chance, shared
        self.story: Story = made_up_story(chance)
        self.place, self.time_zone, self.command = chance.choice(PLACES)
        town = self.place.partition(",")[0].lower().replace(" ", "-")
        self.case_id = f"{town}-{self.story.strike.day.year}-{number:05}"
        self.own = f"page-{self.case_id}"
        self.is_contradictory = chance.random() < CONTRADICTORY_SHARE
        self.is_long = len(self.story.steps) > LONG_EVENTS
        self.is_vast = len(self.story.steps) > VAST_EVENTS
        self.claims = 0
        dated = [step.kind for step in self.story.steps[1:]]
        self.wrong_at = 1 + chance.randrange(len(dated)) if self.is_contradictory else -1

    def own_text(self) -> str:
        """The source that this case alone cites, published when all was over."""
        living = self.chance.random() < UNDATED_SHARE
        day = self.story.recorded_until + timedelta(days=self.chance.randrange(1, 400))
        return _source_text(self.chance, self.case_id, "" if living else day.isoformat())

    def text(self) -> str:
        """The file."""
        lines = [*self._head(), "", "events:"]
        for place in range(len(self.story.steps)):
            lines += self._event(place)
        lines += self._absences()
        lines += self._tolls()
        return "\n".join(lines) + "\n"

    def _head(self) -> Iterator[str]:
        chance, strike = self.chance, self.story.strike
        yield f"title: Reported air strike on homes in {self.place}"
        yield f"place: {self.place}"
        yield f"time_zone: {self.time_zone}"
        yield f"forces: {'Coalition' if chance.random() < self._coalition() else 'US'}"
        yield f"command: {self.command}"
        if chance.random() < RECORDED_SHARE:
            yield f"recorded_until: {self.story.recorded_until}"
        yield f"tags: [air strike, {chance.choice(('homes', 'market', 'vehicle', 'school'))}]"
        yield "summary: >-"
        year = strike.day.year
        yield f"  Monitors reported civilians killed in {year}. What the command did with the"
        yield "  reports is known from a few texts, some of them read only in part."

    def _coalition(self) -> float:
        """How often the forces are those of the Coalition, whose policy ends in 2022."""
        return 0.4 if self.command == "CJTF-OIR" and self.story.strike.day.year < 2022 else 0.0

    def _event(self, place: int) -> Iterator[str]:
        step = self.story.steps[place]
        number = self._number_of_claims()
        statements = [self._first(place), *(self._further(place) for _ in range(number - 1))]
        if place == self.wrong_at:
            statements = [self._plain(step), *statements, self._wrong(place)]
        self.claims += len(statements)
        yield f"  - {'id: ' + step.id if step.id != step.kind else 'kind: ' + step.kind}"
        if step.id != step.kind:
            yield f"    kind: {step.kind}"
        yield from self._particulars(step)
        if len(statements) == 1:
            yield from (f"    {part}" for part in statements[0])
        else:
            yield "    claims:"
            yield from (f"      - {{{', '.join(parts)}}}" for parts in statements)
        yield from self._orders(place)

    def _actor(self, step: Step, actors: Sequence[str]) -> Iterator[str]:
        """Yield who did it and in what form; an end is by whoever opened it."""
        if not step.kind.endswith("_closed"):
            yield f"    by: {self.chance.choice(actors)}"
        if step.kind == "investigation_opened":
            yield f"    form: {self.chance.choice(FORMS)}"

    def _particulars(self, step: Step) -> Iterator[str]:
        chance = self.chance
        outside = step.kind in {"external_report", "other", "testimony", "litigation"}
        if self.is_long and chance.random() < 0.8:
            yield f"    label: {chance.choice(LABELS)}"
        yield from self._actor(step, WITNESSES if outside else OFFICES)
        if step.track:
            yield f"    track: {step.track}"
        if step.round > 1:
            yield f"    round: {step.round}"
        if step.outcome:
            yield f"    outcome: {step.outcome}"
        if step.zone:
            yield f"    zone: {step.zone}"
        if step.responds_to:
            yield f"    responds_to: [{', '.join(step.responds_to)}]"
        if step.tells:
            yield f"    tells: [{', '.join(step.tells)}]"
        if chance.random() < (0.8 if self.is_long else 0.12):
            said = chance.choice((*NOTES, *LONG_NOTES) if self.is_long else NOTES)
            yield f"    note: {said}{' ' + LONG_NOTES[0] if self.is_vast else ''}"

    def _number_of_claims(self) -> int:
        """One or two as a rule; long cases are those with many sources."""
        further = 0
        while further < 9 and self.chance.random() < (0.56 if self.is_long else 0.22):
            further += 1
        return 1 + further

    def _first(self, place: int) -> list[str]:
        """An accepted claim; a strike has a day, by which its policy is found."""
        step = self.story.steps[place]
        if place == 0:
            roll = self.chance.random()
            if roll < 0.2:
                # Before noon, so that what is told of on the same day can be after it.
                minute = f"{self.chance.randrange(0, 11):02}:{self.chance.randrange(60):02}"
                return self._claim(step, f"{step.day}T{minute}")
            if roll < 0.9:
                return self._plain(step)
            return self._claim(step, f"{step.day}/{step.day + timedelta(days=2)}")
        return self._claim(step, wording.true_of(self.chance, place, self.story.steps))

    def _plain(self, step: Step) -> list[str]:
        return self._claim(step, wording.exact(step))

    def _further(self, place: int) -> list[str]:
        """One more claim: true of the day, or not accepted."""
        step = self.story.steps[place]
        if self.chance.random() < DISPUTED_SHARE * (2 if self.is_long else 1):
            day = wording.false_day(self.chance, step.day)
            standing = "disputed" if self.chance.random() < 0.8 else "rejected"
            parts = self._claim(step, day.isoformat())
            return [*parts, f"standing: {standing}", f"because: {self.chance.choice(REASONS)}"]
        return self._claim(step, wording.true_of(self.chance, place, self.story.steps))

    def _claim(self, step: Step, when: str, source: str = "") -> list[str]:
        by_own = self.chance.random() < (0.25 if self.is_long else 0.6)
        cited = source or (self.own if by_own else self.shared.later_than(self.chance, step.day))
        parts = [f"when: {when}", f"source: {cited}"]
        if self.chance.random() < (0.87 if self.is_long else 0.4):
            parts.append(f"worded: {self.chance.choice(WORDS)}")
        return parts

    def _wrong(self, place: int) -> list[str]:
        """An accepted claim that cannot be true beside the plain day of the same event.

        It rests on the case's own source, which is later than all that it tells of.
        """
        step = self.story.steps[place]
        gap = (step.day - self.story.strike.day).days
        day = wording.false_day(self.chance, step.day)
        if gap > 3 and self.chance.random() < 0.3:
            return self._claim(step, f"less than {gap - 2} days after strike", self.own)
        return self._claim(step, day.isoformat(), self.own)

    def _orders(self, place: int) -> Iterator[str]:
        step = self.story.steps[place]
        if step.kind not in {"assessment_opened", "investigation_opened", "oversight"}:
            return
        if self.chance.random() > ORDER_SHARE:
            return
        asked = "assessment_closed" if step.kind == "assessment_opened" else "investigation_closed"
        limit = self.chance.choices(LIMITS, (10, 8, 8, 1))[0]
        name = f"{step.id}-order".replace("_", "-")
        by_own = f"source: {self.own}"
        yield "    orders:"
        yield f"      - {{id: {name}, kind: {asked}, within: {limit}, {by_own}}}"
        if self.chance.random() < 0.3:
            more = f"within: {limit}, extends: {name}, made: {step.day + timedelta(days=20)}"
            yield f"      - {{id: {name}-2, kind: {asked}, {more}, {by_own}}}"

    def _absences(self) -> Iterator[str]:
        if self.chance.random() > 0.5:
            return
        yield ""
        yield "absences:"
        if self.chance.random() < 0.6:
            searched = self.story.recorded_until + timedelta(days=30)
            where = "the texts cited in this file"
            yield f"  - {{kind: payment, searched: {searched}, where: {where}}}"
            return
        first = self._first_day("investigation_opened")
        until = (first or self.story.recorded_until) - timedelta(days=self.chance.randrange(1, 4))
        source = f"source: {self.own}"
        yield f"  - {{kind: investigation_opened, until: {until}, {source}}}"

    def _first_day(self, kind: str) -> date | None:
        return next((step.day for step in self.story.steps if step.kind == kind), None)

    def _tolls(self) -> Iterator[str]:
        number = self.chance.randrange(3, 13) if self.is_long else self.chance.randrange(1, 4)
        yield ""
        yield "tolls:"
        for place in range(number):
            killed = self.chance.randrange(2, 40)
            count = self.chance.choice((str(killed), f"{killed}..", f"{killed}..{killed * 2}"))
            official = "true" if place and self.chance.random() < 0.3 else "false"
            by = self.chance.choice(OFFICES if official == "true" else WITNESSES)
            on = self.chance.choice(("unknown", str(self.story.strike.day + timedelta(days=place))))
            said = f"by: {by}, on: {on}, killed: {count}, official: {official}"
            yield f"  - {{{said}, source: {self.own}}}"


def main(words: Sequence[str] | None = None) -> None:
    """Write a workspace from the command line."""
    parser = argparse.ArgumentParser(description="Write a workspace of made-up cases.")
    parser.add_argument("cases", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args(words)
    made = write_workspace(asked.folder, asked.cases, asked.seed)
    print(
        f"{made.cases} cases ({len(made.contradictory)} contradictory, {len(made.open)} open), "
        f"{made.events} events, {made.claims} claims, {made.sources} sources"
    )


if __name__ == "__main__":
    main()

"""Names of institutions, inquiries and steps, as a newspaper would have them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from timeline.results.build.words import any_of, capital

if TYPE_CHECKING:
    from collections.abc import Mapping

    from timeline.conformance.finding import Finding
    from timeline.inference.inference import Inference
    from timeline.model.case import Event
    from timeline.model.kind import Kind

_INSTITUTIONS: Final = {
    "CENTCOM": "US Central Command (CENTCOM)",
    "USFOR-A": "US Forces-Afghanistan (USFOR-A)",
    "AFRICOM": "US Africa Command (AFRICOM)",
    "CJTF-OIR": "US-led Coalition (CJTF-OIR)",
    "US": "US forces",
    "Coalition": "US-led Coalition",
}
_WITH_ARTICLE: Final = ("Coalition", "Ministry", "Department", " of ")
_INQUIRIES: Final = frozenset(
    {"inquiry", "investigation", "review", "assessment", "evaluation", "commission", "probe"}
)
"""Last words of a label that names an inquiry, and not a body that makes one."""
_ADJECTIVES: Final = re.compile("^(formal )?(credibility )?(outside )?")
_BRIEF: Final = {"review_ordered": "order", "information_received": "information"}
_REPORTS: Final = {"external_report", "information_received"}
"""Either way somebody told the institution of harm."""
_PUBLISHED: Final = {
    "report": "Report published",
    "summary": "Summary published",
    "findings": "Findings published",
    "data": "Data published",
    "footage": "Footage released",
    "statement": "Statement released",
}


def step_kind(finding: Finding) -> str:
    """The kind of the step that a rule asks for, the first where it names several."""
    return finding.question.rule.step.first[0].event


@dataclass(frozen=True)
class Names:
    """The names that one case's sentences are made of."""

    inference: Inference

    @property
    def kinds(self) -> Mapping[str, Kind]:
        """The vocabulary."""
        return self.inference.kinds

    @property
    def institution(self) -> str:
        """Whose process is followed: US Central Command (CENTCOM)."""
        case = self.inference.file.case
        name = case.command or case.forces
        return _INSTITUTIONS.get(name, name)

    @property
    def actor(self) -> str:
        """The same within a sentence: the US-led Coalition."""
        name = self.institution.partition(" (")[0]
        return f"the {name}" if any(part in name for part in _WITH_ARTICLE) else name

    def reference(self, kind: str) -> str:
        """Name of what days are counted from: the strike, the end of the review."""
        about = self.kinds[kind]
        if about.incident:
            events = (self.inference.events[one].event for one in self.inference.incidents)
            if any(event.label.startswith("Reported ") for event in events):
                return f"the reported {about.noun}"
        return about.reference

    def stage(self, kind: str) -> str:
        """The noun of a kind without what goes without saying: investigation."""
        return _ADJECTIVES.sub("", self.kinds[kind].noun)

    def brief(self, kind: str) -> str:
        """One word to count from in a table: strike, report, investigation, order."""
        return _BRIEF.get(kind, self.stage(kind))

    def track_label(self, track: str) -> str:
        """The name of an inquiry, or of the body that makes it; empty for the only one."""
        named = self.inference.file.case.tracks.get(track)
        return (named.label if named else "") or track

    def _names_stage(self, kind: str, track: str) -> bool:
        """True of a stage whose track is named after the inquiry, as the institution's own are."""
        if not self.is_stage(kind):
            return False
        named = self.inference.file.case.tracks.get(track)
        if named is not None and named.label and named.side != "outside":
            return True
        words = self.track_label(track).split()
        return bool(words) and words[-1].lower() in _INQUIRIES

    def is_stage(self, kind: str) -> bool:
        """True of what opens or closes a stretch of time."""
        return bool(self.kinds[kind].closes) or any(
            one.closes == kind for one in self.kinds.values()
        )

    def stage_on(self, kind: str, track: str) -> str:
        """The stage with its inquiry: the Said review, the assessment of the US command."""
        label = self.track_label(track)
        if self._names_stage(kind, track):
            return f"the {label}"
        if track and track not in self.inference.file.case.tracks:
            return f"the {self.stage(kind)} on the track {track}"
        return f"the {self.stage(kind)}{f' of the {label}' if label else ''}"

    def event_label(self, event: Event) -> str:
        """The file's own few words for an event, else the label of its step."""
        return event.label or self.step_label(event)

    def step_label(self, event: Event) -> str:
        """A step for a table: Investigation opened, Said review finished, Summary published."""
        return self.label(event.kind, event.track, of=event.of, outcome=event.outcome)

    def label(self, kind: str, track: str = "", *, of: str | None = None, outcome: str = "") -> str:
        """The label of a kind of step, by what a release holds and what became of a payment."""
        about = self.kinds[kind]
        if kind == "release" and of:
            return _PUBLISHED[of]
        if kind == "payment" and outcome:
            return f"Payment {outcome.replace('paid', 'made').replace('_', ' ')}"
        if track and self._names_stage(kind, track):
            return f"{self.track_label(track)} {about.done}"
        return about.label

    def shown_track(self, kind: str, track: str) -> str:
        """The name of the inquiry, where the label of the step does not hold it."""
        return "" if self._names_stage(kind, track) else self.track_label(track)

    def clause(self, kind: str, track: str = "", round_: int = 1) -> str:
        """A step taken, as a clause: the Said review was finished, harm was acknowledged."""
        about = self.kinds[kind]
        again = f" in round {round_}" if round_ > 1 else ""
        if about.sentence:
            return f"{about.sentence}{again}"
        return f"{self.stage_on(kind, track)} was {about.done}{again}"

    def finding_label(self, finding: Finding) -> str:
        """Name of a finding: its rule's label, or the step of an order."""
        question = finding.question
        return question.rule.label or self.label(step_kind(finding), question.track)

    def step_kinds(self, finding: Finding) -> tuple[str, ...]:
        """The kinds by which a step is taken; the one by which it was, where that is known."""
        if finding.step_event:
            return (self.inference.events[finding.step_event].event.kind,)
        return tuple(dict.fromkeys(one.event for one in finding.question.rule.step.first))

    def step_clause(self, finding: Finding) -> str:
        """The step that a rule asks for, as a clause in which it was taken."""
        question, form = finding.question, self._form(finding)
        if form:
            done = self.kinds[self.step_kinds(finding)[0]].done
            return f"the {form} was {done}"
        kinds = self.step_kinds(finding)
        return any_of(self.clause(kind, question.track, question.round) for kind in kinds)

    def step_noun(self, finding: Finding) -> str:
        """Name of a missing step: investigation, end of the review, finding."""
        question = finding.question
        form = self._form(finding)
        nouns = []
        for kind in self.step_kinds(finding):
            if self.kinds[kind].closes:
                whole = f"the {form}" if form else self.stage_on(kind, question.track)
                nouns.append(f"end of {whole}")
            elif form:
                nouns.append(form)
            else:
                nouns.append(self.stage_on(kind, question.track).removeprefix("the "))
        noun = any_of(nouns)
        return f"{noun} in round {question.round}" if question.round > 1 else noun

    def awaited_label(self, finding: Finding) -> str:
        """A step that is not on record, for a table: Investigation opened, Payment, round 2."""
        question, kind = finding.question, self.step_kinds(finding)[0]
        form = self._form(finding)
        if form:
            label = f"{capital(form)} {self.kinds[kind].done}"
        elif self.is_stage(kind):
            label = self.label(kind, question.track)
        else:
            label = capital(self.stage(kind))
        return f"{label}, round {question.round}" if question.round > 1 else label

    def _form(self, finding: Finding) -> str:
        """The form that every pattern of the step asks for, where that is a noun."""
        forms = {one.form for one in finding.question.rule.step.first}
        form = forms.pop() if len(forms) == 1 else ""
        return "" if form.isupper() or form.startswith("AR ") else form

    def trigger(self, finding: Finding) -> str:
        """What the clock of a finding starts at: the strike, the opening of the review."""
        question = finding.question
        if finding.trigger_event:
            return self.reference(self.inference.events[finding.trigger_event].event.kind)
        kinds = [one.event for one in question.rule.after.first]
        if question.is_order_alone or not kinds:
            kinds = [self.inference.events[one.event].event.kind for one in question.triggers]
        if set(kinds) == _REPORTS:
            return "the first report"
        return any_of(self.reference(kind) for kind in kinds) or "its trigger"

    def ending(self, finding: Finding) -> str:
        """The stage that a step closes, where the clock of the finding starts at its opening."""
        kinds = self.step_kinds(finding)
        closes = self.kinds[kinds[0]].closes if len(kinds) == 1 else ""
        if not closes or not finding.trigger_event:
            return ""
        if self.inference.events[finding.trigger_event].event.kind != closes:
            return ""
        form = self._form(finding)
        return f"the {form}" if form else self.stage_on(kinds[0], finding.question.track)


def sentence_of(*clauses: str) -> str:
    """Clauses as one sentence: joined, with a capital and a full stop."""
    return f"{capital('; '.join(part for part in clauses if part))}."

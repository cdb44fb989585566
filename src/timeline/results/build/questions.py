"""Facts that the record does not give, as questions that somebody can ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.results.build.dates import NOT_KNOWN, date_words

if TYPE_CHECKING:
    from timeline.conformance.open_questions import Fact
    from timeline.results.build.names import Names


def question_words(fact: Fact, names: Names) -> str:
    """A fact that is not known, as something one can ask for."""
    match fact.kind:
        case "extension":
            return f"Until what day does the deadline set in this case run (order {fact.about})?"
        case "limit":
            return f"What time limit does the text behind the rule {fact.about} set?"
        case "outcome":
            event = names.inference.events[fact.about].event
            what = names.stage_on(event.kind, event.track)
            return f"What was the outcome, or the form, of {what} ({fact.about})?"
        case "day":
            event = names.inference.events[fact.about].event
            clause = names.clause(event.kind, event.track, event.round)
            subject, _, done = clause.partition(" was ")
            known = date_words(names.inference.day_of(fact.about))
            now = "now not known" if known == NOT_KNOWN else f"now {known}"
            return f"On what day was {subject} {done} ({fact.about}; {now})?"

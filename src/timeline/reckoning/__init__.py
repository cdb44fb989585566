"""Consequences of the claims of a case, and nothing more.

Comes in: a `CaseFile`, the sources it cites, the vocabulary. Goes out: a `Reckoning`: bounds of
every event and pair, readings, contradictions, each traceable to its statements. Never knows: a
policy, a verdict, how anything is shown.
"""

"""Consequences of the claims of a case.

In: a `CaseFile`, the sources it cites, the vocabulary. Out: an `Inference`: bounds of all events
and pairs, consistent subsets and minimal conflicts, each traceable to its statements. No policy,
verdict or layout is known here.
"""

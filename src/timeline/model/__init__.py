"""Frozen models of the files people write.

In: a `Document`. Out: `Case`, `Source`, `Policy` and `Kind` records, or every Problem at its place.
Counting days, judging and printing are done elsewhere.
"""

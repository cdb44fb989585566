"""What the data must look like.

Comes in: a `Document`. Goes out: frozen `Case`, `Source`, `Policy` and `Kind` records, or every
Problem at its place. Never knows: how days are reckoned, judged or shown.
"""

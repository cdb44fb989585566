"""Conformance: a policy held against what can have happened.

Comes in: a `Reckoning`, a policy, the day to judge from. Goes out: a `Report` of findings, each
with a verdict that holds in every world, and the reckoning behind it. Never knows: how a finding
is worded or drawn.
"""

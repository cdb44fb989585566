"""Conformance: a policy against what can have happened.

In: an `Inference`, a policy, the day to judge from. Out: a `Report` of findings, each with a
verdict that holds in every world, and the inference behind it. Words and drawings are made
elsewhere.
"""

"""YAML text to a plain tree with positions.

In: a file, or its text. Out: a `Document`, or a `ReadError` with all Problems found. No case,
policy or date is known here: all scalars are text, or nothing.
"""

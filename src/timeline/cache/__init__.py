"""Answers kept by content, and checked before use.

In: bytes of files. Out: answers made of just those bytes. No case is known here. A damaged,
outdated or unreachable cache counts as empty.
"""

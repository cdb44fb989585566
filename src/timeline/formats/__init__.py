"""Records → what is printed or written: one module for each format, and no decision.

A format knows records and nothing below them.
"""

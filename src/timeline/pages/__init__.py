"""Records → pages: what is said in which order, as blocks that every format lays out.

A page knows records and nothing below them. It chooses and orders; it computes and decides nothing.
"""

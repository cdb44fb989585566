"""Writing workspace files, whole or not at all.

In: a workspace and what is to be written. Out: files that the strict reader accepts, and what
changed by them. It prints nothing, and knows no terminal.
"""

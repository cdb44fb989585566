"""author: words from the command line → files of a workspace, written whole or not at all.

In come a workspace and what is to be written; out go files that the strict reader accepts, and what
changed by them. It prints nothing, and knows no terminal.
"""

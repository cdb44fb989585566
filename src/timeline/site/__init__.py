"""Records → a static site: pages that link to each other, and files to download beside them.

Nothing here reads a file of the workspace: a site is made of records, as every page is.
"""

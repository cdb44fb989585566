"""SQL over many cases.

Comes in: plain tables and one statement of SQL. Goes out: its answer, as rows. Never knows: a case
file, a terminal; and the SQL never reaches a file, the network or an extension.
"""

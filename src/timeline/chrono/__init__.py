"""Time, and what is not known of it.

Comes in: text such as "less than a week after strike". Goes out: frozen values (`When`, `Interval`,
`Truth`) and a network of day differences. Never knows: a case, a policy, a file.
"""

"""Dates, intervals, three-valued truth and the temporal network.

In: text such as "less than a week after strike". Out: frozen values (`When`, `Interval`, `Truth`)
and a simple temporal network of day differences. No case, policy or file is known here.
"""

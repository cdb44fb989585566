"""Records: one frozen value per concept and per command, from which every output is made.

This room holds types; `results.build` makes them from judged cases. Labels, sentences and what
`--as-of` and `--known-on` hide are decided there, once.
"""

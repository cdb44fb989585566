"""The second door: what `import timeline` gives to notebooks and scripts.

Comes in: ids, days and folders, as one writes them in Python. Goes out: frozen values with typed
fields, the objects of `--json`, rows for data frames, HTML for notebooks. It never knows: how
anything is reckoned; `api` does that, for the command line and for this door alike.
"""

"""Many cases side by side.

Comes in: latencies and reports of several cases. Goes out: comparisons and rankings, each as
certain as the cases allow. Never knows: a file, a width, a colour.
"""

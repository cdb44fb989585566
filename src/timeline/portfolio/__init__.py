"""Many cases side by side.

In: latencies and reports of several cases. Out: comparisons and rankings, each as certain as the
cases allow. No file, width or colour is known here.
"""

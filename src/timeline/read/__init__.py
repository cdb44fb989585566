"""Text becomes a plain tree that knows where each of its values stands.

Comes in: a file, or its text. Goes out: a `Document`, or a `ReadError` with every Problem found.
Never knows what a case, a policy or a date is: here every scalar is text, or nothing.
"""

"""What was read and judged before: kept by content, checked before it is believed.

In go the bytes of files, out come answers that were made of just those bytes. It never knows what
a case is. Whatever is damaged, out of date or in the way counts as not there.
"""

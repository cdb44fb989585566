"""Results → text, JSON, pictures.

Comes in: reports, reckonings, latencies. Goes out: something printable, byte for byte the same for
the same input. Never decides: no verdict, bound or order of findings is made here.
"""

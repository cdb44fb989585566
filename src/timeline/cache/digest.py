"""BLAKE2 content digests."""

from __future__ import annotations

SUM_SIZE = 16
"""Bytes of a digest."""


def digest_of(*parts: bytes) -> bytes:
    """Return the BLAKE2 digest of several parts.

    Their lengths are part of it.
    """
    from hashlib import blake2b

    summed = blake2b(digest_size=SUM_SIZE)
    for part in parts:
        summed.update(len(part).to_bytes(8, "big"))
        summed.update(part)
    return summed.digest()

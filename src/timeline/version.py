"""The version of the program."""

from __future__ import annotations


def installed_version() -> str:
    """Return the version; empty if not installed.

    As when the program runs from a checkout.
    """
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("investigation-timeline")
    except PackageNotFoundError:
        return ""

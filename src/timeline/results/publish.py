"""A published site: its settings, and what was written."""

from __future__ import annotations

from datetime import date

from timeline.results.record import Record
from timeline.results.values import ProblemRecord


class CommitRecord(Record, frozen=True, kw_only=True):
    """The last commit of some files."""

    id: str
    day: date
    is_changed: bool
    """True if one of the files differs from it."""


class SiteRecord(Record, frozen=True, kw_only=True):
    """Settings of a site, as every page needs them."""

    title: str
    tagline: str
    logo: str
    """The picture as a data address; empty for none."""
    footer: str
    corrections: str
    """How to send one."""
    url: str
    pairs: tuple[tuple[str, str], ...]
    """Cases that have a page that compares them."""
    has_docket: bool
    version: str
    """Of the program."""
    commit: CommitRecord | None
    """Of the whole workspace; null without git."""
    as_of: date
    known_on: date | None


class PublishRecord(Record, frozen=True, kw_only=True):
    """Files of a site that was written into a folder."""

    answer: tuple[str, ...]
    """Sentences that say what was written."""
    folder: str
    written: tuple[str, ...]
    unchanged: int
    """Files that were there already, to the byte."""
    removed: tuple[str, ...]
    """Files of an earlier site that have no place in this one."""
    left_out: tuple[str, ...]
    """Parts that the site lacks, and the reason."""
    bytes: int
    """Size of the whole site."""
    problems: tuple[ProblemRecord, ...]
    """Of files that could not be read; their cases have no page."""

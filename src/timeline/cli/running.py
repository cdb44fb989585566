"""The run that is going on: the day that it is, and where it keeps what it finds out."""

from __future__ import annotations

import time
from contextvars import ContextVar
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from timeline.cache.contents import Contents
    from timeline.cache.inputs import Inputs
    from timeline.cache.store import Store


class Running(NamedTuple):
    """What a run knows of earlier ones, and what later ones will know of it."""

    store: Store
    contents: Contents
    program: bytes
    """What program this is."""
    inputs: Inputs
    """What was asked for."""


RUNNING: ContextVar[Running | None] = ContextVar("running", default=None)


def running() -> Running | None:
    """This run, if anything of it is kept."""
    return RUNNING.get()


def today() -> int:
    """The day it is here, as an ordinal; what the clock is asked for in this one place."""
    here = time.localtime()
    return date(here.tm_year, here.tm_mon, here.tm_mday).toordinal()

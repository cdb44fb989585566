"""Settings of the published site."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

from pydantic import AfterValidator

from timeline.model.fields import Model, fault, reference_check

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pydantic_core import PydanticCustomError

_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\]+")
_LOGO = re.compile(r"[\w-]+(/[\w-]+)*\.(?:svg|png|jpe?g|webp)", re.ASCII)
_PAIR = 2


def _address(value: str) -> str:
    if value and not _ADDRESS.fullmatch(value):
        raise fault("E303", f"{value} is not an address", "write https://example.org/timeline/")
    return value


def _logo(value: str) -> str:
    if value and not _LOGO.fullmatch(value):
        message = f"{value} is not a picture below the workspace"
        raise fault("E303", message, "write logo.svg; .png, .jpg and .webp are taken as well")
    return value


CaseRef = Annotated[str, AfterValidator(reference_check("cases", "E410", "case"))]


class SiteFile(Model):
    """Settings of the site that `timeline publish` writes."""

    title: str = ""
    """Name of the site, at the top of each page."""
    tagline: str = ""
    """A few words beside it."""
    logo: Annotated[str, AfterValidator(_logo)] = ""
    """A picture below the workspace, at most 32 kB: logo.svg."""
    footer: str = ""
    """Publisher, and the way to reach them."""
    corrections: str = ""
    """Way to send a correction."""
    url: Annotated[str, AfterValidator(_address)] = ""
    """Address at which the site will stand."""
    compare: tuple[tuple[CaseRef, ...], ...] = ()
    """Pairs of cases, each with a page that compares them."""

    @classmethod
    def faults(cls, given: Mapping[str, object]) -> Iterator[PydanticCustomError]:
        """Refuse a comparison of other than two different cases."""
        pairs = given.get("compare")
        for place, pair in enumerate(pairs if isinstance(pairs, (list, tuple)) else ()):
            if isinstance(pair, (list, tuple)) and len({*map(str, pair)}) != _PAIR:
                message = "a page compares two different cases"
                hint = "write - [kabul-2021, may3-syria]"
                yield fault("E303", message, hint, key=("compare", place))

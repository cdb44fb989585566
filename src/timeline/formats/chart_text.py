"""The drawing of a case as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.text import Text

    from timeline.pages.blocks import Chart


def draw_chart(chart: Chart, width: int, *, ascii_only: bool) -> list[Text]:  # noqa: ARG001
    """Lines of a drawing; none where there is nothing to draw."""
    return []

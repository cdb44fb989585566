"""Freeze calendars of working days into src/timeline/vocabulary/calendars.

Run once with the `holidays` library installed, then commit what it writes: limits must count the
same on every machine and in every year, whatever a library says later.

    python -m tools.make_calendars
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

import holidays

FOLDER = Path(__file__).resolve().parent.parent / "src" / "timeline" / "vocabulary" / "calendars"
FIRST, LAST = 2001, 2026


def us_federal() -> str:
    """The days on which US federal offices are closed, executive orders of the day included."""
    days = holidays.country_holidays("US", years=range(FIRST, LAST + 1), categories=("government",))
    lines = [
        "# Made by tools/make_calendars.py; not written by hand.",
        "id: us-federal",
        "title: Working days of US federal offices",
        "about: >-",
        "  Monday to Friday, without federal holidays and without the days on which an executive",
        "  order closed the offices, such as days of mourning and some days before Christmas.",
        f"made_with: holidays {version('holidays')}, US, category government",
        "days_off: [Saturday, Sunday]",
        f"from: {FIRST}-01-01",
        f"until: {LAST}-12-31",
        "holidays:",
    ]
    lines += [
        f'  - {{on: {day.isoformat()}, name: "{name}"}}' for day, name in sorted(days.items())
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Write every calendar."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "us-federal.yaml").write_text(us_federal(), encoding="utf-8")


if __name__ == "__main__":
    main()

"""Draw the pictures of docs/images from what the commands really print.

python tools/screenshots.py            draw them
python tools/screenshots.py --check    draw nothing, say which are out of date
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from rich.ansi import AnsiDecoder
from rich.console import Console
from rich.segment import Segment, Segments
from rich.terminal_theme import DEFAULT_TERMINAL_THEME, SVG_EXPORT_THEME, TerminalTheme

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
FOLDER = "docs/images"
WIDTH = 100


@dataclass(frozen=True, slots=True)
class Picture:
    """One command, and the name of its picture."""

    name: str
    arguments: tuple[str, ...]

    @property
    def command(self) -> str:
        """The command as one types it."""
        return " ".join(("timeline", *self.arguments))


CASES = ("may3-syria", "kabul-2021", "halabsa-2016", "hawija-2015", "kunduz-msf-2015")
PICTURES = (
    *(Picture(f"show-{case}", ("show", case)) for case in CASES),
    Picture("list", ("list",)),
    Picture("overdue", ("overdue", "--as-of", "2026-11-21")),
    Picture("compare", ("compare", "kabul-2021", "may3-syria")),
)

THEMES: Mapping[str, TerminalTheme] = {"": DEFAULT_TERMINAL_THEME, "-dark": SVG_EXPORT_THEME}
"""By what is put behind the name of the file."""

# Rich's own template names a web font by its address. Here only fonts of the reader's machine are
# named; `textLength` on every text keeps the columns straight with any of them.
_SVG = """\
<svg class="rich-terminal" role="img" viewBox="0 0 {width} {height}" \
xmlns="http://www.w3.org/2000/svg">
    <style>
    .{unique_id}-matrix {{
        font-family: ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace;
        font-size: {char_height}px;
        line-height: {line_height}px;
    }}
    .{unique_id}-title {{
        font-family: "DejaVu Sans", Verdana, Arial, sans-serif;
        font-size: 18px;
        font-weight: bold;
    }}
    {styles}
    </style>
    <defs>
    <clipPath id="{unique_id}-clip-terminal">
      <rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
    </clipPath>
    {lines}
    </defs>
    {chrome}
    <g transform="translate({terminal_x}, {terminal_y})" \
clip-path="url(#{unique_id}-clip-terminal)">
    {backgrounds}
    <g class="{unique_id}-matrix">
    {matrix}
    </g>
    </g>
</svg>
"""


def printed(picture: Picture) -> str:
    """What the command prints into a terminal of fixed width, with its colours.

    Raises:
        subprocess.CalledProcessError: the command failed.
    """
    environment = {
        "PATH": os.environ.get("PATH", ""),
        "PYTHONPATH": str(ROOT / "src"),
        "PYTHONUTF8": "1",
        "TIMELINE_ROOT": str(ROOT),
        "COLUMNS": str(WIDTH),
        "FORCE_COLOR": "1",
        "TERM": "xterm-256color",
    }
    command = [sys.executable, "-m", "timeline", *picture.arguments]
    run = subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    return run.stdout.decode()


def draw(picture: Picture, text: str, theme: TerminalTheme) -> str:
    """The printed text as SVG, the same each time and with nothing to fetch."""
    console = Console(
        record=True,
        width=WIDTH,
        file=StringIO(),
        force_terminal=True,
        color_system="256",
        legacy_windows=False,
        _environ={},
    )
    for line in AnsiDecoder().decode(text.rstrip("\n")):
        console.print(Segments([*_pieces(line, console), Segment.line()]), end="")
    return console.export_svg(
        title=picture.command, theme=theme, code_format=_SVG, unique_id=picture.name
    )


def _pieces(line: Text, console: Console) -> Iterator[Segment]:
    """The parts of a line, wide gaps and outer spaces apart.

    Each part is placed by itself, so that nothing hangs on how a viewer draws spaces.
    """
    for segment in line.render(console):
        for part in re.split(r"(^ +| {2,}| +$)", segment.text):
            if part:
                yield Segment(part, segment.style)


def pictures() -> dict[str, str]:
    """Every picture by its path below the checkout."""
    found = {}
    for picture in PICTURES:
        text = printed(picture)
        for suffix, theme in THEMES.items():
            found[f"{FOLDER}/{picture.name}{suffix}.svg"] = draw(picture, text, theme)
    return found


def main(arguments: Sequence[str] | None = None, root: Path = ROOT) -> int:
    """Write the pictures, or only compare them; 1 where a comparison finds a difference."""
    parser = argparse.ArgumentParser(prog="python tools/screenshots.py", description=__doc__)
    parser.add_argument("--check", action="store_true", help="draw nothing, only compare")
    is_check = parser.parse_args(arguments).check
    outdated = 0
    for path, drawing in pictures().items():
        file = root / path
        if file.is_file() and file.read_bytes() == drawing.encode():
            continue
        outdated += 1
        print(f"{'out of date' if is_check else 'drawn'}: {path}")
        if not is_check:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(drawing.encode())
    return 1 if is_check and outdated else 0


if __name__ == "__main__":
    sys.exit(main())

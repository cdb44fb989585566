"""Draw the pictures of the site in docs/images: the top of a page at three widths.

python tools/site_pictures.py            publish the cases of this checkout, and draw
python tools/site_pictures.py --whole DIR   whole pages, light and dark, to be looked at

`make test-site` installs what it needs: Chromium, playwright and Pillow.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from PIL import Image
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "images"
CHROMIUM = "/usr/bin/chromium"
PAGES = (
    "index", "cases/may3-syria", "cases/kabul-2021", "cases/hawija-2015", "compare", "docket",
)  # fmt: skip
SIZES = ((320, 1000), (768, 1100), (1440, 1200))
DARK = ("cases/may3-syria", 1440)
"""The page that is drawn dark too."""
DAY = "2026-11-21"
COLOURS = 48


def drawn(png: bytes) -> bytes:
    """Reduce a picture to few colours."""
    with Image.open(BytesIO(png)) as picture:
        few = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    out = BytesIO()
    few.save(out, "PNG", optimize=True)
    return out.getvalue()


def draw(site: Path, into: Path, *, whole: bool) -> None:
    """Draw each page at each width."""
    into.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for name in PAGES:
            for width, height in SIZES:
                for scheme in ("light", "dark"):
                    if scheme == "dark" and not whole and (name, width) != DARK:
                        continue
                    size = {"width": width, "height": height}
                    page = browser.new_page(viewport=size, color_scheme=scheme)
                    page.goto((site / f"{name}.html").as_uri())
                    png = page.screenshot(full_page=whole)
                    page.close()
                    short = name.rpartition("/")[2]
                    file = f"site-{short}-{width}{'-dark' * (scheme == 'dark')}.png"
                    (into / file).write_bytes(png if whole else drawn(png))
        browser.close()


def main(arguments: Sequence[str] | None = None) -> int:
    """Publish into a folder of a moment, and draw."""
    parser = argparse.ArgumentParser(prog="python tools/site_pictures.py", description=__doc__)
    parser.add_argument("--whole", type=Path, metavar="DIR", help="whole pages, into this folder")
    asked = parser.parse_args(arguments)
    with TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        command = [sys.executable, "-m", "timeline", "publish", str(site), "--as-of", DAY]
        subprocess.run([*command, "--root", str(ROOT)], check=True, stdout=subprocess.DEVNULL)
        draw(site, asked.whole or FOLDER, whole=asked.whole is not None)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Ways to look at a page: overflow, accessibility, valid HTML, requests."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

CHECKERS = Path(__file__).parent / "node_modules"
WIDTHS = (320, 768, 1440)
"""Pixels of a small phone, a tablet and a desk."""
UNFOLDED = "() => document.querySelectorAll('details').forEach(one => one.open = true)"


@contextmanager
def opened(browser: Browser, address: str, **how: Any) -> Iterator[Page]:  # noqa: ANN401
    """Open a page in a window of its own, where no request may leave its host or these files.

    Args:
        browser: in which.
        address: of a file, or of a local server.
        **how: as for `Browser.new_context`.

    Raises:
        AssertionError: it asked for something elsewhere, or the browser tells of an error.
    """
    context = browser.new_context(**how)
    page = context.new_page()
    home = "/".join(address.split("/")[:3])
    faults: list[str] = []

    def heard(fault: str, *, is_one: bool = True) -> None:
        faults.extend([fault] * is_one)

    context.on("request", lambda one: heard(one.url, is_one=not one.url.startswith(f"{home}/")))
    page.on("pageerror", lambda one: heard(str(one)))
    page.on("console", lambda one: heard(one.text, is_one=one.type == "error"))
    try:
        page.goto(address)
        yield page
    finally:
        context.close()
    if faults:
        raise AssertionError("\n".join(faults))


@cache
def _axe() -> str:
    return (CHECKERS / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


def violations(page: Page) -> list[str]:
    """Return what axe-core has against a page, everything unfolded."""
    page.evaluate(UNFOLDED)
    page.evaluate(_axe())
    found = page.evaluate("() => axe.run()")
    return [
        f"{one['id']} ({one['impact']}): {node['html'][:120]} {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def overflowing(page: Page, widths: Iterable[int] = WIDTHS) -> dict[int, list[str]]:
    """Return what sticks out at the right of a page, by width; it is scrolled sideways then."""
    found = {}
    for width in widths:
        page.set_viewport_size({"width": width, "height": 900})
        if page.evaluate("() => document.documentElement.scrollWidth") > width:
            found[width] = page.evaluate(
                "() => [...document.querySelectorAll('body *')]"
                ".filter(one => one.getBoundingClientRect().right > innerWidth + 1)"
                ".map(one => one.outerHTML.slice(0, 100)).slice(-3)"
            )
    return found


def invalid(files: Iterable[Path]) -> list[str]:
    """Return what the W3C's checker of HTML calls an error in files."""
    jar = CHECKERS / "vnu-jar" / "build" / "dist" / "vnu.jar"
    done = subprocess.run(
        ["java", "-jar", jar, "--errors-only", "--format", "json", *files],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    said = json.loads(done.stderr)["messages"]
    return [f"{Path(one['url']).name}:{one['lastLine']}: {one['message']}" for one in said]

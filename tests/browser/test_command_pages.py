"""Pages that commands write as HTML, in a real browser: valid, accessible, still, and no wider."""

from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.looks import UNFOLDED, invalid, opened, overflowing, violations
from tests.cli.runner import ROOT, run

CASES = sorted(path.stem for path in (ROOT / "cases").glob("*.yaml"))
POLICIES = sorted(
    path.stem
    for path in (ROOT / "src" / "timeline" / "policies").glob("*.yaml")
    if path.stem not in {"kinds", "measures"}
)
KINDS = (
    "show may3-syria",
    "show hawija-2015",
    "show kabul-2021 --full",
    "list",
    "overdue",
    "overdue --as-of 2023-05-24",
    "compare kabul-2021 may3-syria",
    "compare --all",
    "explain may3-syria",
    "explain may3-syria investigation-after-strike",
    "ledger",
    "ledger --full",
    "tolls",
    "tolls manbij-tokhar-2016",
    "stats",
    "policy list",
    "policy show us-chmr-ap-2022",
    "policy diff us-centcom-2014 us-chmr-ap-2022",
    "check",
)
"""Every kind of page, and the longest of its kind."""
EVERY = (
    *KINDS,
    *(f"show {name}" for name in CASES),
    *(f"policy show {name}" for name in POLICIES),
)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pages are written."""
    return tmp_path_factory.mktemp("pages")


@cache
def written(words: str, folder: Path) -> Path:
    """The page of a command in a file."""
    ran = run(*words.split(), "--format", "html")
    assert ran.code == 0, ran.err
    path = folder / f"{words.replace(' ', '_')}.html"
    path.write_text(ran.out, encoding="utf-8")
    return path


def test_every_page_is_valid(folder: Path) -> None:
    """Of every shipped case and policy too."""
    assert invalid(written(words, folder) for words in dict.fromkeys(EVERY)) == []


@pytest.mark.parametrize("words", KINDS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_page_is_accessible(
    words: str, scheme: str, folder: Path, browser: Browser
) -> None:
    """With everything unfolded, on a wide screen in light, and on a phone in dark."""
    size = {"width": 1280 if scheme == "light" else 320, "height": 900}
    address = written(words, folder).as_uri()
    # The checker is a script, which the page itself would not let run.
    with opened(browser, address, bypass_csp=True, color_scheme=scheme, viewport=size) as page:
        assert violations(page) == []


@pytest.mark.parametrize("words", dict.fromkeys(EVERY))
def test_no_page_is_wider_than_its_window(words: str, folder: Path, browser: Browser) -> None:
    """Folded and unfolded, from a small phone to a desk, and on paper; without any script."""
    with opened(browser, written(words, folder).as_uri()) as page:
        assert page.locator("script").count() == 0
        assert overflowing(page) == {}
        page.evaluate(UNFOLDED)
        assert overflowing(page) == {}
        page.emulate_media(media="print")
        assert overflowing(page, [688]) == {}  # A4 without its margins


@pytest.mark.parametrize("words", ["show may3-syria", "show kabul-2021 --full"])
def test_paper_shows_what_a_screen_unfolds(words: str, folder: Path, browser: Browser) -> None:
    """Nobody can unfold a receipt there."""
    with opened(browser, written(words, folder).as_uri()) as page:
        folded = page.locator("details > :not(summary)")
        assert folded.count() > 0
        assert not folded.first.is_visible()
        page.emulate_media(media="print")
        assert all(one.is_visible() for one in folded.all())

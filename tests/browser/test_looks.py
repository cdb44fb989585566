"""A page with every fault is caught at each of them: these checks can fail."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.looks import invalid, opened, overflowing, violations

FAULTY = """<!DOCTYPE html>
<html><head><meta charset="utf-8"></head>
<body><img src="near.png"><p border="1" style="width:2000px">Text</p></body></html>
"""


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A page that is wide, invalid and hard to read for many, and lacks a file."""
    path = tmp_path / "faulty.html"
    path.write_text(FAULTY, encoding="utf-8")
    (tmp_path / "near.png").write_bytes(b"")
    return path


def test_invalid_html_is_found(faulty: Path) -> None:
    """With the line on which it stands."""
    assert any(one.startswith("faulty.html:3: ") for one in invalid([faulty]))


def test_what_is_wide_or_hard_to_read_is_found(faulty: Path, browser: Browser) -> None:
    """At each width; an image without words, a page without a language."""
    with opened(browser, faulty.as_uri()) as page:
        assert list(overflowing(page)) == [320, 768, 1440]
        assert {one.split(" ")[0] for one in violations(page)} >= {"image-alt", "html-has-lang"}


@pytest.mark.parametrize(
    ("markup", "said"),
    [
        ("<script>nothing()</script>", "nothing is not defined"),
        ('<link rel="icon" href="https://example.invalid/x.png">', r"example\.invalid/x\.png"),
        ('<img src="https://example.invalid/x.png">', r"example\.invalid/x\.png"),
    ],
)
def test_a_request_or_an_error_is_found(
    markup: str, said: str, tmp_path: Path, browser: Browser
) -> None:
    """Though the page shows nothing of it."""
    path = tmp_path / "faulty.html"
    path.write_text(markup, encoding="utf-8")
    with pytest.raises(AssertionError, match=said), opened(browser, path.as_uri()):
        pass

"""The live site in a real browser: it follows a file that is saved, and asks nobody else."""

import re
from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.looks import opened, violations
from tests.cli.runner import copy_cases
from tests.site.test_serve import CASE, served


def test_an_open_page_follows_its_file(tmp_path: Path, browser: Browser) -> None:
    """Without a key pressed: first another title, then what is wrong, then neither."""
    copy_cases(tmp_path, "hatra-2015")
    file = tmp_path / f"{CASE}.yaml"
    before = file.read_text(encoding="utf-8")
    with served(tmp_path) as host, opened(browser, f"http://{host}/") as page:
        file.write_text(re.sub("title: .*", "title: Renamed", before), encoding="utf-8")
        page.locator("#cases a", has_text="Renamed").wait_for()
        file.write_text(before.replace("title:", "titel:", 1), encoding="utf-8")
        page.locator("aside code", has_text=f"{CASE}.yaml:1:1").first.wait_for()
        file.write_text(before, encoding="utf-8")
        page.locator("#cases a", has_text="A-10").wait_for()
        assert page.locator("aside").count() == 0


def test_what_is_wrong_is_told_accessibly(tmp_path: Path, browser: Browser) -> None:
    """In the same calm page, light and dark."""
    copy_cases(tmp_path, "hatra-2015")
    file = tmp_path / f"{CASE}.yaml"
    text = file.read_text(encoding="utf-8").replace("title:", "titel:", 1)
    file.write_text(text, encoding="utf-8")
    with served(tmp_path) as host:
        for scheme in ("light", "dark"):
            how = {"bypass_csp": True, "color_scheme": scheme}
            with opened(browser, f"http://{host}/", **how) as page:
                assert page.locator("aside").is_visible()
                assert violations(page) == []

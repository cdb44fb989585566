"""The published site in a real browser, from its files: every kind of page, and what one does."""

from __future__ import annotations

import re
from pathlib import Path
from statistics import median

import pytest
import yaml
from playwright.sync_api import Browser, Page

from tests.browser.looks import UNFOLDED, invalid, opened, overflowing, violations
from tests.cli.runner import ROOT, copy_cases, run

KINDS = (
    "index",
    "cases/may3-syria",
    "cases/kabul-2021",
    "cases/hawija-2015",
    "compare",
    "compare/kabul-2021--may3-syria",
    "overdue",
    "docket",
    "tolls",
    "policies/us-chmr-ap-2022",
    "sources",
    "about",
    "corrections",
    "404",
)
"""Every kind of page."""
CASES = sorted(path.stem for path in (ROOT / "cases").glob("*.yaml"))
EVERY = dict.fromkeys((*KINDS, *(f"cases/{name}" for name in CASES)))
FINDING = "investigation-after-strike"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped cases, published."""
    folder = tmp_path_factory.mktemp("site") / "site"
    ran = run("publish", str(folder))
    assert ran.code == 0, ran.err
    return folder


def address(site: Path, name: str, fragment: str = "") -> str:
    """Where a page is."""
    place = (site / f"{name}.html").as_uri()
    return f"{place}#{fragment}" if fragment else place


# every page


def test_every_page_is_valid(site: Path) -> None:
    """And there is no kind of page that is looked at nowhere here."""
    found = sorted(site.rglob("*.html"))
    assert invalid(found) == []
    kinds = {re.sub("/.*", "/", name) for name in KINDS}
    assert {
        re.sub("/.*", "/", str(one.relative_to(site).with_suffix(""))) for one in found
    } == kinds


@pytest.mark.parametrize("name", KINDS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_kind_of_page_is_accessible(
    name: str, scheme: str, site: Path, browser: Browser
) -> None:
    """With everything unfolded, on a wide screen in light, and on a phone in dark."""
    size = {"width": 1280 if scheme == "light" else 320, "height": 900}
    how = {"bypass_csp": True, "color_scheme": scheme, "viewport": size}
    with opened(browser, address(site, name), **how) as page:
        assert violations(page) == []


@pytest.mark.parametrize("name", EVERY)
def test_no_page_is_wider_than_its_window(name: str, site: Path, browser: Browser) -> None:
    """Folded and unfolded, from a small phone to a desk, and on paper."""
    with opened(browser, address(site, name)) as page:
        assert overflowing(page) == {}
        page.evaluate(UNFOLDED)
        assert overflowing(page) == {}
        page.emulate_media(media="print")
        assert overflowing(page, [688]) == {}  # A4 without its margins


@pytest.mark.parametrize("name", ["index", "cases/may3-syria", "docket", "sources"])
def test_a_page_reads_the_same_without_javascript(name: str, site: Path, browser: Browser) -> None:
    """Only the form that filters is missing there."""
    with opened(browser, address(site, name), java_script_enabled=False) as page:
        assert not page.locator("#controls").is_visible()
        text = page.inner_text("body")
    with opened(browser, address(site, name)) as page:
        page.locator("#controls").evaluate_all("all => all.forEach(one => one.remove())")
        assert page.inner_text("body") == text


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_colours_follow_the_reader(scheme: str, site: Path, browser: Browser) -> None:
    """Light on dark where they asked for it."""
    with opened(browser, address(site, "index"), color_scheme=scheme) as page:
        ground = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
    red = int(re.findall(r"\d+", ground)[0])
    assert red > 200 if scheme == "light" else red < 60


def test_every_link_leads_somewhere(site: Path) -> None:
    """To a file of the site, and to a place that it has."""
    ids: dict[Path, set[str]] = {}
    for file in site.rglob("*.html"):
        ids[file.resolve()] = set(re.findall(r' id="([^"]*)"', file.read_text(encoding="utf-8")))
    lost = []
    for file in ids:
        for link in re.findall(r' href="([^"]*)"', file.read_text(encoding="utf-8")):
            path, _, fragment = link.partition("#")
            if re.match("https?:", link) or "=" in fragment:
                continue
            there = (file.parent / path).resolve() if path else file
            if not there.is_file() or (fragment and fragment not in ids[there]):
                lost.append(f"{file.name}: {link}")
    assert lost == []


# the index


def rows(page: Page) -> list[str]:
    """The addresses of the cases that are shown, in their order."""
    links = page.locator("#cases tbody tr:visible th a")
    found = links.evaluate_all("all => all.map(one => one.getAttribute('href'))")
    assert isinstance(found, list)
    return found


def test_search_filter_and_sort_stand_in_the_address(site: Path, browser: Browser) -> None:
    """Whoever gets the address sees the same rows."""
    with opened(browser, address(site, "index")) as page:
        every = rows(page)
        assert len(every) == len(CASES)
        page.fill("#q", "KABUL strike")
        assert rows(page) == ["cases/kabul-2021.html"]
        assert page.url.endswith("#q=KABUL+strike")
        page.fill("#q", "")
        page.select_option("#stands", "kept")
        page.select_option("#sort", "name")
        kept = rows(page)
        assert 0 < len(kept) < len(every)
        titles = page.locator("#cases tbody tr:visible th a").all_inner_texts()
        assert titles == sorted(titles, key=str.lower)
        assert f"{len(kept)} of {len(every)}" in page.inner_text("#count")
        kept_address = page.url
        page.click("#controls button")
        page.wait_for_function("() => !location.hash")
        assert rows(page) == every
    with opened(browser, kept_address) as page:
        assert rows(page) == kept
        assert page.input_value("#sort") == "name"


def test_sorting_by_days_puts_the_longest_first(site: Path, browser: Browser) -> None:
    """And those of which nothing is known last."""
    with opened(browser, address(site, "index", "sort=slowest")) as page:
        told = page.locator("#cases tbody tr").evaluate_all("all => all.map(x => x.dataset.days)")
        days = [int(one or -1) for one in told]
        assert days == sorted(days, reverse=True)
        assert days[0] > 0


def test_a_count_leads_to_its_rows(site: Path, browser: Browser) -> None:
    """And back again, by the browser's own way back."""
    with opened(browser, address(site, "index")) as page:
        count = page.locator(".tally a").first
        number = int(count.locator("b").inner_text())
        count.click()
        assert len(rows(page)) == number
        page.go_back()
        page.wait_for_function("() => !location.hash")
        assert len(rows(page)) == len(CASES)


def test_an_address_that_asks_for_nonsense_shows_everything(site: Path, browser: Browser) -> None:
    """It may be an old one."""
    with opened(browser, address(site, "index", "stands=gone&sort=up&who=%00&q=")) as page:
        assert len(rows(page)) == len(CASES)


MEASURED = """() => {
    const body = document.querySelector('#cases tbody'), q = document.querySelector('#q');
    const timed = act => {
        const from = performance.now();
        act();
        return performance.now() - from;
    };
    const filter = word => { q.value = word; q.dispatchEvent(new Event('input')); };
    const read = () => [...body.rows].map(row => row.textContent.toLowerCase()).length;
    const found = [];
    for (const word of ['kabul', 'nowhere', 'strike', 'dutch', 'may']) {
        filter('');
        void body.offsetHeight;
        found.push([timed(read), timed(() => filter(word))]);
    }
    return found;
}"""


def test_ten_thousand_rows_are_filtered_in_the_time_it_takes_to_read_them(
    site: Path, tmp_path: Path, browser: Browser
) -> None:
    """Some 15 ms, without the browser's layout: three times as long has gone wrong."""
    text = (site / "index.html").read_text(encoding="utf-8")
    head, body, rest = re.split("(<tbody>.*</tbody>)", text, maxsplit=1, flags=re.DOTALL)
    once = body.removeprefix("<tbody>").removesuffix("</tbody>")
    path = tmp_path / "index.html"
    path.write_text(f"{head}<tbody>{once * 500}</tbody>{rest}", encoding="utf-8")
    with opened(browser, path.as_uri()) as page:
        assert page.inner_text("#count") == "10000 cases"
        measured = page.evaluate(MEASURED)
        assert median(filtered / read for read, filtered in measured) < 3


# a case


def test_a_receipt_unfolds_by_its_address(site: Path, browser: Browser) -> None:
    """So that a reporter can send the one sentence and its ground; without a script."""
    for fragment in (f"f-{FINDING}", f"r-{FINDING}"):
        where = address(site, "cases/may3-syria", fragment)
        with opened(browser, where, java_script_enabled=False) as page:
            assert page.locator(f"#r-{FINDING}").is_visible(), fragment
            top = page.locator(f"#{fragment}").evaluate("one => one.getBoundingClientRect().top")
            assert 0 <= top < 400, fragment
            assert page.locator(".receipt:visible").count() == 1


def test_everything_can_be_done_with_the_keyboard(site: Path, browser: Browser) -> None:
    """Skip to the content, filter the list, follow a case, unfold a receipt."""
    with opened(browser, address(site, "index")) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("() => document.activeElement.getAttribute('href')") == "#main"
        page.keyboard.press("Enter")
        tab_to(page, "#q")
        page.keyboard.type("qorqanya")
        tab_to(page, "#cases tbody a")
        page.keyboard.press("Enter")
        page.wait_for_url("**/cases/may3-syria.html")
        tab_to(page, f"#f-{FINDING} summary")
        outline = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"
        page.keyboard.press("Enter")
        assert page.locator(f"#r-{FINDING}").is_visible()


def tab_to(page: Page, target: str) -> None:
    """Press Tab until an element has the focus."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("it => document.activeElement.matches(it)", target):
            return
    raise AssertionError(target)


def test_paper_shows_the_receipts_of_deadlines_and_no_controls(
    site: Path, browser: Browser
) -> None:
    """The receipts of other findings where they were unfolded; no ways to other pages."""
    with opened(browser, address(site, "cases/may3-syria")) as page:
        page.locator(f"#f-{FINDING} summary").click()
        page.emulate_media(media="print")
        deadlines = page.locator(".finding:not(.lesser) .receipt")
        assert deadlines.count() > 0
        assert all(one.is_visible() for one in deadlines.all())
        assert page.locator(".lesser .receipt:visible").count() == 1
        assert not page.locator("nav").first.is_visible()
        assert page.inner_text("h1") in page.inner_text("main")


# strangers' texts


HOSTILE = (
    "<script>window.ran = 1</script>",
    "</style><img src=x onerror='window.ran = 1'>",
    '"><svg onload="window.ran = 1">',
    "javascript:window.ran=1",
    "\u202egnp.exe\u2066",
    "</title></details></main>",
)


TEXTS = {"title", "publisher", "label", "note", "because", "where", "place"}


def hostile(told: object, said: str) -> object:
    """A file of the same shape, with a stranger's texts; only names of tracks have to be short."""
    if isinstance(told, dict):
        return {
            key: said if key in TEXTS else one if key == "tracks" else hostile(one, said)
            for key, one in told.items()
        }
    return [hostile(one, said) for one in told] if isinstance(told, list) else told


def test_a_hostile_workspace_stays_inert(tmp_path: Path, browser: Browser) -> None:
    """Whatever its files say is text: nothing runs, nothing is asked for, nothing turns around."""
    root, folder = tmp_path / "root", tmp_path / "site"
    copy_cases(root, "may3-syria", "kabul-2021")
    for number, file in enumerate(sorted(root.rglob("*.yaml"))):
        tree = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
        said = hostile(tree, HOSTILE[number % len(HOSTILE)])
        file.write_text(yaml.safe_dump(said, sort_keys=False), encoding="utf-8")
    settings = (
        f"title: '{HOSTILE[0]}'\ntagline: '{HOSTILE[2]}'\nfooter: '{HOSTILE[5]} {HOSTILE[3]}'\n"
    )
    settings += "compare: [[kabul-2021, may3-syria]]\n"
    (root / "site.yaml").write_text(settings, encoding="utf-8")
    ran = run("publish", str(folder), root=root)
    assert ran.code == 0, ran.err
    pages = sorted(folder.rglob("*.html"))
    assert len(pages) > 8
    for path in pages:
        with opened(browser, path.as_uri()) as page:
            page.evaluate(UNFOLDED)
            assert page.evaluate("() => window.ran === undefined")
            assert page.locator("script").count() == (path.name == "index.html")
            assert page.locator("img, iframe, object, embed").count() == 0
            assert page.evaluate(ACTING) == []
            assert not set("\u202e\u2066") & set(page.inner_text("html"))
            assert page.locator("main").count() == 1
    assert invalid(pages) == []


ACTING = """() => [...document.querySelectorAll('*')].flatMap(one =>
    [...one.attributes].filter(({name, value}) => name.startsWith('on') || name === 'style' ||
        (name === 'href' && !/^(https?:|#|[\\w./-]+$|[\\w./-]+#)/.test(value)) || name === 'srcdoc'
    ).map(({name, value}) => `${name}=${value}`))"""

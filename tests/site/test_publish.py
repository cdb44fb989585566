"""Publishing: links, bytes, counts, hostile text, and what happens to the folder."""

import base64
import hashlib
import json
import re
import subprocess
from pathlib import Path

import pytest

from tests.checking import CASE, policy, rule, write
from tests.cli.runner import ROOT, copy_cases, run
from tests.site.sites import broken_links, files_of, pages_of, publish

TOLL = "tolls:\n  - {by: residents, killed: 3, source: paper}\n"


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Three shipped cases and a comparison, published."""
    root = tmp_path_factory.mktemp("workspace") / "root"
    copy_cases(root, "kabul-2021", "may3-syria", "hawija-2015")
    (root / "site.yaml").write_text(
        "title: How late?\nfooter: Write to desk@example.org\n"
        "compare:\n  - [kabul-2021, may3-syria]\n"
    )
    folder = tmp_path_factory.mktemp("site") / "site"
    ran = publish(root, folder)
    assert ran.code == 0, ran.err
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two small cases, and one that is invented."""
    files = {f"cases/{name}.yaml": CASE + TOLL for name in ("mill", "well")}
    files["cases/tale.yaml"] = CASE.replace("title: T", "title: T\nexample: true") + TOLL
    files["policies/p.yaml"] = policy("p", rule(), applies="{forces: US}")
    return write(tmp_path / "workspace", files)


def test_every_page_is_sound_html(shipped: Path) -> None:
    """A strict parser takes each, no id stands twice, and no attribute runs or styles anything."""
    for page in pages_of(shipped):
        assert len(page.ids) == len(set(page.ids)), page.path
        for tag, found, _ in page.elements:
            assert not [name for name in found if name.startswith("on") or name == "style"], tag


def test_every_link_within_the_site_leads_somewhere(shipped: Path) -> None:
    """To a file that is there, and to an element that it has."""
    assert broken_links(shipped) == []


def test_a_policy_allows_one_style_and_a_script_on_the_first_page(shipped: Path) -> None:
    """By their hashes; there is nothing else, and nothing is asked for."""
    for page in pages_of(shipped):
        (allowed,) = (
            found["content"]
            for tag, found, _ in page.elements
            if tag == "meta" and found.get("http-equiv") == "Content-Security-Policy"
        )
        assert allowed.startswith("default-src 'none'; ")
        for tag in ("style", "script"):
            inside = [text for name, _, text in page.elements if name == tag]
            assert len(inside) == (1 if tag == "style" or page.path.name == "index.html" else 0)
            for text in inside:
                digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
                assert f"'sha256-{digest}'" in allowed
        tags = {tag for tag, _, _ in page.elements}
        assert not tags & {"iframe", "object", "embed", "base", "img"}


def test_the_same_data_give_the_same_bytes(root: Path, tmp_path: Path) -> None:
    """In another folder, with the cache and without."""
    publish(root, tmp_path / "one")
    run("publish", str(tmp_path / "two"), root=root, TIMELINE_CACHE=str(tmp_path / "cache"))
    one, two = files_of(tmp_path / "one"), files_of(tmp_path / "two")
    for files in (one, two):
        files.pop(".timeline-site.json")  # it has keys only with a cache
    assert one == two


def test_findings_receipts_and_events_have_addresses(shipped: Path) -> None:
    """As many as the record has."""
    record = json.loads((shipped / "cases/may3-syria.json").read_text())
    (page,) = (one for one in pages_of(shipped / "cases") if one.path.stem == "may3-syria")
    for finding in record["findings"]:
        assert {f"f-{finding['name']}", f"r-{finding['name']}"} <= set(page.ids)
    told = [one for one in record["events"] if not one["ghost"] and one["happened"] != "no"]
    assert {f"e-{one['id']}" for one in told} <= set(page.ids)
    assert {f"s-{one['id']}" for one in record["sources"]} <= set(page.ids)


def test_a_case_page_says_the_answer_the_day_judged_and_the_day_checked(shipped: Path) -> None:
    """So that nobody has to look elsewhere."""
    record = json.loads((shipped / "cases/may3-syria.json").read_text())
    words = next(
        one.words() for one in pages_of(shipped / "cases") if one.path.stem == "may3-syria"
    )
    assert record["story"]["headline"] in words
    assert "Judged on 21 November 2026" in words
    assert "record was checked to 2 May 2024" in words


def test_a_crowded_fortnight_has_a_drawing(shipped: Path, root: Path, tmp_path: Path) -> None:
    """Only where much happened in it, and the rest took long."""
    publish(root, tmp_path / "site")
    assert "The first fourteen days" in (shipped / "cases/hawija-2015.html").read_text()
    assert "The first fourteen days" not in (tmp_path / "site/cases/mill.html").read_text()


def test_an_invented_case_is_marked_and_counted_nowhere(root: Path, tmp_path: Path) -> None:
    """On its own page and in the list; the headline, the tally and the charts leave it out."""
    publish(root, tmp_path / "site")
    pages = {page.path.name: page for page in pages_of(tmp_path / "site")}
    assert "Invented example" in pages["tale.html"].words()
    assert "Invented example" not in pages["mill.html"].words()
    first = pages["index.html"].words()
    assert first.count("Invented example") == 1
    assert "2 cases." in first
    tally = re.search(r'<ul class="tally".*?</ul>', pages["index.html"].text, re.DOTALL)
    assert tally is not None
    assert [int(one) for one in re.findall(r"<b>(\d+)</b>", tally[0])] == [2]
    assert "tale.html" not in pages["compare.html"].text


def test_hostile_text_stays_text(root: Path, tmp_path: Path) -> None:
    """Markup, scripts, links that run, and characters that turn the text around."""
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>\u202egnp.exe"
    for name in ("cases/mill.yaml", "seeds/paper.yaml"):
        path = root / name
        text = path.read_text().replace("title: T", f"title: '{evil}'")
        path.write_text(text.replace("title: Paper", f"title: '{evil}'"))
    seed = root / "seeds/paper.yaml"
    seed.write_text(
        re.sub(r"^(url|archived): .*\n", "", seed.read_text(), flags=re.MULTILINE)
        + "archived: 'javascript:alert(3)'\n"
    )
    (root / "site.yaml").write_text(f"title: '{evil}'\nfooter: '{evil} javascript:alert(4)'\n")
    ran = publish(root, tmp_path / "site")
    assert ran.code == 0, ran.err
    for page in pages_of(tmp_path / "site"):
        tags = [tag for tag, _, _ in page.elements]
        assert tags.count("script") == (page.path.name == "index.html")
        assert "img" not in tags
        assert "\u202e" not in page.text
        assert not [
            one for one in page.addresses if one.lower().startswith(("javascript:", "data:"))
        ]
    assert broken_links(tmp_path / "site") == []


def test_a_second_run_writes_what_changed_alone(root: Path, tmp_path: Path) -> None:
    """The case that was edited, and pages that name it."""
    folder, cache = tmp_path / "site", str(tmp_path / "cache")
    run("publish", str(folder), root=root, TIMELINE_CACHE=cache)
    again = json.loads(run("publish", str(folder), "--json", root=root, TIMELINE_CACHE=cache).out)
    assert again["written"] == []
    path = root / "cases/mill.yaml"
    path.write_text(path.read_text().replace("title: T", "title: Mill"))
    after = json.loads(run("publish", str(folder), "--json", root=root, TIMELINE_CACHE=cache).out)
    assert "cases/mill.html" in after["written"]
    assert "index.html" in after["written"]
    assert "cases/well.html" not in after["written"]
    fresh = tmp_path / "fresh"
    run("publish", str(fresh), root=root, TIMELINE_CACHE=cache)
    assert files_of(folder) == files_of(fresh)


def test_a_file_that_somebody_changed_is_written_anew(root: Path, tmp_path: Path) -> None:
    """Although the manifest says that it is there."""
    folder, cache = tmp_path / "site", str(tmp_path / "cache")
    run("publish", str(folder), root=root, TIMELINE_CACHE=cache)
    before = files_of(folder)
    (folder / "cases/mill.html").write_text("other")
    (folder / "about.html").unlink()
    run("publish", str(folder), root=root, TIMELINE_CACHE=cache)
    assert files_of(folder) == before


def test_a_case_that_is_gone_takes_its_files_along(root: Path, tmp_path: Path) -> None:
    """And nothing else: what somebody put beside them stays."""
    folder = tmp_path / "site"
    publish(root, folder)
    (folder / "cases/own.txt").write_text("mine")
    (root / "cases/well.yaml").unlink()
    publish(root, folder)
    names = {path.name for path in (folder / "cases").iterdir()}
    assert "own.txt" in names
    assert not [name for name in names if name.startswith("well")]


def test_a_folder_with_other_files_is_refused(root: Path, tmp_path: Path) -> None:
    """And left as it is."""
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "thesis.txt").write_text("mine")
    ran = publish(root, folder)
    assert ran.code == 2
    assert "E701" in ran.err
    assert files_of(folder) == {"thesis.txt": b"mine"}


def test_a_manifest_that_points_elsewhere_removes_nothing(root: Path, tmp_path: Path) -> None:
    """Nor does a link that leads out of the folder."""
    folder, outside = tmp_path / "site", tmp_path / "outside"
    outside.mkdir()
    (outside / "kept.html").write_text("mine")
    folder.mkdir()
    (folder / "linked").symlink_to(outside, target_is_directory=True)
    named = ("../outside/kept.html", "linked/kept.html", str(outside / "kept.html"))
    files = {name: ["", hashlib.sha256(b"mine").hexdigest()] for name in named}
    (folder / ".timeline-site.json").write_text(json.dumps({"files": files}))
    assert publish(root, folder).code == 0
    assert (outside / "kept.html").read_text() == "mine"


def test_a_flaw_of_the_settings_is_told_at_its_place(root: Path, tmp_path: Path) -> None:
    """File, line and column, with the line to write; nothing is published."""
    (root / "site.yaml").write_text("title: T\ncompare:\n  - [mill, mill]\n  - [mill, wel]\n")
    ran = publish(root, tmp_path / "site")
    assert ran.code == 2
    assert "site.yaml:3:" in ran.err
    assert "did you mean well" in ran.err
    assert not (tmp_path / "site").exists()
    assert "site.yaml:3:" in run("check", root=root).out


def test_a_case_that_cannot_be_read_has_no_page(root: Path, tmp_path: Path) -> None:
    """It is told, the others are published, and no link leads to it."""
    (root / "cases/well.yaml").write_text("title: [\n")
    ran = publish(root, tmp_path / "site")
    assert ran.code == 2
    assert "cases/well.yaml" in ran.err
    assert not (tmp_path / "site/cases/well.html").exists()
    assert broken_links(tmp_path / "site") == []


def test_a_case_names_the_last_commit_of_its_files(root: Path, tmp_path: Path) -> None:
    """Of its own and of its sources; a change since is told."""

    def git(*words: str) -> str:
        who = ("-c", "user.name=n", "-c", "user.email=e@example.org")
        done = subprocess.run(
            ["git", "-C", str(root), *who, *words],  # noqa: S607 - whatever git is there
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout.strip()

    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "first")
    first = git("rev-parse", "HEAD")
    path = root / "cases/mill.yaml"
    path.write_text(path.read_text().replace("title: T", "title: Mill"))
    git("commit", "-qam", "second")
    second = git("rev-parse", "HEAD")
    (root / "cases/tale.yaml").write_text((root / "cases/tale.yaml").read_text() + "# more\n")
    publish(root, tmp_path / "site")
    words = {page.path.stem: page.words() for page in pages_of(tmp_path / "site")}
    assert f"commit {second[:10]}" in words["mill"]
    assert f"commit {first[:10]}" in words["well"]
    assert "changed since" in words["tale"]
    assert "changed since" not in words["well"]
    assert second[:10] in words["about"]


def test_downloads_hold_what_the_pages_say(shipped: Path) -> None:
    """The data package names the columns of the table beside it."""
    package = json.loads((shipped / "datapackage.json").read_text())
    (resource,) = package["resources"]
    header = (shipped / resource["path"]).read_text().splitlines()[0].split(",")
    assert [one["name"] for one in resource["schema"]["fields"]] == header
    assert "any" not in {one["type"] for one in resource["schema"]["fields"]}
    listed = json.loads((shipped / "cases.json").read_text())
    assert {one["case"] for one in listed["cases"]} == {"kabul-2021", "may3-syria", "hawija-2015"}
    assert (shipped / "cases/kabul-2021.xlsx").read_bytes().startswith(b"PK")


def test_the_shipped_cases_publish(tmp_path: Path) -> None:
    """All of them, with the settings of the checkout, and no link is broken."""
    ran = publish(ROOT, tmp_path / "site")
    assert ran.code == 0, ran.err
    assert broken_links(tmp_path / "site") == []

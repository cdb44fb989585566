"""The live site: read-only, for this machine alone, and anew after each change of a file."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from unittest.mock import patch

import pytest

from tests.cli.runner import TODAY, copy_cases, environment, run

CASE = "cases/hatra-2015"
PATIENCE = 30
"""Seconds after which a test gives up; no test asks for speed."""


@contextmanager
def served(root: Path) -> Iterator[str]:
    """Serve a workspace; gives host and port."""
    with subprocess.Popen(
        [
            sys.executable,
            "-m",
            "timeline",
            "serve",
            "--port",
            "0",
            "--root",
            str(root),
            "--as-of",
            str(TODAY),
        ],
        env=environment(),
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stderr is not None
        try:
            (host,) = re.findall("http://([^/]*)/", program.stderr.readline())
            yield host
        finally:
            program.send_signal(signal.SIGINT)
            rest = program.communicate(timeout=PATIENCE)[1]
    assert program.returncode == 0
    assert not rest


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of one short case."""
    made = tmp_path_factory.mktemp("served")
    copy_cases(made, "hatra-2015")
    return made


@pytest.fixture(scope="module")
def host(root: Path) -> Iterator[str]:
    """Where it is served."""
    with served(root) as found:
        yield found


def asked(host: str, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, str]:
    """The answer to a request, and its text."""
    with closing(HTTPConnection(host, timeout=PATIENCE)) as connection:
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        return answer, answer.read().decode("utf-8", "replace")


@contextmanager
def versions(host: str) -> Iterator[Iterator[str]]:
    """The versions that are told as they come."""
    with closing(HTTPConnection(host, timeout=PATIENCE)) as connection:
        connection.request("GET", "/-/version")
        answer = connection.getresponse()
        assert answer.headers["Content-Type"] == "text/event-stream; charset=utf-8"
        yield (
            line.decode().removeprefix("data: ").strip()
            for line in iter(answer.readline, b"")
            if line.startswith(b"data: ")
        )


def test_the_pages_are_those_that_are_published(host: str, root: Path, tmp_path: Path) -> None:
    """Nothing is added but what is wrong, the script, and their leave in the page's policy."""
    ran = run("publish", str(tmp_path / "site"), "--as-of", str(TODAY), root=root)
    assert ran.code == 0, ran.err
    for path in ("index.html", f"{CASE}.html", "about.html"):
        answer, text = asked(host, f"/{path}")
        assert answer.status == 200
        text = re.sub(r"<style>\.live.*?</style>\n", "", text, flags=re.DOTALL)
        text = re.sub(r"<script data-version=.*?</script>\n", "", text, flags=re.DOTALL)
        published = (tmp_path / "site" / path).read_text(encoding="utf-8")
        assert without_policy(text) == without_policy(published)
    answer, text = asked(host, f"/{CASE}.json")
    assert answer.headers["Content-Type"] == "application/json"
    assert text == (tmp_path / "site" / f"{CASE}.json").read_text(encoding="utf-8")


def without_policy(text: str) -> str:
    """A page without its policy."""
    return re.sub('(?<=Security-Policy" content=")[^"]*', "", text)


def test_what_runs_in_a_page_is_allowed_by_its_hash(host: str) -> None:
    """And nothing else: no script of anybody's, no request to elsewhere."""
    _, text = asked(host, "/about.html")
    (policy,) = re.findall('(?<=Security-Policy" content=")[^"]*', text)
    parts = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    assert parts["default-src"] == "'none'"
    assert parts["connect-src"] == "'self'"
    assert re.fullmatch("'sha256-[^ ]*'", parts["script-src"])
    assert re.fullmatch("'sha256-[^ ]*' 'sha256-[^ ]*'", parts["style-src"])


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Origin": "http://{host}"}, 200),
        ({"Host": "example.org"}, 400),
        ({"Host": "example.org:80", "Origin": "http://example.org:80"}, 400),
        ({"Origin": "http://example.org"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost:1"}, 403),
    ],
)
def test_no_other_site_can_ask(host: str, headers: dict[str, str], status: int) -> None:
    """Neither under a name that leads here, nor from a page of its own."""
    told = {name: value.format(host=host) for name, value in headers.items()}
    for path in ("/", "/-/version") if status != 200 else ("/",):
        assert asked(host, path, **told)[0].status == status


def test_it_listens_to_this_machine_alone(host: str) -> None:
    """On the loopback, and on no other address."""
    assert host.startswith("127.0.0.1:")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_nothing_can_be_written(method: str, host: str) -> None:
    """There is no way to ask for it."""
    assert asked(host, f"/{CASE}.html", method)[0].status == 405


@pytest.mark.parametrize(
    "path",
    ["/../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/.timeline-site.json", "/cases/", "/cases",
     "//etc/passwd", "/cases/..%2f..%2fetc/passwd", "/cases/%00.html", "/none.html"],
)  # fmt: skip
def test_nothing_is_shown_but_files_of_the_site(path: str, host: str) -> None:
    """Not its list of files, and nothing beside it."""
    answer, text = asked(host, path)
    assert answer.status == 404
    assert "There is no such page" in text


def test_a_page_that_is_open_is_told_of_a_change(tmp_path: Path) -> None:
    """Once for a change, not for a file that is saved as it was, and with each Problem's place."""
    copy_cases(tmp_path, "hatra-2015")
    file = tmp_path / f"{CASE}.yaml"
    before = file.read_text(encoding="utf-8")
    with served(tmp_path) as host, versions(host) as told:
        first = next(told)
        assert f'data-version="{first}"' in asked(host, f"/{CASE}.html")[1]

        file.write_text(before, encoding="utf-8")
        file.write_text(re.sub("title: .*", "title: <b>Renamed</b>", before), encoding="utf-8")
        second = next(told)
        assert second != first
        text = asked(host, f"/{CASE}.html")[1]
        assert "&lt;b&gt;Renamed&lt;/b&gt;" in text
        assert f'data-version="{second}"' in text
        assert "<aside" not in text

        file.write_text(before.replace("title:", "<i>titel</i>:", 1), encoding="utf-8")
        assert next(told) != second
        text = asked(host, "/")[1]
        assert f"<code>{CASE}.yaml:1:1</code>" in text
        assert "<i>titel" not in text

        file.write_text(before, encoding="utf-8")
        next(told)
        assert "<aside" not in asked(host, f"/{CASE}.html")[1]


def test_settings_that_cannot_be_read_are_told_on_the_page_as_it_was(tmp_path: Path) -> None:
    """The site stays, until the settings can be read again."""
    copy_cases(tmp_path, "hatra-2015")
    with served(tmp_path) as host, versions(host) as told:
        next(told)
        (tmp_path / "site.yaml").write_text("titel: Late\n", encoding="utf-8")
        next(told)
        answer, text = asked(host, f"/{CASE}.html")
        assert answer.status == 200
        assert "<code>site.yaml:1:1</code>" in text


def test_a_port_that_is_taken_is_refused(host: str) -> None:
    """With a way out."""
    ran = run("serve", "--port", host.partition(":")[2])
    assert ran.code == 2
    assert "E709" in ran.err
    assert "--port 0" in ran.err


def test_without_the_extra_it_is_named() -> None:
    """With the line that installs it."""
    with patch.dict(sys.modules, {"uvicorn": None}):
        kept = sys.modules.pop("timeline.site.serve", None)
        ran = run("serve")
    if kept is not None:
        sys.modules["timeline.site.serve"] = kept
    assert ran.code == 2
    assert "'.[serve]'" in ran.err

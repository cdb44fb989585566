"""Hostile input, one class for each heading of docs/safety.md.

What is written for a row: nothing of it acts, nothing hangs, nothing else is lost.
"""

import json
import os
import re
import signal
import stat
import time
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.builders import inferred
from tests.cli.runner import ROOT, Ran, run, run_apart
from timeline.portfolio.order import certain_order
from timeline.visible import visible

PAGE = (ROOT / "docs" / "safety.md").read_text(encoding="utf-8")

HOSTILE = (
    "[bold red]x[/bold red] :skull: \x1b[31mX\x1b[2J\x1b]0;title\x07\x1b]8;;file:///etc\x1b\\"
    "\x9b3J \u202egnp.exe\u2066 a\u200bb\ufeffc\u00ad\u2028d\U000e0041 "
    "<script>x()</script> `rm` %s {0}"
)
UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f"
    "\ufeff\U000e0000-\U000e0fff]"
)


def quoted(text: str) -> str:
    """Text in double quotes of YAML, every odd character as an escape."""
    plain = (c if " " <= c <= "~" and c not in '"\\' else f"\\U{ord(c):08x}" for c in text)
    return f'"{"".join(plain)}"'


BAD = quoted(HOSTILE)
HEAD = "title: T\nplace: P\ntime_zone: UTC\nforces: US\nrecorded_until: 2024-12-31\n"
STRIKE = HEAD + "events:\n  - {kind: strike, when: 2023-05-03, source: s}\n"
SOURCE = "title: S\npublisher: P\nkind: press\n"
CASE = f"""title: {BAD}
summary: {BAD}
names: [{BAD}]
place: {BAD}
time_zone: UTC
forces: {BAD}
command: {BAD}
policy: own
recorded_until: 2024-05-02
tags: [{BAD}]
events:
  - {{kind: strike, label: {BAD}, by: {BAD}, form: {BAD}, outcome: {BAD}, note: {BAD},
     worded: {BAD}, when: 2023-05-03, source: s}}
  - {{kind: denial, withdrawn: {BAD}, when: 2023-05-04, source: s}}
  - kind: assessment_opened
    by: {BAD}
    form: {BAD}
    outcome: {BAD}
    claims:
      - {{when: 2023-05-15, source: s, worded: {BAD}, note: {BAD}}}
      - {{when: 2023-05-20, source: s, standing: disputed, because: {BAD}, worded: {BAD}}}
      - {{when: 2023-05-21, source: s, standing: rejected, because: {BAD}, note: {BAD}}}
    orders:
      - {{id: first, kind: investigation_opened, within: 3 days, source: s, worded: {BAD},
         note: {BAD}}}
  - id: page
    kind: release
    label: {BAD}
    claims:
      - {{when: 2023-06-01, source: s, worded: {BAD}}}
      - {{when: 2023-06-02, source: t, worded: {BAD}}}
absences:
  - {{kind: investigation_opened, until: 2023-05-23, source: s, worded: {BAD}, note: {BAD}}}
  - {{kind: payment, searched: 2024-04-01, where: {BAD}, note: {BAD}}}
  - {{kind: apology, until: 2023-05-23, source: s, standing: disputed, because: {BAD}}}
tolls:
  - {{by: {BAD}, on: 2023-05-03, scope: {BAD}, killed: 1, of: {BAD}, note: {BAD}, source: s}}
"""
HOSTILE_SOURCE = f"""title: {BAD}
publisher: {BAD}
kind: press
published: 2023-07-01
url: {BAD}
archived: {BAD}
sha256: {BAD}
reliability: {BAD}
note: {BAD}
"""
POLICY = f"""id: own
title: {BAD}
summary: {BAD}
applies: {{forces: {BAD}, command: {BAD}}}
rules:
  - {{id: r1, step: investigation_opened, label: {BAD}, after: strike, limit: 30 days,
     force: binding, clause: {BAD}, note: {BAD}, source: s,
     benchmark: {{within: 6 days, because: {BAD}}}}}
  - {{id: r2, step: assessment_opened, label: {BAD}, after: strike, force: practice,
     benchmark: {{within: 6 days, because: {BAD}}}}}
  - {{id: r3, step: {{event: conclusion, form: {BAD}, outcome: {BAD}, by: {BAD}}}, label: {BAD},
     when: {{event: strike, form: {BAD}}}, after: strike, limit: 2 days, force: binding}}
notes:
  - {{step: {BAD}, text: {BAD}, source: s}}
"""
FILES = {
    "cases/one.yaml": CASE,
    "cases/two.yaml": CASE.replace("2023-05-15", "2023-05-18"),
    "seeds/s.yaml": HOSTILE_SOURCE,
    "seeds/t.yaml": HOSTILE_SOURCE,
    "policies/own.yaml": POLICY,
}
COMMANDS = [
    "list", "show one", "show one --no-peers", "show one --known-on 2023-07-02",
    "compare one two", "overdue", "explain one", "explain one page", "explain one strike page",
    "check", "check --format github", "graph one --claims", "graph one -f dot --claims",
    "policy list", "policy show own", "policy show own --format mermaid",
    "policy diff own us-chmr-ap-2022",
]  # fmt: skip
DATA = [
    "list --json", "show one --json", "compare one two --json", "overdue --json",
    "explain one --json", "check --json", "check --format sarif", "graph one -f json",
    "policy list --json", "policy show own --json",
]  # fmt: skip


def written(root: Path, files: dict[str, str]) -> Path:
    """A workspace with these files."""
    for name, text in {"seeds/s.yaml": SOURCE, "cases/good.yaml": STRIKE, **files}.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace in which every text is hostile, and one file that cannot be read."""
    wrong = CASE.replace("when: 2023-05-03", f"when: {BAD}").replace("kind: denial", f"kind: {BAD}")
    bad = wrong.replace("time_zone: UTC", f"time_zone: {BAD}") + f"{BAD}: {BAD}\n"
    root = tmp_path_factory.mktemp("hostile")
    written(root, {**FILES, "cases/bad.yaml": bad})
    (root / "cases" / "good.yaml").unlink()
    return root


def codes(ran: Ran) -> list[str]:
    """The code of every problem that was drawn."""
    return re.findall(r"^[^\s:]\S*: ([EW]\d{3}) ", ran.out + ran.err, re.MULTILINE)


class TestTextThatActs:
    """Markup, escapes of terminals, characters that hide or turn the line round."""

    @pytest.mark.parametrize("command", COMMANDS)
    @pytest.mark.parametrize("how", [[], ["--ascii"], ["--no-color"]], ids=["", "ascii", "plain"])
    def test_is_visible_and_never_acts(self, command: str, how: list[str], hostile: Path) -> None:
        """Nothing on either stream can move a cursor, hide or reorder."""
        ran = run(*command.split(), *how, root=hostile)
        assert not UNSEEN.search(ran.out + ran.err)
        assert ran.out.isascii() or how != ["--ascii"]
        assert ran.out

    def test_is_shown_as_it_is_written(self, hostile: Path) -> None:
        """Markup and names of emoji stay words; escapes and unseen characters become readable."""
        words = run("show", "one", root=hostile).words
        for part in (
            "[bold red]x[/bold red]",
            ":skull:",
            r"\x1b[31mX",
            r"\u202egnp.exe",
            r"a\u200bb",
        ):
            assert part in words

    @pytest.mark.parametrize("command", COMMANDS[:3])
    def test_colours_are_those_of_the_page(self, command: str, hostile: Path) -> None:
        """On a terminal too: the only escapes are the styles that the program itself chose."""
        ran = run(*command.split(), root=hostile, FORCE_COLOR="1", TERM="xterm")
        left = re.sub(r"\x1b\[[\d;]*m", "", ran.out)
        assert left != ran.out
        assert not UNSEEN.search(left)
        assert r"\x1b[31mX" in re.sub(r"\s+", "", left) or command == "list"

    @pytest.mark.parametrize("command", DATA)
    def test_json_stays_data(self, command: str, hostile: Path) -> None:
        """Any parser reads it, nothing in it acts, and the text comes back as it was written."""
        ran = run(*command.split(), root=hostile)
        assert not UNSEEN.search(ran.out)
        data = json.loads(ran.out)
        assert data
        if command.startswith(("show one", "policy show", "list", "graph")):
            assert HOSTILE in strings(data)

    def test_mermaid_and_dot_keep_their_shape(self, hostile: Path) -> None:
        """No text ends its quotes: the lines that bear names are as many as without it."""
        mermaid = run("graph", "one", root=hostile).out
        nodes = [line for line in mermaid.splitlines() if "[" in line and "-->" not in line]
        assert all(line.count('"') == 2 for line in nodes if '"' in line)
        assert "<script>" not in mermaid.partition("flowchart")[2]
        dot = run("graph", "one", "-f", "dot", root=hostile).out
        assert all(len(re.findall(r'(?<!\\)"', line)) % 2 == 0 for line in dot.splitlines())

    def test_graphml_is_well_formed(self, hostile: Path) -> None:
        """And its texts are texts."""
        tree = ET.fromstring(run("graph", "one", "-f", "graphml", root=hostile).out)  # noqa: S314 - ours
        assert not [part for part in tree.iter() if "script" in part.tag]

    def test_problems_quote_it_visibly(self, hostile: Path) -> None:
        """A wrong date, kind, zone and key of hostile text are named, drawn and harmless."""
        told = run("show", "bad", root=hostile)
        assert {"E201", "E301", "E401", "E405"} <= set(codes(told))
        assert not UNSEEN.search(told.err)

    def test_every_character_that_is_drawn_as_nothing_is_caught(self) -> None:
        """All of Unicode's controls, surrogates, separators and formats without a glyph."""
        every = [chr(c) for c in range(0x110000)]
        blocks = ["".join(every[first : first + 256]) for first in range(0, len(every), 256)]
        plain = {block for block in blocks if visible(block) == block}  # no need to look closer
        kept = {
            sign for block in blocks for sign in block if block in plain or visible(sign) == sign
        }
        left = {c for c in kept if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}}
        assert left == set()
        drawn = {c for c in kept if unicodedata.category(c) == "Cf"}
        arabic = {*range(0x600, 0x606), 0x6DD, 0x890, 0x891, 0x8E2}
        assert {ord(c) for c in drawn} == arabic | {0x70F, 0x110BD, 0x110CD}  # signs over numbers


@contextmanager
def stopped_after_a_minute() -> Iterator[None]:
    """Interrupt what waits, so that a test of waiting ends."""

    def stop(number: int, _: object) -> None:
        raise TimeoutError(number)

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(60)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def strings(data: object) -> Iterator[str]:
    """Every text in a tree."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from strings(value)
    elif isinstance(data, list):
        for value in data:
            yield from strings(value)


LAUGHS = "\n".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9))
YAML = {
    "anchor": (STRIKE.replace("when: 2023", "when: &a 2023"), "E131"),
    "alias": (STRIKE + "summary: *a\n", "E132"),
    "billion laughs": (f"a0: &a0 x\n{LAUGHS}\n" + STRIKE, "E131"),
    "merge key": (STRIKE.replace("{kind", "{<<: {kind: denial}, kind"), "E134"),
    "tag": (STRIKE.replace("title: T", "title: !!python/object/apply:os.system [x]"), "E133"),
    "deep list": (STRIKE + "tags: " + "[" * 100_000 + "]" * 100_000 + "\n", "E140"),
    "deep mapping": (STRIKE + "x: " + "{a: " * 30 + "}" * 30 + "\n", "E140"),
    "long text": (STRIKE + f"summary: {'x' * 10_000_000}\n", "E142"),
    "many values": (STRIKE + f"tags: [{'x, ' * 500_001}]\n", "E141"),
    "NUL": (STRIKE.replace("title: T", "title: T\0T"), "E112"),
    "raw escape": (STRIKE.replace("title: T", "title: \x1b[31mT"), "E112"),
    "mark in the middle": (STRIKE.replace("title: T", "title: T\ufeff"), "E112"),
    "second document": (STRIKE + "---\n" + STRIKE, "E124"),
    "directive": ("%YAML 1.1\n---\n" + STRIKE, "E123"),
    "doubled key": (STRIKE + "title: U\n", "E130"),
}


class TestYaml:
    """What YAML can do that a case does not need."""

    @pytest.mark.parametrize(("text", "code"), YAML.values(), ids=YAML)
    def test_is_refused_with_its_place(self, text: str, code: str, tmp_path: Path) -> None:
        """At once, by its own code, while the other cases are listed."""
        root = written(tmp_path, {"cases/hostile.yaml": text})
        started = time.process_time()
        checked, listed = run("check", root=root), run("list", root=root)
        assert time.process_time() - started < 10
        assert code in codes(checked)
        assert re.search(rf"^cases/hostile\.yaml:\d+:\d+: {code} ", checked.out, re.MULTILINE)
        assert checked.code == 1
        assert (listed.code, "good" in listed.out) == (2, True)
        assert len(checked.out) < 100_000

    @pytest.mark.parametrize(
        ("data", "code"),
        [
            (STRIKE.replace("title: T", "title: café").encode("latin-1"), "E110"),
            (STRIKE.encode("utf-16"), "E111"),
            (STRIKE.encode("utf-32"), "E111"),
            (STRIKE.replace("\n", "\r").encode(), "E113"),
            (b"", "E104"),
            (os.urandom(64).replace(b"\0", b"\xff") + b"\xff", "E110"),
        ],
        ids=["latin-1", "utf-16", "utf-32", "carriage returns", "empty", "noise"],
    )
    def test_bytes_that_are_no_text(self, data: bytes, code: str, tmp_path: Path) -> None:
        """Another encoding is named, never guessed."""
        root = written(tmp_path, {})
        (root / "cases" / "hostile.yaml").write_bytes(data)
        assert code in codes(run("check", root=root)) or code == "E110"
        assert run("show", "hostile", root=root).code == 2

    def test_a_mark_at_the_start_and_windows_line_ends_are_fine(self, tmp_path: Path) -> None:
        """A byte order mark and CR LF change nothing, places in problems included."""
        root = written(tmp_path, {})
        data = b"\xef\xbb\xbf" + STRIKE.replace("\n", "\r\n").encode()
        (root / "cases" / "windows.yaml").write_bytes(data)
        assert run("check", root=root).code == 0
        (root / "cases" / "windows.yaml").write_bytes(data.replace(b"strike", b"strik"))
        assert "cases/windows.yaml:7:12: E401 strik is not" in run("check", root=root).out


class TestFiles:
    """Names that lead away, and files that are none."""

    @pytest.mark.parametrize(
        "name", ["../good", "../../etc/passwd", "/etc/passwd", "a/b", "..", "a\\b", "a\0b", "", "A"]
    )
    @pytest.mark.parametrize("command", ["show", "explain", "graph"])
    def test_an_id_is_never_a_path(self, command: str, name: str, tmp_path: Path) -> None:
        """No id leads out of the workspace, whatever it holds."""
        told = run(command, name, root=written(tmp_path, {}))
        assert (told.code, told.out) == (2, "")
        assert codes(told) == ["E409"]

    def test_a_policy_or_source_is_never_a_path(self, tmp_path: Path) -> None:
        """Neither on the command line nor in a file."""
        paths = STRIKE.replace("source: s", "source: ../cases/good") + "policy: ../own\n"
        root = written(tmp_path, {"cases/path.yaml": paths})
        assert codes(run("policy", "show", "../own", root=root)) == ["E410"]
        assert set(codes(run("check", root=root))) == {"E402", "E404"}

    @pytest.mark.parametrize("folder", ["cases", "seeds", "policies"])
    def test_a_link_out_of_the_workspace_is_not_followed(self, folder: str, tmp_path: Path) -> None:
        """Nothing of the file that it leads to is read or shown, by any command."""
        root = written(tmp_path / "w", {"policies/own.yaml": "id: own\ntitle: T\n"})
        secret = tmp_path / "secret.yaml"
        secret.write_text("password: hunter2\n", encoding="utf-8")
        (root / folder / "link.yaml").symlink_to(secret)
        for words in (["check"], ["check", str(root / folder / "link.yaml")], ["show", "link"],
                      ["list"], ["policy", "list"], ["policy", "show", "link"]):  # fmt: skip
            told = run(*words, root=root)
            assert "hunter2" not in told.out + told.err
            assert "password" not in told.out + told.err
        assert codes(run("check", root=root)) == ["E411"]

    def test_a_link_inside_the_workspace_is_followed(self, tmp_path: Path) -> None:
        """One to another file of the workspace is that file; one to itself is named."""
        root = written(tmp_path, {})
        (root / "cases" / "again.yaml").symlink_to("good.yaml")
        assert run("show", "again", root=root).code == 0
        (root / "cases" / "round.yaml").symlink_to("round.yaml")
        (root / "cases" / "nowhere.yaml").symlink_to("gone.yaml")
        assert sorted(codes(run("check", root=root))) == ["E100", "E101"]
        assert codes(run("check", str(root / "cases" / "round.yaml"), root=root)) == ["E101"]

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
    def test_a_pipe_or_device_makes_nobody_wait(self, tmp_path: Path) -> None:
        """In every folder of a workspace; each command ends and names it."""
        root = written(tmp_path, {"policies/own.yaml": "id: own\ntitle: T\n"})
        names = ["cases/pipe.yaml", "seeds/pipe.yaml", "policies/pipe.yaml"]
        for name in names:
            os.mkfifo(root / name)
        (root / "cases" / "folder.yaml").mkdir()
        if os.geteuid() == 0:
            os.mknod(root / "cases" / "zero.yaml", stat.S_IFCHR | 0o600, os.makedev(1, 5))
            names.append("cases/zero.yaml")
        for words in (["check"], ["list"], ["show", "pipe"], ["overdue"], ["policy", "list"],
                      ["show", "good"], ["graph", "good"]):  # fmt: skip
            with stopped_after_a_minute():
                told = run(*words, root=root)
            assert "Traceback" not in told.err
            assert set(codes(told)) <= {"E102"}
        checked = run("check", root=root)
        assert all(f"{name}: E102" in checked.out for name in [*names, "cases/folder.yaml"])

    def test_a_huge_file_is_not_read(self, tmp_path: Path) -> None:
        """100 MB, most of it a hole: refused by its size alone."""
        root = written(tmp_path, {})
        with (root / "cases" / "huge.yaml").open("wb") as file:
            file.truncate(100_000_000)
        started = time.process_time()
        assert codes(run("check", root=root)) == ["E103"]
        assert codes(run("show", "huge", root=root)) == ["E103"]
        assert run("list", root=root).code == 2
        assert time.process_time() - started < 5

    def test_a_name_of_a_file_is_text(self, tmp_path: Path) -> None:
        """One with escapes or spaces is shown visibly, and is no id."""
        root = written(tmp_path, {"cases/a\x1b[31mb\u202e.yaml": STRIKE, "cases/a b.yaml": STRIKE})
        for words in (["check"], ["list"], ["check", "--format", "github"]):
            told = run(*words, root=root)
            assert not UNSEEN.search(told.out + told.err)
        assert codes(run("check", root=root)).count("E409") >= 1
        assert r"cases/a\x1b[31mb\u202e.yaml: E409" in run("check", root=root).out
        assert "cases/a b.yaml: E409" in run("check", root=root).out

    def test_one_broken_vocabulary_is_told_once(self, tmp_path: Path) -> None:
        """Kinds that cannot be read keep every case out, and are one problem."""
        root = written(tmp_path, {"policies/kinds.yaml": "kinds: 3\n"})
        assert codes(run("check", root=root)) == ["E303"]


DATES = {
    "year 0": ("0000", "E205"),
    "year -1": ("-0001", "E201"),
    "year 10000": ("10000", "E201"),
    "day in 10000": ("10000-01-01", "E205"),
    "30 February": ("2023-02-30", "E203"),
    "+15:00": ("2023-05-03T11:42+15:00", "E206"),
    "+14:01": ("2023-05-03T11:42+14:01", "E206"),
    "24:61": ("2023-05-03T24:61", "E209"),
    "65 choices": (f"[{', '.join(['2023-05-03'] * 65)}]", "E208"),
    "a number of 26 digits": (f"{'9' * 26} days after strike", "E201"),
    "a formula": ("=1+1", "E201"),
    "full-width digits": ('"\uff12\uff10\uff12\uff13"', "E201"),
}
ODD_DATES = {
    "first day": "0001-01-01",
    "last day": "9999-12-31",
    "last minute, behind": "9999-12-31T23:59-14:00",
    "first minute, ahead": "0001-01-01T00:00+14:00",
    "past the calendar": "9999 years after strike",
    "before the calendar": "9999 years before strike",
    "a clock ahead by 14 hours": "2023-05-03T11:42+14:00",
}


def dated(when: str, zone: str = "UTC") -> str:
    """A case with a strike and one more event."""
    return STRIKE.replace("UTC", zone) + f"  - {{kind: other, when: {when}, source: s}}\n"


class TestTime:
    """Days that are not, and days at the edge."""

    @pytest.mark.parametrize(("when", "code"), DATES.values(), ids=DATES)
    def test_what_is_no_date_is_refused(self, when: str, code: str, tmp_path: Path) -> None:
        """With its place; nothing is made of it."""
        root = written(tmp_path, {"cases/odd.yaml": dated(when)})
        checked = run("check", root=root)
        assert codes(checked) == [code]
        assert "cases/odd.yaml:8:" in checked.out

    @pytest.mark.parametrize("when", ODD_DATES.values(), ids=ODD_DATES)
    def test_the_edges_of_the_calendar_hold(self, when: str, tmp_path: Path) -> None:
        """The first and the last day, and what would lie beyond them, break no command."""
        root = written(tmp_path, {"cases/odd.yaml": dated(when)})
        for words in (["show", "odd"], ["show", "odd", "--json"], ["explain", "odd"], ["list"],
                      ["graph", "odd"], ["compare", "good", "odd"], ["overdue"]):  # fmt: skip
            assert run(*words, root=root).code == 0
        assert run("show", "odd", "--as-of", "9999-12-31", root=root).code == 0
        assert run("show", "odd", "--as-of", "0001-01-01", root=root).code == 0

    @pytest.mark.parametrize(
        "zone",
        [
            "Asia/Nowhere",
            "../../etc/passwd",
            "/etc/localtime",
            "localtime",
            "right/UTC",
            "",
            "utc0",
        ],
    )
    def test_an_unknown_zone_is_refused(self, zone: str, tmp_path: Path) -> None:
        """Nor can a zone be a path."""
        root = written(tmp_path, {"cases/odd.yaml": dated("2023-05-04", f"'{zone}'")})
        assert codes(run("check", root=root)) == ["E405"]

    @pytest.mark.parametrize(
        ("local", "sooner", "later", "is_certain"),
        [
            ("2023-10-29T02:30", "2023-10-29T00:15Z", "2023-10-29T01:45Z", False),
            ("2023-10-29T02:30", "2023-10-28T23:30Z", "2023-10-29T02:30Z", True),
            ("2023-03-26T02:30", "2023-03-26T00:45Z", "2023-03-26T01:15Z", True),
        ],
        ids=["shown twice", "around it", "skipped"],
    )
    def test_a_local_time_that_clocks_skip_or_show_twice(
        self, local: str, sooner: str, later: str, *, is_certain: bool
    ) -> None:
        """An hour that is shown twice orders nothing in it; one that is skipped lies between."""
        inference = inferred(
            f"time_zone: Europe/Berlin\nevents:\n  - {{kind: strike, when: {local}, source: s}}\n"
            f"  - {{id: sooner, kind: other, when: '{sooner}', source: s}}\n"
            f"  - {{id: later, kind: other, when: '{later}', source: s}}\n"
        )
        after = {"sooner": ["strike", "later"], "strike": ["later"], "later": []}
        nothing: dict[str, list[str]] = {name: [] for name in after}
        assert inference.conflicts == ()
        assert certain_order(inference) == (after if is_certain else nothing)

    def test_dates_that_lean_on_each_other_in_a_circle(self, tmp_path: Path) -> None:
        """A circle that can be true leaves its events undated; one that cannot is named."""
        can = "".join(
            f"  - {{id: e{n}, kind: other, when: on or after e{(n + 1) % 5}, source: s}}\n"
            for n in range(5)
        )
        cannot = can.replace("on or after", "1 day after")
        self_leaning = "  - {id: e, kind: other, when: 1 day after e, source: s}\n"
        root = written(
            tmp_path,
            {
                "cases/can.yaml": STRIKE + can,
                "cases/cannot.yaml": STRIKE + cannot,
                "cases/self.yaml": STRIKE + self_leaning,
            },
        )
        assert sorted(codes(run("check", root=root))) == ["E407", "E601"]
        shown = run("show", "cannot", root=root)
        assert shown.code == 0
        assert run("show", "can", root=root).code == 0


def many(number: int, event: str) -> str:
    """A case with a strike and so many events more."""
    return STRIKE + "".join(f"  - {event.format(n=n, m=n - 1)}\n" for n in range(number))


LARGE = {
    "on one day": many(1999, "{{id: e{n}, kind: other, when: 2023-06-01, source: s}}"),
    "in a chain": many(1, "{{id: e0, kind: other, when: after strike, source: s}}")
    + many(1999, "{{id: e{n}, kind: other, when: 0 to 3 days after e{m}, source: s}}").partition(
        "after e-1, source: s}\n"
    )[2],
    "in a circle": many(1, "{{id: e0, kind: other, when: 1 day after e499, source: s}}")
    + many(500, "{{id: e{n}, kind: other, when: 1 day after e{m}, source: s}}").partition(
        "after e-1, source: s}\n"
    )[2],
    "each in two days at once": many(  # with fewer the search goes further, and takes longer
        1999,
        "{{id: e{n}, kind: other, claims: [{{when: 2023-06-01, source: s}}, "
        "{{when: 2023-06-02, source: s}}]}}",
    ),
}


class TestSize:
    """Up to 2,000 events in one case."""

    @pytest.mark.parametrize("text", LARGE.values(), ids=LARGE)
    def test_a_large_case_is_checked_in_bounded_time(self, text: str, tmp_path: Path) -> None:
        """Also where every event contradicts itself; the runner stops after a minute."""
        root = written(tmp_path, {"cases/large.yaml": text})
        checked = run_apart("check", "--root", str(root))
        assert set(codes(checked)) <= {"E601"}
        assert re.search(r"\d+ files", checked.out)

    def test_more_events_than_can_be_judged_are_refused(self, tmp_path: Path) -> None:
        """At the place of the first one too many."""
        text = many(10_000, "{{id: e{n}, kind: announcement, when: 2023-06-01, source: s}}")
        root = written(tmp_path, {"cases/large.yaml": text})
        for words in (("check",), ("show", "large"), ("list",)):
            ran = run(*words, root=root)
            line = text.splitlines().index(
                "  - {id: e1999, kind: announcement, when: 2023-06-01, source: s}"
            )
            assert codes(ran) == ["E144"]
            assert f"cases/large.yaml:{line + 1}:5: E144" in ran.out + ran.err

    def test_a_large_case_is_shown_in_bounded_time(self, tmp_path: Path) -> None:
        """A page, and the page as data."""
        root = written(tmp_path, {"cases/large.yaml": LARGE["on one day"]})
        assert run_apart("show", "large", "--root", str(root)).code == 0
        assert run_apart("list", "--root", str(root)).code == 0


def test_the_page_has_a_heading_for_each_class() -> None:
    """docs/safety.md and this file say the same."""
    classes = re.findall(r"^class (Test\w+)", Path(__file__).read_text("utf-8"), re.MULTILINE)
    assert re.findall(r"^## .+: `(Test\w+)`$", PAGE, re.MULTILINE) == classes

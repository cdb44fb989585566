"""A workspace with a process of its own: every screen speaks of its steps."""

from pathlib import Path

import pytest

import timeline
from tests.checking import write
from tests.cli.runner import ROOT, TODAY, read, run

EXAMPLE = ROOT / "docs" / "examples" / "police-complaints"
OWN = """\
measures:
  - {id: talk-to-decision, label: Talk to decision, from: interview, to: decision}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The example of the docs, with a latency that it names itself."""
    files = {
        str(path.relative_to(EXAMPLE)): path.read_text("utf-8") for path in EXAMPLE.rglob("*.yaml")
    }
    return write(tmp_path, files | {"policies/measures.yaml": OWN})


def test_every_screen_speaks_of_its_steps() -> None:
    """List, comparison and statistics name the kinds and the days of the workspace."""
    listed = run("list", root=EXAMPLE).words
    assert "Complaint acknowledged Interview Referral Decision" in listed
    assert "tram-stop 4 Jan 2024 8 27 – 57 kept" in listed
    compared = run("compare", "quay", "tram-stop", root=EXAMPLE).words
    assert "Complaint received to interview 12–41 days 26 days" in compared
    assert "Interview to decision none 30 days" in compared
    assert run("stats", root=EXAMPLE).words.startswith("2 of 3 cases have “Incident to decision”")
    shown = run("show", "tram-stop", root=EXAMPLE).words
    assert "The decision was made 57 days after the incident." in shown


def test_latencies_are_those_of_rules_incident_and_stages() -> None:
    """Each once; those of a strike do not apply."""
    record = timeline.show(timeline.open_workspace(EXAMPLE, as_of=TODAY), "market-square")
    told = {one.label: one.words for one in record.latencies}
    assert len(told) == len(record.latencies)
    assert told["Incident to decision"] == "51 days"
    assert told["Appeal to appeal decided"] == "none"
    assert told["Complaint received to complaint acknowledged"] == "11 days"
    assert {told[label] for label in told if "trike" in label} == {"–"}


def test_the_workspace_names_its_own(root: Path) -> None:
    """A latency of `policies/measures.yaml` stands in place of the one that a rule implies."""
    view = timeline.open_workspace(root, as_of=TODAY)
    labels = [
        one.label for one in view.measures if (one.start, one.end) == ("interview", "decision")
    ]
    assert labels == ["Talk to decision"]
    asked = run("compare", "quay", "tram-stop", "--measure", "talk-to-decision", root=root)
    assert "Talk to decision" in asked.out
    assert run("check", root=root).code == 0


def test_no_latency_that_is_named_is_dropped(root: Path) -> None:
    """Beside one of the program between the same kinds, and in place of one of the same id."""
    own = (
        "measures:\n"
        "  - {id: my-finding, label: My finding, from: strike, to: conclusion}\n"
        "  - {id: review-length, label: Our review, from: interview, to: decision}\n"
    )
    (root / "policies" / "measures.yaml").write_text(own, "utf-8")
    labels = {one.id: one.label for one in timeline.open_workspace(root, as_of=TODAY).measures}
    assert labels["my-finding"] == "My finding"
    assert labels["strike-to-conclusion"] == "Strike to finding"
    assert labels["review-length"] == "Our review"


def test_a_flaw_in_measures_is_told_at_its_place(root: Path) -> None:
    """With the kind meant, and the good cases are listed all the same."""
    path = root / "policies" / "measures.yaml"
    path.write_text(OWN.replace("to: decision", "to: desicion"), "utf-8")
    ran = run("check", root=root)
    assert ran.code == 1
    assert "policies/measures.yaml:2" in ran.out
    assert "decision" in ran.out


def test_kinds_are_listed_in_order_with_whose_they_are(root: Path) -> None:
    """A shipped kind that the workspace words anew keeps its place, and is its own."""
    path = root / "policies" / "kinds.yaml"
    anew = "  - {id: release, label: R, about: A., noun: n, done: d, reference: r, public: true}\n"
    path.write_text(path.read_text("utf-8") + anew, "utf-8")
    kinds = read("kinds", root=root)["kinds"]
    names = [one["id"] for one in kinds]
    assert names[:2] == ["policy_change", "strike"]
    assert names[-2:] == ["appeal", "appeal_decided"]
    by_name = {one["id"]: one for one in kinds}
    assert by_name["release"]["own"]
    assert not by_name["strike"]["own"]
    assert by_name["appeal_decided"]["closes"] == "appeal"
    assert by_name["appeal"]["closes"] is None
    assert by_name["litigation"]["outside"]
    assert not by_name["litigation"]["public"]

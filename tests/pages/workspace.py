"""A small workspace with something for every screen of figures."""

from pathlib import Path

from tests.builders import ordinal
from timeline.model.workspace import Workspace
from timeline.view import View

HEAD = """\
title: {title}
place: Exampleville
time_zone: UTC
forces: Exampleland
recorded_until: 2024-12-31
"""
FOUND = {
    "arch": "2024-01-12",
    "bridge": "2024-01-21",
    "canal": "2024-02-10/2024-02-20",
    "depot": "2024-03-01",
    "east-gate": "2024-03-11",
    "farm": "2024-04-01/2024-04-30",
    "granary": "2024-06-30",
    "harbour": "",
    "inn": "",
}
"""Cases of one day, with the day of their finding; empty for none."""
MARKET = """\
title: Strike on a market
place: Exampleville
time_zone: UTC
forces: Exampleland
recorded_until: 2024-12-31
events:
  - {kind: strike, when: 2024-01-10, source: daily}
  - {kind: external_report, when: 2024-01-11, source: daily}
  - {kind: investigation_opened, when: 2024-01-20, source: daily}
  - {kind: acknowledgement, when: 2024-06-01, source: daily}
tolls:
  - {by: Army, official: true, on: 2024-02-01, killed: 0, who: civilians, source: daily}
  - {by: Army, official: true, on: 2024-06-01, killed: 12, injured: 30, who: civilians,
     source: daily}
  - {by: Hospital, on: ../2024-01-11, killed: 20.., of: bodies brought in, source: daily}
  - {by: Witnesses, on: unknown, killed: ..40, source: weekly}
  - {by: Monitors, on: 2024-03-01, killed: 18..25, children: 3, who: civilians, source: weekly}
  - {by: Army, official: true, on: 2024-02-01, killed: 2, who: fighters, source: daily}
"""
DAILY = """\
title: Day by day
publisher: The Daily
kind: press
published: 2024-07-02
read: whole
"""
WEEKLY = """\
title: Week by week
publisher: The Weekly
kind: press
published: 2024-03
read: part
tolls:
  - {by: Army, official: true, scope: The whole war, killed: 900, until: 2024-02}
  - {by: Monitors, scope: The whole war, killed: 1500..2200, since: 2023-05, until: 2024-02}
caseload:
  - {scope: Docket, period: 2024-02, carried_over: 60, received: 15, completed: 25..,
     killed_total: 640}
"""
MONTHLY = """\
title: Monthly report
publisher: The Ministry
kind: official
published: 2024-09-01
read: whole
caseload:
  - {scope: Docket, period: 2023-11, received: 18, completed: 9, open: 40, killed_total: 600}
  - {scope: Docket, period: 2023-12, carried_over: 40, received: 30, completed: 10, open: 60}
  - {scope: Docket, period: 2024-03, carried_over: 50, received: 5, completed: 20, credible: 4,
     not_credible: 12, killed: 9}
  - {scope: Docket, period: 2024-07, carried_over: 30, received: 4, completed: 10, open: 25,
     explains: {balance: one report was split in two}}
  - {scope: Docket, period: 2024-08, received: 2, completed: 1, open: 26, killed_total: 590}
  - {scope: Docket, period: 2022, received: 100.., note: The year before.}
"""
OLD = """\
id: old-rules
title: Rules of 2020
summary: A manual of ten pages, read whole.
applies: {forces: Exampleland, from: 2020-01-01, until: 2024-01}
source: monthly
rules:
  - id: open-investigation
    step: investigation_opened
    label: Investigation opened
    after: strike
    limit: 14 days
    force: binding
    clause: s. 4
    source: monthly
    reviewed_on: 2026-10-24
  - id: publish
    step: {event: release, of: report}
    label: Report published
    after: investigation_closed
    when: {event: investigation_opened, form: board}
    limit: not established
    force: practice
    clause: s. 9
    source: monthly
    reviewed_on: 2026-10-24
    note: The annex was not read.
"""
NEW = """\
id: new-rules
title: Rules of 2024
applies: {forces: Exampleland, from: 2024-02-01}
inherits: [old-rules]
drops: [publish]
rules:
  - id: open-investigation
    step: investigation_opened
    label: Investigation opened
    after: [strike, external_report]
    limit: 7 days
    force: binding
    clause: s. 3
    source: monthly
    benchmark: {within: 3 days, because: A neighbour does it in three.}
  - id: pay
    step: payment
    label: Payment made
    after: acknowledgement
    requires: [acknowledgement]
    force: guidance
notes:
  - {step: Apology, text: Named without a time., source: monthly}
"""


def a_workspace(root: Path) -> Path:
    """Write it."""
    for folder in ("cases", "seeds", "policies"):
        (root / folder).mkdir(parents=True)
    for name, found in FOUND.items():
        text = HEAD.format(title=f"Strike on the {name}")
        text += "example: true\n" if name == "inn" else ""
        text += "events:\n  - {kind: strike, when: 2024-01-10, source: daily}\n"
        if found:
            text += f"  - {{kind: conclusion, when: {found}, source: daily}}\n"
        (root / "cases" / f"{name}.yaml").write_text(text)
    (root / "cases" / "market.yaml").write_text(MARKET)
    for name, text in (("daily", DAILY), ("weekly", WEEKLY), ("monthly", MONTHLY)):
        (root / "seeds" / f"{name}.yaml").write_text(text)
    for name, text in (("old-rules", OLD), ("new-rules", NEW)):
        (root / "policies" / f"{name}.yaml").write_text(text)
    return root


def view_of(root: Path) -> View:
    """Return a view that was not used before."""
    return View(Workspace(root), ordinal("2026-11-21"))

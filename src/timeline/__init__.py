"""Hold institutions to their own investigation process: claims, bounds, verdicts, receipts.

    import timeline

    workspace = timeline.load_workspace()
    case = workspace.case("may3-syria")
    case.latency("strike", "investigation_opened")
    timeline.overdue(workspace, as_of="2023-05-24")

docs/python.md tells of every name. Each is loaded when it is first asked for, so that importing
this package costs nothing.
"""

TYPE_CHECKING = False  # typing's own would have to be imported, which takes longer than all else
if TYPE_CHECKING:
    from timeline.chrono.truth import Truth
    from timeline.conformance.verdict import Tier, Verdict, Word
    from timeline.door.asked import Day
    from timeline.door.case import Case
    from timeline.door.cases import Cases, Tables
    from timeline.door.checking import Checked, check
    from timeline.door.comparing import Cell, Compared, Comparison, Slower, compare
    from timeline.door.explained import Explained
    from timeline.door.frames import Table
    from timeline.door.ledger import Docket, DocketFigure, DocketSum, Ledger, ledger
    from timeline.door.overdue import Overdue, OverdueStep, overdue
    from timeline.door.records import (
        Absence,
        Claim,
        Contradiction,
        Event,
        Finding,
        Ground,
        JudgedBy,
        Latency,
        Limit,
        Order,
        Practice,
        Question,
        Receipt,
        ReceiptStep,
        Source,
        Statement,
        Toll,
        VerdictChange,
    )
    from timeline.door.results import Rows
    from timeline.door.stats import Stats, StatsGroup, StatsMeasure, stats
    from timeline.door.tolls import TollFigure, Tolls, TollsOf, tolls
    from timeline.door.values import Count, Dates, Days
    from timeline.door.workspace import Workspace, load_case, load_workspace
    from timeline.errors import Problem, TimelineError

__all__ = [
    "Absence",
    "Case",
    "Cases",
    "Cell",
    "Checked",
    "Claim",
    "Compared",
    "Comparison",
    "Contradiction",
    "Count",
    "Dates",
    "Day",
    "Days",
    "Docket",
    "DocketFigure",
    "DocketSum",
    "Event",
    "Explained",
    "Finding",
    "Ground",
    "JudgedBy",
    "Latency",
    "Ledger",
    "Limit",
    "Order",
    "Overdue",
    "OverdueStep",
    "Practice",
    "Problem",
    "Question",
    "Receipt",
    "ReceiptStep",
    "Rows",
    "Slower",
    "Source",
    "Statement",
    "Stats",
    "StatsGroup",
    "StatsMeasure",
    "Table",
    "Tables",
    "Tier",
    "TimelineError",
    "Toll",
    "TollFigure",
    "Tolls",
    "TollsOf",
    "Truth",
    "Verdict",
    "VerdictChange",
    "Word",
    "Workspace",
    "check",
    "compare",
    "ledger",
    "load_case",
    "load_workspace",
    "overdue",
    "stats",
    "tolls",
]

_ROOMS = {
    "chrono.truth": ("Truth",),
    "conformance.verdict": ("Tier", "Verdict", "Word"),
    "door.asked": ("Day",),
    "door.case": ("Case",),
    "door.cases": ("Cases", "Tables"),
    "door.checking": ("Checked", "check"),
    "door.comparing": ("Cell", "Compared", "Comparison", "Slower", "compare"),
    "door.explained": ("Explained",),
    "door.frames": ("Table",),
    "door.ledger": ("Docket", "DocketFigure", "DocketSum", "Ledger", "ledger"),
    "door.overdue": ("Overdue", "OverdueStep", "overdue"),
    "door.records": (
        "Absence",
        "Claim",
        "Contradiction",
        "Event",
        "Finding",
        "Ground",
        "JudgedBy",
        "Latency",
        "Limit",
        "Order",
        "Practice",
        "Question",
        "Receipt",
        "ReceiptStep",
        "Source",
        "Statement",
        "Toll",
        "VerdictChange",
    ),
    "door.results": ("Rows",),
    "door.stats": ("Stats", "StatsGroup", "StatsMeasure", "stats"),
    "door.tolls": ("TollFigure", "Tolls", "TollsOf", "tolls"),
    "door.values": ("Count", "Dates", "Days"),
    "door.workspace": ("Workspace", "load_case", "load_workspace"),
    "errors": ("Problem", "TimelineError"),
}
"""Which names come from which module; those above say the same to programs that check types."""

if not TYPE_CHECKING:  # else every name that is not there would have a type

    def __getattr__(name: str) -> object:
        """Load a public name when it is first asked for.

        Raises:
            AttributeError: there is no such name.
        """
        from importlib import import_module  # noqa: PLC0415 - importing this package is instant

        for module, names in _ROOMS.items():
            if name in names:
                found = getattr(import_module(f"{__name__}.{module}"), name)
                globals()[name] = found  # the next time it is simply there
                return found
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)

    def __dir__() -> list[str]:
        """The public names, and whatever else every module has."""
        return sorted({*globals(), *__all__})

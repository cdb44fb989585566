"""Hold institutions to their own investigation process: claims, bounds, verdicts, receipts.

    import timeline

    view = timeline.open_workspace(as_of="2023-05-24")
    timeline.show(view, "may3-syria").findings
    timeline.overdue(view).to_json()

docs/python.md tells of every name. Each is loaded when it is first asked for, so that importing
this package costs nothing.
"""

TYPE_CHECKING = False  # typing's own would have to be imported, which takes longer than all else
if TYPE_CHECKING:
    from timeline.chrono.truth import Truth as Truth
    from timeline.commands import Day as Day
    from timeline.commands import add as add
    from timeline.commands import check as check
    from timeline.commands import compare as compare
    from timeline.commands import corrections as corrections
    from timeline.commands import diff as diff
    from timeline.commands import explain as explain
    from timeline.commands import explain_code as explain_code
    from timeline.commands import fmt as fmt
    from timeline.commands import graph as graph
    from timeline.commands import init as init
    from timeline.commands import kinds as kinds
    from timeline.commands import ledger as ledger
    from timeline.commands import list_cases as list_cases
    from timeline.commands import new_case as new_case
    from timeline.commands import new_kind as new_kind
    from timeline.commands import new_policy as new_policy
    from timeline.commands import new_source as new_source
    from timeline.commands import open_workspace as open_workspace
    from timeline.commands import overdue as overdue
    from timeline.commands import policy_diff as policy_diff
    from timeline.commands import policy_list as policy_list
    from timeline.commands import policy_show as policy_show
    from timeline.commands import publish as publish
    from timeline.commands import query as query
    from timeline.commands import schema as schema
    from timeline.commands import show as show
    from timeline.commands import stats as stats
    from timeline.commands import tables as tables
    from timeline.commands import tolls as tolls
    from timeline.commands import withheld as withheld
    from timeline.conformance.verdict import Tier as Tier
    from timeline.conformance.verdict import Verdict as Verdict
    from timeline.conformance.verdict import Word as Word
    from timeline.errors import Problem as Problem
    from timeline.errors import TimelineError as TimelineError
    from timeline.formats.graphml import to_networkx as to_networkx
    from timeline.results.case import *
    from timeline.results.changes import *
    from timeline.results.check import *
    from timeline.results.compare import *
    from timeline.results.corrections import *
    from timeline.results.graph import *
    from timeline.results.kinds import *
    from timeline.results.ledger import *
    from timeline.results.listing import *
    from timeline.results.many import *
    from timeline.results.overdue import *
    from timeline.results.policies import *
    from timeline.results.publish import *
    from timeline.results.query import *
    from timeline.results.record import *
    from timeline.results.stats import *
    from timeline.results.story import *
    from timeline.results.tolls import *
    from timeline.results.values import *
    from timeline.results.withheld import *
    from timeline.view import View as View

    __version__: str
    """Empty if the program runs from a checkout that is not installed."""

_COMMANDS = (
    *(
        "add",
        "check",
        "compare",
        "corrections",
        "diff",
        "explain",
        "explain_code",
        "fmt",
        "graph",
        "init",
        "kinds",
        "ledger",
    ),
    *(
        "list_cases",
        "new_case",
        "new_kind",
        "new_policy",
        "new_source",
        "open_workspace",
        "overdue",
        "policy_diff",
    ),
    *(
        "policy_list",
        "policy_show",
        "publish",
        "query",
        "schema",
        "show",
        "stats",
        "tables",
        "tolls",
        "withheld",
    ),
)
_ROOMS = {
    "chrono.truth": ("Truth",),
    "commands": ("Day", *_COMMANDS),
    "conformance.verdict": ("Tier", "Verdict", "Word"),
    "errors": ("Problem", "TimelineError"),
    "formats.graphml": ("to_networkx",),
    "view": ("View",),
}
"""Public names by module; the imports above name them for programs that check types."""

_RECORDS = (
    *(
        "case",
        "changes",
        "check",
        "compare",
        "corrections",
        "graph",
        "kinds",
        "ledger",
        "listing",
        "many",
        "overdue",
    ),
    *("policies", "publish", "query", "record", "stats", "story", "tolls", "values", "withheld"),
)
"""Modules of `results`, all of whose records are public."""

if not TYPE_CHECKING:  # else every name that is not there would have a type

    def __getattr__(name: str) -> object:
        """Load a public name on first use.

        Raises:
            AttributeError: there is no such name.
        """
        if name == "__all__":
            found = sorted({*_records(), *(one for names in _ROOMS.values() for one in names)})
        elif name == "__version__":
            from timeline.version import installed_version

            found = installed_version()
        else:
            found = _found(name)
        globals()[name] = found  # the next time it is simply there
        return found

    def __dir__() -> list[str]:
        """List the public names and those of any module."""
        return sorted({*globals(), *__getattr__("__all__")})

    def _found(name: str) -> object:
        from importlib import import_module

        for module, names in _ROOMS.items():
            if name in names:
                return getattr(import_module(f"{__name__}.{module}"), name)
        records = _records() if name[:1].isupper() else {}  # not for each room that is imported
        if name in records:
            return records[name]
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)

    def _records() -> dict[str, object]:
        """Map the records by name."""
        from importlib import import_module

        from timeline.results.record import Record

        return {
            name: value
            for module in _RECORDS
            for name, value in vars(import_module(f"{__name__}.results.{module}")).items()
            if isinstance(value, type) and issubclass(value, Record)
        }

"""Commands about one case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.cli.fixed_words import GRAPH_FORMATS
from timeline.cli.options import UNUSABLE, Options, print_json, print_text, tell
from timeline.errors import Problem, ReadError
from timeline.location import Location

if TYPE_CHECKING:
    from timeline.api import View


def run_show(case: str, options: Options, *, with_peers: bool = False) -> int:
    """`timeline show`."""
    view = options.view()
    judged = view.judge(case)
    from timeline.cli.practices import counts_beside  # noqa: PLC0415 - fast start
    from timeline.conformance.settle import open_questions  # noqa: PLC0415 - fast start
    from timeline.portfolio.practice import practices_held_against  # noqa: PLC0415 - fast start

    trials = view.trials(judged)
    questions = open_questions(judged.reckoning, judged.reports)
    practices = counts_beside(view, practices_held_against(judged), options)
    if options.as_json:
        from timeline.render.json_show import show_json  # noqa: PLC0415 - only for --json

        kinds = view.workspace.kinds
        print_json(show_json(judged, kinds, trials, questions, practices), options)
    else:
        from timeline.render.show import CasePage, Extras  # noqa: PLC0415 - not for --json

        peers = view.peers(judged) if with_peers else None
        extras = Extras(view.differences(judged), peers, practices, view.awaiting_command(judged))
        CasePage(options.page(), judged, trials, questions, extras).print()
    return UNUSABLE if tell(judged.problems) else 0


def run_explain(case: str, what: str | None, other: str | None, options: Options) -> int:
    """`timeline explain`."""
    from timeline.cli.practices import counts_beside  # noqa: PLC0415 - fast start
    from timeline.render.explain import (  # noqa: PLC0415 - fast start
        asked_for,
        explained,
        practices_in,
        print_explained,
    )

    view = options.view()
    judged = view.judge(case)
    receipts = explained(asked_for(judged, what, other), judged.reckoning)
    practices = counts_beside(view, practices_in(receipts), options)
    if options.as_json:
        from timeline.render.json_tables import explain_json  # noqa: PLC0415 - only for --json

        print_json(explain_json(judged, receipts, practices), options)
    else:
        print_explained(options.page(), judged, receipts, practices)
    return UNUSABLE if tell(judged.problems) else 0


def run_graph(case: str, format_: str, options: Options, *, with_claims: bool) -> int:
    """`timeline graph`."""
    from timeline.graph.build import build_graph  # noqa: PLC0415 - fast start
    from timeline.render import graph_text  # noqa: PLC0415 - fast start

    view: View = options.view()
    if format_ not in GRAPH_FORMATS:
        from timeline.model.fields import nearest  # noqa: PLC0415 - only when something is wrong

        message = f"{format_} is not a format of a graph"
        hint = nearest(format_, GRAPH_FORMATS)
        raise ReadError([Problem("E415", message, Location("--format", None), hint)])
    judged = view.judge(case)
    graph = build_graph(judged.reckoning, judged.report, judged.as_of, view.workspace.kinds)
    if format_ == "json":
        print_json(graph_text.render_json(graph), options)
    elif format_ == "graphml":
        print_text(graph_text.render_graphml(graph))
    else:
        draw = graph_text.render_mermaid if format_ == "mermaid" else graph_text.render_dot
        print_text(draw(graph, with_claims=with_claims, ascii_only=options.shows_ascii()))
    return UNUSABLE if tell(judged.problems) else 0

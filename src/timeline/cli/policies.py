"""Commands about policies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.cli.options import UNUSABLE, Options, print_json, print_text, tell
from timeline.errors import TimelineError

if TYPE_CHECKING:
    from timeline.api import View
    from timeline.errors import Problem
    from timeline.model.policy import Policy


def _all(view: View) -> tuple[list[Policy], list[Problem]]:
    found: list[Policy] = []
    problems: list[Problem] = []
    for policy_id in view.workspace.policy_files:
        try:
            found.append(view.load_policy(policy_id))
        except TimelineError as error:
            problems.extend(error.problems)
    return found, problems


def run_policy_list(options: Options) -> int:
    """`timeline policy list`."""
    found, problems = _all(options.view())
    if options.as_json:
        from timeline.render.json_policies import policy_list_json  # noqa: PLC0415 - only for --json

        print_json(policy_list_json(found), options)
    else:
        from timeline.render.policies import print_policy_list  # noqa: PLC0415 - not for --json

        print_policy_list(options.page(), found)
    return UNUSABLE if tell(problems) else 0


def run_policy_show(policy_id: str, options: Options, *, as_graph: bool = False) -> int:
    """`timeline policy show`."""
    from timeline.conformance.policies import hypothetical  # noqa: PLC0415 - fast start

    view = options.view()
    policy = view.load_policy(policy_id)
    selection = hypothetical(policy, view.load_policy)
    if as_graph:
        from timeline.render.policies import workflow_mermaid  # noqa: PLC0415 - only for --graph

        print_text(workflow_mermaid(selection, ascii_only=options.shows_ascii()))
        return 0
    from timeline.cli.practices import practice_counts  # noqa: PLC0415 - fast start

    asked = [(owner, rule.id) for rule, owner in selection.rules if rule.force == "practice"]
    practices = practice_counts(view, asked, options)
    if options.as_json:
        from timeline.render.json_policies import policy_show_json  # noqa: PLC0415 - only for --json

        print_json(policy_show_json(policy, selection, practices), options)
    else:
        from timeline.render.policies import print_policy  # noqa: PLC0415 - not for --json

        print_policy(options.page(), policy, selection, practices)
    return 0


def run_policy_diff(first: str, second: str, options: Options) -> int:
    """`timeline policy diff`."""
    from timeline.conformance.policies import hypothetical  # noqa: PLC0415 - fast start
    from timeline.portfolio.policy_diff import compare_policies  # noqa: PLC0415 - fast start

    view = options.view()
    both = [hypothetical(view.load_policy(name), view.load_policy) for name in (first, second)]
    changes = compare_policies(*both)
    if options.as_json:
        from timeline.render.json_policies import policy_diff_json  # noqa: PLC0415 - only for --json

        print_json(policy_diff_json(both[0], both[1], changes), options)
    else:
        from timeline.render.policies import print_policy_diff  # noqa: PLC0415 - not for --json

        print_policy_diff(options.page(), both[0], both[1], changes)
    return 0

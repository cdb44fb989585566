"""`timeline tolls`: who says how many, when; official beside independent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from timeline.cli.ledger import refuse_two_formats
from timeline.cli.options import UNUSABLE, Options, print_json, print_text, say_unread, tell

if TYPE_CHECKING:
    from timeline.view import View


def run_tolls(case: str | None, options: Options, *, as_csv: bool) -> int:
    """`timeline tolls`.

    Raises:
        TimelineError: no such case, or one that cannot be read; or two formats at once.
    """
    from timeline.portfolio.tolls import judged_tolls  # noqa: PLC0415 - fast start

    refuse_two_formats(options, as_csv=as_csv)
    view = options.view()
    if case is None:
        return _run_all(view, options, as_csv=as_csv)
    judged = view.judge(case)
    tolls = judged_tolls(judged, view.as_of)
    if options.as_json:
        from timeline.results.build.tolls import tolls_record  # noqa: PLC0415 - only for --json

        shown = tolls_record([tolls], [], judged.problems, view.as_of, view.known_on)
        print_json(shown, options)
    elif as_csv:
        from timeline.render.tolls import tolls_csv  # noqa: PLC0415 - only for --csv

        print_text(tolls_csv([tolls], []))
    else:
        from timeline.render.tolls import print_case_tolls  # noqa: PLC0415 - not for --json

        print_case_tolls(options.page(), tolls, judged.inference.file.case.title)
    return UNUSABLE if tell(judged.problems) else 0


def _run_all(view: View, options: Options, *, as_csv: bool) -> int:
    """Every case, and the campaigns."""
    from timeline.portfolio.tolls import campaign_tolls, judged_tolls  # noqa: PLC0415 - fast start

    say_unread(view)
    found, problems = view.judge_all(view.workspace.case_ids)
    sources, unreadable = view.read_sources()
    problems = list(dict.fromkeys([*problems, *unreadable]))
    cases = [judged_tolls(judged, view.as_of) for judged in found]
    campaign = campaign_tolls(sources, view.as_of)
    if options.as_json:
        from timeline.results.build.tolls import tolls_record  # noqa: PLC0415 - only for --json

        shown = tolls_record(cases, campaign, problems, view.as_of, view.known_on)
        print_json(shown, options)
    elif as_csv:
        from timeline.render.tolls import tolls_csv  # noqa: PLC0415 - only for --csv

        print_text(tolls_csv(cases, campaign))
    else:
        from timeline.render.tolls import print_all_tolls  # noqa: PLC0415 - not for --json

        print_all_tolls(options.page(), cases, campaign)
    return UNUSABLE if tell(problems) else 0

"""The command tree."""

from __future__ import annotations

import re
import sys
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from timeline.cli.options import (
    Ascii,
    AsOf,
    Json,
    KnownOn,
    NoCache,
    NoColor,
    Options,
    PolicyOption,
    Root,
    completed_by,
    fail,
    installed_version,
    not_to_be_kept,
)
from timeline.errors import TimelineError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typer.models import CommandInfo

app = typer.Typer(
    name="timeline",
    help="Hold institutions to their own investigation process.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: timeline show may3-syria",
)
policy_app = typer.Typer(
    help="The rules, their clauses and dates in force.",
    no_args_is_help=True,
    epilog="Example: timeline policy show us-chmr-ap-2022",
)
app.add_typer(policy_app, name="policy")


def _case_ids(incomplete: str) -> list[str]:
    """For the shell: the ids of the cases here."""
    from timeline.cli.completion import complete_case  # noqa: PLC0415 - only for the shell

    return complete_case(incomplete)


CaseId = Annotated[str, typer.Argument(metavar="CASE", autocompletion=_case_ids)]
CaseIds = Annotated[list[str] | None, typer.Argument(metavar="[CASE]...", autocompletion=_case_ids)]

PolicyId = Annotated[str, typer.Argument(metavar="POLICY", autocompletion=completed_by("policy"))]


def _version(value: bool) -> None:
    if value:
        version = installed_version()
        typer.echo(
            f"timeline {version}"
            if version
            else "timeline, run from a checkout that is not installed"
        )
        raise typer.Exit


@app.callback()
def _root(
    *,
    _version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Hold institutions to their own investigation process."""


@app.command("list", epilog="Example: timeline list --as-of 2023-05-24")
def list_(
    *,
    root: Root = None,
    as_of: AsOf = "",
    known_on: KnownOn = "",
    policy: PolicyOption = "",
    as_json: Json = False,
    no_color: NoColor = False,
    ascii_only: Ascii = False,
    no_cache: NoCache = False,
) -> None:
    """List every case: strike, state, what is late, missing or out of order."""
    from timeline.cli.many import run_list  # noqa: PLC0415 - fast start

    _end(run_list(Options(root, as_of, known_on, policy, as_json, no_color, ascii_only, no_cache)))


@app.command(epilog="Example: timeline show may3-syria --as-of 2023-05-24")
def show(
    case: CaseId,
    *,
    root: Root = None,
    as_of: AsOf = "",
    known_on: KnownOn = "",
    policy: PolicyOption = "",
    as_json: Json = False,
    no_color: NoColor = False,
    ascii_only: Ascii = False,
    no_cache: NoCache = False,
    peers: Annotated[
        bool, typer.Option("--peers", help="Rank each latency among the other cases here.")
    ] = False,
) -> None:
    """Tell one case: drawn timeline, findings, events, tolls, contradictions, sources."""
    from timeline.cli.one import run_show  # noqa: PLC0415 - fast start

    options = Options(root, as_of, known_on, policy, as_json, no_color, ascii_only, no_cache)
    _end(run_show(case, options, with_peers=peers))


@app.command(epilog="Example: timeline explain may3-syria investigation-after-strike")
def explain(
    case: CaseId,
    what: Annotated[
        str | None,
        typer.Argument(metavar="[RULE|EVENT]", help="A rule, an event, or nothing: all."),
    ] = None,
    other: Annotated[
        str | None, typer.Argument(metavar="[EVENT]", help="With two events: the days between.")
    ] = None,
    *,
    root: Root = None,
    as_of: AsOf = "",
    known_on: KnownOn = "",
    policy: PolicyOption = "",
    as_json: Json = False,
    no_color: NoColor = False,
    ascii_only: Ascii = False,
    no_cache: NoCache = False,
) -> None:
    """Give the receipt of a finding, an event or a pair, with file and line of every input."""
    from timeline.cli.one import run_explain  # noqa: PLC0415 - fast start

    options = Options(root, as_of, known_on, policy, as_json, no_color, ascii_only, no_cache)
    _end(run_explain(case, what, other, options))


@app.command(epilog="Example: timeline compare kabul-2021 may3-syria")
def compare(
    cases: CaseIds = None,
    *,
    every_case: Annotated[
        bool, typer.Option("--all", help="Every case here that can be read.")
    ] = False,
    measures: Annotated[
        list[str] | None,
        typer.Option(
            "--measure",
            metavar="ID",
            help="Only this measure; again for each.",
            autocompletion=completed_by("measure"),
        ),
    ] = None,
    strips: Annotated[
        bool, typer.Option("--strips", help="Draw each case, as for more than three.")
    ] = False,
    root: Root = None,
    as_of: AsOf = "",
    known_on: KnownOn = "",
    policy: PolicyOption = "",
    as_json: Json = False,
    no_color: NoColor = False,
    ascii_only: Ascii = False,
    no_cache: NoCache = False,
) -> None:
    """Compare latencies: who was slower, by how much, and whether that is certain."""
    from timeline.cli.comparing import Asked, run_compare  # noqa: PLC0415 - fast start

    options = Options(root, as_of, known_on, policy, as_json, no_color, ascii_only, no_cache)
    asked = Asked(tuple(cases or ()), tuple(measures or ()), every_case, strips)
    _end(run_compare(asked, options))


@app.command(epilog="Example: timeline overdue --as-of 2023-05-24")
def overdue(
    cases: CaseIds = None,
    *,
    root: Root = None,
    as_of: AsOf = "",
    known_on: KnownOn = "",
    policy: PolicyOption = "",
    as_json: Json = False,
    no_color: NoColor = False,
    ascii_only: Ascii = False,
    no_cache: NoCache = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="End with 1 where anything is overdue.")
    ] = False,
) -> None:
    """Flag what is overdue anywhere, worst first; limits before benchmarks."""
    from timeline.cli.many import run_overdue  # noqa: PLC0415 - fast start

    options = Options(root, as_of, known_on, policy, as_json, no_color, ascii_only, no_cache)
    _end(run_overdue(cases or [], options, exit_code=exit_code))


@app.command(epilog="Example: timeline check cases/may3-syria.yaml")
def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", help="Files; all of them if none.")
    ] = None,
    *,
    root: Root = None,
    as_json: Json = False,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            help="text, json, github or sarif.",
            autocompletion=completed_by("check format"),
        ),
    ] = "text",
    code: Annotated[
        str,
        typer.Option("--explain", metavar="CODE", help="Only say what a code such as E203 means."),
    ] = "",
    no_color: NoColor = False,
    ascii_only: Ascii = False,
    no_cache: NoCache = False,
) -> None:
    """Check every file: problems with file, line and column, contradictions, missing sources."""
    from timeline.cli.checking import run_check, run_explain_code  # noqa: PLC0415 - fast start

    options = Options(
        root, as_json=as_json, no_color=no_color, ascii_only=ascii_only, no_cache=no_cache
    )
    if code:
        _end(run_explain_code(code, options))
    else:
        _end(run_check(paths or [], options, format_))


@app.command(epilog="Example: timeline schema case > schemas/case.schema.json")
def schema(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="[FILE]",
            help="case, source, policy, kinds or calendar.",
            autocompletion=completed_by("schema"),
        ),
    ] = "case",
    *,
    ascii_only: Ascii = False,
) -> None:
    """Print the JSON Schema of a kind of file, for editors."""
    from timeline.cli.schema import run_schema  # noqa: PLC0415 - fast start

    _end(run_schema(kind, Options(ascii_only=ascii_only)))


@app.command(epilog="Example: timeline graph may3-syria --format mermaid")
def graph(
    case: CaseId,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            help="mermaid, dot, graphml or json.",
            autocompletion=completed_by("graph format"),
        ),
    ] = "mermaid",
    with_claims: Annotated[
        bool, typer.Option("--claims", help="Draw the claims behind each date as well.")
    ] = False,
    *,
    root: Root = None,
    as_of: AsOf = "",
    known_on: KnownOn = "",
    policy: PolicyOption = "",
    as_json: Json = False,
    no_color: NoColor = False,
    ascii_only: Ascii = False,
    no_cache: NoCache = False,
) -> None:
    """Export the directed graph of a case: events, claims, expectations, ghosts."""
    from timeline.cli.one import run_graph  # noqa: PLC0415 - fast start

    options = Options(root, as_of, known_on, policy, as_json, no_color, ascii_only, no_cache)
    chosen = "json" if as_json else format_
    _end(run_graph(case, chosen, options, with_claims=with_claims))


@app.command(epilog="Example: timeline ledger --scope CJTF-OIR")
def ledger(
    scope: Annotated[
        str, typer.Option("--scope", metavar="NAME", help="One docket, by its name.")
    ] = "",
    *,
    root: Root = None,
    as_of: AsOf = "",
    known_on: KnownOn = "",
    as_json: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Every figure as a row of CSV.")] = False,
    no_color: NoColor = False,
    ascii_only: Ascii = False,
    no_cache: NoCache = False,
) -> None:
    """Tell the docket over time: received, completed, open; and where it does not add up."""
    from timeline.cli.ledger import run_ledger  # noqa: PLC0415 - fast start

    options = Options(root, as_of, known_on, "", as_json, no_color, ascii_only, no_cache)
    _end(run_ledger(scope, options, as_csv=as_csv))


@app.command(epilog="Example: timeline tolls manbij-tokhar-2016")
def tolls(
    case: Annotated[str | None, typer.Argument(metavar="[CASE]", autocompletion=_case_ids)] = None,
    *,
    root: Root = None,
    as_of: AsOf = "",
    known_on: KnownOn = "",
    as_json: Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Every toll as a row of CSV.")] = False,
    no_color: NoColor = False,
    ascii_only: Ascii = False,
    no_cache: NoCache = False,
) -> None:
    """Tell who says how many and when: official beside independent, for a case or for all."""
    from timeline.cli.tolls import run_tolls  # noqa: PLC0415 - fast start

    options = Options(root, as_of, known_on, "", as_json, no_color, ascii_only, no_cache)
    _end(run_tolls(case, options, as_csv=as_csv))


@app.command(epilog="Example: timeline diff main --exit-code")
def diff(
    first: Annotated[
        str, typer.Argument(metavar="REV", help="A git revision, or a folder that holds cases/.")
    ],
    second: Annotated[
        str | None,
        typer.Argument(metavar="[REV]", help="What to compare with; else the files as they are."),
    ] = None,
    *,
    root: Root = None,
    as_of: AsOf = "",
    known_on: KnownOn = "",
    policy: PolicyOption = "",
    as_json: Json = False,
    no_color: NoColor = False,
    ascii_only: Ascii = False,
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="End with 1 where anything changed.")
    ] = False,
) -> None:
    """Tell which verdicts, bounds and days changed between two revisions or folders."""
    from timeline.cli.diff import run_diff  # noqa: PLC0415 - fast start

    options = Options(root, as_of, known_on, policy, as_json, no_color, ascii_only)
    _end(run_diff(first, second, options, exit_code=exit_code))


When = Annotated[
    list[str] | None,
    typer.Option("--when", metavar="DATE", help="As the source words it; again for each claim."),
]
From = Annotated[
    list[str] | None,
    typer.Option("--source", metavar="SOURCE", help="Who says so; again for each claim."),
]
Worded = Annotated[
    list[str] | None,
    typer.Option("--worded", metavar="WORDS", help="The few words that date it, for each claim."),
]
By = Annotated[str, typer.Option("--by", help="Who did it.")]
Note = Annotated[str, typer.Option("--note", help="Anything a reader should know.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show the change, and write nothing.")]


@app.command(
    epilog="Example: timeline add market-strike denial --when 2024-03-11 --source daily-example"
)
def add(
    case: CaseId,
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND", help="The kind of event.", autocompletion=completed_by("kind")
        ),
    ],
    *,
    when: When = None,
    source: From = None,
    worded: Worded = None,
    id_: Annotated[
        str, typer.Option("--id", help="Where the kind stands in the case already.")
    ] = "",
    label: Annotated[str, typer.Option("--label", help="Shown instead of the kind.")] = "",
    by: By = "",
    form: Annotated[str, typer.Option("--form", help="Such as AR 15-6.")] = "",
    outcome: Annotated[str, typer.Option("--outcome", help="Such as credible.")] = "",
    track: Annotated[str, typer.Option("--track", help="Which parallel inquiry.")] = "",
    round_: Annotated[str, typer.Option("--round", help="2 after a reopening.")] = "",
    zone: Annotated[str, typer.Option("--zone", help="Whose days its days are.")] = "",
    responds_to: Annotated[
        list[str] | None,
        typer.Option("--responds-to", metavar="EVENT", help="What it answers; again for more."),
    ] = None,
    tells: Annotated[
        list[str] | None,
        typer.Option("--tells", metavar="EVENT", help="What it made public; again for more."),
    ] = None,
    standing: Annotated[
        str, typer.Option("--standing", help="disputed or rejected, with --because.")
    ] = "",
    because: Annotated[str, typer.Option("--because", help="Why it is not accepted.")] = "",
    planned: Annotated[
        bool, typer.Option("--planned", help="The source speaks of what is still to come.")
    ] = False,
    note: Note = "",
    dry_run: DryRun = False,
    root: Root = None,
    as_of: AsOf = "",
    as_json: Json = False,
    no_color: NoColor = False,
    ascii_only: Ascii = False,
) -> None:
    """Append an event to a case; every other byte of the file stays as it is."""
    from timeline.cli.authoring import run_add  # noqa: PLC0415 - fast start
    from timeline.edit.events import EventWords  # noqa: PLC0415 - fast start

    event = EventWords(
        kind=kind,
        when=tuple(when or ()),
        source=tuple(source or ()),
        worded=tuple(worded or ()),
        id=id_,
        label=label,
        form=form,
        by=by,
        outcome=outcome,
        track=track,
        round=round_,
        zone=zone,
        responds_to=tuple(responds_to or ()),
        tells=tuple(tells or ()),
        standing=standing,
        because=because,
        planned=planned,
        note=note,
    )
    options = Options(root, as_of, as_json=as_json, no_color=no_color, ascii_only=ascii_only)
    _end(run_add(case, event, options, dry_run=dry_run))


@app.command(
    epilog='Example: timeline new source daily-example --title "Strike on a market" '
    '--publisher "The Daily Example" --kind press --published 2024-04-02'
)
def new(
    words: Annotated[
        list[str], typer.Argument(metavar="CASE | source SOURCE", help="The id of the new file.")
    ],
    *,
    title: Annotated[str, typer.Option("--title", help="One line.")] = "",
    place: Annotated[str, typer.Option("--place", help="Of a case: where.")] = "",
    time_zone: Annotated[
        str, typer.Option("--time-zone", help="Of a case: such as Asia/Damascus.")
    ] = "",
    forces: Annotated[str, typer.Option("--forces", help="Of a case: whose process.")] = "",
    command: Annotated[str, typer.Option("--command", help="Of a case: such as CENTCOM.")] = "",
    policy: Annotated[
        str,
        typer.Option(
            "--policy",
            help="Of a case: else that of the day.",
            autocompletion=completed_by("policy"),
        ),
    ] = "",
    recorded_until: Annotated[
        str, typer.Option("--recorded-until", metavar="DAY", help="Of a case: how far followed.")
    ] = "",
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            help="Of a case: its first event, strike unless given. Of a "
            "source: press, official, ngo, court, parliament, academic or data.",
        ),
    ] = "",
    when: When = None,
    source: From = None,
    worded: Worded = None,
    by: By = "",
    publisher: Annotated[str, typer.Option("--publisher", help="Of a source.")] = "",
    published: Annotated[
        str, typer.Option("--published", metavar="DATE", help="Of a source: when it could be read.")
    ] = "",
    url: Annotated[str, typer.Option("--url", help="Of a source.")] = "",
    reliability: Annotated[str, typer.Option("--reliability", help="Of a source.")] = "",
    note: Note = "",
    dry_run: DryRun = False,
    root: Root = None,
    as_of: AsOf = "",
    as_json: Json = False,
    no_color: NoColor = False,
    ascii_only: Ascii = False,
) -> None:
    """Start a case with its first event, or a source; an existing file is never written over."""
    from timeline.cli.authoring import NewWords, run_new  # noqa: PLC0415 - fast start
    from timeline.edit.events import EventWords  # noqa: PLC0415 - fast start

    said = NewWords(
        case={
            "title": title,
            "place": place,
            "time_zone": time_zone,
            "forces": forces,
            "command": command,
            "policy": policy,
            "recorded_until": recorded_until,
        },
        source={
            "title": title,
            "publisher": publisher,
            "published": published,
            "kind": kind,
            "url": url,
            "reliability": reliability,
            "note": note,
        },
        event=EventWords(
            kind=kind or "strike",
            when=tuple(when or ()),
            source=tuple(source or ()),
            worded=tuple(worded or ()),
            by=by,
            note=note,
        ),
    )
    options = Options(root, as_of, as_json=as_json, no_color=no_color, ascii_only=ascii_only)
    _end(run_new(words, said, options, dry_run=dry_run))


@app.command(epilog="Example: timeline fmt --check")
def fmt(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", help="Files; all of them if none.")
    ] = None,
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; end with 1 where anything would.")
    ] = False,
    write: Annotated[bool, typer.Option("--write", help="Write the files.")] = False,
    root: Root = None,
    no_color: NoColor = False,
    ascii_only: Ascii = False,
) -> None:
    """Bring files into the canonical layout: spaces and empty lines, never a word."""
    from timeline.cli.fmt import run_fmt  # noqa: PLC0415 - fast start

    options = Options(root, no_color=no_color, ascii_only=ascii_only)
    _end(run_fmt(paths or [], options, check=check, write=write))


@app.command(epilog="Example: timeline stats --where tag=drone --where year=2016..2023")
def stats(
    cases: CaseIds = None,
    *,
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where",
            metavar="KEY=VALUE",
            help="tag=, command=, policy=, forces=, year=2016..2019; again: all have to hold.",
        ),
    ] = None,
    group_by: Annotated[
        str, typer.Option("--by", metavar="KEY", help="policy, command, forces, year or tag.")
    ] = "",
    measure: Annotated[
        str,
        typer.Option(
            "--measure",
            metavar="MEASURE",
            help="One measure, and every case of it.",
            autocompletion=completed_by("measure"),
        ),
    ] = "",
    min_cases: Annotated[
        int, typer.Option("--min-cases", min=1, help="How many cases a curve needs.")
    ] = 8,
    root: Root = None,
    as_of: AsOf = "",
    known_on: KnownOn = "",
    policy: PolicyOption = "",
    as_json: Json = False,
    no_color: NoColor = False,
    ascii_only: Ascii = False,
    no_cache: NoCache = False,
) -> None:
    """Give the latencies of many cases: counts, bounds on the median, and survival curves."""
    from timeline.cli.stats import StatsWords, run_stats  # noqa: PLC0415 - fast start

    words = StatsWords(cases or (), where or (), group_by, measure, min_cases)
    options = Options(root, as_of, known_on, policy, as_json, no_color, ascii_only, no_cache)
    _end(run_stats(words, options))


_COMMENT = re.compile(r"--\s")


class _Sql(TyperCommand):
    """A command whose argument may begin with a comment of SQL."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401 - a private class
        """Put a space before `-- a comment`, which is no option."""
        return super().parse_args(ctx, [f" {one}" if _COMMENT.match(one) else one for one in args])


@app.command(
    cls=_Sql,
    epilog='Example: timeline query "SELECT verdict, count(*) FROM findings GROUP BY ALL"',
)
def query(
    sql: Annotated[str, typer.Argument(metavar="SQL", help="One statement that reads.")],
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            "-f",
            help="table, csv, json, xlsx or parquet.",
            autocompletion=completed_by("query format"),
        ),
    ] = "table",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="FILE", help="Write a new file.", show_default=False
        ),
    ] = None,
    *,
    root: Root = None,
    as_of: AsOf = "",
    known_on: KnownOn = "",
    policy: PolicyOption = "",
    as_json: Json = False,
    no_color: NoColor = False,
    ascii_only: Ascii = False,
    no_cache: NoCache = False,
) -> None:
    """Ask with SQL: events, claims, latencies, findings, sources, caseload, tolls as tables."""
    from timeline.cli.query import run_query  # noqa: PLC0415 - fast start

    options = Options(root, as_of, known_on, policy, as_json, no_color, ascii_only, no_cache)
    _end(run_query(sql, format_, output, options))


@policy_app.command("list", epilog="Example: timeline policy list")
def policy_list(
    *,
    root: Root = None,
    as_json: Json = False,
    no_color: NoColor = False,
    ascii_only: Ascii = False,
    no_cache: NoCache = False,
) -> None:
    """List the policies and their dates in force."""
    from timeline.cli.policies import run_policy_list  # noqa: PLC0415 - fast start

    _end(
        run_policy_list(
            Options(
                root, as_json=as_json, no_color=no_color, ascii_only=ascii_only, no_cache=no_cache
            )
        )
    )


@policy_app.command("show", epilog="Example: timeline policy show us-chmr-ap-2022")
def policy_show(
    policy: PolicyId,
    *,
    root: Root = None,
    as_json: Json = False,
    no_color: NoColor = False,
    ascii_only: Ascii = False,
    no_cache: NoCache = False,
    graph: Annotated[
        bool, typer.Option("--graph", help="The workflow as a Mermaid graph.")
    ] = False,
) -> None:
    """Show a policy: its steps, limits, clauses and benchmarks."""
    from timeline.cli.policies import run_policy_show  # noqa: PLC0415 - fast start

    options = Options(
        root, as_json=as_json, no_color=no_color, ascii_only=ascii_only, no_cache=no_cache
    )
    _end(run_policy_show(policy, options, as_graph=graph))


@policy_app.command("diff", epilog="Example: timeline policy diff us-centcom-2014 us-chmr-ap-2022")
def policy_diff(
    first: PolicyId,
    second: PolicyId,
    *,
    root: Root = None,
    as_json: Json = False,
    no_color: NoColor = False,
    ascii_only: Ascii = False,
    no_cache: NoCache = False,
) -> None:
    """Tell what changed from one policy to another, and for whom."""
    from timeline.cli.policies import run_policy_diff  # noqa: PLC0415 - fast start

    options = Options(
        root, as_json=as_json, no_color=no_color, ascii_only=ascii_only, no_cache=no_cache
    )
    _end(run_policy_diff(first, second, options))


def _end(code: int) -> None:
    if code:
        raise typer.Exit(code)


def _asked_for(arguments: Sequence[str]) -> typer.Typer:
    """The program with only the command that is asked for: building all takes longer than most."""
    name = arguments[0] if arguments else ""
    commands = [one for one in app.registered_commands if _name_of(one) == name]
    if not commands:
        return app
    one = copy(app)
    one.registered_commands, one.registered_groups = commands, []
    return one


def _name_of(command: CommandInfo) -> str:
    return command.name or str(getattr(command.callback, "__name__", ""))


def run() -> int:
    """Run the command line; wrong input never shows a traceback.

    Returns:
        With what code to end.
    """
    try:
        _asked_for(sys.argv[1:])(prog_name="timeline")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except TimelineError as error:
        not_to_be_kept()
        return fail(error).exit_code
    return 0

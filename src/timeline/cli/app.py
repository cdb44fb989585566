"""The command tree: words to arguments, a call of `timeline`, and the code to end with."""

from __future__ import annotations

import os
import re
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import timeline
from timeline.cli.asked import PROBLEMS, UNUSABLE, Options, fail, say, tell
from timeline.cli.options import (
    COMMANDS,
    JUDGES,
    WRITES,
    PlainCommand,
    PlainGroup,
    build,
    command,
    completed_by,
)
from timeline.errors import TimelineError, refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from timeline.results.changes import DraftRecord

TASKS = {
    "Look": ("list", "show", "overdue", "explain"),
    "Compare": ("compare", "stats"),
    "Write": ("init", "new", "add", "check"),
    "Share": ("publish", "serve"),
}
"""Everyday commands by task; `--help` names the others on one line."""


class Root(PlainGroup):
    """The program's own help: everyday commands by task."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write a section for each task, lines uncut."""
        known = {name: self.get_command(ctx, name) for name in self.list_commands(ctx)}
        for task, names in TASKS.items():
            with formatter.section(task):
                told = [(name, known.pop(name)) for name in names]
                formatter.write_dl([(name, one.help or "") for name, one in told if one])
        with formatter.section("More"):
            formatter.write_text(", ".join(known))


app = typer.Typer(
    name="timeline",
    cls=Root,
    help="Hold institutions to their own investigation process.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: timeline show may3-syria",
)
policy_app = typer.Typer(
    name="policy",
    cls=PlainGroup,
    help="The rules, their clauses and dates in force.",
    no_args_is_help=True,
    epilog="Example: timeline policy show us-chmr-ap-2022",
)
app.add_typer(policy_app)

CaseId = Annotated[str, typer.Argument(metavar="CASE", autocompletion=completed_by("case"))]
CaseIds = Annotated[
    list[str] | None, typer.Argument(metavar="[CASE]...", autocompletion=completed_by("case"))
]
NoPeers = Annotated[
    bool, typer.Option("--no-peers", help="Leave out how it ranks among comparable cases.")
]
PolicyId = Annotated[str, typer.Argument(metavar="POLICY", autocompletion=completed_by("policy"))]
Paths = Annotated[
    list[Path] | None, typer.Argument(metavar="[PATH]...", help="Files; all of them if none.")
]
ExitCode = typer.Option("--exit-code", help="End with 1 where there is anything to tell.")


def _version(value: bool) -> None:
    if value:
        from timeline.version import installed_version

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


@command(app, "list", "ListRecord", example="list --as-of 2023-05-24")
def _list(asked: Options) -> int:
    """List every case on one line, with its deadlines."""
    return asked.give(timeline.list_cases(asked.whole_view))


@command(app, "show", "ShowRecord", example="show may3-syria --as-of 2023-05-24")
def _show(
    asked: Options,
    case: CaseId,
    *,
    no_peers: NoPeers = False,
) -> int:
    """Tell one case: what was late, by whose rule, and each step."""
    trials = asked.full or asked.chosen.name != "text"  # no page of a terminal tells them
    return asked.give(timeline.show(asked.view, case, peers=not no_peers, trials=trials))


@command(app, "explain", "ExplainRecord", example="explain may3-syria investigation-after-strike")
def _explain(
    asked: Options,
    case: CaseId,
    what: Annotated[
        str | None,
        typer.Argument(metavar="[RULE|EVENT]", help="A rule, an event, or nothing: all."),
    ] = None,
    other: Annotated[
        str | None, typer.Argument(metavar="[EVENT]", help="With two events: the days between.")
    ] = None,
) -> int:
    """Give the receipt of a finding, with file and line of each source."""
    return asked.give(timeline.explain(asked.view, case, what, other))


@command(app, "compare", "CompareRecord", example="compare kabul-2021 may3-syria")
def _compare(
    asked: Options,
    cases: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[CASE]...",
            help="Cases; shipped:ID for one that came with the program.",
            autocompletion=completed_by("case"),
        ),
    ] = None,
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
    no_peers: NoPeers = False,
) -> int:
    """Say who was slower, by how much, and whether that is certain."""
    view = asked.whole_view
    found = timeline.compare(
        view,
        cases or (),
        every_case=every_case,
        measures=measures or (),
        peers=not no_peers,
    )
    return asked.give(found)


@command(app, "overdue", "OverdueRecord", example="overdue --as-of 2023-05-24")
def _overdue(
    asked: Options,
    cases: CaseIds = None,
    *,
    within: Annotated[
        str, typer.Option("--within", metavar="DAYS", help="How far ahead to look: 60 days.")
    ] = "",
    exit_code: Annotated[bool, ExitCode] = False,
) -> int:
    """Flag what is overdue, not checked, coming up, or waiting."""
    from timeline.commands import EVERY_DAY, WITHIN_DAYS

    ahead = EVERY_DAY if asked.chosen.name == "ics" else WITHIN_DAYS
    days = _days(within) if within else ahead
    found = timeline.overdue(asked.whole_view, cases or (), within_days=days)
    return asked.give(found) or (PROBLEMS if found.overdue and exit_code else 0)


def _days(text: str) -> int:
    """Return the number in `60 days` or `60`."""
    match = re.fullmatch(r"(\d{1,6})( days?)?", text.strip())
    if match is None:
        message = f"{text} is not a number of days"
        raise refusal("E419", message, "--within", "write 60 days")
    return int(match[1])


@command(app, "check", "CheckRecord", example="check cases/may3-syria.yaml", leaves_out=JUDGES)
def _check(
    asked: Options,
    paths: Paths = None,
    *,
    code: Annotated[
        str,
        typer.Option("--explain", metavar="CODE", help="Only say what a code such as E203 means."),
    ] = "",
) -> int:
    """Check every file: problems with file, line and column."""
    if code:
        return replace(asked, record="CodeRecord").give(timeline.explain_code(code))
    found = timeline.check(asked.view, paths or ())
    asked.give(found, is_judgement=True)
    return PROBLEMS if any(not problem.warning for problem in found.problems) else 0


@command(
    app,
    "schema",
    "",
    example="schema case > schemas/case.schema.json",
    leaves_out=("root", *JUDGES, "format_", "as_json", "no_color", "no_cache"),
)
def _schema(
    asked: Options,
    kind: Annotated[
        str,
        typer.Argument(
            metavar="[FILE]",
            help="case, source, policy, kinds or calendar.",
            autocompletion=completed_by("schema"),
        ),
    ] = "case",
) -> int:
    """Print the JSON Schema of a kind of file, for editors."""
    return asked.give_json(timeline.schema(kind))


@command(app, "graph", "GraphRecord", example="graph may3-syria --format mermaid")
def _graph(
    asked: Options,
    case: CaseId,
    *,
    claims: Annotated[
        bool, typer.Option("--claims", help="With the claims behind each date.")
    ] = False,
) -> int:
    """Export the directed graph of a case."""
    return asked.give(timeline.graph(asked.view, case, claims=claims))


@command(app, "kinds", "KindsRecord", example="kinds", leaves_out=JUDGES)
def _kinds(asked: Options) -> int:
    """List the kinds of events, and your own among them."""
    return asked.give(timeline.kinds(asked.view))


@command(app, "ledger", "LedgerRecord", example="ledger --scope CJTF-OIR", leaves_out=("policy",))
def _ledger(
    asked: Options,
    *,
    scope: Annotated[
        str, typer.Option("--scope", metavar="NAME", help="One docket, by its name.")
    ] = "",
) -> int:
    """Tell the docket over time, and where it does not add up."""
    found = timeline.ledger(asked.whole_view, scope=scope)
    code = asked.give(found)
    parts = [] if found.as_of is None else [f"months that had ended by {found.as_of}"]
    parts += [] if found.known_on is None else [f"sources that were public by {found.known_on}"]
    if parts:
        say(f"only {' and '.join(parts)}")
    return code


@command(app, "tolls", "TollsRecord", example="tolls manbij-tokhar-2016", leaves_out=("policy",))
def _tolls(
    asked: Options,
    case: Annotated[
        str | None, typer.Argument(metavar="[CASE]", autocompletion=completed_by("case"))
    ] = None,
) -> int:
    """Say who counts how many dead: official beside independent."""
    view = asked.view if case else asked.whole_view
    return asked.give(timeline.tolls(view, case))


@command(app, "diff", "DiffRecord", example="diff main --exit-code", leaves_out=("no_cache",))
def _diff(
    asked: Options,
    first: Annotated[
        str, typer.Argument(metavar="REV", help="A git revision, or a folder that holds cases/.")
    ],
    second: Annotated[
        str | None,
        typer.Argument(metavar="[REV]", help="What to compare with; else the files as they are."),
    ] = None,
    *,
    exit_code: Annotated[bool, ExitCode] = False,
) -> int:
    """Tell what changed between two revisions or folders."""
    found = timeline.diff(asked.view, first, second)
    return asked.give(found) or (PROBLEMS if found.changes and exit_code else 0)


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
ADD = "add market-strike denial --when 2024-03-11 --source daily-example"
NEW = (
    'new source daily-example --title "Strike on a market" '
    '--publisher "The Daily Example" --kind press --published 2024-04-02'
)


@command(app, "init", "StartRecord", example="init mine", leaves_out=("root", "as_of", *WRITES))
def _init(
    asked: Options,
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="A new folder, or one without cases/.")
    ] = Path(),
) -> int:
    """Begin a workspace, with an example to look at."""
    with _writing():
        _ = asked.chosen
        started = timeline.init(folder)
    return asked.give(started)


@command(app, "add", "DraftRecord", example=ADD, leaves_out=WRITES)
def _add(
    asked: Options,
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
) -> int:
    """Append an event to a case, and change nothing else."""
    with _writing():
        draft = timeline.add(
            asked.view,
            case,
            kind,
            dry_run=dry_run,
            when=when or (),
            source=source or (),
            worded=worded or (),
            id=id_,
            label=label,
            by=by,
            form=form,
            outcome=outcome,
            track=track,
            round=round_,
            zone=zone,
            responds_to=responds_to or (),
            tells=tells or (),
            standing=standing,
            because=because,
            planned=planned,
            note=note,
        )
    return _shown(asked, draft)


NOUNS = ("case", "source", "policy", "kind")
"""Things that `timeline new` starts."""


@command(app, "new", "DraftRecord", example=NEW, leaves_out=WRITES)
def _new(
    asked: Options,
    words: Annotated[
        list[str],
        typer.Argument(metavar="[NOUN] ID", help="An id; before it: source, policy or kind."),
    ],
    *,
    title: Annotated[str, typer.Option("--title", help="One line.")] = "",
    place: Annotated[str, typer.Option("--place", help="Of a case: where.")] = "",
    time_zone: Annotated[
        str, typer.Option("--time-zone", help="Of a case: such as Asia/Damascus.")
    ] = "",
    forces: Annotated[str, typer.Option("--forces", help="Of a case or policy: whose.")] = "",
    command_: Annotated[str, typer.Option("--command", help="Of a case: such as CENTCOM.")] = "",
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
    label: Annotated[str, typer.Option("--label", help="Of a kind: as tables show it.")] = "",
    about: Annotated[str, typer.Option("--about", help="Of a kind: what it is.")] = "",
    noun: Annotated[str, typer.Option("--noun", help="Of a kind: such as answer.")] = "",
    done: Annotated[str, typer.Option("--done", help="Of a kind: such as given.")] = "",
    reference: Annotated[
        str, typer.Option("--reference", help="Of a kind: to count from, such as the answer.")
    ] = "",
    closes: Annotated[
        str, typer.Option("--closes", help="Of a kind: the opening of the stage that it ends.")
    ] = "",
    marks: Annotated[
        list[str] | None,
        typer.Option("--mark", help="Of a kind: incident, outside, public or free."),
    ] = None,
    note: Note = "",
    dry_run: DryRun = False,
) -> int:
    """Start a case with its first event, a source, a policy or a kind."""
    what, name = _named(words)
    with _writing():
        if what == "policy":
            draft = timeline.new_policy(
                asked.view,
                name,
                title=title,
                forces=forces,
                source=" ".join(source or ()),
                dry_run=dry_run,
            )
        elif what == "kind":
            draft = timeline.new_kind(
                asked.view,
                name,
                label=label,
                about=about,
                noun=noun,
                done=done,
                reference=reference,
                closes=closes,
                marks=marks or (),
                dry_run=dry_run,
            )
        elif what == "source":
            draft = timeline.new_source(
                asked.view,
                name,
                title=title,
                publisher=publisher,
                published=published,
                kind=kind,
                url=url,
                reliability=reliability,
                note=note,
                dry_run=dry_run,
            )
        else:
            draft = timeline.new_case(
                asked.view,
                name,
                title=title,
                place=place,
                time_zone=time_zone,
                forces=forces,
                command=command_,
                policy=policy,
                recorded_until=recorded_until,
                kind=kind or "strike",
                dry_run=dry_run,
                when=when or (),
                source=source or (),
                worded=worded or (),
                by=by,
                note=note,
            )
    return _shown(asked, draft)


def _named(words: Sequence[str]) -> tuple[str, str]:
    """Return what is to be made, and its id."""
    if words[1:] and not words[2:] and words[0] in NOUNS:
        return words[0], words[1]
    if len(words) == 1 and words[0] not in NOUNS:
        return "case", words[0]
    message = f"{' '.join(words)} names no one thing to start"
    hint = "timeline new market-strike, or timeline new source daily-example; or policy, or kind"
    raise refusal("E707", message, "new", hint)


@contextmanager
def _writing() -> Iterator[None]:
    """Add to a refusal its meaning for the file."""
    try:
        yield
    except TimelineError:
        say("nothing was written")
        raise


def _shown(asked: Options, draft: DraftRecord) -> int:
    """Show the change, and say whether it was written."""
    asked.give(draft, is_judgement=True)
    tell(draft.problems)
    done = "written" if draft.written else "not written (dry run)"
    say(f"{done}: {draft.file}")
    return 0


@command(
    app,
    "fmt",
    "FormattingRecord",
    example="fmt --check",
    leaves_out=(*WRITES, "as_of"),
)
def _fmt(
    asked: Options,
    paths: Paths = None,
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Change nothing; end with 1 where anything would.")
    ] = False,
    write: Annotated[bool, typer.Option("--write", help="Write the files.")] = False,
) -> int:
    """Tidy spaces and empty lines of files, never a word."""
    if check is write:
        message = "say either --check, which changes nothing, or --write"
        raise refusal("E707", message, "fmt", "timeline fmt --check")
    done = timeline.fmt(asked.view, paths or (), write=write)
    asked.give(done, is_judgement=True)
    words = "written" if write else "would change"
    say(f"{len(done.changed)} of {done.files} files {words}")
    if tell(done.problems):
        return UNUSABLE
    return PROBLEMS if check and done.changed else 0


@command(app, "stats", "StatsRecord", example="stats --where tag=drone --where year=2016..2023")
def _stats(
    asked: Options,
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
    by: Annotated[
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
) -> int:
    """Give medians, ranges and curves over many cases."""
    names = tuple(dict.fromkeys(cases or ()))
    found = timeline.stats(
        asked.whole_view,
        names,
        where=where or (),
        by=by,
        measure=measure,
        min_cases=min_cases,
    )
    return asked.give(found)


@command(
    app,
    "publish",
    "PublishRecord",
    example='publish build/site --title "How late?"',
    leaves_out=("policy",),
)
def _publish(
    asked: Options,
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="A new or empty folder, or an earlier site.")
    ],
    *,
    title: Annotated[str, typer.Option("--title", help="Of the site; else as in site.yaml.")] = "",
) -> int:
    """Write a static site of every case."""
    return asked.give(timeline.publish(asked.whole_view, folder, title=title))


@command(
    app,
    "serve",
    "",
    example="serve --port 8321",
    leaves_out=(
        "policy",
        "format_",
        "full",
        "as_json",
        "output",
        "force",
        "no_color",
        "ascii_only",
    ),
)
def _serve(
    asked: Options,
    *,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Where to listen; 0 for a free one.")
    ] = 8321,
    title: Annotated[str, typer.Option("--title", help="Of the site; else as in site.yaml.")] = "",
) -> int:
    """Show the site while you write: on this machine only."""
    from timeline.commands import serve

    serve(lambda: replace(asked).view, port=port, title=title, says=say)
    return 0


_COMMENT = re.compile(r"--\s")


class _Sql(PlainCommand):
    """A command whose argument may begin with a comment of SQL."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put a space before `-- a comment`, which is no option."""
        return super().parse_args(ctx, [f" {one}" if _COMMENT.match(one) else one for one in args])


QUERY = 'query "SELECT verdict, count(*) FROM findings GROUP BY ALL"'


@command(app, "query", "QueryRecord", example=QUERY, cls=_Sql)
def _query(
    asked: Options,
    sql: Annotated[str, typer.Argument(metavar="SQL", help="One statement that reads.")],
) -> int:
    """Ask with SQL over every case, as tables."""
    return asked.give(timeline.query(asked.whole_view, sql))


@command(policy_app, "list", "PolicyListRecord", example="policy list", leaves_out=JUDGES)
def _policy_list(asked: Options) -> int:
    """List the policies and their dates in force."""
    return asked.give(timeline.policy_list(asked.view))


@command(
    policy_app,
    "show",
    "PolicyShowRecord",
    example="policy show us-chmr-ap-2022",
    leaves_out=JUDGES,
)
def _policy_show(asked: Options, policy: PolicyId) -> int:
    """Show a policy: its steps, limits, clauses and benchmarks."""
    return asked.give(timeline.policy_show(asked.view, policy))


@command(
    policy_app,
    "diff",
    "PolicyDiffRecord",
    example="policy diff us-centcom-2014 us-chmr-ap-2022",
    leaves_out=JUDGES,
)
def _policy_diff(asked: Options, first: PolicyId, second: PolicyId) -> int:
    """Tell what changed from one policy to another, and for whom."""
    return asked.give(timeline.policy_diff(asked.view, first, second))


def build_for(words: Sequence[str], *, lists: bool) -> None:
    """Build the commands that a run needs; which one is asked for is known before typer reads it.

    Args:
        words: what was typed behind `timeline`.
        lists: whether a list of the commands is all that is asked for where none is named.
    """
    name = words[0] if words else ""
    group = policy_app if name == "policy" else app
    named = [one for one in COMMANDS if one.group is group and name in (one.name, "policy")]
    build(named or COMMANDS, takes_nothing=lists and list(words) in ([], ["--help"], ["-h"]))


def run() -> int:
    """Run the command line, without tracebacks for wrong input.

    Returns:
        With what code to end.
    """
    typed = os.environ.get("COMP_WORDS", "") if "_TIMELINE_COMPLETE" in os.environ else None
    words = sys.argv if typed is None else typed.split() or [""]
    try:
        build_for(words[1:], lists=typed is None)
        app(prog_name="timeline")
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0
    except TimelineError as error:
        return fail(error)
    return 0

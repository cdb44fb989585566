"""Every stable code of a Problem, its title and explanation; docs/problems.md is made of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Code:
    """What a stable code stands for; the documentation is made of these."""

    title: str
    """The flaw in a few plain words."""
    explanation: str
    """A paragraph for the writer of the file, with a wrong and a right example."""

    @property
    def paragraph(self) -> str:
        """The explanation without its examples."""
        return self.explanation.partition("\nWrong: ")[0]

    @property
    def wrong(self) -> str:
        """An example of the flaw."""
        return self.explanation.partition("\nWrong: ")[2].partition("\nRight: ")[0]

    @property
    def right(self) -> str:
        """The same without the flaw."""
        return self.explanation.partition("\nRight: ")[2]


CODES: Final[Mapping[str, Code]] = {
    # E1xx: reading. The file itself.
    "E100": Code(
        "The file is not there",
        "No file has this name. Names are taken letter for letter, capitals included.\n"
        "Wrong: Cases/Strike.yml, where the file is cases/strike.yaml\n"
        "Right: cases/strike.yaml",
    ),
    "E101": Code(
        "The file cannot be read",
        "The file is there, but the system does not let this program read it.\n"
        "Wrong: a file with mode 000, or one in a folder that belongs to somebody else\n"
        "Right: a file that you can open in an editor",
    ),
    "E102": Code(
        "Not an ordinary file",
        "Only ordinary files are read. A folder, a pipe or a device has no text of its own, and "
        "reading it could wait for ever.\n"
        "Wrong: cases/strike.yaml is a folder\n"
        "Right: cases/strike.yaml is a text file",
    ),
    "E103": Code(
        "The file is too large",
        "A file may have 16 MiB. One incident never needs that much, and a limit keeps a broken or "
        "hostile file from filling the memory.\n"
        "Wrong: a whole archive in one file\n"
        "Right: one file for each case and for each source",
    ),
    "E104": Code(
        "The file is empty",
        "There is nothing in the file, or only comments, blank lines and document marks.\n"
        "Wrong: # to be written\n"
        "Right: title: Drone strike near Qorqanya",
    ),
    # E11x: characters.
    "E110": Code(
        "Not UTF-8 text",
        "The file has bytes that are not UTF-8, as happens when an old editor saves é as one byte. "
        "Nothing is guessed: save the file as UTF-8.\n"
        "Wrong: the bytes 63 61 66 E9\n"
        "Right: the bytes 63 61 66 C3 A9",
    ),
    "E111": Code(
        "UTF-16 or UTF-32 text",
        "The file takes two or four bytes for each letter. Some editors call this encoding "
        "'Unicode'. Save it as UTF-8.\n"
        "Wrong: the bytes FF FE 74 00, saved as 'Unicode'\n"
        "Right: the byte 74, saved as 'UTF-8'",
    ),
    "E112": Code(
        "A character that YAML does not allow",
        "Control characters, such as NUL or the escape that starts a terminal command, and a byte "
        "order mark inside the text cannot stand in a YAML file. Inside double quotes they may be "
        "written as escapes.\n"
        "Wrong: a raw escape character in a note\n"
        'Right: note: "\\x1b"',
    ),
    "E113": Code(
        "A line end that editors do not show",
        "A line ends with a line feed, or a carriage return and a line feed. A carriage return "
        "alone and the Unicode separators U+0085, U+2028 and U+2029 end a line for YAML but not in "
        "most editors, so the two would count lines differently.\n"
        "Wrong: lines that end with a carriage return only\n"
        "Right: lines that end with a line feed",
    ),
    # E12x: syntax.
    "E120": Code(
        "Not well-formed YAML",
        "The text breaks a rule of YAML at this place, most often by its indentation, a missing "
        "comma, or a value that needs quotes.\n"
        "Wrong: note: The order: hold fire\n"
        'Right: note: "The order: hold fire"',
    ),
    "E121": Code(
        "A tab where only spaces may stand",
        "A tab has no fixed width, so YAML does not take it for indentation, and this program "
        "takes it nowhere outside quoted text, block text and comments.\n"
        "Wrong: a line that begins with a tab\n"
        "Right: a line that begins with two spaces",
    ),
    "E122": Code(
        "The file ends in the middle of something",
        "A quote or a bracket was opened and never closed. The place shown is where it opens.\n"
        "Wrong: tags: [drone, night\n"
        "Right: tags: [drone, night]",
    ),
    "E123": Code(
        "A YAML directive",
        "Lines that begin with % change how YAML is read. They are not needed here.\n"
        "Wrong: %YAML 1.1\n"
        "Right: title: Drone strike near Qorqanya, on the first line",
    ),
    "E124": Code(
        "A second document in one file",
        "Three dashes start another document. One file holds one.\n"
        "Wrong: title: One, then ---, then title: Two\n"
        "Right: two files, each with a title",
    ),
    # E13x: constructs.
    "E130": Code(
        "The same key twice",
        "A key may stand once in a mapping. Most programs keep the last value in silence, and a "
        "fact is lost.\n"
        "Wrong: {kind: strike, kind: denial}\n"
        "Right: {kind: strike}, and {kind: denial} as its own entry",
    ),
    "E131": Code(
        "An anchor",
        "An anchor (&name) marks a value for being used again. Values are written out here, so "
        "that each has a place of its own.\n"
        "Wrong: source: &first cnn-2023-05-24\n"
        "Right: source: cnn-2023-05-24",
    ),
    "E132": Code(
        "An alias",
        "An alias (*name) stands for a value written elsewhere. A few of them can grow into "
        "billions of values. Write the value out, or quote text that begins with a star.\n"
        "Wrong: source: *first\n"
        "Right: source: cnn-2023-05-24",
    ),
    "E133": Code(
        "A tag",
        "A tag (!name) tells a YAML program which kind of thing to make. Here every value is text, "
        "and the program reads it by where it stands.\n"
        "Wrong: when: !!timestamp 2023-05-03\n"
        "Right: when: 2023-05-03",
    ),
    "E134": Code(
        "A merge key",
        "The key << copies one mapping into another in some programs. Write the keys out.\n"
        "Wrong: {<<: {kind: strike}, by: CENTCOM}\n"
        "Right: {kind: strike, by: CENTCOM}",
    ),
    "E135": Code(
        "A key that is not a word",
        "A key is plain text. A list or a mapping cannot be one.\n"
        "Wrong: {[by, kind]: strike}\n"
        "Right: {by: CENTCOM, kind: strike}",
    ),
    "E136": Code(
        "An empty key",
        "A value stands without a name before its colon, or its name is null or ~.\n"
        'Wrong: {"": strike}\n'
        "Right: {kind: strike}",
    ),
    "E137": Code(
        "The file is not a mapping",
        "A file consists of keys and their values. This one is a list or a single text.\n"
        "Wrong: - title: Drone strike\n"
        "Right: title: Drone strike",
    ),
    # E14x: limits.
    "E140": Code(
        "Nested too deeply",
        "Mappings and lists may stand in each other 24 deep; a case needs five or six.\n"
        "Wrong: [[[[[[[[[[[[[[[[[[[[[[[[[a]]]]]]]]]]]]]]]]]]]]]]]]]\n"
        "Right: [a]",
    ),
    "E141": Code(
        "Too many values",
        "A file may hold 500,000 keys and values, far more than one incident has.\n"
        "Wrong: a whole archive in one file\n"
        "Right: one file for each case",
    ),
    "E142": Code(
        "A text that is too long",
        "A single value may have 100,000 characters. Quote the words that matter, and name the "
        "source that has the rest.\n"
        "Wrong: a whole report under note\n"
        "Right: note: One missile; the declared target was not named.",
    ),
    "E143": Code(
        "Too many problems",
        "The file has so many problems that the rest were not looked for. Correct those shown and "
        "read the file again.\n"
        "Wrong: a file of another kind, named .yaml\n"
        "Right: a case file",
    ),
    "E144": Code(
        "Too many events",
        "A case holds one incident and what was done about it. What must be asked of its events "
        "grows as the square of their number, so there is a bound far above any real case.\n"
        "Wrong: ten thousand events in one file\n"
        "Right: a file for each incident",
    ),
    # E2xx: dates.
    "E201": Code(
        "Not a date statement",
        "A date is written year-month-day, or in one of the forms of docs/dates.md. Nothing is "
        "guessed: 3/5/2023 is two different days to two readers."
        "\nWrong: when: May 3, 2023\n"
        "Right: when: 2023-05-03",
    ),
    "E202": Code(
        "A hedge without a margin",
        "Words such as about and signs such as ~ say that a date is not exact, but not by how "
        "much. The margin is a judgement, so the author states it."
        "\nWrong: when: about 2 weeks after strike\n"
        "Right: when: 2 weeks ± 4 days after strike",
    ),
    "E203": Code(
        "No such day",
        "The calendar has no such day or month.\nWrong: when: 2024-02-30\nRight: when: 2024-02",
    ),
    "E204": Code(
        "An interval that ends before it starts",
        "The first end of an interval is not after the second, and both ends are written alike."
        "\nWrong: when: 2023-05-12/2023-05-08\n"
        "Right: when: 2023-05-08/2023-05-12",
    ),
    "E205": Code(
        "A year outside the calendar",
        "Years run from 0001 to 9999.\nWrong: when: 0000\nRight: when: 2016",
    ),
    "E206": Code(
        "No such offset",
        "Clocks differ from UTC by 14 hours at the most."
        "\nWrong: when: 2023-05-03T11:42+15:00\n"
        "Right: when: 2023-05-03T11:42+03:00",
    ),
    "E207": Code(
        "A relative date that does not fit together",
        "The words of a distance have to fit: a bound or a range but not both, a margin in the "
        "unit of the distance."
        "\nWrong: when: at least 2 to 3 weeks after strike\n"
        "Right: when: 2 to 3 weeks after strike",
    ),
    "E208": Code(
        "A choice of days that cannot be read",
        "One of several days is written as a list of dates, 64 at the most."
        "\nWrong: when: [2017-03-16, Thursday]\n"
        "Right: when: [2017-03-16, 2017-03-23]",
    ),
    "E209": Code(
        "No such time of day",
        "Times run from 00:00 to 23:59."
        "\nWrong: when: 2023-05-03T25:00\n"
        "Right: when: 2023-05-03T11:42",
    ),
    "E210": Code(
        "A date that must stand by itself",
        "Here no event can be leant on: a publication, a search, a toll has a calendar date."
        "\nWrong: published: 3 days after strike\n"
        "Right: published: 2023-05-24",
    ),
    # E3xx: the shape of a file.
    "E301": Code(
        "An unknown key",
        "Every key has a meaning; one that is not known would be passed over in silence, so it "
        "is refused."
        "\nWrong: wen: 2023-05-03\n"
        "Right: when: 2023-05-03",
    ),
    "E302": Code(
        "Something is missing",
        "A key that the file needs is not there, or is empty."
        "\nWrong: {kind: strike}\n"
        "Right: {kind: strike, when: unknown, source: cnn-2023-05-24}",
    ),
    "E303": Code(
        "The wrong shape",
        "A map, a list or a text stands where another of these is expected."
        "\nWrong: events: {kind: strike}\n"
        "Right: events: [{kind: strike, when: 2023-05-03, source: cnn-2023-05-24}]",
    ),
    "E304": Code(
        "Not a number that fits",
        "Numbers of people are written 10, 78..203, 100.., ..24 or unknown; true and false as "
        "these words."
        "\nWrong: killed: dozens\n"
        "Right: killed: 24..",
    ),
    "E305": Code(
        "Not one of the words",
        "Only certain words are allowed here."
        "\nWrong: standing: doubtful\n"
        "Right: standing: disputed",
    ),
    "E306": Code(
        "Keys that do not go together",
        "Of some keys exactly one is given, and some need another beside them."
        "\nWrong: {when: 2023-05-03, claims: [...]}\n"
        "Right: {claims: [{when: 2023-05-03, source: cnn-2023-05-24}]}",
    ),
    "E307": Code(
        "Not an id",
        "Ids are made of small letters, digits, - and _, so that they can name files everywhere."
        "\nWrong: id: First Report\n"
        "Right: id: first-report",
    ),
    # E4xx: references, and what was asked for.
    "E401": Code(
        "An unknown kind of event",
        "The kinds are a fixed vocabulary; a workspace can add its own in policies/kinds.yaml."
        "\nWrong: kind: bombing\n"
        "Right: kind: strike",
    ),
    "E402": Code(
        "An unknown source",
        "Every claim rests on a source, and every source is a file in seeds/."
        "\nWrong: source: cnn\n"
        "Right: source: cnn-2023-05-24",
    ),
    "E403": Code(
        "An unknown event",
        "A date, a response or an order leans on an event that the case does not have."
        "\nWrong: when: 12 days after strik\n"
        "Right: when: 12 days after strike",
    ),
    "E404": Code(
        "An unknown policy",
        "No file in policies/ and no policy of the program has this name."
        "\nWrong: policy: us-chmr\n"
        "Right: policy: us-chmr-ap-2022",
    ),
    "E405": Code(
        "An unknown time zone",
        "Zones have the names of the IANA list."
        "\nWrong: time_zone: Damascus\n"
        "Right: time_zone: Asia/Damascus",
    ),
    "E406": Code(
        "Two things with one name",
        "Events are named by their id, or by their kind where that stands once; orders, rules, "
        "kinds, measures and tolls by their id; a holiday by its day. Of two with one name, one "
        "would be lost."
        "\nWrong: {kind: release}, {kind: release}\n"
        "Right: {id: video, kind: release}, {id: summary, kind: release}",
    ),
    "E407": Code(
        "Something that leans on itself",
        "An event cannot be dated by itself, an order cannot extend itself, and events cannot "
        "answer, tell of or continue one another in a circle."
        "\nWrong: {id: strike, when: 1 day after strike}\n"
        "Right: {id: report, when: 1 day after strike}",
    ),
    "E408": Code(
        "An unknown order",
        "An order extends another order of the same case."
        "\nWrong: extends: frist\n"
        "Right: extends: first",
    ),
    "E421": Code(
        "An order that is extended twice",
        "An order and its extensions stand in a row, each from the end of the one before it. Where "
        "two extend the same order, it is open which of them holds, and one would be lost."
        "\nWrong: {id: second, extends: first}, {id: third, extends: first}\n"
        "Right: {id: second, extends: first}, {id: third, extends: second}",
    ),
    "E422": Code(
        "An id that is not the name of its file",
        "A policy and a calendar are found by the name of their file, and shown by their id: the "
        "two are the same."
        "\nWrong: id: city-2024, in policies/city.yaml\n"
        "Right: id: city, in policies/city.yaml",
    ),
    "E423": Code(
        "An absence of nothing",
        "An absence names a track, or an event of its own kind, that the case has. Otherwise it "
        "would say nothing."
        "\nWrong: {kind: release, track: armi, until: 2023-05-23}\n"
        "Right: {kind: release, track: army, until: 2023-05-23}",
    ),
    "E424": Code(
        "A stage that cannot go on",
        "`continues` stands on an event that opens a stage, and names the opening of an earlier "
        "one that became it."
        "\nWrong: {kind: investigation_opened, continues: denial}\n"
        "Right: {kind: investigation_opened, continues: assessment_opened}",
    ),
    "E409": Code(
        "Not an id of a file",
        "Only ids can be asked for, so that no name leads out of the workspace."
        "\nWrong: timeline show ../../etc/passwd\n"
        "Right: timeline show may3-syria",
    ),
    "E410": Code(
        "No such case, source or policy",
        "No file of the workspace has this name."
        "\nWrong: timeline show may3-syri\n"
        "Right: timeline show may3-syria",
    ),
    "E411": Code(
        "A file that leads out of the workspace",
        "A link in the workspace leads to a file elsewhere. What a case rests on stands in its "
        "own workspace."
        "\nWrong: cases/strike.yaml -> ../../elsewhere.yaml\n"
        "Right: cases/strike.yaml, the file itself",
    ),
    "E412": Code(
        "No such folder",
        "The workspace is a folder that holds cases/."
        "\nWrong: --root cases/may3-syria.yaml\n"
        "Right: --root .",
    ),
    "E413": Code(
        "Not a day to judge from",
        "The day is written year-month-day, or today."
        "\nWrong: --as-of May\n"
        "Right: --as-of 2023-05-24",
    ),
    "E414": Code(
        "Neither an event nor a rule",
        "Receipts are given for events of the case and for rules that it is judged by."
        "\nWrong: timeline explain may3-syria strik\n"
        "Right: timeline explain may3-syria strike",
    ),
    "E415": Code(
        "No such format",
        "The command offers a few formats by name.\nWrong: --format svg\nRight: --format mermaid",
    ),
    "E416": Code(
        "Too few cases",
        "A comparison needs two different cases."
        "\nWrong: timeline compare may3-syria\n"
        "Right: timeline compare kabul-2021 may3-syria",
    ),
    "E417": Code(
        "An unknown calendar",
        "Calendars of working days are files in policies/calendars/, or come with the program."
        "\nWrong: calendar: federal\n"
        "Right: calendar: us-federal",
    ),
    "E418": Code(
        "No such code",
        "Problems are explained by the code that they bear, and each code is listed in "
        "docs/problems.md."
        "\nWrong: timeline check --explain E2030"
        "\nRight: timeline check --explain E203",
    ),
    "E431": Code(
        "No such docket",
        "Figures of a docket stand under the name that their sources give it as scope."
        "\nWrong: timeline ledger --scope CJTFOIR\n"
        "Right: timeline ledger --scope CJTF-OIR",
    ),
    "E432": Code(
        "Two formats at once",
        "A result is written in one format.\nWrong: --csv --json\nRight: --csv",
    ),
    "E419": Code(
        "Nothing that cases can be chosen or grouped by",
        "Statistics choose cases by tag, command, policy, forces or the year of the incident, and "
        "group them by the same. A word that no case has is refused, because a slip of the pen "
        "would otherwise look like a result."
        "\nWrong: timeline stats --where year=2016-2019\n"
        "Right: timeline stats --where year=2016..2019",
    ),
    "E420": Code(
        "No such measure",
        "Each latency has an id, which `timeline stats --json` gives beside its label."
        "\nWrong: timeline stats --measure acknowledgement\n"
        "Right: timeline stats --measure strike-to-acknowledgement",
    ),
    "E441": Code(
        "DuckDB is not installed",
        "Queries in SQL are run by DuckDB, which is an optional extra of the program."
        "\nWrong: .venv/bin/python -m pip install -c constraints.txt .\n"
        "Right: .venv/bin/python -m pip install -c constraints.txt '.[query]'",
    ),
    "E442": Code(
        "SQL that the database refuses",
        "The sentence is the database's own. A query reaches the tables of docs/query.md and "
        "nothing else: no file, no network, no extension."
        "\nWrong: SELECT * FROM 'cases/may3-syria.yaml'\n"
        "Right: SELECT * FROM events WHERE case_id = 'may3-syria'",
    ),
    "E443": Code(
        "Not one statement that reads",
        "A query is a single statement, and it only reads."
        "\nWrong: DELETE FROM events\n"
        "Right: SELECT * FROM events",
    ),
    "E444": Code(
        "Too many rows",
        "The rows of an answer are held at once, so there is a limit to them."
        "\nWrong: SELECT * FROM claims a, claims b, claims c\n"
        "Right: SELECT * FROM claims a, claims b, claims c LIMIT 1000",
    ),
    "E445": Code(
        "A format in the wrong place",
        "A table is for the terminal, Parquet for a file; CSV and JSON go to either."
        "\nWrong: --format parquet\n"
        "Right: --format parquet --output answer.parquet",
    ),
    "E446": Code(
        "A query that does not end",
        "A query is stopped after a minute. A recursive one needs a condition that ends it."
        "\nWrong: WITH RECURSIVE t AS (SELECT 1 n UNION ALL SELECT n + 1 FROM t) SELECT * FROM t\n"
        "Right: the same with WHERE n < 100 behind the second FROM t",
    ),
    "E447": Code(
        "A query that asks the clock",
        "The answer would be another tomorrow, with the same files. A query names its days; "
        "--as-of says from which day cases are judged."
        "\nWrong: SELECT current_date - latest FROM events\n"
        "Right: SELECT DATE '2024-05-02' - latest FROM events",
    ),
    "E448": Code(
        "A stretch of time that is no number of days",
        "A month has no fixed length, so a stretch of months and days has none in days. Two dates "
        "give whole days."
        "\nWrong: SELECT latest::TIMESTAMP - earliest FROM events\n"
        "Right: SELECT latest - earliest FROM events",
    ),
    # E5xx: policies.
    "E501": Code(
        "Not a limit",
        "A limit is a number of days, working days, months or years, a yearly date, each "
        "quarter, or one of none stated and not established, which are not the same."
        "\nWrong: limit: soon\n"
        "Right: limit: none stated",
    ),
    "E502": Code(
        "Policies that inherit each other in a circle",
        "A policy takes the rules of others over; in the end one has to stand by itself."
        "\nWrong: a inherits b, b inherits a\n"
        "Right: a inherits b",
    ),
    "E503": Code(
        "Working days without a calendar",
        "Which days are worked differs by country, office and year, so a limit in working days "
        "names a calendar."
        "\nWrong: limit: 10 working days\n"
        "Right: limit: 10 working days, with calendar: us-federal beside it",
    ),
    "E504": Code(
        "Too many policies above one another",
        "A policy may have 64 policies above it. Each of them is read for every case."
        "\nWrong: a chain of a hundred policies, each with inherits: of the one before\n"
        "Right: one policy with the rules that hold",
    ),
    "E505": Code(
        "A rule that is not inherited",
        "`drops` names rules of the policies in `inherits`. A slip of the pen would leave the rule "
        "in force."
        "\nWrong: drops: [tolled]\n"
        "Right: drops: [told]",
    ),
    "E506": Code(
        "An incident that would be none",
        "A kind of the program that is defined anew keeps `incident: true`. Without it no case "
        "would have an incident, and nothing would be judged."
        "\nWrong: {id: strike, label: Strike, ...}\n"
        "Right: {id: strike, incident: true, label: Strike, ...}",
    ),
    "E507": Code(
        "One rule from two policies",
        "Two of the policies in `inherits` have a rule of one id, and which of them holds would "
        "hang on their order. The policy writes the rule itself, or drops it."
        "\nWrong: inherits: [city, county], where both have a rule told\n"
        "Right: inherits: [city, county], and the rule told below rules:",
    ),
    "E508": Code(
        "Too many patterns",
        "A step, a trigger or a condition may have 64 patterns. Each is tried against every event "
        "of a case, and together with every other."
        "\nWrong: when: {any: [...]}, with a thousand forms of one kind\n"
        "Right: when: {event: assessment_closed}",
    ),
    # E6xx: cases as a whole.
    "E601": Code(
        "Claims that cannot all be true",
        "Accepted claims contradict each other, or what cannot be given up: that a source reports "
        "nothing that is still to come, the order that words such as opened and closed imply. "
        "Claims that contradict each other all stay in the file; one of them stands aside, and "
        "says why. How many sources say something does not decide which. Where a claim lies after "
        "the date of its own source, one of the two dates is wrong, or the claim is a plan."
        "\nWrong: {when: 2021-08-31} and {when: 2021-09-01} for one statement\n"
        "Right: the second with standing: disputed and because: ...",
    ),
    "E602": Code(
        "A case that the program failed on",
        "Something in the program went wrong on this file. The other files are done all the same. "
        "It is a fault of the program, not of the file: please report it."
        "\nWrong: nothing that you wrote\n"
        "Right: the same file, with a corrected program",
    ),
    # E7xx: writing, and comparing what was written.
    "E701": Code(
        "A file that is there already",
        "A new file never takes the place of one that exists."
        "\nWrong: timeline new may3-syria, where cases/may3-syria.yaml exists\n"
        "Right: timeline add may3-syria denial",
    ),
    "E702": Code(
        "No workspace to write into",
        "Nothing is written into the program's own folder. A workspace is a folder with cases/."
        "\nWrong: timeline new market-strike, in a folder without cases/\n"
        "Right: mkdir -p cases seeds, then timeline new market-strike",
    ),
    "E703": Code(
        "A file that cannot be written",
        "The system refused. Files are written whole or not at all, so the old one is unchanged."
        "\nWrong: a folder that belongs to somebody else, or a full disk\n"
        "Right: a folder that you can write into",
    ),
    "E704": Code(
        "Somebody else is writing",
        "Another program changed the file, or holds its folder, while this one worked. Nothing "
        "was written, so that neither change is lost."
        "\nWrong: saving the file in an editor while timeline add runs\n"
        "Right: the same command again",
    ),
    "E705": Code(
        "An event that does not fit behind the others",
        "The list of events is written in a form of YAML behind which nothing can be put without "
        "changing what it says. Nothing was written."
        "\nWrong: a remark between the last event and its bracket\n"
        "Right: one event a line, or one block of lines for each",
    ),
    "E706": Code(
        "Nothing to compare with",
        "A comparison takes two revisions that git knows, or two folders that hold cases/."
        "\nWrong: timeline diff main..other\n"
        "Right: timeline diff main other",
    ),
    "E707": Code(
        "A command that says too little or too much",
        "The words do not say which one thing to do."
        "\nWrong: timeline fmt --check --write\n"
        "Right: timeline fmt --check",
    ),
    # W6xx: warnings. The file is used all the same.
    "W601": Code(
        "A rule that was reviewed long ago",
        "Texts are amended. A rule says when somebody last held it against its text; after a year "
        "it is time to do so again."
        "\nWrong: reviewed_on: 2019-05-01\n"
        "Right: reviewed_on: the day on which you read the text",
    ),
    "W602": Code(
        "A case before its policy",
        "The case names a policy that was not in force on the day of the incident. Findings by it "
        "would be hindsight."
        "\nWrong: policy: us-chmr-ap-2022, for a strike of 2021\n"
        "Right: no policy: at all; --policy asks how another policy would judge",
    ),
    "W603": Code(
        "A rule that can never trigger",
        "The rule's own words rule it out: its step starts its own clock, it requires itself, or "
        "its dates in force lie outside those of its policy."
        "\nWrong: {step: release, after: release}\n"
        "Right: {step: release, after: investigation_closed}",
    ),
    "W604": Code(
        "A file that is not read",
        "Cases, sources and policies are the files of their folder whose names end in .yaml, in "
        "small letters. A file with another ending, or in a folder below, would be left out of "
        "every answer without a word."
        "\nWrong: cases/strike.yml, cases/2024/strike.yaml\n"
        "Right: cases/strike.yaml",
    ),
    "W605": Code(
        "A stage opened again in the same round",
        "A stage was opened, ended or the case reopened, and then the stage opened once more. In "
        "one round only the first opening is judged: the events after a reopening are round 2, "
        "and so on. An inquiry beside the first has a track of its own."
        "\nWrong: {id: second, kind: investigation_opened}, after a reopening\n"
        "Right: {id: second, kind: investigation_opened, round: 2}",
    ),
    "W606": Code(
        "A rule that nobody can look up",
        "A rule names its text (source), the place in it (clause) and the day on which somebody "
        "last held it against that text (reviewed_on). A rule without a source is called unsourced "
        "beside every finding, and its breach is never certain."
        "\nWrong: {id: told, limit: 5 days, force: binding, ...}\n"
        "Right: the same with source: manual-2019, clause: s. 4(1), reviewed_on: 2026-11-21",
    ),
    "W607": Code(
        "A payment that may not have been made",
        "Money is offered, promised, paid, declined by the recipient or denied by the institution, "
        "and only what was paid meets a duty to pay. Where nothing is said both are tried."
        "\nWrong: {kind: payment, when: 2021-10-14, source: nyt-2021-10-15}\n"
        "Right: {kind: payment, outcome: offered, when: 2021-10-14, source: nyt-2021-10-15}",
    ),
    "W608": Code(
        "A record without an end",
        "What is not on record had not happened only up to the day to which somebody checked. "
        "Without that day the record counts to its newest source."
        "\nWrong: a case without recorded_until\n"
        "Right: recorded_until: 2024-05-02",
    ),
    "W609": Code(
        "A pause that stops no clock",
        "A pause names rules or orders by their id, and for a binding rule the clause that allows "
        "it; it ends after it begins. Otherwise the clock runs on."
        "\nWrong: {of: [anser-in-time], from: asked, until: given, source: letter-3}\n"
        "Right: {of: [answer-in-time], from: asked, until: given, clause: s. 1(3), source: "
        "letter-3}",
    ),
    "W610": Code(
        "A track without events",
        "`tracks:` names the parallel inquiries that events stand on by `track:`."
        "\nWrong: tracks: {army: {label: Army}}, and no event with track: army\n"
        "Right: the same, with {kind: investigation_opened, track: army, ...}",
    ),
    "W611": Code(
        "Nearly the word that a rule asks for",
        "Forms, outcomes, actors, forces, commands and tracks are compared as text; capitals, "
        "spaces, hyphens and characters that are not drawn make no difference. A letter does: the "
        "event then counts as something else."
        "\nWrong: outcome: credibel\n"
        "Right: outcome: credible",
    ),
    "W612": Code(
        "A kind with another meaning",
        "A kind of the program is defined anew without what gave it its meaning: the stage that it "
        "closes, that it is public, an act of others, or free to come first."
        "\nWrong: {id: assessment_closed, label: Ended, ...}\n"
        "Right: {id: assessment_closed, closes: assessment_opened, label: Ended, ...}",
    ),
    "W613": Code(
        "An end without its beginning",
        "An end that is by somebody else than the beginning, or of another form, belongs to "
        "another inquiry; that one then has a beginning that nobody recorded."
        "\nWrong: {kind: investigation_opened, by: NSWC, ...}, "
        "{kind: investigation_closed, by: CENTCOM, ...}\n"
        "Right: {kind: investigation_opened, by: NSWC, ...}, {kind: investigation_closed, ...}",
    ),
}

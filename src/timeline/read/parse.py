"""YAML text to `Document`; scalars stay text.

What could be read in two ways is a Problem. Built on the events of libyaml, because its tree
builder dies on deep nesting, keeps the last of two equal keys and loses the place of most values.
The only module that imports yaml.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any, ClassVar, Final, TypeAlias

from timeline.errors import Problem, ReadError
from timeline.location import Location
from timeline.read.document import Document, Place, Value
from timeline.read.source import MOST_PROBLEMS, FileText, cut_problems, decode_source, read_bytes
from timeline.read.syntax import (
    Complaint,
    Mark,
    Opened,
    bad_escape,
    describe,
    find_half_character,
    find_tab,
    tab_problem,
)

MOST_NODES: Final = 500_000
"""Most keys and values of a file."""

LONGEST_SCALAR: Final = 100_000
"""Most characters of one scalar."""

DEEPEST: Final = 24
"""Most mappings and lists inside each other."""

_LONGEST_NAMED: Final = 60
"""Most characters of a key that a message repeats."""

_NULLS: Final = frozenset({"", "~", "null"})
"""Words for nothing, if not quoted."""

_DIRECTIVE: Final = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*(%[^\n\r]*)")
_PROPERTY: Final = re.compile(r"[&!][^\s,\[\]{}]*")
_COLON: Final = re.compile(r"[ \t]*:")
_BLOCK_SIGN: Final = re.compile(r"[|>][-+]?([0-9]?)[-+]?")
_INDENTING_TAB: Final = re.compile(" *\t")
_FLOW_SIGNS: Final = frozenset(",[]{}")
_HALVES: Final = re.compile("[\ud800-\udfff]")

_Event: TypeAlias = Any
_Parser: TypeAlias = Any
"""Of libyaml or in pure Python; naming their classes would mean importing yaml early."""


def read_document(path: Path, shown_as: str) -> Document:
    """Read an ordinary file of at most 16 MiB.

    Raises:
        ReadError: it cannot be read, or is not the YAML that is accepted here.
    """
    return parse_yaml(read_bytes(path, shown_as), shown_as)


def parse_yaml(text: str | bytes, path: str) -> Document:
    """Parse one YAML document whose root is a mapping.

    Raises:
        ReadError: with every problem that can be found; nothing is found after a syntax error.
    """
    source = decode_source(text, path)
    _refuse_directive(source)
    tree = _Tree(source)
    tree.grow()
    if tree.problems:
        raise ReadError(cut_problems(sorted(tree.problems, key=_in_order)))
    return Document(source, tree.trunk.values[0], tree.trunk.places[0])


def _in_order(problem: Problem) -> tuple[int, int]:
    span = problem.location.span
    return (span.line, span.column) if span else (0, 0)


def _refuse_directive(source: FileText) -> None:
    """Refuse a % line before the document."""
    # The two parsers treat it differently.
    found = _DIRECTIVE.match(source.text)
    if found:
        line = source.text.count("\n", 0, found.start(1))
        location = source.location(line, 0, (line, len(found.group(1))))
        raise ReadError([Problem("E123", "a YAML directive", location, "leave the line out")])


@dataclass(slots=True)
class _OpenList:
    """A list that is still open."""

    start: Mark
    has_bracket: bool
    is_key: bool
    values: list[Value] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    word: ClassVar = "list"
    wants_key: ClassVar = False

    def add(self, value: Value, place: Place) -> None:
        self.values.append(value)
        self.places.append(place)


@dataclass(slots=True)
class _OpenMapping:
    """A mapping that is still open."""

    start: Mark
    has_bracket: bool
    is_key: bool
    values: dict[str, Value] = field(default_factory=dict)
    places: dict[str, tuple[Place, Place]] = field(default_factory=dict)
    wants_key: bool = True
    key: str | None = None
    """None if the coming value has no usable key."""
    key_place: Place = (0, 0, 0, 0, None)
    word: ClassVar = "mapping"

    def add(self, value: Value, place: Place) -> None:
        if self.key is not None:
            self.values[self.key] = value
            self.places[self.key] = (self.key_place, place)
        self.wants_key = True


class _StopReadingError(Exception):
    """The rest of the file is not worth reading."""

    def __init__(self, mark: Mark) -> None:
        super().__init__(mark)
        self.mark = mark


class _Tree:
    """Tree built from parser events, with problems collected."""

    def __init__(self, source: FileText) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.trunk = _OpenList((0, 0), has_bracket=False, is_key=False)
        self.node: _OpenList | _OpenMapping = self.trunk
        self.outer: list[_OpenList | _OpenMapping] = []
        self.count = 0
        self.is_done = False
        self.end: Mark = (0, 0)
        """End of the last scalar or bracket: a block ends there, its event comes later."""
        self.quoted: list[tuple[Mark, Mark]] | None = [] if "\t" in source.text else None
        """Spans of quoted and block texts; only kept if a tab may have to be judged."""

    def grow(self) -> None:
        """Take all events: the trunk holds the root, or there are problems."""
        parse, errors = _parser()
        parser = parse(self.source.text)
        try:
            while True:
                event = parser.get_event()
                _STEPS[type(event).__name__](self, event)
        except _StopReadingError as stop:
            if not self._judge_tabs(stop.mark) and self.is_done:
                self._judge_root()
        except errors as error:
            self._complain(_complaint(error, parser))

    def take_scalar(self, event: _Event) -> None:
        start, end = event.start_mark, event.end_mark
        value = event.value
        is_quoted = bool(event.style)
        if value or is_quoted or not self.node.has_bracket:
            self.end = end_line, end_column = end.line, end.column
            place: Place = (start.line, start.column, end_line, end_column, None)
        else:
            self.end = self._behind_colon()
            place = (*self.end, *self.end, None)
        if event.anchor or event.tag or is_quoted or len(value) > LONGEST_SCALAR:
            self._inspect(event, place)
        self._count(place)
        node = self.node
        if node.wants_key:
            self._take_key(value, place, is_quoted=is_quoted)
        else:
            node.add(None if value in _NULLS and not is_quoted else value, place)

    def _behind_colon(self) -> Mark:
        """Return the place of an empty value in braces."""
        # libyaml says where the next sign stands.
        line, column = self.end
        colon = _COLON.match(self.source.lines[line], column)
        return line, colon.end() if colon else column

    def _inspect(self, event: _Event, place: Place) -> None:
        """Check a scalar that is quoted, long or odd."""
        self._refuse_properties(event, place)
        if event.style in ("|", ">"):
            self._inspect_block(place)
        elif event.style and self.quoted is not None:
            self.quoted.append((place[:2], place[2:4]))
        length = len(event.value)
        if length > LONGEST_SCALAR:
            message = f"this text has {length:,} characters; at most {LONGEST_SCALAR:,} are read"
            self._report("E142", message, place, "quote less of it")
        if event.style == '"' and _HALVES.search(event.value):  # libyaml refuses it by itself
            mark = find_half_character(self.source, place[:2])
            self.problems.append(bad_escape(self.source, mark))
            raise _StopReadingError(mark)

    def _inspect_block(self, place: Place) -> None:
        """Refuse block texts that the parsers read differently."""
        lines, (line, column, end_line, end_column, _) = self.source.lines, place
        header = _BLOCK_SIGN.match(lines[line], column)
        if header is None:  # an anchor or a tag stands first, and is refused already
            return
        if lines[line].startswith("#", header.end()):
            mark = line, header.end()
            self._complain(Complaint("expected chomping or indentation indicators", mark))
            raise _StopReadingError(mark)
        if self.quoted is None:
            return
        start = line + 1, 0
        if not header[1]:
            inside = range(line + 1, min(end_line + 1, len(lines)))
            first = next((number for number in inside if lines[number].strip(" ")), end_line)
            tab = _INDENTING_TAB.match(lines[first]) if first < len(lines) else None
            start = (first, tab.end()) if tab else start
        self.quoted.append((start, (end_line, end_column)))

    def _take_key(self, key: str, place: Place, *, is_quoted: bool) -> None:
        """Take a scalar as the next key, if possible."""
        node = self.node
        assert isinstance(node, _OpenMapping)  # noqa: S101 - nothing else wants a key
        node.wants_key = False
        node.key = None
        if node.has_bracket and not is_quoted:
            self._refuse_tight_colon(place[2:4])
        if not key or (key in _NULLS and not is_quoted):
            self._report("E136", "this value has no key", place, "name it, or quote the key")
        elif key == "<<" and not is_quoted:
            self._report("E134", "the merge key << is not read", place, "write the keys out")
        elif key in node.places:
            self._report_double(key, node.places[key][0], place)
        else:
            node.key, node.key_place = key, place

    def _refuse_tight_colon(self, mark: Mark) -> None:
        """Refuse `{key:[…` and `{key:,`."""
        # libyaml refuses them and the pure parser does not.
        line = self.source.lines[mark[0]] if mark[0] < len(self.source.lines) else ""
        if line[mark[1] : mark[1] + 1] == ":" and line[mark[1] + 1 : mark[1] + 2] in _FLOW_SIGNS:
            self._complain(Complaint("found unexpected ':'", mark))
            raise _StopReadingError(mark)

    def _report_double(self, key: str, first: Place, place: Place) -> None:
        words = key if len(key) <= _LONGEST_NAMED else key[:_LONGEST_NAMED] + "…"
        message = f'the key "{words}" stands twice in this mapping'
        related = (("it stands here first", self._located(first)),)
        self._report("E130", message, place, "keep one of the two", related)

    def open(self, event: _Event, kind: type[_OpenList | _OpenMapping]) -> None:
        """Go one level down."""
        start = event.start_mark
        place: Place = (start.line, start.column, start.line, start.column + 1, None)
        self._count(place)
        self._refuse_properties(event, place)
        node = self.node
        if node.wants_key:
            self._report("E135", f"a {kind.word} cannot be a key", place, "make the key a word")
        if len(self.outer) == DEEPEST:
            message = f"mappings and lists stand in each other more than {DEEPEST} deep"
            self._report("E140", message, place, "a case needs five or six levels")
            raise _StopReadingError(place[:2])
        self.outer.append(node)
        self.node = kind(place[:2], has_bracket=event.flow_style, is_key=node.wants_key)

    def close(self, event: _Event) -> None:
        """Go one level up, with the values collected."""
        node, outer = self.node, self.outer.pop()
        if node.has_bracket:
            self.end = event.end_mark.line, event.end_mark.column
        self.node = outer
        if not node.is_key:
            outer.add(node.values, (*node.start, *self.end, node.places))
        else:
            assert isinstance(outer, _OpenMapping)  # noqa: S101 - nothing else wants a key
            outer.wants_key, outer.key = False, None

    def take_alias(self, event: _Event) -> None:
        start, end = event.start_mark, event.end_mark
        self.end = end.line, end.column
        place: Place = (start.line, start.column, *self.end, None)
        self._count(place)
        hint = f'write the value out, or put the text in quotes: "*{event.anchor}"'
        self._report("E132", f"the alias *{event.anchor} is not read", place, hint)
        if isinstance(self.node, _OpenMapping) and self.node.wants_key:
            self.node.wants_key, self.node.key = False, None
        else:
            self.node.add(None, place)

    def start_document(self, event: _Event) -> None:
        """Refuse any document but the first."""
        if self.trunk.places:
            line, column = event.start_mark.line, event.start_mark.column
            place: Place = (line, column, line, column + len("---"), None)
            self._report("E124", "a second document begins here", place, "give it its own file")
            raise _StopReadingError((line, column))

    def finish(self, event: _Event) -> None:
        """Stop, because nothing is left."""
        self.is_done = True
        raise _StopReadingError((event.start_mark.line, event.start_mark.column))

    def _judge_root(self) -> None:
        """Refuse an empty root, or one that is no mapping."""
        root = self.trunk.values[0] if self.trunk.values else None
        place: Place = (0, 0, 0, 0, None)
        if root is None and not self.problems:
            self._report("E104", "the file is empty", place, "begin with: title: …")
        elif not isinstance(root, dict):
            message = "the file is not a mapping of keys to values"
            place = self.trunk.places[0]
            self._report("E137", message, place, "begin with: title: …")

    def _count(self, place: Place) -> None:
        """Count one key or value."""
        self.count += 1
        if self.count > MOST_NODES:
            message = f"the file holds more than {MOST_NODES:,} keys and values"
            self._report("E141", message, place, "give each case its own file")
            raise _StopReadingError(place[:2])

    def _refuse_properties(self, event: _Event, place: Place) -> None:
        """Refuse anchors and tags."""
        # Both stand before the value, in either order.
        if event.anchor:
            hint = "remove it, and write the value out where it is used"
            mark = self._find(f"&{event.anchor}", place)
            self._report("E131", f"the anchor &{event.anchor} is not read", mark, hint)
        if event.tag:
            mark = self._find("!", place)
            self._report("E133", "a tag is not read", mark, "remove it: every value is text here")

    def _find(self, sign: str, place: Place) -> Place:
        """Return the place of an anchor or tag, perhaps a line below."""
        number, column = place[:2]
        while (column := self.source.lines[number].find(sign, column)) < 0:
            number, column = number + 1, 0
        found = _PROPERTY.match(self.source.lines[number], column)
        end = found.end() if found else column + len(sign)
        return (number, column, number, end, None)

    def _report(
        self,
        code: str,
        message: str,
        place: Place,
        hint: str,
        related: tuple[tuple[str, Location], ...] = (),
    ) -> None:
        """Add a problem; stop after too many."""
        self.problems.append(Problem(code, message, self._located(place), hint, related))
        if len(self.problems) > MOST_PROBLEMS:
            raise _StopReadingError(place[:2])

    def _located(self, place: Place) -> Location:
        return self.source.location(place[0], place[1], place[2:4])

    def _complain(self, complaint: Complaint) -> None:
        """Add the parser's complaint, or an earlier tab."""
        if self.quoted is not None and complaint.context_mark and "quoted" in complaint.context:
            self.quoted.append((complaint.context_mark, complaint.mark))
        until = complaint.mark
        if "could not find expected ':'" in complaint.problem and complaint.context_mark:
            until = complaint.context_mark[0] + 1, 0  # libyaml reads on, the pure parser does not
        if self._judge_tabs(until):
            return
        node = self.node
        opened = Opened(node.word, node.start, has_bracket=node.has_bracket)
        self.problems.append(describe(complaint, opened, self.source))

    def _judge_tabs(self, until: Mark) -> bool:
        """Add the first misplaced tab; return True if any."""
        mark = find_tab(self.source, self.quoted, until) if self.quoted is not None else None
        if mark is None:
            return False
        line, column = mark
        before = [each for each in self.problems if _in_order(each) <= (line + 1, column)]
        self.problems = [*before, tab_problem(self.source, mark)]
        return True


_STEPS: Final[dict[str, Callable[[_Tree, _Event], None]]] = {
    "ScalarEvent": _Tree.take_scalar,
    "MappingStartEvent": partial(_Tree.open, kind=_OpenMapping),
    "MappingEndEvent": _Tree.close,
    "SequenceStartEvent": partial(_Tree.open, kind=_OpenList),
    "SequenceEndEvent": _Tree.close,
    "AliasEvent": _Tree.take_alias,
    "StreamStartEvent": lambda *_: None,
    "DocumentStartEvent": _Tree.start_document,
    "DocumentEndEvent": lambda *_: None,
    "StreamEndEvent": _Tree.finish,
}
"""By class name, because importing yaml takes 40 ms that a cached case need not pay."""


def _parser() -> tuple[Callable[[str], _Parser], tuple[type[Exception], ...]]:
    """Return libyaml's parser if present, and its errors."""
    import yaml

    try:
        from yaml.cyaml import CParser  # type: ignore[attr-defined]
    except ImportError:
        return _pure_parser(), (yaml.YAMLError, ValueError, OverflowError)
    return CParser, (yaml.YAMLError,)


@cache
def _pure_parser() -> Callable[[str], _Parser]:
    """Build the parser in pure Python, twenty times slower."""
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class PureParser(Reader, Scanner, Parser):
        def __init__(self, text: str) -> None:
            Reader.__init__(self, text)
            Scanner.__init__(self)
            Parser.__init__(self)

    return PureParser


def _complaint(error: Exception, parser: _Parser) -> Complaint:
    """Extract words and places from a parser's exception."""
    problem_mark, context_mark = (
        getattr(error, name, None) for name in ("problem_mark", "context_mark")
    )
    if problem_mark is None:  # chr() in the pure parser, on an escape beyond the last character
        problem_mark = parser.get_mark()
        return Complaint("unknown escape", (problem_mark.line, problem_mark.column))
    return Complaint(
        problem=str(getattr(error, "problem", None) or ""),
        mark=(problem_mark.line, problem_mark.column),
        context=str(getattr(error, "context", None) or ""),
        context_mark=(context_mark.line, context_mark.column) if context_mark else None,
    )

"""A site to look at: published in this process, and read without a browser."""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5lib

from tests.cli.runner import Ran, run


def publish(root: Path, folder: Path, *words: str) -> Ran:
    """Publish a workspace on the pinned day."""
    return run("publish", str(folder), *words, root=root)


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path, the manifest among them."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@dataclass(frozen=True)
class Seen:
    """One page, as a strict parser of HTML sees it."""

    path: Path

    @cached_property
    def text(self) -> str:
        """The markup."""
        return self.path.read_text("utf-8")

    @cached_property
    def elements(self) -> list[tuple[str, dict[str, str], str]]:
        """Name, attributes and own text of every element; a parse error is raised."""
        parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
        tree = parser.parse(self.text)
        return [(str(one.tag), dict(one.attrib), one.text or "") for one in tree.iter()]

    @cached_property
    def ids(self) -> list[str]:
        """Every id, in order."""
        return [found["id"] for _, found, _ in self.elements if "id" in found]

    @cached_property
    def addresses(self) -> list[str]:
        """Every address that the page names."""
        names = ("href", "src", "action", "xlink:href", "data", "poster", "formaction")
        return [found[name] for _, found, _ in self.elements for name in names if name in found]

    def words(self) -> str:
        """All that can be read, without markup."""
        bare = re.sub(r"<(style|script)>.*?</\1>", "", self.text, flags=re.DOTALL)
        return " ".join(re.sub(r"<[^>]*>", " ", bare).split())


def pages_of(folder: Path) -> list[Seen]:
    """Every page of a site."""
    return [Seen(path) for path in sorted(folder.rglob("*.html"))]


def broken_links(folder: Path) -> list[str]:
    """Links within a site that lead to no file, or to no element of it."""
    seen = {page.path: page for page in pages_of(folder)}
    broken = []
    for page in seen.values():
        for address in page.addresses:
            parts = urlsplit(address)
            is_filter = page.path.name == "index.html" and "=" in parts.fragment
            if parts.scheme or is_filter:
                continue
            target = (page.path.parent / parts.path).resolve() if parts.path else page.path
            is_there = target.is_file()
            if is_there and parts.fragment:
                is_there = target in seen and unquote(parts.fragment) in seen[target].ids
            if not is_there:
                broken.append(f"{page.path.relative_to(folder)}: {address}")
    return broken

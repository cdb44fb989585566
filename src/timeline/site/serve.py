"""A site that follows its files while one writes: for this machine alone, and only to be read.

The pages are those of `timeline publish`, written into a folder of their own. What is added to each
when it is asked for: what is wrong with the files, and a script that loads the page again when a
later site differs. The page's policy allows both by their hashes.
"""

from __future__ import annotations

import asyncio
import re
import secrets
import socket
from contextlib import asynccontextmanager, suppress
from importlib.resources import files
from typing import TYPE_CHECKING, Final, NamedTuple

import uvicorn
from starlette.applications import Starlette
from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    PlainTextResponse,
    Response,
    StreamingResponse,
)
from starlette.routing import Route
from watchfiles import awatch

from timeline.edit.site_folder import is_site_path
from timeline.errors import refusal
from timeline.formats.html import element, joined, source_hash

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence
    from pathlib import Path

    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from timeline.formats.html import Html
    from timeline.results.values import ProblemRecord

HOST: Final = "127.0.0.1"
_SCRIPT: Final = files(__package__).joinpath("live.js").read_text("utf-8")
_STYLE: Final = files(__package__).joinpath("live.css").read_text("utf-8")
_POLICY: Final = re.compile(r'(?<=<meta http-equiv="Content-Security-Policy" content=")[^"]*')
_HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
_STEP: Final = 50
"""Milliseconds for which files have to be still before they are read."""


class Built(NamedTuple):
    """Result of building a site."""

    has_changed: bool
    """True if a file of it differs from before."""
    problems: Sequence[ProblemRecord]


class LiveSite:
    """A folder with a site, its version, and what is wrong with the files it is made of."""

    def __init__(self, folder: Path, build: Callable[[], Built]) -> None:
        """Take over a folder.

        Args:
            folder: where the site is.
            build: writes it anew.
        """
        self.folder = folder
        self.build = build
        self.version = ""
        self.problems: Sequence[ProblemRecord] = ()
        self._one_at_a_time = asyncio.Lock()
        self._changed = asyncio.Condition()

    async def rebuild(self) -> None:
        """Build the site anew; tell every open page if it differs."""
        async with self._one_at_a_time:
            built = await asyncio.to_thread(self.build)
        if self.version and not built.has_changed and built.problems == self.problems:
            return
        async with self._changed:
            self.problems = built.problems
            self.version = secrets.token_hex(8)
            self._changed.notify_all()

    async def built(self) -> None:
        """Wait until the site has been built once."""
        async with self._changed:
            await self._changed.wait_for(lambda: bool(self.version))

    async def versions(self) -> AsyncIterator[str]:
        """Yield the version, and each that follows, as server-sent events."""
        await self.built()
        told = ""
        while True:
            async with self._changed:
                await self._changed.wait_for(lambda: self.version != told)  # noqa: B023
                told = self.version
            yield f"retry: 500\ndata: {told}\n\n"

    async def follow(self, root: Path) -> None:
        """Build the site, and again whenever a file of the workspace changes."""
        below = [root / name for name in ("cases", "seeds", "policies") if (root / name).is_dir()]
        await asyncio.gather(
            self._follow(*below, recursive=True),
            self._follow(root, recursive=False),  # the root may hold anything else
            self.rebuild(),  # once the folders are watched, so that no change is missed
        )

    async def _follow(self, *folders: Path, recursive: bool) -> None:
        async for _ in awatch(*folders, recursive=recursive, step=_STEP, debounce=4 * _STEP):
            await self.rebuild()

    # answers

    async def page(self, request: Request) -> Response:
        """Answer with a file of the site."""
        await self.built()
        path = request.path_params["path"] or "index.html"
        place = self.folder / path
        is_there = is_site_path(path) and place.is_file()
        if is_there and place.suffix != ".html":
            return FileResponse(place)
        shown = place if is_there else self.folder / "404.html"
        version, problems = self.version, self.problems
        text = shown.read_text("utf-8") if shown.is_file() else _EMPTY
        return HTMLResponse(with_problems(text, version, problems), 200 if is_there else 404)

    async def icon(self, _: Request) -> Response:
        """Answer what browsers ask for unasked."""
        return Response(status_code=204)

    async def events(self, _: Request) -> Response:
        """Answer with versions, for as long as somebody listens."""
        return StreamingResponse(self.versions(), media_type="text/event-stream")


_EMPTY: Final = (
    '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
    '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">\n'
    "<title>No site yet</title>\n</head>\n<body>\n<main><h1>No site yet</h1></main>\n"
    "</body>\n</html>\n"
)


def with_problems(page: str, version: str, problems: Sequence[ProblemRecord]) -> str:
    """Add to a page what is wrong with the files, and the script that loads it again."""
    page = _POLICY.sub(lambda policy: _allowing(policy[0]), page, count=1)
    page = page.replace("</head>", f"<style>{_STYLE}</style>\n</head>", 1)
    page = page.replace("<body>\n", f"<body>\n{_panel(problems)}", 1)
    head, end, rest = page.rpartition("</body>")
    return f'{head}<script data-version="{version}">{_SCRIPT}</script>\n{end}{rest}'


def _allowing(policy: str) -> str:
    parts = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    for name, source in (
        ("style-src", source_hash(_STYLE)),
        ("script-src", source_hash(_SCRIPT)),
        ("connect-src", "'self'"),
    ):
        parts[name] = f"{parts.get(name, '')} {source}".strip()
    return "; ".join(f"{name} {sources}" for name, sources in parts.items())


def _panel(problems: Sequence[ProblemRecord]) -> Html:
    """List errors; fold warnings up below them."""
    errors = [one for one in problems if not one.warning]
    warnings = [one for one in problems if one.warning]
    parts = []
    if errors:
        count = "1 problem" if len(errors) == 1 else f"{len(errors):,} problems"
        parts += [element("h2", count), element("ul", *map(_problem, errors))]
    if warnings:
        count = "1 warning" if len(warnings) == 1 else f"{len(warnings):,} warnings"
        listed = element("ul", *map(_problem, warnings))
        parts.append(element("details", element("summary", count), listed))
    if not parts:
        return joined(())
    kind = "live" if errors else "live warns"
    return joined((element("aside", *parts, class_=kind, aria_label="Problems"), "\n"))


def _problem(one: ProblemRecord) -> Html:
    place = ":".join(str(part) for part in (one.file, one.line, one.column) if part is not None)
    parts = [element("code", place), " ", element("strong", one.message), f" ({one.code})"]
    parts += [element("pre", one.excerpt)] if one.excerpt else []
    parts += [element("div", one.hint)] if one.hint else []
    return element("li", *parts)


class _Guard:
    """Refuses what another site asks for, and keeps what is answered from it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(_HEADERS)
            await send(message)

        asked = Headers(scope=scope)
        origin = asked.get("origin")
        if origin is not None and origin != f"http://{asked.get('host')}":
            refused = PlainTextResponse("No other site may ask here.\n", 403)
            await refused(scope, receive, guarded)
            return
        await self.app(scope, receive, guarded)


def live_app(site: LiveSite, root: Path) -> Starlette:
    """Return what answers requests, and follows the files of a workspace meanwhile."""

    @asynccontextmanager
    async def following(_: Starlette) -> AsyncIterator[None]:
        task = asyncio.create_task(site.follow(root))
        yield
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    return Starlette(
        routes=[
            Route("/-/version", site.events),
            Route("/favicon.ico", site.icon),
            Route("/{path:path}", site.page),
        ],
        middleware=[
            Middleware(TrustedHostMiddleware, allowed_hosts=[HOST, "localhost"]),
            Middleware(_Guard),
        ],
        lifespan=following,
    )


def serve_site(site: LiveSite, root: Path, port: int, says: Callable[[str], None]) -> None:
    """Answer requests from this machine until it is interrupted.

    Raises:
        ReadError: the port is taken.
    """
    try:
        listening = socket.create_server((HOST, port))
    except OSError as error:
        message = f"port {port} cannot be listened on: {(error.strerror or str(error)).lower()}"
        raise refusal("E709", message, "--port", "--port 0 takes a free one") from error
    config = uvicorn.Config(
        live_app(site, root),
        log_level="critical",
        ws="none",
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    with listening, suppress(KeyboardInterrupt):
        says(f"serving http://{HOST}:{listening.getsockname()[1]}/ until Ctrl-C")
        uvicorn.Server(config).run(sockets=[listening])

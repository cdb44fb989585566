"""Shell completion: names of files, and nothing read or imported for it."""

from __future__ import annotations

import os

from timeline.cache.contents import names_in
from timeline.cli.running import running
from timeline.read.root import nearest_root, shipped_folder


def complete_case(incomplete: str) -> list[str]:
    """The ids of the cases here that begin so."""
    root = os.environ.get("TIMELINE_ROOT") or nearest_root(os.getcwd()) or shipped_folder()  # noqa: PTH109
    folder = os.path.join(root, "cases")  # noqa: PTH118 - before pathlib
    names, run = names_in(folder, ".yaml"), running()
    if run is not None:
        run.inputs.saw_names(folder, ".yaml", names)
    return [name for name in names if name.startswith(incomplete)]

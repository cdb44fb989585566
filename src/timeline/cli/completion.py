"""Shell completion: names of files, and nothing read."""

from __future__ import annotations

import os
from pathlib import Path


def complete_case(incomplete: str) -> list[str]:
    """The ids of the cases here that begin so."""
    from timeline.api import open_workspace  # noqa: PLC0415 - only for the shell

    named = os.environ.get("TIMELINE_ROOT")
    workspace = open_workspace(Path(named) if named else None, Path.cwd())
    return [name for name in workspace.case_ids if name.startswith(incomplete)]

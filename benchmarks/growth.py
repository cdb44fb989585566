"""How the inference of one case grows with its events."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from benchmarks.made_up import SOURCES, made_up_case
from benchmarks.table import format_time, growth_power
from benchmarks.take import ROOT
from timeline.inference.inference import infer
from timeline.model.build import References, build_case
from timeline.model.source import Source
from timeline.model.workspace import Workspace
from timeline.read.parse import parse_yaml

SIZES = (25, 50, 100, 200, 400)


def inference_times(sizes: Sequence[int]) -> dict[int, float]:
    """Seconds for each number of events, the least of three."""
    return {size: min(_inference_time(size) for _ in range(3)) for size in sizes}


def _inference_time(events: int) -> float:
    """Seconds to infer one case with three claims for each event, and to bound every event."""
    workspace = Workspace(ROOT)
    references = References(workspace.kinds.keys(), SOURCES)
    document = parse_yaml(made_up_case(events, 3 * events), "made-up.yaml")
    file = build_case(document, "made-up", references)
    sources: dict[str, Source] = {}
    start = time.perf_counter()
    found = infer(file, sources, workspace.kinds)
    for name in found.events:
        found.day_of(name)
    return time.perf_counter() - start


def format_growth(times: Mapping[int, float]) -> str:
    """A line for each size, and the power of the growth from the smallest to the largest."""
    smallest, largest = min(times), max(times)
    lines = ["inference of one case with 3 claims an event"]
    for size, taken in times.items():
        factor = taken / times[smallest]
        lines.append(f"  {size:>4} events  {format_time(taken):>10}  {factor:6.1f} ×")
    power = growth_power({size: times[size] for size in (smallest, largest)})
    return "\n".join([*lines, f"  grows as events to the power of {power:.2f}"])

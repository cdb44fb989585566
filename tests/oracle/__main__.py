"""Hold the program against the oracle: `python -m tests.oracle --count 20000 --seed 1`."""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence

from tests.oracle.adapter import FIELDS, RefusedError, differences, program_findings, told
from tests.oracle.oracle import judge
from tests.oracle.situations import features_of, situation
from tests.oracle.worlds import TooLargeError

EVERY = 1000


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare so many cases; 1 where one differs."""
    parser = argparse.ArgumentParser(prog="python -m tests.oracle", description=__doc__)
    parser.add_argument("--count", type=int, default=1000, help="how many cases")
    parser.add_argument("--seed", type=int, default=0, help="number of the first case")
    parser.add_argument("--only", default=",".join(FIELDS), help="fields, with commas")
    parser.add_argument("--shown", type=int, default=5, help="how many differences in full")
    parser.add_argument("--without", default="", help="features to leave out, with commas")
    options = parser.parse_args(arguments)
    only, without = options.only.split(","), set(filter(None, options.without.split(",")))
    began = time.perf_counter()
    by_field: Counter[str] = Counter()
    by_feature: Counter[str] = Counter()
    held: Counter[str] = Counter()
    outcomes: Counter[str] = Counter()
    for number in range(options.seed, options.seed + options.count):
        if number > options.seed and (number - options.seed) % EVERY == 0:
            speed = (number - options.seed) / (time.perf_counter() - began)
            print(f"{number - options.seed} cases, {speed:.0f} a second", file=sys.stderr)
        made = situation(number)
        features = features_of(made)
        if without & set(features):
            outcomes["left out"] += 1
            continue
        try:
            found = differences(judge(made), program_findings(made), only)
        except TooLargeError:
            outcomes["too large"] += 1
            continue
        except RefusedError as error:
            outcomes["refused"] += 1
            if outcomes["refused"] <= options.shown:
                print(f"--- case {number} is refused\n{error}\n")
            continue
        held.update(features)
        outcomes["different" if found else "same"] += 1
        if found:
            by_field.update({field for _, field, _, _ in found})
            by_feature.update(features)
            if outcomes["different"] <= options.shown:
                print(f"--- case {number} ({', '.join(features)})\n{told(made, found)}\n")
    print(", ".join(f"{count} {name}" for name, count in outcomes.most_common()))
    print("by field:", ", ".join(f"{name} {count}" for name, count in by_field.most_common()))
    print("by feature, different of all that hold it:")
    for name, count in held.most_common():
        print(f"  {name}: {by_feature[name]} of {count}")
    return 1 if by_field or outcomes["refused"] else 0


if __name__ == "__main__":
    raise SystemExit(main())

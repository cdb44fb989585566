"""Laws of the contract, held by the oracle over cases made by chance."""

import json
from collections.abc import Iterator
from copy import deepcopy
from random import Random
from typing import Any

from tests.oracle.events import day_of, iso
from tests.oracle.oracle import Finding, Oracle, judge
from tests.oracle.record import Record
from tests.oracle.situations import Situation, features_of, situation
from tests.oracle.worlds import TooLargeError

FIRST, COUNT = 50_000, 40
CLOSED_LIST = {
    "not required", "out of order", "met late", "met", "missing", "not yet due", "not checked",
    "overdue", "pending",
}  # fmt: skip


def judged(made: Situation) -> dict[str, Finding]:
    """Findings by name."""
    return {finding["name"]: finding for finding in judge(made)}


def cases(*features: str, count: int = COUNT) -> Iterator[tuple[int, Situation]]:
    """So many cases that hold every feature."""
    number = FIRST
    while count:
        made = situation(number)
        number += 1
        if set(features) <= set(features_of(made)):
            count -= 1
            yield number - 1, made


def both(
    before: Situation, after: Situation
) -> tuple[dict[str, Finding], dict[str, Finding]] | None:
    """Findings of two situations; None where one has too many worlds or none."""
    try:
        return judged(before), judged(after)
    except TooLargeError:
        return None


def shifted(made: Situation, days: int) -> Situation:
    """The same case judged on another day."""
    later = made | {"as_of": iso(day_of(made["as_of"]) + days)}
    if "today" in made:
        later["today"] = iso(day_of(made["today"]) + days)
    return later


def test_each_world_has_one_word_of_the_closed_list() -> None:
    """No world is left without a word, and none has a word that is not on the list."""
    for number, made in cases():
        try:
            findings = Oracle(made).findings()
        except TooLargeError:
            continue
        for finding in findings:
            assert finding["words"], number
            assert set(finding["words"]) <= CLOSED_LIST, number
            assert (finding["verdict"] in finding["words"]) == (len(finding["words"]) == 1) or (
                finding["verdict"] == "not checked"
            ), number


def test_no_later_day_heals_a_case() -> None:
    """Where something is a breach today, something is a breach on every later day."""
    held = 0
    for number, made in cases(count=3 * COUNT):
        try:
            before = judged(made)
        except TooLargeError:
            continue
        broken = [one for one in before.values() if one["breach"] == "yes"]
        for days in (1, 9) if broken else ():
            try:
                later = judge(shifted(made, days))
            except TooLargeError:
                continue
            held += 1
            after = [one["name"] for one in later if one["breach"] == "yes"]
            assert after, (number, days)
            for finding in broken:
                # What was missing is done out of order later, and that is the other rule's finding.
                if finding["words"] != ["missing"]:
                    rule = finding["name"].split(":")[0]
                    assert rule in {name.split(":")[0] for name in after}, (number, days)
    assert held


def test_a_denial_never_turns_a_breach_into_none() -> None:
    """One more denial leaves a breach that was certain at least possible."""
    held = 0
    for number, made in cases(count=2 * COUNT):
        random = Random(number)
        kinds = [event["kind"] for event in made["case"]["events"]] + ["investigation_opened"]
        denial = {
            "kind": random.choice([kind for kind in kinds if kind != "strike"] or ["payment"]),
            "until": iso(random.randint(-1, 9)), "source": "undated",
        }  # fmt: skip
        more = deepcopy(made)
        more["case"]["absences"] = [*made["case"].get("absences", []), denial]
        pair = both(made, more)
        if pair is not None:
            for name, finding in pair[0].items():
                if finding["breach"] == "yes":
                    held += 1
                    assert name in pair[1], number
                    assert pair[1][name]["breach"] != "no", number
    assert held


def test_moving_the_horizon_never_flips_yes_and_no() -> None:
    """Neither breach nor done goes from yes to no because somebody looked again, or had not."""
    flips = {("yes", "no"), ("no", "yes")}
    for number, made in cases():
        for until in (0, 5, 12):
            moved = deepcopy(made)
            moved["case"]["recorded_until"] = iso(until)
            pair = both(made, moved)
            if pair is not None:
                for name in pair[0].keys() & pair[1].keys():
                    for field in ("breach", "done"):
                        got = pair[0][name][field], pair[1][name][field]
                        assert got not in flips, (number, until, name)


def later_words(before: Finding, after: Finding) -> set[str]:
    """Words of lateness that a change brought in."""
    return {"met late", "overdue"} & (set(after["words"]) - set(before["words"]))


def test_a_longer_limit_never_makes_a_step_later() -> None:
    """More days bring neither lateness nor a certain breach."""
    for number, made in cases("limit"):
        longer = deepcopy(made)
        for rule in longer["policy"]["rules"]:
            if rule["limit"][0].isdigit():
                *words, last, _ = rule["limit"].split()
                rule["limit"] = " ".join([*words, str(int(last) + 2), "days"])
        pair = both(made, longer)
        if pair is not None:
            for name, finding in pair[0].items():
                assert not later_words(finding, pair[1][name]), (number, name)


def test_pausing_never_makes_a_step_later() -> None:
    """One more pause brings neither lateness nor an earlier end."""
    for number, made in cases():
        random = Random(number)
        names = [event["id"] for event in made["case"]["events"] if event["id"] != "plan"]
        pause: dict[str, Any] = {
            "of": ["r1", "r2", "o1", "o2"], "from": random.choice(names), "clause": "s. 1",
            "source": "undated",
        }  # fmt: skip
        if random.random() < 0.7:
            pause["until"] = random.choice(names)
            pause |= {"restarts": True} if random.random() < 0.3 else {}
        more = deepcopy(made)
        more["case"]["pauses"] = [*made["case"].get("pauses", []), pause]
        pair = both(made, more)
        if pair is not None:
            for name, finding in pair[0].items():
                assert not later_words(finding, pair[1][name]), (number, name)


def test_an_outside_event_opens_no_track() -> None:
    """One more act of somebody else adds no finding and takes none away."""
    for number, made in cases():
        more = deepcopy(made)
        kind = Random(number).choice(["investigation_opened", "release", "review_closed"])
        more["case"]["events"].append(
            {"id": "theirs", "kind": kind, "side": "outside", "track": "theirs",
             "claims": [{"when": "2021-03-12", "source": "undated"}]}
        )  # fmt: skip
        pair = both(made, more)
        if pair is not None:
            assert pair[0].keys() == pair[1].keys(), number


def test_an_implied_event_equals_one_written_without_a_day() -> None:
    """Writing down what follows anyway changes no finding."""
    held = 0
    for number, made in cases("implied", count=COUNT):
        record = Record(made["case"], made["sources"])
        implied = [event for event in record.events if event.is_implied]
        if "published" in features_of(made) or len(implied) > 1:
            continue  # two openings of one kind would each be the one that closed
        (event,) = implied
        data: Situation = {
            "id": event.id, "kind": event.kind, "round": event.round, **dict(event.stated),
            "claims": [{"when": "unknown", "source": "undated"}],
        }  # fmt: skip
        data |= {"track": event.track} if event.track else {}
        data |= {"side": "outside"} if event.outside else {}
        written = deepcopy(made)
        written["case"]["events"].append(data)
        try:
            if len(Oracle(made).versions) > 1:
                continue
        except TooLargeError:
            continue
        pair = both(made, written)
        if pair is not None:
            held += 1
            assert pair[0] == pair[1], number
    assert held


def test_the_order_of_the_file_changes_nothing() -> None:
    """Events, rules and absences may stand in any order."""
    for number, made in cases():
        random = Random(number)
        mixed = deepcopy(made)
        for part in (mixed["case"], mixed["policy"] or {}):
            for key in ("events", "absences", "pauses", "rules"):
                if key in part:
                    random.shuffle(part[key])
        pair = both(made, mixed)
        if pair is not None:
            assert pair[0] == pair[1], (number, json.dumps(mixed))

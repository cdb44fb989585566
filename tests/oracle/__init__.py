"""Verdicts by brute force: every world of a small case, judged from the contract alone.

A world is a day for each event on record and each implied one, an order of the instants within a
day where a rule requires an order of steps, a value for each `by`, `form`, `outcome` and `of` that
the file leaves open and a pattern asks for, and a day for each order that gives a range of days or
`unknown` as its `made`. In each world the words of the closed list are tried in turn; over all
worlds the verdict follows. Nothing here is shared with the program: `adapter.py` alone imports it.

    python -m tests.oracle --count 20000 --seed 0 --only verdict,breach     (or: make oracle)

`situations.py` makes case number N; `events.py` and `record.py` read it and find what is implied,
the bounds and the versions; `worlds.py` lists worlds; `clock.py` reckons last days on time;
`question.py` and `judge.py` answer one question in one world; `oracle.py` joins the answers.

Not covered: times of day, zones, months and working days as limits, `--known-on`, policies by date,
conflicts among claims, chains beyond round 2, `review_ordered` as a bound of an implied review.

Where the contract left a choice, this is what stands here.

What happened
 1. A source published by `recorded_until`, which is not after the day judged, shows that an event
    had happened by then; so does an undated source, unless the event's first possible day is later.
    Only an explicit `recorded_until` does that. It bounds no day: how late the event was is judged
    by the days that its claims leave. A month counts from its last day, a disputed claim shows it
    as well, and an order with `made: unknown` had been made by then.
 2. `on or after X`, `same day as X` and `N days after X` speak of days; `after`, `before` and
    `within N days after X` of instants. Two events of one day may be at one instant where nothing
    puts one strictly after the other; that is not out of order.
 3. A close is not before its opening where exactly one opening, on record or implied, could be the
    one that closed; where several could, nothing follows.
 4. The absence of a kind binds and denies every event of it, whatever its outcome, form or `of`.
 5. An absence with `track` or `round` binds the events that carry that very value. It counts for a
    finding on that track; for a finding on no track only an absence without one counts. An absence
    with `id` bounds that event and is neither a denial of the step nor a horizon.
 6. Text of a pattern: case, spaces and hyphens are alike.

Implied
 7. A `reopened` is implied once for each track and round that has an event of the institution in a
    later round and no `reopened` of that round on its track or on none; for an event on no track a
    `reopened` of any track will do. What stands on no track is ordered by a reopening of any.
 8. Rounds are in order whether or not the reopening is implied; this may narrow an event of round 2
    and so what implies the reopening.
 9. "One stage alone": exactly one opening of the institution, implied ones counted, in that round
    and track, and no close that could be its own. The implied close takes `by` and `form` of it.
10. Two versions: the absence reaches the first day of an event on record that implies, if only
    through another implied event. Of several, every maximal set that can stand is a version.
11. An absence given up in a version is there no denial and no horizon.

Which one
12. "Acts": an event that may fit step or trigger, of the institution, and not the incident. Where a
    trigger stands on a track, the tracks of triggers and steps are judged; else there is one
    finding for each round. Implied events count.
13. An event of round 1 (the strike, an outside report) starts no clock in round 2. Conditions and
    `requires` look in the round, and in the rounds before it only where the round has none of that
    kind on record, in a version that gives up what is implied likewise; such a condition is denied
    by absences without `round` alone. For `requires` only findings count as a release.
14. An order judges a rule without a limit if it may have been given by the day judged, its carrier
    stands on the rule's track or on none and in its round, and the rule's step is that plain kind
    alone. Two orders make two findings. Where the order was not given, the rule's own benchmark or
    none judges in that world. Where an order judges, an outside act on its track by name counts.
15. An order that is certainly not given yet makes no finding. `order-<id>` has the track and round
    of the event that carries it; a carrier on no track is met by a step on any.

Words
16. `missing` needs that the other rule requires every kind of the step, that its own step lies in
    the same track and round, and that no event of these kinds had happened, whatever its form, in
    this round or an earlier one. It holds for an order of its own as well. Whether the other rule's
    condition holds is asked with that rule's own limit. Its breach is `yes` where the limit has
    passed and the step is denied to its end. A denial up to the step that requires it is enough
    where both rules bind and name a source: the breach is to move to the other rule's
    `out of order`, which has none to give where it is weak.
17. `not established` is tried with every last day from the trigger on, an end not published with
    every day from the previous end on. The verdict is `cannot tell` if these differ in any world.
    A step before its trigger is just `met`.
18. A step dated after the day judged is known to be undone up to that day, whatever the horizon.
    Of a step that can be taken in several ways, every kind must have an event dated later.
19. Without any dated source, `recorded_until` or absence there is no horizon: nothing is overdue.
20. `continues`: the close is waived where every opening of that kind in the track and round that
    happened was continued in time, and no close happened. Continued later, it is `met late`, and
    done. It is no close for triggers, conditions and `requires`.
21. A fixed date of an order runs from when the order was given, whether or not `from` happened.

Pauses
22. A rule's pauses stop its limit or benchmark, and each order's pauses stop that order alone. An
    extension runs from the moved end of what it extends. Each extension counts, or came too late
    and moves nothing; one that follows it may still count.
23. No end on record: the pause may have ended on any day from the step's horizon on. So an undone
    step is `pending` or `not checked`, its breach is `unknown`, and `due` is not running. A step
    done before the earliest end that would make it late is in time; done later, it may be late.
24. A pause whose end is dated after the day judged lasts on that day: `pending`, no breach,
    `due` not running. A restart whose `until` is before its `from` is none.
25. Pauses begin with an event on any track. A pause that begins on the last day on time moves
    nothing; a restart then counts.

Breach and done
26. Breach can be asked where an order of force `order` or a binding limit judges in some world, or
    the rule is binding and requires a step or is required by a binding one. Else it is null.
27. `pending`: no while a binding limit runs, or an order of force `order`; `unknown` where the
    limit is no duty or there is none, and only the order of steps is at stake.
28. `not yet due`: no where a trigger is on record (and later), or every trigger is denied to the
    day judged; by silence `unknown`. Where an order of its own was not given: `unknown`.
29. A condition is true by recorded facts where an event fits by what the file states. `all` is
    false by one part that is, `any` by every part, `not` by its opposite. A kind without any event
    in reach is false by silence.
30. Unsourced: every `yes` is `unknown`; an order is always sourced.
31. An order finding of its own is in breach of duty (`missing`) by the order's own force. A chain
    has the force of its first order.

Numbers
32. `due` is null where no world requires the step. `not running` if the clock stands still, or has
    not started, in some world that does. Otherwise only `known` has both ends, and
    `end not published` has the previous one. A benchmark has a `due`.
33. `judged_on` is null where the step is done or not required in every world, or where there is no
    horizon in some world that asks for it; the first day where worlds differ.
34. `days_late` spans `met late` and `overdue`, not `out of order`; null where a limit nobody could
    read, or an end not published, may have been passed.
35. `standing` is null unless the step is undone in every world; `denied` by any accepted denial of
    the step, however early, in every version, or by a later date of the step.
    Order: denied, searched, waiting, not searched.
"""

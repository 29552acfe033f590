"""Answers to questions, and to commands for the assistant itself: from the facts in a result to sentences."""

from collections.abc import Callable, Mapping, Sequence

from navigation.places import Place
from vehicle.catalogue import stations
from vehicle.replies import later, road_answers
from vehicle.replies.reply_context import ReplyContext, describe, noun, numbered, tenths
from vehicle.results.result import Result

DAY, HOUR = 24 * 60, 60  # min
EXAMPLES = 2  # sentences that help says


def answered(result: Result, context: ReplyContext) -> str:
    """The sentence of an answer, by its kind."""
    return ANSWERS[result.details["answer"]](result, context)


def described(result: Result, context: ReplyContext) -> str:
    """The status of a function."""
    assert result.function is not None, result
    return describe(context, result.function, result.zone, result.details["zones"])


def set_to(result: Result, context: ReplyContext) -> str:
    """What a function is set to, told apart from what is measured."""
    assert result.function is not None, result
    return describe(context, result.function, result.zone, result.details["zones"], "describe.set")


def checks(result: Result, context: ReplyContext) -> str:
    """Which checks of the car have failed, or that none has."""
    assert result.function is not None, result
    failed, fine = result.details["failed"], result.details["fine"]
    if failed:
        found = [context.say("checks.failed", check=context.language.checks[name]) for name in failed]
        return context.language.grammar.together(found)
    own = f"checks.fine.{fine}"
    return context.say(own if own in context.language.sentences else "checks.fine", noun=noun(result.function))


def clock(result: Result, context: ReplyContext) -> str:
    return context.say("clock", time=context.language.grammar.clock(result.details["now"]))


def calendar(result: Result, context: ReplyContext) -> str:
    return context.say("calendar", date=context.language.grammar.date(result.details["now"]))


def remaining(result: Result, context: ReplyContext) -> str:
    """Distance, time or arrival; distance and time where neither was asked for."""
    facts = result.details
    if facts.get("no_route"):
        return context.say("remaining.no_route")
    now, minutes = facts["now"], facts["minutes"]
    parts = [facts["what"]] if facts["what"] else ["distance", "time"]
    hour, minute = divmod(minutes if "arrival" not in parts else (now.hour * 60 + now.minute + minutes) % DAY, 60)
    fields = {"km": tenths(facts["km"]), "minutes": minutes, "hour": hour, "minute": minute}
    long = {"time": "time.hours"} if minutes >= HOUR else {}
    how = "remaining.road" if facts.get("by_road") else "remaining"
    said = [context.say(f"{how}.{long.get(what, what)}", **fields) for what in parts]
    return context.language.grammar.together(said)


def track(result: Result, context: ReplyContext) -> str:
    """What is playing: a title, or a radio station, with its name where the table of stations has it."""
    facts = result.details
    if facts.get("paused"):
        return context.say("track.paused")
    if "title" in facts:
        return context.say("track.title", title=facts["title"])
    mhz = tenths(facts["station"])
    station = stations.at(facts["station"])
    if station is None:
        return context.say("track.frequency", mhz=mhz)
    return context.say("track.station", station=context.language.grammar.name(station), mhz=mhz)


def nearby(result: Result, context: ReplyContext) -> str:
    """A numbered list; a single place as a question for a yes or no. Distances are from the car, or from `around`."""
    found: Sequence[tuple[Place, float]] = result.details["places"]
    around = result.details.get("around")
    kind, fields = (".around", {"around": context.language.grammar.name(around)}) if around else ("", {})
    if len(found) == 1:
        place, km = found[0]
        name = context.language.grammar.name(place)
        return context.say(f"nearby.one{kind}", place=name, km=tenths(km), **fields)
    return numbered(context, "nearby.several", found, result.details.get("first", 1), kind, fields)


def visited(result: Result, context: ReplyContext) -> str:
    """The places that were driven to, as a numbered list; a single one as a question for a yes or no."""
    found: Sequence[Place] = result.details["places"]
    if not found:
        return context.say("visited.nothing" if result.details["all"] else "visited.none")
    if len(found) == 1:
        return context.say("visited.one", place=context.language.grammar.name(found[0]))
    return numbered(context, "visited.several", [(place, None) for place in found])


def forgotten(result: Result, context: ReplyContext) -> str:
    count = result.details["count"]
    return context.say("forgotten", count=count) if count else context.say("visited.nothing")


def helped(result: Result, context: ReplyContext) -> str:
    """What this car can be asked for, and two sentences that ask for it."""
    language, functions = context.language, context.car.functions.values()
    has = {each.name for each in functions if each.fitted and not each.agent and any(map(each.writes, each.ops))}
    groups = {name.partition(".")[0] for name in has}
    areas = [area for group, area in language.areas.items() if group in groups]
    examples = [f"'{example}'" for function, example in language.examples.items() if function in has][:EXAMPLES]
    return context.say("help", areas=language.grammar.listed(areas), examples=language.grammar.listed(examples))


def repeat(result: Result, context: ReplyContext) -> str:
    return str(result.details["reply"]) or context.say("repeat.nothing")


def dropped(result: Result, context: ReplyContext) -> str:
    return context.say("dropped" if result.details["had"] else "dropped.nothing")


def fixed(key: str) -> Callable[[Result, ReplyContext], str]:
    """An answer that is always the sentence of this key."""
    return lambda result, context: context.say(key)


ANSWERS: Mapping[str, Callable[[Result, ReplyContext], str]] = {
    "describe": described,
    "setting": set_to,
    "checks": checks,
    "clock": clock,
    "calendar": calendar,
    "remaining": remaining,
    "track": track,
    "road": road_answers.road,
    "far": road_answers.far,
    "along": road_answers.along,
    **{key: fixed(key) for key in ("order.unknown", "order.few", "order.best", "road.stops.none")},
    "nearby": nearby,
    "guided": fixed("guided"),
    "visited": visited,
    "forgotten": forgotten,
    "thanks": fixed("thanks"),
    "help": helped,
    "repeat": repeat,
    "dropped": dropped,
    "nothing_asked": fixed("nothing_asked"),
    "nothing_scheduled": fixed("nothing_scheduled"),
    "scheduled": later.listed,
    "unscheduled": later.cancelled,
}

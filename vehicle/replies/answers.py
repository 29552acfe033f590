"""Answers to questions and to words to the assistant itself: from the facts in a result to sentences."""

from collections.abc import Callable, Mapping, Sequence

from navigation.places import Place
from vehicle.catalogue import stations
from vehicle.replies.told import Told, describe, noun
from vehicle.results.result import Result

DAY = 24 * 60  # min


def answered(result: Result, told: Told) -> str:
    return ANSWERS[result.details["answer"]](result, told)


def described(result: Result, told: Told) -> str:
    assert result.function is not None, result
    return describe(told, result.function, result.zone, result.details["zones"])


def checks(result: Result, told: Told) -> str:
    """What is not fine, or that all is."""
    assert result.function is not None, result
    failed, fine = result.details["failed"], result.details["fine"]
    if failed:
        found = [told.say("checks.failed", check=told.language.checks[name]) for name in failed]
        return told.language.grammar.together(found)
    own = f"checks.fine.{fine}"
    return told.say(own if own in told.language.sentences else "checks.fine", noun=noun(result.function))


def clock(result: Result, told: Told) -> str:
    return told.say("clock", time=told.language.grammar.clock(result.details["now"]))


def calendar(result: Result, told: Told) -> str:
    return told.say("calendar", date=told.language.grammar.date(result.details["now"]))


def remaining(result: Result, told: Told) -> str:
    """Distance, time or arrival; distance and time where neither was asked for."""
    facts = result.details
    if facts.get("no_route"):
        return told.say("remaining.no_route")
    now, minutes = facts["now"], facts["minutes"]
    hour, minute = divmod((now.hour * 60 + now.minute + minutes) % DAY, 60)
    wanted = [facts["what"]] if facts["what"] else ["distance", "time"]
    fields = {"km": facts["km"], "minutes": minutes, "hour": hour, "minute": minute}
    return told.language.grammar.together([told.say(f"remaining.{what}", **fields) for what in wanted])


def track(result: Result, told: Told) -> str:
    """What is playing: a title, or a radio station, by its name where the table knows it."""
    facts = result.details
    if facts.get("paused"):
        return told.say("track.paused")
    if "title" in facts:
        return told.say("track.title", title=facts["title"])
    station = stations.at(facts["station"])
    if station is None:
        return told.say("track.frequency", mhz=facts["station"])
    return told.say("track.station", station=told.language.grammar.name(station), mhz=facts["station"])


def nearby(result: Result, told: Told) -> str:
    """A numbered list; a single place is asked about by a yes or no."""
    found: Sequence[tuple[Place, float]] = result.details["places"]
    grammar = told.language.grammar
    if len(found) == 1:
        place, km = found[0]
        return told.say("nearby.one", place=grammar.name(place), km=km)
    lines = [
        told.say("list.place.far", number=number, place=grammar.name(place), km=km)
        for number, (place, km) in enumerate(found, 1)
    ]
    return told.say("nearby.several", count=len(found), places=grammar.listed(lines))


def repeat(result: Result, told: Told) -> str:
    return str(result.details["reply"]) or told.say("repeat.nothing")


def dropped(result: Result, told: Told) -> str:
    return told.say("dropped" if result.details["had"] else "dropped.nothing")


def plainly(key: str) -> Callable[[Result, Told], str]:
    """An answer that is always the same sentence."""
    return lambda result, told: told.say(key)


ANSWERS: Mapping[str, Callable[[Result, Told], str]] = {
    "describe": described,
    "checks": checks,
    "clock": clock,
    "calendar": calendar,
    "remaining": remaining,
    "track": track,
    "road": plainly("road"),
    "nearby": nearby,
    "thanks": plainly("thanks"),
    "help": plainly("help"),
    "repeat": repeat,
    "dropped": dropped,
    "nothing_asked": plainly("nothing_asked"),
}

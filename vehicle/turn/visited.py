"""Places that were driven to: which one is meant by "어제 갔던 데", the list of them, and how they are forgotten."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from contract.values import Command
from languages import codes, part
from languages.language import load
from languages.numbers import parse_number
from navigation.atlas import Atlas, of_table, place_of
from navigation.guidance.path import metres
from navigation.history import ANY, NEWEST, Visited, When, visited_in
from navigation.places import Place, distance_km, only_named
from navigation.routing.protocol import Point
from navigation.search.folding import letters
from navigation.search.gathering import AT_PLACE
from navigation.search.geometry import km_from
from navigation.search.protocol import names
from navigation.words import bare
from vehicle.replies.reply_context import MOST_LISTED
from vehicle.results.result import Outcome, Refusal, Result
from vehicle.turn.context import CommandRequest, TurnContext, request_for
from vehicle.turn.drive_database import KeptDriveError
from vehicle.turn.route_guidance import RouteGuidance

HERE = 150.0  # m: who is so near is there, and goes to another place
MOST = 10  # places of a list
GO = Command("nav.go", "do")


@dataclass(frozen=True)
class Reference:
    """`kind` is a category, a brand or a part of a name in words; "" for any place. `eaten` is what was had there: it
    may be such a word."""

    when: When = ANY
    kind: str = ""
    eaten: str = ""


def with_history(atlas: Atlas | None, guidance: RouteGuidance | None) -> Atlas | None:
    """What is searched in, with the places that were driven to."""
    visits = guidance.history.visits() if guidance is not None else ()
    return replace(atlas or of_table(), history=visits) if visits else atlas


def reference(request: CommandRequest) -> Reference | None:
    """What of the history a command goes to; None where it names a place, as most do."""
    value, said = request.function.value, request.command.value
    if value is None or value.kind != "place" or request.place is not None or not isinstance(said, str):
        return None
    return read(said)


def read(words: str) -> Reference | None:
    """What of the history the words mean, None where they are no words for it."""
    return _read(words, "VISITED", "WITH_VERB")


def newest(command: Command) -> bool:
    """Is it to go to the last destination, whatever it was?"""
    found = read(command.value) if isinstance(command.value, str) else None
    return found is not None and found == Reference(NEWEST)


def meant(request: CommandRequest, wanted: Reference, turn: TurnContext) -> CommandRequest | Result:
    """The command with the place that is meant, a list where there are several, or why there is none."""
    known = found(wanted, turn)
    known = elsewhere(known, wanted, turn) or known
    if not known:
        return request.refused(Refusal("not_found", {"kind": "visited"}))
    if wanted.when == NEWEST or len(known) == 1:
        place = place_called(known[0])
        named = replace(request.command, value=load(turn.lang).grammar.name(place))
        return request_for(named, turn.car, request.sure, place)
    places = offered(known, request.command, turn)
    return Result(request.command, Outcome.NEEDS_CONFIRMATION, "several_places", {"places": places}, request.function)


def history(request: CommandRequest, turn: TurnContext) -> Sequence[Result | CommandRequest]:
    """The places that were driven to as a list to select from, or none of them any more."""
    command, function, guidance = request.command, request.function, turn.guidance
    if refusal := turn.client.refuse(turn.car.functions[GO.function], GO.op):  # where one went is for who may go there
        return [request.refused(refusal)]
    if command.op == "clear":
        try:
            count = guidance.history.forget() if guidance is not None else 0
        except KeptDriveError:
            return [request.refused(Refusal("not_deleted"))]
        turn.session.close()
        return [Result(command, Outcome.ANSWERED, "", {"answer": "forgotten", "count": count}, function)]
    wanted = _read(command.value, "LISTED", "VISITED") if isinstance(command.value, str) else None
    places = offered(found(wanted or Reference(), turn), GO, turn)
    facts = {"answer": "visited", "places": places, "all": wanted is None}
    return [Result(command, Outcome.ANSWERED, "", facts, function)]


def found(wanted: Reference, turn: TurnContext) -> list[Visited]:
    """The places that are meant, the newest first."""
    known = turn.guidance.history.places if turn.guidance is not None else ()
    then = visited_in(known, wanted.when, turn.today())
    atlas = turn.atlas or of_table()
    of_kind = [each for each in then if not wanted.kind or fits(each, wanted.kind, atlas)]
    return (wanted.eaten and [each for each in of_kind if fits(each, wanted.eaten, atlas)]) or of_kind


def elsewhere(known: Sequence[Visited], wanted: Reference, turn: TurnContext) -> list[Visited]:
    """Those that one may want to go to: not here, and not where one is going; home and work have names of their own."""
    here, guidance = turn.situation.position(), turn.guidance
    left_out = [Point(*here)] if here else []
    left_out += [guidance.destination] if guidance is not None and guidance.destination else []
    others = [each for each in known if all(metres(each.at, point) > HERE for point in left_out)]
    atlas = turn.atlas or of_table()
    own = [place for place in (atlas.home, atlas.work) if place is not None]
    away = [
        each
        for each in others
        if all(distance_km(each.at.lat, each.at.lon, place.lat, place.lon) > AT_PLACE for place in own)
    ]
    return away if away and not wanted.kind else others


def offered(known: Sequence[Visited], command: Command, turn: TurnContext) -> tuple[Place, ...]:
    """They are the open list."""
    places = tuple(place_called(each) for each in known[:MOST])
    if places:
        turn.session.offer(places, command, turn.clock(), MOST_LISTED)
    return places


def place_called(visited: Visited) -> Place:
    """With its names as they were said; one that was chosen on the screen has none."""
    ko, en = (visited.names.get(code) or str(part(code, "visited").UNNAMED) for code in ("ko", "en"))
    return only_named(ko, en, visited.at.lat, visited.at.lon)


def fits(visited: Visited, kind: str, atlas: Atlas) -> bool:
    """Is it a place of this category or brand, or one whose name has the words in it? "햄버거 식당" is both."""
    if is_such(visited, kind, atlas):
        return True
    words = kind.split()
    return len(words) > 1 and all(is_such(visited, each, atlas) for each in words)


def is_such(visited: Visited, kind: str, atlas: Atlas) -> bool:
    wanted = {letters(kind), letters(bare(kind).removesuffix("s"))}  # "the burgers"
    called = {letters(name) for name in visited.names.values()}
    if any(each in name for name in called for each in wanted):
        return True
    table, kinds = atlas.search.table, atlas.search.kinds
    ids = set(kinds.of(kinds.meant(kind)).tolist())
    km = km_from((visited.at.lat, visited.at.lon), np.asarray(table.lat), np.asarray(table.lon))
    for id in np.flatnonzero(km <= AT_PLACE).tolist():
        spot = table[id]
        alike = called & {letters(place_of(spot).ko), letters(place_of(spot).en)}
        if alike and (id in ids or any(each in letters(name) for name in names(spot) for each in wanted)):
            return True
    return False


def _read(words: str, *patterns: str) -> Reference | None:
    for code, pattern in _patterns(*patterns):
        if match := pattern.fullmatch(words):
            said = match.groupdict()
            kind = said.get("kind") or ""
            language = part(code, "visited")
            kind = "" if re.fullmatch(language.THING, kind, re.IGNORECASE) else language.PLACE_OF.sub("", kind)
            eaten = said.get("ate") or ""
            meal = re.fullmatch(language.MEAL, eaten, re.IGNORECASE)
            return Reference(_when(said.get("when") or "", code), kind, "" if meal else eaten)
    return None


@cache
def _patterns(*names: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (code, re.compile(each, re.IGNORECASE))
        for code in codes()
        for name in names
        for each in getattr(part(code, "visited"), name)
    )


def _when(words: str, code: str) -> When:
    for pattern, when in part(code, "visited").WHEN:
        if match := re.fullmatch(pattern, words, re.IGNORECASE):
            number = parse_number(match["days"]) if when == "days" else None
            return int(number or 1) if when == "days" else when
    return ANY

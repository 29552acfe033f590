"""The stops of a drive by their names: what one is called, and which one words mean."""

from dataclasses import replace

from navigation.atlas import Atlas, place_of
from navigation.places import Place, only_named
from navigation.routing.protocol import Point
from navigation.search.at import named_at
from navigation.search.choosing import choose
from navigation.search.gathering import Asked
from navigation.search.landmarks import own_place
from navigation.stops import same
from vehicle.resolving.finding import SpokenPlace
from vehicle.resolving.roads import Roads

NAMELESS = only_named("", "", 0.0, 0.0)  # in the place of a stop that has no name


def called(stop: Point, roads: Roads | None, atlas: Atlas) -> Place | None:
    """As it was called when it was set, else as the map calls what is there; None for neither."""
    place = roads.called(stop) if roads else None
    if place is None and (found := named_at(atlas.search, (stop.lat, stop.lon))) is not None:
        place = place_of(found)
    return place


def meant(spoken: SpokenPlace, roads: Roads, atlas: Atlas) -> tuple[int, Place] | None:
    """The number of the stop that is called so, from 0, and its place where it is on the bus; None for none."""
    kind = atlas.search.kinds.meant(spoken.name)
    own = own_place(Asked(atlas.search, None, home=atlas.home, work=atlas.work), spoken.name)
    places = [called(stop, roads, atlas) for stop in roads.stops]
    chosen = which(places, spoken.name)
    for at, (stop, place) in enumerate(zip(roads.stops, places, strict=True)):
        if place is None or spoken.near:
            continue
        if own is not None:  # "집" is in many a name, too: "냉면집"
            if own.hits and same(stop, Point(own.hits[0].place.lat, own.hits[0].place.lon)):
                return at, replace(place, lat=stop.lat, lon=stop.lon)
            continue
        if (kind and kind in (place.category, place.brand)) or at == chosen:
            return at, replace(place, lat=stop.lat, lon=stop.lon)
    return None


def which(places: list[Place | None], words: str) -> int | None:
    """The number, from 0, of the stop that the words choose by its name or as "the second": the waypoints are counted,
    the destination, which is the last, is none of them."""
    waypoints = [place or NAMELESS for place in places[:-1]]
    if found := choose(waypoints, words):
        return found[0] - 1
    end = places[-1] if places else None
    return len(waypoints) if end and choose((end,), words) else None

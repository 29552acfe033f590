"""The stops of a drive by their names: what one is called, and which one words mean."""

from dataclasses import replace

from navigation.atlas import Atlas, place_of
from navigation.places import Place
from navigation.routing.protocol import Point
from navigation.search.at import named_at
from navigation.search.choosing import choose
from vehicle.resolving.finding import SpokenPlace
from vehicle.resolving.roads import Roads


def called(stop: Point, roads: Roads | None, atlas: Atlas) -> Place | None:
    """As it was called when it was set, else as the map calls what is there; None for neither."""
    place = roads.called(stop) if roads else None
    if place is None and (found := named_at(atlas.search, (stop.lat, stop.lon))) is not None:
        place = place_of(found)
    return place


def meant(spoken: SpokenPlace, roads: Roads, atlas: Atlas) -> tuple[int, Place] | None:
    """The number of the stop that is called so, from 0, and its place where it is on the bus; None for none."""
    kind = atlas.search.kinds.meant(spoken.name)
    for at, stop in enumerate(roads.stops):
        place = called(stop, roads, atlas)
        if place is None or spoken.near:
            continue
        if (kind and kind in (place.category, place.brand)) or choose((place,), spoken.name):
            return at, replace(place, lat=stop.lat, lon=stop.lon)
    return None

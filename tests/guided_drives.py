"""A rig with guidance by road, on routes without an engine."""

from itertools import pairwise

from made_routes import LAT, LON, route
from rig import Rig

from navigation.routing.protocol import Options, Turn
from vehicle.turn.kept_drive import KeptDrive
from vehicle.turn.route_guidance import RouteGuidance

HOME = (37.50450, 127.04901)  # where the simulated car stands


class Router:
    """A route from here north and then east to the destination, with waypoints as corners; or this error."""

    def __init__(self, error=None):
        self.asked, self.error = [], error

    def route(self, stops, options=Options()):  # noqa: B008
        self.asked.append((tuple(stops), options))
        if self.error:
            raise self.error
        flat = [((each.lon - LON) * 88_217, (each.lat - LAT) * 111_195) for each in stops]
        corners, turns, ends = flat[:1], [], []
        for (ax, _), (bx, by) in pairwise(flat):
            corners += [(ax, by), (bx, by)]
            turns += [Turn.RIGHT, Turn.WAYPOINT]
            ends.append(len(corners) - 1)
        return (route(corners, turns[:-1], stops=tuple(ends[:-1])),)


class Drive:
    """A rig with guidance; the car follows every route as `malcha run` has it do."""

    def __init__(self, router=None, follow=True, kept=None):
        self.rig, self.said, self.routes, self.interrupted = Rig(), [], [], []
        self.kept = kept or KeptDrive(self.rig.car.name)
        self.follow = follow
        self.router = router or Router()
        self.begin()

    def begin(self):
        """A gateway begins anew, which knows what was kept."""
        rig = self.rig
        self.guidance = RouteGuidance(rig.bridge, rig.situation, rig.assistant.talk, self.kept)
        self.guidance.routes.join(self._routed)
        self.guidance.said.join(self.said.append)
        self.guidance.interrupted.join(self.interrupted.append)
        self.guidance.hurry = lambda: self.guidance.step(rig.clock())
        self.guidance.routers.use(self.router)
        rig.assistant.guidance = self.guidance

    def _routed(self, found):
        self.routes.append(found)
        line = [(float(lat), float(lon)) for lat, lon in found.line]
        legs = [line[leg.begin : leg.end + 1] for leg in found.legs]
        self.rig.sim.follow(legs, [50.0] * (len(line) - 1) if self.follow else ())

    def go(self, lat, lon, kind="destination"):
        path = "VA_DEST_CMD"
        self.rig.bridge.send({f"{path}.DestLat": lat, f"{path}.DestLon": lon, f"{path}.IsWaypoint": kind}, event=True)
        self.live(0.5)

    def live(self, seconds, step=0.2):
        """Returns the last progress."""
        progress = None
        for _ in range(round(seconds / step)):
            self.rig.live(step)
            progress = self.guidance.step(self.rig.clock())
        return progress

    def value(self, path):
        return self.rig.sim.values[path]

    @property
    def cluster(self):
        return self.rig.sim.ecus.navigation.cluster


def place(east, north):
    """m from where the car stands."""
    return HOME[0] + north / 111_195, HOME[1] + east / 88_217

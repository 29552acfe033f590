"""The simulated car. `receive` takes command frames, `step` lets time pass; both return frames. It has no clock."""

import heapq
import logging
from collections import Counter
from collections.abc import Sequence

import can

from sim_can.cars.model import model
from sim_can.ecus.drive_profiles import Profile
from sim_can.ecus.ecu import Handler
from sim_can.ecus.geography import Position
from sim_can.frames.acknowledge import TAKEN, acknowledge
from sim_can.frames.effects import Effects
from sim_can.frames.new_commands import Commands
from sim_can.frames.signals import Signals
from sim_can.frames.texts import Texts
from vehicle.can.block import SEQ
from vehicle.can.codec import Codec, FrameError
from vehicle.can.dbc import CYCLE, DbcError, of_car
from vehicle.can.text_link import link_ids
from vehicle.can.values import SignalValue

log = logging.getLogger(__name__)

USUAL_CAR = "genesis_g70"
TEXT_CYCLE = 0.05  # s between two checks for text frames to send, besides those after a received frame


class Car:
    """Starts with the start values of its DBCs: parked, ignition on, engine warm.

    `values` has every status signal by path, `ecus` the ECUs of the car's folder. `refused` counts frames that could
    not be decoded, `rejected` commands that an ECU rejected, `commands.ignored` repeated and old commands.
    """

    def __init__(self, name: str = USUAL_CAR, profile: Profile | None = None) -> None:
        """`name` is the folder of the car; `profile` is driven from its start; without one the car does not move.

        Raises UnknownCar, DbcError.
        """
        self.name = name
        found = model(name)
        self.dbc = of_car(name)
        self.codec = Codec(self.dbc)
        self.signals = Signals(self.codec, found.repeats)
        self.values = self.signals.values
        self.refused = self.rejected = 0
        self.commands = Commands(self.codec.block)
        link = link_ids(self.dbc)
        self.texts = Texts(link, lambda: self._now) if link else None
        self.effects = Effects(self.dbc, found.status_of)
        self.ecus = found.ecus(self.signals, self.texts, profile)
        self._handlers: dict[str, Handler] = dict.fromkeys(self.effects.messages, lambda values: TAKEN)
        self._handlers.update(self.ecus.commands)
        count = Counter(
            bus_message.bus for name, bus_message in self.dbc.messages.items() if self.dbc.sent_by_gateway(name)
        )
        self.command_buses = tuple(
            bus for bus, _ in count.most_common()
        )  # buses with command messages, the one with most of them first
        self._now = self._text_due = 0.0  # s since the start
        self._due = [(0.0, message) for message, cycle in self.signals.cycles.items() if cycle]  # a heap
        if not self._due:
            raise DbcError(f"{self.dbc.directory}: no message is sent cyclically: none that an ECU sends has a {CYCLE}")
        heapq.heapify(self._due)

    def receive(self, message: can.Message) -> list[can.Message]:
        """The frames sent at once in answer to a received frame: the acknowledgement, then every changed status
        message.

        `message.channel` is the name of the bus. A frame that cannot be decoded is counted and changes nothing.
        """
        if self.texts and self.texts.concerns(message):
            self.texts.receive(message)
            return self.texts.link.frames()
        try:
            name, values = self.codec.decode(str(message.channel), message)
        except FrameError as error:
            log.debug("frame refused: %s", error)
            self.refused += 1
            return []
        handler = self._handlers.get(name)
        if handler is None or not self.commands.new(name, values):  # a status message, or an old command
            return []
        reason = "bad_value" if self.effects.refused(name, values) else handler(values)
        if reason == TAKEN:
            for status, value in self.effects.of(name, values):
                self.signals.put(status, value)
        else:
            log.info("%s rejected: %s", name, reason)
            self.rejected += 1
        answers = acknowledge(self.signals, name, values.get(SEQ, 0), reason)
        return self._frames(answers + self.signals.take_changed())

    def step(self, dt: float) -> list[can.Message]:
        """Let `dt` seconds pass. Returns the frames that are due or have changed values; each message once, however
        long.
        """
        self._now += dt
        for step in self.ecus.steps:
            step(dt)
        names = self.signals.take_changed()
        while self._due[0][0] <= self._now + 1e-6:
            due, name = self._due[0]
            cycle = self.signals.cycles[name]
            names.append(name)
            missed = max((self._now - due) // cycle, 0.0)  # skipped cycles do not shift the following ones
            heapq.heapreplace(self._due, (due + (missed + 1.0) * cycle, name))
        return self._frames(names, texts=self._now >= self._text_due)

    @property
    def until_due(self) -> float:
        """Seconds until the next cyclic frame."""
        return self._due[0][0] - self._now

    def set(self, path: str, value: SignalValue) -> None:
        """Set a status signal, as by manual operation or from outside; the next `step` sends it.

        Raises KeyError for an unknown signal or word, ValueError for a number out of range.
        """
        self.ecus.panes.by_hand(path, value)
        self.signals.put(path, value)

    def drive(self, speed: float, gear: str = "D") -> None:
        """Drive at `speed` km/h in `gear` from now on; drive(0, "P") parks. Ends a drive profile."""
        self.ecus.driving.drive(speed, gear)

    def follow(self, legs: Sequence[Sequence[Position]], speeds: Sequence[float] = ()) -> None:
        """The way to the stops that were commanded, one leg of points (latitude, longitude) for each: from now on the
        car drives along it, and not straight. With `speeds` (km/h, one for each piece between two points, of all legs
        together) it sets off by itself; else it goes as its drive profile says.

        Of no effect in a car without navigation, and for other stops than it has. Raises ValueError for what is no way.
        """
        if self.ecus.navigation is None:
            return
        way = self.ecus.navigation.follow(legs, speeds)
        if way and speeds:
            self.ecus.driving.follow(way)

    def _frames(self, names: list[str], texts: bool = True) -> list[can.Message]:
        frames = [self.signals.frame(name) for name in dict.fromkeys(names)]
        if self.ecus.navigation is not None:
            frames += self.ecus.navigation.frames()
        if self.texts and texts:
            frames += self.texts.link.frames()
            self._text_due = self._now + TEXT_CYCLE
        return frames

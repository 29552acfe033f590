"""The simulated car. Commands go in with `receive`, time with `step`; status frames come out of both. It has no clock."""

import heapq
import logging
from collections.abc import Callable, Mapping
from typing import Protocol

import can

from sim_can.cars.genesis_g70 import effects
from sim_can.ecus.amplifier import Amplifier
from sim_can.ecus.body import Body
from sim_can.ecus.climate import Climate
from sim_can.ecus.combustion import Engine
from sim_can.ecus.drive import Drive
from sim_can.ecus.drive_profiles import Profile
from sim_can.ecus.media import Media
from sim_can.ecus.navigation import Navigation
from sim_can.ecus.phone import Phone
from sim_can.ecus.seats import Seats
from sim_can.frames.new_commands import Commands
from sim_can.frames.signals import Signals
from sim_can.frames.texts import Texts
from vehicle.can import codec
from vehicle.can.codec import WireValue
from vehicle.can.text_link import GATEWAY_ID

log = logging.getLogger(__name__)

TEXT_CYCLE = 0.05  # s between two looks for words to send, answers apart

Handler = Callable[[Mapping[str, WireValue]], str]  # the values of a command -> why it is rejected, or "none"


class Ecu(Protocol):
    @property
    def commands(self) -> Mapping[str, Handler]:
        """message -> what it does beyond the table of effects"""

    def step(self, dt: float) -> None: ...


class Car:
    """Parked near Gangnam station, ignition on, gear in P, engine warm.

    `values` holds every status signal by path. `refused` counts frames that could not be used, `rejected` commands that
    were understood and not obeyed; `commands.ignored` those that were not new.
    """

    def __init__(self, profile: Profile | None = None) -> None:
        """`profile` is driven from its start; without one the car stays as it is."""
        self.signals = Signals()
        self.values = self.signals.values
        self.refused = self.rejected = 0
        self.commands = Commands()
        self.texts = Texts(lambda: self._now)
        self.engine = Engine(self.signals)
        self.climate, self.amplifier, self.body = (
            Climate(self.signals, self.engine),
            Amplifier(self.signals),
            Body(self.signals),
        )
        self.media, self.phone = Media(self.signals, self.texts), Phone(self.signals, self.texts)
        self.navigation = Navigation(self.signals)
        self.driving, self.seats = Drive(self.signals, self.navigation, self.engine, profile), Seats(self.signals)
        ecus: tuple[Ecu, ...] = (self.climate, self.amplifier, self.body, self.media, self.phone, self.navigation)
        self._steps = [self.driving.step, *(ecu.step for ecu in ecus), self.seats.step]
        self._handlers: dict[str, Handler] = {path.partition(".")[0]: lambda values: "none" for path in effects.FOLLOWS}
        for ecu in ecus:
            self._handlers.update(ecu.commands)
        self._now = self._text_due = 0.0  # s since the start
        self._due = [(0.0, message) for message, cycle in self.signals.cycles.items() if cycle]  # a heap
        heapq.heapify(self._due)

    def receive(self, message: can.Message) -> list[can.Message]:
        """What the ECUs answer to one frame at once: the acknowledgement, then every status message that it changed.

        `message.channel` is "ccan" or "mcan". A frame that cannot be used changes nothing and is counted.
        """
        if message.arbitration_id == GATEWAY_ID and message.channel == "mcan":
            self.texts.receive(message)
            return self.texts.link.frames()
        try:
            name, values = codec.decode(str(message.channel), message)
        except codec.FrameError as error:
            log.debug("frame refused: %s", error)
            self.refused += 1
            return []
        handler = self._handlers.get(name)
        if handler is None or not self.commands.new(name, values):  # somebody's status, or an old command
            return []
        reason = "bad_value" if effects.refused(name, values) else handler(values)
        if reason == "none":
            for signal, status in effects.followers(name):
                if values[signal] != "no_change":
                    self.signals.put(status, values[signal])
        else:
            log.info("%s rejected: %s", name, reason)
            self.rejected += 1
        answers = self._acknowledge(name, values, reason) if codec.own(message.arbitration_id) else []
        return self._frames(answers + self.signals.news())

    def step(self, dt: float) -> list[can.Message]:
        """Let `dt` seconds pass. Frames that are due, or whose values changed; each message once, however long `dt` is."""
        self._now += dt
        for step in self._steps:
            step(dt)
        names = self.signals.news()
        while self._due[0][0] <= self._now + 1e-6:
            due, name = self._due[0]
            cycle = self.signals.cycles[name]
            names.append(name)
            missed = max((self._now - due) // cycle, 0.0)  # the grid stays, whatever held us up
            heapq.heapreplace(self._due, (due + (missed + 1.0) * cycle, name))
        return self._frames(names, texts=self._now >= self._text_due)

    @property
    def until_due(self) -> float:
        """Seconds until the next cyclic frame."""
        return self._due[0][0] - self._now

    def set(self, path: str, value: WireValue) -> None:
        """A hand on a switch, or the world: the signal has this value now and the next `step` sends it.

        Raises KeyError for a signal or word that there is not, ValueError for a number out of range.
        """
        self.body.targets.pop(path, None)  # the hand wins
        self.signals.put(path, value)

    def drive(self, speed: float, gear: str = "D") -> None:
        """Drive at `speed` km/h in `gear` from now on; drive(0, "P") parks. It ends a profile."""
        self.driving.drive(speed, gear)

    def _acknowledge(self, name: str, values: Mapping[str, WireValue], reason: str) -> list[str]:
        status = name.removesuffix("_CMD") + "_STS"
        self.signals.put(f"{status}.AckSeq", values["Seq"], event=False)
        if f"{status}.Result" in self.values:
            self.signals.put(f"{status}.Result", "done" if reason == "none" else "rejected", event=False)
            self.signals.put(f"{status}.Reason", reason, event=False)
        return [status]

    def _frames(self, names: list[str], texts: bool = True) -> list[can.Message]:
        frames = [self.signals.frame(name) for name in dict.fromkeys(names)]
        if texts:
            frames += self.texts.link.frames()
            self._text_due = self._now + TEXT_CYCLE
        return frames

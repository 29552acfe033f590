"""Opens the buses of a car as the configuration has them, each at the bit rate of its DBC."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import can

from malcha.config.effective import Effective
from malcha.config.kinds import Argument
from malcha.run.children import StartError
from vehicle.can.dbc import Dbc
from vehicle.can.local_bus import INTERFACE as LOCAL
from vehicle.can.local_bus import LocalBus

log = logging.getLogger(__name__)

VIRTUAL, MULTICAST = "virtual", "udp_multicast"
BIT_RATE_ELSEWHERE = {  # interfaces that take no bit rate: who sets it
    VIRTUAL: "it has none",
    LOCAL: "it has none",
    MULTICAST: "it has none",
    "socketcan": "the kernel sets it, for example: ip link set can0 type can bitrate 500000",
    "socketcand": "its daemon sets it",
    "serial": "the adapter sets it",
}
FIRST_GROUP, FIRST_PORT = 11, 43113  # of udp_multicast: each bus has both of its own, a shared port would mix them


@dataclass(frozen=True)
class BusPlan:
    """What can.Bus is called with."""

    interface: str
    channel: str | int
    arguments: Mapping[str, Argument]  # further keyword arguments


def plan(config: Effective, dbc: Dbc) -> dict[str, BusPlan]:
    """Every bus of the car with its arguments; nothing is opened. Raises ConfigError for what does not fit the car."""
    settings, car = config.settings, dbc.directory.name
    for name in settings.buses.keys() - set(dbc.buses):
        raise config.error(given_key(config, name), f"{car} has no bus {name}: only {', '.join(dbc.buses)}")
    found = {name: planned(config, dbc, name, place) for place, name in enumerate(dbc.buses)}
    for name, bus in found.items():
        named = [other for other in found if has_channel(config, other) and found[other].interface == bus.interface]
        if named and name not in named:
            missing = f"buses.{name}.channel is not given"
            raise config.error(f"buses.{named[0]}.channel", f"{missing}: give the channel of every bus, or of none")
    places: dict[tuple[object, ...], str] = {}
    for name, bus in found.items():
        place = bus.interface, bus.channel, bus.arguments.get("port")
        if place in places:
            key = f"buses.{name}.channel"
            raise config.error(key, f"{places[place]} and {name} are two buses: both cannot be on {bus.channel}")
        places[place] = name
    return found


def planned(config: Effective, dbc: Dbc, name: str, place: int) -> BusPlan:
    """One bus; `place` counts the buses of the car from 0."""
    bus = config.settings.buses.get(name)
    interface = bus.interface if bus and bus.interface else config.settings.interface
    channel: str | int = bus.channel if bus and has_channel(config, name) else name
    arguments = bus.arguments() if bus else {}
    if interface == MULTICAST:  # hop limit 0: it stays on this machine
        channel = channel if has_channel(config, name) else f"239.74.163.{FIRST_GROUP + place}"
        arguments = {"port": FIRST_PORT + place, "hop_limit": 0} | arguments
    if interface not in can.VALID_INTERFACES and interface != LOCAL:
        key = f"buses.{name}.interface" if bus and bus.interface else "interface"
        known = ", ".join(sorted({*can.VALID_INTERFACES, LOCAL}))
        raise config.error(key, f"must be one of: {known}")
    return BusPlan(interface, channel, with_bit_rate(config, dbc, name, interface, arguments))


def with_bit_rate(
    config: Effective, dbc: Dbc, name: str, interface: str, arguments: dict[str, Argument]
) -> dict[str, Argument]:
    """The arguments with the bit rate of the DBC (bit/s), where the interface takes one and none was configured."""
    rate, key = dbc.bit_rate(name), f"buses.{name}.bitrate"
    given = arguments.get("bitrate")
    if interface in BIT_RATE_ELSEWHERE:
        if given is not None:
            why = BIT_RATE_ELSEWHERE[interface]
            log.warning("%s: %s is not used: %s takes no bit rate: %s", config.origins.get(key), key, interface, why)
        return {argument: value for argument, value in arguments.items() if argument != "bitrate"}
    if given is not None and given != rate:
        log.warning(
            "%s: bus %s is opened at %s bit/s, but the DBC of %s has %d bit/s",
            *(config.origins.get(key), name, given, dbc.directory.name, rate),
        )
    return {"bitrate": rate} | arguments


def has_channel(config: Effective, name: str) -> bool:
    """Was a channel given for this bus? 0 is one."""
    bus = config.settings.buses.get(name)
    return bus is not None and bus.channel != ""


def given_key(config: Effective, bus: str) -> str:
    """The first key that was given for a bus."""
    return next((key for key in config.origins if key.startswith(f"buses.{bus}.")), f"buses.{bus}")


@contextmanager
def opened(plans: Mapping[str, BusPlan]) -> Iterator[dict[str, can.BusABC]]:
    """The buses by name, shut down at the end. Raises StartError."""
    with ExitStack() as stack:
        buses: dict[str, can.BusABC] = {}
        for name, bus in plans.items():
            try:
                buses[name] = open_bus(bus)
            except (can.CanError, OSError, ValueError, TypeError, ImportError) as error:
                where = f"{bus.interface} {bus.channel}"
                raise StartError(f"bus {name}: {where} cannot be opened: {error}") from error
            stack.callback(close, buses, name)
        yield buses


def close(buses: Mapping[str, can.BusABC], name: str) -> None:
    buses[name].shutdown()


def open_anew(plans: Mapping[str, BusPlan], buses: dict[str, can.BusABC], name: str) -> None:
    """Shut down a bus that cannot be received for long, such as an adapter that was unplugged, and open it again.

    Raises what the interface raises; then the old one stays, shut down.
    """
    buses[name].shutdown()
    buses[name] = open_bus(plans[name])


def open_bus(bus: BusPlan) -> can.BusABC:
    if bus.interface == LOCAL:  # known without being installed
        return LocalBus(str(bus.channel), **bus.arguments)  # type: ignore[arg-type]
    return can.Bus(interface=bus.interface, channel=bus.channel, **bus.arguments)  # type: ignore[arg-type]


def interfaces(plans: Mapping[str, BusPlan]) -> str:
    """The interfaces of all buses, for people: "virtual", "socketcan and vector"."""
    return " and ".join(dict.fromkeys(bus.interface for bus in plans.values()))

"""Every bus of a car is opened with the arguments of the configuration and the bit rate of its DBC."""

import importlib
import inspect
import logging

import can
import pytest
from can.interfaces import BACKENDS
from stacks import plans

from malcha.config.effective import effective, fixed
from malcha.config.keys import ConfigError
from malcha.run import buses
from malcha.run.buses import BIT_RATE_ELSEWHERE, opened
from malcha.run.children import StartError
from vehicle.can.dbc import car_names, of_car

OWN_BIT_RATE = ("pcan", "kvaser", "seeedstudio", "vector", "ixxat", "slcan", "gs_usb")


class Bus:
    """Stands for a bus of python-can, and remembers what it was opened with."""

    opened: list[dict] = []  # noqa: RUF012

    def __init__(self, **arguments):
        self.opened.append(arguments)
        self.closed = False

    def shutdown(self):
        self.closed = True


@pytest.fixture
def calls(monkeypatch):
    monkeypatch.setattr(can, "Bus", Bus)
    monkeypatch.setattr(Bus, "opened", [])
    return Bus.opened


def open_all(**keys):
    with opened(plans(fixed({key.replace("__", "."): value for key, value in keys.items()}))) as found:
        return found


@pytest.mark.parametrize("car", car_names())
@pytest.mark.parametrize("interface", OWN_BIT_RATE)
def test_an_interface_that_takes_a_bit_rate_is_given_that_of_the_dbc(calls, car, interface):
    found = open_all(car=car, interface=interface)
    dbc = of_car(car)
    assert list(found) == list(dbc.buses)
    assert calls == [{"interface": interface, "channel": bus, "bitrate": dbc.bit_rate(bus)} for bus in dbc.buses]
    assert all(bus.closed for bus in found.values())


def test_both_buses_of_the_g70_have_a_bit_rate_of_their_own(calls):
    open_all(interface="pcan")
    assert [call["bitrate"] for call in calls] == [500_000, 100_000]


@pytest.mark.parametrize("interface", ["virtual", "socketcan"])
def test_an_interface_that_takes_no_bit_rate_is_given_none(calls, interface):
    open_all(interface=interface)
    assert calls == [{"interface": interface, "channel": bus} for bus in ("ccan", "mcan")]


def test_every_interface_of_python_can_that_is_given_a_bit_rate_takes_one():
    """The others are in the table of those whose bit rate is set elsewhere."""
    for name, (module, found) in BACKENDS.items():
        try:
            parameters = inspect.signature(getattr(importlib.import_module(module), found).__init__).parameters
        except (ImportError, AttributeError, OSError):  # its driver is not on this machine
            continue
        takes = "bitrate" in parameters
        reads = takes or any(each.kind is each.VAR_KEYWORD for each in parameters.values())
        assert reads if name not in BIT_RATE_ELSEWHERE else not takes, name


def test_another_bit_rate_is_used_with_a_warning_that_names_both(calls, caplog):
    with caplog.at_level(logging.WARNING):
        open_all(interface="kvaser", buses__mcan__bitrate=125_000)
    assert [call["bitrate"] for call in calls] == [500_000, 125_000]
    (line,) = caplog.messages
    assert "bus mcan is opened at 125000 bit/s, but the DBC of genesis_g70 has 100000 bit/s" in line


def test_a_bit_rate_where_none_is_taken_is_said_and_not_given(calls, caplog):
    with caplog.at_level(logging.WARNING):
        open_all(interface="socketcan", buses__ccan__bitrate=125_000)
    assert "bitrate" not in calls[0]
    assert "buses.ccan.bitrate is not used: socketcan takes no bit rate: the kernel sets it" in caplog.text


def test_the_same_bit_rate_needs_no_warning(calls, caplog):
    with caplog.at_level(logging.WARNING):
        open_all(interface="pcan", buses__mcan__bitrate=100_000)
    assert not caplog.messages


def test_each_bus_has_its_own_interface_channel_and_arguments(calls):
    vector = {"interface": "vector", "channel": 1, "app_name": "malcha"}
    keys = {f"buses__mcan__{name}": value for name, value in vector.items()}
    open_all(interface="socketcan", buses__ccan__channel="can0", **keys)
    assert calls == [{"interface": "socketcan", "channel": "can0"}, vector | {"bitrate": 100_000}]


def test_multicast_has_a_group_and_a_port_for_each_bus(calls):
    open_all(interface="udp_multicast")
    groups = [("239.74.163.11", 43113), ("239.74.163.12", 43114)]
    assert [(call["channel"], call["port"]) for call in calls] == groups
    assert {call["hop_limit"] for call in calls} == {0}


def test_a_bus_that_fails_closes_those_before_it(calls, monkeypatch):
    made = []

    class Failing(Bus):
        def __init__(self, **arguments):
            if made:
                raise can.CanError("no such device")
            super().__init__(**arguments)
            made.append(self)

    monkeypatch.setattr(can, "Bus", Failing)
    with pytest.raises(StartError, match="bus mcan: pcan mcan cannot be opened: no such device"):
        open_all(interface="pcan")
    assert made[0].closed


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        (
            {"buses.xcan.channel": "can2"},
            "flag x: buses.xcan.channel is 'can2', but genesis_g70 has no bus xcan: only ccan, mcan",
        ),
        (
            {"car": "hatchback", "buses.ccan.channel": "can0"},
            "flag x: buses.ccan.channel is 'can0', but hatchback has no bus ccan: only body",
        ),
        (
            {"buses.ccan.channel": "can0"},
            "flag x: buses.ccan.channel is 'can0', but buses.mcan.channel is not given: give the channel of every bus, "
            "or of none",
        ),
        (
            {"buses.ccan.channel": "one", "buses.mcan.channel": "one"},
            "flag x: buses.mcan.channel is 'one', but ccan and mcan are two buses: both cannot be on one",
        ),
    ],
    ids=["no such bus", "a bus of another car", "one channel of two", "one channel for two"],
)
def test_buses_that_do_not_fit_the_car_are_said_before_one_is_opened(calls, keys, said):
    config = effective(None, {}, {key: ("x", value) for key, value in keys.items()})
    with pytest.raises(ConfigError) as error:
        plans(config)
    assert str(error.value) == said
    assert not calls


def test_the_interfaces_are_told_once_each():
    config = fixed({"interface": "pcan", "buses.mcan.interface": "vector"})
    assert buses.interfaces(plans(config)) == "pcan and vector"
    assert buses.interfaces(plans(fixed({}))) == "virtual"

"""On real or virtual SocketCAN interfaces; docs/buses.md says how to make two virtual ones. Skipped where there are
none.

`MALCHA_CCAN` and `MALCHA_MCAN` name them, vcan0 and vcan1 if not set. Nothing but these tests may be on them.
"""

import os
import socket

import can
import pytest
from stacks import alone, plans
from turns import HURRY, PATIENCE

from contract.values import Command
from malcha.run import stack
from vehicle.gateway.bus_state import BusState
from vehicle.results.result import Outcome

CHANNELS = {"ccan": os.environ.get("MALCHA_CCAN", "vcan0"), "mcan": os.environ.get("MALCHA_MCAN", "vcan1")}
THERE = set(CHANNELS.values()) <= {name for _, name in socket.if_nameindex()}
pytestmark = [
    pytest.mark.socketcan,
    pytest.mark.skipif(not THERE, reason=f"no interfaces {' and '.join(CHANNELS.values())}"),
]


@pytest.fixture
def gateway():
    config = alone(CHANNELS, "socketcan")
    with stack.simulated_car(config, plans(config), HURRY), stack.gateway(config) as assistant:
        assert stack.wait_for_car(assistant, PATIENCE)
        yield assistant


def test_a_command_is_confirmed_over_the_kernel(gateway):
    (result,) = gateway.execute([Command("seat.heat", "set", "driver", 2)]).results
    assert result.outcome is Outcome.CONFIRMED


def test_a_text_is_sent_over_the_kernel(gateway):
    (result,) = gateway.execute([Command("media.play", "play", value="밀양 아리랑")]).results
    assert result.outcome is Outcome.CONFIRMED


def test_another_sender_on_the_interface_stops_sending_and_our_own_frames_do_not(gateway):
    gateway.execute([Command("seat.heat", "set", "driver", 1)])
    assert {bus.state for bus in gateway.delivery.bridge.health()} == {BusState.ALIVE}
    with can.Bus(interface="socketcan", channel=CHANNELS["mcan"]) as other:
        other.send(can.Message(arbitration_id=0x6A4, data=bytes(8), is_extended_id=False))
    stopped = lambda: any(bus.alarm for bus in gateway.delivery.bridge.health())  # noqa: E731
    assert gateway.state.wait(stopped, gateway.clock() + PATIENCE, gateway.clock)

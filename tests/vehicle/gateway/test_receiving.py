"""Reception goes on after every error, says meanwhile what is wrong, and nothing is sent on a bus that is not heard."""

import errno
import socket
import threading
from collections import deque
from contextlib import suppress

import can
import pytest
from g70 import CAR
from rig import Rig
from turns import PATIENCE

from malcha.run import buses as run_buses
from malcha.run.buses import BusPlan, open_anew
from sim_can import run as sim_run
from vehicle.can.interface import next_frame, queue_full
from vehicle.gateway import receiving
from vehicle.gateway.bridge import Bridge, BusError
from vehicle.gateway.bus_state import BusState
from vehicle.gateway.receiving import AT_ONCE, LASTING, LONGEST_PAUSE, SHORT_PAUSE, Receiver
from vehicle.gateway.state import State
from vehicle.results.result import Outcome

LIGHT = {"VA_LIGHT_CMD.IntFrSet": 10}
DOWN = can.CanOperationError("Network is down", errno.ENETDOWN)


class Scripted:
    """A bus whose `recv` returns, or raises, one thing after the other; at the end it returns None."""

    state = can.BusState.ACTIVE

    def __init__(self, *script):
        self.script = deque(script)

    def recv(self, timeout):
        found = self.script.popleft() if self.script else None
        if isinstance(found, BaseException):
            raise found
        return found


class Hearing:
    """The receiver of mcan of a rig, whose frames come from a script. `pauses` are those between its attempts."""

    def __init__(self, reopen=None):
        self.rig = Rig()
        self.bus = Scripted()
        self.receiver = Receiver(
            "mcan",
            {"mcan": self.bus},
            self.rig.bridge._monitors["mcan"],
            self.rig.bridge.receive,
            lambda bus: self.rig.bridge._queue.drop_all(bus, "bus_silent"),
            reopen,
            self.rig.clock,
        )

    @property
    def health(self):
        return next(bus for bus in self.rig.bridge.health() if bus.bus == "mcan")

    def hear(self, *script):
        """Returns the pauses after each attempt."""
        self.bus.script.extend(script)
        return [self.receiver.attempt() for _ in script]

    def frame(self):
        """A usable frame of the car, which nobody has heard yet."""
        while True:
            self.rig.clock.now += 0.05
            for frame in self.rig.sim.step(0.05):
                if frame.channel == "mcan":
                    return frame


@pytest.fixture
def hearing():
    return Hearing()


# one error


@pytest.mark.parametrize("error", [DOWN, OSError(errno.ENODEV, "No such device"), ValueError("bug in a driver")])
def test_one_error_costs_nothing_and_is_counted(hearing, caplog, error):
    assert hearing.hear(error) == [0.0]
    assert str(error) in hearing.health.fault
    assert hearing.health.state is BusState.ALIVE
    hearing.hear(hearing.frame())
    assert (hearing.health.fault, list(hearing.health.errors.values())) == ("", [1])
    assert [record.levelname for record in caplog.records] == ["WARNING", "WARNING"]
    assert "received again" in caplog.text


def test_a_burst_of_bad_datagrams_delays_no_frame(hearing, caplog):
    bad = [can.CanOperationError("could not unpack received message")] * (AT_ONCE - 1)
    for _ in range(3):
        assert not any(hearing.hear(*bad, hearing.frame()))
    assert hearing.health.state is BusState.ALIVE
    assert list(hearing.health.errors.values()) == [3 * (AT_ONCE - 1)]
    assert len(caplog.records) == 2, "the first burst, and its end"


def test_a_stream_of_bad_datagrams_between_the_frames_makes_no_bus_silent(hearing):
    bad = [can.CanOperationError("could not unpack received message")] * (LASTING - 1)
    for _ in range(3):
        assert max(hearing.hear(*bad, hearing.frame())) == SHORT_PAUSE
        assert hearing.health.state is BusState.ALIVE
        assert hearing.rig.bridge.send(LIGHT).frames


# an interface that is down


def test_the_pause_between_attempts_doubles_up_to_a_second(hearing):
    pauses = hearing.hear(*[DOWN] * (LASTING + 7))
    assert pauses[: AT_ONCE - 1] == [0.0] * (AT_ONCE - 1)
    assert set(pauses[AT_ONCE - 1 : LASTING - 1]) == {SHORT_PAUSE}
    assert pauses[LASTING - 1 :] == [0.05, 0.1, 0.2, 0.4, 0.8, 1.0, 1.0, 1.0]
    assert hearing.hear(*[DOWN] * 10_000)[-1] == LONGEST_PAUSE


def test_while_it_cannot_be_received_nothing_is_sent_and_health_says_why(hearing):
    hearing.hear(*[DOWN] * LASTING)
    assert (hearing.health.state, hearing.health.fault) == (
        BusState.SILENT,
        "reception: CanOperationError: Network is down [Error Code 100]",
    )
    with pytest.raises(BusError, match=r"mcan is silent: .*Network is down") as refused:
        hearing.rig.bridge.send(LIGHT)
    assert refused.value.reason == "bus_silent"
    assert not hearing.rig.sent


def test_what_waits_is_dropped_and_not_sent_when_the_bus_is_back(hearing):
    rig = hearing.rig
    while not (waiting := rig.bridge.send(LIGHT, event=True)).waiting:
        pass
    sent = len(rig.sent)
    hearing.hear(*[DOWN] * LASTING)
    assert (waiting.waiting, waiting.dropped) == (False, "bus_silent")
    rig.live(1.0)
    assert len(rig.sent) == sent
    assert rig.do("window", "open").outcome is Outcome.CONFIRMED


def test_nothing_from_before_is_repeated_after_it(hearing):
    sent = hearing.rig.bridge.send(LIGHT)
    hearing.hear(*[DOWN] * LASTING)
    hearing.rig.live(0.3)
    assert not hearing.rig.bridge.repeat(sent, "VA_LIGHT_CMD")


def test_the_next_frame_ends_it_and_silence_does_not(hearing, caplog):
    hearing.hear(*[DOWN] * (LASTING + 3), None, None)
    assert (hearing.health.state, hearing.health.fault != "") == (BusState.SILENT, True)
    hearing.hear(hearing.frame())
    assert (hearing.health.state, hearing.health.fault) == (BusState.ALIVE, "")
    assert len(caplog.records) == 2
    assert hearing.rig.bridge.send(LIGHT).frames


def test_an_interface_that_comes_and_goes_does_not_fill_the_log(hearing, caplog):
    for _ in range(50):
        hearing.hear(*[DOWN] * LASTING, hearing.frame())
    assert len(caplog.records) == 2
    hearing.rig.clock.now += receiving.QUIET
    hearing.hear(*[DOWN] * LASTING, hearing.frame())
    assert len(caplog.records) == 4


# an interface that has to be opened anew


def test_an_interface_that_stays_away_is_opened_anew_in_each_longest_pause(caplog):
    opened = []

    def reopen(bus):
        opened.append(bus)
        if len(opened) == 2:
            raise can.CanInitializationError("no such adapter")

    hearing = Hearing(reopen)
    pauses = hearing.hear(*[DOWN] * (LASTING + 7))
    assert opened == ["mcan"] * pauses.count(LONGEST_PAUSE)
    assert "no such adapter" in caplog.text
    hearing.hear(hearing.frame())
    assert hearing.health.state is BusState.ALIVE


def test_a_bus_is_shut_down_before_it_is_opened_anew(monkeypatch):
    events = []

    class Adapter:
        def __init__(self):
            events.append("opened")

        def shutdown(self):
            events.append("shut down")

    monkeypatch.setattr(run_buses, "open_bus", lambda plan: Adapter())
    with run_buses.opened({"mcan": BusPlan("pcan", "mcan", {})}) as buses:
        first = buses["mcan"]
        open_anew({"mcan": BusPlan("pcan", "mcan", {})}, buses, "mcan")
        assert buses["mcan"] is not first
    assert events == ["opened", "shut down", "opened", "shut down"]


# bugs in who listens


def test_a_listener_that_fails_takes_nothing_from_the_others(hearing, caplog):
    rig, heard, observed = hearing.rig, [], []

    def broken(*_):
        raise ZeroDivisionError

    rig.bridge.taps[:0] = [broken]
    rig.bridge.observers[:0] = [broken]
    rig.bridge.taps.append(lambda *frame: heard.append(frame))
    rig.bridge.observers.append(observed.append)
    assert not any(hearing.hear(hearing.frame(), hearing.frame()))
    assert (len(heard), len(observed)) == (2, 2)
    (count,) = {count for what, count in hearing.health.errors.items() if "ZeroDivisionError" in what}
    assert count == 4
    assert len([record for record in caplog.records if record.levelname == "ERROR"]) == 1
    assert "Traceback" in caplog.text
    assert hearing.health.state is BusState.ALIVE
    result = rig.do("window", "open")
    assert result.outcome is Outcome.CONFIRMED, "a sent frame is sent, whoever fails with it"


def test_a_bug_in_what_uses_a_frame_does_not_end_reception(hearing, monkeypatch, caplog):
    monkeypatch.setattr(hearing.rig.state, "update", lambda *_: 1 / 0)
    hearing.hear(hearing.frame(), hearing.frame())
    assert hearing.health.errors == {"a frame was not processed: ZeroDivisionError": 2}
    assert hearing.health.fault == "", "the bus is not to blame"
    assert caplog.text.count("Traceback") == 1


# with threads


def test_a_gateway_on_an_interface_that_raises_hears_the_car_again():
    """The receive thread of a bridge on a bus that fails for a while; with the Notifier of python-can it ended."""
    state, heard = State(CAR.codec), threading.Event()
    frame = Hearing().frame()
    failing = Scripted(*[DOWN] * (LASTING + 1), frame)
    idle = Scripted()
    bridge = Bridge(CAR, {"ccan": idle, "mcan": failing}, state)
    bridge.taps.append(lambda *_: heard.set())
    bridge.start()
    assert heard.wait(PATIENCE)
    bridge.stop()


def test_the_gateway_ends_though_a_bus_fails():
    asked = threading.Event()

    class Bad(Scripted):
        def recv(self, timeout):
            asked.set()
            raise DOWN

    bridge = Bridge(CAR, {"ccan": Bad(), "mcan": Bad()}, State(CAR.codec))
    bridge.start()
    assert asked.wait(PATIENCE)
    threads = [receiver._thread for receiver in bridge._receivers]
    bridge.stop()
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive()


def test_bytes_of_a_stranger_in_a_multicast_group_are_counted_and_the_car_is_heard_on():
    plan = BusPlan("udp_multicast", "239.74.163.77", {"port": 43177, "hop_limit": 0})
    try:
        bus = run_buses.open_bus(plan)
    except can.CanInitializationError:
        pytest.skip("no multicast on this machine")
    heard = threading.Event()
    bridge = Bridge(CAR, {"mcan": bus, "ccan": Scripted()}, State(CAR.codec))
    bridge.taps.append(lambda *_: heard.set())
    bridge.start()
    with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as stranger:
        stranger.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 0)
        stranger.sendto(b"\xc1", (plan.channel, 43177))
        car = run_buses.open_bus(plan)
        car.send(Hearing().frame())
        car.shutdown()
    said = heard.wait(PATIENCE)
    errors = {bus.bus: bus.errors for bus in bridge.health()}["mcan"]
    bridge.stop()
    bus.shutdown()
    if not said and not errors:
        pytest.skip("multicast does not come back on this machine")
    assert said
    assert sum(errors.values()) == 1


# the wall clock


def test_a_wall_clock_set_back_does_not_prolong_the_wait_for_a_frame(monkeypatch):
    """can.BusABC.recv measures its timeout with it."""
    wall = iter([1e9, *[1e9 - 3600.0] * 100])
    monkeypatch.setattr("can.bus.time", lambda: next(wall))
    waited = []

    class Idle(can.BusABC):
        def __init__(self):
            super().__init__("idle")

        def send(self, msg, timeout=None):
            raise NotImplementedError

        def _recv_internal(self, timeout):
            waited.append(timeout)
            clock.now += timeout
            if len(waited) > 5:
                raise AssertionError("it still waits")
            return None, False

    class Now:
        now = 5.0

    clock, bus = Now(), Idle()
    assert next_frame(bus, 0.05, lambda: clock.now) is None
    assert waited == [pytest.approx(0.05)]
    monkeypatch.setattr(sim_run, "next_frame", lambda bus, timeout: next_frame(bus, timeout, lambda: clock.now))
    assert sim_run.take(bus, 0.01) is None
    assert waited[1:] == [pytest.approx(0.01)]
    bus.shutdown()


def test_filters_hold_and_do_not_shorten_the_wait():
    with (
        can.Bus(interface="virtual", channel="filters", can_filters=[{"can_id": 7, "can_mask": 0x7FF}]) as bus,
        can.Bus(interface="virtual", channel="filters") as other,
    ):
        for frame_id in (1, 7):
            other.send(can.Message(arbitration_id=frame_id, is_extended_id=False))
        assert next_frame(bus, 0.0) is None
        found = next_frame(bus, 0.0)
    assert found is not None
    assert found.arbitration_id == 7


# a full transmit queue


class PcanCanOperationError(can.CanOperationError):
    """As python-can's, which needs its driver."""


def caused(error, by):
    error.__cause__ = by
    return error


@pytest.mark.parametrize(
    ("error", "full"),
    [
        (can.CanOperationError("Failed to transmit: No buffer space available", errno.ENOBUFS), True),
        (can.CanOperationError("Transmit buffer full"), True),
        (OSError(errno.ENOBUFS, "No buffer space available"), True),
        (BlockingIOError(errno.EAGAIN, "again"), True),
        (can.CanTimeoutError(), True),
        (caused(can.CanOperationError("failed to send via socket"), OSError(errno.ENOBUFS, "")), True),
        (PcanCanOperationError("The transmit queue is full", 0x80), True),
        (PcanCanOperationError("bus off", 0x10), False),
        (DOWN, False),
        (OSError(errno.ENODEV, "No such device"), False),
        (can.CanOperationError("no buffer space"), False),
    ],
    ids=str,
)
def test_what_a_full_transmit_queue_looks_like(error, full):
    assert queue_full(error) is full

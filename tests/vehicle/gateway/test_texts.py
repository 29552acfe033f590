"""Texts at the pace that the head unit asks for, and frames that a full transmit queue does not take at once."""

import errno
import logging
from itertools import pairwise

import can
import pytest
from g70 import GATEWAY_ID, HEAD_UNIT_ID, gateway_words, head_unit_words
from rig import Clock, Rig

from vehicle.can.text_link import LONGEST_STMIN, RESERVED_STMIN, Kind, link_ids
from vehicle.gateway import text_sender
from vehicle.gateway.bridge import BusError
from vehicle.gateway.bus_state import BusFull, BusMonitor, BusState
from vehicle.gateway.text_sender import LONGEST_TEXT, TEXT_DEADLINE
from vehicle.results.result import Outcome

LIGHT = {"VA_LIGHT_CMD.IntFrSet": 10}
CALL = {"VA_PHONE_CMD.PhoneAction": "call"}
NAME = "가" * 46 + "a"  # 139 bytes; with its two bytes in front: a first frame and 20 consecutive ones
FRAMES = 21
FRAME_TIME = 0.0012  # s on 100 kbit/s


@pytest.fixture
def rig():
    return Rig()


class Narrow:
    """A bus with a transmit queue of a few frames, which the wire takes one after the other. None: it never does."""

    state = can.BusState.ACTIVE

    def __init__(self, rig, error, room=10, frame_time: float | None = FRAME_TIME):
        self.rig, self.error, self.room, self.frame_time = rig, error, room, frame_time
        self.wire = rig.bridge.buses["mcan"]
        self.free_at: list[float] = []  # s, when each frame in the queue is sent
        self.refused = 0
        rig.bridge.buses["mcan"] = self

    def send(self, frame):
        now = self.rig.clock.now
        self.free_at = [at for at in self.free_at if at > now]
        if len(self.free_at) >= self.room:
            self.refused += 1
            raise self.error
        last = max([now, *self.free_at])
        self.free_at.append(last + self.frame_time if self.frame_time else float("inf"))
        self.wire.send(frame)


FULL = [
    can.CanOperationError("Failed to transmit: No buffer space available", errno.ENOBUFS),
    can.CanOperationError("Transmit buffer full"),
    OSError(errno.ENOBUFS, "No buffer space available"),
]


def mcan(rig):
    return next(bus for bus in rig.bridge.health() if bus.bus == "mcan")


def flow_control(rig, *answers):
    """The head unit's flow control is these bytes instead, one after the other, the last one for ever.

    A tuple of several answers is sent at once.
    """
    left = list(answers)

    def change(frame):
        if frame.arbitration_id == HEAD_UNIT_ID and frame.data[0] >> 4 == 3:
            data = left.pop(0) if len(left) > 1 else left[0]
            if data is None:
                return None
            return can.Message(arbitration_id=HEAD_UNIT_ID, data=data, is_extended_id=False, channel="mcan")
        return frame

    rig.to_gateway = change


def text_times(rig):
    """Records when each frame of a text was sent."""
    times = []
    rig.bridge.taps.append(
        lambda bus, frame, received, at: times.append(at) if frame.arbitration_id == GATEWAY_ID else None
    )
    return times


# the pace


@pytest.mark.parametrize(
    ("stmin", "seconds"), [(0x05, 0.005), (0x7F, 0.127), (0xF1, 0.0001), (0x80, 0.127), (0xF0, 0.127), (0xFF, 0.127)]
)
def test_the_frames_of_a_text_are_as_far_apart_as_the_head_unit_asks(rig, stmin, seconds):
    times = text_times(rig)
    flow_control(rig, bytes((0x30, 0, stmin)))
    sent = rig.bridge.send(CALL, (Kind.CONTACT, NAME), event=True)
    assert sent.frames
    assert len(times) == FRAMES
    assert all(later - earlier >= seconds for earlier, later in pairwise(times[1:]))


def test_blocks_and_wait_frames_are_followed(rig):
    """Five frames a block; before each block the head unit says wait, twice, and then goes on."""
    link, other = gateway_words(clock=rig.clock), []
    link.send(Kind.CONTACT, 3, NAME)
    flow = lambda *data: link.receive(  # noqa: E731
        can.Message(arbitration_id=HEAD_UNIT_ID, data=bytes(data), is_extended_id=False)
    )
    other += link.frames()
    assert len(other) == 1
    blocks = []
    while link.busy:
        for _ in range(2):
            flow(0x31, 0, 0)
            rig.clock.now += 0.9
            assert link.frames() == []
        flow(0x30, 5, 0)
        blocks.append(len(link.frames()))
    assert blocks == [5, 5, 5, 5]
    assert link.delivered
    assert link.errors == 0


def test_a_text_in_blocks_with_waits_arrives(rig):
    flow_control(rig, bytes((0x30, 4, 2)))
    assert rig.do("phone.call", "do", "엄마").outcome is Outcome.CONFIRMED
    head_unit = head_unit_words(clock=rig.clock)
    for frame in rig.sent:
        if frame.arbitration_id == GATEWAY_ID:
            head_unit.receive(frame)
            head_unit.frames()
    assert [text for _, _, text in head_unit.texts()] != []


@pytest.mark.parametrize("stmin", RESERVED_STMIN)
def test_a_reserved_separation_time_is_the_longest_one(stmin):
    clock = Clock()
    link = gateway_words(clock=clock)
    link.send(Kind.CONTACT, 1, NAME)
    link.frames()
    link.receive(can.Message(arbitration_id=HEAD_UNIT_ID, data=bytes((0x30, 0, stmin)), is_extended_id=False))
    link.frames()
    assert link.pause == pytest.approx(LONGEST_STMIN / 1000, abs=1e-4)
    assert link.errors == 0


# what takes too long, or is refused


def test_a_head_unit_that_only_says_wait_is_given_up_in_time(rig, monkeypatch):
    rig.to_car = lambda frame: None
    began = rig.clock.now
    wait = rig.state.wait_unlocked

    def again(lock, seconds):
        rig.hear(
            can.Message(arbitration_id=HEAD_UNIT_ID, data=bytes((0x31, 0, 0)), is_extended_id=False, channel="mcan")
        )
        wait(lock, min(seconds, 0.2))

    monkeypatch.setattr(rig.state, "wait_unlocked", again)
    with pytest.raises(BusError, match="did not accept the text"):
        rig.bridge.send(CALL, (Kind.CONTACT, NAME))
    assert LONGEST_TEXT <= rig.clock.now - began <= LONGEST_TEXT + 0.5
    assert rig.commands == []


def test_a_head_unit_that_never_answers_is_given_up_after_half_a_second(rig):
    rig.to_car = lambda frame: None
    began = rig.clock.now
    with pytest.raises(BusError, match="did not accept the text"):
        rig.bridge.send(CALL, (Kind.CONTACT, NAME))
    assert TEXT_DEADLINE <= rig.clock.now - began <= 2 * TEXT_DEADLINE


def test_no_command_follows_a_text_that_the_head_unit_has_no_room_for(rig):
    flow_control(rig, bytes((0x32, 0, 0)))
    with pytest.raises(BusError, match="refused the text"):
        rig.bridge.send(CALL, (Kind.CONTACT, NAME))
    assert rig.commands == []


def test_no_command_follows_a_text_whose_bus_was_lost_half_way(rig):
    flow_control(rig, bytes((0x30, 0, 5)))
    rig.bridge.taps.append(
        lambda bus, frame, received, at: (
            rig.bridge._gate.lost("mcan") if frame.arbitration_id == GATEWAY_ID and frame.data[0] == 0x25 else None
        )
    )
    with pytest.raises(BusError):
        rig.bridge.send(CALL, (Kind.CONTACT, NAME))
    assert rig.commands == []


def test_a_text_nobody_waits_for_any_more_is_not_sent_to_its_end(rig):
    flow_control(rig, bytes((0x30, 0, 127)))
    times = text_times(rig)
    sent = rig.bridge.send(CALL, (Kind.CONTACT, NAME), unwanted=lambda: "client_gone" if len(times) > 3 else "")
    assert (sent.frames, sent.dropped) == ([], "client_gone")
    assert len(times) == 4
    assert rig.commands == []
    rig.to_gateway = lambda frame: frame
    assert rig.do("phone.call", "do", "엄마").outcome is Outcome.CONFIRMED


def test_a_slow_text_holds_up_nobody_else(rig):
    """A command of another message is sent at once, one of the same message after the text."""
    flow_control(rig, bytes((0x30, 0, 20)))
    times, sent = text_times(rig), {}

    def meanwhile(bus, frame, received, at):
        if frame.arbitration_id == GATEWAY_ID and len(times) == 5 and not sent:
            sent["other"] = rig.bridge.send(LIGHT)
            sent["same"] = rig.bridge.send({"VA_PHONE_CMD.PhoneAction": "hangup"}, event=True)
            sent["waited"] = sent["same"].waiting
            with pytest.raises(BusError, match="too many"):
                rig.bridge.send(CALL, (Kind.CONTACT, "엄마"))
            sent["second text"] = "refused"

    rig.bridge.taps.append(meanwhile)
    call = rig.bridge.send(CALL, (Kind.CONTACT, NAME), event=True)
    assert (sent["waited"], sent["second text"]) == (True, "refused")
    assert [bool(each.frames) for each in (call, sent["other"], sent["same"])] == [True] * 3
    assert call.frames[0].at < sent["same"].frames[0].at
    assert sent["other"].frames[0].at < times[-1]
    assert rig.commands == ["VA_LIGHT_CMD", "VA_PHONE_CMD", "VA_PHONE_CMD"]


# a full transmit queue


@pytest.mark.parametrize("error", FULL, ids=str)
def test_a_long_text_goes_through_a_short_transmit_queue(rig, error, caplog):
    narrow, times = Narrow(rig, error), text_times(rig)
    with caplog.at_level(logging.WARNING):
        sent = rig.bridge.send(CALL, (Kind.CONTACT, NAME), event=True)
        rig.live(0.1)
    assert narrow.refused > 0
    assert len(times) == FRAMES
    assert sent.frames
    assert (mcan(rig).state, mcan(rig).bus_offs) == (BusState.ALIVE, 0)
    assert mcan(rig).errors == {"transmit queue full": narrow.refused}
    assert caplog.text.count("transmit queue is full") == 1


def test_the_text_arrives_whole_and_in_order_through_a_short_queue(rig):
    Narrow(rig, FULL[0], room=3)
    head_unit = head_unit_words(clock=rig.clock)
    rig.bridge.send(CALL, (Kind.CONTACT, NAME), event=True)
    for frame in rig.sent:
        head_unit.receive(frame)
    head_unit.frames()
    assert [text for _, _, text in head_unit.texts()] == [NAME]


def test_commands_wait_for_the_queue_and_use_up_no_numbers(rig):
    narrow = Narrow(rig, FULL[0], room=2, frame_time=0.3)
    sent = [rig.bridge.send(LIGHT, event=True) for _ in range(4)]
    assert [each.waiting for each in sent] == [False, False, True, True]
    rig.live(0.9)
    assert [bool(each.frames) for each in sent] == [True] * 4
    assert narrow.refused > 4
    frames = [rig.car.codec.decode("mcan", frame)[1] for frame in rig.sent]
    numbers = [int(values["Alive"]) for values in frames]
    assert numbers == list(range(numbers[0], numbers[0] + 4))
    assert mcan(rig).bus_offs == 0


def test_an_action_of_two_frames_sends_each_once(rig):
    narrow = Narrow(rig, FULL[0], room=1, frame_time=0.2)
    writes = LIGHT | {"VA_SEAT_CMD.DrSeatHeatSet": 1}
    sent = rig.bridge.send(writes)
    assert (len(sent.frames), sent.waiting) == (1, True)
    rig.live(0.5)
    assert (len(sent.frames), sent.waiting) == (2, False)
    assert sorted(rig.commands) == ["VA_LIGHT_CMD", "VA_SEAT_CMD"]
    assert narrow.refused


def test_a_queue_that_never_empties_ends_in_time_and_is_no_bus_off(rig):
    Narrow(rig, FULL[0], room=0, frame_time=None)
    for _ in range(8):  # seven bus-offs in a row stop a bus
        result = rig.do("seat.heat", "set", 1, zone="driver")
        assert (result.outcome, result.reason) == (Outcome.FAILED, "expired")
    assert (mcan(rig).bus_offs, mcan(rig).alarm, mcan(rig).state) == (0, "", BusState.ALIVE)
    began = rig.clock.now
    with pytest.raises(BusError, match="did not accept"):
        rig.bridge.send(CALL, (Kind.CONTACT, NAME))
    assert rig.clock.now - began <= 2 * TEXT_DEADLINE
    assert rig.sent == []


def test_who_sends_past_the_queue_is_told_that_the_bus_is_busy(rig):
    Narrow(rig, FULL[0], room=0)
    queue = rig.bridge._queue
    ready = queue._ready("VA_LIGHT_CMD", {"IntFrSet": 10}, 0, 1)
    with pytest.raises(BusFull, match="mcan") as told:
        queue.gate.put("VA_LIGHT_CMD", {"IntFrSet": 10}, ready.frame)
    assert (told.value.reason, told.value.lost) == ("busy", False)


def test_a_frame_that_the_queue_does_not_take_does_not_come_back(rig):
    """On a bus that delivers our own frames back, a frame like it is then of another sender."""
    Narrow(rig, FULL[0], room=0)
    queue = rig.bridge._queue
    queue.gate.monitors["mcan"] = monitor = BusMonitor("mcan", 500_000, receives_own_frames=True)
    monitor.frame_received(rig.clock())
    ready = queue._ready("VA_LIGHT_CMD", {"IntFrSet": 10}, 0, 1)
    with pytest.raises(BusFull):
        queue.gate.put("VA_LIGHT_CMD", {"IntFrSet": 10}, ready.frame)
    assert not monitor.is_echo(ready.frame)


def test_text_frames_that_wait_do_not_use_up_the_rate_limit_of_texts(rig):
    narrow, gate, link = Narrow(rig, FULL[0], room=0), rig.bridge._queue.gate, link_ids(rig.car.dbc)
    frame = can.Message(arbitration_id=GATEWAY_ID, data=bytes(8), is_extended_id=False, channel="mcan")
    for _ in range(1000):
        with pytest.raises(BusFull):
            gate.put_text("mcan", link.message, frame)
    narrow.room = 10
    gate.put_text("mcan", link.message, frame)
    assert len(rig.sent) == 1


def test_waiting_frames_do_not_use_up_the_rate_limit(rig):
    narrow = Narrow(rig, FULL[0], room=0)
    waiting = rig.bridge.send(LIGHT, event=True)
    rig.live(0.9)
    assert narrow.refused > 20
    narrow.room = 1000
    for _ in range(19):
        assert rig.bridge.send(LIGHT, event=True).frames
    assert waiting.frames


def test_a_repetition_that_the_queue_does_not_take_is_not_sent(rig):
    sent = rig.bridge.send(LIGHT)
    narrow = Narrow(rig, FULL[0], room=0)
    assert not rig.bridge.repeat(sent, "VA_LIGHT_CMD")
    narrow.room = 10
    assert rig.bridge.repeat(sent, "VA_LIGHT_CMD")


def test_flow_control_for_a_text_of_the_car_is_sent_when_there_is_room(rig):
    narrow = Narrow(rig, FULL[0], room=0)
    first = bytes([0x10, 20, Kind.NOW_PLAYING, 0]) + b"abcd"  # the first frame of 20 bytes
    rig.hear(can.Message(arbitration_id=HEAD_UNIT_ID, data=first, is_extended_id=False, channel="mcan"))
    assert rig.sent == []
    narrow.room = 10
    rig.live(0.1)
    assert [frame.arbitration_id for frame in rig.sent] == [GATEWAY_ID]


def test_the_deadlines_leave_room_for_the_slowest_name():
    slowest = (FRAMES - 1) * LONGEST_STMIN / 1000
    assert slowest < text_sender.LONGEST_TEXT

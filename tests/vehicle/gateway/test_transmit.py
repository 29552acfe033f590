"""Facts about what never reaches the bus, whatever goes wrong before it: the list, the ranges, the rates, the queue,
the state of the bus.
"""

import errno
from itertools import pairwise, takewhile

import can
import pytest
from can.interfaces.udp_multicast import UdpMulticastBus
from g70 import ALLOW_LIST, CAR, HEAD_UNIT_ID, codec, dbc
from rig import Rig

from contract.values import Command
from languages import codes
from languages.language import load
from vehicle.can.block import own_crc
from vehicle.can.codec import FrameError, bits
from vehicle.can.text_link import Kind
from vehicle.gateway import gate, send_queue
from vehicle.gateway.allow_list import NotAllowed
from vehicle.gateway.bridge import BusError
from vehicle.gateway.bus_state import MOST_ATTEMPTS, BusMonitor, BusState
from vehicle.gateway.rates import PER_BUS, PER_MESSAGE, PER_TEXT_LINK, Rates
from vehicle.gateway.sequence_numbers import needed
from vehicle.gateway.state import State
from vehicle.results.result import Outcome

LIGHT = {"VA_LIGHT_CMD.IntFrSet": 10}
SEAT = {"VA_SEAT_CMD.DrSeatHeatSet": 1}
BURST = int(PER_MESSAGE[0])


def frame_of(message, counter=1, sequence=1, **signals):
    return codec.encode(message, codec.image(message, dbc_start) | signals, counter, sequence)


def dbc_start(path):
    return dbc.start(path)


def changed(frame, **parts):
    made = {
        "arbitration_id": frame.arbitration_id,
        "data": frame.data,
        "is_extended_id": False,
        "channel": frame.channel,
        **parts,
    }
    return can.Message(**made)


def spend(rig, writes=LIGHT):
    """Sends commands until the first one has to wait."""
    for _ in range(BURST):
        assert rig.bridge.send(writes, event=True).frames
    waiting = rig.bridge.send(writes, event=True)
    assert waiting.waiting
    return waiting


def count(rig, message):
    return rig.commands.count(message)


def health(rig, bus="mcan"):
    return next(found for found in rig.bridge.health() if found.bus == bus)


# the list and the ranges: of frames, whoever made them


def test_what_the_table_commands_passes():
    ALLOW_LIST.check("mcan", frame_of("VA_LIGHT_CMD", IntFrSet=100))
    ALLOW_LIST.check("mcan", frame_of("HU_DATC_E_02", HU_DATC_AcSet="on"))
    ALLOW_LIST.check("mcan", frame_of("HU_AMP_E_08", AMP_MainVolumeSet=45))


@pytest.mark.parametrize(
    ("bus", "message", "parts"),
    [
        ("ccan", "VA_LIGHT_CMD", {}),
        ("mcan", "VA_LIGHT_CMD", {"arbitration_id": 0x7DF}),
        ("mcan", "VA_LIGHT_CMD", {"is_extended_id": True}),
        ("mcan", "VA_LIGHT_CMD", {"data": bytes(8)}),
        ("mcan", "HU_DATC_E_02", {"data": bytes(7)}),
        ("mcan", "HU_DATC_E_02", {"data": bytes(8), "is_fd": True}),
        ("mcan", "HU_DATC_E_02", {"data": None, "dlc": 8, "is_remote_frame": True}),
        ("mcan", "VA_TP_CMD", {"is_extended_id": True, "arbitration_id": 0x6AE}),
        ("mcan", "VA_TP_CMD", {"is_fd": True, "arbitration_id": 0x6AE}),
        ("mcan", "VA_TP_CMD", {"is_remote_frame": True, "arbitration_id": 0x6AE, "dlc": 8}),
        ("mcan", "VA_LIGHT_STS", {}),
    ],
)
def test_a_frame_that_is_not_on_the_list(bus, message, parts):
    frame = changed(frame_of("VA_LIGHT_CMD" if message.startswith("VA") else message), **parts)
    if message == "VA_LIGHT_STS":
        frame = changed(frame, arbitration_id=dbc.messages[message].message.frame_id)
    with pytest.raises(NotAllowed):
        ALLOW_LIST.check(bus, frame)


@pytest.mark.parametrize("length", [0, 1, 7])
def test_text_frames_have_the_full_length(length):
    frame = can.Message(arbitration_id=0x6AE, data=bytes(length), is_extended_id=False)
    with pytest.raises(NotAllowed):
        ALLOW_LIST.check("mcan", frame)


@pytest.mark.parametrize(
    ("message", "byte", "bits"),
    [
        ("HU_AMP_E_08", 0, 46),  # volume: 45 is the most
        ("HU_AMP_E_08", 3, 21),  # bass, repeated from status
        ("HU_AMP_E_08", 0, 255),  # "invalid"
        ("HU_DATC_E_02", 5, 3),  # AC: "invalid"
        ("HU_DATC_E_02", 1, 0x09),  # blower: 8 is the most
    ],
)
def test_a_signal_out_of_range(message, byte, bits):
    frame = frame_of(message)
    frame.data[byte] = bits
    with pytest.raises(NotAllowed, match=message):
        ALLOW_LIST.check("mcan", frame)


@pytest.mark.parametrize(
    ("message", "signal", "value"), [("VA_CLIMATE_CMD", "DrTempSet", 16), ("VA_MEDIA_CMD", "AmSet", 522)]
)
def test_a_number_below_the_range(message, signal, value):
    """A frame made without the codec: a right checksum does not mean that the values are in range."""
    found = dbc.messages[message].message
    values = codec.image(message, dbc_start) | {signal: value, "Crc": 0, "Alive": 1, "Seq": 1}
    data = found.encode(values, strict=False)
    frame = can.Message(
        arbitration_id=found.frame_id, data=bytes([own_crc(found.frame_id, data)]) + data[1:], is_extended_id=False
    )
    with pytest.raises(NotAllowed, match=f"{signal}: {value}"):
        ALLOW_LIST.check("mcan", frame)


def test_a_word_that_its_table_has_not():
    frame = frame_of("VA_BODY_CMD")
    frame.data[2] |= 0b11  # DrLockSet has words for 0 to 2
    frame.data[0] = own_crc(frame.arbitration_id, bytes(frame.data))
    with pytest.raises(NotAllowed, match="DrLockSet"):
        ALLOW_LIST.check("mcan", frame)


@pytest.mark.parametrize(
    ("message", "signal", "value"), [("TMU_GW_E_01", "C_ReqEngineOperate", "on"), ("HU_AMP_E_02", "AMP_Reset", 1)]
)
def test_a_signal_that_no_row_commands_stays_still(message, signal, value):
    """The message is allowed, but its other signals must change nothing: voice never starts the combustion engine."""
    assert f"{message}.{signal}" not in CAR.command_signals
    with pytest.raises(NotAllowed, match=f"{signal} is not commanded"):
        ALLOW_LIST.check("mcan", frame_of(message, **{signal: value}))


def test_the_gate_is_asked_for_every_frame(rig, monkeypatch):
    """Wrong frames of a faulty codec are not sent, nor the text before them, nor other commands with them."""
    with pytest.raises(BusError, match="C_ReqEngineOperate") as caught:
        rig.bridge.send({"TMU_GW_E_01.C_ReqEngineOperate": "on"})
    assert caught.value.reason == "not_allowed"
    diagnosis = changed(frame_of("VA_LIGHT_CMD"), arbitration_id=0x7E0)
    monkeypatch.setattr(codec, "encode", lambda *_: diagnosis)
    with pytest.raises(BusError, match="7E0"):
        rig.bridge.send(LIGHT)
    assert not rig.sent
    assert health(rig).blocked == {"not_allowed": 2}


def test_one_bad_message_of_an_action_holds_back_the_others(rig):
    with pytest.raises(BusError, match="C_ReqEngineOperate"):
        rig.bridge.send(LIGHT | {"TMU_GW_E_01.C_ReqEngineOperate": "on"})
    assert not rig.sent


def test_an_action_on_two_buses_or_none_is_none():
    queue = send_queue.SendQueue(codec, gate.Gate(dbc, ALLOW_LIST, {}, None, None, None), State(codec), lambda: 0.0)
    for writes in ({}, {"VA_LIGHT_CMD.IntFrSet": 10, "LVR12.CF_Lvr_Gear": "P"}):
        with pytest.raises(FrameError, match="one bus"):
            queue.send(writes, None, False, str, send_queue.Sent(0.0), urgent=False)


# rates, and the queue


def test_a_message_may_come_no_oftener_than_its_rate(rig):
    spend(rig)
    assert count(rig, "VA_LIGHT_CMD") == BURST
    rig.live(1.0)
    rig.sent.clear()
    for _ in range(200):  # one every 5 ms
        rig.bridge.send(LIGHT)
        rig.clock.now += 0.005
    assert count(rig, "VA_LIGHT_CMD") <= BURST + 1.0 * PER_MESSAGE[1] + 1


def test_another_message_is_not_held_up_by_it_for_long(rig):
    spend(rig)
    rig.live(0.05)
    assert rig.bridge.send(SEAT).frames


def test_all_messages_together_have_a_rate(rig):
    writes = [
        {"VA_SEAT_CMD.DrSeatHeatSet": 1},
        LIGHT,
        {"VA_BODY_CMD.FrWiperSet": "low"},
        {"VA_DISPLAY_CMD.BrightSet": 20},
    ]
    sent = [rig.bridge.send(each, event=True) for each in writes * int(PER_BUS[0] // 4)]
    assert all(each.frames for each in sent)
    assert rig.bridge.send({"VA_CLIMATE_CMD.AirPurifierSet": "on"}).waiting
    rig.live(0.05)
    assert rig.bridge.send({"VA_CLIMATE_CMD.AirPurifierSet": "off"}).frames


def test_what_waits_is_sent_when_there_is_room(rig):
    waiting = spend(rig)
    rig.live(0.05)
    assert waiting.frames
    assert not waiting.waiting
    assert count(rig, "VA_LIGHT_CMD") == BURST + 1


def test_what_waits_is_sent_in_order(rig):
    spend(rig)
    seat = rig.bridge.send(SEAT)
    assert seat.waiting  # behind the other, though there was room
    rig.live(0.05)
    assert rig.commands[-2:] == ["VA_LIGHT_CMD", "VA_SEAT_CMD"]


def test_repeats_that_wait_become_one_and_the_last_counts(rig):
    spend(rig, SEAT)
    older = [rig.bridge.send({"VA_LIGHT_CMD.IntFrSet": level}) for level in (20, 40, 60)]
    assert [sent.dropped for sent in older] == ["superseded", "superseded", ""]
    rig.live(0.1)
    levels = [codec.decode("mcan", frame)[1] for frame in rig.sent if frame.arbitration_id == 0x6A4]
    assert [values["IntFrSet"] for values in levels] == [60]
    assert health(rig).blocked == {"superseded": 2}


def test_other_signals_of_a_message_and_events_are_no_repeats(rig):
    spend(rig, SEAT)
    kept = [rig.bridge.send(LIGHT), rig.bridge.send({"VA_LIGHT_CMD.IntRrSet": 10})]
    kept += [rig.bridge.send({"VA_MEDIA_CMD.MediaAction": "next"}, event=event) for event in (True, True)]
    kept += [rig.bridge.send({"VA_PHONE_CMD.PhoneAction": "redial"}, event=event) for event in (False, True)]
    assert not any(sent.dropped for sent in kept)
    rig.live(0.1)
    assert [count(rig, f"VA_{name}_CMD") for name in ("LIGHT", "MEDIA", "PHONE")] == [2, 2, 2]


def test_the_queue_is_bounded(rig):
    spend(rig)
    for _ in range(15):
        rig.bridge.send(LIGHT, event=True)
    with pytest.raises(BusError) as caught:
        rig.bridge.send(LIGHT, event=True)
    assert (caught.value.reason, str(caught.value)) == ("busy", "too many commands at once")
    rig.live(2.0)
    assert count(rig, "VA_LIGHT_CMD") == BURST + 16
    assert health(rig).blocked == {"busy": 1}


def test_an_old_command_does_not_act(rig):
    """Without received frames the queue is not processed; afterwards its commands are too old."""
    waiting = spend(rig)
    rig.silence(1.01)
    rig.live(0.5)
    assert (waiting.frames, waiting.dropped) == ([], "expired")
    assert count(rig, "VA_LIGHT_CMD") == BURST


def test_a_command_that_was_taken_back_is_not_sent(rig):
    waiting = spend(rig)
    rig.bridge.cancel(waiting, "manual_override")
    rig.live(0.5)
    assert (waiting.frames, waiting.dropped) == ([], "manual_override")


def test_texts_are_not_queued(rig):
    spend(rig)
    result = rig.do("phone.call", "do", "엄마")
    assert (result.outcome, result.reason) == (Outcome.FAILED, "busy")
    rig.live(0.5)
    assert count(rig, "VA_PHONE_CMD") == 0
    assert rig.do("phone.call", "do", "엄마").outcome is Outcome.CONFIRMED


def test_texts_have_a_rate_limit(rig):
    """One long text is sent; the next long one has to wait for the rate limit."""
    text = {"to": "엄마", "text": "가" * 500}
    results = []
    for _ in range(5):
        rig.do("message.send", "do", text)
        results.append(rig.do("dialog.yes", "do"))
    assert (results[0].outcome, results[-1].reason) == (Outcome.CONFIRMED, "busy")
    frames = len([frame for frame in rig.sent if frame.arbitration_id == 0x6AE])
    assert frames <= PER_TEXT_LINK[0] + PER_TEXT_LINK[1] * 1.0
    rig.live(3.0)
    rig.do("message.send", "do", text)
    assert rig.do("dialog.yes", "do").outcome is Outcome.CONFIRMED


def test_a_waiting_command_is_not_dated_back(rig):
    """Only a status received after it was sent may confirm it."""
    waiting = spend(rig)
    asked = waiting.at
    rig.live(0.05)
    assert waiting.at > asked + 0.001


def test_what_waited_for_less_than_a_second_still_goes(rig):
    waiting = spend(rig)
    rig.silence(0.95)
    rig.hear(rig.sim.signals.frame("VA_SEAT_STS"))
    assert (len(waiting.frames), waiting.dropped) == (1, "")


def test_the_frames_of_one_command_are_not_parted(rig):
    """Answers arrive while they are being sent, and each answer processes the queue."""
    spend(rig)
    rig.bridge.send({"VA_WINDOW_CMD.RlWdwSet": 40, "VA_DISPLAY_CMD.BrightSet": 20})
    rig.bridge.send(SEAT)
    rig.live(0.1)
    assert rig.commands[-3:] == ["VA_WINDOW_CMD", "VA_DISPLAY_CMD", "VA_SEAT_CMD"]


def test_an_event_that_waits_is_not_replaced(rig):
    spend(rig)
    event = rig.bridge.send(SEAT, event=True)
    rig.bridge.send(SEAT)
    assert event.waiting
    rig.live(0.1)
    assert count(rig, "VA_SEAT_CMD") == 2


def test_only_what_was_taken_back_is_dropped(rig):
    waiting = spend(rig)
    seat = rig.bridge.send(SEAT)
    rig.bridge.cancel(waiting, "manual_override")
    rig.live(0.1)
    assert (waiting.frames, len(seat.frames)) == ([], 1)


def test_a_head_unit_that_never_stops_talking_is_not_answered_without_end(rig):
    first = bytes([0x10, 20, Kind.NOW_PLAYING, 0]) + b"abcd"
    for _ in range(700):
        rig.bridge.receive("mcan", can.Message(arbitration_id=HEAD_UNIT_ID, data=first, is_extended_id=False))
    assert 600 <= len(rig.sent) < 610  # a little time passes


def test_all_that_there_is_room_for_goes_at_once(rig):
    waiting = spend(rig)
    seat = rig.bridge.send(SEAT)
    rig.silence(0.05)
    rig.hear(rig.sim.signals.frame("VA_WINDOW_STS"))
    assert (len(waiting.frames), len(seat.frames)) == (1, 1)


def send_long_text(rig):
    rig.sent.clear()
    rig.bridge.send({"VA_PHONE_CMD.PhoneAction": "call"}, (Kind.CONTACT, "가" * 500), event=True)


def test_a_text_beyond_the_rate_limit_is_not_started(rig):
    for _ in range(2):
        send_long_text(rig)
    with pytest.raises(BusError):
        send_long_text(rig)
    assert not rig.sent


def test_a_text_that_cannot_be_sent_leaves_the_queue_unchanged(rig):
    call = {"VA_PHONE_CMD.PhoneAction": "call"}
    spend(rig)
    older = rig.bridge.send(call)
    with pytest.raises(BusError):
        rig.bridge.send(call, (Kind.CONTACT, "엄마"))
    assert (older.waiting, older.dropped) == (True, "")


def test_no_text_is_sent_before_a_command_that_must_not_be_sent(rig):
    with pytest.raises(BusError, match="C_ReqEngineOperate"):
        rig.bridge.send({"TMU_GW_E_01.C_ReqEngineOperate": "on"}, (Kind.CONTACT, "엄마"))
    assert not rig.sent


def test_the_loss_of_one_bus_leaves_what_waits_for_the_other(rig):
    waiting = spend(rig)
    bus_off(rig, "ccan")
    assert waiting.waiting
    rig.live(0.05)
    assert waiting.frames


def test_a_repeat_does_not_overtake_what_waits(rig):
    seat = rig.bridge.send(SEAT)
    spend(rig)
    assert not rig.bridge.repeat(seat, "VA_SEAT_CMD")
    rig.live(0.1)
    assert rig.bridge.repeat(seat, "VA_SEAT_CMD")


def test_a_repeat_that_may_not_go_costs_no_number(rig):
    light = rig.bridge.send(LIGHT)
    rig.bridge.receive("mcan", frame_of("VA_LIGHT_CMD"))
    for _ in range(3):
        with pytest.raises(BusError):
            rig.bridge.repeat(light, "VA_LIGHT_CMD")
    rig.bridge.clear_alarm("mcan")
    rig.live(1.0)
    rig.bridge.send(LIGHT)
    assert [codec.decode("mcan", frame)[1]["Alive"] for frame in rig.sent] == [1, 2]


@pytest.mark.parametrize(
    ("names", "words", "at_once", "a_second"),
    [
        (["VA_LIGHT_CMD"] * 2000, 0, 20, 100),
        ([str(number) for number in range(2000)], 0, 40, 200),
        ([""] * 2000, 1, 600, 400),
    ],
    ids=["one message", "all messages", "words"],
)
def test_so_many_at_once_and_so_many_a_second(names, words, at_once, a_second):
    rates, left = Rates(), iter(names)

    def taken(now):
        """How many the rate limit allows now."""
        return sum(1 for _ in takewhile(lambda name: rates.take((name,) * (not words), now, words), left))

    assert taken(100.0) == at_once
    assert taken(100.0) == 0
    assert taken(100.0505) == a_second * 0.05
    assert taken(200.0) == at_once  # room is not saved up


def test_where_there_is_no_room_none_is_taken():
    """Two messages are sent together or not at all: the allowed one is then not counted."""
    rates = Rates()
    for _ in range(20):
        assert rates.take(("A",), 100.0)
    for _ in range(30):
        assert not rates.take(("A", "B"), 100.0)
    assert [rates.take(("B",), 100.0) for _ in range(21)] == [True] * 20 + [False]


def test_a_text_beyond_the_rate_limit_holds_back_its_command():
    rates = Rates()
    assert rates.take((), 100.0, text_frames=500)
    assert not rates.take(("VA_PHONE_CMD",), 100.0, text_frames=101)
    assert rates.take(("VA_PHONE_CMD",), 100.0, text_frames=100)
    assert rates.take((), 100.0, text_frames=100), "they are taken as they go"


# the state of the bus


def test_nothing_is_sent_before_the_bus_was_heard(new_rig):
    rig = new_rig(never=dbc.messages)
    with pytest.raises(BusError) as caught:
        rig.bridge.send({"HU_DATC_E_02.HU_DATC_AcSet": "on"})
    assert caught.value.reason == "bus_silent"
    assert not rig.sent
    assert health(rig).state is BusState.SILENT


def test_nothing_is_sent_on_a_bus_that_fell_silent(rig):
    rig.silence(1.01)
    with pytest.raises(BusError) as caught:
        rig.bridge.send({"HU_DATC_E_02.HU_DATC_AcSet": "on"})
    assert caught.value.reason == "bus_silent"
    assert not rig.sent


def test_the_other_bus_being_alive_does_not_help(rig):
    rig.to_gateway = lambda frame: None if frame.channel == "mcan" else frame
    rig.live(1.1)
    result = rig.do("hazard", "on")
    assert (result.reason, "차가 응답하지 않아서" in result.reply) == ("bus_silent", True)
    assert [found.state for found in rig.bridge.health()] == [BusState.ALIVE, BusState.SILENT]


def test_frames_that_cannot_be_used_make_no_bus_alive(new_rig):
    rig = new_rig(never=dbc.messages)
    rig.bridge.receive("mcan", can.Message(arbitration_id=0x7DF, data=bytes(8), is_extended_id=False))
    rig.bridge.receive("mcan", can.Message(arbitration_id=0x6B2, data=bytes(8), is_extended_id=False))
    assert health(rig).state is BusState.SILENT


def test_a_command_of_ours_waits_for_the_first_word_of_its_ecu(new_rig):
    """The next sequence number is known only after the first acknowledgement signal."""
    rig = new_rig(never=["VA_LIGHT_STS"])
    with pytest.raises(FrameError, match=r"VA_LIGHT_STS.AckSeq was not received yet"):
        rig.bridge.send(LIGHT)
    assert not rig.sent


@pytest.mark.parametrize("message", ["VA_LIGHT_CMD", "HU_DATC_E_02", "HU_DATC_PE_00", "VA_TP_CMD"])
def test_another_sender_of_our_ids_stops_us(rig, message, caplog):
    waiting = spend(rig)
    other_sender = can.Message(
        arbitration_id=dbc.messages[message].message.frame_id, data=bytes(8), is_extended_id=False
    )
    rig.bridge.receive("mcan", other_sender)
    found = health(rig)
    assert (found.state, message in found.alarm) == (BusState.STOPPED, True)
    assert [record for record in caplog.records if record.levelname == "ERROR" and message in record.message]
    rig.live(0.2)
    rig.silence(30.0)
    rig.live(0.2)
    assert waiting.dropped == "bus_stopped"
    sent = len(rig.sent)
    result = rig.do("hazard", "on")
    assert (result.outcome, result.reason) == (Outcome.FAILED, "bus_stopped")
    assert "다른 장치" in result.reply
    assert len(rig.sent) == sent
    rig.bridge.clear_alarm("mcan")
    rig.live(0.5)
    assert rig.do("hazard", "on").outcome is Outcome.CONFIRMED


def test_the_queue_is_dropped_when_another_sender_appears(rig):
    waiting = spend(rig)
    rig.bridge.receive("mcan", frame_of("VA_LIGHT_CMD"))
    rig.bridge.clear_alarm("mcan")
    rig.live(0.6)
    assert health(rig).state is BusState.ALIVE
    assert (waiting.frames, waiting.dropped) == ([], "bus_stopped")


@pytest.mark.parametrize("stopped", [False, True])
def test_texts_get_no_flow_control_on_a_stopped_bus(rig, stopped):
    """Flow control is a sent frame, too."""
    if stopped:
        rig.bridge.receive("mcan", frame_of("VA_LIGHT_CMD"))
    first = bytes([0x10, 20, Kind.NOW_PLAYING, 0]) + b"abcd"  # the first frame of 20 bytes
    rig.bridge.receive("mcan", can.Message(arbitration_id=HEAD_UNIT_ID, data=first, is_extended_id=False))
    assert len(rig.sent) == (0 if stopped else 1)


def test_frames_of_another_sender_are_not_used(rig):
    before = rig.state.snapshot()
    rig.bridge.receive("mcan", frame_of("VA_LIGHT_CMD", IntFrSet=70))
    assert rig.state.snapshot() == before
    assert rig.bridge.refused_frames == {"mcan 6A4: another sender": 1}


def test_our_own_frame_delivered_back_is_not_another_sender(rig):
    rig.bridge.send(LIGHT)
    rig.bridge.receive("mcan", changed(rig.sent[-1], is_rx=False))
    assert (health(rig).state, rig.bridge.refused_frames) == (BusState.ALIVE, {})


def test_the_same_id_on_the_other_bus_is_not_another_sender(rig):
    """0x043 is the climate display on the chassis bus and our lock request on the other."""
    assert health(rig, "ccan").alarm == health(rig, "mcan").alarm == ""
    assert dbc.by_id["ccan", 0x43].name == "DATC13"
    assert rig.state.reading("DATC13.CF_Datc_OpSts") is not None


def test_a_text_link_that_goes_wrong_sends_nothing(rig, monkeypatch):
    wrong = can.Message(arbitration_id=0x7DF, data=bytes(8), is_extended_id=False, channel="mcan")
    monkeypatch.setattr(rig.bridge._queue.texts._link, "frames", lambda: [wrong])
    result = rig.do("phone.call", "do", "엄마")
    assert (result.outcome, result.reason) == (Outcome.FAILED, "not_allowed")
    assert not rig.sent


def test_what_a_stopped_bus_does_not_take_costs_no_sequence_number(rig):
    rig.bridge.send(LIGHT)
    rig.bridge.receive("mcan", frame_of("VA_LIGHT_CMD"))
    for _ in range(3):
        with pytest.raises(BusError):
            rig.bridge.send(LIGHT)
    rig.bridge.clear_alarm("mcan")
    rig.live(1.0)
    rig.bridge.send(LIGHT)
    assert numbers(rig, "VA_LIGHT_CMD") == [1, 2]


def test_an_alarm_is_logged_once(rig, caplog):
    for _ in range(3):
        rig.bridge.receive("mcan", frame_of("VA_LIGHT_CMD"))
    assert len([record for record in caplog.records if record.levelname == "ERROR"]) == 1
    assert health(rig).alarm == "mcan: another sender uses our id 6A4 (VA_LIGHT_CMD)"
    with pytest.raises(BusError, match="6A4"):  # whoever sends learns why
        rig.bridge.send(LIGHT)


@pytest.mark.parametrize("message", ["HU_AMP_E_08", "VA_LIGHT_CMD", "VA_TP_CMD"])
@pytest.mark.parametrize(
    "parts", [{"is_extended_id": True}, {"is_error_frame": True}, {"is_remote_frame": True, "data": None, "dlc": 8}]
)
def test_a_frame_type_that_only_resembles_our_id_is_not_another_sender(rig, message, parts):
    """An extended id; an error frame, whose id is a bit field; a remote frame, which asks us for ours."""
    frame_id = dbc.messages[message].message.frame_id
    frame = can.Message(**{"arbitration_id": frame_id, "data": bytes(8), "is_extended_id": False} | parts)
    rig.bridge.receive("mcan", frame)
    assert (health(rig).alarm, health(rig).state) == ("", BusState.ALIVE)
    assert sum(health(rig).refused.values()) == 1
    assert rig.bridge.send(LIGHT).frames


def test_clearing_where_there_is_no_alarm_changes_nothing(rig):
    assert rig.bridge.clear_alarm("mcan") == ""
    assert rig.bridge.send(LIGHT).frames


class HearsItself(UdpMulticastBus):
    """Several processes on one network: frames are delivered to the sender, too."""

    def __init__(self):
        self._is_shutdown, self.sent = True, []

    def send(self, frame, timeout=None):
        self.sent.append(frame)


def test_frames_delivered_back_by_the_bus_are_not_another_sender():
    bus = HearsItself()
    way = gate.Gate(dbc, ALLOW_LIST, {"mcan": bus}, lambda: 100.0, lambda trace: None, lambda *frame: None)
    way.monitors["mcan"].frame_received(99.9)
    way.put("VA_LIGHT_CMD", {}, frame_of("VA_LIGHT_CMD"))
    back = changed(bus.sent[0])
    assert not way.foreign_sender("mcan", back)
    assert not way.monitors["mcan"].alarm
    assert way.foreign_sender("mcan", back), "once for each that went out"
    assert way.monitors["mcan"].state(100.0) is BusState.STOPPED


def test_a_bus_that_took_a_frame_and_falls_silent_is_silent(rig):
    """The bus is not off any more; bus_off would point to the wrong fault."""
    bus_off(rig)
    rig.live(1.0)
    assert rig.bridge.send(LIGHT).frames
    rig.silence(1.5)
    assert health(rig).state is BusState.SILENT


# one bus by itself: what its states wait for


def alive(now=100.0, **how):
    monitor = BusMonitor("mcan", 100_000, **how)
    monitor.frame_received(now)
    return monitor


def test_a_bus_is_silent_after_a_second_without_a_frame():
    monitor = alive(100.0)
    assert [monitor.state(now) for now in (100.0, 100.99, 101.01)] == [BusState.ALIVE, BusState.ALIVE, BusState.SILENT]


def lose(monitor, now, times):
    """Lost, heard, lost again the moment it may be used: (how long it may not be used) each time, and when that was
    over.
    """
    waits = []
    for _ in range(times):
        monitor.lost(now)
        for thousandth in range(10_000):
            monitor.frame_received(now + thousandth / 1000)
            if monitor.state(now + thousandth / 1000) is not BusState.BUS_OFF:
                break
        waits.append(thousandth / 1000)
        now += thousandth / 1000
    return waits, now


def test_after_a_bus_off_the_wait_doubles_from_a_tenth_of_a_second_and_the_seventh_in_a_row_is_the_last():
    monitor = alive()
    waits, now = lose(monitor, 100.0, 6)
    assert waits == pytest.approx([0.1, 0.2, 0.4, 0.8, 1.6, 3.2], abs=0.002)
    assert (monitor.state(now), monitor.alarm) == (BusState.ALIVE, "")
    monitor.lost(now)
    monitor.frame_received(now + 100.0)
    assert monitor.state(now + 100.0) is BusState.STOPPED
    assert monitor.bus_offs == 7
    monitor.lost(now + 101.0)  # nor is it counted any more
    assert monitor.bus_offs == 7
    monitor.clear()
    assert monitor.state(now + 101.0) is BusState.SILENT, "it is heard first"
    assert lose(monitor, now + 101.0, 2)[0] == pytest.approx([0.1, 0.2], abs=0.002)


@pytest.mark.parametrize(("later", "wait"), [(9.9, 0.2), (10.1, 0.1)])
def test_ten_seconds_without_a_bus_off_and_the_waits_begin_anew(later, wait):
    monitor = alive()
    lose(monitor, 100.0, 1)
    monitor.frame_sent()
    assert lose(monitor, 100.0 + later, 1)[0] == pytest.approx([wait], abs=0.002)


def test_a_bus_that_is_lost_while_it_is_off_is_lost_once():
    monitor = alive()
    for late in range(9):
        monitor.lost(100.0 + late / 100)
    assert monitor.bus_offs == 1
    monitor.frame_received(100.11)
    assert monitor.state(100.11) is BusState.ALIVE


def test_a_bus_that_was_lost_before_it_was_ever_heard_is_off():
    monitor = BusMonitor("mcan", 100_000)
    monitor.lost(100.0)
    assert {monitor.state(now) for now in (100.05, 200.0)} == {BusState.BUS_OFF}


def test_a_bus_that_took_a_frame_is_back():
    """It becomes silent like any other bus."""
    monitor = alive()
    lose(monitor, 100.0, 1)
    monitor.frame_sent()
    assert monitor.state(102.0) is BusState.SILENT


def test_the_first_alarm_stands_until_it_is_cleared():
    monitor = alive()
    monitor.stop("a other_sender")
    monitor.stop("another")
    monitor.lost(100.0)
    assert (monitor.alarm, monitor.state(100.0), monitor.bus_offs) == ("a other_sender", BusState.STOPPED, 0)


def test_the_load_is_that_of_the_last_full_second():
    monitor = alive()
    frame = can.Message(arbitration_id=0x700, data=bytes(8), is_extended_id=False)
    for number in range(50):
        monitor.count(frame, 100.0 + number / 100, sent=False)
    monitor.count(frame, 100.8, sent=False)
    assert monitor.health(100.9, ()).load == 0.0, "this one is not over yet"
    monitor.count(frame, 101.0, sent=True)
    assert monitor.health(101.1, ()).load == pytest.approx(51 * bits(frame) / 100_000)
    assert monitor.health(102.5, ()).load == pytest.approx(bits(frame) / 150_000)
    assert monitor.health(103.0, ()).load == 0.0, "nor does an old one stand for ever"
    assert (monitor.received, monitor.sent) == (51, 1)


def test_reasons_are_counted_apart_up_to_a_bound():
    monitor = BusMonitor("mcan", 100_000)
    first = [monitor.refuse(str(number)) for number in range(600)]
    assert sum(first) == 501
    assert (len(monitor.refused), monitor.refused["other"]) == (501, 100)
    assert not monitor.refuse("7"), "one that is known is still counted by itself"
    assert monitor.refused["7"] == 2


def test_each_own_frame_is_delivered_back_once():
    """A second copy is from another sender; and only the last frames are remembered."""
    frames = [can.Message(arbitration_id=0x6A4, data=[number], is_extended_id=False) for number in range(33)]
    monitor = alive(receives_own_frames=True)
    for frame in frames:
        monitor.expect_echo(frame)
    assert [monitor.is_echo(frame) for frame in (frames[1], frames[1], frames[32], frames[0])] == [
        True,
        False,
        True,
        False,
    ]
    assert not monitor.is_echo(changed(frames[2], arbitration_id=0x6A5, channel="mcan"))


def test_any_other_bus_brings_none_back():
    monitor = alive()
    frame = can.Message(arbitration_id=0x6A4, data=[1], is_extended_id=False)
    monitor.expect_echo(frame)
    assert not monitor.is_echo(frame)


# bus-off


def bus_off(rig, bus="mcan"):
    rig.bridge.receive(bus, can.Message(arbitration_id=0x40, is_error_frame=True, is_extended_id=False, data=bytes(8)))


def test_off_the_bus_nothing_is_sent(rig):
    bus_off(rig)
    assert health(rig).state is BusState.BUS_OFF
    result = rig.do("hazard", "on")
    assert (result.outcome, result.reason) == (Outcome.FAILED, "bus_off")
    assert "통신이 끊겨서" in result.reply
    assert not rig.sent


def test_a_controller_that_says_it_is_off_is_believed(rig):
    rig.bridge.buses["mcan"].state = can.BusState.ERROR
    assert rig.do("hazard", "on").reason == "bus_off"
    assert not rig.sent
    rig.bridge.buses["mcan"].state = can.BusState.ACTIVE
    rig.live(0.5)
    assert rig.do("hazard", "on").outcome is Outcome.CONFIRMED


def test_another_error_frame_is_only_counted(rig):
    rig.bridge.receive(
        "mcan", can.Message(arbitration_id=0x4, is_error_frame=True, is_extended_id=False, data=bytes(8))
    )
    assert health(rig).state is BusState.ALIVE
    assert sum(health(rig).refused.values()) == 1


def test_back_on_the_bus_old_commands_are_not_replayed(rig):
    waiting = spend(rig)
    bus_off(rig)
    rig.live(0.6)
    assert health(rig).state is BusState.ALIVE
    assert (waiting.frames, waiting.dropped) == ([], "bus_off")
    assert count(rig, "VA_LIGHT_CMD") == BURST
    assert rig.do("hazard", "on").outcome is Outcome.CONFIRMED


def test_what_waited_when_the_bus_was_lost_is_forgotten_however_soon_it_is_back(rig):
    waiting = spend(rig)
    bus_off(rig)
    rig.to_gateway = lambda frame: frame if frame.channel == "mcan" else None  # no other bus wakes us before
    rig.silence(0.3)
    rig.live(0.3)
    assert health(rig).state is BusState.ALIVE
    assert (waiting.frames, waiting.dropped) == ([], "bus_off")


def test_back_on_the_bus_it_is_heard_first(rig):
    """After the wait, frames received before the bus-off do not prove that the bus works again."""
    bus_off(rig)
    rig.silence(0.3)
    assert health(rig).state is BusState.BUS_OFF
    with pytest.raises(BusError):
        rig.bridge.send(LIGHT)
    rig.live(0.3)
    assert rig.bridge.send(LIGHT).frames


class DeadController:
    """A bus whose controller accepts no frame."""

    state = can.BusState.ACTIVE

    def __init__(self):
        self.tried = 0

    def send(self, frame):
        self.tried += 1
        raise can.CanOperationError("no buffer space")


def test_what_waits_is_dropped_when_the_controller_refuses_one_of_them(rig):
    spend(rig)
    others = [rig.bridge.send(LIGHT, event=True) for _ in range(3)]
    works, dead = dict(rig.bridge.buses), DeadController()
    rig.bridge.buses["mcan"] = dead
    rig.live(0.05)
    rig.bridge.buses.update(works)
    rig.silence(0.2)
    rig.live(0.5)
    assert dead.tried == 1
    assert [(each.frames, each.dropped) for each in others] == [([], "bus_off")] * 3


def test_an_interface_that_passes_on_the_error_of_its_socket_is_off_the_bus(rig, monkeypatch):
    def down(self, frame):
        raise OSError(errno.ENETDOWN, "Network is down")

    monkeypatch.setattr(DeadController, "send", down)
    rig.bridge.buses["mcan"] = DeadController()
    with pytest.raises(BusError, match="Network is down"):
        rig.bridge.send(LIGHT)


def test_a_car_without_a_text_link_sends_no_text():
    rig = Rig(car="hatchback")
    with pytest.raises(FrameError, match="this car has no text link"):
        rig.bridge.send({"SET_RADIO.Source": "fm"}, (Kind.MEDIA_TITLE, "아리랑"))
    assert rig.sent == []


def test_the_bus_is_tried_ever_less_often_and_then_left_to_a_person(rig):
    works, dead = dict(rig.bridge.buses), DeadController()
    rig.bridge.buses["mcan"] = dead
    began, tries = rig.clock(), []
    while rig.clock() - began < 20:
        before = dead.tried
        with pytest.raises(BusError):
            rig.bridge.send(LIGHT)
        tries += [rig.clock()] * (dead.tried - before)
        rig.live(0.05)
    gaps = [later - earlier for earlier, later in pairwise(tries)]
    assert dead.tried == MOST_ATTEMPTS + 1
    assert all(later > earlier * 1.3 for earlier, later in pairwise(gaps[1:])), gaps
    assert (health(rig).state, "sending stopped" in health(rig).alarm) == (BusState.STOPPED, True)
    rig.bridge.buses.update(works)
    rig.silence(20)
    rig.live(0.2)
    assert rig.do("hazard", "on").reason == "bus_stopped"
    rig.bridge.clear_alarm("mcan")
    rig.live(0.5)
    assert rig.do("hazard", "on").outcome is Outcome.CONFIRMED


def test_a_bus_off_now_and_then_is_not_given_up(rig):
    for _ in range(3 * MOST_ATTEMPTS):
        bus_off(rig)
        rig.silence(11)
        rig.live(0.6)  # until the ECU of the lights is heard
        assert rig.bridge.send(LIGHT).frames
    assert health(rig).bus_offs == 3 * MOST_ATTEMPTS


# numbers and acknowledgements


def numbers(rig, message):
    identifier = dbc.messages[message].message.frame_id
    return [codec.decode("mcan", frame)[1]["Seq"] for frame in rig.sent if frame.arbitration_id == identifier]


@pytest.mark.parametrize("before", [1, 5])
def test_a_gateway_that_was_started_again_goes_on_where_the_car_is(rig, new_rig, before):
    for _ in range(before):
        rig.bridge.send(LIGHT)
    again = new_rig()
    again.sim, again.sent = rig.sim, []
    again.live(1.0)
    assert again.bridge.send({"VA_LIGHT_CMD.IntFrSet": 70}).frames
    assert numbers(again, "VA_LIGHT_CMD") == [before + 1]
    assert rig.sim.values["VA_LIGHT_STS.IntFrLevel"] == 70
    assert not rig.sim.commands.ignored


@pytest.mark.parametrize("lost", [7, 8, 9])
def test_commands_that_were_lost_do_not_make_the_next_look_old(rig, lost):
    """The car treats half of the numbers as new; with more lost in a row they would count as old."""
    rig.do("light.interior", "set", 10)
    rig.to_car = lambda frame: None
    for _ in range(lost):
        rig.bridge.send(LIGHT)
    rig.to_car = lambda frame: frame
    assert rig.do("light.interior", "set", 70).outcome is Outcome.CONFIRMED
    assert not rig.sim.commands.ignored


def test_answers_that_were_lost_do_not_make_the_next_look_old(rig):
    rig.to_gateway = lambda frame: (
        None if frame.arbitration_id == dbc.messages["VA_LIGHT_STS"].message.frame_id else frame
    )
    for level in range(8):
        rig.bridge.send({"VA_LIGHT_CMD.IntFrSet": level})
    assert rig.sim.values["VA_LIGHT_STS.IntFrLevel"] == 7
    assert not rig.sim.commands.ignored


def test_an_ecu_that_says_nothing_any_more_is_counted_on_for(rig):
    """Its commands are still sent, each with the next number."""
    rig.bridge.send(LIGHT)
    rig.to_gateway = lambda frame: (
        None if frame.arbitration_id == dbc.messages["VA_LIGHT_STS"].message.frame_id else frame
    )
    rig.live(6.0)
    rig.bridge.send(LIGHT)
    assert numbers(rig, "VA_LIGHT_CMD") == [1, 2]


def test_what_has_to_be_heard_before_a_command_can_be_sent():
    assert needed(codec, "VA_LIGHT_CMD") == {"VA_LIGHT_STS.AckSeq"}
    assert needed(codec, "TMU_GW_E_01") == set()
    assert "AMP_HU_PE_03.AMP_BassSetting" in needed(codec, "HU_AMP_E_08")


def test_the_car_ignores_and_counts_what_is_not_new(rig):
    rig.bridge.send(LIGHT)
    rig.bridge.send({"VA_LIGHT_CMD.IntFrSet": 70})
    first, second = rig.sent
    for old in (second, first):
        assert rig.sim.receive(old) == []  # no acknowledgement either
    frozen = frame_of("VA_LIGHT_CMD", counter=2, sequence=3, IntFrSet=30)
    assert rig.sim.receive(frozen) == []
    assert rig.sim.values["VA_LIGHT_STS.IntFrLevel"] == 70
    assert rig.sim.values["VA_LIGHT_STS.AckSeq"] == 2
    assert rig.sim.commands.ignored == {
        "VA_LIGHT_CMD: repeated": 1,
        "VA_LIGHT_CMD: out of order": 1,
        "VA_LIGHT_CMD: alive counter frozen": 1,
    }
    assert rig.do("light.interior", "set", 20).outcome is Outcome.CONFIRMED


def test_a_command_that_the_bus_delivers_twice_acts_once(rig):
    """Every frame twice on the bus, as a gateway between buses may cause."""

    def twice(frame):
        rig._deliver(rig.sim.receive(frame))
        return frame

    rig.to_car = twice
    before = rig.state.value("VA_DISPLAY_STS.MapScale")
    assert rig.do("nav.map", "zoom_in").outcome is Outcome.CONFIRMED
    assert abs(rig.state.value("VA_DISPLAY_STS.MapScale") - before) == 1


def test_an_ecu_that_was_reset_takes_the_next_command(rig):
    for _ in range(8):
        rig.bridge.send(LIGHT)
    rig.sim.commands.forget("VA_LIGHT_CMD")
    rig.sim.set("VA_LIGHT_STS.AckSeq", 0)
    rig.live(1.0)
    assert rig.do("light.interior", "set", 70).outcome is Outcome.CONFIRMED


def test_counters_for_people(rig):
    before = health(rig).sent
    rig.bridge.send(LIGHT)
    rig.live(2.0)
    rig.bridge.receive("mcan", can.Message(arbitration_id=0x7DF, data=bytes(8), is_extended_id=False))
    ccan, mcan = rig.bridge.health()
    assert (ccan.bus, mcan.bus, mcan.sent - before, ccan.sent) == ("ccan", "mcan", 1, 0)
    assert mcan.refused == {"mcan 7DF: unknown id": 1}
    assert ccan.received > 2.0 / 0.05 * 2  # wheel speeds and lever, at every step of the clock
    assert 0 < mcan.load < 0.2
    assert 0 < ccan.load < 0.5


def test_a_full_bus_has_a_load_of_one(rig):
    rig.live(1.0)
    frame = can.Message(arbitration_id=0x700, data=bytes(8), is_extended_id=False)
    for _ in range(1600):  # two seconds of 800 frames/s
        rig.clock.now += 1 / 800
        rig.bridge.receive("mcan", frame)
    assert 0.95 < health(rig).load <= 1.0


def test_commands_of_one_breath_are_all_sent(rig):
    """The largest request is well below the rate limits."""
    zones = ("driver", "passenger", "rear_left", "rear_right")
    commands = [Command("seat.heat", "set", zone, 3) for zone in zones] + [
        Command("window", "set", zone, 50) for zone in zones
    ]
    results = rig.run(commands).results
    assert {result.outcome for result in results} == {Outcome.CONFIRMED}
    assert health(rig).blocked == {}


def test_every_reason_not_to_send_has_a_sentence():
    reasons = {*gate.WHY_NOT.values(), "busy", "not_sent", "not_allowed", "expired", "superseded", "manual_override"}
    for code in codes():
        assert {f"failed.{reason}" for reason in reasons} <= load(code).sentences.keys()


def test_the_number_that_somebody_else_used_is_not_used_again(rig):
    """The ECU would treat a command with the last acknowledged number as old."""
    rig.do("seat.heat", "set", 1, "driver")
    last = rig.state.value("VA_SEAT_STS.AckSeq")
    rig.sim.set("VA_SEAT_STS.AckSeq", (last + 1) % 16)
    rig.live(0.5)
    (frame,) = rig.bridge.send({"VA_SEAT_CMD.DrSeatHeatSet": 2}).frames
    assert frame.signals["Seq"] == (last + 2) % 16

"""Facts about the bridge: what may be sent, which received frames are used, and which signals a frame leaves
unchanged.
"""

import can
import pytest
from g70 import ALLOW_LIST, GATEWAY_ID, HEAD_UNIT_ID, codec, dbc, head_unit_words

from contract.values import Command
from vehicle.can.codec import FrameError
from vehicle.can.text_link import Kind
from vehicle.gateway import text_sender
from vehicle.gateway.bridge import BusError
from vehicle.gateway.bus_state import MOST_REASONS
from vehicle.results.result import Outcome

WINDOW_STATUS = "VA_WINDOW_STS.DrWdwPos"
THROUGH_THE_CAR = [  # a command for each message that the table can send
    Command("climate.ac", "on"),
    Command("climate.temperature", "set", "driver", 23.5),
    Command("hazard", "on"),
    Command("seat.heat", "set", "rear_left", 3),
    Command("window", "set", "passenger", 30),
    Command("wiper", "set", value="high"),
    Command("light.ambient", "set", value="보라색"),
    Command("display.brightness", "set", value=35),
    Command("media.volume", "mute"),
    Command("media.volume", "set", value=60),
    Command("media.play", "play", value="밀양 아리랑"),
    Command("phone.call", "do", value="김민수 부장님"),
    Command("nav.route_option", "set", value="free"),
    Command("nav.go", "do", value="서울역"),
]


def sent_values(rig):
    return [codec.decode("mcan", frame)[1] for frame in rig.sent if frame.arbitration_id != GATEWAY_ID]


def test_only_what_the_table_commands_may_be_sent():
    assert {f"{bus} {identifier:03X}" for bus, identifier, length in ALLOW_LIST.allowed if length == 8} == {
        "mcan 009",
        "mcan 00F",
        "mcan 034",
        "mcan 043",
        "mcan 6A0",
        "mcan 6A1",
        "mcan 6A2",
        "mcan 6A3",
        "mcan 6A4",
        "mcan 6A5",
        "mcan 6A6",
        "mcan 6A7",
        "mcan 6A8",
        "mcan 6A9",
        "mcan 6AA",
        "mcan 6AB",
        "mcan 6AC",
        "mcan 6AE",
        "mcan 1C0",
    }


def test_nothing_is_ever_sent_on_the_chassis_bus():
    assert not [identifier for bus, identifier, _ in ALLOW_LIST.allowed if bus == "ccan"]


@pytest.mark.parametrize("path", ["LVR12.CF_Lvr_Gear", "CGW1.CF_Gway_IGNSw", "VA_WINDOW_STS.DrWdwPos"])
def test_another_message_is_not_sent(rig, path):
    with pytest.raises((BusError, FrameError)):
        rig.bridge.send({path: dbc.start(path)})
    assert not rig.sent


def test_a_frame_changes_one_signal_and_no_other(rig):
    rig.bridge.send({"VA_WINDOW_CMD.RlWdwSet": 40})
    (values,) = sent_values(rig)
    assert values.pop("RlWdwSet") == 40
    assert {value for name, value in values.items() if name.endswith("Set")} == {"no_change"}


def test_signals_of_one_message_go_in_one_frame(rig):
    rig.bridge.send({"VA_WINDOW_CMD.RlWdwSet": 40, "VA_WINDOW_CMD.RrWdwSet": 60, "VA_LIGHT_CMD.IntFrSet": 10})
    assert rig.commands == ["VA_WINDOW_CMD", "VA_LIGHT_CMD"]


def test_alive_and_sequence_numbers_count_by_message(rig):
    for _ in range(18):
        rig.bridge.send({"VA_LIGHT_CMD.IntFrSet": 10})
    rig.bridge.send({"VA_SEAT_CMD.DrSeatHeatSet": 1})
    *lights, seat = sent_values(rig)
    assert [values["Alive"] for values in lights] == [values["Seq"] for values in lights] == [*range(1, 16), 0, 1, 2]
    assert (seat["Alive"], seat["Seq"]) == (1, 1)


def test_volume_leaves_the_tone_as_the_amplifier_reported_it(rig):
    rig.set(AMP_HU_PE_03__AMP_BassSetting=13, AMP_HU_PE_03__AMP_TrebleSetting=4)
    rig.live(1.0)
    rig.bridge.send({"HU_AMP_E_08.AMP_MainVolumeSet": 20})
    assert sent_values(rig) == [
        {
            "AMP_MainVolumeSet": 20,
            "AMP_BalanceSet": 10,
            "AMP_FadeSet": 10,
            "AMP_BassSet": 13,
            "AMP_MidSet": 10,
            "AMP_TrebleSet": 4,
        }
    ]


def test_tone_is_not_guessed(rig):
    rig.forget("AMP_HU_PE_03.AMP_BassSetting")
    with pytest.raises(FrameError, match=r"AMP_HU_PE_03\.AMP_BassSetting was not received yet"):
        rig.bridge.send({"HU_AMP_E_08.AMP_MainVolumeSet": 20})
    assert not rig.sent


@pytest.mark.parametrize(
    "bad", [{"VA_CLIMATE_CMD.DrTempSet": 60}, {"VA_CLIMATE_CMD.DrTempSet": "warm"}, {"VA_CLIMATE_CMD.Nothing": 1}]
)
def test_what_cannot_be_encoded_leaves_the_bus_untouched(rig, bad):
    with pytest.raises(FrameError):
        rig.bridge.send({"HU_DATC_E_02.HU_DATC_AcSet": "on"} | bad)
    assert not rig.sent


def test_a_bus_that_does_not_take_a_frame_is_a_bus_error(rig, monkeypatch):
    def full(frame):
        raise can.CanOperationError("no buffer space")

    monkeypatch.setattr(rig.bridge.buses["mcan"], "send", full)
    with pytest.raises(BusError, match="no buffer space"):
        rig.bridge.send({"VA_LIGHT_CMD.IntFrSet": 10})


def test_frames_of_the_car_become_state(rig):
    rig.set(VA_WINDOW_STS__DrWdwPos=37)
    reading = rig.state.reading(WINDOW_STATUS)
    assert reading.value == 37
    assert reading.at <= rig.clock()


@pytest.mark.parametrize(
    ("bus", "change", "reason"),
    [
        ("mcan", {"data": b"\x00" * 8}, "CRC"),
        ("mcan", {"data": b""}, "0 bytes"),
        ("mcan", {"data": b"\x01" * 7}, "7 bytes"),
        ("mcan", {"is_extended_id": True}, "11 bit"),
        ("mcan", {"is_remote_frame": True, "data": None, "dlc": 8}, "classic"),
        ("ccan", {}, "unknown id"),
    ],
)
def test_a_frame_that_must_not_be_used_changes_nothing_and_is_counted(rig, bus, change, reason):
    good = codec.encode(
        "VA_WINDOW_STS",
        {signal.name: 55 for signal in dbc.messages["VA_WINDOW_STS"].message.signals}
        | {"AckSeq": 3, "Result": "done", "Reason": "none"},
        int(rig.state.value("VA_WINDOW_STS.Alive")) + 1,
    )
    before = rig.state.snapshot()
    rig.bridge.receive(
        bus,
        can.Message(**{"arbitration_id": good.arbitration_id, "data": good.data, "is_extended_id": False, **change}),
    )
    assert rig.state.snapshot() == before
    assert [(found, count) for found, count in rig.bridge.refused_frames.items() if reason in found] == [
        (next(iter(rig.bridge.refused_frames)), 1)
    ]
    rig.bridge.receive("mcan", good)
    assert rig.state.value(WINDOW_STATUS) == 55


def test_a_foreign_frame_is_logged_once_and_counted_each_time(rig, caplog):
    for _ in range(3):
        rig.bridge.receive("ccan", can.Message(arbitration_id=0x7DF, data=b"\x02\x01\x0c", is_extended_id=False))
    assert rig.bridge.refused_frames["ccan 7DF: unknown id"] == 3
    assert len([record for record in caplog.records if "unknown id" in record.message]) == 1


def test_a_text_is_received_completely(rig):
    other = head_unit_words()
    other.send(Kind.NOW_PLAYING, 7, "아리랑 " * 40)
    rig.to_car = lambda frame: other.receive(frame)  # and so nothing reaches the car
    for _ in range(100):
        for frame in other.frames():
            rig.bridge.receive("mcan", frame)
    assert rig.state.texts[Kind.NOW_PLAYING] == (7, "아리랑 " * 40)


def test_a_text_without_flow_control_times_out(rig, monkeypatch):
    monkeypatch.setattr(text_sender, "TEXT_DEADLINE", 0.01)
    rig.to_car = lambda frame: None
    with pytest.raises(BusError, match="did not accept the text"):
        rig.bridge.send({"VA_PHONE_CMD.PhoneAction": "call"}, (Kind.CONTACT, "김민수 부장님"))
    assert rig.commands == []  # the command that needs them does not follow
    rig.to_car = lambda frame: frame
    assert rig.do("phone.call", "do", "엄마").outcome is Outcome.CONFIRMED


@pytest.mark.parametrize(("bus", "extended"), [("ccan", False), ("mcan", True)])
def test_a_frame_that_only_resembles_a_text_gets_no_flow_control(rig, bus, extended):
    first = bytes([0x10, 20, Kind.NOW_PLAYING, 0]) + b"abcd"
    rig.bridge.receive(bus, can.Message(arbitration_id=HEAD_UNIT_ID, data=first, is_extended_id=extended))
    assert not rig.sent
    assert sum(rig.bridge.refused_frames.values()) == 1


def test_a_text_frame_is_not_a_status(rig):
    before = rig.state.snapshot()
    rig.bridge.receive("mcan", can.Message(arbitration_id=HEAD_UNIT_ID, data=b"\x30" + bytes(7), is_extended_id=False))
    assert rig.state.snapshot() == before


def test_a_recorder_hears_every_frame_used_or_not(rig):
    heard = []
    rig.bridge.taps.append(lambda bus, frame, received, at: heard.append((bus, frame.arbitration_id, received)))
    rig.bridge.receive("ccan", can.Message(arbitration_id=0x7DF, data=b"", is_extended_id=False))
    rig.to_car = lambda frame: None
    rig.bridge.send({"VA_LIGHT_CMD.IntFrSet": 10})
    assert heard == [("ccan", 0x7DF, True), ("mcan", 0x6A4, False)]


def test_an_observer_gets_sent_and_used_frames(rig):
    observed = []
    rig.bridge.observers.append(lambda trace: observed.append((trace.sent, trace.bus, trace.message)))
    rig.bridge.receive("ccan", can.Message(arbitration_id=0x7DF, data=b"", is_extended_id=False))
    rig.bridge.send({"VA_LIGHT_CMD.IntFrSet": 10})
    assert set(observed) == {(True, "mcan", "VA_LIGHT_CMD"), (False, "mcan", "VA_LIGHT_STS")}
    assert len(observed) == 2


def test_a_watcher_gets_changes_and_only_changes(rig):
    watcher = rig.state.watch()
    rig.set(VA_WINDOW_STS__DrWdwPos=37)
    rig.live(1.0)
    rig.set(VA_WINDOW_STS__DrWdwPos=38)
    rig.state.unwatch(watcher)
    rig.set(VA_WINDOW_STS__DrWdwPos=39)
    seen = [watcher.get_nowait() for _ in range(watcher.qsize())]
    assert [reading.value for path, reading in seen if path == WINDOW_STATUS] == [37, 38]


@pytest.mark.parametrize("command", THROUGH_THE_CAR, ids=lambda command: f"{command.function} {command.op}")
def test_over_real_buses(car, command):
    """Two virtual buses, the receive threads of python-can and a car that runs on its own."""
    result = car.execute([command]).results[0]
    assert result.outcome is Outcome.CONFIRMED, result
    assert [frame for frame in result.frames if frame.sent]
    assert [frame for frame in result.frames if not frame.sent]


def test_several_commands_over_real_buses(car):
    commands = [
        Command("seat.heat", "set", "driver", 1),
        Command("window", "set", "rear", 20),
        Command("climate.temperature", "up"),
        Command("climate.temperature", "up"),
    ]
    before = car.state.value("DATC_PE_02.DATC_DrTempDispC")
    assert {result.outcome for result in car.execute(commands).results} == {Outcome.CONFIRMED}
    assert car.state.value("DATC_PE_02.DATC_DrTempDispC") == before + 2.0


def test_reasons_are_counted_apart_up_to_a_bound(rig):
    for identifier in range(0x600, 0x600 + MOST_REASONS):
        for bus in dbc.buses:
            rig.bridge.receive(bus, can.Message(arbitration_id=identifier % 0x800, data=b"", is_extended_id=False))
    for length in range(8):
        rig.bridge.receive("ccan", can.Message(arbitration_id=0x541, data=bytes(length), is_extended_id=False))
    found = rig.bridge.refused_frames
    assert found["other"] > 0
    assert len(found) <= 2 * MOST_REASONS + 1
    assert sum(found.values()) == sum(sum(bus.refused.values()) for bus in rig.bridge.health())

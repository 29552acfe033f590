"""Facts about the simulated car."""

import ast
import logging
import random
import threading
import time
from collections import Counter
from pathlib import Path

import can
import pytest
from g70 import GATEWAY_ID, HEAD_UNIT_ID, codec, dbc, gateway_words, head_unit_words

from sim_can import run
from sim_can.car import Car
from vehicle.can.block import own_crc
from vehicle.can.dbc import Dbc, DbcError
from vehicle.can.text_link import Kind
from vehicle.can.values import known
from vehicle.cars.car import load
from vehicle.cars.function import Function
from vehicle.cars.wiring import HALT, LATITUDE, LONGITUDE, STANDING, Write
from vehicle.catalogue.row import DOWN, SPOKEN, UP, AtLeast

CAR = Car()  # for what does not change
STATION = (37.5547, 126.9707)  # Seoul station, 8 km to the north-west of where the car is parked
HANGUL_42 = "안녕하세요 지금 가고 있어요요요"[:16]
HANGUL_200 = "오늘 저녁 일곱 시에 정문 앞에서 만나요 " * 4


def command(car, message, sequence=None, **signals):
    """The frame as the gateway sends it: all but `signals` changes nothing, the numbers are one more than the last."""
    if sequence is None:
        where = codec.block.acknowledgements.get(message)
        sequence = int(car.values[where.sequence]) + 1 if where else 1
    return codec.encode(message, codec.image(message, car.values.get) | signals, counter=sequence, sequence=sequence)


def said(frames):
    """{path: value} of status frames."""
    status = {}
    for frame in frames:
        if frame.arbitration_id != HEAD_UNIT_ID:
            name, values = codec.decode(frame.channel, frame)
            status |= {f"{name}.{signal}": value for signal, value in values.items()}
    return status


def names(frames):
    return [
        dbc.by_id[frame.channel, frame.arbitration_id].name for frame in frames if frame.arbitration_id != HEAD_UNIT_ID
    ]


def send(car, message, sequence=None, **signals):
    return said(car.receive(command(car, message, sequence, **signals)))


def live(car, seconds, dt=0.05):
    """Let time pass; the last status values that the car sent."""
    last = {}
    for _ in range(round(seconds / dt)):
        for frame in car.step(dt):
            last[frame.channel, frame.arbitration_id] = frame
    return said(last.values())


def tell(car, kind, sequence, text):
    """Send a text to the head unit."""
    gateway = gateway_words()
    gateway.send(kind, sequence, text)
    listen(car, gateway, [])


def listen(car, gateway, frames):
    """Pass frames between both ends until there are none; the texts that the car sent."""
    to_gateway = [frame for frame in frames if frame.arbitration_id == HEAD_UNIT_ID]
    texts = []
    while True:
        for frame in to_gateway:
            gateway.receive(frame)
        to_car, to_gateway = gateway.frames(), []
        texts += gateway.texts()
        for frame in to_car:
            to_gateway += car.receive(frame)
        if not to_car and not to_gateway:
            return texts


@pytest.fixture
def car():
    return Car()


# the car as a whole


def test_everything_is_said_once_at_the_start(car):
    spoken = Counter(names(car.step(0.0)))
    expected = {name for name in dbc.messages if not dbc.sent_by_gateway(name)}
    assert set(spoken) == expected - {"VA_TP_STS", "TP_HU_TBT_CLU", "TP_CLU_TBT_HU"}
    assert set(spoken.values()) == {1}


def test_parked_with_ignition_on(car):
    status = live(car, 1.1)
    assert (status["CGW1.CF_Gway_IGNSw"], status["LVR12.CF_Lvr_Gear"], status["EPB11.EPB_STATUS"]) == (
        "on",
        "P",
        "applied",
    )
    assert status["WHL_SPD11.WHL_SPD_FL"] == 0
    assert status["EMS12.TEMP_ENG"] > 80
    assert 37.49 < status["VA_POSITION_STS.Lat"] < 37.51


def test_frames_show_the_values(car):
    status = said(car.step(0.0))
    skipped = ("Crc", "Alive", "AliveCounter_LSB", "AliveCounter_MSB", "Checksum_LSB", "Checksum_MSB", "AliveCnt2")
    assert [path for path, value in status.items() if car.values[path] != value and not path.endswith(skipped)] == []


def test_cycle_times_are_kept_over_a_minute(car):
    counts = Counter(name for _ in range(6000) for name in names(car.step(0.01)))
    for name, cycle in car.signals.cycles.items():
        assert counts[name] == pytest.approx(60 / cycle, abs=2), name


def test_a_car_without_a_cyclic_message_is_named(monkeypatch):
    monkeypatch.setattr(Dbc, "cycle", lambda self, message: 0.0)
    with pytest.raises(DbcError, match=r"genesis_g70: no message is sent cyclically: .*GenMsgCycleTime"):
        Car()


def test_a_late_step_sends_each_message_once(car):
    car.step(0.0)
    assert max(Counter(names(car.step(30.0))).values()) == 1


def test_alive_counters_count_every_frame_of_their_message(car):
    counters = {}
    for number in range(200):
        frames = car.step(0.05)
        if number % 7 == 0:
            frames += car.receive(command(car, "VA_SEAT_CMD", number, RlSeatHeatSet=number % 4))
        for frame in frames:
            if frame.arbitration_id != HEAD_UNIT_ID and codec.block.own(names([frame])[0]):
                counters.setdefault(frame.arbitration_id, []).append(frame.data[1] >> 4)
    assert len(counters) == 15
    for seen in counters.values():
        assert seen == [number % 16 for number in range(len(seen))]


def test_wheel_speeds_carry_counter_and_checksum(car):
    car.drive(100.0)
    frames = [frame for _ in range(40) for frame in car.step(0.02) if frame.arbitration_id == 0x386]
    counters = [frame.data[1] >> 6 | frame.data[3] >> 6 << 2 for frame in frames]
    assert counters == [number % 16 for number in range(len(frames))]
    assert len(frames) >= 40
    assert {codec.decode("ccan", frame)[1]["WHL_SPD_RR"] for frame in frames} == {100.0}


@pytest.mark.parametrize("byte", range(8))
def test_a_damaged_frame_is_ignored_and_counted(car, byte):
    frame = command(car, "VA_SEAT_CMD", DrSeatHeatSet=3)
    frame.data[byte] ^= 0x10
    before = dict(car.values)
    assert car.receive(frame) == []
    assert (car.refused, car.values) == (1, before)


def test_a_short_frame_and_a_foreign_id_are_ignored_and_counted(car):
    car.receive(can.Message(arbitration_id=0x034, data=b"\x00" * 7, is_extended_id=False, channel="mcan"))
    car.receive(can.Message(arbitration_id=0x7DF, data=b"\x02\x01\x0d", is_extended_id=False, channel="mcan"))
    assert car.refused == 2


def test_commands_are_taken_from_mcan_only(car):
    frame = command(car, "VA_SEAT_CMD", DrSeatHeatSet=3)
    frame.channel = "ccan"
    assert car.receive(frame) == []
    assert car.values["DATC_PE_05.DATC_DrSeatWarmerDisp"] == "off"


def test_somebody_elses_status_is_no_command(car):
    assert car.receive(Car().signals.frame("DATC_PE_03")) == []


def test_a_command_is_acknowledged_and_its_status_sent_at_once(car):
    frames = car.receive(command(car, "VA_SEAT_CMD", 9, DrSeatHeatSet=3))
    assert names(frames) == ["VA_SEAT_STS", "DATC_PE_05"]
    assert said(frames)["VA_SEAT_STS.AckSeq"] == 9
    assert said(frames)["VA_SEAT_STS.Result"] == "done"
    assert frames[1].data[2] == 0x30  # start bit 22, 3 bits, Motorola: read without the codec


@pytest.mark.parametrize("step", range(1, 16))
def test_half_of_the_sixteen_numbers_are_new(car, step):
    """The other half counts as old: a late frame or a repetition."""
    car.receive(command(car, "VA_SEAT_CMD", 11))
    assert bool(car.receive(command(car, "VA_SEAT_CMD", 11 + step))) == (step <= 8)


def test_a_command_that_changes_nothing_is_acknowledged_too(car):
    assert send(car, "VA_SEAT_CMD", 5)["VA_SEAT_STS.AckSeq"] == 5


def test_a_value_that_no_table_names_is_rejected_whole(car):
    frame = bytearray(command(car, "VA_SEAT_CMD", RlSeatHeatSet=2).data)
    frame[2] |= 0xE0  # driver: no change
    frame[2] = frame[2] & 0x1F | 0xA0  # driver: level 5
    frame[0] = own_crc(0x6A1, bytes(frame))
    status = said(car.receive(can.Message(arbitration_id=0x6A1, data=frame, is_extended_id=False, channel="mcan")))
    assert (status["VA_SEAT_STS.Result"], status["VA_SEAT_STS.Reason"]) == ("rejected", "bad_value")
    assert (status["VA_SEAT_STS.RlSeatHeatState"], car.rejected) == ("off", 1)


def test_an_invalid_word_is_rejected(car):
    assert send(car, "VA_BODY_CMD", StrgWhlHeatSet="invalid", TrunkSet="open")["VA_BODY_STS.Reason"] == "bad_value"
    assert car.values["CGW1.CF_Gway_TrunkTgSw"] == "closed"


def test_manual_operation_is_sent_with_the_next_step(car):
    car.step(0.001)
    car.set("CGW1.CF_Gway_DrvDrSw", "open")
    status = said(car.step(0.001))
    assert (status["CGW1.CF_Gway_DrvDrSw"], status["GW_DDM_PE.C_DRVDoorStatus"]) == ("open", "open")


@pytest.mark.parametrize(
    ("path", "value", "error"),
    [("CGW1.Nothing", 1, KeyError), ("CGW1.CF_Gway_IGNSw", "gone", KeyError), ("CLU13.CF_Clu_DTE", 5000, ValueError)],
)
def test_the_world_has_limits(car, path, value, error):
    with pytest.raises(error):
        car.set(path, value)


def any_value(path, rng):
    """A value that the signal can show."""
    found = dbc.signal(path)
    words = [str(word) for word in (found.choices or {}).values()]
    if words and rng.random() < 0.5:
        return rng.choice(words)
    return CAR.signals.as_decoded(path, rng.uniform(float(found.minimum or 0), float(found.maximum or 0)))


@pytest.mark.parametrize("message", CAR.signals.cycles)
def test_frames_are_those_of_the_codec(message):
    rng = random.Random(message)
    signals = [found.name for found in dbc.messages[message].message.signals]
    for counter in range(16):
        values = {name: any_value(f"{message}.{name}", rng) for name in signals}
        theirs = codec.encode(message, values, counter)
        ours = CAR.signals.packing.frame(
            message, {f"{message}.{name}": value for name, value in values.items()}, counter
        )
        assert (ours.channel, ours.arbitration_id, bytes(ours.data)) == (
            theirs.channel,
            theirs.arbitration_id,
            bytes(theirs.data),
        )
        assert not ours.is_extended_id


def test_the_simulation_knows_nothing_of_the_gateway():
    files = list(Path("sim_can").rglob("*.py"))
    assert len(files) > 30
    for path in files:
        for found in ast.walk(ast.parse(path.read_text())):
            if isinstance(found, ast.ImportFrom) and (found.module or "").startswith("vehicle"):
                assert (found.module or "").startswith("vehicle.can."), path
            if isinstance(found, ast.Import):
                assert not any(alias.name.startswith("vehicle") for alias in found.names), path
                assert not any(alias.name == "time" for alias in found.names) or path.name == "run.py", path


def test_what_is_of_no_car_names_no_signal():
    """A path is MESSAGE.Signal; all of them stand in the folders of the cars."""
    for path in Path("sim_can").rglob("*.py"):
        if "cars" not in path.parts:
            words = {w.value for w in ast.walk(ast.parse(path.read_text())) if isinstance(w, ast.Constant)}
            assert not words & ({*dbc.paths} | {*dbc.messages}), path


# every command signal of the table of functions


def spoken_on(function: Function, path: str) -> list[str | float]:
    """Values that may be spoken for a signal: the words of its value table, and both ends of its range."""
    found, value = dbc.signal(path), function.value
    ends = [found.minimum, found.maximum]
    if value is None or value.kind in ("percent", "frequency"):  # what is spoken is not what is on the wire
        return ends
    return list(function.words.values()) + (ends if value.kind == "number" else [])


def targets(function: Function):
    """(op, zone, what it writes) of every op that writes something."""
    for op, target in function.ops.items():
        if function.writes(op) and function.fitted:
            for zone in function.wires or ("",):
                yield op, zone, function.target(op, zone)
            if function.zone_ops:
                yield op, "all", target


def cases():
    """(function, signals written, what confirms them) for every value that the table can write."""
    for function in load("genesis_g70").functions.values():
        for op, zone, target in targets(function):
            wire = function.wires.get(zone)
            level = target.level if isinstance(target, AtLeast) else target
            levels = (
                (spoken_on(function, wire.command) if wire else [])
                if level == SPOKEN
                else [level]
                if level not in (UP, DOWN)
                else []
            )
            for level in levels:
                name = f"{function.name}.{op}.{zone}.{'' if isinstance(level, Write) else level}"
                if isinstance(level, Write):
                    yield pytest.param(function, level.signals, level.expects, id=name)
                elif wire and level == HALT:
                    yield pytest.param(function, {wire.command: level}, {wire.movement: (STANDING,)}, id=name)
                elif wire and wire.command:
                    yield pytest.param(function, {wire.command: level}, {wire.status: (level,)}, id=name)


def other(path: str, wanted: tuple[str | float, ...]) -> str | float:
    """A value of a status that is none of the wanted ones."""
    found = dbc.signal(path)
    words = [str(word) for word in (found.choices or {}).values() if known(str(word))]
    numbers = [] if len(words) > 2 else [found.minimum, found.maximum]
    return next(v for v in words + numbers if not any(codec.matches(path, v, w) for w in wanted))


def arrange(car, function):
    """Sets up the precondition: an incoming call, a last called contact, a route, a sent text."""
    if function.name == "phone.answer":
        car.set("VA_PHONE_STS.CallState", "incoming")
    elif function.name == "phone.redial":
        car.ecus.phone.contact = "엄마"
    elif function.name == "phone.call":
        tell(car, Kind.CONTACT, 1, "엄마")
    elif function.name == "message.send":
        tell(car, Kind.MESSAGE_TO_SEND, 1, "엄마\n늦어요")
    elif function.name in ("nav.waypoint", "nav.next_stop"):
        send(car, "VA_DEST_CMD", DestLat=37.4, DestLon=127.1, IsWaypoint="destination")
        send(car, "VA_DEST_CMD", DestLat=37.45, DestLon=127.05, IsWaypoint="waypoint")


@pytest.mark.parametrize(("function", "signals", "expects"), list(cases()))
def test_every_command_of_the_table_has_its_effect(car, function, signals, expects):
    place = {LATITUDE: STATION[0], LONGITUDE: STATION[1]}
    signals = {path: place.get(value, value) for path, value in signals.items()}
    expects = {path: tuple(place.get(word, word) for word in words) for path, words in expects.items()}
    for path, words in expects.items():
        car.set(path, other(path, words))
    arrange(car, function)
    car.step(0.0)
    before = dict(car.values)
    for message in {path.partition(".")[0] for path in signals}:
        written = {path.partition(".")[2]: value for path, value in signals.items() if path.startswith(message + ".")}
        send(car, message, **written)
        assert not car.rejected
    live(car, 5.0 if function.deadline > 1 else 0.0)
    changed = {path for path, value in car.values.items() if before[path] != value}
    assert {path for path in changed if path.rpartition(".")[2] not in ("AckSeq", "Result", "Reason")}
    for path, words in expects.items():
        assert any(codec.matches(path, car.values[path], word) for word in words), (path, car.values[path])


def test_the_table_was_walked():
    assert len(list(cases())) > 150


# climate


def test_a_temperature_is_shown_at_once(car):
    status = send(car, "VA_CLIMATE_CMD", DrTempSet=19.5)
    assert (status["DATC_PE_02.DATC_DrTempDispC"], status["DATC_PE_02.DATC_PsTempDispC"]) == (19.5, 22.0)


def test_in_sync_the_passenger_follows_the_driver(car):
    assert send(car, "VA_CLIMATE_CMD", DrTempSet=25.0)
    assert send(car, "HU_DATC_E_02", HU_DATC_ZoneControl="sync")["DATC_PE_02.DATC_PsTempDispC"] == 25.0
    assert send(car, "VA_CLIMATE_CMD", DrTempSet="LO")["DATC_PE_02.DATC_PsTempDispC"] == "LO"


def test_a_temperature_for_the_passenger_ends_sync(car):
    send(car, "HU_DATC_E_02", HU_DATC_ZoneControl="sync")
    assert send(car, "VA_CLIMATE_CMD", PsTempSet=24.0)["DATC_PE_05.DATC_SyncDisp"] == "dual"
    assert car.values["DATC_PE_02.DATC_DrTempDispC"] == 22.0


def test_the_same_temperature_for_both_keeps_sync(car):
    send(car, "HU_DATC_E_02", HU_DATC_ZoneControl="sync")
    send(car, "VA_CLIMATE_CMD", DrTempSet=25.0, PsTempSet=25.0)
    assert car.values["DATC_PE_05.DATC_SyncDisp"] == "sync"


def test_climate_off_and_on_again_keeps_the_blower(car):
    send(car, "HU_DATC_E_02", HU_DATC_MainBlower=5)
    status = send(car, "HU_DATC_E_02", HU_DATC_OffReq="off")
    assert (status["DATC_PE_03.DATC_OpSts"], status["DATC_PE_03.DATC_MainBlowerDisp"]) == ("off", "off")
    assert (status["DATC_PE_03.DATC_OffDisp"], status["DATC13.CF_Datc_FrontBlwDisp"]) == ("on", 0)
    status = send(car, "HU_DATC_E_02", HU_DATC_OffReq="on")
    assert (status["DATC_PE_03.DATC_OpSts"], status["DATC_PE_03.DATC_MainBlowerDisp"]) == ("on", 5)


@pytest.mark.parametrize(
    ("message", "signals", "power"),
    [
        ("HU_DATC_E_02", {"HU_DATC_AcSet": "on"}, "on"),
        ("HU_DATC_E_02", {"HU_DATC_MainBlower": 2}, "on"),
        ("VA_CLIMATE_CMD", {"PsTempSet": 20.0}, "on"),
        ("HU_DATC_E_02", {"HU_DATC_AcSet": "off"}, "off"),
        ("HU_DATC_E_02", {"HU_DATC_RearDefog": "on"}, "off"),
        ("VA_CLIMATE_CMD", {"AirPurifierSet": "on"}, "off"),
    ],
)
def test_what_wakes_a_climate_that_is_off(car, message, signals, power):
    send(car, "HU_DATC_E_02", HU_DATC_OffReq="off")
    send(car, message, **signals)
    assert car.values["DATC_PE_03.DATC_OpSts"] == power


def test_auto_chooses_the_blower_and_manual_operation_ends_auto(car):
    car.set("VA_CLIMATE_STS.CabinTemp", 33.0)
    status = send(car, "HU_DATC_E_02", HU_DATC_AutoSet="on")
    assert (status["DATC_PE_03.DATC_AutoDisp"], status["DATC_PE_03.DATC_MainBlowerDisp"]) == ("on", 8)
    assert (status["DATC_PE_03.DATC_ModeDisp"], status["DATC_PE_03.DATC_AcDisp"]) == ("face", "on")
    assert send(car, "HU_DATC_E_02", HU_DATC_FrontModeSet="feet")["DATC_PE_03.DATC_AutoDisp"] == "off"


def test_the_windshield_is_cleared_and_all_is_as_before(car):
    before = dict(car.values)
    status = send(car, "HU_DATC_E_02", HU_DATC_FrontDefog="on")
    assert (status["DATC_PE_03.DATC_FrDefLed"], status["DATC_PE_03.DATC_ModeDisp"]) == ("on", "windshield")
    send(car, "HU_DATC_E_02", HU_DATC_FrontDefog="off")
    assert car.values == before


def test_the_rear_defroster_lights_its_lamp_on_both_buses(car):
    status = send(car, "HU_DATC_E_02", HU_DATC_RearDefog="on")
    assert (status["DATC_PE_05.DATC_RrDefLed"], status["CGW1.CF_Gway_DefoggerRly"]) == ("on", "on")


def test_the_cabin_takes_minutes_to_warm_up(car):
    car.set("VA_CLIMATE_STS.CabinTemp", 5.0)
    live(car, 60, dt=1.0)
    assert 8.0 < car.values["VA_CLIMATE_STS.CabinTemp"] < 14.0
    live(car, 1800, dt=1.0)
    assert car.values["VA_CLIMATE_STS.CabinTemp"] == pytest.approx(22.0, abs=0.5)


def test_the_purifier_cleans_the_air(car):
    send(car, "VA_CLIMATE_CMD", AirPurifierSet="on")
    live(car, 600, dt=1.0)
    assert car.values["VA_CLIMATE_STS.CabinAirPM25"] == 4


# body


def test_a_window_takes_time(car):
    status = send(car, "VA_WINDOW_CMD", DrWdwSet=100)
    assert (status["VA_WINDOW_STS.Result"], status["VA_WINDOW_STS.DrWdwPos"]) == ("done", 0)
    assert live(car, 1.0)["VA_WINDOW_STS.DrWdwPos"] == pytest.approx(40, abs=4)
    assert car.values["CGW4.CF_Gway_DrvWdwStat"] == 1
    assert live(car, 1.7)["VA_WINDOW_STS.DrWdwPos"] == 100
    assert car.values["VA_WINDOW_STS.PsWdwPos"] == 0


def test_a_moving_window_is_sent_about_ten_times_a_second(car):
    live(car, 1.0)
    send(car, "VA_WINDOW_CMD", DrWdwSet=100)
    count = sum("VA_WINDOW_STS" in names(car.step(0.01)) for _ in range(200))
    assert 20 <= count <= 32  # with those of its cycle of 200 ms


def test_a_window_on_its_way_turns_round(car):
    send(car, "VA_WINDOW_CMD", DrWdwSet=100)
    live(car, 1.0)
    send(car, "VA_WINDOW_CMD", DrWdwSet=0)
    live(car, 1.2)
    assert (car.values["VA_WINDOW_STS.DrWdwPos"], car.values["CGW4.CF_Gway_DrvWdwStat"]) == (0, 0)


def test_windows_do_not_close_without_ignition(car):
    car.set("VA_WINDOW_STS.DrWdwPos", 50)
    car.set("CGW1.CF_Gway_IGNSw", "off")
    status = send(car, "VA_WINDOW_CMD", DrWdwSet=0, PsWdwSet=100)
    assert (status["VA_WINDOW_STS.Result"], status["VA_WINDOW_STS.Reason"]) == ("rejected", "not_now")
    live(car, 3.0)
    assert (car.values["VA_WINDOW_STS.DrWdwPos"], car.values["VA_WINDOW_STS.PsWdwPos"]) == (50, 0)
    assert send(car, "VA_WINDOW_CMD", DrWdwSet=80)["VA_WINDOW_STS.Result"] == "done"


def test_a_window_that_meets_something_opens_again_and_says_so(car):
    window = "VA_WINDOW_STS.DrWdwPos"
    car.set(window, 80)
    car.ecus.panes.obstacles[window] = 35.0
    send(car, "VA_WINDOW_CMD", DrWdwSet=0)
    positions = [(live(car, 0.1), car.values[window])[1] for _ in range(30)]
    assert (min(positions), positions[-1]) == (35, 55)
    assert (car.values["VA_WINDOW_STS.Result"], car.values["VA_WINDOW_STS.Reason"]) == ("rejected", "obstructed")
    car.ecus.panes.obstacles.clear()
    assert send(car, "VA_WINDOW_CMD", DrWdwSet=0)["VA_WINDOW_STS.Result"] == "done"
    live(car, 3.0)
    assert car.values[window] == 0


PANES = [
    ("VA_WINDOW_CMD", "DrWdwSet", "VA_WINDOW_STS.DrWdwPos", "VA_MOVE_STS.DrWdwMove"),
    ("VA_WINDOW_CMD", "RrWdwSet", "VA_WINDOW_STS.RrWdwPos", "VA_MOVE_STS.RrWdwMove"),
    ("VA_WINDOW_CMD", "RoofSet", "VA_WINDOW_STS.RoofPos", "VA_MOVE_STS.RoofMove"),
    ("VA_WINDOW_CMD", "ShadeSet", "VA_WINDOW_STS.ShadePos", "VA_MOVE_STS.ShadeMove"),
    ("VA_BODY_CMD", "TrunkSet", "VA_MOVE_STS.TrunkPos", "VA_MOVE_STS.TrunkMove"),
]


@pytest.mark.parametrize(("message", "signal", "position", "movement"), PANES)
def test_stop_halts_what_moves_where_it_is(car, message, signal, position, movement):
    opened, closed = ("open", "closed") if signal == "TrunkSet" else (100, 0)
    for target, word, seconds in ((opened, "opening", 1.0), (closed, "closing", 0.5)):
        assert send(car, message, **{signal: target})[movement] == word
        live(car, seconds)
        at = car.values[position]
        assert 0 < at < 100
        assert send(car, message, **{signal: "stop"})[movement] == "standing"
        live(car, 3.0)
        assert (car.values[position], car.values[movement]) == (at, "standing")


def test_stop_halts_one_pane_while_the_others_go_on_and_needs_no_ignition(car):
    send(car, "VA_WINDOW_CMD", DrWdwSet=100, PsWdwSet=100)
    live(car, 1.0)
    car.set("CGW1.CF_Gway_IGNSw", "off")
    assert send(car, "VA_WINDOW_CMD", DrWdwSet="stop")["VA_WINDOW_STS.Result"] == "done"
    assert send(car, "VA_WINDOW_CMD", RlWdwSet="stop")["VA_WINDOW_STS.Result"] == "done"
    live(car, 3.0)
    assert (car.values["VA_WINDOW_STS.DrWdwPos"], car.values["VA_WINDOW_STS.PsWdwPos"]) == (40, 100)


def test_stop_is_obeyed_even_where_the_rest_of_its_command_is_refused(car):
    car.set("VA_WINDOW_STS.PsWdwPos", 50)
    car.set("CGW1.CF_Gway_IGNSw", "off")
    send(car, "VA_WINDOW_CMD", DrWdwSet=100)
    live(car, 1.0)
    status = send(car, "VA_WINDOW_CMD", DrWdwSet="stop", PsWdwSet=0)
    assert (status["VA_WINDOW_STS.Reason"], status["VA_MOVE_STS.DrWdwMove"]) == ("not_now", "standing")
    live(car, 3.0)
    assert (car.values["VA_WINDOW_STS.DrWdwPos"], car.values["VA_WINDOW_STS.PsWdwPos"]) == (40, 50)


def test_a_pane_that_reverses_reports_it(car):
    window, movement = "VA_WINDOW_STS.DrWdwPos", "VA_MOVE_STS.DrWdwMove"
    car.set(window, 80)
    car.ecus.panes.obstacles[window] = 35.0
    send(car, "VA_WINDOW_CMD", DrWdwSet=0)
    seen = [(live(car, 0.1), car.values[movement])[1] for _ in range(30)]
    assert list(dict.fromkeys(seen)) == ["closing", "opening", "standing"]


def test_manual_operation_of_a_window_ends_its_movement(car):
    send(car, "VA_WINDOW_CMD", DrWdwSet=100)
    live(car, 1.0)
    car.set("VA_WINDOW_STS.DrWdwPos", 10)
    live(car, 3.0)
    assert car.values["VA_WINDOW_STS.DrWdwPos"] == 10


def test_an_open_roof_closes_before_it_tilts(car):
    car.set("VA_WINDOW_STS.RoofPos", 60)
    send(car, "VA_WINDOW_CMD", RoofSet="tilt")
    assert 20 < live(car, 1.0)["VA_WINDOW_STS.RoofPos"] < 40
    assert live(car, 1.5)["VA_WINDOW_STS.RoofPos"] == "tilt"
    assert car.values["CGW1.C_SunRoofOpenState"] == "open"
    send(car, "VA_WINDOW_CMD", RoofSet=0)
    live(car, 0.5)
    assert (car.values["VA_WINDOW_STS.RoofPos"], car.values["CGW1.C_SunRoofOpenState"]) == (0, "closed")


def test_all_doors_lock_and_unlock(car):
    locks = ("C_DRVUnlockState", "C_ASTUnlockState", "C_RLUnlockstate", "C_RRUnlockState")
    status = send(car, "TMU_GW_E_01", C_ReqDrUnlock="request")
    assert {status[f"GW_IPM_PE_2.{name}"] for name in locks} == {"unlocked"}
    send(car, "VA_BODY_CMD", DrLockSet="locked")
    assert [car.values[f"GW_IPM_PE_2.{name}"] for name in locks] == ["locked", "unlocked", "unlocked", "unlocked"]
    send(car, "TMU_GW_E_01", C_ReqDrLock="request", C_ReqDrUnlock="request")
    assert car.rejected == 1


def test_the_trunk_is_shown_on_both_buses(car):
    assert send(car, "VA_BODY_CMD", TrunkSet="open")["VA_MOVE_STS.TrunkMove"] == "opening"
    status = live(car, 0.2)
    assert (status["CGW1.CF_Gway_TrunkTgSw"], status["GW_DDM_PE.C_TrunkStatus"]) == ("open", "open")
    live(car, 2.7)
    assert car.values["VA_MOVE_STS.TrunkMove"] == "opening"
    live(car, 0.2)
    assert (car.values["VA_MOVE_STS.TrunkMove"], car.values["VA_MOVE_STS.TrunkPos"]) == ("standing", 100)


def test_the_trunk_is_closed_by_its_contact_when_it_has_arrived(car):
    car.set("CGW1.CF_Gway_TrunkTgSw", "open")
    assert send(car, "VA_BODY_CMD", TrunkSet="closed")["VA_MOVE_STS.TrunkMove"] == "closing"
    live(car, 2.8)
    assert car.values["CGW1.CF_Gway_TrunkTgSw"] == "open"
    live(car, 0.3)
    assert (car.values["CGW1.CF_Gway_TrunkTgSw"], car.values["VA_MOVE_STS.TrunkMove"]) == ("closed", "standing")


def test_a_trunk_that_meets_something_answers_the_command_of_the_trunk(car):
    car.set("CGW1.CF_Gway_TrunkTgSw", "open")
    car.ecus.panes.obstacles["VA_MOVE_STS.TrunkPos"] = 40.0
    send(car, "VA_BODY_CMD", TrunkSet="closed")
    live(car, 4.0)
    assert (car.values["VA_BODY_STS.Reason"], car.values["VA_MOVE_STS.TrunkPos"]) == ("obstructed", 60)
    assert car.values["VA_WINDOW_STS.Reason"] == "none"


def test_automatic_headlamps_follow_the_light(car):
    car.set("CGW2.CF_Gway_AutoLightValue", "dark")
    assert said(car.step(0.01))["CGW1.CF_Gway_HeadLampLow"] == "on"
    send(car, "VA_BODY_CMD", HeadLampSet="off")
    car.step(0.01)
    assert car.values["CGW1.CF_Gway_HeadLampLow"] == "off"


def test_wipers_wash_and_go_back_to_what_they_did(car):
    status = send(car, "VA_BODY_CMD", FrWiperSet="interval")
    assert status["CGW1.CF_Gway_WiperIntSw"] == "on"
    assert send(car, "VA_BODY_CMD", FrWiperSet="wash")["VA_BODY_STS.FrWiperState"] == "wash"
    live(car, 3.1)
    assert car.values["VA_BODY_STS.FrWiperState"] == "interval"


def test_a_louder_amplifier_is_not_mute(car):
    status = send(car, "HU_AMP_E_02", AMP_Mute="on")
    assert (status["AMP_HU_PE_02.AMP_MuteState"], status["HU_CLU_PE_05.HU_MuteStatus"]) == ("on", "on")
    status = send(car, "HU_AMP_E_08", AMP_MainVolumeSet=20)
    assert (status["AMP_HU_PE_03.AMP_MainVolumeSetting"], status["AMP_HU_PE_02.AMP_MuteState"]) == (20, "off")
    assert status["AMP_HU_PE_03.AMP_BassSetting"] == 10


def test_the_blower_is_quiet_while_the_assistant_listens(car):
    send(car, "HU_DATC_PE_00", HU_VRActivity="on")
    assert car.ecus.climate.quiet
    send(car, "HU_DATC_PE_00", HU_VRActivity="off")
    assert not car.ecus.climate.quiet


# head unit


def test_the_map_zooms_to_its_end(car):
    for scale in (4, 3, 2, 1):
        assert send(car, "VA_DISPLAY_CMD", MapZoomSet="zoom_in")["VA_DISPLAY_STS.MapScale"] == scale
    status = send(car, "VA_DISPLAY_CMD", MapZoomSet="zoom_in")
    assert (status["VA_DISPLAY_STS.Result"], status["VA_DISPLAY_STS.Reason"]) == ("rejected", "not_now")


@pytest.mark.parametrize("text", [HANGUL_42, HANGUL_200, "짧"])
def test_a_text_is_sent_over_the_text_link(text):
    one, two = gateway_words(), head_unit_words()
    one.send(Kind.CONTACT, 11, text)
    while frames := one.frames() + two.frames():
        for frame in frames:
            assert (len(frame.data), frame.is_extended_id, frame.channel) == (8, False, "mcan")
            one.receive(frame)
            two.receive(frame)
    assert two.texts() == [(Kind.CONTACT, 11, text)]
    assert (one.busy, one.errors, two.errors) == (False, 0, 0)


def test_texts_are_sent_in_both_directions_at_once():
    one, two = gateway_words(), head_unit_words()
    one.send(Kind.CONTACT, 1, HANGUL_42)
    two.send(Kind.NOW_PLAYING, 2, HANGUL_200)
    two.send(Kind.MESSAGE_READ, 3, HANGUL_42)
    while frames := one.frames() + two.frames():
        for frame in frames:
            one.receive(frame)
            two.receive(frame)
    assert two.texts() == [(Kind.CONTACT, 1, HANGUL_42)]
    assert one.texts() == [(Kind.NOW_PLAYING, 2, HANGUL_200), (Kind.MESSAGE_READ, 3, HANGUL_42)]


def test_a_text_without_flow_control_can_be_dropped():
    link = gateway_words()
    link.send(Kind.CONTACT, 1, HANGUL_42)
    assert (len(link.frames()), link.busy) == (1, True)
    link.reset()
    assert (link.frames(), link.busy) == ([], False)


def test_a_title_without_flow_control_times_out_by_the_cars_time():
    car = Car()
    car.step(0.0)
    assert car.texts.link.busy
    for _ in range(15):
        car.step(0.1)
    assert not car.texts.link.busy


def test_a_text_has_its_full_length():
    assert len(HANGUL_42.encode()) == 42
    assert len(HANGUL_200.encode()) >= 200


@pytest.mark.parametrize("data", ["0301ffaaaaaaaaaa", "04630141aaaaaaaa", "0401c328aaaaaaaa", "2101020304050607", "00"])
def test_damaged_texts_are_counted_not_raised(data):
    link = head_unit_words()
    link.receive(can.Message(arbitration_id=GATEWAY_ID, data=bytes.fromhex(data), is_extended_id=False))
    assert (link.texts(), link.errors) == ([], 1)


def test_a_song_that_was_asked_for_is_now_playing(car):
    tell(car, Kind.MEDIA_TITLE, 7, HANGUL_200)
    count = car.values["VA_MEDIA_STS.TrackCount"]
    frames = car.receive(command(car, "VA_MEDIA_CMD", 7, MediaAction="play"))
    assert said(frames)["VA_MEDIA_STS.TrackCount"] == count + 1
    gateway = gateway_words()
    assert listen(car, gateway, frames) == [(Kind.NOW_PLAYING, 7, HANGUL_200)]


def test_a_text_of_another_command_is_not_used(car):
    tell(car, Kind.MEDIA_TITLE, 3, "다른 노래")
    send(car, "VA_MEDIA_CMD", 4, MediaAction="play")
    assert car.ecus.media.title == "아리랑"


def test_next_and_previous_change_the_song(car):
    send(car, "VA_MEDIA_CMD", SourceSet="usb")
    frames = car.receive(command(car, "VA_MEDIA_CMD", MediaAction="next"))
    assert car.ecus.media.now_playing == "밀양 아리랑"
    send(car, "VA_MEDIA_CMD", MediaAction="pause")
    assert car.values["VA_MEDIA_STS.PlayState"] == "paused"
    frames = car.receive(command(car, "VA_MEDIA_CMD", MediaAction="previous"))
    assert (car.ecus.media.now_playing, said(frames)["VA_MEDIA_STS.PlayState"]) == ("아리랑", "playing")


def test_the_car_says_what_is_playing_when_somebody_comes(car):
    assert listen(car, gateway_words(), car.step(0.0)) == [(Kind.NOW_PLAYING, 0, "FM 89.1")]
    assert [frame for _ in range(100) for frame in car.step(0.1) if frame.arbitration_id == HEAD_UNIT_ID] == []


def test_the_radio_tunes_and_says_so(car):
    status = send(car, "VA_MEDIA_CMD", FmSet=95.9)
    assert (status["HU_CLU_PE_01.HU_Frequency"], status["HU_CLU_PE_01.HU_OpState"]) == (95.9, "fm")
    status = send(car, "VA_MEDIA_CMD", AmSet=1134)
    assert (status["VA_MEDIA_STS.AmFreq"], status["HU_CLU_PE_01.HU_OpState"]) == (1134, "am")
    assert car.ecus.media.now_playing == "AM 1134"
    send(car, "VA_MEDIA_CMD", SourceSet="fm")
    send(car, "VA_MEDIA_CMD", MediaAction="next")
    assert car.ecus.media.now_playing == "FM 107.7"


def test_a_preset_selects_the_radio_and_tunes_it(car):
    send(car, "VA_MEDIA_CMD", SourceSet="usb")
    send(car, "VA_MEDIA_CMD", MediaAction="pause")
    status = send(car, "VA_MEDIA_CMD", PresetSet=6)
    assert (status["HU_CLU_PE_01.HU_Frequency"], status["HU_CLU_PE_01.HU_OpState"]) == (103.5, "fm")
    assert status["VA_MEDIA_STS.PlayState"] == "playing"
    assert [send(car, "VA_MEDIA_CMD", PresetSet=number)["HU_CLU_PE_01.HU_Preset_Number"] for number in range(1, 6)] == [
        1,
        2,
        3,
        4,
        5,
    ]


def test_the_radio_says_which_preset_is_tuned_to_and_that_none_is(car):
    assert car.values["HU_CLU_PE_01.HU_Preset_Number"] == 1
    assert send(car, "VA_MEDIA_CMD", FmSet=95.9)["HU_CLU_PE_01.HU_Preset_Number"] == 4
    assert send(car, "VA_MEDIA_CMD", FmSet=101.3)["HU_CLU_PE_01.HU_Preset_Number"] == "not_available"
    assert send(car, "VA_MEDIA_CMD", MediaAction="next")["HU_CLU_PE_01.HU_Preset_Number"] == 1


@pytest.mark.parametrize("name", ["Shuffle", "Repeat"])
def test_shuffle_and_repeat_are_switched_and_leave_the_rest(car, name):
    for word in ("on", "off"):
        status = send(car, "VA_MEDIA_CMD", **{f"{name}Set": word})
        assert status[f"VA_MEDIA_STS.{name}State"] == word
    assert car.ecus.media.now_playing == "FM 89.1"


def test_a_call_rings_and_is_picked_up(car):
    tell(car, Kind.CONTACT, 2, "엄마")
    assert send(car, "VA_PHONE_CMD", 2, PhoneAction="call")["VA_PHONE_STS.CallState"] == "dialling"
    live(car, 3.1)
    assert (car.values["VA_PHONE_STS.CallState"], car.ecus.phone.contact) == ("active", "엄마")
    assert send(car, "VA_PHONE_CMD", PhoneAction="hangup")["VA_PHONE_STS.CallState"] == "idle"
    assert send(car, "VA_PHONE_CMD", PhoneAction="redial")["VA_PHONE_STS.CallState"] == "dialling"


@pytest.mark.parametrize(
    ("action", "reason"),
    [("call", "bad_value"), ("send", "bad_value"), ("answer", "not_now"), ("hangup", "not_now"), ("redial", "not_now")],
)
def test_a_phone_command_that_cannot_be_done_says_why(car, action, reason):
    status = send(car, "VA_PHONE_CMD", PhoneAction=action)
    assert (status["VA_PHONE_STS.Result"], status["VA_PHONE_STS.Reason"]) == ("rejected", reason)


def test_the_oldest_message_is_read_first(car):
    car.ecus.phone.arrive("엄마", "밥은 먹었니")
    read = []
    for sequence in (4, 5):
        frames = car.receive(command(car, "VA_PHONE_CMD", sequence, PhoneAction="read"))
        read += listen(car, gateway_words(), frames)
    assert [(kind, sequence, text.partition("\n")[0]) for kind, sequence, text in read] == [
        (Kind.MESSAGE_READ, 4, "지민"),
        (Kind.MESSAGE_READ, 5, "엄마"),
    ]
    assert send(car, "VA_PHONE_CMD", PhoneAction="read")["VA_PHONE_STS.Reason"] == "not_found"


def test_a_message_is_sent_and_counted(car):
    tell(car, Kind.MESSAGE_TO_SEND, 6, f"엄마\n{HANGUL_200}")
    assert send(car, "VA_PHONE_CMD", 6, PhoneAction="send")["VA_PHONE_STS.SentCount"] == 1
    assert car.ecus.phone.sent == [("엄마", HANGUL_200)]


# navigation and driving


def go(car, place=STATION, word="destination"):
    return send(car, "VA_DEST_CMD", DestLat=place[0], DestLon=place[1], IsWaypoint=word)


def test_guidance_shows_distance_and_time(car):
    status = go(car)
    assert (status["VA_NAV_STS.GuidanceState"], status["HU_CLU_PE_05.HU_NaviStatus"]) == ("guiding", "guiding")
    assert status["HU_CLU_PE_01.HU_Navi_On_Off"] == "on"
    status = said(car.step(0.01))
    km = status["HU_CLU_PE_12.Navi_DistToDest_I"] + status["HU_CLU_PE_12.Navi_DistToDest_F"] / 10
    minutes = status["HU_CLU_PE_12.Navi_EstimHour"] * 60 + status["HU_CLU_PE_12.Navi_EstimMin"]
    assert km == pytest.approx(8.90, abs=0.1)  # great circle from Seolleung station
    assert minutes == pytest.approx(km / 24 * 60, abs=1)
    assert (status["HU_CLU_PE_12.Navi_DistToDest_U"], status["HU_CLU_PE_12.Navi_EstimTimeType"]) == ("km", "remaining")
    assert status["HU_CLU_PE_12.Navi_Compass"] == 307.5
    assert status["HU_CLU_PE_02.TBT_Display_Type"] == "destination_bearing"


def test_cancelled_guidance_is_idle_again(car):
    before = {path: value for path, value in car.values.items() if path.startswith(("HU_CLU", "VA_DEST", "VA_NAV"))}
    go(car)
    live(car, 1.0)
    send(car, "VA_NAV_CMD", NavAction="cancel")
    skipped = ("VA_DEST_STS.AckSeq", "VA_NAV_STS.AckSeq", "VA_NAV_STS.Result", "VA_NAV_STS.Reason")
    assert {path: car.values[path] for path in before if path not in skipped} == {
        path: value for path, value in before.items() if path not in skipped
    }


def test_waypoints_are_counted_and_removed(car):
    go(car, word="waypoint")
    assert (car.values["VA_NAV_STS.WaypointCount"], car.values["VA_NAV_STS.GuidanceState"], car.rejected) == (
        0,
        "idle",
        1,
    )
    go(car)
    assert go(car, (37.53, 127.0), "waypoint")["VA_NAV_STS.WaypointCount"] == 1
    assert send(car, "VA_NAV_CMD", NavAction="remove_waypoint")["VA_NAV_STS.WaypointCount"] == 0
    assert send(car, "VA_NAV_CMD", NavAction="remove_waypoint")["VA_NAV_STS.Reason"] == "not_now"
    assert car.values["VA_NAV_STS.GuidanceState"] == "guiding"


def stop(car, place, word):
    return send(car, "VA_STOP_CMD", StopLat=place[0], StopLon=place[1], StopAction=word)


def test_a_waypoint_is_made_the_first_or_removed_by_its_place(car):
    a, b, c = (37.53, 127.0), (37.52, 127.01), (37.51, 127.02)
    stop(car, a, "first")
    assert (car.rejected, car.values["VA_NAV_STS.WaypointCount"]) == (1, 0)  # there is no destination
    go(car)
    for place in (a, b):
        go(car, place, "waypoint")
    before = list(car.ecus.navigation.stops)
    assert stop(car, b, "first")["VA_STOP_STS.StopAction"] == "first"
    assert car.ecus.navigation.stops == [before[1], before[0], before[2]]
    assert stop(car, c, "first")["VA_NAV_STS.WaypointCount"] == 3
    stop(car, b, "remove")
    assert [round(lat, 3) for lat, _ in car.ecus.navigation.stops] == [37.51, 37.53, round(STATION[0], 3)]
    go(car, c, "waypoint")  # it is one already: the last one from now on
    assert [round(lat, 3) for lat, _ in car.ecus.navigation.stops] == [37.53, 37.51, round(STATION[0], 3)]
    stop(car, b, "remove")
    assert (car.rejected, car.values["VA_NAV_STS.WaypointCount"]) == (2, 2)  # it is none any more
    send(car, "VA_NAV_CMD", NavAction="cancel")
    assert car.values["VA_STOP_STS.StopLat"] == "no_data"


def test_driving_counts_kilometres_and_uses_fuel(car):
    odometer, left = car.values["CLU12.CF_Clu_Odometer"], car.values["CLU13.CF_Clu_DTE"]
    car.drive(120.0)
    live(car, 1800, dt=0.5)
    assert car.values["CLU12.CF_Clu_Odometer"] == pytest.approx(odometer + 60, abs=0.2)
    assert left - 75 < car.values["CLU13.CF_Clu_DTE"] < left - 20
    assert car.values["CLU13.CF_Clu_FuelDispLvl"] < 60
    assert car.values["EPB11.EPB_STATUS"] == "released"


def test_the_fuel_warning_comes_on(car):
    car.set("CLU13.CF_Clu_DTE", 51)
    car.drive(100.0)
    live(car, 180, dt=1.0)
    assert car.values["CLU13.CF_Clu_LowfuelWarn"] == "on"


def test_without_a_destination_the_car_drives_east(car):
    latitude, longitude = car.ecus.navigation.here
    car.drive(90.0)
    live(car, 40, dt=0.1)
    assert car.ecus.navigation.here == pytest.approx((latitude, longitude + 1 / 88.2), abs=1e-4)


def test_the_car_arrives_by_way_of_its_waypoint(car):
    go(car)
    go(car, (37.53, 127.0), "waypoint")
    car.drive(60.0)
    live(car, 320, dt=0.1)  # 5.2 km to the waypoint
    assert (car.values["VA_NAV_STS.WaypointCount"], car.values["VA_NAV_STS.GuidanceState"]) == (0, "guiding")
    live(car, 300, dt=0.1)
    assert car.values["VA_NAV_STS.GuidanceState"] == "idle"


# the loop in real time


@pytest.fixture
def buses():
    ends = {
        end: {name: can.Bus(f"sim-{name}", interface="virtual") for name in dbc.buses} for end in ("car", "gateway")
    }
    yield ends
    for end in ends.values():
        for bus in end.values():
            bus.shutdown()


def test_the_node_answers_a_command_on_the_bus(car, buses):
    stop, frame = threading.Event(), command(car, "VA_SEAT_CMD", 9, DrSeatHeatSet=3)
    thread = threading.Thread(target=run.run, args=(car, buses["car"], stop))
    thread.start()
    try:
        assert buses["gateway"]["ccan"].recv(timeout=5) is not None
        buses["gateway"]["mcan"].send(frame)
        until = time.monotonic() + 5
        while time.monotonic() < until:
            answer = buses["gateway"]["mcan"].recv(timeout=1)
            if answer is not None and answer.arbitration_id == 0x6B1 and codec.decode("mcan", answer)[1]["AckSeq"] == 9:
                break
        else:
            pytest.fail("no acknowledgement within 5 s")
        assert buses["gateway"]["mcan"].recv(timeout=1).data[2] == 0x30
    finally:
        stop.set()
        thread.join(timeout=5)
    assert not thread.is_alive()


class Echo:
    """A car with commands on two of its three buses, which repeats every command frame."""

    command_buses = ("one", "two")
    until_due = 0.005  # s

    def step(self, dt):
        return []

    def receive(self, message):
        return [can.Message(arbitration_id=message.arbitration_id + 1, is_extended_id=False, channel=message.channel)]


def test_commands_are_answered_on_every_bus_that_has_them():
    ends = [{name: can.Bus(f"echo-{name}", interface="virtual") for name in ("one", "two", "three")} for _ in range(2)]
    stop = threading.Event()
    thread = threading.Thread(target=run.run, args=(Echo(), ends[0], stop))
    thread.start()
    try:
        for bus in ends[1].values():
            bus.send(can.Message(arbitration_id=5, is_extended_id=False))
        answers = {name: ends[1][name].recv(timeout=5) for name in ("one", "two")}
        assert [answer.arbitration_id for answer in answers.values()] == [6, 6]
        assert ends[1]["three"].recv(timeout=0.05) is None
    finally:
        stop.set()
        thread.join(timeout=5)
        for bus in (bus for end in ends for bus in end.values()):
            bus.shutdown()


def test_an_error_in_the_car_ends_the_node_and_is_logged(car, buses, monkeypatch, caplog):
    monkeypatch.setattr(car, "step", lambda dt: 1 / 0)
    with pytest.raises(ZeroDivisionError), caplog.at_level(logging.ERROR):
        run.run(car, buses["car"], threading.Event())
    assert "the simulated car stopped" in caplog.text


def test_a_bad_packet_does_not_end_the_node(buses, monkeypatch, caplog):
    def refuse(timeout=None):
        raise can.CanOperationError("malformed packet")

    monkeypatch.setattr(buses["car"]["mcan"], "recv", refuse)
    assert run.take(buses["car"]["mcan"], 0.0) is None
    assert "malformed packet" in caplog.text


def test_a_bus_that_does_not_take_frames_is_logged(car, buses, monkeypatch, caplog):
    def refuse(message, timeout=None):
        raise can.CanOperationError("bus off")

    monkeypatch.setattr(buses["car"]["ccan"], "send", refuse)
    run.send(buses["car"], car.step(0.0))
    assert "bus off" in caplog.text
    assert buses["gateway"]["mcan"].recv(timeout=1) is not None

"""The path of the real head unit: its climate keys, lock and hazard requests, the amplifier, listening."""

import itertools

import pytest
from g70 import PLAUSIBILITY, SIGNALS, codec, dbc

from contract.values import Command
from sim_can.car import Car
from vehicle.can.codec import FrameError
from vehicle.delivery import temperature_keys
from vehicle.delivery.temperature_keys import Goal, Presses, Temperature
from vehicle.gateway.listening import Listening
from vehicle.gateway.speech_button import LONG_PRESS, Button, ButtonEvents, Press
from vehicle.results.result import Outcome

DRIVER, PASSENGER = "DATC_PE_02.DATC_DrTempDispC", "DATC_PE_02.DATC_PsTempDispC"
DRIVER_KEY, PASSENGER_KEY = "HU_DATC_DrTempUpDn", "HU_DATC_PsTempUpDn"
SYNC = "DATC_PE_05.DATC_SyncDisp"
CYCLE = 0.2  # s of GW_SWRC_PE
SILENCE = PLAUSIBILITY.longest_age("GW_SWRC_PE")  # s


def decoded(frames, message=""):
    """[(message, signals)] of frames, or only the signals of one message."""
    found = [codec.decode(str(frame.channel), frame) for frame in frames]
    return [signals for name, signals in found if name == message] if message else found


def changes(message, signals):
    """What a command frame asks for: signals that differ from the image that changes nothing."""
    return {name: value for name, value in signals.items() if value != codec.image(message, lambda path: 0)[name]}


# The keys that are absolute on the real bus


@pytest.mark.parametrize(
    ("asked", "message", "written"),
    [
        (("climate.fan", "set", 5), "HU_DATC_E_02", {"HU_DATC_MainBlower": 5}),
        (("climate.fan", "off"), "HU_DATC_E_02", {"HU_DATC_MainBlower": "off"}),
        (("climate.airflow", "set", "feet"), "HU_DATC_E_02", {"HU_DATC_FrontModeSet": "feet"}),
        (("climate.ac", "on"), "HU_DATC_E_02", {"HU_DATC_AcSet": "on"}),
        (("climate.auto", "on"), "HU_DATC_E_02", {"HU_DATC_AutoSet": "on"}),
        (("climate.power", "off"), "HU_DATC_E_02", {"HU_DATC_OffReq": "off"}),
        (("climate.recirculation", "on"), "HU_DATC_E_02", {"HU_DATC_IntakeSet": "recirculated"}),
        (("climate.defrost_front", "on"), "HU_DATC_E_02", {"HU_DATC_FrontDefog": "on"}),
        (("climate.defrost_rear", "on"), "HU_DATC_E_02", {"HU_DATC_RearDefog": "on"}),
        (("climate.sync", "on"), "HU_DATC_E_02", {"HU_DATC_ZoneControl": "sync"}),
        (("door.lock", "lock"), "TMU_GW_E_01", {"C_ReqDrLock": "request"}),
        (("hazard", "on"), "TMU_GW_E_01", {"C_ReqHazard": "on"}),
        (("media.volume", "mute"), "HU_AMP_E_02", {"AMP_Mute": "on"}),
    ],
    ids=lambda part: " ".join(map(str, part)) if isinstance(part, tuple) else "",
)
def test_the_public_frame_asks_for_this_and_nothing_else(rig, asked, message, written):
    rig.do("door.lock", "unlock")
    rig.say(Command("dialog.yes", "do"))
    rig.do("climate.ac", "off")
    rig.sent.clear()
    assert rig.do(*asked).outcome is Outcome.CONFIRMED
    ((name, signals),) = decoded(rig.sent)
    assert (name, changes(name, signals)) == (message, written)


def test_the_volume_leaves_the_tone_as_the_amplifier_reports_it(rig):
    rig.set(AMP_HU_PE_03__AMP_BassSetting=13)
    assert rig.do("media.volume", "set", 40).outcome is Outcome.CONFIRMED
    ((name, signals),) = decoded(rig.sent)
    assert (name, signals["AMP_MainVolumeSet"], signals["AMP_BassSet"], signals["AMP_TrebleSet"]) == (
        "HU_AMP_E_08",
        18,
        13,
        10,
    )


@pytest.mark.parametrize(
    ("message", "written", "frame"),
    [  # by hand from the public layout: three 4 bit fields without change are all ones
        ("HU_DATC_E_02", {DRIVER_KEY: "up"}, "01FF0F0000000000"),
        ("HU_DATC_E_02", {PASSENGER_KEY: "down"}, "08FF0F0000000000"),
        ("HU_DATC_PE_00", {"HU_VRActivity": "on", "BlowerNoiseControl": "on"}, "0000000026000000"),
        ("TMU_GW_E_01", {"C_ReqHorn": "on"}, "8000000000000000"),
    ],
)
def test_the_bits_are_those_of_the_public_layout(message, written, frame):
    assert codec.encode(message, codec.image(message) | written).data.hex().upper() == frame


# Temperature: by one absolute command, or by steps closed on the display


@pytest.fixture
def stepper(rig):
    """Sets temperatures by the head unit's keys."""
    rig.assistant.temperature = Temperature.STEPS
    return rig


def presses(rig):
    """[(key, way)] of the frames sent."""
    return [
        (key, str(signals[key]))
        for signals in decoded(rig.sent, "HU_DATC_E_02")
        for key in (DRIVER_KEY, PASSENGER_KEY)
        if signals[key] != "no_change"
    ]


@pytest.mark.parametrize("way", list(Temperature))
@pytest.mark.parametrize(
    ("asked", "driver", "passenger"),
    [
        (("set", 24.0, "driver"), 24.0, 22.0),
        (("set", 19.5, "all"), 19.5, 19.5),
        (("up", None, "passenger"), 22.0, 23.0),
        (("down", 1.5, "driver"), 20.5, 22.0),
        (("set", "max", "passenger"), 22.0, "HI"),
        (("set", "min", "all"), "LO", "LO"),
    ],
)
def test_both_ways_come_to_the_same(rig, way, asked, driver, passenger):
    rig.assistant.temperature = way
    result = rig.do("climate.temperature", *asked)
    assert result.outcome is Outcome.CONFIRMED, result.reply
    assert (rig.state.value(DRIVER), rig.state.value(PASSENGER)) == (driver, passenger)
    assert set(rig.commands) == {"HU_DATC_E_02" if way is Temperature.STEPS else "VA_CLIMATE_CMD"}
    assert sum(frame.sent for frame in result.frames) == len(rig.sent)


@pytest.mark.parametrize("way", list(Temperature))
@pytest.mark.parametrize("shown", [(22.0, 26.5), (26.5, 22.0)])
def test_a_step_that_is_none_is_refused_even_if_one_side_would_end_at_the_limit(rig, way, shown):
    rig.assistant.temperature = way
    for path, degrees in zip((DRIVER, PASSENGER), shown):
        rig.set(**{path.replace(".", "__"): degrees})
    refused = rig.do("climate.temperature", "up", 0.7, "all")
    assert (refused.outcome, refused.reason, rig.sent) == (Outcome.REFUSED, "step", [])
    assert rig.do("climate.temperature", "up", 1.0, "all").outcome is Outcome.CONFIRMED
    assert (rig.state.value(DRIVER), rig.state.value(PASSENGER)) == tuple(min(degrees + 1.0, 27.0) for degrees in shown)


def test_absolute_is_the_way_unless_told_otherwise_and_takes_one_frame(rig):
    rig.do("climate.temperature", "set", 26.0, "all")
    assert rig.commands == ["VA_CLIMATE_CMD"]


def test_every_press_waits_for_the_display_to_show_the_one_before(stepper):
    stepper.slow = True
    shown = []

    def note(frame):
        shown.append(stepper.state.value(DRIVER))
        return frame

    stepper.to_car = note
    stepper.do("climate.temperature", "set", 24.0, "driver")
    assert shown == [22.0, 22.5, 23.0, 23.5]
    assert presses(stepper) == [(DRIVER_KEY, "up")] * 4


def test_presses_keep_apart(stepper):
    at = []
    stepper.to_car = lambda frame: (at.append(stepper.clock()), frame)[1]
    stepper.do("climate.temperature", "set", 25.0, "driver")
    assert len(at) == 6
    assert min(later - earlier for earlier, later in itertools.pairwise(at)) >= temperature_keys.PRESS_GAP


def test_in_sync_the_other_side_follows_without_presses(stepper):
    stepper.do("climate.sync", "on")
    stepper.sent.clear()
    assert stepper.do("climate.temperature", "set", 23.0, "all").outcome is Outcome.CONFIRMED
    assert presses(stepper) == [(DRIVER_KEY, "up")] * 2
    assert stepper.state.value(SYNC) == "sync"


def nth(number, change):
    """For `to_car` and `to_gateway`: what becomes of the nth frame of the climate's keys or temperatures."""
    count = itertools.count(1)

    def on_its_way(frame):
        if frame.channel != "mcan" or frame.arbitration_id not in (0x034, 0x131) or next(count) != number:
            return frame
        return change(frame)

    return on_its_way


def test_a_lost_press_is_made_again(stepper):
    stepper.to_car = nth(2, lambda frame: None)
    assert stepper.do("climate.temperature", "set", 24.0, "driver").outcome is Outcome.CONFIRMED
    assert len(presses(stepper)) == 5


@pytest.mark.parametrize("lost", [1, 4])
def test_a_lost_display_frame_is_waited_for_and_not_pressed_again(stepper, lost):
    stepper.to_gateway = nth(lost, lambda frame: None)
    assert stepper.do("climate.temperature", "set", 24.0, "driver").outcome is Outcome.CONFIRMED
    assert presses(stepper) == [(DRIVER_KEY, "up")] * 4


def test_a_press_that_arrives_twice_is_taken_back(stepper):
    def twice(frame):
        stepper.sim.receive(frame)
        return frame

    stepper.to_car = nth(4, twice)
    assert stepper.do("climate.temperature", "set", 24.0, "driver").outcome is Outcome.CONFIRMED
    assert stepper.sim.values[DRIVER] == 24.0
    assert presses(stepper)[-2:] == [(DRIVER_KEY, "up"), (DRIVER_KEY, "down")]


def test_presses_that_nothing_follows_come_to_an_end(stepper):
    stepper.to_car = lambda frame: None
    result = stepper.do("climate.temperature", "set", 27.0, "driver")
    assert result.outcome is Outcome.TIMED_OUT
    assert len(stepper.sent) == temperature_keys.MOST_IGNORED + 1
    stepper.live(10.0)
    assert len(stepper.sent) == temperature_keys.MOST_IGNORED + 1


@pytest.mark.parametrize("turned_to", [18.0, 22.0, 25.0])
def test_a_hand_at_the_knob_wins(stepper, turned_to):
    def turned(frame):
        stepper.sim.set(DRIVER, turned_to)

    stepper.to_car = nth(2, turned)
    result = stepper.do("climate.temperature", "set", 26.0, "driver")
    assert (result.outcome, result.reason) == (Outcome.FAILED, "manual_override")
    assert "직접" in result.reply
    assert (len(stepper.sent), stepper.sim.values[DRIVER]) == (2, turned_to)


def test_ignition_off_ends_the_presses(stepper):
    def off(frame):
        stepper.sim.set("CGW1.CF_Gway_IGNSw", "off")
        return frame

    stepper.to_car = nth(2, off)
    result = stepper.do("climate.temperature", "set", 26.0, "driver")
    assert (result.outcome, result.reason) == (Outcome.FAILED, "ignition")
    assert len(stepper.sent) == 2


def test_without_a_display_nothing_is_pressed(new_rig):
    rig = new_rig(never=["DATC_PE_02"])
    rig.assistant.temperature = Temperature.STEPS
    result = rig.do("climate.temperature", "set", 24.0, "driver")
    assert (result.outcome, result.reason, rig.sent) == (Outcome.REFUSED, "unknown_state", [])


def test_the_heater_presses_for_its_warm_set_point(stepper):
    assert stepper.do("climate.heater", "on").outcome is Outcome.CONFIRMED
    first, *others = decoded(stepper.sent, "HU_DATC_E_02")
    assert (first["HU_DATC_AcSet"], first["HU_DATC_MainBlower"], first[DRIVER_KEY]) == ("off", 4, "up")
    assert all(changes("HU_DATC_E_02", signals).keys() <= {DRIVER_KEY, PASSENGER_KEY} for signals in others)
    assert (stepper.sim.values[DRIVER], stepper.sim.values[PASSENGER]) == (25.0, 25.0)


def test_steps_are_undone_by_steps(stepper):
    stepper.do("climate.temperature", "set", 24.0, "driver")
    stepper.sent.clear()
    assert stepper.do("dialog.undo", "do").outcome is Outcome.CONFIRMED
    assert presses(stepper) == [(DRIVER_KEY, "down")] * 4
    assert stepper.sim.values[DRIVER] == 22.0


def test_an_undo_of_what_was_turned_back_by_hand_presses_nothing(stepper):
    stepper.do("climate.temperature", "set", 24.0, "driver")
    stepper.set(DATC_PE_02__DATC_DrTempDispC=22.0)
    stepper.sent.clear()
    assert stepper.do("dialog.undo", "do").outcome is Outcome.CONFIRMED
    assert stepper.sent == []


def test_another_key_of_the_same_frame_waits_for_the_presses(stepper):
    stepper.slow = True
    turn = stepper.run([Command("climate.temperature", "set", "driver", 23.0), Command("climate.fan", "set", value=6)])
    assert [result.outcome for result in turn.results] == [Outcome.CONFIRMED] * 2
    assert [signals["HU_DATC_MainBlower"] for signals in decoded(stepper.sent, "HU_DATC_E_02")] == [
        "no_change",
        "no_change",
        6,
    ]


class Shown:
    """A state with one display."""

    def __init__(self, value):
        self.now = value

    def value(self, path):
        return self.now


def test_presses_expire():
    shown, pressing = (
        Shown(22.0),
        Presses(codec, (Goal(f"HU_DATC_E_02.{DRIVER_KEY}", DRIVER, 27.0, 1.0),), expires=10.0),
    )
    assert pressing.next(shown, 9.0)
    shown.now = 22.5
    assert pressing.next(shown, 9.9)
    shown.now = 23.0
    assert not pressing.next(shown, 10.0)
    assert pressing.ended == "expired"


def test_a_display_that_goes_blank_ends_the_presses():
    shown, pressing = (
        Shown(22.0),
        Presses(codec, (Goal(f"HU_DATC_E_02.{DRIVER_KEY}", DRIVER, 27.0, 1.0),), expires=10.0),
    )
    assert pressing.next(shown, 0.0)
    shown.now = None
    assert not pressing.next(shown, 1.0)
    assert pressing.ended == "unknown"


def test_the_whole_scale_is_pressed_through_before_it_expires(stepper):
    stepper.do("climate.temperature", "set", "min", "all")
    stepper.sent.clear()
    began = stepper.clock.now
    assert stepper.do("climate.temperature", "set", "max", "all").outcome is Outcome.CONFIRMED
    assert len(presses(stepper)) == 44
    assert stepper.clock.now - began < temperature_keys.EXPIRES


# The climate ECU's side of the keys


def send(car, message, **written):
    return car.receive(codec.encode(message, codec.image(message) | written))


def test_the_ecu_takes_one_step_a_frame_and_stops_at_the_ends():
    car = Car()
    send(car, "HU_DATC_E_02", HU_DATC_DrTempUpDn="down")
    assert (car.values[DRIVER], car.values[PASSENGER]) == (21.5, 22.0)
    for _ in range(30):
        send(car, "HU_DATC_E_02", HU_DATC_PsTempUpDn="up")
    assert car.values[PASSENGER] == "HI"
    send(car, "HU_DATC_E_02", HU_DATC_PsTempUpDn="down")
    assert car.values[PASSENGER] == 27.0


def test_the_ecu_keeps_sync_for_the_driver_and_leaves_it_for_the_passenger():
    car = Car()
    send(car, "HU_DATC_E_02", HU_DATC_ZoneControl="sync")
    send(car, "HU_DATC_E_02", HU_DATC_DrTempUpDn="up")
    assert (car.values[DRIVER], car.values[PASSENGER], car.values[SYNC]) == (22.5, 22.5, "sync")
    send(car, "HU_DATC_E_02", HU_DATC_PsTempUpDn="up")
    assert (car.values[DRIVER], car.values[PASSENGER], car.values[SYNC]) == (22.5, 23.0, "dual")


def test_the_ecu_refuses_an_invalid_press():
    car = Car()
    send(car, "HU_DATC_E_02", HU_DATC_DrTempUpDn="invalid")
    assert (car.values[DRIVER], car.rejected) == (22.0, 1)


# The speech button


def seen(*steps):
    """Events of (word, seconds) frames: each word is repeated at the button's cycle for so long."""
    button, now, events = Button(SILENCE), 100.0, []
    for word, seconds in steps:
        for _ in range(max(1, round(seconds / CYCLE))):
            events += button.update(word, now)
            now += CYCLE
    return [(event.press, round(event.held, 3)) for event in events]


def test_the_button_comes_in_this_cycle():
    assert dbc.messages[SIGNALS.speech_button.partition(".")[0]].message.cycle_time == CYCLE * 1000


def test_a_press_starts_at_once_and_a_release_ends_it():
    assert seen(("released", 1.0), ("pressed", 0.4), ("released", 1.0)) == [(Press.PRESSED, 0.0), (Press.RELEASED, 0.4)]


def test_a_long_press_cancels_once():
    assert seen(("released", 1.0), ("pressed", 5.0), ("released", 1.0)) == [
        (Press.PRESSED, 0.0),
        (Press.HELD, LONG_PRESS),
        (Press.RELEASED, 5.0),
    ]


@pytest.mark.parametrize(
    "steps",
    [
        [("pressed", 3.0)],  # stuck, or pressed before we were there
        [("invalid", 1.0), ("pressed", 3.0)],
        [("released", 1.0), ("invalid", 0.2), ("pressed", 3.0)],
    ],
)
def test_a_button_not_seen_released_starts_nothing(steps):
    assert seen(*steps) == []


def test_nor_does_one_that_was_released_before_a_silence():
    button = Button(SILENCE)
    button.update("released", 10.0)
    assert button.update("pressed", 12.0) == button.update("pressed", 12.2) == []


def test_an_invalid_button_ends_the_press():
    assert seen(("released", 1.0), ("pressed", 0.4), ("invalid", 1.0), ("pressed", 3.0)) == [
        (Press.PRESSED, 0.0),
        (Press.RELEASED, 0.4),
    ]


def test_a_silence_ends_the_press_and_is_no_long_one():
    button = Button(SILENCE)
    button.update("released", 10.0)
    button.update("pressed", 10.2)
    (event,) = button.update("pressed", 12.0)
    assert event.press is Press.RELEASED
    assert button.update("pressed", 13.0) == []


def test_the_frame_of_the_wheel_becomes_events(rig):
    buttons = ButtonEvents(rig.bridge)
    rig.live(0.5)
    with buttons.watch() as events, buttons.watch() as others:
        rig.set(GW_SWRC_PE__C_SdsSW="pressed")
        rig.live(1.0)
        rig.set(GW_SWRC_PE__C_VolUpSW="pressed", GW_SWRC_PE__C_SdsSW="released")
        got = [events.get_nowait().press for _ in range(events.qsize())]
    assert got == [Press.PRESSED, Press.HELD, Press.RELEASED]
    assert others.qsize() == 3
    assert rig.sent == []


@pytest.mark.parametrize(("before", "events"), [("released", [Press.PRESSED]), ("pressed", [])])
def test_what_the_bridge_heard_before_anybody_watched_counts(rig, before, events):
    rig.set(GW_SWRC_PE__C_SdsSW=before)
    buttons = ButtonEvents(rig.bridge)
    with buttons.watch() as watcher:
        rig.set(GW_SWRC_PE__C_SdsSW="pressed")
        assert [watcher.get_nowait().press for _ in range(watcher.qsize())] == events


# The blower quietens while the assistant listens


def told(rig):
    return [(signals["HU_VRActivity"], signals["BlowerNoiseControl"]) for signals in decoded(rig.sent, "HU_DATC_PE_00")]


def test_the_car_is_told_every_cycle_and_at_the_end(rig):
    listening = Listening(rig.bridge, rig.clock)
    with listening.hold() as tell:
        assert tell() == ""
        assert rig.sim.ecus.climate.quiet
        for _ in range(8):
            rig.live(listening.cycle / 2)
            assert tell() == ""
            assert rig.sim.ecus.climate.quiet
        assert told(rig) == [("on", "on")] * 5
    assert not rig.sim.ecus.climate.quiet
    assert told(rig)[-1] == ("off", "off")
    assert rig.commands == ["HU_DATC_PE_00"] * 6


def test_the_end_is_told_whatever_happens(rig):
    def fail():
        with Listening(rig.bridge, rig.clock).hold() as tell:
            tell()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert not rig.sim.ecus.climate.quiet
    assert told(rig) == [("on", "on"), ("off", "off")]


def test_the_car_ends_it_by_itself_when_the_gateway_is_gone(rig):
    with Listening(rig.bridge, rig.clock).hold() as tell:
        tell()
        rig.live(2.9)
        assert rig.sim.ecus.climate.quiet
        rig.live(0.2)
        assert not rig.sim.ecus.climate.quiet


def test_it_ends_with_the_last_who_listens(rig):
    listening = Listening(rig.bridge, rig.clock)
    with listening.hold() as first:
        first()
        with listening.hold() as second:
            assert second() == ""
        assert rig.sim.ecus.climate.quiet
    assert told(rig) == [("on", "on"), ("off", "off")]


def test_who_listens_again_at_once_is_told_of_at_once(rig):
    listening = Listening(rig.bridge, rig.clock)
    for _ in range(2):
        with listening.hold() as tell:
            tell()
            assert rig.sim.ecus.climate.quiet
    assert told(rig) == [("on", "on"), ("off", "off")] * 2


def test_listening_does_not_end_a_call(rig):
    rig.set(VA_PHONE_STS__CallState="active")
    with Listening(rig.bridge, rig.clock).hold() as tell:
        tell()
    assert [signals["HU_PhoneActivity"] for signals in decoded(rig.sent, "HU_DATC_PE_00")] == ["on", "on"]


def test_a_car_that_cannot_be_told_is_told_later(rig, monkeypatch):
    works = rig.bridge.send

    def fails(*_):
        raise FrameError("not today")

    listening = Listening(rig.bridge, rig.clock)
    monkeypatch.setattr(rig.bridge, "send", fails)
    with listening.hold() as tell:
        assert tell() == "not today"
        monkeypatch.setattr(rig.bridge, "send", works)
        assert tell() == ""
        assert rig.sim.ecus.climate.quiet


def test_only_what_says_so_is_written():
    assert {path.partition(".")[0] for path in SIGNALS.listening} == {"HU_DATC_PE_00"}

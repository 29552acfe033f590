"""Facts about the plausibility of received values: counters, age, range; implausible values are not spoken."""

import can
import pytest
from g70 import FUNCTIONS, PLAUSIBILITY, codec, dbc

from vehicle.catalogue.row import QUERY
from vehicle.gateway.plausibility import Counters
from vehicle.gateway.state import State
from vehicle.results.result import Outcome

CYCLIC = [
    name
    for name, bus_message in dbc.messages.items()
    if bus_message.message.cycle_time and "VA" not in bus_message.message.senders
]
COUNTED = [name for name in CYCLIC if codec.alive_signals(name)]
FUEL, OUTSIDE = "CLU13.CF_Clu_FuelDispLvl", "DATC_P_02.DATC_AmbientTemp_C"


def of(message):
    return dbc.messages[message].message.frame_id


def counting(message, count):
    """Signals of a message with this counter."""
    values = {}
    for name, bits in codec.alive_signals(message):
        values[name], count = count & ((1 << bits) - 1), count >> bits
    return values


def faults(message, counts, gap=None):
    counters = Counters(PLAUSIBILITY)
    gap = gap or dbc.messages[message].message.cycle_time / 1000
    return [counters.fault(message, counting(message, count & 15), at * gap) for at, count in enumerate(counts)]


# counters


def test_every_message_with_a_counter_in_the_dbc_is_watched():
    signals = {name: [found.name for found in dbc.messages[name].message.signals] for name in CYCLIC}
    expected = {
        name for name, found in signals.items() if any("Alive" in signal and "Status" not in signal for signal in found)
    }
    assert set(COUNTED) == expected


@pytest.mark.parametrize("message", COUNTED)
def test_a_counter_that_counts_is_fine(message):
    assert not any(faults(message, range(40)))


@pytest.mark.parametrize("message", COUNTED)
def test_a_counter_that_stands_still_is_not(message):
    assert faults(message, [3, 4, 4, 4, 5]) == ["", "", "alive counter frozen", "alive counter frozen", ""]


@pytest.mark.parametrize("message", COUNTED)
def test_a_counter_that_stands_still_for_ever_is_never_believed_again(message):
    assert all(faults(message, [4] * 200)[1:])


@pytest.mark.parametrize("message", COUNTED)
def test_frames_that_were_lost_are_forgiven(message):
    """Up to three frames in a row may be lost."""
    assert not any(faults(message, [0, 4, 8]))


@pytest.mark.parametrize("message", COUNTED)
@pytest.mark.parametrize("jump", [5, 8, 15])
def test_a_counter_that_jumps_is_not_believed_until_it_counts_again(message, jump):
    assert faults(message, [2, 2 + jump, 3 + jump, 4 + jump]) == ["", "alive counter jumped", "", ""]


@pytest.mark.parametrize("message", COUNTED)
def test_after_a_long_gap_any_changed_count_is_accepted(message):
    assert faults(message, [2, 12], gap=PLAUSIBILITY.longest_age(message) + 0.01) == ["", ""]
    assert faults(message, [2, 2], gap=PLAUSIBILITY.longest_age(message) + 0.01)[1]


def test_a_message_without_a_cycle_may_not_jump_however_late():
    counters = Counters(PLAUSIBILITY)
    assert not counters.fault("VA_LIGHT_CMD", {"Alive": 0}, 0.0)
    assert counters.fault("VA_LIGHT_CMD", {"Alive": 9}, 1000.0) == "alive counter jumped"


def test_of_a_car_that_is_well_every_frame_is_used(rig):
    rig.drive(50)
    rig.live(5.0)
    assert rig.bridge.refused_frames == {}


def test_counters_of_messages_are_their_own():
    counters = Counters(PLAUSIBILITY)
    assert not counters.fault("VA_SEAT_STS", {"Alive": 3}, 0.0)
    assert not counters.fault("VA_LIGHT_STS", {"Alive": 3}, 0.0)


def test_a_frame_that_arrives_twice_is_used_once(rig):
    seen = []
    rig.bridge.observers.append(lambda frame: seen.append(frame.message))
    frame = rig.sim.signals.frame("VA_WINDOW_STS")
    for _ in range(3):
        rig.hear(frame)
    assert seen == ["VA_WINDOW_STS"]
    assert rig.bridge.refused_frames == {"mcan VA_WINDOW_STS: alive counter frozen": 2}
    assert next(bus for bus in rig.bridge.health() if bus.bus == "mcan").refused == rig.bridge.refused_frames


def test_a_frame_that_comes_late_does_not_bring_the_past_back(rig):
    rig.sim.set("VA_WINDOW_STS.DrWdwPos", 10)
    old = rig.sim.signals.frame("VA_WINDOW_STS")
    rig.sim.set("VA_WINDOW_STS.DrWdwPos", 90)
    new = rig.sim.signals.frame("VA_WINDOW_STS")
    rig.hear(new)
    rig.hear(old)
    assert rig.state.value("VA_WINDOW_STS.DrWdwPos") == 90


# age


@pytest.mark.parametrize("message", CYCLIC)
def test_every_cyclic_message_has_an_age_that_is_asked_of_the_dbc(message):
    cycle = dbc.messages[message].message.cycle_time / 1000
    assert PLAUSIBILITY.longest_age(message) == pytest.approx(max(5 * cycle, 0.5))


@pytest.mark.parametrize("message", CYCLIC)
def test_a_value_is_none_when_its_message_stays_away(message):
    now = [100.0]
    state = State(codec, lambda: now[0])
    path = next(
        path
        for path in (f"{message}.{found.name}" for found in dbc.messages[message].message.signals)
        if PLAUSIBILITY.usable(path, dbc.start(path), 0.0)
    )
    state.update(message, {path.partition(".")[2]: dbc.start(path)}, 100.0)
    now[0] = 100.0 + PLAUSIBILITY.longest_age(message) - 0.001
    assert state.value(path) is not None
    assert state.late(now[0]) == ()
    now[0] += 0.002
    assert state.value(path) is None
    assert state.late(now[0]) == (message,)
    assert state.reading(path) is not None  # diagnosis may still see what it was


def test_a_message_that_has_no_cycle_does_not_age():
    state = State(codec, lambda: 1e6)
    state.update("VA_LIGHT_CMD", {"IntFrSet": 10}, 0.0)
    assert state.value("VA_LIGHT_CMD.IntFrSet") == 10
    assert state.late(1e6) == ()


def test_late_messages_are_reported_by_bus(rig):
    rig.to_gateway = lambda frame: None if frame.arbitration_id in (of("CLU13"), of("DATC_PE_02")) else frame
    rig.live(6.0)
    assert [bus.late for bus in rig.bridge.health()] == [("CLU13",), ("DATC_PE_02",)]
    rig.to_gateway = lambda frame: frame
    rig.live(2.0)
    assert [bus.late for bus in rig.bridge.health()] == [(), ()]


# range


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("DATC_PE_02.DATC_DrTempDispC", 120.0),
        ("DATC_PE_02.DATC_DrTempDispC", 5.0),
        ("DATC_P_02.DATC_AmbientTemp_C", 61.0),
        ("VA_WINDOW_STS.DrWdwPos", 101),
        ("DATC_PE_02.DATC_DrTempDispC", "not_available"),
        ("CGW1.CF_Gway_HazardSw", "invalid"),
        ("DATC_PE_03.DATC_AcDisp", "no_data"),
    ],
)
def test_a_value_out_of_range_or_marked_invalid_is_none(path, value):
    assert not PLAUSIBILITY.usable(path, value, 0.0)
    state = State(codec, lambda: 0.0)
    state.update(*[path.partition(".")[0], {path.partition(".")[2]: value}], 0.0)
    assert state.value(path) is None


def test_the_ends_of_the_range_are_values():
    for path in ("DATC_PE_02.DATC_DrTempDispC", "VA_WINDOW_STS.DrWdwPos"):
        low, high = PLAUSIBILITY.bounds(path)
        half = dbc.signal(path).scale / 2
        assert PLAUSIBILITY.usable(path, low + half, 0.0)
        assert PLAUSIBILITY.usable(path, high - half, 0.0)
        assert not PLAUSIBILITY.usable(path, high + half, 0.0)


# never spoken


ASKED = [
    row.name
    for row in FUNCTIONS.values()
    if row.ops.get("query") == QUERY
    and not (row.agent or row.is_dialog)
    and row.answer not in ("clock", "calendar", "road")
]


@pytest.mark.parametrize(("lang", "honest"), [("ko", "지금 알 수 없어요"), ("en", "can't tell right now")])
def test_what_is_too_old_is_not_spoken(rig, lang, honest):
    rig.silence(30.0)
    for name in ASKED:
        result = rig.do(name, "query", lang=lang)
        assert (result.outcome, honest in result.reply) == (Outcome.REFUSED, True), (name, result)


@pytest.mark.parametrize(("name", "path"), [("info.fuel", FUEL), ("info.temperature_outside", OUTSIDE)])
def test_what_is_marked_invalid_is_not_spoken(rig, name, path):
    """All bits 1, as an ECU sends without its sensor."""
    if name not in FUNCTIONS:
        name = next(row.name for row in FUNCTIONS.values() if any(wire.status == path for wire in row.wires.values()))
    assert rig.do(name, "query").outcome is Outcome.ANSWERED
    message = path.partition(".")[0]
    frame = rig.sim.signals.frame(message)
    rig.bridge.receive(frame.channel, gone(path, frame))
    result = rig.do(name, "query")
    assert "지금 알 수 없어요" in result.reply


def gone(path, frame):
    """The same frame with all bits of this signal 1."""
    values = codec.decode(frame.channel, frame)[1]
    found = dbc.signal(path)
    raw = dict.fromkeys(values, 0) | dbc.messages[path.partition(".")[0]].message.decode(
        bytes(frame.data), decode_choices=False, scaling=False
    )
    raw[found.name] = (1 << found.length) - 1
    data = dbc.messages[path.partition(".")[0]].message.encode(raw, scaling=False, strict=False)
    return can.Message(arbitration_id=frame.arbitration_id, data=data, is_extended_id=False, channel=frame.channel)


def test_more_of_what_is_too_old_is_not_guessed(rig):
    rig.to_gateway = lambda frame: None if frame.arbitration_id == of("DATC_PE_02") else frame
    rig.live(6.0)
    result = rig.do("climate.temperature", "up")
    assert (result.outcome, result.reason) == (Outcome.REFUSED, "unknown_state")
    assert not rig.sent


def test_an_image_is_not_made_of_what_is_too_old(rig):
    """The frame of the volume repeats the tone settings: they must not be a minute old."""
    rig.to_gateway = lambda frame: None if frame.arbitration_id == of("AMP_HU_PE_03") else frame
    rig.live(3.0)
    result = rig.do("media.volume", "set", 40)
    assert result.outcome is Outcome.FAILED
    assert not rig.sent


def test_already_so_is_not_said_of_what_is_too_old(rig):
    assert rig.do("hazard", "off").outcome is Outcome.ALREADY
    rig.to_gateway = lambda frame: None if frame.arbitration_id == of("CGW1") else frame
    rig.live(0.6)
    assert rig.do("hazard", "off").outcome is Outcome.TIMED_OUT

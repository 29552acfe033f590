"""Facts about what words come to: absolute values, from the state that the car has confirmed."""

import pytest
from g70 import CAR, FUNCTIONS, dbc

from contract.values import Command
from navigation import places
from vehicle.cars.units import from_signal, to_signal
from vehicle.catalogue.row import DOWN, UP
from vehicle.resolving.resolve import zone_of
from vehicle.results.result import Outcome

TEMPERATURE = {zone: wire.status for zone, wire in FUNCTIONS["climate.temperature"].wires.items()}
WINDOW = {zone: wire.status for zone, wire in FUNCTIONS["window"].wires.items()}
HEAT = {zone: wire.status for zone, wire in FUNCTIONS["seat.heat"].wires.items()}
VOLUME = "AMP_HU_PE_03.AMP_MainVolumeSetting"
FRONT_WIPER = "VA_BODY_STS.FrWiperState"
ROOF = "VA_WINDOW_STS.RoofPos"
STEPPED = [name for name, row in FUNCTIONS.items() if UP in row.ops.values() and DOWN in row.ops.values()]


def positions(rig):
    return {zone: rig.state.value(path) for zone, path in WINDOW.items()}


def put(rig, path, value):
    rig.set(**{path.replace(".", "__"): value})


@pytest.mark.parametrize(
    ("start", "op", "value", "end"),
    [
        (22.0, "up", None, 23.0),
        (22.0, "down", None, 21.0),
        (22.0, "up", 0.5, 22.5),
        (22.0, "down", 3, 19.0),
        (26.5, "up", None, 27.0),  # held at the end of the range
        (17.5, "down", 5, 17.0),
        ("LO", "up", 1, 17.5),
        ("HI", "down", 1, 26.5),
        (22.0, "set", "max", "HI"),
        (22.0, "set", "min", "LO"),
        (22.0, "set", 17, 17.0),
    ],
)
def test_temperature(rig, start, op, value, end):
    put(rig, TEMPERATURE["driver"], start)
    assert rig.do("climate.temperature", op, value).outcome is Outcome.CONFIRMED
    assert rig.state.value(TEMPERATURE["driver"]) == end


@pytest.mark.parametrize(("start", "op"), [(27.0, "up"), (17.0, "down"), ("HI", "up"), ("LO", "down")])
def test_at_the_end_of_the_range_there_is_nothing_to_do(rig, start, op):
    put(rig, TEMPERATURE["driver"], start)
    assert rig.do("climate.temperature", op).outcome is Outcome.ALREADY
    assert not rig.sent
    assert rig.state.value(TEMPERATURE["driver"]) == start


@pytest.mark.parametrize("name", STEPPED)
@pytest.mark.parametrize(("op", "sign"), [("up", 1), ("down", -1)])
def test_steps_lead_to_the_end_and_stay_there(rig, name, op, sign):
    row = FUNCTIONS[name]
    path = next(iter(row.wires.values())).status
    before = None
    for _ in range(20):
        result = rig.do(name, op, zone=next(iter(row.zones), None))
        now = (
            dbc.raw_of(path, rig.state.value(path)) if isinstance(rig.state.value(path), str) else rig.state.value(path)
        )
        if result.outcome is Outcome.ALREADY:
            break
        assert result.outcome is Outcome.CONFIRMED
        assert before is None or (now - before) * sign > 0
        before = now
    assert result.outcome is Outcome.ALREADY


@pytest.mark.parametrize(
    ("start", "op", "by", "end"),
    [
        (15, "up", 1, 16),
        (15, "down", 1, 14),
        (44, "up", 1, 45),
        (1, "down", 1, 0),
        (15, "up", None, 19),
        (15, "down", None, 10),
    ],
)
def test_a_percent_of_the_volume_is_at_least_a_step_of_the_amplifier(rig, start, op, by, end):
    put(rig, VOLUME, start)
    assert rig.do("media.volume", op, by).outcome is Outcome.CONFIRMED
    assert rig.state.value(VOLUME) == end


@pytest.mark.parametrize("percent", range(0, 101, 5))
def test_percent_of_the_amplifier_and_back(percent):
    row = FUNCTIONS["media.volume"]
    wire = row.wires[""]
    step = to_signal(CAR, row, wire, percent)
    assert step == int(step)
    assert 0 <= step <= 45
    assert abs(from_signal(CAR, row, wire, step) - percent) <= 100 / 45 / 2 + 0.5


@pytest.mark.parametrize(
    "name", [name for name, row in FUNCTIONS.items() if CAR.limits(row) and "set" in row.ops and "max" in row.words]
)
def test_most_and_least_are_the_ends(rig, name):
    row = FUNCTIONS[name]
    for word, edge in (("max", 1), ("min", 0)):
        assert rig.do(name, "set", word).outcome in (Outcome.CONFIRMED, Outcome.ALREADY)
        zone = zone_of(Command(name, "set"), row, "driver")
        value = rig.state.value(row.wires[row.wired_zones(zone)[0]].status)
        if value not in ("LO", "HI"):
            low_high = CAR.limits(row)[:2]
            wire = next(iter(row.wires.values()))
            assert from_signal(CAR, row, wire, value) == low_high[edge]


@pytest.mark.parametrize("seat", ["driver", "passenger"])
def test_without_a_zone_the_speakers_seat_is_meant(rig, seat):
    rig.do("climate.temperature", "set", 20, seat=seat)
    rig.do("seat.heat", "on", seat=seat)
    rig.do("window", "open", seat=seat)
    for paths, value in ((TEMPERATURE, 20.0), (HEAT, 2), (WINDOW, 100)):
        assert [zone for zone, path in paths.items() if rig.state.value(path) == value] == [seat]


def test_the_back_seat_has_its_own_seat_heater_and_window_and_no_temperature(rig):
    rig.do("seat.heat", "on", seat="rear_left")
    rig.do("window", "open", seat="rear_left")
    rig.do("climate.temperature", "set", 20, seat="rear_left")
    assert (rig.state.value(HEAT["rear_left"]), rig.state.value(WINDOW["rear_left"])) == (2, 100)
    assert rig.state.value(TEMPERATURE["driver"]) == 20.0


def test_close_the_windows_means_all_of_them(rig):
    rig.do("window", "set", 60, "all")
    assert rig.do("window", "close").outcome is Outcome.CONFIRMED
    assert set(positions(rig).values()) == {0}


@pytest.mark.parametrize(
    ("group", "zones"),
    [
        ("front", "driver passenger"),
        ("rear", "rear_left rear_right"),
        ("left", "driver rear_left"),
        ("right", "passenger rear_right"),
        ("all", "driver passenger rear_left rear_right"),
    ],
)
def test_a_group_of_windows(rig, group, zones):
    assert rig.do("window", "open", zone=group).outcome is Outcome.CONFIRMED
    assert {zone for zone, position in positions(rig).items() if position == 100} == set(zones.split())
    assert rig.commands == ["VA_WINDOW_CMD"]


def test_up_for_everyone_keeps_the_difference(rig):
    put(rig, TEMPERATURE["driver"], 20)
    put(rig, TEMPERATURE["passenger"], 24)
    rig.do("climate.temperature", "up", zone="all")
    assert [rig.state.value(path) for path in TEMPERATURE.values()] == [21.0, 25.0]


def test_up_for_everyone_leaves_alone_who_is_at_the_end(rig):
    put(rig, TEMPERATURE["driver"], "HI")
    put(rig, TEMPERATURE["passenger"], 24)
    assert rig.do("climate.temperature", "up", zone="all").outcome is Outcome.CONFIRMED
    assert [rig.state.value(path) for path in TEMPERATURE.values()] == ["HI", 25.0]


@pytest.mark.parametrize(
    ("start", "op", "value", "end"),
    [
        (0, "open", None, 100),
        (0, "open", 50, 50),
        (0, "open", "slightly", 15),
        (50, "open", "slightly", 65),
        (0, "open", "max", 100),
        (50, "close", None, 0),
        (50, "close", 30, 20),  # close by thirty
        (50, "close", "slightly", 35),
        (10, "close", "slightly", 0),
        (10, "close", 30, 0),
        (0, "set", 70, 70),
    ],
)
def test_windows_open_and_close_by_amounts(rig, start, op, value, end):
    put(rig, WINDOW["driver"], start)
    assert rig.do("window", op, value, "driver").outcome is Outcome.CONFIRMED
    assert rig.state.value(WINDOW["driver"]) == end


@pytest.mark.parametrize(
    ("start", "op", "value"),
    [(0, "close", None), (0, "close", 30), (100, "open", None), (100, "open", "slightly"), (40, "set", 40)],
)
def test_a_window_that_is_there_already(rig, start, op, value):
    put(rig, WINDOW["driver"], start)
    assert rig.do("window", op, value, "driver").outcome is Outcome.ALREADY
    assert not rig.sent


@pytest.mark.parametrize(
    ("start", "op", "value", "end"),
    [
        (0, "tilt", None, "tilt"),
        ("tilt", "close", None, 0),
        ("tilt", "open", None, 100),
        ("tilt", "open", 40, 40),
        ("tilt", "close", 30, 0),
        (60, "tilt", None, "tilt"),
    ],
)
def test_a_roof_tilts(rig, start, op, value, end):
    put(rig, ROOF, start)
    assert rig.do("sunroof", op, value).outcome is Outcome.CONFIRMED
    assert rig.state.value(ROOF) == end


def test_the_wiper_climbs_its_ladder(rig):
    seen = []
    for op in ["up"] * 4 + ["down"] * 4:
        seen.append((rig.do("wiper", op).outcome.value, rig.state.value(FRONT_WIPER)))
    up = [("confirmed", "interval"), ("confirmed", "low"), ("confirmed", "high"), ("already", "high")]
    assert seen == [*up, ("confirmed", "low"), ("confirmed", "interval"), ("confirmed", "off"), ("already", "off")]


@pytest.mark.parametrize(
    ("name", "value", "path", "end"),
    [
        ("light.ambient", "파란색", "VA_LIGHT_STS.AmbientState", "blue"),
        ("wiper", "high", FRONT_WIPER, "high"),
        ("headlamp", "auto", "CGW1.CF_Gway_LightSwState", "auto"),
        ("seat.heat", 3, HEAT["driver"], 3),
        ("climate.fan", 6, "DATC_PE_03.DATC_MainBlowerDisp", 6),
        ("light.interior", 30, "VA_LIGHT_STS.IntFrLevel", 30),
    ],
)
def test_on_with_a_value_is_on_at_that_value(rig, name, value, path, end):
    rig.set(CGW1__CF_Gway_LightSwState="off")
    assert rig.do(name, "on", value).outcome is Outcome.CONFIRMED
    assert rig.state.value(path) == end


@pytest.mark.parametrize(
    ("spoken", "path", "heard"),
    [
        (95.9, "HU_CLU_PE_01.HU_Frequency", 95.9),
        (87.5, "HU_CLU_PE_01.HU_Frequency", 87.5),
        (108, "HU_CLU_PE_01.HU_Frequency", 108.0),
        (711, "VA_MEDIA_STS.AmFreq", 711),
        ("MBC 표준FM", "HU_CLU_PE_01.HU_Frequency", 95.9),
        ("tbs efm", "HU_CLU_PE_01.HU_Frequency", 101.3),
        ("쿨 에프엠", "HU_CLU_PE_01.HU_Frequency", 89.1),
    ],
)
def test_a_frequency_or_a_station(rig, spoken, path, heard):
    rig.set(HU_CLU_PE_01__HU_Frequency=90.0)
    assert rig.do("media.tune", "set", spoken).outcome is Outcome.CONFIRMED
    assert rig.state.value(path) == pytest.approx(heard)


@pytest.mark.parametrize(
    ("spoken", "reason"),
    [
        (87.4, "range"),
        (108.1, "range"),
        (300, "range"),
        (1700, "range"),
        (0, "range"),
        (-95.9, "range"),
        ("라디오 화성", "not_found"),
        (95.95, "step"),
    ],
)
def test_no_such_frequency(rig, spoken, reason):
    result = rig.do("media.tune", "set", spoken)
    assert (result.outcome, result.reason) == (Outcome.REFUSED, reason)
    assert not rig.sent


def test_a_place_that_is_called_so(rig):
    assert rig.do("nav.go", "do", "강남역").outcome is Outcome.CONFIRMED
    place = places.named("강남역")
    assert rig.state.value("VA_DEST_STS.DestLat") == pytest.approx(place.lat, abs=2e-5)
    assert rig.state.value("VA_DEST_STS.DestLon") == pytest.approx(place.lon, abs=2e-5)


def test_several_places_are_offered_and_nothing_is_sent(rig):
    result = rig.do("nav.go", "do", "스타벅스")
    assert (result.outcome, result.reason) == (Outcome.NEEDS_CONFIRMATION, "several_places")
    assert not rig.sent
    assert "1." in result.reply
    assert "2." in result.reply


def test_an_unknown_place_is_not_guessed(rig):
    result = rig.do("nav.go", "do", "아틀란티스")
    assert (result.outcome, result.reason) == (Outcome.REFUSED, "not_found")
    assert "아틀란티스" in result.reply
    assert not rig.sent


@pytest.mark.parametrize("name", ["nav.home", "nav.work"])
def test_home_and_work(rig, name):
    assert rig.do(name, "do").outcome is Outcome.CONFIRMED
    place = places.named("집" if name == "nav.home" else "회사")
    assert rig.state.value("VA_DEST_STS.DestLat") == pytest.approx(place.lat, abs=2e-5)


@pytest.mark.parametrize(("name", "op", "path"), [
    ("climate.temperature", "up", TEMPERATURE["driver"]), ("media.volume", "down", VOLUME),
    ("wiper", "up", FRONT_WIPER), ("light.interior", "up", "VA_LIGHT_STS.IntRrLevel"),
    ("display.brightness", "up", "VA_DISPLAY_STS.BrightLevel"),
    ("climate.fan", "down", "DATC_PE_03.DATC_MainBlowerDisp"),
])  # fmt: skip
def test_from_an_unknown_state_there_is_no_step(rig, name, op, path):
    rig.forget(path)
    result = rig.do(name, op)
    assert (result.outcome, result.reason) == (Outcome.REFUSED, "unknown_state")
    assert not rig.sent


def test_a_state_marked_not_available_is_unknown(rig):
    put(rig, TEMPERATURE["driver"], "not_available")
    assert rig.do("climate.temperature", "up").reason == "unknown_state"
    assert rig.do("climate.temperature", "query").reason == "unknown_state"
    assert rig.do("climate.temperature", "set", 22).outcome is Outcome.CONFIRMED


SETTABLE = [
    row.name
    for row in FUNCTIONS.values()
    if row.value and "set" in row.ops and not row.agent and "set" not in row.needs
]


@pytest.mark.parametrize("name", SETTABLE)
def test_a_missing_value_is_asked_for(rig, name):
    result = rig.do(name, "set")
    assert (result.outcome, result.reason) == (Outcome.NEEDS_CONFIRMATION, "value_missing")
    assert not rig.sent


@pytest.mark.parametrize(("name", "op", "value"), [
    ("media.play", "play", None), ("phone.call", "do", None), ("message.send", "do", None), ("nav.go", "do", None),
    ("nav.nearby", "do", None),
    ("media.play", "play", ""), ("phone.call", "do", ""), ("nav.go", "do", ""), ("nav.nearby", "do", " "),
    ("message.send", "do", {}),
    ("message.send", "do", {"to": "아내"}), ("message.send", "do", {"text": "늦어"}),
    ("message.send", "do", {"to": "", "text": "늦어"}),
])  # fmt: skip
def test_missing_words_are_asked_for(rig, name, op, value):
    result = rig.do(name, op, value)
    assert (result.outcome, result.reason) == (Outcome.NEEDS_CONFIRMATION, "value_missing")
    assert not rig.sent

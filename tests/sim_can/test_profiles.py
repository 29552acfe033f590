"""Facts about drive profiles: the built-in ones, the file format, and how the car drives them."""

import itertools
import time

import pytest
from g70 import HEAD_UNIT_ID, codec
from stacks import alone, own, plans
from typer.testing import CliRunner

from malcha.cli.errors import BAD_INPUT
from malcha.cli.main import app
from malcha.run import stack
from sim_can.car import Car
from sim_can.cars import model
from sim_can.ecus import drive, drive_profiles
from sim_can.ecus.drive_profiles import Moment, Profile, ProfileError

SPEED, GEAR, PARKING_BRAKE = "WHL_SPD11.WHL_SPD_RR", "LVR12.CF_Lvr_Gear", "EPB11.EPB_STATUS"
PEDAL, LAMPS, LIGHT = "EMS12.BRAKE_ACT", "CGW1.CF_Gway_HeadLampLow", "CGW2.CF_Gway_AutoLightValue"
ODOMETER = "CLU12.CF_Clu_Odometer"
HEADER = "time_s,speed_kmh,gear,light"
CAR = "genesis_g70"


def load(name) -> Profile:
    return model.profile(name, CAR)


def parse(name, lines) -> Profile:
    return drive_profiles.parse(name, lines, model.limits(CAR))


def a_drive(*rows, header=HEADER):
    return parse("test", [header, *rows])


def driven(profile, dt=0.1, seconds=None):
    """The car after each step of a profile."""
    car = Car(profile=profile)
    for _ in range(round((seconds or profile.duration) / dt)):
        car.step(dt)
        yield car


def accelerations(profile):
    """m/s2 between the rows."""
    rows = zip(profile.times, profile.moments)
    return [(b.speed - a.speed) / 3.6 / (then - now) for (now, a), (then, b) in itertools.pairwise(rows)]


# the built-in ones


def test_there_are_three():
    assert drive_profiles.names() == ["city", "motorway", "parked"]
    assert load("parked").at(1e6) == Moment(0.0, "P", "bright")


@pytest.mark.parametrize(("name", "fastest", "mean"), [("city", 50, (15, 25)), ("motorway", 111, (70, 100))])
def test_they_are_driven_as_people_drive(name, fastest, mean):
    profile = load(name)
    speeds = [profile.at(tenth / 10).speed for tenth in range(round(profile.duration * 10))]
    assert max(speeds) == fastest
    assert mean[0] < sum(speeds) / len(speeds) < mean[1]
    assert -1.5 < min(accelerations(profile)) < max(accelerations(profile)) < 1.5
    assert profile.repeats
    assert (profile.moments[0].gear, profile.moments[-1].gear) == ("P", "P")
    assert {moment.light for moment in profile.moments} == {"bright", "dark"}


def test_the_city_is_four_elementary_urban_cycles():
    """UN Regulation 83: 1.013 km each."""
    profile = load("city")
    km = sum(profile.at(tenth / 10).speed for tenth in range(7800)) / 36000
    assert km == pytest.approx(4 * 1.013, rel=0.005)
    assert "R" in {moment.gear for moment in profile.moments}


# a file


def test_between_two_rows_the_speed_changes_evenly_and_the_rest_does_not():
    profile = a_drive("0,0,D,bright", "10,36,,dark", "20,36,N,", "40,0,D,bright")
    assert profile.at(0) == Moment(0, "D", "bright")
    assert profile.at(2.5) == Moment(9, "D", "bright")
    assert profile.at(10) == Moment(36, "D", "dark")
    assert profile.at(30) == Moment(18, "N", "dark")


def test_a_profile_that_ends_as_it_begins_starts_again():
    again, once = a_drive("0,0,P,", "5,0,D,", "10,20,,", "20,0,P,"), a_drive("0,0,P,", "5,0,D,", "10,20,,")
    assert again.at(27.5) == again.at(7.5) == Moment(10, "D", "bright")
    assert once.at(1000) == Moment(20, "D", "bright")


def test_without_gears_the_lever_is_in_p_before_and_after_the_drive():
    profile = a_drive("0,0", "5,0", "10,20", "15,0", "20,0", "25,10", "30,0", "35,0", header="time_s,speed_kmh")
    assert [moment.gear for moment in profile.moments] == ["P", "D", "D", "D", "D", "D", "P", "P"]


def test_a_file_may_have_remarks_spaces_and_columns_in_any_order(tmp_path):
    file = tmp_path / "mine.csv"
    file.write_bytes("\ufeff# my way to work\r\n\r\nspeed_kmh, time_s\r\n0, 0\r\n 30 ,10\r\n".encode())
    profile = load(str(file))
    assert (profile.name, profile.times, profile.at(5).speed) == ("mine", (0.0, 10.0), 15.0)


@pytest.mark.parametrize(
    ("lines", "error"),
    [
        ([], "line 1: the file is empty"),
        (["# nothing"], "line 1: the file is empty"),
        ([HEADER], "line 1: there is a header and no row below it"),
        (["time,speed_kmh", "0,0"], "line 1: no column time_s (found: time, speed_kmh)"),
        (["0,0", "1,0"], "line 1: no column time_s and speed_kmh (found: 0, 0)"),
        (["time_s,speed_kmh,rpm", "0,0,800"], "line 1: unknown column rpm; there are time_s, speed_kmh, gear, light"),
        (["time_s,speed_kmh,time_s", "0,0,0"], "line 1: a column is given twice"),
        ([HEADER, "0,0,P"], "line 2: 3 cells, the header has 4"),
        ([HEADER, "0,0,P,", "# a remark", "1,fast,,"], "line 4: speed_kmh 'fast' is not a number"),
        ([HEADER, "0,0,P,", "nan,0,,"], "line 3: time_s 'nan' is not a number"),
        ([HEADER, "0,0,P,", "1,,,"], "line 3: speed_kmh '' is not a number"),
        ([HEADER, "0,-5,D,"], "line 2: speed_kmh -5 is not in 0 to 511.969"),
        ([HEADER, "0,600,D,"], "line 2: speed_kmh 600 is not in 0 to 511.969"),
        ([HEADER, "3,0,P,"], "line 2: time_s 3: the first row is at 0"),
        ([HEADER, "0,0,P,", "2,0,,", "2,0,,"], "line 4: time_s 2 does not come after 2"),
        ([HEADER, "0,0,drive,"], "line 2: gear 'drive' is none of P, D, N, R, S, T"),
        ([HEADER, "0,0,P,dusk"], "line 2: light 'dusk' is none of bright, dark"),
        ([HEADER, "0,0,D,", "1,50,,"], "line 3: 0 to 50 km/h in 1 s is 13.9 m/s2: no car does that"),
        ([HEADER, "0,100,D,", "2,0,,"], "line 3: 100 to 0 km/h in 2 s is -13.9 m/s2: no car does that"),
        ([HEADER, "0,0,P,", "10,20,D,"], "line 2: the car moves in P"),
        ([HEADER, "0,20,D,", "10,20,P,"], "line 3: the car moves in P"),
        ([HEADER, "0,30,D,", "10,30,R,"], "line 3: lever from D to R at 30 km/h"),
    ],
)
def test_the_error_says_why_a_file_cannot_be_driven(lines, error):
    with pytest.raises(ProfileError) as raised:
        parse("test", lines)
    assert str(raised.value) == error


def test_the_error_names_a_file_that_cannot_be_read(tmp_path):
    (tmp_path / "latin.csv").write_bytes(HEADER.encode() + b"\n0,0,P,\xe9")
    (tmp_path / "bad.csv").write_text(f"{HEADER}\n0,0,X,\n")
    for name, error in [
        ("motorwy", "drive profile motorwy: no file of that name; built in are city, motorway, parked"),
        (str(tmp_path), f"drive profile {tmp_path}: no file of that name; built in are city, motorway, parked"),
        (str(tmp_path / "latin.csv"), "codec can't decode"),
        (str(tmp_path / "bad.csv"), "bad.csv, line 2: gear 'X' is none of P, D, N, R, S, T"),
    ]:
        with pytest.raises(ProfileError) as raised:
            load(name)
        assert error in str(raised.value)


# the car that drives one


@pytest.mark.parametrize("name", ["city", "motorway"])
def test_lever_brakes_and_wheels_agree_at_every_moment(name):
    speed = 0.0
    for car in driven(load(name)):
        now = float(car.values[SPEED])
        assert len({car.values[wheel] for wheel in model.model(CAR).drive.wheels}) == 1
        assert abs(now - speed) / 3.6 / 0.1 < 1.5  # m/s2
        speed = now
        assert (car.values[PARKING_BRAKE] == "applied") == (car.values[GEAR] == "P")
        assert not now or car.values[GEAR] != "P"
        if now == 0 and car.values[GEAR] != "P":
            assert car.values[PEDAL] == drive.PRESSED


def test_the_pedal_is_pressed_to_slow_down_and_not_to_roll():
    profile = a_drive("0,0,D,", "10,50,,", "20,50,,", "24,20,,", "40,18,,", header=HEADER)
    pedal = {round(0.5 * step, 1): car.values[PEDAL] for step, car in enumerate(driven(profile, dt=0.5), 1)}
    assert {pedal[at] for at in (5.0, 15.0, 30.0)} == {drive.RELEASED}
    assert pedal[22.0] == drive.PRESSED


def test_the_odometer_counts_what_was_driven():
    car = Car(profile=load("motorway"))
    before = car.values[ODOMETER]
    for _ in range(960):
        car.step(1.0)
    assert car.values[ODOMETER] - before == pytest.approx(22.56, abs=0.15)


def test_lamps_come_on_in_the_tunnel():
    seen = {(car.values[LIGHT], car.values[LAMPS]) for car in driven(load("motorway"), dt=0.5, seconds=300)}
    assert seen == {("bright", "off"), ("dark", "on")}


def test_the_wheels_keep_their_cycle_while_the_speed_changes():
    car = Car(profile=a_drive("0,0,D,", "20,100,,"))
    frames = [frame for _ in range(1000) for frame in car.step(0.01) if frame.arbitration_id == 0x386]
    assert len(frames) == pytest.approx(500, abs=2)
    speeds = [codec.decode("ccan", frame)[1]["WHL_SPD_FL"] for frame in frames]
    assert speeds == sorted(speeds)
    assert speeds[-1] == pytest.approx(50.0, abs=0.2)


def test_driving_manually_ends_the_profile():
    car = Car(profile=load("motorway"))
    for _ in range(60):
        car.step(1.0)
    car.drive(0.0, "P")
    car.step(30.0)
    assert (car.values[SPEED], car.values[GEAR], car.values[PARKING_BRAKE]) == (0, "P", "applied")


def test_a_manually_set_signal_stays_until_the_profile_changes_it():
    car = Car(profile=a_drive("0,0,P,bright", "10,0,,dark", "20,0,,"))
    car.set(LIGHT, "dark")
    car.set(GEAR, "N")
    car.step(5.0)
    assert (car.values[LIGHT], car.values[GEAR]) == ("dark", "N")
    car.set(LIGHT, "bright")
    car.step(6.0)
    assert (car.values[LIGHT], car.values[GEAR]) == ("dark", "N")


def test_a_long_step_drives_the_same_way():
    short, long = Car(profile=load("city")), Car(profile=load("city"))
    for _ in range(300):
        short.step(1.0)
    long.step(300.0)
    assert long.values[ODOMETER] == short.values[ODOMETER]
    assert long.values[SPEED] == short.values[SPEED]


def test_the_same_drive_says_the_same_frames():
    def said():
        car = Car(profile=load("city"))
        frames = [frame for _ in range(3000) for frame in car.step(0.01) if frame.arbitration_id != HEAD_UNIT_ID]
        return [(frame.channel, frame.arbitration_id, bytes(frame.data)) for frame in frames]

    assert said() == said()


def test_an_hour_takes_seconds():
    start, car = time.process_time(), Car(profile=load("motorway"))
    for _ in range(3600):
        car.step(1.0)
    assert car.values[ODOMETER] > 18300
    assert time.process_time() - start < 20  # 1.5 s on a quiet core


# the command line


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["sim", "--profile", "motorwy"], "drive profile motorwy: no file of that name"),
        (
            ["vehicle", "serve", "--nlu", "", "--no-engine", "--profile", "motorwy"],
            "drive profile motorwy: no file of that name",
        ),
        (["vehicle", "serve", "--interface", "udp_multicast", "--profile", "city"], "give it to malcha sim"),
    ],
)
def test_a_profile_that_cannot_be_driven_ends_the_command(words, error):
    result = CliRunner().invoke(app, words)
    assert result.exit_code == BAD_INPUT
    assert error in result.output


def test_the_car_in_the_stack_drives_its_profile():
    config = alone(own("profile"), more={"simulation.profile": "city"})
    with stack.simulated_car(config, plans(config)) as car:
        assert isinstance(car, Car)
        assert car.ecus.driving.profile == load("city")

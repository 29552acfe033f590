"""Facts about heat: cabin, seats, combustion engine; and their effect on comfort and fuel."""

import itertools

import pytest
from g70 import codec

from sim_can.car import Car
from sim_can.cars import model
from sim_can.cars.genesis_g70 import SURFACES
from sim_can.ecus import thermal
from sim_can.ecus.seats import felt_after
from sim_can.ecus.thermal import Around, Cabin, Supply

CABIN, OUTSIDE, COOLANT = "VA_CLIMATE_STS.CabinTemp", "DATC_P_02.DATC_AmbientTemp_C", "EMS12.TEMP_ENG"
BLOWER, AC, IGNITION = "DATC_PE_03.DATC_MainBlowerDisp", "DATC_PE_03.DATC_AcDisp", "CGW1.CF_Gway_IGNSw"
DRIVER, PASSENGER = "DATC_PE_02.DATC_DrTempDispC", "DATC_PE_02.DATC_PsTempDispC"
MINUTE, HOUR = 60, 3600  # s


def a_car(outside, cabin, engine=88.0, sun=0.0, profile=None, **climate):
    car = Car(profile=profile)
    car.set(OUTSIDE, outside)
    car.set(CABIN, cabin)
    car.set(COOLANT, engine)
    car.ecus.climate.air.sun = sun
    for name, value in climate.items():
        path = f"DATC_PE_02.{name}" if name.endswith("TempDispC") else f"DATC_PE_03.{name}"
        car.set(path, value)
    return car


def live(car, seconds, dt=2.0):
    for _ in range(round(seconds / dt)):
        car.step(dt)
    return car.ecus.climate.air.now.air


# cabin


def test_the_body_loses_more_the_faster_it_goes():
    losses = [thermal.shell(speed) for speed in (0, 30, 60, 120, 200)]
    assert losses == sorted(set(losses))
    assert 25 < losses[0] < losses[-1] < thermal.SHELL_AREA * thermal.SHELL


def test_alone_the_cabin_ends_where_what_comes_in_goes_out():
    around = Around(outside=10.0, speed=50.0, sun=300.0)
    cabin = thermal.step(Cabin(40.0, 40.0), 24 * HOUR, around, Supply())
    heat = thermal.SUN_APERTURE * 300 + thermal.hot_roof(around) + thermal.DRIVER_HEAT
    assert cabin.air == pytest.approx(10.0 + heat / thermal.exchange(around), abs=0.01)


@pytest.mark.parametrize(("outside", "sun"), [(22.0, 900.0), (33.0, 800.0)])
def test_a_car_parked_in_the_sun_gets_hot_in_an_hour(outside, sun):
    """Measured on many cars: about 22 K in the first hour (McLaren et al., Pediatrics 2005)."""
    cabin = thermal.step(Cabin(outside, outside), HOUR, Around(outside, sun=sun), Supply())
    assert outside + 12 < cabin.air < outside + 28


def test_one_long_step_is_as_many_short_ones():
    around, supply = Around(-5.0, 80.0, 100.0), Supply(0.1, 50.0)
    cabin = Cabin(-5.0, -5.0)
    for _ in range(300):
        cabin = thermal.step(cabin, 1.0, around, supply)
    assert thermal.step(Cabin(-5.0, -5.0), 300.0, around, supply) == cabin


def test_open_windows_bring_the_outside_in():
    def after(openings, speed):
        return thermal.step(Cabin(22.0, 22.0), MINUTE, Around(-10.0, speed, openings=openings), Supply()).air

    assert after(0, 50) > after(1, 0) > after(1, 50) > after(4, 120) > -10.0


def test_the_wanted_outlet_holds_the_target():
    cabin, around = Cabin(22.0, 25.0), Around(35.0, 60.0, 500.0)
    outlet = thermal.wanted_outlet(cabin, around, 0.08, 22.0)
    assert thermal.step(cabin, 1.0, around, Supply(0.08, outlet)).air == pytest.approx(22.0)
    assert thermal.wanted_outlet(Cabin(20.0, 25.0), around, 0.08, 22.0) > outlet


@pytest.mark.parametrize(
    ("inlet", "flow", "coolant", "cooling", "expected"),
    [
        (30.0, 0.1, 88.0, 0.0, (30.0, thermal.HOTTEST)),  # without the compressor, no colder than what comes in
        (20.0, 0.02, 88.0, 4500.0, (thermal.EVAPORATOR, thermal.HOTTEST)),  # never icing
        (-10.0, 0.05, -10.0, 0.0, (-10.0, -10.0)),  # a cold engine heats nothing
        (-10.0, 0.05, 40.0, 0.0, (-10.0, 25.0)),
        (2.0, 0.05, 2.0, 4500.0, (2.0, 2.0)),  # the compressor does not heat either
    ],
)
def test_the_vents_have_limits(inlet, flow, coolant, cooling, expected):
    assert thermal.reach(inlet, flow, coolant, cooling) == pytest.approx(expected)


def test_the_compressor_has_a_limit_too():
    coldest, _ = thermal.reach(45.0, 0.13, 88.0, thermal.COOLING_IDLE)
    assert coldest == pytest.approx(45.0 - 3000 / (0.13 * thermal.CP_AIR))


# the climate ECU


def test_a_winter_morning_with_a_warm_engine():
    car = a_car(-10.0, -10.0, DATC_MainBlowerDisp=8)
    car.drive(80.0)
    assert live(car, MINUTE) < 10
    assert live(car, 20 * MINUTE) == pytest.approx(22.0, abs=0.5)
    assert live(car, 20 * MINUTE) == pytest.approx(22.0, abs=0.5)


def test_a_cold_engine_gives_no_heat_at_first_and_driving_warms_it():
    car = a_car(-10.0, -10.0, engine=-10.0, profile=model.profile("city", "genesis_g70"), DATC_MainBlowerDisp=3)
    assert live(car, 2 * MINUTE) < 0
    assert car.values[COOLANT] < 30
    live(car, 28 * MINUTE)
    assert car.values[COOLANT] > 60
    assert car.ecus.climate.air.now.air > 10


def test_what_the_cabin_takes_the_engine_lacks():
    def warmed(blower):
        car = a_car(-10.0, -10.0, engine=20.0, DATC_MainBlowerDisp=blower)
        live(car, 10 * MINUTE)
        return car.signals.exact(COOLANT)

    assert warmed(8) < warmed("off") - 2


@pytest.mark.parametrize(("compressor", "bounds"), [("on", (18.0, 28.0)), ("off", (33.0, 60.0))])
def test_a_hot_car_is_cooled_by_the_compressor_only(compressor, bounds):
    car = a_car(33.0, 55.0, sun=600.0, DATC_MainBlowerDisp=8, DATC_AcDisp=compressor)
    car.drive(60.0)
    assert bounds[0] < live(car, 15 * MINUTE) < bounds[1]


def test_recirculated_air_cools_better():
    def after(intake):
        car = a_car(38.0, 40.0, sun=800.0, DATC_MainBlowerDisp=8, DATC_AcDisp="on", DATC_IntakeDisp=intake)
        return live(car, 20 * MINUTE)

    assert after("recirculated") < after("fresh") - 1


@pytest.mark.parametrize(
    ("path", "value"), [("DATC_PE_03.DATC_OpSts", "off"), (BLOWER, "off"), (IGNITION, "off"), (IGNITION, "acc")]
)
def test_without_air_from_the_vents_nothing_heats(path, value):
    car = a_car(0.0, 20.0)
    car.set(path, value)
    assert live(car, 30 * MINUTE) < 14


def test_both_sides_count():
    def after(driver, passenger):
        return live(
            a_car(10.0, 20.0, DATC_DrTempDispC=driver, DATC_PsTempDispC=passenger, DATC_MainBlowerDisp=6), 20 * MINUTE
        )

    assert after("LO", "LO") < after(20.0, 20.0) < after(20.0, 26.0) < after(26.0, 26.0) < after("HI", "HI")
    assert after(20.0, 26.0) == pytest.approx(23.0, abs=0.7)


def test_a_faster_car_needs_more_heat_and_has_its_temperature_all_the_same():
    car = a_car(0.0, 22.0, DATC_MainBlowerDisp=5)
    live(car, 10 * MINUTE)
    standing = car.ecus.combustion.heat_drawn
    car.drive(120.0)
    live(car, 10 * MINUTE)
    assert car.ecus.combustion.heat_drawn > standing * 1.2
    assert car.ecus.climate.air.now.air == pytest.approx(22.0, abs=0.5)


def test_auto_slows_the_blower_as_the_cabin_gets_there():
    car = a_car(20.0, 34.0)
    car.receive(codec.encode("HU_DATC_E_02", codec.image("HU_DATC_E_02") | {"HU_DATC_AutoSet": "on"}))
    levels = []
    for _ in range(1200):
        car.step(1.0)
        levels.append(codec.number(BLOWER, car.values[BLOWER]))
    changes = [level for level, _ in itertools.groupby(levels)]
    assert (changes[0], changes[-1]) == (8, 2)
    assert changes == sorted(changes, reverse=True)  # not to and fro
    assert car.values["DATC_PE_03.DATC_AutoDisp"] == "on"


@pytest.mark.parametrize(
    ("outside", "cabin", "sun", "minutes", "within"),
    [(30.0, 40.0, 500.0, 30, 2.0), (0.0, 0.0, 100.0, 15, 1.2)],  # K: seats of 40 degC are warm for long
    ids=["summer", "winter"],
)
def test_auto_brings_a_driving_car_to_its_temperature(outside, cabin, sun, minutes, within):
    car = a_car(outside, cabin, sun=sun)
    car.drive(50.0)
    car.receive(codec.encode("HU_DATC_E_02", codec.image("HU_DATC_E_02") | {"HU_DATC_AutoSet": "on"}))
    assert live(car, minutes * MINUTE) == pytest.approx(22.0, abs=within)


def test_auto_leaves_the_defrosted_windshield_alone():
    car = a_car(-10.0, 22.0)
    for key in ("HU_DATC_AutoSet", "HU_DATC_FrontDefog"):
        car.receive(codec.encode("HU_DATC_E_02", codec.image("HU_DATC_E_02") | {key: "on"}))
    live(car, 5 * MINUTE)
    assert (car.values["DATC_PE_03.DATC_ModeDisp"], car.values[BLOWER]) == ("windshield", 6)


def test_no_sun_in_the_dark():
    bright, dark = a_car(20.0, 20.0, sun=800.0), a_car(20.0, 20.0, sun=800.0)
    dark.set("CGW2.CF_Gway_AutoLightValue", "dark")
    for car in (bright, dark):
        car.set("DATC_PE_03.DATC_OpSts", "off")
    assert live(bright, HOUR, dt=10.0) > live(dark, HOUR, dt=10.0) + 8


@pytest.mark.parametrize(("path", "word"), [(OUTSIDE, "not_available"), (CABIN, "no_data"), (COOLANT, "not_available")])
def test_a_sensor_that_says_nothing_does_not_stop_the_car(path, word):
    car = Car()
    car.set(path, word)
    car.drive(50.0)
    live(car, 10 * MINUTE)
    assert car.values[path] == word
    assert path == CABIN or car.ecus.climate.air.now.air == pytest.approx(22.0, abs=2.0)


def test_the_cabin_stays_within_what_the_signal_can_say():
    car = a_car(60.0, 80.0, sun=5000.0)
    car.set("DATC_PE_03.DATC_OpSts", "off")
    assert live(car, 2 * HOUR, dt=10.0) == 85.0


# seats and steering wheel


def test_every_heater_warms_its_own_surface_in_minutes():
    for name, surface in SURFACES.items():
        car = a_car(0.0, 5.0)
        car.set(BLOWER, "off")
        car.set(surface.heat, "on" if name == "steering" else 3)
        before = dict(car.ecus.seats.felt)
        live(car, MINUTE)
        assert 3 < car.ecus.seats.felt[name] - before[name] < 15
        live(car, 9 * MINUTE)
        assert car.ecus.seats.felt[name] == pytest.approx(surface.levels[-1], abs=0.5)
        assert all(felt < 23 for other, felt in car.ecus.seats.felt.items() if other != name)


def test_levels_hold_different_temperatures_and_off_cools():
    driver = SURFACES["driver"]
    held = [felt_after(20.0, 20 * MINUTE, 20.0, driver, level, 0) for level in (0, 1, 2, 3)]
    assert held == pytest.approx([20.0, 34.0, 38.0, 42.0], abs=0.5)
    assert 20.0 < felt_after(42.0, 10 * MINUTE, 20.0, driver, 0, 0) < 30.0
    assert felt_after(42.0, 60.0, 20.0, driver, 1, 0) < 42.0  # a lower level waits


def test_ventilation_cools_a_hot_seat_sooner():
    driver = SURFACES["driver"]
    after = [felt_after(50.0, 5 * MINUTE, 25.0, driver, 0, vent) for vent in (0, 1, 2, 3)]
    assert after == sorted(after, reverse=True)
    assert after[0] - after[-1] > 5


def test_seats_do_not_warm_without_ignition():
    car = a_car(0.0, 5.0)
    car.set("DATC_PE_05.DATC_DrSeatWarmerDisp", 3)
    car.set(IGNITION, "off")
    live(car, 5 * MINUTE)
    assert car.ecus.seats.felt["driver"] < 23


# engine and tank


@pytest.mark.parametrize(("profile", "bounds"), [("city", (9.0, 13.0)), ("motorway", (5.5, 8.5))])
def test_consumption_is_that_of_a_car(profile, bounds):
    """l/100 km; a two litre saloon of this class is rated in Korea at about 10.6 in town and 7.7 on the motorway."""
    drive = model.profile(profile, "genesis_g70")
    car = Car(profile=drive)
    litres, km = car.values["CLU13.CF_Clu_DTE"] * car.ecus.combustion.average, car.values["CLU12.CF_Clu_Odometer"]
    live(car, 4 * drive.duration)
    used = litres - car.signals.exact("CLU13.CF_Clu_DTE") * car.ecus.combustion.average
    assert bounds[0] < used / (car.values["CLU12.CF_Clu_Odometer"] - km) * 100 < bounds[1]


def test_a_standing_engine_burns_a_litre_an_hour_and_none_when_off():
    for ignition, burnt in (("on", 1.0), ("off", 0.0)):
        car = Car()
        car.set(IGNITION, ignition)
        litres = car.values["CLU13.CF_Clu_DTE"] * car.ecus.combustion.average
        live(car, HOUR, dt=10.0)
        assert litres - car.signals.exact("CLU13.CF_Clu_DTE") * car.ecus.combustion.average == pytest.approx(
            burnt, abs=0.01
        )


def test_an_engine_that_is_off_cools_down_over_hours():
    car = a_car(0.0, 0.0)
    car.set(IGNITION, "off")
    live(car, HOUR)
    assert 30 < car.values[COOLANT] < 60


def test_the_range_falls_with_the_way_and_the_gauge_with_it():
    car = Car()
    car.drive(110.0)
    live(car, 2 * HOUR, dt=10.0)
    assert 410 - 1.2 * 220 < car.values["CLU13.CF_Clu_DTE"] < 410 - 0.5 * 220
    assert car.values["CLU13.CF_Clu_FuelDispLvl"] in (30, 35, 40)


def test_an_empty_tank_reads_empty():
    car = Car()
    car.set("CLU13.CF_Clu_DTE", 20)
    car.drive(120.0)
    live(car, HOUR)
    assert (car.values["CLU13.CF_Clu_DTE"], car.values["CLU13.CF_Clu_LowfuelWarn"]) == (0, "on")


@pytest.mark.parametrize(("path", "value"), [("CLU13.CF_Clu_FuelDispLvl", 15), ("CLU13.CF_Clu_DTE", "not_available")])
def test_a_manually_set_gauge_stays_while_parked(path, value):
    car = Car()
    live(car, 1)
    car.set(path, value)
    live(car, MINUTE)
    assert car.values[path] == value

"""Facts about car folders: a valid folder loads as a car, and the error of an invalid one names file and row."""

import shutil
from dataclasses import replace

import pytest

from vehicle.can.dbc import CARS, Dbc, DbcError, car_names
from vehicle.cars.car import CarError, build, load
from vehicle.cars.signals import Signals
from vehicle.cars.wiring import Check, Wire, Wiring, Write, one_wire, status_only, switch
from vehicle.catalogue.table import CATALOGUE

DBC = """VERSION ""
NS_ :
BS_:
BU_: BCM VA

BO_ 256 SET_LAMP: 8 VA
 SG_ Hazard : 0|2@1+ (1,0) [0|3] "" BCM
 SG_ Fan : 8|4@1+ (1,0) [0|4] "level" BCM

BO_ 512 LAMP: 8 BCM
 SG_ Hazard : 0|2@1+ (1,0) [0|3] "" VA
 SG_ Fan : 8|4@1+ (1,0) [0|4] "level" VA
 SG_ Ignition : 16|2@1+ (1,0) [0|3] "" VA
 SG_ Gear : 18|2@1+ (1,0) [0|3] "" VA
 SG_ Speed : 24|12@1+ (0.1,0) [0|300] "km/h" VA

BA_DEF_ "Baudrate" INT 0 1000000;
BA_DEF_ BO_ "AckSeq" STRING ;
BA_DEF_ BO_ "Checksum" STRING ;
BA_DEF_ BO_ "AliveSignals" STRING ;
BA_DEF_DEF_ "Baudrate" 0;
BA_DEF_DEF_ "AckSeq" "";
BA_DEF_DEF_ "Checksum" "";
BA_DEF_DEF_ "AliveSignals" "";
BA_ "Baudrate" 125000;
VAL_ 256 Hazard 0 "no_change" 1 "off" 2 "on" ;
VAL_ 256 Fan 0 "off" 15 "no_change" ;
VAL_ 512 Hazard 0 "no_data" 1 "off" 2 "on" ;
VAL_ 512 Ignition 0 "off" 1 "on" ;
VAL_ 512 Gear 0 "P" 1 "D" ;
"""
WIRING = """from vehicle.cars.signals import Signals
from vehicle.cars.wiring import switch

WIRING = {"hazard": switch("SET_LAMP.Hazard", "LAMP.Hazard")}
SIGNALS = Signals(ignition="LAMP.Ignition", gear="LAMP.Gear", wheels=("LAMP.Speed",), standstill=0.5)
"""
SIGNALS = Signals(ignition="LAMP.Ignition", gear="LAMP.Gear", wheels=("LAMP.Speed",), standstill=0.5)
HAZARD, STATUS = "SET_LAMP.Hazard", "LAMP.Hazard"
FAN = Wire("SET_LAMP.Fan", "LAMP.Fan")


@pytest.fixture
def cars(tmp_path):
    """A folder with one small car, "tiny"."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    (folder / "lamp.dbc").write_text(DBC)
    (folder / "wiring.py").write_text(WIRING)
    return tmp_path


# cars that are sound


@pytest.mark.parametrize("name", car_names())
def test_the_cars_that_come_with_it_load(name):
    car = load(name)
    assert (car.name, set(car.functions)) == (name, set(CATALOGUE))
    assert all(path in car.dbc.paths for path in car.command_signals | car.statuses.keys())


def test_a_car_may_be_a_folder_anywhere(cars):
    car = load("tiny", cars)
    assert (car.dbc.buses, car.command_signals) == (("lamp",), {HAZARD})
    assert [name for name, function in car.functions.items() if function.wires] == ["hazard"]
    assert not car.functions["climate.fan"].fitted


def test_a_copy_of_a_car_is_that_car(tmp_path):
    shutil.copytree(CARS / "hatchback", tmp_path / "copy")
    assert load("copy", tmp_path).functions == load("hatchback").functions


def test_a_seat_that_is_not_wired_stands_for_no_other():
    window = load("hatchback").functions["window"]
    assert window.wired_zones("rear_left") == window.wired_zones("rear") == ()
    assert window.wired_zones("left") == ("driver",)
    assert window.wired_zones("all") == window.wired_zones("") == ("driver", "passenger")


# folders that are not


def test_the_error_for_an_unknown_car_lists_the_known_ones(cars):
    with pytest.raises(CarError, match="there is no car 'lorry': only tiny"):
        load("lorry", cars)


def test_a_folder_without_a_dbc_is_no_car(cars):
    (cars / "tiny" / "lamp.dbc").unlink()
    with pytest.raises(DbcError, match=r"tiny: no \*\.dbc in this folder"):
        load("tiny", cars)


def test_a_folder_without_a_wiring_is_no_car(cars):
    (cars / "tiny" / "wiring.py").unlink()
    with pytest.raises(CarError, match=r"tiny/wiring\.py: .* no wiring"):
        load("tiny", cars)


@pytest.mark.parametrize("name", ["WIRING", "SIGNALS"])
def test_a_wiring_has_both_its_tables(cars, name):
    (cars / "tiny" / "wiring.py").write_text(WIRING.replace(f"{name} =", "OTHER ="))
    with pytest.raises(CarError, match=rf"tiny/wiring\.py: no {name} in it"):
        load("tiny", cars)


MORE = WIRING.replace("import switch", "import Wire, Wiring, switch")
ONLY_HAZARD = '"LAMP.Hazard")}'


@pytest.mark.parametrize(
    ("old", "new", "error"),
    [
        ("gear=", "lever=", r" line 5: TypeError: .*'lever'"),
        ("Wiring, switch", "swich", r" line 2: ImportError: .*'swich'"),
        ('gear="LAMP.Gear"', 'gear="LAMP.Speed"', r": SIGNALS names LAMP\.Speed, which has no word 'P'"),
        (
            ONLY_HAZARD,
            '"LAMP.Hazard"), "seat.heat": Wiring({"roof": Wire("SET_LAMP.Fan", "LAMP.Fan")})}',
            "no zone 'roof'",
        ),
        (ONLY_HAZARD, '"LAMP.Hazard"), "fuel_door": Wiring(ops={"open": "open"})}', "fuel_door: it may be asked about"),
        (
            ONLY_HAZARD,
            '"LAMP.Hazard"), "window": Wiring({"driver": Wire("SET_LAMP.Fan", "LAMP.Fan")}, {"stop": "stop"})}',
            "names no movement",
        ),
        (ONLY_HAZARD, '"LAMP.Hazard"), "media.info": Wiring(deadline="long")}', "deadline is 'long'"),
        (ONLY_HAZARD, '"LAMP.Hazard"), "media.info": Wiring(deadline=-8.0)}', r"deadline is -8\.0"),
    ],
)
def test_a_mistake_in_a_wiring_is_one_line_with_its_file(cars, old, new, error):
    (cars / "tiny" / "wiring.py").write_text(MORE.replace(old, new))
    with pytest.raises(CarError, match=rf"tiny/wiring\.py.*{error}"):
        load("tiny", cars)


@pytest.mark.parametrize("rate", [0, -5, 99_999_999])
def test_a_bit_rate_that_no_bus_has_is_an_error(cars, rate):
    (cars / "tiny" / "lamp.dbc").write_text(DBC.replace('"Baudrate" 125000', f'"Baudrate" {rate}'))
    with pytest.raises(DbcError, match=f"Baudrate is {rate}"):
        load("tiny", cars)


def test_the_error_of_a_wiring_that_is_no_python_names_file_and_line(cars):
    (cars / "tiny" / "wiring.py").write_text("WIRING = {\n  'hazard': switch('SET_LAMP.Hazard'\n")
    with pytest.raises(CarError, match=r"tiny/wiring\.py line [12]: .* was never closed"):
        load("tiny", cars)


def test_the_error_for_a_bad_dbc_names_its_file(cars):
    (cars / "tiny" / "lamp.dbc").write_text(DBC.replace("BO_ 512", "BO_ twelve"))
    with pytest.raises(DbcError, match=r"tiny/lamp\.dbc"):
        load("tiny", cars)


def test_a_message_is_on_one_bus(cars):
    shutil.copy(cars / "tiny" / "lamp.dbc", cars / "tiny" / "other.dbc")
    with pytest.raises(DbcError, match=r"other\.dbc: message SET_LAMP is also on lamp"):
        load("tiny", cars)


@pytest.mark.parametrize(
    ("attribute", "error"),
    [
        ('BA_ "AckSeq" BO_ 256 "LAMP.Nothing";', "no signal LAMP.Nothing"),
        ('BA_ "AliveSignals" BO_ 512 "Nothing";', "no signal LAMP.Nothing"),
        ('BA_ "Checksum" BO_ 512 "sum_of_all";', "sum_of_all"),
    ],
)
def test_an_attribute_that_names_nothing_is_an_error(cars, attribute, error):
    (cars / "tiny" / "lamp.dbc").write_text(DBC.replace("VAL_ 256", f"{attribute}\nVAL_ 256", 1))
    with pytest.raises(DbcError, match=f"tiny: .*{error}"):
        load("tiny", cars)


@pytest.mark.parametrize(
    ("function", "wiring", "error"),
    [
        ("hazard", switch("SET_LAMP.Hazzard", STATUS), "hazard names the signal SET_LAMP.Hazzard, which is in no DBC"),
        ("hazard", switch(HAZARD, "LAMP.Nothing"), "hazard names the signal LAMP.Nothing, which is in no DBC"),
        ("status.fuel", status_only("LAMP.Fuel"), "status.fuel names the signal LAMP.Fuel"),
        ("hazard", switch(STATUS, STATUS), "hazard: LAMP.Hazard is sent by BCM, so it is not a command signal"),
        ("hazard", switch(HAZARD, HAZARD), "hazard: SET_LAMP.Hazard is sent by VA, so it is not a status signal"),
        ("hazard", switch(HAZARD, STATUS, on="lit"), "hazard: SET_LAMP.Hazard has no value 'lit'"),
        (
            "hazard",
            Wiring(ops={"on": Write({HAZARD: "lit"}), "off": Write({HAZARD: "off"})}),
            "hazard: SET_LAMP.Hazard has no value 'lit'",
        ),
        (
            "hazard",
            Wiring(ops={"on": Write({HAZARD: "on"}, {STATUS: ("lit",)}), "off": Write({HAZARD: "off"})}),
            "hazard: LAMP.Hazard has no value 'lit'",
        ),
        ("status.door", Wiring(checks=(Check("door.driver", STATUS, ("shut",)),)), "LAMP.Hazard has no value 'shut'"),
        ("climate.fan", Wiring({"": FAN}, words={"min": 1, "max": 9}), "Fan cannot carry 9"),
        ("climate.fan", Wiring({"": FAN}, words={"max": 4}), "SET_LAMP.Fan has no value 'min'"),
        ("media.source", Wiring({"": Wire(HAZARD, STATUS)}), "SET_LAMP.Hazard has no value '(fm|bluetooth)'"),
        ("hazard", Wiring({"": Wire(HAZARD, STATUS)}), "hazard: the op 'on' is not wired"),
        ("hazard", one_wire(HAZARD, STATUS, on="on", off="off", flash="on"), "hazard: the catalogue has no op flash"),
        (
            "wiper",
            Wiring(ops={"on": "on", "off": "off"}, words={"fast": "on"}),
            "wiper: the catalogue has no value fast",
        ),
        ("wiper", Wiring(ops={"on": "on", "off": "off"}, lacks=("fast",)), "wiper: lacks names the value fast"),
        ("anchor", switch(HAZARD, STATUS), "the catalogue has no function anchor"),
    ],
)
def test_a_wiring_that_does_not_fit_says_its_file_and_row(cars, function, wiring, error):
    dbc = Dbc(cars / "tiny")
    with pytest.raises(CarError, match=rf"tiny/wiring\.py: .*{error}"):
        build("tiny", dbc, {function: wiring}, SIGNALS)


def test_signals_by_meaning_are_in_the_dbc(cars):
    with pytest.raises(CarError, match=r"tiny/wiring\.py: SIGNALS names LAMP\.Lever"):
        build("tiny", Dbc(cars / "tiny"), {}, replace(SIGNALS, gear="LAMP.Lever"))

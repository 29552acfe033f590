"""Whatever can be switched can be asked about, and is answered from the car's frames."""

import pytest
from rig import Rig

from vehicle.can.dbc import car_names
from vehicle.cars.car import load
from vehicle.catalogue.row import QUERY
from vehicle.catalogue.table import CATALOGUE
from vehicle.results.result import Outcome

CARS = [load(name) for name in car_names()]
LEFT_OUT = {  # what is written and leaves no state to ask about, or has a question of another name
    "horn", "seat.massage", "seat.position", "media.play", "media.pause", "media.resume", "media.next",
    "media.previous", "media.tune", "media.preset", "nav.go", "nav.home", "nav.work", "nav.waypoint", "nav.next_stop",
    "nav.cancel", "nav.route_option", "nav.map", "phone.call", "phone.answer", "phone.hangup", "phone.redial",
    "message.read", "message.send",
}  # fmt: skip


def test_every_function_that_keeps_a_state_can_be_asked_about():
    written = {name for name, row in CATALOGUE.items() if not row.agent and any(row.writes(op) for op in row.ops)}
    assert {name for name in written if CATALOGUE[name].ops.get("query") != QUERY} == LEFT_OUT


@pytest.mark.parametrize(
    ("name", "op", "value", "ko", "en"),
    [
        ("climate.auto", "on", None, "자동 공조는 켜져 있어요.", "The automatic climate is on."),
        ("climate.sync", "on", None, "좌우 온도 맞춤은 켜져 있어요.", "The temperature sync is on."),
        ("climate.airflow", "set", "feet", "바람 방향은 발 쪽으로 설정되어 있어요.", "The airflow is set to the feet."),
        ("climate.defrost_front", "on", None, "앞유리 성에 제거는 켜져 있어요.", "The windshield defroster is on."),
        ("climate.defrost_rear", "on", None, "뒷유리 열선은 켜져 있어요.", "The rear defroster is on."),
        ("climate.air_purifier", "on", None, "공기청정기는 켜져 있어요.", "The air purifier is on."),
        ("media.shuffle", "on", None, "셔플은 켜져 있어요.", "The shuffle mode is on."),
        ("media.repeat", "on", None, "반복 재생은 켜져 있어요.", "The repeat mode is on."),
        ("climate.heater", "on", None, "히터는 켜져 있어요.", "The heater is on."),
        ("sunshade", "set", 40, "선쉐이드는 40퍼센트 열려 있어요.", "The sunshade is 40 percent open."),
        ("fuel_door", "open", None, "주유구는 열려 있어요.", "The fuel door is open."),
        ("mirror", "fold", None, "사이드미러는 접혀 있어요.", "The mirrors are folded."),
        ("light.interior", "set", 60, "모든 실내등은 60퍼센트예요.", "All cabin lights are 60 percent."),
        ("light.ambient", "set", "blue", "무드등은 파란색이에요.", "The ambient light is blue."),
        ("hazard", "on", None, "비상등은 켜져 있어요.", "The hazard lights are on."),
        ("wiper", "set", "high", "앞 와이퍼는 고속이에요.", "The front wipers are high."),
        ("display.brightness", "set", 30, "화면 밝기는 30퍼센트예요.", "The screen brightness is 30 percent."),
        ("media.source", "set", "bluetooth", "음원은 블루투스예요.", "The source is Bluetooth."),
    ],
)
def test_the_answer_is_what_was_switched(name, op, value, ko, en):
    rig = Rig()
    assert rig.do(name, op, value).outcome is Outcome.CONFIRMED
    rig.sent.clear()
    answers = [rig.do(name, "query", lang=lang) for lang in ("ko", "en")]
    assert [answer.outcome for answer in answers] == [Outcome.ANSWERED] * 2
    assert [answer.reply for answer in answers] == [ko, en]
    assert not rig.sent


def test_the_heater_is_on_only_while_the_car_reports_all_that_makes_it_heat():
    rig = Rig()
    assert rig.do("climate.heater", "query").reply == "히터는 꺼져 있어요."
    rig.do("climate.heater", "on")
    rig.do("climate.ac", "on")
    assert rig.do("climate.heater", "query").reply == "히터는 꺼져 있어요."
    rig.forget("DATC_PE_03.DATC_AcDisp")
    assert rig.do("climate.heater", "query").reason == "unknown_state"


def test_the_set_temperature_and_the_measured_one_are_told_apart():
    rig = Rig()
    rig.do("climate.temperature", "set", 24, "driver")
    rig.set(VA_CLIMATE_STS__CabinTemp=31)
    assert rig.do("climate.temperature", "query").reply == "운전석 온도는 24도로 설정되어 있어요."
    assert rig.do("climate.temperature", "query", lang="en").reply == "The driver temperature is set to 24 degrees."
    assert rig.do("status.temperature_inside", "query").reply == "실내 온도는 31도예요."
    assert rig.do("status.temperature_inside", "query", lang="en").reply == "The inside temperature is 31 degrees."


@pytest.mark.parametrize("name", ["status.temperature_inside", "status.battery", "status.air_quality_inside"])
def test_a_car_that_does_not_measure_something_says_so(name):
    rig = Rig(car="hatchback")
    result = rig.do(name, "query")
    assert (result.outcome, result.reason) == (Outcome.REFUSED, "not_fitted")
    assert "이 차가 알려 주지 않아요" in result.reply
    assert "does not tell me" in rig.do(name, "query", lang="en").reply


@pytest.mark.parametrize("car", CARS, ids=lambda car: car.name)
def test_roof_and_shade_open_slightly_as_the_window_does(car):
    rig = Rig(car=car.name)
    for name in ("window", "sunroof", "sunshade"):
        function = car.functions[name]
        if function.fitted:
            assert rig.do(name, "open", "slightly").outcome is Outcome.CONFIRMED
            assert rig.state.value(next(iter(function.wires.values())).status) == 15

"""Facts about the replies that are rendered before they are said: they are those that a turn gives."""

import pytest
from turns import command, ride

from vehicle.cars.car import load
from vehicle.turn.likely import replies

CARS = ("genesis_g70", "hatchback")


@pytest.fixture(scope="module")
def car():
    with ride(lambda *asked: None) as taken:
        yield taken


DONE = (
    command("climate.ac", "on"),
    command("climate.ac", "on"),  # it is so already
    command("climate.temperature", "set", "passenger", number=22.5),
    command("climate.temperature", "up", "passenger"),
    command("climate.fan", "set", number=3),
    command("seat.heat", "on", "driver"),
    command("light.ambient", "set", text="red"),
    command("drive_mode", "set", text="sport"),
    command("window", "close", "driver"),
    command("trunk", "open"),  # asked first
    command("climate.temperature", "set", number=99),
    command("climate.temperature", "set"),
    command("seat.massage", "on"),  # not fitted
    command("nav.cancel", "do"),  # no guidance
)


@pytest.mark.parametrize("locale", ["ko-KR", "en-US"])
def test_what_a_turn_says_is_among_them(car, locale):
    likely = replies(car.assistant.car, locale[:2])
    said = [car.execute(each, locale=locale).reply for each in DONE]
    assert [reply for reply in said if reply not in likely] == []
    assert len(set(said)) >= len(DONE) - 2


@pytest.mark.parametrize("name", CARS)
@pytest.mark.parametrize("code", ["ko", "en"])
def test_they_are_whole_sentences_and_each_is_there_once(name, code):
    found = replies(load(name), code)
    assert len(found) > 300
    assert len(found) == len(set(found))
    assert [reply for reply in found if reply[-1] not in ".?!" or "None" in reply or "{" in reply] == []


def test_the_likeliest_come_first():
    found = replies(load("genesis_g70"), "ko")
    order = [found.index(reply) for reply in ("네, 알겠어요.", "에어컨을 켰어요.", "운전석 온도를 22도로 맞췄어요.")]
    assert order == sorted(order)
    assert order[-1] < 250
    assert found.index("볼륨을 91퍼센트로 올렸어요.") > 400


def test_what_nobody_may_order_by_voice_is_not_among_them():
    assert not any("크루즈 컨트롤을" in reply for reply in replies(load("genesis_g70"), "ko"))

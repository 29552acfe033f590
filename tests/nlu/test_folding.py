"""The lenient reading: which command lists are the same if what the labelling contract leaves open is folded."""

import pytest

from contract.values import Command
from nlu.evaluation.folding import folded


def play(title):
    return Command("media.play", "play", None, title)


def go(place):
    return Command("nav.go", "do", None, place)


def remaining(what):
    return Command("nav.remaining", "query", None, what)


def home(op, value=None, device="door"):
    return Command(f"home.{device}", op, None, value)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (play(None), Command("media.resume", "do")),
        (play("노래"), Command("media.resume", "do")),
        (play("some music"), play("some")),
        (play("두리안 노래"), play("두리안")),
        (play("두리안의 음악들"), play("두리안")),
        (play("재즈 뮤직"), play("재즈")),
        (play("신나는 곡"), play("신나는")),
        (play("Durian Songs"), play("durian")),
        (play("durian's best tracks"), play("durian’s best")),
        (Command("media.play", "do", None, "두리안"), play("두리안")),
        (go("다락산까지"), go("다락 산")),
        (go("다락산으로"), go("다락산에서")),
        (go("다락산로"), go("다락산은")),
        (go("지금 다락산"), go("현재 다락산에")),
        (go("The Harbour"), go("harbour")),
        (Command("nav.traffic", "query", None, "다락 대교가"), Command("nav.traffic", "query", None, "다락대교")),
        (remaining(None), remaining("time")),
        (Command("nav.info", "query", None, "다음 출구"), Command("nav.info", "query")),
        (home("lock"), home("off")),
        (home("close"), home("stop")),
        (home("unlock"), home("open")),
        (home("start"), home("on", {"room": "다락"})),
        (home("set", "Lock"), home("lock")),
        (home("set", "open"), home("on")),
        (home("up", device="heater"), home("set", 22.0, device="heater")),
        (home("set", "온수", device="heater"), home("set", device="heater")),
        (Command("adas.cruise", "set", None, 90.0), Command("adas.speed_limit", "set")),
        (Command("info.weather", "query", None, "내일"), Command("info.general", "query")),
        (Command("status.fuel", "query"), Command("status.range", "query")),
        (Command("assistant.timer", "do"), Command("assistant.alarm", "do")),
        (
            Command("climate.temperature", "set", "driver", 22.0),
            Command("climate.temperature", "set", None, 22.001),
        ),
        (Command("climate.temperature", "up", "speaker"), Command("climate.temperature", "up")),
        (Command("seat.heat", "on", "speaker"), Command("seat.heat", "on", "driver")),
        (Command("window", "set", None, 50), Command("window", "set", None, "50 %")),
        (Command("climate.fan", "set", None, "3"), Command("climate.fan", "set", None, 3.0)),
        (
            Command("nav.nearby", "do", None, {"near": "다락산", "name": "빵집"}),
            Command("nav.nearby", "do", None, "다락산 빵집"),
        ),
        (
            Command("nav.nearby", "do", None, {"name": "bakery", "along_route": True}),
            Command("nav.nearby", "do", None, "bakery true"),
        ),
        (
            Command("message.send", "do", None, {"to": "두리", "text": "곧 간다"}),
            Command("message.send", "do", None, "두리|곧 간다"),
        ),
    ],
)
def test_what_labels_leave_open_is_the_same(one, other):
    assert folded([one]) == folded([other])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (play("두리안"), play("보라섬")),
        (play("두리안"), Command("media.resume", "do")),
        (play("soundtrack"), play("sound")),  # no word of its own
        (go("다락산"), go("보라섬")),
        (go("theatre"), go("atre")),
        (go("로"), go(None)),  # a place is more than its particle
        (Command("phone.call", "do", None, "두리가"), Command("phone.call", "do", None, "두리")),
        (Command("nav.go", "do"), Command("nav.nearby", "do")),
        (remaining("distance"), remaining(None)),
        (home("lock"), home("unlock")),
        (home("set", "lock"), home("set", "open")),
        (home("query"), home("on")),
        (home("on"), home("set")),
        (home("on"), home("on", device="window")),
        (Command("adas.hud", "on"), Command("adas.hud", "off")),
        (Command("status.fuel", "query"), Command("info.time", "query")),
        (Command("climate.temperature", "up", "passenger"), Command("climate.temperature", "up")),
        (Command("climate.fan", "up", "driver"), Command("climate.fan", "up")),
        (Command("window", "open"), Command("window", "close")),
        (Command("window", "set", None, 50.0), Command("window", "set", None, 51.0)),
        (Command("climate.fan", "set", None, 0.0), Command("climate.fan", "set")),
    ],
)
def test_what_differs_stays_apart(one, other):
    assert folded([one]) != folded([other])


def test_thanks_are_no_command_and_the_order_of_the_others_counts():
    ac, trunk, thanks = Command("climate.ac", "on"), Command("trunk", "open"), Command("dialog.thanks", "do")
    assert folded([thanks]) == []
    assert folded([ac, thanks, trunk]) == folded([ac, trunk])
    assert folded([ac, trunk]) != folded([trunk, ac])

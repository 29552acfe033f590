"""Names of assistants before an order; answers to questions; what a value means. No network."""

import pytest

from contract.values import Command, Context, Understanding
from languages import language_of
from malcha.config.settings import MODEL
from nlu.engine.description import LABELS, read_description
from nlu.rules.addressed import addressed, polite
from nlu.rules.certain import answered, bare_cancel, bare_no
from nlu.rules.heard import Heard
from nlu.rules.values import meant

ROWS = read_description(MODEL / LABELS).catalogue


def heard(text):
    return Heard(text, language_of(text), Context())


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("아리아 노래 틀어 줘", "노래 틀어 줘"),
        ("헤이 빅스비 창문 좀 닫아", "창문 좀 닫아"),
        ("시리야 에어컨 꺼 줘", "에어컨 꺼 줘"),
        ("말차 집에 가자", "집에 가자"),
        ("alexa turn it up", "turn it up"),
        ("hey google open the sunroof", "open the sunroof"),
        ("ok siri i'm cold", "i'm cold"),
    ],
)
def test_the_name_of_an_assistant_is_not_part_of_the_order(said, left):
    assert addressed(heard(said)).text == left


@pytest.mark.parametrize(
    "said",
    [
        "알렉사 불러 줘",  # wants that assistant
        "지니 언니한테 전화해 줘",  # a name
        "말차 라떼 파는 카페 찾아 줘",
        "빅스비 연결해 줘",
        "시리 켜 줘",
        "알렉사",
        "아리아 꺼",
        "올리브영 찾아 줘",  # a shop
        "지니어스 노래 틀어 줘",
        "open alexa please",
        "google maps to the airport",
        "siri connect me please",
        "hey turn it up",
    ],
)
def test_a_name_that_is_what_is_asked_for_stays(said):
    assert addressed(heard(said)).text == said


@pytest.mark.parametrize(
    ("said", "function", "value"),
    [
        ("실내등 밝기 중간으로 해 줘", "light.interior", 50.0),
        ("set the volume to medium", "media.volume", 50.0),
        ("볼륨 바꿔 줘", "media.volume", None),
        ("바람 중간으로", "climate.fan", None),  # levels: how many there are, the car knows
    ],
)
def test_the_middle_of_a_percentage_is_half(said, function, value):
    understood = Understanding("understood", (Command(function, "set"),), 1.0)
    assert meant(understood, heard(said), ROWS).commands == (Command(function, "set", value=value),)


def test_a_value_that_was_said_is_kept():
    understood = Understanding("understood", (Command("media.volume", "set", value=30.0),), 1.0)
    assert meant(understood, heard("volume 30 not medium"), ROWS).commands[0].value == 30.0


@pytest.mark.parametrize(
    ("said", "function", "op", "value", "wanted"),
    [
        ("turn up the heat to 70 degrees", "climate.temperature", "up", 70.0, ("set", 21.0)),
        ("turn it up to forty", "media.volume", "up", 40.0, ("set", 40.0)),
        ("turn it up by 2", "media.volume", "up", 2.0, ("up", 2.0)),
        ("바람 3단으로 올려 줘", "climate.fan", "up", 3.0, ("set", 3.0)),
        ("바람 3단 올려 줘", "climate.fan", "up", 3.0, ("up", 3.0)),
        ("volume to quiet", "media.volume", "set", None, ("set", 15.0)),
        ("set the volume", "media.volume", "set", None, ("set", None)),
    ],
)
def test_up_to_a_value_sets_it(said, function, op, value, wanted):
    """A difference stays one: "by 2", "3단 올려"."""
    understood = Understanding("understood", (Command(function, op, value=value),), 1.0)
    (found,) = meant(understood, heard(said), ROWS).commands
    assert (found.op, found.value) == wanted


@pytest.mark.parametrize("said", ["응 보내 줘", "네 그렇게 해 주세요", "yes send it", "yep do it please", "go ahead"])
def test_a_yes_in_the_words_of_the_question_answers_it(said):
    asked = Heard(said, language_of(said), Context(pending=True))
    assert answered(asked).commands == (Command("dialog.yes", "do"),)
    assert answered(heard(said)) == heard(said)  # nothing was asked


@pytest.mark.parametrize(
    "said", ["응 닫아 줘", "네 꺼 줘", "yes close it", "sure turn it off", "응 창문 열어 줘", "보내지 마"]
)
def test_a_yes_with_an_order_of_its_own_is_left_to_the_network(said):
    """To "shall I open the trunk?" it may be the opposite."""
    asked = Heard(said, language_of(said), Context(pending=True))
    assert answered(asked) is asked


@pytest.mark.parametrize("said", ["됐어", "아니 됐어", "never mind", "oh nevermind"])
def test_never_mind_is_a_cancel(said):
    assert bare_cancel(heard(said)).commands == (Command("dialog.cancel", "do"),)


@pytest.mark.parametrize("said", ["응 아니", "yes no wait", "안 해", "yes but later", "send it no", "응 나중에"])
def test_a_yes_that_is_taken_back_is_a_no(said):
    assert bare_no(Heard(said, language_of(said), Context(pending=True))).commands == (Command("dialog.no", "do"),)
    assert bare_no(heard(said)) == heard(said)


@pytest.mark.parametrize("said", ["아니", "nope", "no no"])
def test_a_bare_no_never_repeats_what_was_done(said):
    after = Heard(said, language_of(said), Context((Command("window", "open", "driver"),)))
    assert bare_no(after).commands == (Command("dialog.no", "do"),)


@pytest.mark.parametrize(
    ("said", "value"),
    [("고속도로 타니까 온도 2도 올려 줘", 2.0), ("it's down to five outside turn the heat up two degrees", 2.0)],
)
def test_a_number_of_something_else_is_no_target(said, value):
    understood = Understanding("understood", (Command("climate.temperature", "up", value=value),), 1.0)
    assert meant(understood, heard(said), ROWS).commands[0].op == "up"


def test_a_message_keeps_its_politeness():
    assert polite(heard("text john call me if you can")).text == "text john call me if you can"
    assert polite(heard("open the window if you can")).text == "open the window"

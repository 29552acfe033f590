"""What the shipped model and its engine promise. Sentences here are facts, not a score: see tests/utterances for that."""

import json
import shutil
from pathlib import Path

import pytest

from nlu.engine import LABELS, MAX_ALTERNATIVES, MODEL, TOKENISER, Command, Context, Engine, ModelError
from nlu.score import score

DIRECTORY = Path(__file__).parent.parent / "nlu" / "model"
MEGABYTE = 1e6
pytestmark = pytest.mark.skipif(not (DIRECTORY / LABELS).exists(), reason="no model: python -m nlu.train")


@pytest.fixture(scope="module")
def engine():
    return Engine.load(DIRECTORY)


@pytest.mark.parametrize(
    ("text", "commands"),
    [
        ("조수석 온도 이십이 도 반으로 맞춰 줘", [Command("climate.temperature", "set", "passenger", 22.5)]),
        ("온도 23도로 올려 줘", [Command("climate.temperature", "set", None, 23.0)]),
        ("온도 2도 올려 줘", [Command("climate.temperature", "up", None, 2.0)]),
        ("운전석 엉따 켜 줘", [Command("seat.heat", "on", "driver")]),
        ("창문 반만 열어 줘", [Command("window", "open", None, 50.0)]),
        ("트렁크 열어 줘", [Command("trunk", "open")]),
        ("강남역으로 가자", [Command("nav.go", "do", None, "강남역")]),
        ("에어컨 켜고 창문 닫아 줘", [Command("climate.ac", "on"), Command("window", "close")]),
        ("set the passenger side to 22.5 degrees", [Command("climate.temperature", "set", "passenger", 22.5)]),
        ("turn on the heated seats", [Command("seat.heat", "on")]),
        ("open the sunroof halfway", [Command("sunroof", "open", None, 50.0)]),
        ("navigate to seoul station", [Command("nav.go", "do", None, "seoul station")]),
        ("turn on the ac and close the windows", [Command("climate.ac", "on"), Command("window", "close")]),
        ("볼륨 최대로 해 줘", [Command("media.volume", "set", None, "max")]),
    ],
)
def test_plain_orders_are_understood(engine, text, commands):
    understanding = engine.understand(text)
    assert (understanding.outcome, list(understanding.commands)) == ("understood", commands)
    assert understanding.confidence > engine.threshold


@pytest.mark.parametrize("text", ["어제 영화 진짜 재밌었어", "i love you", "창문 열지 마", "don't open the window"])
def test_what_is_not_for_the_car_gives_no_command(engine, text):
    assert engine.understand(text).commands == ()


def test_two_zones_are_two_commands_in_the_order_spoken(engine):
    understanding = engine.understand("조수석이랑 운전석 열선 켜 줘")
    assert understanding.commands == (Command("seat.heat", "on", "passenger"), Command("seat.heat", "on", "driver"))


def test_message_has_receiver_and_text(engine):
    (command,) = engine.understand("아내한테 늦는다고 문자 보내 줘").commands
    assert (command.function, command.value) == ("message.send", {"to": "아내", "text": "늦는다고"})


@pytest.mark.parametrize("text", ["오늘 날씨 어때", "what's the weather tomorrow"])
def test_questions_for_an_agent_are_handed_off(engine, text):
    understanding = engine.understand(text)
    assert understanding.outcome == "hand_off"
    assert understanding.commands[0].function == "info.weather"


def test_follow_up_takes_what_it_leaves_out_from_the_last_command(engine):
    last = Context((Command("seat.heat", "set", "driver", 2.0),))
    assert engine.understand("조수석도", last).commands == (Command("seat.heat", "set", "passenger", 2.0),)
    assert engine.understand("다시 꺼 줘", last).commands == (Command("seat.heat", "off", "driver"),)
    assert engine.understand("turn it off again", last).commands == (Command("seat.heat", "off", "driver"),)


def test_follow_up_within_one_breath_refers_to_the_command_before(engine):
    commands = engine.understand("운전석 열선 켜고 조수석도 켜 줘").commands
    assert commands == (Command("seat.heat", "on", "driver"), Command("seat.heat", "on", "passenger"))


def test_follow_up_with_nothing_before_it_is_asked_about(engine):
    understanding = engine.understand("조수석도")
    assert (understanding.outcome, understanding.commands) == ("ambiguous", ())


def test_follow_up_that_the_last_function_cannot_do_is_asked_about(engine):
    understanding = engine.understand("조수석도", Context((Command("hazard", "on"),)))
    assert (understanding.outcome, understanding.commands) == ("ambiguous", ())


def test_up_and_down_of_a_pane_are_not_guessed(engine):
    """ "내려" opens it and "turn it down" may mean the music: neither closes it."""
    opened = Context((Command("window", "open", "driver", 30.0),))
    assert engine.understand("조금만 더", opened).commands[0].op == "open"
    for text in ("더 내려", "turn it down a bit"):
        assert engine.understand(text, opened).outcome == "ambiguous"


def test_number_with_its_unit_names_its_function(engine):
    for last in ((), (Command("hazard", "on"),), (Command("seat.heat", "on", "driver"),)):
        assert engine.understand("23도로", Context(last)).commands == (Command("climate.temperature", "set", None, 23.0),)


def test_what_is_said_twice_in_one_breath_is_one_command(engine):
    assert engine.understand("비상등 켜 줘 비상등 켜").commands == (Command("hazard", "on"),)
    assert engine.understand("소리 줄여 줘 소리 줄여").commands == (Command("media.volume", "down"),) * 2


def test_best_alternative_wins(engine):
    understanding = engine.understand([("열선 시트 혀 조", 0.50), ("열선 시트 켜 줘", 0.48)])
    assert understanding.commands == (Command("seat.heat", "on"),)
    assert understanding.text == "열선 시트 켜 줘"


def test_text_that_holds_nothing_is_refused(engine):
    for nothing in ("", "  ", "?!"):
        with pytest.raises(ValueError, match="no word"):
            engine.understand(nothing)
    with pytest.raises(ValueError, match="alternatives"):
        engine.understand([("창문 열어", 1.0)] * (MAX_ALTERNATIVES + 1))
    with pytest.raises(ValueError, match="alternatives"):
        engine.understand([])


@pytest.mark.parametrize("text", ["ж", "漢字", "가" * 500, "a " * 250, "1", "뷁쀍", "'", "0.5"])
def test_any_text_gets_an_answer(engine, text):
    try:
        understanding = engine.understand(text)
    except ValueError:
        assert text == "'"
        return
    assert understanding.outcome in ("understood", "out_of_scope", "ambiguous", "hand_off")
    assert 0 <= understanding.confidence <= 1


def test_every_answer_is_of_the_catalogue(engine):
    for text in ("창문 열어", "play some jazz and turn it up", "조수석 통풍 3단", "text anna i am late", "다음 곡"):
        for command in engine.understand(text).commands:
            row = engine.catalogue[command.function]
            assert command.op in row["ops"]
            assert command.zone is None or command.zone in row["zones"]


def test_stages_are_timed(engine):
    understanding = engine.understand("에어컨 켜 줘")
    assert set(understanding.timings_ms) == {"tokenise", "run", "decode"}
    assert all(0 < stage < 1000 for stage in understanding.timings_ms.values())
    assert understanding.model_version == engine.model_version


def test_no_piece_holds_a_particle_with_the_name_before_it(engine):
    for text, name in (
        ("강남역으로 가자", "강남역"),
        ("스타벅스로 안내해 줘", "스타벅스"),
        ("엄마한테 전화해", "엄마"),
        ("서울역까지 얼마나 걸려", "서울역"),
    ):
        tokens = engine.tokeniser.cut(text)
        assert len(name) in tokens.end


def test_offsets_cover_the_text(engine):
    for text in ("조수석 온도 22.5도로", "뷁 漢字 틀어 줘", "don't open it"):
        tokens = engine.tokeniser.cut(text)
        assert "".join(text[b:e] for b, e in zip(tokens.begin, tokens.end, strict=True)) == text.replace(" ", "")


def test_model_is_small():
    assert sum(path.stat().st_size for path in DIRECTORY.iterdir() if path.name in (MODEL, LABELS, TOKENISER)) <= 8 * MEGABYTE


@pytest.fixture
def copied(tmp_path):
    for name in (MODEL, LABELS, TOKENISER):
        shutil.copy(DIRECTORY / name, tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", [MODEL, LABELS, TOKENISER])
def test_missing_file_is_named(copied, name):
    (copied / name).unlink()
    with pytest.raises(ModelError, match=f"{name} is missing"):
        Engine.load(copied)


@pytest.mark.parametrize("name", [MODEL, TOKENISER])
def test_damaged_file_is_refused(copied, name):
    content = bytearray((copied / name).read_bytes())
    content[len(content) // 2] ^= 1
    (copied / name).write_bytes(content)
    with pytest.raises(ModelError, match=f"{name} is damaged"):
        Engine.load(copied)


def test_damaged_labels_are_refused(copied):
    (copied / LABELS).write_text((copied / LABELS).read_text(encoding="utf-8")[:100], encoding="utf-8")
    with pytest.raises(ModelError, match="damaged"):
        Engine.load(copied)


def test_labels_of_another_format_are_refused(copied):
    labels = json.loads((copied / LABELS).read_text(encoding="utf-8"))
    (copied / LABELS).write_text(json.dumps(labels | {"format": 99}), encoding="utf-8")
    with pytest.raises(ModelError, match="format 99"):
        Engine.load(copied)


def test_score_counts_whole_answers(engine):
    right = {"text": "에어컨 켜 줘", "commands": [{"function": "climate.ac", "op": "on"}]}
    fair = {
        "text": "트렁크 열어 줘",
        "commands": [{"function": "window", "op": "open"}],
        "also_ok": [[{"function": "trunk", "op": "open"}]],
    }
    wrong = {"text": "turn on the ac", "commands": [{"function": "climate.ac", "op": "off"}]}
    accepted = {"text": "open the trunk", "commands": []}
    result = score(engine, [right, fair, wrong, accepted])
    assert (result["exact"], result["items"], result["false_accepts"]) == (0.5, 4, (1, 1))
    assert result["by_language"] == {"ko": (2, 2), "en": (0, 2)}
    assert [item["text"] for item in result["wrong"]] == ["turn on the ac", "open the trunk"]

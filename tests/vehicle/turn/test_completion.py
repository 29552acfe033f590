"""Facts about questions of the assistant: the next utterance is the value that was asked for, or lets it go."""

import pytest

from contract.values import Command, Understanding
from vehicle.results.result import Outcome
from vehicle.turn.session import QUESTION_LIFETIME

GO, CALL = Command("nav.go", "do"), Command("phone.call", "do")
YES, NO, CANCEL = (Command(f"dialog.{word}", "do") for word in ("yes", "no", "cancel"))
SET = Command("climate.temperature", "set", "passenger")
ASKED = (Outcome.NEEDS_CONFIRMATION, "value_missing")


def say(rig, text, *commands, outcome="out_of_scope", candidates=(), lang="ko", seat="driver"):
    """An utterance with these words."""
    outcome = "understood" if commands else "ambiguous" if candidates else outcome
    rig.heard = Understanding(outcome, commands, 1.0, tuple(candidates), text=text)
    return rig.assistant.say([(text, 1.0)], lang)


def outcomes(turn):
    return [(result.outcome, result.reason) for result in turn.results]


@pytest.mark.parametrize(
    ("asked", "question", "answer", "value", "lang"),
    [
        (GO, "어디로 갈까요?", "서울역으로", "서울역", "ko"),
        (GO, "어디로 갈까요?", "서울역으로 가 줘", "서울역", "ko"),
        (GO, "Where to?", "to seoul station", "seoul station", "en"),
        (CALL, "누구에게 걸까요?", "엄마한테요", "엄마", "ko"),
        (CALL, "Who shall I call?", "to mom please", "mom", "en"),
        (SET, "조수석 온도를 몇 도로 맞출까요?", "이십사 도요", 24.0, "ko"),
        (SET, "How many degrees shall I set the passenger temperature to?", "24", 24.0, "en"),
        (Command("climate.fan", "set"), "바람 세기를 몇 단으로 할까요?", "삼 단", 3.0, "ko"),
        (Command("media.volume", "set"), "볼륨을 몇 퍼센트로 할까요?", "사십", 40.0, "ko"),
        (Command("media.tune", "set"), "어느 방송으로 맞출까요?", "구십오 점 구", 95.9, "ko"),
        (Command("media.tune", "set"), "Which station shall I tune to?", "kbs cool fm", "kbs cool fm", "en"),
        (Command("media.preset", "set"), "라디오 저장 채널은 몇 번으로 할까요?", "3번이요", 3.0, "ko"),
        (Command("media.preset", "set"), "Which radio preset shall I choose?", "number four please", 4.0, "en"),
        (Command("light.ambient", "set"), "무드등을 무슨 색으로 할까요?", "빨간색으로", "빨간색", "ko"),
        (Command("drive_mode", "set"), "주행 모드를 무엇으로 할까요?", "스포츠로", "sport", "ko"),
        (Command("climate.airflow", "set"), "What shall I set the airflow to?", "feet", "feet", "en"),
        (Command("media.play", "play"), "무엇을 틀까요?", "아이유 노래 틀어 줘", "아이유 노래", "ko"),
        (Command("nav.nearby", "do"), "무엇을 찾을까요?", "카페요", "카페", "ko"),
    ],
)  # fmt: skip
def test_the_next_utterance_is_the_value_that_was_asked_for(rig, asked, question, answer, value, lang):
    first = say(rig, "...", asked, lang=lang)
    assert (outcomes(first), first.reply) == ([ASKED], question)
    assert rig.context.pending is False
    turn = say(rig, answer, lang=lang)
    assert rig.context.pending is True
    (result,) = turn.results
    assert (result.command.function, result.command.op, result.command.value) == (asked.function, asked.op, value)
    assert result.command.zone == asked.zone
    assert result.outcome in (Outcome.CONFIRMED, Outcome.ALREADY, Outcome.ANSWERED)
    assert say(rig, answer, lang=lang).results == ()  # asked once, answered once


def test_a_message_is_asked_for_in_two_parts(rig):
    """What is dictated is the text, even where it could be an order."""
    assert say(rig, "문자 보내 줘", Command("message.send", "do")).reply == "누구에게 보낼까요?"
    assert say(rig, "엄마한테").reply == "뭐라고 보낼까요?"
    turn = say(rig, "에어컨 켜 줘", Command("climate.ac", "on"))
    assert turn.reply == "엄마에게 '에어컨 켜 줘'라고 보낼까요?"
    assert not rig.sent
    assert outcomes(say(rig, "응", YES)) == [(Outcome.CONFIRMED, "")]


def test_a_place_whose_name_ends_as_a_particle_does_stays_whole(rig):
    say(rig, "...", GO)
    assert say(rig, "종로").results[0].command.value == "종로"


def test_a_bare_name_that_was_taken_for_another_command_is_the_value(rig):
    """ "Seoul station" alone is a destination; asked for the stop it is the stop."""
    rig.say(Command("nav.go", "do", value="부산역"))
    say(rig, "...", Command("nav.waypoint", "add"))
    turn = say(rig, "서울역으로", Command("nav.go", "do", value="서울역"))
    assert turn.results[0].command == Command("nav.waypoint", "add", value="서울역")


def test_a_number_counts_for_what_was_asked_whatever_it_was_understood_as(rig):
    say(rig, "...", SET)
    turn = say(rig, "24", Command("climate.fan", "set", value=24.0))
    assert turn.results[0].command == Command("climate.temperature", "set", "passenger", 24.0)


def test_a_value_in_words_that_were_understood_keeps_the_zone_of_the_question(rig):
    say(rig, "...", SET)
    turn = say(rig, "이십사 도로 해 줄 수 있어", Command("climate.temperature", "set", value=24.0))
    assert turn.results[0].command == Command("climate.temperature", "set", "passenger", 24.0)


def test_another_command_is_done_and_closes_the_question(rig):
    say(rig, "...", GO)
    assert outcomes(say(rig, "비상등 켜 줘", Command("hazard", "on"))) == [(Outcome.CONFIRMED, "")]
    assert say(rig, "서울역").results == ()


@pytest.mark.parametrize("word", [NO, CANCEL])
def test_no_closes_the_question(rig, word):
    say(rig, "...", GO)
    assert say(rig, "아니", word).reply == "알겠어요, 하지 않을게요."
    assert say(rig, "서울역").results == ()
    assert not rig.sent


def test_yes_to_a_question_for_a_value_asks_it_again(rig):
    say(rig, "...", GO)
    assert say(rig, "응", YES).reply == "어디로 갈까요?"
    assert outcomes(say(rig, "서울역")) == [(Outcome.CONFIRMED, "")]


def test_what_is_no_value_leaves_the_question_open(rig):
    say(rig, "...", SET)
    assert say(rig, "글쎄").results == ()
    assert outcomes(say(rig, "24도")) == [(Outcome.CONFIRMED, "")]


def test_talk_is_no_name(rig):
    say(rig, "...", CALL)
    assert say(rig, "어제 우리 회사 앞에서 만난 사람 말이야").results == ()
    assert not rig.sent


def test_an_open_question_is_forgotten_after_a_while(rig):
    say(rig, "...", GO)
    rig.live(QUESTION_LIFETIME + 0.1)
    assert say(rig, "서울역").results == ()
    assert not rig.sent


def test_a_number_of_another_unit_is_no_value(rig):
    say(rig, "...", Command("media.volume", "set"))
    assert say(rig, "24도").results == ()


# what was ambiguous


def test_a_reading_without_its_value_asks_for_it(rig):
    turn = say(rig, "...", candidates=[Command("climate.temperature", "set", "passenger")])
    assert turn.reply == "조수석 온도를 몇 도로 맞출까요?"
    assert outcomes(say(rig, "23도")) == [(Outcome.CONFIRMED, "")]
    assert rig.state.value("DATC_PE_02.DATC_PsTempDispC") == 23.0


def test_a_question_about_the_car_is_answered_and_not_asked_about(rig):
    turn = say(rig, "...", candidates=[Command("climate.ac", "query")])
    assert turn.reply == "에어컨은 꺼져 있어요."
    assert say(rig, "응", YES).reply == "지금 여쭤본 것이 없어요."


def test_what_would_change_nothing_is_passed_over(rig):
    """There is no route to end."""
    turn = say(rig, "...", candidates=[Command("nav.cancel", "do"), GO])
    assert turn.reply == "어디로 갈까요?"


def test_what_cannot_be_done_is_passed_over(rig):
    rig.drive(60)
    turn = say(rig, "...", candidates=[Command("trunk", "open"), Command("sunroof", "open")])
    assert turn.reply == "선루프를 열까요?"


def test_where_no_reading_would_change_anything_that_is_said(rig):
    turn = say(rig, "...", candidates=[Command("hazard", "off")])
    assert turn.reply == "비상등은 이미 꺼져 있어요."
    assert say(rig, "응", YES).reply == "지금 여쭤본 것이 없어요."
    assert not rig.sent


def test_the_zone_of_who_asked_is_the_one_that_is_done(rig):
    heard = Understanding("ambiguous", (), 1.0, (Command("seat.heat", "on", "speaker"),))
    rig.heard = heard
    assert rig.say(outcome="ambiguous", candidates=heard.candidates, seat="passenger").reply == (
        "조수석 열선 시트를 켤까요?"
    )
    assert say(rig, "응", YES).results[0].command.zone == "passenger"


# a little


@pytest.mark.parametrize(
    ("text", "said", "meant"),
    [
        ("창문 조금만 열어", Command("window", "open"), Command("window", "open", value="slightly")),
        ("open the window a little", Command("window", "open"), Command("window", "open", value="slightly")),
        ("바람 약간 틀어 줘", Command("climate.fan", "on"), Command("climate.fan", "on", value="min")),
        ("불 살짝 켜", Command("light.interior", "on"), Command("light.interior", "up")),
        ("창문 좀 열어", Command("window", "open"), Command("window", "open")),
        ("조금 있다가 창문 열어", Command("window", "open"), Command("window", "open")),
        ("turn the ac on a bit", Command("climate.ac", "on"), Command("climate.ac", "on")),
    ],
)
def test_a_little_is_less(rig, text, said, meant):
    (result,) = say(rig, text, said).results
    assert result.command == meant


def test_a_little_of_what_goes_only_all_the_way_is_asked_about(rig):
    turn = say(rig, "트렁크 살짝 열어", Command("trunk", "open"))
    assert (turn.reply, turn.results) == ("트렁크를 열까요?", ())
    assert outcomes(say(rig, "응", YES)) == [(Outcome.CONFIRMED, "")]


@pytest.mark.parametrize(
    ("text", "said", "value"),
    [
        ("더워 죽겠네", Command("climate.temperature", "down"), 2.0),
        ("it's freezing in here", Command("climate.temperature", "up"), 2.0),
        ("소리 훨씬 크게", Command("media.volume", "up"), 20.0),
        ("turn it up a lot", Command("media.volume", "up"), 20.0),
        ("볼륨 두 칸 올려", Command("media.volume", "up", None, 2.0), 20.0),
        ("brightness down four steps", Command("display.brightness", "down", None, 4.0), 40.0),
        ("온도 세 칸 내려", Command("climate.temperature", "down", None, 3.0), 3.0),
        ("추워", Command("climate.temperature", "up"), None),
        ("too much noise turn it down", Command("media.volume", "down"), None),
        ("volume up by 3 percent", Command("media.volume", "up", None, 3.0), 3.0),
    ],
)  # fmt: skip
def test_a_lot_is_more_than_a_step_and_so_many_steps_are_so_many(rig, text, said, value):
    lang = "en" if text.isascii() else "ko"
    (result,) = say(rig, text, said, lang=lang).results
    assert result.command.value == value

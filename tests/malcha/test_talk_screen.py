"""An utterance as it goes, on the screen and as JSON."""

import io

import pytest
from rich.console import Console

from malcha.screens.talk import TalkScreen, happened, heard_by, meter, spoken_sentence
from malcha.screens.talk_json import event
from malcha.v1 import command_pb2, speech_pb2, turn_pb2, understanding_pb2, vehicle_pb2


def told(**fields):
    return vehicle_pb2.ConverseResponse(utterance_id="u1", **fields)


HEARD = vehicle_pb2.Heard(
    text="열선 켜 줘",
    alternatives=[understanding_pb2.Alternative(text="열선 켜 줘", score=0.75)],
    recogniser="vosk-ko",
    recogniser_version="1",
    recognised_where="car",
    recognised_why="server late",
    timings=[understanding_pb2.Timing(stage="pause", ms=210.4)],
)
HEAT = command_pb2.Command(function="seat.heat", op="on", zone="driver")
DONE = turn_pb2.CommandResult(command=HEAT, outcome=turn_pb2.COMMAND_OUTCOME_CONFIRMED)
STOPPED = turn_pb2.Turn(
    reply="멈췄어요.", results=[turn_pb2.CommandResult(command=HEAT, outcome=turn_pb2.COMMAND_OUTCOME_STOPPED)]
)


def shown(*events, terminal=False):
    out = io.StringIO()
    with TalkScreen(Console(file=out, force_terminal=terminal, width=100, color_system=None)) as screen:
        for each in events:
            screen.show(each)
            screen.level(-30.0)
    return out.getvalue()


@pytest.mark.parametrize(("dbfs", "filled"), [(-100.0, 0), (-60.0, 0), (-30.0, 10), (0.0, 20), (3.0, 20)])
def test_the_meter_goes_from_quiet_to_full_scale(dbfs, filled):
    assert meter(dbfs).plain == "█" * filled + "·" * (20 - filled)


def test_who_has_heard_it_is_said_with_the_reason():
    assert heard_by(HEARD) == "vosk-ko, car (server late), pause 210 ms"
    assert heard_by(vehicle_pb2.Heard(recogniser="vosk-ko", recognised_where="car")) == "vosk-ko, car"


LISTENING = told(listening=vehicle_pb2.Listening(reason="the bus is off"))
PARTIAL = told(partial=speech_pb2.PartialWords(text="열선"))


def test_on_a_terminal_level_and_words_stand_in_place_until_the_words_are_there():
    text = shown(LISTENING, PARTIAL, told(heard=HEARD), terminal=True)
    assert "██████████··········  열선  the car is not told: the bus is off" in text
    assert "> 열선 켜 줘   vosk-ko" in text.split("the bus is off")[-1]


def test_the_words_of_one_utterance_are_not_those_of_the_next():
    text = shown(LISTENING, PARTIAL, told(heard=HEARD), LISTENING, terminal=True)
    assert "  ...  the car" in text.split("> 열선 켜 줘")[-1]


def test_without_a_terminal_only_what_stays_is_printed():
    text = shown(LISTENING, PARTIAL, told(heard=HEARD), told(finished=vehicle_pb2.CommandFinished(result=DONE)))
    assert [line.split()[0] for line in text.splitlines()] == [">", "seat.heat"]
    assert "CONFIRMED" in text


@pytest.mark.parametrize(
    ("last", "line"),
    [
        (told(nothing_heard=speech_pb2.NothingHeard(reason="no_signal")), "is it muted?"),
        (told(nothing_heard=speech_pb2.NothingHeard(reason="something new")), "nothing heard: something new"),
        (told(understood=understanding_pb2.Understanding(outcome=understanding_pb2.OUTCOME_AMBIGUOUS)), "AMBIGUOUS"),
        (told(spoken=vehicle_pb2.Spoken(reason="pressed")), "the voice was silenced: pressed"),
        (told(spoken=vehicle_pb2.Spoken(reason="stopped", stop=STOPPED)), "STOPPED"),
        (told(spoken=vehicle_pb2.Spoken(reason="stopped", stop=STOPPED)), "< 멈췄어요."),
    ],
)
def test_how_it_ended_is_a_line(last, line):
    assert line in shown(last)


def test_a_missing_voice_is_told_where_there_was_something_to_say():
    none = told(spoken=vehicle_pb2.Spoken(reason="no_voice"))
    assert "no voice" in shown(told(reply=vehicle_pb2.Reply(text="켰어요.")), none)
    assert shown(none) == ""


def test_a_sentence_of_the_scenario_stands_beside_what_was_heard():
    out = Console(file=io.StringIO(), width=100, color_system=None)
    out.print(
        spoken_sentence("02-ko.wav", "열선 틀어 줘", HEARD, turn_pb2.Turn(reply="켰어요.", results=[DONE]), "", "")
    )
    out.print(spoken_sentence("11-ko.wav", "그래", None, None, "no_words", "못 들었어요."))
    text = out.file.getvalue()
    assert "♪ 열선 틀어 줘   02-ko.wav, heard by vosk-ko, car (server late), pause 210 ms\n> 열선 켜 줘" in text
    assert "♪ 그래   11-ko.wav\n  nothing heard: no word was understood\n< 못 들었어요." in text


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        (LISTENING, {"event": "listening", "told": False, "reason": "the bus is off"}),
        (PARTIAL, {"event": "partial", "text": "열선"}),
        (
            told(heard=HEARD, audio_s=1.5),
            {
                "event": "heard", "audio_s": 1.5, "text": "열선 켜 줘", "recogniser": "vosk-ko", "version": "1",
                "alternatives": [{"text": "열선 켜 줘", "score": 0.75}], "where": "car", "why": "server late",
                "ms": {"pause": 210.4},
            },
        ),
        (
            told(finished=vehicle_pb2.CommandFinished(index=1, result=DONE)),
            {
                "event": "finished", "index": 1, "function": "seat.heat", "op": "on", "zone": "driver", "value": None,
                "outcome": "confirmed", "reason": "",
            },
        ),
        (
            told(reply_audio=vehicle_pb2.ReplyAudio(audio=bytes(3_200), rate_hz=16_000, text="켰어요.")),
            {"event": "reply_audio", "text": "켰어요.", "s": 0.1},
        ),
        (told(spoken=vehicle_pb2.Spoken(reason="finished")), {"event": "spoken", "reason": "finished", "ms": {}}),
        (told(), {"event": "unknown"}),
    ],
    ids=lambda each: each.get("event") if isinstance(each, dict) else "",
)  # fmt: skip
def test_each_event_is_one_object(given, wanted):
    assert event(given) == {"id": "u1", "at": 0.0} | wanted


def test_what_happens_without_a_request_is_shown_where_there_is_something_to_show():
    said = vehicle_pb2.Announcement(text="300미터 앞에서 우회전하세요.", maneuver="right", distance_m=297)
    assert str(happened(vehicle_pb2.WatchEventsResponse(announcement=said))).endswith("우회전하세요.   right, 297 m")
    end = vehicle_pb2.Announcement(text="목적지에 도착했습니다.")
    assert str(happened(vehicle_pb2.WatchEventsResponse(announcement=end))) == "« 목적지에 도착했습니다."
    drive = vehicle_pb2.InterruptedDrive(text="코엑스로 가던 길이었어요.")
    assert "코엑스" in str(happened(vehicle_pb2.WatchEventsResponse(interrupted=drive)))
    assert happened(vehicle_pb2.WatchEventsResponse(scheduled=STOPPED)) is not None
    assert happened(vehicle_pb2.WatchEventsResponse(speech_button=vehicle_pb2.SpeechButton())) is None

"""Facts about a turn and about a talk: what is done, in which order, what is asked, and what is remembered."""

import json
import logging
from dataclasses import replace

import pytest
from g70 import CAR, FUNCTIONS

from contract.values import Command, NluUnavailable, Understanding
from languages import language_of
from speech.protocols import RecognisedBy
from vehicle.cars.wiring import Write
from vehicle.catalogue.check import InvalidCommand
from vehicle.catalogue.row import SPOKEN
from vehicle.results.result import Outcome
from vehicle.turn.client import Client
from vehicle.turn.requester import Requester
from vehicle.turn.session import MEMORY, QUESTION_LIFETIME, UNDO_LEVELS
from vehicle.turn.sessions import MOST_SESSIONS

TEMPERATURE = "DATC_PE_02.DATC_DrTempDispC"
UP, DOWN = Command("climate.temperature", "up"), Command("climate.temperature", "down")
YES, NO, UNDO = Command("dialog.yes", "do"), Command("dialog.no", "do"), Command("dialog.undo", "do")
TRUNK = Command("trunk", "open")
UNLOCK = Command("door.lock", "unlock")
MESSAGE = Command("message.send", "do", value={"to": "아내", "text": "늦어"})
SETTABLE = [
    row.name
    for row in FUNCTIONS.values()
    if "set" in row.ops and SPOKEN in row.ops.values() and row.wires and not row.agent
]


def outcomes(turn):
    return [result.outcome for result in turn.results]


def reasons(turn):
    return [result.reason for result in turn.results]


@pytest.fixture(params=[False, True], ids=["at once", "after a while"])
def answering(rig, request):
    """A car that answers before the next command is looked at, and one that takes its time."""
    rig.slow = request.param
    return rig


# several commands


def test_a_stop_named_before_its_destination_is_put_on_the_way(rig):
    turn = rig.run([Command("nav.waypoint", "add", value="코엑스"), Command("nav.home", "do")])
    assert [result.outcome for result in turn.results] == [Outcome.CONFIRMED, Outcome.CONFIRMED]
    assert rig.state.value("VA_NAV_STS.WaypointCount") == 1


def test_two_stops_named_before_their_destination_are_both_put_on_the_way(answering):
    """One after the other: the frame of the first one is lost, and sent again before the second."""
    lost = []

    def loses_one(frame):
        name, signals = CAR.codec.decode(frame.channel, frame)
        if name == "VA_DEST_CMD" and signals["IsWaypoint"] == "waypoint" and not lost:
            return lost.append(frame)
        return frame

    answering.to_car = loses_one
    stops = [Command("nav.waypoint", "add", value=value) for value in ("코엑스", "서울역")]
    turn = answering.run([*stops, Command("nav.home", "do"), Command("climate.fan", "set", value=99)])
    assert outcomes(turn) == [Outcome.CONFIRMED] * 3 + [Outcome.REFUSED]
    assert answering.state.value("VA_NAV_STS.WaypointCount") == 2


def test_what_was_refused_before_a_call_does_not_end_it(rig):
    turn = rig.run([Command("phone.hangup", "do"), Command("phone.call", "do", value="엄마")])
    assert outcomes(turn) == [Outcome.REFUSED, Outcome.CONFIRMED]
    assert rig.sim.values["VA_PHONE_STS.CallState"] == "dialling"


def test_each_command_has_its_own_outcome(rig):
    rig.set(DATC_PE_03__DATC_AcDisp="on")
    turn = rig.say(
        Command("seat.heat", "on"),
        Command("climate.ac", "on"),
        Command("climate.fan", "set", value=12),
        Command("adas.cruise", "on"),
        Command("status.fuel", "query"),
        TRUNK,
        Command("home.light", "off"),
    )
    assert [outcome.value for outcome in outcomes(turn)] == [
        "confirmed",
        "already",
        "refused",
        "refused",
        "answered",
        "needs_confirmation",
        "handed_off",
    ]
    assert turn.reply == " ".join(result.reply for result in turn.results)
    assert rig.commands == ["VA_SEAT_CMD"]


def test_commands_are_sent_in_the_order_in_which_they_were_said(answering):
    answering.say(Command("window", "open"), Command("seat.heat", "on"), Command("light.interior", "on"))
    assert answering.commands == ["VA_WINDOW_CMD", "VA_SEAT_CMD", "VA_LIGHT_CMD"]


def test_a_refusal_does_not_stop_the_others(rig):
    rig.drive(60)
    assert [outcome.value for outcome in outcomes(rig.say(TRUNK, Command("seat.heat", "on")))] == [
        "refused",
        "confirmed",
    ]


def test_one_command_builds_on_another(answering):
    turn = answering.say(UP, UP, DOWN, UP)
    assert outcomes(turn) == [Outcome.CONFIRMED] * 4
    assert answering.state.value(TEMPERATURE) == 24.0
    said = [(result.reason, "24도" in result.reply) for result in turn.results]
    assert said == [("superseded", False), ("", True)] * 2


@pytest.mark.parametrize(
    ("commands", "path", "end"),
    [
        (
            [Command("climate.temperature", "set", value=25), Command("climate.temperature", "set", value=22)],
            TEMPERATURE,
            22.0,
        ),  # "no, twenty-two"
        ([Command("light.interior", "on"), Command("light.interior", "off")], "VA_LIGHT_STS.IntFrLevel", 0),
        ([Command("window", "open", "driver"), Command("window", "close")], "VA_WINDOW_STS.DrWdwPos", 0),
        (
            [Command("nav.go", "do", value="부산역"), Command("nav.waypoint", "add", value="서울역")],
            "VA_NAV_STS.WaypointCount",
            1,
        ),
        ([Command("nav.go", "do", value="부산역"), Command("nav.cancel", "do")], "VA_NAV_STS.GuidanceState", "idle"),
    ],
    ids=lambda value: " ".join(command.function for command in value) if isinstance(value, list) else "",
)
def test_the_last_word_counts(answering, commands, path, end):
    assert outcomes(answering.say(*commands)) == [Outcome.CONFIRMED] * len(commands)
    assert answering.state.value(path) == end


@pytest.mark.parametrize(
    ("commands", "path", "end"),
    [
        ([Command("climate.auto", "on"), Command("climate.fan", "set", value=7)], "DATC_PE_03.DATC_MainBlowerDisp", 7),
    ],
    ids=["auto"],
)
def test_what_the_ecu_ends_because_of_the_last_word_is_not_called_done(answering, commands, path, end):
    """The table does not say that the second ends the first, so it counts as changed, and the reply says so."""
    first, second = answering.say(*commands).results
    assert (first.outcome, first.reason, second.outcome) == (Outcome.FAILED, "changed_since", Outcome.CONFIRMED)
    assert answering.state.value(path) == end


def test_what_comes_with_the_last_word_supersedes_the_first(answering):
    """The wiring says that a fan level brings the climate with it."""
    first, second = answering.say(Command("climate.power", "off"), Command("climate.fan", "set", value=4)).results
    assert (first.outcome, first.reason, second.outcome) == (Outcome.CONFIRMED, "superseded", Outcome.CONFIRMED)
    assert answering.state.value("DATC_PE_03.DATC_OpSts") == "on"


def test_a_lost_status_frame_does_not_make_already_off_of_what_was_just_switched_on(answering):
    """A temperature switches the climate on. The frame that says so is lost; the next one comes a second later."""
    answering.do("climate.power", "off")
    answering.live(3.0)
    power, lost = answering.car.dbc.messages["DATC_PE_03"].message.frame_id, []

    def lossy(frame):
        if frame.arbitration_id != power or answering.sim.values["DATC_PE_03.DATC_OpSts"] != "on" or lost:
            return frame
        lost.append(frame)
        return None

    answering.to_gateway = lossy
    turn = answering.say(Command("climate.temperature", "set", "all", 27.0), Command("climate.power", "off"))
    assert lost
    assert outcomes(turn)[1] is Outcome.CONFIRMED
    assert answering.sim.values["DATC_PE_03.DATC_OpSts"] == "off"


def test_a_station_is_not_already_on_while_something_else_plays(rig):
    for value in (603.0, 91.9, 603.0):
        assert rig.do("media.tune", "set", value).outcome is Outcome.CONFIRMED
    assert rig.sim.values["HU_CLU_PE_01.HU_OpState"] == "am"
    rig.do("media.source", "set", "bluetooth")
    assert rig.do("media.tune", "set", 603.0).outcome is Outcome.CONFIRMED
    assert rig.do("media.tune", "set", 603.0).outcome is Outcome.ALREADY


@pytest.mark.parametrize(
    ("function", "op", "zone", "number"),
    [
        ("media.volume", "up", None, -5),
        ("climate.temperature", "down", "driver", -3),
        ("climate.fan", "up", None, 0),
        ("light.interior", "down", "all", -20),
        ("window", "close", "driver", -30),
    ],
)
def test_a_step_that_is_no_step_is_refused(rig, function, op, zone, number):
    result = rig.do(function, op, number, zone)
    assert (result.outcome, result.reason, rig.sent) == (Outcome.REFUSED, "range", [])


def test_a_question_after_a_command_is_answered_with_the_new_state(answering):
    turn = answering.say(Command("climate.temperature", "set", value=25), Command("climate.temperature", "query"))
    assert [outcome.value for outcome in outcomes(turn)] == ["confirmed", "answered"]
    assert "25도" in turn.results[1].reply


def test_windows_move_at_the_same_time(rig):
    began = rig.clock()
    rig.say(
        *(Command("window", "open", zone) for zone in ("driver", "passenger", "rear_left")), Command("sunroof", "open")
    )
    assert rig.clock() - began < 5.0  # s of the car: one after the other would take eleven


# what asks first


@pytest.mark.parametrize("command", [TRUNK, UNLOCK, MESSAGE], ids=lambda command: command.function)
@pytest.mark.parametrize("lang", ["ko", "en"])
def test_yes_does_what_was_asked(rig, command, lang):
    asked = rig.say(command, lang=lang)
    assert outcomes(asked) == [Outcome.NEEDS_CONFIRMATION]
    assert asked.reply.endswith("?")
    assert not rig.sent
    done = rig.say(YES, lang=lang)
    assert outcomes(done) == [Outcome.CONFIRMED]
    assert done.results[0].command == command


@pytest.mark.parametrize("command", [TRUNK, UNLOCK, MESSAGE], ids=lambda command: command.function)
@pytest.mark.parametrize("answer", [NO, Command("dialog.cancel", "do")], ids=lambda command: command.function)
def test_no_does_nothing(rig, command, answer):
    rig.say(command)
    assert rig.say(answer).reply == "알겠어요, 하지 않을게요."
    assert rig.say(YES).reply == "지금 여쭤본 것이 없어요."
    assert not rig.sent


def test_yes_counts_once(rig):
    rig.say(TRUNK)
    rig.say(YES)
    rig.set(CGW1__CF_Gway_TrunkTgSw="closed")
    rig.sent.clear()
    assert rig.say(YES).reply == "지금 여쭤본 것이 없어요."
    assert not rig.sent


def test_a_question_expires(rig):
    rig.say(TRUNK)
    rig.live(QUESTION_LIFETIME + 0.1)
    assert rig.say(YES).reply == "지금 여쭤본 것이 없어요."
    assert not rig.sent


def test_a_question_expires_for_scripts_too(rig):
    rig.do("trunk", "open")
    rig.live(QUESTION_LIFETIME + 0.1)
    assert rig.do("dialog.yes", "do").reply == "지금 여쭤본 것이 없어요."
    assert not rig.sent


def test_a_question_does_not_expire_too_soon(rig):
    rig.say(TRUNK)
    rig.live(QUESTION_LIFETIME - 1.0)
    assert outcomes(rig.say(YES)) == [Outcome.CONFIRMED]


def test_the_nlu_is_told_of_a_pending_question(rig):
    rig.say(TRUNK)
    rig.say(YES)
    assert rig.context.pending
    rig.say(YES)
    assert not rig.context.pending


def test_another_order_drops_the_question(rig):
    rig.say(TRUNK)
    rig.say(Command("seat.heat", "on"))
    rig.sent.clear()
    assert rig.say(YES).reply == "지금 여쭤본 것이 없어요."
    assert not rig.sent


def test_two_questions_of_one_turn_are_answered_together(rig):
    assert outcomes(rig.say(TRUNK, UNLOCK)) == [Outcome.NEEDS_CONFIRMATION] * 2
    assert outcomes(rig.say(YES)) == [Outcome.CONFIRMED] * 2


def test_a_yes_is_checked_again(rig):
    """Asked while parked, answered on the road."""
    rig.say(TRUNK)
    rig.drive(30)
    turn = rig.say(YES)
    assert (outcomes(turn), reasons(turn)) == ([Outcome.REFUSED], ["parked"])
    assert not rig.sent


def test_yes_in_the_same_breath_is_no_answer(rig):
    """Nobody has been asked yet."""
    turn = rig.say(YES, TRUNK)
    assert [outcome.value for outcome in outcomes(turn)] == ["answered", "needs_confirmation"]
    assert not rig.sent


# what was not understood


def test_what_is_not_for_the_car_sends_nothing(rig):
    turn = rig.say(outcome="out_of_scope")
    assert (turn.outcome, turn.results) == ("out_of_scope", ())
    assert "아무것도 하지 않았어요" in turn.reply
    assert not rig.sent


@pytest.mark.parametrize(
    ("lang", "question"), [("ko", "선루프를 30퍼센트 열까요?"), ("en", "Shall I open the sunroof 30 percent?")]
)
def test_what_is_ambiguous_is_asked_and_yes_does_it(rig, lang, question):
    turn = rig.say(
        outcome="ambiguous", candidates=[Command("sunroof", "open", value=30), Command("window", "open")], lang=lang
    )
    assert turn.reply == question
    assert not rig.sent
    assert outcomes(rig.say(YES)) == [Outcome.CONFIRMED]
    assert rig.state.value("VA_WINDOW_STS.RoofPos") == 30


def test_the_question_about_a_reading_is_asked_once(rig):
    """It says what will be done, so what asks first does not ask again."""
    assert rig.say(outcome="ambiguous", candidates=[TRUNK]).reply == "트렁크를 열까요?"
    assert not rig.sent
    turn = rig.say(YES)
    assert (outcomes(turn), turn.results[0].command) == ([Outcome.CONFIRMED], TRUNK)


def test_the_question_about_a_reading_takes_the_place_of_an_older_question(rig):
    rig.say(TRUNK)
    rig.say(outcome="ambiguous", candidates=[Command("sunroof", "open")])
    turn = rig.say(YES)
    assert [result.command.function for result in turn.results] == ["sunroof"]


@pytest.mark.parametrize("candidates", [(), (Command("dialog.thanks", "do"),)])
def test_without_a_candidate_it_is_to_be_said_again(rig, candidates):
    assert "다시 말씀해 주세요" in rig.say(outcome="ambiguous", candidates=candidates).reply
    assert rig.say(YES).reply == "지금 여쭤본 것이 없어요."


@pytest.mark.parametrize(
    "command",
    [
        Command("window", "fly"),
        Command("spoiler", "open"),
        Command("climate.temperature", "set", value="파란색"),
        Command("climate.fan", "set", zone="rear", value=3),
    ],
    ids=lambda command: f"{command.function} {command.op}",
)
def test_an_nlu_that_leaves_the_catalogue_is_not_obeyed(rig, command):
    turn = rig.say(Command("seat.heat", "on"), command)
    assert turn.outcome == "ambiguous"
    assert "다시 말씀해 주세요" in turn.reply
    assert rig.say(outcome="ambiguous", candidates=[command]).outcome == "ambiguous"
    assert not rig.sent


def test_nobody_who_understands_is_an_error_and_the_talk_goes_on(rig):
    def away(alternatives, locale, context):
        raise NluUnavailable("away")

    rig.say(TRUNK)
    understand, rig.assistant.understand = rig.assistant.understand, away
    with pytest.raises(NluUnavailable):
        rig.assistant.say([("트렁크 열어", 1.0)])
    rig.assistant.understand = understand
    assert outcomes(rig.say(YES)) == [Outcome.CONFIRMED]


@pytest.mark.parametrize(
    ("text", "lang"), [("창문 열어", "ko"), ("open the window", "en"), ("ㅇㅇ", "ko"), ("AC 켜", "ko"), ("22", "en")]
)
def test_the_reply_is_in_the_language_of_the_words(text, lang):
    assert language_of(text) == lang


@pytest.mark.parametrize(
    ("understood", "reply"),
    [("turn on the hazards", "Hazard lights on."), ("비상등 켜 줘", "비상등을 켰어요."), ("", "비상등을 켰어요.")],
)
def test_the_reply_is_in_the_language_of_the_alternative_that_was_understood(rig, understood, reply):
    rig.assistant.understand = lambda *asked: Understanding(
        "understood", (Command("hazard", "on"),), 1.0, text=understood
    )
    assert rig.assistant.say([("턴 온 더 해저드", 0.4), ("turn on the hazards", 0.5)]).reply == reply


# what is remembered


@pytest.mark.parametrize("name", SETTABLE)
def test_undo_restores_the_car_or_says_that_it_cannot(new_rig, name):
    row = FUNCTIONS[name]
    paths = {wire.status for wire in row.wires.values()}
    paths |= {path for target in row.words.values() if isinstance(target, Write) for path in target.expects}
    values = (
        [CAR.limits(row)[1]] if CAR.limits(row) else {"frequency": [95.9]}.get(row.value.kind, list(row.value.words))
    )
    for value in values:
        rig = new_rig()
        before = {path: rig.state.value(path) for path in paths}
        if rig.do(name, "set", value).outcome is not Outcome.CONFIRMED:
            continue
        result = rig.say(UNDO).results[0]
        if result.outcome is Outcome.CONFIRMED:
            assert {path: rig.state.value(path) for path in paths} == before
            assert result.reply.startswith("되돌렸어요.")
        else:
            assert (result.outcome, result.reason) == (Outcome.REFUSED, "nothing_to_undo")


def test_undo_of_several_restores_all_of_them(answering):
    answering.say(UP, UP, Command("seat.heat", "on"), Command("window", "open"))
    assert outcomes(answering.say(UNDO)) == [Outcome.CONFIRMED] * 4
    assert [
        answering.state.value(path)
        for path in (TEMPERATURE, "DATC_PE_05.DATC_DrSeatWarmerDisp", "VA_WINDOW_STS.DrWdwPos")
    ] == [
        22.0,
        "off",
        0,
    ]


def test_undo_counts_once(rig):
    rig.say(UP)
    rig.say(UNDO)
    turn = rig.say(UNDO)
    assert (outcomes(turn), reasons(turn)) == ([Outcome.REFUSED], ["nothing_to_undo"])


HEAT = "DATC_PE_05.DATC_DrSeatWarmerDisp"


def test_undo_twice_takes_back_two_turns_the_newest_first(rig):
    rig.say(UP)
    rig.say(Command("seat.heat", "on"))
    rig.say(UNDO)
    assert (rig.state.value(TEMPERATURE), rig.state.value(HEAT)) == (23.0, "off")
    rig.say(UNDO)
    assert (rig.state.value(TEMPERATURE), rig.state.value(HEAT)) == (22.0, "off")
    assert reasons(rig.say(UNDO)) == ["nothing_to_undo"]


def test_undo_both_takes_back_two_turns_at_once(rig):
    for command in (UP, Command("hazard", "on"), Command("seat.heat", "on")):
        rig.say(command)
    turn = rig.say(replace(UNDO, value=2.0))
    assert outcomes(turn) == [Outcome.CONFIRMED] * 2
    values = [rig.state.value(path) for path in (TEMPERATURE, "CGW1.CF_Gway_HazardSw", HEAT)]
    assert values == [23.0, "off", "off"]


def test_only_the_last_turns_can_be_taken_back(rig):
    for _ in range(UNDO_LEVELS + 2):
        rig.say(Command("seat.heat", "on"))
        rig.say(Command("seat.heat", "off"))
    turns = [rig.say(UNDO) for _ in range(UNDO_LEVELS + 1)]
    assert [outcomes(turn)[0] for turn in turns] == [Outcome.CONFIRMED] * UNDO_LEVELS + [Outcome.REFUSED]


@pytest.mark.parametrize(
    "between",
    [
        Command("climate.temperature", "query"),
        Command("climate.fan", "set", value=99),
        Command("dialog.thanks", "do"),
        Command("info.weather", "query"),
    ],
    ids=lambda command: command.function,
)
def test_what_changes_nothing_does_not_make_the_car_forget_how_to_undo(rig, between):
    rig.say(UP)
    rig.say(between)
    assert outcomes(rig.say(UNDO)) == [Outcome.CONFIRMED]
    assert rig.state.value(TEMPERATURE) == 22.0


def test_only_the_last_change_is_undone(rig):
    rig.say(UP)
    rig.say(Command("media.next", "do"))
    assert reasons(rig.say(UNDO)) == ["nothing_to_undo"]
    assert rig.state.value(TEMPERATURE) == 23.0


@pytest.mark.parametrize(
    ("change", "world", "reason"),
    [
        (Command("mirror", "unfold"), {"GW_DDM_PE__C_OSMirrorStatus": "folded"}, "parked"),
        (Command("door.lock", "lock", "driver"), {"GW_IPM_PE_2__C_DRVUnlockState": "unlocked"}, "parked"),
        (Command("trunk", "close"), {"CGW1__CF_Gway_TrunkTgSw": "open"}, "parked"),
        (
            Command("headlamp", "on"),
            {"CGW1__CF_Gway_LightSwState": "off", "CGW1__CF_Gway_HeadLampLow": "off"},
            "not_dark_moving",
        ),
        (Command("headlamp", "set", value="auto"), {"CGW1__CF_Gway_LightSwState": "off"}, "not_dark_moving"),
    ],
    ids=lambda value: f"{value.function} {value.op}" if isinstance(value, Command) else "",
)
def test_undo_is_bounded_by_what_it_would_do(rig, change, world, reason):
    """Locking is fine on the road, its undoing is not."""
    rig.set(**world)
    assert outcomes(rig.say(change)) == [Outcome.CONFIRMED]
    rig.set(CGW2__CF_Gway_AutoLightValue="dark")
    rig.drive(60)
    rig.sent.clear()
    turn = rig.say(UNDO)
    assert (outcomes(turn), reasons(turn)) == ([Outcome.REFUSED], [reason])
    assert not rig.sent


@pytest.mark.parametrize(
    ("change", "world"),
    [
        (Command("trunk", "close"), {"CGW1__CF_Gway_TrunkTgSw": "open"}),
        (Command("door.lock", "lock", "driver"), {"GW_IPM_PE_2__C_DRVUnlockState": "unlocked"}),
    ],
    ids=["trunk", "door"],
)
def test_undo_asks_where_the_order_would(rig, change, world):
    rig.set(**world)
    rig.say(change)
    rig.sent.clear()
    assert outcomes(rig.say(UNDO)) == [Outcome.NEEDS_CONFIRMATION]
    assert not rig.sent
    assert outcomes(rig.say(YES)) == [Outcome.CONFIRMED]


def test_undo_does_not_close_a_window_with_the_ignition_off(rig):
    rig.say(Command("window", "open"))
    rig.set(CGW1__CF_Gway_IGNSw="off")
    rig.sent.clear()
    assert reasons(rig.say(UNDO)) == ["ignition"]
    assert not rig.sent


def test_the_lamps_come_back_on_in_the_dark(rig):
    rig.say(Command("headlamp", "off"))
    rig.set(CGW2__CF_Gway_AutoLightValue="dark")
    rig.drive(60)
    assert outcomes(rig.say(UNDO)) == [Outcome.CONFIRMED]
    assert rig.state.value("CGW1.CF_Gway_LightSwState") == "auto"


def test_repeat_says_the_same_again(rig):
    assert "아직" in rig.say(Command("dialog.repeat", "do")).reply
    said = rig.say(Command("status.fuel", "query")).reply
    assert rig.say(Command("dialog.repeat", "do")).reply == said
    assert rig.say(Command("dialog.repeat", "do")).reply == said


def test_help_and_thanks(rig):
    assert "창문" in rig.say(Command("dialog.help", "do")).reply
    assert rig.say(Command("dialog.thanks", "do"), lang="en").reply == "You're welcome."
    assert not rig.sent


def test_the_last_commands_go_to_the_nlu_and_are_forgotten(rig):
    rig.say(UP, seat="passenger")
    rig.say(Command("dialog.thanks", "do"), seat="rear_left")
    assert rig.context.last == (UP,)
    rig.live(1.0)
    rig.silence(MEMORY)
    rig.say(Command("dialog.thanks", "do"))
    assert rig.context.last == ()


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (UP, UNDO),
        (Command("nav.nearby", "do", value="주유소"), Command("dialog.select", "do", value=2)),
        (Command("nav.nearby", "do", value="세차장"), YES),
    ],
    ids=["undo", "select", "yes to a place"],
)
def test_what_was_said_last_is_not_what_an_answer_does(rig, said, answer):
    """ "More" after an undo is more of what was said before it."""
    rig.say(said)
    assert outcomes(rig.say(answer)) == [Outcome.CONFIRMED]
    rig.say(Command("dialog.thanks", "do"))
    assert rig.context.last == (said,)


def test_what_a_yes_does_counts_as_said(rig):
    rig.say(UP)
    rig.say(outcome="ambiguous", candidates=[Command("seat.heat", "on")])
    rig.say(YES)
    rig.say(Command("dialog.thanks", "do"))
    assert rig.context.last == (Command("seat.heat", "on"),)


# lists


def test_a_place_is_chosen_from_what_is_nearby(rig):
    listed = rig.say(Command("nav.nearby", "do", value="주유소"))
    assert outcomes(listed) == [Outcome.ANSWERED]
    names = [place.ko for place in rig.session.places]
    assert [f"{i}. {name}" in listed.reply for i, name in enumerate(names, 1)] == [True] * 3 + [False] * 2
    rest = rig.say(Command("nav.nearby", "do"))  # "which others?"
    assert [f"{i}. {name}" in rest.reply for i, name in enumerate(names, 1)] == [False] * 3 + [True] * 2
    turn = rig.say(Command("dialog.select", "do", value=2))
    assert outcomes(turn) == [Outcome.CONFIRMED]
    assert names[1] in turn.reply
    assert rig.state.value("VA_NAV_STS.GuidanceState") == "guiding"
    assert reasons(rig.say(Command("dialog.select", "do", value=2))) == ["no_list"]


def test_a_place_is_chosen_from_several_of_that_name(rig):
    rig.say(Command("nav.go", "do", value="스타벅스"))
    names = [place.ko for place in rig.session.places]
    assert len(names) > 1
    assert names[0] in rig.say(Command("dialog.select", "do", value=1)).reply


def test_a_stop_is_chosen_from_several_of_that_name(rig):
    rig.say(Command("nav.go", "do", value="부산역"))
    assert reasons(rig.say(Command("nav.waypoint", "add", value="스타벅스"))) == ["several_places"]
    assert outcomes(rig.say(Command("dialog.select", "do", value=1))) == [Outcome.CONFIRMED]
    assert rig.state.value("VA_NAV_STS.WaypointCount") == 1


@pytest.mark.parametrize("value", [0, 6, 99, -1, 1e12])
def test_what_is_not_in_the_list_cannot_be_chosen(rig, value):
    rig.say(Command("nav.nearby", "do", value="주유소"))
    assert reasons(rig.say(Command("dialog.select", "do", value=value))) == ["range"]
    assert outcomes(rig.say(Command("dialog.select", "do", value=1))) == [Outcome.CONFIRMED]


@pytest.mark.parametrize(
    "answer",
    [YES, Command("dialog.select", "do"), Command("dialog.select", "do", value=1)],
    ids=["yes", "that one", "first"],
)
def test_the_only_place_needs_no_number(rig, answer):
    rig.say(Command("nav.nearby", "do", value="세차장"))
    (place,) = rig.session.places
    turn = rig.say(answer)
    assert rig.context.pending
    assert outcomes(turn) == [Outcome.CONFIRMED]
    assert place.ko in turn.reply
    assert rig.say(YES).reply == "지금 여쭤본 것이 없어요."
    assert reasons(rig.say(Command("dialog.select", "do", value=1))) == ["no_list"]


@pytest.mark.parametrize("there", ["거기", "there", "", None])
def test_there_is_the_only_place(rig, there):
    rig.say(Command("nav.nearby", "do", value="car wash"), lang="en")
    turn = rig.say(Command("nav.go", "do", value=there), lang="en")
    assert turn.reply.startswith("Navigating to Seogwang Car Wash.")
    rig.say(Command("nav.nearby", "do", value="약국"))
    assert outcomes(rig.say(Command("nav.waypoint", "add", value=there))) == [Outcome.CONFIRMED]
    assert rig.state.value("VA_NAV_STS.WaypointCount") == 1


def test_the_only_place_may_be_gone_to_in_the_same_breath(rig):
    turn = rig.say(Command("nav.nearby", "do", value="세차장"), Command("nav.go", "do", value="거기"))
    assert outcomes(turn) == [Outcome.ANSWERED, Outcome.CONFIRMED]
    assert rig.say(YES).reply == "지금 여쭤본 것이 없어요."


def test_where_several_places_or_none_were_named_it_is_asked_where_there_is(rig):
    assert reasons(rig.say(Command("nav.go", "do", value="거기"))) == ["value_missing"]
    rig.say(Command("nav.nearby", "do", value="주유소"))
    assert reasons(rig.say(Command("nav.go", "do", value="거기"))) == ["value_missing"]
    rig.say(Command("nav.nearby", "do", value="세차장"))
    rig.live(1.0)
    rig.silence(MEMORY)
    assert reasons(rig.say(Command("nav.go", "do", value="거기"))) == ["value_missing"]
    rig.live(1.0)
    assert outcomes(rig.say(Command("nav.go", "do", value="서울역"))) == [Outcome.CONFIRMED]


def test_a_yes_is_no_choice_among_several(rig):
    rig.say(Command("nav.nearby", "do", value="세차장"), Command("nav.nearby", "do", value="주유소"))
    assert rig.say(YES).reply == "지금 여쭤본 것이 없어요."
    assert not rig.sent


def test_the_only_place_is_not_gone_to_after_a_no_or_too_late(rig):
    rig.say(Command("nav.nearby", "do", value="세차장"))
    assert rig.say(NO).reply == "알겠어요, 하지 않을게요."
    assert rig.say(YES).reply == "지금 여쭤본 것이 없어요."
    rig.say(Command("nav.nearby", "do", value="세차장"))
    rig.live(QUESTION_LIFETIME + 0.1)
    assert rig.say(YES).reply == "지금 여쭤본 것이 없어요."
    assert reasons(rig.say(Command("dialog.select", "do", value=2))) == ["range"]
    assert not rig.sent


def test_a_yes_answers_the_risky_question_beside_the_place(rig):
    rig.say(TRUNK, Command("nav.nearby", "do", value="세차장"))
    assert outcomes(rig.say(YES)) == [Outcome.CONFIRMED] * 2
    assert rig.state.value("CGW1.CF_Gway_TrunkTgSw") == "open"


def test_no_closes_the_list(rig):
    rig.say(Command("nav.nearby", "do", value="주유소"))
    rig.say(NO)
    assert reasons(rig.say(Command("dialog.select", "do", value=1))) == ["no_list"]


def test_without_a_position_nothing_is_nearby(rig):
    rig.forget("VA_POSITION_STS.Lat")
    assert reasons(rig.say(Command("nav.nearby", "do", value="주유소"))) == ["unknown_state"]


# questions


QUERIES = [row.name for row in FUNCTIONS.values() if "query" in row.ops and not row.agent and (row.wires or row.checks)]


@pytest.mark.parametrize("name", QUERIES)
@pytest.mark.parametrize("lang", ["ko", "en"])
def test_an_unknown_state_is_never_told_as_a_value(rig, name, lang):
    row = FUNCTIONS[name]
    for path in {wire.status for wire in row.wires.values()} | {check.status for check in row.checks}:
        rig.forget(path)
    result = rig.do(name, "query", lang=lang)
    assert (result.outcome, result.reason) == (Outcome.REFUSED, "unknown_state")
    assert not any(letter.isdigit() for letter in result.reply)
    assert ("알 수 없어요" if lang == "ko" else "can't tell") in result.reply


def test_a_state_marked_invalid_is_not_told(rig):
    rig.set(CLU13__CF_Clu_DTE="not_available", DATC_P_02__DATC_AmbientTemp_C="not_available")
    rig.live(1.0)
    for name in ("status.range", "status.temperature_outside"):
        assert rig.do(name, "query").reason == "unknown_state"


@pytest.mark.parametrize(
    ("name", "world", "ko", "en"),
    [
        ("status.range", {"CLU13__CF_Clu_DTE": 123}, "123킬로미터", "123 kilometres"),
        ("status.tyre", {"TPMS11__POS_RL_W_LAMP": "low"}, "왼쪽 뒤 타이어 공기압이 낮아요", "rear left tyre is low"),
        ("status.door", {"CGW2__CF_Gway_RRDrSw": "open"}, "오른쪽 뒷문이 열려 있어요", "rear right door is open"),
        ("status.warning", {"VA_CAR_STS__OilWarn": "warning"}, "오일 경고등", "oil warning"),
        (
            "door.lock",
            {"GW_IPM_PE_2__C_ASTUnlockState": "unlocked"},
            "조수석 문이 안 잠겼어요",
            "passenger door is unlocked",
        ),
        ("status.temperature_outside", {"DATC_P_02__DATC_AmbientTemp_C": -3.5}, "-3.5도", "-3.5 degrees"),
        ("trunk", {"CGW1__CF_Gway_TrunkTgSw": "open"}, "열려 있어요", "open"),
        ("adas.cruise", {"VA_CAR_STS__CruiseState": "on"}, "켜져 있어요", "on"),
        ("media.volume", {"AMP_HU_PE_03__AMP_MainVolumeSetting": 45}, "100퍼센트", "100 percent"),
        ("info.time", {}, "오전 9시 5분", "9:05 a.m."),
        ("info.date", {}, "3월 2일 월요일", "Monday, March 2"),
    ],
)
def test_the_answer_is_what_the_car_reports(rig, name, world, ko, en):
    rig.set(**world)
    rig.live(1.0)
    assert ko in rig.do(name, "query").reply
    assert en in rig.do(name, "query", lang="en").reply


def test_what_is_left_of_the_route(rig):
    assert rig.do("nav.remaining", "query").reply == "길 안내 중이 아니에요."
    rig.say(Command("nav.go", "do", value="서울역"))
    rig.live(2.0)
    for what, unit in (("distance", "킬로미터"), ("time", "분"), ("arrival", "시")):
        reply = rig.do("nav.remaining", "query", what).reply
        assert unit in reply
        assert "직선거리" in reply


# the request and its record


@pytest.mark.parametrize(
    ("command", "what"),
    [
        (Command("spoiler", "open"), "no function 'spoiler'"),
        (Command("window", "fly"), "no op 'fly'"),
        (Command("window", "open", "roof"), "no zone 'roof'"),
        (Command("climate.ac", "on", "driver"), "no zone 'driver'"),
        (Command("window", "set", value="half"), "'half' is not a percent"),
        (Command("window", "set", value=float("nan")), "nan is not a number"),
        (Command("window", "set", value=float("inf")), "inf is not a number"),
        (Command("window", "set", value=10**400), "is not a number"),
        (Command("window", "set", value=True), "True is not a percent"),
        (Command("drive_mode", "set", value="party"), "'party' is not a word"),
        (Command("climate.ac", "on", value=3), "3 is not a value that it takes"),
        (Command("nav.go", "do", value=3), "3 is not a place"),
        (Command("message.send", "do", value="늦어"), "'늦어' is not a message"),
        (Command("message.send", "do", value={"to": "아내", "bcc": "엄마"}), "is not a message"),
        (Command("phone.call", "do", value="엄" * 2000), "too long"),
        (Command("phone.call", "do", value="\ud800"), "not valid text"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_outside_the_catalogue_is_an_error_and_nothing_is_done(rig, command, what):
    with pytest.raises(InvalidCommand, match=what):
        rig.run([Command("seat.heat", "on"), command])
    assert not rig.sent


def test_one_line_ties_words_commands_frames_and_reply(rig, caplog):
    with caplog.at_level(logging.INFO, "malcha.audit"):
        turn = rig.say(Command("climate.ac", "on"), Command("adas.cruise", "on"))
    (record,) = [record for record in caplog.records if record.name == "malcha.audit"]
    line = json.loads(record.message)
    assert (line["id"], line["text"], line["reply"]) == (turn.id, "...", turn.reply)
    first, second = line["commands"]
    sent = [frame for frame in first["frames"] if frame["way"] == "sent"]
    assert [(frame["bus"], frame["id"], frame["data"]) for frame in sent] == [("mcan", "034", "00FF0F0000020000")]
    assert (second["outcome"], second["reason"], second["frames"]) == ("refused", "never", [])


@pytest.mark.parametrize("by", [None, RecognisedBy("vosk-ko", "0.1", "server", "server first")])
def test_the_line_says_who_recognised_what_came_as_audio(rig, caplog, by):
    rig.heard = Understanding("understood", (Command("climate.ac", "on"),), 1.0)
    with caplog.at_level(logging.INFO, "malcha.audit"):
        rig.assistant.say([("...", 1.0)], requester=Requester(heard_by=by))
        rig.assistant.say([("멈춰", 1.0)], requester=Requester(heard_by=by))
    lines = [json.loads(record.message) for record in caplog.records if record.name == "malcha.audit"]
    said = (
        {"recogniser": "vosk-ko", "recogniser_version": "0.1", "where": "server", "why": "server first"} if by else {}
    )
    assert len(lines) == 2
    for line in lines:
        assert {
            name: line[name] for name in ("recogniser", "recogniser_version", "where", "why") if name in line
        } == said


def test_stages_are_timed(rig):
    timings = rig.say(Command("climate.ac", "on")).timings
    assert set(timings) == {"understand", "resolve and policy", "encode and send", "confirm", "total"}
    assert all(0 <= ms <= timings["total"] for ms in timings.values())


def test_the_talk_of_a_client_is_its_own_and_that_of_too_many_is_forgotten(rig):
    def say(name, *commands):
        return outcomes(rig.run(commands, client=Client(name)))

    assert say("a", TRUNK) == [Outcome.NEEDS_CONFIRMATION]
    assert say("b", YES) == [Outcome.ANSWERED]  # nobody asked it anything
    assert say("a", YES) == [Outcome.CONFIRMED]
    rig.set(CGW1__CF_Gway_TrunkTgSw="closed")
    say("a", TRUNK)
    for number in range(MOST_SESSIONS):
        say(f"c{number}", TRUNK)
    assert say("a", YES) == [Outcome.ANSWERED]
    assert len(rig.assistant.sessions.kept) == MOST_SESSIONS


@pytest.mark.parametrize(
    ("function", "op", "value"), [("seat.position", "set", "recline"), ("climate.temperature", "up", None)]
)
def test_my_seat_is_never_somebody_elses(rig, function, op, value):
    """Who sits in the rear has no such seat or temperature: the driver's stays as it is."""
    (result,) = rig.run([Command(function, op, "speaker", value)], seat="rear_left").results
    assert (result.outcome, result.reason, rig.sent) == (Outcome.REFUSED, "not_fitted", [])

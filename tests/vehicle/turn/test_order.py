"""Facts about several commands of one utterance, and about questions, undo and lists."""

import pytest
from g70 import codec, dbc

from contract.values import Command
from vehicle.delivery.temperature_keys import Temperature
from vehicle.results.result import Outcome

YES, UNDO = Command("dialog.yes", "do"), Command("dialog.undo", "do")
TRUNK = Command("trunk", "open")
HEAT, HEAT_STATUS = Command("seat.heat", "on", "driver"), "DATC_PE_05.DATC_DrSeatWarmerDisp"
TEMPERATURE = "DATC_PE_02.DATC_DrTempDispC"


def outcomes(turn):
    return [(result.outcome, result.reason) for result in turn.results]


def test_a_yes_to_there_goes_to_the_only_place(rig):
    """The question about a reading that points at the place just listed."""
    rig.say(Command("nav.nearby", "do", value="세차장"))
    rig.say(outcome="ambiguous", candidates=[Command("nav.go", "do", value="거기")])
    assert outcomes(rig.say(YES)) == [(Outcome.CONFIRMED, "")]
    assert rig.state.value("VA_NAV_STS.GuidanceState") == "guiding"


def test_an_undo_of_what_is_so_again_asks_nothing(rig):
    rig.set(CGW1__CF_Gway_TrunkTgSw="open")
    rig.say(Command("trunk", "close"))
    rig.set(CGW1__CF_Gway_TrunkTgSw="open")
    turn = rig.say(UNDO)
    assert outcomes(turn) == [(Outcome.ALREADY, "")]
    assert turn.results[0].command == UNDO
    assert rig.say(YES).reply == "지금 여쭤본 것이 없어요."


def test_an_undo_that_cannot_be_sent_is_a_result_of_the_undo(rig):
    rig.say(HEAT)
    rig.silence(10.0)
    turn = rig.say(UNDO)
    assert outcomes(turn) == [(Outcome.FAILED, "bus_silent")]
    assert (turn.results[0].command, turn.results[0].details) == (UNDO, {})


@pytest.mark.parametrize("first", [[HEAT], [YES]], ids=["order", "yes"])
def test_an_undo_in_the_same_utterance_takes_back_what_was_just_done(rig, first):
    rig.say(Command("climate.temperature", "up"))
    rig.say(outcome="ambiguous", candidates=[HEAT])
    turn = rig.say(*first, UNDO)
    assert outcomes(turn) == [(Outcome.CONFIRMED, "superseded"), (Outcome.CONFIRMED, "")]
    assert (rig.state.value(HEAT_STATUS), rig.state.value(TEMPERATURE)) == ("off", 23.0)


def test_what_is_only_asked_about_supersedes_nothing(rig):
    """The driver's door is unlocked by hand while the turn asks whether to unlock it."""
    rig.set(GW_IPM_PE_2__C_DRVUnlockState="unlocked")
    path, left = "GW_IPM_PE_2.C_DRVUnlockState", [True]

    def unlocks(frame):
        if left and not frame.sent and frame.message == "VA_WINDOW_STS" and frame.signals["DrWdwPos"] == 60:
            left.clear()
            rig.sim.set(path, "unlocked")
            rig.live(0.2)

    rig.bridge.observers.append(unlocks)
    lock, ask = Command("door.lock", "lock", "driver"), Command("door.lock", "unlock", "driver")
    turn = rig.say(lock, Command("window", "set", "driver", 60), ask)
    assert outcomes(turn)[::2] == [(Outcome.FAILED, "changed_since"), (Outcome.NEEDS_CONFIRMATION, "")]


def test_each_of_two_titles_is_named(rig):
    first, second = rig.say(*(Command("media.play", "play", value=title) for title in ("밤편지", "봄날"))).results
    assert [first.outcome, second.outcome] == [Outcome.CONFIRMED] * 2
    assert (first.reply, second.reply) == ("밤편지를 틀었어요.", "봄날을 틀었어요.")


def test_presses_that_policy_ends_say_why(rig):
    """The ignition goes off while the temperature is still being set by keys."""
    rig.assistant.temperature = Temperature.STEPS
    left = [True]

    def off(frame):
        if left and frame.sent and len(rig.sent) == 2:
            left.clear()
            rig.sim.set("CGW1.CF_Gway_IGNSw", "off")

    rig.bridge.observers.append(off)
    turn = rig.say(Command("climate.temperature", "set", "driver", 27))
    assert outcomes(turn) == [(Outcome.FAILED, "ignition")]
    assert turn.reply == "시동이 꺼져 있어서 할 수 없어요."


@pytest.mark.parametrize(
    "commands",
    [
        (Command("phone.hangup", "do"), Command("message.read", "do")),
        (Command("message.read", "do"), Command("phone.hangup", "do")),
        (Command("message.read", "do"), Command("phone.call", "do", value="엄마")),
        (Command("nav.map", "zoom_in"), Command("nav.map", "zoom_out")),
    ],
    ids=lambda commands: " ".join(command.function for command in commands),
)
def test_of_two_that_write_one_signal_the_first_is_done_though_its_frame_was_lost(rig, commands):
    """They share no status. Behind a newer command of its signal a frame is not repeated, so the second one waits."""
    if any(command.function == "phone.hangup" for command in commands):
        rig.set(VA_PHONE_STS__CallState="active")
    message, lost = next(iter(rig.plan(commands[0]).writes)).partition(".")[0], []

    def loses_one(frame):
        if frame.arbitration_id == dbc.messages[message].message.frame_id and not lost:
            return lost.append(frame)
        return frame

    rig.to_car = loses_one
    assert [result.outcome for result in rig.say(*commands).results] == [Outcome.CONFIRMED] * 2
    assert lost


WARMER, DEFROST = Command("climate.temperature", "set", "driver", 27), Command("climate.defrost_rear", "on")


def test_while_keys_are_pressed_nothing_else_goes_out_in_their_message(rig):
    """It would not be repeated until the last press, and then be too old: here its first frame is lost."""
    rig.assistant.temperature, lost = Temperature.STEPS, []

    def loses_one(frame):
        name, signals = codec.decode(frame.channel, frame)
        if name == "HU_DATC_E_02" and signals["HU_DATC_RearDefog"] == "on" and not lost:
            return lost.append(frame)
        return frame

    rig.to_car = loses_one
    assert outcomes(rig.say(WARMER, DEFROST)) == [(Outcome.CONFIRMED, "")] * 2
    assert lost


def test_without_keys_the_temperature_waits_for_no_other_climate_command(rig):
    """It has a message of its own."""
    rig.slow, times = True, []
    rig.to_car = lambda frame: times.append(rig.clock()) or frame
    assert outcomes(rig.say(DEFROST, WARMER)) == [(Outcome.CONFIRMED, "")] * 2
    assert len(times) == 2
    assert times[1] - times[0] < 0.01


def test_a_question_is_not_timed_as_a_confirmation(rig):
    assert "confirm" not in rig.say(Command("status.fuel", "query")).timings


def test_catching_up_with_the_bus_is_no_time_of_the_turn(rig):
    rig.stall(1.0)
    rig.silence(0.0)
    turn = rig.say(Command("status.fuel", "query"))
    assert turn.timings["total"] < 100.0  # ms; the catching up alone may take 500


def test_a_message_whose_receiver_has_two_lines_and_no_text_is_asked_for(rig):
    turn = rig.say(Command("message.send", "do", value={"to": "엄마\n아빠", "text": ""}))
    assert outcomes(turn) == [(Outcome.NEEDS_CONFIRMATION, "value_missing")]


@pytest.mark.parametrize(
    "command",
    [
        Command("media.source", "set", value="radio"),
        Command("media.source", "set", value="fm"),
        Command("media.tune", "set", value=89.1),
        Command("media.preset", "set", value=1),
    ],
    ids=["radio", "fm", "89.1", "preset 1"],
)
def test_after_a_pause_the_radio_plays_again_and_is_confirmed_only_then(rig, command):
    rig.say(Command("media.source", "set", value="radio"))
    rig.say(Command("media.tune", "set", value=89.1))
    rig.say(Command("media.pause", "do"))
    assert rig.state.value("VA_MEDIA_STS.PlayState") == "paused"
    assert outcomes(rig.say(command)) == [(Outcome.CONFIRMED, "")]
    assert rig.state.value("VA_MEDIA_STS.PlayState") == "playing"
    assert outcomes(rig.say(command)) == [(Outcome.ALREADY, "")]


def test_a_radio_that_stays_paused_is_not_called_playing(rig):
    rig.say(Command("media.source", "set", value="radio"))
    rig.say(Command("media.pause", "do"))
    paused = rig.sim.signals.frame("VA_MEDIA_STS")
    rig.to_gateway = lambda frame: None if frame.arbitration_id == paused.arbitration_id else frame
    assert outcomes(rig.say(Command("media.source", "set", value="radio"))) == [(Outcome.TIMED_OUT, "timed_out")]


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("ko", "공조를 켜고 운전석 온도를 23도로 올렸어요."),
        ("en", "Climate control on. Driver temperature up to 23 degrees."),
    ],
)
def test_what_came_on_with_it_is_said(rig, lang, said):
    warmer = Command("climate.temperature", "up", "driver")
    rig.say(Command("climate.power", "off"))
    assert rig.say(warmer, lang=lang).reply == said
    assert rig.say(warmer, lang=lang).reply == said.replace("23", "24").replace("공조를 켜고 ", "").replace(
        "Climate control on. ", ""
    )


def test_what_was_on_is_not_said_to_have_come_on(rig):
    rig.say(Command("climate.power", "off"))
    turn = rig.say(Command("climate.fan", "set", value=4), Command("climate.temperature", "set", "driver", 25))
    assert turn.reply == "공조를 켜고 바람 세기를 4단으로 맞췄어요. 운전석 온도를 25도로 맞췄어요."

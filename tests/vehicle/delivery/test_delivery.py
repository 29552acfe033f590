"""Facts about confirmation: done is what the car's own status says, received after the command and in time."""

from dataclasses import replace
from itertools import pairwise

import can
import pytest
from g70 import FUNCTIONS, HEAD_UNIT_ID, codec, dbc

from contract.values import Command
from vehicle.can.text_link import Kind
from vehicle.can.trace import FrameTrace
from vehicle.delivery.manual_override import on_the_way, shown_in
from vehicle.gateway import text_sender
from vehicle.results.result import Outcome

WINDOW = "VA_WINDOW_STS.DrWdwPos"
DEAF = [
    Command("climate.ac", "on"),
    Command("climate.temperature", "set", "driver", 24),
    Command("climate.heater", "on"),
    Command("hazard", "on"),
    Command("seat.heat", "on"),
    Command("window", "open"),
    Command("media.volume", "set", value=80),
    Command("media.volume", "mute"),
    Command("media.next", "do"),
    Command("nav.go", "do", value="서울역"),
    Command("nav.map", "zoom_in"),
    Command("message.read", "do"),
    Command("mirror", "fold"),
]


def ids(command):
    return f"{command.function} {command.op}"


def nothing(frame):
    return None


def of(message):
    return dbc.messages[message].message.frame_id


def without(*messages):
    """A way on which frames of these messages are lost."""
    lost = {of(message) for message in messages}
    return lambda frame: None if frame.arbitration_id in lost else frame


def damaged(message):
    """A way on which a bit of this message is turned."""

    def turn(frame):
        if frame.arbitration_id != of(message):
            return frame
        data = bytearray(frame.data)
        data[3] ^= 0x10
        return can.Message(arbitration_id=frame.arbitration_id, data=data, is_extended_id=False, channel=frame.channel)

    return turn


@pytest.mark.parametrize("command", DEAF, ids=ids)
def test_an_ecu_that_never_answers(rig, command):
    """The command is given up at the row's deadline and the reply does not say that it is done."""
    rig.to_car = nothing
    began = rig.clock()
    for lang, honest in (("ko", "알 수 없어요"), ("en", "can't tell")):
        result = rig.run([command], lang).results[0]
        assert (result.outcome, result.reason) == (Outcome.TIMED_OUT, "timed_out")
        assert honest in result.reply
    deadline = FUNCTIONS[command.function].deadline
    assert 2 * deadline <= rig.clock() - began < 2 * deadline + 1.0
    assert rig.commands


def test_after_a_silent_ecu_the_next_command_is_as_good_as_ever(rig):
    rig.to_car = nothing
    rig.do("seat.heat", "on")
    rig.to_car = lambda frame: frame
    assert rig.do("seat.heat", "on").outcome is Outcome.CONFIRMED


@pytest.mark.parametrize(("lang", "why"), [("ko", "지금 할 수 없어요"), ("en", "not possible right now")])
def test_an_ecu_that_rejects_says_why(rig, lang, why):
    rig.do("window", "set", 60, "driver")
    rig.sim.set("CGW1.CF_Gway_IGNSw", "off")  # and the gateway has not heard of it yet
    began = rig.clock()
    result = rig.do("window", "close", None, "driver", lang)
    assert (result.outcome, result.reason) == (Outcome.FAILED, "not_now")
    assert rig.clock() - began < 0.5, "its eight seconds are not waited for"
    assert why in result.reply
    assert rig.state.value("VA_WINDOW_STS.DrWdwPos") == 60


@pytest.mark.parametrize(("after", "outcome"), [(0.4, Outcome.CONFIRMED), (0.6, Outcome.ALREADY)])
def test_half_a_second_after_it_was_given_up_a_command_acts_no_more(rig, after, outcome):
    """Until then nobody relies on a status that does not show it: the opposite is sent though it seems to be so."""
    rig.to_car, rig.to_gateway = nothing, without("CGW1")
    assert rig.do("hazard", "on").outcome is Outcome.TIMED_OUT
    rig.live(after)
    rig.to_car = rig.to_gateway = lambda frame: frame
    rig.hear(rig.sim.signals.frame("CGW1"))
    assert rig.do("hazard", "off").outcome is outcome


def test_what_was_given_up_and_is_heard_to_be_done_after_all_is_so_at_once(rig):
    rig.to_gateway = without("CGW1")
    assert rig.do("hazard", "on").outcome is Outcome.TIMED_OUT
    rig.to_gateway = lambda frame: frame
    rig.hear(rig.sim.signals.frame("CGW1"))
    assert rig.do("hazard", "on").outcome is Outcome.ALREADY


def test_what_seems_to_be_so_is_sent_all_the_same_while_its_opposite_is_on_its_way(rig):
    rig.to_car = nothing
    rig.delivery.send(rig.plan(Command("hazard", "on")))
    rig.to_car = lambda frame: frame
    assert rig.do("hazard", "off").outcome is Outcome.CONFIRMED


def test_a_message_that_is_not_there_cannot_be_read(rig):
    assert rig.do("message.read", "do").outcome is Outcome.CONFIRMED
    result = rig.do("message.read", "do")
    assert (result.outcome, result.reason) == (Outcome.FAILED, "not_found")


def test_a_rejection_of_another_command_is_not_taken_for_this_one(rig):
    rig.do("phone.redial", "do")
    assert rig.state.value("VA_PHONE_STS.Result") == "rejected"
    rig.to_car = nothing
    assert rig.do("message.read", "do").outcome is Outcome.TIMED_OUT


@pytest.mark.parametrize("function", ["media.next", "nav.map"])
def test_an_acknowledgement_older_than_the_command_does_not_confirm(rig, function):
    """A gateway that was started again counts from one, and the car may have stopped there."""
    op = next(op for op in FUNCTIONS[function].ops)
    message = "VA_MEDIA_STS" if function == "media.next" else "VA_DISPLAY_STS"
    rig.sim.set(f"{message}.AckSeq", 1)
    rig.live(1.0)
    assert rig.state.value(f"{message}.AckSeq") == 1
    rig.to_car, rig.to_gateway = nothing, without(message)
    assert rig.do(function, op).outcome is Outcome.TIMED_OUT


def test_a_status_older_than_the_command_does_not_confirm(rig):
    """The song was playing before; that it plays says nothing about the next one."""
    assert rig.state.value("VA_MEDIA_STS.PlayState") == "playing"
    rig.to_gateway = without("VA_MEDIA_STS")
    assert rig.do("media.next", "do").outcome is Outcome.TIMED_OUT


@pytest.mark.parametrize(
    ("function", "op", "status"),
    [
        ("climate.ac", "on", "DATC_PE_03"),
        ("seat.heat", "on", "DATC_PE_05"),
        ("hazard", "on", "CGW1"),
        ("window", "open", "VA_WINDOW_STS"),
    ],
)
def test_done_is_not_said_without_the_status(rig, function, op, status):
    rig.to_gateway = without(status)
    result = rig.do(function, op)
    assert result.outcome is Outcome.TIMED_OUT
    rig.to_gateway = lambda frame: frame
    rig.live(FUNCTIONS[function].deadline)
    assert rig.do(function, op).outcome is Outcome.ALREADY  # it had been done after all


@pytest.mark.parametrize(
    ("function", "op", "status"),
    [
        ("window", "open", "VA_WINDOW_STS"),
        ("drive_mode", "set", "VA_BODY_STS"),
        ("light.interior", "on", "VA_LIGHT_STS"),
    ],
)
def test_a_damaged_status_does_not_confirm(rig, function, op, status):
    rig.to_gateway = damaged(status)
    result = rig.do(function, op, "sport" if op == "set" else None)
    assert result.outcome is Outcome.TIMED_OUT
    assert rig.bridge.refused_frames[f"mcan {status}: wrong CRC"]


def test_an_acknowledgement_alone_does_not_confirm(rig):
    """The ECU took the command, and its own status says something else."""
    rig.to_car = lambda frame: (
        frame
        if frame.arbitration_id != of("VA_SEAT_CMD")
        else codec.encode("VA_SEAT_CMD", codec.image("VA_SEAT_CMD"), 1, 1)
    )
    result = rig.do("seat.heat", "on", zone="rear_left")
    assert rig.state.value("VA_SEAT_STS.AckSeq") == 1
    assert result.outcome is Outcome.TIMED_OUT


def test_words_that_the_head_unit_does_not_take(rig, monkeypatch):
    monkeypatch.setattr(text_sender, "TEXT_DEADLINE", 0.01)
    rig.to_car = nothing
    for lang in ("ko", "en"):
        result = rig.do("media.play", "play", "아리랑 아리랑", lang=lang)
        assert (result.outcome, result.reason) == (Outcome.FAILED, "not_sent")
    assert rig.commands == []
    assert rig.sim.ecus.media.title != "아리랑 아리랑"


def test_a_bus_that_does_not_take_frames(rig, monkeypatch):
    def gone(frame):
        raise can.CanOperationError("the interface is down")

    monkeypatch.setattr(rig.bridge.buses["mcan"], "send", gone)
    for lang, honest in (("ko", "보내지 못했어요"), ("en", "could not be sent")):
        result = rig.do("seat.heat", "on", lang=lang)
        assert (result.outcome, result.reason) == (Outcome.FAILED, "not_sent")
        assert honest in result.reply
        rig.live(0.5)  # so that it is tried again


def test_the_volume_needs_the_tone_to_be_known(rig):
    rig.forget("AMP_HU_PE_03.AMP_MidSetting")
    result = rig.do("media.volume", "set", 40)
    assert (result.outcome, result.reason) == (Outcome.FAILED, "not_sent")
    assert not rig.sent
    rig.live(1.0)
    assert rig.do("media.volume", "set", 40).outcome is Outcome.CONFIRMED


def test_the_result_carries_the_frames_that_tell(rig):
    result = rig.do("seat.heat", "on", zone="rear_left")
    sent = [frame for frame in result.frames if frame.sent]
    heard = [frame for frame in result.frames if not frame.sent]
    assert [(frame.bus, frame.message, frame.signals["RlSeatHeatSet"]) for frame in sent] == [
        ("mcan", "VA_SEAT_CMD", 2)
    ]
    assert heard[-1].message == "VA_SEAT_STS"
    assert heard[-1].signals["RlSeatHeatState"] == 2


def test_the_whole_way_is_among_the_frames_that_tell_however_long_a_turn_takes(rig):
    """What the other ECUs say meanwhile takes no place: they send hundreds of frames a second."""
    result = rig.run([Command("window", "open", "driver"), Command("window", "close", "driver")]).results[1]
    shown = [frame.signals["DrWdwPos"] for frame in result.frames if frame.message == "VA_WINDOW_STS"]
    assert (shown[0], shown[-1]) == (100, 0)
    assert all(earlier - later < 10 for earlier, later in pairwise(shown))


class Hand:
    """Moves a control to `value` as soon as the car reports what `when` says."""

    def __init__(self, rig, path, value, when=lambda shown: True):
        self.rig, self.path, self.value, self.when, self.moved = rig, path, value, when, False
        rig.to_gateway = self

    def __call__(self, frame):
        message = self.path.partition(".")[0]
        if not self.moved and self.rig.commands and frame.arbitration_id == of(message):
            shown = codec.decode(frame.channel, frame)[1][self.path.partition(".")[2]]
            if self.when(shown):
                self.moved = True
                self.rig.sim.set(self.path, self.value)
        return frame


@pytest.mark.parametrize(("lang", "why"), [("ko", "직접 바꾸셔서"), ("en", "by hand")])
def test_a_hand_on_the_control_ends_the_waiting(rig, lang, why):
    """The window opens; at 40 % somebody pulls its switch. Nobody waits eight seconds to say that it did not open."""
    Hand(rig, WINDOW, 20, when=lambda shown: 40 <= shown < 60)
    began = rig.clock()
    result = rig.do("window", "open", None, "driver", lang)
    assert (result.outcome, result.reason) == (Outcome.FAILED, "manual_override")
    assert why in result.reply
    assert rig.clock() - began < 5.0
    assert rig.state.value(WINDOW) == 20


def test_a_hand_that_goes_the_same_way_is_no_contradiction(rig):
    Hand(rig, WINDOW, 100, when=lambda shown: 40 <= shown < 60)
    assert rig.do("window", "open", None, "driver").outcome is Outcome.CONFIRMED


def test_a_hand_that_goes_too_far_is_one(rig):
    """From off, two was asked for: three is on no way there."""
    rig.to_car = nothing
    Hand(rig, "VA_SEAT_STS.RlSeatHeatState", 3)
    assert rig.do("seat.heat", "set", 2, "rear_left").reason == "manual_override"


def test_a_hand_that_chooses_another_word_is_one(rig):
    rig.to_car = nothing
    Hand(rig, "VA_BODY_STS.DriveModeState", "eco")
    assert rig.do("drive_mode", "set", "sport").reason == "manual_override"


@pytest.mark.parametrize(
    ("function", "zone", "before", "value", "want", "fine"),
    [
        ("window", "driver", 0, 40, 100, True),
        ("window", "driver", 60, 70, 20, False),
        ("window", "driver", 60, 10, 20, False),
        ("media.volume", "", 20, 25, 30, True),
        ("media.volume", "", 20, 5, 30, False),
        ("climate.temperature", "driver", 25.0, 26.0, "HI", True),
        ("climate.temperature", "driver", 25.0, 20.0, "HI", False),
        ("drive_mode", "", "eco", "comfort", "sport", False),  # words have no order, though their numbers have
        ("seat.position", "driver", "forward", "manual", "memory1", True),  # a word that no command sets
        ("sunroof", "", 60, "tilt", 100, True),  # beside the scale
    ],
)
def test_how_a_status_may_move(function, zone, before, value, want, fine):
    assert on_the_way(codec, FUNCTIONS[function].wires[zone], before, value, want) == fine


def test_another_window_may_move_as_it_likes(rig):
    Hand(rig, "VA_WINDOW_STS.PsWdwPos", 50, when=lambda shown: True)
    assert rig.do("window", "open", None, "driver").outcome is Outcome.CONFIRMED


def test_a_message_is_sent_with_its_words(rig):
    rig.do("message.send", "do", {"to": "엄마", "text": "늦어요"})
    assert rig.do("dialog.yes", "do").outcome is Outcome.CONFIRMED
    assert any(frame.arbitration_id == of("VA_TP_CMD") for frame in rig.sent)


def shows(rig, path, value):
    """The gateway hears that a signal has moved."""
    message, _, name = path.partition(".")
    heard = {
        found.partition(".")[2]: reading.value
        for found, reading in rig.state.snapshot().items()
        if found.startswith(f"{message}.")
    }
    rig.state.update(message, heard | {name: value}, rig.clock())


def test_a_status_that_nobody_asked_for_is_a_hand_after_three_tenths_of_a_second(rig):
    rig.to_car, mode, delivery = nothing, "VA_BODY_STS.DriveModeState", rig.delivery
    underway = delivery.send(rig.plan(Command("drive_mode", "set", value="sport")))
    rig.clock.now += 5.0
    shows(rig, mode, "eco")
    assert not delivery.feedback.overridden(underway, rig.clock())
    rig.clock.now += 0.29
    assert not delivery.feedback.overridden(underway, rig.clock())
    rig.clock.now += 0.02
    assert delivery.feedback.overridden(underway, rig.clock())
    shows(rig, mode, "sport")
    assert not delivery.feedback.overridden(underway, rig.clock()), "it came round after all"


def test_a_horn_that_falls_silent_is_no_hand(rig):
    action = rig.plan(Command("horn", "on"))
    assert rig.do("horn", "on").outcome is Outcome.CONFIRMED
    rig.to_car, delivery = nothing, rig.delivery
    underway = delivery.send(action)
    shows(rig, "VA_BODY_STS.HornState", "off")
    assert not delivery.feedback.overridden(underway, rig.clock(), at_once=True)


def test_a_status_from_before_a_waiting_command_went_out_does_not_confirm_it(rig):
    drown(rig, "VA_BODY_CMD.FrWiperSet")
    for _ in range(10):
        rig.bridge.send({"VA_BODY_CMD.FrWiperSet": "low"}, event=True)
    underway = rig.delivery.send(rig.plan(Command("hazard", "on")))
    assert underway.sent.waiting
    shows(rig, "CGW1.CF_Gway_HazardSw", "on")  # switched by hand before it was sent
    rig.to_car = nothing
    rig.silence(0.3)
    rig.hear(rig.sim.signals.frame("VA_WINDOW_STS"))
    assert underway.sent.frames
    assert rig.delivery.holds(underway.action)
    assert not rig.delivery.feedback.done(underway)


@pytest.mark.parametrize("when", ["it waits", "its frame goes out"])
def test_a_horn_that_was_heard_before_the_command_went_out_does_not_confirm_it(rig, when):
    """Somebody else has sounded it, and it falls silent again; or that status is still being read by another thread."""
    if when == "it waits":
        drown(rig, "VA_BODY_CMD.FrWiperSet")
        for _ in range(10):
            rig.bridge.send({"VA_BODY_CMD.FrWiperSet": "low"}, event=True)
    rig.to_car = nothing
    underway = rig.delivery.send(rig.plan(Command("horn", "on")))
    assert underway.sent.waiting == (when == "it waits")
    signals = codec.decode("mcan", rig.sim.signals.frame("VA_BODY_STS"))[1] | {"HornState": "on"}
    at = rig.clock() if underway.sent.waiting else underway.sent.at
    rig.delivery.feedback.see(FrameTrace(False, "mcan", of("VA_BODY_STS"), b"", "VA_BODY_STS", signals, at))
    assert rig.delivery.confirm(underway).outcome is Outcome.TIMED_OUT


def test_what_was_so_before_need_not_be_said_again(rig):
    """Of the heater's four signals only the temperatures move; the blower's message may be a slow one."""
    for function, op, value in (
        ("climate.temperature", "set", 20.0),
        ("climate.fan", "set", 4),
        ("climate.ac", "off", None),
    ):
        rig.do(function, op, value, "all" if function == "climate.temperature" else None)
    rig.to_gateway = without("DATC_PE_03")
    assert rig.do("climate.heater", "on").outcome is Outcome.CONFIRMED


def test_a_bus_that_does_not_take_it_is_said_to_be_why(rig):
    rig.to_gateway = lambda frame: None if frame.channel == "mcan" else frame
    rig.live(1.1)
    assert rig.do("hazard", "on").reason == "bus_silent"


def test_only_what_went_out_is_a_target(rig):
    path, delivery = "VA_SEAT_STS.RlSeatHeatState", rig.assistant.delivery
    looks = iter([True])  # it is there when the turn begins, and no longer when the frame would be sent
    gone = rig.run([Command("seat.heat", "set", "rear_left", 2)], connected=lambda: next(looks, False))
    assert (gone.results[0].reason, path in delivery.targets) == ("client_gone", False)
    rig.do("seat.heat", "set", 3, "rear_left")
    assert delivery.targets[path].values == (3,)


def test_what_passes_at_once_is_no_hand(rig):
    """The first of two commands may move what the second is about to set."""
    shown = []

    def blink(frame):
        if rig.commands and frame.arbitration_id == of("VA_BODY_STS") and not shown:
            shown.append("eco")
            values = codec.decode("mcan", frame)[1]
            return codec.encode("VA_BODY_STS", values | {"DriveModeState": "eco"}, int(values["Alive"]))
        return frame

    rig.to_gateway, rig.slow = blink, True
    assert rig.do("drive_mode", "set", "sport").outcome is Outcome.CONFIRMED
    assert shown


def test_a_roof_on_its_way_to_tilt_is_not_held_for_a_hand(rig):
    rig.do("sunroof", "set", 60)
    assert rig.do("sunroof", "tilt").outcome is Outcome.CONFIRMED


def test_a_command_that_waits_is_taken_back_by_a_hand(rig):
    """What is not on the bus yet never gets there."""
    drown(rig, "VA_BODY_CMD.FrWiperSet")
    rig.sim.set("VA_BODY_STS.DriveModeState", "eco")  # and the gateway has not heard of it yet
    result = rig.do("drive_mode", "set", "sport")
    assert (result.outcome, result.reason) == (Outcome.FAILED, "manual_override")
    rig.live(1.0)
    sports = [
        codec.decode("mcan", frame)[1]["DriveModeSet"]
        for frame in rig.sent
        if frame.arbitration_id == of("VA_BODY_CMD")
    ]
    assert "sport" not in sports
    assert rig.state.value("VA_BODY_STS.DriveModeState") == "eco"


def drown(rig, path):
    """So many commands at once that the next one has to wait for long."""
    for level in range(40):
        if rig.bridge.send({path: "low"}, event=True).waiting:
            return level
    raise AssertionError("there is no rate")


def test_a_command_that_waits_is_confirmed_once_it_is_sent(rig):
    drown(rig, "VA_BODY_CMD.FrWiperSet")
    began = rig.clock()
    assert rig.do("drive_mode", "set", "sport").outcome is Outcome.CONFIRMED
    assert rig.clock() - began < 0.5, "it waits no longer than it has to"


def test_a_command_that_waits_too_long_is_not_sent_and_said_so(rig):
    drown(rig, "VA_BODY_CMD.FrWiperSet")
    rig.to_gateway = nothing  # so the send queue is not looked at
    result = rig.do("drive_mode", "set", "sport")
    assert (result.outcome, result.reason) == (Outcome.FAILED, "expired")
    assert "제때" in result.reply
    rig.to_gateway = lambda frame: frame
    rig.live(1.0)
    assert rig.sim.values["VA_BODY_STS.DriveModeState"] != "sport"


def test_an_acknowledgement_of_this_turn_that_is_older_does_not_confirm(rig):
    """The number comes round every sixteen commands: what was acknowledged before is another command."""
    underway = rig.delivery.send(rig.plan(Command("nav.map", "zoom_in")))
    sent = underway.sent
    assert rig.delivery.feedback.done(underway)
    sent.at = rig.clock()  # as if sent only now
    assert not rig.delivery.feedback.done(underway)
    assert rig.delivery.feedback.rejected(sent) is None


def test_the_frames_of_a_turn_are_bounded(rig):
    rig.to_car, turn = nothing, rig.delivery
    underway = turn.send(rig.plan(Command("window", "open", "driver")))
    for _ in range(500):
        rig.hear(rig.sim.signals.frame("VA_WINDOW_STS"))
    assert len(turn.received.frames) == 400
    rig.sim.set(WINDOW, 20)
    rig.hear(rig.sim.signals.frame("VA_WINDOW_STS"))
    assert turn.conclude(underway).frames[-1].signals["DrWdwPos"] == 20, "the newest tells how it ended"


def test_a_gateway_that_was_kept_from_running_looks_first_at_what_came_meanwhile(rig):
    rig.stall(2.0)
    assert rig.do("seat.heat", "set", 2, "driver").outcome is Outcome.CONFIRMED


def test_a_car_that_is_silent_is_not_waited_for_long(rig):
    rig.silence(2.0)
    began = rig.clock()
    assert rig.do("seat.heat", "set", 2, "driver").outcome is Outcome.REFUSED
    assert 0.5 <= rig.clock() - began < 0.6
    assert not rig.sent


def test_what_is_not_answered_is_sent_again_after_a_tenth_of_a_second_then_twice_as_long(rig):
    times, began = [], rig.clock()
    rig.to_car = lambda frame: times.append(rig.clock() - began)
    assert rig.do("seat.heat", "set", 2, "driver").outcome is Outcome.TIMED_OUT
    assert times == pytest.approx([0.0, 0.1, 0.3, 0.7], abs=0.06)


def test_policy_is_asked_again_after_two_hundredths_of_a_second(rig):
    """The car drives off while the command waits for its turn."""
    for _ in range(20):
        rig.bridge.send({"VA_BODY_CMD.FrWiperSet": "low"}, event=True)
    underway = rig.delivery.send(rig.plan(Command("mirror", "fold")))
    assert underway.sent.waiting
    rig.clock.now += 0.025
    rig.sim.drive(30, "D")
    rig.hear(rig.sim.signals.frame("WHL_SPD11"))
    assert underway.sent.dropped == "parked"


def test_words_of_an_older_command_with_the_same_number_do_not_confirm(rig):
    """The number comes round every sixteen commands."""
    rig.state.texts[Kind.MESSAGE_READ] = (1, "어제 온 문자")
    rig.to_gateway = lambda frame: None if frame.arbitration_id == HEAD_UNIT_ID else frame
    result = rig.do("message.read", "do")
    assert (result.outcome, "어제" in result.reply) == (Outcome.TIMED_OUT, False)


@pytest.mark.parametrize(("standing", "looks"), [(0.09, False), (0.12, True)])
def test_a_gateway_looks_first_only_after_a_tenth_of_a_second_without_any_frame(rig, standing, looks):
    """One ECU that is gone is not waited for in every turn."""
    rig.to_gateway = without("CLU13")
    rig.live(6.0)
    rig.stall(standing)
    began = rig.clock()
    assert rig.do("seat.heat", "set", 2, "driver").outcome is Outcome.CONFIRMED
    assert (rig.clock() - began >= 0.5) == looks


def test_an_event_that_is_over_when_its_turn_comes_has_happened(rig):
    """The horn sounds for a second, the window takes longer."""
    commands = [Command("window", "open", "driver"), Command("horn", "on")]
    assert [result.outcome for result in rig.run(commands).results] == [Outcome.CONFIRMED] * 2
    assert rig.state.value("VA_BODY_STS.HornState") == "off"


def test_what_was_before_the_event_is_not_taken_for_it(rig):
    rig.do("horn", "on")
    rig.to_car = nothing
    rig.live(2.0)
    assert rig.do("horn", "on").outcome is Outcome.TIMED_OUT


def test_a_horn_that_sounds_already_is_not_asked_for_again(rig):
    """Nobody could tell the second from the first."""
    assert rig.do("horn", "on").outcome is Outcome.CONFIRMED
    rig.sent.clear()
    assert rig.do("horn", "on").outcome is Outcome.ALREADY
    assert not rig.sent


def test_any_of_the_expected_words_will_do(rig):
    action = rig.plan(Command("phone.call", "do", value="엄마"))
    assert action.expects == {"VA_PHONE_STS.CallState": ("dialling", "active")}
    rig.set(VA_PHONE_STS__CallState="active")
    assert rig.delivery.holds(action)
    heard = FrameTrace(
        False, "mcan", of("VA_PHONE_STS"), b"", "VA_PHONE_STS", {"CallState": "active", "AckSeq": 1}, 0.0
    )
    assert shown_in(codec, heard, action) == {"VA_PHONE_STS.CallState"}


def test_any_of_the_expected_words_is_on_the_way(rig):
    """Where two words confirm an action, the other one of them is no manual override."""
    rig.to_car, path = nothing, "VA_BODY_STS.DriveModeState"
    action = rig.plan(Command("drive_mode", "set", value="sport"))
    underway = rig.delivery.send(replace(action, expects={path: ("sport", "eco")}))
    shows(rig, path, "eco")
    assert not rig.delivery.feedback.overridden(underway, rig.clock(), at_once=True)


def test_a_hand_that_goes_on_counts_from_when_it_began(rig):
    rig.do("window", "set", 60, "driver")
    rig.to_car, delivery = nothing, rig.delivery
    underway = delivery.send(rig.plan(Command("window", "set", "driver", 100)))
    for shown in (50, 40, 30):
        shows(rig, WINDOW, shown)
        found = delivery.feedback.overridden(underway, rig.clock())
        rig.clock.now += 0.2
    assert found


def test_what_the_car_brings_is_a_detail_of_the_result(rig):
    played = rig.do("media.play", "play", "아이유 밤편지")
    assert (played.outcome, list(played.details)) == (Outcome.CONFIRMED, ["text"])
    assert "밤편지" in played.details["text"]
    assert rig.do("climate.ac", "on").details == {}

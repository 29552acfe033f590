"""Facts about repetitions: a frame that may be lost is sent a few times, while it is valid, and never acts twice."""

import errno
import math

import can
import pytest
from g70 import codec, dbc

from contract.values import Command
from vehicle.delivery.temperature_keys import MOST_IGNORED, Temperature
from vehicle.delivery.turn_delivery import TurnDelivery
from vehicle.gateway.bridge import BUS_OFF_FLAG
from vehicle.gateway.rates import PER_MESSAGE
from vehicle.gateway.send_queue import PATIENCE
from vehicle.results.result import Outcome


def of(message):
    return dbc.messages[message].message.frame_id


def sent(rig, message):
    """What was sent of a message: its signals, frame by frame."""
    return [codec.decode(frame.channel, frame)[1] for frame in rig.sent if frame.arbitration_id == of(message)]


class Lossy:
    """A way on which the first frames of a message are lost; `passed` are the others."""

    def __init__(self, message, first):
        self.id, self.left, self.passed = of(message), first, 0

    def __call__(self, frame):
        if frame.arbitration_id != self.id:
            return frame
        self.left -= 1
        self.passed += self.left < 0
        return frame if self.left < 0 else None


@pytest.mark.parametrize(
    ("command", "message"),
    [
        (Command("seat.heat", "set", "driver", 2), "VA_SEAT_CMD"),
        (Command("climate.ac", "on"), "HU_DATC_E_02"),
        (Command("hazard", "on"), "TMU_GW_E_01"),
        (Command("media.next", "do"), "VA_MEDIA_CMD"),
        (Command("phone.call", "do", value="엄마"), "VA_PHONE_CMD"),
    ],
    ids=lambda each: getattr(each, "function", each),
)
@pytest.mark.parametrize("lost", [1, 2, 3])
def test_a_lost_command_is_sent_again(rig, command, message, lost):
    rig.to_car = Lossy(message, lost)
    assert rig.run([command]).results[0].outcome is Outcome.CONFIRMED
    frames = sent(rig, message)
    assert len(frames) == lost + 1
    assert len({frame.get("Seq") for frame in frames}) == 1  # one command, said several times
    if "Alive" in frames[0]:
        assert [(frame["Alive"] - frames[0]["Alive"]) % 16 for frame in frames] == list(range(lost + 1))


def test_where_only_the_answers_are_lost_it_acts_once(rig):
    """The next song, not the one after it."""
    song = rig.sim.values["VA_MEDIA_STS.TrackCount"]
    rig.to_gateway = lambda frame: None if frame.arbitration_id == of("VA_MEDIA_STS") else frame
    assert rig.do("media.next", "do").outcome is Outcome.TIMED_OUT
    assert len(sent(rig, "VA_MEDIA_CMD")) > 1
    assert rig.sim.values["VA_MEDIA_STS.TrackCount"] == song + 1


def test_a_horn_is_not_sounded_again(rig):
    """Its frame has no number: the ECU would take it for another one, and so would who hears it."""
    rig.to_gateway = lambda frame: None if frame.arbitration_id == of("VA_BODY_STS") else frame
    assert rig.do("horn", "on").outcome is Outcome.TIMED_OUT
    assert len(sent(rig, "TMU_GW_E_01")) == 1


def test_what_is_answered_is_not_sent_again(rig):
    """A window takes seconds; its ECU has taken the command at once."""
    assert rig.do("window", "open", None, "driver").outcome is Outcome.CONFIRMED
    assert len(sent(rig, "VA_WINDOW_CMD")) == 1


def test_an_old_command_is_not_sent_again(rig):
    """Nobody answers for the eight seconds of a window: after the first second it is not said any more."""
    times = []
    rig.to_car, began = lambda frame: times.append(rig.clock()), rig.clock()
    assert rig.do("window", "open", None, "driver").outcome is Outcome.TIMED_OUT
    assert 3 <= len(times) <= 5
    assert times[-1] <= began + PATIENCE + 0.1
    assert rig.clock() - began >= 8.0


def test_a_hand_ends_the_repeats(rig):
    rig.do("seat.heat", "set", 1, "driver")
    rig.sent.clear()
    rig.to_car = lambda frame: rig.sim.set("DATC_PE_05.DATC_DrSeatWarmerDisp", 3)
    assert rig.do("seat.heat", "set", 2, "driver").reason == "manual_override"
    assert len(sent(rig, "VA_SEAT_CMD")) == 1


def test_a_hand_that_does_the_same_does_not_end_the_repeats(rig):
    """The ECU answers for the command, and so far it has not had it."""
    lost = Lossy("VA_SEAT_CMD", 2)
    rig.to_car = lambda frame: rig.sim.set("DATC_PE_05.DATC_DrSeatWarmerDisp", 2) or lost(frame)
    assert rig.do("seat.heat", "set", 2, "driver").outcome is Outcome.CONFIRMED
    assert lost.passed == 1


def test_policy_is_asked_again_before_each_repeat(rig):
    """The mirrors, in P; the frame is lost, and the car drives off."""
    rig.to_car = lambda frame: rig.sim.drive(30, "D")
    assert rig.do("mirror", "fold").outcome is Outcome.TIMED_OUT
    assert len(sent(rig, "VA_BODY_CMD")) == 1


def test_what_was_sent_is_not_called_refused_later(rig):
    """The window is waited for; meanwhile the car drives off, and the mirrors are not asked for again."""
    rig.to_car = lambda frame: rig.sim.drive(30, "D")
    window, mirror = rig.run([Command("window", "open", "driver"), Command("mirror", "fold")]).results
    assert (window.outcome, mirror.outcome) == (Outcome.TIMED_OUT, Outcome.TIMED_OUT)
    assert len(sent(rig, "VA_BODY_CMD")) == 1


@pytest.mark.parametrize(("lang", "why"), [("ko", "주차 중일 때만"), ("en", "while parked")])
def test_policy_is_asked_again_of_what_waited(rig, lang, why):
    """The rate is spent; until there is room the car has driven off."""
    while not rig.bridge.send({"VA_BODY_CMD.FrWiperSet": "low"}, event=True).waiting:
        pass
    rig.sim.drive(30, "D")  # and the gateway has not heard of it yet
    began = rig.clock()
    result = rig.do("mirror", "fold", lang=lang)
    assert (result.outcome, result.reason) == (Outcome.REFUSED, "parked")
    assert rig.clock() - began < 1.0, "the four seconds of the mirrors are not waited for"
    assert why in result.reply
    rig.live(1.0)
    assert {frame["MirrorSet"] for frame in sent(rig, "VA_BODY_CMD")} == {"no_change"}


def test_after_the_bus_was_lost_nothing_is_sent_again(rig):
    """The bus is back within a tenth of a second; the driver has to say it again."""

    def off(frame):
        rig.bridge.receive(
            "mcan", can.Message(arbitration_id=BUS_OFF_FLAG, is_error_frame=True, data=bytes(8), is_extended_id=False)
        )
        rig.to_car = lambda frame: frame

    rig.to_car = off
    assert rig.do("window", "open", None, "driver").outcome is Outcome.TIMED_OUT
    assert len(sent(rig, "VA_WINDOW_CMD")) == 1
    assert rig.do("window", "open", None, "driver").outcome is Outcome.CONFIRMED


def test_a_newer_command_of_a_message_waits_for_the_answer_to_the_older_one(rig):
    """Two for one ECU in one utterance; the first is lost. Repeated behind the second it would look old."""
    rig.to_car = Lossy("VA_SEAT_CMD", 1)
    both = [Command("seat.heat", "set", "driver", 2), Command("seat.heat", "set", "passenger", 1)]
    assert [result.outcome for result in rig.run(both).results] == [Outcome.CONFIRMED] * 2
    first, again, second = sent(rig, "VA_SEAT_CMD")
    assert again["Seq"] == first["Seq"]
    assert second["Seq"] == (first["Seq"] + 1) % 16
    assert [frame["DrSeatHeatSet"] for frame in (first, again, second)] == [2, 2, "no_change"]


def test_a_lost_answer_does_not_make_an_older_command_act_after_a_newer_one(rig):
    """A frequency selects the tuner: sent again behind "Bluetooth" it would take that back."""
    lost = Lossy("VA_MEDIA_STS", 1)
    rig.to_gateway = lambda frame: lost(frame) if rig.sim.values["HU_CLU_PE_01.HU_OpState"] == "fm" else frame
    rig.do("media.source", "set", "bluetooth")
    both = [Command("media.tune", "set", value=89.9), Command("media.source", "set", value="bluetooth")]
    assert [result.outcome for result in rig.run(both).results] == [Outcome.CONFIRMED] * 2
    assert rig.sim.values["HU_CLU_PE_01.HU_OpState"] == "bluetooth"
    seqs = [frame["Seq"] for frame in sent(rig, "VA_MEDIA_CMD")]
    assert len(set(seqs)) == 3
    assert seqs == sorted(seqs, key=seqs.index)


def test_where_no_answer_comes_the_older_command_is_given_up(rig):
    """Commands arrive very late. Each number is used for one command only, so no old answer confirms a newer one."""
    rig.to_gateway = lambda frame: None if frame.arbitration_id == of("VA_SEAT_STS") else frame
    commands = [
        Command("seat.ventilation", "on", "driver"),
        Command("seat.heat", "on", "passenger"),
        Command("seat.heat", "off", "passenger"),
    ]
    rig.run(commands)
    meant = [(frame["Seq"], frame["DrSeatVentSet"], frame["PsSeatHeatSet"]) for frame in sent(rig, "VA_SEAT_CMD")]
    assert len({sequence for sequence, *_ in meant}) == len(set(meant)) == 3


def test_a_newer_command_of_a_message_waits_for_one_whose_words_are_still_going_out(rig):
    """A song is named, and another turn chooses the source: the song has no number yet that could be answered."""
    left, source, wait = [True], rig.plan(Command("media.source", "set", value="bluetooth")), rig.state.wait_unlocked

    def meanwhile(lock, seconds):
        if left:
            left.clear()
            TurnDelivery(rig.assistant.delivery, lambda: True).send(source)
        wait(lock, seconds)

    rig.slow, rig.state.wait_unlocked = True, meanwhile
    assert rig.do("media.play", "play", "라일락").outcome is Outcome.CONFIRMED
    rig.live(1.0)
    assert [frame["MediaAction"] for frame in sent(rig, "VA_MEDIA_CMD")] == ["play", "no_change"]


def test_an_event_with_a_newer_command_behind_it_is_left(rig):
    """Zoomed in twice in one utterance: with a third number it would be zoomed in a third time."""
    rig.to_gateway = lambda frame: None if frame.arbitration_id == of("VA_DISPLAY_STS") else frame
    rig.run([Command("nav.map", "zoom_in"), Command("nav.map", "zoom_in")])
    numbers = [frame["Seq"] for frame in sent(rig, "VA_DISPLAY_CMD")]
    assert len(set(numbers)) == 2
    assert numbers == sorted(numbers, key=numbers.index)


def test_a_frame_with_a_newer_command_of_its_message_behind_it_is_not_repeated(rig):
    rig.to_car = lambda frame: None
    first = rig.bridge.send({"VA_SEAT_CMD.DrSeatHeatSet": 1})
    assert rig.bridge.repeat(first, "VA_SEAT_CMD")
    second = rig.bridge.send({"VA_SEAT_CMD.PsSeatHeatSet": 1})
    assert not rig.bridge.repeat(first, "VA_SEAT_CMD")
    assert rig.bridge.repeat(second, "VA_SEAT_CMD")


def test_a_frame_of_which_one_signal_was_written_anew_is_repeated_without_it(rig):
    """A message of the public layout, without sequence numbers."""
    blower = "HU_DATC_E_02.HU_DATC_MainBlower"
    first = rig.bridge.send({"HU_DATC_E_02.HU_DATC_AcSet": "on", blower: 3})
    assert rig.bridge.repeat(first, "HU_DATC_E_02")
    rig.bridge.send({blower: 5})
    assert rig.bridge.repeat(first, "HU_DATC_E_02")
    signals = codec.decode("mcan", rig.sent[-1])[1]
    assert (signals["HU_DATC_AcSet"], signals["HU_DATC_MainBlower"]) == ("on", "no_change")
    rig.bridge.send({"HU_DATC_E_02.HU_DATC_AcSet": "off"})
    assert not rig.bridge.repeat(first, "HU_DATC_E_02"), "nothing of it is left"


def test_repeats_keep_to_the_rate(rig):
    """And do not wait: there is another chance, or it was not worth one."""
    rig.to_car = lambda frame: None
    sent_ = rig.bridge.send({"VA_SEAT_CMD.PsSeatHeatSet": 1}, event=True)
    repeats = [rig.bridge.repeat(sent_, "VA_SEAT_CMD") for _ in range(30)]
    assert repeats == [True] * (int(PER_MESSAGE[0]) - 1) + [False] * (31 - int(PER_MESSAGE[0]))


def test_a_press_of_a_key_is_not_sent_again_by_itself(rig):
    """Two presses are two steps: the display is read before each press."""
    rig.assistant.temperature = Temperature.STEPS
    rig.to_car = lambda frame: None
    assert rig.do("climate.temperature", "up", None, "driver").outcome is not Outcome.CONFIRMED
    assert len(sent(rig, "HU_DATC_E_02")) == MOST_IGNORED + 1


class Leaves:
    """A client that has hung up once so many frames were sent."""

    def __init__(self, rig, frames):
        self.rig, self.frames = rig, frames

    def __call__(self):
        return len(self.rig.sent) < self.frames


def test_for_a_client_that_has_gone_nothing_is_sent_again(rig):
    rig.to_car = lambda frame: None
    turn = rig.run([Command("seat.heat", "set", "driver", 2)], connected=Leaves(rig, 1))
    assert (turn.results[0].outcome, len(sent(rig, "VA_SEAT_CMD"))) == (Outcome.TIMED_OUT, 1)


@pytest.mark.parametrize(("lang", "why"), [("ko", "연결이 끊겨서"), ("en", "has gone")])
def test_for_a_client_that_has_gone_the_other_commands_are_left(rig, lang, why):
    commands = [
        Command("seat.heat", "set", "driver", 2),
        Command("media.next", "do"),
        Command("light.interior", "set", None, 50),
    ]
    first, *others = rig.run(commands, lang, connected=Leaves(rig, 1)).results
    assert first.outcome is Outcome.CONFIRMED
    assert [(result.outcome, result.reason) for result in others] == [(Outcome.FAILED, "client_gone")] * 2
    assert all(why in result.reply for result in others)
    assert rig.commands == ["VA_SEAT_CMD"]
    assert "VA_LIGHT_STS.IntFrState" not in rig.assistant.delivery.targets


def test_for_a_client_that_has_gone_no_key_is_pressed(rig):
    rig.assistant.temperature = Temperature.STEPS
    result = rig.run([Command("climate.temperature", "set", "driver", 27)], connected=Leaves(rig, 2)).results[0]
    assert (result.outcome, result.reason) == (Outcome.FAILED, "client_gone")
    assert len(sent(rig, "HU_DATC_E_02")) == 2


def test_what_is_done_is_not_sent_again_while_another_is_waited_for(rig):
    commands = [Command("window", "open", "driver"), Command("climate.ac", "on")]
    assert [result.outcome for result in rig.run(commands).results] == [Outcome.CONFIRMED] * 2
    assert len(sent(rig, "HU_DATC_E_02")) == 1


def test_only_what_is_due_is_sent_again(rig):
    rig.to_car, delivery = lambda frame: None, rig.delivery
    now, later = (
        delivery.send(rig.plan(command)) for command in (Command("hazard", "on"), Command("climate.ac", "on"))
    )
    later.repeat_at = math.inf
    delivery.confirm(now)
    assert (len(sent(rig, "TMU_GW_E_01")), len(sent(rig, "HU_DATC_E_02"))) == (4, 1)


def test_what_was_so_before_it_was_sent_is_not_sent_again(rig):
    """As the undo of what a hand has taken back already."""
    action = rig.plan(Command("hazard", "on"))
    rig.set(CGW1__CF_Gway_HazardSw="on")
    rig.to_car, delivery = lambda frame: None, rig.delivery
    delivery.send(action)
    delivery.confirm(delivery.send(rig.plan(Command("climate.ac", "on"))))
    assert (len(sent(rig, "TMU_GW_E_01")), len(sent(rig, "HU_DATC_E_02"))) == (1, 4)


def test_what_was_dropped_is_not_sent_again(rig):
    while not (spare := rig.bridge.send({"HU_DATC_E_02.HU_DATC_AcSet": "off"}, event=True)).waiting:
        pass
    rig.bridge.cancel(spare, "expired")
    rig.to_car, delivery = lambda frame: None, rig.delivery
    waits, goes = (
        delivery.send(rig.plan(command)) for command in (Command("climate.ac", "on"), Command("hazard", "on"))
    )
    assert waits.sent.waiting
    rig.bridge.cancel(waits.sent, "manual_override")
    delivery.confirm(goes)
    assert all(frame["HU_DATC_AcSet"] == "off" for frame in sent(rig, "HU_DATC_E_02"))
    assert len(sent(rig, "TMU_GW_E_01")) == 4


def test_of_what_was_dropped_half_way_nothing_is_sent_again(rig, monkeypatch):
    """The heater takes two frames. The transmit queue was full after the first, and the action is over before the
    second."""
    taken = rig.bridge.buses["mcan"].send

    def full(frame):
        if len(rig.sent) == 1:
            raise can.CanOperationError("no buffer space", errno.ENOBUFS)
        taken(frame)

    monkeypatch.setattr(rig.bridge.buses["mcan"], "send", full)
    rig.to_car, delivery = lambda frame: None, rig.delivery
    heater = delivery.send(rig.plan(Command("climate.heater", "on")))
    assert (len(heater.sent.frames), heater.sent.waiting) == (1, True)
    rig.bridge.cancel(heater.sent, "manual_override")
    monkeypatch.undo()
    delivery.confirm(delivery.send(rig.plan(Command("hazard", "on"))))
    assert (rig.commands[1:], len(rig.sent)) == (["TMU_GW_E_01"] * 4, 5)
    result = delivery.conclude(heater)
    assert (result.reason, result.action, result.frames[0].sent) == ("manual_override", heater.action, True)


def test_where_the_bus_is_lost_half_way_what_went_out_is_told(rig, monkeypatch):
    """The first of the heater's two frames was sent, then the bus accepts none any more."""
    taken = rig.bridge.buses["mcan"].send

    def lost(frame):
        if len(rig.sent) == 1:
            raise can.CanOperationError("bus off")
        taken(frame)

    monkeypatch.setattr(rig.bridge.buses["mcan"], "send", lost)
    action = rig.plan(Command("climate.heater", "on"))
    result = rig.delivery.send(action)
    assert (result.outcome, result.action, [frame.sent for frame in result.frames]) == (Outcome.FAILED, action, [True])

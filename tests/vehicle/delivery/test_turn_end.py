"""Facts about the end of a turn: what was done is not done again, and "done" is not said of what is not so any more."""

from itertools import pairwise
from types import SimpleNamespace

import pytest
from g70 import codec, dbc
from hypothesis import example, given, settings
from hypothesis import strategies as st

from contract.values import Command
from sim_can.faults.faulty import Faulty
from sim_can.faults.script import parse
from vehicle.delivery import temperature_keys
from vehicle.delivery.temperature_keys import Temperature
from vehicle.delivery.turn_delivery import TurnDelivery
from vehicle.results.result import Outcome
from vehicle.turn.client import Client

ON, OFF, WINDOW = Command("hazard", "on"), Command("hazard", "off"), Command("window", "set", "driver", 60)
HAZARD = "CGW1.CF_Gway_HazardSw"


def values_sent(rig, path):
    """What was written on a command signal, frame by frame, "no_change" aside."""
    message, _, name = path.partition(".")
    found = dbc.messages[message]
    frames = [
        frame for frame in rig.sent if (frame.channel, frame.arbitration_id) == (found.bus, found.message.frame_id)
    ]
    written = [codec.decode(frame.channel, frame)[1][name] for frame in frames]
    return [value for value in written if value not in ("no_change", "no_data", "invalid")]


def turned(rig, path, value, once):
    """A switch is turned by hand as soon as the gateway has received this."""
    left = [True]

    def watch(frame):
        if left and not frame.sent and once(frame):
            left.clear()
            rig.sim.set(path, value)

    rig.bridge.observers.append(watch)


def heard(path, value):
    message, _, name = path.partition(".")
    return lambda frame: frame.message == message and frame.signals[name] == value


def window_moves(frame):
    return frame.message == "VA_WINDOW_STS" and frame.signals["DrWdwPos"] > 10


# never again


@pytest.mark.parametrize("slow", [False, True], ids=["at once", "after a while"])
@pytest.mark.parametrize(
    ("first", "second", "status", "end"),
    [
        (ON, OFF, HAZARD, "off"),
        (Command("climate.ac", "on"), Command("climate.ac", "off"), "DATC_PE_03.DATC_AcDisp", "off"),
        (
            Command("climate.recirculation", "on"),
            Command("climate.recirculation", "off"),
            "DATC_PE_03.DATC_IntakeDisp",
            "fresh",
        ),
        (
            Command("media.volume", "set", value=60),
            Command("media.volume", "set", value=20),
            "AMP_HU_PE_03.AMP_MainVolumeSetting",
            9,
        ),
    ],
    ids=["hazard", "ac", "recirculation", "volume"],
)
def test_an_older_command_does_not_undo_a_newer_one_while_a_slow_one_is_waited_for(
    rig, slow, first, second, status, end
):
    rig.run([second])
    rig.sent.clear()
    rig.slow = slow
    turn = rig.run([first, second, WINDOW])
    assert [(result.outcome, result.reason) for result in turn.results] == [
        (Outcome.CONFIRMED, "superseded"), (Outcome.CONFIRMED, ""), (Outcome.CONFIRMED, "")]  # fmt: skip
    assert len(rig.commands) == 3
    rig.live(3.0)
    assert codec.matches(status, rig.sim.values[status], end)
    assert turn.reply == " ".join(result.reply for result in turn.results[1:])


@pytest.mark.parametrize("seed", range(12))
def test_of_on_and_off_the_last_word_stays_on_a_bus_that_loses_frames(rig, seed):
    rig.sim = Faulty(rig.sim, parse("0.. drop VA share=30%\n0.. delay BCM by=20ms jitter=60ms", codec), seed)
    off = rig.run([ON, OFF, WINDOW]).results[1]
    rig.live(1.0)
    assert (off.outcome, rig.sim.values[HAZARD]) == (Outcome.CONFIRMED, "off")
    sent = values_sent(rig, "TMU_GW_E_01.C_ReqHazard")
    assert sent == sorted(sent, key=("on", "off").index)


def test_what_was_seen_done_is_not_sent_again_when_a_hand_takes_it_back(rig):
    turned(rig, HAZARD, "off", heard(HAZARD, "on"))
    rig.slow = True
    turn = rig.run([WINDOW, ON])
    assert values_sent(rig, "TMU_GW_E_01.C_ReqHazard") == ["on"]
    assert [(result.outcome, result.reason) for result in turn.results] == [
        (Outcome.CONFIRMED, ""),
        (Outcome.FAILED, "changed_since"),
    ]
    assert rig.sim.values[HAZARD] == "off"


def test_what_timed_out_is_not_sent_again(rig):
    """The window moves longer than the hazard lights are waited for."""
    rig.to_car = lambda frame: None if frame.arbitration_id == dbc.messages["TMU_GW_E_01"].message.frame_id else frame
    turn = rig.run([ON, OFF, WINDOW])
    assert [result.outcome for result in turn.results][::2] == [Outcome.TIMED_OUT, Outcome.CONFIRMED]
    sent = values_sent(rig, "TMU_GW_E_01.C_ReqHazard")
    assert sent == sorted(sent, key=("on", "off").index)


def test_a_newer_command_for_other_status_signals_supersedes_by_what_it_writes(rig):
    """High beam and low beam are one switch of the command frame."""
    delivery = rig.delivery
    rig.to_car = lambda frame: None
    older, newer, other = (
        delivery.send(rig.plan(Command(*words)))
        for words in (
            ("headlamp", "set", None, "high"),
            ("headlamp", "set", None, "low"),
            ("wiper", "set", None, "high"),
        )
    )
    delivery.confirm(newer)
    delivery.confirm(other)
    sent = values_sent(rig, "VA_BODY_CMD.HeadLampSet")
    assert (sent[0], set(sent[1:])) == ("high", {"low"})
    assert len(values_sent(rig, "VA_BODY_CMD.FrWiperSet")) > 1
    assert not rig.bridge.repeat(older.sent, "VA_BODY_CMD")
    assert rig.bridge.repeat(other.sent, "VA_BODY_CMD")


def test_what_a_newer_turn_has_written_is_not_taken_back(rig):
    older = rig.bridge.send({"TMU_GW_E_01.C_ReqHazard": "on"})
    rig.do("hazard", "off")
    assert not rig.bridge.repeat(older, "TMU_GW_E_01")


def test_a_key_is_not_pressed_for_what_a_hand_has_changed_since(rig):
    rig.assistant.temperature = Temperature.STEPS
    rig.do("climate.temperature", "set", 22, "driver")
    rig.sent.clear()
    display = "DATC_PE_02.DATC_DrTempDispC"
    turned(rig, display, 22.0, heard(display, 22.5))
    _, result = rig.run([WINDOW, Command("climate.temperature", "set", "driver", 22.5)]).results
    assert (result.outcome, result.reason) == (Outcome.FAILED, "changed_since")
    assert values_sent(rig, "HU_DATC_E_02.HU_DATC_DrTempUpDn") == ["up"]


def test_a_press_that_still_waits_at_the_end_is_forgotten(rig):
    rig.assistant.temperature = Temperature.STEPS
    action = rig.plan(Command("climate.temperature", "set", "driver", 24))
    pressing = temperature_keys.begin(rig.delivery, action)
    while not rig.bridge.send({"HU_DATC_E_02.HU_DATC_AcSet": "off"}, event=True).waiting:
        pass
    send, waiting = rig.bridge.send, []
    rig.bridge.send = lambda press, sent: waiting.append(SimpleNamespace(frames=[], waiting=True)) or waiting[-1]
    cancelled = []
    rig.bridge.cancel = lambda sent, why: cancelled.append(sent)
    temperature_keys.finish(rig.delivery, pressing, lambda: None)
    rig.bridge.send = send
    assert waiting
    assert all(any(sent is each for each in cancelled) for sent in waiting)


# what holds at the end


@pytest.mark.parametrize(
    ("lang", "why"), [("ko", "됐지만 그 뒤에 다시 바뀌었어요"), ("en", "it was done, but has changed since")]
)
@pytest.mark.parametrize("before", ["off", "on"], ids=["done", "already so"])
def test_what_a_hand_has_changed_by_the_end_is_not_called_done(rig, lang, why, before):
    rig.set(**{HAZARD.replace(".", "__"): before})
    turned(rig, HAZARD, "off", window_moves)
    turn = rig.run([ON, WINDOW], lang)
    hazard, window = turn.results
    assert (hazard.outcome, hazard.reason, window.outcome) == (Outcome.FAILED, "changed_since", Outcome.CONFIRMED)
    assert why in hazard.reply
    assert turn.reply == f"{hazard.reply} {window.reply}"


def test_what_the_car_does_not_report_any_more_has_not_changed(rig):
    turned(rig, HAZARD, "on", lambda frame: False)
    silent = dbc.messages["CGW1"].message.frame_id

    def mute(frame):
        if window_moves(frame):
            rig.to_gateway = lambda frame: None if frame.arbitration_id == silent else frame

    rig.bridge.observers.append(mute)
    assert rig.run([ON, Command("window", "open", "driver")]).results[0].reply == "비상등을 켰어요."


def test_one_zone_that_a_hand_has_changed_is_told_though_another_was_changed_by_the_last_word(rig):
    commands = [Command("seat.heat", "set", "front", 2), Command("seat.heat", "set", "passenger", 1), WINDOW]
    assert rig.run(commands).results[0].reason == "superseded"
    rig.do("window", "close", None, "driver")
    rig.do("seat.heat", "off", None, "front")
    turned(rig, "DATC_PE_05.DATC_DrSeatWarmerDisp", 3, window_moves)
    assert rig.run(commands).results[0].reason == "changed_since"


def test_lamps_that_a_later_switch_of_the_same_frame_has_changed_are_superseded(rig):
    first, second = rig.run([Command("headlamp", "on"), Command("headlamp", "set", value="auto")]).results
    assert (first.outcome, first.reason, first.reply) == (Outcome.CONFIRMED, "superseded", "")
    assert (second.outcome, second.reason) == (Outcome.CONFIRMED, "")


def test_what_a_later_command_of_another_signal_brings_with_it_is_superseded(rig):
    """Who wants air wants the climate on, though "climate off" and the fan are two signals of the command frame."""
    power, fan = rig.run([Command("climate.power", "off"), Command("climate.fan", "set", None, 3)]).results
    assert (power.outcome, power.reason, power.reply) == (Outcome.CONFIRMED, "superseded", "")
    assert (fan.outcome, fan.reason) == (Outcome.CONFIRMED, "")


def test_what_is_only_asked_about_has_changed_nothing(rig):
    """The doors are locked, a hand unlocks one, and whether all are to be unlocked is still a question."""
    rig.set(GW_IPM_PE_2__C_DRVUnlockState="unlocked")
    hand = "GW_IPM_PE_2.C_DRVUnlockState"
    turned(rig, hand, "unlocked", window_moves)
    locked, asked, _ = rig.run([Command("door.lock", "lock"), Command("door.lock", "unlock"), WINDOW]).results
    assert asked.outcome is Outcome.NEEDS_CONFIRMATION
    assert (locked.outcome, locked.reason) == (Outcome.FAILED, "changed_since")


def test_what_a_newer_turn_has_changed_is_told_as_its_doing(rig):
    told = []

    def watch(frame):
        if not told and not frame.sent and window_moves(frame):
            told.append(None)
            told[0] = rig.run([OFF], client=Client("front")).results[0]

    rig.bridge.observers.append(watch)
    hazard, _ = rig.run([ON, WINDOW], client=Client("rear")).results
    assert told[0].outcome is Outcome.CONFIRMED
    assert (hazard.outcome, hazard.reason) == (Outcome.SUPERSEDED, "superseded")


def test_what_is_over_by_itself_has_not_changed(rig):
    """The horn after a second, the washer after three."""
    commands = [
        Command("horn", "on"),
        Command("wiper", "set", "front", "wash"),
        Command("wiper", "set", "rear", "wash"),
    ]
    results = rig.run([*commands, Command("sunroof", "open")]).results
    assert [(result.outcome, result.reason) for result in results] == [(Outcome.CONFIRMED, "")] * 4
    rig.live(1.0)
    assert (rig.state.value("VA_BODY_STS.FrWiperState"), rig.state.value("VA_BODY_STS.HornState")) == ("off", "off")


KEYS = Command("climate.temperature", "set", "driver", 27)  # by keys: for two seconds nothing else is looked at


def test_keys_are_pressed_though_a_window_is_waited_for_first(rig):
    """What is pressed has not ended when its first press was waited for as long as any other command."""
    rig.assistant.temperature = Temperature.STEPS
    turn = rig.run([Command("window", "open", "driver"), KEYS])
    assert [result.outcome for result in turn.results] == [Outcome.CONFIRMED] * 2
    assert rig.sim.values["DATC_PE_02.DATC_DrTempDispC"] == 27.0


def test_a_horn_that_is_over_before_the_keys_are_has_happened(rig):
    rig.assistant.temperature = Temperature.STEPS
    results = rig.run([KEYS, Command("horn", "on")]).results
    assert [(result.outcome, result.reason) for result in results] == [(Outcome.CONFIRMED, "")] * 2
    assert rig.state.value("VA_BODY_STS.HornState") == "off"


@pytest.mark.parametrize(
    ("command", "status", "done", "before"),
    [
        (Command("drive_mode", "set", value="sport"), "VA_BODY_STS.DriveModeState", "sport", "comfort"),
        (ON, HAZARD, "on", "off"),  # its frame has no number that would be answered
    ],
    ids=["drive_mode", "hazard"],
)
def test_what_was_done_and_taken_back_by_hand_before_the_keys_are_has_changed(rig, command, status, done, before):
    rig.assistant.temperature = Temperature.STEPS
    turned(rig, status, before, heard(status, done))
    keys, result = rig.run([KEYS, command]).results
    assert keys.outcome is Outcome.CONFIRMED
    assert (result.outcome, result.reason) == (Outcome.FAILED, "changed_since")


def test_a_wash_is_taken_back_like_a_setting(rig):
    rig.do("wiper", "set", "low", "front")
    assert rig.do("wiper", "set", "wash", "front").outcome is Outcome.CONFIRMED
    assert rig.do("dialog.undo", "do").outcome is Outcome.CONFIRMED
    assert len(rig.session.undo) == 1
    assert rig.sim.values["VA_BODY_STS.FrWiperState"] == "low"


def test_the_opposite_of_what_nothing_confirmed_is_not_called_so_already(rig):
    """The car has taken it, and what it says is late: so far only frames from before are heard."""
    before = rig.sim.signals.frame("CGW1")
    rig.to_gateway = lambda frame: before if frame.arbitration_id == before.arbitration_id else frame
    assert rig.do("hazard", "on").outcome is Outcome.TIMED_OUT
    assert (rig.sim.values[HAZARD], rig.state.value(HAZARD)) == ("on", "off")
    assert rig.do("hazard", "off").outcome is Outcome.CONFIRMED
    assert rig.sim.values[HAZARD] == "off"
    rig.live(3.0)
    assert rig.do("hazard", "off").outcome is Outcome.ALREADY


def test_undoing_a_turn_says_the_last_word_only(rig):
    rig.run([ON, OFF, WINDOW])
    turn = rig.run([Command("dialog.undo", "do")])
    assert rig.sim.values[HAZARD] == "off"
    assert "켜" not in turn.reply


# any two commands, on any bus


def either(function, *ops):
    return tuple(Command(function, op) if isinstance(op, str) else Command(function, "set", None, op[0]) for op in ops)


FAMILIES = {  # of an ECU that shows all of it in one frame -> commands on one signal of the head unit's path
    "DATC_PE_03": [
        *(either(f"climate.{name}", "on", "off") for name in ("ac", "recirculation", "auto", "defrost_front", "power")),
        either("climate.fan", (2,), (5,), "off"), either("climate.airflow", ("face",), ("feet",), ("windshield",)),
    ],
    "DATC_PE_05": [either("climate.sync", "on", "off"), either("climate.defrost_rear", "on", "off")],
    "CGW1": [either("hazard", "on", "off")],
    "AMP": [either("media.volume", (20,), (60,)), either("media.volume", "mute", "unmute")],
    "GW_IPM_PE_2": [either("door.lock", "lock")],
}  # fmt: skip
family = st.sampled_from([(ecu, commands) for ecu, found in FAMILIES.items() for commands in found])
pair = family.flatmap(
    lambda found: st.tuples(st.just(found[0]), st.lists(st.sampled_from(found[1]), min_size=2, max_size=3))
)
pairs = st.lists(pair, min_size=1, max_size=2, unique_by=lambda found: found[0]).map(
    lambda found: [commands for _, commands in found]
)
share, late = st.sampled_from([0, 0, 30, 60]), st.sampled_from([0, 0, 50, 120])
SLOW = (WINDOW, Command("sunroof", "set", None, 40), None)
ECUS = ("DATC", "BCM", "AMP")


def script(lost, answers_lost, delay, answers_delay):
    lines = [f"0.. drop VA share={lost}%"] if lost else []
    lines += [f"0.. drop {ecu} share={answers_lost}%" for ecu in ECUS if answers_lost]
    lines += [f"0.. delay VA by={delay}ms"] if delay else []
    lines += [f"0.. delay {ecu} by={answers_delay}ms" for ecu in ECUS if answers_delay]
    return parse("\n".join(lines), codec) if lines else []


def in_turn(lists):
    """One of each, then the second of each: as people say "this and that, no, ..."."""
    return [commands[at] for at in range(max(map(len, lists))) for commands in lists if at < len(commands)]


@settings(max_examples=100, deadline=None, derandomize=True)
@given(said=pairs, together=st.booleans(), slow=st.sampled_from(SLOW), at=st.integers(0, 6), seed=st.integers(0, 99),
       lost=share, answers_lost=share, delay=late, answers_delay=late, lang=st.sampled_from(["ko", "en"]))  # fmt: skip
@example([[ON, OFF]], False, WINDOW, 6, 0, 0, 0, 0, 0, "ko")
@example([[ON, OFF]], False, WINDOW, 6, 0, 60, 0, 0, 120, "en")
@example([[ON, OFF, ON], [*either("climate.ac", "off", "on")]], True, WINDOW, 6, 1, 30, 30, 50, 50, "ko")
def test_what_is_said_to_be_done_is_so(
    new_rig, said, together, slow, at, seed, lost, answers_lost, delay, answers_delay, lang
):
    """Of two commands on one signal, with others between and a slow one to wait for, on buses that lose frames and
    are late.

    What a result calls done is so in the car itself; what a newer command has written over is not written again.
    """
    rig = new_rig()
    rig.sim = Faulty(rig.sim, script(lost, answers_lost, delay, answers_delay), seed)
    commands = in_turn(said) if together else [command for each in said for command in each]
    if slow:
        commands.insert(min(at, len(commands)), slow)
    over, repeat, conclude = [], rig.bridge.repeat, TurnDelivery.conclude

    def repeated(sent, message):
        assert not any(sent is each for each in over), "its outcome is known"
        return repeat(sent, message)

    def concluded(delivery, underway):
        result = conclude(delivery, underway)
        over.append(underway.sent)
        return result

    rig.bridge.repeat = repeated
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TurnDelivery, "conclude", concluded)
        turn = rig.run(commands, lang)
    assert turn.reply == " ".join(result.reply for result in turn.results if result.reply)
    for result in turn.results:
        if result.outcome not in (Outcome.CONFIRMED, Outcome.ALREADY) or result.reason == "superseded":
            assert (result.reason == "superseded") == (result.reply == "")
            continue
        wrong = {path: rig.sim.values[path] for path, wanted in result.action.expects.items()
                 if not any(codec.matches(path, rig.sim.values[path], want) for want in wanted)}  # fmt: skip
        assert not wrong, result
    for each in said:
        newest = [result for result in turn.results if result.command == each[-1]][-1]
        assert newest.reason != "superseded"
    for path in {path for result in turn.results if result.action for path in result.action.writes}:
        written = values_sent(rig, path)
        runs = sum(older != newer for older, newer in pairwise(written)) + 1
        assert runs <= max(map(len, said)), (path, written)

"""Facts about what the car does not do, and that nothing of it reaches the bus."""

from dataclasses import replace

import pytest
from g70 import FUNCTIONS, dbc
from rig import Rig

from contract.values import Command
from languages.language import load
from vehicle.catalogue.row import QUERY
from vehicle.resolving import policy
from vehicle.results.result import Outcome
from vehicle.turn.client import READ, Client

DARK = "dark"
NEEDS_IGNITION = [row.name for row in FUNCTIONS.values() if "ignition" in row.needs.get("*", ())]
VALUES = {"number": 2, "percent": 50, "word": None}
ONLY_PARKED = [
    Command("trunk", "open"),
    Command("trunk", "close"),
    Command("mirror", "fold"),
    Command("seat.position", "set", value="memory1"),
    Command("seat.position", "set", "driver", "recline"),
    Command("fuel_door", "open"),
    Command("door.lock", "unlock"),
    Command("door.lock", "unlock", "driver"),
    Command("door.lock", "unlock", "all"),
    Command("horn", "on"),
]
# written down here, not asked of the table: a row that loses its need is noticed
WITHOUT_IGNITION = """
    door.lock fuel_door hazard horn light.ambient light.interior mirror seat.position sunroof sunshade trunk window
    media.next media.pause media.play media.preset media.previous media.repeat media.resume media.shuffle media.source
    media.tune media.volume message.read message.send nav.cancel nav.go nav.home nav.map nav.next_stop nav.route_option
    nav.waypoint nav.work phone.answer phone.call phone.hangup phone.redial
"""
ASKS_FIRST = [
    Command("door.lock", "unlock"),
    Command("trunk", "open"),
    Command("message.send", "do", value={"to": "엄마", "text": "늦어"}),
]
FINE_ON_THE_ROAD = [
    Command("door.lock", "lock"),
    Command("mirror", "unfold"),
    Command("window", "open"),
    Command("sunroof", "open", value=20),
    Command("climate.temperature", "set", value=20),
    Command("seat.heat", "on"),
    Command("hazard", "on"),
    Command("drive_mode", "set", value="sport"),
    Command("media.next", "do"),
    Command("nav.go", "do", value="서울역"),
    Command("phone.call", "do", value="엄마"),
    Command("wiper", "on"),
]
WRITES = [(row.name, op) for row in FUNCTIONS.values() for op in row.ops if row.writes(op)]
ADAS = [name for name in FUNCTIONS if name.startswith("adas.")]


def refused(rig, command, reason):
    """The command is refused for this reason in both languages, and the bus saw nothing."""
    rig.sent.clear()
    for lang in ("ko", "en"):
        result = rig.run([command], lang).results[0]
        assert (result.outcome, result.reason) == (Outcome.REFUSED, reason)
        assert result.reply
    return not rig.sent


def ids(command):
    return f"{command.function} {command.op} {command.zone or ''}".strip()


@pytest.mark.parametrize("command", ONLY_PARKED, ids=ids)
@pytest.mark.parametrize(("speed", "gear"), [(60, "D"), (0, "D"), (0, "R"), (0, "N"), (5, "P"), (0.375, "P")])
def test_only_while_parked(rig, command, speed, gear):
    rig.drive(speed, gear)
    assert refused(rig, command, "parked")


@pytest.mark.parametrize("command", ONLY_PARKED, ids=ids)
def test_while_parked(rig, command):
    result = rig.run([command]).results[0]
    if result.outcome is Outcome.NEEDS_CONFIRMATION:
        result = rig.do("dialog.yes", "do")
    assert result.outcome in (Outcome.CONFIRMED, Outcome.ALREADY)


@pytest.mark.parametrize("command", ONLY_PARKED, ids=ids)
def test_a_speed_that_is_not_reported_any_more_counts_as_moving(rig, command):
    rig.silence(0.21)
    assert rig.situation.driving(rig.clock()) == "moving"
    assert refused(rig, command, "parked")


@pytest.mark.parametrize("command", ONLY_PARKED[:1], ids=ids)
@pytest.mark.parametrize("what", ["frozen", "damaged"])
def test_a_speed_that_is_repeated_or_damaged_counts_as_moving(rig, command, what):
    """The sensor's ECU hangs and its gateway repeats the last frame: a speed of zero from it
    does not count as standing still."""
    last = []

    def hang(frame):
        if frame.arbitration_id != dbc.messages["WHL_SPD11"].message.frame_id or frame.channel != "ccan":
            return frame
        last[:] = last or [frame]
        if what == "damaged":
            frame.data[0] ^= 1
        return last[0] if what == "frozen" else frame

    rig.to_gateway = hang
    rig.live(0.1)
    assert rig.situation.driving(rig.clock()) == "parked"  # it may have been a moment ago
    rig.live(0.3)
    assert rig.situation.driving(rig.clock()) == "moving"
    assert refused(rig, command, "parked")


def test_an_ignition_that_is_not_reported_any_more_is_not_on(rig):
    rig.to_gateway = lambda frame: None if frame.arbitration_id == 0x541 else frame  # CGW1
    rig.live(0.6)
    assert not rig.situation.ignition_on(rig.clock())
    assert refused(rig, Command("window", "close"), "unknown_state")
    assert rig.do("window", "close").reply == "차의 상태를 지금은 알 수 없어서 하지 않았어요."  # not that it is off


def test_a_lever_that_is_not_reported_any_more_does_not_count_as_parked(rig):
    rig.to_gateway = lambda frame: None if frame.arbitration_id == 0x367 else frame  # LVR12
    rig.live(0.25)
    assert rig.situation.driving(rig.clock()) == "idling"
    assert refused(rig, Command("fuel_door", "open"), "parked")


@pytest.mark.parametrize("wheel", ["FL", "FR", "RL", "RR"])
def test_one_wheel_that_turns_is_moving(rig, wheel):
    rig.set(**{f"WHL_SPD11__WHL_SPD_{wheel}": 3.0})
    assert rig.situation.driving(rig.clock()) == "moving"


def test_a_speed_sensor_that_trembles_is_standing_still(rig):
    rig.drive(0.34375, "P")  # one bit below the threshold
    assert rig.situation.driving(rig.clock()) == "parked"


def test_frames_that_are_a_little_late_change_nothing(rig):
    rig.silence(0.19)
    assert rig.situation.driving(rig.clock()) == "parked"


def test_while_the_engine_is_started_the_ignition_is_on(rig):
    rig.set(CGW1__CF_Gway_IGNSw="start")
    assert rig.do("window", "open").outcome is Outcome.CONFIRMED
    assert rig.do("window", "close").outcome is Outcome.CONFIRMED


def test_a_gateway_that_has_heard_nothing_does_nothing(new_rig):
    rig = new_rig(never=dbc.messages)
    assert rig.situation.driving(rig.clock()) == "moving"
    for name, op in WRITES:
        value = {"number": 2, "percent": 50, "frequency": 95.9}.get(
            FUNCTIONS[name].value.kind if FUNCTIONS[name].value else ""
        )
        if policy.refuse(FUNCTIONS[name], op, rig.situation, rig.clock()) is not None:
            assert rig.do(name, op, value).outcome is Outcome.REFUSED
    assert not rig.sent


@pytest.mark.parametrize("command", FINE_ON_THE_ROAD, ids=ids)
def test_on_the_road(rig, command):
    rig.drive(60)
    rig.set(GW_DDM_PE__C_OSMirrorStatus="folded", GW_IPM_PE_2__C_DRVUnlockState="unlocked")
    assert rig.run([command]).results[0].outcome is Outcome.CONFIRMED


@pytest.mark.parametrize("ignition", ["off", "acc"])
@pytest.mark.parametrize(("name", "op"), [(name, op) for name, op in WRITES if name in NEEDS_IGNITION])
def test_not_with_the_ignition_off(rig, name, op, ignition):
    rig.set(CGW1__CF_Gway_IGNSw=ignition)
    assert refused(rig, Command(name, op), "ignition")


def test_nothing_else_is_done_with_the_ignition_off(rig):
    rig.set(CGW1__CF_Gway_IGNSw="off")
    reasons = {}
    for name, op in WRITES:
        refusal = policy.refuse(FUNCTIONS[name], op, rig.situation, rig.clock())
        reasons[name, op] = refusal.reason if refusal else ""
    done = {name for (name, _), reason in reasons.items() if reason not in ("ignition", "never", "not_fitted")}
    assert done == set(WITHOUT_IGNITION.split())
    assert {each for each, reason in reasons.items() if reason == "ignition" and each[0] in done} == {
        ("window", "close"),
        ("sunroof", "close"),
    }


@pytest.mark.parametrize("name", ADAS)
@pytest.mark.parametrize("op", ["on", "off", "set"])
@pytest.mark.parametrize("value", [None, "진동"])
def test_driver_assistance_is_never_switched_or_set(rig, name, op, value):
    assert refused(rig, Command(name, op, value=value), "never")


@pytest.mark.parametrize("command", ASKS_FIRST, ids=ids)
def test_what_is_risky_asks_first(rig, command):
    assert rig.run([command]).results[0].outcome is Outcome.NEEDS_CONFIRMATION
    assert not rig.sent
    assert rig.do("dialog.yes", "do").outcome is Outcome.CONFIRMED


def test_nothing_else_asks_first():
    asks = {(row.name, op) for row in FUNCTIONS.values() for op in row.asks}
    at_home = {(name, op) for name, op in asks if FUNCTIONS[name].agent == "home"}
    assert asks - at_home == {(each.function, each.op) for each in ASKS_FIRST}
    doors_and_gas = {("home.door", "open"), ("home.gas", "on"), ("home.gas", "open")}
    assert at_home == doors_and_gas | {(name, "unlock") for name, row in FUNCTIONS.items() if row.agent == "home"}


def test_questions_are_answered_with_the_ignition_off(rig):
    rig.set(CGW1__CF_Gway_IGNSw="off")
    for row in FUNCTIONS.values():
        if row.ops.get("query") == QUERY and not row.agent:
            assert rig.do(row.name, "query").outcome is Outcome.ANSWERED, row.name


@pytest.mark.parametrize("name", ["window", "sunroof"])
def test_windows_open_and_do_not_close_with_the_ignition_off(rig, name):
    rig.set(CGW1__CF_Gway_IGNSw="off")
    assert rig.do(name, "open").outcome is Outcome.CONFIRMED
    assert refused(rig, Command(name, "close"), "ignition")


@pytest.mark.parametrize("name", ["window", "sunroof"])
@pytest.mark.parametrize("op", ["set", "open"])
def test_a_number_does_not_close_a_window_with_the_ignition_off(rig, name, op):
    rig.do(name, "set", 80)
    rig.set(CGW1__CF_Gway_IGNSw="off")
    assert rig.do(name, op, 20).outcome not in (Outcome.CONFIRMED, Outcome.ALREADY)
    assert rig.do(name, op, 90).outcome is Outcome.CONFIRMED


@pytest.mark.parametrize("command", [Command("headlamp", "off"), Command("headlamp", "set", value="off")], ids=ids)
def test_the_headlamps_stay_on_in_the_dark(rig, command):
    rig.set(CGW2__CF_Gway_AutoLightValue=DARK)
    rig.drive(60)
    assert refused(rig, command, "not_dark_moving")
    rig.drive(0, "D")
    assert rig.run([command]).results[0].outcome is Outcome.CONFIRMED


def test_the_headlamps_go_off_in_daylight(rig):
    rig.drive(60)
    assert rig.do("headlamp", "off").outcome is Outcome.CONFIRMED


def test_a_light_sensor_that_was_never_heard_counts_as_dark(rig):
    rig.to_gateway = lambda frame: None if frame.arbitration_id == 0x553 else frame  # CGW2
    rig.forget("CGW2.CF_Gway_AutoLightValue")
    rig.drive(60)
    assert refused(rig, Command("headlamp", "off"), "unknown_state")


@pytest.mark.parametrize("op", ["on", "off"])
@pytest.mark.parametrize("zone", [None, "driver", "passenger"])
def test_what_is_not_fitted_is_said(rig, op, zone):
    assert refused(rig, Command("seat.massage", op, zone), "not_fitted")


@pytest.mark.parametrize("name", ADAS)
@pytest.mark.parametrize("op", ["on", "off", "set"])
@pytest.mark.parametrize("speed", [0, 100])
def test_driver_assistance_is_never_changed_by_voice(rig, name, op, speed):
    rig.drive(speed, "D" if speed else "P")
    assert refused(rig, Command(name, op), "never")


@pytest.mark.parametrize("name", ADAS)
def test_driver_assistance_is_told(rig, name):
    assert rig.do(name, "query").outcome is Outcome.ANSWERED


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (Command("nav.waypoint", "add", value="서울역"), "guiding"),
        (Command("nav.waypoint", "remove"), "has_waypoint"),
        (Command("phone.answer", "do"), "ringing"),
        (Command("phone.hangup", "do"), "calling"),
    ],
    ids=lambda value: ids(value) if isinstance(value, Command) else value,
)
def test_nothing_to_answer_or_to_change(rig, command, reason):
    assert refused(rig, command, reason)


@pytest.mark.parametrize("call", ["incoming", "dialling", "active"])
def test_whatever_call_there_is_can_be_ended(rig, call):
    rig.set(VA_PHONE_STS__CallState=call)
    assert rig.do("phone.hangup", "do").outcome is Outcome.CONFIRMED


def test_a_call_that_is_on_cannot_be_answered(rig):
    rig.set(VA_PHONE_STS__CallState="active")
    assert refused(rig, Command("phone.answer", "do"), "ringing")


def test_a_client_that_may_only_look_moves_nothing(rig):
    looker = Client("dashboard", frozenset({READ}))
    result = rig.run([Command("hazard", "on")], client=looker).results[0]
    assert result.outcome is Outcome.REFUSED
    assert not rig.sent
    assert rig.run([Command("window", "query")], client=looker).results[0].outcome is Outcome.ANSWERED


def test_every_condition_of_the_table_has_a_sentence():
    for need in {need for row in FUNCTIONS.values() for needs in row.needs.values() for need in needs}:
        assert need in policy.CONDITIONS
        assert load("ko").sentences[f"refused.{need}"].endswith("요.")
        assert load("en").sentences[f"refused.{need}"].endswith(".")


def test_the_refusal_is_the_sentence_that_is_spoken(rig):
    rig.drive(60)
    assert rig.do("trunk", "open").reply == "주차 중일 때만 할 수 있어요. 기어를 P에 놓고 다시 말씀해 주세요."
    assert rig.do("trunk", "open", lang="en").reply == "I can only do that while parked, in P."


def test_an_op_that_this_car_has_not_is_not_fitted(rig):
    """A wiring may leave out an op of the catalogue (Wiring.without)."""
    function = FUNCTIONS["wiper"]
    less = replace(function, ops={op: target for op, target in function.ops.items() if op != "on"})
    assert policy.refuse(function, "on", rig.assistant.situation, rig.clock.now) is None
    found = policy.refuse(less, "on", rig.assistant.situation, rig.clock.now)
    assert found is not None
    assert found.reason == "not_fitted"


def test_a_question_about_a_zone_that_this_car_has_not_says_so():
    rig = Rig(car="hatchback")
    result = rig.do("window", "query", None, "rear_left")
    assert (result.outcome, result.reason) == (Outcome.REFUSED, "not_fitted")

"""Commands that are not for now: scheduled, said back, listed, cancelled, and done when their time comes."""

import sqlite3
from dataclasses import replace

import pytest
from rig import Rig

from contract.values import Command
from vehicle.results.result import Outcome
from vehicle.turn import due
from vehicle.turn.client import Client
from vehicle.turn.schedule import MOST, Entry, Schedule, ScheduleError

HEAT = "DATC_PE_05.DATC_DrSeatWarmerDisp"
ON = Command("seat.heat", "on", "driver")
MINUTES = 60.0


@pytest.fixture
def rig():
    return Rig()


def later(command: Command, after: float | None = None, duration: float | None = None) -> Command:
    return Command(command.function, command.op, command.zone, command.value, after, duration)


def pass_time(rig, seconds):
    """Time passes, and what is due is done."""
    rig.clock.now += seconds
    rig.live(1.0)
    due.do_all(rig.assistant)
    rig.live(1.0)


@pytest.mark.parametrize(
    ("lang", "told"),
    [("ko", "10분 뒤에 운전석 열선 시트를 켤게요."), ("en", "I'll turn the driver seat heating on in 10 minutes.")],
)
def test_a_command_with_a_delay_is_said_back_and_not_done_now(rig, lang, told):
    ran = rig.run([later(ON, 10 * MINUTES)], lang)
    assert (ran.results[0].outcome, ran.reply) == (Outcome.SCHEDULED, told)
    assert not rig.sent


def test_it_is_done_when_its_time_comes_and_not_before(rig):
    heard = []
    rig.assistant.scheduled.join(heard.append)
    rig.run([later(ON, 10 * MINUTES)])
    pass_time(rig, 9.9 * MINUTES)
    assert not rig.sent
    pass_time(rig, 0.1 * MINUTES)
    assert rig.sim.values[HEAT] != "off"
    assert [turn.results[0].outcome for turn in heard] == [Outcome.CONFIRMED]
    pass_time(rig, 10 * MINUTES)
    assert len(heard) == 1


def test_policy_is_asked_when_the_time_comes(rig):
    """The mirrors may be folded while parked only; by then the car is moving."""
    heard = []
    rig.assistant.scheduled.join(heard.append)
    assert rig.run([later(Command("mirror", "fold"), 5 * MINUTES)]).results[0].outcome is Outcome.SCHEDULED
    rig.drive(60)
    pass_time(rig, 5 * MINUTES)
    assert [(turn.results[0].outcome, turn.results[0].reason) for turn in heard] == [(Outcome.REFUSED, "parked")]


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (Command("trunk", "open"), "asks_first"),
        (Command("seat.heat", "query", "driver"), "later"),
        (Command("dialog.help", "do"), "later"),
        (Command("adas.cruise", "on"), "never"),
        (Command("seat.massage", "on", "driver"), "not_fitted"),
        (Command("climate.temperature", "set", "driver", 40.0), "range"),
        (Command("climate.temperature", "set", "speaker", 22.0), "not_fitted"),  # there is none in the back
        (Command("seat.ventilation", "on", "speaker"), "not_fitted"),
        (Command("home.door", "open"), "asks_first"),
        (Command("nav.go", "do", None, "스타벅스"), "later"),  # several of them
    ],
)
def test_what_can_be_told_today_is_told_today(rig, command, reason):
    result = rig.run([later(command, 5 * MINUTES)], seat="rear_left").results[0]
    assert (result.outcome, result.reason) == (Outcome.REFUSED, reason)
    assert rig.assistant.schedule.entries() == []


@pytest.mark.parametrize("command", [Command("sunroof", "open"), Command("light.interior", "on", "front")])
def test_what_this_car_has_not_is_told_today(command):
    rig = Rig(car="hatchback")
    assert rig.run([later(command, 5 * MINUTES)]).results[0].reason == "not_fitted"
    assert rig.assistant.schedule.entries() == []


def test_an_op_that_this_car_has_not_is_told_today(rig):
    roof = rig.car.functions["sunroof"]
    fixed = replace(roof, ops={op: target for op, target in roof.ops.items() if op != "tilt"})
    rig.assistant.car = replace(rig.car, functions={**rig.car.functions, "sunroof": fixed})
    assert rig.run([later(Command("sunroof", "tilt"), 5 * MINUTES)]).results[0].reason == "not_fitted"
    assert rig.assistant.schedule.entries() == []


def test_what_is_for_an_agent_is_handed_off_with_its_time(rig):
    result = rig.run([later(Command("home.aircon", "on"), 5 * MINUTES)]).results[0]
    assert (result.outcome, result.reason, result.command.after) == (Outcome.HANDED_OFF, "home", 5 * MINUTES)
    assert rig.assistant.schedule.entries() == []


@pytest.mark.parametrize("answer", [Command("seat.heat", "set", None, 2.0), Command("seat.heat", "set", "driver", 2.0)])
@pytest.mark.parametrize(("after", "duration"), [(5 * MINUTES, None), (5 * MINUTES, 60.0), (None, 60.0)])
def test_a_value_that_was_not_said_is_asked_for_and_the_time_is_not_forgotten(rig, answer, after, duration):
    asked = rig.run([later(Command("seat.heat", "set", "driver"), after, duration)])
    assert (asked.results[0].outcome, asked.results[0].reason) == (Outcome.NEEDS_CONFIRMATION, "value_missing")
    assert "?" in asked.reply
    rig.say(answer)
    (entry,) = rig.assistant.schedule.entries()
    if after is None:
        assert (entry.command.op, rig.sim.values[HEAT]) == ("off", 2)
    else:
        assert entry.command == Command("seat.heat", "set", "driver", 2.0, None, duration)
        assert not rig.sent


def test_a_step_from_a_value_that_nobody_knows_now_may_be_done_later(rig):
    rig.forget("AMP_HU_PE_03.AMP_MainVolumeSetting")
    assert rig.run([later(Command("media.volume", "up"), 5 * MINUTES)]).results[0].outcome is Outcome.SCHEDULED


def test_a_client_that_may_not_do_it_schedules_nothing(rig):
    result = rig.run([later(ON, 5 * MINUTES)], client=Client("guest", frozenset({"read"}))).results[0]
    assert (result.outcome, result.reason) == (Outcome.REFUSED, "permission")


def test_the_speakers_seat_is_the_one_of_today(rig):
    rig.run([later(Command("seat.heat", "on"), 5 * MINUTES)], seat="passenger")
    (entry,) = rig.assistant.schedule.entries()
    assert entry.command.zone == "passenger"


@pytest.mark.parametrize(
    ("command", "path", "meanwhile", "afterwards"),
    [
        (Command("hazard", "on"), "CGW1.CF_Gway_HazardSw", "on", "off"),
        (Command("media.volume", "set", None, 80.0), "AMP_HU_PE_01.AMP_MainVolume", None, None),
        (Command("drive_mode", "set", None, "sport"), "VA_BODY_STS.DriveModeState", "sport", "comfort"),
    ],
)
def test_what_is_asked_for_a_while_ends_by_itself(rig, command, path, meanwhile, afterwards):
    path = path if path in rig.sim.values else next(each for each in rig.sim.values if "Volume" in each)
    before = rig.sim.values[path]
    ran = rig.run([later(command, None, 60 * MINUTES)])
    assert [result.outcome for result in ran.results] == [Outcome.CONFIRMED, Outcome.SCHEDULED]
    assert "1시간 뒤에" in ran.reply
    assert rig.sim.values[path] != before
    assert meanwhile in (None, rig.sim.values[path])
    pass_time(rig, 60 * MINUTES)
    assert rig.sim.values[path] == before
    assert afterwards in (None, before)


def test_what_the_assistant_answers_itself_is_not_for_a_while(rig):
    result = rig.run([later(Command("dialog.help", "do"), None, 5 * MINUTES)]).results[0]
    assert (result.outcome, result.reason) == (Outcome.REFUSED, "later")


@pytest.mark.parametrize(
    ("before", "speed", "outcomes"),
    [
        (None, 0, [Outcome.CONFIRMED, Outcome.SCHEDULED]),
        (Command("mirror", "fold"), 0, [Outcome.ALREADY, Outcome.SCHEDULED]),
        (None, 60, [Outcome.REFUSED]),
    ],
    ids=["done", "so already", "refused"],
)
def test_only_what_is_so_for_a_while_ends_by_itself(rig, before, speed, outcomes):
    """What was refused has no end that would undo what somebody else does meanwhile."""
    if before:
        rig.run([before])
    rig.drive(speed, "D" if speed else "P")
    ran = rig.run([later(Command("mirror", "fold"), None, 5 * MINUTES)])
    assert [result.outcome for result in ran.results] == outcomes
    assert len(rig.assistant.schedule.entries()) == len(outcomes) - 1


def test_now_and_later_in_one_breath(rig):
    ran = rig.run([ON, later(Command("seat.heat", "off", "driver"), 10 * MINUTES)])
    assert [result.outcome for result in ran.results] == [Outcome.CONFIRMED, Outcome.SCHEDULED]
    pass_time(rig, 10 * MINUTES)
    assert rig.sim.values[HEAT] == "off"


def test_what_is_scheduled_is_listed_and_cancelled(rig):
    assert "없어요" in rig.run([Command("schedule", "query")]).reply
    rig.run([later(ON, 10 * MINUTES)])
    rig.run([later(Command("hazard", "on"), 5 * MINUTES)])
    reply = rig.run([Command("schedule", "query")]).reply
    assert reply.index("비상등") < reply.index("열선")
    assert "2개" in reply
    assert "2개를 취소" in rig.run([Command("schedule", "cancel")]).reply
    pass_time(rig, 10 * MINUTES)
    assert not rig.sent


def test_undo_takes_back_what_was_just_scheduled_and_nothing_else(rig):
    rig.do("hazard", "on")
    rig.run([later(ON, 10 * MINUTES)])
    rig.sent.clear()
    assert "취소했어요" in rig.run([Command("dialog.undo", "do")]).reply
    assert rig.assistant.schedule.entries() == []
    assert not rig.sent
    assert rig.run([Command("dialog.undo", "do")]).results[0].outcome is Outcome.CONFIRMED
    assert rig.sim.values["CGW1.CF_Gway_HazardSw"] == "off"


def test_undo_takes_back_the_order_that_came_after_what_was_scheduled(rig):
    rig.run([later(ON, 10 * MINUTES)])
    rig.do("hazard", "on")
    assert rig.run([Command("dialog.undo", "do")]).results[0].outcome is Outcome.CONFIRMED
    assert rig.sim.values["CGW1.CF_Gway_HazardSw"] == "off"
    assert len(rig.assistant.schedule.entries()) == 1


def test_what_was_due_long_ago_is_not_done_any_more(rig):
    rig.run([later(ON, 10 * MINUTES)])
    rig.clock.now += 12 * MINUTES  # the gateway did not run
    rig.live(1.0)
    due.do_all(rig.assistant)
    assert not rig.sent
    assert rig.assistant.schedule.entries() == []


def test_the_schedule_survives_a_restart(tmp_path):
    path = tmp_path / "new" / "schedule.sqlite3"
    entry = Entry(
        1000.5,
        Command("message.send", "do", None, {"to": "엄마", "text": "늦어"}),
        Client("a", frozenset({"all"})),
        "ko",
        "driver",
    )
    first = Schedule("genesis_g70", path)
    id = first.add(entry)
    first.close()
    again = Schedule("genesis_g70", path)
    (found,) = again.entries()
    assert (found.due, found.command, found.client, found.lang, found.seat, found.id) == (
        entry.due, entry.command, entry.client, entry.lang, entry.seat, id,
    )  # fmt: skip
    assert Schedule("hatchback", path).entries() == [], "another car's"
    assert again.take_due(1000.0) == []
    assert again.take_due(1000.5) == [found]
    assert again.take_due(2000.0) == []


def test_the_schedule_is_bounded(rig):
    for _ in range(MOST):
        assert rig.run([later(ON, 10 * MINUTES)]).results[0].outcome is Outcome.SCHEDULED
    assert rig.run([later(ON, 10 * MINUTES)]).results[0].reason == "too_many_scheduled"
    assert len(rig.assistant.schedule.entries()) == 50


def test_a_schedule_that_cannot_be_opened_says_so(tmp_path):
    (tmp_path / "file").write_text("no database, and longer than a header of one " * 10)
    with pytest.raises(ScheduleError, match="file"):
        Schedule("genesis_g70", tmp_path / "file")
    with pytest.raises(ScheduleError, match="nowhere"):
        Schedule("genesis_g70", tmp_path / "file" / "nowhere")


@pytest.mark.parametrize(
    ("after", "duration", "ko", "en"),
    [
        (90.0, None, "1분 30초 뒤에", "in 1 minute 30 seconds"),
        (5.0, 180.0, "5초 뒤에 3분 동안", "in 5 seconds for 3 minutes"),
        (630.0, None, "10분 뒤에", "in 10 minutes"),
    ],
)
def test_it_is_said_when_and_for_how_long(rig, after, duration, ko, en):
    said = [f"{ko} 운전석 열선 시트를 켤게요.", f"I'll turn the driver seat heating on {en}."]
    assert [rig.run([later(ON, after, duration)], lang).reply for lang in ("ko", "en")] == said


def test_only_its_owner_may_read_the_database(tmp_path):
    path = tmp_path / "state" / "car.sqlite3"
    Schedule("genesis_g70", path).close()
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_is_due_leaves_the_talk_as_it_is_and_can_be_taken_back(rig):
    """A question is open when the time of something else comes: the yes is for the question."""
    rig.run([later(ON, 10.0)])
    assert rig.run([Command("trunk", "open")]).results[0].outcome is Outcome.NEEDS_CONFIRMATION
    rig.live(11.0)
    due.do_all(rig.assistant)
    assert rig.sim.values[HEAT] != "off"
    assert rig.run([Command("dialog.yes", "do")]).results[0].command.function == "trunk"
    assert rig.run([Command("dialog.undo", "do", None, 2.0)]).results
    assert rig.sim.values[HEAT] == "off"


def test_one_entry_that_fails_does_not_keep_the_others_from_being_done(rig):
    unknown = Entry(rig.clock() + 5.0, Command("no.such", "do"), Client(), "ko", "driver")
    rig.assistant.schedule.add(unknown)
    rig.run([later(ON, 10.0)])
    rig.live(11.0)
    due.do_all(rig.assistant)
    assert rig.sim.values[HEAT] != "off"


def test_an_entry_of_another_version_is_dropped_when_the_schedule_is_opened(tmp_path):
    path = tmp_path / "schedule.sqlite3"
    first = Schedule("genesis_g70", path)
    good = first.add(Entry(1000.0, ON, Client(), "ko", "driver"))
    first.add(Entry(900.0, Command("no.such", "do"), Client(), "ko", "driver"))
    first._db.execute("UPDATE scheduled SET command = '{\"other\": 1}' WHERE id = ?", (first.add(
        Entry(950.0, ON, Client(), "ko", "driver")
    ),))  # fmt: skip
    first.close()
    assert [entry.id for entry in Schedule("genesis_g70", path).entries()] == [good]


def test_a_database_that_fails_is_said_and_what_was_done_is_still_told(rig, tmp_path):
    path = tmp_path / "schedule.sqlite3"
    rig.assistant.schedule = Schedule(rig.car.name, path)
    rig.run([later(ON, 10 * MINUTES)])
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    ran = rig.run([Command("hazard", "on"), later(ON, 10 * MINUTES)])
    assert [(each.outcome, each.reason) for each in ran.results] == [
        (Outcome.CONFIRMED, ""),
        (Outcome.REFUSED, "not_kept"),
    ]
    assert rig.run([Command("schedule", "query")]).results[0].reason == "not_kept"
    assert rig.run([Command("schedule", "cancel")]).results[0].reason == "not_kept"
    other.execute("ROLLBACK")
    assert len(rig.assistant.schedule.entries()) == 1


def test_what_could_not_be_taken_back_can_be_asked_for_again(rig, tmp_path):
    path = tmp_path / "schedule.sqlite3"
    rig.assistant.schedule = Schedule(rig.car.name, path)
    rig.do("hazard", "on")
    rig.run([later(ON, 10 * MINUTES)])
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    assert rig.run([Command("dialog.undo", "do")]).results[0].reason == "not_kept"
    other.execute("ROLLBACK")
    assert "취소했어요" in rig.run([Command("dialog.undo", "do")]).reply
    assert rig.assistant.schedule.entries() == []
    assert rig.sim.values["CGW1.CF_Gway_HazardSw"] == "on"


A, B = Client("a"), Client("b")


@pytest.mark.parametrize("word", ["dialog.undo", "dialog.cancel", "dialog.no"])
@pytest.mark.parametrize("gone", ["done", "cancelled"])
def test_nobody_takes_back_what_another_client_has_scheduled(rig, word, gone):
    """The entry of the one is gone; that of the other was made after it."""
    rig.run([later(ON, 10.0)], client=A)
    if gone == "done":
        rig.live(11.0)
        due.do_all(rig.assistant)
    else:
        rig.run([Command("schedule", "cancel")], client=B)
    rig.run([later(Command("hazard", "on"), 10 * MINUTES)], client=B)
    rig.run([Command(word, "do")], client=A)
    assert [entry.client for entry in rig.assistant.schedule.entries()] == [B]


def test_an_entry_is_cancelled_by_its_car_and_client_only(tmp_path):
    path = tmp_path / "schedule.sqlite3"
    ours, theirs = Schedule("genesis_g70", path), Schedule("hatchback", path)
    id = ours.add(Entry(1000.0, ON, A, "ko", "driver"))
    assert theirs.cancel([id]) == []
    assert ours.cancel([id], "b") == []
    assert [entry.id for entry in ours.cancel([id], "a")] == [id]


@pytest.mark.parametrize(
    ("groups", "outcome", "left"),
    [
        ({"read"}, Outcome.REFUSED, ["seat.heat", "hazard"]),
        ({"media"}, Outcome.REFUSED, ["seat.heat", "hazard"]),
        ({"seat"}, Outcome.ANSWERED, ["hazard"]),
        ({"all"}, Outcome.ANSWERED, []),
    ],
)
def test_a_client_cancels_only_what_it_may_do_itself(rig, groups, outcome, left):
    rig.run([later(ON, 5 * MINUTES)], client=A)
    rig.run([later(Command("hazard", "on"), 10 * MINUTES)], client=A)
    ran = rig.run([Command("schedule", "cancel")], client=Client("guest", frozenset(groups)))
    assert ran.results[0].outcome is outcome
    assert [entry.command.function for entry in rig.assistant.schedule.entries()] == left


@pytest.mark.parametrize("text", ["창문 멈춰", "손 꼈어", "멈춰", "stop the window", "my hand is stuck"])
def test_a_word_of_stop_cancels_nothing_that_is_scheduled(rig, text):
    rig.run([later(ON, 10 * MINUTES)])
    rig.assistant.say([(text, 1.0)])
    assert len(rig.assistant.schedule.entries()) == 1

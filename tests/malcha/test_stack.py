"""What starts and stops the pieces."""

import json
import logging
import queue
import threading
import time
from dataclasses import replace
from types import SimpleNamespace

import grpc
import pytest
from stacks import alone, own, plans
from turns import HURRY, PATIENCE, health

from contract.values import Command, Context, InvalidRequest, NluUnavailable
from malcha.config.effective import fixed
from malcha.config.keys import ConfigError
from malcha.config.settings import MODEL
from malcha.run import checks, children, punctual, stack
from malcha.run.children import StartError
from malcha.run.punctual import schedule
from malcha.v1 import nlu_pb2, nlu_pb2_grpc, understanding_pb2
from navigation.places import PlacesError
from nlu.engine.engine import Engine, ModelError
from nlu.service import server as nlu_server
from vehicle.can.dbc import DbcError
from vehicle.cars.car import CarError
from vehicle.gateway.bus_state import LONGEST_SILENCE, BusState
from vehicle.results.result import Outcome
from vehicle.turn import own_engine_first
from vehicle.turn.requester import Turn
from vehicle.turn.schedule import Schedule, ScheduleError

# buses


@pytest.mark.parametrize(
    ("interface", "channels", "told"),
    [
        ("socketcan", {"ccan": "nocan0", "mcan": "nocan1"}, "ccan: socketcan nocan0"),
        ("socketcan", {}, "ccan: socketcan ccan"),
    ],
)
@pytest.mark.parametrize("start", ["gateway", "car"])
def test_a_bus_that_cannot_be_opened_is_said(start, interface, channels, told):
    config = alone(channels, interface)
    running = stack.gateway(config) if start == "gateway" else stack.simulated_car(config, plans(config))
    with pytest.raises(StartError, match=told), running:
        pass


def test_buses_are_closed_when_the_gateway_fails():
    channels = own("closed")
    buses = {}

    def fail():
        with stack.gateway(alone(channels)) as assistant:
            buses.update(assistant.delivery.bridge.buses)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert [bus._is_shutdown for bus in buses.values()] == [True, True]


def test_nothing_is_left_running_after_a_gateway_with_its_car():
    before = set(threading.enumerate())
    with stack.gateway(alone(own("left")), speed=HURRY) as assistant:
        assert stack.wait_for_car(assistant, PATIENCE)
        ours = set(threading.enumerate()) - before  # others may come and go meanwhile: gRPC has threads of its own
        assert len(ours) >= 3, "two buses are read, and the car lives"
    for thread in ours:
        thread.join(PATIENCE)
    assert not [thread for thread in ours if thread.is_alive()]


@pytest.mark.parametrize("jump", [-3600.0, 3600.0], ids=["back", "forward"])
def test_a_wall_clock_that_is_set_silences_nobody_and_changes_no_time(monkeypatch, tmp_path, jump):
    """The log and the audit keep the clock that they began with, and the virtual bus goes on."""
    real = time.time
    log, lines = tmp_path / "log", tmp_path / "audit"
    files = {"recording.log": str(log), "recording.audit": str(lines)}
    began = real()
    with stack.gateway(alone(own(f"clock {jump}"), more=files)) as assistant:
        assert stack.wait_for_car(assistant, PATIENCE)
        for name in ("time.time", "can.bus.time"):
            monkeypatch.setattr(name, lambda: real() + jump)
        later = assistant.clock() + 2 * LONGEST_SILENCE  # whoever waits by the wall clock is silent by then
        assistant.state.wait(lambda: False, later, assistant.clock)
        assert {bus.state for bus in assistant.delivery.bridge.health()} == {BusState.ALIVE}
        assert assistant.execute([Command("seat.heat", "set", "driver", 2)]).results[0].outcome is Outcome.CONFIRMED
        logging.getLogger("malcha.audit").warning('{"refused": "a line without a time of its own"}')
    ended = real()
    audited = [json.loads(line) for line in lines.read_text().splitlines()]
    recorded = [float(line[1 : line.index(")")]) for line in log.read_text().splitlines() if line.startswith("(")]
    assert len(audited) == 2
    assert len(recorded) > 100
    assert all(began <= at <= ended for at in [*recorded, *(line["time"] for line in audited)])


def test_without_a_car_nobody_is_heard():
    with stack.gateway(alone(own("alone")), simulate=False) as assistant:
        assert not stack.wait_for_car(assistant, 0.0)
        (result,) = assistant.execute([Command("seat.heat", "up", "driver")]).results
        assert result.outcome is Outcome.REFUSED


@pytest.mark.parametrize("message", ["CGW1", "VA_SEAT_STS", "AMP_HU_PE_03"])
def test_a_car_is_there_once_it_has_said_what_a_first_command_needs(new_rig, message):
    assert stack.wait_for_car(new_rig().assistant, 0.0)
    assert not stack.wait_for_car(new_rig(never=[message]).assistant, 2.0)


# who understands


def asking(name: str, nlu: str):
    """A gateway with an engine of its own that asks this server first."""
    return alone(own(name), more={"gateway.nlu": nlu, "gateway.engine": True})


def test_a_gateway_without_server_and_engine_understands_nothing_and_still_carries_out():
    with stack.gateway(alone(own("deaf")), speed=HURRY) as assistant:
        assert stack.wait_for_car(assistant, PATIENCE)
        with pytest.raises(NluUnavailable):
            assistant.say([("열선 켜 줘", 1.0)])
        assert assistant.execute([Command("seat.heat", "on", "driver")]).results[0].outcome is Outcome.CONFIRMED


def test_a_gateway_asks_its_server_where_its_engine_is_not_sure_and_decides_alone_when_that_is_away(monkeypatch):
    monkeypatch.setattr(own_engine_first, "SURE", 2.0)
    serving, port = nlu_server.serve(Engine.load(MODEL), "127.0.0.1:0")
    with stack.gateway(asking("first", f"127.0.0.1:{port}"), speed=HURRY) as assistant:
        assert stack.wait_for_car(assistant, PATIENCE)
        heard = [assistant.say([("조수석 열선 켜 줘", 1.0)])]
        serving.stop(0.0)
        heard.append(assistant.say([("조수석 열선 꺼 줘", 1.0)]))
    assert [turn.understanding.by for turn in heard] == ["server", "embedded"]
    assert [turn.results[0].outcome for turn in heard] == [Outcome.CONFIRMED] * 2


def test_a_gateway_whose_server_never_was_there_understands_by_itself():
    with stack.gateway(asking("never", "127.0.0.1:1"), speed=HURRY) as assistant:
        assert stack.wait_for_car(assistant, PATIENCE)
        assert assistant.say([("조수석 열선 켜 줘", 1.0)]).understanding.by == "embedded"


def test_a_lost_server_is_not_looked_for_more_rarely_than_it_is_asked(monkeypatch):
    """By default gRPC waits up to two minutes before it connects again; RETRY_AFTER promises less."""
    opened = {}
    connect = grpc.insecure_channel
    monkeypatch.setattr(
        grpc,
        "insecure_channel",
        lambda address, options=None: opened.update(options or {}) or connect(address, options),
    )
    with stack.gateway(alone(own("lost"), more={"gateway.nlu": "127.0.0.1:1"}), simulate=False):
        pass
    assert opened["grpc.max_reconnect_backoff_ms"] <= own_engine_first.RETRY_AFTER * 1000


@pytest.mark.parametrize("text", ["😀", "\x00", "", "가" * 501])
def test_the_embedded_engine_refuses_what_the_server_refuses(text):
    with pytest.raises(InvalidRequest):
        stack.embedded(MODEL)([(text, 1.0)], "", Context())


def test_the_embedded_engine_knows_what_was_done_last():
    last = (Command("climate.temperature", "set", "passenger", 24.0),)
    assert stack.embedded(MODEL)([("더 올려", 1.0)], "", Context(last)).commands == (
        Command("climate.temperature", "up", "passenger"),
    )


def test_without_a_model_there_is_no_embedded_engine(tmp_path):
    with pytest.raises(ModelError, match=str(tmp_path)):
        stack.embedded(tmp_path)


# looked at before a bus is opened


@pytest.fixture
def no_bus(monkeypatch):
    monkeypatch.setattr("can.Bus", lambda **arguments: pytest.fail("a bus was opened"))


@pytest.mark.parametrize(
    ("keys", "error", "told"),
    [
        ({"car": "gensis"}, ConfigError, "fixed: car is 'gensis', but must be one of: genesis_g70, hatchback"),
        (
            {"home": "nowhere at all"},
            ConfigError,
            "fixed: home is 'nowhere at all', but must be empty, or name a place",
        ),
        (
            {"work": "nowhere at all"},
            ConfigError,
            "fixed: work is 'nowhere at all', but must be empty, or name a place",
        ),
        (
            {"gateway.engine": True, "model": "nowhere"},
            ConfigError,
            "fixed: model is 'nowhere': nowhere/malcha",
        ),
        (
            {"simulation.profile": "moon"},
            ConfigError,
            "fixed: simulation.profile is 'moon': drive profile moon",
        ),
        ({"simulation.faults": "no_script.txt"}, ConfigError, "fixed: simulation.faults is 'no_script.txt': no_script"),
        ({"interface": "nonsense"}, ConfigError, "fixed: interface is 'nonsense', but must be one of: "),
    ],
    ids=["car", "home", "work", "model", "profile", "faults", "interface"],
)
@pytest.mark.usefixtures("no_bus")
def test_what_cannot_be_used_is_said_before_a_bus_is_opened(keys, error, told):
    with pytest.raises(error) as said, stack.gateway(alone(own("checked"), more=keys)):
        pass
    assert told in str(said.value)


@pytest.mark.usefixtures("no_bus")
@pytest.mark.parametrize(
    ("module", "name", "raised"),
    [
        ("malcha.run.checks.cars.load", "load", CarError("wiring.py: window names the signal X")),
        ("malcha.run.checks.cars.load", "load", DbcError("mcan.dbc: cut")),
        ("malcha.run.places.atlas.of_table", "of_table", PlacesError("places.csv line 3: no category")),
    ],
    ids=["wiring", "DBC", "places"],
)
def test_a_car_or_a_table_that_is_broken_is_said_before_a_bus_is_opened(monkeypatch, module, name, raised):
    def fail(*words):
        raise raised

    monkeypatch.setattr(module, fail)
    with pytest.raises(type(raised), match=str(raised)), stack.gateway(alone(own("broken"))):
        pass


@pytest.mark.usefixtures("no_bus")
def test_words_that_a_language_lacks_are_said_before_a_bus_is_opened(monkeypatch):
    lacking = ["languages/ko/nouns.py: NOUNS has no 'horn'", "languages/en/nouns.py: NOUNS has no 'horn'"]
    monkeypatch.setattr(checks, "missing", lambda car: lacking)
    with pytest.raises(StartError) as said, stack.gateway(alone(own("mute"))):
        pass
    told = "words are missing for the car genesis_g70: languages/ko/nouns.py: NOUNS has no 'horn'; and 1 more"
    assert str(said.value) == told


def test_home_and_work_of_the_configuration_are_those_of_the_car():
    found = checks.checked(fixed({"home": "반포 자이", "work": "naver green factory"}))
    assert (found.atlas.home.ko, found.atlas.work.ko) == ("반포자이", "네이버 그린팩토리")
    with stack.gateway(alone(own("home"), more={"home": "반포 자이"}), simulate=False) as assistant:
        assert assistant.atlas.home.ko == "반포자이"


@pytest.mark.parametrize("key", ["simulation.profile", "simulation.faults", "simulation.seed"])
def test_a_car_elsewhere_is_not_told_what_to_do_from_here(key):
    config = fixed({"interface": "malcha_local", key: {"simulation.seed": 3}.get(key, "city")})
    found = checks.checked(config)
    checks.refuse_elsewhere(config, found)  # the file may say it: it is for malcha sim, too
    by_flag = replace(config, origins={**config.origins, key: "flag --x"})
    with pytest.raises(ConfigError, match=f"flag --x: {key} is .*, but the simulated car is in another process"):
        checks.refuse_elsewhere(by_flag, found)


def test_the_small_car_runs_on_its_one_bus():
    with stack.gateway(alone(own("small", "hatchback"), more={"car": "hatchback"}), speed=HURRY) as assistant:
        assert stack.wait_for_car(assistant, PATIENCE)
        turn = assistant.execute([Command("hazard", "on"), Command("sunroof", "open")])
    assert [result.outcome for result in turn.results] == [Outcome.CONFIRMED, Outcome.REFUSED]


# processes


def test_a_process_listens_until_it_is_no_longer_needed():
    with (
        children.process("nlu", "serve", "--address", "127.0.0.1:0") as address,
        grpc.insecure_channel(address) as channel,
    ):
        assert health(channel) == 1
    with grpc.insecure_channel(address) as channel, pytest.raises(grpc.RpcError) as error:
        health(channel)
    assert error.value.code() is grpc.StatusCode.UNAVAILABLE


def test_a_process_that_does_not_start_is_said_once_by_what_it_said(tmp_path, capfd):
    with (
        pytest.raises(StartError, match=r"^flag --model: .*malcha\.json is missing"),
        children.process("nlu", "serve", "--model", str(tmp_path)),
    ):
        pass
    assert capfd.readouterr().err == ""


def test_a_process_that_ends_without_a_word_is_said_with_its_exit_code(capfd):
    with pytest.raises(StartError, match=r"malcha no-such-verb did not start \(exit code 2\)"):
        children.Child(["no-such-verb"]).address()
    assert "No such command" in capfd.readouterr().err


def test_what_a_process_says_later_is_passed_on(monkeypatch, capfd):
    monkeypatch.setenv("MALCHA_LOG_LEVEL", "info")
    with children.process("nlu", "serve", "--address", "127.0.0.1:0") as address, grpc.insecure_channel(address) as it:
        request = nlu_pb2.UnderstandRequest(alternatives=[understanding_pb2.Alternative(text="에어컨")])
        nlu_pb2_grpc.NluServiceStub(it).Understand(request, timeout=PATIENCE)
    assert "INFO nlu.service.server: utterance" in capfd.readouterr().err


def test_what_is_scheduled_is_done_in_time_and_kept_over_a_restart(tmp_path):
    kept = alone(own("later"), more={"gateway.schedule": str(tmp_path / "later.sqlite3")})
    done: queue.SimpleQueue[Turn] = queue.SimpleQueue()
    with stack.gateway(kept, speed=HURRY) as assistant:
        assert stack.wait_for_car(assistant, PATIENCE)
        with assistant.scheduled.told(done.put):
            assistant.execute([Command("hazard", "on", after=0.05)])
            assert done.get(timeout=PATIENCE).results[0].outcome is Outcome.CONFIRMED
        assistant.execute([Command("hazard", "off", after=3600.0)])
    with stack.gateway(kept, speed=HURRY) as assistant:
        (entry,) = assistant.schedule.entries()
    assert entry.command == Command("hazard", "off")


def test_a_schedule_that_cannot_be_used_is_an_error_with_its_key(tmp_path):
    (tmp_path / "text").write_text("no database at all " * 100)
    wrong = alone(own("wrong"), more={"gateway.schedule": str(tmp_path / "text")})
    with pytest.raises(ConfigError, match="schedule"), stack.gateway(wrong, speed=HURRY):
        pass


def test_without_a_place_of_its_own_the_schedule_is_kept_in_memory(monkeypatch, caplog):
    monkeypatch.setenv("XDG_STATE_HOME", "/dev/null")
    assert schedule(alone(own("memory")), "genesis_g70").entries() == []
    assert "forgotten at the end" in caplog.text


def test_what_is_scheduled_is_done_after_an_error_of_the_database(monkeypatch):
    monkeypatch.setattr(punctual, "AGAIN", 0.0)
    done, kept = threading.Event(), Schedule("genesis_g70")
    answers = iter([ScheduleError("database is locked"), 0.0])

    def next_due():
        answer = next(answers, None)
        if isinstance(answer, ScheduleError):
            raise answer
        return answer

    monkeypatch.setattr(kept, "next_due", next_due)
    monkeypatch.setattr(kept, "take_due", lambda now: done.set() or [])
    assistant = SimpleNamespace(schedule=kept, clock=time.monotonic, epoch=0.0)
    with punctual.punctual(assistant):
        assert done.wait(PATIENCE)


def test_what_is_due_at_the_same_time_is_done_side_by_side(tmp_path):
    done: queue.SimpleQueue[Turn] = queue.SimpleQueue()
    kept = alone(own("both"), more={"gateway.schedule": str(tmp_path / "later.sqlite3")})
    with stack.gateway(kept, speed=1.0) as assistant:
        assert stack.wait_for_car(assistant, PATIENCE)
        with assistant.scheduled.told(done.put):
            assistant.execute([Command("window", "open", "all", after=0.3), Command("hazard", "on", after=0.3)])
            told = [done.get(timeout=PATIENCE).results[0] for _ in range(2)]
    assert [result.command.function for result in told] == ["hazard", "window"], "the window takes seconds"
    assert [result.outcome for result in told] == [Outcome.CONFIRMED] * 2

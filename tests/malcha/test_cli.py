"""The command line: what each verb prints and with which exit code it ends."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import grpc
import pytest
import typer
from grpc_health.v1 import health_pb2
from listening import Loudness, Recogniser
from turns import health, loaded, ride
from typer.testing import CliRunner

import malcha
from contract.values import Command, Understanding
from malcha.cli import flags
from malcha.cli.errors import BAD_INPUT, NOT_DONE
from malcha.cli.main import app
from malcha.config.settings import MODEL
from malcha.run import children
from malcha.talk.scenario import SCENARIO
from malcha.v1 import turn_pb2
from nlu.engine import engine as engines
from nlu.service import hearing
from nlu.service import server as nlu_server
from nlu.service.ears import Ears
from speech.protocols import SpeechUnavailable
from vehicle.can.dbc import CARS
from vehicle.catalogue.table import CATALOGUE

ROOT = Path(malcha.__file__).parent.parent
NOBODY = "127.0.0.1:1"  # an address where nothing listens
ENOUGH = 60.0  # s for a process, on a busy machine


def malcha_(*arguments: str, given: str | None = None):
    """The command run in this process."""
    return CliRunner().invoke(app, list(arguments), input=given, catch_exceptions=False)


def process(*arguments: str, cwd: Path = ROOT, **more) -> subprocess.CompletedProcess:
    """The command run as users run it, with no terminal."""
    more = {"stdin": subprocess.DEVNULL} | more
    return subprocess.run(
        [sys.executable, "-m", "malcha", *arguments], cwd=cwd, capture_output=True, timeout=ENOUGH, check=False, **more
    )


def one_line(said: str) -> str:
    """What is said in one line, without a traceback."""
    lines = [line for line in said.splitlines() if line.strip()]
    assert len(lines) == 1, said
    return lines[0]


def verbs(command, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    below = getattr(command, "commands", {})
    return [path] + [found for name, sub in below.items() for found in verbs(sub, (*path, name))]


ROOT_COMMAND = typer.main.get_command(app)


# help


@pytest.mark.parametrize("verb", verbs(ROOT_COMMAND), ids=" ".join)
def test_help_of_every_verb_says_what_it_is_for(verb):
    said = malcha_(*verb, "--help")
    command = ROOT_COMMAND
    for name in verb:
        command = command.commands[name]
    assert said.exit_code == 0
    assert command.help
    assert command.help.split()[0] in said.output
    unexplained = [
        option.name for option in command.params if not getattr(option, "help", "") and option.name != "help"
    ]
    assert [name for name in unexplained if name not in ("install_completion", "show_completion")] == []


@pytest.mark.parametrize(
    "verb", [("fly",), ("nlu", "fly"), ("say",), ("understand", "--model"), ("bench", "--rounds", "1")], ids=" ".join
)
def test_a_verb_used_wrongly_ends_with_2(verb):
    assert malcha_(*verb).exit_code == BAD_INPUT


@pytest.mark.parametrize("level", ["nonsense", "", "warning2", "BASIC_FORMAT", "getLogger"])
def test_a_log_level_that_is_none_is_said(level):
    said = malcha_("--log-level", level, "functions")
    assert said.exit_code == BAD_INPUT
    assert "'debug', 'info', 'warning' or 'error'" in one_line(said.stderr)


# understand


CONTRACT = {
    "text": "조수석 온도 22.5도로 맞춰 줘",
    "outcome": "understood",
    "commands": [{"function": "climate.temperature", "op": "set", "zone": "passenger", "value": 22.5}],
}


def test_understand_answers_an_argument_as_in_the_contract():
    said = malcha_("understand", "--json", CONTRACT["text"])
    found = json.loads(one_line(said.stdout))
    assert list(found) == ["text", "outcome", "commands", "confidence"]
    assert 0 < found.pop("confidence") <= 1
    assert found == CONTRACT
    assert list(found["commands"][0]) == ["function", "op", "zone", "value"]
    assert said.exit_code == 0


def test_understand_leaves_out_what_was_not_spoken():
    (command,) = json.loads(malcha_("understand", "--json", "트렁크 열어 줘").stdout)["commands"]
    assert command == {"function": "trunk", "op": "open"}


def test_understand_gives_numbers_words_places_and_messages_each_as_they_are():
    lines = ["창문 반만 열어 줘", "볼륨 최대로 해 줘", "강남역으로 가자", "아내한테 늦는다고 문자 보내 줘"]
    said = malcha_("understand", "--json", given="\n".join(lines))
    values = [json.loads(line)["commands"][0]["value"] for line in said.stdout.splitlines()]
    assert values == [50, "max", "강남역", {"to": "아내", "text": "늦는다고"}]


def test_understand_reads_json_lines_and_plain_lines():
    lines = [
        '{"text": "에어컨 켜 줘", "lang": "ko"}',
        '{"text": "turn on the ac", "lang": "en"}',
        '{"text": "에어컨 켜 줘"}',
        "에어컨 켜 줘",
        "에어컨 켜 줘\r",
    ]
    said = malcha_("understand", "--json", given="\n".join(lines) + "\n")
    found = [json.loads(line) for line in said.stdout.splitlines()]
    assert [answer["commands"] for answer in found] == [[{"function": "climate.ac", "op": "on"}]] * len(lines)
    assert said.exit_code == 0


BAD_LINES = {
    "no text": '{"lang": "ko"}',
    "a number for text": '{"text": 5}',
    "null": '{"text": null}',
    "another language": '{"text": "에어컨 켜 줘", "lang": "fr"}',
    "a list for lang": '{"text": "에어컨 켜 줘", "lang": ["ko"]}',
    "empty text": '{"text": ""}',
    "emoji only": "😀",
    "501 characters": "가" * 501,
    "deeply nested": "[" * 100_000,
    "half a character": '{"text": "\\ud800"}',
    "half a character among words": '{"text": "에어컨 켜 줘 \\ud800"}',
}


@pytest.mark.parametrize("bad", BAD_LINES.values(), ids=BAD_LINES)
def test_a_bad_line_keeps_its_place_with_an_error_and_the_exit_code_is_2(bad):
    said = malcha_("understand", "--json", given=f"에어컨 켜 줘\n{bad}\n창문 닫아\n")
    first, second, third = (json.loads(line) for line in said.stdout.splitlines())
    assert first["commands"]
    assert third["commands"]
    assert list(second) == ["text", "error"]
    assert second["error"]
    assert said.exit_code == BAD_INPUT


@pytest.mark.parametrize("locale", ["C.UTF-8", "C"])
def test_bytes_that_are_no_text_keep_their_place_in_any_locale(locale):
    given = "에어컨 켜 줘\n".encode() + b"\xff\xfe\xc3\n" + "창문 닫아\n".encode()
    spoken = os.environ | {"LC_ALL": locale, "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    said = process("understand", "--json", stdin=None, input=given, env=spoken)
    first, second, third = (json.loads(line) for line in said.stdout.decode().splitlines())
    assert (bool(first["commands"]), "error" in second, bool(third["commands"])) == (True, True, True)
    assert said.returncode == BAD_INPUT


def test_understand_answers_each_line_as_it_comes():
    child = subprocess.Popen(
        [sys.executable, "-m", "malcha", "understand", "--json"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert child.stdin
    assert child.stdout
    for text in ("에어컨 켜 줘", "창문 닫아"):
        child.stdin.write(text + "\n")
        child.stdin.flush()
        assert json.loads(child.stdout.readline())["text"] == text
    child.stdin.close()
    assert child.wait(ENOUGH) == 0
    child.stdout.close()


def test_understand_shows_people_a_table():
    said = malcha_("understand", "조수석 온도 22.5도로 맞춰 줘")
    for word in ("understood", "climate.temperature", "set", "zone=passenger", "value=22.5"):
        assert word in said.stdout


@pytest.fixture
def broken_model(tmp_path):
    for path in MODEL.iterdir():
        shutil.copy(path, tmp_path)
    (tmp_path / engines.MODEL).write_bytes(b"")
    return tmp_path


@pytest.mark.parametrize("verb", [("understand", "에어컨"), ("nlu", "serve", "--address", "127.0.0.1:0")], ids=" ".join)
def test_a_broken_model_is_said_by_the_name_of_its_file(broken_model, verb):
    said = malcha_(*verb, "--model", str(broken_model))
    assert said.exit_code == BAD_INPUT
    assert engines.MODEL in one_line(said.stderr)


def test_run_says_once_what_both_its_servers_say(broken_model):
    said = process("run", "--address", "127.0.0.1:0", "--model", str(broken_model))
    assert said.returncode == BAD_INPUT
    assert engines.MODEL in one_line(said.stderr.decode())


@pytest.mark.parametrize("model", ["nowhere", "a_file"])
def test_a_model_directory_that_is_none_is_said(tmp_path, model):
    (tmp_path / "a_file").touch()
    said = malcha_("understand", "에어컨", "--model", str(tmp_path / model))
    assert said.exit_code == BAD_INPUT
    assert "Traceback" not in said.stderr


def test_training_without_its_packages_says_which_and_how(monkeypatch):
    monkeypatch.setitem(sys.modules, "torch", None)
    said = malcha_("train")
    assert said.exit_code == BAD_INPUT
    assert "torch" in one_line(said.stderr)
    assert "make train" in said.stderr


# functions, say, state, health


@pytest.mark.parametrize(
    ("car", "range_"), [("genesis_g70", "17 to 27 degC, step 0.5"), ("hatchback", "16 to 30 degC, step 1")]
)
def test_functions_lists_all(car, range_):
    said = malcha_("functions", "--car", car)
    shown = {line.split()[0] for line in said.stdout.splitlines() if line.strip()}
    assert set(CATALOGUE) <= shown
    assert range_ in said.stdout
    assert f"What the {car} can be asked for" in said.stdout
    assert said.exit_code == 0


def test_functions_are_one_object_for_scripts():
    found = json.loads(one_line(malcha_("functions", "--json", "--car", "hatchback").stdout))
    assert found["car"] == "hatchback"
    rows = {row["function"]: row for row in found["functions"]}
    assert set(rows) == set(CATALOGUE)
    assert rows["climate.temperature"]["ranges"] == [{"lowest": 16.0, "highest": 30.0, "step": 1.0, "unit": "degC"}]
    assert (rows["sunroof"]["fitted"], rows["window"]["fitted"]) == (False, True)
    assert rows["window"]["names"].keys() >= {"en", "ko"}


@pytest.mark.parametrize(
    "verb",
    [("say", "에어컨 켜 줘"), ("state",), ("state", "--watch"), ("execute", '[{"function": "hazard", "op": "on"}]')],
    ids=" ".join,
)
def test_without_a_server_one_clear_line_says_so(verb):
    said = malcha_(*verb, "--address", NOBODY)
    assert said.exit_code == BAD_INPUT
    assert f"nothing answers at {NOBODY}. Start the car with: malcha run" in one_line(said.stderr)
    assert said.stdout.strip() == ""


WITH_JSON = {
    "say": ("say", "에어컨 켜 줘"),
    "execute": ("execute", '[{"function": "hazard", "op": "on"}]'),
    "state": ("state",),
    "state --watch": ("state", "--watch"),
    "clear-alarm": ("clear-alarm", "mcan"),
}


@pytest.mark.parametrize("verb", WITH_JSON.values(), ids=WITH_JSON)
def test_with_json_an_error_is_one_object_too(verb):
    said = malcha_(*verb, "--json", "--address", NOBODY)
    found = json.loads(one_line(said.stdout))
    assert (list(found), found["reason"], said.exit_code) == (["error", "reason"], "UNAVAILABLE", BAD_INPUT)
    assert one_line(said.stderr) == f"malcha: {found['error']}"
    said = malcha_(*verb, "--json", "--address", "foo")
    found = json.loads(one_line(said.stdout))
    assert (found["reason"], said.exit_code) == ("CONFIG", BAD_INPUT)
    assert "must be host:port" in found["error"]


@pytest.mark.parametrize(
    ("verb", "reason"),
    [
        (("functions", "--car", "gensis"), "CONFIG"),
        (("replay", "nowhere.log"), "RECORDING"),
        (("understand", "에어컨", "--model", "nowhere"), "MODEL"),
        (("eval", "nowhere.jsonl"), "ROW"),
        (("execute", "["), "COMMANDS"),
        (("say", "on", "--seat", "roof"), "SEAT"),
        (("health", "--address", "foo"), "CONFIG"),
    ],
    ids=lambda given: given[0] if isinstance(given, tuple) else given,
)
def test_with_json_every_verb_says_its_errors_as_one_object(verb, reason):
    said = malcha_(*verb, "--json")
    found = json.loads(one_line(said.stdout))
    assert (list(found), found["reason"], said.exit_code) == (["error", "reason"], reason, BAD_INPUT)


@pytest.mark.parametrize(
    "verb", [("health", "--address", NOBODY), ("config", "--home", "nowhere at all")], ids=" ".join
)
def test_what_has_printed_its_object_prints_no_second(verb):
    said = malcha_(*verb, "--json")
    assert said.exit_code == BAD_INPUT
    assert "error" not in json.loads(one_line(said.stdout))
    assert one_line(said.stderr).startswith("malcha: ")


@pytest.fixture(scope="module")
def car():
    """A running car that understands the text as one of these commands."""
    means = {
        "on": Command("seat.heat", "set", "driver", 3.0),
        "open": Command("trunk", "open"),
        "again": Command("seat.heat", "set", "driver", 3.0),
        "hot": Command("climate.temperature", "set", None, 100.0),
        "weather": Command("info.weather", "query"),
    }

    def understand(alternatives, locale, context):
        text = alternatives[0][0]
        if text in means:
            return Understanding("understood", (means[text],), 1.0)
        return Understanding("out_of_scope", ())

    with ride(understand) as taken:
        yield f"127.0.0.1:{taken.port}"


@pytest.mark.parametrize(
    ("text", "outcome", "code"),
    [
        ("on", "CONFIRMED", 0),
        ("again", "ALREADY", 0),
        ("open", "NEEDS_CONFIRMATION", NOT_DONE),
        ("weather", "HANDED_OFF", NOT_DONE),
        ("hot", "REFUSED (range)", NOT_DONE),
        ("babble", "OUT_OF_SCOPE", NOT_DONE),
    ],
)
def test_say_shows_the_outcome_and_tells_scripts_whether_it_was_done(car, text, outcome, code):
    said = malcha_("say", text, "--address", car)
    assert outcome in said.stdout
    assert said.exit_code == code


def test_say_needs_no_quotes(car):
    found = json.loads(malcha_("say", "on", "the", "--json", "heat", "--address", car).stdout)
    assert found["text"] == "on the heat"
    assert json.loads(malcha_("understand", "--json", "에어컨", "켜", "줘").stdout)["text"] == "에어컨 켜 줘"


def test_say_is_one_object_for_scripts(car):
    said = malcha_("say", "hot", "--json", "--address", car)
    found = json.loads(one_line(said.stdout))
    assert list(found) == ["id", "text", "outcome", "commands", "reply", "ms"]
    assert (found["text"], found["outcome"], bool(found["id"]), bool(found["reply"])) == (
        "hot",
        "understood",
        True,
        True,
    )
    assert found["commands"] == [
        {
            "function": "climate.temperature", "op": "set", "zone": None, "value": 100.0,
            "outcome": "refused", "reason": "range",
        }
    ]  # fmt: skip
    assert found["ms"]["total"] > 0
    assert said.exit_code == NOT_DONE


def test_say_nothing_for_the_car_is_an_outcome_without_commands(car):
    said = malcha_("say", "babble", "--json", "--address", car)
    found = json.loads(one_line(said.stdout))
    assert (found["outcome"], found["commands"], said.exit_code) == ("out_of_scope", [], NOT_DONE)


# execute


HAZARD = '[{"function": "hazard", "op": "on"}, {"function": "seat.heat", "op": "set", "zone": "driver", "value": 2}]'


@pytest.mark.parametrize("way", ["argument", "standard input"])
def test_execute_carries_out_commands_without_language(car, way):
    given = ("execute", HAZARD) if way == "argument" else ("execute", "-")
    said = malcha_(*given, "--json", "--address", car, given=HAZARD)
    found = json.loads(one_line(said.stdout))
    assert list(found) == ["id", "commands", "reply", "ms"]
    assert [command["function"] for command in found["commands"]] == ["hazard", "seat.heat"]
    assert {command["outcome"] for command in found["commands"]} <= {"confirmed", "already"}
    assert found["commands"][1]["value"] == 2
    assert said.exit_code == 0


def test_execute_shows_people_what_came_of_it(car):
    said = malcha_("execute", '[{"function": "climate.temperature", "op": "set", "value": 99}]', "--address", car)
    assert "REFUSED (range)" in said.stdout
    assert said.exit_code == NOT_DONE


def test_of_several_commands_the_wrong_one_is_named(car):
    commands = '[{"function": "hazard", "op": "on"}, {"function": "window", "op": "open", "zone": "roof"}]'
    said = malcha_("execute", commands, "--address", car)
    assert one_line(said.stderr).startswith("malcha: INVALID_ARGUMENT: commands[1].zone: window has no zone 'roof'")
    assert said.exit_code == BAD_INPUT


def test_what_understand_prints_execute_takes(car):
    understood = malcha_("understand", "--json", "운전석 열선 1단으로 해 줘")
    commands = json.dumps(json.loads(understood.stdout)["commands"], ensure_ascii=False)
    said = malcha_("execute", "-", "--json", "--address", car, given=commands)
    (done,) = json.loads(said.stdout)["commands"]
    assert (done["function"], done["value"], done["outcome"]) == ("seat.heat", 1.0, "confirmed")


BAD_COMMANDS = {
    "": "not JSON",
    "[": "not JSON",
    "{}": "not a list of commands",
    '["hazard"]': "commands[0]: 'hazard' is not an object",
    '[{"function": "hazard"}]': "commands[0]: op is None, but must be text",
    '[{"function": "", "op": "on"}]': "commands[0]: function is '', but must be text",
    '[{"function": "hazard", "op": "on", "zones": "all"}]': "commands[0]: no key 'zones', did you mean zone?",
    '[{"function": "hazard", "op": "on", "zone": 1}]': "commands[0]: zone is 1, but must be text",
    '[{"function": "hazard", "op": "on", "value": true}]': "commands[0]: value is True, but must be a number",
    '[{"function": "hazard", "op": "on", "value": NaN}]': "NaN is no number of JSON",
    '[{"function": "hazard", "op": "on", "value": 1e999}]': "commands[0]: value is inf, but must be a number",
    '[{"function": "hazard", "op": "on", "value": {"who": "x"}}]': "commands[0]: value is {'who': 'x'}, but must be",
    '[{"function": "hazard", "op": "on", "value": {"to": 5}}]': "commands[0]: value is {'to': 5}",
    '[{"function": "hazard", "op": "on", "unit": "degC"}]': "commands[0]: a unit needs a value",
    '[{"function": "hazard", "op": "on", "delay_s": "soon"}]': "commands[0]: delay_s is 'soon', but must be a number",
    '[{"function": "hazard", "op": "on", "op": "off"}]': "the key 'op' is there twice in one object",
    '[{"function": "m", "op": "do", "value": {"to": "a", "to": "b"}}]': "the key 'to' is there twice in one object",
    "[" * 100_000: "not JSON: nested too deep",
}


@pytest.mark.parametrize(("given", "told"), BAD_COMMANDS.items(), ids=range(len(BAD_COMMANDS)))
def test_what_is_no_list_of_commands_is_said_before_anything_is_sent(given, told):
    said = malcha_("execute", given, "--address", NOBODY)
    assert said.exit_code == BAD_INPUT
    assert told in one_line(said.stderr)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("[]", "0 commands"),
        ('[{"function": "hazard", "op": "on"}, {"function": "fly", "op": "on"}]', "fly"),
        ('[{"function": "hazard", "op": "fly"}]', "fly"),
        ('[{"function": "hazard", "op": "on", "zone": "roof"}]', "roof"),
        ('[{"function": "climate.temperature", "op": "set", "value": "blue"}]', "blue"),
        ('[{"function": "hazard", "op": "on", "delay_s": 700000}]', "604800"),
    ],
)
def test_what_the_car_does_not_know_is_said_by_the_server(car, given, told):
    said = malcha_("execute", given, "--address", car)
    assert said.exit_code == BAD_INPUT
    assert told in one_line(said.stderr)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("say", ""), "text"),
        (("say", "on", "--locale", "fr"), "locale"),
        (("say", "on", "--seat", "roof"), "driver, passenger, rear_left or rear_right"),
        (("say", "\udcff"), "not UTF-8"),
    ],
    ids=["no text", "locale", "seat", "no UTF-8"],
)
def test_what_the_server_does_not_take_is_said(car, arguments, told):
    said = malcha_(*arguments, "--address", car)
    assert said.exit_code == BAD_INPUT
    assert told in one_line(said.stderr)


def test_state_shows_what_the_car_has_confirmed(car):
    said = malcha_("state", "--address", car)
    assert "parked, 0 km/h, gear P, ignition on" in said.stdout
    assert re.search(r"climate\.temperature +driver +22 +degC", said.stdout)
    assert said.exit_code == 0


def test_state_is_one_object_for_scripts(car):
    found = json.loads(one_line(malcha_("state", "--json", "--address", car).stdout))
    assert (found["car"], found["driving"], found["gear"]) == ("genesis_g70", "parked", "park")
    rows = {(row["function"], row["zone"]): row for row in found["functions"]}
    temperature = rows["climate.temperature", "driver"]
    assert (temperature["value"], temperature["unit"], temperature["known"]) == (22.0, "degC", "fresh")
    assert [(bus["bus"], bus["state"]) for bus in found["buses"]] == [("ccan", "alive"), ("mcan", "alive")]


def test_an_alarm_that_is_not_there_is_said_and_a_bus_that_is_none(car):
    assert "no alarm" in malcha_("clear-alarm", "mcan", "--address", car).stdout
    assert json.loads(malcha_("clear-alarm", "mcan", "--json", "--address", car).stdout) == {
        "bus": "mcan",
        "cleared": "",
    }
    said = malcha_("clear-alarm", "xcan", "--address", car)
    assert said.exit_code == BAD_INPUT
    assert "ccan, mcan" in one_line(said.stderr)


def test_health_is_one_object_for_scripts(car):
    said = malcha_("health", "--json", "--address", NOBODY, "--address", car)
    servers = [{"address": NOBODY, "serving": False}, {"address": car, "serving": True}]
    assert json.loads(said.stdout) == {"servers": servers}
    assert said.exit_code == 0
    assert malcha_("health", "--json", "--address", NOBODY).exit_code == BAD_INPUT


@pytest.mark.parametrize("address", ["foo", ":1", "127.0.0.1:99999", "http://127.0.0.1:1", ""])
def test_health_says_what_is_wrong_with_an_address(address):
    said = malcha_("health", "--address", address)
    assert said.exit_code == BAD_INPUT
    assert " must " in one_line(said.stderr)


def test_health_finds_the_one_that_serves(car):
    said = malcha_("health", "--address", NOBODY, "--address", car)
    assert car in said.stdout
    assert said.exit_code == 0
    assert malcha_("health", "--address", NOBODY).exit_code == BAD_INPUT


# servers that cannot start


@pytest.fixture
def taken_port():
    with socket.create_server(("127.0.0.1", 0)) as found:
        yield found.getsockname()[1]


@pytest.mark.parametrize("server", ["nlu", "vehicle"])
def test_a_port_in_use_is_said(taken_port, server):
    said = malcha_(server, "serve", "--address", f"127.0.0.1:{taken_port}")
    assert said.exit_code == BAD_INPUT
    assert str(taken_port) in one_line(said.stderr)


def test_run_on_a_port_in_use_is_said(taken_port):
    said = process("run", "--address", f"127.0.0.1:{taken_port}")
    assert said.returncode == BAD_INPUT
    assert one_line(said.stderr.decode()) == f"malcha: cannot listen on 127.0.0.1:{taken_port}: Address already in use"


def test_the_virtual_bus_does_not_leave_its_process():
    said = malcha_("sim", "--interface", "virtual")
    assert said.exit_code == BAD_INPUT
    assert "flag --interface" in one_line(said.stderr)
    assert "vehicle serve" in said.stderr


@pytest.mark.parametrize(
    "arguments", [("--set", "interface=socketcan"), ("--set", "buses.mcan.interface=pcan")], ids=["all", "one"]
)
def test_run_never_touches_a_real_bus(arguments):
    said = malcha_("run", *arguments)
    assert said.exit_code == BAD_INPUT
    assert "malcha run has its own car on virtual buses" in one_line(said.stderr)


@pytest.mark.parametrize("verb", [("vehicle", "serve"), ("sim",)], ids=" ".join)
@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--interface", "nonsense"), "nonsense"),
        (("--interface", "socketcan", "--ccan", "nocan0", "--mcan", "nocan1"), "nocan0"),
        (("--ccan", "can0"), "buses.mcan.channel is not given"),
        (("--body", "can0"), "genesis_g70 has no bus body: only ccan, mcan"),
    ],
    ids=["no such interface", "no such channel", "one channel of two", "a bus of another car"],
)
def test_a_bus_that_cannot_be_opened_is_said(verb, arguments, told):
    said = malcha_(*verb, *arguments)
    assert said.exit_code == BAD_INPUT
    assert told in one_line(said.stderr)


@pytest.mark.parametrize("verb", [("vehicle", "serve"), ("sim",), ("functions",)], ids=" ".join)
def test_a_car_that_is_none_is_said_with_those_that_are(verb):
    said = malcha_(*verb, "--car", "gensis")
    assert said.exit_code == BAD_INPUT
    told = "malcha: flag --car: car is 'gensis', but must be one of: genesis_g70, hatchback"
    assert one_line(said.stderr) == told


@pytest.mark.parametrize("key", ["log", "audit"])
@pytest.mark.parametrize("verb", [("vehicle", "serve", "--address", "127.0.0.1:0"), ("config",)], ids=" ".join)
def test_a_pipe_is_no_recording(tmp_path, verb, key):
    os.mkfifo(tmp_path / "pipe")
    named = ("--recording-" + key) if verb == ("config",) else f"--{key}"
    said = malcha_(*verb, named, str(tmp_path / "pipe"))
    assert said.exit_code == BAD_INPUT
    told = f"recording.{key} is '{tmp_path}/pipe', but must be a file: a pipe (FIFO) holds up the car"
    assert told in one_line(said.stderr)


def test_a_home_that_is_no_place_is_said(monkeypatch):
    monkeypatch.setenv("MALCHA_HOME", "nowhere at all")
    said = malcha_("vehicle", "serve", "--address", "127.0.0.1:0")
    assert said.exit_code == BAD_INPUT
    assert "environment MALCHA_HOME: home is 'nowhere at all'" in one_line(said.stderr)


@pytest.mark.parametrize(
    ("verb", "damage"),
    [
        ("functions", "missing"),
        ("functions", "cut"),
        ("functions", "no text"),
        ("vehicle serve --address 127.0.0.1:0", "cut"),
    ],
)
def test_a_dbc_that_does_not_load_is_said_by_its_name(tmp_path, verb, damage):
    copy = tmp_path / "vehicle"
    shutil.copytree(CARS.parent, copy, ignore=shutil.ignore_patterns("__pycache__"))
    victim = copy / "cars" / "genesis_g70" / "mcan.dbc"
    data = victim.read_bytes()
    victim.unlink()
    if damage != "missing":
        victim.write_bytes(data[: data.rindex(b"|")] if damage == "cut" else b"\xff\xfe\x00")
    said = process(
        *verb.split(), cwd=tmp_path, env=os.environ | {"PYTHONPATH": os.pathsep.join((str(tmp_path), str(ROOT)))}
    )
    assert said.returncode == BAD_INPUT, said.stderr.decode()
    assert ("mcan.dbc" if damage != "missing" else "genesis_g70/wiring.py") in one_line(said.stderr.decode())
    assert "Traceback" not in said.stderr.decode()


# configuration


def test_config_tells_every_value_and_where_it_came_from(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("MALCHA_GATEWAY__RATE", "6")
    (tmp_path / "malcha.toml").write_text('car = "hatchback"\n', encoding="utf-8")
    found = json.loads(one_line(malcha_("config", "--json", "--home", "반포 자이").stdout))
    assert found["car"] == {"value": "hatchback", "from": "malcha.toml line 1"}
    assert found["gateway.rate"] == {"value": 6.0, "from": "environment MALCHA_GATEWAY__RATE"}
    assert found["home"] == {"value": "반포 자이", "from": "flag --home"}
    assert found["log_level"] == {"value": "warning", "from": "default"}
    assert re.search(r"car +hatchback +malcha\.toml line 1", malcha_("config").stdout)


EVERY_VERB = [verb for verb in verbs(ROOT_COMMAND) if verb not in ((), ("nlu",), ("vehicle",), ("voice",), ("map",))]


@pytest.mark.parametrize("verb", EVERY_VERB, ids=" ".join)
def test_a_bad_configuration_ends_every_verb_with_one_line(tmp_path, monkeypatch, verb):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "malcha.toml").write_text("\nrate = 5\n", encoding="utf-8")
    words = {"say": ["x"], "execute": ["[]"], "clear-alarm": ["mcan"], "replay": ["x"], "certs": ["x"], "eval": ["x"]}
    words |= {"transcribe": ["x"], "eval-audio": ["x"], "enrol": ["x"]}
    words |= {"use": ["x"], "remove": ["x"], "drive": ["--to", "x"]}
    given = {"bench-massive": [str(tmp_path)]} | words
    said = malcha_(*verb, *given.get(verb[-1], []))
    assert said.exit_code == BAD_INPUT
    assert one_line(said.stderr).startswith("malcha: malcha.toml line 2: no key rate, did you mean")


def test_what_a_process_is_started_with_is_what_its_parent_was_given(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.toml").write_text("gateway.rate = 5\n", encoding="utf-8")
    given = {
        "car": ("--car", "hatchback"),
        "gateway.engine": ("--no-engine", False),
        "buses.body.channel": ("--set buses.body.channel", "x"),
        "log_level": ("--log-level", "info"),
    }
    config = flags.effective(Path("mine.toml"), {}, given)
    assert flags.forwarded(config, "car", "gateway.engine") == [
        *("--config", "mine.toml", "--car", "hatchback", "--set", "log_level=info", "--no-engine"),
        *("--set", "buses.body.channel=x"),
    ]


# servers that start


@pytest.mark.parametrize("signal", ["SIGINT", "SIGTERM"])
def test_a_server_ends_with_0_when_told_to(signal):
    import signal as signals

    arguments = [sys.executable, "-m", "malcha", "nlu", "serve", "--address", "127.0.0.1:0"]
    child = subprocess.Popen(arguments, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    address = children.address_of(child, "nlu serve")
    assert malcha_("health", "--address", address).exit_code == 0
    child.send_signal(getattr(signals, signal))
    _, errors = child.communicate(timeout=ENOUGH)
    assert (child.returncode, errors) == (0, "")


class Noting:
    """The shipped engine of a server that says when it was asked."""

    def __init__(self, asked):
        self.engine, self.asked = loaded(), asked
        self.catalogue = self.engine.catalogue

    def understand(self, alternatives, context):
        self.asked.set()
        return self.engine.understand(alternatives, context)


# a server that hears


def fake_ears(*answers):
    recogniser = Recogniser(*answers)
    return Ears({"ko": recogniser}, Loudness, lambda: None, lambda code, before, listed: ())


def test_a_server_that_is_to_hear_says_when_it_does(monkeypatch):
    """Text is served before the ears are loaded."""
    served, seen = {}, []
    real = nlu_server.serve

    def serve(*given):
        served["serving"], served["port"] = real(*given)
        return served["serving"], served["port"]

    @contextmanager
    def no_signals():
        yield

    def ears(*asked):
        with grpc.insecure_channel(f"127.0.0.1:{served['port']}") as connection:
            seen.extend(health(connection, name) for name in (nlu_server.SERVICE, hearing.SERVICE))
        return fake_ears("비상등 켜")

    monkeypatch.setattr(nlu_server, "serve", serve)
    monkeypatch.setattr(children, "until_stopped", no_signals)
    monkeypatch.setattr("malcha.speech.ears.ears", ears)
    said = malcha_("nlu", "serve", "--speech", "--address", "127.0.0.1:0")
    assert said.exit_code == 0
    assert seen == [health_pb2.HealthCheckResponse.SERVING, health_pb2.HealthCheckResponse.NOT_SERVING]
    assert said.output.splitlines() == [f"listening on 127.0.0.1:{served['port']}", "hearing ko by scripted (7)"]


def test_a_server_that_is_to_hear_without_the_packages_ends_with_a_line(monkeypatch):
    def ears(*asked):
        raise SpeechUnavailable("the package vosk is missing: make speech")

    monkeypatch.setattr("malcha.speech.ears.ears", ears)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    said = malcha_("nlu", "serve", "--speech", "--address", "127.0.0.1:0")
    assert said.exit_code == BAD_INPUT
    assert one_line(said.stderr) == "malcha: the package vosk is missing: make speech"


OUTCOMES = [name.removeprefix("COMMAND_OUTCOME_") for name in turn_pb2.CommandOutcome.keys()]  # noqa: SIM118
ON_PURPOSE = {  # what the scenario shows besides doing things
    "얼마나 남았어": ["ANSWERED"],
    "온도 사십 도로 맞춰 줘": ["REFUSED (range)"],
    "트렁크 열어 줘": ["NEEDS_CONFIRMATION"],
    "마사지 시트 켜 줘": ["REFUSED (not_fitted)"],
    "이 노래 뭐야": ["ANSWERED"],
    "what's the weather tomorrow": ["HANDED_OFF (information)"],
}


def scenes(output: str) -> dict[str, list[str]]:
    """Of each sentence of the scenario, in order, the outcomes that were shown."""
    found: dict[str, list[str]] = {}
    for line in output.splitlines():
        if line.startswith("> "):
            text = next(text for _, text in SCENARIO if line.startswith(f"> {text} "))
            found[text] = []
        elif match := re.search(rf"^  \S.* ((?:{'|'.join(OUTCOMES)})(?: \(\w+\))?)\s*$", line):
            found[text].append(match[1])
    return found


def test_run_without_a_terminal_drives_the_scenario_and_ends():
    said = process("run", "--address", "127.0.0.1:0")
    assert said.returncode == 0, said.stderr.decode()
    found = scenes(said.stdout.decode())
    assert list(found) == [text for _, text in SCENARIO]
    assert all(found.values()), [text for text, outcomes in found.items() if not outcomes]
    assert {text: outcomes for text, outcomes in found.items() if set(outcomes) != {"CONFIRMED"}} == ON_PURPOSE
    assert said.stderr == b""


def test_run_with_a_server_elsewhere_starts_none_and_asks_that_one():
    asked = threading.Event()
    serving, port = nlu_server.serve(Noting(asked), "127.0.0.1:0")
    try:
        said = process(
            "run", "--address", "127.0.0.1:0", "--server", f"127.0.0.1:{port}", "--set", "gateway.engine=false"
        )
    finally:
        serving.stop(0.0)
    assert (said.returncode, said.stderr) == (0, b"")
    assert said.stdout.decode().startswith(f"NLU server on 127.0.0.1:{port}, vehicle gateway on ")
    assert asked.is_set()
    assert list(scenes(said.stdout.decode())) == [text for _, text in SCENARIO]


def test_run_with_a_server_elsewhere_that_is_not_there_drives_the_same_scenario():
    said = process("run", "--address", "127.0.0.1:0", "--server", NOBODY)
    assert said.returncode == 0, said.stderr.decode()
    found = scenes(said.stdout.decode())
    assert {text: outcomes for text, outcomes in found.items() if set(outcomes) != {"CONFIRMED"}} == ON_PURPOSE


@pytest.mark.parametrize("address", ["nonsense", "http://nlu.example:50061"])
def test_an_address_of_a_server_elsewhere_that_is_none_is_said(address):
    said = malcha_("run", "--server", address)
    assert said.exit_code == BAD_INPUT
    assert f"flag --server is {address!r}, but must be host:port" in one_line(said.stderr)


def test_run_drives_another_car():
    said = process("run", "--car", "hatchback", "--address", "127.0.0.1:0")
    assert said.returncode == 0, said.stderr.decode()
    output = said.stdout.decode()
    assert "simulated hatchback on virtual body" in output.splitlines()[0]
    found = scenes(output)
    assert found["온도 사십 도로 맞춰 줘"] == ["REFUSED (range)"]
    assert found["트렁크 열어 줘"] == ["REFUSED (not_fitted)"]
    assert found["창문 닫아"] == ["CONFIRMED"]
    assert "이 차에는 트렁크 기능이 없어요." in output

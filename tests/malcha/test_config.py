"""The configuration: what wins, where each value came from, and what is said of bad input."""

import json
import re
import tomllib
from pathlib import Path

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner

import malcha
from malcha.cli.flags import REMEMBERED, flag, flags
from malcha.config import settings as settings_
from malcha.config.effective import Effective, as_dict, effective, values
from malcha.config.file import lines
from malcha.config.keys import KEYS, ConfigError
from malcha.config.layers import OLDER, variable
from malcha.screens.configuration import configuration, reference
from vehicle.delivery.temperature_keys import Temperature
from vehicle.recording.recorder import MOST_BYTES

EXAMPLE = Path(malcha.__file__).parent.parent / "docs" / "malcha.toml"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """Each test in an empty folder, without the caller's environment."""
    monkeypatch.chdir(tmp_path)
    for name in [*OLDER, *map(variable, KEYS), "MALCHA_CONFIG"]:
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def given(text="", environment=None, flags=None) -> Effective:
    """The configuration with ./malcha.toml of this text."""
    Path("malcha.toml").write_text(text, encoding="utf-8")
    return effective(None, environment or {}, flags or {})


def refused(text="", environment=None, flags=None) -> str:
    """The message, which is one line."""
    with pytest.raises(ConfigError) as error:
        given(text, environment, flags)
    assert "\n" not in str(error.value)
    return str(error.value)


def found(config: Effective, key: str) -> tuple[object, str]:
    return values(config.settings)[key], config.origins[key]


# precedence and where a value came from


def test_without_anything_all_is_default():
    config = effective(None, {}, {})
    assert set(config.origins) == set(KEYS)
    assert set(config.origins.values()) == {"default"}
    assert config.settings.car == "genesis_g70"
    assert config.settings.interface == "virtual"


def test_each_source_wins_over_the_one_before():
    text, environment = "\n[gateway]\nrate = 5\n", {"MALCHA_GATEWAY__RATE": "6.5"}
    flag_ = {"gateway.rate": ("--rate", 7.0)}
    assert found(given(), "gateway.rate") == (settings_.RATE, "default")
    assert found(given(text), "gateway.rate") == (5.0, "malcha.toml line 3")
    assert found(given(text, environment), "gateway.rate") == (6.5, "environment MALCHA_GATEWAY__RATE")
    assert found(given(text, environment, flag_), "gateway.rate") == (7.0, "flag --rate")


def test_sources_fill_one_table_together():
    config = given('[buses.ccan]\nchannel = "can0"\n', {"MALCHA_BUSES__CCAN__BITRATE": "500000", "MALCHA_CCAN": ""})
    bus = config.settings.buses["ccan"]
    assert (bus.interface, bus.channel, bus.arguments()) == ("", "can0", {"bitrate": 500000})
    assert config.origins["buses.ccan.bitrate"] == "environment MALCHA_BUSES__CCAN__BITRATE"


def test_the_file_is_that_of_the_flag_then_of_the_environment_then_the_one_here(folder):
    for name in ("malcha.toml", "other.toml", "named.toml"):
        (folder / name).write_text(f'car = "{name.removesuffix(".toml")}"')
    environment = {"MALCHA_CONFIG": "other.toml"}
    assert found(effective(Path("named.toml"), environment, {}), "car") == ("named", "named.toml line 1")
    assert found(effective(None, environment, {}), "car") == ("other", "other.toml line 1")
    assert found(effective(None, {"MALCHA_CONFIG": ""}, {}), "car") == ("malcha", "malcha.toml line 1")


@pytest.mark.parametrize(("name", "key"), OLDER.items())
def test_older_variables_are_names_of_their_keys(name, key):
    config = given(environment={name: "a/b"})
    assert (str(values(config.settings)[key]), config.origins[key]) == ("a/b", f"environment {name}")
    assert given(environment={name: ""}).origins.get(key, "default") == "default"


def test_home_and_work_keep_their_variables():
    config = given(environment={"MALCHA_HOME": "반포 자이", "MALCHA_WORK": "naver green factory"})
    assert (config.settings.home, config.settings.work) == ("반포 자이", "naver green factory")


def test_the_environment_of_others_is_none_of_ours(monkeypatch):
    for name, value in (("HOME", "/root"), ("CAR", "x"), ("home", "/root"), ("MALCHA_CAR", "x")):
        monkeypatch.setenv(name, value)
    assert values(effective(None, {"HOME": "/root", "CAR": "x"}, {}).settings) == values(settings_.Settings())
    assert found(effective(None, {"HOME": "/root", "CAR": "x"}, {}), "home") == ("", "default")
    assert settings_.Settings().car == "genesis_g70"


def test_a_client_calls_the_address_that_the_gateway_was_given():
    config = given('gateway.address = "127.0.0.1:6000"\n[nlu]\naddress = "127.0.0.1:6001"\n')
    assert found(config, "client.address") == ("127.0.0.1:6000", "as gateway.address: malcha.toml line 1")
    assert found(config, "gateway.nlu") == ("127.0.0.1:6001", "as nlu.address: malcha.toml line 3")
    own = given('gateway.nlu = ""\n[nlu]\naddress = "127.0.0.1:6001"\n')
    assert found(own, "gateway.nlu") == ("", "malcha.toml line 1")


def test_an_empty_file_name_is_no_file():
    text = 'gateway.permissions = "docs/permissions.toml"'
    assert given(text).settings.gateway.permissions == Path("docs/permissions.toml")
    assert given(text, {"MALCHA_GATEWAY__PERMISSIONS": ""}).settings.gateway.permissions is None


def test_defaults_are_those_of_the_code_they_are_for():
    plain = settings_.Settings()
    assert plain.recording.most_bytes == MOST_BYTES
    for kind in Temperature:
        assert given(f'gateway.temperature = "{kind}"').settings.gateway.temperature == kind


# lines


def test_the_line_of_a_key_is_where_it_is_named():
    text = """# x = 1
a.b = 1  # [no]
"quoted key".'c' = "# no"
list = [
  1,  # a = 2
  "]",
]
text = \"\"\"
[d]
e = 1
\"\"\"
inline = { x = 1, y = { z = 2 } }

 [f."g.h"]
i = 1
[f]
j = 2
[[k]]
l = 3
"""
    tomllib.loads(text)
    assert lines(text) == {
        ("a",): 2, ("a", "b"): 2, ("quoted key",): 3, ("quoted key", "c"): 3, ("list",): 4, ("text",): 8,
        ("inline",): 12, ("inline", "x"): 12, ("inline", "y"): 12, ("inline", "y", "z"): 12,
        ("f",): 14, ("f", "g.h"): 14, ("f", "g.h", "i"): 15, ("f", "j"): 17, ("k",): 18, ("k", "l"): 19,
    }  # fmt: skip


def test_lines_of_other_editors():
    Path("malcha.toml").write_bytes(b'\xef\xbb\xbf# \xe2\x80\xa8 x\r\n\r\ncar = "x"\r\n')
    assert found(effective(None, {}, {}), "car") == ("x", "malcha.toml line 3")


# bad input


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "\n[gateway]\nadress = 1",
            "malcha.toml line 3: no key gateway.adress, did you mean gateway.address? Allowed in [gateway]: addr",
        ),
        (
            "rate = 1",
            "malcha.toml line 1: no key rate, did you mean gateway.rate or nlu.rate? Allowed at the top: car",
        ),
        ("\n[gatway]\nrate = 1", "malcha.toml line 2: no key gatway, did you mean gateway? Allowed at the top: car"),
        ("zzz.qqq = 1", "malcha.toml line 1: no key zzz. Allowed at the top: car"),
        ('"gateway.rate" = 1', 'malcha.toml line 1: no key "gateway.rate": write gateway.rate without quotes'),
        (
            "[buses.ccan]\nchanel = 1",
            "malcha.toml line 2: no key buses.ccan.chanel, did you mean buses.ccan.channel? Allowed in",
        ),
        ("buses.ccan = 1", "malcha.toml line 1: buses.ccan is 1, but must be a table: [buses.ccan]"),
        ("gateway = 1", "malcha.toml line 1: gateway is 1, but must be a table: [gateway]"),
        ("[[gateway]]\nrate = 1", "malcha.toml line 1: gateway is [{'rate': 1}], but must be a table: [gateway]"),
    ],
)
def test_a_key_that_is_none(text, said):
    assert refused(text).startswith(said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('gateway.rate = "fast"', "gateway.rate is 'fast', but must be a number"),
        ("gateway.rate = -1", "gateway.rate is -1, but must be greater than or equal to 0"),
        ("gateway.rate = nan", "gateway.rate is nan, but must be a finite number"),
        ('gateway.rate = "5"', "gateway.rate is '5', but must be a number"),
        ('gateway.engine = "yes"', "gateway.engine is 'yes', but must be true or false"),
        ("gateway.engine = 1", "gateway.engine is 1, but must be true or false"),
        ('gateway.temperature = "warm"', "gateway.temperature is 'warm', but must be 'absolute' or 'steps'"),
        ('gateway.address = "here"', "gateway.address is 'here', but must be host:port, for example 127.0.0.1:50062"),
        ('gateway.metrics = "99999"', "gateway.metrics is '99999', but must be a port, 0 to 65535, or host:port"),
        ("gateway.permissions = 1", "gateway.permissions is 1, but must be a path, as text"),
        ("car = 1", "car is 1, but must be text"),
        ("car = {}", "car is {}, but must be text"),
        ('car = ""', "car is '', but must not be empty"),
        ('log_level = "loud"', "log_level is 'loud', but must be 'debug', 'info', 'warning' or 'error'"),
        ("simulation.seed = 1.5", "simulation.seed is 1.5, but must be a whole number"),
        ("recording.most_bytes = 1", "recording.most_bytes is 1, but must be greater than or equal to 1000000"),
        ("buses.ccan.channel = 1.5", "buses.ccan.channel is 1.5, but must be text or a whole number"),
        ("buses.ccan.interface = 1", "buses.ccan.interface is 1, but must be text"),
        ("buses.ccan.serial = [1]", "buses.ccan.serial is [1], but must be text, a number or true or false"),
    ],
)
def test_a_value_of_the_wrong_type_or_range(text, said):
    assert refused(f"# first line\n{text}") == f"malcha.toml line 2: {said}"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\ncar = \n", "malcha.toml line 2, column 7: not TOML: Invalid value."),
        ('a = 1\ncar = "x', "malcha.toml line 2"),
        ("car = 'x'\ncar = 'y'\n", "malcha.toml line 2, column 10: not TOML: Cannot overwrite a value."),
        ("car genesis_g70", "malcha.toml line 1, column 5: not TOML: Expected '=' after a key in a key/value pair."),
        ("x = " + "[" * 10_000, "malcha.toml: nested too deep"),
    ],
)
def test_text_that_is_no_toml(text, said):
    assert refused(text).startswith(said)


def test_bytes_that_are_no_text():
    Path("malcha.toml").write_bytes("# ok\ncar = '제네시스'".encode("cp949"))
    with pytest.raises(ConfigError, match=r"^malcha.toml line 2: not UTF-8, which TOML has to be$"):
        effective(None, {}, {})


def test_a_file_that_is_named_has_to_be_there(folder):
    for file, environment in ((Path("none.toml"), {}), (None, {"MALCHA_CONFIG": "none.toml"})):
        with pytest.raises(
            ConfigError, match=r"^none\.toml: the configuration cannot be read: No such file or directory$"
        ):
            effective(file, environment, {})
    with pytest.raises(ConfigError, match="Is a directory"):
        effective(folder, {}, {})


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        (
            {"MALCHA_GATEWAY__RAT": "1"},
            "environment MALCHA_GATEWAY__RAT: no key gateway.rat, did you mean gateway.rate? Allowed in",
        ),
        (
            {"MALCHA_TLS_CAA": "x"},
            "environment MALCHA_TLS_CAA: no key tls_caa, did you mean client.tls_ca? Allowed at the top: car",
        ),
        ({"MALCHA_NLU": "x"}, "environment MALCHA_NLU: nlu is a table, not a key. Allowed: nlu.address, nlu.model"),
        ({"MALCHA_": "x"}, "environment MALCHA_: no key . Allowed at the top: car"),
        (
            {"MALCHA_GATEWAY__RATE": "fast"},
            "environment MALCHA_GATEWAY__RATE: gateway.rate is 'fast', but must be a number",
        ),
        (
            {"MALCHA_GATEWAY__ENGINE": "?"},
            "environment MALCHA_GATEWAY__ENGINE: gateway.engine is '?', but must be true or false",
        ),
        (
            {"MALCHA_TLS_CA": "x", "MALCHA_CLIENT__TLS_CA": "y"},
            "environment MALCHA_TLS_CA: client.tls_ca is given by environment MALCHA_CLIENT__TLS_CA, too",
        ),
    ],
)
def test_a_variable_that_is_none_or_has_no_such_value(environment, said):
    assert refused(environment=environment).startswith(said)


def test_checks_that_need_more_than_the_file_name_the_same_place():
    config = given('\ncar = "gensis"')
    assert str(config.error("car", "must be one of: genesis_g70, hatchback")) == (
        "malcha.toml line 2: car is 'gensis', but must be one of: genesis_g70, hatchback"
    )


# the example, there and back


def test_the_example_has_every_key_and_comes_back_the_same():
    config = effective(EXAMPLE, {}, {})
    assert set(KEYS) <= set(config.origins)
    for key, origin in config.origins.items():
        line = int(re.fullmatch(rf"{re.escape(str(EXAMPLE))} line (\d+)", origin)[1])
        assert EXAMPLE.read_text(encoding="utf-8").split("\n")[line - 1].startswith(key.rpartition(".")[2])
    told = as_dict(config)
    again = given("".join(f"{key} = {json.dumps(row['value'], ensure_ascii=False)}\n" for key, row in told.items()))
    assert values(again.settings) == values(config.settings)
    told["buses.mcan.channel"]["value"] = "1"  # a variable is text
    spoken = {key: row["value"] for key, row in told.items()}
    by_environment = {
        variable(key): value if isinstance(value, str) else json.dumps(value) for key, value in spoken.items()
    }
    assert {key: row["value"] for key, row in as_dict(given(environment=by_environment)).items()} == spoken


def test_the_bus_has_the_arguments_of_python_can():
    bus = effective(EXAMPLE, {}, {}).settings.buses["mcan"]
    assert (bus.interface, bus.channel) == ("vector", 1)
    assert bus.arguments() == {"app_name": "malcha", "bitrate": 125000, "receive_own_messages": False}


# as people and programs see it


def test_the_page_has_every_key():
    """After a change of the settings: python -m malcha.screens.configuration writes the tables."""
    page = (EXAMPLE.parent / "configuration.md").read_text(encoding="utf-8")
    assert page.partition("### At the top")[1:] == reference().partition("### At the top")[1:]
    assert set(re.findall(r"^\| `([\w.]+)` \|", page, re.MULTILINE)) == set(KEYS)


def test_the_table_and_the_dictionary_say_the_same():
    config = given("[gateway]\nengine = false\n")
    told = json.loads(json.dumps(as_dict(config)))
    assert told["gateway.engine"] == {"value": False, "from": "malcha.toml line 2"}
    assert told["gateway.permissions"] == {"value": None, "from": "default"}
    table = configuration(config)
    assert [column.header for column in table.columns] == ["key", "value", "from"]
    console = Console(width=200)
    with console.capture() as shown:
        console.print(table)
    assert re.search(r"gateway\.engine +false +malcha\.toml line 2", shown.get())
    assert table.row_count == len(told)


# keys as options of a verb

app = typer.Typer()


@app.callback()
def main(context: typer.Context, log_level: str = "") -> None:
    if log_level:
        context.meta[REMEMBERED] = {"log_level": ("--log-level", log_level)}


@app.command()
@flags(
    "gateway.address",
    "gateway.engine",
    "gateway.rate",
    "gateway.temperature",
    "gateway.permissions",
    "buses.ccan.channel",
)
def serve(word: str, config: Effective, loud: bool = False) -> None:
    """Serve one word."""
    given_ = {key: row for key, row in as_dict(config).items() if row["from"] != "default"}
    print(json.dumps({"word": word, "loud": loud, "given": given_}))


@app.command()
@flags(*KEYS, full=True)
def show(config: Effective) -> None:
    print(json.dumps(as_dict(config)))


def verb(*arguments: str, **environment: str):
    return CliRunner(env={"COLUMNS": "200", **environment}).invoke(app, arguments)


def test_a_verb_has_the_options_of_its_keys():
    Path("malcha.toml").write_text("gateway.rate = 5\n", encoding="utf-8")
    said = verb(
        *("--log-level", "info", "serve", "word", "--loud", "--no-engine", "--temperature", "steps", "--ccan", "can0"),
        *("--set", "buses.ccan.bitrate=500000", "--permissions", ""),
        MALCHA_CAR="hatchback",
    )
    assert said.exit_code == 0, said.output
    told = json.loads(said.stdout)
    assert (told["word"], told["loud"]) == ("word", True)
    assert told["given"] == {
        "car": {"value": "hatchback", "from": "environment MALCHA_CAR"},
        "log_level": {"value": "info", "from": "flag --log-level"},
        "gateway.engine": {"value": False, "from": "flag --no-engine"},
        "gateway.temperature": {"value": "steps", "from": "flag --temperature"},
        "gateway.permissions": {"value": None, "from": "flag --permissions"},
        "gateway.rate": {"value": 5.0, "from": "malcha.toml line 1"},
        "buses.ccan.channel": {"value": "can0", "from": "flag --ccan"},
        "buses.ccan.bitrate": {"value": 500000, "from": "flag --set buses.ccan.bitrate"},
    }


def test_the_help_is_that_of_the_keys():
    said = re.sub(r"\s+", " ", verb("serve", "--help").stdout)
    assert "Serve one word." in said
    assert KEYS["gateway.address"].description in said
    for option in ("--address", "--engine", "--no-engine", "--rate", "--ccan", "--config", "--set", "--loud"):
        assert option in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--rate", "-1"), "flag --rate: gateway.rate is -1.0, but must be greater than or equal to 0"),
        (("--set", "gateway.rat=1"), "flag --set gateway.rat: no key gateway.rat, did you mean gateway.rate?"),
        (
            ("--set", "gateway.rate"),
            "flag --set gateway.rate: must be KEY=VALUE, for example buses.ccan.bitrate=500000",
        ),
        (("--config", "none.toml"), "none.toml: the configuration cannot be read: No such file or directory"),
    ],
)
def test_a_bad_configuration_ends_the_verb_with_one_line(arguments, said):
    ended = verb("serve", "word", *arguments)
    assert ended.exit_code == 2
    assert ended.stderr.startswith(f"malcha: {said}")
    assert ended.stderr.count("\n") == 1
    assert not ended.stdout


def test_every_key_is_a_flag_of_its_own_name():
    assert len({flag(key, full=True) for key in KEYS}) == len(KEYS)
    assert json.loads(verb("show", "--nlu-rate", "3").stdout)["nlu.rate"] == {"value": 3.0, "from": "flag --nlu-rate"}

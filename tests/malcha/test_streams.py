"""The command as a process: letters that the terminal has not, readers that go, full disks, SIGTERM, the prompt."""

import json
import os
import pty
import select
import signal
import subprocess
import sys
import threading
from importlib.util import find_spec
from pathlib import Path

import pytest
from calls import until
from turns import ride

import malcha
from contract.values import Command, Understanding
from malcha.cli.errors import BAD_INPUT, NOT_DONE
from malcha.cli.prompt import NO_TEXT, Prompt, sentences, side_by_side

ROOT = Path(malcha.__file__).parent.parent
ENOUGH = 60.0  # s for a process, on a busy machine
SHELL = f"{sys.executable} -m malcha"
NO_UTF8 = {"LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}


@pytest.fixture(scope="module")
def car():
    """The address of a running car that understands every sentence as the seat heating."""

    def understand(alternatives, locale, context):
        return Understanding("understood", (Command("seat.heat", "set", "driver", 3.0),), 1.0)

    with ride(understand) as taken:
        yield f"127.0.0.1:{taken.port}"


def shell(line: str, **environment: str) -> subprocess.CompletedProcess:
    """The command in a shell that knows pipefail."""
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", line],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=ENOUGH,
        check=False,
    )


# output


@pytest.mark.parametrize(
    "environment", [{"PYTHONIOENCODING": "ascii"}, {"PYTHONIOENCODING": "latin-1"}, NO_UTF8], ids=lambda each: min(each)
)
def test_letters_that_the_terminal_has_not_are_replaced(car, environment):
    said = shell(f"{SHELL} say --address {car} 운전석 열선 켜 줘", **environment)
    assert (said.returncode, said.stderr) == (0, b"")
    assert b"CONFIRMED" in said.stdout or b"ALREADY" in said.stdout
    assert b"???" in said.stdout


def test_the_words_arrive_in_any_locale(car):
    said = shell(f"{SHELL} say --json --address {car} 운전석 열선", **NO_UTF8)
    assert json.loads(said.stdout)["text"] == "운전석 열선"


@pytest.mark.parametrize("more", ["", "--json"])
@pytest.mark.parametrize("output", ["| true", ">&-", ">/dev/full"])
def test_what_was_done_is_done_wherever_it_is_printed(car, output, more):
    said = shell(f"{SHELL} say --address {car} {more} 운전석 열선 {output}")
    assert said.returncode == 0, said.stderr
    told = b"malcha: standard output cannot be written: No space left on device\n" if "full" in output else b""
    assert said.stderr == told


@pytest.mark.parametrize("more", ["", "--json"])
def test_a_list_that_nobody_reads_to_its_end_is_no_error(more):
    said = shell(f"{SHELL} functions {more} | head -c 1")
    assert (said.returncode, said.stderr) == (0, b"")


def test_a_list_on_a_full_disk_is_an_error():
    said = shell(f"{SHELL} functions > /dev/full")
    assert (said.returncode, said.stderr.count(b"\n")) == (NOT_DONE, 1)


@pytest.mark.parametrize("more", ["", "--json"])
def test_a_watch_ends_with_its_reader(car, more):
    said = shell(f"{SHELL} state --watch {more} --address {car} | head -n 1")
    assert (said.returncode, said.stderr) == (0, b"")


def test_an_error_keeps_its_exit_code_where_nobody_reads_it():
    assert shell(f"{SHELL} state --address foo 2>&-").returncode == BAD_INPUT
    assert shell(f"{SHELL} state --address foo 2>&1 | true").returncode == BAD_INPUT


def test_a_proxy_of_the_environment_is_not_asked_for_this_machine(car):
    said = shell(f"{SHELL} say --address {car} 운전석 열선", http_proxy="http://127.0.0.1:9", no_proxy="")
    assert said.returncode == 0, said.stderr


# SIGTERM


def started(*arguments: str) -> subprocess.Popen:
    return subprocess.Popen(
        [sys.executable, "-m", "malcha", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def descendants(pid: int) -> list[int]:
    text = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    return [int(each) for each in text.split()]


def alive(pid: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def test_sigterm_ends_run_with_its_servers():
    child = started("run", "--address", "127.0.0.1:0")
    until(lambda: descendants(child.pid))
    servers = descendants(child.pid)
    child.send_signal(signal.SIGTERM)
    _, errors = child.communicate(timeout=ENOUGH)
    assert (child.returncode, errors) == (128 + signal.SIGTERM, "")
    assert not [pid for pid in servers if alive(pid)]


@pytest.mark.parametrize("server", ["nlu", "vehicle"])
def test_sigterm_ends_a_server_that_is_starting(server):
    child = started(server, "serve", "--address", "127.0.0.1:0")
    until(lambda: catches_sigterm(child.pid))
    child.send_signal(signal.SIGTERM)
    output, errors = child.communicate(timeout=ENOUGH)
    assert (child.returncode, output, errors) == (128 + signal.SIGTERM, "", "")


def catches_sigterm(pid: int) -> bool:
    """Has the process a handler of its own by now?"""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    caught = next(int(line.split()[1], 16) for line in lines if line.startswith("SigCgt"))
    return bool(caught >> (signal.SIGTERM - 1) & 1)


# the prompt


def prompt(*lines: str | type[BaseException] | BaseException) -> tuple[list[str], list[str]]:
    """(what is said, what is told) of these lines."""
    given, told = iter(lines), []

    def read(_):
        line = next(given)
        if not isinstance(line, str):
            raise line
        return line

    return list(sentences(told.append, read)), told


def test_the_prompt_takes_sentences_until_an_empty_line():
    assert prompt("에어컨 켜 줘", " turn it off ", "", "never") == (["에어컨 켜 줘", "turn it off"], [])


@pytest.mark.parametrize("end", [EOFError, KeyboardInterrupt])
def test_the_prompt_ends_with_its_input(end):
    assert prompt("에어컨 켜 줘", end) == (["에어컨 켜 줘"], [])


def test_a_sentence_is_said_while_the_turn_before_it_goes_on():
    stopped, ended = threading.Event(), []

    def turn(text):
        if text == "창문 열어":
            assert stopped.wait(ENOUGH)
        else:
            stopped.set()
        ended.append(text)

    side_by_side(["창문 열어", "멈춰"], turn, patience=0.0)
    assert sorted(ended) == ["멈춰", "창문 열어"]


def test_what_a_turn_shows_stands_above_the_prompt(capsys):
    def read(asked):
        terminal.show(lambda: print("열었어요."))
        return "멈춰"

    terminal = Prompt(read)
    terminal.show(lambda: print("켰어요."))
    assert terminal.read("> ") == "멈춰"
    assert capsys.readouterr().out == "켰어요.\n\r\x1b[K열었어요.\n> "


TYPED = "from malcha.cli.prompt import sentences\nfor text in sentences(print): print('said', ascii(text), flush=True)"


@pytest.mark.skipif(find_spec("readline") is None, reason="a Python without readline")
def test_the_prompt_of_a_terminal_edits_lines_and_remembers_them():
    """An arrow to the left and a letter put in there, over a Korean letter too; an arrow up brings the line again."""
    keys, screen = pty.openpty()
    environment = os.environ | {"TERM": "xterm", "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", TYPED]
    with subprocess.Popen(command, stdin=screen, stdout=screen, stderr=screen, env=environment) as child:
        os.close(screen)
        shown = b""
        for typed, wanted in (("켜 줘\x1b[D창\r", "켜 창줘"), ("\x1b[A\r", "켜 창줘")):
            shown = read_until(keys, b"> ")
            os.write(keys, typed.encode())
            shown = read_until(keys, b"said ")
            shown += read_until(keys, b"\n")
            assert ascii(wanted).encode() in shown
        read_until(keys, b"> ")
        os.write(keys, b"\r")
        assert child.wait(ENOUGH) == 0
    os.close(keys)


def read_until(terminal: int, end: bytes) -> bytes:
    """What is shown, up to these bytes."""
    found = b""
    while not found.endswith(end):
        assert select.select([terminal], [], [], ENOUGH)[0], found
        found += os.read(terminal, 1)
    return found


@pytest.mark.parametrize("line", ["\x1b[A", "에어컨\x1b[D 켜 줘", "\x1bOA", "\x7f", "에어컨 \udcff"])
def test_an_arrow_key_is_never_a_sentence(line):
    assert prompt(line, "창문 닫아", "") == (["창문 닫아"], [NO_TEXT])


def test_bytes_that_are_no_text_are_no_sentence():
    assert prompt(UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid"), "") == ([], [NO_TEXT])

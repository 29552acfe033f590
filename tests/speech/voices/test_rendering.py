"""Facts about the process that renders, with one that needs no model (fake_child.py)."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from speech.protocols import SpeechUnavailable
from speech.voices import rendering
from speech.voices.rendering import Renderer

FAKE = str(Path(__file__).parent / "fake_child.py")


def renderer(niceness=0, idle=60.0, deadline=30.0):
    return Renderer(deadline=deadline, command=[sys.executable, FAKE, str(niceness), str(idle)])


@pytest.fixture
def one():
    found = renderer()
    yield found
    found.close()


def ended(pid):
    """Waits until the process is gone; fails after some seconds."""
    for _ in range(500):
        if not alive(pid):
            return True
        threading.Event().wait(0.01)
    return False


def alive(pid):
    """A process of ours that has ended and was not waited for is a zombie: it does not live."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] != "Z"


def test_sentences_are_rendered_by_one_process(one):
    assert one.process is None  # not before it is needed
    assert [len(one.render("ko", text)) for text in ("네.", "", "창문을 열었어요.")] == [2, 0, 9]
    (first,), (second,) = one.render("ko", "pid"), one.render("ko", "pid")
    assert first == second == one.process % 30_000


def test_what_a_library_prints_is_no_answer(one):
    assert len(one.render("ko", "print")) == 5
    assert len(one.render("ko", "네.")) == 2


def test_a_voice_that_cannot_be_loaded_is_said_and_the_process_goes_on(one):
    with pytest.raises(SpeechUnavailable, match="package x is not installed"):
        one.render("broken", "네.")
    assert len(one.render("ko", "네.")) == 2


def test_a_process_that_has_died_is_replaced(one, caplog):
    one.render("ko", "네.")
    before = one.process
    os.kill(before, signal.SIGKILL)
    assert ended(before)
    assert len(one.render("ko", "네.")) == 2
    assert one.process != before


def test_a_sentence_that_it_dies_of_is_given_up(one, caplog):
    with pytest.raises(SpeechUnavailable, match=r"has ended \(exit code 3\)"):
        one.render("ko", "die")
    assert len(caplog.records) == 1  # tried twice
    assert len(one.render("ko", "네.")) == 2


def test_one_that_takes_too_long_is_ended():
    one = renderer(deadline=1.0)
    with pytest.raises(SpeechUnavailable, match="gave no answer in 1 s"):
        one.render("ko", "hang")
    one.close()


def test_it_ends_by_itself_when_nothing_is_to_be_said_and_is_started_again():
    one = renderer(idle=0.1)
    one.render("ko", "네.")
    pid = one.process
    assert ended(pid)
    assert one.process is None
    assert len(one.render("ko", "네.")) == 2
    one.close()


def test_closing_ends_it_in_the_middle_of_a_sentence(one):
    one.render("ko", "네.")
    pid, errors = one.process, []

    def speak():
        try:
            one.render("ko", "hang")
        except SpeechUnavailable as error:
            errors.append(str(error))

    thread = threading.Thread(target=speak)
    thread.start()
    one.close()
    thread.join(10)
    assert not thread.is_alive()
    assert len(errors) == 1
    assert ended(pid)
    with pytest.raises(SpeechUnavailable, match="closed"):
        one.render("ko", "네.")


PARENT = f"""
import sys
from speech.voices.rendering import Renderer
one = Renderer(command=[sys.executable, {FAKE!r}, "0", "60"])
one.render("ko", "네.")
print(one.process, flush=True)
sys.stdin.readline()
"""


@pytest.mark.parametrize("how", ["ends", "killed", "interrupted"])
def test_it_ends_with_its_parent(how):
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=rendering.ROOT,
        start_new_session=True,
    )
    pid = int(parent.stdout.readline())
    assert alive(pid)
    if how == "ends":
        parent.stdin.write(b"\n")
        parent.stdin.flush()
    elif how == "killed":
        parent.kill()
    else:
        os.killpg(parent.pid, signal.SIGINT)  # as Ctrl-C in its terminal
    parent.communicate(timeout=20)
    assert ended(pid)


def test_a_signal_to_the_terminals_processes_leaves_it_alone(one):
    one.render("ko", "네.")
    assert os.getpgid(one.process) != os.getpgid(0)
    os.kill(one.process, signal.SIGINT)
    assert len(one.render("ko", "네.")) == 2


def test_it_may_be_less_urgent():
    one = renderer(niceness=5)
    (niceness,) = one.render("ko", "nice")
    assert niceness == min(19, os.nice(0) + 5)
    one.close()

"""What Enter, the button on the wheel and Ctrl-C do at whatever moment they come."""

import os
import queue
import sys
from types import SimpleNamespace

import pytest
from google.protobuf.duration_pb2 import Duration

from malcha.cli.terminal import DONE, END, HELD, KEY, WAKE, WHEEL, of_button, push_to_talk, read_keys
from malcha.talk.exchange import PushToTalk
from malcha.v1 import vehicle_pb2


class Exchange:
    """One that stays as a test puts it."""

    def __init__(self):
        self.listening, self.speaking, self.over, self.asked = True, False, False, []

    def release(self):
        self.asked.append("release")
        self.listening = False

    def hush(self):
        self.asked.append("hush")

    def cancel(self):
        self.asked.append("cancel")

    def wait(self):
        self.over = True


@pytest.fixture
def begun():
    return []


@pytest.fixture
def hands(begun):
    def begin():
        begun.append(Exchange())
        return begun[-1]

    return PushToTalk(begin)


def now(exchange, state):
    exchange.listening = state == "listening"
    exchange.speaking = state == "speaking"
    exchange.over = state == "over"


@pytest.mark.parametrize(
    ("press", "state", "asked", "utterances"),
    [
        ("key", "listening", ["release"], 1),
        ("key", "working", [], 2),
        ("key", "speaking", ["hush"], 1),
        ("key", "over", [], 2),
        ("wheel", "listening", ["release"], 1),
        ("wheel", "working", [], 2),
        ("wheel", "speaking", ["hush"], 2),
        ("wheel", "over", [], 2),
        ("end", "listening", ["release"], 1),
        ("end", "speaking", [], 1),
        ("end", "over", [], 1),
    ],
)
def test_a_press_counts_by_what_goes_on(hands, begun, press, state, asked, utterances):
    hands.key()
    now(begun[0], state)
    getattr(hands, press)()
    assert (begun[0].asked, len(begun)) == (asked, utterances)
    assert hands.current is begun[-1]


@pytest.mark.parametrize(
    ("state", "asked"), [("listening", ["cancel"]), ("working", ["cancel"]), ("speaking", ["hush"]), ("over", [])]
)
def test_ctrl_c_silences_or_calls_off_and_ends_only_where_nothing_goes_on(hands, begun, state, asked):
    assert not hands.interrupt()
    hands.key()
    now(begun[0], state)
    assert hands.interrupt() is (state != "over")
    assert begun[0].asked == asked


def test_a_second_ctrl_c_ends_what_could_not_be_called_off(hands, begun):
    hands.key()
    now(begun[0], "working")
    assert (hands.interrupt(), hands.interrupt()) == (True, False)


class Signals(queue.SimpleQueue):
    """Signals of a test; INTERRUPT is Ctrl-C while it is waited for one."""

    INTERRUPT = "interrupt"

    def __init__(self, *kinds):
        super().__init__()
        for kind in kinds:
            self.put((kind, None))

    def get(self, *args):
        kind, what = super().get(block=False)
        if kind == self.INTERRUPT:
            raise KeyboardInterrupt
        return kind, what


def pressed(begun, *kinds, once=False, at_once=False):
    def begin():
        begun.append(Exchange())
        return begun[-1]

    told = []
    push_to_talk(Signals(*kinds), begin, once, at_once, told.append)
    return told


def test_the_terminal_takes_presses_until_its_input_ends(begun):
    pressed(begun, KEY, KEY, WHEEL, HELD, END)
    assert [each.asked for each in begun] == [["release"], ["cancel"]]


def test_with_once_it_ends_with_its_utterance(begun):
    assert pressed(begun, DONE, KEY, once=True, at_once=True) == [None]
    assert len(begun) == 1


def test_the_wake_word_begins_and_in_an_utterance_is_a_word_like_others(begun):
    pressed(begun, WAKE, WAKE, END)
    assert [each.asked for each in begun] == [["release"]]  # by the end of the input


def test_ctrl_c_where_nothing_goes_on_ends(begun):
    pressed(begun, Signals.INTERRUPT, KEY)
    assert begun == []


def test_ctrl_c_in_an_utterance_calls_it_off_and_the_next_may_begin(begun):
    pressed(begun, KEY, Signals.INTERRUPT, KEY, END)
    assert begun[0].asked == ["cancel"]
    assert len(begun) == 2


def test_what_went_on_at_the_end_of_input_is_heard_to_its_end(begun):
    pressed(begun, KEY, END)
    assert begun[0].over


def test_each_enter_is_a_press_and_the_end_of_input_an_end(monkeypatch):
    reads, writes = os.pipe()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(fileno=lambda: reads))
    signals = queue.SimpleQueue()
    os.write(writes, b"\nsome words\n\xff\n")
    os.close(writes)
    read_keys(signals)
    assert [signals.get(timeout=5.0)[0] for _ in range(4)] == [KEY, KEY, KEY, END]
    os.close(reads)


def button(press, held=0.0):
    length = Duration(nanos=round(held * 1e9))
    return vehicle_pb2.WatchEventsResponse(speech_button=vehicle_pb2.SpeechButton(press=press, held=length))


@pytest.mark.parametrize(
    ("told", "signal"),
    [
        (button(vehicle_pb2.PRESS_PRESSED), WHEEL),
        (button(vehicle_pb2.PRESS_HELD, 0.8), HELD),
        (button(vehicle_pb2.PRESS_RELEASED, 0.3), None),
        (button(vehicle_pb2.PRESS_RELEASED, 0.9), None),
        (vehicle_pb2.WatchEventsResponse(), None),
    ],
)
def test_the_wheels_button_begins_and_held_calls_off(told, signal):
    assert of_button(told) == signal


def test_an_error_of_the_watch_ends_the_terminal(begun):
    lost = RuntimeError("the gateway is gone")
    signals = SimpleNamespace(get=lambda: (END, lost))
    with pytest.raises(RuntimeError, match="is gone"):
        push_to_talk(signals, Exchange, False, False, begun.append)

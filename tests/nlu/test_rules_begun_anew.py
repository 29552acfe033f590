"""What stands behind "never mind", and answers that want nothing of what was asked any more."""

import pytest

from contract.values import Command, Context, Understanding
from languages.text import normalise
from nlu.rules import chain
from nlu.rules.begun_anew import begun_anew
from nlu.rules.heard import Heard
from nlu.rules.network import Network

END, CANCEL = Command("nav.cancel", "do"), Command("dialog.cancel", "do")
NO_ORDER = Understanding("out_of_scope", (), 0.6)
PENDING = Context(pending=True)


def answer(text, context, **orders):
    """What comes of a text where the network understands only these orders, as a whole."""
    asked = []

    def read(words, context):
        asked.append((words, context.pending))
        command = orders.get(words.replace(" ", "_"))
        return Understanding("understood", (command,), 0.8) if command else NO_ORDER

    code = "en" if text.isascii() else "ko"
    found = begun_anew(Heard(normalise(text), code, context), Network(read, lambda *_: [], {}))
    return found.outcome, found.commands, asked


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("never mind, stop navigating", "stop_navigating"), ("oh forget it just stop navigating", "stop_navigating"),
        ("됐어 안내 꺼 줘", "안내_꺼_줘"), ("아 됐고 안내 꺼 줘", "안내_꺼_줘"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("context", [PENDING, Context()])
def test_the_order_behind_it_is_read_by_itself_and_as_no_answer(text, order, context):
    outcome, commands, asked = answer(text, context, **{order: END})
    assert (outcome, commands) == ("understood", (END,))
    assert asked == [(order.replace("_", " "), False)]


@pytest.mark.parametrize("text", ["never mind, it's getting late", "됐어 그냥 집에서 먹지 뭐"])
def test_without_an_order_an_open_question_is_cancelled(text):
    assert answer(text, PENDING)[:2] == ("understood", (CANCEL,))
    assert answer(text, Context())[:2] == ("out_of_scope", ())


def test_what_is_an_answer_as_a_whole_is_one():
    send = Command("message.send", "do")
    assert answer("어 됐다 보내줘", PENDING, 어_됐다_보내줘=send)[1] == (send,)


@pytest.mark.parametrize("text", ["never mind the traffic", "never mind", "됐어", "됐다는 노래 틀어 줘"])
def test_what_is_no_such_beginning_is_read_as_a_whole(text):
    assert answer(text, PENDING)[2] == [(text, True)]


@pytest.mark.parametrize(
    "text",
    ["마음 바뀌었어", "아무 데도 안 가", "필요 없어", "nowhere", "i changed my mind", "i don't want to go anywhere"],
)
def test_an_answer_that_wants_nothing_any_more_cancels_the_question(text):
    found = chain.before(normalise(text), PENDING)
    assert isinstance(found, Understanding)
    assert found.commands == (CANCEL,)
    assert isinstance(chain.before(normalise(text), Context()), Heard)

"""What of English words is handed on in doubt: talk that is read as an order, and no order that is sure."""

import numpy as np
import pytest

from contract.values import Context
from malcha.config.settings import MODEL
from nlu.engine.engine import Engine
from nlu.service.ears import Ears, read
from nlu.service.overheard import BARS, Weighing, is_open, support
from speech.protocols import RATE, Heard, RecognisedBy, ToldOfNoise, is_doubtful

NOTHING = Context()
TALK = (  # as it is heard where somebody says "I turned the volume all the way up at the party"
    Heard("i turn the volume all the way up at the party", 0.68),
    Heard("i turned the volume all the way up at the party", 0.275),
)


@pytest.fixture(scope="module")
def engine():
    return Engine.load(MODEL)


class Scripted:
    name, version = "scripted", "1"

    def __init__(self, *answer, language="en"):
        self.language = language
        self.answer, self.by, self.told, self.phrases, self.samples = answer, RecognisedBy("scripted", "1"), [], (), 0
        self.pauses = 0

    def stream(self, phrases=()):
        self.phrases = tuple(phrases)
        return self

    def accept(self, samples):
        self.samples += len(samples)
        return "so far"

    def noise(self, snr):
        self.told.append(snr)

    def paused(self):
        self.pauses += 1

    def finish(self):
        return self.answer


def test_where_alternatives_are_read_otherwise_less_speaks_for_an_order(engine):
    alone, together = (support(engine, heard, NOTHING) for heard in (TALK[:1], TALK))
    assert together[0].commands == alone[0].commands != ()
    assert together[1] < 0.75 * alone[1]


@pytest.mark.parametrize(
    ("heard", "doubtful"),
    [
        (TALK, True),
        ([Heard("set the temperature to twenty one degrees", 0.9)], False),
        (
            [Heard("could you turn off the reading light", 0.6), Heard("could you turn of the reading light", 0.3)],
            False,
        ),
        ([Heard("turn on the driver seat heating level three", 0.0)], False),  # no scores say nothing
        ([Heard("unlock the trunk", 0.9)], False),  # the engine is not sure of it, and it is short
        ([Heard("how far is the moon from the earth", 0.9)], False),  # a question at most
        ([Heard("she said that it was cold outside", 0.9)], False),  # no order is read in it
        ([Heard(each.text, each.score / 10) for each in TALK], False),  # in doubt as it is
        ([], False),
    ],
)
def test_what_may_be_talk(engine, heard, doubtful):
    assert is_open(engine, heard, NOTHING, BARS["en"]) is doubtful


def test_an_answer_is_not_weighed(engine):
    assert not is_open(engine, TALK, Context(pending=True), BARS["en"])


def test_what_may_be_talk_is_handed_on_in_doubt_and_asked_about(engine):
    own = Scripted(*TALK)
    stream = Weighing(own, engine, NOTHING).stream(["gangnam station"])
    assert isinstance(stream, ToldOfNoise)
    stream.noise(7.0)
    assert stream.accept(np.zeros(RATE, np.int16)) == "so far"
    found = stream.finish()
    assert is_doubtful([each.score for each in found])
    assert [each.text for each in found] == [each.text for each in TALK]
    assert (own.phrases, own.told, own.samples, stream.by) == (("gangnam station",), [7.0], RATE, own.by)
    understood = read(engine, found, NOTHING)
    assert (understood.outcome, understood.commands) == ("ambiguous", ())
    assert understood.candidates[0].function == "media.volume"


@pytest.mark.parametrize(
    ("heard", "doubtful"),
    [
        ([Heard("온도 올려 줘", 0.5), Heard("소리 올려 줘", 0.45)], True),  # one order or another
        ([Heard("온도 올려 줘", 0.9), Heard("소리 올려 줘", 0.05)], False),
        ([Heard("선루프 열어 줘", 0.5), Heard("선 루프 열어 줘", 0.45)], False),  # the same order
    ],
)
def test_a_korean_order_between_two_others_is_asked_about(engine, heard, doubtful):
    assert is_open(engine, heard, NOTHING, BARS["ko"]) is doubtful


def test_a_place_that_is_cut_otherwise_is_the_same_place(engine):
    cut = (Heard("강남역으로 가자", 0.55), Heard("강남 역으로 가자", 0.45))
    found, much = support(engine, cut, NOTHING)
    assert found.commands[0].value == "강남역"
    assert much > 0.8


def test_pauses_are_told_on(engine):
    own = Scripted(language="ko")
    Weighing(own, engine, NOTHING).stream().paused()
    assert own.pauses == 1


def test_it_is_weighed_where_a_server_hears_and_in_the_car(engine):
    ears = Ears({"en": Scripted(*TALK)}, lambda: None, lambda: None, lambda code, before, listed: ())
    whole = ears.whole(engine, "en", RATE, NOTHING)
    whole.accept(np.ones(RATE, np.int16))
    final = whole.finish()[-1]
    assert is_doubtful([each.score for each in final.alternatives])

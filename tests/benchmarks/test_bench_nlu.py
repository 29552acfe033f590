"""Understanding, stage by stage and as a whole, for one utterance with a zone and a number in words."""

import pytest

from contract.values import Command
from languages.text import normalise
from malcha.config.settings import MODEL
from malcha.v1 import command_pb2, nlu_pb2, understanding_pb2
from nlu.engine.decode import Decoder
from nlu.engine.description import LABELS, NOTHING, read_description
from nlu.engine.engine import UNDERSTOOD
from nlu.engine.tokeniser import SPACE

TEXT = "조수석 온도 이십이 도 반으로 맞춰 줘."
WANTED = Command("climate.temperature", "set", "passenger", 22.5)


@pytest.fixture
def decode(engine):
    """The intent and zones of each command in (logits, tokens, text)."""
    decoder = Decoder(read_description(MODEL / LABELS))
    return lambda logits, tokens, words: [
        (s.function, s.op, s.zones) for s in decoder.segments(logits, tokens, words, engine.threshold)
    ]


def test_normalise_and_tokenise(benchmark, engine):
    tokens = benchmark(lambda: engine.tokeniser.cut(normalise(TEXT)))
    assert "".join(engine.tokeniser.pieces[i] for i in tokens.ids).replace(SPACE, " ").strip() == TEXT.rstrip(".")
    assert tokens.end[-1] == len(TEXT) - 1


def test_onnx_run(benchmark, engine, decode):
    words = normalise(TEXT)
    tokens = engine.tokeniser.cut(words)
    logits = benchmark(engine.logits, tokens, NOTHING)  # (tokens, labels)
    assert len(logits) == len(tokens.ids)
    assert decode(logits, tokens, words) == [(WANTED.function, WANTED.op, (WANTED.zone,))]


def test_decode(benchmark, engine, decode):
    words = normalise(TEXT)
    tokens = engine.tokeniser.cut(words)
    found = benchmark(decode, engine.logits(tokens, NOTHING), tokens, words)
    assert found == [(WANTED.function, WANTED.op, (WANTED.zone,))]


def test_engine(benchmark, engine):
    understood = benchmark(engine.understand, TEXT)
    assert (understood.outcome, understood.commands) == (UNDERSTOOD, (WANTED,))
    assert set(understood.timings) == {"tokenise", "run", "decode"}


def test_understand_over_grpc(benchmark, engine, nlu):
    request = nlu_pb2.UnderstandRequest(alternatives=[understanding_pb2.Alternative(text=TEXT)], locale="ko-KR")
    answer = benchmark(lambda: nlu.Understand(request, timeout=5)).understanding
    value = command_pb2.Value(number=WANTED.value)
    command = command_pb2.Command(function=WANTED.function, op=WANTED.op, zone=WANTED.zone, value=value)
    assert (answer.outcome, list(answer.commands)) == (understanding_pb2.OUTCOME_UNDERSTOOD, [command])
    assert answer.model_version == engine.model_version

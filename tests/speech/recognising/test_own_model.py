"""A model of the user's own: which kind it is, and what is said of a folder that is none."""

import base64
import importlib.util
import json
import math
import sys
from types import SimpleNamespace

import numpy as np
import pytest

from speech.protocols import RATE, Heard, RecognisedBy, SpeechUnavailable
from speech.recognising import moonshine, own_model, own_sherpa
from speech.recognising.own_model import layout_of, open_model
from speech.recognising.pieces import Pieces
from speech.wav import read_at_16_khz

VOSK = ("am/final.mdl", "conf/mfcc.conf", "graph/HCLr.fst", "graph/Gr.fst")
TRANSDUCER = ("tokens.txt", "encoder-99.int8.onnx", "encoder-99.onnx", "decoder-99.onnx", "joiner-99.onnx")
MOONSHINE = (moonshine.ENCODER, moonshine.DECODER)


def folder(path, *names):
    for name in names:
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(b"x")
    return path


@pytest.mark.parametrize(
    ("files", "layout"),
    [
        (VOSK, "vosk"),
        ((*VOSK[:2], "graph/HCLG.fst"), "vosk"),
        (TRANSDUCER, "transducer"),
        (("tokens.txt", "model.int8.onnx"), "ctc"),
        ((*MOONSHINE, moonshine.PIECES), "moonshine"),
        ((*MOONSHINE, "tokens.txt"), "sherpa moonshine"),
    ],
)
def test_the_files_tell_what_it_is(tmp_path, files, layout):
    assert layout_of(folder(tmp_path, *files)) == layout


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ((), "holds no model"),
        (("readme.txt",), "holds no model"),
        (("tokens.txt",), "holds no model"),
        (VOSK[1:], "am/final.mdl is missing"),
        (VOSK[:3], "graph/HCLG.fst, or HCLr.fst and Gr.fst is missing"),
        (TRANSDUCER[1:], "tokens.txt is missing"),
        (TRANSDUCER[:-1], "joiner.onnx is missing"),
        (("model.onnx",), "tokens.txt is missing"),
        (MOONSHINE, "tokenizer.bin is missing"),
    ],
)
def test_what_is_missing_is_named(tmp_path, files, said):
    with pytest.raises(SpeechUnavailable, match=said):
        open_model(folder(tmp_path, *files), "en")


def test_a_file_and_nothing_are_no_folder(tmp_path):
    for path in (tmp_path / "nowhere", folder(tmp_path, "tokens.txt") / "tokens.txt"):
        with pytest.raises(SpeechUnavailable, match="is no folder"):
            open_model(path, "ko")


def test_an_int8_network_is_taken_before_others(tmp_path):
    assert own_model.network(folder(tmp_path, *TRANSDUCER), "encoder").name == "encoder-99.int8.onnx"


def test_moonshine_hears_english_alone(tmp_path):
    with pytest.raises(SpeechUnavailable, match="for English"):
        open_model(folder(tmp_path, *MOONSHINE, moonshine.PIECES), "ko")


def test_without_sherpa_onnx_it_is_said_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "sherpa_onnx", None)
    with pytest.raises(SpeechUnavailable, match="pip install sherpa-onnx"):
        open_model(folder(tmp_path, *TRANSDUCER), "ko")


def test_files_that_are_no_network_are_said(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "sherpa_onnx", SimpleNamespace())
    with pytest.raises(SpeechUnavailable, match="cannot load the model"):
        open_model(folder(tmp_path, *TRANSDUCER), "ko")


class Opener:
    """A class of sherpa_onnx: keeps what it was opened with."""

    def __init__(self):
        self.opened = []

    def __getattr__(self, name):
        return lambda **given: self.opened.append((name, given)) or self


@pytest.mark.parametrize(
    ("files", "about", "opened"),
    [
        (TRANSDUCER, (True, "zipformer2"), ("Online", "from_transducer")),
        (TRANSDUCER, (False, ""), ("Offline", "from_transducer")),
        (("tokens.txt", "model.onnx"), (True, "zipformer2"), ("Online", "from_zipformer2_ctc")),
        (("tokens.txt", "model.onnx"), (False, "zipformer2_ctc"), ("Offline", "from_zipformer_ctc")),
        (("tokens.txt", "model.onnx"), (False, "EncDecCTCModelBPE"), ("Offline", "from_nemo_ctc")),
        ((*MOONSHINE, "tokens.txt"), None, ("Offline", "from_moonshine_v2")),
    ],
)
def test_each_kind_is_opened_as_what_it_is(tmp_path, monkeypatch, files, about, opened):
    online, offline = Opener(), Opener()
    monkeypatch.setitem(sys.modules, "sherpa_onnx", SimpleNamespace(OnlineRecognizer=online, OfflineRecognizer=offline))
    monkeypatch.setattr(own_model, "about", lambda file: about)
    monkeypatch.setattr(own_sherpa.importlib.metadata, "version", lambda name: "2")
    made = open_model(folder(tmp_path, *files), "ko")
    found = [("Online", name) for name, _ in online.opened] + [("Offline", name) for name, _ in offline.opened]
    assert found == [opened]
    (given,) = [given for _, given in online.opened + offline.opened]
    assert given["tokens"] == str(tmp_path / "tokens.txt")
    assert (made.language, made.name, made.version) == ("ko", "own-sherpa", f"sherpa-onnx 2, {tmp_path.name}")


def test_a_ctc_model_of_another_kind_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "sherpa_onnx", SimpleNamespace())
    monkeypatch.setattr(own_model, "about", lambda file: (False, "telespeech"))
    with pytest.raises(SpeechUnavailable, match="says that it is telespeech"):
        open_model(folder(tmp_path, "tokens.txt", "model.onnx"), "ko")


def test_a_network_tells_whether_it_streams(tmp_path):
    onnx = pytest.importorskip("onnx")
    from onnx import TensorProto, helper

    for count in (1, 2, 5):
        inputs = [helper.make_tensor_value_info(f"x{at}", TensorProto.FLOAT, [1]) for at in range(count)]
        output = helper.make_tensor_value_info("y", TensorProto.FLOAT, [1])
        graph = helper.make_graph([helper.make_node("Identity", ["x0"], ["y"])], "net", inputs, [output])
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=8)
        helper.set_model_props(model, {"model_type": "zipformer2"})
        onnx.save(model, tmp_path / "model.onnx")
        assert own_model.about(tmp_path / "model.onnx") == (count > 2, "zipformer2")


class Online:
    """Streams: a word a second."""

    def create_stream(self):
        return SimpleNamespace(got=0, ended=False, accept_waveform=self.accept, input_finished=lambda: None)

    def __init__(self):
        self.got = self.done = 0

    def accept(self, rate, samples):
        assert samples.dtype == np.float32
        assert np.abs(samples).max(initial=0) <= 1
        self.got += len(samples)

    def is_ready(self, stream):
        return self.done < self.got // RATE

    def decode_stream(self, stream):
        self.done += 1

    def get_result(self, stream):
        return " ".join(("OPEN", "THE", "WINDOW.")[: self.done])

    def ys_probs(self, stream):
        return [math.log(0.8)] * self.done


def test_a_streaming_model_gives_partial_words_and_a_score():
    stream = own_sherpa.StreamingStream(RecognisedBy("own-sherpa", "1"), Online())
    loud = np.full(RATE, 20_000, np.int16)
    assert [stream.accept(loud), stream.accept(loud)] == ["open", "open the"]
    stream.accept(loud[: RATE // 2])
    (found,) = stream.finish()
    assert (found.text, found.score) == ("open the window", pytest.approx(0.8))


def test_no_words_are_nothing_and_no_probability_is_a_usual_score():
    assert own_sherpa.heard(" . ", ()) == ()
    assert own_sherpa.heard("창문 열어 줘", ()) == (Heard("창문 열어 줘", pytest.approx(own_sherpa.SCORE)),)


def test_sherpa_onnx_hears_with_a_packaged_model(tmp_path):
    pytest.importorskip("sherpa_onnx")
    if importlib.util.find_spec(moonshine.MODULE) is None:
        pytest.skip("the package moonshine-voice, whose model is the smallest that fits, is not installed")
    packaged = moonshine.model_folder()
    for name in MOONSHINE:
        (tmp_path / name).symlink_to(packaged / name)
    pieces = Pieces.read(packaged / moonshine.PIECES).pieces
    lines = [f"{base64.b64encode(piece).decode()} {at}\n" for at, piece in enumerate(pieces) if piece]
    (tmp_path / "tokens.txt").write_text("".join(lines))
    stream = open_model(tmp_path, "en").stream()
    stream.accept(read_at_16_khz(packaged.parent / "beckett.wav")[: 2 * RATE])
    assert stream.finish()[0].text.startswith("ever tried")


class Kaldi:
    """vosk.KaldiRecognizer, with an answer that is known."""

    def __init__(self, model, rate):
        assert (model, rate) == ("model", RATE)
        self.heard = 0

    def SetMaxAlternatives(self, count):
        self.most = count

    def AcceptWaveform(self, data):
        self.heard += len(data) // 2

    def PartialResult(self):
        return json.dumps({"partial": "<UNK> open" if self.heard else ""})

    def FinalResult(self):
        found = [{"text": "open it", "confidence": 9.0}, {"text": "close it", "confidence": 7.0}, {"text": ""}]
        return json.dumps({"alternatives": [each | {"confidence": each.get("confidence", 1.0)} for each in found]})


def test_a_vosk_model_of_any_language_hears_all_words(tmp_path, monkeypatch):
    vosk = SimpleNamespace(SetLogLevel=lambda level: None, Model=lambda path: "model", KaldiRecognizer=Kaldi)
    monkeypatch.setitem(sys.modules, "vosk", vosk)
    monkeypatch.setattr("importlib.metadata.version", lambda name: "0.3")
    model = open_model(folder(tmp_path, *VOSK), "en")
    assert (model.language, model.name, model.version) == ("en", "own-vosk", f"vosk 0.3, {tmp_path.name}")
    stream = model.stream(["anything"])
    assert stream.accept(np.zeros(0, np.int16)) == ""
    assert stream.accept(np.zeros(20 * RATE, np.int16)) == "open"
    assert stream._recogniser.heard == 15 * RATE
    found = stream.finish()
    assert [each.text for each in found] == ["open it", "close it"]
    assert 0.5 < found[0].score < sum(each.score for each in found) <= 0.8


def test_a_vosk_model_that_cannot_be_read_is_said(tmp_path, monkeypatch):
    def broken(path):
        raise Exception("Failed to create a model")

    vosk = SimpleNamespace(SetLogLevel=lambda level: None, Model=broken)
    monkeypatch.setitem(sys.modules, "vosk", vosk)
    with pytest.raises(SpeechUnavailable, match="vosk cannot load the model"):
        open_model(folder(tmp_path, *VOSK), "en")

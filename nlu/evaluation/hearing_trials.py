"""What came of recordings that were listened to, in quiet and in noise, as figures that a script can read.

Of clips for the car, one utterance a trial, as after a press of the button:

- cer: characters that were heard wrongly, of all that were said, whatever their spelling
  (speech/evaluation/character_errors.py). A clip of which nothing was heard counts with all its characters.
- exact: no character is wrong.
- done: the commands that were read are those meant, besides what labels leave open (`Result.lenient`).
- asked: the engine asks which of several was meant, or whether.
- wrong: something else would be done in the car (`wrong_act` of figures.py).
- opposite: of the wrong ones those that order the opposite: off for on, closed for open, down for up. They are counted
  among the wrong ones, too.
- nothing: none of these. No word was heard, or no command read, and it is said so.

Of clips that are not for the car, each utterance is heard that the ears find in them, one after the other, as if the
button were pressed at once when the last one was over:

- false: utterances from which something would be done in the car; per_hour: of audio.
- asked: utterances about which a question would be asked.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from contract.values import Command, Understanding
from nlu.engine.description import Catalogue
from nlu.engine.engine import AMBIGUOUS
from nlu.evaluation.clips import Clip
from nlu.evaluation.figures import share, share_of, wrong_act
from nlu.evaluation.labelled import Row, readable
from nlu.evaluation.results import Result, closest, commands_of

NOTHING = "nothing"  # outcome of an utterance in which no word was heard
OPPOSITE_OPS = (
    ("on", "off"),
    ("open", "close"),
    ("up", "down"),
    ("lock", "unlock"),
    ("fold", "unfold"),
    ("mute", "unmute"),
    ("start", "stop"),
    ("add", "remove"),
    ("zoom_in", "zoom_out"),
)
OPPOSITE_FUNCTIONS = (
    ("media.pause", "media.resume"),
    ("media.pause", "media.play"),
    ("media.next", "media.previous"),
    ("phone.call", "phone.hangup"),
    ("phone.answer", "phone.hangup"),
    ("dialog.yes", "dialog.no"),
)
_OPS = frozenset(frozenset(pair) for pair in OPPOSITE_OPS)
_FUNCTIONS = frozenset(frozenset(pair) for pair in OPPOSITE_FUNCTIONS)


@dataclass(frozen=True)
class Said:
    """One utterance that was heard in a clip."""

    text: str  # the best alternative; "" for none
    result: Result


@dataclass(frozen=True)
class Trial:
    """A clip, heard once."""

    clip: Clip
    condition: str  # "clean", "5 dB"
    scene: str  # of the noise
    seconds: float  # of audio, of the clip alone
    said: tuple[Said, ...]  # of a clip for the car one at most
    errors: int = 0  # characters
    length: int = 0  # characters of the text; 0 where none is given

    @property
    def first(self) -> Result:
        return self.said[0].result if self.said else result_of(self.clip.row, None, {})


def result_of(row: Row, found: Understanding | None, catalogue: Catalogue) -> Result:
    """What an utterance came to, against what was meant; `found` None: no word was heard."""
    heard = commands_of(found) if found else ()
    meant, exact = closest(row.fair, heard, catalogue)
    outcome, confidence = (found.outcome, float(found.confidence)) if found else (NOTHING, 0.0)
    return Result(row, outcome, heard, meant, exact, confidence, exact, 0.0)


def opposite_act(result: Result) -> bool:
    """Was the opposite of a command that was meant read?"""
    return wrong_act(result) and any(meant and heard and are_opposites(meant, heard) for meant, heard in pairs(result))


def pairs(result: Result) -> list[tuple[Command | None, Command | None]]:
    """The commands side by side; of one alone, whatever it was heard as."""
    if len(result.meant) == len(result.heard) == 1:
        return [(result.meant[0], result.heard[0])]
    return list(result.pairs)


def are_opposites(one: Command, other: Command) -> bool:
    if one.function == other.function:
        return frozenset((one.op, other.op)) in _OPS
    return frozenset((one.function, other.function)) in _FUNCTIONS


def report(trials: Sequence[Trial]) -> dict[str, Any]:
    """Every figure but the failures, ready for JSON."""
    mine = [trial for trial in trials if trial.clip.for_car]
    others = [trial for trial in trials if not trial.clip.for_car]
    return {
        "clips": len({trial.clip.path for trial in trials}),
        "labelled": len({trial.clip.path for trial in mine if trial.clip.labelled}),
        "conditions": grouped(mine, lambda t: {"condition": t.condition}, commands_line),
        "scenes": grouped(mine, lambda t: {"condition": t.condition, "scene": t.scene}, commands_line),
        "kinds": grouped(mine, lambda t: {"condition": t.condition, "kind": t.clip.row.kind}, commands_line),
        "not_for_car": grouped(others, lambda t: {"condition": t.condition}, other_line),
        "not_for_car_kinds": grouped(
            others, lambda t: {"condition": t.condition, "kind": t.clip.row.kind}, other_line
        ),
    }  # fmt: skip


def grouped(
    trials: Iterable[Trial], by: Callable[[Trial], dict[str, str]], line: Callable[[Sequence[Trial]], dict[str, Any]]
) -> list[dict[str, Any]]:
    """A line for all trials that `by` says the same of, in the order in which they came first."""
    held: dict[tuple[tuple[str, str], ...], list[Trial]] = {}
    for trial in trials:
        held.setdefault(tuple(by(trial).items()), []).append(trial)
    return [dict(name) | line(some) for name, some in held.items()]


def commands_line(trials: Sequence[Trial]) -> dict[str, Any]:
    """The figures of clips for the car."""
    read = [trial for trial in trials if trial.length]
    errors, length = sum(trial.errors for trial in read), sum(trial.length for trial in read)
    results = [trial.first for trial in trials]
    return {
        "n": len(trials),
        "cer": errors / length if length else None,
        "exact": share(sum(not trial.errors for trial in read), len(read)),
        "done": share_of(results, lambda r: r.lenient),
        "asked": share_of(results, lambda r: not r.lenient and r.outcome == AMBIGUOUS),
        "wrong": share_of(results, wrong_act),
        "opposite": share_of(results, opposite_act),
        "nothing": share_of(results, lambda r: not r.lenient and r.outcome != AMBIGUOUS and not wrong_act(r)),
    }


def other_line(trials: Sequence[Trial]) -> dict[str, Any]:
    """The figures of clips that are not for the car."""
    results = [said.result for trial in trials for said in trial.said]
    hours, false = sum(trial.seconds for trial in trials) / 3600, sum(map(wrong_act, results))
    return {
        "n": len(trials),
        "minutes": round(hours * 60, 2),
        "utterances": sum(bool(said.text) for trial in trials for said in trial.said),
        "false": false,
        "false_clips": sum(any(wrong_act(said.result) for said in trial.said) for trial in trials),
        "asked": sum(result.outcome == AMBIGUOUS for result in results),
        "per_hour": false / hours if hours else None,
    }


def failures(trials: Iterable[Trial]) -> list[dict[str, Any]]:
    """Every utterance after which something wrong would be done, and what was not understood; the wrong acts first."""
    lines = [line for trial in trials for line in failed(trial)]
    return sorted(lines, key=lambda line: (not line["wrong"], -line["confidence"]))


def failed(trial: Trial) -> list[dict[str, Any]]:
    row = trial.clip.row
    said = trial.said or ((Said("", trial.first),) if trial.clip.for_car else ())
    return [
        {
            "place": row.where, "file": trial.clip.path.name, "condition": trial.condition, "scene": trial.scene,
            "text": row.text, "heard_text": each.text, "meant": [readable(c) for c in row.commands],
            "heard": [readable(c) for c in each.result.heard], "outcome": each.result.outcome,
            "confidence": each.result.confidence, "wrong": wrong_act(each.result),
            "opposite": opposite_act(each.result),
        }
        for each in said
        if (not each.result.lenient if trial.clip.for_car else wrong_act(each.result))
    ]  # fmt: skip

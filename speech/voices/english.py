"""The English voice: the Kokoro model with its American voice "heart", and a dictionary of pronunciations.

Dictionary: package misaki (Apache-2.0), whose files alone are read. Voice: af_heart.npy beside this file, which is rows
1 to 256 of voices/af_heart.bin of the npm package kokoro-js 1.2.1 (Apache-2.0), as 16-bit floats.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from languages.en import aloud
from speech.protocols import Samples, SpeechUnavailable
from speech.voices import english_sounds, kokoro, korean_sounds

SPEED = 1.0
STYLE = Path(__file__).parent / "af_heart.npy"
DICTIONARIES = ("us_gold.json", "us_silver.json")  # the first was read by people


@dataclass(frozen=True)
class EnglishVoice:
    """A Voice."""

    model: kokoro.Kokoro
    style: kokoro.Style
    dictionary: Mapping[str, str]
    version: str
    language: str = "en"
    rate: int = kokoro.RATE

    def render(self, text: str) -> Samples:
        """One sentence as it is written; Korean names in it are said with Korean sounds."""
        return self.model.render(sounds(aloud.aloud(text), self.dictionary), self.style, SPEED)


def sounds(text: str, dictionary: Mapping[str, str]) -> str:
    """The symbols of spoken English text, Korean words included."""
    runs = re.split(r"([가-힣]+(?:\s+[가-힣]+)*)", text)
    return "".join(
        korean_sounds.sounds(run) if at % 2 else english_sounds.sounds(run, dictionary) for at, run in enumerate(runs)
    )


@lru_cache(maxsize=1)
def english_voice() -> EnglishVoice:
    """The voice, loaded. Raises SpeechUnavailable."""
    return EnglishVoice(kokoro.load(), np.load(STYLE).astype(np.float32), dictionary(), version())


def dictionary() -> dict[str, str]:
    """{word: symbols} of American English. Raises SpeechUnavailable."""
    words: dict[str, str] = {}
    for name in reversed(DICTIONARIES):
        file = kokoro.folder("misaki") / "data" / name
        try:
            entries = json.loads(file.read_bytes())
        except (OSError, ValueError) as error:
            raise SpeechUnavailable(f"{file} is damaged ({error}): {kokoro.INSTALL}") from error
        for word, said in entries.items():
            if usual := said.get("DEFAULT") if isinstance(said, dict) else said:  # else by the part of speech
                words[word] = usual
    return words


def version() -> str:
    """Of weights and of how text is read; known without loading. Raises SpeechUnavailable."""
    code = kokoro.code_version(aloud.__file__, english_sounds.__file__, korean_sounds.__file__, str(STYLE), __file__)
    return f"kokoro-en {kokoro.package_version()} {code}"

"""The Korean voice: Korean sounds through a mix of two Japanese voices of the Kokoro model.

No freely licensed Korean voice comes in a package. This one is understood, and has an accent.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from languages.ko import aloud, latin, pronunciation, spoken_numbers
from speech.protocols import Samples
from speech.voices import kokoro, korean_sounds

MIX = {"jm_kumo": 0.6, "jf_alpha": 0.4}  # found by trying: what a Korean recogniser understands best
SPEED = 0.85  # likewise


@dataclass(frozen=True)
class KoreanVoice:
    """A Voice."""

    model: kokoro.Kokoro
    style: kokoro.Style
    version: str
    language: str = "ko"
    rate: int = kokoro.RATE

    def render(self, text: str) -> Samples:
        """One sentence as it is written: numbers and Latin letters are read as Korean says them."""
        return self.model.render(korean_sounds.sounds(aloud.aloud(text)), self.style, SPEED)


@lru_cache(maxsize=1)
def korean_voice() -> KoreanVoice:
    """The voice, loaded. Raises SpeechUnavailable."""
    styles = kokoro.japanese_styles(tuple(MIX))
    style = np.sum([share * styles[name] for name, share in MIX.items()], axis=0).astype(np.float32)
    return KoreanVoice(kokoro.load(), style, version())


def version() -> str:
    """Of weights and of how text is read; known without loading. Raises SpeechUnavailable."""
    code = kokoro.code_version(
        *(module.__file__ for module in (aloud, latin, pronunciation, spoken_numbers, korean_sounds)), __file__
    )
    return f"kokoro-ko {kokoro.package_version()} {code}"

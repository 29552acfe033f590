"""Which voice speaks which language: how it is loaded, and its version, which is known without loading."""

from collections.abc import Callable, Mapping

from speech.protocols import Voice
from speech.voices import english, korean

VOICES: Mapping[str, Callable[[], Voice]] = {"ko": korean.korean_voice, "en": english.english_voice}
VERSIONS: Mapping[str, Callable[[], str]] = {"ko": korean.version, "en": english.version}


def voice(language: str) -> Voice:
    """The voice, loaded. Raises SpeechUnavailable; KeyError for a language that has none."""
    return VOICES[language]()

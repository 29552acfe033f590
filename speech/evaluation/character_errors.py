"""How many characters a recogniser has got wrong, whatever the spelling: spaces, punctuation, "23도" or "이십삼 도".

By the package kocer (MIT), which knows how Korean numbers and letters are read. Of other languages both sides are
written as they are said ("23" -> "twenty-three") before they are compared.
"""

from typing import Any

from languages import part
from speech.protocols import SpeechUnavailable

INSTALL = "make speech, or pip install malcha[speech]"


def character_errors(code: str, said: str, heard: str) -> tuple[int, int]:
    """(characters to be changed, added or left out to make one of the other, characters of what was said).

    Raises SpeechUnavailable where the package is missing.

    >>> character_errors("ko", "온도 23도로", "온도 이십삼 도로"), character_errors("ko", "창문 열어", "창문 여러")
    ((0, 6), (2, 4))
    """
    measure = kocer().measure
    if code == "ko":
        found = measure(said, heard)
    else:
        aloud = part(code, "aloud").aloud
        spoken = (" ".join(aloud(text).replace("-", " ").lower().split()) if text else "" for text in (said, heard))
        found = measure(*spoken, numbers=False, letters=False)
    return found.errors, found.ref_len


def kocer() -> Any:
    """The package. Raises SpeechUnavailable."""
    try:
        import kocer
    except ImportError as error:
        raise SpeechUnavailable(f"counting characters needs the package kocer: {INSTALL} ({error})") from error
    return kocer

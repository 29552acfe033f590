"""Characters that were heard wrongly, whatever their spelling."""

import sys

import pytest

from speech.evaluation.character_errors import character_errors
from speech.protocols import SpeechUnavailable


@pytest.mark.parametrize(
    ("code", "said", "heard", "found"),
    [
        ("ko", "온도 이십삼 도로 맞춰 줘", "온도 23도로 맞춰줘", (0, 10)),
        ("ko", "에어컨 켜 줘", "에어컨 꺼 줘.", (1, 5)),
        ("ko", "창문 열어 줘", "", (5, 5)),
        ("en", "Set it to 23 degrees", "set it to twenty three degrees", (0, 25)),
        ("en", "turn it off", "turn it on", (2, 9)),
        ("en", "open the window", "", (13, 13)),
    ],
)
def test_spelling_does_not_count_and_letters_do(code, said, heard, found):
    pytest.importorskip("kocer")
    assert character_errors(code, said, heard) == found


def test_without_the_package_it_is_said_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "kocer", None)
    with pytest.raises(SpeechUnavailable, match="kocer: make speech"):
        character_errors("ko", "창문", "창문")

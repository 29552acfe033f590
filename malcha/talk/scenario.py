"""The short drive that `malcha run` shows: every command ends confirmed by the car, or is refused on purpose.

Each sentence is recorded beside this file. After a change here: python -m malcha.talk.record_scenario
"""

from importlib.util import find_spec
from pathlib import Path

RECOGNISER = "vosk"  # the package without which no gateway of this machine hears anything
RECORDINGS = Path(__file__).parent / "recordings"
SCENARIO = (  # (locale, what is said)
    ("ko", "조수석 온도 이십삼 도로 맞춰 줘"),
    ("ko", "운전석이랑 조수석 열선 틀어 줘"),
    ("ko", "조수석 좀 따뜻하게 해 주고 강남역으로 가자"),
    ("ko", "얼마나 남았어"),
    ("en", "turn on the ac and set the fan to five"),
    ("ko", "더 올려 줘"),
    ("ko", "온도 사십 도로 맞춰 줘"),
    ("en", "open the passenger window halfway"),
    ("ko", "창문 닫아"),
    ("ko", "트렁크 열어 줘"),
    ("ko", "그래"),
    ("ko", "마사지 시트 켜 줘"),
    ("en", "turn the volume up"),
    ("ko", "이 노래 뭐야"),
    ("ko", "앞유리에 김 서렸어"),
    ("en", "what's the weather tomorrow"),
)

YES = SCENARIO.index(("ko", "그래"))  # what the driver says, too, where a spoken order was in doubt and is asked about


def recording(at: int) -> Path:
    """The WAV file of a sentence; `at` is its place in SCENARIO, from 0."""
    return RECORDINGS / f"{at + 1:02}-{SCENARIO[at][0]}.wav"


def can_hear() -> bool:
    """Are the speech packages installed? Nothing is loaded."""
    return find_spec(RECOGNISER) is not None

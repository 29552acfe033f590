"""How a Korean sentence is said: the form of its last ending, its words, the small words in it. For figures only.

A form is told by letters alone, not by grammar: of plain and dialect endings some are missed, and a few nouns that end
like a verb are taken for one.
"""

import re

from languages.ko.particles import HANGUL, RIEUL

WHERE = "ending"
NOTHING = "noun or nothing"
NIEUN, BIEUP = 4, 17  # the finals ㄴ and ㅂ
OPEN_VOWELS = (0, 1, 2, 4, 6, 9, 10, 14)  # ㅏ ㅐ ㅑ ㅓ ㅕ ㅘ ㅙ ㅝ, in which a plain verb ends: 켜, 봐, 돼, 줄여
_N, _L, _B = ("".join(chr(HANGUL + 28 * at + final) for at in range(19 * 21)) for final in (NIEUN, RIEUL, BIEUP))
_OPEN = "".join(chr(HANGUL + 588 * first + 28 * vowel) for first in range(19) for vowel in OPEN_VOWELS)

FORMS = {  # name -> pattern of the end of a sentence, mostly without a last 요; the first that fits counts
    "request": r"줘(?: ?봐)?|세요|십시오|주시오|이소|다오|달라고|부탁(?:해|드려|드립니다|합니다)?",  # 켜 줘, 켜 주세요
    "polite question": (  # 켤 수 있니, 켜 줄래, 켜 주겠니, 켜 주면 안 돼
        rf"[{_L}] ?수 ?[있없]\S+|(?:줄|실|볼)래|주련|[주시]겠(?:니|냐|나|어|습니까)|면 안 ?(?:돼|될까|되나|되니|됩니까)"
    ),
    "question": (  # 켜졌니, 켜졌나, 켜져 있는가, 몇 돌까, 몇 도지, 어디고
        rf"니|냐|나|노|(?<!야)지|죠|[{_N}][가교]|이가|[{_L}]까|[{_B}]니까|(?:어디|마|뭐|언제|누)[고꼬]"
    ),
    "let us": rf"자|[{_B}]시다",  # 가자
    "command": r"(?<![몰달놀올빨])라|렴",  # 켜라, 켜렴
    "statement": rf"다|[{_N}]데|\S네|거든|구나",  # 춥다, 추운데, 춥네
    "plain": rf"[{_OPEN}]|[에예]요|[{_L}]게|야지",  # 켜, 추워, 몇 도야
}
NO_ENDINGS = (  # words that are none of these, though they end like one
    rf"(?<!\S)(?:나|너|다|더|데|자|거|이거|그거|저거|차|뭐|진짜|먼저)|^아니|\S서|때문에|번째|까지|[^\s{_B}]니까"
    r"|히터|와이퍼|보일러|모니터|센터|킬로미터|카메라|의자|문자|피자|혼자|메시지|페이지|노래|안내|바다|상태|날짜|주가|냄새"
    r"|구급차|기차|전화|통화|행사|역사|아무거나|피아노|삭제|제거|소거|추가|동기화|최대|어머니|아주머니|할머니|언니|상어|엉따"
)
NAMES = (*FORMS, NOTHING)
AFTER_THE_ENDING = ("빨리", "좀", "지금", "다시", "당장", "얼른", "어서", "제발")  # "꺼 줘 빨리": the ending is 줘
SMALL_WORDS = {  # as a picture writes it -> as it is spoken
    "jom": ("좀",),
    "jigeum": ("지금",),
    "geunyang": ("그냥",),
    "hanbeon": ("한번", "한 번"),
    "hoksi": ("혹시",),
    "ppalli": ("빨리",),
    "dasi": ("다시",),
    "neomu": ("너무",),
    "ije": ("이제",),
    "a": ("아",),
}
_NO_ENDING = re.compile(rf"(?:{NO_ENDINGS})$")
_FORMS = {name: re.compile(rf"(?:{pattern})$") for name, pattern in FORMS.items()}
_WRITTEN_APART = re.compile(r" (?=(?:줘|줄|줬|주(?:세|십|시|실|라|렴|련|겠|면|고|소)|달라|다오|봐))")


def form(text: str) -> str:
    """One of NAMES."""
    words = text.split()
    while len(words) > 1 and words[-1].removesuffix("요") in AFTER_THE_ENDING:
        words.pop()
    end = " ".join(words)
    if len(words[-1]) > 1 and not end.endswith(("세요", "에요", "예요")):
        end = end.removesuffix("요")
    if _NO_ENDING.search(end):
        return NOTHING
    return next((name for name, pattern in _FORMS.items() if pattern.search(end)), NOTHING)


def words(text: str) -> list[str]:
    """Its words, 줘 and 봐 with the verb before them: "켜 줘" and "켜줘" are one word, however it was typed."""
    return _WRITTEN_APART.sub("", text).split()

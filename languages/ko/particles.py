"""Korean particles by the last sound of a word, whatever script it is written in.

Digits are read as Sino-Korean numbers (10 십, 6 육), "%" and units by their names (퍼센트, 킬로미터), abbreviations
letter by letter (FM 에프엠, USB 유에스비). Other words in Latin letters are read as the loanword that their ending
makes likely.
"""

import re

HANGUL = 0xAC00  # first syllable; a syllable is HANGUL + (initial * 21 + vowel) * 28 + final
RIEUL = 8  # the final ㄹ, after which 로 stands, not 으로
PAIRS = {  # after a final consonant -> after a vowel
    "으로": "로", "이랑": "랑", "이나": "나", "이라도": "라도", "이라고": "라고", "이에요": "예요",
    "을": "를", "은": "는", "이": "가", "과": "와",
}  # fmt: skip
_SPOKEN = {  # sign or unit behind a number -> as read
    "%": "퍼센트", "km/h": "킬로미터", "km": "킬로미터", "cm": "센티미터", "mm": "밀리미터", "m": "미터",
    "kg": "킬로그램", "g": "그램", "kHz": "킬로헤르츠", "MHz": "메가헤르츠", "Hz": "헤르츠", "V": "볼트", "L": "리터",
    "℃": "도", "°C": "도", "°": "도",
}  # fmt: skip
_DIGITS = dict(zip("0123456789", "영일이삼사오육칠팔구", strict=True))  # 십, 백, 천, 만 end in a consonant as 영 does
_LETTERS = {"l": "엘", "m": "엠", "n": "엔", "r": "알"}  # names of letters that end in a consonant
_CLOSED_WORD = re.compile(r"(?:[lmn]|ng|ic|ck|le|[aeiou][mn]e)$")  # Queen 퀸, song 송, music 뮤직, iPhone 폰
_UNIT = re.compile(r"\d\s*(" + "|".join(map(re.escape, sorted(_SPOKEN, key=len, reverse=True))) + r")$")
_LATIN = re.compile(r"[A-Za-z]+$")
_SILENT = " .,!?…)]}\"'”’"  # marks at the end that are not read
SHORT_NUMBER = 3  # digits of a number that is said without 번: 119
DATIVES = ("에게", "한테")  # particles of a receiver
CALLED_PLACES = ("집", "회사", "사무실", "병원", "가게", "학교", "은행", "식당", "호텔", "경찰서", "소방서", "센터")
_ASKED_FOR = re.compile(  # a verb behind the name in an answer: "서울역으로 가 줘", "엄마한테 부탁해"
    r"\s+(?:(?:가|해|걸어|전화해|안내해|찾아|틀어|보내|맞춰|바꿔)\s?(?:줘요|줘|주세요|줄래)|가자|부탁해요|부탁해|부탁합니다|갈게|갈래)$"
)
_POLITE = re.compile(r"(?:이에요|예요|이요|요)$")
_ALWAYS = ("에게로", "에게", "한테", "께", "을", "를", "까지")
_BEHIND_NAME = re.compile(rf"(?:{'|'.join(_ALWAYS)}|으로|로)$")
_LEADING = re.compile(
    "("
    + "|".join(sorted({each for pair in PAIRS.items() if "이에요" not in pair for each in pair}, key=len, reverse=True))
    + r")(?=\s|$|는\s|도\s|만\s)"
)


def final_of(word: str) -> int:
    """0 where the word ends in a vowel, RIEUL where it ends in ㄹ, else the index of its final consonant (1 to 27).

    Of a loanword in Latin letters only these three are told apart: 1 is any other consonant.
    """
    word = word.rstrip(_SILENT)
    if unit := _UNIT.search(word):
        word = _SPOKEN[unit[1]]
    if latin := _LATIN.search(word):
        return _final_of_latin(latin[0])
    last = _SPOKEN.get(word[-1:], _DIGITS.get(word[-1:], word))[-1:]
    return (ord(last) - HANGUL) % 28 if "가" <= last <= "힣" else 0


def _final_of_latin(letters: str) -> int:
    small = letters.lower()
    if letters.isupper() or not set(small) & set("aeiouy"):  # read letter by letter
        return final_of(_LETTERS.get(small[-1], ""))
    if not _CLOSED_WORD.search(small):
        return 0
    return RIEUL if small.endswith(("l", "le")) else 1


def fitting(word: str, particle: str) -> str:
    """The form of a particle after this word; either form of it may be given. Raises KeyError for one not in PAIRS."""
    closed = next((closed for closed, opened in PAIRS.items() if particle == opened), particle)
    final = final_of(word)
    return PAIRS[closed] if final == 0 or (closed == "으로" and final == RIEUL) else closed


def attach(word: str, particle: str) -> str:
    """The word with its particle.

    >>> attach("온도", "을"), attach("FM", "을"), attach("서울", "으로"), attach("80%", "은")
    ('온도를', 'FM을', '서울로', '80%는')
    """
    return word + fitting(word, particle)


def dative(receiver: str) -> str:
    """The receiver of a call or message with its particle: a person 에게, a place 에, a number 에 or 번으로.

    >>> dative("엄마"), dative("회사"), dative("119"), dative("010 1234 5678"), dative("일일구")
    ('엄마에게', '회사에', '119에', '010 1234 5678번으로', '일일구에')
    """
    if receiver.endswith(DATIVES):  # as it was heard: "민수에게"
        return receiver
    digits = re.sub(r"[\s-]", "", receiver)
    if digits.isdigit() or re.fullmatch("[공영일이삼사오육륙칠팔구]{2,}", digits):
        return f"{receiver}에" if len(digits) <= SHORT_NUMBER else f"{receiver}번으로"
    return f"{receiver}에" if receiver.endswith(CALLED_PLACES) else f"{receiver}에게"


def ablative(sender: str) -> str:
    """Who a message is from, with the particle: "엄마에게서", "회사에서", "010 1234 5678번에서"."""
    to = dative(sender)
    return to.removesuffix("으로") + "에서" if to.endswith("번으로") else f"{to}서"


def bare(words: str) -> str:
    """The name in an answer to a question: without the verb, the polite ending and the particle behind it.

    >>> bare("서울역으로"), bare("엄마한테요"), bare("서울역으로 가 줘"), bare("종로"), bare("서울로")
    ('서울역', '엄마', '서울역', '종로', '서울')
    """
    name = _ASKED_FOR.sub("", words).strip() or words
    name = _POLITE.sub("", name) or name
    match = _BEHIND_NAME.search(name)
    if match and match.start() and match[0] in (fitting(name[: match.start()], "으로"), *_ALWAYS):
        return name[: match.start()].strip()
    return name


def fit_particle(word: str, after: str) -> str:
    """`after` with its leading particle in the form that `word` asks for.

    >>> fit_particle("강남역", "로 가자"), fit_particle("서울", "으로"), fit_particle("엄마", "이랑")
    ('으로 가자', '로', '랑')
    """
    match = _LEADING.match(after)
    if not match or not word:
        return after
    return fitting(word, match[1]) + after[len(match[1]) :]

"""Latin letters in a Korean sentence as Korean says them: names that are known, abbreviations letter by letter, words.

A word that is not in the table is put into Korean syllables by its spelling; that is a guess.
"""

import re

LETTERS = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        (
            "에이", "비", "씨", "디", "이", "에프", "지", "에이치", "아이", "제이", "케이", "엘", "엠", "엔", "오",
            "피", "큐", "알", "에스", "티", "유", "브이", "더블유", "엑스", "와이", "지",
        ),
        strict=True,
    )
)  # fmt: skip
WORDS = {  # in lower case -> as Korean says it
    "ac": "에어컨", "a/c": "에어컨", "lo": "최저", "hi": "최고", "max": "최대", "min": "최소", "on": "온",
    "off": "오프",
    "ok": "오케이", "okay": "오케이", "no": "노", "yes": "예스", "vs": "대", "wifi": "와이파이", "wi-fi": "와이파이",
    "bluetooth": "블루투스", "carplay": "카플레이", "apple": "애플", "android": "안드로이드", "auto": "오토",
    "iphone": "아이폰", "ipad": "아이패드", "galaxy": "갤럭시", "youtube": "유튜브", "netflix": "넷플릭스",
    "spotify": "스포티파이", "melon": "멜론", "google": "구글", "naver": "네이버", "kakao": "카카오", "tmap": "티맵",
    "genesis": "제네시스", "hyundai": "현대", "kia": "기아", "ioniq": "아이오닉", "radio": "라디오", "music": "뮤직",
    "news": "뉴스", "love": "러브", "live": "라이브", "cool": "쿨", "power": "파워", "the": "더", "and": "앤드",
    "of": "오브", "in": "인", "you": "유", "me": "미", "my": "마이", "to": "투", "for": "포",
    "queen": "퀸", "beatles": "비틀스", "dynamite": "다이너마이트", "butter": "버터", "coex": "코엑스",
    "starbucks": "스타벅스", "coffee": "커피", "cafe": "카페", "hotel": "호텔", "tower": "타워", "center": "센터",
    "centre": "센터", "mall": "몰", "park": "파크", "station": "스테이션", "home": "홈", "mode": "모드", "eco": "에코",
    "sport": "스포츠", "sports": "스포츠", "comfort": "컴포트", "smart": "스마트", "led": "엘이디", "usb": "유에스비",
    "jazz": "재즈", "pop": "팝", "rock": "록", "hip": "힙", "hop": "합", "best": "베스트", "hello": "헬로",
    "happy": "해피", "birthday": "버스데이", "song": "송", "time": "타임", "night": "나이트", "day": "데이",
    "moon": "문", "sun": "선", "star": "스타", "dream": "드림", "baby": "베이비", "girl": "걸", "boy": "보이",
    "blackpink": "블랙핑크", "newjeans": "뉴진스", "twice": "트와이스", "aespa": "에스파", "e-mart": "이마트",
    "msg": "메시지", "vip": "브이아이피", "gps": "지피에스", "hud": "헤드업 디스플레이", "st": "세인트",
    "kim": "김", "lee": "이", "mr": "미스터", "dr": "닥터", "suv": "에스유브이", "taxi": "택시", "bus": "버스",
}  # fmt: skip
MODELS = {  # names of cars and others whose number is said in English
    "k3": "케이쓰리", "k5": "케이파이브", "k7": "케이세븐", "k8": "케이에잇", "k9": "케이나인", "ev3": "이브이쓰리",
    "ev4": "이브이포", "ev5": "이브이파이브", "ev6": "이브이식스", "ev9": "이브이나인", "sm3": "에스엠쓰리",
    "sm5": "에스엠파이브", "sm6": "에스엠식스", "qm6": "큐엠식스", "xm3": "엑스엠쓰리", "s24": "에스이십사",
    "fm4u": "에프엠포유", "mp3": "엠피쓰리", "mp4": "엠피포", "24h": "이십사 시간",
}  # fmt: skip
MOST_CAPITALS = 5  # of an abbreviation; longer words in capitals are words

_VOWELS = (  # spelling -> vowel of the syllable, longest first
    ("eau", "ㅗ"), ("igh", "ㅏㅣ"), ("ee", "ㅣ"), ("ea", "ㅣ"), ("oo", "ㅜ"), ("ou", "ㅏㅜ"), ("ow", "ㅏㅜ"),
    ("ai", "ㅔㅣ"), ("ay", "ㅔㅣ"), ("oa", "ㅗ"), ("oy", "ㅗㅣ"), ("oi", "ㅗㅣ"), ("au", "ㅗ"), ("aw", "ㅗ"),
    ("eo", "ㅓ"), ("eu", "ㅡ"), ("ae", "ㅐ"), ("ie", "ㅣ"), ("ei", "ㅔㅣ"), ("ey", "ㅣ"), ("ue", "ㅜ"),
    ("a", "ㅏ"), ("e", "ㅔ"), ("i", "ㅣ"), ("o", "ㅗ"), ("u", "ㅓ"), ("y", "ㅣ"),
)  # fmt: skip
_CONSONANTS = (  # spelling -> first consonant, final consonant that it may be ("" for none)
    ("tch", "ㅊ", ""), ("sch", "ㅅ", ""), ("ch", "ㅊ", ""), ("sh", "ㅅ", ""), ("th", "ㅅ", ""), ("ph", "ㅍ", ""),
    ("ck", "ㅋ", "ㄱ"), ("ng", "ㅇ", "ㅇ"), ("qu", "ㅋ", ""), ("gh", "ㄱ", ""), ("wh", "ㅇ", ""), ("kn", "ㄴ", "ㄴ"),
    ("ll", "ㄹ", "ㄹ"), ("ss", "ㅅ", ""), ("tt", "ㅌ", "ㅅ"), ("mm", "ㅁ", "ㅁ"), ("nn", "ㄴ", "ㄴ"),
    ("pp", "ㅍ", "ㅂ"),
    ("b", "ㅂ", "ㅂ"), ("c", "ㅋ", "ㄱ"), ("d", "ㄷ", ""), ("f", "ㅍ", ""), ("g", "ㄱ", "ㄱ"), ("h", "ㅎ", ""),
    ("j", "ㅈ", ""), ("k", "ㅋ", "ㄱ"), ("l", "ㄹ", "ㄹ"), ("m", "ㅁ", "ㅁ"), ("n", "ㄴ", "ㄴ"), ("p", "ㅍ", "ㅂ"),
    ("q", "ㅋ", "ㄱ"), ("r", "ㄹ", ""), ("s", "ㅅ", ""), ("t", "ㅌ", "ㅅ"), ("v", "ㅂ", ""), ("w", "ㅇ", ""),
    ("x", "ㅅ", ""), ("z", "ㅈ", ""),
)  # fmt: skip
_FIRST, _MIDDLE = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ", "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINAL = {"": 0, "ㄱ": 1, "ㄴ": 4, "ㄹ": 8, "ㅁ": 16, "ㅂ": 17, "ㅅ": 19, "ㅇ": 21}
_HANGUL = 0xAC00


def spelled(letters: str) -> str:
    """Letter by letter: "FM" is "에프엠"."""
    return "".join(LETTERS[letter] for letter in letters.lower())


def said(word: str) -> str:
    """A word or abbreviation of Latin letters as Korean says it.

    >>> said("Bluetooth"), said("FM"), said("kbs"), said("Rosa")
    ('블루투스', '에프엠', '케이비에스', '로사')
    """
    small = word.lower()
    if len(word) == 1:
        return spelled(word)
    if small in WORDS:
        return WORDS[small]
    if not word.isalpha():  # "e-mail", "and/or"
        return " ".join(said(part) for part in re.split("[^A-Za-z]+", word) if part)
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", word).split()  # "eFM", "PowerFM"
    if len(apart) > 1:
        return "".join(said(part) if len(part) > 1 else spelled(part) for part in apart)
    vowels = set(small) & set("aeiouy")
    if (word.isupper() and len(word) <= MOST_CAPITALS) or not vowels:
        return spelled(word)
    return by_spelling(small)


def by_spelling(word: str) -> str:
    """Korean syllables for an unknown word, by its letters."""
    if len(word) > 3 and word.endswith("e") and word[-2] not in "aeiouy":
        word = word[:-1]  # silent
    syllables: list[list[str]] = []  # [first, vowel, final]
    at, first, final_of_first = 0, "", ""
    while at < len(word):
        vowel = next(((spelling, sound) for spelling, sound in _VOWELS if word.startswith(spelling, at)), None)
        if vowel and not (word[at] == "y" and at + 1 < len(word) and word[at + 1] in "aeiou"):
            for position, sound in enumerate(vowel[1]):
                syllables.append([first if position == 0 and first else "ㅇ", sound, ""])
            first = final_of_first = ""
            at += len(vowel[0])
            continue
        found = next((each for each in _CONSONANTS if word.startswith(each[0], at)), (word[at], "ㅇ", ""))
        if first:
            _close(syllables, first, final_of_first)
        first, final_of_first = found[1], found[2]
        at += len(found[0])
    if first:
        _close(syllables, first, final_of_first)
    return "".join(map(_syllable, syllables))


def _close(syllables: list[list[str]], first: str, final: str) -> None:
    """A consonant without a vowel behind it: the final of the syllable before, or a syllable with ㅡ."""
    if final and syllables and not syllables[-1][2] and syllables[-1][1] != "ㅡ":
        syllables[-1][2] = final
    elif first != "ㅇ":
        syllables.append([first, "ㅡ", ""])


def _syllable(parts: list[str]) -> str:
    first, vowel, final = parts
    return chr(_HANGUL + (_FIRST.index(first) * 21 + _MIDDLE.index(vowel)) * 28 + _FINAL[final])

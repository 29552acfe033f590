"""Written Korean syllables -> the syllables that are heard, by the rules of standard pronunciation.

"국물" -> "궁물", "같이" -> "가치", "앞유리" -> "암뉴리", "할 수" -> "할 쑤". Rules that need to know how a word is made
(ㄴ between its parts, hard consonants inside Sino-Korean words) are in tables of the words that a car's replies use.
The numbers behind the rules are the articles of 표준 발음법.
"""

import re

FIRST = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWEL = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINAL = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_HANGUL = 0xAC00
_SPLIT = {  # a final of two -> what stays before a vowel, what moves
    "ㄳ": ("ㄱ", "ㅆ"), "ㄵ": ("ㄴ", "ㅈ"), "ㄺ": ("ㄹ", "ㄱ"), "ㄻ": ("ㄹ", "ㅁ"), "ㄼ": ("ㄹ", "ㅂ"),
    "ㄽ": ("ㄹ", "ㅆ"),
    "ㄾ": ("ㄹ", "ㅌ"), "ㄿ": ("ㄹ", "ㅍ"), "ㅄ": ("ㅂ", "ㅆ"), "ㄶ": ("", "ㄴ"), "ㅀ": ("", "ㄹ"), "ㅎ": ("", ""),
}  # fmt: skip
_PLAIN = {  # final -> as it sounds at the end of a word (8 to 11)
    **dict.fromkeys("ㄱㄲㅋㄳㄺ", "ㄱ"), **dict.fromkeys("ㄴㄵㄶ", "ㄴ"), **dict.fromkeys("ㄷㅅㅆㅈㅊㅌㅎ", "ㄷ"),
    **dict.fromkeys("ㄹㄼㄽㄾㅀ", "ㄹ"), **dict.fromkeys("ㅁㄻ", "ㅁ"), **dict.fromkeys("ㅂㅍㅄㄿ", "ㅂ"), "ㅇ": "ㅇ",
    "": "",
}  # fmt: skip
_HARD = dict(zip("ㄱㄷㅂㅅㅈ", "ㄲㄸㅃㅆㅉ", strict=True))
_BREATHED = dict(zip("ㄱㄷㅂㅈ", "ㅋㅌㅍㅊ", strict=True))
_NASAL = {"ㄱ": "ㅇ", "ㄷ": "ㄴ", "ㅂ": "ㅁ"}
_H_FINALS = {"ㅎ": "", "ㄶ": "ㄴ", "ㅀ": "ㄹ"}  # what is left of them
_PALATAL = {"ㄷ": "ㅈ", "ㅌ": "ㅊ"}
_Y_VOWELS = "ㅣㅑㅕㅛㅠㅖㅒ"

# ㄴ between the parts of a word (29): what is left of "|" ends in a consonant, what is right begins with 이 or y
_WITH_N = (
    "앞|유리", "뒷|유리", "옆|유리", "창|유리", "한|여름", "늦|여름", "색|연필", "꽃|잎", "깻|잎", "나뭇|잎", "담|요",
    "솜|이불",
    "맨|입", "휘발|유", "식용|유", "영업|용", "업무|용", "가정|용", "차량|용", "여행|용", "비상|용", "눈|요기", "물|약",
    "알|약", "서울|역", "볼|일", "홑|이불", "막|일", "콩|엿", "직행|열차", "급행|열차", "경유|역",
    "열|여섯", "열|여덟", "물|여섯", "물|여덟", "른|여섯", "른|여덟", "흔|여섯", "흔|여덟", "쉰|여섯", "쉰|여덟",
)  # fmt: skip
# hard consonants that no sound before them explains (26 to 28): the word -> as it is heard
_WORDS = {
    "설정": "설쩡", "일정": "일쩡", "열선": "열썬", "실제": "실쩨", "결제": "결쩨", "절전": "절쩐", "발전": "발쩐",
    "활동": "활똥",
    "출동": "출똥", "출장": "출짱", "발달": "발딸", "갈등": "갈뜽", "물질": "물찔", "철도": "철또", "별도": "별또",
    "밀도": "밀또",
    "습도": "습또", "문자": "문짜", "글자": "글짜", "한자": "한짜", "숫자": "숟짜", "인기": "인끼", "조건": "조껀",
    "사건": "사껀",
    "안건": "안껀", "여권": "여꿘", "물기": "물끼", "길가": "길까", "물가": "물까", "강가": "강까", "눈길": "눈낄",
    "밤길": "밤낄", "산길": "산낄", "손등": "손뜽", "발등": "발뜽", "술집": "술찝", "김밥": "김빱", "비빔밥": "비빔빱",
    "효과": "효꽈", "성과": "성꽈", "내과": "내꽈", "치과": "치꽈", "안과": "안꽈", "외과": "외꽈",
    "맏형": "마텽", "맛있": "마싣", "멋있": "머싣", "맛없": "마덥", "값어치": "가버치", "첫인상": "처딘상",
    "의견란": "의견난", "생산량": "생산냥",
    "판단력": "판단녁", "선루프": "썬누프", "온라인": "온나인", "원룸": "원눔", "인라인": "인나인", "핫라인": "핟나인",
    "게임": "께임", "넓죽": "넙쭉", "넓둥": "넙뚱", "일시": "일씨", "출시": "출씨", "실시간": "실씨간", "일주": "일쭈",
    "질주": "질쭈", "출발지": "출발찌", "목적지": "목쩍찌", "발신": "발씬", "갈증": "갈쯩", "결정": "결쩡",
    "열대": "열때", "발생": "발쌩", "발사": "발싸", "칠십": "칠씹", "팔십": "팔씹", "일단": "일딴", "칠단": "칠딴",
    "금융": "금늉",
    "창가": "창까",
    "주차권": "주차꿘", "봄비": "봄삐", "장마비": "장마삐",
}  # fmt: skip
# verbs whose stem ends in ㅁ harden the ending (24): 남다, 참다, 숨다, 넘다
_STEM_ENDINGS = re.compile(r"(?<=[남참숨넘])(?:고|게(?!임)|지|습니다|다가)(?![동점])")
# bound nouns and endings that are hard behind the -ㄹ of a verb (27)
_BEHIND_L = re.compile(
    r"(?<=[가-힣]) (?=(?:수(?![가-힣])|수[가는도를]|수밖에|것|거|걸|게|데|줄(?: |[을도은]? ?[알몰])"
    r"|지(?:\s|$)|적|바(?:\s|$)|곳|정도|듯|시간|때))"
)
_ENDINGS_L = re.compile(r"(?<=[가-힣])(?:게(?:요)?|걸(?:요)?|지(?:요)?|수록|지라도)(?![가-힣])")
_NUMERAL = "영공일이삼사오육칠팔구십백천만억"
_POINT = re.compile(rf"(?<=[{_NUMERAL}]) 점(?= [{_NUMERAL}])")
_SIX = re.compile(r"(?<=[십백천만억])육|(?<=[일칠팔])육(?!교)")
_STATION = re.compile(
    r"(?<=[가-힣]{2})역(?=(?:으로|에서|에|을|이|은|과|까지|부터|도|만|이에요|입니다|쪽|점)?(?![가-힣]))"
)
_COUNTED_BY_L = re.compile(r"(?<=[일칠팔열]) (?=[도단대점시자조장석][가-힣]*)|(?<=[열덟]) (?=[개곳권가군][가-힣]*)")
_POSSESSIVE = re.compile(  # the particle; not 주의, 회의, 거의
    r"(?<=[가-힣])(?<!(?<![가-힣])[주유회동합문정편강논건거제항])의(?![가-힣])"
)
_WORD = re.compile(r"[가-힣]+")


def parts(syllable: str) -> tuple[str, str, str]:
    """("ㄱ", "ㅏ", "ㄴ") of "간"."""
    first, rest = divmod(ord(syllable) - _HANGUL, 21 * 28)
    return FIRST[first], VOWEL[rest // 28], FINAL[rest % 28]


def syllable(first: str, vowel: str, final: str) -> str:
    return chr(_HANGUL + (FIRST.index(first) * 21 + VOWEL.index(vowel)) * 28 + FINAL.index(final))


def pronounced(text: str) -> str:
    """The text as it is heard, in Korean syllables; spaces and punctuation stay.

    >>> pronounced("앞유리 열선을 켰어요."), pronounced("몇 번째로 갈까요?"), pronounced("서울역으로 안내할게요.")
    ('암뉴리 열써늘 켜써요.', '멷 뻔째로 갈까요?', '서울려그로 안내할께요.')
    """
    text = _POSSESSIVE.sub("에", text)
    for word, heard in _WORDS.items():
        if word in text:
            text = text.replace(word, heard)
    text = _inserted(text)
    text = _hardened(text)
    found, at = [], 0
    for words in re.finditer(r"[가-힣]+(?: [가-힣]+)*", text):
        found += [text[at : words.start()], _phrase(words[0])]
        at = words.end()
    return "".join(found) + text[at:]


def _inserted(text: str) -> str:
    """ㄴ before 이 and y where two words have become one (29): "서울역", "이십육"."""
    for word in _WITH_N:
        left, right = word.split("|")
        text = text.replace(left + right, left + _with_n(right))
    text = _SIX.sub("뉵", text)
    return _STATION.sub(lambda found: "녁" if parts(text[found.start() - 1])[2] else "역", text)


def _with_n(word: str) -> str:
    _, vowel, final = parts(word[0])
    return syllable("ㄴ", vowel, final) + word[1:]


def _hardened(text: str) -> str:
    """Hard consonants behind the -ㄹ of a verb, behind ㄹ of a number, behind stems in ㅁ, and in "점" of a decimal."""
    text = _POINT.sub(" 쩜", text)
    for pattern in (_BEHIND_L, _COUNTED_BY_L):
        text = _harden(pattern, text, space=1)
    text = _harden(_ENDINGS_L, text, space=0)
    return _STEM_ENDINGS.sub(lambda found: _hard(found[0][0]) + found[0][1:], text)


def _harden(pattern: re.Pattern[str], text: str, space: int) -> str:
    """The syllable at each place that the pattern finds, hard if the one before it ends in ㄹ."""
    for found in pattern.finditer(text):
        at = found.start() + space
        if parts(text[found.start() - 1])[2] in ("ㄹ", "ㄼ"):
            text = text[:at] + _hard(text[at]) + text[at + 1 :]
    return text


def _hard(letter: str) -> str:
    first, vowel, final = parts(letter)
    return syllable(_HARD.get(first, first), vowel, final)


def _phrase(words: str) -> str:
    """Words that are said without a pause. Between two words finals do not move, but sounds meet."""
    letters = [list(parts(letter)) if letter != " " else None for letter in words]
    for at, this in enumerate(letters):
        following = letters[at + 1] if at + 1 < len(letters) else None
        if this is None:
            continue
        if following is not None:
            _meet(this, following)
        elif at + 2 < len(letters) and letters[at + 2] is not None:
            this[2] = _PLAIN[this[2]]
            beyond = letters[at + 2]
            assert beyond is not None
            if beyond[0] not in "ㅇㅎ" and not (this[2] in "ㄴㄹ" and beyond[0] in "ㄴㄹ"):
                _meet(this, beyond)
            elif words[at] == "못" and beyond[0] == "ㅎ":
                this[2], beyond[0] = "", "ㅌ"
        else:
            this[2] = _PLAIN[this[2]]
    return "".join(
        " " if each is None else _vowel(each, at == 0 or letters[at - 1] is None) for at, each in enumerate(letters)
    )


def _meet(this: list[str], following: list[str]) -> None:
    """What two syllables do to each other: the final of the first and the beginning of the second."""
    final, first = this[2], following[0]
    if not final:
        return
    if first == "ㅇ":
        _move(this, following)
        return
    if final in _H_FINALS:  # 12
        left = _H_FINALS[final]
        if first in _BREATHED:
            this[2], following[0] = left, _BREATHED[first]
            return
        if first == "ㅅ":
            this[2], following[0] = left, "ㅆ"
            return
        final = left or ("ㄴ" if first == "ㄴ" else "ㄷ")
        this[2] = final
    elif first == "ㅎ":
        plain = _PLAIN[final] if final not in "ㄵㅈㄺㄼ" else final
        moved = {
            "ㄱ": ("", "ㅋ"), "ㄷ": ("", "ㅌ"), "ㅂ": ("", "ㅍ"), "ㅈ": ("", "ㅊ"), "ㄵ": ("ㄴ", "ㅊ"),
            "ㄺ": ("ㄹ", "ㅋ"), "ㄼ": ("ㄹ", "ㅍ"),
        }.get(plain)  # fmt: skip
        if moved:
            this[2], following[0] = moved
            if following[0] == "ㅌ" and final in "ㄷㅌ" and following[1] in "ㅣㅕ":  # 17: 닫히다
                following[0] = "ㅊ"
        else:
            this[2] = plain
        return
    if first in _HARD and final in ("ㄵ", "ㄻ", "ㄼ", "ㄾ"):  # 24, 25
        following[0] = _HARD[first]
    if final == "ㄺ" and first == "ㄱ":  # 11: 읽고
        this[2], following[0] = "ㄹ", "ㄲ"
        return
    plain = "ㅂ" if final == "ㄼ" and this[:2] == ["ㅂ", "ㅏ"] else _PLAIN[final]
    if plain in _NASAL:
        if first in _HARD:  # 23
            following[0] = _HARD[first]
        elif first == "ㄹ":  # 19
            plain, following[0] = _NASAL[plain], "ㄴ"
        elif first in "ㄴㅁ":  # 18
            plain = _NASAL[plain]
    elif plain in "ㅁㅇ" and first == "ㄹ":  # 19
        following[0] = "ㄴ"
    elif plain == "ㄹ" and first == "ㄴ":  # 20
        following[0] = "ㄹ"
    elif plain == "ㄴ" and first == "ㄹ":  # 20
        plain = "ㄹ"
    this[2] = plain


def _move(this: list[str], following: list[str]) -> None:
    """A final before a vowel begins the next syllable (13, 14); ㄷ and ㅌ before 이 become ㅈ and ㅊ (17)."""
    final = this[2]
    if final == "ㅇ":
        return
    stays, moves = _SPLIT.get(final, ("", final))
    if moves in _PALATAL and following[1] in "ㅣㅕ":
        moves = _PALATAL[moves]
    this[2], following[0] = stays, moves or "ㅇ"


def _vowel(letter: list[str], begins: bool) -> str:
    """ㅢ and ㅖ as they are said behind a consonant or inside a word, ㅕ behind ㅈ and its like (5)."""
    first, vowel, final = letter
    if vowel == "ㅢ" and (first != "ㅇ" or not begins):
        vowel = "ㅣ"
    elif vowel == "ㅖ" and first not in "ㅇㄹ":
        vowel = "ㅔ"
    elif vowel == "ㅕ" and first in "ㅈㅉㅊ":
        vowel = "ㅓ"
    return syllable(first, vowel, final)

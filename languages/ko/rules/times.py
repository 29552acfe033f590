"""Korean words of time: "십 분 뒤에", "한 시간만", "내일 아침 일곱 시에", "도착하면", "매일"."""

import re

from languages.ko.numbers import read
from languages.ko.rules.amounts_of_time import ABOUT, AMOUNT, OPEN, SINO, UNNAMED, seconds
from languages.spoken_times import AFTER, AM, AT, CONDITION, DURATION, PM, REPEAT, UNTIL, VAGUE, Clock

__all__ = ["CUT", "GATE", "LEAD", "NOW", "ORDER", "PATTERNS", "REASON", "REASON_BEHIND", "clock", "finished", "seconds"]
_NATIVE = r"(?:(?:열 ?|스물 ?)?(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉)|열|스무)"
_HOURS = rf"(?:{_NATIVE}|\d+(?:\.\d+)?|이?십[일이삼사오육칠팔구]?|영)"

PARTS = {  # part of the day -> half of the day; None: as the hour says
    "오전": AM, "새벽": AM, "아침": AM, "오후": PM, "낮": PM, "점심": PM, "저녁": PM, "밤": None,
}  # fmt: skip
DAYS = {"그저께": -2, "그제": -2, "어제": -1, "오늘": 0, "내일": 1, "내일모레": 2, "모레": 2, "글피": 3}
WEEKDAYS = "월화수목금토일"  # from Monday
NAMED = {"정오": (12, PM), "자정": (12, AM)}  # times of day with a name -> hour, half

_PART = "|".join(PARTS)
_DAY = (
    rf"(?:(?P<day>{'|'.join(sorted(DAYS, key=len, reverse=True))})|(?:이번 주 )?(?P<weekday>[{WEEKDAYS}])요일(?:날)?)"
    r"(?:에)?"
)
_OF_DAY = (
    rf"(?:{_DAY} ?)?(?:(?P<part>{_PART})(?:에)? ?)?(?:(?P<named>정오|자정)|(?:(?P<hour>{_HOURS}) ?시"
    rf"(?: ?(?P<half>반)| ?(?P<minute>{SINO}) ?분(?P<before> ?전)?)?|(?P<digits>\d\d? \d\d)))(?: ?정각)?"
)
_TALKED_OF = (  # what follows a time of day that belongs to a thing: "세 시에 하는 뉴스"
    r"(?! ?(?:하는|나오는|시작하는|만나는|있는|출발하는|방송하는|시작한|예약한|약속한|들은|본)(?!\S))"
)

_ANY_TIME = re.sub(r"\?P<\w+>", "?:", _OF_DAY)
_LATER = r"(?:뒤|후|있다가?|이따가?|지나서|지나고|지나면|지난 (?:뒤|후))(?:쯤)?(?:에는?)?(?!\S)"
_RESTED = r"(?! (?:자|쉬|걷|걸|있|기다))"  # behind how long: talk
_NO_TIME = r"(?! (?:예약|알람|뉴스|방송|회의|약속|일정|영화|방향|쪽|이전|이후|전|후|안|넘어|지나|까지|말고))"
_OVER_THEN = (  # behind a time that is past: a thing of that time, "십 분 전에 끈 에어컨"
    r"(?!(?: \S+){0,2}? (?:\S*[던는]|\S*(?:들은|듣던|말한|예약한|설정한|취소한|나온|부른|보낸|내린|올린"
    r"|맞춘|바꾼|고른|했던)|끈|켠"
    r"|연|닫은|튼|한|본|온|간)(?!\S)|.*(?:노래|음악|곡|처럼|만큼))"
)

_L = "".join(chr(code) for code in range(ord("갈"), ord("힣") + 1, 28))  # syllables that end in ㄹ: "올 때", "될 때"
_PAST = "".join(chr(code) for code in range(ord("갔"), ord("힣") + 1, 28))  # in ㅆ: "했으면"
_N = "".join(chr(code) for code in range(ord("간"), ord("힣") + 1, 28))  # in ㄴ: "멈춘 순간"
_SAID_OF_NOW = "|".join((  # before -면 and -ㄹ 때: polite, or as it is now, or a noun that ends so
    r"\S*(?:괜찮|가능|웬만|왠만|이왕|실례|필요|원하|싶|바쁘|귀찮|미안|죄송|한가|여유|있으|없으|있을|없을)\S*",
    r"\S*(?:춥|추우|추울|덥|더우|더울|답답하|답답할|졸리|졸릴|심심하|심심할|지루하|지루할|시끄러우|시끄러울|"
    r"불편하|불편할"
    r"|눈부시|눈부실|피곤하|피곤할|갑갑하|쌀쌀하|쌀쌀할|크|작으|약하)(?:시|신다|다)?",
    r"\S*정도|\S*그만하|하필이|\S*쯤이|이거|그거",
    r"되|된다|될|그러|그럴|이러|이럴|저러|저럴|어쩌|아니|그렇다|안 된다|\S*(?:주|주시|주신다|줬으)",
    rf"\S*[{_PAST}](?:으|다)|\S*화|전|후|측|정|수|라|냉|반|표|양|장|노|평|직",
))  # fmt: skip
_IF = rf"(?!(?:{_SAID_OF_NOW})(?:면은?| 때\S*)(?!\S))"
_OVER = (  # the ends of stems of what is over at some time; -거든 after others gives a reason
    "도착하|출발하|주차하|정차하|하차하|승차하|잠들|끝나|그치|멈추|지나|지나가|나가|나오|들어가|들어오|벗어나|"
    "올라가|내려가"
    "|내려오|건너|넘|타|워지|아지|어지|해지|울리|걸리|열리|닫히|켜지|꺼지|바뀌|풀리|녹|빠지|떨어지"
)
_AND_THEN = "끝나|도착하|주차하|정차하|잠들|그치|빠져나가|벗어나"  # before -고: no orders
_DONE = (  # before "-고 나서"
    rf"{_AND_THEN}|출발하|하차하|승차하|충전하|통화하|지나|나가|나오|들어가|들어오|건너|넘|녹|타|자|쉬|먹"
)
_BEEN = (  # before "다음에": what is over; other verbs are orders ("끈 다음에")
    "도착한|출발한|주차한|정차한|하차한|나간|들어간|나온|들어온|(?:에서|가|이|들|다|모두) 내린|그친|끝난|잠든"
    "|지난|지나간|빠진|녹은|[워아어해꺼켜떨]진|탄|넘은|건넌|열린|닫힌|걸린|바뀐|풀린|식은|깬|뜬|된|도착|주차|"
    "정차|하차|퇴근|출근|종료"
)
_STATED = (  # behind -면: talk, where more comes behind that
    r"(?!(?: \S+){0,4}? \S*(?:겠지|더라|려나|라나|잖아|거야|구나|거지|하지|됐어|됐는지|든지|있네|없네"
    rf"|[{_N}었겠]다) )"
)
_WISHED = (  # after -면: "오면 좋겠다" is no order
    r"(?! ?(?:좋|어때|어떨|어떡|어떻|고맙|감사|안 ?돼|안 ?되|안 ?된|안 ?될|될까|돼|되|됐|큰일|안 춥|안 덥|족"
    r"|충분|딱|뭐|몇|언제|얼마|켜지게|꺼지게|자동))"
)

_OF_MUSIC = r"(?! ?(?:\S+ ){0,3}(?:듣|들을|들으|어울|좋은|역시|됐|돼))"  # behind -ㄹ 때: "운전할 때 듣기 좋은 노래"

GATE = re.compile(
    r"[\d일이삼사오육칠팔구십백한두세네섯곱덟홉열무반몇러수여며른흔쉰순든댓서영] ?(?:분|초|시|일|주|달|개월|년|칠)"
    r"|\d \d|하루|이틀"
    r"|[사나]흘|[닷엿]새|이레|여드레|열흘|보름|나절|한참|어제|주말|평일|다음 ?달|내년|마다|매일|매주|면은?(?:\s|$)"
    r"|때|거든|순간|즉시|동시에|고 나(?:서|면)|내일|모레|이따|있다|나중|잠시|조금 [뒤후]|정오|자정|전에"
    r"|대로|자마자|요일|다음 ?주"
    rf"|(?:{_PART})에"
    rf"|[ㄱ-힣] (?:다음에|뒤|후)|[ㄱ-힣][{_N}] 다음|(?:{_AND_THEN})고 "
)
PATTERNS = (
    (REPEAT, re.compile(
        rf"(?<!\S)(?:(?:매일|매주|날마다)(?: ?(?:{_PART}))?|\S*(?:{_PART}|주말|평일|요일|시간|분|일|주"
        rf"|달)마다)(?:에는?)?"
        r"(?!\S)(?! \S*[는던] )"
    )),
    (VAGUE, re.compile(  # how long, how far off or by when is left open: "삼사 분 뒤에", "십 분 안에"
        rf"{OPEN}{ABOUT}(?:만)?(?: ?더)? ?{_LATER}|{OPEN}{ABOUT} ?(?:동안|간|만)(?:만|은|에)?(?!\S){_RESTED}"
        rf"|(?:{OPEN}|{UNNAMED}) ?(?:안|이내|내)(?:에|로|에만)?(?!\S)|(?<!\S){_ANY_TIME} ?(?:이후|후|안|넘어|지나)"
        rf"(?:에는?|서|면|야)?(?!\S){_TALKED_OF}"
    )),
    (AFTER, re.compile(rf"{AMOUNT}{ABOUT}(?:만|이|이나)?(?: ?더)? ?{_LATER}")),
    (UNTIL, re.compile(rf"(?<!\S){_OF_DAY} ?까지(?:만|는)?(?!\S)")),
    (AT, re.compile(
        rf"(?<!\S)(?:이따가? )?{_OF_DAY} ?(?:쯤|경)?(?:에는?|쯤|경|부터|(?:이|가)? ?되면)(?!\S){_TALKED_OF}"
    )),
    (AT, re.compile(rf"(?:(?<!\S)(?!\d+ \d)|^){_OF_DAY}(?: ?(?:쯤|경))?(?= \S){_TALKED_OF}{_NO_TIME}")),
    (CONDITION, re.compile(
        rf"(?<!\S)(?:{_IF}\S+면은?|(?!시간|여유|기회|여건|형편|괜찮|가능|안 )\S+ (?:(?:되|된다)면|될 때까지)"
        rf"|{_IF}\S*[{_L}] 때(?:만|는|마다|까지(?:만|는)?)?(?! .*(?:는 거|는데|았|었)){_OF_MUSIC}"
        rf"|\S*(?:{_OVER})거든|\S+자마자|\S+[는{_N}] (?:순간|즉시)에?|\S+[와과] 동시에"
        r"|(?!되는|가능한|하던|말하는|시키는|원하는|내키는|아는|\S*있는|손 )\S+는 대로"
        rf"|\S*(?:{_DONE})고 (?:나서|나면)|\S*(?:{_AND_THEN})고(?! (?:있|싶|나))(?=(?: \S+){{1,5}}$)"
        rf"|\S*(?:도착|출발|(?:하|나가|내리|타|가|서)기) (?:(?:바로 |{UNNAMED} ?)전에|직전에)"
        rf"|\S*(?:{_BEEN}) (?:뒤에?|직?후에?|다음(?:에|(?! (?:곡|노래|거|것|역|신호|채널|방송|목적지)))))"
        rf"(?!\S){_WISHED}{_STATED}"
    )),
    (DURATION, re.compile(
        rf"{AMOUNT}{ABOUT}(?: ?(?:동안만|동안은|동안|간만|간|만)(?: 더)?(?!\S){_RESTED}|(?= (?:켜|틀어|돌려|열어)))"
    )),
    (VAGUE, re.compile(
        rf"(?<!\S)(?:(?:(?:내일모레|내일|모레|글피|다음 ?주)(?: ?(?:{_PART}))?에?|나중에"
        rf"|이따가?|(?:조금|좀|잠시|잠깐)(?:만)? ?(?:있다가?|이따가?|뒤에?|후에?)|(?:오늘 ?)?(?:{_PART})에"
        rf"(?!\S){_OVER_THEN}"
        rf"|(?:(?:이번|다음) ?주? ?)?(?:[{WEEKDAYS}]요일(?:날)?|주말"
        rf"|평일)(?: ?(?:{_PART}))?에|다음 ?달에?|내년에?)(?!\S)|(?:어제|그저께|(?:{OPEN}|{UNNAMED}){ABOUT} ?전에?"
        rf"|{_ANY_TIME} ?(?:이전|전)(?:에는?|까지)?)(?!\S){_OVER_THEN})(?! 말고|(?: \S*[는던] )|(?: \S+)? \S*라고)"
        rf"{_OF_MUSIC}"
    )),
)  # fmt: skip

CUT = re.compile(
    r"(?:(?:(?:켜|끄|열|닫|틀|잠그|내리|올리|높이|낮추|줄이|키우|맞추|바꾸|풀|펴|접|멈추|돌리|주|놓|두|걸|보내"
    r"|(?<=[\s게로])하)고"
    r"(?: ?(?:나서|그리고|또))?|(?:켰|껐|열었|닫았|틀었|놨|뒀|했)다가?|(?:줘|주세요|줘요)(?: 그리고)?"
    r"|(?:니까|는데|은데|거든|텐데|(?<!까)지만)(?:요)?)|(?<=\s)그리고) +"
)
ORDER = re.compile(
    r"^.*(?:켜|꺼|열어|닫아|틀어|올려|내려|잠가|맞춰|낮춰|높여|줄여|접어|펴|바꿔|멈춰|해|풀어|돌려|키워|감아"
    r"|걷어|데워|식혀|밀어|당겨|눕혀|세워|비춰|켜고|끄고|열고|닫고)"
    r"(?: ?(?:줘|주세요|줘요|줄래|놔|둬|라))?$|^.*(?:줘|주세요|줄래)$"
)
LEAD = re.compile("")
REASON = re.compile(  # a clause with this end says why; "도착하거든" is a condition
    rf"(?:니까|는데|은데|텐데|(?<!까)지만|{''.join(f'(?<!{stem})' for stem in _OVER.split('|'))}거든)(?:요)? ?$"
)
REASON_BEHIND = re.compile(r"(?!)")
FINAL = {  # the end of a clause before another -> the same as an order of its own
    "켜고": "켜", "켰다": "켜", "끄고": "꺼", "껐다": "꺼", "열고": "열어", "열었다": "열어", "닫고": "닫아",
    "닫았다": "닫아", "틀고": "틀어", "틀었다": "틀어", "잠그고": "잠가", "내리고": "내려", "올리고": "올려",
    "높이고": "높여", "낮추고": "낮춰", "줄이고": "줄여", "키우고": "키워", "맞추고": "맞춰", "바꾸고": "바꿔",
    "풀고": "풀어", "펴고": "펴", "접고": "접어", "멈추고": "멈춰", "돌리고": "돌려", "하고": "해", "주고": "줘",
    "놓고": "놔", "놨다": "놔", "두고": "둬", "뒀다": "둬", "했다": "해", "걸고": "걸어", "보내고": "보내",
}  # fmt: skip
_LINK = re.compile(rf"({'|'.join(sorted(FINAL, key=len, reverse=True))})가?(?: ?(?:나서|그리고|또))?$|(?: |^)그리고$")
NOW = re.compile(r"(?<!\S)(?:지금|바로|당장|일단|우선)(?!\S)")


def finished(clause: str) -> str:
    """A clause as an order of its own.

    >>> finished("에어컨 켜고"), finished("창문 열었다가"), finished("에어컨 켜 줘 그리고")
    ('에어컨 켜', '창문 열어', '에어컨 켜 줘')
    """
    return _LINK.sub(lambda link: FINAL.get(link[1] or "", ""), clause.strip()).strip()


def clock(match: re.Match[str]) -> Clock | None:
    """The time of day of a match of AT or UNTIL."""
    days = DAYS[match["day"]] if match["day"] else None
    weekday = WEEKDAYS.index(match["weekday"]) if match["weekday"] else None
    if match["named"]:
        hour, half = NAMED[match["named"]]
        after_midnight = match["named"] == "자정" and days is not None
        return Clock(hour, 0, half, days + 1 if days is not None and after_midnight else days, weekday)
    if match["digits"]:
        hour, minute = map(int, match["digits"].split())
    else:
        spoken, minutes = read(match["hour"], ""), read(match["minute"], "") if match["minute"] else 0.0
        if spoken is None or minutes is None or spoken != int(spoken):
            return None
        hour, minute = int(spoken), 30 if match["half"] else int(minutes)
    half = PARTS.get(match["part"] or "") or ""
    if match["part"] == "낮" and hour == 11:
        half = AM
    if match["part"] == "밤" and hour <= 12:
        half = PM if 6 <= hour < 12 else AM
        if half == AM and days is not None:  # "오늘 밤 한 시" is after midnight
            days += 1
    if half == PM and not 1 <= hour <= 12:  # "오후 15시"; one in the morning is none
        half = ""
    if match["digits"] is None and match["before"] and 0 < minute < 60:  # "일곱 시 십 분 전"
        hour, minute = hour - 1 or 12, 60 - minute
    return Clock(hour, minute, half, days, weekday, certain=True)

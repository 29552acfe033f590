"""How Korean speaks of places that were driven to, and of coordinates: for nlu/rules/visited.py and the vehicle."""

import re

_DAYS = "월화수목금토일"
WHEN = (  # (words, when: days ago, or a word of navigation/history.py; "days": the number in the words)
    (
        r"(?:지난번|저번번|저번|전번|요전번|요번|마지막|맨 ?마지막|바로 ?전|가장 ?최근|제일 ?최근)(?:에|"
        r"으로)?",
        "newest",
    ),
    (r"(?:이전|직전)(?:에)?", "newest"),
    (r"(?:최근|요즘|요새|요전|예전|옛날|전|언젠가|일전|며칠 ?전|몇 ?주 ?전|얼마 ?전|한참 ?전)(?:에)?", "any"),
    (r"(?:그저께|그제|엊그제|엊그저께)(?: ?(?:아침|점심|낮|저녁|밤))?(?:에)?", 2),
    (r"(?:(?:어제|어저께)(?: ?(?:아침|점심|낮|저녁|밤))?|어젯밤|간밤|전날)(?:에|랑|하고)?", 1),
    (r"(?:아까|방금|좀 ?전|조금 ?전|오늘(?: ?(?:아침|점심|낮|저녁|오전|오후))?)(?:에)?", 0),
    *((rf"(?:지난|저번) ?주 {day}요일(?: ?날)?(?:에)?", f"last week {at}") for at, day in enumerate(_DAYS)),
    *((rf"이번 ?주 {day}요일(?: ?날)?(?:에)?", f"this week {at}") for at, day in enumerate(_DAYS)),
    (r"(?:지난|저번) ?주(?: ?말)?(?:에)?", "last week"),
    (r"이번 ?주(?:에)?", "this week"),
    (r"(?:지난|저번) ?달(?:에)?", "last month"),
    (r"이번 ?달(?:에)?", "this month"),
    (r"(?P<days>\d{1,3}|한|두|세|네|일|이|삼|사|오|육|칠|팔|구|십) ?일 ?전(?:에)?", "days"),
    (r"(?:제일 |가장 )?(?:자주|많이)|맨날|매번", "often"),
    (r"(?:지난 |최근 )?(?:일주일|한 ?주) ?(?:동안|간|사이)(?:에)?", "past 7"),
    (r"(?:지난 |최근 )?한 ?달 ?(?:동안|간|사이)(?:에)?", "past 31"),
    (r"지지난 ?주(?:에)?", "week before last"),
    (r"하루 ?전(?:에)?", 1),
    (r"이틀 ?전(?:에)?", 2),
    (r"사흘 ?전(?:에)?", 3),
    (r"일주일 ?전(?:에)?", 7),
    *((rf"(?:지난 ?)?{day}요일(?: ?날)?(?:에)?", f"weekday {at}") for at, day in enumerate(_DAYS)),
)
_WHEN = r"(?P<when>" + "|".join(words.replace("(?P<days>", "(?:") for words, _ in WHEN) + ")"
_WE = r"(?:(?:우리가?|내가|나|저|제가|같이|다 ?같이|가족이랑|친구랑|잠깐|한 ?번) )*"
_ATE = (
    r"(?:(?P<ate>\S+?)(?:을|를)? ?(?:먹은|먹었던|마신|마셨던)|(?:차|주차|기름|주유|장)(?:을|를)? ?"
    r"(?:댄|댔던|세운|한|했던|넣은|넣었던|본|봤던))"
)
_WENT = (
    r"(?:가는|갔던|갔었던|갔다 ?온|갔다 ?왔던|간|가 ?봤던|가 ?본|들렀던|들른|들렸던|다녀온|다녀왔던|방문한|방문했던|"
    r"찾아간|찾아갔던|안내한|안내했던|안내받은|안내받았던|도착한|도착했던|묵은|묵었던|"
    rf"{_ATE})"
)
THING = r"(?:데|곳|장소|집|자리|거기|목적지|도착지|행선지)"  # any place
MEAL = r"(?:밥|점심|저녁|아침|술|브런치|야식)"  # says nothing of the place where it was eaten
PLACE_OF = re.compile(r"(?<=\S) ?(?:집|가게|맛집)$")  # behind a kind, and no part of it
_HISTORY = r"(?:목적지|도착지|행선지|방문지)"
_NO_PLACE = (
    r"(?:길|거리|시간|속도|노래|음악|곡|앨범|방송|채널|화면|설정|온도|전화|메시지|문자|거|것|게|말|"
    r"사람)(?:[은는이가을를로]|으로|$| )"
)
_KIND = rf"(?P<kind>(?!{_NO_PLACE})\S.*?)"
_WENT_TO = rf"{_WE}{_WHEN} {_WE}{_WENT} ?(?:그 )?{_KIND}"
VISITED = (  # a place that was driven to, by when; groups when and kind
    _WENT_TO,
    rf"(?P<when>이전|직전|지난번?|저번|전번|마지막|바로 ?전) ?(?P<kind>{_HISTORY})",
)
WITH_VERB = (  # the same, where a verb says that it is gone to
    rf"{_WE}(?:갔던|갔었던|가 ?봤던|들렀던|다녀온|다녀왔던|방문했던) ?(?:그 )?{_KIND}",
    rf"{_WE}{_WHEN} {_WE}{_KIND}(?:에|을|를|으로|로)? ?(?:갔|들렀|갔다 ?왔)(?:었)?(?:잖아|는데|지|거든)",
    rf"{_WHEN} ?그 {_KIND}",
    rf"{_WHEN} 같은 {_KIND}",
    rf"(?P<when>최근) ?(?P<kind>{_HISTORY})",
)
MANY, MANY_BARE = 2, 1  # words of a kind before a verb, and without one
_LEAD = r"(?:(?:저기|음|어|그럼|그러면|우리|나|다시|또|그냥|혹시|참|아) )*"
_AGAIN = r"(?: ?(?:다시|또|한 ?번 ?더|좀|그냥|지금))*"
_PLEASE = r"(?: ?(?:줘|줘요|주세요|줄래|줄래요|주라|봐|요|부탁해))*"
_TO = r"(?:으로|로|에|까지|을|를)?"
_GO = (
    rf"{_AGAIN} ?(?:가자|가|돌아 ?가자|돌아 ?가|갈래|갈게|가고 ?싶어|가고 ?싶은데|가야 ?돼|가야 ?해|갈까|"
    rf"출발 ?해|출발|출발 ?하자|"
    rf"데려다|모셔다|"
    rf"(?:길 ?)?안내(?:를|을)? ?(?:해|시작 ?해|시작|부탁 ?해)?|목적지(?:로)? ?(?:설정 ?해|잡아|해|찍어)|찍어|"
    rf"설정 ?해)"
    rf"{_PLEASE}"
)
_VIA = (
    rf"{_AGAIN} ?(?:(?:좀 ?)?들러|들르자|들렀다 ?가|들렀다 ?가자|들를래|경유 ?해|거쳐 ?가|경유지로 ?(?:넣어|"
    rf"추가 ?해))"
    rf"{_PLEASE}"
)
GOING = rf"{_LEAD}(?P<name>{{visited}}){_TO}{_GO}"  # to such a place
STOPPING = rf"{_LEAD}(?:가는 ?길에 )?(?P<name>{{visited}}){_TO}{_VIA}"  # there on the way
THERE = rf"{_LEAD}(?P<name>{{visited}})(?: (?:있잖아|있지|말이야))? (?:거기|그리|그쪽)(?:로|으로|에)?{_GO}"
BARE = rf"{_LEAD}(?P<name>{{visited}})"
_SHOWN = (
    r"(?:이|가|은|는|을|를)? ?(?:좀 |다 |전부 )?(?:보여|알려|말해|띄워|불러|읽어|뭐|뭐뭐|어디|어디어디|어떤|있|"
    r"확인|목록|리스트|찾아)"
    r"\S*(?: \S+){0,3}"
)
_RECENT = r"(?:최근(?:에)?|요즘|이전|지난|그동안|여태|지금까지|내|나의|우리)"
LISTED = (  # the places that were driven to are asked for; groups when and kind where they are said
    rf"{_LEAD}(?:{_RECENT} )*{_HISTORY}(?:들)? ?(?:기록|이력|목록|내역|리스트|히스토리)(?:{_SHOWN})?",
    rf"{_LEAD}(?:{_RECENT} )+{_HISTORY}(?:들)?(?:{_SHOWN})?",
    rf"{_LEAD}(?P<when>이전|직전|지난|저번|마지막|바로 ?전) ?{_HISTORY}{_SHOWN}",
    rf"{_LEAD}{_WENT_TO}?(?:들)?(?: ?(?:기록|목록|내역|리스트|이름))?{_SHOWN}",
    rf"{_LEAD}{_WE}{_WHEN} {_WE}어디(?:어디|를|에|로)? ?(?:어디 )?(?:갔|가 ?봤|다녀|다녔|다닌|들렀|"
    rf"들렸)\S*(?: \S+){{0,3}}",
)
CLEARED = (  # they are to be forgotten
    rf"{_LEAD}(?:{_RECENT} )*(?:{_HISTORY}|길 ?안내|내비|네비|내비게이션|이동)(?:들)? ?"
    r"(?:기록|이력|목록|내역|리스트|히스토리)(?:을|를|은|는|들)? ?(?:좀|다|전부|모두|싹|깨끗이|모조리| )*"
    rf"(?:지워|지우자|삭제|없애|비워|초기화|잊어|날려)\S*{_PLEASE}",
    rf"{_LEAD}(?:{_RECENT} |갔던 |다닌 |다녔던 |다녀온 )+{_HISTORY}(?:들)?(?:을|를|은|는)? ?(?:좀|다|전부|모두|"
    rf"싹| )*(?:지워|삭제|없애|비워|"
    rf"초기화|잊어)\S*"
    rf"{_PLEASE}",
    rf"{_LEAD}(?:{_RECENT} )*(?:내가 |우리가 )?(?:갔던|간|다녀온|들렀던) ?(?:데|곳|장소)(?:들)?(?:을|를|은|는)? ?"
    rf"(?:기록 ?)?(?:을 |를 )?(?:좀|다|전부|모두|싹| )*(?:지워|삭제|없애|잊어)\S*{_PLEASE}",
    rf"{_LEAD}(?:내가 |우리가 )?어디(?:를|에)? ?(?:갔는지|갔었는지|다녔는지|다녀왔는지)(?:는|를)? ?(?:좀|다|"
    rf"전부|모두| )*"
    rf"(?:지워|삭제|잊어)\S*{_PLEASE}",
)
GATE = (
    r"자주|많이|맨날|다닌|잊어|갔|간 |가 ?[본봤]|들[른렀렸]|다녀|다녔|방문|찾아[간갔]|도착|안내[한했받]|먹|마[신셨]|"
    r"[한했댔본봤넣묵댄]\S* |그 |같은|목적지|도착지|행선지|기록|이력|내역"
)

UNNAMED = "화면에서 고른 곳"  # one whose name is not known
_NUMBER = r"(?:-?\d{1,3}(?:\.\d+)?|[영공일이삼사오육칠팔구십백]+ ?점 ?[영공일이삼사오육칠팔구 ]+)"
COORDINATES = (  # groups lat and lon, read as numbers
    rf"{_LEAD}(?:좌표 )?(?P<go>위도|북위) ?(?P<lat>{_NUMBER})(?: ?도)?(?:에)? ?(?:경도|"
    rf"동경) ?(?P<lon>{_NUMBER})(?: ?도)?"
    rf"(?: ?(?:지점|위치|좌표))?(?:{_TO}{_GO})?",
    rf"{_LEAD}(?:좌표 )?(?P<lat>-?\d{{1,3}}\.\d+)(?: ?도)?(?: ?(?:콤마|쉼표))? (?P<lon>-?\d{{1,3}}\.\d+)(?: ?도)?"
    rf"(?: ?(?:지점|위치|좌표))?(?P<go>{_TO}{_GO})?",
    rf"{_LEAD}(?:좌표 )?(?P<lat>{_NUMBER}) ?(?P<go>,|콤마|쉼표) ?(?P<lon>{_NUMBER})(?: ?(?:지점|위치|"
    rf"좌표))?(?:{_TO}{_GO})?",
    rf"{_LEAD}(?:좌표 )?(?P<lat>-?\d{{1,3}}(?:\.\d+)?) (?P<lon>-?\d{{1,3}}(?:\.\d+)?)(?P<go>(?: ?(?:지점|위치|좌표))?"
    rf"(?:으로|로){_GO})",
)

"""Rules for MASSIVE: alarms, calendar, time, mail, small talk, things at home, lists. Training only."""

from nlu.public_data.rule import Rule, Rules

_REMIND = r"리마인|알림|알려|상기|remind|notif|alert|prompt|let me know"
_CALENDAR = (
    r"일정|달력|캘린더|스케줄|스케쥴|이벤트|calendar|schedule|\bevents?\b|appointment|meeting|미팅|회의|약속|agenda"
)
_LIST = r"목록|리스트|메모|노트|\blists?\b|\bnotes?\b|\bmemos?\b"
_NO_LIST = (
    r"재생|플레이|연락처|친구|이메일|알람|play ?list|contact|friend|email|alarm|song|노래|뉴스|news|don't|\bplay\b"
)
_HOME_LIGHT = r"(불|조명|등|전등|램프|라이트|lights?|lamps?|lighting)\b"
_SMALL_TALK_NEVER = (
    r"\b(play|song|music|radio|news|weather|temperature|call|text|email|navigate|directions?|"
    r"traffic|fuel|gas|tires?|seat|windows?|heat|light|"
    r"lights|volume|alarm|timer|remind|reminder|calendar|schedule|meeting|time is it|date|cold|"
    r"hot|warm|dark|loud|thank|thanks|joke|stop|cancel)\b"
)
_NO_STATEMENT = (
    r"해 ?줘|줄래|주세요|해라|말해|알려|보여|찾아|틀어|재생|설정|추가|삭제|예약|전화|이메일|날짜 "
    r"잡|뭐|무엇|누구|언제|어디|어떻게|왜|얼마|몇|니$|까$|나$|나요$|냐$|지$|"
    r"할까|추천|검색|켜|꺼|부탁|추워|춥|더워|덥|어두|시끄|날씨|뉴스|음악|노래|\b(tell|show|give|"
    r"find|play|set|remind|want to know|need you|please|can|could|"
    r"should|let's|call|send|look|add|order|book|buy|search|open|close|turn|recommend|suggest|"
    r"what|how|who|where|when|why|which|weather|news|"
    r"traffic|hungry|hot|cold|warm|dark|loud|music|song|lost|tired|sleepy|help|email|schedule|date|time|calendar)\b"
)

DAILY: Rules = {
    "alarm_set": (
        Rule("assistant.timer do", r"타이머|timer", r"알람|alarm"),
        Rule(
            "assistant.alarm do", r"알람|깨워|alarm|wake", r"타이머|timer|이메일|메일|mail|이벤트|event|있어$|\?|is my"
        ),
    ),
    "alarm_query": (Rule("assistant.alarm do", r"알람|alarm"),),
    "alarm_remove": (Rule("assistant.alarm do", r"알람|alarm", r"전화"),),
    "calendar_set": (
        Rule(
            "assistant.reminder do",
            _REMIND,
            r"이메일|메일|mail|초대|invite|캘린더|달력|calendar|\b보내|일정 (알려|말해)|언제인지|뭐 ?있|"
            r"뭐야|what|보여|show",
        ),
        Rule(
            "assistant.calendar do",
            _CALENDAR,
            r"알려|뭐|언제|있어$|what|when|보여|show|초대|invite|mail|메일|알람|alarm|play|재생|전화|"
            r"\bcall\b|" + _REMIND,
        ),
    ),
    "calendar_query": (
        Rule("assistant.reminder do", r"리마인더|reminders", r"일정|calendar|schedule|event"),
        Rule(
            "info.calendar query",
            _CALENDAR + r"|계획|한가|free|plans?\b|planned",
            _REMIND.replace("알려|", "") + r"|추가|삭제|\badd\b|remove|cancel|우리 지역",
        ),
    ),
    "calendar_remove": (
        Rule("assistant.reminder do", r"리마인더|remind", r"일정|calendar|schedule|event|알람|alarm"),
        Rule("assistant.calendar do", _CALENDAR, _REMIND + r"|알람|alarm|playlist|연락처"),
    ),
    "datetime_query": (
        Rule(
            "info.date query",
            r"요일|며칠|몇 ?일|날짜|무슨 날|what day|what date|the date|which day|today'?s date|what " r"month|몇 월",
            r"시간|몇 시|\btime\b|생일|birthday|경기|일출|일몰",
        ),
        Rule(
            "info.time query",
            r"몇 시|몇시|시간|시각|what time|the time|current time|\btime in\b|time is|clock",
            r"시차|언제|일출|일몰|경기|시작|걸려|빨라|남|타이머|표준시|time ?zone|difference|ahead|behind|"
            r"start|sun|sunrise|till|until|left|timer|event|match|game|how (long|many)|open|close|convert|"
            r"when|train",
        ),
    ),
    "email_query": (
        Rule(
            "assistant.email do",
            r"메일|e?-?\bmails?\b|emails?|inbox|메일함",
            r"문자|text|알람|알림|notif|주소|address|오면|\bwhen\b",
        ),
    ),
    "email_sendemail": (
        Rule(
            "assistant.email do",
            r"메일|e?-?\bmails?\b|emails?|emailed",
            r"보이스|voice|주소 추가|연락처|contact|날씨|weather|알람|문자",
        ),
    ),
    "general_greet": (
        Rule(
            "none",
            r"^(안녕|안녕하세요|안녕 [가-힣]+|잘 지내|굿모닝|좋은 (아침|저녁|날|오후).*|hi|hello|hey|good "
            r"(morning|evening|afternoon|day|night)|.*how are you.*|how is everything|what's up)$",
            r"time|시간",
        ),
    ),
    "general_quirky": (
        Rule(
            "none",
            r"(했|었|았|였|겼|됐|왔|갔|봤|났|졌)(어|다|네|거든|지 뭐야|어요)$|(이야|싫어|좋아|행복해|"
            r"피곤해|슬퍼|심심해|지루해|힘들어|재밌어)$",
            _NO_STATEMENT,
        ),
        Rule("none", r"^(i|i'm|i am|my|we|he|she|they|it was|that was|today was|our|you're|you are)\b", _NO_STATEMENT),
        Rule(
            "none",
            r"^(do|are|did|have|would|were) you\b|^넌? ?너(는|의)? |^당신",
            _SMALL_TALK_NEVER
            + r"|날씨|음악|노래|전화|시간|농담|추천|알려|해줘|찾아|know (about|what|how|who|where|when|if)|"
            r"tell|recommend|suggest|think (about|of|it)|" + r"틀어",
        ),
    ),
    "iot_cleaning": (
        Rule(
            "home.vacuum start",
            r"(청소기|로봇).*(돌려|시작|켜|작동|가동)|^(please |can you |could you |hey )?(start|run|"
            r"activate|vacuum|begin) (the |my )?(robot|vacuum|house|living room|robotic|roomba|hall|floor|"
            r"carpets?|kitchen|bedroom)",
            r"후에|time|에 시작| 분| 시 |\bin\b|\bat\b|확인|check|is |않|\bif\b|커피|다음|어떻게",
        ),
        Rule(
            "home.vacuum on",
            r"(turn|switch|put) (on .*(vacuum|cleaner|roomba)|.*(vacuum|cleaner|roomba)( cleaner)? on)",
            r"\bin\b|\bat\b|\bif\b|coffee|then|and",
        ),
    ),
    "iot_coffee": (
        Rule(
            "none",
            r"커피|에스프레소|카푸치노|라떼|coffee|espresso|cappuccino|latte|brew",
            r"근처|가까운|카페|커피숍|스타벅스|near|shop|starbucks|order|주문|타이머|timer|시간|알려|알람|" r"remind",
        ),
    ),
    "iot_hue_lightoff": (
        Rule(
            "home.light off",
            _HOME_LIGHT + r".*@|@.*" + _HOME_LIGHT + r"|@ (불|조명|전등)",
            r"차고|garage|켜|\bon\b|@.*@|분|시간|\bin \w+ (minutes|hours)|색|어둡|dim",
            "house_place",
        ),
    ),
    "iot_hue_lighton": (
        Rule("home.light on", _HOME_LIGHT + r".*@|@.*" + _HOME_LIGHT, r"꺼|\boff\b|어둡", "house_place"),
    ),
    "iot_hue_lightdim": (
        Rule("home.light set", _HOME_LIGHT + r".*@|@.*" + _HOME_LIGHT, r"꺼|끄|\boff\b|켜", "house_place"),
    ),
    "iot_hue_lightup": (
        Rule("home.light set", _HOME_LIGHT + r".*@|@.*" + _HOME_LIGHT, r"켜|\bon\b|꺼", "house_place"),
    ),
    "iot_hue_lightchange": (
        Rule("home.light set", _HOME_LIGHT + r".*@|@.*" + _HOME_LIGHT, r"꺼|끄|\boff\b|켜|turn on", "house_place"),
    ),
    "iot_wemo_off": (Rule("home.tv off", r"티비|텔레비전|\btv\b|television"),),
    "iot_wemo_on": (Rule("home.tv on", r"티비|텔레비전|\btv\b|television"),),
    "lists_createoradd": (Rule("assistant.note do", _LIST, _NO_LIST + r"|주문|order"),),
    "lists_query": (Rule("assistant.note do", _LIST, _NO_LIST + r"|질문|리마인|remind|끝|finished|다 했어"),),
    "lists_remove": (
        Rule("assistant.note do", _LIST, _NO_LIST + r"|문자|s\.?m\.?s|약속|일정|appointment|calendar|리마인|remind"),
    ),
}

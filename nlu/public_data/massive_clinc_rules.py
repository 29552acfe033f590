"""What the intents of public data sets mean in our catalogue. Training only; tables, and no sentence of any data set.

A row is used by the first rule of its intent that fits; a row that fits none is left out. `needs` is searched in the text and
must be found, `never` must not. In both, "@" stands for the annotated words that `slot` names: they become {arg=...}. Named
groups of `needs` become slots too, in rules without `slot`: "@" would shift their places. Rules follow nlu/corpus/README.md.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    header: str  # as after "=" in the corpus
    needs: str = ""  # regular expression
    never: str = ""  # regular expression
    slot: str = ""  # regular expression for labels of the data set; where they are the value, exactly one run of them
    without: str = ""  # regular expression for labels that the row must not have


_REMIND = r"리마인|알림|알려|상기|remind|notif|alert|prompt|let me know"
_CALENDAR = (
    r"일정|달력|캘린더|스케줄|스케쥴|이벤트|calendar|schedule|\bevents?\b|appointment|meeting|미팅|회의|약속|agenda"
)
_LIST = r"목록|리스트|메모|노트|\blists?\b|\bnotes?\b|\bmemos?\b"
_NO_LIST = (
    r"재생|플레이|연락처|친구|이메일|알람|play ?list|contact|friend|email|alarm|song|노래|뉴스|news|don't|\bplay\b"
)
_HOME_LIGHT = r"(불|조명|등|전등|램프|라이트|lights?|lamps?|lighting)\b"
KO_PLAY = r"(좀 |지금 |다시 |계속 )?(틀어|재생|들려|시작|켜|플레이|듣고 싶|듣자|듣고싶)"
KO_END = r"( ?(줘|주세요|줄래|줄래요|해줘|해 줘|해|하자|자|해주세요|해주라|줄 수 있어|줄 수 있니|싶어|싶다|봐|봐줘|라|부탁해))*$"
EN_PLAY = (
    r"^((can|could|would) (you|we) )?(please )?(i (want|would like|would love|need|wish)( you)? to |i'd like( you)? to |start |let's |let me )?"
    r"(play|playing|put on|hear|listen to|begin|turn on|start)( me| us| for me)?( some| the song| song| a| any| the track| music by| songs by| some music by| some songs by| a song by| the album)? "
)
PLAYED = r"song_name|artist_name|music_genre|music|genre"
_NEAR = r"near|around|close to (me|here|my)|close by|closest|in (the|this|my) area|근처|주변|주위|가까운|인근"
_SMALL_TALK_NEVER = (
    r"\b(play|song|music|radio|news|weather|temperature|call|text|email|navigate|directions?|traffic|fuel|gas|tires?|seat|windows?|heat|light|"
    r"lights|volume|alarm|timer|remind|reminder|calendar|schedule|meeting|time is it|date|cold|hot|warm|dark|loud|thank|thanks|joke|stop|cancel)\b"
)
_NO_STATEMENT = (
    r"해 ?줘|줄래|주세요|해라|말해|알려|보여|찾아|틀어|재생|설정|추가|삭제|예약|전화|이메일|날짜 잡|뭐|무엇|누구|언제|어디|어떻게|왜|얼마|몇|니$|까$|나$|나요$|냐$|지$|"
    r"할까|추천|검색|켜|꺼|부탁|추워|춥|더워|덥|어두|시끄|날씨|뉴스|음악|노래|\b(tell|show|give|find|play|set|remind|want to know|need you|please|can|could|"
    r"should|let's|call|send|look|add|order|book|buy|search|open|close|turn|recommend|suggest|what|how|who|where|when|why|which|weather|news|"
    r"traffic|hungry|hot|cold|warm|dark|loud|music|song|lost|tired|sleepy|help|email|schedule|date|time|calendar)\b"
)

MASSIVE: dict[str, tuple[Rule, ...]] = {
    "alarm_set": (
        Rule("assistant.timer do", r"타이머|timer", r"알람|alarm"),
        Rule("assistant.alarm do", r"알람|깨워|alarm|wake", r"타이머|timer|이메일|메일|mail|이벤트|event|있어$|\?|is my"),
    ),
    "alarm_query": (Rule("assistant.alarm do", r"알람|alarm"),),
    "alarm_remove": (Rule("assistant.alarm do", r"알람|alarm", r"전화"),),
    "calendar_set": (
        Rule("assistant.reminder do", _REMIND, r"이메일|메일|mail|초대|invite|캘린더|달력|calendar|\b보내|일정 (알려|말해)|언제인지|뭐 ?있|뭐야|what|보여|show"),
        Rule("assistant.calendar do", _CALENDAR, r"알려|뭐|언제|있어$|what|when|보여|show|초대|invite|mail|메일|알람|alarm|play|재생|전화|\bcall\b|" + _REMIND),
    ),
    "calendar_query": (
        Rule("assistant.reminder do", r"리마인더|reminders", r"일정|calendar|schedule|event"),
        Rule("info.calendar query", _CALENDAR + r"|계획|한가|free|plans?\b|planned", _REMIND.replace("알려|", "") + r"|추가|삭제|\badd\b|remove|cancel|우리 지역"),
    ),
    "calendar_remove": (
        Rule("assistant.reminder do", r"리마인더|remind", r"일정|calendar|schedule|event|알람|alarm"),
        Rule("assistant.calendar do", _CALENDAR, _REMIND + r"|알람|alarm|playlist|연락처"),
    ),
    "datetime_query": (
        Rule("info.date query", r"요일|며칠|몇 ?일|날짜|무슨 날|what day|what date|the date|which day|today'?s date|what month|몇 월", r"시간|몇 시|\btime\b|생일|birthday|경기|일출|일몰"),
        Rule("info.time query", r"몇 시|몇시|시간|시각|what time|the time|current time|\btime in\b|time is|clock", r"시차|언제|일출|일몰|경기|시작|걸려|빨라|남|타이머|표준시|time ?zone|difference|ahead|behind|start|sun|sunrise|till|until|left|timer|event|match|game|how (long|many)|open|close|convert|when|train"),
    ),
    "email_query": (Rule("assistant.email do", r"메일|e?-?\bmails?\b|emails?|inbox|메일함", r"문자|text|알람|알림|notif|주소|address|오면|\bwhen\b"),),
    "email_sendemail": (Rule("assistant.email do", r"메일|e?-?\bmails?\b|emails?|emailed", r"보이스|voice|주소 추가|연락처|contact|날씨|weather|알람|문자"),),
    "general_greet": (Rule("none", r"^(안녕|안녕하세요|안녕 [가-힣]+|잘 지내|굿모닝|좋은 (아침|저녁|날|오후).*|hi|hello|hey|good (morning|evening|afternoon|day|night)|.*how are you.*|how is everything|what's up)$", r"time|시간"),),
    "general_quirky": (
        Rule("none", r"(했|었|았|였|겼|됐|왔|갔|봤|났|졌)(어|다|네|거든|지 뭐야|어요)$|(이야|싫어|좋아|행복해|피곤해|슬퍼|심심해|지루해|힘들어|재밌어)$", _NO_STATEMENT),
        Rule("none", r"^(i|i'm|i am|my|we|he|she|they|it was|that was|today was|our|you're|you are)\b", _NO_STATEMENT),
        Rule("none", r"^(do|are|did|have|would|were) you\b|^넌? ?너(는|의)? |^당신", _SMALL_TALK_NEVER + r"|날씨|음악|노래|전화|시간|농담|추천|알려|해줘|찾아|know (about|what|how|who|where|when|if)|tell|recommend|suggest|think (about|of|it)|" + r"틀어"),
    ),
    "iot_cleaning": (
        Rule("home.vacuum start", r"(청소기|로봇).*(돌려|시작|켜|작동|가동)|^(please |can you |could you |hey )?(start|run|activate|vacuum|begin) (the |my )?(robot|vacuum|house|living room|robotic|roomba|hall|floor|carpets?|kitchen|bedroom)", r"후에|time|에 시작| 분| 시 |\bin\b|\bat\b|확인|check|is |않|\bif\b|커피|다음|어떻게"),
        Rule("home.vacuum on", r"(turn|switch|put) (on .*(vacuum|cleaner|roomba)|.*(vacuum|cleaner|roomba)( cleaner)? on)", r"\bin\b|\bat\b|\bif\b|coffee|then|and"),
    ),
    "iot_coffee": (Rule("none", r"커피|에스프레소|카푸치노|라떼|coffee|espresso|cappuccino|latte|brew", r"근처|가까운|카페|커피숍|스타벅스|near|shop|starbucks|order|주문|타이머|timer|시간|알려|알람|remind"),),
    "iot_hue_lightoff": (Rule("home.light off", _HOME_LIGHT + r".*@|@.*" + _HOME_LIGHT + r"|@ (불|조명|전등)", r"차고|garage|켜|\bon\b|@.*@|분|시간|\bin \w+ (minutes|hours)|색|어둡|dim", "house_place"),),
    "iot_hue_lighton": (Rule("home.light on", _HOME_LIGHT + r".*@|@.*" + _HOME_LIGHT, r"꺼|\boff\b|어둡", "house_place"),),
    "iot_hue_lightdim": (Rule("home.light set", _HOME_LIGHT + r".*@|@.*" + _HOME_LIGHT, r"꺼|끄|\boff\b|켜", "house_place"),),
    "iot_hue_lightup": (Rule("home.light set", _HOME_LIGHT + r".*@|@.*" + _HOME_LIGHT, r"켜|\bon\b|꺼", "house_place"),),
    "iot_hue_lightchange": (Rule("home.light set", _HOME_LIGHT + r".*@|@.*" + _HOME_LIGHT, r"꺼|끄|\boff\b|켜|turn on", "house_place"),),
    "iot_wemo_off": (Rule("home.tv off", r"티비|텔레비전|\btv\b|television"),),
    "iot_wemo_on": (Rule("home.tv on", r"티비|텔레비전|\btv\b|television"),),
    "lists_createoradd": (Rule("assistant.note do", _LIST, _NO_LIST + r"|주문|order"),),
    "lists_query": (Rule("assistant.note do", _LIST, _NO_LIST + r"|질문|리마인|remind|끝|finished|다 했어"),),
    "lists_remove": (Rule("assistant.note do", _LIST, _NO_LIST + r"|문자|s\.?m\.?s|약속|일정|appointment|calendar|리마인|remind"),),
    "music_likeness": (
        Rule("none", r"(좋아|좋아해|최고야|좋다|좋네|좋았어|대박|멋지다|멋져|훌륭해|amazing|great|nice|good|awesome|super|love|like|enjoy|enjoyable|beautiful)", r"저장|평가|추가|틀|재생|기억|찾|알려|만들|별|듣고|리스트|목록|반복|save|rate|rating|add|play|remember|find|list|star|store|more|want|create|stations?|favorite|put"),
    ),
    "music_query": (
        Rule("media.info query", r"((이|지금|현재|방금).*(노래|음악|곡|가수|트랙).*(뭐|누구|누가|제목|이름|가수|알려|부르|불러|불렀))|(노래|음악|곡) (제목|이름).*(뭐|알려)|(무슨|어떤) (노래|음악|곡)(이|을|를)? .*(나오|재생 중|듣고 있|틀)|(what|which|who|whose|name|title|tell|artist|singer|singing|sings).*(this|playing|current|listening|hearing|the) ?.*(song|music|track|playing|listening|tune|singer|artist|band)|(song|music|track).*(is (this|it|that|playing)|am i|are we)", r"앨범|언제|얼마|길|가사|장르|좋아|추천|다른|이십위|많이|즐겨|재생 ?목록|플레이|영화|라디오|\b(album|when|how|lyrics?|genre|like|recommend|other|favorite|top|movie|shuffle|playlist|wrote|written|show|best|most|oboe|picture|piece|released|instrument|feel|prefer|composer|radio|find|length|year|long)\b", without="song_name|artist_name|music_genre|playlist_name|person|date|player_setting"),
    ),
    "news_query": (Rule("info.news query", r"뉴스|소식|헤드라인|기사|속보|\bnews\b|headlines?|articles?|stories", r"틀지|알림|notif|alert|remind|위키|전화|날씨|weather|주식|stock|스포츠|sports?|야구|축구|경기|score|이메일"),),
    "play_music": (
        Rule("media.next do", r"^(다음|다음으로) (노래|곡|트랙)(으로|로)? ?(틀어|재생|넘|건너|부탁|가)|^(play|skip to|go to) (the )?next (song|track)( please)?$"),
        Rule("media.resume do", r"^(나 )?(음악|노래)(을|를)? ?(좀 )?(틀어|재생|켜|들려|시작)( ?줘| ?주세요| ?줄래|해줘|해|하자)?$|^((can|could) you )?(please )?(play|start|put on|turn on)( me| some| a little)? (music|songs?|tunes)( for me)?( please)?$"),
        Rule("media.play play", r"^(나 |나는 |좀 |지금 )?@(의|을|를)? ?((의 )?(노래|음악|곡|앨범|트랙)(들)?(을|를|로)? ?)?" + KO_PLAY + KO_END, r"목록|플레이리스트|믹스|셔플|반복|@.*@|말고|다음|알람", PLAYED),
        Rule("media.play play", EN_PLAY + r"@( music| songs?| tracks?)?( please| now| next| for me)?$", r"play ?list|mix|@.*@|shuffle|repeat", PLAYED),
    ),
    "play_podcasts": (
        Rule("media.source set podcast", r"^(내 |나의 )?팟캐스트(를|를 좀| 좀)? ?(틀어|재생|켜|들려|시작)" + KO_END + r"|^(please |can you |could you )?(play|start|put on|turn on|open|launch) (the |my |a |some )?podcasts?( please)?$", r"다음|next", without="podcast_name|podcast_descriptor"),
        Rule("media.next do", r"다음 (편|화|에피소드|회)|next episode", r"뭐|what|언제|when|알려|tell|\bof (?!(this|the) podcast)", without="podcast_name"),
    ),
    "play_radio": (
        Rule("media.source set radio", r"^(나 )?라디오(를|를 좀| 좀| 채널)? ?(좀 )?(틀어|켜|재생|들려|시작|듣고 싶|듣기|실행)" + KO_END + r"|^((can|could) you )?(please )?(play|start|turn on|put on|open|switch on|begin)( me)?( the| some| a| my)? radio( please| now| for me)?$|^(please )?turn the radio on( please)?$|^radio( on)?( please)?$", r"방송국|채널"),
        Rule("media.tune set", r"^(라디오 |라디오에서 |라디오 채널 |라디오 주파수 )?@(을|를)? ?(라디오 ?)?(좀 )?(틀어|켜|재생|들려|듣고 싶|맞춰|실행|시작)" + KO_END + r"|^((can|could) you )?(please )?(i want to |i would like to )?(play|put on|turn on|tune (in )?to|listen to|tune the radio to|turn the radio to|hear|start|switch to)( the)? @( on the radio| radio| station)?( please| now)?$", r"스포티|pandora|spotify|@.*@", "radio_name"),
    ),
    "qa_currency": (Rule("info.stock query", r"환율|exchange rate|forex", r"은행|bank"),),
    "qa_definition": (Rule("info.general query", r"뜻|정의|의미|뭐|설명|무엇|define|definition|mean|what|describe|explain|description|look up", r"노래|음악|song|music|날씨|weather|시간|뉴스"),),
    "qa_factoid": (Rule("info.general query", r"언제|누구|어디|몇|뭐|무엇|얼마|어떤|태어|나이|수도|인구|\b(who|what|what's|where|how|which|when|did|does|is)\b", r"날씨|기온|온도|비 와|거리|까지|미터|킬로|시간|시차|노래|음악|곡|뉴스|전화|가는|주식|영화관|몇 시|오늘|내일|지금|우리|상영|내 |나 |나의|농담|weather|temperature|distance|far|miles|kilometers|\btime\b|song|music|album|news|call|stock|traffic|today|tomorrow|\b(my|me|i|we|you|your)\b|near|movie|joke|score|game|team|\bwon\b|경기|선수|우승|스코어|시합"),),
    "qa_maths": (Rule("info.general query", r"더하기|빼기|곱하기|나누기|제곱|퍼센트|합|plus|minus|times|divided|subtract|add|square|percent|multipl|sum"),),
    "qa_stock": (Rule("info.stock query", r"주식|주가|코스피|코스닥|나스닥|증시|\bstocks?\b|shares?\b|nasdaq|dow", r"사 ?줘|매수|매도|\bbuy\b|\bsell\b|알림|notify|뉴스"),),
    "recommendation_locations": (
        Rule("nav.nearby do", r"^((이|내|여기|나|제일|좀|지금) )*(근처|주변|가까운|가장 가까운|제일 가까운|인근|근처 가까운|이 근처|이 주변|여기 근처)(에|에서|에 있는)? (좋은 |괜찮은 )?@(이|가|은|는|을|를)? ?((좀|하나) )?(어디|있|찾아|알려|보여|추천)[가-힣 ]*$|^[a-z' ]*(nearest|closest) @( here| available| to me| to here)?( please)?$|^[a-z' ]*\b(any|a|an|some|for|find|good|the|are|nearby|local) @ (is |are )?(nearby|near by|near me|near here|around here|around me|close by|in (the|this|my) area|available nearby)( please)?$", r"@.*@|shop(ping)?\b(?= in)|open", r"business_type|business_name|food_type"),
    ),
    "social_post": (Rule("none", r"트윗|트위터|페이스북|인스타|게시|tweet|twitter|facebook|instagram|post", r"날씨|기온|뉴스|weather|temperature|news|전화|메일|mail|생일이야|노래|음악|song|music|위치|location"),),
    "social_query": (Rule("none", r"트위터|페이스북|인스타|트윗|twitter|facebook|instagram", r"뉴스|news|메시지|message"),),
    "cooking_recipe": (Rule("info.general query", r"레시피|어떻게|얼마나|방법|\bhow\b|recipe|what", r"사용하|다운|app|play|음악|주문|타이머|timer|내가|\bi (need|have) to remember|날씨"),),
    "takeaway_order": (Rule("none", r"주문|시켜|\border\b", r"전화|\bcall\b|근처|주변|가까운|near|closest|찾|find|상태|알려|목록|메뉴|커피숍|around|look"),),
    "transport_query": (
        Rule("nav.go do", r"^(지금 |나 |여기서 )?@(으로|로|에|까지)? ?(가는 (길|방향)|어떻게 가|가는 (가장|제일) (빠른|가까운) 길|가는 길)[가-힣 ]*$|^(please )?((can|could) you )?(i need |give me |get |show me |find |tell me |what are )?(the )?(driving )?(directions?|route|way) to (the )?@( from here)?( please)?$|^(how (do|can|to) i get to|how to get to|take me to|navigate to|drive me to) (the )?@( from here| please)?$", r"기차|버스|train|bus|비행기|@.*@", "place_name|business_name"),
    ),
    "transport_taxi": (Rule("none", r"예약|\bbook\b|reserve|schedule", r"전화|\bcall\b|찾|find"),),
    "transport_ticket": (Rule("none", r"(표|티켓|왕복).*(예매|예약|구매|구해|사 ?줘|구입|끊)|(book|buy|reserve|purchase).*ticket|ticket.*(book|buy|reserve)", r"시간|언제|when|time"),),
    "transport_traffic": (
        Rule("nav.traffic query", r"^[가-힣 ]*@.*(교통|막혀|막히|정체)[가-힣 ]*$|(traffic|congest|accident)[a-z' ]*(in|on|at|around|to|near|of|for)( the)? @", r"@.*@|어떻게 가|시간|몇 시|집|사무실|회사|내 위치|주변$|\b(home|work|office|me|my|level|which|long)\b|@ (지역|주변|구간|방향|쪽|바깥|안의)|nearby", "place_name"),
        Rule("nav.traffic query", r"교통|막혀|막히|traffic", r"자전거|기차|버스|얼마나 걸|몇 시|\bhow long\b|\bwhen\b|회사|집|사무실|work|home|office|위치|사고 아니면|소식|뉴스|news|accident or|which place|mall|파란|tell me when|light|level is|traffic[a-z' ]* (on|in|over|near|at|around|along|to) (?!my|the (way|road|route)|our)|[가-힣]+(로|대로|교|도로|동|구|시) 교통", without="place_name|business_name"),
    ),
    "weather_query": (
        Rule("info.weather query", r"날씨|일기|예보|우산|비가|비 |눈이|눈 |맑|흐|태풍|습도|자외선|바람|weather|forecast|rain|snow|umbrella|sunny|cloud|wind|storm|humid", r"미세먼지|알림|알려줄 때|remind|틀어|\bplay\b|air quality|pollen|뉴스|news|열어|open|close|닫|오늘 날짜"),
        Rule("info.weather query", r"(@.*(기온|온도|temperature|추|더|따뜻|cold|hot|warm|degrees))|((기온|온도|temperature|cold|hot|warm|degrees).*@)", r"미세먼지|실내|집 안|방|inside|바깥|밖|outside|외부|지금|현재|now|currently", "date|place_name|timeofday"),
    ),
    "audio_volume_up": (
        Rule("media.volume up", r"(볼륨|소리|음량|사운드).*(높|올려|올리|키워|크게|업)|(크게|소리를 크게) (해|틀)|^(더 )?크게$|louder|volume up|(raise|increase|turn up|up|more|higher|boost).*(volume|sound|music|speakers?|audio)|(turn|volume|speakers?|sound|music|it).* up\b|rise volume", r"말|speak|talk|voice|꺼|\boff\b|낮|퍼센트|percent|단계|최대|maximum|max|full|highest|까지|전화|alarm|알람|fire|maximize|\b(to|by) (?!me)|(으로|로) (높|올)|repeat|틀어|켜", without="change_amount|time"),
    ),
    "audio_volume_down": (
        Rule("media.volume down", r"(볼륨|소리|음량|사운드|스피커).*(낮|줄|내려|작게)|^(좀 )?(더 )?조용히$|quieter|softer|volume down|(lower|decrease|turn down|reduce|down).*(volume|sound|music|speakers?|audio)|(turn|volume|speakers?|sound|music).* down\b|너무 시끄러|too loud", r"말|speak|talk|voice|퍼센트|percent|단계|최소|minimum|min\b|lowest|repeat|very soft|매우|끝까지|\byou'?re\b|^너 |slow|\b(to|by) |틀어|켜", without="change_amount|time"),
    ),
    "audio_volume_mute": (
        Rule("media.volume mute", r"음소거|뮤트|무음|(소리|볼륨|스피커) ?(를|을)? ?(좀 )?(꺼|끄|없애)|\bmute\b|(turn|switch|shut) (off )?(the )?(sound|volume|audio|speakers?)( off)?$", r"해제|unmute|말|다시|스피커 꺼|until|\bfor (the )?(next|a|an|one|two|\w+ (hours?|minutes?))\b|동안|때까지|yourself|알람|alarm|후에|\bin\b|stop|when|이후|부터", without="change_amount|time|date"),
    ),
}  # fmt: skip

_CAR = r"\bcar\b|vehicle|drive|driving|fuel|\bgas\b|gps|traffic"
_CHAT = Rule(
    "none",
    "",
    r"\b(play|songs?|music|volume|navigate|directions|weather|traffic|radio|louder|quieter|remind|alarm|timer|calendar|email|text|call my|temperature)\b",
)
_OUTSIDE_INTENTS = (  # of CLINC150: money, travel, work, food orders and talk to the assistant about itself
    "accept_reservations account_blocked application_status apr are_you_a_bot balance bill_balance bill_due book_flight book_hotel "
    "cancel_reservation car_rental card_declined carry_on change_accent change_ai_name change_language change_speed change_user_name "
    "confirm_reservation credit_limit credit_limit_change credit_score damaged_card direct_deposit do_you_have_pets expiration_date "
    "flip_coin freeze_account goodbye greeting how_busy how_old_are_you improve_credit_score income insurance insurance_change "
    "interest_rate international_fees lost_luggage maybe meaning_of_life min_payment new_card order order_checks order_status pay_bill "
    "payday pin_change pto_balance pto_request pto_request_status pto_used redeem_rewards replacement_card_duration report_fraud "
    "report_lost_card restaurant_reservation rewards_balance roll_dice rollover_401k routing spending_history taxes transactions transfer "
    "travel_notification user_name w2 what_are_your_hobbies what_is_your_name where_are_you_from who_do_you_work_for who_made_you"
)

CLINC: dict[str, tuple[Rule, ...]] = {
    **dict.fromkeys(_OUTSIDE_INTENTS.split(), (_CHAT,)),
    "oos": (Rule("none", r"^(i|my|we|you|he|she|please|let's|order|buy|book|start|make|create|write|apply|sign|pay)\b", _CHAT.never + r"|\b(what|how|who|where|when|why|which|tell|know|find|look|show|need|car|drive|gas|tire|tires|time|news|light|lights|door|window|heat|home|house|note|list|email|message|phone)\b"),),
    "alarm": (Rule("assistant.alarm do", r"alarm|wake me", r"remind|how (do|can|could) i"),),
    "calendar": (Rule("info.calendar query", r"calendar|schedule|agenda|appointment|event", r"remind"),),
    "calendar_update": (Rule("assistant.calendar do", r"calendar|schedule|event|appointment|agenda", r"remind"),),
    "meeting_schedule": (Rule("info.calendar query", r"meeting|appointment|schedule", r"meeting rooms?|remind"),),
    "schedule_meeting": (Rule("assistant.calendar do", r"schedule|set|add|book|arrange|plan", r"rooms?|remind|available|email"),),
    "reminder": (Rule("assistant.reminder do", r"remind"),),
    "reminder_update": (Rule("assistant.reminder do", r"remind", r"alarm|calendar"),),
    "timer": (Rule("assistant.timer do", r"timer|count(ing)? ?down", r"alarm"),),
    "todo_list": (Rule("assistant.note do", r"\blists?\b|to-? ?do", r"remind"),),
    "todo_list_update": (Rule("assistant.note do", r"\blists?\b|to-? ?do", r"remind"),),
    "shopping_list": (Rule("assistant.note do", r"\blist\b", r"order|buy everything"),),
    "shopping_list_update": (Rule("assistant.note do", r"\blist\b", r"order|buy everything"),),
    "weather": (Rule("info.weather query", r"weather|rain|snow|forecast|sunny|cloud|wind|humid|storm|umbrella"),),
    "time": (Rule("info.time query", r"\btime\b|o'clock|hour", r"zone|difference|until|left"),),
    "date": (Rule("info.date query", r"\bdate\b|\bday\b|month|year", r"\btime\b"),),
    "next_holiday": (Rule("info.date query", r"holiday", r"day off|days off|work"),),
    "calculator": (Rule("info.general query", "", _CAR),),
    "calories": (Rule("info.general query", r"calori"),),
    "nutrition_info": (Rule("info.general query"),),
    "recipe": (Rule("info.general query", r"recipe|how|cook|make", r"timer"),),
    "cook_time": (Rule("info.general query", "", r"timer|remind"),),
    "ingredients_list": (Rule("info.general query", "", r"shopping|list of things|add"),),
    "definition": (Rule("info.general query", "", _CAR),),
    "spelling": (Rule("info.general query", r"spell"),),
    "measurement_conversion": (Rule("info.general query"),),
    "translate": (Rule("info.general query", "", r"restroom|gas"),),
    "fun_fact": (Rule("info.general query", r"fact|trivia", _CAR),),
    "exchange_rate": (Rule("info.stock query", r"exchange rate"),),
    "gas": (
        Rule("status.range query", r"(make it|get|drive|go) (all the way )?(to|home|there)|reach", r"station|get (some )?gas|fill|refuel|go get|how much (gas|fuel) (do|will|would) (i|it)( need| take)|stop"),
        Rule("status.fuel query", r"\b(gas|fuel|gasoline|tank)\b", r"station|price|type|kind|need to get to|to get to|take|\b(to|before|until|near)\b (?!fill|refuel|know|check|see|get (some )?gas)|where"),
    ),
    "tire_pressure": (Rule("status.tyre query", r"tires?\b", r"what (should|pressure should)|how (do|to|can) i|supposed|recommended|put|near|where|fill|pump|should"),),
    "last_maintenance": (Rule("status.maintenance query", r"oil|service|check|maintenance|mechanic|shop|worked on|looked"),),
    "oil_change_when": (Rule("status.maintenance query", r"oil", r"how (often|do you know|do i know|can i tell)|in general|know if"),),
    "current_location": (Rule("nav.info query", r"where (am i|are we)|my (current |present )?location|street|road|i am|i'm", r"how (do|can)|send|share|tow|figure|coordinates|how to"),),
    "directions": (
        Rule("nav.nearby do", r"^(?:(?:can|could|would) you )?(?:please )?(?:find|find me|locate|where is|where's|what is|what's|take me to|direct me to|directions to|give me directions to|show me|tell me where|search for|i need|how do i get to)(?: is)? the (?:nearest|closest) (?P<arg>(?:(?!(?:to|near|from|in|by|on|at|that|with|is|of|and|place|expressway|here)\b)[a-z']+ ?){1,3}?)(?: is)?(?: to me| to here| near me| nearby| around here)?(?: please)?$"),
        Rule("nav.go do", r"^(?:please )?(?:(?:can|could|will|would) you (?:please )?)?(?:give me |get me |i need |i want )?(?:the )?(?:directions to|take me to|navigate to) (?:the )?(?P<arg>[a-z0-9' ]+?)(?: please)?$", r"closest|nearest|\b(by|foot|bus|from|walking|train|near|a|home|work)\b"),
        Rule("nav.go do", r"^how (?:do|can) i get to (?:the )?(?P<arg>[a-z0-9' ]+?)(?: from here| please)?$", r"closest|nearest|\b(by|on|foot|bus|from (?!here)|walking|train|near|a|home|work)\b"),
    ),
    "make_call": (
        Rule("phone.call do", r"^(?:(?:please|hey|ok) )?(?:(?:can|could|would|will) you )?(?:please )?(?:i (?:need|want|would like|have) (?:you )?to |let's )?(?:call|phone|dial|ring|make a (?:phone )?call to|place a call to) (?:contact )?(?P<arg>(?:my |the )?[a-z0-9]+)(?: for me| please| now)?$", r"\b(someone|a|an|somebody|up|back|number|him|her|them|it|to|friend group)\b(?! )|\bcall (a|up|me|someone)\b"),
    ),
    "text": (
        Rule("message.send do", r"^(?:please )?(?:(?:can|could|would|will) you (?:please )?)?text (?P<to>(?:my )?[a-z]+) (?:(?:saying|and say|to say|and tell (?:him|her|them))(?: that)?|that) (?P<body>(?!to |that ).+?)$", r"for me|someone|\bask\b|please$"),
        Rule("message.send do", r"^(?:please )?(?:(?:can|could|would|will) you (?:please )?)?(?:send|write) (?:a |an )?text(?: message)? to (?P<to>(?:my )?[a-z]+) (?:saying|that says|and tell (?:him|her|them)|and say)(?: that)? (?P<body>(?!to |that ).+?)$", r"someone|\bask\b|for me|please$"),
        Rule("message.send do", r"^(?:please )?(?:(?:can|could|would|will) you (?:please )?)?(?:text|send a text to) (?P<to>(?:my )?[a-z]+)(?: for me| please)?$", r"someone|text (to|a|for)|\bme\b(?! please)$|back"),
    ),
    "what_song": (Rule("media.info query", r"song|track|playing|listening|hearing|this|tune|artist|music", r"genre|album"),),
    "next_song": (Rule("media.next do", r"next|skip|another", r"playlist|called"),),
    "change_volume": (
        Rule("media.volume set", r"(?:volume|speakers?|sound)[a-z' ]* (?:to|at|on) (?:level )?(?P<number>\d+|one|two|three|four|five|six|seven|eight|nine|ten)(?: please| for me)?$", r"by"),
        Rule("media.volume up", r"louder|(increase|raise|turn up|up|higher|pump).*(volume|sound|speakers?)|(volume|sound|speakers?|it) (be )?(turned |increased )?up\b|(volume|sound) increased|too (low|quiet|soft)", r"\d|talk|speak|voice|not|off|decrease|down|max|lower"),
        Rule("media.volume down", r"quieter|(decrease|lower|turn down|reduce).*(volume|sound|speakers?)|(volume|sound|speakers?|it) (be )?(turned )?down\b|too loud", r"\d|talk|speak|voice|not|off|up|min"),
    ),
    "play_music": (
        Rule("media.resume do", r"^(?:(?:can|could) you )?(?:please )?(?:play|start|put on|start up|start playing|turn on|i want to hear|i want you to play)(?: me)?(?: some)? (?:music|tunes|songs)(?: for me)?(?: please)?$"),
        Rule("media.play play", r"^(?:(?:can|could) you )?(?:please )?(?:play|put on|i want to hear|i want to listen to|start|i'd like to hear|let me hear)(?: the song called| the song| songs by| music by| some songs by| some music by) (?P<arg>[a-z0-9' ]+?)(?: for me)?(?: please)?$", r"\b(goes|that|playlist|like this|sounds?|mix|with|off|from|starts|album|and|it)\b"),
    ),
    "traffic": (
        Rule("nav.traffic query", r"(?:traffic|congestion|backed up|congested)[a-z' ]* (?:in|on) (?:the )?(?!(?:the |my |our )?(?:way|route|road to|drive|path|trip))(?P<arg>(?:rt |route |interstate |i |highway )?[a-z0-9]+(?: (?:street|avenue|road|bridge|highway|freeway|beltway|city|expressway|parkway))?)$", r"\b(my|way|now|time|moment|at|right|today|general)\b"),
        Rule("nav.traffic query", r"traffic (?:ahead|like|now|report|update|conditions?|right now)(?: (?:right )?now| today| for me| please)?$|^(?:is there|how is|how's|how bad is) (?:the |any |much )?traffic(?: bad| heavy| right now| today| like)?$"),
    ),
    "smart_home": (
        Rule("home.tv on", r"^(please )?(can you |could you |will you )?(please )?(turn|switch|put) (on (the|my) tv|(the|my) tv on)( please| now| for me)?$"),
        Rule("home.tv off", r"^(please )?(can you |could you |will you )?(please )?(turn|switch|put) (off (the|my) tv|(the|my) tv off)( please| now| for me)?$"),
        Rule("home.light on", r"(turn|switch|put) .*\bon\b.*", r"\boff\b|car|^(?!.*(garage|hallway|living room|kitchen|bedroom|den|bathroom|porch|house|basement) lights?)|^(?!.*lights?)|fan|tv|oven|low|dim"),
        Rule("home.light off", r"(turn|switch|shut) .*\boff\b", r"^(?!.*(garage|hallway|living room|kitchen|bedroom|den|bathroom|porch|house|basement) lights?)|fan|tv|oven"),
    ),
    "yes": (Rule("dialog.yes do", r"^(?!.*\bnot\b)", r"maybe|that would be awesome|guess"),),
    "no": (Rule("dialog.no do", "", r"maybe|sure i|thank|are you sure|possible"),),
    "cancel": (Rule("dialog.cancel do", r"cancel|never ?mind|forget|scrap|quit|don't need", r"how|what|procedure|pause|mute|reservation|off"),),
    "repeat": (Rule("dialog.repeat do", r"repeat|again|once more|one more time|didn't (hear|catch|get)|didnt|did you (just )?say|missed|pardon|was that", r"song|play|music|ever"),),
    "thank_you": (Rule("dialog.thanks do", r"thank|appreciate|grateful|owe you|obliged|kind|cheers", ""),),
    "what_can_i_ask_you": (Rule("dialog.help do", r"what|how|which|help|tell", r"weather|directions"),),
}  # fmt: skip

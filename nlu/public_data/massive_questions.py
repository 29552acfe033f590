"""Rules for MASSIVE: questions, places, food, transport, weather, volume. Training only."""

from nlu.public_data.rule import Rule, Rules

QUESTIONS: Rules = {
    "qa_currency": (Rule("info.stock query", r"환율|exchange rate|forex", r"은행|bank"),),
    "qa_definition": (
        Rule(
            "info.general query",
            r"뜻|정의|의미|뭐|설명|무엇|define|definition|mean|what|describe|explain|description|look up",
            r"노래|음악|song|music|날씨|weather|시간|뉴스",
        ),
    ),
    "qa_factoid": (
        Rule(
            "info.general query",
            r"언제|누구|어디|몇|뭐|무엇|얼마|어떤|태어|나이|수도|인구|\b(who|what|what's|where|how|which|"
            r"when|did|does|is)\b",
            r"날씨|기온|온도|비 와|거리|까지|미터|킬로|시간|시차|노래|음악|곡|뉴스|전화|가는|주식|영화관|"
            r"몇 시|오늘|내일|지금|우리|상영|내 |나 |나의|농담|weather|temperature|distance|far|miles|"
            r"kilometers|\btime\b|song|music|album|news|call|stock|traffic|today|tomorrow|\b(my|me|i|we|"
            r"you|your)\b|near|movie|joke|score|game|team|\bwon\b|경기|선수|우승|스코어|시합",
        ),
    ),
    "qa_maths": (
        Rule(
            "info.general query",
            r"더하기|빼기|곱하기|나누기|제곱|퍼센트|합|plus|minus|times|divided|subtract|add|square|"
            r"percent|multipl|sum",
        ),
    ),
    "qa_stock": (
        Rule(
            "info.stock query",
            r"주식|주가|코스피|코스닥|나스닥|증시|\bstocks?\b|shares?\b|nasdaq|dow",
            r"사 ?줘|매수|매도|\bbuy\b|\bsell\b|알림|notify|뉴스",
        ),
    ),
    "recommendation_locations": (
        Rule(
            "nav.nearby do",
            r"^((이|내|여기|나|제일|좀|지금) )*(근처|주변|가까운|가장 가까운|제일 가까운|인근|근처 가까운|"
            r"이 근처|이 주변|여기 근처)(에|에서|에 있는)? (좋은 |괜찮은 )?@(이|가|은|는|을|를)? ?((좀|"
            r"하나) )?(어디|있|찾아|알려|보여|추천)[가-힣 ]*$|^[a-z' ]*(nearest|closest) @( here| "
            r"available| to me| to here)?( please)?$|^[a-z' ]*\b(any|a|an|some|for|find|good|the|are|"
            r"nearby|local) @ (is |are )?(nearby|near by|near me|near here|around here|around me|close by|"
            r"in (the|this|my) area|available nearby)( please)?$",
            r"@.*@|shop(ping)?\b(?= in)|open",
            r"business_type|business_name|food_type",
        ),
    ),
    "social_post": (
        Rule(
            "none",
            r"트윗|트위터|페이스북|인스타|게시|tweet|twitter|facebook|instagram|post",
            r"날씨|기온|뉴스|weather|temperature|news|전화|메일|mail|생일이야|노래|음악|song|music|위치|" r"location",
        ),
    ),
    "social_query": (
        Rule("none", r"트위터|페이스북|인스타|트윗|twitter|facebook|instagram", r"뉴스|news|메시지|message"),
    ),
    "cooking_recipe": (
        Rule(
            "info.general query",
            r"레시피|어떻게|얼마나|방법|\bhow\b|recipe|what",
            r"사용하|다운|app|play|음악|주문|타이머|timer|내가|\bi (need|have) to remember|날씨",
        ),
    ),
    "takeaway_order": (
        Rule(
            "none",
            r"주문|시켜|\border\b",
            r"전화|\bcall\b|근처|주변|가까운|near|closest|찾|find|상태|알려|목록|메뉴|커피숍|around|look",
        ),
    ),
    "transport_query": (
        Rule(
            "nav.go do",
            r"^(지금 |나 |여기서 )?@(으로|로|에|까지)? ?(가는 (길|방향)|어떻게 가|가는 (가장|제일) (빠른|"
            r"가까운) 길|가는 길)[가-힣 ]*$|^(please )?((can|could) you )?(i need |give me |get |show me |"
            r"find |tell me |what are )?(the )?(driving )?(directions?|route|way) to (the )?@( from "
            r"here)?( please)?$|^(how (do|can|to) i get to|how to get to|take me to|navigate to|drive me "
            r"to) (the )?@( from here| please)?$",
            r"기차|버스|train|bus|비행기|@.*@",
            "place_name|business_name",
        ),
    ),
    "transport_taxi": (Rule("none", r"예약|\bbook\b|reserve|schedule", r"전화|\bcall\b|찾|find"),),
    "transport_ticket": (
        Rule(
            "none",
            r"(표|티켓|왕복).*(예매|예약|구매|구해|사 ?줘|구입|끊)|(book|buy|reserve|purchase).*ticket|"
            r"ticket.*(book|buy|reserve)",
            r"시간|언제|when|time",
        ),
    ),
    "transport_traffic": (
        Rule(
            "nav.traffic query",
            r"^[가-힣 ]*@.*(교통|막혀|막히|정체)[가-힣 ]*$|(traffic|congest|accident)[a-z' ]*(in|on|at|"
            r"around|to|near|of|for)( the)? @",
            r"@.*@|어떻게 가|시간|몇 시|집|사무실|회사|내 위치|주변$|\b(home|work|office|me|my|level|"
            r"which|long)\b|@ (지역|주변|구간|방향|쪽|바깥|안의)|nearby",
            "place_name",
        ),
        Rule(
            "nav.traffic query",
            r"교통|막혀|막히|traffic",
            r"자전거|기차|버스|얼마나 걸|몇 시|\bhow long\b|\bwhen\b|회사|집|사무실|work|home|office|위치|"
            r"사고 아니면|소식|뉴스|news|accident or|which place|mall|파란|tell me when|light|level is|"
            r"traffic[a-z' ]* (on|in|over|near|at|around|along|to) (?!my|the (way|road|route)|our)|"
            r"[가-힣]+(로|대로|교|도로|동|구|시) 교통",
            without="place_name|business_name",
        ),
    ),
    "weather_query": (
        Rule(
            "info.weather query",
            r"날씨|일기|예보|우산|비가|비 |눈이|눈 |맑|흐|태풍|습도|자외선|바람|weather|forecast|rain|"
            r"snow|umbrella|sunny|cloud|wind|storm|humid",
            r"미세먼지|알림|알려줄 때|remind|틀어|\bplay\b|air quality|pollen|뉴스|news|열어|open|close|"
            r"닫|오늘 날짜",
        ),
        Rule(
            "info.weather query",
            r"(@.*(기온|온도|temperature|추|더|따뜻|cold|hot|warm|degrees))|((기온|온도|temperature|cold|"
            r"hot|warm|degrees).*@)",
            r"미세먼지|실내|집 안|방|inside|바깥|밖|outside|외부|지금|현재|now|currently",
            "date|place_name|timeofday",
        ),
    ),
    "audio_volume_up": (
        Rule(
            "media.volume up",
            r"(볼륨|소리|음량|사운드).*(높|올려|올리|키워|크게|업)|(크게|소리를 크게) (해|틀)|^(더 "
            r")?크게$|louder|volume up|(raise|increase|turn up|up|more|higher|boost).*(volume|sound|music|"
            r"speakers?|audio)|(turn|volume|speakers?|sound|music|it).* up\b|rise volume",
            r"말|speak|talk|voice|꺼|\boff\b|낮|퍼센트|percent|단계|최대|maximum|max|full|highest|까지|"
            r"전화|alarm|알람|fire|maximize|\b(to|by) (?!me)|(으로|로) (높|올)|repeat|틀어|켜",
            without="change_amount|time",
        ),
    ),
    "audio_volume_down": (
        Rule(
            "media.volume down",
            r"(볼륨|소리|음량|사운드|스피커).*(낮|줄|내려|작게)|^(좀 )?(더 )?조용히$|quieter|softer|"
            r"volume down|(lower|decrease|turn down|reduce|down).*(volume|sound|music|speakers?|audio)|"
            r"(turn|volume|speakers?|sound|music).* down\b|너무 시끄러|too loud",
            r"말|speak|talk|voice|퍼센트|percent|단계|최소|minimum|min\b|lowest|repeat|very soft|매우|"
            r"끝까지|\byou'?re\b|^너 |slow|\b(to|by) |틀어|켜",
            without="change_amount|time",
        ),
    ),
    "audio_volume_mute": (
        Rule(
            "media.volume mute",
            r"음소거|뮤트|무음|(소리|볼륨|스피커) ?(를|을)? ?(좀 )?(꺼|끄|없애)|\bmute\b|(turn|switch|"
            r"shut) (off )?(the )?(sound|volume|audio|speakers?)( off)?$",
            r"해제|unmute|말|다시|스피커 꺼|until|\bfor (the )?(next|a|an|one|two|\w+ (hours?|"
            r"minutes?))\b|동안|때까지|yourself|알람|alarm|후에|\bin\b|stop|when|이후|부터",
            without="change_amount|time|date",
        ),
    ),
}

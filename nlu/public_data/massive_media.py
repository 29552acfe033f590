"""Rules for MASSIVE: music, news, podcasts, radio. Training only."""

from nlu.public_data.rule import EN_PLAY, KO_END, KO_PLAY, PLAYED, Rule, Rules

MEDIA: Rules = {
    "music_likeness": (
        Rule(
            "none",
            r"(좋아|좋아해|최고야|좋다|좋네|좋았어|대박|멋지다|멋져|훌륭해|amazing|great|nice|good|"
            r"awesome|super|love|like|enjoy|enjoyable|beautiful)",
            r"저장|평가|추가|틀|재생|기억|찾|알려|만들|별|듣고|리스트|목록|반복|save|rate|rating|add|play|"
            r"remember|find|list|star|store|more|want|create|stations?|favorite|put",
        ),
    ),
    "music_query": (
        Rule(
            "media.info query",
            r"((이|지금|현재|방금).*(노래|음악|곡|가수|트랙).*(뭐|누구|누가|제목|이름|가수|알려|부르|불러|"
            r"불렀))|(노래|음악|곡) (제목|이름).*(뭐|알려)|(무슨|어떤) (노래|음악|곡)(이|을|를)? .*(나오|"
            r"재생 중|듣고 있|틀)|(what|which|who|whose|name|title|tell|artist|singer|singing|"
            r"sings).*(this|playing|current|listening|hearing|the) ?.*(song|music|track|playing|listening|"
            r"tune|singer|artist|band)|(song|music|track).*(is (this|it|that|playing)|am i|are we)",
            r"앨범|언제|얼마|길|가사|장르|좋아|추천|다른|이십위|많이|즐겨|재생 ?목록|플레이|영화|라디오|"
            r"\b(album|when|how|lyrics?|genre|like|recommend|other|favorite|top|movie|shuffle|playlist|"
            r"wrote|written|show|best|most|oboe|picture|piece|released|instrument|feel|prefer|composer|"
            r"radio|find|length|year|long)\b",
            without="song_name|artist_name|music_genre|playlist_name|person|date|player_setting",
        ),
    ),
    "news_query": (
        Rule(
            "info.news query",
            r"뉴스|소식|헤드라인|기사|속보|\bnews\b|headlines?|articles?|stories",
            r"틀지|알림|notif|alert|remind|위키|전화|날씨|weather|주식|stock|스포츠|sports?|야구|축구|"
            r"경기|score|이메일",
        ),
    ),
    "play_music": (
        Rule(
            "media.next do",
            r"^(다음|다음으로) (노래|곡|트랙)(으로|로)? ?(틀어|재생|넘|건너|부탁|가)|^(play|skip to|go "
            r"to) (the )?next (song|track)( please)?$",
        ),
        Rule(
            "media.resume do",
            r"^(나 )?(음악|노래)(을|를)? ?(좀 )?(틀어|재생|켜|들려|시작)( ?줘| ?주세요| ?줄래|해줘|해|"
            r"하자)?$|^((can|could) you )?(please )?(play|start|put on|turn on)( me| some| a little)? "
            r"(music|songs?|tunes)( for me)?( please)?$",
        ),
        Rule(
            "media.play play",
            r"^(나 |나는 |좀 |지금 )?@(의|을|를)? ?((의 )?(노래|음악|곡|앨범|트랙)(들)?(을|를|로)? ?)?"
            + KO_PLAY
            + KO_END,
            r"목록|플레이리스트|믹스|셔플|반복|@.*@|말고|다음|알람",
            PLAYED,
        ),
        Rule(
            "media.play play",
            EN_PLAY + r"@( music| songs?| tracks?)?( please| now| next| for me)?$",
            r"play ?list|mix|@.*@|shuffle|repeat",
            PLAYED,
        ),
    ),
    "play_podcasts": (
        Rule(
            "media.source set podcast",
            r"^(내 |나의 )?팟캐스트(를|를 좀| 좀)? ?(틀어|재생|켜|들려|시작)"
            + KO_END
            + r"|^(please |can you |could you )?(play|start|put on|turn on|open|launch) (the |my |a |some "
            r")?podcasts?( please)?$",
            r"다음|next",
            without="podcast_name|podcast_descriptor",
        ),
        Rule(
            "media.next do",
            r"다음 (편|화|에피소드|회)|next episode",
            r"뭐|what|언제|when|알려|tell|\bof (?!(this|the) podcast)",
            without="podcast_name",
        ),
    ),
    "play_radio": (
        Rule(
            "media.source set radio",
            r"^(나 )?라디오(를|를 좀| 좀| 채널)? ?(좀 )?(틀어|켜|재생|들려|시작|듣고 싶|듣기|실행)"
            + KO_END
            + r"|^((can|could) you )?(please )?(play|start|turn on|put on|open|switch on|begin)( me)?( the| "
            r"some| a| my)? radio( please| now| for me)?$|^(please )?turn the radio on( please)?$|^radio( "
            r"on)?( please)?$",
            r"방송국|채널",
        ),
        Rule(
            "media.tune set",
            r"^(라디오 |라디오에서 |라디오 채널 |라디오 주파수 )?@(을|를)? ?(라디오 ?)?(좀 )?(틀어|켜|"
            r"재생|들려|듣고 싶|맞춰|실행|시작)"
            + KO_END
            + r"|^((can|could) you )?(please )?(i want to |i would like to )?(play|put on|turn on|tune (in "
            r")?to|listen to|tune the radio to|turn the radio to|hear|start|switch to)( the)? @( on the "
            r"radio| radio| station)?( please| now)?$",
            r"스포티|pandora|spotify|@.*@",
            "radio_name",
        ),
    ),
}

"""Korean sounds and words that ask for nothing."""

FILLERS = frozenset(  # an utterance of nothing else is none
    [
        "음",
        "으음",
        "흠",
        "어",
        "그",
        "저기",
        "저",
        "아",
        "에",
        "뭐",
        "뭐지",
        "글쎄",
        "그게",
        "그러니까",
        "아이고",
        "하",
        "허",
        "어휴",
        "휴",
        "와",
        "우와",
        "에이",
        "진짜",
        "이",
        "좀",
        "막",
        "자",
        "야",
        "뭐더라",
        "있잖아",
        "말이야",
        "어디",
        "보자",
        "그러게",
        "아이",
        "에고",
        "오",
        "우",
        "으",
        "쩝",
        "뭐랄까",
        "근데",
        "그래서",
        "그리고",
    ]
)
ANSWERS = frozenset(["어"])  # those that answer a question
STEMS = ("덥", "춥", "켜", "꺼", "닫", "열")  # of one letter: a word that begins so is known, whatever its ending
LETTERS = 2  # of a word that make it known: what follows is its ending
WIDTH = 2  # columns that a letter takes
DATES = (  # what a date is asked or told with
    *("월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일", "일월", "이월", "삼월", "사월", "오월"),
    *("유월", "칠월", "팔월", "구월", "시월", "십일월", "십이월"),
)
QUESTION = r"(?:야|니|나|까|지|죠|어|요)$"  # how a question may end whose words are of anything
CALLED = (  # an assistant's name before what is said to it: two words at least, and no wish to reach that assistant
    r"^(?:(?:헤이|오케이|하이|안녕|야) )?(?:말차|아리아|빅스비|시리|알렉사|올리|클로바|기가 ?지니|지니)(?:야|아)? "
    r"(?!(?:좀 )?(?:불러|연결|켜|꺼|열어|실행|바꿔|소환|나와|대신|부탁|어디|뭐|틀어))"
    r"(?!언니|오빠|누나|형|이모|삼촌|휴대폰|핸드폰|폰|뮤직|카페|라떼|빙수|프라푸치노|아이스크림|케이크)(?=\S+ \S+)"
)
POLITE = (
    r"^(?:혹시 )?(?:가능하면|괜찮으면|괜찮으시면|되면|실례가 안 된다면|부탁인데|미안하지만|죄송하지만) "
    r"|(?<=줘) (?:부탁해|고마워)$"
)
DICTATES = r"문자|메시지|메세지|톡|전해|한테|에게"

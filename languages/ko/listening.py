"""What is likely to be said in Korean, for a recogniser that listens for phrases; malcha/speech/ears.py reads it."""

ANSWERS = (  # to a question that is open
    "네", "응", "어", "그래", "아니", "아니요", "됐어", "취소",
    "예", "응 그래", "네 해 줘", "아니야", "취소해", "하지 마",
)  # fmt: skip
NUMBERS = tuple(  # of a list that is open
    number + rest for number in ("첫 번째", "두 번째", "세 번째", "네 번째", "다섯 번째") for rest in ("", " 거", "로")
)
SHORT = ("다음", "이전", "취소")  # orders of one word, at any time
GUIDED = (("으로", " 가자"), ("으로", " 안내해 줘"))  # (particle, what follows) behind the name of a place
CALLED = ("한테 전화 걸어 줘", "한테 전화해 줘", "에게 전화해 줘")  # behind the name of a contact
STOPS = ("멈춰", "그만", "스톱", "정지")  # at any time; many more are listened for, and these are the likeliest
DEGREES = ("온도 {}도로 맞춰 줘", "온도 {}도로 해 줘", "{}도로 맞춰 줘", "{}도로 해 줘")  # from LEAST to MOST_DEGREES
LEAST_DEGREES, MOST_DEGREES = 16, 32
ENDINGS = (" 줘", " 주세요")  # of an order, besides none
LETTERS = ("가", "힣")  # the first and the last of its script

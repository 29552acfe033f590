"""Words that the sampler builds sentences with: endings of made-up places, orders forbidden or told of, talk. Training only."""

KO_PLACES = (
    "역", "동", "병원", "아파트", "마트", "시장", "공원", "빌딩", "학교", "초등학교", "대학교", "터미널", "공항", "호텔",
    "식당", "카페", "도서관", "구청", "해수욕장", "휴게소", "타워", "센터", "교회", "로", "길",
)  # fmt: skip
KO_FORBIDDEN = (  # after the stem 켜-: "켜지 마"
    "지 마", "지 마", "지 마세요", "지 말아 줘", "지 말고 그냥 둬", "지 말라고 했잖아", "지 않아도 돼", "더라", "고 있네", "면 안 되지",
    "고 왔어", "던데", "지 말자", "지 말라니까", "지 않았어", "고 다니더라",
)  # fmt: skip
EN_FORBIDDEN = (
    "don't", "don't", "do not", "please don't", "never", "no don't", "you don't have to", "there's no need to", "no need to",
    "i told him not to", "she said to", "why did you", "i forgot to", "he always forgets to", "my dad used to", "don't ever",
)  # fmt: skip
KO_TALK = (
    "", "", " 했어", "인데", "거든", "네", "더라", "이야", "잖아", " 하던데", " 맞지", " 그랬대", " 왜 그래", "라고", " 좋아", " 싫어",
)  # fmt: skip
EN_PLACES = (
    "station", "street", "road", "avenue", "park", "hospital", "hotel", "mall", "school", "airport", "bridge", "tower",
    "center", "market", "building", "square", "house", "cafe",
)  # fmt: skip

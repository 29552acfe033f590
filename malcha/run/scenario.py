"""The short drive that `malcha run` shows: every command ends confirmed by the car, or is refused on purpose."""

SCENARIO = (  # (locale, what is said)
    ("ko", "조수석 온도 이십이 도 반으로 맞춰 줘"),
    ("ko", "운전석이랑 조수석 열선 켜 줘"),
    ("ko", "조수석 좀 따뜻하게 해 주고 강남역으로 가자"),
    ("ko", "얼마나 남았어"),
    ("en", "turn on the ac and set the fan to five"),
    ("ko", "더 올려 줘"),
    ("ko", "온도 백 도로 해 줘"),
    ("en", "open the passenger window halfway"),
    ("ko", "창문 닫아"),
    ("ko", "트렁크 열어 줘"),
    ("ko", "응"),
    ("ko", "마사지 시트 켜 줘"),
    ("en", "turn the volume up"),
    ("ko", "지금 나오는 노래 뭐야"),
    ("ko", "앞이 뿌예"),
    ("en", "what's the weather tomorrow"),
)

"""Words that a recogniser takes for one another and that order the opposite: the same sentence but for one of them."""

PAIRS = (
    ("on", "off"), ("open", "close"), ("opened", "closed"), ("lock", "unlock"), ("up", "down"), ("higher", "lower"),
    ("raise", "lower"), ("increase", "decrease"), ("warmer", "cooler"), ("hotter", "colder"), ("louder", "quieter"),
    ("brighter", "darker"), ("faster", "slower"), ("next", "previous"), ("left", "right"), ("front", "rear"),
    ("driver", "passenger"), ("start", "stop"), ("play", "pause"), ("mute", "unmute"), ("fold", "unfold"),
    ("enable", "disable"), ("accept", "decline"), ("answer", "hang up"),
)  # fmt: skip

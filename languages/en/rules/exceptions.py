"""English words of zones and of what is left out: "all but the driver's", "except mine", "the rest"."""

import re

SPEAKER = "speaker"
ZONES = {  # as spoken -> zone of the catalogue; the longest is looked for first
    "rear left": "rear_left", "left rear": "rear_left", "back left": "rear_left", "left back": "rear_left",
    "rear right": "rear_right", "right rear": "rear_right", "back right": "rear_right", "right back": "rear_right",
    "driver": "driver", "passenger": "passenger", "front passenger": "passenger",
    "front": "front", "rear": "rear", "back": "rear", "left": "left", "right": "right",
    "me": SPEAKER, "mine": SPEAKER, "my": SPEAKER, "my own": SPEAKER, "myself": SPEAKER, "i": SPEAKER,
}  # fmt: skip

_ZONE = "|".join(sorted(ZONES, key=len, reverse=True))
_END = r"(?:'s)?(?: (?:side|seats?|ones?|row))?"
_THINGS = r"(?:window|windows|seat heaters?|heaters?|heated seats?|seat heating|lights?|door|doors|temperature)"
_BUT = (
    r"(?:except(?: for)?|excluding|excepting|apart from|aside from|other than|besides|minus|without|but not"
    r"|(?:(?<=all )|(?<=everyone )|(?<=everybody )|(?<=everything )|(?<=every window )|(?<=every seat )|(?<=windows )"
    r"|(?<=seats )|(?<=heaters )|(?<=heating )|(?<=doors )|(?<=lights )|(?<=every one )|(?<=of them ))but(?: for)?)"
)

ONLY = re.compile(  # the whole of a follow-up
    rf"(?:only|just) (?:for )?(?:the )?(?P<zones>(?:{_ZONE}){_END}(?: and (?:the )?(?:{_ZONE}){_END})?)"
    rf"(?: {_THINGS})?(?: please)?"
)
GATE = re.compile(
    r"\b(?:but|except|excepting|excluding|apart|aside|other|besides|minus|without|rest|others|remaining"
    r"|only|just|my|mine|me)\b"
)
# `zones` is left out; `thing` is what the rest of the sentence is about, if it says nothing itself
LEFT_OUT = re.compile(
    rf"\b{_BUT} (?:for )?(?:the )?(?P<zones>(?:{_ZONE}){_END}(?: (?:and|or) (?:the )?(?:{_ZONE}){_END})?)"
    rf"(?: (?P<thing>{_THINGS}))?(?! \w+'s)\b"
)
LEFT_OUT_BEHIND = re.compile(r"(?!)")
NOT_BUT = re.compile(r"(?!)")
OTHER_LEFT_OUT = re.compile(  # of things that are no zones: which ones remain cannot be told
    r"\b(?:everything|all|all of it|every \w+)\b(?: \w+){0,3} (?:but|except|except for|apart from|excluding)"
    r" (?:the )?\w+"
)
ALL = re.compile(r"\b(?:all|every|everyone|everybody|everything|each|both)\b")
ALL_WORD = "all"
REST = re.compile(
    rf"\b(?:(?:all )?(?:of )?the (?:rest|others|remaining)(?: (?:of (?:them|the (?P<thing>{_THINGS}))|ones"
    rf"|(?P<other>{_THINGS})))?"
    rf"|the other (?:ones|seats|(?P<named>{_THINGS})))(?: as well| too)?\b"
)
NAMED = re.compile(rf"\b(?:{_ZONE})\b")
MINE = re.compile(r"\b(?:my|mine|me)\b")
ONE = re.compile(r"\b(?:one of (?:the|these|those|my)|just one|only one|one window|a single)\b")
BESIDE = re.compile(r"\b(?:next to|beside) me\b|\bmy neighbou?r")
REAR = re.compile(
    r"\b(?:in|at|for|of) the (?:back|rear)\b(?! (?:window|defroster|windshield))|\b(?:rear|back) (?:seats?|row|"
    r"passengers?|temperature|climate|zone)\b"
)
DRIVER = re.compile(r"\bdriv")

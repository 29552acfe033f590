"""How English speaks of places: names read aloud, words around a name, and how one of a list is chosen."""

import re

from languages.en.say_numbers import whole_number

MOST_DIGITS = 4  # of a number that is said as one
_NUMBER = re.compile(r"[0-9]+")
_FOREIGN = re.compile(r"[^\x00-\x7f]")


def aloud(name: str) -> tuple[str, ...]:
    """The ways in which English says a name with digits; none where there is none, or letters of another language.

    >>> aloud("63 Building"), aloud("7-Eleven"), aloud("GS25 역삼점"), aloud("Main Street")
    (('sixty three Building',), ('seven-Eleven',), (), ())
    """
    if _FOREIGN.search(name) or not _NUMBER.search(name) or not re.search("[A-Za-z]", name):
        return ()
    if any(len(number) > MOST_DIGITS for number in _NUMBER.findall(name)):
        return ()
    return (_NUMBER.sub(lambda number: whole_number(int(number[0])), name),)


INTERRUPTED = ("where we were going", "where i was going")  # the destination of the drive that was interrupted
UNNAMED = "the place where you were going"  # one whose name is not known
HOME, WORK = ("home", "my home", "my house"), ("work", "office", "my office")
URGENT = ("emergency room", "hospital emergency room")  # the nearest is gone to, and no list is read out
ABOUT = "about {address}"  # where an address is between two known ones
BRANCH = ""  # no word behind the place that a shop is the branch of
KINDS = {  # category of a map -> words for it, besides those of navigation/words.py
    "station": ("metro", "metro station", "train"),
    "post_office": ("post office",),
    "police": ("police station", "police"),
    "fire_station": ("fire station",),
    "library": ("library",),
    "kindergarten": ("kindergarten", "nursery"),
    "bakery": ("bakery",),
    "hospital": ("dentist", "doctor"),
    "sports": ("gym", "swimming pool", "golf course", "fitness center"),
    "museum": ("museum", "art gallery", "art museum"),
    "church": ("church", "cathedral"),
    "temple": ("temple",),
    "market": ("market",),
    "hotel": ("motel", "guest house"),
    "camping": ("campsite", "campground"),
    "park": ("playground",),
    "parking": ("somewhere to park", "place to pull over", "somewhere to pull over", "spot to park", "parking spot"),
    "shop": ("hairdresser", "bookstore", "bookshop"),
}

NEAR = (  # groups near and name; here is meant where near is empty or one of HERE
    re.compile(
        r"(?P<name>.+?)\s+(?:near|next to|close to|around|beside|in front of|opposite|at|by|in)\s+(?P<near>.+)",
        re.IGNORECASE,
    ),
)
HERE = frozenset(("", "here", "me", "us", "my location", "this place"))
NEAREST = re.compile(r"(?:the\s+)?(?:nearest|closest)\s+", re.IGNORECASE)
ALONG = re.compile(r"\s*\b(?:along|on)\s+(?:the|my|our)\s+(?:route|way)\b\s*", re.IGNORECASE)
WITHIN = re.compile(
    r"\s*\bwithin\s+(?P<number>[0-9.]+|[a-z -]+?)\s*"
    r"(?P<unit>kilometers?|kilometres?|km|k|meters?|metres?|m|miles?)\b(?:\s+of\s+(?P<near>.+))?\s*",
    re.IGNORECASE,
)
UNITS = {
    **dict.fromkeys(("kilometer", "kilometers", "kilometre", "kilometres", "km", "k"), 1.0),
    **dict.fromkeys(("meter", "meters", "metre", "metres", "m"), 0.001),
    **dict.fromkeys(("mile", "miles"), 1.609),
}  # km
LEADING = re.compile(
    r"(?:(?:please|let's|i want to|i'd like to|can you|could you)\s+)?"
    r"(?:go to|take me to|drive to|navigate to|find(?: me)?|directions to|head to|bring me to|where is|search for"
    r"|show me)\s+"
    r"|(?:the|a|an|some|any)\s+",
    re.IGNORECASE,
)
TRAILING = re.compile(r"\s+(?:please|now)$", re.IGNORECASE)

GOING = re.compile(  # where to, and that it is to be gone to
    r"(?:please\s+)?(?:take me to|drive(?: me)? to|navigate to|(?:let's )?go to|head to|bring me to|directions to)\s+"
    r"(?P<name>.+?)(?:\s+please)?",
    re.IGNORECASE,
)
NOT_THIS = re.compile(  # around the place that is meant: another one
    r"^not\s+.+?\s+but\s+|\s+(?:and\s+)?not\s+.+$|\s+instead\s+of\s+.+$", re.IGNORECASE
)
GUIDED = re.compile(r"(?:please\s+)?(?:navigate to|directions to)\s+(?P<name>.+)", re.IGNORECASE)

VIA = (  # to the place `name` by the stop
    re.compile(
        r"(?:please\s+)?(?:take me|drive(?: me)?|navigate|(?:let's )?go|head|bring me)(?:\s+to)?\s+(?P<name>.+?)\s+"
        r"(?:via|by way of|stopping at)\s+(?P<stop>.+?)(?:\s+please)?",
        re.IGNORECASE,
    ),
)

AND = re.compile(r"\s*,\s*(?:and\s+)?(?:then\s+)?|\s+(?:and(?:\s+then)?|then)\s+", re.IGNORECASE)  # between two stops

_NUMBER_FIRST = re.compile(r"(?P<main>[0-9]{1,5})(?:\s*-\s*(?P<sub>[0-9]+))?,?\s+(?P<street>\S.*)")
_NUMBER_LAST = re.compile(r"(?P<street>\S.*?\D),?\s+(?P<main>[0-9]{1,5})(?:\s*-\s*(?P<sub>[0-9]+))?")


def address(text: str) -> list[tuple[str, int, int]]:
    """[(street, building number, number behind the dash or 0)]: how a text may be an address.

    >>> address("152 Teheran-ro"), address("Teheran-ro 152-3"), address("Gangnam Station")
    ([('Teheran-ro', 152, 0)], [('Teheran-ro', 152, 3)], [])
    """
    matches = (pattern.fullmatch(text.strip()) for pattern in (_NUMBER_FIRST, _NUMBER_LAST))
    return [(match["street"].strip(), int(match["main"]), int(match["sub"] or 0)) for match in matches if match]


# one of a list
VERB_FIRST = re.compile(  # before one of a list
    r"(?:(?:please|let's)\s+)?(?:go to|take me to|drive to|navigate to|head to|take|choose|pick|i mean)\s+",
    re.IGNORECASE,
)
TOP = re.compile(r"\b(?:the )?top (?:one|of)\b|\bat the top\b", re.IGNORECASE)
LAST = re.compile(r"\blast\b|\b(?:the )?bottom one\b|\bat the bottom\b", re.IGNORECASE)
CLOSEST = re.compile(r"\b(?:closest|nearest|closer|nearer|near one|least far|not (?:so|too|that) far)\b", re.IGNORECASE)
FARTHEST = re.compile(r"\b(?:farthest|furthest|farther|further)\b", re.IGNORECASE)
OTHERS = re.compile(r"\b(?:not|other|another|except)\b", re.IGNORECASE)
AT = re.compile(r"(?:the\s+)?(?:one|place)?\s*(?:at|near|by|in|next to|close to)\s+(?P<near>.+)", re.IGNORECASE)
THING = re.compile(r"^(?:the\s+)?(?:one|place)\s+|\s+(?:one|place)$", re.IGNORECASE)
ORDINAL = re.compile(r"\b(?:first|second|third|fourth|fifth|number)\b", re.IGNORECASE)

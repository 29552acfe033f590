"""English words that halt what moves, and words of danger; languages/stopping.py says how they are put together.

All are whole words or phrases. Nouns (THINGS, DANGER, HELD) may stand in the plural or the genitive.
"""

STOP = (
    "stop", "stop it", "stop that", "stop them", "stop this", "stop there", "stop right there", "stop right here",
    "stop right now", "stop already", "halt", "freeze", "hold it", "hold it there", "hold it right there",
    "hold it like that", "hold there", "hold up", "hold still", "that's enough", "that is enough", "thats enough",
    "enough", "that's far enough", "that is far enough", "far enough", "that'll do", "that will do", "leave it there",
    "leave it right there", "leave it like that", "keep it there", "keep it like that", "no further", "cut it out",
    "quit it", "emergency stop", "make it stop",
)  # fmt: skip
STOP_MOVING = (  # the same, of something that moves: nothing that plays is meant
    "stop moving", "stop opening", "stop closing", "stop shutting", "stop going up", "stop going down",
    "stop rolling", "stop rolling up", "stop rolling down", "stop rolling it up", "stop rolling it down",
    "stop raising", "stop lowering", "stop putting it up", "stop putting it down", "stop coming up",
    "stop coming down", "quit moving", "quit opening", "quit closing", "no more opening", "no more closing",
    "don't move it any further",
)  # fmt: skip
MOVING = ("hold", "leave", "keep")  # a stop only where a thing that moves is named: "hold the window there"
NOT_CLOSING = (
    "don't close", "dont close", "do not close", "don't you close", "don't you dare close", "don't ever close",
    "never close", "don't shut", "dont shut", "do not shut", "don't roll up", "do not roll up", "don't roll it up",
    "don't raise", "do not raise", "don't put it up", "don't put up", "don't let it close", "don't keep closing",
    "no need to close", "no need to shut", "you don't need to close", "you don't have to close",
)  # fmt: skip
NOT_OPENING = (
    "don't open", "dont open", "do not open", "don't you open", "don't you dare open", "don't ever open",
    "never open", "don't roll down", "do not roll down", "don't roll it down", "don't lower", "do not lower",
    "don't put it down", "don't put down", "don't let it open", "don't keep opening", "no need to open",
    "you don't need to open", "you don't have to open",
)  # fmt: skip
THINGS = {  # function -> what is said of it; "": several may be meant
    "window": ("window",),
    "sunroof": ("sunroof", "sun roof", "moonroof"),
    "sunshade": ("sunshade", "sun shade", "shade"),
    "trunk": ("trunk", "tailgate", "tail gate", "boot", "hatch", "liftgate"),
    "": (
        "roof", "glass", "driver", "driver side", "passenger", "passenger side", "rear", "back", "front", "left",
        "right",
    ),
}  # fmt: skip
DANGER = (  # who or what may be caught, and warnings: only with a word of STOP or CAUGHT
    "hand", "finger", "fingertip", "thumb", "pinky", "arm", "elbow", "wrist", "shoulder", "head", "face", "neck",
    "hair", "foot", "feet", "toe", "leg", "knee", "ankle", "kid", "child", "children", "baby", "babies", "toddler",
    "son", "daughter", "dog", "puppy", "cat", "somebody", "someone", "coat", "jacket", "sleeve", "scarf",
    "watch out", "careful", "danger",
)  # fmt: skip
HELD = (  # the same, only with a word of CAUGHT
    "seat belt", "seatbelt", "belt", "bag", "backpack", "purse", "strap", "leash", "tail", "paw", "skirt", "dress",
    "shirt", "clothes", "tie", "shoe", "shoelace", "boy", "girl", "mom", "dad", "mother", "father", "brother",
    "sister", "wife", "husband", "friend", "grandma", "grandpa", "guy", "person",
)  # fmt: skip
CAUGHT = (
    "stuck", "caught", "trapped", "pinched", "pinching", "jammed", "squeezed", "squeezing", "crushed", "crushing",
    "wedged", "squished", "snagged", "tangled", "getting caught", "in there", "in the window", "in my window",
    "in your window", "in the sunroof", "in the roof", "in the door", "in the car door", "in the tailgate",
    "in the hatch", "in the gap", "in between", "ouch", "ow",
)  # fmt: skip
CAUGHT_PHRASES = (
    "stuck",
    "is stuck",
    "caught",
    "is caught",
    "is in there",
)  # behind DANGER, for a recogniser
CAUGHT_STEMS = ()  # English tells it without endings
OPEN = ("open", "open up", "reopen", "open back up")  # only with danger: "open it my hand is stuck"
RELEASE = (  # the same, where a thing is not named said of something else too: "lower it my hand is stuck"
    "roll down", "roll it down", "wind it down", "put it down", "bring it down", "lower", "let go", "release",
    "get it off", "get it out", "pull it out", "take it out", "back it up", "reverse",
)  # fmt: skip
BESIDE = (  # only where somebody is caught: whose it is, where it is
    "i", "i've", "i have", "i'm",
    "i am", "me", "we", "she", "he", "he's", "she's", "they're", "you're", "you've", "has", "have", "had", "was", "be",
    "being", "been", "gonna", "going to", "about to", "get", "getting", "on", "at", "by", "with", "under", "inside",
    "between", "into", "door", "car door", "car", "side", "gap", "edge", "again", "up", "down", "out", "back down",
    "really", "completely", "do something", "come on", "for me", "for god's sake", "think", "little", "poor",
)  # fmt: skip
FILLERS = (
    "no", "hey", "oh", "please", "now", "wait", "whoa", "woah", "okay", "ok", "just", "right", "there", "uh",
    "um", "ah", "oh my", "god", "oh my god", "jesus", "my", "the", "a", "an", "his", "her", "your", "our", "their",
    "is", "are", "got", "gets", "it", "it's", "its", "in", "all", "both", "this", "that", "right now", "immediately",
    "quick", "quickly", "hurry", "hurry up", "fast", "at once", "can you", "could you", "would you", "will you", "you",
    "yes", "yeah", "like that", "i said", "i told you to", "you need to", "i need you to", "i want you to", "of",
    "still", "there's", "thanks", "thank you", "hold on", "hang on", "everything", "and", "so", "because",
    "cause", "cuz", "yet", "anymore", "any more", "any further", "all the way", "from closing",
    "from opening", "from moving", "from going up", "from going down", "from shutting", "from rolling up",
    "damn", "damn it", "sir", "help",
    "help me", "help us", "somebody help", "someone help", "it hurts", "that hurts", "hurts", "hurting",
)  # fmt: skip
PARTICLES = r"(?:'?s'?)?(?![\w'])"  # behind a noun
ASKING = TOLD = NOT = ENDING = r"(?![\w'])"  # behind any other word

"""English words that halt what moves, and words of danger; languages/stopping.py says how they are put together.

STOP, MOVING, CAUGHT and FILLERS are whole words or phrases. THINGS and DANGER may stand in the plural or the genitive.
"""

STOP = (
    "stop", "stop it", "stop that", "stop them", "stop there", "stop right there",
    "stop moving", "stop opening", "stop closing", "stop right now", "halt", "freeze", "hold it", "hold it there",
    "hold it right there", "hold it like that", "hold there", "that's enough", "that is enough", "thats enough",
    "enough", "that's far enough", "that is far enough", "far enough", "that'll do", "that will do", "leave it there",
    "leave it right there", "leave it like that", "keep it there", "no further", "no more opening", "no more closing",
)  # fmt: skip
MOVING = ("hold", "leave", "keep")  # a stop only where a thing that moves is named: "hold the window there"
THINGS = (
    "window", "sunroof", "sun roof", "moonroof", "roof", "sunshade", "sun shade", "shade", "trunk", "tailgate",
    "tail gate", "boot", "hatch", "liftgate", "glass", "driver", "driver side", "passenger", "passenger side",
    "rear", "back", "front", "left", "right",
)  # fmt: skip
DANGER = (  # who or what may be caught, and warnings: only with a word of STOP or CAUGHT
    "hand", "finger", "thumb", "arm", "elbow", "wrist", "head", "neck", "hair", "foot", "feet", "leg", "kid", "child",
    "children", "baby", "son", "daughter", "dog", "cat", "somebody", "someone", "coat", "sleeve", "scarf",
    "watch out", "careful", "danger",
)  # fmt: skip
CAUGHT = (
    "stuck", "caught", "trapped", "pinched", "pinching", "jammed", "squeezed", "crushed", "getting caught",
    "ouch", "ow",
)  # fmt: skip
FILLERS = (
    "no", "hey", "oh", "please", "now", "wait", "whoa", "woah", "okay", "ok", "just", "right", "there", "uh",
    "um", "ah", "god", "my", "the", "a", "his", "her", "your", "our", "their", "is", "are", "got", "gets", "it", "it's",
    "in", "all", "both", "this", "that", "right now", "immediately", "quick", "quickly", "hurry", "can you",
    "could you", "would you", "will you", "you", "yes", "yeah", "like that", "i said", "of", "still", "there's",
    "thanks", "thank you",
)  # fmt: skip
PARTICLES = r"(?:'?s)?(?![\w'])"  # behind a noun of THINGS or DANGER
ENDING = r"(?![\w'])"  # behind any other word

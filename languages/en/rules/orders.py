"""English words of orders by their kind, as patterns of one word or phrase: for nlu/rules/phrases.py, repair.py."""

THINGS = {  # as said -> function
    "ac": "climate.ac", "a c": "climate.ac", "air con": "climate.ac", "aircon": "climate.ac",
    "air conditioning": "climate.ac", "air conditioner": "climate.ac", "heater": "climate.heater",
    "heating": "climate.heater", "heat": "climate.heater", "climate": "climate.power",
    "climate control": "climate.power", "auto mode": "climate.auto", "auto climate": "climate.auto",
    "automatic climate control": "climate.auto", "sync": "climate.sync", "sync mode": "climate.sync",
    "recirculation": "climate.recirculation", "air recirculation": "climate.recirculation",
    "front defroster": "climate.defrost_front", "front defrost": "climate.defrost_front",
    "windshield defroster": "climate.defrost_front", "windscreen defroster": "climate.defrost_front",
    "rear defroster": "climate.defrost_rear", "rear defrost": "climate.defrost_rear",
    "back defroster": "climate.defrost_rear", "rear window heater": "climate.defrost_rear",
    "rear window defroster": "climate.defrost_rear", "rear windscreen heater": "climate.defrost_rear",
    "air purifier": "climate.air_purifier", "air cleaner": "climate.air_purifier", "seat heater": "seat.heat",
    "seat heaters": "seat.heat", "seat heating": "seat.heat", "heated seat": "seat.heat", "heated seats": "seat.heat",
    "seat ventilation": "seat.ventilation", "ventilated seat": "seat.ventilation", "seat cooling": "seat.ventilation",
    "seat massage": "seat.massage", "massage": "seat.massage", "steering wheel heater": "steering.heat",
    "steering wheel heating": "steering.heat", "heated steering wheel": "steering.heat",
    "temperature": "climate.temperature", "temp": "climate.temperature", "fan": "climate.fan",
    "fan speed": "climate.fan", "blower": "climate.fan", "window": "window", "windows": "window",
    "sunroof": "sunroof", "sun roof": "sunroof", "sunshade": "sunshade", "sun shade": "sunshade",
    "shade": "sunshade", "trunk": "trunk", "boot": "trunk", "tailgate": "trunk", "fuel door": "fuel_door",
    "fuel flap": "fuel_door", "gas cap": "fuel_door", "fuel cap": "fuel_door", "mirrors": "mirror",
    "side mirrors": "mirror", "wing mirrors": "mirror", "dome light": "light.interior",
    "cabin light": "light.interior", "cabin lights": "light.interior", "interior light": "light.interior",
    "interior lights": "light.interior", "inside light": "light.interior", "ambient light": "light.ambient",
    "ambient lights": "light.ambient", "ambient lighting": "light.ambient", "mood light": "light.ambient",
    "mood lights": "light.ambient", "mood lighting": "light.ambient", "headlight": "headlamp",
    "headlights": "headlamp", "headlamps": "headlamp", "lights": "headlamp", "hazards": "hazard",
    "hazard lights": "hazard", "hazard light": "hazard", "wipers": "wiper", "wiper": "wiper",
    "screen": "display.brightness", "screen brightness": "display.brightness", "volume": "media.volume",
    "music": "media.play", "radio": "media.source", "bluetooth": "media.source", "doors": "door.lock",
    "door": "door.lock",
}  # fmt: skip
ZONES = {  # as said -> zone of the catalogue
    "driver": "driver", "driver's": "driver", "driver side": "driver", "driver's side": "driver",
    "passenger": "passenger", "passenger's": "passenger", "passenger side": "passenger", "front": "front",
    "rear": "rear", "back": "rear", "left": "left", "right": "right", "rear left": "rear_left",
    "rear right": "rear_right", "back left": "rear_left", "back right": "rear_right", "all": "all", "my": "",
    "mine": "",
}  # fmt: skip
PARTICLES = r"(?:'s)?(?: side)?(?: one| ones)?"
FILLERS = frozenset(
    [
        "the",
        "a",
        "an",
        "my",
        "to",
        "at",
        "please",
        "just",
        "now",
        "uh",
        "um",
        "oh",
        "it",
        "them",
        "its",
        "okay",
        "ok",
        "yeah",
        "of",
        "in",
        "degrees",
        "percent",
        "side",
        "one",
    ]
)
PRONOUN = r"\b(?:it|them)\b"
VERB = (
    r"(?:turn|switch|put|open|close|shut|raise|lower|increase|decrease|lock|unlock|fold|unfold|start|stop|mute|unmute)"
)
DIRECTION = r"(?:up|down|on|off)"
JOIN = " "  # between the words of a name in THINGS and ZONES
PLAIN_VERB = r"(?:set|make|change|adjust|give|i|want|need|can|you|could|would|meant|mean|should|be)"
NUMBER = (
    r"(?:\d+(?:\.\d+)?|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|half|halfway|"
    r"point)"
)
MARKER = (
    r"(?:oh |uh |um )*(?:no wait|wait no|no sorry|sorry no|no i mean|no i meant|"
    r"sorry i mean|sorry i meant|i mean|i meant|no no|no actually|"
    r"actually no|"
    r"scratch that|no make that|no make it|no)(?: (?:wait|sorry|i mean|i meant|make that|make it|actually|no|uh|um))*"
)
SURE_MARKER = r"no wait|wait no|sorry|mean|actually|scratch"  # in a title "no" alone may stand for itself
NOT_BUT = r"(?!)"
TAKEN_BACK = (
    r"|(?:never ?mind|forget it|forget that|cancel|cancel that|leave it|leave them|don't|don't bother|not now|stop|"
    r"don't do that)"
)
DROPPED = (  # behind an order: it is taken back
    r"(?P<order>.+?) (?:(?:oh|ah|uh|um|actually|please|well|no|nah|wait) )*"
    r"(?:never ?mind|forget it|forget that|forget about it|scratch that|cancel that)"
)
NOT_THIS_BUT = (  # "don't stop the music just turn it down"
    r"(?:no |oh |please )*(?:don't|do not|dont) \w+ (?P<object>(?:the |my )?(?:\w+ ){1,3}?)(?:off |on |up |down )?"
    r"(?:just|but|but just|instead|only) (?P<rest>.+)"
)
SPOKEN = r"\b(?:text|message|tell|send|say|saying|reply|play|song|album|listen|remind|note)\b"
NOT_VALUE = (
    r"(?:no )?not (?P<wrong>{number}(?: {number})*)(?: degrees?| percent)? "
    r"(?P<rest>(?:make it|but|set it to|i said|i want|just)? ?{number}.*)"
)
NAMES = {  # function -> an order that is sure to name something, whatever words the name is of
    "nav.go": r"(?:please |can you |could you )*(?:navigate(?: me)? to|take me to|drive me to|directions to|route to|"
    r"guide me to) (?P<name>(?!.* (?:and|then) ).+?)(?: please)?",
    "media.play": r"(?:please |can you |could you )*play (?P<name>.+?)(?: please)?",
    "phone.call": r"(?:please |can you |could you )*(?:call|phone|ring|dial) "
    r"(?P<name>(?!.* (?:and|then) ).+?)(?: please)?",
}
INSTEAD = {  # (function taken, function meant) -> how it is worded then
    ("media.tune", "nav.go"): r"(?:(?:let's|can we|can you|could you|please|i want to|i need to|we need to) )*"
    r"(?:go|drive|head|get|navigate|take (?:me|us)|bring (?:me|us)) to "
    r"(?!(?:the|a|an|that|this|my) )(?!.*\b(?:radio|rock|pop|jazz|news|music|country|classical|talk|fm|am)\b)"
    r"[a-z' ]+ station(?: please| now)*",
}
CHANGE = r"\b(?:change|adjust|set)\b"
NAMED = (
    r"(?P<frame>(?:please |can you |could you )*(?:navigate to|navigate me to|take me to|drive to|"
    r"drive me to|go to|let's go to|directions to|route to|set a course (?:for|to)|"
    r"call|phone|ring|dial|play|find|find me)) (?=\S)"
)

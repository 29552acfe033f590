"""English questions about a state, and words about a value; nlu/rules/questions.py and values.py read them."""

_NOW = r"(?: (?:right now|now|at the moment|currently|please|again|still|at all|already))*"
_HOW = (
    r"(?:on|off|open|opened|closed|shut|running|working|active|activated|"
    r"folded|unfolded|locked|unlocked|up|down|enabled|blowing)"
)
STATE = (  # how a question about a state goes, from its begin
    r"^(?:hey |so |um |uh |and |wait |okay |tell me |check )*(?:is|are|was|were|did i leave|did we leave|"
    r"did you leave|have i left|"
    r"do i have|have i got|do we have|if|whether) "
)
LONGEST_STATE = 500  # characters
SURE_STATE = True  # "is it okay to open the window": it may still be something else
ABOUT = (
    rf"{STATE[1:]}(?P<about>.+?) (?:still |currently |already |turned |switched )*{_HOW}"
    rf"(?: or (?:not|on|off|open|closed|shut))?{_NOW}"
)
_WORDS = r"(?:fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?"
FAHRENHEIT = (  # number in group number, and what else belongs to it
    rf"(?P<number>\d+(?:\.\d+)?|{_WORDS}) ?(?:degrees? )?(?:fahrenheit|f)(?![\w'.])",
)
CELSIUS = "{number} degrees"
TARGET = (
    r"\b(?:to|until|till|leaving|leave|keep|keeping|left)\b"  # with a verb to close: the number is what is left open
)
_NUMERAL = r"(?:\d+(?:\.\d+)?|\w+ty(?: \w+)?|\w+teen|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
UP_TO = rf"(?<!\d)(?<!two)(?<!three)(?<!four) to (?:about |around |exactly )?(?P<number>{_NUMERAL})(?! (?:to|or)\b)"
ORDINAL = (
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)\b(?= (?:one|place|option|result|$)|$)"
)
NOT = r"\bnot\b"
CLOSE = r"\b(?:close|shut|roll up|leave|keep|bring up|raise)\b"
INSIDE = r"\b(?:inside|cabin|interior|in here|in the car)\b"  # where it is measured
SETTING = r"\b(?:set|setting|target)\b"  # what is set is asked for
EXTREME = r"\b(?:max|maximum|full|highest|hottest|min|minimum|lowest|all the way)\b"
MIDDLE = r"\b(?:medium|middle|mid|midway)\b"
QUIET = r"\b(?:quiet|quieter|quietly|low|soft|softly|gentle|background)\b"
SILENT = r"\b(?:mute|muted|silent|off|zero|0|minimum|min|lowest|quietest|completely|totally|all the way)\b"
_BLOW = (
    r"(?:(?:blowing|blow)(?: (?:the |that |hot |cold )*(?:air|wind))?|"
    r"blasting|pointing(?: (?:the )?air)?|aiming(?: (?:the )?air)?)"
)
_TO = r"(?: (?:in|on|at|into|onto|to|directly|straight|right))+ (?:my|our|the|her|his)"
_MOVE = (
    r"(?:get|keep|take|move|turn|point|aim|direct|have) (?:the |that |this )*"
    r"(?:air|wind|vent|vents|fan|airflow|breeze|draft|draught)"
)
_OFF = r"(?:off|out of|away from|from)(?: of)? (?:my|our|the|her|his)"
_LEAD = r"(?:(?:please|can you|could you|hey|just) )*"
AWAY = tuple(  # (pattern, where the air then goes)
    (rf"{_LEAD}(?:(?:stop|don't|quit|no) {_BLOW}{_TO}|{_MOVE} {_OFF}) {body}(?: please)?", to)
    for body, to in ((r"(?:face|eyes|head)", "feet"), (r"(?:feet|foot|legs|toes)", "face"))
)
WARM_FEET = rf"{_LEAD}(?:warm(?: up)?|heat(?: up)?) (?:my|our) (?:feet|toes|foot)(?: up)?(?: please| a bit| a little)*"

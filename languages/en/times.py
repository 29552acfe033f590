"""English words of time: "in ten minutes", "for an hour", "tomorrow at seven", "when we arrive", "every day"."""

import re

from languages.en.numbers import read
from languages.spoken_times import AFTER, AM, AT, CONDITION, DURATION, NONE, PM, REPEAT, UNTIL, VAGUE, Clock

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAYS = {"today": 0, "tonight": 0, "this": 0, "tomorrow": 1}
HALVES = {"morning": AM, "afternoon": PM, "evening": PM, "night": PM, "a": AM, "p": PM}  # "a" of "am"
NAMED = {"noon": PM, "midday": PM, "midnight": AM}  # half of twelve
UNITS = {"h": 3600.0, "m": 60.0, "s": 1.0, "d": 86_400.0}  # s; first letter of the word
PARTS_OF_HOUR = {"half": 30.0, "quarter": 15.0, "a quarter": 15.0}  # min

_ONES = "one|two|three|four|five|six|seven|eight|nine"
_TEENS = "ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen"
_NUMBER = (
    rf"(?:\d+(?:\.\d+)?|(?:twenty|thirty|forty|fifty|sixty|ninety)(?: (?:{_ONES}))?|{_TEENS}|{_ONES}"
    r"|a couple(?: of)?|a hundred|an?)"
)
_UNIT = r"(?:hours?|hrs?|minutes?|mins?|seconds?|secs?|days?)"
_AMOUNT = (
    rf"(?:half an hour|(?:a|three) quarters? of an hour|{_NUMBER}(?: and a half)? {_UNIT}(?: and a half)?"
    rf"(?: (?:and )?{_NUMBER} {_UNIT})?)\b"
)
_ABOUT = r"(?:(?:about|around|exactly|just|only|another|the next) )?"

_HOUR = rf"(?:\d\d?|ten|eleven|twelve|{_ONES})"
_MINUTE = rf"(?:[0-5]\d|oh (?:{_ONES})|(?:twenty|thirty|forty|fifty)(?: (?:{_ONES}))?|{_TEENS}|five)"
_PART = "morning|afternoon|evening|night"
_TIME = (
    rf"(?!(?:7|seven) eleven\b)(?:(?P<named>noon|midday|midnight)|(?:(?P<past>half|(?:a )?quarter|{_MINUTE})(?:"
    rf" minutes)? (?P<side>past|to) )?"
    rf"(?P<hour>{_HOUR})(?P<sharp> o'clock| sharp)?(?: (?P<minute>{_MINUTE}))?(?: ?(?P<half>[ap]) ?m)?)"
    rf"(?:(?: in the| at)? (?P<part>{_PART}))?"
    rf"(?: (?P<day>today|tomorrow|tonight|this)| on (?P<weekday>{'|'.join(WEEKDAYS)}))?(?: (?P<part_of_day>{_PART}))?"
    r"(?! (?:degrees?|percent|celsius|fahrenheit|kilo\w+|km|miles|mph|level|mega\w+|minutes?|hours?|seconds?"
    r"|point|and a)\b)\b"
)
_DAY_BEFORE = (
    rf"(?:(?P<day_before>today|tomorrow|tonight|this)|(?:on |this )?(?P<weekday_before>{'|'.join(WEEKDAYS)}))"
    rf"(?: (?P<part_before>{_PART}))? "
)
_WHO = (
    r"(?:(?:i|we|you|it|he|she|they|there|everyone|everybody|someone|somebody|anyone|mom|dad)(?:'s|'re|'m|'ve|'ll)?"
    r"|(?:the|my|our|your|his|her|this) (?!climate)\w+)"
)
_MEANS_NOW = (  # polite, or as it is now, or talk
    r"(?!you(?:'re| are| don't| do not| can| could| would| wouldn't| will| want| please| like| may| feel| get|"
    r" have| need|'ve)\b"
    r"|there(?:'s| is| are)\b"
    r"|(?:it|that)(?:'s| is) (?:ok|okay|all|alright|possible|fine|not|no|cool|too|a bit|cold|hot|warm|stuffy|dark"
    r"|loud)\b"
    r"|i (?:may|was|did|were|could|can|remember|recall)\b)"
)

_VERBS = (  # of orders to the car
    "turn|switch|open|close|shut|set|put|start|stop|play|pause|lock|unlock|roll|crack|heat|warm|cool|make|raise"
    "|lower|kill|crank|bring|take|call|mute|unmute|resume|fold|unfold|activate|deactivate|enable|disable|run|keep"
    "|leave|dim|brighten|blast|show|find|navigate"
)
_ORDERS = (  # that a clause may begin with
    rf"{_VERBS}|off|on|back|wake|rouse|remind|tell|text|message|send|give|let|get|book|add|check|read|search"
)
_STATED = rf"(?:(?:in|for) {_ABOUT}{_AMOUNT}|at (?:{_HOUR}|noon|midday|midnight)\b)"  # behind a statement

GATE = re.compile(
    rf"\b(?:{_UNIT}|at|until|till?|when|whenever|once|soon|if|unless|moment|arrival|after|before|every|each|daily|later"
    r"|tomorrow|tonight|this evening|next week|around|in a|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekdays"
    r"|weekends)\b"
)
PATTERNS = (
    (NONE, re.compile(  # a wish, a question, a moment
        r"(?:\bwould|'d|\bcould|\bnice|\bwonder\w*|\bappreciate|\bsee|\bcheck|\bknow|\btell me|\bask|\bwhat"
        r"|\bhear|\bremember|\bwork out)"
        r" (?:\w+ ){0,6}?(?:if|when|once) \S+ \S+|\bfor a (?:sec|second|moment|bit)\b"
        rf"|(?:'re|'ve|'m|'s|\b(?:is|are|was|were)) (?:(?!(?:{_VERBS})\b)\w+ ){{0,5}}?{_STATED}|\bif (?:\w+"
        rf" ){{1,3}}(?:aren't|isn't|not)\b"
        rf"|\b(?:starts|begins|closes|opens|ends|leaves|arrives|lands|due|clocking on|(?:they|we|i) \w+) {_STATED}"
        r"|\b(?:when|if|once) (?:\w+ ){1,6}always\b"
    )),
    (REPEAT, re.compile(
        r"\b(?:(?:every|each) (?:single )?(?:day|morning|evening|night|afternoon|weekday|weekend|week|hour"
        rf"|{'|'.join(WEEKDAYS)}|{_AMOUNT})|daily|on (?:weekdays|weekends|(?:{'|'.join(WEEKDAYS)})s))\b"
    )),
    (CONDITION, re.compile(
        rf"\b(?:(?:when|whenever|once|as soon as|if|unless|(?<!look )(?<!looks )after|by the time|the moment"
        rf"|{_AMOUNT} (?:before|after)) {_MEANS_NOW}"
        rf"{_WHO} \S+|after (?:this|the next) (?:song|track|exit|tunnel|toll\w*|light|junction)|(?:on|upon) arrival)"
    )),
    (AFTER, re.compile(rf"\b(?:in|after) {_ABOUT}(?P<amount>{_AMOUNT})(?: time)?(?! ago| of)")),
    (AFTER, re.compile(rf"\b(?P<amount>{_AMOUNT}) (?:from now|later)\b")),
    (UNTIL, re.compile(rf"\b(?:until|till?) {_TIME}")),
    (AT, re.compile(rf"\b(?:{_DAY_BEFORE})?(?:at|around) (?:about |exactly )?{_TIME}")),
    (AT, re.compile(rf"\b{_DAY_BEFORE}(?={_HOUR}(?: {_MINUTE})? ?(?:o'clock|[ap] ?m)\b){_TIME}")),
    (DURATION, re.compile(rf"\bfor {_ABOUT}(?P<amount>{_AMOUNT})(?: only| more)?(?! ago| of)")),
    (VAGUE, re.compile(
        r"\b(?:(?<!zoom )in (?:a (?:bit|little while|while|moment|sec)|a few (?:minutes|hours|seconds))|later(?: on)?"
        rf"|(?:tomorrow|tonight|this evening|next week)(?: (?:{_PART}))?)(?= |$)"
    )),
)  # fmt: skip

CUT = re.compile(
    rf" (?:and then |then |and also |and |but )(?=(?:{_ORDERS})\b)| (?:so|also|plus|oh and|um and) (?=\w)|"
    rf" (?=(?:because|since|cause|cos) \w)"
)
ORDER = re.compile(
    rf"(?:^|(?<!\bto )(?<!\bi )(?<!\bwe )(?<!\bhe )(?<!\bshe )(?<!\bthey )(?<!\byou )(?<!'ll )(?<!\bwill"
    rf" )(?<!\bwould ))"
    rf"\b(?:{_VERBS})\b.*|^.*\b(?:on|off|down|up)\b(?: please)?$"
)
LEAD = re.compile(r"^(?:(?:and|so|then|please|um|uh|okay|ok|also|oh|hey|but|well|plus|can you|could you) ?)*$")
REASON = re.compile(r" so $")  # a clause with this end says why
REASON_BEHIND = re.compile(r"^(?:because|since|cause|cos) ")  # a clause that begins so says why the one before it
_LINK = re.compile(r" (?:and then|then|and also|and|but|so|also|plus|oh and|um and)$")
NOW = re.compile(r"\b(?:now|right away|straight away|immediately|first)\b")


def finished(clause: str) -> str:
    """A clause as an order of its own.

    >>> finished("turn on the ac and then")
    'turn on the ac'
    """
    return _LINK.sub("", clause.strip())


def seconds(words: str) -> float | None:
    """The s of an amount of time.

    >>> seconds("half an hour"), seconds("an hour and a half"), seconds("two hours and ten minutes"), seconds("5 min")
    (1800.0, 5400.0, 7800.0, 300.0)
    """
    if "of an hour" in words or words == "half an hour":
        return {"h": 1800.0, "a": 900.0, "t": 2700.0}[words[0]]
    total = 0.0
    for number, half, unit, half_behind in re.findall(
        rf"({_NUMBER})( and a half)? ([hmsd])[a-z]*( and a half)?", words
    ):
        amount = read(number.removesuffix(" of"), "")
        if amount is None:
            return None
        total += (amount + (0.5 if half or half_behind else 0)) * UNITS[unit]
    return total


def clock(match: re.Match[str]) -> Clock | None:
    """The time of day of a match of AT or UNTIL."""
    said = match.groupdict()
    day = said.get("day_before") or said["day"]
    weekday = said.get("weekday_before") or said["weekday"]
    part = said.get("part_before") or said["part"] or said["part_of_day"]
    days = DAYS[day] if day else None
    if said["named"]:
        midnight = said["named"] == "midnight" and days is not None
        return Clock(12, 0, NAMED[said["named"]], days + 1 if midnight and days is not None else days)
    spoken, minutes = read(said["hour"], ""), _minutes(said["past"] or said["minute"])
    if spoken is None or minutes is None or spoken > 24:
        return None
    hour, minute = int(spoken), int(minutes)
    if said["side"] == "to" and minute:
        hour, minute = hour - 1 or 12, 60 - minute
    half = HALVES[said["half"]] if said["half"] else HALVES[part] if part else PM if day == "tonight" else ""
    if not 1 <= hour <= 12:
        half = ""
    if hour == 12 and half == PM and (part == "night" or day == "tonight") and not said["half"]:  # "twelve at night"
        half = AM
        days = days + 1 if days is not None else None
    made = Clock(hour, minute, half, days, WEEKDAYS.index(weekday) if weekday else None, bool(said["sharp"]))
    return None if made.bare and hour > 12 else made  # "at 20" is a value


def _minutes(words: str | None) -> float | None:
    """The minutes of an hour; 0 where none are said."""
    return PARTS_OF_HOUR.get(words) or read(words, "") if words else 0.0

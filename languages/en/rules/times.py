"""English words of time: "in ten minutes", "for an hour", "tomorrow at seven", "when we arrive", "every day"."""

import re

from languages.en.numbers import read
from languages.en.rules.amounts_of_time import ABOUT, AMOUNT, NUMBER, ONES, OPEN, OR_SO, TEENS, UNIT, seconds
from languages.spoken_times import AFTER, AM, AT, CONDITION, DURATION, NONE, PM, REPEAT, UNTIL, VAGUE, Clock

__all__ = ["CUT", "GATE", "LEAD", "NOW", "ORDER", "PATTERNS", "REASON", "REASON_BEHIND", "clock", "finished", "seconds"]
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAYS = {"yesterday": -1, "today": 0, "tonight": 0, "this": 0, "tomorrow": 1}
HALVES = {"morning": AM, "afternoon": PM, "evening": PM, "night": PM, "a": AM, "p": PM}  # "a" of "am"
NAMED = {"noon": PM, "midday": PM, "midnight": AM}  # half of twelve
PARTS_OF_HOUR = {"half": 30.0, "quarter": 15.0, "a quarter": 15.0}  # min

_HOUR = rf"(?:\d\d?|ten|eleven|twelve|{ONES})"
_MINUTE = rf"(?:[0-5]\d|oh (?:{ONES})|(?:twenty|thirty|forty|fifty)(?: (?:{ONES}))?|{TEENS}|five)"
_PART = "morning|afternoon|evening|night"
_TIME = (
    rf"(?!(?:7|seven) eleven\b)(?:(?P<named>noon|midday|midnight)|(?:(?P<past>half|(?:a )?quarter|{_MINUTE})(?:"
    rf" minutes)? (?P<side>past|to) )?"
    rf"(?P<hour>{_HOUR})(?P<sharp> o'clock| sharp)?(?: (?P<minute>{_MINUTE}))?(?: ?(?P<half>[ap]) ?m)?)"
    rf"(?:(?: in the| at)? (?P<part>{_PART}))?"
    rf"(?: (?P<day>yesterday|today|tomorrow|tonight|this)| on (?P<weekday>{'|'.join(WEEKDAYS)}))?"
    rf"(?: (?P<part_of_day>{_PART}))?"
    r"(?! (?:degrees?|percent|celsius|fahrenheit|kilo\w+|km|miles|mph|level|mega\w+|minutes?|hours?|seconds?"
    r"|point|and a)\b)\b"
)
_ANY_TIME = re.sub(r"\?P<\w+>", "?:", _TIME)
_CERTAIN = (  # a time of day, though without "at"
    rf"(?:{_HOUR}(?: {_MINUTE})? ?(?:o'clock|[ap] ?m)\b|(?:half|(?:a )?quarter|{_MINUTE}(?: minutes)?) past {_HOUR}\b"
    rf"|(?:a )?quarter to {_HOUR}\b)"
)
_DAY_BEFORE = (
    rf"(?:(?P<day_before>yesterday|today|tomorrow|tonight|this)|(?:on |this )?(?P<weekday_before>{'|'.join(WEEKDAYS)}))"
    rf"(?: (?P<part_before>{_PART}))? "
)
_WHO = (
    r"(?:(?:i|we|you|it|he|she|they|there|everyone|everybody|someone|somebody|anyone|anybody|nobody|something|anything"
    r"|everything|mom|mum|dad|grandma|grandpa|people|kids|traffic|rain|snow|fog|smoke|music|bluetooth"
    r")(?:'s|'re|'m|'ve|'ll)?"
    r"|(?:the|my|our|your|his|her|this|these|those|another) (?!climate)\w+)"
)
_MEANS_NOW = (  # polite, or as it is now, or talk
    r"(?!you(?:'re| are| don't| do not| can| could| would| wouldn't| will| want| please| like| may| feel| get|"
    r" have| need|'ve)\b"
    r"|there(?:'s| is| are)\b"
    r"|(?:it|that)(?:'s| is) (?:ok|okay|all|alright|possible|fine|not|no|cool|too|a bit|cold|hot|warm|stuffy"
    r"|loud)\b"
    r"|i (?:may|could|can|remember|recall)\b)"
)

_TO_COME = (  # words before what has not happened yet
    r"as soon as|once|whenever|(?:the )?next time|by the time|the (?:very )?(?:moment|minute|second|instant)|until"
    r"|till?|(?<!look )(?<!looks )(?<!one )after|unless|provided(?: that)?|assuming(?: that)?"
    rf"|(?:just|right|shortly) before|{AMOUNT} (?:before|after)"
)
_PAST = (
    r"(?:i|we|he|she|they|it) (?:(?!(?:need|speed|exceed|proceed)\b)\w+ed|got|went|left|came|had|saw|took|said|did"
    r"|was|were)\b"
)
_NOT_TO_COME = (
    r"(?!you(?:'re| are| have| get|'ve)? (?:can|could|done|ready|like|want|free|finished|a (?:chance|minute))\b"
    rf"|i (?:say|tell|ask)\b|{_PAST})"
)
_DOING = (  # without a subject: "when parked", "after leaving"
    r"(?:(?!(?:morning|evening|nothing|something|anything|everything|king|ring|spring|string)\b)\w+ing|parked|stopped"
    r"|home|inside|dark|finished)\b"
)
_PLACE = (
    r"(?:tunnel|bridge|(?:high|free|motor|express)way|exit|toll\w*|junction|intersection|crossing|border"
    r"|(?:stop|traffic|red)? ?lights?|rest (?:stop|area)|service (?:station|area)"
    r"|(?:gas|petrol|charging) station|car wash|drive (?:through|thru))\b"
)
_PASSED = r"(?:song|track|album|call|phone call|podcast|show|news|movie|trip|ride|drive|meeting)\b"
_SUN = r"(?:sun(?:set|rise|down|up)|dusk|dawn|nightfall|dark)\b"
_EVERY_TIME = (  # other words after "every time" complain: "every time it goes play that song"
    r"(?:every|each) time (?:i|we|the car)(?:'re|'m)? (?:park|stop|arrive|start|get (?:in|out|on|off|home|to)|go|drive"
    r"|leave|enter|pass|reach|pull|parked|stopped)\w*"
)

_VERBS = (  # of orders to the car
    "turn|switch|open|close|shut|set|put|start|stop|play|pause|lock|unlock|roll|crack|heat|warm|cool|make|raise"
    "|lower|kill|crank|bring|take|call|mute|unmute|resume|fold|unfold|activate|deactivate|enable|disable|run|keep"
    "|leave|dim|brighten|blast|show|find|navigate"
)
_MORE_VERBS = (  # of orders beside a condition
    "pop|drop|slide|tilt|change|adjust|flip|wind|blow|defrost|defog|massage|skip|wipe|recline|move|reset|lift|push|tune"
    "|reduce|increase|decrease|silence|have|cut|max|end|fire"
)
_ORDERS = (  # that a clause may begin with
    rf"{_VERBS}|off|on|back|wake|rouse|remind|tell|text|message|send|give|let|get|book|add|check|read|search"
)
_STATED = rf"(?:(?:in|for) {ABOUT}{AMOUNT}|at (?:{_HOUR}|noon|midday|midnight)\b)"  # behind a statement

GATE = re.compile(
    rf"\b(?:{UNIT}|at|until|till?|when|whenever|once|soon|if|unless|moment|arrival|after|before|every|each|daily|later"
    r"|tomorrow|tonight|this evening|next week|around|in a|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weekdays"
    r"|weekends|minute|second|instant|time|case"
    r"|past|quarter|ago|within|inside|between|by|yesterday|o'clock|[ap] ?m|\d\d? ?[ap]m|\d\d? \d\d"
    r"|provided|assuming|dark|sun\w+|dusk|dawn|nightfall|upon|from|next|weekend"
    r"|in the)\b"
)
PATTERNS = (
    (NONE, re.compile(  # a wish, a question, a moment
        r"(?:\bwould|'d|\bcould|\bnice|\bwonder\w*|\bappreciate|\bsee|\bcheck|\bknow|\btell me|\bask|\bwhat"
        r"|\bhear|\bremember|\bwork out)"
        r" (?:\w+ ){0,6}?(?:if|when|once) \S+ \S+|\bfor a (?:sec|second|moment|bit)\b"
        rf"|(?:'re|'ve|'m|'s|\b(?:is|are|was|were)) (?:(?!(?:{_VERBS})\b)\w+ ){{0,5}}?{_STATED}|\bif (?:\w+"
        rf" ){{1,3}}(?:aren't|isn't|not)\b"
        rf"|\b(?:starts|begins|closes|opens|ends|leaves|arrives|lands|due|clocking on|(?:they|we|i) \w+) {_STATED}"
        r"|\b(?:when|if|once) (?:\w+ ){1,6}always\b|\bif (?:\w+ ){1,4}now\b"
        r"|\b(?:how (?:long|far|much|many|soon)|time for|warn|alert|notify|beep|auto\w*) (?:\w+ ){0,8}?(?:till?|until"
        r"|before|when|if) \S+ \S+"
        rf"|\b(?:stop|stopover|go|drive|navigate|find|exit|pull|get|turn (?:left|right)|take|add) (?:\w+ ){{0,4}}?at"
        rf" (?:the|this) (?:next )?{_PLACE}"
        r"|\bplay (?:when|once|if|until|till|after|before|unless|whenever)\b|\bonce (?:more|again|upon|in)\b"
    )),
    (REPEAT, re.compile(
        r"\b(?:(?:every|each) (?:single )?(?:day|morning|evening|night|afternoon|weekday|weekend|week|hour"
        rf"|{'|'.join(WEEKDAYS)}|{AMOUNT})|daily|on (?:weekdays|weekends|(?:{'|'.join(WEEKDAYS)})s))\b"
    )),
    (CONDITION, re.compile(
        r"\b(?:(?:wait|hold (?:on|off)|hang on) (?:until|till?|for) (?:\S+ ){1,6}?(?:and then|then|and)\b"
        rf"|(?:(?:just|right) before|after|until) (?:the|each|every) (?:next )?{_PLACE}"
        rf"|(?:after|until) (?:the|this|my|our) (?:next )?{_PASSED}|(?:at|after|until|by) {_SUN}"
        rf"|(?:(?:when|if) {_MEANS_NOW}(?!{_PAST})|(?:{_TO_COME}) {_NOT_TO_COME}){_WHO} \S+|{_EVERY_TIME}"
        rf"|(?:when|once|as soon as|after|until|upon) {_DOING}|(?:on|upon) arrival"
        rf"|(?<!\w )in case (?:of|{_WHO}) \S+|in the event (?:of|that)"
        rf"|(?:at|in|on) (?:the|each|every) next {_PLACE}"
        rf"|{NUMBER} (?:km|kilomet\w+|miles?|met(?:er|re)s?) (?:before|from|after))"
    )),
    (VAGUE, re.compile(  # how long, how far off or by when is left open, or what is past
        rf"\b(?:(?:in|after|for|within) {ABOUT}{OPEN}(?: time)?(?! of)|{OPEN} (?:from now|later)"
        rf"|(?<!from )(?:{AMOUNT}|{OPEN}|a (?:while|moment|minute)) ago"
        rf"|(?:within|in (?:less|more) than|in under) {AMOUNT}"
        rf"|(?:within|inside) the (?:hour|minute|day|next {UNIT}|next {AMOUNT})"
        rf"|(?:from {_ANY_TIME} (?:to|till?|until) {_ANY_TIME})"
        rf"|(?:before|after|by|past|between) (?={_CERTAIN}){_ANY_TIME}|(?:before|after|by) (?:noon|midday|midnight)\b"
        rf"|(?:at |^)(?:a )?(?:half|quarter|{_MINUTE}) (?:past|to) (?:noon|midday|midnight)\b"
        rf"|^(?:before|after|by) {_ANY_TIME}(?= (?:{_VERBS})\b))"
    )),
    (AFTER, re.compile(rf"\b(?:in|after) {ABOUT}(?P<amount>{AMOUNT}){OR_SO}(?: time| from now)?(?! ago| of)")),
    (AFTER, re.compile(rf"\b{ABOUT}(?P<amount>{AMOUNT}){OR_SO} (?:from now|later)\b")),
    (UNTIL, re.compile(rf"\b(?:until|till?) {_TIME}")),
    (AT, re.compile(rf"\b(?:{_DAY_BEFORE})?(?:at|around) (?:about |around |exactly )?{_TIME}")),
    (AT, re.compile(rf"\b{_DAY_BEFORE}(?={_CERTAIN}){_TIME}")),
    (AT, re.compile(rf"(?<!news )\b(?={_CERTAIN}){_TIME}")),
    (AT, re.compile(rf"^(?={_HOUR} {_MINUTE} (?:{_VERBS})\b){_TIME}")),
    (AT, re.compile(
        rf"(?<=[a-z] )(?<!\bto )(?<!\bfm )(?<!call )(?<!dial )(?<!play )(?<!radio )(?=\d\d? [0-5]\d$){_TIME}"
    )),
    (DURATION, re.compile(rf"\bfor {ABOUT}(?P<amount>{AMOUNT}){OR_SO}(?: only| more)?(?! ago| of)")),
    (VAGUE, re.compile(
        r"\b(?:(?<!zoom )in a (?:bit|few|little while|while|moment|sec)|later(?: on)?"
        rf"|(?:(?:on|this|next) (?:{'|'.join(WEEKDAYS)}|weekend)|(?<!play )in the (?:morning|afternoon|evening)"
        rf"|tomorrow|tonight|this evening|next week)(?: (?:{_PART}))?)(?= |$)"
    )),
)  # fmt: skip

CUT = re.compile(
    rf" (?:and then |then |and also |and |but )(?=(?:{_ORDERS})\b)|(?<! or) (?:so|also|plus|oh and|um and) (?=\w)|"
    rf" (?=(?:because|since|cause|cos) \w)"
)
ORDER = re.compile(
    rf"(?:^|(?<!\bto )(?<!\bi )(?<!\bwe )(?<!\bhe )(?<!\bshe )(?<!\bthey )(?<!\byou )(?<!'ll )(?<!\bwill"
    rf" )(?<!\bwould )(?<!n't )(?<!\bnot )(?<!\bnever ))"
    rf"\b(?:{_VERBS}|{_MORE_VERBS})\b.*|^.*\b(?:on|off|down|up)\b(?: please)?$"
)
LEAD = re.compile(
    r"^(?:(?:and|so|then|please|um|uh|okay|ok|also|oh|hey|but|well|plus|can you|could you|wait|hold on|just|right|only"
    r") ?)*$"
)
REASON = re.compile(r"(?<! or) so $")  # a clause with this end says why
REASON_BEHIND = re.compile(r"^(?:because|since|cause|cos) ")  # a clause that begins so says why the one before it
_LINK = re.compile(r" (?:and then|then|and also|and|but|so|also|plus|oh and|um and)$")
NOW = re.compile(r"\b(?:now|right away|straight away|immediately|first)\b")


def finished(clause: str) -> str:
    """A clause as an order of its own.

    >>> finished("turn on the ac and then")
    'turn on the ac'
    """
    return _LINK.sub("", clause.strip())


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
    if spoken is None or minutes is None:
        return None
    hour, minute = int(spoken), int(minutes)
    if said["side"] == "to" and minute:
        hour, minute = hour - 1 or 12, 60 - minute
    half = HALVES[said["half"]] if said["half"] else HALVES[part] if part else PM if day == "tonight" else ""
    if half == PM and not 1 <= hour <= 12:  # "15 in the afternoon"; one in the morning is none
        half = ""
    if hour == 12 and half == PM and (part == "night" or day == "tonight") and not said["half"]:  # "twelve at night"
        half = AM
        days = days + 1 if days is not None else None
    certain = bool(said["sharp"] or said["minute"])
    made = Clock(hour, minute, half, days, WEEKDAYS.index(weekday) if weekday else None, certain)
    return None if made.bare and hour > 12 else made  # "at 20" is a value


def _minutes(words: str | None) -> float | None:
    """The minutes of an hour; 0 where none are said."""
    return PARTS_OF_HOUR.get(words) or read(words, "") if words else 0.0

"""How English speaks of places that were driven to, and of coordinates: for nlu/rules/visited.py and the vehicle."""

import re

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_OF_DAY = r"(?: (?:morning|afternoon|evening|night|at lunch|for lunch|for dinner))?"
WHEN = (  # (words, when: days ago, or a word of navigation/history.py; "days": the number in the words)
    (
        r"(?:the )?(?:last|previous|most recent|latest) time|previously|just before|last|previous|most recent|latest",
        "newest",
    ),
    (
        r"recently|lately|before|once|the other day|(?:a while|some time|a few days|a couple of days) ago|"
        r"recent|past",
        "any",
    ),
    (r"the day before yesterday", 2),
    (rf"yesterday{_OF_DAY}|last night", 1),
    (r"earlier(?: today)?|today|this (?:morning|afternoon|evening)|just now|a moment ago", 0),
    *((rf"(?:on )?{day} last week", f"last week {at}") for at, day in enumerate(_DAYS)),
    (r"last week(?:end)?", "last week"),
    (r"this week", "this week"),
    (r"last month", "last month"),
    (r"this month", "this month"),
    (r"(?P<days>\d{1,3}|a|one|two|three|four|five|six|seven) days? ago", "days"),
    (r"a week ago", 7),
    (r"(?:in|over|during) the (?:last|past) week", "past 7"),
    (r"(?:in|over|during) the (?:last|past) month", "past 31"),
    (r"the week before last", "week before last"),
    (r"most visited|most frequent|usual", "often"),
    (r"often|most often|most|a lot|all the time|usually|regularly", "often"),
    *((rf"(?:on |last |this )?{day}{_OF_DAY}", f"weekday {at}") for at, day in enumerate(_DAYS)),
)
_WHEN = r"(?P<when>" + "|".join(words.replace("(?P<days>", "(?:") for words, _ in WHEN) + ")"
_WE = r"(?:we|i)(?:'ve| have| had|'d)?(?: all| both| just)?"
_MEAL = r"(?:lunch|dinner|breakfast|brunch|coffee|drinks|gas|petrol|a coffee)"
_WENT = (
    rf"(?:went|gone|go|(?:were|was) (?:at|in)|been|visited|drove|driven|stopped|parked|shopped|stayed|travelled|"
    rf"traveled|ate|"
    rf"eaten|got {_MEAL}|had (?P<ate>\w+))"
    rf"(?: to| at| in| by| over)*(?: for {_MEAL})?"
)
THING = r"(?:place|places|everywhere|anywhere|everything|spot|location|one|destination|stop|address)"  # any place
MEAL = r"(?:lunch|dinner|breakfast|brunch|supper|drinks|food|something)"  # says nothing of the place where it was had
PLACE_OF = re.compile(r"(?<=\S) (?:place|places|spot|joint)$", re.IGNORECASE)  # behind a kind, and no part of it
_HISTORY = r"(?:destinations?|places?|stops?|locations?|addresses|address)"
_NO_PLACE = (
    r"(?:where|song|track|station|album|playlist|podcast|radio|call|message|text|email|news|episode|show|movie|video|"
    r"temperature|setting)s?"
)
_KIND = rf"(?P<kind>(?!{_NO_PLACE}\b)\w[\w'& -]*?)"
_THE = r"(?:(?:the|that|our|my|same|very) )*"
VISITED = (  # a place that was driven to, by when; groups when and kind
    rf"where(?:ver)? {_WE} {_WENT} {_WHEN}",
    rf"(?:the |that )?same {_KIND} as {_WHEN}",
    rf"(?:the |my |our )?(?P<when>most visited|most frequent|usual) {_KIND}",
    rf"{_THE}{_KIND}(?: that| which| where)? {_WE} {_WENT} {_WHEN}",
    rf"{_THE}(?P<when>last|previous|most recent|latest|recent) {_KIND}(?: that| which|"
    rf" where)? {_WE} {_WENT}",
    rf"{_THE}(?P<when>last|previous|most recent|latest) (?P<kind>{_HISTORY})(?: of mine)?",
    rf"{_THE}(?P<when>yesterday|last night|last week)'?s {_KIND}",
)
WITH_VERB = (  # the same, where a verb says that it is gone to
    rf"where {_WE} {_WENT}",
    rf"where {_WE} (?:were|was) {_WHEN}",
    rf"{_THE}{_KIND}(?: that| which| where)? {_WE} {_WENT}",
    rf"{_THE}{_KIND} where {_WE} (?:were|was) {_WHEN}",
    rf"{_THE}{_KIND} from {_WHEN}",
)
MANY, MANY_BARE = 3, 3  # words of a kind behind a verb, and without one
_LEAD = (
    r"(?:(?:please|hey|so|well|okay|ok|um|uh|then|and|now|just|let's|let us|i want to|i'd like to|i wanna|"
    r"we want to|can you|"
    r"could you|can we|could we|would you) )*"
)
_END = r"(?: (?:again|please|now|once more|one more time|for me))*"
_GO = (
    r"(?:find|find me|go|take me|take us|bring me|bring us|drive|drive me|drive us|navigate|navigate me|head|"
    r"get me|get us|"
    r"guide me|"
    r"directions|give me directions|set a course|set course|return)(?: back)?(?: again)?(?: to| for)? "
)
_VIA = r"(?:stop|stop by|stop off|swing by|pass by|make a stop|add a stop|drop by)(?: again)?(?: at| by)? "
GOING = rf"{_LEAD}{_GO}(?P<name>{{visited}}){_END}"  # to such a place
STOPPING = rf"{_LEAD}{_VIA}(?P<name>{{visited}})(?: on (?:the|our|my) way)?{_END}"  # there on the way
THERE = (
    rf"{_LEAD}(?P<name>{{visited}}) (?:(?:take|bring|drive|get) (?:me|us)|let's go|navigate|"
    rf"go)(?: back)?(?: over)? there{_END}"
)
BARE = rf"{_LEAD}(?P<name>{{visited}}){_END}"
_SHOW = (
    r"(?:show(?: me)?|list|tell me|give me|read(?: me)?|what(?:'s| is| are| was| were)?|which|display|open|see|"
    r"pull up|bring up|look up)"
    r"(?: (?:all|me|of|are|were))* "
)
_RECENT = r"(?:(?:my|our|the|all|recent|last|previous|past|latest) )"
LISTED = (  # the places that were driven to are asked for; groups when and kind where they are said
    rf"{_LEAD}(?:{_SHOW})?{_RECENT}*(?:destination|navigation|trip|location|places?) (?:history|list){_END}",
    rf"{_LEAD}(?:{_SHOW})?(?:(?:my|our|the|all|of) )*(?:recent|last|previous|past|latest) "
    rf"(?:\w+ )?(?:destinations|places|locations|stops|addresses){_END}",
    rf"{_LEAD}{_SHOW}{_THE}{_KIND}(?: that| which| where)? {_WE} {_WENT} {_WHEN}{_END}",
    rf"{_LEAD}where (?:all )?(?:did|have|had) (?:we|i) (?:go|been|gone|drive|driven|stop|eat)(?: to)? {_WHEN}{_END}",
    rf"{_LEAD}(?:which|what) {_KIND} (?:did|have|had) (?:we|i) (?:visit|go to|been to|drive to|"
    rf"stop at|eat at|visited)"
    rf" {_WHEN}{_END}",
    rf"{_LEAD}(?:where(?:'s| is| was)|what(?:'s| is| was)(?: the name of)?) {_THE}{_KIND}(?: that| which| where)? "
    rf"{_WE} {_WENT}(?: {_WHEN})?{_END}",
    rf"{_LEAD}(?:have|did) (?:we|i) (?:been|go|gone|drive|driven)(?: to)? (?:a |an |the |any )?{_KIND} {_WHEN}{_END}",
    rf"{_LEAD}where (?:all )?(?:have) (?:we|i) (?:been|gone|driven)(?: to)?{_END}",
)
_FORGET = (
    r"(?:clear|delete|erase|forget|wipe|remove|reset|empty|get rid of)(?: out)? (?:(?:all|everything|"
    r"about|of) )*"
)
CLEARED = (  # they are to be forgotten
    rf"{_LEAD}{_FORGET}{_RECENT}*(?:destination|navigation|trip|location|place|travel|"
    rf"route)s? (?:history|list|log|records?)"
    rf"{_END}",
    rf"{_LEAD}{_FORGET}(?:(?:my|our|the|all|of) )*(?:recent|last|previous|past|latest) (?:destinations|places|"
    rf"locations|stops|addresses){_END}",
    rf"{_LEAD}{_FORGET}(?:where|everywhere|(?:the |all the |all |my )?places(?: that| where)?) {_WE} {_WENT}{_END}",
)
GATE = (
    r"\b(?:usual|most|everywhere|same|went|gone|been|visited|drove|driven|stopped|parked|shopped|stayed|ate|"
    r"eaten|had|got|were|was|go|"
    r"as|from|last|previous|recent|latest|past|yesterday'?s|history|list|log|records?|where)\b"
)

UNNAMED = "a place chosen on the screen"  # one whose name is not known
_NUMBER = r"-?\d{1,3}(?:\.\d+)?"
COORDINATES = (  # groups lat and lon, read as numbers; group go: it is said that they are a place
    rf"{_LEAD}(?:{_GO})?(?:the )?(?:coordinates? )?(?P<go>latitude|"
    rf"lat) (?P<lat>{_NUMBER})(?: degrees)?(?: north| n)?(?: and)? "
    rf"(?:longitude|long|lon|lng) (?P<lon>{_NUMBER})(?: degrees)?(?: east| e)?{_END}",
    rf"{_LEAD}(?P<go>{_GO})?(?:the )?(?:coordinates? )?(?P<lat>-?\d{{1,3}}\.\d+)(?: degrees)?(?: north|"
    rf" n)?(?: comma| and)? "
    rf"(?P<lon>-?\d{{1,3}}\.\d+)(?: degrees)?(?: east| e)?{_END}",
    rf"{_LEAD}(?:{_GO})?(?:the )?(?:coordinates? )?(?P<lat>{_NUMBER}) ?(?P<go>,|comma) ?(?P<lon>{_NUMBER}){_END}",
    rf"{_LEAD}(?P<go>{_GO}(?:the )?(?:coordinates? )?)(?P<lat>{_NUMBER}) (?P<lon>{_NUMBER}){_END}",
)

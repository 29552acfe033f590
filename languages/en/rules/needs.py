"""What an English-speaking driver needs, said without the name of a place; nlu/rules/needs.py reads it."""

_LEAD = r"(?:(?:um|uh|oh|hey|so|ok|okay|sorry|well|please|actually|quick|quickly|god|man|dude|guys) )*"
_WHO = r"(?:i|we|(?:my|the|our|one of the) (?:little )?\w+)"
_MUST = (
    r"(?:(?:really|badly|just|desperately|urgently|also) )*(?:need|needs|want|wants|have|has|got|gotta|"
    r"'ve got|'s got|'d like|would like|must)(?: (?:really|badly|desperately))*(?: to)?"
)
_END = (
    r"(?: (?:really|so|very|pretty|right|now|(?:right )?this (?:minute|second|instant)|soon|bad|badly|please|"
    r"urgently|asap|quick|quickly|fast|first|again|"
    r"break|stop|"
    r"immediately))*"
)
_ROOM = (
    r"(?:the |a )?(?:restroom|bathroom|toilet|washroom|loo|ladies room|ladies' room|men's room|john|potty|restrooms)"
)
_SOMEWHERE = (
    r"(?:(?:take|bring|get|show|find) (?:me|us) (?:to )?|find )?(?:somewhere|anywhere|someplace|a place|where)"
    r"(?: (?:nearby|close|around here))? (?:(?:that |where )?(?:i|we) (?:can|could) |to |can (?:i|we) )"
)
NEEDED = {  # kind of place -> whole utterances that say that one is needed, and ask for nothing else
    "restroom": (
        rf"{_LEAD}{_WHO}(?:'ve|'s|'d)? ?{_MUST} (?:(?:use|go to|visit|hit|find|get to|stop at|run to|stop by|"
        rf"stop for) )?"
        rf"{_ROOM}{_END}",
        rf"{_LEAD}{_WHO}(?:'ve|'s|'d)? ?{_MUST} (?:pee|poop|poo|wee|tinkle|go potty|go pee|take a (?:leak|piss|"
        rf"dump|pee)|"
        rf"relieve (?:myself|herself|himself|themselves|ourselves))(?: (?:myself|like crazy))?{_END}",
        rf"{_LEAD}{_WHO}(?:'m|'re|'s| am| is| are) (?:desperate|dying|bursting)(?: (?:for|to use|to go to|"
        rf"to pee|to find))?"
        rf"(?: {_ROOM}| pee)?{_END}",
        rf"{_LEAD}{_WHO} can(?:'t|not) hold it(?: (?:in|any longer|anymore|any more|much longer))*{_END}",
        rf"{_LEAD}{_ROOM} (?:break|stop){_END}",
    ),
    "gas station": (
        rf"{_LEAD}(?:can you |could you |is there |do you know )?{_SOMEWHERE}(?:refuel|fill up|gas up|fuel up|"
        rf"fill (?:up )?(?:the|my|our) tank|(?:get|buy) (?:some )?(?:gas|fuel|petrol|diesel)){_END}",
        rf"{_LEAD}{_WHO}(?:'ve)? ?{_MUST} (?:to )?(?:get |buy |put in |fill up on |some |more |find |"
        rf"stop for )*(?:gas|fuel|"
        rf"petrol|diesel){_END}",
        rf"{_LEAD}{_WHO}(?:'ve)? ?{_MUST} (?:refuel|fill up|gas up|fuel up|fill (?:up )?the tank|fill her up){_END}",
    ),
    "charging station": (
        rf"{_LEAD}(?:can you |could you |is there |do you know )?{_SOMEWHERE}(?:charge|recharge|charge up|plug in)"
        rf"(?: (?:the|my|our) (?:car|battery|ev)){_END}",
    ),
}
STATION = r"(?:(?:the|a) )?(?:(?:nearest|closest|next) )?station"  # a word for several kinds
FILLED_AT = (  # what is done there: no other place is looked for then
    r"(?:top(?:ping)? up|fill(?:ing)?(?: \w+)? up|refuel\w*|charg\w+|recharg\w+|gas up|fuel up)"
)
STATIONS = {  # kind -> words that say what the station is for
    "gas station": r"\b(?:gas|gasoline|fuel|petrol|diesel|refuel\w*|tank|fill(?:ing)? up|on empty|fumes)\b",
    "charging station": r"\b(?:charg\w+|recharg\w+|battery|ev|electric)\b",
}

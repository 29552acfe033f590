"""How an English sentence is said: the form of its beginning, its words, the small words in it. For figures only.

A form is told by the first words alone: "text" and "heat" are verbs wherever a sentence begins with them.
"""

import re

WHERE = "beginning"
OTHER = "other"
VERBS = (  # that an order begins with
    r"activate|add|adjust|alert|allow|alter|answer|ask|automate|avoid|be|blast|blow|boost|brighten|bring|buzz"
    r"|calculate|call|cancel|carry|change|check|choose|clean|clear|close|configure|confirm|continue|convert|cool"
    r"|crack|crank|create|cut|deactivate|decline|decrease|decrement|define|defog|defrost|delete|demist|describe"
    r"|dial|dim|dip|disable|disconnect|display|draw|drive|drop|ease|email|enable|end|engage|erase|explain|fetch"
    r"|find|fix|fold|follow|freeze|get|give|go|grab|guide|hang|heat|help|hide|hike|hold|identify|ignore|increase"
    r"|increment|inform|initiate|jump|keep|kill|leave|light|list|listen|load|locate|lock|look|lower|maintain|make"
    r"|mark|melt|mention|message|minimize|modify|move|mute|navigate|notify|open|pause|phone|pick|place|play|pop"
    r"|power|press|provide|pull|put|raise|read|recirculate|recline|recommend|redial|reduce|reject|remember|remind"
    r"|remove|repeat|replay|reply|reset|resume|ring|rise|roll|route|run|save|say|schedule|search|seek|select|send"
    r"|set|shift|show|shuffle|shut|silence|skip|slide|slow|speak|spray|squirt|start|stay|stop|store|switch|sync"
    r"|take|tell|text|try|tuck|tune|turn|unblock|unfold|unlock|unmute|update|use|vacuum|vent|ventilate|wake|warm"
    r"|warn|wash|watch|wipe|write|zoom"
)
FORMS = {  # name -> pattern of the beginning, fillers taken off; the first that fits counts
    "let's": r"let's|lets|let us",
    "please": r"please",
    "polite question": (
        r"(?:can|could|can't|couldn't|may|might) (?:you|we|i|someone|somebody)|(?:would|will) (?:you|someone|somebody)"
    ),
    "wh-question": r"(?:what|where|when|who|whose|why|which|how)(?:s|'s|'re|'d|'ll|'ve)?",
    "yes-no question": (
        r"(?:is|are|am|was|were|does|did|has|had|will|would|should|shall|can|could|isn't|aren't|doesn't|didn't)"
        r"|(?:do|have) (?:i|you|we|they|he|she|it|my|our|the|any)"
    ),
    "i-statement": r"i|i'm|im|i'd|i've|i'll",
    "verb": rf"do|don't|let|have|{VERBS}",
}
NAMES = (*FORMS, OTHER)
FILLERS = frozenset((
    "oh", "hey", "hi", "ok", "okay", "um", "uh", "so", "well", "sorry", "and", "yeah", "yes", "no", "nah", "right",
    "now", "just", "ah", "hmm", "ouch", "ow", "whoa", "wow", "then", "but", "actually", "also", "lord", "god", "man",
    "ugh", "wait", "quick",
))  # fmt: skip
SMALL_WORDS = {word: (word,) for word in ("please", "can you", "the", "my", "it", "just", "now", "up")}
_FORMS = {name: re.compile(rf"(?:{pattern})(?!\S)") for name, pattern in FORMS.items()}


def form(text: str) -> str:
    """One of NAMES."""
    words = text.split()
    while len(words) > 1 and words[0] in FILLERS:
        words.pop(0)
    begin = " ".join(words)
    return next((name for name, pattern in _FORMS.items() if pattern.match(begin)), OTHER)


def words(text: str) -> list[str]:
    return text.split()

"""English sounds and words that ask for nothing."""

FILLERS = frozenset(  # an utterance of nothing else is none
    [
        "uh",
        "um",
        "hmm",
        "hm",
        "er",
        "erm",
        "ah",
        "oh",
        "well",
        "like",
        "so",
        "you",
        "know",
        "i",
        "mean",
        "let",
        "me",
        "see",
        "huh",
        "wow",
        "eh",
        "ugh",
        "mm",
        "ooh",
        "aah",
        "phew",
        "and",
        "but",
        "the",
        "a",
        "an",
        "it",
        "is",
        "that",
        "of",
        "in",
        "to",
        "this",
    ]
)
ANSWERS: frozenset[str] = frozenset()  # those that answer a question
STEMS: tuple[str, ...] = ()  # none: words are known as a whole
LETTERS = 30  # of a word that make it known: all of it
WIDTH = 1  # columns that a letter takes
DATES = (  # what a date is asked or told with
    *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march"),
    *("april", "may", "june", "july", "august", "september", "october", "november", "december"),
)
QUESTION = r"(?!)"  # how a question may end whose words are of anything: English ones have known words
CALLED = (  # an assistant's name before what is said to it: two words at least, and no wish to reach that assistant
    r"^(?:(?:hey|ok|okay|hi) (?:malcha|alexa|siri|olly|cortana|bixby|google|genesis)"
    r"|malcha|alexa|siri|olly|cortana|bixby) "
    r"(?!(?:please )?(?:connect|ask|talk|come|maps?|play music|home|assistant|murs|demie|songs?|music)\b)(?=\S+ \S+)"
)
POLITE = (
    r"^(?:if (?:possible|you (?:can|could|would|don't mind|wouldn't mind)|it's (?:possible|okay|ok|alright))) "
    r"| (?:if (?:possible|you (?:can|could|would|don't mind|wouldn't mind)|it's (?:possible|okay|ok|alright)))$"
)
DICTATES = r"\b(?:text|message|tell|ask|send|write)\b"

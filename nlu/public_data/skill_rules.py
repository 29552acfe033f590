"""Rules for the Microsoft skill data sets (Bot Framework, MIT), English, by skill and intent. Training only."""

from nlu.public_data.rule import EN_PLAY, PLAYED, Rule, Rules

MS_SKILLS: Rules = {
    "general Cancel": (Rule("dialog.cancel do", r"cancel|never ?mind|forget", r"cancelled"),),
    "general Confirm": (
        Rule(
            "dialog.yes do",
            r"\b(yes|yeah|yep|ya|sure|ok|okay|right|course|correct|go ahead|do it|fine|absolutely|sounds "
            r"good|no doubt)\b",
            r"thank|baby|bro|for now|not",
        ),
    ),
    "general Reject": (
        Rule("dialog.no do", r"\b(no|nope|not|negative|reject|don't)\b", r"much|like|quite|close|need"),
    ),
    "general Repeat": (Rule("dialog.repeat do", r"repeat|again|pardon|did you say|heard|hear"),),
    "general Help": (Rule("dialog.help do", r"\bhelp\b|assistance", r"who|should"),),
    "general SelectItem": (
        Rule(
            "dialog.select do",
            r"\b(?P<number>first|second|third|fourth|fifth)\b(?: one| choice| option| item)?$",
            r"last",
        ),
    ),
    "general Escalate": (Rule("none", r"human|person|service"),),
    "music AdjustVolume": (
        Rule(
            "media.volume up",
            r"louder|turn.* up|increase|crank|pump|level up|raise|isn't loud",
            r"\d|max|by|down|too loud|two|song it",
        ),
        Rule("media.volume down", r"down|lower|quieter|too loud|decrease|softer", r"\d|min|\bby\b|up"),
    ),
    "music Pause": (Rule("media.pause do", r"pause|stop|hold", r"call|answer"),),
    "music PlayMusic": (
        Rule(
            "media.play play",
            EN_PLAY + r"@( music| songs?| tracks?)?( please| now| next| for me| for me please)?$",
            r"play ?list|mix|@.*@|shuffle|repeat|track|album|radio",
            PLAYED,
        ),
    ),
    "music AnswerMusicQuestion": (
        Rule(
            "info.general query",
            r"^(what|who|how|when|in what|which)\b",
            r"\b(this|playing|current|i|my|you|channels)\b",
        ),
    ),
    "phone OutgoingCall": (
        Rule(
            "phone.call do",
            r"^[a-z' ]*\b(call|dial|phone|contact|ring|get|to|reach)( my| me)? @( please| now| on the "
            r"phone| on the line| at work| at home| on (his|her) (cell phone|mobile( number)?|cell))?$",
            r"@.*@|number|'s",
            "contactname",
        ),
        Rule(
            "phone.call do",
            r"^(?:please )?(?:i (?:need|want) to )?(?:call|dial|phone|ring) (?P<arg>\d[\d ]+\d)(?: " r"please)?$",
        ),
    ),
    "poi FindParking": (
        Rule(
            "nav.nearby do",
            r"(?P<arg>parking lot|parking garage|parking space|parking)\b",
            r"@|\b(by|at|to the|my office|rated|for)\b|^(?!.*(near|closest|around|vicinity|surrounding|"
            r"close by))|(intersection|2 )|near (?!me|by|here)",
            "",
        ),
    ),
    "poi FindPointOfInterest": (
        Rule(
            "nav.nearby do",
            r"@.*(near ?by|near me|around here|around me|close by|around my location|in my (area|"
            r"vicinity)|close to me|near here)|(nearest|closest) @",
            r"@.*@|intersection|bucks|quid|euros|dollars|price|expens|cheap|pricey|affordable|cost|in " r"that place",
            "keyword|address",
        ),
    ),
    "poi GetDirections": (
        Rule(
            "nav.go do",
            r"\b(to|for|the way to|get to|go to|2) @( please| plz)?$|^@ (directions|navigation|how (do|"
            r"can) i (get|go) there|guide me there)|^(navigate|directions|route me|drive me|take me|bring "
            r"me|guide me|head) (to )?@",
            r"@.*@|\b(a|an|any|some|closest|nearest|affordable|cheap)\b ?@?|quickest|fastest|to (my|the) "
            r"?(nearest|closest)|city of|we are|turn on|price|near @|home|work",
            "keyword|address",
        ),
    ),
    "weather CheckWeatherTime": (Rule("info.weather query"),),
    "weather CheckWeatherValue": (Rule("info.weather query", "", r"house|inside"),),
    "weather GetWeatherAdvisory": (Rule("info.weather query"),),
    "weather QueryWeather": (Rule("info.weather query", "", r"^(is it|it is) (hot|cold|warm)$"),),
}

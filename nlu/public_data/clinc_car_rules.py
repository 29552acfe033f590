"""Rules for CLINC150: what a car, its navigation, phone and music can do, and lights at home. Training only."""

from nlu.public_data.rule import Rule, Rules

CLINC_CAR: Rules = {
    "gas": (
        Rule(
            "status.range query",
            r"(make it|get|drive|go) (all the way )?(to|home|there)|reach",
            r"station|get (some )?gas|fill|refuel|go get|how much (gas|fuel) (do|will|would) (i|it)( need|"
            r" take)|stop",
        ),
        Rule(
            "status.fuel query",
            r"\b(gas|fuel|gasoline|tank)\b",
            r"station|price|type|kind|need to get to|to get to|take|\b(to|before|until|near)\b (?!fill|"
            r"refuel|know|check|see|get (some )?gas)|where",
        ),
    ),
    "tire_pressure": (
        Rule(
            "status.tyre query",
            r"tires?\b",
            r"what (should|pressure should)|how (do|to|can) i|supposed|recommended|put|near|where|fill|" r"pump|should",
        ),
    ),
    "last_maintenance": (
        Rule("status.maintenance query", r"oil|service|check|maintenance|mechanic|shop|worked on|looked"),
    ),
    "oil_change_when": (
        Rule("status.maintenance query", r"oil", r"how (often|do you know|do i know|can i tell)|in general|know if"),
    ),
    "current_location": (
        Rule(
            "nav.info query",
            r"where (am i|are we)|my (current |present )?location|street|road|i am|i'm",
            r"how (do|can)|send|share|tow|figure|coordinates|how to",
        ),
    ),
    "directions": (
        Rule(
            "nav.nearby do",
            r"^(?:(?:can|could|would) you )?(?:please )?(?:find|find me|locate|where is|where's|what is|"
            r"what's|take me to|direct me to|directions to|give me directions to|show me|tell me where|"
            r"search for|i need|how do i get to)(?: is)? the (?:nearest|closest) (?P<arg>(?:(?!(?:to|near|"
            r"from|in|by|on|at|that|with|is|of|and|place|expressway|here)\b)[a-z']+ ?){1,3}?)(?: is)?(?: "
            r"to me| to here| near me| nearby| around here)?(?: please)?$",
        ),
        Rule(
            "nav.go do",
            r"^(?:please )?(?:(?:can|could|will|would) you (?:please )?)?(?:give me |get me |i need |i "
            r"want )?(?:the )?(?:directions to|take me to|navigate to) (?:the )?(?P<arg>[a-z0-9' ]+?)(?: "
            r"please)?$",
            r"closest|nearest|\b(by|foot|bus|from|walking|train|near|a|home|work)\b",
        ),
        Rule(
            "nav.go do",
            r"^how (?:do|can) i get to (?:the )?(?P<arg>[a-z0-9' ]+?)(?: from here| please)?$",
            r"closest|nearest|\b(by|on|foot|bus|from (?!here)|walking|train|near|a|home|work)\b",
        ),
    ),
    "make_call": (
        Rule(
            "phone.call do",
            r"^(?:(?:please|hey|ok) )?(?:(?:can|could|would|will) you )?(?:please )?(?:i (?:need|want|"
            r"would like|have) (?:you )?to |let's )?(?:call|phone|dial|ring|make a (?:phone )?call to|"
            r"place a call to) (?:contact )?(?P<arg>(?:my |the )?[a-z0-9]+)(?: for me| please| now)?$",
            r"\b(someone|a|an|somebody|up|back|number|him|her|them|it|to|friend group)\b(?! )|\bcall (a|"
            r"up|me|someone)\b",
        ),
    ),
    "text": (
        Rule(
            "message.send do",
            r"^(?:please )?(?:(?:can|could|would|will) you (?:please )?)?text (?P<to>(?:my )?[a-z]+) "
            r"(?:(?:saying|and say|to say|and tell (?:him|her|them))(?: that)?|that) (?P<body>(?!to |that "
            r").+?)$",
            r"for me|someone|\bask\b|please$",
        ),
        Rule(
            "message.send do",
            r"^(?:please )?(?:(?:can|could|would|will) you (?:please )?)?(?:send|write) (?:a |an "
            r")?text(?: message)? to (?P<to>(?:my )?[a-z]+) (?:saying|that says|and tell (?:him|her|them)|"
            r"and say)(?: that)? (?P<body>(?!to |that ).+?)$",
            r"someone|\bask\b|for me|please$",
        ),
        Rule(
            "message.send do",
            r"^(?:please )?(?:(?:can|could|would|will) you (?:please )?)?(?:text|send a text to) "
            r"(?P<to>(?:my )?[a-z]+)(?: for me| please)?$",
            r"someone|text (to|a|for)|\bme\b(?! please)$|back",
        ),
    ),
    "what_song": (
        Rule("media.info query", r"song|track|playing|listening|hearing|this|tune|artist|music", r"genre|album"),
    ),
    "next_song": (Rule("media.next do", r"next|skip|another", r"playlist|called"),),
    "change_volume": (
        Rule(
            "media.volume set",
            r"(?:volume|speakers?|sound)[a-z' ]* (?:to|at|on) (?:level )?(?P<number>\d+|one|two|three|"
            r"four|five|six|seven|eight|nine|ten)(?: please| for me)?$",
            r"by",
        ),
        Rule(
            "media.volume up",
            r"louder|(increase|raise|turn up|up|higher|pump).*(volume|sound|speakers?)|(volume|sound|"
            r"speakers?|it) (be )?(turned |increased )?up\b|(volume|sound) increased|too (low|quiet|soft)",
            r"\d|talk|speak|voice|not|off|decrease|down|max|lower",
        ),
        Rule(
            "media.volume down",
            r"quieter|(decrease|lower|turn down|reduce).*(volume|sound|speakers?)|(volume|sound|speakers?|"
            r"it) (be )?(turned )?down\b|too loud",
            r"\d|talk|speak|voice|not|off|up|min",
        ),
    ),
    "play_music": (
        Rule(
            "media.resume do",
            r"^(?:(?:can|could) you )?(?:please )?(?:play|start|put on|start up|start playing|turn on|i "
            r"want to hear|i want you to play)(?: me)?(?: some)? (?:music|tunes|songs)(?: for me)?(?: "
            r"please)?$",
        ),
        Rule(
            "media.play play",
            r"^(?:(?:can|could) you )?(?:please )?(?:play|put on|i want to hear|i want to listen to|start|"
            r"i'd like to hear|let me hear)(?: the song called| the song| songs by| music by| some songs "
            r"by| some music by) (?P<arg>[a-z0-9' ]+?)(?: for me)?(?: please)?$",
            r"\b(goes|that|playlist|like this|sounds?|mix|with|off|from|starts|album|and|it)\b",
        ),
    ),
    "traffic": (
        Rule(
            "nav.traffic query",
            r"(?:traffic|congestion|backed up|congested)[a-z' ]* (?:in|on) (?:the )?(?!(?:the |my |our "
            r")?(?:way|route|road to|drive|path|trip))(?P<arg>(?:rt |route |interstate |i |highway "
            r")?[a-z0-9]+(?: (?:street|avenue|road|bridge|highway|freeway|beltway|city|expressway|"
            r"parkway))?)$",
            r"\b(my|way|now|time|moment|at|right|today|general)\b",
        ),
        Rule(
            "nav.traffic query",
            r"traffic (?:ahead|like|now|report|update|conditions?|right now)(?: (?:right )?now| today| "
            r"for me| please)?$|^(?:is there|how is|how's|how bad is) (?:the |any |much )?traffic(?: bad| "
            r"heavy| right now| today| like)?$",
        ),
    ),
    "smart_home": (
        Rule(
            "home.tv on",
            r"^(please )?(can you |could you |will you )?(please )?(turn|switch|put) (on (the|my) tv|(the|"
            r"my) tv on)( please| now| for me)?$",
        ),
        Rule(
            "home.tv off",
            r"^(please )?(can you |could you |will you )?(please )?(turn|switch|put) (off (the|my) tv|"
            r"(the|my) tv off)( please| now| for me)?$",
        ),
        Rule(
            "home.light on",
            r"(turn|switch|put) .*\bon\b.*",
            r"\boff\b|car|^(?!.*(garage|hallway|living room|kitchen|bedroom|den|bathroom|porch|house|"
            r"basement) lights?)|^(?!.*lights?)|fan|tv|oven|low|dim",
        ),
        Rule(
            "home.light off",
            r"(turn|switch|shut) .*\boff\b",
            r"^(?!.*(garage|hallway|living room|kitchen|bedroom|den|bathroom|porch|house|basement) "
            r"lights?)|fan|tv|oven",
        ),
    ),
}

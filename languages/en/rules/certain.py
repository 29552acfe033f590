"""English utterances whose meaning is certain, as patterns of a whole normalised text: for nlu/rules/certain.py."""

_LEAD = (
    r"(?:(?:please|hey|help|help me|oh|oh my god|oh god|quick|quickly|somebody|someone|just|can you|could you|you|now|"
    r"this is an emergency|it's an emergency|emergency|(?:there's been|there was|i've had|we've had|we had|i had)"
    r" an accident|"
    r"(?:he's|she's|somebody's|someone's) (?:hurt|bleeding|unconscious|not breathing)) )*"
)
_CALL = r"(?:call|dial|phone|ring|get|send|send for|contact|i need|we need|get me|get us|send me|call me|call us)"
_NOW = r"(?: (?:please|now|right now|quick|quickly|immediately|fast|right away|for me|i need help|we need help|help))*"

AMBULANCE = "119"  # of Korea, where the car is; also of the fire brigade
POLICE = "112"
EMERGENCY = (  # (pattern, number)
    (
        rf"{_LEAD}{_CALL} (?:an |the |for an )?(?:ambulance|paramedics|emergency services|emergency number|"
        rf"fire brigade|"
        rf"fire department|fire service|fire engine|fire truck){_NOW}",
        AMBULANCE,
    ),
    (
        rf"{_LEAD}(?:call|dial|phone|ring) (?:the )?(?:911|9 1 1|nine one one|nine eleven|999|119|1 1 9|one one nine|"
        rf"emergency){_NOW}",
        AMBULANCE,
    ),
    (
        r"(?:help |please |oh my god |oh god )*(?:there's been|there has been|there was|i've had|we've had|i had|"
        r"we had) "
        r"(?:an|a bad|a car|a terrible) accident(?: (?:please|help|help me|help us|send help|get help|call for help|"
        r"(?:i|we) need (?:some )?help))+",
        AMBULANCE,
    ),
    (
        r"(?:help |please )*(?:he's|she's|somebody's|someone's|my \w+ is|my \w+'s) "
        r"(?:hurt|bleeding|unconscious|not breathing|having a heart attack|had a heart attack)"
        r"(?: (?:please|help|help me|help us|send help|get help|(?:i|we) need (?:some )?help))+",
        AMBULANCE,
    ),
    (rf"{_LEAD}{_CALL} (?:the |a )?(?:police|cops){_NOW}", POLICE),
    (rf"{_LEAD}(?:call|dial|phone|ring) (?:112|1 1 2|one one two){_NOW}", POLICE),
)
_HURT = r"(?:hurt|injured|bleeding|unconscious|not breathing|choking|having a (?:heart attack|seizure|stroke))"
EMERGENCY_TOLD = (  # (pattern, number) of who tells what has happened, and asks for nothing: the call is asked about
    (
        r"(?:help |please |oh my god |oh god |oh no )*(?:(?:there's been|there has been|we've had|i've had|we just had|"
        r"i just had) (?:an|a bad|a car|a terrible)(?: car)? (?:accident|crash)|"
        rf"(?:he's|she's|somebody's|someone's|somebody is|someone is|i'm|my \w+ is|my \w+'s) {_HURT}|"
        r"(?:there's|there is) a fire|(?:the|my|our) (?:car|engine)(?:'s| is) on fire)(?: help| help me)*",
        AMBULANCE,
    ),
    (r"(?:an )?(?:ambulance|119|1 1 9|911|9 1 1|999|one one nine|nine one one)(?: please| now)*", AMBULANCE),
    (r"(?:the )?(?:police|112|1 1 2|one one two)(?: please| now)*", POLICE),
)
HANG_UP = (  # after a call was started
    r"(?:(?:no|wait|oh|please|hey|just|shit|damn|sorry) )*(?:stop(?: it| that| calling| dialing| dialling| the call|"
    r" this call)?|"
    r"cancel(?: it| that| the call| this call| call)?|hang up|end (?:the |this )?call|abort|"
    r"(?:that's |it's |this is )?(?:the )?wrong (?:person|number|one|guy|contact)|not (?:him|her|them|that one)|"
    r"don't call(?: him| her| them)?)(?: (?:no|wait|stop|please|hang up|now|it|cancel|that|quick))*"
)
_LEAD_UNDO = r"(?:(?:no|oh|please|can you|could you|actually|wait|okay|hey|just) )*"
_AS_BEFORE = (
    r"(?: (?:(?:to )?(?:how|the way|where|what|like|as) (?:it|they|that|things) (?:was|were|had been)|like before|"
    r"again|please|"
    r"the way it was|before|now))*"
)
UNDO = (  # (pattern, how many are undone: 0 is the last one, EVERY all of them)
    (rf"{_LEAD_UNDO}put (?:it|that|this|them|those) back{_AS_BEFORE}", 0),
    (
        rf"{_LEAD_UNDO}(?:undo|revert|reverse|take back|cancel) (?:what (?:you|i|we) (?:just )?(?:did|changed|said)|"
        rf"(?:the|that) last (?:one|thing|command|change|action)){_AS_BEFORE}",
        0,
    ),
    (
        rf"{_LEAD_UNDO}(?:undo|revert|reverse) (?:both|them both|both of (?:them|those|these)|the last (?:two|couple))"
        rf"{_AS_BEFORE}",
        2,
    ),
    (rf"{_LEAD_UNDO}(?:undo|revert|reverse) (?:the last three|all three){_AS_BEFORE}", 3),
    (rf"{_LEAD_UNDO}put (?:them both|both|both of (?:them|those|these)) back{_AS_BEFORE}", 2),
    (
        rf"{_LEAD_UNDO}(?:undo|revert|reverse) (?:everything|all|it all|them all|all of (?:it|them|that)|all that)"
        rf"{_AS_BEFORE}",
        99,
    ),
    (rf"{_LEAD_UNDO}put (?:everything|it all|them all|all of (?:it|them)) back{_AS_BEFORE}", 99),
)
NOT_BUT = (
    r"(?:no |oh |please )*not (?P<wrong>\w+(?: \w+)??) "
    r"(?:but |call |dial |i meant |i mean |take me to |go to )?(?P<right>\w+(?: \w+)?)(?:{verb})?"
)
NOT_BUT_VERBS = {"phone.call": "", "nav.go": ""}  # function -> what may follow the right name
_VERBS = (
    r"(?:turn|switch|open|close|shut|lock|unlock|raise|lower|cancel|change|touch|roll|fold|unfold|set|put|activate|"
    r"deactivate|enable|disable|increase|decrease|adjust|mute|unmute|stop)"
)
_REST = r"(?: (?!just\b|but\b|instead\b|only\b|and\b|then\b|because\b|it's\b|i\b)\S+){0,6}"
_LEAD_NOT = r"(?:(?:no|oh|hey|please|wait|okay|uh|um|now) )*"
FORBIDDEN = (  # nothing is to be done
    rf"{_LEAD_NOT}(?:don't|do not|dont|never)(?: ever| you dare)? {_VERBS}{_REST}",
    rf"{_LEAD_NOT}(?:you don't have to|you don't need to|you needn't|there's no need to|there is no need to|"
    rf"no need to) "
    rf"{_VERBS}{_REST}",
)
YES_DO = (  # a yes and what was asked for; no verb that could be the opposite of it, as "close it" of "open it?"
    r"(?:(?:yes|yeah|yep|yup|sure|okay|ok)(?: please)? )(?:please )?(?:send|do|call|take|play|start|add|go)"
    r"(?: (?:it|that|them|ahead|for it|me there|so|him|her|the message|the call))+(?: please| now)*|"
    r"(?:send|do) it(?: please| now)*|go (?:ahead|on)(?: then| please)*|(?:sure|okay|ok)(?: then)?|please do|why not"
)
NO = r"(?:no|nope|nah|wrong)(?: (?:no|nope|thanks|thank you))*"
YES_BUT = (
    r"(?:yes|yeah|yep|yup|sure|okay|ok) (?:no|nope|wait|later|never ?mind|not|don't|but)(?: .*)?|(?:send|do|call) it no"
)
CANCEL = r"(?:(?:oh|no|actually|ah|okay) )*never ?mind(?: that| it| about it)?(?: thanks| thank you)?"
DROPPED_FIRST = (  # what was asked before is dropped, and something else follows
    r"(?:(?:oh|ah|no|wait|actually|okay|ok|well|um|uh|hey) )*(?:never ?mind|forget it|scratch that)(?: that| it)?"
    r"(?: (?:and|then|just|actually|please|let's just))* (?!(?:the|about|what|those|my|if|how|who|where|that)\b)(?=\S)"
)
DECLINED = (  # an answer to an open question: nothing of it is wanted any more
    r"(?:(?:oh|ah|no|wait|actually|okay|ok|well|um|uh|sorry|you know what) )*(?:nowhere|nothing|no where|"
    r"none of (?:them|those|these)|"
    r"neither|not any ?more|no need|not now|later|maybe later|i changed my mind|i've changed my mind|"
    r"forget (?:it|that|about it)|"
    r"(?:i|we) (?:don't|do not) (?:want|need|wanna) (?:to (?:go|drive|stop)(?: anywhere| there)?|it|that|one|"
    r"any|this|anything|them)"
    r"|cancel(?: it| that)?|scratch that|let's not|(?:i|we) don't want (?:any of (?:them|those|these)))"
    r"(?: (?:any ?more|now|please|thanks|thank you|after all|then|actually))*"
)
HELP = r"(?:(?:please )?help(?: me)?(?: please)?|what can (?:i say|you do))"
YES = r"(?:(?:oh )?(?:yes|yeah|yep|yup)(?: please| yes| yeah| sure| do it| go ahead)?)"
OFF = r"(?:(?:please|okay|now|just) )*(?:off|(?:turn|switch|shut) (?:it|that|this) off|turn off)(?: please| now)*"
WITHOUT_VALUE = {  # function -> an order that does not say whom or where
    "phone.call": r"(?:(?:please|i want to|i'd like to|i need to|can you|could you|let's|let me|help me) )*"
    r"(?:(?:make|place|start) a (?:phone |telephone )?call|call (?:someone|somebody))(?: for me| please)*",
    "nav.go": r"(?:(?:please|i want to|i'd like to|can you|could you|let's) )*"
    r"(?:start (?:the )?(?:navigation|navigating|guidance|route guidance)|navigate|navigate somewhere|"
    r"give me directions|set a destination|enter a destination)(?: for me| please)*",
}
_ASKED = (
    r"(?:(?:hey|so|well|alright|right|then|and|please|i want to|i'd like to|can you|could you|let's|let us|okay|ok|"
    r"now|just) )*"
)
_INTERRUPTED = (
    r"(?:where (?:i|we) (?:was|were) (?:going|headed|heading|driving)(?: to)?|"
    r"(?:the|my|our) (?:previous|last|earlier|original|interrupted) (?:destination|trip|route))"
    r"(?: before| earlier| just now| again| please)*"
)
RESUME = (  # guidance to where it went before it was interrupted
    rf"{_ASKED}(?:resume|continue|restart|go on|carry on|pick up|take up)(?: (?:with|the|my|our))* "
    r"(?:navigation|navigating|guidance|guiding|route|trip|drive|journey|directions|route guidance)"
    r"(?: again| please| where (?:i|we) left off)*",
    rf"{_ASKED}(?:resume|continue|go|go on|carry on|keep going|take me|bring me|get me|drive|drive me|navigate|head|"
    rf"guide me)(?: back| on)?(?: to| towards)? {_INTERRUPTED}",
    rf"{_ASKED}(?:resume|continue|go on|carry on|keep going)(?: on)?(?: to| towards) (?:the|my|our) destination"
    r"(?: please)*",
)
ONE_SCHEDULED = r"\b(?:cancel|delete|drop|forget|remove|clear)\b.*\bscheduled\b"  # to cancel one of those by its name
SCHEDULED = {  # op of schedule -> what is said
    "query": r"(?:please |can you )*(?:what is|what's|what do i have|what have i|what have you|what did i|"
    r"what else is|list|"
    r"show me|tell me|is anything|do i have anything)(?: (?:what is|what's|all|the|everything))* schedul(?:e|ed)"
    r"(?: (?:commands|things|for later|now|right now))*",
    "cancel": r"(?:please |can you )*(?:cancel|delete|remove|clear|drop|forget)(?: (?:that|the|all|everything|"
    r"what is|what's|"
    r"what i|of|every|anything))+ schedul(?:e|ed|es)(?: (?:commands?|things?|for later|orders?))*",
}
GATE = (  # where none of these is in an utterance, no rule of nlu/rules/gated.py concerns it
    r"\b(?:resume|continue|restart|(?:go|carry|pick|take) (?:on|up)|was|trip|route|"
    r"hurt|injured|bleeding|unconscious|breathing|choking|having|crash|schedul\w+|yes|yeah|yep|yup|off|call|"
    r"navigation|navigat\w+|guidance|directions|destination|"
    r"ambulance|paramedics|emergency|fire|911|9 1 1|999|119|1 1 9|112|1 1 2|nine|one one|accident|help|police|"
    r"cops|"
    r"undo|revert|reverse|back|cancel|don't|do not|dont|never|no|not|have to|need to|needn't|mean|meant|scratch|"
    r"forget|wait|"
    r"sorry|nope|nah|wrong|what can|never ?mind|go ahead|go on|please|why|send|do it|sure|okay|ok|"
    r"is|are|was|were|did|have|fahrenheit|f|face|eyes|head|feet|foot|legs|toes)\b|\df\b"
)

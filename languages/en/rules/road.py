"""English questions about the way, and wishes that change it: nlu/rules/road.py and vehicle/resolving read them."""

import re

TOPICS = {  # what is asked for -> words that ask for it, wherever they stand
    "toll": r"\btolls?\b",
    "limit": r"\blimit\b|how fast",
    "stops": r"\bstops?\b|\bwaypoints?\b",
    "why": r"\bwhy\b|how come|\breason\b",
    "destination": r"\bdestination\b|where (?:are|am) (?:we|i|you) (?:going|headed|heading|driving)|where to\b",
    "next": r"\bturn(?:ing|off)?\b|\bexit\b|\bnext\b|which (?:way|lane)|left or right|\bmaneuver\b|\bmanoeuvre\b",
    "street": r"\bstreet\b|\broad\b|\bhighway\b|\bmotorway\b|\bavenue\b|where are we|where am i",
}
_LEAD = r"(?:(?:um|uh|so|ok|okay|hey|and|well|please|tell me|can you tell me|do you know|remind me|now) )*"
_MORE = r"(?: (?:now|right now|please|again|currently|here|ahead|then|exactly|at the moment|today|on this road))*"
QUESTIONS = {  # topic -> a whole utterance that is sure to ask for it
    "next": (
        rf"{_LEAD}(?:where|when|which way|how soon|in how many (?:meters|kilometers)) (?:do|should|will|must|"
        rf"shall) (?:i|we) (?:need to |have to |gotta )?(?:turn\w*|go|get off|exit|leave)(?: next| off|"
        rf" now)*{_MORE}",
        rf"{_LEAD}(?:what|what's|when's|where's|what is|where is|when is|how far is|how far to|how long until|"
        rf"how far until)(?: is)? (?:the|my|our) next (?:turn\w*|maneuver|manoeuvre|exit|instruction|direction|"
        rf"step){_MORE}",
        rf"{_LEAD}(?:do|should|shall|must) (?:i|we) (?:go|turn|keep|take a|take the)? ?(?:left|right)(?: or "
        rf"(?:left|right))?(?: next| ahead| up ahead)?{_MORE}",
        rf"{_LEAD}(?:is it|is that|do i take|do we take)?(?: a| the)? ?(?:left|right)(?: turn)? or(?: a| the)? "
        rf"(?:left|right)(?: turn)?(?: coming up| next| ahead| up ahead)*{_MORE}",
        rf"{_LEAD}(?:where|which way|what) (?:do i do |do we do |to go |to turn |now |do i go |"
        rf"do we go )?next{_MORE}",
        rf"{_LEAD}(?:what|which|what kind of|what's the|what is the|whats the) (?:turn|exit|maneuver|manoeuvre|"
        rf"direction|"
        rf"instruction)(?: is|'s| do i have| do we have| do i take| do we take)?(?: coming| up| next| ahead|"
        rf" up ahead| soon)+"
        rf"{_MORE}",
        rf"{_LEAD}(?:am i|are we|is there|do i|do we|will i|will we|should i) (?:about to |going to |"
        rf"supposed to |meant to |have to |"
        rf"need to )*(?:a )?(?:turn|turning|turn off|exit|exiting|get off)(?: off)?(?: coming up| coming| soon|"
        rf" somewhere|"
        rf" anywhere| up ahead| ahead| next| here| at the lights?| shortly)*{_MORE}",
        rf"{_LEAD}(?:which|what) (?:side|lane)(?: of the road)? (?:do|should|must|shall|will) (?:i|"
        rf"we) (?:need to |have to |wanna |"
        rf"want to )?(?:be|get|stay|keep|drive|move|merge)(?: \S+){{0,6}}",
        rf"{_LEAD}what(?:'s| is) (?:the )?(?:coming up|upcoming)(?: turn| exit| maneuver)?(?: on the route|"
        rf" ahead)?{_MORE}",
    ),
    "street": (
        rf"{_LEAD}(?:what|which|what's the name of(?: the)?|what is the name of(?: the)?|name of(?: the)?)"
        rf"(?: this)? (?:street|road|avenue|highway|motorway)(?: name)?(?: is this| is it| are we on| am i on|"
        rf" are we driving on| am i driving on| we're on| i'm on| we are on| i am on| called)*{_MORE}",
        rf"{_LEAD}(?:what|which) (?:do|would) (?:you|they|people) call this (?:street|road|avenue|highway){_MORE}",
        rf"{_LEAD}what's this (?:street|road)(?: called)?{_MORE}",
    ),
    "limit": (
        rf"{_LEAD}(?:what's|what is|whats|tell me)? ?(?:the )?(?:current )?speed limit(?: (?:on|of|for|in) (?:this|"
        rf"the) (?:road|street|stretch|area|zone))?(?: is)?{_MORE}",
        rf"{_LEAD}how fast (?:can|may|should|am|are) (?:i|we) (?:allowed to |supposed to )?(?:go|drive|be going|"
        rf"be driving|driving|going){_MORE}"
        rf"(?: (?:before|without|until) (?:i |we )?(?:get|getting|being|am|are) (?:a )?(?:ticket|fined|fine|"
        rf"caught|flashed|"
        rf"speeding ticket|ticketed|pulled over))?",
    ),
    "why": (
        rf"{_LEAD}(?:why|how come)(?: on earth| exactly| the hell)? (?:are |do |did |am |is )?(?:we|you|i|it)?"
        rf"(?:'re| are| is)? ?(?:going|go|taking me|taking us|taking|take|took|driving|drive|choose|chose|pick|"
        rf"picked|using|use|routing|sending me|send me)(?: \w+){{0,2}} (?:this|that) (?:way|route|road|street|"
        rf"direction){_MORE}",
        rf"{_LEAD}(?:why|how come) (?:this|that) (?:way|route|road|one){_MORE}",
    ),
    "toll": (
        rf"{_LEAD}(?:are there|is there|do we have|will there be|do i have|do we|do i|will we|will i|would i|"
        rf"would we|should i)(?: have| need)?(?: to)?(?: any| a| pay| pay any| pay a| have to pay|"
        rf" have to pay any)* tolls?(?: (?:road|roads|gate|gates|booth|booths|plaza|plazas))?(?: (?:on|along|for|"
        rf"to) .{{1,30}})?{_MORE}",
        rf"{_LEAD}(?:how much|what) (?:is|are|do|does|will)(?: the| this| i pay in| we pay in)* tolls?(?: cost|"
        rf" be)?(?: .{{1,20}})?",
        rf"{_LEAD}is (?:this|it) a toll (?:road|route){_MORE}",
    ),
    "destination": (
        rf"{_LEAD}where (?:is|are) (?:it|you|this|the car|that) (?:taking|bringing|driving|leading|guiding|"
        rf"sending) (?:us|me){_MORE}",
        rf"{_LEAD}where (?:we're|we are|i'm|i am|we were) (?:going|headed|heading|driving)(?: to)?{_MORE}",
        rf"{_LEAD}(?:where|where to) (?:are|am|were) (?:we|i|you) (?:going|headed|heading|driving)(?: to)?{_MORE}",
        rf"{_LEAD}(?:what's|what is|where's|where is) (?:the|our|my) (?:current )?destination{_MORE}",
    ),
    "stops": (
        rf"{_LEAD}(?:how many|what|which) (?:more |other )?(?:stops|waypoints) (?:do|are|have) (?:we|i|there|still|"
        rf"left)(?: \w+){{0,4}}",
        rf"{_LEAD}(?:how many|what|which|are there any|do we have any|any) (?:more )?(?:stops|waypoints)(?: are|"
        rf" do we have| do i have| have we)?(?: there)?(?: still)?(?: left| remaining| on the way| on the route|"
        rf" more)*{_MORE}",
        rf"{_LEAD}how many (?:more |other )?(?:places|stops|errands|waypoints) (?:are|do|will|have|must|"
        rf"should) (?:we|i)"
        rf"(?! (?:been|gone|visited|seen|had))(?: \S+){{1,8}}",
        rf"{_LEAD}(?:(?:tell|show|read|give)(?: me)?|list|read out|name|go over|what are|what're)(?: back|"
        rf" out)? (?:all )?"
        rf"(?:the|my|our|all my|all our)? ?(?:list of )?(?:remaining |planned |next |upcoming )?(?:stops|waypoints)"
        rf"(?: i have| we have| again| out| left| remaining| on (?:the|my|our) (?:way|route))*{_MORE}",
    ),
}
NEXT_ONE = r"(?:the )?next "  # before a kind of place: the first one on the way
_HOME = r"(?P<name>home)"
NEXT_OF_KIND = (
    r"(?:when|when's|how|in how)\b.*?\b(?P<name>(?:the )?next (?!turn|exit|maneuver|step|direction|instruction|"
    r"intersection|crossing)[a-z' ]+?)(?: please| now| from here)*",
)
_OF = r"(?P<name>(?!(?:it|we|i|that|this|get|go|drive|reach|arrive|left|until|till)\b)\S.*?)"
_END = r"(?: (?:from here|from where we are|right now|now|please|by car|away|take|be|in this traffic))*"
FAR = (  # how far a place is
    rf"{_LEAD}how (?:long|far|much time|many (?:kilometers|kilometres|km|minutes|miles|hours))(?: away)?"
    rf"(?: (?:does it take|will it take|would it take|is it|it is|is the drive|is the way|do i need|do we need|"
    rf"would i need|"
    rf"are we|would it be|away|me|us|from here|still|by car))*(?: to (?:get|drive|go))? to {_OF}{_END}",
    rf"{_LEAD}how (?:long|far|much time|many minutes|many hours)(?: (?:does it take|will it take|would it take|"
    rf"do i need))?"
    rf"(?: me| us)? to (?:reach|get to) {_OF}{_END}",
    rf"{_LEAD}how far (?:away )?(?:is|are) {_OF}{_END}",
    rf"{_LEAD}is {_OF} (?:far|far away|a long way)(?: from here| away)*",
    rf"{_LEAD}how much (?:further|farther|longer)(?: is it)?(?: (?:to|till|until)| is) {_OF}{_END}",
    rf"{_LEAD}how (?:long|far|much time|many (?:minutes|kilometers|kilometres|km))(?: (?:does it take|will it take|"
    rf"would it take|is it))?(?: me| us)?"
    rf"(?: to (?:get|drive|go))? {_HOME}{_END}",
    rf"{_LEAD}how (?:long|far|much longer|much time|many (?:minutes|hours))(?: is it| will it be| does it take|"
    rf" is left)? "
    rf"(?:until|till|til|before) (?:i'm|we're|i am|we are|i get|we get|i reach|we reach|i arrive|we arrive|i'll be|"
    rf"we'll be)(?: back)?(?: to| at| in)? {_OF}{_END}",
    rf"{_LEAD}(?:what's|what is) the (?:distance|drive time|driving time|travel time)(?: from here)? to {_OF}{_END}",
)
TURNS = (  # of how far these are no place is asked
    r"\b(?:hang|make|take)(?: a| an| another| the next)? (?:left|right|u turn)\b|\b(?:next|left|right|u) turn\b|"
    r"\bturn (?:left|right|off|around)\b"
)
JAMMED = (  # how jammed it is there; group name, where one is said
    rf"{_LEAD}(?:how (?:bad|backed up|jammed|busy|congested|crowded|slow|blocked)|is there (?:much |any |a lot of )?"
    rf"(?:of )?(?:traffic|congestion)|how(?:'s| is)(?: the)? (?:traffic|congestion))(?: (?:is|are|it|traffic|the|at|on|"
    rf"to|near|around|by)\b)* ?(?P<name>\S.*?)??{_MORE}",
)
NOT_A_PLACE = (
    r"(?:(?:the|our|my) )?(?:destination|end|trip|rest)|there|here|then|still|away|remaining"
    r"|(?:it|that|this|left|are|arrive|we|i|me|us|go|to|get|is|until|till)(?: .*)?|(?:the|a|number|option|my)"
)
_WISH = (
    r"(?:(?:actually|no|wait|oh|okay|ok|but|well|hey|let's|please|can we|could we|can you|could you|i want to|"
    r"i'd like to|"
    r"i need to|i have to|we should|we need to|we have to|we) )*"
)
FIRST = (  # a stop before all others
    rf"{_WISH}(?:go|stop|drive|head|swing|visit|see|do|hit|pass|take me|take us|bring me|bring us)(?: by)?"
    r"(?: to| at|"
    r" by)? (?P<name>\S.*?) first(?: please| of all| thing| instead)*",
    rf"(?:actually |no |wait |okay )*first {_WISH}(?:go|stop|drive|head|swing|visit|see|do)(?: by)?(?: to| at|"
    r" by)? "
    r"(?P<name>\S.*)",
    r"(?:make|put) (?P<name>\S.*?) (?:the )?(?:first|next)(?: stop)?(?: please)?",
)
FIRST_OF_ALL = (  # the same, in words that say so whatever the place is
    rf"{_WISH}(?:go|stop|drive|head|swing|pop|nip|visit|hit|run)(?: by)?(?: to| at| by| past| into| round|"
    rf" over to)? (?P<name>\S.*?) before"
    r" (?:the others?|everything else|anything else|anywhere else|we do anything else|all the others|"
    r"the other stops?|the rest)",
)
_NO_MORE = (
    r"(?:(?:please|let's|can you|actually|we can|just|on second thoughts?|you know what|oh|okay|ok|no|wait|hey|i think|"
    r"we'll|i'll|we should|let us|maybe) )*"
)
WITHOUT = (  # how an order ends, behind or before the name of a stop, that does without it
    r"\b(?:do|live) without\b|\b(?:don't|do not|no longer|doesn't) (?:really )?(?:need|want|"
    r"have) (?:to )?(?:stop|go|visit|see|"
    r"drive)?\b|\b(?:skip|drop|remove|delete|ditch|scrap|cancel|bypass)\b|\bleave (?:out|off)\b|\boff the list\b"
)
TO_FRONT = (  # the same for one that is to come before all others
    r"\b(?:to the (?:front|top)|first (?:on|in) the list|up front|before (?:the|all the) others?|first stop)\b"
)
KEEPS = r"\bdon't (?:skip|drop|remove|delete|ditch|cancel)|\b(?:if|why|how(?! about)|did|should)\b"  # no such order
AWAY = (  # a stop that is none any more
    rf"{_NO_MORE}(?:skip|drop|remove|delete|cancel|take out|leave out|ditch|scrap|pass on|bypass|"
    r"forget)(?: about)?(?: the stop (?:at|in|by))? (?P<name>\S.*?)(?: stop)?(?: from (?:the|our|"
    r"my) (?:route|stops|way|trip|list))?"
    r"(?: please)?",
    rf"{_NO_MORE}(?:don't|do not|no need to|we don't need to|i don't need to|let's not) (?:stop|go) (?:at|by|to|"
    rf"in) (?P<name>\S.*?)"
    r"(?: any ?more)?(?: please)?",
)
NUMBERED_AWAY = (  # the same for one that is counted
    rf"{_NO_MORE}(?:skip|drop|remove|delete|cancel|ditch) (?:the |my |our )?(?P<name>first|second|third|fourth|fifth) "
    r"(?:stop|waypoint)(?: please)?",
)
ALL_AWAY = (  # no stop any more
    r"(?:please |can you |actually |just )*(?:cancel|remove|delete|drop|clear|skip|forget|take out)(?: about)? "
    r"(?:all|every|all of)(?: of)?(?: the| my| our)? (?:stops?|waypoints?)(?: please| on the way)?",
    r"(?:let's |just |please |actually |okay |ok |can we |can you )*(?:head|go|drive|take me|take us|get me|"
    r"get us|navigate) "
    r"(?:straight |directly |right )?(?:there|to (?:the|our|my) destination|on)? ?(?:without|with no|and skip) "
    r"(?:any |all |more |the |making |further )*(?:stops?|detours?|stopping|waypoints?)(?: anywhere| at all| please)*",
    r"(?:please |can you )*(?:clear|cancel|delete|skip) (?:the|my|our) (?:stops|waypoints)(?: please)?",
)
STOP_WORDS = r"(?:the |my |our )?(?:last )?(?:stop|waypoint)s?"  # around the name of a stop
SOMEWHERE = r" (?:somewhere|someplace|some place|anywhere|at some point)$"  # behind a name, and no part of it
_ASKED = r"(?:(?:please|can you|could you|actually|just|let's|can we|i want you to) )*"
_STOPS = r"(?:stops|waypoints)"
_BEST = r"(?:best|fastest|quickest|shortest|optimal|faster|quicker|shorter|efficient|less time|least time)"
ORDER = (  # the best order is wished
    r"(?:what's|what is) (?:the )?(?:best|fastest|quickest|shortest) order (?:for|of) (?:the |my |our )?(?:stops|"
    r"waypoints)",
    r"(?:please |can you |could you )*(?:put|sort|arrange|reorder|order|optimi[sz]e|rearrange|organi[sz]e)(?: "
    r"(?:all )?(?:the|my|our))? (?:stops|waypoints|route order|order of (?:the )?stops|stop order)(?: .{1,40})?",
    r"(?:please |can you |could you )*(?:find|choose|pick|take|use|figure out|work out)(?: me)? (?:the )?(?:best|"
    r"fastest|quickest|shortest|optimal) order(?: .{1,40})?",
    rf"{_ASKED}(?:change|switch|fix|redo|improve|shuffle|swap|move|mix) (?:the |my |our )?(?:order of (?:the |"
    rf"my |our |all )*"
    rf"{_STOPS}|{_STOPS}(?:'s)? order|{_STOPS})(?: around| up| order)*(?: .{{0,30}})??\b{_BEST}\b.{{0,30}}",
    rf"{_ASKED}(?:change|switch|fix|redo|improve) (?:the |my |our )?(?:order of (?:the |my |our |all )*{_STOPS}|"
    rf"{_STOPS}(?:'s)? order)(?: please)?",
    rf"{_ASKED}(?:rearrange|reorder|reorganize|reorganise|rework|sort|shuffle|arrange)(?: (?:out|"
    rf"around))? (?:the |my |our |"
    rf"all )*(?:things|stops|them|it|trip|route|order|waypoints)(?: around| out| differently)?(?: so(?: that)?|"
    rf" to)? (?:we|i|it|"
    rf"save|stop)(?: \S+){{0,8}}",
    rf"{_ASKED}(?:do|visit|hit|take|make|go to|go through|run through) (?:all )?(?:the |my |our )?{_STOPS} in "
    rf"(?:the |whatever |whichever )*(?:order )?(?:is |that's |that is )*{_BEST}(?: .{{1,30}})?",
)
OPTIONS = {  # word of the route option -> a whole utterance that wishes it
    "avoid_highway": (
        r"(?:please |let's |can you |can we )*(?:don't|do not|no|avoid|without|not|stay off|keep off|skip|"
        r"rather not)(?: (?:take|taking|use|using|go|going|drive|on|via|over|by|the|any))* (?:highways?|"
        r"motorways?|freeways?|expressways?)(?: please)?"
    ),
    "free": (
        r"(?:please |let's |can you |can we |i'd |i would |i |we )*(?:don't|do not|no|avoid|without|not|"
        r"stay off|keep off|skip|"
        r"rather not)(?: (?:want|wanna|like|to|take|taking|use|using|go|going|drive|on|via|over|by|the|any|pay|"
        r"paying))*? "
        r"(?:tolls?|toll roads?|toll routes?|(?:pay|paying) (?:for|to use) (?:the |this |a |any )?(?:road|roads|"
        r"route|highway))"
        r"(?: please)?"
    ),
}
_ROADS = {"avoid_highway": r"(?:highways?|motorways?|freeways?|expressways?)", "free": r"tolls?(?: roads?| routes?)?"}
LIKES = {  # word of the route option that is without such roads -> words that wish for these roads
    option: (
        rf"\b(?:take|taking|use|using|want|prefer|allow|pay|like|on|via|by)(?: the| a| any| some| to)* {roads}\b|"
        rf"\b{roads} (?:is |are )?(?:all |totally )?(?:fine|ok|okay|allowed|good|please)\b"
    )
    for option, roads in _ROADS.items()
}
DENIES = (  # with these the roads that are named are not those that are wished
    r"\b(?:no|not|\w+n't|never|avoid\w*|without|off|instead|rather|skip|free|hate|except|but|stop|other|cancel|"
    r"any more|less|fewer|save|dizzy|scared|jammed|closed)\b"
)
ALLOWS, FINE = (
    r"\b(?:don't|do not|doesn't|does not) (?:mind|matter|avoid)\b|\bstop avoiding\b|\bno problem with\b",
    "allow",
)
BEFORE_OTHER = re.compile(r"^\S.*? (?:but|instead) ")  # another stop that is named before the first one

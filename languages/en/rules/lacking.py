"""What an English order may name and no function has; nlu/rules/lacking.py reads it."""

NAMED = (  # equipment and apps; a message, a title or a place may hold any of these words
    r"\b(?:wi-?fi|hot ?spot|android auto|car ?play|hood|bonnet|charge port|charging port|charge flap|child ?locks?|"
    r"dash ?cam|surround view|rear camera|backup camera|reversing camera|"
    r"(?:snow|mud|sand|off-?road|tow|pet|dog|camp|camping|valet|car ?wash|drift) mode|"
    r"bass|treble|equali[sz]er|playback speed|turn signals?|(?:left|right) (?:blinker|indicator)|"
    r"horn|parking brake|hand ?brake|"
    r"auto hold|head ?rests?|lumbar)\b"
)
OFF = (  # a mode is to be left
    r"\b(?:(?:turn|switch|shut) off|disable|deactivate|exit|leave|get out of|quit|cancel|stop) (?:\w+ ){0,3}mode\b|"
    r"\bmode off\b"
)

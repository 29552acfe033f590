"""English words of the replies: values of signals, zones, units; and colours as drivers say them."""

import re

UNITS = {  # DBC unit -> put behind the number
    "degC": " degrees",
    "%": " percent",
    "level": "",
    "MHz": " megahertz",
    "kHz": " kilohertz",
    "km": " kilometres",
    "V": " volts",
    "ug/m3": " micrograms per cubic metre",
}

ZONES = {
    "driver": "driver",
    "passenger": "passenger",
    "rear_left": "rear left",
    "rear_right": "rear right",
    "front": "front",
    "rear": "rear",
    "left": "left",
    "right": "right",
    "all": "all",
}

WORDS = {  # word on the wire or in the catalogue, after the function where it has a word of its own
    "on": "on",
    "off": "off",
    "sync": "on",
    "dual": "off",
    "locked": "locked",
    "unlocked": "unlocked",
    "folded": "folded",
    "unfolded": "unfolded",
    "open": "open",
    "closed": "closed",
    "tilt": "tilted",
    "face": "the face",
    "feet": "the feet",
    "face_feet": "face and feet",
    "feet_windshield": "feet and windshield",
    "windshield": "the windshield",
    "recirculated": "recirculating",
    "fresh": "fresh air",
    "LO": "LO",
    "HI": "HI",
    "memory1": "memory 1",
    "memory2": "memory 2",
    "slightly": "a little",
    "forward": "forward",
    "back": "back",
    "recline": "reclined",
    "manual": "a position set by hand",
    "low": "low",
    "high": "high",
    "auto": "automatic",
    "fog": "fog lamps",
    "park": "parking lamps",
    "interval": "interval",
    "wash": "wash",
    "eco": "eco",
    "comfort": "comfort",
    "sport": "sport",
    "smart": "smart",
    "fm": "FM radio",
    "am": "AM radio",
    "bluetooth": "Bluetooth",
    "usb": "USB",
    "podcast": "podcasts",
    "audiobook": "audiobooks",
    "recommended": "the recommended route",
    "fast": "the fastest route",
    "free": "toll-free roads",
    "short": "the shortest route",
    "avoid_highway": "no highways",
    "north": "north up",
    "heading": "heading up",
    "white": "white",
    "red": "red",
    "orange": "orange",
    "yellow": "yellow",
    "green": "green",
    "sky_blue": "sky blue",
    "blue": "blue",
    "purple": "purple",
    "pink": "pink",
}

LITTLE = re.compile(  # and not "a little later"
    r"\b(?:a (?:little|wee bit|bit|tad|touch|crack|smidge)|slightly)\b(?!\s+(?:later|after|before))"
)
FURTHER = re.compile(r"\b(?:more|further|another)\b")  # from where it is
MUCH = re.compile(
    r"\b(?:a lot|(?<!too )much|freezing|boiling|sweltering|way (?:too|more|up|down))\b"
)  # more than a step
NOTCH = re.compile(r"\b(?:notch|notches|steps?|clicks?)\b")  # behind a number: so many steps

COLOUR_ENDINGS = ()  # of a colour as spoken, cut off before it is looked up
COLOURS = {  # as spoken -> word on the wire
    "white": "white", "warm white": "white",
    "red": "red",
    "orange": "orange",
    "yellow": "yellow",
    "green": "green",
    "sky blue": "sky_blue", "light blue": "sky_blue", "cyan": "sky_blue", "turquoise": "sky_blue",
    "blue": "blue",
    "purple": "purple", "violet": "purple",
    "pink": "pink",
}  # fmt: skip

"""Effects of the commands in the hatchback: which status signal takes the value of a command signal."""

STATUS_OF = {  # command signal -> status signal that takes its word or number; "no_change" leaves it unchanged
    "SET_AIR.Temp": "AIR.Temp",
    "SET_AIR.Fan": "AIR.Fan",
    "SET_AIR.Ac": "AIR.Ac",
    "SET_AIR.Recirculation": "AIR.Recirculation",
    "SET_AIR.DefrostFront": "AIR.DefrostFront",
    "SET_AIR.DefrostRear": "AIR.DefrostRear",
    "SET_SEATS.DrHeat": "AIR.DrHeat",
    "SET_SEATS.PsHeat": "AIR.PsHeat",
    "SET_BODY.Locks": "BODY.DrLock",
    "SET_BODY.Hazard": "BODY.Hazard",
    "SET_BODY.Headlamp": "BODY.Headlamp",
    "SET_BODY.Wiper": "BODY.Wiper",
    "SET_RADIO.Volume": "RADIO.Volume",
    "SET_RADIO.Mute": "RADIO.Mute",
    "SET_RADIO.Source": "RADIO.Source",
    "SET_RADIO.Fm": "RADIO.Fm",
}

"""Wiring of the G70: media, navigation, phone and messages."""

from dataclasses import replace

from vehicle.can.text_link import Kind
from vehicle.cars.genesis_g70.parts import action
from vehicle.cars.wiring import LATITUDE, LONGITUDE, Wire, Wiring, Write, one_wire, ops_only, switch

PLAYING, PAUSED = {"VA_MEDIA_STS.PlayState": ("playing",)}, {"VA_MEDIA_STS.PlayState": ("paused",)}
MUTED, LOUD = {"AMP_HU_PE_02.AMP_MuteState": ("on",)}, {"AMP_HU_PE_02.AMP_MuteState": ("off",)}
GO = Write(
    {"VA_DEST_CMD.DestLat": LATITUDE, "VA_DEST_CMD.DestLon": LONGITUDE, "VA_DEST_CMD.IsWaypoint": "destination"},
    {
        "VA_DEST_STS.DestLat": (LATITUDE,),
        "VA_DEST_STS.DestLon": (LONGITUDE,),
        "VA_DEST_STS.IsWaypoint": ("destination",),
        "VA_NAV_STS.GuidanceState": ("guiding",),
    },
    event=True,
)
STOP_BY = Write(
    {"VA_DEST_CMD.DestLat": LATITUDE, "VA_DEST_CMD.DestLon": LONGITUDE, "VA_DEST_CMD.IsWaypoint": "waypoint"},
    {
        "VA_DEST_STS.DestLat": (LATITUDE,),
        "VA_DEST_STS.DestLon": (LONGITUDE,),
        "VA_DEST_STS.IsWaypoint": ("waypoint",),
    },
    event=True,
)


def stop_on_the_way(what: str) -> Write:
    """The waypoint at the place of the command becomes the first, or is removed."""
    return Write(
        {"VA_STOP_CMD.StopLat": LATITUDE, "VA_STOP_CMD.StopLon": LONGITUDE, "VA_STOP_CMD.StopAction": what},
        {
            "VA_STOP_STS.StopLat": (LATITUDE,),
            "VA_STOP_STS.StopLon": (LONGITUDE,),
            "VA_STOP_STS.StopAction": (what,),
        },
        event=True,
    )


LAST_AWAY = replace(action("NAV", "NavAction", "remove_waypoint", event=True), named=stop_on_the_way("remove"))
WIRING: dict[str, Wiring] = {
    "media.play": ops_only(
        play=action("MEDIA", "MediaAction", "play", PLAYING, event=True, text=True, brings=Kind.NOW_PLAYING)
    ),
    "media.pause": ops_only(do=action("MEDIA", "MediaAction", "pause", PAUSED)),
    "media.resume": ops_only(do=action("MEDIA", "MediaAction", "resume", PLAYING)),
    "media.next": ops_only(do=action("MEDIA", "MediaAction", "next", PLAYING, event=True)),
    "media.previous": ops_only(do=action("MEDIA", "MediaAction", "previous", PLAYING, event=True)),
    "media.source": Wiring(  # a source or a station that is chosen plays, also after a pause
        {"": Wire("VA_MEDIA_CMD.SourceSet", "HU_CLU_PE_01.HU_OpState", also=PLAYING)}, words={"radio": "fm"}
    ),
    "media.tune": Wiring(
        {
            "fm": Wire(
                "VA_MEDIA_CMD.FmSet", "HU_CLU_PE_01.HU_Frequency", also=PLAYING | {"HU_CLU_PE_01.HU_OpState": ("fm",)}
            ),
            "am": Wire(
                "VA_MEDIA_CMD.AmSet", "VA_MEDIA_STS.AmFreq", also=PLAYING | {"HU_CLU_PE_01.HU_OpState": ("am",)}
            ),
        }
    ),
    "media.preset": Wiring(
        {
            "": Wire(
                "VA_MEDIA_CMD.PresetSet",
                "HU_CLU_PE_01.HU_Preset_Number",
                also=PLAYING | {"HU_CLU_PE_01.HU_OpState": ("fm",)},
            )
        }
    ),
    "media.shuffle": switch("VA_MEDIA_CMD.ShuffleSet", "VA_MEDIA_STS.ShuffleState"),
    "media.repeat": switch("VA_MEDIA_CMD.RepeatSet", "VA_MEDIA_STS.RepeatState"),
    "media.volume": Wiring(
        {"": Wire("HU_AMP_E_08.AMP_MainVolumeSet", "AMP_HU_PE_03.AMP_MainVolumeSetting")},
        {"mute": Write({"HU_AMP_E_02.AMP_Mute": "on"}, MUTED), "unmute": Write({"HU_AMP_E_02.AMP_Mute": "off"}, LOUD)},
    ),
    "media.info": Wiring(),
    "nav.go": ops_only(do=GO),
    "nav.home": ops_only(do=GO),
    "nav.work": ops_only(do=GO),
    "nav.nearby": Wiring(),
    "nav.waypoint": Wiring(ops={"add": STOP_BY, "remove": LAST_AWAY}),
    "nav.next_stop": ops_only(do=stop_on_the_way("first")),
    "nav.cancel": ops_only(do=action("NAV", "NavAction", "cancel", {"VA_NAV_STS.GuidanceState": ("idle",)})),
    "nav.route_option": one_wire("VA_NAV_CMD.RouteOptionSet", "VA_NAV_STS.RouteOptionState"),
    "nav.remaining": Wiring(),
    "nav.map": Wiring(
        {"": Wire("VA_DISPLAY_CMD.MapViewSet", "VA_DISPLAY_STS.MapViewState")},
        {
            "zoom_in": action("DISPLAY", "MapZoomSet", "zoom_in", event=True),
            "zoom_out": action("DISPLAY", "MapZoomSet", "zoom_out", event=True),
        },
    ),
    "phone.call": ops_only(
        do=action(
            "PHONE", "PhoneAction", "call", {"VA_PHONE_STS.CallState": ("dialling", "active")}, event=True, text=True
        )
    ),
    "phone.answer": ops_only(do=action("PHONE", "PhoneAction", "answer", {"VA_PHONE_STS.CallState": ("active",)})),
    "phone.hangup": ops_only(do=action("PHONE", "PhoneAction", "hangup", {"VA_PHONE_STS.CallState": ("idle",)})),
    "phone.redial": ops_only(
        do=action("PHONE", "PhoneAction", "redial", {"VA_PHONE_STS.CallState": ("dialling", "active")}, event=True)
    ),
    "message.read": ops_only(do=action("PHONE", "PhoneAction", "read", event=True, brings=Kind.MESSAGE_READ)),
    "message.send": ops_only(do=action("PHONE", "PhoneAction", "send", event=True, text=True)),
}

"""Rows of the catalogue: media, navigation, phone and messages."""

from dataclasses import replace

from vehicle.catalogue.row import ELSEWHERE, REPORT, Row, Value, ops
from vehicle.catalogue.values import PERCENT, words

STOP = {"off": "media.pause do", "stop": "media.pause do"}  # follow-up ops
MEDIA = "Vehicle.Cabin.Infotainment.Media"

ROWS = (
    Row("media.play", ops("play"), Value("text"), answer="track", follow_up_ops=STOP, vss=f"{MEDIA}.Action"),
    Row("media.pause", ops("do"), follow_up_ops={"on": "media.resume do"}, vss=f"{MEDIA}.Action"),
    Row("media.resume", ops("do"), follow_up_ops=STOP, vss=f"{MEDIA}.Action"),
    Row("media.next", ops("do"), vss=f"{MEDIA}.Action"),
    Row("media.previous", ops("do"), vss=f"{MEDIA}.Action"),
    Row("media.source", ops("set query"), words("fm am radio bluetooth usb podcast audiobook")),
    Row("media.tune", ops("set"), Value("frequency")),
    Row("media.preset", ops("set"), Value("count")),
    Row("media.shuffle", ops("on off query")),
    Row("media.repeat", ops("on off query")),
    Row(
        "media.volume",
        ops("set up down mute unmute query"),
        PERCENT,
        follow_up_ops={"off": "mute", "on": "unmute"},
        vss=f"{MEDIA}.Volume",
    ),
    Row("media.info", ops("query"), answer="track"),
    Row(
        "nav.go",
        ops("do"),
        Value("place"),
        follow_up_ops={"off": "nav.cancel do"},
        vss="Vehicle.Cabin.Infotainment.Navigation.DestinationSet.Latitude",
    ),
    Row("nav.home", ops("do"), Value("home"), follow_up_ops={"off": "nav.cancel do"}),
    Row("nav.work", ops("do"), Value("work"), follow_up_ops={"off": "nav.cancel do"}),
    Row("nav.nearby", ops("do", do=REPORT), Value("category"), answer="nearby"),
    Row(
        "nav.waypoint",
        ops("add remove"),
        Value("place", on_way=True),
        needs={"remove": ("has_waypoint",), "add": ("guiding",)},
        follow_up_ops={"off": "remove", "on": "add"},
        changes_way=True,
    ),
    Row("nav.next_stop", ops("do"), Value("place", on_way=True), needs={"do": ("guiding",)}, changes_way=True),
    *(Row(f"nav.{each}", ops("do", do=ELSEWHERE), is_dialog=True) for each in ("best_order", "no_stops")),
    Row("nav.cancel", ops("do")),
    Row("nav.route_option", ops("set"), words("recommended fast free short avoid_highway"), changes_way=True),
    Row("nav.remaining", ops("query"), replace(words("time distance arrival"), or_place=True), answer="remaining"),
    Row("nav.traffic", ops("query"), Value("road"), agent="traffic"),
    Row("nav.info", ops("query"), Value("text"), answer="road"),
    Row(
        "nav.map",
        ops("zoom_in zoom_out set"),
        words("north heading"),
        follow_up_ops={"up": "zoom_in", "down": "zoom_out"},
    ),
    Row("phone.call", ops("do"), Value("contact")),
    Row("phone.answer", ops("do"), needs={"do": ("ringing",)}),
    Row("phone.hangup", ops("do"), needs={"do": ("calling",)}),
    Row("phone.redial", ops("do")),
    Row("message.read", ops("do"), answer="message"),
    Row("message.send", ops("do"), Value("message"), asks=("do",)),
)

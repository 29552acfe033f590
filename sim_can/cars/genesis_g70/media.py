"""Music and radio of the head unit (H_U)."""

from collections.abc import Mapping

from sim_can.frames.signals import Signals
from sim_can.frames.texts import Texts
from vehicle.can.text_link import Kind
from vehicle.can.values import SignalValue, known

PLAYLIST = (  # folk songs and works in the public domain
    "아리랑",
    "밀양 아리랑",
    "도라지 타령",
    "Clair de lune - Claude Debussy",
    "Gymnopédie No. 1 - Erik Satie",
    "Canon in D - Johann Pachelbel",
)
PLAY_STATE, TRACK_COUNT, SOURCE = "VA_MEDIA_STS.PlayState", "VA_MEDIA_STS.TrackCount", "HU_CLU_PE_01.HU_OpState"
PRESETS = (89.1, 91.9, 93.1, 95.9, 107.7, 103.5)  # MHz, in the order of their numbers: preset 1 is the first
STATIONS = {  # source -> (frequency signal, presets: stations of Seoul)
    "fm": ("HU_CLU_PE_01.HU_Frequency", PRESETS),
    "am": ("VA_MEDIA_STS.AmFreq", (711, 900)),  # kHz
}
REPEAT_AFTER = 5.0  # s after which a title that was not received is sent again, assumed


def preset_of(frequency: SignalValue) -> SignalValue:
    """The number of the preset with this frequency, as HU_Preset_Number shows it."""
    found = None if isinstance(frequency, str) else round(frequency, 1)
    return PRESETS.index(found) + 1 if found in PRESETS else "not_available"


class Media:
    def __init__(self, signals: Signals, texts: Texts) -> None:
        self.signals, self.texts = signals, texts
        self.commands = {"VA_MEDIA_CMD": self.command}
        self.title = PLAYLIST[0]  # of the player, not of the radio
        self._track = 0
        self._sent_title, self._errors, self._waited = "", 0, REPEAT_AFTER
        self._sequence = 0

    @property
    def now_playing(self) -> str:
        """The title, or the station: "FM 89.1"."""
        source = str(self.signals.values[SOURCE])
        if source not in STATIONS:
            return self.title
        frequency = self.signals.values[STATIONS[source][0]]
        return f"{source.upper()} {frequency}" if isinstance(frequency, str) else f"{source.upper()} {frequency:g}"

    def command(self, values: Mapping[str, SignalValue]) -> str:
        """A source or a station that is chosen plays, also after a pause."""
        self._sequence = int(values["Seq"])
        before = self.now_playing
        if values["SourceSet"] != "no_change":
            self._select(str(values["SourceSet"]))
            self.signals.put(PLAY_STATE, "playing")
        for source, name in (("fm", "FmSet"), ("am", "AmSet")):
            if values[name] != "no_change":
                self._tune(source, values[name])
        if (number := values["PresetSet"]) != "no_change":
            self._tune("fm", PRESETS[int(number) - 1])
        action = values["MediaAction"]
        if action == "play":
            self._play(self.texts.take(Kind.MEDIA_TITLE, self._sequence))
        elif action in ("next", "previous"):
            self._skip(1 if action == "next" else -1)
        if action != "no_change":
            self.signals.put(PLAY_STATE, "paused" if action == "pause" else "playing")
        if action in ("play", "next", "previous") or self.now_playing != before:
            self.signals.put(TRACK_COUNT, (int(self.signals.number(TRACK_COUNT)) + 1) % 256)
        if action in ("play", "next", "previous", "resume") or self.now_playing != before:
            self._send_title()
        return "none"

    def step(self, dt: float) -> None:
        """Send a title that was changed manually, and repeat one that was not received."""
        link = self.texts.link
        self._waited += dt
        if self._sent_title and not link.busy:
            self._sent_title = self._sent_title if link.errors == self._errors else ""
            self._errors = link.errors
        if self._waited >= REPEAT_AFTER and not link.busy and self._sent_title != self.now_playing:
            self._sequence = 0
            self._send_title()

    def _send_title(self) -> None:
        self._sent_title, self._errors, self._waited = self.now_playing, self.texts.link.errors, 0.0
        self.texts.link.send(Kind.NOW_PLAYING, self._sequence, self._sent_title)

    def _select(self, source: str) -> None:
        if source in STATIONS:
            path, presets = STATIONS[source]
            if not known(self.signals.values[path]):
                self.signals.put(path, presets[0])
        self.signals.put(SOURCE, source)

    def _tune(self, source: str, frequency: SignalValue) -> None:
        self.signals.put(STATIONS[source][0], frequency)
        self._select(source)
        self.signals.put(PLAY_STATE, "playing")

    def _play(self, title: str) -> None:
        if self.signals.values[SOURCE] in STATIONS:
            self._select("bluetooth")
        self.title = title or PLAYLIST[self._track]

    def _skip(self, by: int) -> None:
        source = str(self.signals.values[SOURCE])
        if source in STATIONS:
            path, presets = STATIONS[source]
            now = self.signals.values[path]
            matches = self.signals.codec.matches
            index = next((i for i, preset in enumerate(presets) if matches(path, now, preset)), -1)
            self.signals.put(path, presets[(index + by) % len(presets)])
        else:
            self._track = (self._track + by) % len(PLAYLIST)
            self.title = PLAYLIST[self._track]

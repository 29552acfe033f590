"""What guidance says on the way, as it comes from the gateway: shown, and heard where there is a loudspeaker."""

import logging
from collections.abc import Callable, Iterable

from malcha.talk.loudspeaker import LoudspeakerError
from malcha.talk.reply_voice import Opened, ReplyVoice
from malcha.v1 import vehicle_pb2

log = logging.getLogger(__name__)

Show = Callable[[vehicle_pb2.WatchEventsResponse], None]


def announced(events: Iterable[vehicle_pb2.WatchEventsResponse], show: Show, opened: Opened | None) -> None:
    """Until the events end. `show` gets what guidance says and of a drive that can be resumed; `opened` None: nothing
    is heard. A loudspeaker that fails is a line of the log, and the next announcement tries it again."""
    voice = ReplyVoice(opened)
    for told in events:
        kind = told.WhichOneof("event")
        try:
            if kind in ("announcement", "interrupted"):
                show(told)
            elif kind == "announcement_audio":
                voice.take(told.announcement_audio)
            elif kind == "announcement_spoken":
                if told.announcement_spoken.reason != "finished":
                    voice.hush()  # what was silenced there is silent here
                ended, voice = voice, ReplyVoice(opened)
                ended.close()
        except LoudspeakerError as error:
            log.warning("an announcement is not heard: %s", error)
            voice = ReplyVoice(opened)

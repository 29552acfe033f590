"""A whole utterance and what came of it, for who does not want to see it as it goes."""

from collections.abc import Callable
from dataclasses import dataclass

from malcha.talk.talking import Talk
from malcha.v1 import turn_pb2, vehicle_pb2


@dataclass
class SpokenTurn:
    id: str = ""
    heard: vehicle_pb2.Heard | None = None
    turn: turn_pb2.Turn | None = None  # None: no words were heard
    nothing: str = ""  # why
    reply: str = ""

    @property
    def text(self) -> str:
        """The words that were heard."""
        return self.heard.text if self.heard is not None else ""


def ignore(piece: vehicle_pb2.ReplyAudio) -> None:
    """For who does not hear the reply."""


def spoken_turn(talk: Talk, play: Callable[[vehicle_pb2.ReplyAudio], None] = ignore) -> SpokenTurn:
    """`play` gets the reply as audio. Raises what it and Talk.events raise."""
    found = SpokenTurn()
    for told in talk.events():
        found.id = told.utterance_id or found.id
        match told.WhichOneof("event"):
            case "heard":
                found.heard = told.heard
            case "turn":
                found.turn, found.reply = told.turn, told.turn.reply
            case "nothing_heard":
                found.nothing = told.nothing_heard.reason
            case "reply":
                found.reply = told.reply.text
            case "reply_audio":
                play(told.reply_audio)
    return found

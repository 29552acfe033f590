"""What is heard in a stream of audio, as the messages that the NLU server and the gateway answer alike."""

from malcha.v1 import speech_pb2, vehicle_pb2
from speech.listening.events import NothingHeard, Partial, SpeechEnded, SpeechStarted

LEAST_AUDIO = 160  # bytes that do not count as a request: 10 ms at 8 kHz
WHY_ENDED = {"audio ended": "released", "too long": "too_long"}  # the others are words of their own

Heard = SpeechStarted | Partial | SpeechEnded | NothingHeard


def put(event: Heard, answer: speech_pb2.RecogniseResponse | vehicle_pb2.ConverseResponse) -> None:
    """The event into the answer; what the words were in the end is told otherwise by each."""
    match event:
        case SpeechStarted():
            answer.speech_started.SetInParent()
        case Partial():
            answer.partial.text = event.text
        case SpeechEnded():
            answer.speech_ended.reason = WHY_ENDED.get(event.why, event.why)
        case NothingHeard():
            answer.nothing_heard.reason = event.why.replace(" ", "_")


def is_audio(request: object) -> bool:
    """A part of an utterance that was counted when it began. Scraps of audio do count: each costs as much as a call."""
    parts = speech_pb2.RecogniseRequest | vehicle_pb2.ConverseRequest
    return isinstance(request, parts) and len(request.audio) >= LEAST_AUDIO

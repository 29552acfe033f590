"""Who recognises what is said to the car: its own recognisers, and those of the NLU server beside them."""

from collections.abc import Mapping

import grpc

import languages
from contract.breaker import Breaker
from malcha.config.effective import Effective
from malcha.speech.ears import PHRASES, phrases
from speech.protocols import Recogniser
from speech.recognising.hedged import Hedged
from vehicle.doors.speech_client import SpeechClient


def recognisers(
    config: Effective, own: Mapping[str, Recogniser], channel: grpc.Channel | None
) -> Mapping[str, Recogniser]:
    """By language, each with `by` that says where and why. `own` are those in the car, `channel` leads to the NLU
    server; without one, or with gateway.server_hears = false, no audio leaves the car.

    With a server every language of ours is there, whether it hears it or not: its answer says so.
    """
    if channel is None or not config.settings.gateway.server_hears:
        return {code: Hedged(each, None) for code, each in own.items()}
    return {code: Hedged(own.get(code), server(channel, code), Breaker()) for code in languages.codes()}


def server(channel: grpc.Channel, code: str) -> SpeechClient:
    """That of a server of this version knows the phrases of every car; those of the moment are sent to it."""
    known = frozenset(phrases(code, False)) if (PHRASES / f"{code}.txt").exists() else frozenset()
    return SpeechClient(channel, code, known)

"""Who recognises what is said to the car: its own recognisers, and those of the NLU server beside them."""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

import grpc

import languages
from contract.breaker import Breaker
from malcha.config.effective import Effective
from malcha.speech.contacts import NONE, Contacts
from malcha.speech.ears import LISTED, NamesNear, names, nowhere, phrases, ways_to, ways_to_call
from speech.protocols import Recogniser
from speech.recognising.hedged import Hedged
from vehicle.doors.speech_client import SpeechClient


@dataclass(frozen=True)
class NotSent(Container[str]):
    """Phrases that the server is not told: those that a server of this version has, the names near by, which are too
    many for a request, and the driver's contacts, who are nobody else's business."""

    code: str
    near: NamesNear
    contacts: tuple[str, ...] = ()

    def __contains__(self, phrase: object) -> bool:
        known = phrase in _every(self.code) or phrase in _ways(self.code, self.near(self.code))
        return known or phrase in _calls(self.code, self.contacts)


@cache
def _every(code: str) -> frozenset[str]:
    return frozenset(phrases(code, False) if code in LISTED else names(code))


@lru_cache(2)
def _ways(code: str, near: tuple[str, ...]) -> frozenset[str]:
    return frozenset(ways_to(code, near) if code in LISTED else near)


@lru_cache(2)
def _calls(code: str, contacts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(ways_to_call(code, contacts) if code in LISTED else contacts)


def recognisers(
    config: Effective,
    own: Mapping[str, Recogniser],
    channel: grpc.Channel | None,
    near: NamesNear = nowhere,
    contacts: Contacts = NONE,
) -> Mapping[str, Recogniser]:
    """By language, each with `by` that says where and why. `own` are those in the car, `channel` leads to the NLU
    server; without one, or with gateway.server_hears = false, no audio leaves the car.

    With a server every language of ours is there, whether it hears it or not: its answer says so.
    """
    if channel is None or not config.settings.gateway.server_hears:
        return {code: Hedged(each, None) for code, each in own.items()}
    kept = {code: NotSent(code, near, contacts.get(code, ())) for code in languages.codes()}
    servers = {code: SpeechClient(channel, code, not_sent) for code, not_sent in kept.items()}
    return {code: Hedged(own.get(code), each, Breaker()) for code, each in servers.items()}

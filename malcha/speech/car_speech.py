"""What the gateway hears and speaks with, put together from what this machine has and what it is configured to use."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace

from malcha.config.effective import Effective
from malcha.run.stack import loaded, server_channel
from malcha.speech.announcements import announcements_ahead
from malcha.speech.car_ears import CarEars, loading
from malcha.speech.contacts import ContactsError, read_contacts
from malcha.speech.ears import ears, nowhere, stop_phrases
from malcha.speech.hearing_for_car import recognisers
from malcha.speech.near import Near, kept
from malcha.speech.prompts import rendered_ahead
from malcha.speech.voices import speaking
from nlu.engine.engine import ModelError
from nlu.service.ears import Ears
from vehicle.cars.car import Car
from vehicle.doors.converse import Speech
from vehicle.turn.announcing import Coming
from vehicle.turn.listeners import Listeners


@contextmanager
def speech(
    config: Effective, car: Car, near: Near | None = None, coming: Listeners[Coming] | None = None
) -> Iterator[Speech]:
    """Its ears load in the background, its prompts are rendered there. Raises ConfigError, TlsError.

    `near` has the names of places near by, which are listened for, too; they are looked up as the car moves. `coming`
    tells what guidance is likely to say next.
    With an NLU server that one hears, too, on a connection of its own, so that text never waits behind audio.
    """
    gateway = config.settings.gateway
    with ExitStack() as stack:
        hearing, names = None, near.names if near else nowhere
        if gateway.hearing and gateway.engine:
            channel = stack.enter_context(server_channel(config)) if gateway.nlu else None
            wanted = config.settings.speech
            with config.naming("speech.contacts", ContactsError):
                contacts = read_contacts(wanted.contacts)

            def load() -> Ears:
                own = ears(wanted.languages.split(), wanted.own_models, names, contacts)
                return replace(own, recognisers=recognisers(config, own.recognisers, channel, names, contacts))

            with config.naming("model", ModelError):
                engine = loaded(config.settings.model)
            hearing = CarEars(loading(load), engine, stop_phrases, contacts=contacts)
            if near:
                stack.enter_context(kept(near, hearing.prepare, hearing.loaded))
        speaker = stack.enter_context(speaking(config))
        if speaker is not None:
            stack.enter_context(rendered_ahead(config, car, lambda: speaker.busy))
            if coming is not None:
                stack.enter_context(announcements_ahead(config, coming, lambda: speaker.busy))
        yield Speech(hearing, speaker)

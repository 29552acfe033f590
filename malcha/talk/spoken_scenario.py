"""The scenario by voice: the recording of each sentence goes to the car as an utterance."""

from collections.abc import Iterator
from typing import Any

import grpc

from malcha.talk.audio_files import chunks
from malcha.talk.loudspeaker import Player
from malcha.talk.reply_voice import Opened, ReplyVoice
from malcha.talk.scenario import SCENARIO, recording
from malcha.talk.spoken_turn import SpokenTurn, spoken_turn
from malcha.talk.talking import Said, Talk
from speech.protocols import STILL_LOADING
from speech.wav import open_wav

LOADING = 5  # times that it is asked again; each time the gateway itself waits for 5 s


def said_aloud(stub: Any, at: int, opened: Opened | None) -> SpokenTurn:
    """A sentence of the scenario, heard and done by the car. `opened` None: nothing sounds, and it goes faster.

    Waits for a recogniser that is still being loaded. Raises grpc.RpcError; where the car cannot hear the language, its
    reason is NO_RECOGNISER.
    """
    for _ in range(LOADING):
        try:
            return once(stub, at, opened)
        except grpc.RpcError as error:
            if not still_loading(error):
                raise
    return once(stub, at, opened)


def still_loading(error: grpc.RpcError) -> bool:
    return isinstance(error, grpc.Call) and str(error.details()).startswith(STILL_LOADING)


def once(stub: Any, at: int, opened: Opened | None) -> SpokenTurn:
    wav = open_wav(recording(at))
    audio = chunks(wav, real_time=opened is not None)
    if opened is None:
        return spoken_turn(Talk(stub, audio, Said(wav.rate, SCENARIO[at][0])))
    voice, driver = ReplyVoice(opened), opened(wav.rate)
    try:
        talk = Talk(stub, played(audio, driver), Said(wav.rate, SCENARIO[at][0], aloud=True))
        return spoken_turn(talk, voice.take)
    finally:
        driver.close()
        voice.close()


def played(audio: Iterator[bytes], player: Player) -> Iterator[bytes]:
    """The same, heard by who sits here."""
    for chunk in audio:
        player.play(chunk)
        yield chunk

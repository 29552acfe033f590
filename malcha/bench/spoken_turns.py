"""How soon the car has done what was said: from the end of the speech to the command frame and to its confirmation.

A process of its own (`python -m malcha.bench.spoken_turns 20` prints the rows as JSON; 20 are utterances). The gateway
with its ears, its engine and the simulated car is another one, started as `malcha run` starts it, without a server: it
recognises and understands by itself.

Recorded sentences of the scenario are spoken to Converse in real time, in chunks of 40 ms, with silence before and
behind them; the microphone stays open until the words are there. Before each one the car is put back by Execute, so
that every sentence has something to do. Times are on the client's clock, from the moment at which the end of the
speech was given away (malcha/bench/hearing.py says where it is) until the event `sent` or the `finished` with which
the last command is confirmed arrives. "spoken_work" leaves out the audio that came after the end of the speech and
before it was sure that it had ended. "unconfirmed" are utterances that ended otherwise; they are in no time, and
without any other there is no figure.
"""

import json
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass

import grpc
import numpy as np

from malcha.bench.buses import Figures, spread
from malcha.bench.hearing import CHUNK, LANGUAGE, Spoken
from malcha.bench.hearing import spoken as recorded
from malcha.bench.latency import rss_of_first_child
from malcha.bench.servers import gateway
from malcha.run.children import StartError
from malcha.v1 import command_pb2, turn_pb2, vehicle_pb2
from malcha.v1.vehicle_pb2_grpc import VehicleServiceStub
from serving import tls
from serving.errors import reason_of
from speech.evaluation.conditions import around
from speech.protocols import RATE

LONGEST_LOADING = 4  # utterances that may come before the ears are loaded; each waits for them for some seconds
WARM_UP = 2
DEADLINE = 15.0  # s of one call
PUT_BACK = {  # what is said -> what is commanded before, so that there is something to do
    "조수석 온도 이십삼 도로 맞춰 줘": (("climate.temperature", "set", "passenger", 20.0),),
    "운전석이랑 조수석 열선 틀어 줘": (("seat.heat", "off", "driver", None), ("seat.heat", "off", "passenger", None)),
    "앞유리에 김 서렸어": (("climate.defrost_front", "off", "", None),),
}


@dataclass(frozen=True)
class Times:
    """ms from the end of the speech."""

    frame: float
    confirmed: float
    work: float  # of it not the pause


def speak(vehicle: VehicleServiceStub, said: Spoken) -> Times | None:
    """One utterance in real time; None where it is not confirmed."""
    audio = np.concatenate(list(around([said.samples])))
    heard = threading.Event()
    began: list[float] = []

    def requests() -> Iterator[vehicle_pb2.ConverseRequest]:
        yield vehicle_pb2.ConverseRequest(rate_hz=RATE, locale=LANGUAGE)
        began.append(time.perf_counter())
        for start in range(0, len(audio), CHUNK):
            time.sleep(max(0.0, began[0] + (start + CHUNK) / RATE - time.perf_counter()))  # when it has been recorded
            if heard.is_set():
                return
            yield vehicle_pb2.ConverseRequest(audio=audio[start : start + CHUNK].astype("<i2").tobytes())

    frame = confirmed = sure = 0.0
    outcomes: dict[int, turn_pb2.CommandOutcome] = {}
    for told in vehicle.Converse(requests(), timeout=DEADLINE):
        now = time.perf_counter()
        match told.WhichOneof("event"):
            case "speech_ended":
                sure = told.audio_s
            case "heard" | "nothing_heard":
                heard.set()
            case "sent":
                frame = frame or now
            case "finished":
                confirmed = now
                outcomes[told.finished.index] = told.finished.result.outcome
    if not frame or set(outcomes.values()) != {turn_pb2.COMMAND_OUTCOME_CONFIRMED}:
        return None
    ended = began[0] + said.ended / RATE
    pause = sure - said.ended / RATE
    return Times((frame - ended) * 1e3, (confirmed - ended) * 1e3, (confirmed - ended - pause) * 1e3)


def put_back(vehicle: VehicleServiceStub, text: str) -> None:
    commands = []
    for function, op, zone, value in PUT_BACK[text]:
        command = command_pb2.Command(function=function, op=op, zone=zone)
        if value is not None:
            command.value.number = value
        commands.append(command)
    vehicle.Execute(vehicle_pb2.ExecuteRequest(commands=commands), timeout=DEADLINE)


def hears(vehicle: VehicleServiceStub, said: Spoken) -> None:
    """Speaks until the ears of the gateway are loaded. Raises StartError."""
    for _ in range(LONGEST_LOADING):
        try:
            speak(vehicle, said)
            return
        except grpc.RpcError as error:
            if reason_of(error).name != "NO_RECOGNISER":
                raise
            why = str(error.details()) if isinstance(error, grpc.Call) else str(error)
    raise StartError(f"the gateway cannot hear: {why}")


def measure(utterances: int) -> dict[str, Figures]:
    sentences = [each for each in recorded() if each.text in PUT_BACK]
    found: list[Times | None] = []
    with gateway("--nlu", "", "--rate", "0") as address, tls.channel(address) as channel:
        vehicle = VehicleServiceStub(channel)
        hears(vehicle, sentences[0])
        for number in range(-WARM_UP, utterances):
            said = sentences[number % len(sentences)]
            put_back(vehicle, said.text)
            times = speak(vehicle, said)
            found += [times] if number >= 0 else []
        memory = rss_of_first_child()
    good = [each for each in found if each]
    if not good:
        raise StartError("no utterance was confirmed by the car")
    unconfirmed = len(found) - len(good)
    return {
        "spoken_frame": spread([each.frame for each in good]),
        "spoken": dict(spread([each.confirmed for each in good])) | {"unconfirmed": unconfirmed},
        "spoken_work": spread([each.work for each in good]),
        "spoken_memory": {"rss_mb": round(memory)},
    }


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]))))

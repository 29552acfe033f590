"""The scenario of `malcha run`: spoken where the car hears, else as text."""

from typing import Any

from malcha.cli.connection import TURN_DEADLINE


def drive(vehicle: Any, out: Any, hearing: bool) -> None:
    """The scenario: spoken in each language that the car can hear, else as text, and one line says why.

    `hearing` False: the car was told to hear nothing.
    """
    from malcha.talk.scenario import SCENARIO, YES, can_hear, recording

    if not (hearing and can_hear()):
        if hearing:
            out.print("The speech packages are not installed (make speech): the sentences are text.\n")
        for locale, text in SCENARIO:
            out.print(spoken(vehicle, text, locale))
        return

    import grpc

    from malcha.screens.talk import spoken_sentence
    from malcha.talk.loudspeaker import loudspeaker
    from malcha.talk.spoken_scenario import said_aloud

    opened, text_only = loudspeaker(), set[str]()
    for at, (locale, text) in enumerate(SCENARIO):
        if locale not in text_only:
            try:
                found = said_aloud(vehicle, at, opened)
            except grpc.RpcError as error:
                text_only.add(locale)
                out.print(f"{locale}: {why_deaf(error)}. Its sentences are text.\n")
            else:
                out.print(spoken_sentence(recording(at).name, text, *what_came(found)))
                if in_doubt(found):
                    answered = said_aloud(vehicle, YES, opened)
                    out.print(spoken_sentence(recording(YES).name, SCENARIO[YES][1], *what_came(answered)))
                continue
        out.print(spoken(vehicle, text, locale))


def what_came(found: Any) -> tuple[Any, ...]:
    return found.heard, found.turn, found.nothing, found.reply


def in_doubt(found: Any) -> bool:
    """Was it asked whether this was said?"""
    from malcha.v1 import understanding_pb2

    understood = found.turn.understanding if found.turn is not None else None
    return understood is not None and understood.outcome == understanding_pb2.OUTCOME_AMBIGUOUS


def why_deaf(error: Any) -> str:
    """Why the car cannot hear a language, of a grpc.RpcError. Raises any other."""
    from serving.errors import reason_of

    if reason_of(error).name != "NO_RECOGNISER":
        raise error
    return str(error.details())


def spoken(vehicle: Any, text: str, locale: str = "") -> Any:
    """One turn, said; and as it is shown."""
    from malcha.screens.turn import turn
    from malcha.v1 import vehicle_pb2

    request = vehicle_pb2.SayRequest(text=text, locale=locale)
    return turn(text, vehicle.Say(request, timeout=TURN_DEADLINE).turn)

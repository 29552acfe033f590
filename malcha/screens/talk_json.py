"""The events of an utterance as plain objects for JSON: what `malcha listen --json` prints, one a line."""

from typing import Any

from contract.messages import word
from malcha.screens import plain
from malcha.v1 import turn_pb2, understanding_pb2, vehicle_pb2


def event(told: vehicle_pb2.ConverseResponse) -> dict[str, Any]:
    """event, id, at (s since 1970), audio_s where audio was heard by then; and what the event says."""
    name = told.WhichOneof("event") or "unknown"
    found: dict[str, Any] = {"event": name, "id": told.utterance_id}
    found["at"] = round(told.at.seconds + told.at.nanos / 1e9, 3)
    if told.audio_s:
        found["audio_s"] = round(told.audio_s, 3)
    return found | said(name, told)


def announcement(told: vehicle_pb2.WatchEventsResponse) -> dict[str, Any]:
    """event, at (s since 1970); text and language, and of an announcement what it is about."""
    name = told.WhichOneof("event") or "unknown"
    what = told.interrupted if name == "interrupted" else told.announcement
    found: dict[str, Any] = {"event": name, "at": round(told.at.seconds + told.at.nanos / 1e9, 3)}
    found |= {"text": what.text, "language": what.locale}
    if name == "interrupted":
        return found | {"destination": told.interrupted.destination, "waypoints": told.interrupted.waypoints}
    said = told.announcement
    return found | {"kind": said.kind, "maneuver": said.maneuver, "m": round(said.distance_m), "street": said.street}


def said(name: str, told: vehicle_pb2.ConverseResponse) -> dict[str, Any]:
    match name:
        case "listening":
            return {"told": told.listening.told, "reason": told.listening.reason}
        case "partial" | "reply":
            return {"text": getattr(told, name).text}
        case "speech_ended" | "nothing_heard":
            return {"reason": getattr(told, name).reason}
        case "heard":
            return heard(told.heard)
        case "understood":
            return {
                "outcome": word(understanding_pb2.Outcome, told.understood.outcome),
                "commands": [plain.command(each) for each in told.understood.commands],
                "confidence": round(told.understood.confidence, 3),
            }
        case "sent":
            return {"index": told.sent.index} | plain.command(told.sent.command)
        case "finished":
            result = told.finished.result
            outcome = {"outcome": word(turn_pb2.CommandOutcome, result.outcome), "reason": result.reason}
            return {"index": told.finished.index} | plain.command(result.command) | outcome
        case "turn":
            return {key: value for key, value in plain.turn(told.turn).items() if key != "id"}
        case "reply_audio":
            piece = told.reply_audio
            return {"text": piece.text, "s": round(len(piece.audio) / 2 / piece.rate_hz, 3) if piece.rate_hz else 0.0}
        case "spoken":
            halted = {"stop": plain.turn(told.spoken.stop)} if told.spoken.HasField("stop") else {}
            return {"reason": told.spoken.reason, "ms": ms(told.spoken.timings)} | halted
    return {}


def heard(what: vehicle_pb2.Heard) -> dict[str, Any]:
    return {
        "text": what.text,
        "alternatives": [{"text": each.text, "score": round(each.score, 3)} for each in what.alternatives],
        "recogniser": what.recogniser,
        "version": what.recogniser_version,
        "where": what.recognised_where,
        "why": what.recognised_why,
        "ms": ms(what.timings),
    }


def ms(timings: Any) -> dict[str, float]:
    """{stage: milliseconds}"""
    return {timing.stage: round(timing.ms, 3) for timing in timings}

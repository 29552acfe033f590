"""The result of an action that has ended: confirmed, rejected, ended early, or not confirmed in time."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from vehicle.can.trace import FrameTrace
from vehicle.delivery.feedback import Feedback, Received
from vehicle.delivery.underway import Underway
from vehicle.results.action import Action
from vehicle.results.result import Outcome, Result

EARLY = {"superseded": Outcome.SUPERSEDED, "stop": Outcome.STOPPED}  # why an action ends before its time


def result(underway: Underway, turn: Received, feedback: Feedback, now: float) -> Result:
    """The result of an action that has ended, at `now` s; where it is about some of its zones only, with these."""
    found = of_all(underway, turn, feedback, now)
    if found.outcome is Outcome.CONFIRMED and underway.given_up:
        why, zones = underway.given_up_for, underway.given_up
        return replace(found, outcome=EARLY[why], reason=why, details={"zones": zones})
    if found.outcome not in (Outcome.FAILED, Outcome.TIMED_OUT) or found.action is None:
        return found
    zones = feedback.missed(found.action)
    return replace(found, details={**found.details, "zones": zones}) if zones else found


def of_all(underway: Underway, turn: Received, feedback: Feedback, now: float) -> Result:
    """The result of all zones that it has not given up. A manual override ends the waiting as well."""
    action, sent = underway.action, underway.sent
    if sent.dropped and underway.refusal:
        refusal = underway.refusal
        return Result(action.command, Outcome.REFUSED, refusal.reason, refusal.details, action.row, action.zone)
    frames = feedback.frames_of(underway, turn)
    why = underway.ended_by or (sent.dropped if sent.dropped in EARLY else "")
    if why and (sent.dropped or not feedback.done(underway)):
        return early(action, why, frames)
    if sent.dropped:  # perhaps after the first of its frames
        return failed(action, sent.dropped, frames if sent.frames else (), sent=bool(sent.frames))
    if reason := feedback.rejected(sent):
        return failed(action, reason, frames)
    if feedback.done(underway):
        _, text = feedback.state.texts.get(action.brings, (0, "")) if action.brings is not None else (0, "")
        return ended(action, Outcome.CONFIRMED, "", frames, {"text": text} if text else {})
    if feedback.overridden(underway, now):
        return failed(action, "manual_override", frames)
    if feedback.was_done(underway):
        return failed(action, "changed_since", frames)
    feedback.never_confirmed(action, now)
    return ended(action, Outcome.TIMED_OUT, "timed_out", frames)


def early(action: Action, why: str, frames: tuple[FrameTrace, ...] = ()) -> Result:
    """SUPERSEDED or STOPPED: a newer turn or the word stop has ended it. It keeps the action if a frame was sent."""
    kept = action if any(frame.sent for frame in frames) else None
    return Result(action.command, EARLY[why], why, {}, action.row, action.zone, kept, frames)


def failed(
    action: Action, reason: str, frames: tuple[FrameTrace, ...] = (), sent: bool = True, **details: Any
) -> Result:
    """FAILED. The result keeps the action if frames of it were sent."""
    kept = action if sent else None
    return Result(action.command, Outcome.FAILED, reason, details, action.row, action.zone, kept, frames)


def ended(
    action: Action,
    outcome: Outcome,
    reason: str,
    frames: tuple[FrameTrace, ...],
    details: Mapping[str, Any] | None = None,
) -> Result:
    """CONFIRMED or TIMED_OUT, with the action."""
    return Result(action.command, outcome, reason, details or {}, action.row, action.zone, action, frames)

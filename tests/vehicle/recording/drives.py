"""What happens in a recorded drive, and what a replay makes of it."""

import can
from g70 import CAR, HEAD_UNIT_ID

from vehicle.recording.replay import Replay, replay
from vehicle.results.result import Outcome

CLEAR_TO_SEND = b"\x30"  # first byte of a flow control frame
EPOCH = 1_600_000_000.0  # s since 1970 when the car's clock was 0


def microseconds(at: float) -> int:
    return round(at * 1e6)


def script(drive):
    """A drive with commands, texts, manual operation, frames that must not be used, and a time without frames."""
    assert drive.do("seat.heat", "set", 2, "driver").outcome is Outcome.CONFIRMED
    assert drive.do("window", "set", 30, "driver").outcome is Outcome.CONFIRMED
    assert drive.do("media.play", "play", "아리랑").outcome is Outcome.CONFIRMED
    drive.drive(60.0)
    drive.live(2.0)
    drive.set(CGW1__CF_Gway_TrunkTgSw="open")
    drive.hear(can.Message(arbitration_id=0x6B1, data=bytes(8), is_extended_id=False, channel="mcan"))  # wrong CRC
    drive.hear(can.Message(arbitration_id=0x7FF, data=bytes(8), is_extended_id=False, channel="ccan"))  # foreign
    drive.hear(
        can.Message(arbitration_id=HEAD_UNIT_ID, data=CLEAR_TO_SEND + bytes(7), is_extended_id=False, channel="ccan")
    )  # foreign there
    drive.hear(
        can.Message(arbitration_id=HEAD_UNIT_ID, data=CLEAR_TO_SEND + bytes(7), is_extended_id=True, channel="mcan")
    )
    drive.hear(can.Message(arbitration_id=0x4, data=bytes(8), is_error_frame=True, channel="mcan"))
    drive.live(1.0)
    drive.silence(3.0)
    drive.do("climate.temperature", "set", 25.0, "driver")
    drive.drive(0.0, "P")
    drive.live(1.0)


def history(found: list[can.Message], into: Replay | None = None) -> list[tuple[int, str, object]]:
    into = Replay(CAR) if into is None else into
    return [
        (microseconds(change.at), change.path, change.value) for _, changes in replay(found, into) for change in changes
    ]

"""Between protobuf and the plain values of the car's side."""

from contract.messages import command_fields, command_to_proto
from proto import nlu_pb2, vehicle_pb2
from vehicle.gateway.action import Command, FrameTrace, Result
from vehicle.gateway.bus_health import BusHealth


def command_from_proto(command: nlu_pb2.Command) -> Command:
    return Command(*command_fields(command))


def frame_to_proto(frame: FrameTrace, began: float) -> vehicle_pb2.Frame:
    signals = {name: f"{value:g}" if isinstance(value, float | int) else value for name, value in frame.signals.items()}
    return vehicle_pb2.Frame(
        sent=frame.sent,
        bus=frame.bus,
        id=frame.id,
        data=frame.data,
        message=frame.message,
        signals=signals,
        at_ms=(frame.at - began) * 1000,
    )


def result_to_proto(result: Result, began: float) -> vehicle_pb2.CommandResult:
    return vehicle_pb2.CommandResult(
        command=command_to_proto(result.command),
        outcome=result.outcome.name,
        reason=result.reason,
        reply=result.reply,
        frames=[frame_to_proto(frame, began) for frame in result.frames],
    )


def health_to_proto(health: BusHealth) -> vehicle_pb2.BusStatus:
    return vehicle_pb2.BusStatus(
        bus=health.bus,
        state=health.state.value,
        load=health.load,
        received=health.received,
        sent=health.sent,
        refused=health.refused,
        blocked=health.blocked,
        late=health.late,
        bus_offs=health.bus_offs,
        alarm=health.alarm,
    )

import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from malcha.v1 import command_pb2 as _command_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Known(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    KNOWN_UNSPECIFIED: _ClassVar[Known]
    KNOWN_FRESH: _ClassVar[Known]
    KNOWN_TOO_OLD: _ClassVar[Known]
    KNOWN_NO_VALUE: _ClassVar[Known]
    KNOWN_NEVER_HEARD: _ClassVar[Known]

class Driving(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    DRIVING_UNSPECIFIED: _ClassVar[Driving]
    DRIVING_PARKED: _ClassVar[Driving]
    DRIVING_IDLING: _ClassVar[Driving]
    DRIVING_MOVING: _ClassVar[Driving]

class Gear(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    GEAR_UNSPECIFIED: _ClassVar[Gear]
    GEAR_PARK: _ClassVar[Gear]
    GEAR_REVERSE: _ClassVar[Gear]
    GEAR_NEUTRAL: _ClassVar[Gear]
    GEAR_DRIVE: _ClassVar[Gear]
    GEAR_SPORT: _ClassVar[Gear]
    GEAR_MANUAL: _ClassVar[Gear]

class Ignition(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    IGNITION_UNSPECIFIED: _ClassVar[Ignition]
    IGNITION_OFF: _ClassVar[Ignition]
    IGNITION_ACC: _ClassVar[Ignition]
    IGNITION_ON: _ClassVar[Ignition]
    IGNITION_START: _ClassVar[Ignition]

class BusState(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    BUS_STATE_UNSPECIFIED: _ClassVar[BusState]
    BUS_STATE_SILENT: _ClassVar[BusState]
    BUS_STATE_ALIVE: _ClassVar[BusState]
    BUS_STATE_BUS_OFF: _ClassVar[BusState]
    BUS_STATE_STOPPED: _ClassVar[BusState]
KNOWN_UNSPECIFIED: Known
KNOWN_FRESH: Known
KNOWN_TOO_OLD: Known
KNOWN_NO_VALUE: Known
KNOWN_NEVER_HEARD: Known
DRIVING_UNSPECIFIED: Driving
DRIVING_PARKED: Driving
DRIVING_IDLING: Driving
DRIVING_MOVING: Driving
GEAR_UNSPECIFIED: Gear
GEAR_PARK: Gear
GEAR_REVERSE: Gear
GEAR_NEUTRAL: Gear
GEAR_DRIVE: Gear
GEAR_SPORT: Gear
GEAR_MANUAL: Gear
IGNITION_UNSPECIFIED: Ignition
IGNITION_OFF: Ignition
IGNITION_ACC: Ignition
IGNITION_ON: Ignition
IGNITION_START: Ignition
BUS_STATE_UNSPECIFIED: BusState
BUS_STATE_SILENT: BusState
BUS_STATE_ALIVE: BusState
BUS_STATE_BUS_OFF: BusState
BUS_STATE_STOPPED: BusState

class FunctionState(_message.Message):
    __slots__ = ("function", "zone", "known", "value", "unit", "received_at", "signal", "target", "target_at", "reached", "last")
    FUNCTION_FIELD_NUMBER: _ClassVar[int]
    ZONE_FIELD_NUMBER: _ClassVar[int]
    KNOWN_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    RECEIVED_AT_FIELD_NUMBER: _ClassVar[int]
    SIGNAL_FIELD_NUMBER: _ClassVar[int]
    TARGET_FIELD_NUMBER: _ClassVar[int]
    TARGET_AT_FIELD_NUMBER: _ClassVar[int]
    REACHED_FIELD_NUMBER: _ClassVar[int]
    LAST_FIELD_NUMBER: _ClassVar[int]
    function: str
    zone: str
    known: Known
    value: _command_pb2.Value
    unit: str
    received_at: _timestamp_pb2.Timestamp
    signal: str
    target: _command_pb2.Value
    target_at: _timestamp_pb2.Timestamp
    reached: bool
    last: _command_pb2.Value
    def __init__(self, function: _Optional[str] = ..., zone: _Optional[str] = ..., known: _Optional[_Union[Known, str]] = ..., value: _Optional[_Union[_command_pb2.Value, _Mapping]] = ..., unit: _Optional[str] = ..., received_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., signal: _Optional[str] = ..., target: _Optional[_Union[_command_pb2.Value, _Mapping]] = ..., target_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., reached: _Optional[bool] = ..., last: _Optional[_Union[_command_pb2.Value, _Mapping]] = ...) -> None: ...

class BusStatus(_message.Message):
    __slots__ = ("bus", "state", "utilisation", "received", "sent", "refused", "blocked", "late", "bus_offs", "alarm", "fault", "errors")
    class RefusedEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: int
        def __init__(self, key: _Optional[str] = ..., value: _Optional[int] = ...) -> None: ...
    class BlockedEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: int
        def __init__(self, key: _Optional[str] = ..., value: _Optional[int] = ...) -> None: ...
    class ErrorsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: int
        def __init__(self, key: _Optional[str] = ..., value: _Optional[int] = ...) -> None: ...
    BUS_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    UTILISATION_FIELD_NUMBER: _ClassVar[int]
    RECEIVED_FIELD_NUMBER: _ClassVar[int]
    SENT_FIELD_NUMBER: _ClassVar[int]
    REFUSED_FIELD_NUMBER: _ClassVar[int]
    BLOCKED_FIELD_NUMBER: _ClassVar[int]
    LATE_FIELD_NUMBER: _ClassVar[int]
    BUS_OFFS_FIELD_NUMBER: _ClassVar[int]
    ALARM_FIELD_NUMBER: _ClassVar[int]
    FAULT_FIELD_NUMBER: _ClassVar[int]
    ERRORS_FIELD_NUMBER: _ClassVar[int]
    bus: str
    state: BusState
    utilisation: float
    received: int
    sent: int
    refused: _containers.ScalarMap[str, int]
    blocked: _containers.ScalarMap[str, int]
    late: _containers.RepeatedScalarFieldContainer[str]
    bus_offs: int
    alarm: str
    fault: str
    errors: _containers.ScalarMap[str, int]
    def __init__(self, bus: _Optional[str] = ..., state: _Optional[_Union[BusState, str]] = ..., utilisation: _Optional[float] = ..., received: _Optional[int] = ..., sent: _Optional[int] = ..., refused: _Optional[_Mapping[str, int]] = ..., blocked: _Optional[_Mapping[str, int]] = ..., late: _Optional[_Iterable[str]] = ..., bus_offs: _Optional[int] = ..., alarm: _Optional[str] = ..., fault: _Optional[str] = ..., errors: _Optional[_Mapping[str, int]] = ...) -> None: ...

class Heartbeat(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

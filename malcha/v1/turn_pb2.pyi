import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from malcha.v1 import command_pb2 as _command_pb2
from malcha.v1 import understanding_pb2 as _understanding_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class CommandOutcome(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    COMMAND_OUTCOME_UNSPECIFIED: _ClassVar[CommandOutcome]
    COMMAND_OUTCOME_CONFIRMED: _ClassVar[CommandOutcome]
    COMMAND_OUTCOME_ALREADY: _ClassVar[CommandOutcome]
    COMMAND_OUTCOME_SCHEDULED: _ClassVar[CommandOutcome]
    COMMAND_OUTCOME_REFUSED: _ClassVar[CommandOutcome]
    COMMAND_OUTCOME_NEEDS_CONFIRMATION: _ClassVar[CommandOutcome]
    COMMAND_OUTCOME_SUPERSEDED: _ClassVar[CommandOutcome]
    COMMAND_OUTCOME_STOPPED: _ClassVar[CommandOutcome]
    COMMAND_OUTCOME_TIMED_OUT: _ClassVar[CommandOutcome]
    COMMAND_OUTCOME_FAILED: _ClassVar[CommandOutcome]
    COMMAND_OUTCOME_ANSWERED: _ClassVar[CommandOutcome]
    COMMAND_OUTCOME_HANDED_OFF: _ClassVar[CommandOutcome]
COMMAND_OUTCOME_UNSPECIFIED: CommandOutcome
COMMAND_OUTCOME_CONFIRMED: CommandOutcome
COMMAND_OUTCOME_ALREADY: CommandOutcome
COMMAND_OUTCOME_SCHEDULED: CommandOutcome
COMMAND_OUTCOME_REFUSED: CommandOutcome
COMMAND_OUTCOME_NEEDS_CONFIRMATION: CommandOutcome
COMMAND_OUTCOME_SUPERSEDED: CommandOutcome
COMMAND_OUTCOME_STOPPED: CommandOutcome
COMMAND_OUTCOME_TIMED_OUT: CommandOutcome
COMMAND_OUTCOME_FAILED: CommandOutcome
COMMAND_OUTCOME_ANSWERED: CommandOutcome
COMMAND_OUTCOME_HANDED_OFF: CommandOutcome

class Turn(_message.Message):
    __slots__ = ("utterance_id", "reply", "understanding", "results", "timings", "began_at")
    UTTERANCE_ID_FIELD_NUMBER: _ClassVar[int]
    REPLY_FIELD_NUMBER: _ClassVar[int]
    UNDERSTANDING_FIELD_NUMBER: _ClassVar[int]
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    TIMINGS_FIELD_NUMBER: _ClassVar[int]
    BEGAN_AT_FIELD_NUMBER: _ClassVar[int]
    utterance_id: str
    reply: str
    understanding: _understanding_pb2.Understanding
    results: _containers.RepeatedCompositeFieldContainer[CommandResult]
    timings: _containers.RepeatedCompositeFieldContainer[_understanding_pb2.Timing]
    began_at: _timestamp_pb2.Timestamp
    def __init__(self, utterance_id: _Optional[str] = ..., reply: _Optional[str] = ..., understanding: _Optional[_Union[_understanding_pb2.Understanding, _Mapping]] = ..., results: _Optional[_Iterable[_Union[CommandResult, _Mapping]]] = ..., timings: _Optional[_Iterable[_Union[_understanding_pb2.Timing, _Mapping]]] = ..., began_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class CommandResult(_message.Message):
    __slots__ = ("command", "outcome", "reason", "reply", "frames", "confirmed_at", "scheduled_at")
    COMMAND_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    REPLY_FIELD_NUMBER: _ClassVar[int]
    FRAMES_FIELD_NUMBER: _ClassVar[int]
    CONFIRMED_AT_FIELD_NUMBER: _ClassVar[int]
    SCHEDULED_AT_FIELD_NUMBER: _ClassVar[int]
    command: _command_pb2.Command
    outcome: CommandOutcome
    reason: str
    reply: str
    frames: _containers.RepeatedCompositeFieldContainer[Frame]
    confirmed_at: _timestamp_pb2.Timestamp
    scheduled_at: _timestamp_pb2.Timestamp
    def __init__(self, command: _Optional[_Union[_command_pb2.Command, _Mapping]] = ..., outcome: _Optional[_Union[CommandOutcome, str]] = ..., reason: _Optional[str] = ..., reply: _Optional[str] = ..., frames: _Optional[_Iterable[_Union[Frame, _Mapping]]] = ..., confirmed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., scheduled_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Frame(_message.Message):
    __slots__ = ("sent", "bus", "id", "data", "message", "signals", "at")
    class SignalsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    SENT_FIELD_NUMBER: _ClassVar[int]
    BUS_FIELD_NUMBER: _ClassVar[int]
    ID_FIELD_NUMBER: _ClassVar[int]
    DATA_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    SIGNALS_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    sent: bool
    bus: str
    id: int
    data: bytes
    message: str
    signals: _containers.ScalarMap[str, str]
    at: _timestamp_pb2.Timestamp
    def __init__(self, sent: _Optional[bool] = ..., bus: _Optional[str] = ..., id: _Optional[int] = ..., data: _Optional[bytes] = ..., message: _Optional[str] = ..., signals: _Optional[_Mapping[str, str]] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

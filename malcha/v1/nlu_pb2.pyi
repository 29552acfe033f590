from malcha.v1 import command_pb2 as _command_pb2
from malcha.v1 import understanding_pb2 as _understanding_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class UnderstandRequest(_message.Message):
    __slots__ = ("utterance_id", "alternatives", "locale", "context")
    UTTERANCE_ID_FIELD_NUMBER: _ClassVar[int]
    ALTERNATIVES_FIELD_NUMBER: _ClassVar[int]
    LOCALE_FIELD_NUMBER: _ClassVar[int]
    CONTEXT_FIELD_NUMBER: _ClassVar[int]
    utterance_id: str
    alternatives: _containers.RepeatedCompositeFieldContainer[_understanding_pb2.Alternative]
    locale: str
    context: Context
    def __init__(self, utterance_id: _Optional[str] = ..., alternatives: _Optional[_Iterable[_Union[_understanding_pb2.Alternative, _Mapping]]] = ..., locale: _Optional[str] = ..., context: _Optional[_Union[Context, _Mapping]] = ...) -> None: ...

class Context(_message.Message):
    __slots__ = ("last_commands", "question_open", "local_time", "seat")
    LAST_COMMANDS_FIELD_NUMBER: _ClassVar[int]
    QUESTION_OPEN_FIELD_NUMBER: _ClassVar[int]
    LOCAL_TIME_FIELD_NUMBER: _ClassVar[int]
    SEAT_FIELD_NUMBER: _ClassVar[int]
    last_commands: _containers.RepeatedCompositeFieldContainer[_command_pb2.Command]
    question_open: bool
    local_time: str
    seat: _command_pb2.Seat
    def __init__(self, last_commands: _Optional[_Iterable[_Union[_command_pb2.Command, _Mapping]]] = ..., question_open: _Optional[bool] = ..., local_time: _Optional[str] = ..., seat: _Optional[_Union[_command_pb2.Seat, str]] = ...) -> None: ...

class UnderstandResponse(_message.Message):
    __slots__ = ("utterance_id", "understanding", "timings")
    UTTERANCE_ID_FIELD_NUMBER: _ClassVar[int]
    UNDERSTANDING_FIELD_NUMBER: _ClassVar[int]
    TIMINGS_FIELD_NUMBER: _ClassVar[int]
    utterance_id: str
    understanding: _understanding_pb2.Understanding
    timings: _containers.RepeatedCompositeFieldContainer[_understanding_pb2.Timing]
    def __init__(self, utterance_id: _Optional[str] = ..., understanding: _Optional[_Union[_understanding_pb2.Understanding, _Mapping]] = ..., timings: _Optional[_Iterable[_Union[_understanding_pb2.Timing, _Mapping]]] = ...) -> None: ...

class UnderstandStreamRequest(_message.Message):
    __slots__ = ("utterance_id", "alternatives", "locale", "context")
    UTTERANCE_ID_FIELD_NUMBER: _ClassVar[int]
    ALTERNATIVES_FIELD_NUMBER: _ClassVar[int]
    LOCALE_FIELD_NUMBER: _ClassVar[int]
    CONTEXT_FIELD_NUMBER: _ClassVar[int]
    utterance_id: str
    alternatives: _containers.RepeatedCompositeFieldContainer[_understanding_pb2.Alternative]
    locale: str
    context: Context
    def __init__(self, utterance_id: _Optional[str] = ..., alternatives: _Optional[_Iterable[_Union[_understanding_pb2.Alternative, _Mapping]]] = ..., locale: _Optional[str] = ..., context: _Optional[_Union[Context, _Mapping]] = ...) -> None: ...

class UnderstandStreamResponse(_message.Message):
    __slots__ = ("utterance_id", "understanding", "timings")
    UTTERANCE_ID_FIELD_NUMBER: _ClassVar[int]
    UNDERSTANDING_FIELD_NUMBER: _ClassVar[int]
    TIMINGS_FIELD_NUMBER: _ClassVar[int]
    utterance_id: str
    understanding: _understanding_pb2.Understanding
    timings: _containers.RepeatedCompositeFieldContainer[_understanding_pb2.Timing]
    def __init__(self, utterance_id: _Optional[str] = ..., understanding: _Optional[_Union[_understanding_pb2.Understanding, _Mapping]] = ..., timings: _Optional[_Iterable[_Union[_understanding_pb2.Timing, _Mapping]]] = ...) -> None: ...

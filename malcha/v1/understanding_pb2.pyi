from malcha.v1 import command_pb2 as _command_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Outcome(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    OUTCOME_UNSPECIFIED: _ClassVar[Outcome]
    OUTCOME_UNDERSTOOD: _ClassVar[Outcome]
    OUTCOME_OUT_OF_SCOPE: _ClassVar[Outcome]
    OUTCOME_AMBIGUOUS: _ClassVar[Outcome]
    OUTCOME_HAND_OFF: _ClassVar[Outcome]
    OUTCOME_UNSUPPORTED: _ClassVar[Outcome]

class UnderstoodBy(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    UNDERSTOOD_BY_UNSPECIFIED: _ClassVar[UnderstoodBy]
    UNDERSTOOD_BY_SERVER: _ClassVar[UnderstoodBy]
    UNDERSTOOD_BY_EMBEDDED: _ClassVar[UnderstoodBy]
OUTCOME_UNSPECIFIED: Outcome
OUTCOME_UNDERSTOOD: Outcome
OUTCOME_OUT_OF_SCOPE: Outcome
OUTCOME_AMBIGUOUS: Outcome
OUTCOME_HAND_OFF: Outcome
OUTCOME_UNSUPPORTED: Outcome
UNDERSTOOD_BY_UNSPECIFIED: UnderstoodBy
UNDERSTOOD_BY_SERVER: UnderstoodBy
UNDERSTOOD_BY_EMBEDDED: UnderstoodBy

class Alternative(_message.Message):
    __slots__ = ("text", "score")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    text: str
    score: float
    def __init__(self, text: _Optional[str] = ..., score: _Optional[float] = ...) -> None: ...

class Understanding(_message.Message):
    __slots__ = ("outcome", "commands", "confidence", "candidates", "text", "model_version", "understood_by", "reason")
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    COMMANDS_FIELD_NUMBER: _ClassVar[int]
    CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    CANDIDATES_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    MODEL_VERSION_FIELD_NUMBER: _ClassVar[int]
    UNDERSTOOD_BY_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    outcome: Outcome
    commands: _containers.RepeatedCompositeFieldContainer[_command_pb2.Command]
    confidence: float
    candidates: _containers.RepeatedCompositeFieldContainer[_command_pb2.Command]
    text: str
    model_version: str
    understood_by: UnderstoodBy
    reason: str
    def __init__(self, outcome: _Optional[_Union[Outcome, str]] = ..., commands: _Optional[_Iterable[_Union[_command_pb2.Command, _Mapping]]] = ..., confidence: _Optional[float] = ..., candidates: _Optional[_Iterable[_Union[_command_pb2.Command, _Mapping]]] = ..., text: _Optional[str] = ..., model_version: _Optional[str] = ..., understood_by: _Optional[_Union[UnderstoodBy, str]] = ..., reason: _Optional[str] = ...) -> None: ...

class Timing(_message.Message):
    __slots__ = ("stage", "ms")
    STAGE_FIELD_NUMBER: _ClassVar[int]
    MS_FIELD_NUMBER: _ClassVar[int]
    stage: str
    ms: float
    def __init__(self, stage: _Optional[str] = ..., ms: _Optional[float] = ...) -> None: ...

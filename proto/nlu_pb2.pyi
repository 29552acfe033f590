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
    UNDERSTOOD: _ClassVar[Outcome]
    OUT_OF_SCOPE: _ClassVar[Outcome]
    AMBIGUOUS: _ClassVar[Outcome]
    HAND_OFF: _ClassVar[Outcome]
OUTCOME_UNSPECIFIED: Outcome
UNDERSTOOD: Outcome
OUT_OF_SCOPE: Outcome
AMBIGUOUS: Outcome
HAND_OFF: Outcome

class UnderstandRequest(_message.Message):
    __slots__ = ("alternatives", "locale", "context")
    ALTERNATIVES_FIELD_NUMBER: _ClassVar[int]
    LOCALE_FIELD_NUMBER: _ClassVar[int]
    CONTEXT_FIELD_NUMBER: _ClassVar[int]
    alternatives: _containers.RepeatedCompositeFieldContainer[Alternative]
    locale: str
    context: Context
    def __init__(self, alternatives: _Optional[_Iterable[_Union[Alternative, _Mapping]]] = ..., locale: _Optional[str] = ..., context: _Optional[_Union[Context, _Mapping]] = ...) -> None: ...

class Alternative(_message.Message):
    __slots__ = ("text", "score")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    text: str
    score: float
    def __init__(self, text: _Optional[str] = ..., score: _Optional[float] = ...) -> None: ...

class Context(_message.Message):
    __slots__ = ("last", "pending_question", "seat", "open_list")
    LAST_FIELD_NUMBER: _ClassVar[int]
    PENDING_QUESTION_FIELD_NUMBER: _ClassVar[int]
    SEAT_FIELD_NUMBER: _ClassVar[int]
    OPEN_LIST_FIELD_NUMBER: _ClassVar[int]
    last: _containers.RepeatedCompositeFieldContainer[Command]
    pending_question: bool
    seat: str
    open_list: int
    def __init__(self, last: _Optional[_Iterable[_Union[Command, _Mapping]]] = ..., pending_question: _Optional[bool] = ..., seat: _Optional[str] = ..., open_list: _Optional[int] = ...) -> None: ...

class UnderstandResponse(_message.Message):
    __slots__ = ("outcome", "commands", "confidence", "candidates", "text", "model_version", "timings")
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    COMMANDS_FIELD_NUMBER: _ClassVar[int]
    CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    CANDIDATES_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    MODEL_VERSION_FIELD_NUMBER: _ClassVar[int]
    TIMINGS_FIELD_NUMBER: _ClassVar[int]
    outcome: Outcome
    commands: _containers.RepeatedCompositeFieldContainer[Command]
    confidence: float
    candidates: _containers.RepeatedCompositeFieldContainer[Command]
    text: str
    model_version: str
    timings: _containers.RepeatedCompositeFieldContainer[Timing]
    def __init__(self, outcome: _Optional[_Union[Outcome, str]] = ..., commands: _Optional[_Iterable[_Union[Command, _Mapping]]] = ..., confidence: _Optional[float] = ..., candidates: _Optional[_Iterable[_Union[Command, _Mapping]]] = ..., text: _Optional[str] = ..., model_version: _Optional[str] = ..., timings: _Optional[_Iterable[_Union[Timing, _Mapping]]] = ...) -> None: ...

class Command(_message.Message):
    __slots__ = ("function", "op", "zone", "value")
    FUNCTION_FIELD_NUMBER: _ClassVar[int]
    OP_FIELD_NUMBER: _ClassVar[int]
    ZONE_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    function: str
    op: str
    zone: str
    value: Value
    def __init__(self, function: _Optional[str] = ..., op: _Optional[str] = ..., zone: _Optional[str] = ..., value: _Optional[_Union[Value, _Mapping]] = ...) -> None: ...

class Value(_message.Message):
    __slots__ = ("number", "text", "message")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    number: float
    text: str
    message: MessageText
    def __init__(self, number: _Optional[float] = ..., text: _Optional[str] = ..., message: _Optional[_Union[MessageText, _Mapping]] = ...) -> None: ...

class MessageText(_message.Message):
    __slots__ = ("to", "text")
    TO_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    to: str
    text: str
    def __init__(self, to: _Optional[str] = ..., text: _Optional[str] = ...) -> None: ...

class Timing(_message.Message):
    __slots__ = ("stage", "ms")
    STAGE_FIELD_NUMBER: _ClassVar[int]
    MS_FIELD_NUMBER: _ClassVar[int]
    stage: str
    ms: float
    def __init__(self, stage: _Optional[str] = ..., ms: _Optional[float] = ...) -> None: ...

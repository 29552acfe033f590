from collections.abc import Iterable as _Iterable
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar

from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper

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
    __slots__ = ("alternatives", "context", "locale")
    ALTERNATIVES_FIELD_NUMBER: _ClassVar[int]
    LOCALE_FIELD_NUMBER: _ClassVar[int]
    CONTEXT_FIELD_NUMBER: _ClassVar[int]
    alternatives: _containers.RepeatedCompositeFieldContainer[Alternative]
    locale: str
    context: Context
    def __init__(self, alternatives: _Iterable[Alternative | _Mapping] | None = ..., locale: str | None = ..., context: Context | _Mapping | None = ...) -> None: ...

class Alternative(_message.Message):
    __slots__ = ("score", "text")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    SCORE_FIELD_NUMBER: _ClassVar[int]
    text: str
    score: float
    def __init__(self, text: str | None = ..., score: float | None = ...) -> None: ...

class Context(_message.Message):
    __slots__ = ("last", "open_list", "pending_question", "seat")
    LAST_FIELD_NUMBER: _ClassVar[int]
    PENDING_QUESTION_FIELD_NUMBER: _ClassVar[int]
    SEAT_FIELD_NUMBER: _ClassVar[int]
    OPEN_LIST_FIELD_NUMBER: _ClassVar[int]
    last: _containers.RepeatedCompositeFieldContainer[Command]
    pending_question: bool
    seat: str
    open_list: int
    def __init__(self, last: _Iterable[Command | _Mapping] | None = ..., pending_question: bool | None = ..., seat: str | None = ..., open_list: int | None = ...) -> None: ...

class UnderstandResponse(_message.Message):
    __slots__ = ("candidates", "commands", "confidence", "model_version", "outcome", "text", "timings")
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
    def __init__(self, outcome: Outcome | str | None = ..., commands: _Iterable[Command | _Mapping] | None = ..., confidence: float | None = ..., candidates: _Iterable[Command | _Mapping] | None = ..., text: str | None = ..., model_version: str | None = ..., timings: _Iterable[Timing | _Mapping] | None = ...) -> None: ...

class Command(_message.Message):
    __slots__ = ("function", "op", "value", "zone")
    FUNCTION_FIELD_NUMBER: _ClassVar[int]
    OP_FIELD_NUMBER: _ClassVar[int]
    ZONE_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    function: str
    op: str
    zone: str
    value: Value
    def __init__(self, function: str | None = ..., op: str | None = ..., zone: str | None = ..., value: Value | _Mapping | None = ...) -> None: ...

class Value(_message.Message):
    __slots__ = ("message", "number", "text")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    number: float
    text: str
    message: MessageText
    def __init__(self, number: float | None = ..., text: str | None = ..., message: MessageText | _Mapping | None = ...) -> None: ...

class MessageText(_message.Message):
    __slots__ = ("text", "to")
    TO_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    to: str
    text: str
    def __init__(self, to: str | None = ..., text: str | None = ...) -> None: ...

class Timing(_message.Message):
    __slots__ = ("ms", "stage")
    STAGE_FIELD_NUMBER: _ClassVar[int]
    MS_FIELD_NUMBER: _ClassVar[int]
    stage: str
    ms: float
    def __init__(self, stage: str | None = ..., ms: float | None = ...) -> None: ...

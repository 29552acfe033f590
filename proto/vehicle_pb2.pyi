from proto import nlu_pb2 as _nlu_pb2
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
    CONFIRMED: _ClassVar[CommandOutcome]
    ALREADY: _ClassVar[CommandOutcome]
    REFUSED: _ClassVar[CommandOutcome]
    NEEDS_CONFIRMATION: _ClassVar[CommandOutcome]
    TIMED_OUT: _ClassVar[CommandOutcome]
    FAILED: _ClassVar[CommandOutcome]
    ANSWERED: _ClassVar[CommandOutcome]
    HANDED_OFF: _ClassVar[CommandOutcome]

class Known(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    KNOWN_UNSPECIFIED: _ClassVar[Known]
    FRESH: _ClassVar[Known]
    TOO_OLD: _ClassVar[Known]
    NO_VALUE: _ClassVar[Known]
    NEVER_HEARD: _ClassVar[Known]

class Press(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PRESS_UNSPECIFIED: _ClassVar[Press]
    PRESSED: _ClassVar[Press]
    HELD: _ClassVar[Press]
    RELEASED: _ClassVar[Press]
COMMAND_OUTCOME_UNSPECIFIED: CommandOutcome
CONFIRMED: CommandOutcome
ALREADY: CommandOutcome
REFUSED: CommandOutcome
NEEDS_CONFIRMATION: CommandOutcome
TIMED_OUT: CommandOutcome
FAILED: CommandOutcome
ANSWERED: CommandOutcome
HANDED_OFF: CommandOutcome
KNOWN_UNSPECIFIED: Known
FRESH: Known
TOO_OLD: Known
NO_VALUE: Known
NEVER_HEARD: Known
PRESS_UNSPECIFIED: Press
PRESSED: Press
HELD: Press
RELEASED: Press

class SayRequest(_message.Message):
    __slots__ = ("text", "locale", "seat", "alternatives")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    LOCALE_FIELD_NUMBER: _ClassVar[int]
    SEAT_FIELD_NUMBER: _ClassVar[int]
    ALTERNATIVES_FIELD_NUMBER: _ClassVar[int]
    text: str
    locale: str
    seat: str
    alternatives: _containers.RepeatedCompositeFieldContainer[_nlu_pb2.Alternative]
    def __init__(self, text: _Optional[str] = ..., locale: _Optional[str] = ..., seat: _Optional[str] = ..., alternatives: _Optional[_Iterable[_Union[_nlu_pb2.Alternative, _Mapping]]] = ...) -> None: ...

class SayResponse(_message.Message):
    __slots__ = ("utterance_id", "reply", "outcome", "results", "timings", "understood_by", "confidence")
    UTTERANCE_ID_FIELD_NUMBER: _ClassVar[int]
    REPLY_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    RESULTS_FIELD_NUMBER: _ClassVar[int]
    TIMINGS_FIELD_NUMBER: _ClassVar[int]
    UNDERSTOOD_BY_FIELD_NUMBER: _ClassVar[int]
    CONFIDENCE_FIELD_NUMBER: _ClassVar[int]
    utterance_id: str
    reply: str
    outcome: _nlu_pb2.Outcome
    results: _containers.RepeatedCompositeFieldContainer[CommandResult]
    timings: _containers.RepeatedCompositeFieldContainer[_nlu_pb2.Timing]
    understood_by: str
    confidence: float
    def __init__(self, utterance_id: _Optional[str] = ..., reply: _Optional[str] = ..., outcome: _Optional[_Union[_nlu_pb2.Outcome, str]] = ..., results: _Optional[_Iterable[_Union[CommandResult, _Mapping]]] = ..., timings: _Optional[_Iterable[_Union[_nlu_pb2.Timing, _Mapping]]] = ..., understood_by: _Optional[str] = ..., confidence: _Optional[float] = ...) -> None: ...

class CommandResult(_message.Message):
    __slots__ = ("command", "outcome", "reason", "reply", "frames")
    COMMAND_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    REPLY_FIELD_NUMBER: _ClassVar[int]
    FRAMES_FIELD_NUMBER: _ClassVar[int]
    command: _nlu_pb2.Command
    outcome: CommandOutcome
    reason: str
    reply: str
    frames: _containers.RepeatedCompositeFieldContainer[Frame]
    def __init__(self, command: _Optional[_Union[_nlu_pb2.Command, _Mapping]] = ..., outcome: _Optional[_Union[CommandOutcome, str]] = ..., reason: _Optional[str] = ..., reply: _Optional[str] = ..., frames: _Optional[_Iterable[_Union[Frame, _Mapping]]] = ...) -> None: ...

class Frame(_message.Message):
    __slots__ = ("sent", "bus", "id", "data", "message", "signals", "at_ms")
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
    AT_MS_FIELD_NUMBER: _ClassVar[int]
    sent: bool
    bus: str
    id: int
    data: bytes
    message: str
    signals: _containers.ScalarMap[str, str]
    at_ms: float
    def __init__(self, sent: _Optional[bool] = ..., bus: _Optional[str] = ..., id: _Optional[int] = ..., data: _Optional[bytes] = ..., message: _Optional[str] = ..., signals: _Optional[_Mapping[str, str]] = ..., at_ms: _Optional[float] = ...) -> None: ...

class ExecuteRequest(_message.Message):
    __slots__ = ("commands", "locale", "seat")
    COMMANDS_FIELD_NUMBER: _ClassVar[int]
    LOCALE_FIELD_NUMBER: _ClassVar[int]
    SEAT_FIELD_NUMBER: _ClassVar[int]
    commands: _containers.RepeatedCompositeFieldContainer[_nlu_pb2.Command]
    locale: str
    seat: str
    def __init__(self, commands: _Optional[_Iterable[_Union[_nlu_pb2.Command, _Mapping]]] = ..., locale: _Optional[str] = ..., seat: _Optional[str] = ...) -> None: ...

class GetStateRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class GetStateResponse(_message.Message):
    __slots__ = ("functions", "driving", "speed_kmh", "gear", "ignition", "buses", "at_s")
    FUNCTIONS_FIELD_NUMBER: _ClassVar[int]
    DRIVING_FIELD_NUMBER: _ClassVar[int]
    SPEED_KMH_FIELD_NUMBER: _ClassVar[int]
    GEAR_FIELD_NUMBER: _ClassVar[int]
    IGNITION_FIELD_NUMBER: _ClassVar[int]
    BUSES_FIELD_NUMBER: _ClassVar[int]
    AT_S_FIELD_NUMBER: _ClassVar[int]
    functions: _containers.RepeatedCompositeFieldContainer[FunctionState]
    driving: str
    speed_kmh: float
    gear: str
    ignition: str
    buses: _containers.RepeatedCompositeFieldContainer[BusStatus]
    at_s: float
    def __init__(self, functions: _Optional[_Iterable[_Union[FunctionState, _Mapping]]] = ..., driving: _Optional[str] = ..., speed_kmh: _Optional[float] = ..., gear: _Optional[str] = ..., ignition: _Optional[str] = ..., buses: _Optional[_Iterable[_Union[BusStatus, _Mapping]]] = ..., at_s: _Optional[float] = ...) -> None: ...

class BusStatus(_message.Message):
    __slots__ = ("bus", "state", "load", "received", "sent", "refused", "blocked", "late", "bus_offs", "alarm")
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
    BUS_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    LOAD_FIELD_NUMBER: _ClassVar[int]
    RECEIVED_FIELD_NUMBER: _ClassVar[int]
    SENT_FIELD_NUMBER: _ClassVar[int]
    REFUSED_FIELD_NUMBER: _ClassVar[int]
    BLOCKED_FIELD_NUMBER: _ClassVar[int]
    LATE_FIELD_NUMBER: _ClassVar[int]
    BUS_OFFS_FIELD_NUMBER: _ClassVar[int]
    ALARM_FIELD_NUMBER: _ClassVar[int]
    bus: str
    state: str
    load: float
    received: int
    sent: int
    refused: _containers.ScalarMap[str, int]
    blocked: _containers.ScalarMap[str, int]
    late: _containers.RepeatedScalarFieldContainer[str]
    bus_offs: int
    alarm: str
    def __init__(self, bus: _Optional[str] = ..., state: _Optional[str] = ..., load: _Optional[float] = ..., received: _Optional[int] = ..., sent: _Optional[int] = ..., refused: _Optional[_Mapping[str, int]] = ..., blocked: _Optional[_Mapping[str, int]] = ..., late: _Optional[_Iterable[str]] = ..., bus_offs: _Optional[int] = ..., alarm: _Optional[str] = ...) -> None: ...

class WatchStateRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class FunctionState(_message.Message):
    __slots__ = ("function", "zone", "value", "unit", "age_s", "signal", "known", "target", "target_age_s", "reached", "last")
    FUNCTION_FIELD_NUMBER: _ClassVar[int]
    ZONE_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    AGE_S_FIELD_NUMBER: _ClassVar[int]
    SIGNAL_FIELD_NUMBER: _ClassVar[int]
    KNOWN_FIELD_NUMBER: _ClassVar[int]
    TARGET_FIELD_NUMBER: _ClassVar[int]
    TARGET_AGE_S_FIELD_NUMBER: _ClassVar[int]
    REACHED_FIELD_NUMBER: _ClassVar[int]
    LAST_FIELD_NUMBER: _ClassVar[int]
    function: str
    zone: str
    value: _nlu_pb2.Value
    unit: str
    age_s: float
    signal: str
    known: Known
    target: _nlu_pb2.Value
    target_age_s: float
    reached: bool
    last: _nlu_pb2.Value
    def __init__(self, function: _Optional[str] = ..., zone: _Optional[str] = ..., value: _Optional[_Union[_nlu_pb2.Value, _Mapping]] = ..., unit: _Optional[str] = ..., age_s: _Optional[float] = ..., signal: _Optional[str] = ..., known: _Optional[_Union[Known, str]] = ..., target: _Optional[_Union[_nlu_pb2.Value, _Mapping]] = ..., target_age_s: _Optional[float] = ..., reached: _Optional[bool] = ..., last: _Optional[_Union[_nlu_pb2.Value, _Mapping]] = ...) -> None: ...

class WatchEventsRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class Event(_message.Message):
    __slots__ = ("speech_button",)
    SPEECH_BUTTON_FIELD_NUMBER: _ClassVar[int]
    speech_button: SpeechButton
    def __init__(self, speech_button: _Optional[_Union[SpeechButton, _Mapping]] = ...) -> None: ...

class SpeechButton(_message.Message):
    __slots__ = ("press", "held_s", "age_s")
    PRESS_FIELD_NUMBER: _ClassVar[int]
    HELD_S_FIELD_NUMBER: _ClassVar[int]
    AGE_S_FIELD_NUMBER: _ClassVar[int]
    press: Press
    held_s: float
    age_s: float
    def __init__(self, press: _Optional[_Union[Press, str]] = ..., held_s: _Optional[float] = ..., age_s: _Optional[float] = ...) -> None: ...

class ListenRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListenResponse(_message.Message):
    __slots__ = ("told", "reason")
    TOLD_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    told: bool
    reason: str
    def __init__(self, told: _Optional[bool] = ..., reason: _Optional[str] = ...) -> None: ...

class ClearAlarmRequest(_message.Message):
    __slots__ = ("bus",)
    BUS_FIELD_NUMBER: _ClassVar[int]
    bus: str
    def __init__(self, bus: _Optional[str] = ...) -> None: ...

class ClearAlarmResponse(_message.Message):
    __slots__ = ("alarm",)
    ALARM_FIELD_NUMBER: _ClassVar[int]
    alarm: str
    def __init__(self, alarm: _Optional[str] = ...) -> None: ...

class ListFunctionsRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListFunctionsResponse(_message.Message):
    __slots__ = ("functions",)
    FUNCTIONS_FIELD_NUMBER: _ClassVar[int]
    functions: _containers.RepeatedCompositeFieldContainer[FunctionInfo]
    def __init__(self, functions: _Optional[_Iterable[_Union[FunctionInfo, _Mapping]]] = ...) -> None: ...

class FunctionInfo(_message.Message):
    __slots__ = ("name", "ops", "zones", "kind", "words", "has_range", "lowest", "highest", "step", "unit", "fitted", "ko", "en", "needs", "asks", "vss", "spoken")
    NAME_FIELD_NUMBER: _ClassVar[int]
    OPS_FIELD_NUMBER: _ClassVar[int]
    ZONES_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    WORDS_FIELD_NUMBER: _ClassVar[int]
    HAS_RANGE_FIELD_NUMBER: _ClassVar[int]
    LOWEST_FIELD_NUMBER: _ClassVar[int]
    HIGHEST_FIELD_NUMBER: _ClassVar[int]
    STEP_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    FITTED_FIELD_NUMBER: _ClassVar[int]
    KO_FIELD_NUMBER: _ClassVar[int]
    EN_FIELD_NUMBER: _ClassVar[int]
    NEEDS_FIELD_NUMBER: _ClassVar[int]
    ASKS_FIELD_NUMBER: _ClassVar[int]
    VSS_FIELD_NUMBER: _ClassVar[int]
    SPOKEN_FIELD_NUMBER: _ClassVar[int]
    name: str
    ops: _containers.RepeatedScalarFieldContainer[str]
    zones: _containers.RepeatedScalarFieldContainer[str]
    kind: str
    words: _containers.RepeatedScalarFieldContainer[str]
    has_range: bool
    lowest: float
    highest: float
    step: float
    unit: str
    fitted: bool
    ko: str
    en: str
    needs: _containers.RepeatedScalarFieldContainer[str]
    asks: _containers.RepeatedScalarFieldContainer[str]
    vss: str
    spoken: bool
    def __init__(self, name: _Optional[str] = ..., ops: _Optional[_Iterable[str]] = ..., zones: _Optional[_Iterable[str]] = ..., kind: _Optional[str] = ..., words: _Optional[_Iterable[str]] = ..., has_range: _Optional[bool] = ..., lowest: _Optional[float] = ..., highest: _Optional[float] = ..., step: _Optional[float] = ..., unit: _Optional[str] = ..., fitted: _Optional[bool] = ..., ko: _Optional[str] = ..., en: _Optional[str] = ..., needs: _Optional[_Iterable[str]] = ..., asks: _Optional[_Iterable[str]] = ..., vss: _Optional[str] = ..., spoken: _Optional[bool] = ...) -> None: ...

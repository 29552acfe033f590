from collections.abc import Iterable as _Iterable
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar

from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper

from proto import nlu_pb2 as _nlu_pb2

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
    __slots__ = ("alternatives", "locale", "seat", "text")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    LOCALE_FIELD_NUMBER: _ClassVar[int]
    SEAT_FIELD_NUMBER: _ClassVar[int]
    ALTERNATIVES_FIELD_NUMBER: _ClassVar[int]
    text: str
    locale: str
    seat: str
    alternatives: _containers.RepeatedCompositeFieldContainer[_nlu_pb2.Alternative]
    def __init__(self, text: str | None = ..., locale: str | None = ..., seat: str | None = ..., alternatives: _Iterable[_nlu_pb2.Alternative | _Mapping] | None = ...) -> None: ...

class SayResponse(_message.Message):
    __slots__ = ("confidence", "outcome", "reply", "results", "timings", "understood_by", "utterance_id")
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
    def __init__(self, utterance_id: str | None = ..., reply: str | None = ..., outcome: _nlu_pb2.Outcome | str | None = ..., results: _Iterable[CommandResult | _Mapping] | None = ..., timings: _Iterable[_nlu_pb2.Timing | _Mapping] | None = ..., understood_by: str | None = ..., confidence: float | None = ...) -> None: ...

class CommandResult(_message.Message):
    __slots__ = ("command", "frames", "outcome", "reason", "reply")
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
    def __init__(self, command: _nlu_pb2.Command | _Mapping | None = ..., outcome: CommandOutcome | str | None = ..., reason: str | None = ..., reply: str | None = ..., frames: _Iterable[Frame | _Mapping] | None = ...) -> None: ...

class Frame(_message.Message):
    __slots__ = ("at_ms", "bus", "data", "id", "message", "sent", "signals")
    class SignalsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: str | None = ..., value: str | None = ...) -> None: ...
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
    def __init__(self, sent: bool | None = ..., bus: str | None = ..., id: int | None = ..., data: bytes | None = ..., message: str | None = ..., signals: _Mapping[str, str] | None = ..., at_ms: float | None = ...) -> None: ...

class ExecuteRequest(_message.Message):
    __slots__ = ("commands", "locale", "seat")
    COMMANDS_FIELD_NUMBER: _ClassVar[int]
    LOCALE_FIELD_NUMBER: _ClassVar[int]
    SEAT_FIELD_NUMBER: _ClassVar[int]
    commands: _containers.RepeatedCompositeFieldContainer[_nlu_pb2.Command]
    locale: str
    seat: str
    def __init__(self, commands: _Iterable[_nlu_pb2.Command | _Mapping] | None = ..., locale: str | None = ..., seat: str | None = ...) -> None: ...

class GetStateRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class GetStateResponse(_message.Message):
    __slots__ = ("at_s", "buses", "driving", "functions", "gear", "ignition", "speed_kmh")
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
    def __init__(self, functions: _Iterable[FunctionState | _Mapping] | None = ..., driving: str | None = ..., speed_kmh: float | None = ..., gear: str | None = ..., ignition: str | None = ..., buses: _Iterable[BusStatus | _Mapping] | None = ..., at_s: float | None = ...) -> None: ...

class BusStatus(_message.Message):
    __slots__ = ("alarm", "blocked", "bus", "bus_offs", "late", "load", "received", "refused", "sent", "state")
    class RefusedEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: int
        def __init__(self, key: str | None = ..., value: int | None = ...) -> None: ...
    class BlockedEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: int
        def __init__(self, key: str | None = ..., value: int | None = ...) -> None: ...
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
    def __init__(self, bus: str | None = ..., state: str | None = ..., load: float | None = ..., received: int | None = ..., sent: int | None = ..., refused: _Mapping[str, int] | None = ..., blocked: _Mapping[str, int] | None = ..., late: _Iterable[str] | None = ..., bus_offs: int | None = ..., alarm: str | None = ...) -> None: ...

class WatchStateRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class FunctionState(_message.Message):
    __slots__ = ("age_s", "function", "known", "last", "reached", "signal", "target", "target_age_s", "unit", "value", "zone")
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
    def __init__(self, function: str | None = ..., zone: str | None = ..., value: _nlu_pb2.Value | _Mapping | None = ..., unit: str | None = ..., age_s: float | None = ..., signal: str | None = ..., known: Known | str | None = ..., target: _nlu_pb2.Value | _Mapping | None = ..., target_age_s: float | None = ..., reached: bool | None = ..., last: _nlu_pb2.Value | _Mapping | None = ...) -> None: ...

class WatchEventsRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class Event(_message.Message):
    __slots__ = ("speech_button",)
    SPEECH_BUTTON_FIELD_NUMBER: _ClassVar[int]
    speech_button: SpeechButton
    def __init__(self, speech_button: SpeechButton | _Mapping | None = ...) -> None: ...

class SpeechButton(_message.Message):
    __slots__ = ("age_s", "held_s", "press")
    PRESS_FIELD_NUMBER: _ClassVar[int]
    HELD_S_FIELD_NUMBER: _ClassVar[int]
    AGE_S_FIELD_NUMBER: _ClassVar[int]
    press: Press
    held_s: float
    age_s: float
    def __init__(self, press: Press | str | None = ..., held_s: float | None = ..., age_s: float | None = ...) -> None: ...

class ListenRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListenResponse(_message.Message):
    __slots__ = ("reason", "told")
    TOLD_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    told: bool
    reason: str
    def __init__(self, told: bool | None = ..., reason: str | None = ...) -> None: ...

class ClearAlarmRequest(_message.Message):
    __slots__ = ("bus",)
    BUS_FIELD_NUMBER: _ClassVar[int]
    bus: str
    def __init__(self, bus: str | None = ...) -> None: ...

class ClearAlarmResponse(_message.Message):
    __slots__ = ("alarm",)
    ALARM_FIELD_NUMBER: _ClassVar[int]
    alarm: str
    def __init__(self, alarm: str | None = ...) -> None: ...

class ListFunctionsRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListFunctionsResponse(_message.Message):
    __slots__ = ("functions",)
    FUNCTIONS_FIELD_NUMBER: _ClassVar[int]
    functions: _containers.RepeatedCompositeFieldContainer[FunctionInfo]
    def __init__(self, functions: _Iterable[FunctionInfo | _Mapping] | None = ...) -> None: ...

class FunctionInfo(_message.Message):
    __slots__ = ("asks", "en", "fitted", "has_range", "highest", "kind", "ko", "lowest", "name", "needs", "ops", "spoken", "step", "unit", "vss", "words", "zones")
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
    def __init__(self, name: str | None = ..., ops: _Iterable[str] | None = ..., zones: _Iterable[str] | None = ..., kind: str | None = ..., words: _Iterable[str] | None = ..., has_range: bool | None = ..., lowest: float | None = ..., highest: float | None = ..., step: float | None = ..., unit: str | None = ..., fitted: bool | None = ..., ko: str | None = ..., en: str | None = ..., needs: _Iterable[str] | None = ..., asks: _Iterable[str] | None = ..., vss: str | None = ..., spoken: bool | None = ...) -> None: ...

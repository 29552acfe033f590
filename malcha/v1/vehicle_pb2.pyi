import datetime

from google.protobuf import duration_pb2 as _duration_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from malcha.v1 import catalogue_pb2 as _catalogue_pb2
from malcha.v1 import command_pb2 as _command_pb2
from malcha.v1 import speech_pb2 as _speech_pb2
from malcha.v1 import state_pb2 as _state_pb2
from malcha.v1 import turn_pb2 as _turn_pb2
from malcha.v1 import understanding_pb2 as _understanding_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Control(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CONTROL_UNSPECIFIED: _ClassVar[Control]
    CONTROL_RELEASED: _ClassVar[Control]
    CONTROL_PRESSED: _ClassVar[Control]
    CONTROL_CANCEL: _ClassVar[Control]

class Press(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    PRESS_UNSPECIFIED: _ClassVar[Press]
    PRESS_PRESSED: _ClassVar[Press]
    PRESS_HELD: _ClassVar[Press]
    PRESS_RELEASED: _ClassVar[Press]
CONTROL_UNSPECIFIED: Control
CONTROL_RELEASED: Control
CONTROL_PRESSED: Control
CONTROL_CANCEL: Control
PRESS_UNSPECIFIED: Press
PRESS_PRESSED: Press
PRESS_HELD: Press
PRESS_RELEASED: Press

class SayRequest(_message.Message):
    __slots__ = ("utterance_id", "request_id", "text", "alternatives", "locale", "seat")
    UTTERANCE_ID_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    ALTERNATIVES_FIELD_NUMBER: _ClassVar[int]
    LOCALE_FIELD_NUMBER: _ClassVar[int]
    SEAT_FIELD_NUMBER: _ClassVar[int]
    utterance_id: str
    request_id: str
    text: str
    alternatives: _containers.RepeatedCompositeFieldContainer[_understanding_pb2.Alternative]
    locale: str
    seat: _command_pb2.Seat
    def __init__(self, utterance_id: _Optional[str] = ..., request_id: _Optional[str] = ..., text: _Optional[str] = ..., alternatives: _Optional[_Iterable[_Union[_understanding_pb2.Alternative, _Mapping]]] = ..., locale: _Optional[str] = ..., seat: _Optional[_Union[_command_pb2.Seat, str]] = ...) -> None: ...

class SayResponse(_message.Message):
    __slots__ = ("turn", "answered_again")
    TURN_FIELD_NUMBER: _ClassVar[int]
    ANSWERED_AGAIN_FIELD_NUMBER: _ClassVar[int]
    turn: _turn_pb2.Turn
    answered_again: bool
    def __init__(self, turn: _Optional[_Union[_turn_pb2.Turn, _Mapping]] = ..., answered_again: _Optional[bool] = ...) -> None: ...

class ConverseRequest(_message.Message):
    __slots__ = ("utterance_id", "request_id", "text", "alternatives", "locale", "seat", "rate_hz", "aloud", "audio", "control")
    UTTERANCE_ID_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    ALTERNATIVES_FIELD_NUMBER: _ClassVar[int]
    LOCALE_FIELD_NUMBER: _ClassVar[int]
    SEAT_FIELD_NUMBER: _ClassVar[int]
    RATE_HZ_FIELD_NUMBER: _ClassVar[int]
    ALOUD_FIELD_NUMBER: _ClassVar[int]
    AUDIO_FIELD_NUMBER: _ClassVar[int]
    CONTROL_FIELD_NUMBER: _ClassVar[int]
    utterance_id: str
    request_id: str
    text: str
    alternatives: _containers.RepeatedCompositeFieldContainer[_understanding_pb2.Alternative]
    locale: str
    seat: _command_pb2.Seat
    rate_hz: int
    aloud: bool
    audio: bytes
    control: Control
    def __init__(self, utterance_id: _Optional[str] = ..., request_id: _Optional[str] = ..., text: _Optional[str] = ..., alternatives: _Optional[_Iterable[_Union[_understanding_pb2.Alternative, _Mapping]]] = ..., locale: _Optional[str] = ..., seat: _Optional[_Union[_command_pb2.Seat, str]] = ..., rate_hz: _Optional[int] = ..., aloud: _Optional[bool] = ..., audio: _Optional[bytes] = ..., control: _Optional[_Union[Control, str]] = ...) -> None: ...

class ConverseResponse(_message.Message):
    __slots__ = ("utterance_id", "at", "heard", "understood", "sent", "finished", "reply", "turn", "listening", "speech_started", "partial", "speech_ended", "nothing_heard", "reply_audio", "spoken", "answered_again", "audio_s")
    UTTERANCE_ID_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    HEARD_FIELD_NUMBER: _ClassVar[int]
    UNDERSTOOD_FIELD_NUMBER: _ClassVar[int]
    SENT_FIELD_NUMBER: _ClassVar[int]
    FINISHED_FIELD_NUMBER: _ClassVar[int]
    REPLY_FIELD_NUMBER: _ClassVar[int]
    TURN_FIELD_NUMBER: _ClassVar[int]
    LISTENING_FIELD_NUMBER: _ClassVar[int]
    SPEECH_STARTED_FIELD_NUMBER: _ClassVar[int]
    PARTIAL_FIELD_NUMBER: _ClassVar[int]
    SPEECH_ENDED_FIELD_NUMBER: _ClassVar[int]
    NOTHING_HEARD_FIELD_NUMBER: _ClassVar[int]
    REPLY_AUDIO_FIELD_NUMBER: _ClassVar[int]
    SPOKEN_FIELD_NUMBER: _ClassVar[int]
    ANSWERED_AGAIN_FIELD_NUMBER: _ClassVar[int]
    AUDIO_S_FIELD_NUMBER: _ClassVar[int]
    utterance_id: str
    at: _timestamp_pb2.Timestamp
    heard: Heard
    understood: _understanding_pb2.Understanding
    sent: CommandSent
    finished: CommandFinished
    reply: Reply
    turn: _turn_pb2.Turn
    listening: Listening
    speech_started: _speech_pb2.SpeechStarted
    partial: _speech_pb2.PartialWords
    speech_ended: _speech_pb2.SpeechEnded
    nothing_heard: _speech_pb2.NothingHeard
    reply_audio: ReplyAudio
    spoken: Spoken
    answered_again: bool
    audio_s: float
    def __init__(self, utterance_id: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., heard: _Optional[_Union[Heard, _Mapping]] = ..., understood: _Optional[_Union[_understanding_pb2.Understanding, _Mapping]] = ..., sent: _Optional[_Union[CommandSent, _Mapping]] = ..., finished: _Optional[_Union[CommandFinished, _Mapping]] = ..., reply: _Optional[_Union[Reply, _Mapping]] = ..., turn: _Optional[_Union[_turn_pb2.Turn, _Mapping]] = ..., listening: _Optional[_Union[Listening, _Mapping]] = ..., speech_started: _Optional[_Union[_speech_pb2.SpeechStarted, _Mapping]] = ..., partial: _Optional[_Union[_speech_pb2.PartialWords, _Mapping]] = ..., speech_ended: _Optional[_Union[_speech_pb2.SpeechEnded, _Mapping]] = ..., nothing_heard: _Optional[_Union[_speech_pb2.NothingHeard, _Mapping]] = ..., reply_audio: _Optional[_Union[ReplyAudio, _Mapping]] = ..., spoken: _Optional[_Union[Spoken, _Mapping]] = ..., answered_again: _Optional[bool] = ..., audio_s: _Optional[float] = ...) -> None: ...

class Listening(_message.Message):
    __slots__ = ("told", "reason")
    TOLD_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    told: bool
    reason: str
    def __init__(self, told: _Optional[bool] = ..., reason: _Optional[str] = ...) -> None: ...

class ReplyAudio(_message.Message):
    __slots__ = ("audio", "rate_hz", "text")
    AUDIO_FIELD_NUMBER: _ClassVar[int]
    RATE_HZ_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    audio: bytes
    rate_hz: int
    text: str
    def __init__(self, audio: _Optional[bytes] = ..., rate_hz: _Optional[int] = ..., text: _Optional[str] = ...) -> None: ...

class Spoken(_message.Message):
    __slots__ = ("reason", "timings", "stop")
    REASON_FIELD_NUMBER: _ClassVar[int]
    TIMINGS_FIELD_NUMBER: _ClassVar[int]
    STOP_FIELD_NUMBER: _ClassVar[int]
    reason: str
    timings: _containers.RepeatedCompositeFieldContainer[_understanding_pb2.Timing]
    stop: _turn_pb2.Turn
    def __init__(self, reason: _Optional[str] = ..., timings: _Optional[_Iterable[_Union[_understanding_pb2.Timing, _Mapping]]] = ..., stop: _Optional[_Union[_turn_pb2.Turn, _Mapping]] = ...) -> None: ...

class Heard(_message.Message):
    __slots__ = ("text", "alternatives", "recogniser", "recogniser_version", "recognised_where", "recognised_why", "timings")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    ALTERNATIVES_FIELD_NUMBER: _ClassVar[int]
    RECOGNISER_FIELD_NUMBER: _ClassVar[int]
    RECOGNISER_VERSION_FIELD_NUMBER: _ClassVar[int]
    RECOGNISED_WHERE_FIELD_NUMBER: _ClassVar[int]
    RECOGNISED_WHY_FIELD_NUMBER: _ClassVar[int]
    TIMINGS_FIELD_NUMBER: _ClassVar[int]
    text: str
    alternatives: _containers.RepeatedCompositeFieldContainer[_understanding_pb2.Alternative]
    recogniser: str
    recogniser_version: str
    recognised_where: str
    recognised_why: str
    timings: _containers.RepeatedCompositeFieldContainer[_understanding_pb2.Timing]
    def __init__(self, text: _Optional[str] = ..., alternatives: _Optional[_Iterable[_Union[_understanding_pb2.Alternative, _Mapping]]] = ..., recogniser: _Optional[str] = ..., recogniser_version: _Optional[str] = ..., recognised_where: _Optional[str] = ..., recognised_why: _Optional[str] = ..., timings: _Optional[_Iterable[_Union[_understanding_pb2.Timing, _Mapping]]] = ...) -> None: ...

class CommandSent(_message.Message):
    __slots__ = ("index", "command", "frames")
    INDEX_FIELD_NUMBER: _ClassVar[int]
    COMMAND_FIELD_NUMBER: _ClassVar[int]
    FRAMES_FIELD_NUMBER: _ClassVar[int]
    index: int
    command: _command_pb2.Command
    frames: _containers.RepeatedCompositeFieldContainer[_turn_pb2.Frame]
    def __init__(self, index: _Optional[int] = ..., command: _Optional[_Union[_command_pb2.Command, _Mapping]] = ..., frames: _Optional[_Iterable[_Union[_turn_pb2.Frame, _Mapping]]] = ...) -> None: ...

class CommandFinished(_message.Message):
    __slots__ = ("index", "result")
    INDEX_FIELD_NUMBER: _ClassVar[int]
    RESULT_FIELD_NUMBER: _ClassVar[int]
    index: int
    result: _turn_pb2.CommandResult
    def __init__(self, index: _Optional[int] = ..., result: _Optional[_Union[_turn_pb2.CommandResult, _Mapping]] = ...) -> None: ...

class Reply(_message.Message):
    __slots__ = ("text",)
    TEXT_FIELD_NUMBER: _ClassVar[int]
    text: str
    def __init__(self, text: _Optional[str] = ...) -> None: ...

class ExecuteRequest(_message.Message):
    __slots__ = ("utterance_id", "request_id", "commands", "locale", "seat")
    UTTERANCE_ID_FIELD_NUMBER: _ClassVar[int]
    REQUEST_ID_FIELD_NUMBER: _ClassVar[int]
    COMMANDS_FIELD_NUMBER: _ClassVar[int]
    LOCALE_FIELD_NUMBER: _ClassVar[int]
    SEAT_FIELD_NUMBER: _ClassVar[int]
    utterance_id: str
    request_id: str
    commands: _containers.RepeatedCompositeFieldContainer[_command_pb2.Command]
    locale: str
    seat: _command_pb2.Seat
    def __init__(self, utterance_id: _Optional[str] = ..., request_id: _Optional[str] = ..., commands: _Optional[_Iterable[_Union[_command_pb2.Command, _Mapping]]] = ..., locale: _Optional[str] = ..., seat: _Optional[_Union[_command_pb2.Seat, str]] = ...) -> None: ...

class ExecuteResponse(_message.Message):
    __slots__ = ("turn", "answered_again")
    TURN_FIELD_NUMBER: _ClassVar[int]
    ANSWERED_AGAIN_FIELD_NUMBER: _ClassVar[int]
    turn: _turn_pb2.Turn
    answered_again: bool
    def __init__(self, turn: _Optional[_Union[_turn_pb2.Turn, _Mapping]] = ..., answered_again: _Optional[bool] = ...) -> None: ...

class GetStateRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class GetStateResponse(_message.Message):
    __slots__ = ("car", "at", "driving", "speed_kmh", "gear", "ignition", "functions", "buses")
    CAR_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    DRIVING_FIELD_NUMBER: _ClassVar[int]
    SPEED_KMH_FIELD_NUMBER: _ClassVar[int]
    GEAR_FIELD_NUMBER: _ClassVar[int]
    IGNITION_FIELD_NUMBER: _ClassVar[int]
    FUNCTIONS_FIELD_NUMBER: _ClassVar[int]
    BUSES_FIELD_NUMBER: _ClassVar[int]
    car: str
    at: _timestamp_pb2.Timestamp
    driving: _state_pb2.Driving
    speed_kmh: float
    gear: _state_pb2.Gear
    ignition: _state_pb2.Ignition
    functions: _containers.RepeatedCompositeFieldContainer[_state_pb2.FunctionState]
    buses: _containers.RepeatedCompositeFieldContainer[_state_pb2.BusStatus]
    def __init__(self, car: _Optional[str] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., driving: _Optional[_Union[_state_pb2.Driving, str]] = ..., speed_kmh: _Optional[float] = ..., gear: _Optional[_Union[_state_pb2.Gear, str]] = ..., ignition: _Optional[_Union[_state_pb2.Ignition, str]] = ..., functions: _Optional[_Iterable[_Union[_state_pb2.FunctionState, _Mapping]]] = ..., buses: _Optional[_Iterable[_Union[_state_pb2.BusStatus, _Mapping]]] = ...) -> None: ...

class WatchStateRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class WatchStateResponse(_message.Message):
    __slots__ = ("at", "change", "snapshot_end", "heartbeat")
    AT_FIELD_NUMBER: _ClassVar[int]
    CHANGE_FIELD_NUMBER: _ClassVar[int]
    SNAPSHOT_END_FIELD_NUMBER: _ClassVar[int]
    HEARTBEAT_FIELD_NUMBER: _ClassVar[int]
    at: _timestamp_pb2.Timestamp
    change: _state_pb2.FunctionState
    snapshot_end: SnapshotEnd
    heartbeat: _state_pb2.Heartbeat
    def __init__(self, at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., change: _Optional[_Union[_state_pb2.FunctionState, _Mapping]] = ..., snapshot_end: _Optional[_Union[SnapshotEnd, _Mapping]] = ..., heartbeat: _Optional[_Union[_state_pb2.Heartbeat, _Mapping]] = ...) -> None: ...

class SnapshotEnd(_message.Message):
    __slots__ = ("car",)
    CAR_FIELD_NUMBER: _ClassVar[int]
    car: str
    def __init__(self, car: _Optional[str] = ...) -> None: ...

class WatchEventsRequest(_message.Message):
    __slots__ = ("aloud",)
    ALOUD_FIELD_NUMBER: _ClassVar[int]
    aloud: bool
    def __init__(self, aloud: _Optional[bool] = ...) -> None: ...

class WatchEventsResponse(_message.Message):
    __slots__ = ("at", "heartbeat", "speech_button", "scheduled", "announcement", "announcement_audio", "announcement_spoken", "interrupted")
    AT_FIELD_NUMBER: _ClassVar[int]
    HEARTBEAT_FIELD_NUMBER: _ClassVar[int]
    SPEECH_BUTTON_FIELD_NUMBER: _ClassVar[int]
    SCHEDULED_FIELD_NUMBER: _ClassVar[int]
    ANNOUNCEMENT_FIELD_NUMBER: _ClassVar[int]
    ANNOUNCEMENT_AUDIO_FIELD_NUMBER: _ClassVar[int]
    ANNOUNCEMENT_SPOKEN_FIELD_NUMBER: _ClassVar[int]
    INTERRUPTED_FIELD_NUMBER: _ClassVar[int]
    at: _timestamp_pb2.Timestamp
    heartbeat: _state_pb2.Heartbeat
    speech_button: SpeechButton
    scheduled: _turn_pb2.Turn
    announcement: Announcement
    announcement_audio: ReplyAudio
    announcement_spoken: Spoken
    interrupted: InterruptedDrive
    def __init__(self, at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., heartbeat: _Optional[_Union[_state_pb2.Heartbeat, _Mapping]] = ..., speech_button: _Optional[_Union[SpeechButton, _Mapping]] = ..., scheduled: _Optional[_Union[_turn_pb2.Turn, _Mapping]] = ..., announcement: _Optional[_Union[Announcement, _Mapping]] = ..., announcement_audio: _Optional[_Union[ReplyAudio, _Mapping]] = ..., announcement_spoken: _Optional[_Union[Spoken, _Mapping]] = ..., interrupted: _Optional[_Union[InterruptedDrive, _Mapping]] = ...) -> None: ...

class Announcement(_message.Message):
    __slots__ = ("text", "locale", "kind", "maneuver", "distance_m", "street")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    LOCALE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    MANEUVER_FIELD_NUMBER: _ClassVar[int]
    DISTANCE_M_FIELD_NUMBER: _ClassVar[int]
    STREET_FIELD_NUMBER: _ClassVar[int]
    text: str
    locale: str
    kind: str
    maneuver: str
    distance_m: float
    street: str
    def __init__(self, text: _Optional[str] = ..., locale: _Optional[str] = ..., kind: _Optional[str] = ..., maneuver: _Optional[str] = ..., distance_m: _Optional[float] = ..., street: _Optional[str] = ...) -> None: ...

class InterruptedDrive(_message.Message):
    __slots__ = ("text", "locale", "destination", "waypoints")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    LOCALE_FIELD_NUMBER: _ClassVar[int]
    DESTINATION_FIELD_NUMBER: _ClassVar[int]
    WAYPOINTS_FIELD_NUMBER: _ClassVar[int]
    text: str
    locale: str
    destination: str
    waypoints: int
    def __init__(self, text: _Optional[str] = ..., locale: _Optional[str] = ..., destination: _Optional[str] = ..., waypoints: _Optional[int] = ...) -> None: ...

class SpeechButton(_message.Message):
    __slots__ = ("press", "held", "received_at")
    PRESS_FIELD_NUMBER: _ClassVar[int]
    HELD_FIELD_NUMBER: _ClassVar[int]
    RECEIVED_AT_FIELD_NUMBER: _ClassVar[int]
    press: Press
    held: _duration_pb2.Duration
    received_at: _timestamp_pb2.Timestamp
    def __init__(self, press: _Optional[_Union[Press, str]] = ..., held: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., received_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

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
    __slots__ = ("car", "functions")
    CAR_FIELD_NUMBER: _ClassVar[int]
    FUNCTIONS_FIELD_NUMBER: _ClassVar[int]
    car: str
    functions: _containers.RepeatedCompositeFieldContainer[_catalogue_pb2.FunctionInfo]
    def __init__(self, car: _Optional[str] = ..., functions: _Optional[_Iterable[_Union[_catalogue_pb2.FunctionInfo, _Mapping]]] = ...) -> None: ...

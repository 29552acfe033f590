from malcha.v1 import nlu_pb2 as _nlu_pb2
from malcha.v1 import understanding_pb2 as _understanding_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class RecogniseRequest(_message.Message):
    __slots__ = ("start", "audio", "end")
    START_FIELD_NUMBER: _ClassVar[int]
    AUDIO_FIELD_NUMBER: _ClassVar[int]
    END_FIELD_NUMBER: _ClassVar[int]
    start: AudioStart
    audio: bytes
    end: AudioEnd
    def __init__(self, start: _Optional[_Union[AudioStart, _Mapping]] = ..., audio: _Optional[bytes] = ..., end: _Optional[_Union[AudioEnd, _Mapping]] = ...) -> None: ...

class AudioStart(_message.Message):
    __slots__ = ("utterance_id", "rate_hz", "locale", "context", "phrases", "whole")
    UTTERANCE_ID_FIELD_NUMBER: _ClassVar[int]
    RATE_HZ_FIELD_NUMBER: _ClassVar[int]
    LOCALE_FIELD_NUMBER: _ClassVar[int]
    CONTEXT_FIELD_NUMBER: _ClassVar[int]
    PHRASES_FIELD_NUMBER: _ClassVar[int]
    WHOLE_FIELD_NUMBER: _ClassVar[int]
    utterance_id: str
    rate_hz: int
    locale: str
    context: _nlu_pb2.Context
    phrases: _containers.RepeatedScalarFieldContainer[str]
    whole: bool
    def __init__(self, utterance_id: _Optional[str] = ..., rate_hz: _Optional[int] = ..., locale: _Optional[str] = ..., context: _Optional[_Union[_nlu_pb2.Context, _Mapping]] = ..., phrases: _Optional[_Iterable[str]] = ..., whole: _Optional[bool] = ...) -> None: ...

class AudioEnd(_message.Message):
    __slots__ = ("snr_db",)
    SNR_DB_FIELD_NUMBER: _ClassVar[int]
    snr_db: float
    def __init__(self, snr_db: _Optional[float] = ...) -> None: ...

class RecogniseResponse(_message.Message):
    __slots__ = ("utterance_id", "at_s", "speech_started", "partial", "speech_ended", "recognised", "nothing_heard")
    UTTERANCE_ID_FIELD_NUMBER: _ClassVar[int]
    AT_S_FIELD_NUMBER: _ClassVar[int]
    SPEECH_STARTED_FIELD_NUMBER: _ClassVar[int]
    PARTIAL_FIELD_NUMBER: _ClassVar[int]
    SPEECH_ENDED_FIELD_NUMBER: _ClassVar[int]
    RECOGNISED_FIELD_NUMBER: _ClassVar[int]
    NOTHING_HEARD_FIELD_NUMBER: _ClassVar[int]
    utterance_id: str
    at_s: float
    speech_started: SpeechStarted
    partial: PartialWords
    speech_ended: SpeechEnded
    recognised: Recognised
    nothing_heard: NothingHeard
    def __init__(self, utterance_id: _Optional[str] = ..., at_s: _Optional[float] = ..., speech_started: _Optional[_Union[SpeechStarted, _Mapping]] = ..., partial: _Optional[_Union[PartialWords, _Mapping]] = ..., speech_ended: _Optional[_Union[SpeechEnded, _Mapping]] = ..., recognised: _Optional[_Union[Recognised, _Mapping]] = ..., nothing_heard: _Optional[_Union[NothingHeard, _Mapping]] = ...) -> None: ...

class SpeechStarted(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class PartialWords(_message.Message):
    __slots__ = ("text",)
    TEXT_FIELD_NUMBER: _ClassVar[int]
    text: str
    def __init__(self, text: _Optional[str] = ...) -> None: ...

class SpeechEnded(_message.Message):
    __slots__ = ("reason",)
    REASON_FIELD_NUMBER: _ClassVar[int]
    reason: str
    def __init__(self, reason: _Optional[str] = ...) -> None: ...

class Recognised(_message.Message):
    __slots__ = ("alternatives", "understanding", "recogniser", "recogniser_version", "timings")
    ALTERNATIVES_FIELD_NUMBER: _ClassVar[int]
    UNDERSTANDING_FIELD_NUMBER: _ClassVar[int]
    RECOGNISER_FIELD_NUMBER: _ClassVar[int]
    RECOGNISER_VERSION_FIELD_NUMBER: _ClassVar[int]
    TIMINGS_FIELD_NUMBER: _ClassVar[int]
    alternatives: _containers.RepeatedCompositeFieldContainer[_understanding_pb2.Alternative]
    understanding: _understanding_pb2.Understanding
    recogniser: str
    recogniser_version: str
    timings: _containers.RepeatedCompositeFieldContainer[_understanding_pb2.Timing]
    def __init__(self, alternatives: _Optional[_Iterable[_Union[_understanding_pb2.Alternative, _Mapping]]] = ..., understanding: _Optional[_Union[_understanding_pb2.Understanding, _Mapping]] = ..., recogniser: _Optional[str] = ..., recogniser_version: _Optional[str] = ..., timings: _Optional[_Iterable[_Union[_understanding_pb2.Timing, _Mapping]]] = ...) -> None: ...

class NothingHeard(_message.Message):
    __slots__ = ("reason",)
    REASON_FIELD_NUMBER: _ClassVar[int]
    reason: str
    def __init__(self, reason: _Optional[str] = ...) -> None: ...

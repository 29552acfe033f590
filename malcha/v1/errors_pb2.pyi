from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from typing import ClassVar as _ClassVar

DESCRIPTOR: _descriptor.FileDescriptor

class ErrorReason(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ERROR_REASON_UNSPECIFIED: _ClassVar[ErrorReason]
    ERROR_REASON_RATE: _ClassVar[ErrorReason]
    ERROR_REASON_SIZE: _ClassVar[ErrorReason]
    ERROR_REASON_CALLS_AT_ONCE: _ClassVar[ErrorReason]
    ERROR_REASON_STREAMS: _ClassVar[ErrorReason]
    ERROR_REASON_SLOW_READER: _ClassVar[ErrorReason]
    ERROR_REASON_PERMISSION: _ClassVar[ErrorReason]
    ERROR_REASON_NO_REQUEST: _ClassVar[ErrorReason]
    ERROR_REASON_TEXT_MISSING: _ClassVar[ErrorReason]
    ERROR_REASON_TEXT_TOO_LONG: _ClassVar[ErrorReason]
    ERROR_REASON_ALTERNATIVES: _ClassVar[ErrorReason]
    ERROR_REASON_SCORE: _ClassVar[ErrorReason]
    ERROR_REASON_LOCALE: _ClassVar[ErrorReason]
    ERROR_REASON_SEAT: _ClassVar[ErrorReason]
    ERROR_REASON_ID: _ClassVar[ErrorReason]
    ERROR_REASON_REQUEST_ID_REUSED: _ClassVar[ErrorReason]
    ERROR_REASON_COMMANDS: _ClassVar[ErrorReason]
    ERROR_REASON_FUNCTION: _ClassVar[ErrorReason]
    ERROR_REASON_OP: _ClassVar[ErrorReason]
    ERROR_REASON_ZONE: _ClassVar[ErrorReason]
    ERROR_REASON_VALUE: _ClassVar[ErrorReason]
    ERROR_REASON_TIME: _ClassVar[ErrorReason]
    ERROR_REASON_BUS: _ClassVar[ErrorReason]
    ERROR_REASON_TEXT_UNREADABLE: _ClassVar[ErrorReason]
    ERROR_REASON_TOO_LATE: _ClassVar[ErrorReason]
    ERROR_REASON_LISTENED_TOO_LONG: _ClassVar[ErrorReason]
    ERROR_REASON_NLU_AWAY: _ClassVar[ErrorReason]
    ERROR_REASON_SHUTTING_DOWN: _ClassVar[ErrorReason]
    ERROR_REASON_REQUEST_IDS: _ClassVar[ErrorReason]
    ERROR_REASON_UNDECODABLE: _ClassVar[ErrorReason]
    ERROR_REASON_AUDIO: _ClassVar[ErrorReason]
    ERROR_REASON_STALLED: _ClassVar[ErrorReason]
    ERROR_REASON_NO_RECOGNISER: _ClassVar[ErrorReason]
    ERROR_REASON_PHRASES: _ClassVar[ErrorReason]
ERROR_REASON_UNSPECIFIED: ErrorReason
ERROR_REASON_RATE: ErrorReason
ERROR_REASON_SIZE: ErrorReason
ERROR_REASON_CALLS_AT_ONCE: ErrorReason
ERROR_REASON_STREAMS: ErrorReason
ERROR_REASON_SLOW_READER: ErrorReason
ERROR_REASON_PERMISSION: ErrorReason
ERROR_REASON_NO_REQUEST: ErrorReason
ERROR_REASON_TEXT_MISSING: ErrorReason
ERROR_REASON_TEXT_TOO_LONG: ErrorReason
ERROR_REASON_ALTERNATIVES: ErrorReason
ERROR_REASON_SCORE: ErrorReason
ERROR_REASON_LOCALE: ErrorReason
ERROR_REASON_SEAT: ErrorReason
ERROR_REASON_ID: ErrorReason
ERROR_REASON_REQUEST_ID_REUSED: ErrorReason
ERROR_REASON_COMMANDS: ErrorReason
ERROR_REASON_FUNCTION: ErrorReason
ERROR_REASON_OP: ErrorReason
ERROR_REASON_ZONE: ErrorReason
ERROR_REASON_VALUE: ErrorReason
ERROR_REASON_TIME: ErrorReason
ERROR_REASON_BUS: ErrorReason
ERROR_REASON_TEXT_UNREADABLE: ErrorReason
ERROR_REASON_TOO_LATE: ErrorReason
ERROR_REASON_LISTENED_TOO_LONG: ErrorReason
ERROR_REASON_NLU_AWAY: ErrorReason
ERROR_REASON_SHUTTING_DOWN: ErrorReason
ERROR_REASON_REQUEST_IDS: ErrorReason
ERROR_REASON_UNDECODABLE: ErrorReason
ERROR_REASON_AUDIO: ErrorReason
ERROR_REASON_STALLED: ErrorReason
ERROR_REASON_NO_RECOGNISER: ErrorReason
ERROR_REASON_PHRASES: ErrorReason

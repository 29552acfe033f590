import datetime

from google.protobuf import duration_pb2 as _duration_pb2
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Seat(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    SEAT_UNSPECIFIED: _ClassVar[Seat]
    SEAT_DRIVER: _ClassVar[Seat]
    SEAT_PASSENGER: _ClassVar[Seat]
    SEAT_REAR_LEFT: _ClassVar[Seat]
    SEAT_REAR_RIGHT: _ClassVar[Seat]
SEAT_UNSPECIFIED: Seat
SEAT_DRIVER: Seat
SEAT_PASSENGER: Seat
SEAT_REAR_LEFT: Seat
SEAT_REAR_RIGHT: Seat

class Command(_message.Message):
    __slots__ = ("function", "op", "zone", "value", "delay", "duration")
    FUNCTION_FIELD_NUMBER: _ClassVar[int]
    OP_FIELD_NUMBER: _ClassVar[int]
    ZONE_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    DELAY_FIELD_NUMBER: _ClassVar[int]
    DURATION_FIELD_NUMBER: _ClassVar[int]
    function: str
    op: str
    zone: str
    value: Value
    delay: _duration_pb2.Duration
    duration: _duration_pb2.Duration
    def __init__(self, function: _Optional[str] = ..., op: _Optional[str] = ..., zone: _Optional[str] = ..., value: _Optional[_Union[Value, _Mapping]] = ..., delay: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., duration: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ...) -> None: ...

class Value(_message.Message):
    __slots__ = ("number", "text", "place", "message", "home", "unit")
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_FIELD_NUMBER: _ClassVar[int]
    HOME_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    number: float
    text: str
    place: Place
    message: MessageText
    home: Home
    unit: str
    def __init__(self, number: _Optional[float] = ..., text: _Optional[str] = ..., place: _Optional[_Union[Place, _Mapping]] = ..., message: _Optional[_Union[MessageText, _Mapping]] = ..., home: _Optional[_Union[Home, _Mapping]] = ..., unit: _Optional[str] = ...) -> None: ...

class Place(_message.Message):
    __slots__ = ("name", "near", "along_route")
    NAME_FIELD_NUMBER: _ClassVar[int]
    NEAR_FIELD_NUMBER: _ClassVar[int]
    ALONG_ROUTE_FIELD_NUMBER: _ClassVar[int]
    name: str
    near: str
    along_route: bool
    def __init__(self, name: _Optional[str] = ..., near: _Optional[str] = ..., along_route: _Optional[bool] = ...) -> None: ...

class MessageText(_message.Message):
    __slots__ = ("to", "text")
    TO_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    to: str
    text: str
    def __init__(self, to: _Optional[str] = ..., text: _Optional[str] = ...) -> None: ...

class Home(_message.Message):
    __slots__ = ("room", "number", "text")
    ROOM_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    room: str
    number: float
    text: str
    def __init__(self, room: _Optional[str] = ..., number: _Optional[float] = ..., text: _Optional[str] = ...) -> None: ...

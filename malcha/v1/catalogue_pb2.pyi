from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class FunctionInfo(_message.Message):
    __slots__ = ("name", "names", "ops", "zones", "fitted_zones", "kind", "words", "ranges", "unit", "needs", "asks", "vss", "fitted", "spoken")
    class NamesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    NAME_FIELD_NUMBER: _ClassVar[int]
    NAMES_FIELD_NUMBER: _ClassVar[int]
    OPS_FIELD_NUMBER: _ClassVar[int]
    ZONES_FIELD_NUMBER: _ClassVar[int]
    FITTED_ZONES_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    WORDS_FIELD_NUMBER: _ClassVar[int]
    RANGES_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    NEEDS_FIELD_NUMBER: _ClassVar[int]
    ASKS_FIELD_NUMBER: _ClassVar[int]
    VSS_FIELD_NUMBER: _ClassVar[int]
    FITTED_FIELD_NUMBER: _ClassVar[int]
    SPOKEN_FIELD_NUMBER: _ClassVar[int]
    name: str
    names: _containers.ScalarMap[str, str]
    ops: _containers.RepeatedScalarFieldContainer[str]
    zones: _containers.RepeatedScalarFieldContainer[str]
    fitted_zones: _containers.RepeatedScalarFieldContainer[str]
    kind: str
    words: _containers.RepeatedScalarFieldContainer[str]
    ranges: _containers.RepeatedCompositeFieldContainer[Range]
    unit: str
    needs: _containers.RepeatedCompositeFieldContainer[Need]
    asks: _containers.RepeatedScalarFieldContainer[str]
    vss: str
    fitted: bool
    spoken: bool
    def __init__(self, name: _Optional[str] = ..., names: _Optional[_Mapping[str, str]] = ..., ops: _Optional[_Iterable[str]] = ..., zones: _Optional[_Iterable[str]] = ..., fitted_zones: _Optional[_Iterable[str]] = ..., kind: _Optional[str] = ..., words: _Optional[_Iterable[str]] = ..., ranges: _Optional[_Iterable[_Union[Range, _Mapping]]] = ..., unit: _Optional[str] = ..., needs: _Optional[_Iterable[_Union[Need, _Mapping]]] = ..., asks: _Optional[_Iterable[str]] = ..., vss: _Optional[str] = ..., fitted: _Optional[bool] = ..., spoken: _Optional[bool] = ...) -> None: ...

class Range(_message.Message):
    __slots__ = ("lowest", "highest", "step", "unit")
    LOWEST_FIELD_NUMBER: _ClassVar[int]
    HIGHEST_FIELD_NUMBER: _ClassVar[int]
    STEP_FIELD_NUMBER: _ClassVar[int]
    UNIT_FIELD_NUMBER: _ClassVar[int]
    lowest: float
    highest: float
    step: float
    unit: str
    def __init__(self, lowest: _Optional[float] = ..., highest: _Optional[float] = ..., step: _Optional[float] = ..., unit: _Optional[str] = ...) -> None: ...

class Need(_message.Message):
    __slots__ = ("op", "condition")
    OP_FIELD_NUMBER: _ClassVar[int]
    CONDITION_FIELD_NUMBER: _ClassVar[int]
    op: str
    condition: str
    def __init__(self, op: _Optional[str] = ..., condition: _Optional[str] = ...) -> None: ...

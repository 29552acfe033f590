"""Parts of the contract's messages as words: values, commands, times."""

from google.protobuf.timestamp_pb2 import Timestamp

from malcha.v1 import command_pb2


def seconds_between(earlier: Timestamp, later: Timestamp) -> float:
    """s from one time to the other."""
    return later.seconds - earlier.seconds + (later.nanos - earlier.nanos) / 1e9


def value(found: command_pb2.Value | None) -> str:
    """A value without its unit: a number without needless digits, a message as "to: anna, text: hi"; "" for none."""
    kind = found.WhichOneof("kind") if found is not None else None
    if found is None or kind is None:
        return ""
    part = getattr(found, kind)
    if kind == "number":
        return f"{part:g}"
    if kind == "text":
        return str(part)
    given = {field.name: number_or_word(each) for field, each in part.ListFields()}
    if given.keys() == {"name"}:  # a place by its name alone
        return given["name"]
    return ", ".join(f"{name}: {word}" for name, word in given.items())


def number_or_word(part: object) -> str:
    return f"{part:g}" if isinstance(part, float) else str(part)


def command(found: command_pb2.Command) -> str:
    """ "climate.temperature set driver 22.5 degC, in 600 s": what was commanded, in one line."""
    given = f"{value(found.value)} {found.value.unit}".strip() if found.HasField("value") else ""
    words = " ".join(filter(None, (found.function, found.op, found.zone, given)))
    words += f", in {found.delay.ToTimedelta().total_seconds():g} s" if found.HasField("delay") else ""
    return words + (f", for {found.duration.ToTimedelta().total_seconds():g} s" if found.HasField("duration") else "")

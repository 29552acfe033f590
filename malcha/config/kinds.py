"""Of what kind a key of the configuration is: its type, and what is said of a value that cannot be taken."""

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator

from languages import codes
from serving import address

Argument = str | int | float | bool


def key(default: object, help: str, flag: str = "", **limits: Any) -> Any:
    """A field. `flag` is its name on the command line where that is shorter than the key's own (--gateway-rate)."""
    return Field(default, description=help, json_schema_extra={"flag": flag}, **limits)


def not_empty(text: Any) -> Any:
    if text == "":
        raise ValueError("must not be empty")
    return text


def address_or_none(text: str) -> str:
    return address.checked(text) if text else ""


def metrics_page(text: str) -> str:
    if (text.isdigit() and not address.is_port(text)) or text.startswith(address.UNIX):
        raise ValueError(f"must be a port, 0 to {address.MOST_PORT}, or host:port")
    return text if address.is_port(text) else address_or_none(text)


def argument(value: Any) -> Argument:
    if not isinstance(value, str | int | float | bool):
        raise ValueError("must be text, a number or true or false")
    return value


def channel(value: Any) -> str | int:
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise ValueError("must be text or a whole number")
    return value


def known_languages(text: str) -> str:
    known = codes()
    if not text.split() or not set(text.split()) <= set(known):
        raise ValueError(f"must be one or several of {', '.join(known)}, with spaces between them")
    return text


def lower(text: Any) -> Any:
    return text.lower() if isinstance(text, str) else text


def or_none(text: Any) -> Any:
    return None if text == "" else text


Words = Annotated[str, AfterValidator(not_empty)]
Languages = Annotated[str, AfterValidator(known_languages)]
Address = Annotated[str, AfterValidator(address.checked)]
MaybeAddress = Annotated[str, AfterValidator(address_or_none)]
MetricsPage = Annotated[str, AfterValidator(metrics_page)]
File = Annotated[Path | None, Field(strict=False), BeforeValidator(or_none)]
Directory = Annotated[Path, Field(strict=False), BeforeValidator(not_empty)]
Channel = Annotated[str | int, PlainValidator(channel)]
LogLevel = Annotated[Literal["debug", "info", "warning", "error"], BeforeValidator(lower)]

"""What the environment and the flags give, by key. Both come as text, which the key's type reads."""

import tomllib
from collections.abc import Mapping

from pydantic import TypeAdapter, ValidationError

from malcha.config.keys import FREE, ConfigError, Given, field_of, unknown

PREFIX, NESTED = "MALCHA_", "__"
FILE_VARIABLE = "MALCHA_CONFIG"
OLDER = {  # names from before there was a configuration; empty they count as not set, as they did
    "MALCHA_TLS_CA": "client.tls_ca",
    "MALCHA_TLS_CERT": "client.tls_cert",
    "MALCHA_TLS_KEY": "client.tls_key",
    "MALCHA_CCAN": "buses.ccan.channel",
    "MALCHA_MCAN": "buses.mcan.channel",
}
TYPED = {bool, int, float}

Flags = Mapping[str, tuple[str, object]]  # by key: the flag's name and what was given


def variable(key: str) -> str:
    """The environment variable of a key: MALCHA_GATEWAY__RATE."""
    return PREFIX + key.replace(".", NESTED).upper()


def from_environment(environment: Mapping[str, str]) -> dict[str, Given]:
    """The keys that the environment gives. Raises ConfigError for an unknown MALCHA_ variable, or a key given twice."""
    layer: dict[str, Given] = {}
    for name, text in sorted(environment.items()):
        if not name.startswith(PREFIX) or name == FILE_VARIABLE or (name in OLDER and not text):
            continue
        key, origin = OLDER.get(name, name.removeprefix(PREFIX).replace(NESTED, ".").lower()), f"environment {name}"
        if field_of(key) is None:
            raise unknown(key, origin)
        if key in layer:
            raise ConfigError(f"{origin}: {key} is given by {layer[key].origin}, too: set one of them")
        layer[key] = Given(from_text(key, text), origin)
    return layer


def from_flags(flags: Flags) -> dict[str, Given]:
    """The keys that flags give. Raises ConfigError for one that there is not (--set)."""
    layer: dict[str, Given] = {}
    for key, (name, value) in flags.items():
        if field_of(key) is None:
            raise unknown(key, f"flag {name}")
        layer[key] = Given(from_text(key, value) if isinstance(value, str) else value, f"flag {name}")
    return layer


def from_text(key: str, text: str) -> object:
    """The text as the key's type; text that this cannot be stays, for the check of all values to refuse."""
    field = field_of(key)
    if field is FREE:
        return free(text)
    if field is None or field.annotation not in TYPED:
        return text
    try:
        read: object = TypeAdapter(field.annotation).validate_strings(text)
    except ValidationError:
        return text
    return read


def free(text: str) -> object:
    """An argument of python-can as TOML would read it: 500000 a number, true a truth value, all else text."""
    try:
        value = tomllib.loads(f"value = {text}")["value"]
    except (tomllib.TOMLDecodeError, RecursionError):
        return text
    return value if isinstance(value, str | int | float | bool) else text

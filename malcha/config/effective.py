"""The configuration in force: default, malcha.toml, environment, flags, each over the one before; and their origins."""

from collections import ChainMap
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_settings import BaseSettings, InitSettingsSource, PydanticBaseSettingsSource

from malcha.config import file as files
from malcha.config.keys import BUSES, KEYS, ConfigError, Given, Layer
from malcha.config.layers import FILE_VARIABLE, Flags, from_environment, from_flags
from malcha.config.settings import Settings

USUAL = Path("malcha.toml")
DEFAULT = "default"
NONE: Mapping[str, object] = {}
TYPES = {  # pydantic's word for an objection: what is allowed
    "string_type": "must be text",
    "bool_type": "must be true or false",
    "bool_parsing": "must be true or false",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "path_type": "must be a path, as text",
}
# A key that is not given is as the other one, if that is given.
FOLLOWS = {"gateway.nlu": "nlu.address", "client.address": "gateway.address"}


@dataclass(frozen=True)
class Effective:
    """The settings, and for every key where its value came from."""

    settings: Settings
    origins: Mapping[str, str]  # by key; those of buses only if given
    file: Path | None = None  # that of --config, for processes that are started with the same configuration

    def error(self, key: str, allowed: str) -> ConfigError:
        """For checks that need more than the file: "malcha.toml line 3: car is 'gensis', but must be one of ..."."""
        return wrong(key, values(self.settings).get(key), self.origins.get(key, DEFAULT), allowed)

    @contextmanager
    def naming(self, key: str, *errors: type[Exception]) -> Iterator[None]:
        """These errors of what a key names get the key and where its value came from."""
        try:
            yield
        except errors as error:
            origin, value = self.origins.get(key, DEFAULT), plain(values(self.settings).get(key))
            raise ConfigError(f"{origin}: {key} is {value!r}: {error}") from error


def effective(
    file: Path | None, environment: Mapping[str, str], flags: Flags, usual: Mapping[str, object] = NONE
) -> Effective:
    """The configuration in force. Raises ConfigError.

    `file` is that of --config; without it $MALCHA_CONFIG counts, then ./malcha.toml if it is there. `usual` are
    defaults of one verb that differ from those of the settings.
    """
    # the first that has a key wins
    layers: list[Layer] = [from_flags(flags), from_environment(environment), from_file(file, environment)]
    layers.append(following(ChainMap(*(dict(layer) for layer in layers))))
    layers.append({key: Given(value, f"{DEFAULT} of this verb") for key, value in usual.items()})
    return Effective(*combined(layers), file)


def fixed(keys: Mapping[str, object]) -> Effective:
    """The configuration of these keys alone, whatever files and the environment say: for measurements and tests."""
    return Effective(*combined([{key: Given(value, "fixed") for key, value in keys.items()}]))


def combined(layers: list[Layer]) -> tuple[Settings, Mapping[str, str]]:
    """(the settings of these layers, the origin of every key); the first that has a key wins. Raises ConfigError."""
    given = ChainMap(*(dict(layer) for layer in layers))

    class Layered(Settings):  # pydantic-settings asks the class for its sources: one class a call
        @classmethod
        def settings_customise_sources(
            cls, settings_cls: type[BaseSettings], *_: Any, **__: Any
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            return tuple(InitSettingsSource(settings_cls, nested(layer)) for layer in layers)

    try:
        settings = Layered()
    except ValidationError as error:
        raise refused(error, given) from error
    return settings, {key: given[key].origin if key in given else DEFAULT for key in values(settings)}


def following(given: Layer) -> dict[str, Given]:
    """The keys that are as another one, because that is given and they are not."""
    return {
        key: Given(given[other].value, f"as {other}: {given[other].origin}")
        for key, other in FOLLOWS.items()
        if key not in given and other in given
    }


def from_file(file: Path | None, environment: Mapping[str, str]) -> dict[str, Given]:
    if file is not None:
        return files.read(file)
    if named := environment.get(FILE_VARIABLE):
        return files.read(Path(named))
    return files.read(USUAL) if USUAL.exists() else {}


def nested(layer: Layer) -> dict[str, Any]:
    """{"gateway.rate": 5} as {"gateway": {"rate": 5}}, which the sources of pydantic-settings are."""
    whole: dict[str, Any] = {}
    for key, given in layer.items():
        *tables, name = key.split(".")
        at = whole
        for table in tables:
            at = at.setdefault(table, {})
        at[name] = given.value
    return whole


def refused(error: ValidationError, given: Mapping[str, Given]) -> ConfigError:
    """pydantic's first objection in our words."""
    first = error.errors()[0]
    path = [str(part) for part in first["loc"]]  # below the key pydantic may name a member of its type
    key = next(key for length in range(len(path), 0, -1) if (key := ".".join(path[:length])) in given)
    if first["type"] == "value_error":
        allowed = str(first["ctx"]["error"])
    else:
        allowed = TYPES.get(first["type"], first["msg"].replace("Input should be", "must be"))
    return wrong(key, given[key].value, given[key].origin, allowed)


def wrong(key: str, value: object, origin: str, allowed: str) -> ConfigError:
    return ConfigError(f"{origin}: {key} is {plain(value)!r}, but {allowed}")


def values(settings: Settings) -> dict[str, object]:
    """Every key with its value, in the order of the settings; of buses what was given."""
    found: dict[str, object] = {}
    for key in KEYS:
        at: Any = settings
        for name in key.split("."):
            at = getattr(at, name)
        found[key] = at
    for name, bus in settings.buses.items():
        found |= {f"{BUSES}.{name}.{argument}": value for argument, value in bus.model_dump(exclude_unset=True).items()}
    return found


def plain(value: object) -> object:
    """As JSON can say it."""
    return str(value) if isinstance(value, Path) else value


def as_dict(config: Effective) -> dict[str, dict[str, object]]:
    """{key: {"value": ..., "from": ...}}, ready for JSON; a path is text, a file that is not given null."""
    return {key: {"value": plain(value), "from": config.origins[key]} for key, value in values(config.settings).items()}

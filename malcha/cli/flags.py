"""Keys as options of a verb: one word for each key, and its type and help are those of the settings.

    @app.command()
    @flags("gateway.address", "gateway.rate")
    def serve(config: Effective, quick: bool = False) -> None: ...

has --address, --rate, --quick, and as every such verb --config FILE and --set KEY=VALUE for all other keys.
"""

import logging
import os
from collections.abc import Callable, Mapping
from functools import wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import Annotated, Any, Literal, get_origin

import typer

from malcha.cli.errors import Failure, fail, tell
from malcha.config.effective import NONE, Effective, effective, values
from malcha.config.keys import BUSES, ConfigError, field_of
from malcha.config.layers import Flags

LOG_LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"
CARS = Path(__file__).parents[2] / "vehicle" / "cars"
CHANNELS = tuple(f"{BUSES}.{name}.channel" for name in sorted({file.stem for file in CARS.glob("*/*.dbc")}))
REMEMBERED = "malcha.flags"  # in a context's meta: Flags that stood before the verb (--log-level)
ConfigFile = Annotated[
    Path | None,
    typer.Option("--config", help="Configuration to read: else $MALCHA_CONFIG, else ./malcha.toml.", dir_okay=False),
]
Set = Annotated[
    list[str] | None,
    typer.Option(
        "--set", help="Any other key: --set buses.ccan.bitrate=500000. Several may be given.", metavar="KEY=VALUE"
    ),
]


def flag(key: str, full: bool = False) -> str:
    """The name of a key's flag: --rate, in full --gateway-rate. The channel of a bus is the bus's name: --ccan."""
    field = field_of(key)
    if field is None:
        raise KeyError(key)
    table, *rest = key.split(".")
    extra = field.json_schema_extra
    short = str(extra["flag"]) if isinstance(extra, dict) and extra["flag"] else ""
    if table == BUSES and rest[-1] == "channel":
        short = f"--{rest[0]}"
    return short if short and not full else "--" + key.replace(".", "-").replace("_", "-")


def no(name: str) -> str:
    """--no-engine of --engine."""
    return f"--no-{name.removeprefix('--')}"


def option(key: str, full: bool = False) -> Any:
    """The type of a verb's parameter for this key; None: not given. Paths stay text: "" is no file, not this folder."""
    field = field_of(key)
    if field is None:
        raise KeyError(key)
    name, kind = flag(key, full), field.annotation
    if kind is bool:
        return Annotated[bool | None, typer.Option(f"{name}/{no(name)}", help=field.description)]
    if kind in (int, float) or get_origin(kind) is Literal:
        choice: Any = kind
        return Annotated[choice | None, typer.Option(name, help=field.description, case_sensitive=False)]
    metavar = "PATH" if kind in (Path, Path | None) else None
    return Annotated[str | None, typer.Option(name, help=field.description, metavar=metavar)]


def flags(
    *keys: str, full: bool = False, usual: Mapping[str, object] = NONE
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a verb the options of these keys, and the configuration in force as its parameter `config`, if it has one.

    With `full` they have their full names, for a verb with two keys of the same short one. `usual` are defaults of
    this verb that differ from those of the settings. A configuration that cannot be used ends the verb before it
    begins, with one line and exit code 2.
    """
    names = {key.replace(".", "__"): key for key in keys}

    def decorate(verb: Callable[..., None]) -> Callable[..., None]:
        @wraps(verb)
        def run(context: typer.Context, config_file: Path | None, assignments: list[str] | None, **given: Any) -> None:
            asked: dict[str, tuple[str, object]] = dict(context.meta.get(REMEMBERED, {}))
            try:
                config = in_force(config_file, assignments or [], given, asked)
                logging.basicConfig(level=config.settings.log_level.upper(), format=LOG_LINE)
                verb(**given, **({"config": config} if takes_config else {}))
            except Failure as failure:
                tell(failure, bool(given.get("as_json")))
                raise

        def in_force(
            file: Path | None, assignments: list[str], given: dict[str, Any], asked: dict[str, tuple[str, object]]
        ) -> Effective:
            """The configuration; what of it is `given` by flags is taken out of there."""
            options = {key: given.pop(name) for name, key in names.items()}
            try:
                asked |= assigned(assignments)
                for key, value in options.items():
                    if value is not None:
                        asked[key] = (flag(key, full) if value is not False else no(flag(key, full)), value)
                return effective(file, os.environ, asked, usual)
            except ConfigError as error:
                fail(str(error), "CONFIG")

        parameters = signature(verb, eval_str=True).parameters
        takes_config = "config" in parameters
        own = [each for each in parameters.values() if each.name != "config"]
        kinds = {name: option(key, full) for name, key in names.items()}
        kinds |= {"config_file": ConfigFile, "assignments": Set}
        first = Parameter("context", Parameter.KEYWORD_ONLY, annotation=typer.Context)
        more = [Parameter(name, Parameter.KEYWORD_ONLY, default=None, annotation=kind) for name, kind in kinds.items()]
        whole = [first, *(each.replace(kind=Parameter.KEYWORD_ONLY) for each in own), *more]
        run.__signature__ = Signature(whole)  # type: ignore[attr-defined]
        run.__annotations__ = {each.name: each.annotation for each in whole}
        return run

    return decorate


def forwarded(config: Effective, *keys: str) -> list[str]:
    """The arguments that give another verb of ours the same file and flags: --set for all but its own `keys`."""
    found = ["--config", str(config.file)] if config.file else []
    for key, value in values(config.settings).items():
        name = config.origins[key].removeprefix("flag ")
        if name == config.origins[key]:
            continue
        text = str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)
        if key not in keys:
            found += ["--set", f"{key}={text}"]
        elif isinstance(value, bool):
            found.append(flag(key) if value else no(flag(key)))
        else:
            found += [flag(key), text]
    return found


def assigned(assignments: list[str]) -> Flags:
    """KEY=VALUE of --set. Raises ConfigError."""
    found: dict[str, tuple[str, object]] = {}
    for text in assignments:
        key, sign, value = text.partition("=")
        if not sign:
            raise ConfigError(f"flag --set {text}: must be KEY=VALUE, for example buses.ccan.bitrate=500000")
        found[key.strip()] = (f"--set {key.strip()}", value)
    return found

"""Every key of the configuration with its type, its default, its help text and the name of its flag.

Each class but Settings is a table of malcha.toml: gateway.rate stands there as `rate` under [gateway], in the
environment as MALCHA_GATEWAY__RATE. Relative paths count from the working directory, wherever they are given.
"""

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainValidator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict

from malcha.config.kinds import (
    Address,
    Argument,
    Channel,
    Directory,
    File,
    Languages,
    LogLevel,
    MaybeAddress,
    MetricsPage,
    Words,
    argument,
    key,
)
from serving.limits import MOST_AT_ONCE, RATE

NLU_ADDRESS = "127.0.0.1:50061"
VEHICLE_ADDRESS = "127.0.0.1:50062"
MOST_CALLS = 1000  # of one client: each holds a thread
MODEL = Path(__file__).parents[2] / "nlu" / "model"

# keys of both servers
PER_CLIENT = key(
    RATE,
    "Requests a second taken of one client (without certificate: of one address), twice that at once; 0: no limit.",
    "--rate",
    ge=0,
    allow_inf_nan=False,
)
AT_ONCE = key(
    MOST_AT_ONCE,
    "Calls of one client under way, of them two thirds streams. Without certificate a client is an address.",
    "--calls",
    ge=1,
    le=MOST_CALLS,
)
METRICS = key(
    "", "Port of a page for Prometheus, http://127.0.0.1:PORT/metrics; host:port opens it to others.", "--metrics"
)


class Table(BaseModel):
    """Strict: malcha.toml says numbers as numbers, and true as true. What comes as text is converted before."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Bus(Table):
    """One bus: [buses.ccan]. Any further key is a keyword argument of its python-can interface (bitrate, serial)."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Annotated[Argument, PlainValidator(argument)]]

    interface: str = key("", "python-can interface of this bus; empty: that of all buses.")
    channel: Channel = key("", "Channel of the bus, for interfaces with channels of their own (can0).")

    def arguments(self) -> dict[str, Argument]:
        """The further keys: keyword arguments for can.Bus beside interface and channel."""
        return dict(self.__pydantic_extra__)


class Gateway(Table):
    """The vehicle gateway."""

    address: Address = key(
        VEHICLE_ADDRESS, "host:port, [IPv6]:port or unix:/path to listen on; port 0 takes any.", "--address"
    )
    nlu: MaybeAddress = key(NLU_ADDRESS, 'host:port of the NLU server; "" for none. Not given: nlu.address.', "--nlu")
    engine: bool = key(True, "Load the NLU engine in the car too, for when the server is away.", "--engine")
    server_hears: bool = key(
        True,
        "Send what is said to the NLU server, too, to be recognised there; false: no audio leaves the car.",
        "--server-hears",
    )
    hearing: bool = key(True, "Hear what is said, where the packages are there (make speech).", "--hearing")
    routes: bool = key(
        True, "Guide by road on the map in force, where there is a routing engine (make maps); else by straight lines."
    )
    temperature: Literal["absolute", "steps"] = key(
        "absolute",
        "How it is set: by one command of our own block, or by the head unit's keys, step by step.",
        "--temperature",
    )
    permissions: File = key(
        None,
        "TOML file: which client may do what (docs/permissions.toml). Without it, all may do all.",
        "--permissions",
    )
    rate: float = PER_CLIENT
    calls: int = AT_ONCE
    metrics: MetricsPage = METRICS
    schedule: File = key(
        None,
        "Database of what is to be done later. Not given: CAR.sqlite3 in the state directory, ~/.local/state/malcha.",
        "--schedule",
    )
    drive: File = key(
        None,
        "Database of the drive under way, to go on with it. Not given: CAR-drive.sqlite3 in the state directory.",
    )
    tls_cert: File = key(None, "PEM of the server's certificate: speak TLS only.", "--tls-cert")
    tls_key: File = key(None, "The key of that certificate.", "--tls-key")
    tls_client_ca: File = key(None, "Take only clients with a certificate of this authority.", "--tls-client-ca")
    nlu_tls_ca: File = key(None, "Authority of the NLU server's certificate: use TLS to it.", "--nlu-tls-ca")
    nlu_tls_cert: File = key(None, "The gateway's certificate, where that server asks for one.", "--nlu-tls-cert")
    nlu_tls_key: File = key(None, "The key of that certificate.", "--nlu-tls-key")


class Navigation(Table):
    """Where places are looked for, and which are remembered."""

    map: str = key("", 'Name of the map; empty: the one in force (malcha map use); "none": the table alone.', "--map")
    maps: File = key(
        None, "Folder of the maps. Not given: that of malcha map, below the data directory, ~/.local/share.", "--maps"
    )
    history: int = key(
        50, "Places driven to that are remembered, the newest; 0: none, and those kept are deleted.", ge=0, le=50
    )


class Nlu(Table):
    """The NLU server."""

    address: Address = key(
        NLU_ADDRESS, "host:port, [IPv6]:port or unix:/path to listen on; port 0 takes any.", "--address"
    )
    model: File = key(
        None, "Directory of a larger model for the server, of the same labels. Not given: model.", "--server-model"
    )
    speech: bool = key(False, "Hear, too: SpeechService. Needs the speech packages (make speech).", "--speech")
    rate: float = PER_CLIENT
    calls: int = AT_ONCE
    metrics: MetricsPage = METRICS
    tls_cert: File = key(None, "PEM of the server's certificate: speak TLS only.", "--tls-cert")
    tls_key: File = key(None, "The key of that certificate.", "--tls-key")
    tls_client_ca: File = key(None, "Take only clients with a certificate of this authority.", "--tls-client-ca")


class Client(Table):
    """The verbs that call a running car: say, execute, state, clear-alarm, health."""

    address: Address = key(
        VEHICLE_ADDRESS, "host:port, [IPv6]:port or unix:/path of the gateway. Not given: gateway.address.", "--address"
    )
    tls_ca: File = key(None, "PEM of the authority that signed the server's certificate: use TLS.", "--tls-ca")
    tls_cert: File = key(None, "Own certificate, where the server asks for one.", "--tls-cert")
    tls_key: File = key(None, "The key of that certificate.", "--tls-key")


class Recording(Table):
    """What the gateway writes down."""

    log: File = key(None, "Record all buses: FILE, older parts FILE.1 to .4.", "--log")
    format: Literal["candump", "candump-x", "asc", "blf"] = key(
        "candump",
        "Format of that log: candump, candump-x (with R or T for received or sent; not for Wireshark), asc or blf.",
        "--log-format",
    )
    most_bytes: int = key(
        500_000_000, "Size in bytes of that log, all parts together; the oldest part goes.", ge=1_000_000
    )
    audit: File = key(None, "One JSON line a turn: words, commands, frames, confirmation.", "--audit")


class Simulation(Table):
    """The simulated car."""

    profile: Words = key(
        "parked",
        "What the simulated car drives: parked, city, motorway, or a CSV (time_s, speed_kmh, gear, light).",
        "--profile",
    )
    follow: bool = key(False, "It drives the routes that it is guided on, at the speeds of their roads.", "--follow")
    faults: File = key(None, "Script of what goes wrong on the buses, and when.", "--faults")
    seed: int = key(0, "Starts the random choices of the faults: the same seed, the same faults.", "--seed")


class Speech(Table):
    """Hearing and the voice."""

    mute: bool = key(False, "Replies as text only: nothing is spoken.", "--mute")
    cache: File = key(
        None,
        "Folder of rendered prompts. Not given: voice in the cache directory, ~/.cache/malcha.",
        "--speech-cache",
    )
    ahead: int = key(
        500, "Sentences of each language that are rendered before the car says them; 0: none.", "--ahead", ge=0
    )
    languages: Languages = key(
        "ko en", "Codes of the languages that are heard: each takes memory.", "--speech-languages"
    )
    contacts: File = key(
        None, "Text file with the names of the driver's contacts, one a line: whom the car listens for."
    )
    model_ko: File = key(None, "Directory of a vosk or sherpa-onnx model that recognises Korean instead.")
    model_en: File = key(None, "Directory of a vosk, sherpa-onnx or Moonshine model that recognises English instead.")

    @property
    def own_models(self) -> dict[str, Path | None]:
        """By language."""
        return {"ko": self.model_ko, "en": self.model_en}


class Settings(BaseSettings):
    """The whole configuration, checked."""

    model_config = SettingsConfigDict(extra="forbid", frozen=True, strict=True)

    car: Words = key("genesis_g70", "Name of the car's folder in vehicle/cars.")
    interface: Words = key(
        "virtual",
        "python-can interface of all buses: virtual (one process), malcha_local (this machine), socketcan and others.",
    )
    model: Directory = key(MODEL, "Directory of the model's three files.")
    home: str = key(
        "",
        'Name or address, on the map or in the table, of "home"; empty: the demo\'s, and on a map of yours none.',
    )
    work: str = key(
        "",
        'Name or address, on the map or in the table, of "work"; empty: the demo\'s, and on a map of yours none.',
    )
    log_level: LogLevel = key("warning", "debug, info, warning or error; lines go to standard error.")
    buses: dict[str, Bus] = Field(
        default_factory=dict, description="The car's buses by name, each with its arguments of python-can."
    )
    gateway: Gateway = Gateway()
    navigation: Navigation = Navigation()
    nlu: Nlu = Nlu()
    client: Client = Client()
    recording: Recording = Recording()
    speech: Speech = Speech()
    simulation: Simulation = Simulation()

    @classmethod
    def settings_customise_sources(
        cls, settings_cls: type[BaseSettings], init_settings: PydanticBaseSettingsSource, *_: Any, **__: Any
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """No source but arguments: by itself pydantic-settings would take $HOME for `home`. effective() adds others."""
        return (init_settings,)

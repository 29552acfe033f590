"""What the gateway tells Prometheus beyond its calls: turns, commands, refusals, stages, and how the buses are."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from contract.messages import word
from malcha.v1 import turn_pb2
from malcha.v1.understanding_pb2 import Outcome, UnderstoodBy
from serving.metrics import BUCKETS, Bounded, Meter, timed
from vehicle.doors.server import SERVICE
from vehicle.gateway.bus_state import BusHealth, BusState
from vehicle.turn.assistant import Assistant

TURNS = ("Say", "Converse", "Execute")  # rpcs that come to commands
NOT_DONE = ("refused", "failed", "timed_out")


def of(assistant: Assistant) -> Callable[[CollectorRegistry], Meter]:
    """The meter of this gateway."""
    return lambda registry: meter(registry, assistant.delivery.bridge.health)


def meter(registry: CollectorRegistry, health: Callable[[], Iterable[BusHealth]]) -> Meter:
    """Counts in `registry`, to be put in front of the server; `health` is asked at each scrape."""
    utterances = Counter(
        "malcha_utterances",
        "Utterances answered, by outcome, who understood, and its model.",
        ["outcome", "by", "model"],
        registry=registry,
    )
    commands = Counter("malcha_commands", "Commands, by outcome.", ["outcome"], registry=registry)
    refusals = Counter(
        "malcha_refusals", "Commands refused or not done, by reason.", ["outcome", "reason"], registry=registry
    )
    stages = Histogram("malcha_stage_seconds", "Stages of a turn.", ["stage"], registry=registry, buckets=BUCKETS)
    heard = Counter(
        "malcha_heard_utterances",
        "Utterances that came as audio, by who recognised them, where (car or server), and why there.",
        ["recogniser", "where", "why"],
        registry=registry,
    )
    reasons, models, recognisers, whys = Bounded(), Bounded(), Bounded(), Bounded()
    registry.register(Buses(health))

    def tell(rpc: str, response: Any) -> None:
        """A turn that came to its end; an answer that is given again is none."""
        if rpc not in TURNS or response.answered_again:
            return
        if rpc == "Converse" and response.heard.recogniser:
            by = response.heard
            heard.labels(recognisers(by.recogniser), by.recognised_where, whys(by.recognised_why)).inc()
        if not response.HasField("turn"):
            return
        turn: turn_pb2.Turn = response.turn
        if turn.HasField("understanding"):
            found = turn.understanding
            by, model = word(UnderstoodBy, found.understood_by), models(found.model_version)
            utterances.labels(word(Outcome, found.outcome), by, model).inc()
        timed(stages, turn.timings)
        for result in turn.results:
            outcome = word(turn_pb2.CommandOutcome, result.outcome)
            commands.labels(outcome).inc()
            if outcome in NOT_DONE:
                refusals.labels(outcome, reasons(result.reason)).inc()

    return Meter(registry, SERVICE, tell)


class Buses(Collector):
    """Every bus as it is when somebody looks."""

    def __init__(self, health: Callable[[], Iterable[BusHealth]]) -> None:
        self.health = health
        self.reasons = Bounded()

    def describe(self) -> Iterator[Metric]:
        """Nothing is asked of the buses when this is registered."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        frames = CounterMetricFamily(
            "malcha_bus_frames", "Frames heard, used or not, and frames sent.", labels=["bus", "way"]
        )
        refused = CounterMetricFamily(
            "malcha_bus_refused_frames", "Received frames not used, by reason.", labels=["bus", "reason"]
        )
        blocked = CounterMetricFamily(
            "malcha_bus_blocked", "Frames or actions not sent, by reason.", labels=["bus", "reason"]
        )
        errors = CounterMetricFamily(
            "malcha_bus_errors", "What failed in the interface or in this process.", labels=["bus", "reason"]
        )
        load = GaugeMetricFamily("malcha_bus_load", "Share of the bit rate, 0 to 1, both ways.", labels=["bus"])
        late = GaugeMetricFamily("malcha_bus_late_messages", "Cyclic messages that are overdue.", labels=["bus"])
        offs = CounterMetricFamily("malcha_bus_offs", "Times that the controller left the bus.", labels=["bus"])
        alarm = GaugeMetricFamily(
            "malcha_bus_alarm", "1 while the gateway has stopped sending for an alarm.", labels=["bus"]
        )
        fault = GaugeMetricFamily("malcha_bus_fault", "1 while frames cannot be received.", labels=["bus"])
        state = GaugeMetricFamily("malcha_bus_state", "1 for the state that the bus is in.", labels=["bus", "state"])
        for bus in self.health():
            frames.add_metric([bus.bus, "received"], bus.received)
            frames.add_metric([bus.bus, "sent"], bus.sent)
            for family, counts in ((refused, bus.refused), (blocked, bus.blocked), (errors, bus.errors)):
                for reason, count in self._told_apart(counts).items():
                    family.add_metric([bus.bus, reason], count)
            load.add_metric([bus.bus], bus.load)
            late.add_metric([bus.bus], len(bus.late))
            offs.add_metric([bus.bus], bus.bus_offs)
            alarm.add_metric([bus.bus], bool(bus.alarm))
            fault.add_metric([bus.bus], bool(bus.fault))
            for each in BusState:
                state.add_metric([bus.bus, each.value], bus.state is each)
        yield from (frames, refused, blocked, errors, load, late, offs, alarm, fault, state)

    def _told_apart(self, counts: Mapping[str, int]) -> dict[str, int]:
        """The counts by the reason alone: "ccan 123: unknown id" names an id, of which there are thousands."""
        found: dict[str, int] = {}
        for reason, count in counts.items():
            label = self.reasons(reason.partition(": ")[2] or reason)
            found[label] = found.get(label, 0) + count
        return found

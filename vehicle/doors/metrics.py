"""What the gateway tells Prometheus beyond its calls: turns, commands, refusals, stages, and how both buses are."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from proto import nlu_pb2, vehicle_pb2
from serving.metrics import BUCKETS, Bounded, Meter, timed
from vehicle.doors.server import SERVICE
from vehicle.gateway.bus_health import BusHealth, BusState
from vehicle.turn.assistant import Assistant

TURNS = ("Say", "Execute")  # rpcs that come to commands
NOT_DONE = (vehicle_pb2.REFUSED, vehicle_pb2.FAILED, vehicle_pb2.TIMED_OUT)


def of(assistant: Assistant) -> Callable[[CollectorRegistry], Meter]:
    """The meter of this gateway."""
    return lambda registry: meter(registry, assistant.delivery.bridge.health)


def meter(registry: CollectorRegistry, health: Callable[[], Iterable[BusHealth]]) -> Meter:
    """Counts in `registry`, to be put in front of the server; `health` is asked at each scrape."""
    utterances = Counter(
        "malcha_utterances", "Utterances answered, by outcome and who understood.", ["outcome", "by"], registry=registry
    )
    commands = Counter("malcha_commands", "Commands, by outcome.", ["outcome"], registry=registry)
    refusals = Counter(
        "malcha_refusals", "Commands refused or not done, by reason.", ["outcome", "reason"], registry=registry
    )
    stages = Histogram("malcha_stage_seconds", "Stages of a turn.", ["stage"], registry=registry, buckets=BUCKETS)
    reasons = Bounded()
    registry.register(Buses(health))

    def tell(rpc: str, response: Any) -> None:
        if rpc not in TURNS:
            return
        if rpc == "Say":
            utterances.labels(nlu_pb2.Outcome.Name(response.outcome).lower(), response.understood_by).inc()
        timed(stages, response.timings)
        for result in response.results:
            outcome = vehicle_pb2.CommandOutcome.Name(result.outcome).lower()
            commands.labels(outcome).inc()
            if result.outcome in NOT_DONE:
                refusals.labels(outcome, reasons(result.reason)).inc()

    return Meter(registry, SERVICE, tell)


class Buses(Collector):
    """Both buses as they are when somebody looks."""

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
        load = GaugeMetricFamily("malcha_bus_load", "Share of the bit rate, 0 to 1, both ways.", labels=["bus"])
        late = GaugeMetricFamily("malcha_bus_late_messages", "Cyclic messages that are overdue.", labels=["bus"])
        offs = CounterMetricFamily("malcha_bus_offs", "Times that the controller left the bus.", labels=["bus"])
        alarm = GaugeMetricFamily(
            "malcha_bus_alarm", "1 while the gateway has stopped sending for an alarm.", labels=["bus"]
        )
        state = GaugeMetricFamily("malcha_bus_state", "1 for the state that the bus is in.", labels=["bus", "state"])
        for bus in self.health():
            frames.add_metric([bus.bus, "received"], bus.received)
            frames.add_metric([bus.bus, "sent"], bus.sent)
            for family, counts in ((refused, bus.refused), (blocked, bus.blocked)):
                for reason, count in self._told_apart(counts).items():
                    family.add_metric([bus.bus, reason], count)
            load.add_metric([bus.bus], bus.load)
            late.add_metric([bus.bus], len(bus.late))
            offs.add_metric([bus.bus], bus.bus_offs)
            alarm.add_metric([bus.bus], bool(bus.alarm))
            for word in BusState:
                state.add_metric([bus.bus, word.value], bus.state is word)
        yield from (frames, refused, blocked, load, late, offs, alarm, state)

    def _told_apart(self, counts: Mapping[str, int]) -> dict[str, int]:
        """The counts by the reason alone: "ccan 123: unknown id" names an id, of which there are thousands."""
        found: dict[str, int] = {}
        for reason, count in counts.items():
            label = self.reasons(reason.partition(": ")[2] or reason)
            found[label] = found.get(label, 0) + count
        return found

"""What the NLU server tells Prometheus beyond its calls: outcomes, and how long the engine took."""

from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram

from nlu.service.server import SERVICE
from proto import nlu_pb2
from serving.metrics import BUCKETS, Meter, timed


def meter(registry: CollectorRegistry) -> Meter:
    """Counts in `registry`, to be put in front of the server."""
    utterances = Counter("malcha_utterances", "Utterances answered, by outcome.", ["outcome"], registry=registry)
    engine = Histogram(
        "malcha_engine_seconds", "Time in the engine for one utterance.", registry=registry, buckets=BUCKETS
    )
    stages = Histogram(
        "malcha_engine_stage_seconds", "The same by stage.", ["stage"], registry=registry, buckets=BUCKETS
    )

    def tell(rpc: str, response: Any) -> None:
        utterances.labels(nlu_pb2.Outcome.Name(response.outcome).lower()).inc()
        engine.observe(sum(timing.ms for timing in response.timings) / 1000)
        timed(stages, response.timings)

    return Meter(registry, SERVICE, tell)

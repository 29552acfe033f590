"""What the NLU server tells Prometheus beyond its calls: outcomes, who heard, and how long the engine took."""

from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram

from contract.messages import word
from malcha.v1.understanding_pb2 import Outcome
from nlu.service import hearing
from nlu.service.server import SERVICE
from serving.metrics import BUCKETS, Bounded, Meter, timed

HEARING = "Recognise"  # its rpc
NOBODY = "none"  # the recogniser of an utterance without words


def meter(registry: CollectorRegistry) -> Meter:
    """Counts in `registry`, to be put in front of the server."""
    utterances = Counter(
        "malcha_utterances", "Utterances answered, by outcome and model.", ["outcome", "model"], registry=registry
    )
    engine = Histogram(
        "malcha_engine_seconds", "Time in the engine for one utterance.", registry=registry, buckets=BUCKETS
    )
    stages = Histogram(
        "malcha_engine_stage_seconds", "The same by stage.", ["stage"], registry=registry, buckets=BUCKETS
    )

    spoken = Counter(
        "malcha_heard_utterances",
        "Utterances that came as audio, by what they were understood as, or why nothing was heard, and by recogniser.",
        ["outcome", "recogniser"],
        registry=registry,
    )
    models, recognisers, reasons = Bounded(), Bounded(), Bounded()

    def tell(rpc: str, response: Any) -> None:
        if rpc == HEARING:
            hear(response)
        else:
            answered(response)

    def hear(response: Any) -> None:
        event = response.WhichOneof("event")
        if event == "recognised":
            found = response.recognised
            spoken.labels(word(Outcome, found.understanding.outcome), recognisers(found.recogniser)).inc()
            answered(found)
        elif event == "nothing_heard":
            spoken.labels(reasons(response.nothing_heard.reason), NOBODY).inc()

    def answered(response: Any) -> None:
        found = response.understanding
        utterances.labels(word(Outcome, found.outcome), models(found.model_version)).inc()
        engine.observe(sum(timing.ms for timing in response.timings) / 1000)
        timed(stages, response.timings)

    return Meter(registry, SERVICE, tell, [hearing.SERVICE])

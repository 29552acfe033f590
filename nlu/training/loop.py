"""The training loop: batches in, averaged weights out. Training only; the same for every task."""

import math
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import torch
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from torch import Tensor

from nlu.training.network import Network

RATE, WARM_UP = 3e-3, 200  # peak learning rate; steps
DECAY = 0.02  # of the weights
AVERAGE = 0.998  # what the running mean of the weights keeps of itself in a step; the mean is what ships
MEASUREMENTS = 20  # or a few more, of the result so far in one training

Measure = Callable[[], dict[str, float]]  # figures by name


def two_optimisers(network: Network, rate: float = RATE, decay: float = DECAY) -> list[torch.optim.Optimizer]:
    """One for the layers, whose weights decay, and one for the rows of the embedding that a batch has."""
    dense = [p for name, p in network.named_parameters() if not name.startswith("learned")]
    return [
        torch.optim.AdamW(dense, lr=rate, betas=(0.9, 0.98), weight_decay=decay),
        torch.optim.SparseAdam([network.learned.weight], lr=rate),
    ]


def train(
    network: Any,
    batches: Iterator[Any],
    loss: Callable[[Any], Tensor],
    steps: int,
    minutes: float,
    console: Console,
    measure: Measure | None,
    optimisers: Sequence[torch.optim.Optimizer],
    keep: float = AVERAGE,
) -> list[dict[str, float]]:
    """Runs `steps` batches, or fewer where `minutes` are over; leaves the averaged weights in `network`.

    The rates of the `optimisers` are the highest: they rise, then fall. Returns the history: {"step", "loss"} and the
    figures that `measure` gives with the averaged weights so far in the network. Raises ValueError where there is no
    step or no time.
    """
    if steps < 1 or not minutes > 0:
        raise ValueError(f"{steps} steps in {minutes} minutes: nothing can be trained")
    groups = [group for optimiser in optimisers for group in optimiser.param_groups]
    rates = [group["lr"] for group in groups]
    dense = [p for name, p in network.named_parameters() if not name.startswith("learned")]
    average = {name: value.clone() for name, value in network.state_dict().items() if name != "table"}
    history: list[dict[str, float]] = []
    mean = 0.0  # of the loss, over at most the last 50 steps
    done = 0  # steps
    network.train()
    began = time.monotonic()
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
    with Progress(*columns, console=console) as progress:
        task = progress.add_task("training", total=steps)
        for step in range(steps):
            spent = (time.monotonic() - began) / 60 / minutes
            if spent >= 1:
                console.print(
                    f"[yellow]stopped after {step} of {steps} steps: --minutes {minutes} are over; "
                    "another run will differ[/]"
                )
                break
            cooled = max(step / steps, spent)  # a run that the time will end lowers its learning rate by the time
            factor = min(1.0, (step + 1) / WARM_UP) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * cooled)))
            for group, rate in zip(groups, rates, strict=True):
                group["lr"] = rate * factor
            value = loss(next(batches))
            for optimiser in optimisers:
                optimiser.zero_grad()
            value.backward()
            torch.nn.utils.clip_grad_norm_(dense, 1.0)
            for optimiser in optimisers:
                optimiser.step()
            _update_average(average, network, step, keep)
            mean += (value.item() - mean) / (step % 50 + 1)
            done = step + 1
            if done % 50 == 0 or done == steps:
                progress.update(task, completed=done, description=f"loss {mean:.3f}")
            if done % max(1, steps // MEASUREMENTS) == 0:
                figures = _measured(network, average, measure) if measure else {}
                history.append({"step": done, "loss": mean, **figures})
    console.print(f"{done} steps in {(time.monotonic() - began) / 60:.1f} minutes, last loss {mean:.3f}")
    network.load_state_dict(average, strict=False)
    network.eval()
    return history


def _update_average(average: dict[str, Tensor], network: Any, step: int, most: float) -> None:
    """One step of the running mean, of which at most the share `most` stays; the large table every tenth, further."""
    keep = min(most, (step + 1) / (step + 10))
    with torch.no_grad():
        for name, value in network.state_dict().items():
            if name in average and (name != "learned.weight" or step % 10 == 0):
                average[name].lerp_(value, 1 - (keep if name != "learned.weight" else keep**10))


def _measured(network: Any, average: dict[str, Tensor], measure: Measure) -> dict[str, float]:
    """What `measure` gives while the averaged weights are in the network."""
    current = {name: network.state_dict()[name].clone() for name in average}
    network.load_state_dict(average, strict=False)
    network.eval()
    figures = measure()
    network.load_state_dict(current, strict=False)
    network.train()
    return figures

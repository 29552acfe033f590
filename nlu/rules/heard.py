"""An utterance on its way through the rules: the text that is left for the network, and what was taken out of it."""

from dataclasses import dataclass

from contract.values import Context


@dataclass(frozen=True)
class Heard:
    """`text` is normalised, `code` its language. Each rule keeps what it has read in a field of its own."""

    text: str
    code: str
    context: Context

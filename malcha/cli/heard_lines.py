"""The lines of `malcha transcribe`: one object an utterance."""

from typing import Any

from malcha.cli.understand_lines import meaning
from malcha.speech.hearing import Utterance


def heard(said: Utterance) -> dict[str, Any]:
    """An utterance of a file: when it began (s), the alternatives and what they mean, or why nothing was heard."""
    if said.understanding is None:
        return {"at": round(said.at, 2), "nothing": said.nothing}
    alternatives = [{"text": each.text, "score": round(each.score, 3)} for each in said.alternatives]
    return {"at": round(said.at, 2), "alternatives": alternatives} | meaning(said.understanding)

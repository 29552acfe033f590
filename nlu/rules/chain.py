"""All rules, in their order."""

from collections.abc import Callable
from functools import partial

import languages
from contract.values import Context, Understanding
from nlu.rules.addressed import addressed, polite
from nlu.rules.begun_anew import begun_anew
from nlu.rules.certain import declined, end_of_call, stop
from nlu.rules.directions import directed
from nlu.rules.exceptions import zoned
from nlu.rules.gated import gated
from nlu.rules.heard import Heard
from nlu.rules.lacking import lacking, left
from nlu.rules.later.times import timed
from nlu.rules.named import instead, named, unsaid
from nlu.rules.needs import needed
from nlu.rules.network import Network, Rows
from nlu.rules.noise import fillers, no_words
from nlu.rules.questions import only_asked
from nlu.rules.road import way
from nlu.rules.values import meant
from nlu.rules.visited import coordinates, visited
from nlu.rules.where import placed

Before = Callable[[Heard], Heard | Understanding]  # an Understanding is the answer: the network is not asked
Around = Callable[[Heard, Network], Understanding]  # asks the network itself, for parts, or in another context
After = Callable[[Understanding, Heard, Rows], Understanding]

BEFORE: tuple[Before, ...] = (fillers, addressed, polite, end_of_call, stop, declined, visited, coordinates, gated)
AROUND: tuple[Around, ...] = (begun_anew, timed, zoned)  # each takes the utterance apart, the next sees its parts
AFTER: tuple[After, ...] = (
    no_words, lacking, only_asked, named, instead, unsaid, left, meant, placed, way, needed, directed,
)  # fmt: skip


def before(text: str, context: Context) -> Heard | Understanding:
    """What is left for the network of a normalised text, or the answer."""
    found: Heard | Understanding = Heard(text, languages.language_of(text), context)
    for rule in BEFORE:
        if isinstance(found, Understanding):
            break
        found = rule(found)
    return found


def around(heard: Heard, network: Network) -> Understanding:
    """The network's answer, asked by the rules that take an utterance apart."""
    for rule in reversed(AROUND):
        network = Network(partial(_read, rule, heard.code, network), network.places, network.rows)
    return network.read(heard.text, heard.context)


def _read(rule: Around, code: str, network: Network, text: str, context: Context) -> Understanding:
    return rule(Heard(text, code, context), network)


def after(understanding: Understanding, heard: Heard, rows: Rows) -> Understanding:
    """The network's answer, with what the rules have kept; `rows` are the functions of the model."""
    for rule in AFTER:
        understanding = rule(understanding, heard, rows)
    return understanding

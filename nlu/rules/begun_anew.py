"""Words that drop what was asked before, in front of something else or of nothing: "never mind stop navigating"."""

import re
from dataclasses import replace
from functools import cache

from contract.values import Command, Understanding
from languages import part
from nlu.rules.certain import certain
from nlu.rules.heard import Heard
from nlu.rules.network import Network

READ = ("understood", "hand_off")  # outcomes of words that are an order


def begun_anew(heard: Heard, network: Network) -> Understanding:
    """The order behind "never mind"; where none is read, neither there nor as a whole, an open question is
    cancelled by it."""
    words = _dropped(heard.code)
    match = words.match(heard.text)
    if match is None:
        return network.read(heard.text, heard.context)
    order = network.read(heard.text[match.end() :], replace(heard.context, pending=False))
    if order.outcome in READ:
        return order
    whole = network.read(heard.text, heard.context)
    if heard.context.pending and whole.outcome not in READ:
        return replace(certain(Command("dialog.cancel", "do")), timings=whole.timings)
    return whole


@cache
def _dropped(code: str) -> re.Pattern[str]:
    return re.compile(part(code, "rules.certain").DROPPED_FIRST)

"""Verbs that have one direction: what warms is no order to cool, however the network read it.

"데워" (warm up) begins as "더워" (it is hot) does, of which the network has far more sentences.
"""

import re
from dataclasses import replace

from contract.values import Command, Understanding
from languages import part
from nlu.rules.heard import Heard
from nlu.rules.network import Rows


def directed(understanding: Understanding, heard: Heard, rows: Rows) -> Understanding:
    """The reading with the direction of such a verb, where the words have those of one direction alone."""
    commands = tuple(_directed(each, heard) for each in understanding.commands)
    return understanding if commands == understanding.commands else replace(understanding, commands=commands)


def _directed(command: Command, heard: Heard) -> Command:
    ways = part(heard.code, "rules.directions").WAYS.get(command.function, {})
    said = [op for op, verbs in ways.items() if re.search(verbs, heard.text)]
    return replace(command, op=said[0]) if len(said) == 1 and command.op in ways else command

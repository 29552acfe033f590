"""Which zones the words of a reading mean: one of many, the neighbour of the speaker, a seat that has no such thing."""

import re
from dataclasses import replace

from contract.values import Command, Understanding
from languages import part
from nlu.rules.heard import Heard
from nlu.rules.network import Row, Rows

ALL, PASSENGER, REAR_SEAT = "all", "passenger", "rear_left"
BESIDE = {"passenger": "driver", "rear_left": "rear_right", "rear_right": "rear_left"}  # seat -> the one beside it


def placed(understanding: Understanding, heard: Heard, rows: Rows) -> Understanding:
    """The commands in the zones that are meant; unsupported where what is asked for is of a seat that has none."""
    if not understanding.commands:
        return understanding
    words = part(heard.code, "rules.exceptions")
    commands = understanding.commands
    if len(commands) == 1 and _front_only(rows[commands[0].function]) and words.REAR.search(heard.text):
        return replace(understanding, outcome="unsupported", commands=(), candidates=(), reason="zone")
    placed = tuple(_beside(_single(command, heard, words.ONE), heard, words.BESIDE, rows) for command in commands)
    return replace(understanding, commands=placed) if placed != commands else understanding


def _front_only(row: Row) -> bool:
    """Is it set for each seat, but only in front?"""
    return PASSENGER in row.zones and REAR_SEAT not in row.zones


def _single(command: Command, heard: Heard, one: re.Pattern[str]) -> Command:
    """ "창문 하나 열어 줘": not all of them."""
    return replace(command, zone=None) if command.zone == ALL and one.search(heard.text) else command


def _beside(command: Command, heard: Heard, beside: re.Pattern[str], rows: Rows) -> Command:
    """ "옆에 창문 열어": beside the passenger is the driver, beside the rear left seat the rear right one."""
    zone = BESIDE.get(heard.context.seat)
    if zone is None or command.zone != PASSENGER or not beside.search(heard.text):
        return command
    return replace(command, zone=zone) if zone == "driver" or REAR_SEAT in rows[command.function].zones else command

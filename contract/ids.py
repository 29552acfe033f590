"""Ids of utterances and requests: given by the client, or made where the utterance comes in."""

import re
import secrets

from contract.values import InvalidRequest

ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


def new_id() -> str:
    """12 letters and digits that no other utterance has."""
    return secrets.token_hex(6)


def checked_id(given: str, field: str) -> str:
    """The same id; "" for none. Raises InvalidRequest."""
    if given and not ID.fullmatch(given):
        raise InvalidRequest(f"{field}: an id is 1 to 64 of A-Z a-z 0-9 . _ -", "ID", field)
    return given

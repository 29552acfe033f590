"""Where a name begins and ends in an English sentence: with whole words."""

import re

NO_PLACES = frozenset(  # the road, the destination: no name of one
    ("my destination", "the destination", "destination", "my route", "the route", "the road", "the way", "way")
)
BEFORE_PLACE = re.compile(r"^(?:(?:the )?(?:nearest|closest)|the|any|some|an?) (?=\S)")  # only that one is looked for


def whole(text: str, begin: int, end: int, of_place: bool) -> tuple[int, int]:
    """(begin, end) of the name that the network found at text[begin:end], at whole words; a 's behind it is none."""
    begin = text.rfind(" ", 0, begin + 1) + 1
    if text.startswith("'s", end):
        return begin, end
    behind = text.find(" ", end)
    end = len(text) if behind < 0 else behind
    before = BEFORE_PLACE.search(text[begin:end]) if of_place else None
    return (begin + before.end() if before else begin), end


def whole_message(text: str, begin: int, end: int) -> tuple[int, int]:
    """(begin, end) of the words of a message: as the network found them."""
    return begin, end

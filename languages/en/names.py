"""Where a name begins and ends in an English sentence: with whole words."""


def whole(text: str, begin: int, end: int, of_place: bool) -> tuple[int, int]:
    """(begin, end) of the name that the network found at text[begin:end], at whole words; a 's behind it is none."""
    begin = text.rfind(" ", 0, begin + 1) + 1
    if text.startswith("'s", end):
        return begin, end
    behind = text.find(" ", end)
    return begin, len(text) if behind < 0 else behind

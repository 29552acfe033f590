"""Do two texts say the opposite of each other? The pairs of words are in languages/<code>/opposites.py."""

from collections.abc import Iterator

from languages import language_of, part


def opposite_words(one: str, other: str) -> tuple[str, str] | None:
    """The words in which two texts differ, spaces apart, where they are opposites and all the rest is the same.

    >>> opposite_words("엄마한테 전화 걸어 줘", "엄마한테 전화 끊어 줘"), opposite_words("불 켜", "불 켜 줘")
    (('걸어', '끊어'), None)
    """
    first, second = one.replace(" ", ""), other.replace(" ", "")
    for pair in part(language_of(one), "opposites").PAIRS:
        mine, theirs = (word.replace(" ", "") for word in pair)
        if second in _with_one_changed(first, mine, theirs):
            return pair[0], pair[1]
        if second in _with_one_changed(first, theirs, mine):
            return pair[1], pair[0]
    return None


def opposites_of(text: str) -> Iterator[str]:
    """The texts that say the opposite by one word, without spaces; not all of them are said.

    >>> list(opposites_of("음악 켜"))
    ['음악꺼', '음악끄']
    """
    letters = text.replace(" ", "")
    for pair in part(language_of(text), "opposites").PAIRS:
        one, other = (word.replace(" ", "") for word in pair)
        yield from _with_one_changed(letters, one, other)
        yield from _with_one_changed(letters, other, one)


def _with_one_changed(text: str, word: str, instead: str) -> Iterator[str]:
    """`text` with one of the places where `word` stands changed, for every such place."""
    at = text.find(word)
    while at >= 0:
        yield text[:at] + instead + text[at + len(word) :]
        at = text.find(word, at + 1)

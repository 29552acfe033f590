"""Words that choose from the open list by what a place is or where it is: "가까운 데로", "the one at COEX"."""

from contract.values import Understanding
from languages import codes, language_of, part
from languages.language import load
from navigation.atlas import of_table
from navigation.places import is_called
from navigation.search.choosing import choose
from vehicle.resolving.finding import spoken_place
from vehicle.turn import visited
from vehicle.turn.context import TurnContext
from vehicle.turn.session import MEMORY

NOT_UNDERSTOOD = ("out_of_scope", "ambiguous", "unsupported")  # outcomes of words that may be a bare name
MOST_WORDS = 6  # of a name in an answer; more are talk
SURE_TALK = 0.9  # confidence that it is talk from which only FEW_WORDS may still choose; our choice
FEW_WORDS = 2
SELECT = "dialog.select"
WISHES = (SELECT, "nav.go", "nav.nearby", "nav.waypoint", "nav.route_option")  # as what such words are understood


def chooses(text: str, understanding: Understanding, turn: TurnContext) -> bool:
    """Do the words choose from the open list, other than by a number that was understood already?"""
    session, said = turn.session, understanding.commands
    if not session.places or turn.clock() - session.listed_at > MEMORY:
        return False
    if understanding.outcome in NOT_UNDERSTOOD:
        most = MOST_WORDS if understanding.confidence < SURE_TALK else FEW_WORDS
        if understanding.reason or len(text.split()) > most:
            return False
    elif len(said) != 1 or said[0].function not in WISHES or (said[0].function == SELECT and said[0].value is not None):
        return False
    if any(isinstance(each.value, str) and visited.read(each.value) for each in said):  # "마지막 목적지" is none of it
        return False
    words = without_verb(text)
    if not any(part(code, "places").THING.search(words) for code in codes()):  # "코엑스에 있는 데" is of the list
        names = [words, *(name for each in said if (name := spoken_place(each.value).name))]
        if any(another(name, turn) for name in names):
            return False
    return bool(chosen(text, turn))


def another(name: str, turn: TurnContext) -> bool:
    """Is it the name of a place that is not on the list, or a kind, such as all that are on the list may be of?"""
    if any(is_called(place, name) for place in turn.session.places):
        return False
    atlas = turn.atlas or of_table()
    return bool(atlas.search.kinds.meant(name)) or atlas.has(name)


def chosen(text: str, turn: TurnContext) -> tuple[int, ...]:
    """The numbers, from 1, of the open list that the words choose."""
    atlas = turn.atlas or of_table()
    return choose(turn.session.places, without_verb(text), turn.situation.position(), atlas.search)


def without_verb(words: str) -> str:
    """The words without those that only say to go there: "강남역에 있는 거" of "강남역에 있는 거로 가 줘"."""
    for code in codes():
        language = part(code, "places")
        words = language.TRAILING.sub("", words)
        led = language.VERB_FIRST.match(words)
        words = words[led.end() :] if led else words
    return load(language_of(words)).grammar.bare(words)

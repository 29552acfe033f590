"""A rule says what a row of a public data set means in our catalogue. Training only.

A row is used by the first rule of its intent that fits; a row that fits none is left out. `needs` is searched in the
text and must be found, `never` must not be. In both, "@" stands for the annotated words that `slot` names: they become
{arg=...}. Named groups of `needs` become slots too, but only in rules without `slot`, because "@" would shift their
positions. The headers follow nlu/corpus/README.md.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    header: str  # as after "=" in the corpus
    needs: str = ""  # regular expression
    never: str = ""  # regular expression
    slot: str = ""  # regular expression for labels of the data set; where they are the value, exactly one run of them
    without: str = ""  # regular expression for labels that the row must not have


KO_PLAY = r"(좀 |지금 |다시 |계속 )?(틀어|재생|들려|시작|켜|플레이|듣고 싶|듣자|듣고싶)"
KO_END = (
    r"( ?(줘|주세요|줄래|줄래요|해줘|해 줘|해|하자|자|해주세요|해주라|줄 수 있어|줄 수 있니|싶어|"
    r"싶다|봐|봐줘|라|부탁해))*$"
)
EN_PLAY = (
    r"^((can|could|would) (you|we) )?(please )?(i (want|would like|would love|need|wish)( you)? "
    r"to |i'd like( you)? to |start |let's |let me )?"
    r"(play|playing|put on|hear|listen to|begin|turn on|start)( me| us| for me)?( some| the song| "
    r"song| a| any| the track| music by| songs by| some music by| some songs by| a song by| the "
    r"album)? "
)
PLAYED = r"song_name|artist_name|music_genre|music|genre"

Rules = dict[str, tuple[Rule, ...]]  # intent -> rules

"""What a Korean driver needs, said without the name of a place; nlu/rules/needs.py reads it."""

_LEAD = (
    r"(?:(?:아|어|야|음|저기|근데|지금|빨리|진짜|나|나는|내가|우리|애가|애들이|아이가|아이들이|아기가|엄마가|"
    r"아빠가|친구가|"
    r"갑자기|너무|좀|잠깐) )*"
)
_END = r"(?: ?(?:어떡해|어떡하지|어떻게 해|죽겠어|죽겠다|빨리|좀|아|어쩌지|미치겠어))*"
_URGE = r"(?:마려|마렵|급해|급하|급한|가고 ?싶|가야|가야겠|쓰고 ?싶|써야|들러야|들렀다 ?가야|못 ?참|참을 ?수)"
NEEDED = {  # kind of place -> whole utterances that say that one is needed, and ask for nothing else
    "화장실": (
        rf"{_LEAD}(?:화장실|볼일|소변|대변|오줌|똥|쉬|배변)(?:이|가|을|를|에|도)? ?(?:너무 |진짜 |많이 |좀 |"
        rf"빨리 |더 ?이상 |꼭 )*"
        rf"{_URGE}\S*(?: ?(?:해|돼|되|될|겠|같|것|거|데|싶|없)\S*)*{_END}",
        rf"{_LEAD}(?:소변|대변|쉬|볼일)(?:이|을)? ?(?:봐야|보고 ?싶|보고 ?가야|해야)\S*(?: ?(?:해|돼|되|겠|것|"
        rf"거|같)\S*)*{_END}",
    ),
    "주유소": (  # "기름 넣어야 돼" asks about the tank
        rf"{_LEAD}(?:기름|연료|휘발유)(?:을|를|도)? ?(?:좀 |빨리 |꼭 )*(?:넣어야 ?(?:겠|할 ?(?:것|거) ?같)|"
        rf"채워야 ?겠|넣고 ?(?:가|싶)|"
        rf"넣자|넣을래|넣을게)\S*(?: ?(?:같|가|데)\S*)*{_END}",
        rf"{_LEAD}주유(?:를|도)? ?(?:좀 |빨리 |꼭 )*(?:해야 ?(?:겠|할 ?(?:것|거) ?같)|하고 ?(?:가|싶)|하자)\S*"
        rf"(?: ?(?:같|가|데)\S*)*{_END}",
    ),
}
STATION = r"(?:(?:제일|가장|여기서) )*(?:가까운 )?(?:역|스테이션)"  # a word for several kinds
FILLED_AT = r"\S*(?:넣|채우|채워|주유|충전)\S*"  # what is done there: no other place is looked for then
STATIONS = {  # kind -> words that say what the station is for
    "주유소": r"기름|주유|연료|휘발유|가솔린|디젤|엥꼬",
    "충전소": r"충전|배터리|전기차",
}

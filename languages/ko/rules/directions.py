"""Korean verbs that have one direction; nlu/rules/directions.py reads them."""

_NOT = r"(?!지 ?(?:마|말|않))"
WAYS = {  # function -> {op: verbs of that direction alone}
    "climate.temperature": {"up": rf"데[우워울]{_NOT}|[덥뎁][혀히힐]{_NOT}", "down": rf"식[혀히힐]{_NOT}"},
}

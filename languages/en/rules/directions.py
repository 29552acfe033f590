"""English verbs that have one direction; nlu/rules/directions.py reads them."""

WAYS = {  # function -> {op: verbs of that direction alone}
    "climate.temperature": {"up": r"\b(?:warm|heat) (?:\w+ ){0,2}up\b", "down": r"\bcool (?:\w+ ){0,2}(?:down|off)\b"},
}

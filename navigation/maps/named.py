"""Names, brand and addresses of a place from the tags of OpenStreetMap."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import cache

from languages import part
from navigation.places import places
from navigation.words import BRANDS, MEANING, plain

LONGEST = 200  # characters of a name; longer ones are cut: they are descriptions
MOST_ALIASES = 16
OTHER = ["alt_name", "old_name", "short_name", "loc_name", "official_name", "nat_name", "reg_name", "name_1", "name_2"]
SCRIPTS = ("name:ko-Latn", "name:ko-Hani")
ALIASES = ("name", "name:ko", "name:en", *(key + code for key in OTHER for code in ("", ":ko", ":en")), *SCRIPTS)
LATIN = re.compile(r"[A-Za-z]")
BY_OPERATOR = frozenset(("charger", "gas_station", "bank", "post_office", "parking"))  # whose operator people ask for


def clean(text: str) -> str:
    """Without control characters and doubled spaces, in composed letters, at most LONGEST characters."""
    if not text:
        return ""
    text = unicodedata.normalize("NFC", text[: 2 * LONGEST])
    if not text.isprintable():
        text = "".join(letter if letter.isprintable() else " " for letter in text)
    return " ".join(text.split())[:LONGEST].rstrip()


def name_and_english(tags: Mapping[str, str]) -> tuple[str, str]:
    """(Korean, else local name; English name), empty where there is none. A Latin local name is the English one, too.

    Without name:en the romanisation stands in for it.
    """
    local = clean(tags.get("name", ""))
    korean = clean(tags.get("name:ko", ""))
    english = clean(tags.get("name:en") or tags.get("int_name") or tags.get("name:ko-Latn", ""))
    if not english and local and LATIN.search(local) and not part("ko", "map_names").HANGUL.search(local):
        english = local
    return korean or local or english, english


def aliases(tags: Mapping[str, str], known: Iterable[str]) -> tuple[str, ...]:
    """Every other name, those of several in one tag each for itself; without those `known`, compared as spoken."""
    there = [key for key in ALIASES if key in tags]
    if not there:
        return ()
    seen = {plain(name) for name in known}
    found: list[str] = []
    for key in there:
        for said in tags[key].split(";"):
            name = clean(said)
            if (same := plain(name)) and same not in seen:
                seen.add(same)
                found.append(name)
    return tuple(found[:MOST_ALIASES])


@cache
def _words_of_brands(kind: str) -> tuple[tuple[str, str], ...]:
    """(word, brand) of the brands of words.BRANDS that run such places in the project's own table, longest first."""
    brands = dict.fromkeys(place.brand for place in places() if place.brand and place.category == kind)
    found = [(plain(word), brand) for brand in brands for word in BRANDS[brand]]
    return tuple(sorted(found, key=lambda each: -len(each[0])))


def _leading_brand(name: str, kind: str) -> tuple[str, str]:
    """(brand, the words behind it) of a name that begins with one. Its word stands alone, or has three letters."""
    first, _, rest = name.partition(" ")
    whole = plain(first)
    for word, brand in _words_of_brands(kind):
        if whole == word or (len(word) >= 3 and whole.startswith(word)):
            return brand, rest
    return "", ""


def brand_and_branch(tags: Mapping[str, str], kind: str, name: str) -> tuple[str, str]:
    """The brand by its key of words.BRANDS where it is one of them, else as the map has it; and the branch.

    A name that begins with a known brand of places of this kind has that brand, and the rest of the name is the branch:
    many maps have no brand tag.
    """
    said = [tags[key] for key in ("brand:ko", "brand", "brand:en") if key in tags]
    if not said and kind in BY_OPERATOR:
        said = [tags[key] for key in ("operator:ko", "operator") if key in tags]
    known = [key for each in said if (key := MEANING.get(plain(each))) in BRANDS]
    leading, rest = _leading_brand(name, kind)
    brand = known[0] if known else clean(said[0]) if said else leading
    branch = tags.get("branch:ko") or tags.get("branch", "") or (rest if leading == brand else "")
    return brand, clean(branch)


def road_and_lot(tags: Mapping[str, str]) -> tuple[str, str]:
    """(road address, lot address). Korean order: province, city, district, road, number.

    A number without a road belongs to the quarter's lots; of a building in an estate it is the building's own number,
    and then there is no quarter beside it and no address.
    """
    number = tags.get("addr:housenumber", "")
    area = [tags.get(f"addr:{key}", "") for key in ("province", "city", "district")]
    if (road := tags.get("addr:street", "")) and number:
        return clean(" ".join((*area, road, number))), ""
    quarter = next((found for key in _QUARTERS if (found := tags.get(f"addr:{key}"))), "")
    if quarter and number:
        return "", clean(" ".join((*area, quarter, number)))
    return clean(tags.get("addr:full", "")), ""


_QUARTERS = ("place", "neighbourhood", "quarter", "subdistrict", "suburb", "hamlet", "village")

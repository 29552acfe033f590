"""What kind of place an object of OpenStreetMap is, from its tags.

Kinds are the keys of navigation.words.CATEGORIES, which people ask for ("nearest pharmacy"), and those of UNASKED,
which are found by name only. Tags: wiki.openstreetmap.org/wiki/Map_features.
"""

import re
from collections.abc import Mapping

from languages import codes, part
from navigation.words import CATEGORIES

UNASKED = (
    "exit",  # of a station
    "road",
    "junction",  # crossings with a name, motorway junctions, toll gates
    "bridge",
    "tunnel",
    "district",  # towns and their parts
    "nature",  # peaks, rivers, beaches
    "building",  # named, and of no other kind
    "address",  # a road or lot address and nothing else
    "other",
)
KINDS = (*CATEGORIES, *UNASKED)  # the number of a kind in a place table is its place here; see map.json
assert len(KINDS) < 256, "one byte a place"

KEYS = (  # the first one with a row below tells the kind: a station in a building is a station
    "railway", "public_transport", "aeroway", "amenity", "healthcare", "shop", "tourism", "leisure", "historic",
    "office", "highway", "barrier", "junction", "man_made", "natural", "waterway", "place", "boundary", "building",
    "landuse",
)  # fmt: skip
ANY = "*"

ROADS = "motorway trunk primary secondary tertiary unclassified residential living_street pedestrian service road"
_ROWS = {  # key: {kind: values}; ANY is any other value
    "railway": {"station": "station halt", "exit": "subway_entrance train_station_entrance"},
    "public_transport": {"station": "station"},
    "aeroway": {"airport": "aerodrome terminal"},
    "amenity": {
        "station": "bus_station ferry_terminal",
        "gas_station": "fuel",
        "charger": "charging_station",
        "parking": "parking",
        "car_wash": "car_wash",
        "cafe": "cafe",
        "restaurant": "restaurant fast_food food_court ice_cream",
        "pharmacy": "pharmacy",
        "hospital": "hospital clinic doctors dentist",
        "bank": "bank atm bureau_de_change",
        "school": "school university college language_school music_school driving_school prep_school",
        "kindergarten": "kindergarten childcare",
        "library": "library",
        "post_office": "post_office",
        "police": "police",
        "fire_station": "fire_station",
        "office": "townhall courthouse embassy public_building ranger_station prison",
        "cinema": "cinema",
        "landmark": "theatre arts_centre fountain planetarium exhibition_centre conference_centre events_venue",
        "market": "marketplace",
        "toilet": "toilets",
        "other": "bar pub nightclub community_centre social_facility social_centre veterinary studio car_rental "
        "vehicle_inspection research_institute funeral_hall crematorium monastery public_bath",
    },
    "healthcare": {"hospital": "hospital clinic doctor dentist centre", "pharmacy": "pharmacy"},
    "shop": {
        "convenience": "convenience",
        "mart": "supermarket wholesale greengrocer",
        "mall": "mall department_store",
        "bakery": "bakery pastry",
        "cafe": "coffee",
        "shop": ANY,
    },
    "tourism": {
        "hotel": "hotel motel hostel guest_house apartment apartments chalet alpine_hut",
        "museum": "museum gallery",
        "camping": "camp_site caravan_site",
        "landmark": "attraction theme_park zoo aquarium viewpoint artwork picnic_site",
    },
    "leisure": {
        "park": "park garden nature_reserve playground",
        "sports": "sports_centre fitness_centre stadium ice_rink swimming_pool golf_course sports_hall track pitch",
        "landmark": "water_park amusement_arcade marina",
    },
    "historic": {"landmark": ANY},
    "office": {"office": ANY},
    "highway": {
        "rest_area": "rest_area services",
        "junction": "motorway_junction traffic_signals",
        "road": f"{ROADS} motorway_link trunk_link primary_link secondary_link tertiary_link",
    },
    "barrier": {"junction": "toll_booth"},
    "junction": {"junction": "yes"},
    "man_made": {"bridge": "bridge", "landmark": "tower lighthouse observatory"},
    "natural": {"nature": "peak beach water wood cape bay island volcano cave_entrance spring hill valley"},
    "waterway": {"nature": "river stream canal waterfall"},
    "place": {
        "district": "state province region county city borough town municipality district suburb quarter neighbourhood "
        "village hamlet isolated_dwelling locality city_block",
        "nature": "island islet",
        "landmark": "square",
    },
    "boundary": {"district": "administrative", "park": "national_park"},
    "building": {"apartment": "apartments", "building": ANY},
    "landuse": {"apartment": "residential", "park": "recreation_ground", "building": "retail commercial industrial"},
}
TABLE: dict[tuple[str, str], str] = {
    (key, value): kind for key, rows in _ROWS.items() for kind, values in rows.items() for value in values.split()
}
WORSHIP = {"buddhist": "temple", "christian": "church"}  # amenity=place_of_worship, by its religion

_NAMES = [part(code, "map_names") for code in codes()]
BRIDGES = tuple(each.BRIDGE for each in _NAMES)  # how the name of one ends
TUNNELS = tuple(each.TUNNEL for each in _NAMES)
BLOCK: re.Pattern[str] = part("ko", "map_names").BLOCK

NAMELESS = frozenset(("toilet", "parking", "charger", "gas_station", "pharmacy", "bank", "convenience", "car_wash"))
NOT_OPEN = frozenset(("private", "no", "customers", "permit", "residents"))  # access=...: nobody is sent there unnamed
AREAS = frozenset(("park", "school", "station", "district", "hospital", "nature", "apartment", "sports"))  # are wide


def kind_of(tags: Mapping[str, str]) -> str:
    """A kind of KINDS; "" for what is no place."""
    if tags.get("amenity") == "place_of_worship":
        return WORSHIP.get(tags.get("religion", ""), "other")
    for key in KEYS:
        value = tags.get(key)
        if value is None or value == "no":
            continue
        for each in value.split(";"):
            if kind := TABLE.get((key, each.strip())) or TABLE.get((key, ANY)):
                return _of_road(tags) if kind == "road" else "" if _is_block(kind, tags) else kind
    return ""


def _of_road(tags: Mapping[str, str]) -> str:
    """A road whose name is that of the bridge that it is on is that bridge."""
    for kind, names in (("bridge", BRIDGES), ("tunnel", TUNNELS)):
        if tags.get(kind, "no") != "no" and tags.get("name", "").endswith(names):
            return kind
    return "road"


def _is_block(kind: str, tags: Mapping[str, str]) -> bool:
    """Is it one house of an estate, called 101 and no more? Every estate has one."""
    return kind in ("apartment", "building") and bool(BLOCK.match(tags.get("name", "")))


def stays_nameless(kind: str, tags: Mapping[str, str]) -> bool:
    """Is it of use without a name: the nearest public toilet, a car park that is open to everybody?"""
    if kind not in NAMELESS or tags.get("access", "") in NOT_OPEN:
        return False
    return kind != "parking" or tags.get("parking", "surface") in ("surface", "multi-storey", "underground", "rooftop")

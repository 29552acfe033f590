"""Facts about kinds, names, brands and addresses that come from the tags of OpenStreetMap."""

import pytest

from navigation.maps import categories, named
from navigation.words import BRANDS, CATEGORIES


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        ({"amenity": "cafe"}, "cafe"),
        ({"amenity": "fuel", "building": "yes"}, "gas_station"),
        ({"railway": "station", "building": "yes"}, "station"),
        ({"railway": "subway_entrance"}, "exit"),
        ({"amenity": "charging_station"}, "charger"),
        ({"amenity": "kindergarten"}, "kindergarten"),
        ({"amenity": "post_office"}, "post_office"),
        ({"shop": "supermarket"}, "mart"),
        ({"shop": "hairdresser"}, "shop"),
        ({"shop": "no", "office": "insurance"}, "office"),
        ({"amenity": "place_of_worship", "religion": "buddhist"}, "temple"),
        ({"amenity": "place_of_worship", "religion": "muslim"}, "other"),
        ({"amenity": "bar;restaurant"}, "other"),  # the first of several counts
        ({"highway": "services"}, "rest_area"),
        ({"highway": "motorway_junction"}, "junction"),
        ({"highway": "bus_stop", "name": "강남역"}, ""),
        ({"highway": "residential", "name": "가로길"}, "road"),
        ({"highway": "primary", "name": "잠실대교", "bridge": "yes"}, "bridge"),
        ({"highway": "primary", "name": "올림픽로", "bridge": "yes"}, "road"),
        ({"highway": "primary", "name": "구룡터널", "tunnel": "yes"}, "tunnel"),
        ({"building": "apartments", "name": "은마아파트"}, "apartment"),
        ({"building": "apartments", "name": "101동"}, ""),
        ({"building": "yes", "name": "101"}, ""),
        ({"building": "yes", "name": "63빌딩"}, "building"),
        ({"boundary": "administrative"}, "district"),
        ({"power": "tower", "name": "1"}, ""),
        ({}, ""),
    ],
)
def test_kind_of(tags, kind):
    assert categories.kind_of(tags) == kind


def test_every_row_leads_to_a_kind_and_every_category_has_one():
    kinds = set(categories.TABLE.values()) | set(categories.WORSHIP.values())
    assert kinds <= set(categories.KINDS)
    assert kinds >= set(CATEGORIES)
    assert {key for key, _ in categories.TABLE} == set(categories.KEYS)


@pytest.mark.parametrize(
    ("tags", "stays"),
    [
        ({"amenity": "toilets"}, True),
        ({"amenity": "toilets", "access": "customers"}, False),
        ({"amenity": "parking"}, True),
        ({"amenity": "parking", "parking": "street_side"}, False),
        ({"amenity": "cafe"}, False),
    ],
)
def test_without_a_name_only_what_is_of_use_stays(tags, stays):
    assert categories.stays_nameless(categories.kind_of(tags), tags) is stays


@pytest.mark.parametrize(
    ("tags", "names"),
    [
        ({"name": "강남대로", "name:en": "Gangnam-daero"}, ("강남대로", "Gangnam-daero")),
        ({"name": "Gangnam", "name:ko": "강남"}, ("강남", "Gangnam")),
        ({"name": "강남", "name:ko-Latn": "Gangnam"}, ("강남", "Gangnam")),
        ({"name": "Pont de Madrid"}, ("Pont de Madrid", "Pont de Madrid")),
        ({"name:en": "Seoul"}, ("Seoul", "Seoul")),
        ({"name": "GS타워"}, ("GS타워", "")),
        ({"name": "말\x00차\x1f \n 카페  "}, ("말 차 카페", "")),
        ({"name": "\x1e\x1f"}, ("", "")),
        ({"name": "강"}, ("강", "")),  # decomposed letters are put together
        ({}, ("", "")),
    ],
)
def test_names_in_both_languages(tags, names):
    assert named.name_and_english(tags) == names


def test_a_long_name_is_cut():
    assert len(named.clean("가" * 1000)) == named.LONGEST


def test_all_other_names_are_aliases_once():
    tags = {
        "name": "서울역", "name:en": "Seoul Station", "alt_name": "서울역 KTX;서울 역", "old_name": "경성역",
        "old_name:en": "Keijo Station", "short_name": "서울역", "loc_name:ko": "역전",
    }  # fmt: skip
    assert named.aliases(tags, ("서울역", "Seoul Station")) == ("서울역 KTX", "경성역", "Keijo Station", "역전")
    assert len(named.aliases({"alt_name": ";".join(map(str, range(100)))}, ())) == named.MOST_ALIASES


@pytest.mark.parametrize(
    ("tags", "kind", "name", "found"),
    [
        ({"brand": "Starbucks"}, "cafe", "스타벅스 강남R점", ("스타벅스", "강남R점")),
        ({}, "cafe", "스타벅스 강남R점", ("스타벅스", "강남R점")),
        ({}, "gas_station", "현대오일뱅크주유소", ("HD현대오일뱅크", "")),
        ({}, "hospital", "신세계 안과", ("", "")),  # a department store runs no hospital
        ({"brand": "GS25", "branch": "역삼점"}, "convenience", "GS25 역삼점", ("GS25", "역삼점")),
        ({"brand": "bp"}, "gas_station", "bp", ("bp", "")),
        ({"operator": "한국전력공사"}, "charger", "", ("한국전력공사", "")),
        ({"operator": "김씨"}, "cafe", "말차", ("", "")),
    ],
)
def test_brand_and_branch(tags, kind, name, found):
    assert named.brand_and_branch(tags, kind, name) == found
    assert found[0] in BRANDS or found[0] in (*tags.values(), "")


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        ({"addr:city": "송파구", "addr:street": "올림픽로", "addr:housenumber": "326"}, ("송파구 올림픽로 326", "")),
        (
            {"addr:province": "경기도", "addr:city": "성남시", "addr:district": "분당구", "addr:quarter": "정자동",
             "addr:housenumber": "178-1"},
            ("", "경기도 성남시 분당구 정자동 178-1"),
        ),
        ({"addr:housenumber": "101"}, ("", "")),  # the number of a house in an estate
        ({"addr:street": "올림픽로"}, ("", "")),
        ({"addr:full": "서울 강남구 테헤란로 152"}, ("서울 강남구 테헤란로 152", "")),
        ({}, ("", "")),
    ],
)  # fmt: skip
def test_road_and_lot_address(tags, found):
    assert named.road_and_lot(tags) == found

"""One-shot destinations through the whole assistant: a sentence in, the coordinates that go to the head unit out.

Twenty on a real map, a quarter of Seoul seen from Jamsil, with the project's table besides, and twenty on the table
alone, seen from Gangnam station. Right is within RIGHT km of a place of that name, found by going through the places
one by one. A sentence that is answered by a list or a question counts as wrong. The sentences were written before any
of them was tried; 29 of the 40 were right at first.
"""

from pathlib import Path

import pytest
from rig import Rig
from turns import engine

from navigation import atlas, places
from navigation.atlas import Atlas
from navigation.maps import importing, searching, tiles
from navigation.places import distance_km
from vehicle.turn.requester import Requester

DATA = Path(__file__).parents[4] / "shared" / "data" / "nav"
RIGHT = 0.3  # km
LEAST = 0.9  # share at the right place
GANGNAM, JAMSIL_STATION = (37.4979, 127.0276), (37.5133, 127.1002)
JAMSIL = [
    ("롯데월드로 가자", "롯데월드"),
    ("롯데월드몰 가 줘", "롯데월드몰"),
    ("송파구청으로 안내해 줘", "송파구청"),
    ("소마미술관 가고 싶어", "소마미술관"),
    ("올림픽공원 세계평화의문으로 안내해 줘", "올림픽공원 세계평화의문"),
    ("잠실 삼동 주민센터로 가자", "잠실3동 주민센터"),
    ("송파세무서 찾아가 줘", "송파세무서"),
    ("임마누엘 교회로 가 줘", "임마누엘교회"),
    ("가까운 주유소로 안내해 줘", "현대오일뱅크주유소"),
    ("홈플러스로 안내 시작해", "홈플러스"),
    ("롯데 백화점까지 데려다줘", "롯데백화점"),
    ("햇빛 유치원으로 가자", "햇빛유치원"),
    ("올림픽로 이백사십으로 안내해 줘", "롯데월드"),
    ("롯데월드 근처 은행으로 가 줘", "우리은행"),
    ("소피텔 호텔로 가자", "Sofitel"),
    ("서울놀이마당으로 가 줘", "송파나루공원 서울놀이마당"),
    ("take me to lotte world mall", "롯데월드몰"),
    ("navigate to songpa-gu office", "송파구청"),
    ("보건소로 안내해 줘", "송파구보건소"),
    ("잠실고등학교 체육관으로 목적지 설정해 줘", "잠실고등학교 체육관"),
]
TABLE = [
    ("코엑스 근처 약국으로 가 줘", "장생당약국"),
    ("예술의전당으로 가자", "예술의전당"),
    ("인천공항 이터미널로 안내해 줘", "인천국제공항 제2여객터미널"),
    ("집으로 가자", "home"),
    ("제일 가까운 편의점으로 안내해 줘", "CU BGF사옥점"),
    ("버거킹 선릉역점으로 가자", "버거킹 선릉역점"),
    ("메가박스 코엑스로 가 줘", "메가박스 코엑스"),
    ("육삼빌딩 가자", "63빌딩"),
    ("강남세브란스 병원 응급실로 가 줘", "강남세브란스병원"),
    ("양재 코스트코로 안내해 줘", "코스트코 양재점"),
    ("수서역 공영주차장으로 가자", "수서역 공영주차장"),
    ("테헤란로 백오십이로 안내해 줘", "강남파이낸스센터"),
    ("남산타워로 가자", "남산서울타워"),
    ("회사로 가자", "work"),
    ("현대백화점 판교점까지 가는 길 안내해 줘", "현대백화점 판교점"),
    ("부산역으로 출발", "부산역"),
    ("take me to the nearest gas station", "SK서광주유소"),
    ("navigate to gimpo airport", "김포공항"),
    ("drive to the pharmacy near coex", "장생당약국"),
    ("죽전휴게소로 가 줘", "죽전휴게소"),
]


@pytest.fixture(scope="module")
def jamsil(tmp_path_factory) -> Atlas:
    pytest.importorskip("osmium", reason="needs the extra maps")
    file = DATA / "jamsil.osm.pbf"
    if not file.exists():
        pytest.skip(f"no extract {file.name} beside the repository")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tiles, "engine", lambda: "")
        found = importing.from_extract(file, tmp_path_factory.mktemp("maps"))
    return atlas.of_map(searching.opened(found), found.about.name)


def destination(sentence: str, known: Atlas, here: tuple[float, float]) -> tuple[float, float] | str:
    """What the car has reported as its destination, else what it has replied."""
    rig = Rig()
    rig.assistant.understand, rig.assistant.atlas = engine(), known
    rig.set(VA_POSITION_STS__Lat=here[0], VA_POSITION_STS__Lon=here[1])
    turn = rig.assistant.say([(sentence, 1.0)], "", Requester())
    if rig.state.value("VA_NAV_STS.GuidanceState") != "guiding":
        return turn.reply
    return tuple(float(rig.state.value(f"VA_DEST_STS.{name}")) for name in ("DestLat", "DestLon"))


def is_right(found: tuple[float, float] | str, wanted: str, known: Atlas) -> bool:
    if isinstance(found, str):
        return False
    if wanted in ("home", "work"):
        rows = [places.named(wanted)]
    else:
        table = known.search.table
        rows = [place for place in (table[id] for id in range(len(table))) if place.ko == wanted]
    assert rows, wanted
    return any(distance_km(*found, row.lat, row.lon) <= RIGHT for row in rows)


def wrong(sentences: list[tuple[str, str]], known: Atlas, here: tuple[float, float]) -> list[str]:
    """What did not lead to the right place, with what came of it."""
    found = [(sentence, wanted, destination(sentence, known, here)) for sentence, wanted in sentences]
    return [f"{sentence}: {came}" for sentence, wanted, came in found if not is_right(came, wanted, known)]


def test_on_a_real_map(jamsil, record_property):
    missed = wrong(JAMSIL, jamsil, JAMSIL_STATION)
    record_property("right", f"{len(JAMSIL) - len(missed)} of {len(JAMSIL)}")
    assert len(missed) <= (1 - LEAST) * len(JAMSIL) + 1e-9, missed


def test_on_the_table_of_the_project(record_property):
    missed = wrong(TABLE, atlas.of_table(), GANGNAM)
    record_property("right", f"{len(TABLE) - len(missed)} of {len(TABLE)}")
    assert len(missed) <= (1 - LEAST) * len(TABLE) + 1e-9, missed

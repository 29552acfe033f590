"""Radio stations received in Seoul: their names, as drivers say or recognisers write them, and frequencies in MHz."""

from dataclasses import dataclass

from navigation.words import plain


@dataclass(frozen=True)
class Station:
    """A station; a name without its broadcaster ("쿨 에프엠") is an alias where only one station has it."""

    ko: str
    en: str
    mhz: float
    aliases: tuple[str, ...] = ()  # both languages


STATIONS = (
    Station(
        "KBS 쿨FM",
        "KBS Cool FM",
        89.1,
        ("케이비에스 쿨 에프엠", "쿨 에프엠", "쿨FM", "KBS 2FM", "케이비에스 이 에프엠", "cool fm"),
    ),
    Station("원음방송", "WBS Won Buddhism Radio", 89.7, ("원음 방송", "더블유비에스", "WBS", "wbs radio")),
    Station(
        "경인방송",
        "iFM",
        90.7,
        ("경인 방송", "아이 에프엠", "경인방송 아이에프엠", "kyungin broadcasting", "i fm", "gyeongin broadcasting"),
    ),
    Station(
        "MBC FM4U",
        "MBC FM4U",
        91.9,
        ("엠비씨 에프엠 포유", "에프엠 포유", "엠비씨 포유", "FM4U", "MBC FM 포유", "mbc fm for you", "fm for you"),
    ),
    Station(
        "KBS 클래식FM",
        "KBS Classic FM",
        93.1,
        (
            "케이비에스 클래식 에프엠",
            "클래식 에프엠",
            "클래식FM",
            "KBS 1FM",
            "케이비에스 일 에프엠",
            "케이비에스 제일 에프엠",
            "classic fm",
        ),
    ),
    Station("CBS 음악FM", "CBS Music FM", 93.9, ("씨비에스 음악 에프엠", "음악 에프엠", "음악FM", "music fm")),
    Station(
        "YTN 라디오",
        "YTN Radio",
        94.5,
        ("와이티엔 라디오", "와이티엔 뉴스 에프엠", "와이티엔 에프엠", "와이티엔", "YTN", "YTN FM", "ytn news fm"),
    ),
    Station(
        "TBS 교통방송",
        "TBS FM",
        95.1,
        ("티비에스 교통방송", "교통 방송", "티비에스", "티비에스 에프엠", "TBS", "traffic radio", "tbs traffic radio"),
    ),
    Station("MBC 표준FM", "MBC Standard FM", 95.9, ("엠비씨 표준 에프엠", "엠비씨 라디오", "MBC 라디오", "mbc radio")),
    Station(
        "국방FM", "KFN Radio", 96.7, ("국방 에프엠", "국방 방송", "국군 방송", "KFN", "kfn fm", "korean forces network")
    ),
    Station(
        "KBS 1라디오",
        "KBS Radio 1",
        97.3,
        (
            "케이비에스 일 라디오",
            "케이비에스 제일 라디오",
            "KBS 제1라디오",
            "제일 라디오",
            "일 라디오",
            "1라디오",
            "kbs radio one",
            "kbs one radio",
        ),
    ),
    Station(
        "CBS 표준FM",
        "CBS Standard FM",
        98.1,
        ("씨비에스 표준 에프엠", "씨비에스 라디오", "CBS 라디오", "기독교 방송", "cbs radio"),
    ),
    Station("국악방송", "Gugak FM", 99.1, ("국악 방송", "국악 에프엠", "국악FM", "gugak radio")),
    Station("TBS eFM", "TBS eFM", 101.3, ("티비에스 이에프엠", "이에프엠", "영어 방송", "efm", "tbs e fm")),
    Station(
        "BBS 불교방송",
        "BBS Buddhist Radio",
        101.9,
        ("불교 방송", "비비에스", "비비에스 불교방송", "BBS", "buddhist radio"),
    ),
    Station(
        "AFN 이글",
        "AFN The Eagle",
        102.7,
        ("에이에프엔", "에이에프엔 이글", "이글 에프엠", "AFN", "afn eagle", "afn eagle fm", "the eagle", "eagle fm"),
    ),
    Station("SBS 러브FM", "SBS Love FM", 103.5, ("에스비에스 러브 에프엠", "러브 에프엠", "러브FM", "love fm")),
    Station(
        "EBS FM",
        "EBS FM",
        104.5,
        ("이비에스", "이비에스 에프엠", "이비에스 라디오", "교육 방송", "EBS", "EBS 라디오", "ebs radio"),
    ),
    Station(
        "KBS 3라디오",
        "KBS Radio 3",
        104.9,
        (
            "케이비에스 삼 라디오",
            "케이비에스 제삼 라디오",
            "KBS 제3라디오",
            "제삼 라디오",
            "3라디오",
            "kbs radio three",
        ),
    ),
    Station(
        "CPBC 평화방송",
        "CPBC",
        105.3,
        (
            "평화 방송",
            "가톨릭 평화방송",
            "씨피비씨",
            "cpbc 라디오",
            "cpbc fm",
            "cpbc radio",
            "catholic peace broadcasting",
        ),
    ),
    Station(
        "KBS 2라디오",
        "KBS Radio 2",
        106.1,
        (
            "케이비에스 이 라디오",
            "케이비에스 제이 라디오",
            "KBS 제2라디오",
            "제이 라디오",
            "2라디오",
            "KBS 해피FM",
            "케이비에스 해피 에프엠",
            "해피 에프엠",
            "해피FM",
            "happy fm",
            "kbs happy fm",
            "kbs radio two",
        ),
    ),
    Station("극동방송", "FEBC", 106.9, ("극동 방송", "에프이비씨", "far east broadcasting")),
    Station("SBS 파워FM", "SBS Power FM", 107.7, ("에스비에스 파워 에프엠", "파워 에프엠", "파워FM", "power fm")),
)


_BY_NAME = {plain(word): station for station in STATIONS for word in (station.ko, station.en, *station.aliases)}


def frequency(words: str) -> float | None:
    """Frequency in MHz of the station with this name, without regard to spaces and case; None if it is not listed."""
    station = _BY_NAME.get(plain(words))
    return station.mhz if station else None


def at(mhz: float) -> Station | None:
    """The station within half a channel (0.05 MHz) of a frequency in MHz; None if there is none."""
    return next((station for station in STATIONS if abs(station.mhz - mhz) < 0.05), None)

"""Korean names of places that nobody has seen, made by combining, and what a recogniser makes of them: for benchmarks.

The errors are those of hearing, by how speech sounds are alike (place and manner of articulation), and are written down
here on their own: navigation/search folds other pairs. Where the two overlap it is said: FOLDED is what the folding
takes back by itself, and is measured apart.
"""

from collections.abc import Iterator
from random import Random

from languages.ko.particles import HANGUL, attach


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


QUARTERS = _words(
    "가락 가산 가양 갈현 강남 강동 강일 개봉 개포 거여 고덕 고척 공덕 공릉 공항 관악 광장 광화문 교대 구로 구의 "
    "구산 군자 금호 길음 낙성대 남산 남영 노량진 노원 논현 답십리 당산 대림 대방 대치 대흥 도곡 도봉 독산 돈암 "
    "동교 동대문 동작 둔촌 뚝섬 마곡 마장 마포 망우 망원 면목 명동 명일 목동 문래 문정 미아 반포 발산 방배 방이 "
    "방학 방화 번동 보라매 봉천 북가좌 불광 사당 사직 삼성 삼전 상계 상도 상봉 상수 상암 상왕십리 서교 서대문 "
    "서초 석관 석촌 선릉 성내 성북 성산 성수 세곡 송파 수서 수유 숭인 시흥 신길 신내 신당 신대방 신도림 신림 신사 "
    "신설 신월 신정 신촌 쌍문 아현 안국 안암 암사 압구정 약수 양재 양평 여의도 역삼 역촌 연남 연희 염창 영등포 "
    "오금 오류 옥수 온수 왕십리 용답 용산 우면 우이 월계 월곡 은평 을지로 응봉 응암 이문 이촌 이태원 인사 일원 "
    "잠실 잠원 장안 장지 장충 전농 정릉 제기 종로 종암 중계 중곡 중화 창동 창신 천호 청계 청담 청량리 충무로 "
    "충정로 태릉 평창 필동 하계 하월곡 학동 한남 한성 합정 행당 행운 혜화 홍은 홍제 화곡 화양 회기 회현 후암 휘경 "
    "흑석 판교 분당 정자 수내 서현 야탑 미금 죽전 보정 수지 동천 광교 영통 망포 매탄 인계 권선 정왕 안산 부천 "
    "중동 상동 송내 부평 계산 작전 주안 구월 연수 송도 청라 검단 김포 일산 주엽 대화 백석 화정 행신 의정부 민락 "
    "양주 동두천 하남 미사 구리 남양주 다산 별내 해운대 센텀 광안 수영 연산 서면 전포 남포 동래 온천 사상 하단 "
    "대신 덕천 화명 수성 범어 동성로 상인 월성 성서 칠곡 둔산 유성 노은 관저 상무 첨단 수완 봉선 삼산 무거 옥동"
)
WHERE = ("", "역", "중앙", "사거리", "시장", "본", "북", "남", "2호", "대로", "공원", "타운")
CHAINS = _words(
    "스타벅스 이디야커피 투썸플레이스 메가커피 컴포즈커피 빽다방 할리스 파스쿠찌 탐앤탐스 커피빈 폴바셋 공차 "
    "파리바게뜨 뚜레쥬르 던킨 배스킨라빈스 설빙 맥도날드 버거킹 롯데리아 맘스터치 노브랜드버거 교촌치킨 굽네치킨 "
    "BHC BBQ 네네치킨 본죽 김가네 한솥도시락 명륜진사갈비 새마을식당 홍콩반점 CU GS25 세븐일레븐 이마트24 "
    "미니스톱 이마트 홈플러스 롯데마트 코스트코 올리브영 다이소 하나로마트 국민은행 신한은행 우리은행 하나은행 "
    "농협은행 기업은행 새마을금고 CGV 메가박스 롯데시네마 SK주유소 GS칼텍스 현대오일뱅크 S오일 알뜰주유소 "
    "스피드메이트 블루핸즈 오토큐"
)
FIRST = _words(
    "서울 한강 미래 행복 참좋은 우리 제일 중앙 대성 동아 현대 삼성 한마음 새봄 푸른 하늘 은하 솔빛 늘봄 다정 청솔 "
    "백운 금강 태평 신세계 명문 으뜸 동양 한빛 예일 경희 성심 연세 굿모닝 바른 밝은 아이사랑 온누리 세종 대한 "
    "국제 한국 고운 조은 큰나무 열린 믿음 소망 사랑 평화 광명 영광 할매 원조 옛날 본가 진미 왕 황금 장수 시골 "
    "어머니 전주 나주 속초 제주"
)
KINDS = _words(
    "약국 치과의원 내과의원 소아과 이비인후과 정형외과 한의원 동물병원 안과의원 피부과 유치원 어린이집 초등학교 "
    "중학교 고등학교 도서관 주민센터 우체국 파출소 소방서 교회 성당 공원 주차장 공영주차장 아파트 빌딩 타워 "
    "오피스텔 호텔 모텔 식당 국밥 칼국수 냉면 갈비 삼겹살 족발 횟집 초밥 분식 김밥 순대국 감자탕 설렁탕 추어탕 "
    "떡볶이 만두 빵집 제과점 카페 미용실 세탁소 꽃집 문구점 서점 안경점 부동산 철물점 정육점 마트 슈퍼 편의점 "
    "주유소 충전소 세차장 카센터 헬스장 수영장 당구장 노래방 피시방 볼링장 골프연습장 태권도 미술학원 음악학원 "
    "영어학원 수학학원 독서실 스튜디오"
)

_INITIALS, _VOWELS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ", "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
# alike to the ear, and not folded: nasals, stops of another place, ㄹ and ㄴ, ㅎ that is lost, neighbours in the vowels
CLOSE_INITIALS = ("ㄴㄹ", "ㄴㅁ", "ㅁㅂ", "ㄱㄷ", "ㄷㅂ", "ㅈㄷ", "ㅅㅎ", "ㅎㅇ", "ㅊㅌ", "ㅋㅍ", "ㅍㅌ", "ㅅㅈ")
CLOSE_VOWELS = ("ㅓㅗ", "ㅡㅜ", "ㅡㅓ", "ㅕㅛ", "ㅏㅓ", "ㅣㅟ", "ㅘㅏ", "ㅝㅓ", "ㅐㅣ", "ㅗㅜ", "ㅑㅏ", "ㅕㅓ", "ㅠㅜ")
CLOSE_FINALS = (
    ("ㄴ", "ㅇ"),
    ("ㄴ", "ㅁ"),
    ("ㅁ", "ㅇ"),
    ("ㄱ", "ㅂ"),
    ("ㄱ", "ㅅ"),
    ("ㅂ", "ㅅ"),
    ("ㄹ", ""),
    ("", "ㄴ"),
    ("ㄱ", ""),
)
# heard alike by everybody; navigation/search/folding.py takes these back
FOLDED_INITIALS = ("ㄱㄲ", "ㄷㄸ", "ㅂㅃ", "ㅅㅆ", "ㅈㅉ", "ㄱㅋ", "ㄷㅌ", "ㅂㅍ", "ㅈㅊ")
FOLDED_VOWELS = ("ㅐㅔ", "ㅒㅖ", "ㅙㅚ", "ㅚㅞ", "ㅢㅣ")
PARTICLES = ("으로", "로", "까지", "에", "을", "쪽으로")


def names(rng: Random) -> Iterator[str]:
    """Names without end, none of them twice; some two million there are."""
    given: set[str] = set()
    while True:
        name = rng.choice((_branch, _branch, _shop, _of_quarter, _shop_in))(rng)
        if name not in given:
            given.add(name)
            yield name


def _branch(rng: Random) -> str:
    return f"{rng.choice(CHAINS)} {rng.choice(QUARTERS)}{rng.choice(WHERE)}점"


def _shop(rng: Random) -> str:
    return f"{rng.choice(FIRST)}{rng.choice(KINDS)} {rng.choice(QUARTERS)}{rng.choice(WHERE)}점"


def _of_quarter(rng: Random) -> str:
    return f"{rng.choice(QUARTERS)}{rng.choice(FIRST)}{rng.choice(KINDS)}"


def _shop_in(rng: Random) -> str:
    return f"{rng.choice(QUARTERS)} {rng.choice(FIRST)} {rng.choice(KINDS)}"


def misheard(name: str, how: str, rng: Random) -> str:
    """The name with one kind of error of HOW; the same where it cannot have it."""
    return _HOW[how](name, rng)


def _spacing(name: str, rng: Random) -> str:
    compact = name.replace(" ", "")
    if rng.random() < 0.5 or len(compact) < 4:
        return compact
    at = rng.randrange(1, len(compact))
    return f"{compact[:at]} {compact[at:]}"


def _one(name: str, rng: Random) -> str:
    return _confused(name, 1, rng)


def _two(name: str, rng: Random) -> str:
    return _confused(name, 2, rng)


def _confused(name: str, times: int, rng: Random) -> str:
    hangul = [at for at, letter in enumerate(name) if "가" <= letter <= "힣"]
    for at in rng.sample(hangul, min(times, len(hangul))):
        name = name[:at] + _close(name[at], CLOSE_INITIALS, CLOSE_VOWELS, CLOSE_FINALS, rng) + name[at + 1 :]
    return name


def _close(
    syllable: str, initials: tuple[str, ...], vowels: tuple[str, ...], finals: tuple[tuple[str, str], ...], rng: Random
) -> str:
    rest, final = divmod(ord(syllable) - HANGUL, 28)
    now = (_INITIALS[rest // 21], _VOWELS[rest % 21], _FINALS[final])
    ways = [
        (part, b if now[part] == a else a)
        for part, pairs in enumerate((initials, vowels, finals))
        for a, b in pairs
        if now[part] in (a, b)
    ]
    if not ways:
        return syllable
    part, other = rng.choice(ways)
    first, vowel, last = (other if part == at else each for at, each in enumerate(now))
    return chr(HANGUL + (_INITIALS.index(first) * 21 + _VOWELS.index(vowel)) * 28 + _FINALS.index(last))


def _folded(name: str, rng: Random) -> str:
    hangul = [at for at, letter in enumerate(name) if "가" <= letter <= "힣"]
    for at in rng.sample(hangul, min(2, len(hangul))):
        name = name[:at] + _close(name[at], FOLDED_INITIALS, FOLDED_VOWELS, (), rng) + name[at + 1 :]
    return name


def _dropped(name: str, rng: Random) -> str:
    at = rng.randrange(len(name))
    return name if len(name) < 4 else name[:at] + name[at + 1 :]


def _doubled(name: str, rng: Random) -> str:
    at = rng.randrange(len(name))
    return name[: at + 1] + name[at:]


def _particle(name: str, rng: Random) -> str:
    particle = rng.choice(PARTICLES)
    return attach(name, particle) if particle in ("으로", "로", "을") else name + particle


def _reordered(name: str, rng: Random) -> str:
    words = name.split()
    rng.shuffle(words)
    return " ".join(words)


def _several(name: str, rng: Random) -> str:
    """As in life: mostly one thing, now and then two or three."""
    for how, share in (("spacing", 0.5), ("one", 0.4), ("folded", 0.3), ("particle", 0.2), ("dropped", 0.1)):
        if rng.random() < share:
            name = _HOW[how](name, rng)
    return name


_HOW = {
    "spacing": _spacing,
    "one": _one,
    "two": _two,
    "dropped": _dropped,
    "doubled": _doubled,
    "particle": _particle,
    "reordered": _reordered,
    "folded": _folded,
    "several": _several,
}
HOW = tuple(_HOW)  # kinds of errors

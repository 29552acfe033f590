"""Spoken names of categories and brands in both languages. Keys are the words used in places.csv."""

import unicodedata


def plain(words: str) -> str:
    """A name in the form used for comparison: without case, spaces and punctuation ("McDonald's" -> "mcdonalds")."""
    return "".join(letter for letter in unicodedata.normalize("NFKC", words).casefold() if letter.isalnum())


LEADING = frozenset(("a", "an", "the", "some", "any", "nearest", "closest", "가장", "제일", "가까운"))


def bare(words: str) -> str:
    """A name without leading words like "the nearest" ("the nearest car park" -> "car park"); unchanged if none is
    left.
    """
    said = words.split()
    while said and said[0].casefold() in LEADING:
        del said[0]
    return " ".join(said) or words


def readings(words: str) -> tuple[str, ...]:
    """The forms to compare with names: `plain` of the words as spoken, and without leading words."""
    return tuple(dict.fromkeys(map(plain, (words, bare(words)))))


CATEGORIES: dict[str, tuple[str, ...]] = {
    "station": (
        "역",
        "지하철역",
        "전철역",
        "기차역",
        "터미널",
        "station",
        "subway station",
        "train station",
        "bus terminal",
    ),
    "mall": ("백화점", "쇼핑몰", "쇼핑센터", "아울렛", "mall", "shopping mall", "shopping center", "department store"),
    "hotel": ("호텔", "숙소", "숙박", "hotel", "place to stay"),
    "hospital": ("병원", "종합병원", "대학병원", "hospital", "general hospital", "clinic"),
    "school": ("학교", "대학교", "school", "university"),
    "park": ("공원", "산책로", "산책할 곳", "park", "place to walk"),
    "airport": ("공항", "비행장", "airport"),
    "landmark": ("명소", "관광지", "볼거리", "landmark", "tourist attraction", "sight", "attraction"),
    "office": ("관공서", "office building", "public office"),
    "bank": ("은행", "현금 인출기", "현금 지급기", "에이티엠", "bank", "atm", "cash machine"),
    "gas_station": (
        "주유소",
        "기름집",
        "기름 넣을 곳",
        "기름 넣을 데",
        "주유",
        "gas station",
        "petrol station",
        "filling station",
        "gas",
        "fuel",
    ),
    "charger": (
        "충전소",
        "전기차 충전소",
        "전기차 충전기",
        "충전기",
        "급속 충전소",
        "급속 충전기",
        "전기 충전소",
        "충전할 곳",
        "충전할 데",
        "전기차 충전할 곳",
        "전기차 충전할 데",
        "charger",
        "charging station",
        "ev charger",
        "ev charging station",
        "electric car charger",
        "fast charger",
        "charging point",
    ),
    "cafe": (
        "카페",
        "커피숍",
        "커피집",
        "커피점",
        "찻집",
        "커피",
        "커피 마실 곳",
        "커피 마실 데",
        "cafe",
        "coffee shop",
        "coffee",
        "coffee place",
    ),
    "restaurant": (
        "맛집",
        "식당",
        "밥집",
        "음식점",
        "레스토랑",
        "밥 먹을 곳",
        "밥 먹을 데",
        "restaurant",
        "place to eat",
        "food",
        "diner",
    ),
    "convenience": ("편의점", "convenience store", "corner shop"),
    "parking": (
        "주차장",
        "주차할 곳",
        "주차할 데",
        "주차",
        "parking",
        "parking lot",
        "car park",
        "parking garage",
        "parking space",
        "place to park",
    ),
    "pharmacy": ("약국", "약방", "pharmacy", "chemist", "drugstore"),
    "car_wash": ("세차장", "세차", "자동 세차장", "car wash"),
    "mart": ("마트", "대형마트", "슈퍼", "슈퍼마켓", "장 볼 곳", "mart", "supermarket", "grocery store", "hypermarket"),
    "cinema": ("영화관", "극장", "cinema", "movie theater", "movie theatre", "theater", "theatre", "movies"),
    "toilet": ("화장실", "공중화장실", "toilet", "public toilet", "restroom", "bathroom", "washroom"),
    "rest_area": ("휴게소", "고속도로 휴게소", "쉼터", "rest area", "rest stop", "service area"),
    "apartment": ("아파트", "아파트 단지", "apartment", "apartment complex"),
    "shop": ("가게", "상점", "화장품 가게", "shop", "store", "cosmetics shop"),
    "post_office": ("우체국", "post office"),
    "police": ("경찰서", "파출소", "지구대", "police", "police station"),
    "fire_station": ("소방서", "119안전센터", "fire station"),
    "kindergarten": ("어린이집", "유치원", "kindergarten", "day care", "daycare", "nursery", "preschool"),
    "library": ("도서관", "library", "public library"),
    "museum": ("박물관", "미술관", "전시관", "museum", "art museum", "gallery", "art gallery"),
    "bakery": ("빵집", "제과점", "베이커리", "bakery"),
    "market": ("시장", "재래시장", "전통시장", "market", "traditional market"),
    "church": ("교회", "church"),
    "temple": ("절", "사찰", "temple", "buddhist temple"),
    "sports": ("체육관", "운동장", "스포츠센터", "경기장", "gym", "stadium", "sports center", "sports centre"),
    "camping": ("캠핑장", "야영장", "캠핑", "campsite", "camping", "campground", "camping site"),
}

BRANDS: dict[str, tuple[str, ...]] = {
    "스타벅스": ("스타벅스", "스벅", "별다방", "starbucks"),
    "이디야": ("이디야", "이디야커피", "ediya", "ediya coffee"),
    "투썸플레이스": ("투썸플레이스", "투썸", "a twosome place", "twosome", "twosome place"),
    "블루보틀": ("블루보틀", "blue bottle", "blue bottle coffee"),
    "폴바셋": ("폴바셋", "paul bassett"),
    "SK에너지": (
        "sk에너지",
        "sk주유소",
        "sk",
        "에스케이 주유소",
        "에스케이 에너지",
        "에스케이",
        "sk gas station",
        "sk energy",
    ),
    "GS칼텍스": ("gs칼텍스", "지에스칼텍스", "gs주유소", "지에스 주유소", "gs caltex", "gs gas station"),
    "HD현대오일뱅크": ("hd현대오일뱅크", "현대오일뱅크", "오일뱅크", "현대 주유소", "hyundai oilbank", "oilbank"),
    "알뜰주유소": ("알뜰주유소", "알뜰", "altteul gas station"),
    "테슬라": ("테슬라", "테슬라 충전소", "수퍼차저", "슈퍼차저", "tesla", "tesla charger", "supercharger"),
    "맥도날드": ("맥도날드", "맥날", "mcdonald's", "mcdonald"),
    "버거킹": ("버거킹", "burger king"),
    "파이브가이즈": ("파이브가이즈", "five guys"),
    "CU": ("cu", "씨유", "씨유 편의점", "cu convenience store"),
    "GS25": ("gs25", "지에스25", "지에스이십오", "gs twenty five"),
    "세븐일레븐": ("세븐일레븐", "seven eleven", "7-eleven", "7 eleven"),
    "이마트24": ("이마트24", "이마트이십사", "emart24", "e mart 24"),
    "이마트": ("이마트", "emart", "e mart"),
    "코스트코": ("코스트코", "costco"),
    "하나로마트": ("하나로마트", "농협 하나로마트", "hanaro mart"),
    "롯데마트": ("롯데마트", "lotte mart"),
    "올리브영": ("올리브영", "올영", "olive young"),
    "현대백화점": ("현대백화점", "hyundai department store"),
    "신세계백화점": ("신세계백화점", "신세계", "shinsegae", "shinsegae department store"),
    "롯데백화점": ("롯데백화점", "lotte department store"),
    "갤러리아": ("갤러리아", "갤러리아백화점", "galleria"),
    "기업은행": ("기업은행", "아이비케이", "ibk", "ibk bank"),
    "우리은행": ("우리은행", "woori bank"),
    "CGV": ("cgv", "씨지브이"),
    "메가박스": ("메가박스", "megabox"),
    "롯데시네마": ("롯데시네마", "lotte cinema"),
    "현대자동차": ("현대자동차", "hyundai motor"),
}

MEANING = {plain(word): key for table in (CATEGORIES, BRANDS) for key, words in table.items() for word in words}

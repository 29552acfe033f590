"""Answers to questions, built from what the car reported. None means: not known now, and then nothing is made up."""

from collections.abc import Callable, Sequence
from datetime import datetime

from navigation.places import Place
from vehicle.can.codec import WireValue, known
from vehicle.can.dbc import signal
from vehicle.can.text_link import Kind
from vehicle.catalogue import stations
from vehicle.catalogue.table import Function
from vehicle.gateway.state import State
from vehicle.replies.words import UNITS, WORDS, ZONES, particle
from vehicle.turn.resolve import spoken_unit

WEEKDAYS = ("월", "화", "수", "목", "금", "토", "일")


def named(row: Function, zone: str, lang: str) -> str:
    """ "조수석 온도", "passenger temperature"; without a zone just the noun."""
    ko, en = ZONES.get(zone, ("", ""))
    single = len(row.wires) < 2
    if lang == "ko":
        return row.ko if single or not ko else f"{ko} {row.ko}"
    if single or not en:
        return row.en
    several = len(row.leaves(zone)) > 1 and row.grammar == "singular"
    return f"{en} {row.en}{'s' if several else ''}"


def definite(noun: str) -> str:
    """ "the rear windows", "all windows"."""
    return noun if noun.startswith("all ") else f"the {noun}"


def capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


def quantity(row: Function, status: str, value: WireValue, lang: str, asked: object = None) -> str:
    """A status value as spoken: "22.5도", "2단", "파란색"; the percentage `asked` where the value is the step nearest to it."""
    if isinstance(value, str):
        ko, en = WORDS.get(f"{row.name} {value}") or WORDS.get(value, (value, value))
        return ko if lang == "ko" else en
    wire = next((wire for wire in row.wires.values() if wire.status == status), None)
    percent = row.value is not None and row.value.kind == "percent" and wire is not None and wire.command
    found = spoken_unit(row, wire, value, asked) if percent and wire else float(value)
    ko, en = UNITS.get("%" if percent else str(signal(status).unit or ""), ("", ""))
    return f"{round(found, 1):g}{ko if lang == 'ko' else en}"


def state_phrase(
    row: Function, status: str, value: WireValue, lang: str, already: bool = False, asked: object = None
) -> str:
    """The end of "문은 ..." or "the window is ...": "이미 열려 있어요", "30퍼센트 열려 있어요", "22.5도예요"."""
    opening = "open" in row.ops
    already_ko, already_en = ("이미 ", "already ") if already else ("", "")
    if opening and not isinstance(value, str):
        value = {0: "closed", 100: "open"}.get(int(value), value)
    if value == 0 and "off" in row.ops:
        value = "off"
    said = quantity(row, status, value, lang, asked)
    if lang != "ko":
        return f"{already_en}{said}{' open' if opening and not isinstance(value, str) else ''}"
    if said.endswith("있어요"):
        return already_ko + said
    if opening:
        return f"{already_ko}{said} 열려 있어요"
    return already_ko + particle(said, "이에요", "예요")


def describe(
    row: Function, zone: str, state: State, lang: str, already: bool = False, asked: object = None
) -> str | None:
    """The status of a function in a sentence; zones that agree share one. For `asked` see `quantity`."""
    groups: dict[WireValue, list[str]] = {}
    for leaf in row.leaves(zone):
        value = state.value(row.wires[leaf].status)
        if value is None:
            return None
        groups.setdefault(value, []).append(leaf)
    sentences = []
    for value, leaves in groups.items():
        status = row.wires[leaves[0]].status
        where = [zone] if len(groups) == 1 else leaves
        if lang == "ko":
            spots = [ZONES[leaf][0] for leaf in where if leaf in ZONES and len(row.wires) > 1]
            nouns = " ".join([particle(spot, "과", "와") for spot in spots[:-1]] + spots[-1:] + [row.ko])
            sentences.append(f"{particle(nouns, '은', '는')} {state_phrase(row, status, value, lang, already, asked)}.")
        else:
            nouns = " and ".join(named(row, leaf, lang) for leaf in where)
            many = row.grammar == "plural" or len(where) > 1 or (len(leaves) > 1 and row.grammar == "singular")
            sentences.append(
                f"{capital(definite(nouns))} {'are' if many else 'is'} {state_phrase(row, status, value, lang, already, asked)}."
            )
    return " ".join(sentences)


def checks(row: Function, state: State, lang: str) -> str | None:
    """What is not fine among the row's checks, or that all is."""
    found = []
    for check in row.checks:
        value = state.value(check.status)
        if value is None:
            return None
        if value not in check.fine:
            found.append(check.ko if lang == "ko" else check.en)
    if found:
        return ". ".join(capital(text) for text in found) + "."
    fine = row.checks[0].fine[0]
    if lang == "ko":
        ending = {"locked": "모두 잠겨 있어요", "closed": "모두 닫혀 있어요"}.get(fine, "이상 없어요")
        return f"{particle(row.ko, '은', '는')} {ending}."
    return {"locked": "All doors are locked.", "closed": "All doors are closed."}.get(
        fine, f"The {row.en} {'look' if row.grammar == 'plural' else 'looks'} fine."
    )


def clock(now: datetime, lang: str) -> str:
    if lang == "ko":
        return f"지금은 {'오전' if now.hour < 12 else '오후'} {(now.hour - 1) % 12 + 1}시 {now.minute}분이에요."
    return f"It is {(now.hour - 1) % 12 + 1}:{now.minute:02d} {'a.m.' if now.hour < 12 else 'p.m.'}"


def calendar(now: datetime, lang: str) -> str:
    if lang == "ko":
        return f"오늘은 {now.month}월 {now.day}일 {WEEKDAYS[now.weekday()]}요일이에요."
    return f"Today is {now:%A}, {now:%B} {now.day}."


def remaining(state: State, what: object, now: datetime, lang: str) -> str | None:
    """Distance, time or arrival from HU_CLU_PE_12; straight-line figures are called that."""
    if state.value("VA_NAV_STS.GuidanceState") == "idle":
        return "길 안내 중이 아니에요." if lang == "ko" else "There is no route."
    parts = [
        state.value(f"HU_CLU_PE_12.{name}")
        for name in ("Navi_DistToDest_I", "Navi_DistToDest_F", "Navi_EstimHour", "Navi_EstimMin")
    ]
    if not all(known(part) for part in parts) or state.value("HU_CLU_PE_12.Navi_DistToDest_U") != "km":
        return None
    whole, tenths, hours, minutes = (int(part) for part in parts)  # type: ignore[arg-type]
    km, left = f"{whole}.{tenths}", hours * 60 + minutes  # min
    arrival = (now.hour * 60 + now.minute + left) % 1440
    ko = {
        "distance": f"직선거리로 {km}킬로미터 남았어요.",
        "time": f"직선거리 기준으로 약 {left}분 남았어요.",
        "arrival": f"직선거리 기준으로 {arrival // 60}시 {arrival % 60}분쯤 도착해요.",
    }
    en = {"distance": f"{km} kilometres to go in a straight line.", "time": f"About {left} minutes, by straight-line distance.", "arrival": f"Around {arrival // 60}:{arrival % 60:02d}, by straight-line distance."}  # fmt: skip
    words = ko if lang == "ko" else en
    return words.get(str(what), f"{words['distance']} {words['time']}")


def nearby(found: Sequence[tuple[Place, float]], lang: str) -> str:
    """A numbered list of (place, km in a straight line); a single place is asked about by a yes or no."""
    if len(found) == 1:
        place, km = found[0]
        if lang == "ko":
            return f"직선거리로 {km:.1f}킬로미터 떨어진 곳에 {particle(place.ko, '이', '가')} 있어요. 안내할까요?"
        return f"There is {place.en}, {km:.1f} kilometres in a straight line. Shall I take you there?"
    lines = [f"{i}. {place.ko if lang == 'ko' else place.en} {km:.1f}km" for i, (place, km) in enumerate(found, 1)]
    if lang == "ko":
        return f"가까운 순서로 {len(found)}곳이에요, 직선거리예요. " + ", ".join(lines) + ". 몇 번째로 갈까요?"
    return f"{len(found)} nearby, straight-line distance: " + ", ".join(lines) + ". Which one?"


def track(state: State, lang: str) -> str | None:
    """What is playing: the title that the head unit reported, or the radio station."""
    source, title = state.value("HU_CLU_PE_01.HU_OpState"), state.texts.get(Kind.NOW_PLAYING)
    if state.value("VA_MEDIA_STS.PlayState") == "paused":
        return "지금은 멈춰 있어요." if lang == "ko" else "Nothing is playing."
    if source == "fm":
        mhz = state.value("HU_CLU_PE_01.HU_Frequency")
        if mhz is None:
            return None
        name = stations.name(float(mhz), lang) or ""
        return (
            f"{name} {float(mhz):.1f}메가헤르츠 라디오예요.".strip()
            if lang == "ko"
            else f"Radio, {name} {float(mhz):.1f} megahertz.".replace("  ", " ")
        )
    if title is None or source is None:
        return None
    return f"{particle(title[1], '이에요', '예요')}." if lang == "ko" else f"This is {title[1]}."


def ask(row: Function, zone: str, value: object, state: State, now: datetime, lang: str) -> str | None:
    """The answer to a question op, by the row's kind of answer."""
    answers: dict[str, Callable[[], str | None]] = {
        "": lambda: describe(row, zone, state, lang),
        "checks": lambda: checks(row, state, lang),
        "clock": lambda: clock(now, lang),
        "calendar": lambda: calendar(now, lang),
        "remaining": lambda: remaining(state, value, now, lang),
        "track": lambda: track(state, lang),
        "road": lambda: (
            "그 도로 정보는 아직 가지고 있지 않아요." if lang == "ko" else "I don't have that road information yet."
        ),
    }
    return answers[row.answer]()


def offered(found: Sequence[Place], lang: str) -> str:
    """A numbered list of places that fit what was said."""
    names = ", ".join(f"{i}. {place.ko if lang == 'ko' else place.en}" for i, place in enumerate(found, 1))
    return (
        f"여러 곳이 있어요. {names}. 몇 번째로 갈까요?" if lang == "ko" else f"There are several: {names}. Which one?"
    )

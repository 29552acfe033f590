"""What is said at the end of a command. "Done" speaks of the status frame's value, never of having sent something."""

from navigation.places import distance_km
from vehicle.can.codec import WireValue
from vehicle.can.text_link import Kind
from vehicle.catalogue.table import Function
from vehicle.gateway.action import Action
from vehicle.gateway.state import State
from vehicle.replies.answers import capital, describe, named, quantity
from vehicle.replies.words import WORDS, particle
from vehicle.turn.resolve import position

DONE = {  # op -> sentence about a thing {0} and a value {1}
    "on": ("{0} 켰어요.", "{0} on."), "off": ("{0} 껐어요.", "{0} off."), "set": ("{0} {1} 맞췄어요.", "{0} set to {1}."),
    "up": ("{0} {1} 올렸어요.", "{0} up to {1}."), "down": ("{0} {1} 내렸어요.", "{0} down to {1}."),
    "open": ("{0} 열었어요.", "{0} open."), "close": ("{0} 닫았어요.", "{0} closed."), "tilt": ("{0} 틸트했어요.", "{0} tilted."),
    "lock": ("{0} 잠갔어요.", "{0} locked."), "unlock": ("{0} 잠금을 풀었어요.", "{0} unlocked."), "fold": ("{0} 접었어요.", "{0} folded."), "unfold": ("{0} 폈어요.", "{0} unfolded."),
    "mute": ("음소거했어요.", "Muted."), "unmute": ("음소거를 풀었어요.", "Unmuted."),
}  # fmt: skip
KIND_DONE = {  # kind of value -> sentence with the value as spoken
    "text": ("{0} 틀었어요.", "Playing {0}."),
    "contact": ("{0} 전화를 걸고 있어요.", "Calling {0}."),
}
ASK = {  # op -> question before the risky ones
    "unlock": ("{0} 잠금을 풀까요?", "Unlock the {0}?"),
    "open": ("{0} 열까요?", "Open the {0}?"),
    "do": ("{0}", "{0}"),
}
HAND_OFF = {  # who could -> sentence
    "information": ("{0}은 제가 직접 알 수 없어요. 연결된 정보 서비스가 아직 없어요.", "I can't look up {0} myself, and no information service is connected yet."),
    "home": ("{0}은 집의 기기라 제가 직접 다룰 수 없어요. 연결된 홈 서비스가 아직 없어요.", "{0}: that is a device at home. No home service is connected yet."),
    "assistant": ("{0}은 제가 할 수 없어요. 연결된 비서가 아직 없어요.", "{0}: I can't do that myself, and no other assistant is connected yet."),
    "other": ("{0} 연결은 아직 할 수 없어요.", "I can't connect you to the {0} yet."),
    "traffic": ("실시간 {0}은 받지 못하고 있어요.", "I have no live {0} here."),
}  # fmt: skip
TIMED_OUT = (
    "{0}, 차에서 확인이 오지 않았어요. 됐는지 알 수 없어요.",
    "{0}: the car did not confirm it. I can't tell whether it was done.",
)
FAILED = {  # reason of the ECU -> why
    "not_found": ("찾지 못했어요", "it was not found"),
    "obstructed": ("걸리는 것이 있어요", "something is in the way"),
    "not_now": ("지금은 할 수 없대요", "not possible right now"),
    "by_hand": ("직접 바꾸셔서 멈췄어요", "you changed it by hand, so I stopped"),
    "changed_since": ("됐지만 그 뒤에 다시 바뀌었어요", "it was done, but has changed since"),
    "not_sent": ("차에 보내지 못했어요", "it could not be sent to the car"),
    "bus_silent": ("차의 통신이 들리지 않아서 보내지 않았어요", "the car is not talking, so I sent nothing"),
    "bus_off": ("차와 통신이 끊겨서 보내지 못했어요", "the connection to the car is down, so it was not sent"),
    "bus_stopped": (
        "다른 장치가 같은 신호를 보내고 있어서 멈췄어요",
        "another device sends the same signals, so I stopped",
    ),
    "busy": ("명령이 너무 많아서 보내지 못했어요", "there were too many commands, so it was not sent"),
    "expired": ("제때 보내지 못해서 하지 않았어요", "it could not be sent in time, so I left it"),
    "not_allowed": (
        "음성으로는 보낼 수 없는 신호라서 보내지 않았어요",
        "that signal must not be sent by voice, so I sent nothing",
    ),
    "client_gone": ("듣는 기기가 연결을 끊어서 보내지 않았어요", "whoever asked has gone, so I sent nothing more"),
    "superseded": ("새 명령이 있어서 하지 않았어요", "a newer command took its place"),
    "bad_value": ("받아들이지 않았어요", "the value was not accepted"),
}


def object_(noun: str) -> str:
    return particle(noun, "을", "를")


def to_(word: str) -> str:
    return particle(word, "으로", "로")


def pick(pair: tuple[str, str], lang: str) -> str:
    return pair[0] if lang == "ko" else pair[1]


def confirmed_value(action: Action, state: State) -> tuple[str, WireValue] | None:
    """(status signal, value) that the reply may speak of: that of the first wired zone."""
    for leaf in action.row.leaves(action.zone):
        path = action.row.wires[leaf].status
        value = state.value(path)
        if value is not None and path in action.expects:
            return path, value
    for wire in action.row.wires.values():
        if wire.status in action.expects and (value := state.value(wire.status)) is not None:
            return wire.status, value
    return None


def done(action: Action, state: State, lang: str) -> str:
    """The sentence of a confirmed action."""
    row, op = action.row, action.command.op
    if op in row.done:
        return pick(row.done[op], lang)
    if action.place is not None:
        return going(action, state, lang)
    if row.answer == "message":
        sender, _, text = state.texts.get(Kind.MESSAGE_READ, (0, ""))[1].partition("\n")
        return f"{sender}: {text}" if text else ("읽을 문자가 없어요." if lang == "ko" else "No messages.")
    kind = row.value.kind if row.value else ""
    if kind in KIND_DONE:
        spoken = state.texts[action.brings][1] if action.brings in state.texts else str(action.command.value)  # type: ignore[index]
        return capital(
            pick(KIND_DONE[kind], lang).format(
                (particle(spoken, "에게", "에게") if kind == "contact" else object_(spoken)) if lang == "ko" else spoken
            )
        )
    differ = (
        len({state.value(row.wires[leaf].status) for leaf in row.leaves(action.zone)}) > 1
    )  # one word for all would be wrong
    if differ and (each := describe(row, action.zone, state, lang, asked=asked_for(action))):
        return each
    noun = named(row, action.zone, lang)
    found = confirmed_value(action, state)
    pattern = pick(DONE[op], lang)
    said = quantity(row, *found, lang, asked_for(action)) if found else spoken_word(action, lang)
    graded = found is not None and isinstance(found[1], float | int) and kind in ("number", "percent")
    if op == "on" and graded and row.ops["off"] == 0:
        pattern = "{0} {1} 켰어요." if lang == "ko" else "{0} on at {1}."
    if op in ("open", "close") and found is not None and found[1] not in (0, 100, "open", "closed"):
        return f"{object_(noun)} {to_(said)} 맞췄어요." if lang == "ko" else capital(f"{noun} {said} open.")
    if op in ("up", "down") and found is not None and found[1] in (0, "off"):
        pattern = pick(DONE["off"], lang)
    elif op in ("set", "up", "down") and not graded and kind != "frequency":
        pattern = pick(("{0} {1} 바꿨어요.", "{0} set to {1}."), lang)
    if op == "unlock" and lang == "ko":
        return pattern.format(noun)
    return pattern.format(object_(noun), to_(said)) if lang == "ko" else capital(pattern.format(noun, said))


def asked_for(action: Action) -> object:
    """The number that was spoken, if it is what the action comes to: not the "ten" of "ten more"."""
    return action.number if action.number == action.command.value else None


def spoken_word(action: Action, lang: str) -> str:
    """The value's own word where no wire of the row carries it (fog lamps)."""
    return pick(WORDS.get(str(action.command.value), (str(action.command.value or ""),) * 2), lang)


def going(action: Action, state: State, lang: str) -> str:
    """A destination or stop, with the distance called straight-line where the position is known."""
    place, here = action.place, position(state)
    assert place is not None
    name = place.ko if lang == "ko" else place.en
    stop = action.command.op == "add"
    far = distance_km(*here, place.lat, place.lon) if here else None
    if lang == "ko":
        first = f"{object_(name)} 경유지로 넣었어요." if stop else f"{to_(name)} 안내할게요."
        return first + (f" 직선거리 {far:.1f}킬로미터예요." if far is not None else "")
    first = f"Added a stop at {name}." if stop else f"Navigating to {name}."
    return first + (f" {far:.1f} kilometres in a straight line." if far is not None else "")


def already(action: Action, state: State, lang: str) -> str:
    """Nothing was sent: the car says it is so."""
    told = any(
        wire.status in action.expects for wire in action.row.wires.values()
    )  # the volume says nothing of the mute
    plain = describe(action.row, action.zone, state, lang, already=True, asked=asked_for(action)) if told else None
    return plain or ("이미 그렇게 되어 있어요." if lang == "ko" else "That is already so.")


def question(action: Action, lang: str) -> str:
    """What is asked before a risky action."""
    if action.text is not None:
        to, _, text = action.text.partition("\n")
        return f"{to}에게 '{text}' 보낼까요?" if lang == "ko" else f"Send '{text}' to {to}?"
    noun = named(action.row, action.zone if action.zone != "all" else "", lang)
    return pick(ASK[action.command.op], lang).format(
        object_(noun) if lang == "ko" and action.command.op == "open" else noun
    )


def hand_off(row: Function, lang: str) -> str:
    text = pick(HAND_OFF[row.agent], lang).format(row.ko if lang == "ko" else row.en)
    if lang != "ko":
        return capital(text)
    return text.replace(f"{row.ko}은", particle(row.ko, "은", "는"))


def timed_out(row: Function, zone: str, lang: str) -> str:
    return capital(pick(TIMED_OUT, lang).format(named(row, zone, lang)))


def failed(row: Function, zone: str, reason: str, lang: str) -> str:
    if reason == "not_found" and row.not_found:
        return pick(row.not_found, lang)
    why = pick(FAILED.get(reason, ("차가 받아들이지 않았어요", "the car did not accept it")), lang)
    return f"{named(row, zone, 'ko')}: {why}." if lang == "ko" else capital(f"{named(row, zone, lang)}: {why}.")

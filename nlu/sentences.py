"""The authored sentences as training examples: text, segments, spans, zones; deterministic by seed. Training only.

`read_corpus` reads nlu/corpus/<language>/*.txt and checks every line against the catalogue; `Sampler.sample` makes one
utterance of one to four commands. Positions are characters of the text.
"""

import math
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from nlu.korean import final_form, fit_particle, linking_form
from nlu.noise import add_noise, say_number
from nlu.number_words import parse_number
from nlu.templates import Leaf, Node, Slot, TemplateError, Text, Verb, count_readings, find_leaves, parse_template, sample_leaves
from nlu.text import normalise

LANGUAGES = ("ko", "en")
KO_SHARE = 0.56  # of the utterances; the rest is English
NONE_SHARE = 0.14  # of the utterances are not for the car
SEGMENTS = (0.64, 0.24, 0.08, 0.04)  # shares of one, two, three, four commands in one breath
NOISE_SHARE = 0.6  # of the utterances may get noise (see noise.py for each kind)
INVENTED_SHARE = 0.35  # of the names, titles and places are made up, so that spans are learned, not lists
TWO_ZONES_SHARE = 0.12
OUT_OF_RANGE_SHARE = 0.06  # of the numbers, for policy to refuse: understood all the same
HELD_OUT = 20  # one template in so many is kept out of training

TAGS = ("number", "arg", "to", "body")
ZONES = ("driver", "passenger", "rear_left", "rear_right", "front", "rear", "left", "right", "all")
CONTEXTS = ("nothing", "last", "pending")
OPEN_KINDS = ("text", "place", "contact", "road", "message")  # spoken words that no list can hold
KO_JOINS = (" ", " ", " 그리고 ", " 또 ", " 그다음에 ", " 그리고 나서 ")
EN_JOINS = (" and ", " and ", " and ", " then ", " and then ", " ", " ", " also ", " and also ", " plus ", " after that ")
FM, AM = (87.5, 108.0, 0.1), (531.0, 1602.0, 9.0)  # MHz, kHz
KO_PLACES = [
    "역",
    "동",
    "병원",
    "아파트",
    "마트",
    "시장",
    "공원",
    "빌딩",
    "학교",
    "초등학교",
    "대학교",
    "터미널",
    "공항",
    "호텔",
    "식당",
    "카페",
    "도서관",
    "구청",
    "해수욕장",
    "휴게소",
    "타워",
    "센터",
    "교회",
    "로",
    "길",
]
EN_PLACES = [
    "station",
    "street",
    "road",
    "avenue",
    "park",
    "hospital",
    "hotel",
    "mall",
    "school",
    "airport",
    "bridge",
    "tower",
    "center",
    "market",
    "building",
    "square",
    "house",
    "cafe",
]


@dataclass(frozen=True)
class Entry:
    """What training needs to know of one function of the catalogue."""

    ops: tuple[str, ...]
    zones: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    kind: str = ""
    unit: str = ""
    limits: tuple[float, float, float] | None = None  # low, high, step in `unit`
    agent: str = ""


@dataclass(frozen=True)
class Meaning:
    """What one segment means; the value of a number or a text is in its span."""

    function: str
    op: str
    word: str = ""
    zones: tuple[str, ...] = ()


@dataclass(frozen=True)
class Template:
    where: str  # "file:line"
    language: str
    clauses: list[tuple[Node, ...]]
    meanings: list[Meaning]
    held_out: bool


@dataclass(frozen=True)
class Span:
    tag: str
    begin: int
    end: int


@dataclass
class Utterance:
    """One training example. `zones` are the places where a zone is said; a zone may also be meant without such a place."""

    text: str
    language: str
    context: int
    segments: list[Meaning]
    starts: list[int]
    spans: list[Span]
    zones: list[Span]


@dataclass
class Corpus:
    templates: list[Template]
    verbs: dict[str, tuple[str, str, str]]  # dictionary form -> spoken, linking, adnominal
    zone_words: dict[str, dict[str, list[str]]] = field(default_factory=dict)  # language -> zone -> words
    texts: dict[str, dict[str, list[str]]] = field(default_factory=dict)  # language -> function -> texts


@dataclass(frozen=True)
class Mark:
    segment: int
    tag: str = ""
    span: int = 0
    zone: str = ""


def catalogue() -> dict[str, Entry]:
    """The functions of vehicle/functions.py, and `same` (any op) and `none`."""
    from vehicle.functions import FUNCTIONS, limits, unit

    entries = {}
    for name, row in FUNCTIONS.items():
        zones = tuple(zone for zone in row.zones if zone in ZONES)
        kind, words = (row.value.kind, tuple(row.value.words)) if row.value else ("", ())
        words = () if kind == "colour" else words  # colours are spoken words: an {arg}
        number_unit = unit(row) if kind in ("number", "percent") else "MHz" if kind == "frequency" else ""
        entries[name] = Entry(tuple(row.ops), zones, words, kind, number_unit, limits(row), row.agent or "")
    ops = tuple(dict.fromkeys(op for entry in entries.values() for op in entry.ops))
    words = tuple(dict.fromkeys(word for entry in entries.values() for word in entry.words))
    entries["same"] = Entry((*ops, "same"), ZONES, words, "same", "", (0.0, 100.0, 1.0))
    entries["none"] = Entry(("none",))
    return entries


def read_corpus(folder: Path, entries: Mapping[str, Entry]) -> Corpus:
    """Every template of `folder`/ko and `folder`/en. Raises TemplateError, with file and line, for one that is wrong."""
    corpus = Corpus([], {})
    for where, line in _lines(folder / "ko" / "verbs.txt"):
        forms = line.split()
        if len(forms) != 4:
            raise TemplateError(f"{where}: a verb has four forms, not {len(forms)}")
        corpus.verbs[forms[0]] = (forms[1], forms[2], forms[3])
    for language in LANGUAGES:
        corpus.zone_words[language] = _read_lists(folder / language / "zones.txt")
        corpus.texts[language] = _read_lists(folder / language / "texts.txt")
        for path in sorted((folder / language).glob("*.txt")):
            if path.name not in ("verbs.txt", "zones.txt", "texts.txt"):
                corpus.templates += _read_templates(path, language, corpus, entries)
    return corpus


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """("file:line", line) of every line that is neither empty nor a comment."""
    if path.exists():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip() and not line.startswith("#"):
                yield f"{path.parent.name}/{path.name}:{number}", line.strip()


def _read_lists(path: Path) -> dict[str, list[str]]:
    lists: dict[str, list[str]] = {}
    for where, line in _lines(path):
        name, colon, words = line.partition(":")
        if not colon:
            raise TemplateError(f"{where}: expected 'name: word|word', got: {line}")
        lists.setdefault(name.strip(), []).extend(word.strip() for word in words.split("|") if word.strip())
    return lists


def _read_templates(path: Path, language: str, corpus: Corpus, entries: Mapping[str, Entry]) -> list[Template]:
    templates: list[Template] = []
    meanings: list[Meaning] = []
    for where, line in _lines(path):
        if line.startswith("="):
            meanings = [_read_meaning(part.strip(), where, entries) for part in line[1:].split(" && ")]
            continue
        if not meanings:
            raise TemplateError(f"{where}: a sentence before the first '=' header")
        clauses = parse_template(line, where)
        if len(clauses) != len(meanings):
            raise TemplateError(f"{where}: {len(clauses)} clauses but {len(meanings)} meanings in the header")
        for clause, meaning in zip(clauses, meanings, strict=True):
            _check(clause, meaning, language, corpus, entries, where)
        templates.append(Template(where, language, clauses, meanings, zlib.crc32(line.encode()) % HELD_OUT == 0))
    return templates


def _read_meaning(header: str, where: str, entries: Mapping[str, Entry]) -> Meaning:
    words = header.split()
    if words == ["none"]:
        return Meaning("none", "none")
    function, op, *rest = [*words, "", ""]
    entry = entries.get(function)
    if entry is None or op not in entry.ops:
        raise TemplateError(f"{where}: the catalogue has no '{function} {op}'")
    word, zones = "", []
    for extra in filter(None, rest):
        if extra.startswith("zone="):
            zones = extra[5:].split(",")
        elif extra in entry.words and not word:
            word = extra
        else:
            raise TemplateError(f"{where}: '{extra}' is no value word of {function}; it has {', '.join(entry.words) or 'none'}")
    if bad := [zone for zone in zones if zone not in entry.zones]:
        raise TemplateError(f"{where}: {function} has no zone {', '.join(bad)}")
    return Meaning(function, op, word, tuple(zones))


def _check(
    clause: tuple[Node, ...], meaning: Meaning, language: str, corpus: Corpus, entries: Mapping[str, Entry], where: str
) -> None:
    """Raises TemplateError for a slot or verb that this clause cannot have."""
    entry = entries[meaning.function]
    for leaf in find_leaves(clause):
        if isinstance(leaf, Verb) and leaf.lemma not in corpus.verbs:
            raise TemplateError(f"{where}: <{leaf.lemma}> is not in verbs.txt")
        if not isinstance(leaf, Slot):
            continue
        if leaf.name == "number" and leaf.words is not None and parse_number(leaf.words, entry.unit) is None:
            raise TemplateError(f"{where}: '{leaf.words}' is not a number that parse_number reads")
        if leaf.name == "number" and leaf.words is None and entry.kind not in ("number", "percent", "count", "frequency", "same"):
            raise TemplateError(f"{where}: {meaning.function} takes no number")
        if (
            leaf.name in ("arg", "to", "body")
            and leaf.words is None
            and not corpus.texts[language].get(_text_list(leaf.name, meaning))
        ):
            raise TemplateError(f"{where}: texts.txt has no list for {_text_list(leaf.name, meaning)}")
        if leaf.name in ZONES and leaf.name not in entry.zones:
            raise TemplateError(f"{where}: {meaning.function} has no zone {leaf.name}")
        if leaf.name == "zone" and not entry.zones:
            raise TemplateError(f"{where}: {meaning.function} has no zones")
        if leaf.name not in (*TAGS, "zone", *ZONES):
            raise TemplateError(f"{where}: unknown slot {{{leaf.name}}}")


def _text_list(slot: str, meaning: Meaning) -> str:
    return f"message.{slot}" if slot in ("to", "body") else meaning.function


class Sampler:
    """Utterances without end from one side of the split. `lexicon` holds words of each language for invented names."""

    def __init__(
        self, corpus: Corpus, entries: Mapping[str, Entry], held_out: bool, lexicon: Mapping[str, list[str]] | None = None
    ):
        self.corpus, self.entries = corpus, entries
        self.lexicon = {language: list((lexicon or {}).get(language, ())) for language in LANGUAGES}
        for language in LANGUAGES:
            self.lexicon[language] += [
                word for texts in corpus.texts[language].values() for text in texts for word in text.split()
            ]
        blocks: dict[tuple[str, Meaning], list[Template]] = {}
        for template in corpus.templates:
            if template.held_out == held_out:
                key = (
                    template.language,
                    replace(template.meanings[0], zones=()) if len(template.meanings) == 1 else Meaning("&&", ""),
                )
                blocks.setdefault(key, []).append(template)
        self._pools: dict[tuple[str, str], tuple[list[Template], list[float]]] = {}
        for (language, meaning), templates in blocks.items():
            lines = [min(4.0, 1 + math.log2(math.prod(count_readings(c) for c in t.clauses)) / 2) for t in templates]
            block = sum(lines) ** 0.6 * (3.0 if meaning.function == "&&" else 1.0)
            names = ("none",) if meaning.function == "none" else ("any",)
            if meaning.function not in ("none", "&&") and not meaning.function.startswith("dialog."):
                names += ("joined",)  # what may stand beside another command
                names += () if meaning.function == "same" else ("first",)
            for name in names:
                pool = self._pools.setdefault((language, name), ([], []))
                pool[0].extend(templates)
                pool[1].extend(block * line / sum(lines) for line in lines)
        self._sums = {key: list(_running(weights)) for key, (_, weights) in self._pools.items()}

    def _pick(self, language: str, pool: str, rng: Random) -> Template:
        templates, _ = self._pools[language, pool]
        return rng.choices(templates, cum_weights=self._sums[language, pool])[0]

    def sample(self, rng: Random, noise: bool = True) -> Utterance:
        """One utterance: a language, some commands, and noise."""
        language = "ko" if rng.random() < KO_SHARE and ("ko", "any") in self._pools or ("en", "any") not in self._pools else "en"
        if rng.random() < NONE_SHARE and (language, "none") in self._pools:
            chosen = [self._pick(language, "none", rng)]
        else:
            number = rng.choices((1, 2, 3, 4), SEGMENTS)[0]
            if number == 1 or (language, "first") not in self._pools:
                chosen = [self._pick(language, "any", rng)]
            else:
                chosen = [self._pick(language, "first", rng)] + [self._pick(language, "joined", rng) for _ in range(number - 1)]
                if rng.random() < 0.06 and (language, "none") in self._pools:
                    chosen[0] = self._pick(language, "none", rng)
        return self.say(chosen, rng, noise)

    def say(self, chosen: list[Template], rng: Random, noise: bool = True) -> Utterance:
        """The templates one after the other as one utterance."""
        language = chosen[0].language
        chars: list[tuple[str, Mark]] = []
        segments: list[Meaning] = []
        clauses = [(t, c, m) for t in chosen for c, m in zip(t.clauses, t.meanings, strict=True)]
        spans = 0
        for at, (template, clause, meaning) in enumerate(clauses):
            last = at == len(clauses) - 1
            leaves = sample_leaves(clause, rng)
            written = at > 0 and template is clauses[at - 1][0]  # `A && B`: joined as written
            if at > 0:
                linked = isinstance(previous, Verb)  # noqa: F821 - set by the turn before
                joins = (" ",) if linked or written else KO_JOINS if language == "ko" else EN_JOINS
                chars += [(c, Mark(at)) for c in rng.choice(joins)]
            zones: list[str] = list(meaning.zones)
            piece = ""
            for leaf in leaves:
                text, marks = self._say_leaf(leaf, meaning, language, last, piece, at, spans, zones, rng)
                spans += 1
                chars += list(zip(text, marks, strict=True))
                piece += text
            if (
                not last
                and language == "ko"
                and "".join(c for c, _ in chars[-2:]).strip() == "줘"
                and rng.random() < 0.4
                and leaves[-1:]
                and isinstance(leaves[-1], Text)
            ):
                chars = [*chars[:-1], ("주", chars[-1][1]), ("고", chars[-1][1])]
            previous = leaves[-1] if leaves else None
            segments.append(replace(meaning, zones=tuple(dict.fromkeys(zones))))
        if noise and rng.random() < NOISE_SHARE:
            chars = add_noise(chars, language, Mark(0), Mark(len(clauses) - 1), rng)
        return _finish(chars, language, _context(segments, rng), segments)

    def _say_leaf(
        self,
        leaf: Leaf,
        meaning: Meaning,
        language: str,
        last: bool,
        before: str,
        segment: int,
        span: int,
        zones: list[str],
        rng: Random,
    ) -> tuple[str, list[Mark]]:
        """The characters of one leaf and their marks; spoken zones are added to `zones`."""
        plain = Mark(segment)
        if isinstance(leaf, Text):
            text = fit_particle(before, leaf.words) if language == "ko" and before and not before.endswith(" ") else leaf.words
            return text, [plain] * len(text)
        if isinstance(leaf, Verb):
            spoken, linking, adnominal = self.corpus.verbs[leaf.lemma]
            text = final_form(leaf.lemma, spoken, rng) if last else linking_form(leaf.lemma, spoken, linking, adnominal, rng)
            return text, [plain] * len(text)
        if leaf.name in TAGS:
            text = leaf.words or self._fill(leaf.name, meaning, language, rng)
            return text, [Mark(segment, leaf.name, span)] * len(text)
        return self._say_zone(leaf, meaning, language, segment, span, zones, rng)

    def _say_zone(
        self, leaf: Slot, meaning: Meaning, language: str, segment: int, span: int, zones: list[str], rng: Random
    ) -> tuple[str, list[Mark]]:
        words = self.corpus.zone_words[language]
        names = (
            [leaf.name]
            if leaf.name != "zone"
            else [rng.choice([z for z in self.entries[meaning.function].zones if words.get(z)])]
        )
        others = [z for z in self.entries[meaning.function].zones if z not in (names[0], "all") and words.get(z)]
        if leaf.name == "zone" and names[0] != "all" and others and rng.random() < TWO_ZONES_SHARE:
            names.append(rng.choice(others))
        text, marks = "", []
        for at, name in enumerate(names):
            word = leaf.words or rng.choice(words[name])
            if at:
                join = (
                    rng.choice((" and ", " and the " if not word.startswith("the ") else " and "))
                    if language == "en"
                    else fit_particle(text, rng.choice(("이랑 ", "하고 ", "과 ", " ", " 그리고 ")))
                )
                text, marks = text + join, marks + [Mark(segment)] * len(join)
            text, marks = text + word, marks + [Mark(segment, "", span * 2 + at, name)] * len(word)
            zones.append(name)
        return text, marks

    def _fill(self, slot: str, meaning: Meaning, language: str, rng: Random) -> str:
        entry = self.entries[meaning.function]
        if slot == "number":
            return _some_number(meaning, entry, language, rng)
        if entry.kind in OPEN_KINDS and slot != "body" and rng.random() < INVENTED_SHARE:
            return self._invent(entry.kind, language, rng)
        return rng.choice(self.corpus.texts[language][_text_list(slot, meaning)])

    def _invent(self, kind: str, language: str, rng: Random) -> str:
        """A name nobody has heard: words put together, or syllables of words."""
        lexicon = self.lexicon[language]
        if language == "en":
            words = [rng.choice(lexicon) for _ in range(rng.choices((1, 2, 3), (3, 5, 2))[0])]
            return " ".join(words + ([rng.choice(EN_PLACES)] if kind in ("place", "road") and rng.random() < 0.5 else []))
        if rng.random() < 0.5:
            name = "".join(rng.choice(rng.choice(lexicon)) for _ in range(rng.choices((2, 3, 4), (4, 5, 2))[0]))
        else:
            name = " ".join(rng.choice(lexicon) for _ in range(rng.choices((1, 2, 3), (4, 4, 1))[0]))
        if kind in ("place", "road") and rng.random() < 0.5:
            name += rng.choice(("", " ")) + rng.choice(KO_PLACES)
        return name


def _running(weights: list[float]) -> Iterator[float]:
    total = 0.0
    for weight in weights:
        total += weight
        yield total


def _context(segments: list[Meaning], rng: Random) -> int:
    """What had been said before: a follow-up mostly has a last command, an answer mostly a question."""
    first = segments[0].function
    last, pending = (
        (0.85, 0.03) if first == "same" else (0.15, 0.6) if first in ("dialog.yes", "dialog.no", "dialog.select") else (0.3, 0.1)
    )
    roll = rng.random()
    return 1 if roll < last else 2 if roll < last + pending else 0


def _some_number(meaning: Meaning, entry: Entry, language: str, rng: Random) -> str:
    """A number in or sometimes out of the function's range, said in its unit."""
    if entry.kind == "count":
        return say_number(rng.choices((1, 2, 3, 4, 5, 6, 7), (8, 8, 6, 4, 3, 1, 1))[0], "ordinal", language, rng)
    if entry.kind == "frequency":
        low, high, step = FM if rng.random() < 0.85 else AM
        return say_number(
            round(low + step * rng.randrange(round((high - low) / step) + 1), 1), "MHz" if step < 1 else "kHz", language, rng
        )
    unit, limits = entry.unit or "%", entry.limits
    if entry.kind == "same":
        unit, limits = rng.choice((("degC", (17.0, 27.0, 0.5)), ("%", (0.0, 100.0, 1.0)), ("level", (1.0, 3.0, 1.0))))
    low, high, step = limits or (0.0, 100.0, 1.0)
    difference = meaning.op in ("up", "down")
    if difference:
        value = {"degC": rng.choice((0.5, 1, 1, 2, 2, 3, 4, 5)), "%": rng.choice((5, 10, 10, 15, 20, 20, 25, 30, 50))}.get(
            unit, rng.choice((1, 1, 2, 2, 3))
        )
    elif rng.random() < OUT_OF_RANGE_SHARE:
        value = rng.choice((high + 1, high + 3, high + 10, max(0, low - 1), max(0, low - 3)))
    elif unit == "%":
        value = rng.choice((50, rng.randrange(1, 20) * 5, rng.randrange(1, 11) * 10, rng.randrange(0, 101)))
    else:
        value = low + step * rng.randrange(round((high - low) / step) + 1)
        value = value if rng.random() < 0.5 else float(round(value))
    return say_number(value, unit, language, rng, difference)


def _finish(chars: list[tuple[str, Mark]], language: str, context: int, segments: list[Meaning]) -> Utterance:
    """Spaces collapsed, text checked against `normalise`, marks turned into positions."""
    tidy: list[tuple[str, Mark]] = []
    for at, (c, mark) in enumerate(chars):
        if c == "'" and not "".join(x for x, _ in chars[at + 1 : at + 2]).isalpha():
            continue  # "the kids' seats": no recogniser writes it
        if not c.isspace():
            tidy.append((c.lower(), mark))
        elif tidy and tidy[-1][0] != " ":
            tidy.append((" ", mark))
    while tidy and tidy[-1][0] == " ":
        tidy.pop()
    text = "".join(c for c, _ in tidy)
    if not text or normalise(text) != text:
        raise TemplateError(
            f"a sentence is not written as a recogniser writes it: {text!r}, normalised {normalise(text or '.')!r}"
        )
    starts = [next((at for at, (c, m) in enumerate(tidy) if m.segment == s and c != " "), -1) for s in range(len(segments))]
    return Utterance(text, language, context, segments, starts, list(_runs(tidy, "tag")), list(_runs(tidy, "zone")))


def _runs(chars: list[tuple[str, Mark]], name: str) -> Iterator[Span]:
    """Runs of characters with the same mark, as spans of its `name`, spaces at the ends left out."""
    at = 0
    while at < len(chars):
        mark, begin = chars[at][1], at
        while at < len(chars) and chars[at][1] == mark:
            at += 1
        label = getattr(mark, name)
        if label:
            text = "".join(c for c, _ in chars[begin:at])
            if text.strip():
                yield Span(label, begin + len(text) - len(text.lstrip()), at - len(text) + len(text.rstrip()))


def value_of(utterance: Utterance, segment: int, entry: Entry) -> float | str | dict[str, str] | None:
    """The gold value of a segment, read from its spans as the engine reads it."""
    begin = utterance.starts[segment]
    end = utterance.starts[segment + 1] if segment + 1 < len(utterance.starts) else len(utterance.text)
    said = {s.tag: utterance.text[s.begin : s.end] for s in utterance.spans if begin <= s.begin < end}
    if "number" in said:
        return parse_number(said["number"], entry.unit)
    if "to" in said or "body" in said:
        return {key: re.sub(r"\s+", " ", said[tag]) for key, tag in (("to", "to"), ("text", "body")) if tag in said}
    return said.get("arg") or utterance.segments[segment].word or None

"""The authored sentences as read from nlu/corpus, each line checked against the catalogue. Training only."""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from languages.numbers import parse_number
from nlu.engine.description import FOLLOW_UP, NO_COMMANDS
from nlu.sampling.catalogue import ZONES, Entry
from nlu.sampling.templates import Element, Slot, TemplateError, Verb, find_leaves, parse_template

SHARES = {"ko": 0.56, "en": 0.44}  # language -> share of the sampled utterances
LANGUAGES = tuple(SHARES)
TAGS = ("number", "arg", "to", "body", "near", "along", "room")
TEXTS = ("arg", "to", "body", "near", "room")  # tags whose words may be drawn from a list of texts.txt
OF_KIND = {"near": ("place", "category"), "along": ("category",), "room": ("device",)}  # tag -> kinds of value it is in
HELD_OUT = 20  # one template in so many is kept out of training
WORD_LISTS = ("verbs.txt", "zones.txt", "texts.txt")  # of a language's folder; the other files hold templates

Clause = tuple[Element, ...]


@dataclass(frozen=True)
class Meaning:
    """What one segment means; the value of a number or a text is in its span."""

    function: str
    op: str
    word: str = ""
    zones: tuple[str, ...] = ()
    after: tuple[str, ...] = ()  # of a follow-up: the functions that it can follow; () where it is any that it fits


@dataclass(frozen=True)
class Template:
    where: str  # "file:line"
    language: str
    clauses: list[Clause]
    meanings: list[Meaning]
    held_out: bool
    source: str = ""  # the data set that it was taken from; "" for our own


Verbs = Mapping[str, tuple[str, str, str]]  # dictionary form -> spoken, linking, adnominal form
Lists = dict[str, list[str]]  # name -> words


@dataclass
class Corpus:
    """Everything authored. The mappings are by language."""

    templates: list[Template]
    verbs: dict[str, Verbs] = field(default_factory=dict)
    zone_words: dict[str, Lists] = field(default_factory=dict)  # zone -> words
    texts: dict[str, Lists] = field(default_factory=dict)  # function -> texts
    reasons: dict[tuple[str, str], list[Clause]] = field(default_factory=dict)  # (language, before or after) -> clauses


def read_corpus(folder: Path, entries: Mapping[str, Entry]) -> Corpus:
    """Every template of the languages' folders. Raises TemplateError, with file and line, for one that is wrong."""
    corpus = Corpus([])
    for language in LANGUAGES:
        corpus.verbs[language] = _read_verbs(folder / language / "verbs.txt")
        corpus.zone_words[language] = _read_lists(folder / language / "zones.txt")
        corpus.texts[language] = _read_lists(folder / language / "texts.txt")
        for path in sorted((folder / language).glob("*.txt")):
            if path.name not in WORD_LISTS:
                corpus.templates += _read_templates(path, language, corpus, entries)
    return corpus


def _read_verbs(path: Path) -> Verbs:
    verbs = {}
    for where, line in _lines(path):
        forms = line.split()
        if len(forms) != 4:
            raise TemplateError(f"{where}: a verb has four forms, not {len(forms)}")
        verbs[forms[0]] = (forms[1], forms[2], forms[3])
    return verbs


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """("file:line", line) of every line that is neither empty nor a comment."""
    if path.exists():
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip() and not line.startswith("#"):
                yield f"{path.parent.name}/{path.name}:{number}", line.strip()


def _read_lists(path: Path) -> Lists:
    lists: Lists = {}
    for where, line in _lines(path):
        name, colon, words = line.partition(":")
        if not colon:
            raise TemplateError(f"{where}: expected 'name: word|word', got: {line}")
        lists.setdefault(name.strip(), []).extend(word.strip() for word in words.split("|") if word.strip())
    return lists


def _read_templates(path: Path, language: str, corpus: Corpus, entries: Mapping[str, Entry]) -> list[Template]:
    templates: list[Template] = []
    meanings: list[Meaning] = []
    reasons: list[Clause] | None = None  # where the lines are reasons, not commands
    for where, line in _lines(path):
        if line.startswith("= reason "):  # why the driver asks: no command, but said with one
            reasons, meanings = corpus.reasons.setdefault((language, line.split()[2]), []), []
            continue
        if line.startswith("="):
            reasons = None
            meanings = [read_meaning(part.strip(), where, entries) for part in line[1:].split(" && ")]
            continue
        if reasons is not None:
            reasons += parse_template(line, where)
            continue
        if not meanings:
            raise TemplateError(f"{where}: a sentence before the first '=' header")
        clauses = parse_template(line, where)
        if len(clauses) != len(meanings):
            raise TemplateError(f"{where}: {len(clauses)} clauses but {len(meanings)} meanings in the header")
        for clause, meaning in zip(clauses, meanings, strict=True):
            check_clause(clause, meaning, language, corpus, entries, where)
        templates.append(Template(where, language, clauses, meanings, zlib.crc32(line.encode()) % HELD_OUT == 0))
    return templates


def read_meaning(header: str, where: str, entries: Mapping[str, Entry]) -> Meaning:
    """The meaning of "function op [value-word] [zone=...] [after=...]".

    Raises TemplateError where it is not in the catalogue.
    """
    words = header.split()
    if len(words) == 1 and words[0] in NO_COMMANDS:
        return Meaning(words[0], words[0])
    function, op, *rest = [*words, "", ""]
    entry = entries.get(function)
    if entry is None or op not in entry.ops:
        raise TemplateError(f"{where}: the catalogue has no '{function} {op}'")
    word, zones, after = "", [], []
    for extra in filter(None, rest):
        if extra.startswith("zone="):
            zones = extra[5:].split(",")
        elif extra.startswith("after=") and function == FOLLOW_UP:
            after = extra[6:].split(",")
        elif extra in entry.words and not word:
            word = extra
        else:
            raise TemplateError(
                f"{where}: '{extra}' is no value word of {function}; it has {', '.join(entry.words) or 'none'}"
            )
    if bad := [zone for zone in zones if zone not in entry.zones]:
        raise TemplateError(f"{where}: {function} has no zone {', '.join(bad)}")
    if bad := [name for name in after if name not in entries]:
        raise TemplateError(f"{where}: the catalogue has no function {', '.join(bad)}")
    return Meaning(function, op, word, tuple(zones), tuple(after))


def check_clause(
    clause: Clause, meaning: Meaning, language: str, corpus: Corpus, entries: Mapping[str, Entry], where: str
) -> None:
    """Raises TemplateError for a slot or verb that this clause cannot have."""
    entry = entries[meaning.function]
    for leaf in find_leaves(clause):
        if isinstance(leaf, Verb) and leaf.lemma not in corpus.verbs.get(language, {}):
            raise TemplateError(f"{where}: <{leaf.lemma}> is not in verbs.txt")
        if not isinstance(leaf, Slot):
            continue
        if entry.kind not in OF_KIND.get(leaf.name, (entry.kind,)):
            raise TemplateError(f"{where}: {meaning.function} has no value with {{{leaf.name}}}")
        if leaf.name == "along" and leaf.words is None:
            raise TemplateError(f"{where}: {{along}} needs its words")
        if leaf.name == "number" and leaf.words is not None and parse_number(leaf.words, entry.unit) is None:
            raise TemplateError(f"{where}: '{leaf.words}' is not a number that parse_number reads")
        if (
            leaf.name == "number"
            and leaf.words is None
            and entry.kind not in ("number", "percent", "count", "speed", "frequency", FOLLOW_UP)
        ):
            raise TemplateError(f"{where}: {meaning.function} takes no number")
        lists = [text_list(leaf.name, name) for name in meaning.after or (meaning.function,)]
        if (
            leaf.name in TEXTS
            and leaf.words is None
            and (lost := [n for n in lists if n not in corpus.texts[language]])
        ):
            raise TemplateError(f"{where}: texts.txt has no list for {', '.join(lost)}")
        if leaf.name in ZONES and leaf.name not in entry.zones:
            raise TemplateError(f"{where}: {meaning.function} has no zone {leaf.name}")
        if leaf.name == "zone" and not entry.zones:
            raise TemplateError(f"{where}: {meaning.function} has no zones")
        if leaf.name not in (*TAGS, "zone", *ZONES):
            raise TemplateError(f"{where}: unknown slot {{{leaf.name}}}")


def text_list(slot: str, function: str) -> str:
    """The list of texts.txt from which a slot of this function is filled."""
    return {"to": "message.to", "body": "message.body", "near": "near", "room": "home.room"}.get(slot, function)

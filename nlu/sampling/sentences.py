"""Training examples from the authored sentences: text, segments, spans, zones; deterministic by seed. Training only.

`Sampler.sample` makes one utterance of one to four commands. Positions are characters of the text.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

from languages.ko.verbs import final_form, fit_particle, linking_form
from languages.say_numbers import some_number
from nlu.engine.tokeniser import normalise
from nlu.sampling.authored import LANGUAGES, TAGS, ZONES, Corpus, Entry, Meaning, Template, text_list
from nlu.sampling.follow import NOT_CAR, before, fits, may_follow
from nlu.sampling.noise import EN_ORDERS, add_noise
from nlu.sampling.pools import Pools
from nlu.sampling.sentence_words import EN_FORBIDDEN, EN_PLACES, KO_FORBIDDEN, KO_PLACES, KO_TALK
from nlu.sampling.templates import Leaf, Node, Slot, Text, Verb, sample_leaves
from nlu.sampling.utterance import Mark, Utterance, finish

KO_SHARE = 0.56  # of the utterances; the rest is English
NONE_SHARE = 0.22  # of the utterances are not for the car, and of these:
SWAPPED, FORBIDDEN, NONSENSE = 0.16, 0.14, 0.12  # some words exchanged; an order forbidden or told of; words at random
SEGMENTS = (0.60, 0.27, 0.09, 0.04)  # shares of one, two, three, four commands in one breath
OUTSIDE_SHARE, OUTSIDE_NONE_SHARE = (
    0.18,
    0.30,
)  # of the single commands, and of what is not for the car, where there are data sets
OUTSIDE_JOINED_SHARE = 0.12  # of the several commands have one of them
NOISE_SHARE = 0.6  # of the utterances may get noise (see noise.py for each kind)
INVENTED_SHARE = 0.35  # of the names, titles and places are made up, so that spans are learned, not lists
TWO_ZONES_SHARE = 0.12
REASON_SHARE = 0.10  # of the commands come with a reason, before or after

OPEN_KINDS = ("text", "place", "contact", "road", "message")  # spoken words that no list can hold
KO_JOINS = (" ", " ", " ", " 그리고 ", " 또 ", " 그다음에 ", " 그리고 나서 ", " 아 그리고 ", " 아 ", " 참 ")
KO_ZONE_JOINS, EN_ZONE_JOINS = ("이랑 ", "하고 ", "과 ", " ", " 그리고 "), (" and ", " and the ")
EN_JOINS = (
    " and ", " and ", " and ", " and ", " ", " ", " ", " then ", " and then ", " also ", " and also ", " plus ", " after that ", " oh and ",
    " and um ", " and please ", " and can you ", " and could you ",
)  # fmt: skip

NONE = Meaning("none", "none")


def catalogue() -> dict[str, Entry]:
    """The functions of vehicle/catalogue/table.py that may be said, and `same` (any op, the last one, or "more" of it) and `none`."""
    from vehicle.catalogue.table import FUNCTIONS, limits, unit

    entries = {}
    for name, row in FUNCTIONS.items():
        if not row.spoken:
            continue
        zones = tuple(zone for zone in row.zones if zone in ZONES)
        kind, words = (row.value.kind, tuple(row.value.words)) if row.value else ("", ())
        words = () if kind == "colour" else words  # colours are spoken words: an {arg}
        number_unit = unit(row) if kind in ("number", "percent") else "MHz" if kind == "frequency" else ""
        numbers = {word: float(row.value.words[word]) for word in row.value.implied} if row.value else {}  # type: ignore[arg-type]
        entries[name] = Entry(tuple(row.ops), zones, words, numbers, kind, number_unit, limits(row), row.agent or "")
    ops = tuple(dict.fromkeys(op for entry in entries.values() for op in entry.ops))
    words = tuple(dict.fromkeys(word for entry in entries.values() for word in entry.words))
    entries["same"] = Entry((*ops, "same", "more"), ZONES, words, {}, "same", "", (0.0, 100.0, 1.0))
    entries["none"] = Entry(("none",))
    return entries


class Sampler:
    """Utterances without end from one side of the split.

    `lexicon` holds words of each language for invented names, `outside` templates of public data sets, `exclude` the keys
    (`sentence_key`) of sentences that must never come out.
    """

    def __init__(
        self,
        corpus: Corpus,
        entries: Mapping[str, Entry],
        held_out: bool,
        lexicon: Mapping[str, list[str]] | None = None,
        outside: Sequence[Template] = (),
        exclude: frozenset[str] = frozenset(),
    ) -> None:
        self.corpus, self.entries = corpus, entries
        self.lexicon = {language: list((lexicon or {}).get(language, ())) for language in LANGUAGES}
        for language in LANGUAGES:
            texts = [text for some in corpus.texts[language].values() for text in some]
            self.lexicon[language] += [word for text in texts for word in text.split()]
        own = (template for template in corpus.templates if template.held_out == held_out)
        self._pools = Pools(own, (template for template in outside if template.held_out == held_out))
        self._exclude = exclude
        self._functions = tuple(name for name in entries if name not in NOT_CAR)
        self._after = {t.where: may_follow(t, entries) for t in corpus.templates if t.meanings[0].function == "same"}
        self.excluded = 0  # draws that were sentences of the evaluation, and drawn again

    def sample(self, rng: Random, noise: bool = True) -> Utterance:
        """One utterance: a language, some commands, and noise. Raises RuntimeError where every draw is excluded."""
        for _ in range(1000):
            utterance = self._draw(rng, noise)
            if not self._exclude or sentence_key(utterance.text) not in self._exclude:
                return utterance
            self.excluded += 1
        raise RuntimeError("every sampled sentence is one of the evaluation")

    def _draw(self, rng: Random, noise: bool) -> Utterance:
        language = "ko" if rng.random() < KO_SHARE else "en"
        if (language, "any") not in self._pools:
            language = "en" if language == "ko" else "ko"
        if rng.random() < NONE_SHARE and (language, "none") in self._pools:
            if self._outside(language, "none", OUTSIDE_NONE_SHARE, rng):
                return self.say([self._pools.pick(language, "outside none", rng)], rng, noise)
            made = self._not_an_order(language, rng)
            if made:
                return finish([(c, Mark(0)) for c in made], language, before(NONE, (), self._functions, rng), [NONE])
            chosen = [self._pools.pick(language, "none", rng)]
        else:
            number = rng.choices((1, 2, 3, 4), SEGMENTS)[0]
            if number == 1 or (language, "first") not in self._pools:
                pool = "outside any" if self._outside(language, "any", OUTSIDE_SHARE, rng) else "any"
                chosen = [self._pools.pick(language, pool, rng)]
            else:
                chosen = [self._pools.pick(language, "first", rng)]
                while len(chosen) < number:
                    chosen.append(self._pick_joined(chosen[-1], rng))
                if rng.random() < 0.06 and (language, "none") in self._pools:
                    chosen[0] = self._pools.pick(language, "none", rng)
                elif self._outside(language, "joined", OUTSIDE_JOINED_SHARE, rng):
                    chosen[rng.randrange(number)] = self._pools.pick(language, "outside joined", rng)
        return self.say(chosen, rng, noise)

    def _pick_joined(self, previous: Template, rng: Random) -> Template:
        """What is said after `previous` in one breath: a follow-up only where it fits that."""
        for _ in range(20):
            template = self._pools.pick(previous.language, "joined", rng)
            if template.meanings[0].function != "same" or previous.meanings[-1].function in self._after[template.where]:
                break
        return template

    def _outside(self, language: str, name: str, share: float, rng: Random) -> bool:
        return (language, f"outside {name}") in self._pools and rng.random() < share

    def say(self, chosen: list[Template], rng: Random, noise: bool = True) -> Utterance:
        """The templates one after the other as one utterance."""
        language, first = chosen[0].language, chosen[0].meanings[0]
        context = before(first, self._after.get(chosen[0].where, ()), self._functions, rng)
        about = context  # what a follow-up speaks of: the function said last
        clauses = [
            (template, *part) for template in chosen for part in zip(template.clauses, template.meanings, strict=True)
        ]
        chars: list[tuple[str, Mark]] = []
        segments: list[Meaning] = []
        linked = False  # did the last clause end in a verb's linking form?
        for at, (template, clause, meaning) in enumerate(clauses):
            if at:
                written = template is clauses[at - 1][0]  # `A && B` is joined as it is written
                join = " " if linked or written else rng.choice(KO_JOINS if language == "ko" else EN_JOINS)
                if join.endswith((" you ", " please ")) and not _begins_an_order(clause):
                    join = " and "
                chars += [(c, Mark(at)) for c in join]
            leaves, last = sample_leaves(clause, rng), at == len(clauses) - 1
            if meaning.function != "same":
                about = meaning.function
            elif about not in self._functions or not fits(clause, meaning, about, self.entries[about]):
                about = rng.choice(self._after[template.where]) if at == 0 else "same"
            spoken = self._say_clause(leaves, replace(meaning, function=about), language, at, last, rng)
            zones = (*meaning.zones, *(mark.zone for _, mark in spoken if mark.zone))
            segments.append(replace(meaning, zones=tuple(dict.fromkeys(zones))))
            linked = bool(leaves) and isinstance(leaves[-1], Verb)
            if not last and not linked and spoken[-1:] == [("줘", Mark(at))] and rng.random() < 0.4:
                spoken[-1:] = [("주", Mark(at)), ("고", Mark(at))]  # "해 줘" becomes "해 주고" before another order
            chars += spoken if template.source else self._with_reason(spoken, meaning, language, Mark(at), last, rng)
        if noise and rng.random() < NOISE_SHARE:
            chars = add_noise(chars, language, Mark(0), Mark(len(clauses) - 1), rng)
        return finish(chars, language, context, segments)

    def _with_reason(
        self, spoken: list[tuple[str, Mark]], meaning: Meaning, language: str, mark: Mark, last: bool, rng: Random
    ) -> list[tuple[str, Mark]]:
        """A clause, sometimes with why the driver asks for it: "비 오니까", "it's raining". The reason changes no label."""
        place = "before" if not last or rng.random() < 0.6 else "after"
        reasons = self.corpus.reasons.get((language, place))
        if (
            not reasons
            or meaning.function == "none"
            or meaning.function.startswith("dialog.")
            or rng.random() > REASON_SHARE
        ):
            return spoken
        reason = [
            (c, mark) for leaf in sample_leaves(rng.choice(reasons), rng) if isinstance(leaf, Text) for c in leaf.words
        ]
        space = [(" ", mark)]
        return reason + space + spoken if place == "before" else spoken + space + reason

    def _say_clause(
        self, leaves: list[Leaf], meaning: Meaning, language: str, segment: int, last: bool, rng: Random
    ) -> list[tuple[str, Mark]]:
        """The characters of one clause with their marks. `last` decides the form of its verb."""
        chars: list[tuple[str, Mark]] = []
        for leaf in leaves:
            mark = Mark(segment)
            if isinstance(leaf, Text):
                text = fit_particle(chars[-1][0], leaf.words) if chars and chars[-1][0] != " " else leaf.words
            elif isinstance(leaf, Verb):
                spoken, linking, adnominal = self.corpus.verbs[leaf.lemma]
                text = (
                    final_form(leaf.lemma, spoken, rng)
                    if last
                    else linking_form(leaf.lemma, spoken, linking, adnominal, rng)
                )
            elif leaf.name in TAGS:
                text = leaf.words or self._fill(leaf.name, meaning, language, rng)
                mark = Mark(segment, leaf.name, len(chars))
            else:
                chars += self._say_zones(leaf, meaning, language, segment, len(chars), rng)
                continue
            chars += [(c, mark) for c in text]
        return chars

    def _say_zones(
        self, leaf: Slot, meaning: Meaning, language: str, segment: int, span: int, rng: Random
    ) -> list[tuple[str, Mark]]:
        """A word for one zone, sometimes words for two."""
        words = self.corpus.zone_words[language]
        zones = [zone for zone in self.entries[meaning.function].zones if words.get(zone)]
        names = [leaf.name if leaf.name != "zone" else rng.choice(zones)]
        others = [zone for zone in zones if zone not in (names[0], "all")]
        if leaf.name == "zone" and names[0] != "all" and others and rng.random() < TWO_ZONES_SHARE:
            names.append(rng.choice(others))
        chars: list[tuple[str, Mark]] = []
        for at, name in enumerate(names):
            word = leaf.words or rng.choice(words[name])
            if at:
                join = rng.choice(KO_ZONE_JOINS if language == "ko" else EN_ZONE_JOINS)
                join = " and " if join == " and the " and word.startswith("the ") else fit_particle(chars[-1][0], join)
                chars += [(c, Mark(segment)) for c in join]
            chars += [(c, Mark(segment, "", span + at, name)) for c in word]
        return chars

    def _not_an_order(self, language: str, rng: Random) -> str:
        """Talk made from the authored sentences that asks for nothing; "" where this turn makes none."""
        roll, lexicon = rng.random(), self.lexicon[language]
        if roll < SWAPPED:
            words = self.say([self._pools.pick(language, "none", rng)], rng).text.split()
            return (
                " ".join(rng.choice(lexicon) if rng.random() < 0.4 else word for word in words)
                if len(words) > 3
                else ""
            )
        if roll < SWAPPED + NONSENSE:
            words = [rng.choice(lexicon) for _ in range(rng.choices((2, 3, 4, 5, 6), (2, 4, 4, 3, 2))[0])]
            return " ".join(words) + (rng.choice(KO_TALK) if language == "ko" else "")
        if roll > SWAPPED + NONSENSE + FORBIDDEN or (language, "first") not in self._pools:
            return ""
        template = self._pools.pick(language, "first", rng)
        leaves = sample_leaves(template.clauses[0], rng)
        if language == "en":
            order = "".join(
                c for c, _ in self._say_clause(leaves, template.meanings[0], language, 0, True, rng)
            ).strip()
            return f"{rng.choice(EN_FORBIDDEN)} {order}" if order.split()[0] in EN_ORDERS else ""
        if not isinstance(leaves[-1], Verb):
            return ""
        order = "".join(c for c, _ in self._say_clause(leaves[:-1], template.meanings[0], language, 0, False, rng))
        return order + leaves[-1].lemma[:-1] + rng.choice(KO_FORBIDDEN)

    def _fill(self, slot: str, meaning: Meaning, language: str, rng: Random) -> str:
        entry = self.entries[meaning.function]
        if slot == "number":
            return some_number(entry, meaning.op, language, rng)
        if entry.kind in OPEN_KINDS and slot != "body" and rng.random() < INVENTED_SHARE:
            return self._invent(entry.kind, language, rng)
        return rng.choice(self.corpus.texts[language][text_list(slot, meaning.function)])

    def _invent(self, kind: str, language: str, rng: Random) -> str:
        """A name nobody has heard: words put together, or syllables of words."""
        lexicon = self.lexicon[language]
        if language == "en":
            words = [rng.choice(lexicon) for _ in range(rng.choices((1, 2, 3), (3, 5, 2))[0])]
            return " ".join(
                words + ([rng.choice(EN_PLACES)] if kind in ("place", "road") and rng.random() < 0.5 else [])
            )
        if rng.random() < 0.5:
            name = "".join(rng.choice(rng.choice(lexicon)) for _ in range(rng.choices((2, 3, 4), (4, 5, 2))[0]))
        else:
            name = " ".join(rng.choice(lexicon) for _ in range(rng.choices((1, 2, 3), (4, 4, 1))[0]))
        if kind in ("place", "road") and rng.random() < 0.5:
            name += rng.choice(("", " ")) + rng.choice(KO_PLACES)
        return name


def _begins_an_order(clause: tuple[Node, ...]) -> bool:
    words = getattr(clause[0], "words", None) or ""
    return bool(words.split()) and words.split()[0] in EN_ORDERS


def sentence_key(text: str) -> str:
    """By which two sentences are one: normalised, without spaces. Raises ValueError where there is no word."""
    return normalise(text).replace(" ", "")

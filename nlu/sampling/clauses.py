"""The words of one clause of a training sentence, with marks for its spans and zones. Training only."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from languages import part
from languages.marked_text import Marked
from nlu.engine.description import NO_COMMAND
from nlu.sampling.authored import TAGS, Corpus, Meaning, text_list
from nlu.sampling.catalogue import Entry
from nlu.sampling.number_values import some_number
from nlu.sampling.templates import Leaf, Slot, Text, Verb, sample_leaves
from nlu.sampling.utterance import Mark

INVENTED_SHARE = 0.35  # of the names, titles and places are made up, so that spans are learned, not lists
TWO_ZONES_SHARE = 0.12
REASON_SHARE = 0.10  # of the commands come with a reason, before or after
OPEN_KINDS = ("text", "place", "contact", "road", "message")  # spoken words that no list can hold
REFILLED_KINDS = ("text", "place", "category", "contact", "road", "message", "frequency", "device")
NAMES = ("arg", "to", "near", "room")  # tags of names: a message is not put into the words of another
NAMED_PLACES = ("place", "road")  # kinds of value whose names may end in "역", "station"


@dataclass(frozen=True)
class ClauseWriter:
    """Fills the slots of clauses. `lexicon` (language -> words) is what names are invented from."""

    corpus: Corpus
    entries: Mapping[str, Entry]
    lexicon: Mapping[str, list[str]]

    def write(
        self, leaves: list[Leaf], meaning: Meaning, language: str, segment: int, last: bool, rng: Random
    ) -> Marked[Mark]:
        """The characters of one clause with their marks.

        `last`: no other command follows, so that its verb has its final form.
        """
        wording = part(language, "wording")
        chars: Marked[Mark] = []
        for leaf in leaves:
            mark = Mark(segment)
            if isinstance(leaf, Text):
                text = wording.fit(chars[-1][0], leaf.words) if chars and chars[-1][0] != " " else leaf.words
            elif isinstance(leaf, Verb):
                text = self._say_verb(leaf.lemma, language, last, rng)
            elif leaf.name in TAGS:
                said = "".join(c for c, _ in chars)
                text = leaf.words or wording.fit_name(said, self._fill(leaf.name, meaning, language, rng))
                mark = Mark(segment, leaf.name, len(chars))
            else:
                chars += self._say_zones(leaf, meaning, language, segment, len(chars), rng)
                continue
            chars += [(c, mark) for c in text]
        return chars

    def refilled(self, leaves: list[Leaf], meaning: Meaning, language: str) -> list[Leaf]:
        """The leaves with open values left to be filled again: names, places and titles that are in a list.

        A row without such a value is as it was.
        """
        entry, lists = self.entries[meaning.function], self.corpus.texts[language]
        return [
            Slot(leaf.name)
            if isinstance(leaf, Slot)
            and leaf.name in NAMES
            and entry.kind in REFILLED_KINDS
            and text_list(leaf.name, meaning.function) in lists
            else leaf
            for leaf in leaves
        ]

    def _say_verb(self, lemma: str, language: str, last: bool, rng: Random) -> str:
        """A form of the verb: at the end of the utterance, or before another command."""
        verbs, (spoken, linking, adnominal) = part(language, "verbs"), self.corpus.verbs[language][lemma]
        if last:
            return str(verbs.final_form(lemma, spoken, rng))
        return str(verbs.linking_form(lemma, spoken, linking, adnominal, rng))

    def _say_zones(
        self, leaf: Slot, meaning: Meaning, language: str, segment: int, span: int, rng: Random
    ) -> Marked[Mark]:
        """A word for one zone, sometimes words for two."""
        wording, words = part(language, "wording"), self.corpus.zone_words[language]
        zones = [zone for zone in self.entries[meaning.function].zones if words.get(zone)]
        names = [leaf.name if leaf.name != "zone" else rng.choice(zones)]
        others = [zone for zone in zones if zone not in (names[0], "all")]
        if leaf.name == "zone" and names[0] != "all" and others and rng.random() < TWO_ZONES_SHARE:
            names.append(rng.choice(others))
        chars: Marked[Mark] = []
        for at, name in enumerate(names):
            word = leaf.words or rng.choice(words[name])
            if at:
                join = wording.fit_zone_join(rng.choice(wording.ZONE_JOINS), chars[-1][0], word)
                chars += [(c, Mark(segment)) for c in join]
            chars += [(c, Mark(segment, "", span + at, name)) for c in word]
        return chars

    def _fill(self, slot: str, meaning: Meaning, language: str, rng: Random) -> str:
        entry = self.entries[meaning.function]
        if slot == "number":
            return some_number(entry, meaning.op, language, rng)
        of_place = slot == "near" or entry.kind in NAMED_PLACES
        if (of_place or entry.kind in OPEN_KINDS) and slot != "body" and rng.random() < INVENTED_SHARE:
            name: str = part(language, "wording").invent(self.lexicon[language], of_place, rng)
            return name
        return rng.choice(self.corpus.texts[language][text_list(slot, meaning.function)])

    def with_reason(
        self, spoken: Marked[Mark], meaning: Meaning, language: str, mark: Mark, last: bool, rng: Random
    ) -> Marked[Mark]:
        """A clause, sometimes with why the driver asks for it: "비 오니까", "it's raining".

        The reason changes no label.
        """
        position = "before" if not last or rng.random() < 0.6 else "after"
        reasons = self.corpus.reasons.get((language, position))
        if (
            not reasons
            or meaning.function == NO_COMMAND
            or meaning.function.startswith("dialog.")
            or rng.random() > REASON_SHARE
        ):
            return spoken
        reason = [
            (c, mark) for leaf in sample_leaves(rng.choice(reasons), rng) if isinstance(leaf, Text) for c in leaf.words
        ]
        space = [(" ", mark)]
        return reason + space + spoken if position == "before" else spoken + space + reason

"""Training utterances drawn from the authored sentences: text, segments, spans, zones; one seed gives one sequence.

`Sampler.sample` makes one utterance of one to four commands. Positions are characters of the text. Training only.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from random import Random

from languages import part
from languages.marked_text import Marked
from languages.text import normalise
from nlu.engine.description import FOLLOW_UP, NO_COMMAND
from nlu.sampling.authored import LANGUAGES, SHARES, Corpus, Meaning, Template
from nlu.sampling.catalogue import Entry
from nlu.sampling.clauses import ClauseWriter
from nlu.sampling.follow_ups import NOT_OF_THE_CAR, fits, may_follow, said_before
from nlu.sampling.templates import Verb, sample_leaves
from nlu.sampling.utterance import Mark, Utterance, finish
from nlu.sampling.weighted_templates import WeightedTemplates

NONE_SHARE = 0.22  # of the utterances are not for the car, and of these:
SWAPPED = 0.16  # some words are exchanged for others
SWAPPED_WORDS = 0.4  # of the words of such an utterance
FORBIDDEN = 0.14  # an order is forbidden ("don't open it"), or only spoken of ("he forgets to open it")
NONSENSE = 0.12  # words at random
SEGMENTS = (0.60, 0.27, 0.09, 0.04)  # shares of one, two, three, four commands in one utterance
OUTSIDE_SHARE = 0.45  # of the single commands are rows of public data sets, where there are such
OUTSIDE_NONE_SHARE = 0.50  # of what is not for the car likewise
OUTSIDE_JOINED_SHARE = 0.20  # of several commands, one likewise
TALK_JOINED_SHARE = 0.06  # of several commands, the first is talk
NOISE_SHARE = 0.6  # of the utterances may be misheard (see languages/*/mishearing.py for how often what happens)
LINKED_SHARE = 0.4  # of the orders before another whose ending may change take the linking form
REWORDED_SHARE = 0.30  # of the utterances have another ending or beginning, where the language has one
REFILLED_SHARE = 0.30  # of the rows of public data sets have another place, title or name in them
MOST_DRAWS = 1000  # of one utterance, until one is not excluded

NONE = Meaning(NO_COMMAND, NO_COMMAND)


class Sampler:
    """Draws utterances from the templates that are held out of training, or from those that are not.

    `lexicon` holds words of each language for invented names, `outside` templates of public data sets, `exclude` the
    keys (`sentence_key`) of sentences that must never be drawn.
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
        self.entries = entries
        self.lexicon = {language: list((lexicon or {}).get(language, ())) for language in LANGUAGES}
        for language in LANGUAGES:
            texts = [text for some in corpus.texts[language].values() for text in some]
            self.lexicon[language] += [word for text in texts for word in text.split()]
        self._clauses = ClauseWriter(corpus, entries, self.lexicon)
        own = (template for template in corpus.templates if template.held_out == held_out)
        self._templates = WeightedTemplates(own, (template for template in outside if template.held_out == held_out))
        self._exclude = exclude
        self._stems = {code: {spoken: lemma[:-1] for lemma, (spoken, *_) in verbs.items()}
                       for code, verbs in corpus.verbs.items()}  # fmt: skip
        self._functions = tuple(name for name in entries if name not in NOT_OF_THE_CAR)
        followers = (t for t in (*corpus.templates, *outside) if t.meanings[0].function == FOLLOW_UP)
        self._after = {t.where: may_follow(t, entries) for t in followers}
        self.excluded = 0  # draws that were sentences of the evaluation, and drawn again

    def sample(self, rng: Random, noise: bool = True) -> Utterance:
        """One utterance: a language, some commands, and noise. Raises RuntimeError where every draw is excluded."""
        for _ in range(MOST_DRAWS):
            utterance = self._draw(rng, noise)
            if not self._exclude or sentence_key(utterance.text) not in self._exclude:
                return utterance
            self.excluded += 1
        raise RuntimeError("every sampled sentence is one of the evaluation")

    def _draw(self, rng: Random, noise: bool) -> Utterance:
        (language,) = rng.choices(LANGUAGES, list(SHARES.values()))
        if (language, "any") not in self._templates:
            language = next((other for other in LANGUAGES if (other, "any") in self._templates), language)
        if rng.random() < NONE_SHARE and (language, "none") in self._templates:
            if self._outside(language, "none", OUTSIDE_NONE_SHARE, rng):
                return self.say([self._templates.pick(language, "outside none", rng)], rng, noise)
            if made := self._not_an_order(language, rng):
                context = said_before(NONE, (), self._functions, rng)
                return finish([(c, Mark(0)) for c in made], language, context, [NONE])
            chosen = [self._templates.pick(language, "none", rng)]
        else:
            number = rng.choices((1, 2, 3, 4), SEGMENTS)[0]
            if number == 1 or (language, "first") not in self._templates:
                name = "outside any" if self._outside(language, "any", OUTSIDE_SHARE, rng) else "any"
                chosen = [self._templates.pick(language, name, rng)]
            else:
                chosen = [self._templates.pick(language, "first", rng)]
                while len(chosen) < number:
                    chosen.append(self._pick_joined(chosen[-1], rng))
                if rng.random() < TALK_JOINED_SHARE and (language, "none") in self._templates:
                    chosen[0] = self._templates.pick(language, "none", rng)
                elif self._outside(language, "joined", OUTSIDE_JOINED_SHARE, rng):
                    chosen[rng.randrange(number)] = self._templates.pick(language, "outside joined", rng)
        return self.say(chosen, rng, noise)

    def _pick_joined(self, previous: Template, rng: Random) -> Template:
        """A command to follow `previous` in the same utterance: a follow-up only where it fits that."""
        for _ in range(20):
            template = self._templates.pick(previous.language, "joined", rng)
            if (
                template.meanings[0].function != FOLLOW_UP
                or previous.meanings[-1].function in self._after[template.where]
            ):
                break
        return template

    def _outside(self, language: str, name: str, share: float, rng: Random) -> bool:
        """Is the next one drawn from the public data sets?"""
        return (language, f"outside {name}") in self._templates and rng.random() < share

    def say(self, chosen: list[Template], rng: Random, noise: bool = True) -> Utterance:
        """The templates one after the other as one utterance."""
        language, first = chosen[0].language, chosen[0].meanings[0]
        wording = part(language, "wording")
        context = said_before(first, self._after.get(chosen[0].where, ()), self._functions, rng)
        about = context  # what a follow-up speaks of: the function said last
        clauses = [
            (template, clause, meaning)
            for template in chosen
            for clause, meaning in zip(template.clauses, template.meanings, strict=True)
        ]
        chars: Marked[Mark] = []
        segments: list[Meaning] = []
        linked = False  # did the last clause end in a verb's linking form?
        for at, (template, clause, meaning) in enumerate(clauses):
            touching = linked or (at > 0 and template is clauses[at - 1][0])  # `A && B` is joined as it is written
            leaves, last = sample_leaves(clause, rng), at == len(clauses) - 1
            if template.source and rng.random() < REFILLED_SHARE:
                leaves = self._clauses.refilled(leaves, meaning, language)
            if meaning.function != FOLLOW_UP:
                about = meaning.function
            elif about not in self._functions or not fits(clause, meaning, about, self.entries[about]):
                about = rng.choice(self._after[template.where]) if at == 0 else FOLLOW_UP
            spoken = self._clauses.write(leaves, replace(meaning, function=about), language, at, last, rng)
            zones = (*meaning.zones, *(mark.zone for _, mark in spoken if mark.zone))
            segments.append(replace(meaning, zones=tuple(dict.fromkeys(zones))))
            linked = bool(leaves) and isinstance(leaves[-1], Verb)
            linking = wording.LINKING.get(spoken[-1][0]) if spoken and spoken[-1][1] == Mark(at) else None
            if linking and not last and not linked and rng.random() < LINKED_SHARE:
                spoken[-1:] = [(c, Mark(at)) for c in linking]
            if last and rng.random() < REWORDED_SHARE:
                spoken = self._reword(spoken, meaning, language, Mark(at), rng)
            if not template.source:
                spoken = self._clauses.with_reason(spoken, meaning, language, Mark(at), last, rng)
            if at:
                join = " " if touching else wording.fit_join(rng.choice(wording.JOINS), "".join(c for c, _ in spoken))
                chars += [(c, Mark(at)) for c in join]
            chars += spoken
        if noise and rng.random() < NOISE_SHARE:
            chars = part(language, "mishearing").mishear(chars, Mark(0), Mark(len(clauses) - 1), rng)
        return finish(chars, language, context, segments)

    def _reword(self, spoken: Marked[Mark], meaning: Meaning, language: str, mark: Mark, rng: Random) -> Marked[Mark]:
        """A clause with another ending or beginning, where its language has one and no slot is touched."""
        kind = "talk" if meaning.function == NO_COMMAND else "query" if meaning.op == "query" else "order"
        if meaning.function.startswith("dialog."):
            return spoken
        text = "".join(c for c, _ in spoken)
        change = part(language, "rewording").reworded(text, kind, self._stems.get(language, {}), rng)
        if change is None:
            return spoken
        begin, end, words = change
        touched = spoken[begin:end] or spoken[max(0, begin - 1) : max(1, begin)]  # what is put in stands beside it
        if any(m != mark for _, m in touched):
            return spoken
        return spoken[:begin] + [(c, mark) for c in words] + spoken[end:]

    def _not_an_order(self, language: str, rng: Random) -> str:
        """Talk made of words of the authored sentences, which asks for nothing; "" where the draw makes none."""
        roll, lexicon = rng.random(), self.lexicon[language]
        if roll < SWAPPED:
            words = self.say([self._templates.pick(language, "none", rng)], rng).text.split()
            if len(words) <= 3:
                return ""
            return " ".join(rng.choice(lexicon) if rng.random() < SWAPPED_WORDS else word for word in words)
        if roll < SWAPPED + NONSENSE:
            words = [rng.choice(lexicon) for _ in range(rng.choices((2, 3, 4, 5, 6), (2, 4, 4, 3, 2))[0])]
            ending: str = part(language, "wording").talk_ending(rng)
            return " ".join(words) + ending
        if roll > SWAPPED + NONSENSE + FORBIDDEN or (language, "first") not in self._templates:
            return ""
        return self._forbidden(language, rng)

    def _forbidden(self, language: str, rng: Random) -> str:
        """An order forbidden or only spoken of; "" where the one that was drawn cannot be."""
        template, wording = self._templates.pick(language, "first", rng), part(language, "wording")
        leaves = sample_leaves(template.clauses[0], rng)
        lemma = leaves[-1].lemma if isinstance(leaves[-1], Verb) else ""
        if wording.ENDS_IN_VERB and not lemma:
            return ""
        said = leaves[:-1] if lemma else leaves
        order = "".join(c for c, _ in self._clauses.write(said, template.meanings[0], language, 0, not lemma, rng))
        forbidden: str = wording.forbid(order, lemma, rng)
        return forbidden


def sentence_key(text: str) -> str:
    """What two sentences have in common that count as the same: the normalised text without spaces.

    Raises ValueError for no word.
    """
    return normalise(text).replace(" ", "")

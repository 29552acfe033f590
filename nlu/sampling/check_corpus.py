"""Is the corpus large and complete enough to train on, and free of sentences of the evaluation?

python -m nlu.sampling.check_corpus prints what is wrong; exit code 1 where anything is.

A literal line is one that is said as it is written, its slots marked with their words; every other line is a template.
What the sampler makes of templates is checked while it samples: see `exclude` of sampler.Sampler.
"""

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from rich.console import Console
from rich.table import Table

from nlu.engine.description import FOLLOW_UP
from nlu.sampling.authored import LANGUAGES, Corpus, Template, read_corpus
from nlu.sampling.catalogue import Entry, catalogue
from nlu.sampling.sampler import sentence_key
from nlu.sampling.templates import Slot, Verb, count_readings, find_leaves

CORPUS = Path(__file__).parents[1] / "corpus"
EVALUATION = Path(__file__).parents[2] / "tests" / "utterances"
_TEXT = re.compile(r"""(?:^|[{,\s-])text: *(?:"((?:[^"\\]|\\.)+)"|'((?:[^']|'')+)'|([^"'\s][^,}\n]*))""")
EVERYDAY_WORDS = 2  # a turn of a dialogue of so many words may be trained on
LITERAL_LINES = {"ko": 4000, "en": 2500}  # that the corpus must have


def evaluation_keys(folder: Path) -> frozenset[str]:
    """The keys (`sentence_key`) of every `text` in the YAML files of `folder`; none where there is no such folder.

    Turns of one or two words in dialogues ("네", "더 올려") are left out: without them no answers could be trained, and
    a dialogue tests what follows from them, not whether they are understood. Raises ValueError, with the file, for a
    text that cannot be read or holds no word.
    """
    keys = set()
    for path in sorted(folder.glob("*.yaml")):
        longer_than = EVERYDAY_WORDS if path.stem.startswith("dialogues") else 0
        try:
            keys |= {
                sentence_key(text)
                for text in find_texts(path.read_text(encoding="utf-8"))
                if len(text.split()) > longer_than
            }
        except ValueError as error:
            raise ValueError(f"{path}: {error}") from error
    return frozenset(keys)


def find_texts(content: str) -> Iterator[str]:
    """What stands after "text:" on one line of YAML, so that training needs no YAML.

    Raises ValueError for an unknown escape. The texts inside of values come out too, which does no harm.

    >>> list(find_texts("- {text: 'go home', lang: en}"))
    ['go home']
    """
    for quoted, single, plain in _TEXT.findall(content):
        yield json.loads(f'"{quoted}"') if quoted else single.replace("''", "'") or plain.split(" #")[0].strip()


def literal_text(template: Template) -> str | None:
    """The sentence of a literal line; None for a template."""
    leaves = [leaf for clause in template.clauses for leaf in find_leaves(clause)]
    if any(count_readings(clause) > 1 for clause in template.clauses):
        return None
    if any(isinstance(leaf, Verb) or (isinstance(leaf, Slot) and leaf.words is None) for leaf in leaves):
        return None
    clauses = (
        "".join(leaf.words or "" for leaf in find_leaves(clause) if not isinstance(leaf, Verb))
        for clause in template.clauses
    )
    return " ".join(clauses)


def problems(
    corpus: Corpus, entries: Mapping[str, Entry], keys: frozenset[str], wanted: Mapping[str, int]
) -> list[str]:
    """What is wrong with the corpus, a line each: sentences of the evaluation, missing functions, too few lines."""
    literal = [(template, literal_text(template)) for template in corpus.templates]
    found = [
        f"{t.where}: '{text}' is a sentence of the evaluation"
        for t, text in literal
        if text and sentence_key(text) in keys
    ]
    said = {(t.language, m.function, m.op) for t in corpus.templates for m in t.meanings}
    for language in LANGUAGES:
        for name, entry in entries.items():
            if (
                entry.agent or name == FOLLOW_UP
            ):  # an agent's ops are shared by functions that have no use for some of them
                missing = [] if any((language, name, op) in said for op in entry.ops) else [name]
            else:
                missing = [f"{name} {op}" for op in entry.ops if (language, name, op) not in said]
            found += [f"{language}: no line for '{one}'" for one in missing]
        lines = sum(text is not None and t.language == language for t, text in literal)
        if lines < wanted.get(language, 0):
            found.append(f"{language}: {lines} literal lines, fewer than {wanted[language]}")
    return found


def lines_table(corpus: Corpus) -> Table:
    """Lines for each function and op, literal and as templates, by language."""
    table = Table(
        "function op",
        *(f"{language} {kind}" for language in LANGUAGES for kind in ("literal", "template")),
        title="lines of the corpus",
    )
    lines: Counter[tuple[str, str, bool]] = Counter()
    for template in corpus.templates:
        literal = literal_text(template) is not None
        lines["all", template.language, literal] += 1
        for name in {
            "several commands" if len(template.meanings) > 1 else f"{m.function} {m.op}" for m in template.meanings
        }:
            lines[name, template.language, literal] += 1
    for name in sorted({name for name, _, _ in lines}, key=lambda name: (name == "all", name)):
        if name == "all":
            table.add_section()
        table.add_row(
            name, *(str(lines[name, language, literal] or "") for language in LANGUAGES for literal in (True, False))
        )
    return table


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument(
        "--evaluation",
        type=Path,
        default=EVALUATION,
        help="folder of YAML files with sentences that must not be trained on",
    )
    options = parser.parse_args()
    for folder in (options.corpus, options.evaluation):
        if not folder.is_dir():
            parser.error(f"{folder} is not a folder: nothing would be checked")
    console, entries = Console(), catalogue()
    try:
        corpus, keys = read_corpus(options.corpus, entries), evaluation_keys(options.evaluation)
    except ValueError as error:  # TemplateError is one; each names its file
        parser.error(str(error))
    console.print(lines_table(corpus))
    found = problems(corpus, entries, keys, LITERAL_LINES)
    for line in found:
        console.print(f"[red]{line}[/]", highlight=False)
    console.print(f"[bold]{len(found)} problems[/]" if found else "[green]no problems[/]")
    sys.exit(bool(found))


if __name__ == "__main__":
    main()

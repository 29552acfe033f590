"""Facts about the process that the routing engine runs in: what it answers, and what happens when it dies or hangs."""

import json
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest
from calls import until

from contract.child_process import Died, NoAnswer
from navigation.engine.process import Engine
from navigation.routing.protocol import Point, RoutingUnavailable
from navigation.routing.valhalla import ValhallaRouter

ROOT = Path(__file__).parents[2]
STARTS = "import sys, os, json, signal\nprint('{}', flush=True)\n"
SILENT = "signal.alarm(60); sys.stdin.read()"  # answers nothing, and ends by itself should nobody end it
ECHO = STARTS + "for line in sys.stdin: print(json.dumps({'answer': json.loads(line)[1]}), flush=True)"


def of(script: str, tmp_path, **more) -> Engine:
    return Engine(tmp_path, command=(sys.executable, "-c", script), **more)


@pytest.fixture
def made(tmp_path):
    """Makes an engine of a script; it is closed behind the test."""
    engines = []

    def make(script, **more):
        engines.append(of(script, tmp_path, **more))
        return engines[-1]

    yield make
    for each in engines:
        each.close()


def test_what_was_asked_is_answered_for_several_threads(made):
    engine, found = made(ECHO), []
    threads = [Thread(target=lambda: found.append(engine.route("가"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["가"] * 8


def test_an_error_of_the_engine_keeps_its_text_and_the_process_goes_on(made):
    engine = made(STARTS + "for line in sys.stdin: print(json.dumps({'error': 'no path'}), flush=True)")
    first = engine.process
    for _ in range(2):
        with pytest.raises(RuntimeError, match=r"^no path$"):
            engine.locate("{}")
    assert engine.process == first is not None


def test_a_process_that_died_is_replaced_and_the_request_is_answered(made, tmp_path, caplog):
    died = tmp_path / "died"
    engine = made(
        STARTS
        + f"""
for line in sys.stdin:
    if not os.path.exists({str(died)!r}):
        open({str(died)!r}, "w").close()
        os.abort()
    print(json.dumps({{"answer": json.loads(line)[1]}}), flush=True)
"""
    )
    assert engine.route("here") == "here"
    assert "has ended (exit code -6); it is started again" in caplog.text


def test_one_that_dies_over_the_same_request_again_is_told(made):
    engine = made(STARTS + "sys.stdin.readline(); os._exit(3)")
    with pytest.raises(Died, match=r"has ended \(exit code 3\)"):
        engine.route("{}")
    assert engine.process is None


def test_one_that_gives_no_answer_in_time_is_ended_and_told_once(made):
    engine = made(STARTS + SILENT, deadline=0.5)
    with pytest.raises(NoAnswer, match=r"no answer in 0\.5 s"):
        engine.route("{}")
    assert engine.process is None


@pytest.mark.parametrize("says", ["", "{", "nothing of the kind"])
def test_one_that_does_not_begin_as_it_should_is_told(tmp_path, says):
    with pytest.raises(RuntimeError, match="the routing engine has ended"):
        of(f"print({says!r})", tmp_path)


def test_tiles_that_it_cannot_open_are_told(tmp_path):
    with pytest.raises(RuntimeError, match="cannot be read"):
        of("""print('{"error": "the tiles cannot be read"}')""", tmp_path)


def test_closed_it_answers_nothing_and_whoever_waits_is_told(made, tmp_path):
    asked, told = tmp_path / "asked", []
    engine = made(STARTS + f"sys.stdin.readline(); open({str(asked)!r}, 'w').close(); " + SILENT)

    def ask():
        try:
            engine.route("{}")
        except NoAnswer as error:
            told.append(str(error))

    thread = Thread(target=ask)
    thread.start()
    until(asked.exists)
    engine.close()
    thread.join(30)
    assert len(told) == 1
    with pytest.raises(NoAnswer, match="closed"):
        engine.route("{}")


def test_the_process_ends_with_its_parent(tmp_path):
    script = f"""
import os, sys
sys.path.insert(0, {str(ROOT)!r})
from pathlib import Path
from navigation.engine.process import Engine
engine = Engine(Path("."), command=(sys.executable, "-c", {ECHO!r}))
print(engine.process, flush=True)
os._exit(9)
"""
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    child = Path(f"/proc/{int(found.stdout)}")
    until(lambda: not child.exists() or "Z" in (child / "stat").read_text(encoding="ascii").split())


def test_only_the_process_of_the_engine_loads_it(demo_map):
    script = f"""
import sys
from pathlib import Path
from navigation.maps import library
from navigation.routing.protocol import Point
from navigation.routing.valhalla import ValhallaRouter
router = ValhallaRouter.of(library.open_map(Path({str(demo_map.folder.parent)!r}), "demo"))
print(len(router.route([Point(37.4979, 127.0276), Point(37.5117, 127.0592)])), "valhalla" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["1", "False"]


def test_a_router_whose_engine_was_killed_goes_on(demo_map):
    router = ValhallaRouter.of(demo_map)
    ends = [Point(37.4979, 127.0276), Point(37.5117, 127.0592)]
    before = router.route(ends)[0].distance
    subprocess.run(["kill", "-9", str(router._engine.process)], check=True)
    assert router.route(ends)[0].distance == before
    router.close()
    with pytest.raises(RoutingUnavailable, match="closed"):
        router.route(ends)


def test_a_call_that_there_is_none_of_ends_the_process(demo_map):
    engine = Engine(demo_map.tiles)
    with pytest.raises(Died):
        engine._call("rm", json.dumps({}))
    engine.close()


def test_who_asks_while_another_waits_waits_no_longer_than_an_answer_may_take(made):
    engine = made(STARTS + "sys.stdin.readline(); print(json.dumps({'answer': 'late'}), flush=True)", deadline=0.2)
    with engine._child._turn(), pytest.raises(NoAnswer, match="busy with another request"):
        engine.route("{}")

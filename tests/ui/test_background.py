"""Long work: in turn, off the window's thread, and no answer is ever lost."""

import threading
from collections.abc import Callable, Iterator

import pytest
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from ui.background import Background, CancelledError, Task


@pytest.fixture
def background() -> Iterator[Background]:
    made = Background()
    yield made
    made.finish()


def answering(number: int) -> Callable[[Task], int]:
    """Return work that answers with that number."""
    return lambda _task: number


class Told:
    """Keeps what was told, with the thread it was told on."""

    def __init__(self) -> None:
        self.results: list[object] = []
        self.threads: list[threading.Thread] = []

    def __call__(self, result: object) -> None:
        self.results.append(result)
        self.threads.append(threading.current_thread())


def test_the_work_runs_elsewhere_and_the_answer_comes_home(background: Background, qtbot: QtBot) -> None:
    done, failed = Told(), Told()
    background.run(lambda _task: threading.current_thread(), done, failed)
    qtbot.waitUntil(lambda: bool(done.results))
    assert done.results[0] is not threading.main_thread()
    assert done.threads == [threading.main_thread()]
    assert not failed.results


def test_answers_come_in_the_order_of_the_questions(background: Background, qtbot: QtBot) -> None:
    done, failed = Told(), Told()
    for number in range(50):
        background.run(answering(number), done, failed)
    qtbot.waitUntil(lambda: len(done.results) == 50)
    assert done.results == list(range(50))


def test_an_error_is_told_to_the_one_who_asked(background: Background, qtbot: QtBot) -> None:
    done, failed = Told(), Told()

    def work(_task: Task) -> None:
        raise ValueError("no")

    background.run(work, done, failed)
    qtbot.waitUntil(lambda: bool(failed.results))
    assert isinstance(failed.results[0], ValueError)
    assert failed.threads == [threading.main_thread()]
    assert not done.results


def test_work_can_be_cancelled_between_two_steps(background: Background, qtbot: QtBot) -> None:
    done, failed = Told(), Told()
    under_way, go_on = threading.Event(), threading.Event()

    def work(task: Task) -> None:
        under_way.set()
        go_on.wait()
        task.step(1, 2)

    task = background.run(work, done, failed)
    under_way.wait()
    task.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: bool(failed.results))
    assert isinstance(failed.results[0], CancelledError)
    assert not done.results


def test_work_cancelled_before_its_turn_never_begins(background: Background, qtbot: QtBot) -> None:
    done, failed, begun = Told(), Told(), Told()
    hold = threading.Event()
    background.run(lambda _task: hold.wait(), Told(), failed)
    background.run(lambda _task: begun(1), done, failed).cancel()
    hold.set()
    qtbot.waitUntil(lambda: bool(failed.results))
    assert not begun.results


def test_progress_is_told_once_for_each_percent(background: Background, qtbot: QtBot) -> None:
    steps: list[tuple[int, int]] = []
    done, hold = Told(), threading.Event()

    def work(task: Task) -> None:
        hold.wait()
        for number in range(10_000):
            task.step(number + 1, 10_000)

    background.run(work, done, done).progressed.connect(lambda at, of: steps.append((at, of)))
    hold.set()
    qtbot.waitUntil(lambda: bool(done.results))
    assert steps[-1] == (10_000, 10_000)
    assert len(steps) <= 101


def test_closing_the_window_waits_for_what_was_asked_and_tells_it() -> None:
    background, done = Background(), Told()
    for number in range(5):
        background.run(answering(number), done, done)
    background.finish()
    assert done.results == list(range(5))


def test_a_mistake_in_one_answer_does_not_lose_the_next(background: Background, qtbot: QtBot) -> None:
    done = Told()

    def stumble(_result: object) -> None:
        raise ValueError("stumbled")

    with capture_exceptions() as caught:
        background.run(lambda _task: 1, stumble, done)
        background.run(lambda _task: 2, done, done)
        qtbot.waitUntil(lambda: bool(done.results))
    assert done.results == [2]
    assert [kind for kind, _value, _trace in caught] == [ValueError]


def test_it_says_when_it_is_busy(background: Background, qtbot: QtBot) -> None:
    busy: list[bool] = []
    background.busy_changed.connect(busy.append)
    background.run(lambda _task: 1, Told(), Told())
    background.run(lambda _task: 2, Told(), Told())
    qtbot.waitUntil(lambda: busy == [True, False])

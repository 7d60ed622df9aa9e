"""How long the window's thread works without a pause: `python -m tests.benchmarks.window`.

Each step is a key or a page, done three times over with 10 000 invoices. Printed is the longest stretch of
work between two pauses of the event loop, until the worker has answered and all of it is painted: the first
time, and the shorter of the others. Nothing should take longer than 100 ms.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app import i18n, preferences
from app.bootstrap import make_desk
from tests.benchmarks.generate import TODAY
from tests.benchmarks.start import make_books
from tests.watchdog import watched
from ui.application import Session
from ui.main_window import MainWindow
from ui.view_models import places

ROUNDS = 3
Step = Callable[[MainWindow], None]


def press(key: Qt.Key) -> Step:
    return lambda window: QTest.keyClick(window.focusWidget() or window, key)


def show(place: places.Place) -> Step:
    return lambda window: window.go(place)


HOME = show(places.Today())
ESCAPE = press(Qt.Key.Key_Escape)
STEPS: tuple[tuple[str, Step, Step | None], ...] = (
    ("J: the next row and its detail", press(Qt.Key.Key_J), None),
    ("K: the row before", press(Qt.Key.Key_K), None),
    ("C: the call panel", press(Qt.Key.Key_C), ESCAPE),
    ("P: the payment panel", press(Qt.Key.Key_P), ESCAPE),
    ("S: putting off", press(Qt.Key.Key_S), ESCAPE),
    ("Enter: the invoice page", press(Qt.Key.Key_Return), ESCAPE),
    ("L: the letter page", press(Qt.Key.Key_L), ESCAPE),
    ("A: the plan page", press(Qt.Key.Key_A), ESCAPE),
    ("Invoices", show(places.Invoices()), HOME),
    ("Customers", show(places.Customers()), HOME),
    ("Plans", show(places.Plans()), HOME),
    ("Letters", show(places.Letters()), HOME),
    ("Settings", show(places.Settings()), HOME),
)


@contextmanager
def opened(folder: Path) -> Iterator[Session]:
    """Open the program on the books of a firm that has 10 000 invoices."""
    app = QApplication([])
    desk = make_desk(make_books(folder), today=TODAY)
    session = Session(app, desk, preferences.load(folder))
    assert session.opened()
    settle(session)
    yield session
    session.close()


def settle(session: Session) -> None:
    """Let the window run until the worker has answered everything and all of it is painted."""
    loop = QEventLoop()
    for _ in range(2):  # an answer may ask for more
        session.workplace.read(lambda desk: None, lambda none: loop.quit())
        loop.exec()
    QApplication.processEvents()


def stretch(session: Session, step: Step) -> float:
    """Do a step and return the longest stretch of work in milliseconds."""
    assert session.window
    with watched() as seen:
        step(session.window)
        settle(session)
    return seen.longest


def main() -> None:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    i18n.compile_catalogues()
    with tempfile.TemporaryDirectory() as place, opened(Path(place)) as session:
        print(f"{'longest stretch on the window’s thread':42}    first    later")
        for name, step, back in STEPS:
            times = []
            for _ in range(ROUNDS):
                times.append(stretch(session, step))
                if back:
                    stretch(session, back)
            print(f"{name:42} {times[0]:5.0f} ms {min(times[1:]):5.0f} ms")


if __name__ == "__main__":
    main()

"""How the window feels, beside what the design asks for: `python -m tests.benchmarks.feel [--rounds 5]`.

On 5 000 customers, 20 000 invoices (5 000 of them open) and some 85 000 entries of ledger and history. A line
says how long something takes until it is painted for the first time and until all of it is there, the least
of the rounds in milliseconds of the processor, both threads together, which a busy machine hardly lengthens;
then the longest stretch in which the window's thread could not answer. The lines of bare Qt stand beside ours
for comparison. At the end stands every stretch of more than 100 ms, which is a mistake wherever it comes.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QPlainTextEdit, QWidget

from app import i18n, preferences
from app.bootstrap import make_desk
from tests.benchmarks.generate import TODAY, Size
from tests.benchmarks.start import BARE, OURS, cpu_seconds, make_books
from tests.keyboard import type_text
from tests.watchdog import watched
from ui.application import Session
from ui.main_window import MainWindow
from ui.pages.letter_page import LetterPage
from ui.view_models import places

FIRM = Size(customers=5_000, invoices=20_000)
STALL = 100
USABLE = """
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

def tell_once_it_moves():
    before = session.window.page().list.currentIndex().row()
    QTest.keyClick(session.window.focusWidget(), Qt.Key.Key_J)
    app.processEvents()
    assert session.window.page().list.currentIndex().row() != before
    tell()
"""
Step = Callable[[MainWindow], object]


@dataclass(frozen=True)
class Line:
    """One thing a person does: `back` undoes it, `before` brings about where it is done.

    Attributes:
        soon, whole: What the design asks for in milliseconds: until it is painted, and until all is there.
    """

    name: str
    step: Step
    soon: int
    whole: int | None = None
    back: Step | None = None
    before: Step | None = None
    after: Step | None = None


@dataclass
class Taken:
    soon: list[float] = field(default_factory=list)
    whole: list[float] = field(default_factory=list)
    stretch: list[float] = field(default_factory=list)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> Step:
    return lambda window: QTest.keyClick(window.focusWidget() or window, key, modifier)


def show(place: places.Place) -> Step:
    return lambda window: window.go(place)


def write(text: str) -> Step:
    return lambda window: type_text(window.focusWidget() or window, text)


def erase(window: QWidget) -> None:
    window.focusWidget() and QTest.keyClick(window.focusWidget(), Qt.Key.Key_Backspace)


def another_tone(window: MainWindow) -> None:
    page = window.page()
    assert isinstance(page, LetterPage)
    page.model.choose_tone("firm" if page.fields.tone.value() != "firm" else "plain")


HOME = show(places.Today())
ESCAPE = press(Qt.Key.Key_Escape)
LETTER = press(Qt.Key.Key_L)
SEARCH = press(Qt.Key.Key_Slash)
LINES = (
    Line("J: the next row and its detail", press(Qt.Key.Key_J), 50, 120),
    Line("K: the row before", press(Qt.Key.Key_K), 50, 120),
    Line("J among all invoices", press(Qt.Key.Key_J), 50, before=show(places.Invoices()), after=HOME),
    Line("a letter in the note of a call", write("å"), 30, back=erase,
         before=press(Qt.Key.Key_C), after=ESCAPE),
    Line("a letter in the search field", write("n"), 30, back=erase, before=SEARCH, after=HOME),
    Line("the last letter of a name: first hits", write("r"), 50, 80, back=erase,
         before=lambda window: (SEARCH(window), write("nor")(window)), after=HOME),
    Line("C: the call panel", press(Qt.Key.Key_C), 100, back=ESCAPE),
    Line("P: the payment panel", press(Qt.Key.Key_P), 100, back=ESCAPE),
    Line("S: putting off", press(Qt.Key.Key_S), 100, back=ESCAPE),
    Line("D: the dispute panel", press(Qt.Key.Key_D), 100, back=ESCAPE),
    Line("Enter: the invoice page", press(Qt.Key.Key_Return), 100, back=ESCAPE),
    Line("L: the letter page", LETTER, 100, back=ESCAPE),
    Line("another tone: the letter anew", another_tone, 100, 150, before=LETTER, after=ESCAPE),
    Line("A: the plan page", press(Qt.Key.Key_A), 100, back=ESCAPE),
    *(
        Line(name, show(place), 100, back=HOME)
        for name, place in (
            ("Invoices", places.Invoices()), ("Customers", places.Customers()), ("Plans", places.Plans()),
            ("Letters", places.Letters()), ("Insights", places.Insights()), ("Settings", places.Settings()),
            ("Payments that came in", places.Matching()), ("Follow-up", places.Policy()),
        )
    ),
)  # fmt: skip


@contextmanager
def opened(books: Path) -> Iterator[Session]:
    """Open the program on those books, and wait until all that comes after the first paint is done."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    desk = make_desk(books, today=TODAY)
    session = Session(app, desk, preferences.load(books.parent))
    assert session.opened()
    settle(session)
    yield session
    session.close()


def settle(session: Session) -> float:
    """Let the window run until the worker has answered everything, and all of it is painted.

    Returns the longest stretch of work on this thread meanwhile, in CPU milliseconds.
    """
    quiet_turns, longest = 0, 0.0
    while quiet_turns < 2:  # an answer may ask for more
        longest = max(longest, work(QApplication.processEvents))
        quiet_turns += 1
        if session.workplace.background.busy:
            quiet_turns = 0
            loop = QEventLoop()
            session.workplace.background.busy_changed.connect(loop.quit)
            with watched() as seen:
                loop.exec()
            longest = max(longest, seen.longest)
    return longest


def work(what: Callable[[], object]) -> float:
    """Return the CPU milliseconds that something takes on this thread."""
    begun = time.thread_time()
    what()
    return (time.thread_time() - begun) * 1000


def measure(session: Session, line: Line, rounds: int) -> Taken:
    """Do something so many times; each time the first paint, the whole, and the longest stretch."""
    assert session.window
    taken, window = Taken(), session.window

    def do(step: Step | None) -> float:
        return max(work(lambda: step(window)), settle(session)) if step else 0

    def step_and_paint() -> None:
        line.step(window)
        QApplication.processEvents()

    do(line.before)
    for _ in range(rounds):
        start = time.process_time()
        first = work(step_and_paint)
        taken.soon.append((time.process_time() - start) * 1000)
        longest = max(first, settle(session))
        taken.whole.append((time.process_time() - start) * 1000)
        taken.stretch.append(max(longest, do(line.back)))
    do(line.after)
    return taken


def starts(books: Path, rounds: int) -> None:
    """Print how long the program takes to its list, and to the list that answers a key."""
    usable = OURS.replace("connect(tell)", "connect(lambda: QTimer.singleShot(0, tell_once_it_moves))")
    arguments, bytecode = (str(books), TODAY.isoformat()), books.parent / "bytecode"
    for name, program, wanted in (
        ("start: the list is painted", OURS, 900),
        ("start: the list answers a key", USABLE + usable, 1_500),
        ("start: a bare window of 200 rows", BARE, None),
    ):
        times = [cpu_seconds(program, bytecode, *arguments) * 1000 for _ in range(1 + rounds)][1:]
        print(printed(name, Taken(times), wanted))


def bare_letter(editor: QPlainTextEdit | QLineEdit, rounds: int) -> Taken:
    """Return the milliseconds until a letter is painted in a bare field of a bare window."""
    window = QMainWindow()
    window.setCentralWidget(editor)
    window.resize(1440, 900)
    window.show()
    times = []
    for _ in range(rounds):
        start = time.process_time()
        type_text(editor, "å")
        QApplication.processEvents()
        times.append((time.process_time() - start) * 1000)
    window.close()
    return Taken(times)


def printed(name: str, taken: Taken, soon: int | None = None, whole: int | None = None) -> str:
    """Return a line of the table, with a word where the design asks for less."""
    paint, least = min(taken.soon), min(taken.whole, default=0)
    late = (soon and paint > soon) or (whole and least > whole)
    cells = [f"{name:40} {paint:6.0f}", f"{soon or '':>6}", f"{f'{least:.0f}' if least else '':>7}"]
    cells += [f"{whole or '':>6}", f"{f'{max(taken.stretch):.0f}' if taken.stretch else '':>8}"]
    return " ".join([*cells, "  over" if late else ""]).rstrip()


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args(arguments).rounds
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    i18n.compile_catalogues()
    stalls: list[str] = []
    with tempfile.TemporaryDirectory() as place:
        books = make_books(Path(place), FIRM)
        print(f"{'milliseconds':40} {'paint':>6} {'asked':>6} {'whole':>7} {'asked':>6} {'stretch':>8}")
        starts(books, rounds)
        with opened(books) as session:
            for line in LINES:
                taken = measure(session, line, rounds)
                print(printed(line.name, taken, line.soon, line.whole))
                if max(taken.stretch) > STALL:
                    stalls.append(f"{line.name}: {', '.join(f'{each:.0f}' for each in taken.stretch)}")
            for kind in (QPlainTextEdit, QLineEdit):
                print(printed(f"a letter in a bare {kind.__name__}", bare_letter(kind(), rounds * 3)))
    print("\n".join(["", f"longer than {STALL} ms:", *(stalls or ["nothing"])]))


if __name__ == "__main__":
    main()

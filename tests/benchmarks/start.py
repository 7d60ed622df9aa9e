"""Start to painted list beside a bare Qt window: `python -m tests.benchmarks.start [--rounds 9]`.

Both open 1440 x 900 on Qt's offscreen platform, each in a process of its own, in turn. Counted is the CPU
time of the whole process, interpreter and imports included, until the first paint is through: ours shows the
morning list of 10 000 invoices, the bare window a `QTableWidget` of 200 rows. The bindings make their classes
when these are first named, and the bare window names few; it is therefore also measured with those that
every list painted by a delegate needs.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from app import i18n, preferences
from app.storage.firm import write_firm
from app.storage.unit_of_work import begin
from tests.benchmarks.generate import MOMENT, SMALL, TODAY, Size, generate
from tests.office import SWEDISH_FIRM

_TOLD = """
import os, time

def tell():
    print(time.process_time(), flush=True)
    os._exit(0)
"""
BARE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget, QTableWidgetItem

class Window(QMainWindow):
    def paintEvent(self, event):
        QTimer.singleShot(0, tell)

app = QApplication([])
window, table = Window(), QTableWidget(200, 7)
for row in range(200):
    for column in range(7):
        table.setItem(row, column, QTableWidgetItem(f"{row}.{column}"))
window.setCentralWidget(table)
window.resize(1440, 900)
window.show()
app.exec()
"""
_BINDINGS = """
import PySide6.QtSvg
from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QSize, Qt
from PySide6.QtGui import QAction, QColor, QFont, QFontMetrics, QIcon, QKeyEvent, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QLabel, QListView, QScrollArea, QStyle, QStyledItemDelegate, QVBoxLayout
"""
OURS = """
import sys
from datetime import date
from pathlib import Path
from ui.launch import prepare

prepare()
from PySide6.QtWidgets import QApplication
from app import preferences
from app.bootstrap import make_desk
from ui.application import Session

app = QApplication([])
desk = make_desk(Path(sys.argv[1]), today=date.fromisoformat(sys.argv[2]))
session = Session(app, desk, preferences.load(Path(sys.argv[1]).parent))
assert session.opened()
session.window.painted.disconnect()
session.window.painted.connect(tell)
app.exec()
"""


def cpu_seconds(program: str, bytecode: Path, *arguments: str) -> float:
    """Run a program in a process of its own and return the CPU time it says it took to its first paint.

    All keep their compiled modules in the folder `bytecode`: a release brings them compiled.
    """
    surroundings = os.environ | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPYCACHEPREFIX": str(bytecode)}
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    ran = subprocess.run(
        [sys.executable, "-c", _TOLD + program, *arguments],
        env=surroundings,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return float(ran.stdout)


def make_books(folder: Path, size: Size = SMALL) -> Path:
    """Make the file and the preferences of a firm of that size; return the file."""
    preferences.save(preferences.Preferences(language="sv"), folder)
    database = generate(folder / "betalt.db", size)
    with begin(database, MOMENT, warning_allowed=lambda _: True) as work:
        write_firm(work, SWEDISH_FIRM)
        work.commit()
    database.close()
    return database.path


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args(arguments).rounds
    i18n.compile_catalogues()  # as a release brings them; a source tree would do it on the way
    programs = {"bare window": BARE, "bare window, our classes of Qt": _BINDINGS + BARE, "ours": OURS}
    taken: dict[str, list[float]] = {name: [] for name in programs}
    with tempfile.TemporaryDirectory() as place:
        books = (str(make_books(Path(place))), TODAY.isoformat())
        for _ in range(1 + rounds):
            for name, program in programs.items():
                taken[name].append(cpu_seconds(program, Path(place) / "bytecode", *books))
    taken = {name: seconds[1:] for name, seconds in taken.items()}  # the first only warmed the disk
    print(f"{'CPU to the first paint, 10 000 invoices':40}" + "    least    median" * 2)
    for name, seconds in taken.items():
        least, middle = min(seconds), median(seconds)
        times = least / min(taken["bare window"]), middle / median(taken["bare window"])
        print(f"{name:40} {least * 1000:6.0f} ms {middle * 1000:6.0f} ms {times[0]:7.2f} x {times[1]:7.2f} x")


if __name__ == "__main__":
    main()

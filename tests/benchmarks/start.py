"""Start to painted list beside a bare Qt window: `python -m tests.benchmarks.start [--rounds 9]`.

Both open 1440 x 900 on Qt's offscreen platform, each in a process of its own, in turn. Counted is the CPU
time of the whole process, interpreter and imports included, until the first paint is through: ours shows the
morning list of 10 000 invoices, the bare window a `QTableWidget` of 200 rows.
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

from app import i18n
from app.storage.firm import write_firm
from app.storage.unit_of_work import begin
from tests.benchmarks.generate import MOMENT, SMALL, TODAY, generate
from tests.office import SWEDISH_FIRM

_BARE = """
import time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow, QTableWidget, QTableWidgetItem

class Window(QMainWindow):
    def paintEvent(self, event):
        QTimer.singleShot(0, app.quit)

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
_OURS = """
import sys, time
from datetime import date
from pathlib import Path
from PySide6.QtWidgets import QApplication
from app.bootstrap import make_desk
from app.preferences import Preferences
from ui.application import Session

app = QApplication([])
desk = make_desk(Path(sys.argv[1]), today=date.fromisoformat(sys.argv[2]))
session = Session(app, desk, Preferences(language="sv"))
assert session.opened()
session.window.painted.disconnect()
session.window.painted.connect(app.quit)
app.exec()
"""
_TELL = """
print(time.process_time(), flush=True)
import os
os._exit(0)
"""


def cpu_seconds(program: str, *arguments: str) -> float:
    """Run a program in a process of its own and return the CPU time it says it took to its first paint."""
    ran = subprocess.run(
        [sys.executable, "-c", program + _TELL, *arguments],
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return float(ran.stdout)


def make_file(path: Path) -> None:
    """Make the books of a firm that has 10 000 invoices."""
    database = generate(path, SMALL)
    with begin(database, MOMENT, warning_allowed=lambda _: True) as work:
        write_firm(work, SWEDISH_FIRM)
        work.commit()
    database.close()


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    rounds = parser.parse_args(arguments).rounds
    i18n.compile_catalogues()  # as a release brings them; a source tree would do it on the way
    bare: list[float] = []
    ours: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "betalt.db"
        make_file(path)
        for _ in range(1 + rounds):
            bare.append(cpu_seconds(_BARE))
            ours.append(cpu_seconds(_OURS, str(path), TODAY.isoformat()))
    bare, ours = bare[1:], ours[1:]  # the first of each only warmed the disk
    print(f"CPU milliseconds to the first paint, {SMALL.invoices} invoices      least     median")
    for name, seconds in (("bare window, 200 rows", bare), ("ours, the morning list", ours)):
        print(f"{name:55} {min(seconds) * 1000:8.0f} {median(seconds) * 1000:10.0f}")
    print(f"{'ours / bare':55} {min(ours) / min(bare):8.2f} {median(ours) / median(bare):10.2f}")


if __name__ == "__main__":
    main()

"""Take the picture of Today that the README shows: `python packaging/screenshot.py FILE`.

The program itself paints it, from the demo data of a fixed day and in the bundled font, so that it comes out
the same on every machine.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import date
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication  # noqa: TID251 - it starts the window, as ui.launch does

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.bootstrap import make_desk  # noqa: E402 - from the tree, which only now is on the path
from app.preferences import Preferences  # noqa: E402
from app.resources import resource  # noqa: E402
from app.services import demo  # noqa: E402
from ui.application import Session  # noqa: E402

DAY = date(2026, 11, 18)
SIZE = (1440, 980)
USAGE = "usage: python packaging/screenshot.py FILE"


def take(target: Path) -> None:
    """Open the window on demo data, wait until everything in it has been read, and save what it shows."""
    app = QApplication([])
    for weight in ("Regular", "SemiBold"):
        QFontDatabase.addApplicationFont(str(resource("fonts", f"IBMPlexSans-{weight}.ttf")))
    app.setFont(QFont("IBM Plex Sans", 10))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        desk = make_desk(Path(folder, "demo.db"), today=DAY, source="screenshot")
        demo.fill(desk, country="SE")
        session = Session(app, desk, Preferences(language="sv", colour_scheme="light"))
        session.opened()
        assert session.window is not None
        session.window.resize(*SIZE)
        session.workplace.background.busy_changed.connect(lambda busy: None if busy else app.quit())
        app.exec()
        app.processEvents()
        session.window.grab().save(str(target))
        session.close()


def main(arguments: list[str]) -> int:
    """Run the command and return its exit code."""
    if len(arguments) != 1:
        print(USAGE, file=sys.stderr)
        return 2
    take(Path(arguments[0]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

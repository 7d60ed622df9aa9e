"""The first paint shows the list, and nothing that is slow to import was needed for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from app import i18n
from tests.office import Office

LATER = (
    "sqlmodel",
    "sqlalchemy",
    "alembic",
    "reportlab",
    "keyring",
    "pypdfium2",
    "pikepdf",
    "openpyxl",
    "holidays",
    "babel.dates",
    "babel.numbers",
    "rapidfuzz",
    "lxml",
    "ui.pages.reading",  # the words of every field with a day, and the services behind them
)
# Runs in a process of its own, where nothing was imported by another test.
PROGRAM = """
import sys
from datetime import date
from pathlib import Path
from PySide6.QtWidgets import QApplication
from app.bootstrap import make_desk
from app.preferences import Preferences
from ui.application import Session

app = QApplication([])
session = Session(app, make_desk(Path(sys.argv[1]), today=date(2026, 11, 18)), Preferences(language="sv"))
found = []

def look():
    page = session.window.page()
    found.append((page.list.selected().name, [name for name in sys.argv[2:] if name in sys.modules]))
    app.quit()

assert session.opened()
session.window.painted.disconnect()
session.window.painted.connect(look)
app.exec()
print(found[0])
session.close()
"""


def test_the_first_paint_shows_the_list_before_anything_heavy_is_imported(tmp_path: Path) -> None:
    office = Office.opened(tmp_path / "betalt.db", "2026-09-28")
    office.invoice(
        office.customer("Acme AB"), "10431", "1250", issued="2026-09-28", due="2026-10-28", due_agreed=True
    )
    i18n.compile_catalogues()  # as a release brings them; a source tree would do it on the way
    command = [sys.executable, "-c", PROGRAM, str(office.desk.path), *LATER]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert ran.stdout.strip() == "('Acme AB', [])", ran.stderr

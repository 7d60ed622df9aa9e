"""Take pictures of the program: `python packaging/screenshot.py`, or with `--all FOLDER` of every page.

The program itself paints them, from the example's data of a fixed day and in the bundled font, so that they
come out the same on every machine. Without arguments the pictures of the README are taken anew. With a folder
every page and panel is taken light and dark, in three languages and two sizes of the window.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import product
from pathlib import Path
from shutil import copyfile

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication  # noqa: TID251 - it starts the window, as ui.launch does

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.bootstrap import make_desk  # noqa: E402 - from the tree, which only now is on the path
from app.preferences import ColourScheme, Language, Preferences  # noqa: E402
from app.resources import resource  # noqa: E402
from app.services import demo  # noqa: E402
from tests.everywhere import View, subjects, views  # noqa: E402
from ui.application import Session  # noqa: E402
from ui.main_window import MainWindow  # noqa: E402

DAY = date(2026, 11, 18)
SHOWN = (1440, 980)
SIZES = ((1440, 900), (1024, 640))
SCHEMES: tuple[ColourScheme, ...] = ("light", "dark")
COUNTRIES: dict[Language, str] = {"sv": "SE", "nb": "NO", "en": "SE"}
IN_README: tuple[tuple[str, Language, ColourScheme, str], ...] = (
    ("today", "sv", "light", "today"),
    ("call", "nb", "dark", "call_panel"),
    ("letter", "sv", "light", "letter"),
    ("invoice", "en", "light", "invoice"),
)
"""The file, the language, the scheme and the view of each picture that the README shows."""
QUIET_TURNS = 4
USAGE = "usage: python packaging/screenshot.py [--all FOLDER]"


def start() -> QApplication:
    """Return the application, written in the bundled font."""
    app = QApplication([])
    for weight in ("Regular", "SemiBold"):
        QFontDatabase.addApplicationFont(str(resource("fonts", f"IBMPlexSans-{weight}.ttf")))
    app.setFont(QFont("IBM Plex Sans", 10))
    return app


@contextmanager
def example(app: QApplication, books: Path, language: Language, scheme: ColourScheme) -> Iterator[Session]:
    """Open the program on the example's data."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        file = Path(folder, "demo.db")
        copyfile(books, file)
        desk = make_desk(file, today=DAY, source="screenshot")
        session = Session(app, desk, Preferences(language=language, colour_scheme=scheme))
        session.opened()
        settle(session, app)
        yield session
        session.close()


def settle(session: Session, app: QApplication) -> None:
    """Wait until everything in the window has been read, and what came of it."""
    quiet_turns = 0
    while quiet_turns < QUIET_TURNS:  # an answer may ask for more, and what it brought is laid out later
        app.processEvents()
        quiet_turns += 1
        if session.workplace.background.busy:
            quiet_turns = 0
            loop = QEventLoop()
            session.workplace.background.busy_changed.connect(loop.quit)
            loop.exec()


def fill(folder: Path, country: str) -> Path:
    """Make the example's file of a country, and return it."""
    desk = make_desk(folder / f"{country}.db", today=DAY, source="screenshot")
    demo.fill(desk, country=country)
    desk.database.close()
    return desk.path


def taker(session: Session, app: QApplication) -> Callable[[View], MainWindow]:
    """Return what brings a view to the front and hands back the window once it shows it."""

    def take(view: View) -> MainWindow:
        assert session.window is not None
        view.show(session.window)
        settle(session, app)
        return session.window

    return take


def take_all(target: Path) -> None:
    """Save every page and panel in every language, scheme and size."""
    app = start()
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        books = {country: fill(Path(place), country) for country in set(COUNTRIES.values())}
        for (language, country), scheme in product(COUNTRIES.items(), SCHEMES):
            with example(app, books[country], language, scheme) as session:
                _take_views(session, app, target, f"{language}-{scheme}")


def _take_views(session: Session, app: QApplication, target: Path, looks: str) -> None:
    assert session.window is not None
    take, everything = taker(session, app), views(subjects(session.window))
    for width, height in SIZES:
        session.window.resize(width, height)
        for view in everything:
            take(view).grab().save(str(target / f"{view.name}-{looks}-{width}x{height}.png"))


def take_for_readme(target: Path) -> None:
    """Save the few pictures that the README shows, small in bytes."""
    app = start()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        books = {country: fill(Path(place), country) for country in set(COUNTRIES.values())}
        for name, language, scheme, wanted in IN_README:
            with example(app, books[COUNTRIES[language]], language, scheme) as session:
                assert session.window is not None
                session.window.resize(*SHOWN)
                (view,) = (each for each in views(subjects(session.window)) if each.name == wanted)
                taker(session, app)(view).grab().save(str(target / f"{name}.png"), quality=0)


def main(arguments: list[str]) -> int:
    """Run the command and return its exit code."""
    if not arguments:
        take_for_readme(ROOT / "packaging")
    elif arguments[0] == "--all" and len(arguments) == 2:
        take_all(Path(arguments[1]))
    else:
        print(USAGE, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

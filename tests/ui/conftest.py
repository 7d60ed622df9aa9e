"""Everything under `ui` is painted from a theme: each test gets a fresh light one."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from shutil import copyfile

import pytest
from PySide6.QtWidgets import QApplication

from app.services import demo
from app.services.desk import Desk
from tests.office import Office, SetClock
from ui.theme import Theme, install

DAY = date(2026, 11, 18)


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[Theme]:
    """Dress the application in the light scheme at 100 % and put its font back afterwards."""
    font = qapp.font()
    made = install(qapp, scheme="light")
    yield made
    made.setParent(None)
    qapp.setFont(font)


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of the example, made once."""
    desk = Desk(SetClock(DAY), tmp_path_factory.mktemp("example") / "betalt.db", "test")
    demo.fill(desk, country="SE")
    desk.database.close()
    return desk.path


@pytest.fixture
def example_office(example: Path, tmp_path: Path) -> Office:
    """Return an office on a copy of the example."""
    path = tmp_path / "example.db"
    copyfile(example, path)
    clock = SetClock(DAY)
    return Office(Desk(clock, path, "test"), clock)

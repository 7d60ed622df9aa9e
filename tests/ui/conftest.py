"""Everything under `ui` is painted from a theme: each test gets a fresh light one."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ui.theme import Theme, install


@pytest.fixture(autouse=True)
def look(qapp: QApplication) -> Iterator[Theme]:
    """Dress the application in the light scheme at 100 % and put its font back afterwards."""
    font = qapp.font()
    made = install(qapp, scheme="light")
    yield made
    made.setParent(None)
    qapp.setFont(font)

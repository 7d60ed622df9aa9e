"""An office for every test of what the user can do."""

from pathlib import Path

import pytest

from tests.office import Office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return a Swedish firm's desk on the day of the first worked example."""
    return Office.opened(tmp_path / "betalt.db", "2026-09-28")

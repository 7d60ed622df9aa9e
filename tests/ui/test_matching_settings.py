"""How little may be written off is the user's own choice, and can be taken back."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from app.services.matching_limits import write_off_limit
from tests.office import Office
from tests.window import opened_window, take_back
from ui.pages.settings_page import SettingsPage
from ui.view_models import places


def test_the_limit_is_chosen_and_taken_back(tmp_path: Path, qtbot: QtBot) -> None:
    office = Office.opened(tmp_path / "betalt.db", "2026-11-18")
    with opened_window(office, qtbot, places.Settings()) as opened:
        page = opened.window.page()
        assert isinstance(page, SettingsPage)
        assert page.matching.limit.value() == "10"
        page.matching.limit.setCurrentIndex(page.matching.limit.findData("50"))
        opened.settle()
        assert write_off_limit(office.desk) == 50
        take_back(opened)
        assert write_off_limit(office.desk) == 10
        assert page.matching.limit.value() == "10"

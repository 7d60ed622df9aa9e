"""The user's own limits: set and taken back in the settings, and said calmly in a call."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.own_limits import Limits
from app.services.own_limits import own_limits, set_own_limits
from tests.office import Office
from tests.window import opened_window, take_back
from ui.pages.call_panel import CallPanel
from ui.pages.settings_page import SettingsPage
from ui.view_models import places


def test_limits_are_chosen_and_taken_back(tmp_path: Path, qtbot: QtBot) -> None:
    office = Office.opened(tmp_path / "betalt.db", "2026-11-18")
    with opened_window(office, qtbot, places.Settings()) as opened:
        page = opened.window.page()
        assert isinstance(page, SettingsPage)
        card = page.limits
        assert (card.days.value(), card.hours.value(), card.saturday.isChecked()) == ("7", "8-21", True)
        card.hours.setCurrentIndex(card.hours.findData("9-17"))
        opened.settle()
        card.saturday.click()
        opened.settle()
        card.days.setCurrentIndex(card.days.findData("0"))
        opened.settle()
        kept = Limits(days_between=0, first_hour=9, last_hour=17, saturday=False)
        assert own_limits(office.desk) == kept
        take_back(opened)
        assert own_limits(office.desk).days_between == 7
        assert card.days.value() == "7"


@pytest.mark.parametrize(("hours", "said"), [((8, 21), True), ((0, 24), False)])
def test_a_call_on_a_sunday_is_remarked_on_unless_any_hour_will_do(
    tmp_path: Path, qtbot: QtBot, hours: tuple[int, int], said: bool
) -> None:
    office = Office.opened(tmp_path / "betalt.db", "2026-09-28")
    who = office.customer("Alm AB")
    case_id = office.invoice(who, "10431", "9000", issued="2026-09-28", due="2026-10-28")
    office.sleep_until("2026-11-22")
    set_own_limits(office.desk, Limits(first_hour=hours[0], last_hour=hours[1]))
    with opened_window(office, qtbot, places.InvoicePlace(case_id)) as opened:
        opened.workplace.actions["call"].trigger()
        opened.settle()
        panel = opened.window.panel()
        assert isinstance(panel, CallPanel)
        assert panel.limits.isVisible() == said

"""Settings › Rates: what is known and until when, a figure added by hand or from a file, and Undo."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.resources import resource
from tests.keyboard import type_text
from tests.office import NORWEGIAN_FIRM, Office
from tests.window import OpenWindow, opened_window
from ui.pages.rates_page import RatesPage
from ui.view_models import places

CTRL = Qt.KeyboardModifier.ControlModifier
JANUARY = date(2027, 1, 1)
RATE, REGIME = ("SE", "reference_rate"), ("NO", "inkasso_regime")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.opened(tmp_path / "betalt.db", "2026-12-30")


@pytest.fixture
def opened(office: Office, qtbot: QtBot) -> Iterator[OpenWindow]:
    with opened_window(office, qtbot, places.Rates()) as found:
        found.settle()
        yield found


def page(opened: OpenWindow) -> RatesPage:
    found = opened.window.page()
    assert isinstance(found, RatesPage)
    return found


def seen(opened: OpenWindow) -> str:
    return "\n".join(label.text() for label in page(opened).findChildren(QLabel) if label.isVisible())


def write(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    type_text(field, text)


def fill(opened: OpenWindow, figure: str, source: str) -> None:
    """Open the form of the reference rate, fill it in and press Enter in the last field."""
    row = page(opened).row(*RATE)
    row.add_button.setFocus()
    opened.press(Qt.Key.Key_Return)
    form = page(opened).form
    assert form is not None
    write(form.figure, figure)
    write(form.source, source)
    opened.press(Qt.Key.Key_Return)


def known_through(office: Office) -> date | None:
    return office.desk.statutes.table(*RATE).known_through


def test_it_says_what_is_known_until_when_and_what_is_missing(opened: OpenWindow) -> None:
    shown = seen(opened)
    assert "Känd till och med 31 december 2026" in shown
    assert "Okänd från 1 januari 2027. Riksbanken beslutar om den omkring 30 december 2026." in shown


def test_the_next_half_year_is_added_by_keyboard_and_taken_back_with_undo(
    opened: OpenWindow, office: Office
) -> None:
    fill(opened, "2,50", "https://www.riksbank.se/")
    assert office.desk.statutes.table(*RATE).on(JANUARY).value == Decimal("2.50")
    assert "Känd till och med 30 juni 2027" in seen(opened)
    assert page(opened).form is None
    opened.press(Qt.Key.Key_Z, CTRL)
    assert known_through(office) == date(2026, 12, 31)
    assert "Känd till och med 30 juni 2027" not in seen(opened)


@pytest.mark.parametrize(
    ("figure", "source", "part"),
    [("2,25", "https://www.riksbank.se/", "i steg om"), ("2,50", "", "Skriv var siffran står"),
     ("två", "https://www.riksbank.se/", "två är inget belopp")],
)  # fmt: skip
def test_a_figure_that_cannot_be_is_refused_beside_the_form(
    opened: OpenWindow, office: Office, figure: str, source: str, part: str
) -> None:
    fill(opened, figure, source)
    assert part in seen(opened)
    assert known_through(office) == date(2026, 12, 31)
    assert page(opened).form is not None


def test_esc_closes_the_form_and_gives_the_focus_back(opened: OpenWindow) -> None:
    row = page(opened).row(*RATE)
    row.add_button.setFocus()
    opened.press(Qt.Key.Key_Return)
    opened.press(Qt.Key.Key_Escape)
    assert page(opened).form is None
    assert opened.focus() is row.add_button


def test_figures_that_stand_are_folded_until_asked_for(opened: OpenWindow) -> None:
    assert "Påminnelseavgift" not in seen(opened)
    with pytest.raises(StopIteration):
        page(opened).row("SE", "reminder_fee_max")
    page(opened).unfold("SE")
    assert page(opened).row("SE", "reminder_fee_max").line.value == "60 SEK"


def test_a_table_is_read_in_from_a_file_after_a_look_at_it(
    opened: OpenWindow, office: Office, tmp_path: Path
) -> None:
    text = resource("statutes", "se", "reference_rate.toml").read_text(encoding="utf-8")
    text = text.replace("known_through = 2026-12-31", "known_through = 2027-06-30")
    text += '\n[[entry]]\nvalid_from = 2027-01-01\nvalue = "2.50"\nsource = "https://r.se/"\nlaw = "9 §"\n'
    path = tmp_path / "reference_rate.toml"
    path.write_text(text, encoding="utf-8")
    page(opened).choose = lambda _parent, _title: str(path)
    page(opened).read_in.click()
    opened.settle()
    assert "Ny från 1 januari 2027" in seen(opened)
    assert known_through(office) == date(2026, 12, 31)
    opened.press(Qt.Key.Key_Return)
    assert known_through(office) == date(2027, 6, 30)


def test_a_file_that_is_no_table_is_refused_in_a_sentence(opened: OpenWindow, tmp_path: Path) -> None:
    path = tmp_path / "notes.toml"
    path.write_text("hello", encoding="utf-8")
    page(opened).choose = lambda _parent, _title: str(path)
    page(opened).read_in.click()
    opened.settle()
    assert "notes.toml kan inte läsas som en lagtabell. Inget ändrades." in seen(opened)


def test_the_norwegian_rules_are_confirmed_with_a_day_and_a_source(tmp_path: Path, qtbot: QtBot) -> None:
    office = Office.opened(tmp_path / "no.db", "2026-12-30", NORWEGIAN_FIRM)
    with opened_window(office, qtbot, places.Rates()) as opened:
        page(opened).open_form(page(opened).row(*REGIME))
        form = page(opened).form
        assert form is not None
        assert form.through.value() == date(2027, 12, 31)
        write(form.source, "https://lovdata.no/")
        opened.press(Qt.Key.Key_Return)
        assert opened.focus() is page(opened).row(*REGIME).add_button
        assert office.desk.warning_allowed(date(2027, 12, 31))
        opened.press(Qt.Key.Key_Z, CTRL)
        assert not office.desk.warning_allowed(JANUARY)

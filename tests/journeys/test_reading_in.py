"""Reading in a list as a person does: look, put right, read in, take back."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from app.services import firm
from app.services.undoing import undo
from tests.keyboard import type_text
from tests.office import Office
from tests.services.invoice_files import books, e_invoice, listed, row
from tests.watchdog import watched
from tests.window import OpenWindow, opened_window
from ui.pages.import_page import ImportPage
from ui.pages.today_page import TodayPage
from ui.view_models import places
from ui.view_models.import_model import COLUMNS, DONE, FILE, TRIAL
from ui.widgets.field import Field

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office.opened(tmp_path / "betalt.db", "2026-11-18")


@pytest.fixture
def opened(office: Office, qtbot: QtBot) -> Iterator[OpenWindow]:
    with opened_window(office, qtbot, places.ImportPlace()) as found:
        yield found


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """Return a list with a day that does not exist, two sums that changed places, and a good row."""
    return listed(
        tmp_path,
        row(Faktura="10438", Kund="Kvarnhjulets Bageri AB"),
        row(Faktura="10441", Kund="Ljungbackens Förskola", Förfallodatum="2026-11-31"),
        row(Faktura="10442", Kund="Måsvikens Marina AB", Belopp="3900,00", Rest="4900,00"),
    )


def page(opened: OpenWindow) -> ImportPage:
    found = opened.window.page()
    assert isinstance(found, ImportPage)
    return found


def begin(opened: OpenWindow, *paths: Path) -> ImportPage:
    opened.go(places.ImportPlace(paths))
    opened.settle()
    return page(opened)


def seen(opened: OpenWindow) -> str:
    """Read everything that stands on the page."""
    labels = opened.window.page().findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible()).replace("\xa0", " ")


def press_button(opened: OpenWindow, words: str) -> None:
    """Press the first button with these words that can be seen."""
    buttons = opened.window.page().findChildren(QPushButton)
    next(each for each in buttons if each.isVisible() and each.text() == words).click()
    opened.settle()
    opened.settle()


def next_step(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_Return, CTRL)


def test_a_list_is_put_right_read_in_and_taken_back(opened: OpenWindow, office: Office, faulty: Path) -> None:
    reading = begin(opened, faulty)
    assert reading.model.step == COLUMNS
    assert "Två rader behöver dig" in seen(opened)
    assert "Rad 3: förfallodag 2026-11-31 finns inte." in seen(opened)

    correct = next(each for each in reading.findChildren(Field) if each.text() == "2026-11-30")
    correct.setFocus()
    opened.press(Qt.Key.Key_Return)
    press_button(opened, "Byt plats")
    assert "Allt gick att läsa" in seen(opened) or "Inget hindrar dig" in seen(opened)
    next_step(opened)
    assert reading.model.step == TRIAL
    assert reading.foot.go_on.text() == "Läs in 3 fakturor"
    assert books(office) == {}

    next_step(opened)
    assert reading.model.step == DONE
    assert books(office).keys() == {"10438", "10441", "10442"}
    assert books(office)["10442"].startswith("3900")
    assert opened.window.status.words() == "kunder.csv är inläst."

    opened.press(Qt.Key.Key_Z, CTRL)
    assert books(office) == {}
    assert reading.model.step == FILE


def test_a_row_can_be_left_out_and_the_good_ones_are_kept(
    opened: OpenWindow, office: Office, faulty: Path
) -> None:
    begin(opened, faulty)
    press_button(opened, "Hoppa över")
    press_button(opened, "Hoppa över")
    next_step(opened)
    next_step(opened)
    assert books(office).keys() == {"10438"}


def test_what_is_unclear_keeps_only_its_own_rows_out(
    opened: OpenWindow, office: Office, faulty: Path
) -> None:
    begin(opened, faulty)
    next_step(opened)
    next_step(opened)
    assert books(office).keys() == {"10438"}


def test_columns_that_say_nothing_are_chosen_and_remembered(
    opened: OpenWindow, office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "export-2026-11-18.csv"
    path.write_text("a;b;c;d;e\n10438;Kvarn AB;2026-10-13;2026-11-12;18750,00\n", encoding="utf-8")
    reading = begin(opened, path)
    for column, words in enumerate(("Faktura", "Kund", "Fakturadag", "Förfaller", "Belopp")):
        picker = reading.table.sheet.pickers()[column]
        at = picker.findText(words)
        picker.setCurrentIndex(at if at >= 0 else picker.findText("Utställd"))
        picker.activated.emit(picker.currentIndex())
        opened.settle()
        opened.settle()
    next_step(opened)
    next_step(opened)
    assert books(office).keys() == {"10438"}

    again = begin(opened, path)
    assert again.model.step == TRIAL
    assert not again.foot.go_on.isEnabled()
    opened.press(Qt.Key.Key_Escape)
    assert "Mallen export passar" in seen(opened)


def test_the_same_column_is_never_read_as_two_things(opened: OpenWindow, faulty: Path) -> None:
    reading = begin(opened, faulty)
    first, second = reading.table.sheet.pickers()[:2]
    assert (first.value(), second.value()) == ("number", "customer")
    second.setCurrentIndex(second.findData("number"))
    second.activated.emit(second.currentIndex())
    opened.settle()
    opened.settle()
    assert (first.value(), second.value()) == ("", "number")


def test_another_order_of_dates_is_read_at_once(opened: OpenWindow, office: Office, tmp_path: Path) -> None:
    path = listed(tmp_path, row(Fakturadatum="03.04.2026", Förfallodatum="05.06.2026"))
    begin(opened, path)
    assert "Dag och månad kan byta plats i alla datum." in seen(opened)
    press_button(opened, "Läs alla datum som mm/dd/åååå")
    next_step(opened)
    next_step(opened)
    due = office.desk.database.connection.execute("SELECT issued_on, due_on FROM invoice").fetchone()
    assert due == ("2026-03-04", "2026-05-06")


def test_e_invoices_need_no_columns_and_several_are_read_at_once(
    opened: OpenWindow, office: Office, tmp_path: Path
) -> None:
    paths = [e_invoice(tmp_path, f"{number}.xml", ID=number) for number in ("A1", "A2")]
    reading = begin(opened, *paths)
    assert reading.model.step == TRIAL
    assert not office.work_list()


def test_bills_are_left_out_unless_they_are_asked_for(
    opened: OpenWindow, office: Office, tmp_path: Path
) -> None:
    reading = begin(opened, e_invoice(tmp_path, "bill.xml", ID="B1"))
    assert reading.outcome.bills.isVisible()
    assert not reading.foot.go_on.isEnabled()

    reading.outcome.bills.click()
    opened.settle()
    opened.settle()
    assert reading.foot.go_on.text() == "Läs in 1 faktura"
    next_step(opened)
    assert books(office).keys() == {"B1"}


def test_who_we_are_is_asked_once_where_it_is_not_known(
    opened: OpenWindow, office: Office, tmp_path: Path
) -> None:
    firm.set_firm(office.desk, {"identifier": ""})
    path = e_invoice(tmp_path, "ours.xml", ID="C1")
    reading = begin(opened, path)
    assert "Vilket av dem är ditt företag?" in seen(opened)
    assert reading.model.look is not None
    ((_place, name),) = reading.model.look.sellers
    press_button(opened, name)
    opened.settle()
    assert "Vilket av dem är ditt företag?" not in seen(opened)
    assert firm.read_firm(office.desk).identifier


def test_a_damaged_file_says_so_and_spoils_no_other(
    opened: OpenWindow, office: Office, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.xml"
    broken.write_text("<Invoice", encoding="utf-8")
    begin(opened, listed(tmp_path, row(Faktura="10438")), broken)
    assert "broken.xml" in seen(opened)
    assert "Filen slutar mitt i eller är skadad." in seen(opened) or "skadad" in seen(opened)
    next_step(opened)
    next_step(opened)
    assert books(office).keys() == {"10438"}


def test_the_list_of_problems_is_saved_for_a_spreadsheet(
    opened: OpenWindow, faulty: Path, tmp_path: Path
) -> None:
    reading = begin(opened, faulty)
    target = tmp_path / "problem.csv"
    reading.choose_list = lambda _parent, _title, _name: str(target)
    press_button(opened, "Spara listan som CSV")
    rows = list(csv.reader(target.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))
    assert rows[0] == ["Fil", "Rad", "Problem", "Vad du kan göra"]
    assert [line[:2] for line in rows[1:3]] == [["kunder.csv", "3"], ["kunder.csv", "4"]]


def test_files_dropped_on_the_window_are_read(opened: OpenWindow, faulty: Path) -> None:
    opened.go(places.Today())
    assert isinstance(opened.window.page(), TodayPage)
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(faulty))])
    drop = QDropEvent(
        QPointF(20, 20),
        Qt.DropAction.CopyAction,
        files,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    opened.window.dropEvent(drop)
    opened.settle()
    opened.settle()
    assert page(opened).model.step == COLUMNS


def test_files_are_chosen_with_ctrl_o_and_their_folder_is_remembered(
    opened: OpenWindow, faulty: Path
) -> None:
    reading = page(opened)
    reading.choose = lambda _parent, _title, _folder: [str(faulty)]
    opened.press(Qt.Key.Key_O, CTRL)
    opened.settle()
    assert reading.model.step == COLUMNS
    assert opened.workplace.preferences.last_folder == str(faulty.parent)


def test_leaving_half_way_stores_nothing(opened: OpenWindow, office: Office, faulty: Path) -> None:
    begin(opened, faulty)
    next_step(opened)
    opened.press(Qt.Key.Key_Escape)
    opened.press(Qt.Key.Key_Escape)
    assert page(opened).model.step == FILE
    assert books(office) == {}


def test_the_window_stays_alive_while_thousands_of_rows_are_read(opened: OpenWindow, tmp_path: Path) -> None:
    path = listed(tmp_path, *(row(Faktura=str(number), Kund=f"Kund {number} AB") for number in range(3000)))
    with watched() as work:
        reading = begin(opened, path)
    assert reading.foot.go_on.text() == "Provläs alla rader"
    assert work.longest < 100


def test_an_import_taken_back_elsewhere_does_not_upset_the_page(
    opened: OpenWindow, office: Office, faulty: Path
) -> None:
    begin(opened, faulty)
    next_step(opened)
    next_step(opened)
    undo(office.desk)
    press_button(opened, "Läs in fler")
    assert page(opened).model.step == FILE


def test_a_field_is_corrected_by_typing(opened: OpenWindow, office: Office, faulty: Path) -> None:
    reading = begin(opened, faulty)
    correct = next(each for each in reading.findChildren(Field) if each.text() == "2026-11-30")
    correct.clear()
    type_text(correct, "2026-12-01")
    press_button(opened, "Rätta")
    next_step(opened)
    next_step(opened)
    due = office.desk.database.connection.execute("SELECT due_on FROM invoice WHERE number = '10441'")
    assert due.fetchone() == ("2026-12-01",)


def test_what_was_said_about_a_file_survives_the_end_of_the_program(
    opened: OpenWindow, office: Office, faulty: Path, qtbot: QtBot
) -> None:
    begin(opened, faulty)
    press_button(opened, "Byt plats")
    page(opened).model.leave()
    opened.settle()

    with opened_window(office, qtbot, places.ImportPlace()) as again:
        again.settle()
        again.settle()
        assert page(again).model.step == COLUMNS
        assert "En rad behöver dig" in seen(again)
        again.press(Qt.Key.Key_Escape)

    with opened_window(office, qtbot, places.ImportPlace()) as at_last:
        assert page(at_last).model.step == FILE

"""A customer contests an invoice: taken down with its photo, settled each of the four ways, and undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.history import DisputeClosed, DisputeReason, DisputeWay
from app.domain.invoice import CaseId
from app.domain.party import Tone
from app.services import attachments, drafts
from app.services.disputes import Objection, disputables, take_up
from tests.documents.reading import text
from tests.keyboard import type_text
from tests.office import Office, kronor
from tests.window import OpenWindow, opened_window, take_back
from ui.pages.attachment_doors import FileDoors
from ui.pages.dispute_panel import DisputePanel
from ui.pages.dispute_ways import CorrectedWay, MediationWay, RefusedWay, SplitWay
from ui.pages.invoice_page import InvoicePage
from ui.view_models import places

CTRL = Qt.KeyboardModifier.ControlModifier
CASE = CaseId(1)


class SetDoors(FileDoors):
    """Answers in place of the system's dialogs; `opened` lists what was handed to a viewer."""

    def __init__(self, *files: Path, folder: Path | None = None) -> None:
        super().__init__()
        self.files, self.folder = list(files), folder
        self.opened: list[Path] = []

    def ask_files(self, parent: QWidget, folder: str) -> list[Path]:
        return self.files

    def ask_copy(self, parent: QWidget, folder: str, name: str) -> Path | None:
        return self.folder / name if self.folder else None

    def ask_folder(self, parent: QWidget, folder: str) -> Path | None:
        return self.folder

    def open(self, path: Path) -> bool:
        assert path.exists()
        self.opened.append(path)
        return True


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return 10 000 kr, 21 days late on 18 November."""
    office = Office.opened(tmp_path / "betalt.db", "2026-09-28")
    who = office.customer("Norrskärs Båtvarv")
    office.invoice(who, "10412", "10000", issued="2026-09-28", due="2026-10-28", due_agreed=True)
    office.sleep_until("2026-11-18")
    return office


@pytest.fixture
def opened(office: Office, qtbot: QtBot) -> Iterator[OpenWindow]:
    with opened_window(office, qtbot, places.InvoicePlace(CASE)) as found:
        yield found


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "skada.jpg"
    path.write_bytes(b"kvist")
    return path


def page(opened: OpenWindow) -> InvoicePage:
    found = opened.window.page()
    assert isinstance(found, InvoicePage)
    return found


def disputing(opened: OpenWindow, doors: FileDoors | None = None) -> DisputePanel:
    """Press D and return the panel; `doors` stand in for the dialogs."""
    opened.press(Qt.Key.Key_D)
    panel = opened.window.panel()
    assert isinstance(panel, DisputePanel)
    if doors is not None:
        panel.doors = doors
        panel.files._doors = doors
    return panel


def button(within: QWidget, words: str) -> QAbstractButton:
    found = [each for each in within.findChildren(QAbstractButton) if each.text() == words]
    return next(each for each in found if each.isVisible())


def click(opened: OpenWindow, within: QWidget, words: str) -> None:
    button(within, words).click()
    opened.settle()


def read(within: QWidget) -> str:
    labels = [label.text() for label in within.findChildren(QLabel) if label.isVisible()]
    return "\n".join(labels).replace("\N{NO-BREAK SPACE}", " ")


def is_disputed(office: Office) -> bool:
    return disputables(office.desk, [CASE])[0].dispute is not None


def way_of(office: Office) -> DisputeWay | None:
    events = [entry.event for entry in office.case(CASE).live_history]
    return next((event.way for event in reversed(events) if isinstance(event, DisputeClosed)), None)


@pytest.fixture
def disputed(office: Office, opened: OpenWindow) -> OpenWindow:
    """Return the window on an invoice of which 2 500 kr has been contested for six days."""
    take_up(
        office.desk, CASE, Objection(DisputeReason.WRONG_AMOUNT, kronor("2500"), quote="Rad 2 stämmer inte")
    )
    office.sleep_until("2026-11-24")
    opened.go(places.Invoices())
    opened.go(places.InvoicePlace(CASE))
    return opened


def test_the_objection_is_taken_down_with_its_photo_and_undone(
    opened: OpenWindow, office: Office, photo: Path
) -> None:
    panel = disputing(opened, SetDoors(photo))
    type_text(panel.note.editor, "Rad 2 stämmer inte")
    click(opened, panel, "Lägg till foto eller fil")
    assert "skada.jpg" in read(panel)
    opened.press(Qt.Key.Key_Return, CTRL)
    assert opened.window.panel() is None
    assert is_disputed(office)
    assert "skada.jpg" in read(page(opened).files)
    take_back(opened)
    assert not is_disputed(office)
    assert "skada.jpg" not in read(page(opened).files)


def test_an_open_dispute_shows_its_clock_its_words_and_what_goes_on(disputed: OpenWindow) -> None:
    said = read(disputing(disputed))
    for words in (
        "Fel belopp, 2 500 kr av den.",
        "Öppen i 6 dagar, sedan 18 november.",
        "”Rad 2 stämmer inte”",
        "7 500 kr är inte bestritt och följs upp som vanligt.",
        "Du svarar senast 25 november.",
    ):
        assert words in said


def test_a_corrected_invoice_with_the_amounts_side_by_side(disputed: OpenWindow, office: Office) -> None:
    panel = disputing(disputed)
    click(disputed, panel, "Rättad faktura")
    assert isinstance(panel.way, CorrectedWay)
    assert disputed.focus() is panel.way.number
    disputed.press(Qt.Key.Key_Return, CTRL)
    assert "Skriv den rättade fakturans nummer." in read(panel)
    type_text(panel.way.number, "10440")
    type_text(panel.way.total, "8000")
    disputed.press(Qt.Key.Key_Tab)
    said = read(panel)
    for words in ("10 000,00 kr", "−10 000,00 kr", "8 000,00 kr", "−2 000,00 kr"):
        assert words in said
    disputed.press(Qt.Key.Key_Return, CTRL)
    assert disputed.window.panel() is None
    assert (way_of(office), office.open(CASE)) == (DisputeWay.CORRECTED, "0.00")
    assert office.open(CaseId(2)) == "8000.00"
    take_back(disputed)
    assert is_disputed(office)
    assert office.open(CASE) == "10000.00"


def test_a_refusal_is_looked_at_kept_and_shown(disputed: OpenWindow, office: Office) -> None:
    doors = SetDoors()
    panel = disputing(disputed, doors)
    click(disputed, panel, "Avslå med förklaring")
    assert isinstance(panel.way, RefusedWay)
    click(disputed, panel, "Se brevet")
    assert doors.opened == [], "there is no letter without a reason"
    type_text(panel.way.why.editor, "Timmarna stod i offerten.")
    click(disputed, panel, "Se brevet")
    assert [path.name for path in doors.opened] == ["2026-11-24_Svar-pa-invandning_10412.pdf"]
    assert is_disputed(office), "a look books nothing"
    disputed.press(Qt.Key.Key_Return, CTRL)
    disputed.settle()
    assert way_of(office) is DisputeWay.REFUSED
    assert drafts.names(office.desk, "dispute") == []
    assert len(doors.opened) == 2
    assert "2026-11-24_Svar-pa-invandning_10412.pdf" in read(page(disputed).files)
    take_back(disputed)
    assert is_disputed(office)
    assert attachments.listed(office.desk, CASE) == ()


def test_the_letter_sounds_and_speaks_as_it_is_told(disputed: OpenWindow, office: Office) -> None:
    panel = disputing(disputed, SetDoors())
    click(disputed, panel, "Avslå med förklaring")
    assert isinstance(panel.way, RefusedWay)
    assert panel.way.sound.chosen() == (Tone.PLAIN, "sv")
    type_text(panel.way.why.editor, "Timene sto i tilbudet.")
    panel.way.sound.tone.set_value("firm")
    panel.way.sound.language.setCurrentIndex(panel.way.sound.language.findData("nn"))
    disputed.press(Qt.Key.Key_Return, CTRL)
    disputed.settle()
    assert way_of(office) is DisputeWay.REFUSED
    letter = text(attachments.content(office.desk, attachments.listed(office.desk, CASE)[-1].id))
    assert "Svar på innvendinga" in letter
    assert "Fakturaen stemmer, og vi står fast ved han." in " ".join(letter.split())


def test_a_split_says_what_is_left_and_keeps_the_agreement(disputed: OpenWindow, office: Office) -> None:
    doors = SetDoors()
    panel = disputing(disputed, doors)
    click(disputed, panel, "Dela på det")
    assert isinstance(panel.way, SplitWay)
    type_text(panel.way.amount, "1500")
    disputed.press(Qt.Key.Key_Tab)
    assert "Då återstår 8 500,00 kr, utan avgifter och ränta." in read(panel)
    disputed.press(Qt.Key.Key_Return, CTRL)
    disputed.settle()
    assert (way_of(office), office.open(CASE)) == (DisputeWay.SPLIT, "8500.00")
    assert [path.name for path in doors.opened] == ["2026-11-24_Overenskommelse_10412.pdf"]
    take_back(disputed)
    assert is_disputed(office)
    assert office.open(CASE) == "10000.00"


def test_mediation_makes_a_folder_and_the_dispute_stays_open(
    disputed: OpenWindow, office: Office, tmp_path: Path
) -> None:
    doors = SetDoors(folder=tmp_path / "medling")
    panel = disputing(disputed, doors)
    click(disputed, panel, "Medling")
    assert isinstance(panel.way, MediationWay)
    assert "sccarbitrationinstitute.se" in read(panel)
    disputed.press(Qt.Key.Key_Return, CTRL)
    disputed.settle()
    assert doors.opened == [tmp_path / "medling"]
    assert (tmp_path / "medling" / "Sammanfattning.pdf").exists()
    (found,) = disputables(office.desk, [CASE])
    assert found.dispute is not None
    assert found.dispute.answer_by == date(2026, 12, 22)
    take_back(disputed)
    (found,) = disputables(office.desk, [CASE])
    assert found.dispute is not None
    assert found.dispute.answer_by == date(2026, 11, 25)


def test_no_folder_no_mediation(disputed: OpenWindow, office: Office) -> None:
    panel = disputing(disputed, SetDoors())
    click(disputed, panel, "Medling")
    disputed.press(Qt.Key.Key_Return, CTRL)
    assert disputed.window.panel() is panel
    assert disputables(office.desk, [CASE])[0].answer_by == date(2026, 12, 1)


def test_esc_leads_back_to_the_dispute_and_then_out(disputed: OpenWindow) -> None:
    panel = disputing(disputed)
    click(disputed, panel, "Dela på det")
    disputed.press(Qt.Key.Key_Escape)
    assert disputed.window.panel() is panel
    assert panel.way is None
    assert "Öppen i 6 dagar" in read(panel)
    disputed.press(Qt.Key.Key_Escape)
    assert disputed.window.panel() is None


def test_another_page_closes_the_dispute_from_within_a_way_out(disputed: OpenWindow) -> None:
    click(disputed, disputing(disputed), "Dela på det")
    disputed.go(places.Customers())
    assert disputed.window.panel() is None


def test_a_file_dropped_on_the_page_is_kept_looked_at_and_taken_away(
    opened: OpenWindow, office: Office, photo: Path
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo))])
    event = QDropEvent(
        QPointF(10, 10), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    files = page(opened).files
    doors = files.doors = SetDoors()
    page(opened).dropEvent(event)
    opened.settle()
    assert opened.window.status.words() == "Filen är sparad med faktura 10412."
    click(opened, files, "Öppna")
    assert doors.opened[0].read_bytes() == b"kvist"
    remove = next(
        each for each in files.findChildren(QAbstractButton) if each.accessibleName() == "Ta bort skada.jpg"
    )
    remove.click()
    opened.settle()
    assert attachments.listed(office.desk, CASE) == ()
    take_back(opened)
    assert [each.file_name for each in attachments.listed(office.desk, CASE)] == ["skada.jpg"]


def test_a_file_that_might_start_a_program_is_only_saved(
    opened: OpenWindow, office: Office, tmp_path: Path
) -> None:
    path = tmp_path / "faktura.exe"
    path.write_bytes(b"MZ")
    files = page(opened).files
    out = tmp_path / "ut"
    out.mkdir()
    doors = files.doors = SetDoors(path, folder=out)
    click(opened, files, "Lägg till en fil")
    click(opened, files, "Spara en kopia")
    assert doors.opened == []
    assert (out / "faktura.exe").read_bytes() == b"MZ"


def test_a_folder_is_refused_in_words(opened: OpenWindow, office: Office, tmp_path: Path) -> None:
    files = page(opened).files
    files.doors = SetDoors(tmp_path)
    click(opened, files, "Lägg till en fil")
    assert opened.window.status.words().startswith("Det här är en mapp.")
    assert attachments.listed(office.desk, CASE) == ()

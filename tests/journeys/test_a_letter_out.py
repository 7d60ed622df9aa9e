"""A letter without a mouse: suggested, printed, marked as sent, back on the list, and undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.history import LetterSent
from app.domain.invoice import CaseId
from app.services import drafts, preview, sending
from app.storage.firm import write_setting
from tests.keyboard import type_text
from tests.office import Office
from tests.outlets import SetOutlets
from tests.watchdog import watched
from tests.window import OpenWindow, opened_window
from ui.pages.letter_page import LetterPage
from ui.pages.stored_letter_page import StoredLetterPage
from ui.pages.today_page import TodayPage
from ui.view_models import places

CTRL = Qt.KeyboardModifier.ControlModifier
CASE = CaseId(1)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return a trader whose next step is a formal reminder with a fee, and who has read in the bank file."""
    office = Office.opened(tmp_path / "betalt.db", "2026-09-28")
    brewery = office.customer("Bryggeri Tre Tumlare AB", phone="")
    office.invoice(
        brewery, "10431", "29860", issued="2026-09-28", due="2026-10-28", due_agreed=True,
        fee_agreed=True, fee_agreed_on=date(2026, 6, 2), fee_source="offerten", reference="10431005",
    )  # fmt: skip
    office.sleep_until("2026-11-18")
    with office.desk.begin() as work:
        write_setting(work, "bank_read_through", "2026-11-17")
        work.commit()
    return office


@pytest.fixture
def opened(office: Office, qtbot: QtBot, tmp_path: Path) -> Iterator[OpenWindow]:
    with opened_window(office, qtbot, places.Today()) as found:
        yield found


def letter(opened: OpenWindow, outlets: SetOutlets) -> LetterPage:
    """Press L and return the page, with the test's ways out."""
    opened.press(Qt.Key.Key_L)
    opened.settle()
    page = opened.window.page()
    assert isinstance(page, LetterPage)
    page.out.outlets = outlets
    return page


def seen(opened: OpenWindow) -> str:
    """Read everything that stands on the page."""
    labels = opened.window.page().findChildren(QLabel)
    return "\n".join(label.text() for label in labels if label.isVisible()).replace("\xa0", " ")


def sent(office: Office) -> list[LetterSent]:
    events = (entry.event for entry in office.case(CASE).live_history)
    return [event for event in events if isinstance(event, LetterSent)]


def choose_reminder(opened: OpenWindow) -> None:
    """The friendly letter is suggested first; the arrow takes the formal one."""
    opened.press(Qt.Key.Key_Down)
    opened.settle()


def test_a_suggested_letter_is_printed_and_sent_with_four_keys(
    opened: OpenWindow, office: Office, tmp_path: Path
) -> None:
    page = letter(opened, SetOutlets(tmp_path))
    assert opened.window.windowTitle() == "Betalt – Brev"
    opened.press(Qt.Key.Key_P, CTRL)
    opened.settle()
    assert "Skickat? Då räknas dagarna från i dag." in seen(opened)
    assert not sent(office)
    opened.press(Qt.Key.Key_Return)
    opened.settle()

    assert isinstance(opened.window.page(), TodayPage)
    assert opened.window.status.words() == "Brevet till Bryggeri Tre Tumlare AB är markerat som skickat."
    assert [event.channel for event in sent(office)] == ["post"]
    assert page.out.outlets.printed.read_bytes().startswith(b"%PDF")  # type: ignore[attr-defined]

    opened.press(Qt.Key.Key_Z, CTRL)
    assert not sent(office)


def test_the_formal_letter_books_interest_and_fee_only_once_it_is_sent(
    opened: OpenWindow, office: Office, tmp_path: Path
) -> None:
    letter(opened, SetOutlets(tmp_path))
    choose_reminder(opened)
    assert "30 091,80 kr" in seen(opened)
    opened.press(Qt.Key.Key_S, CTRL)
    opened.settle()
    saved = tmp_path / "2026-11-18_Paminnelse_10431.pdf"
    assert "30 091,80" in preview.text(saved.read_bytes()).replace("\xa0", " ")
    assert office.open(CASE) == "29860.00"
    opened.press(Qt.Key.Key_Return)
    opened.settle()
    assert office.open(CASE) == "30091.80"
    assert sending.stored_pdf(office.desk, 1) == saved.read_bytes()


def test_what_is_shown_is_what_is_saved(opened: OpenWindow, tmp_path: Path) -> None:
    page = letter(opened, SetOutlets(tmp_path))
    shown = page.model.paper
    assert shown is not None
    opened.press(Qt.Key.Key_S, CTRL)
    opened.settle()
    (saved,) = tmp_path.glob("*.pdf")
    assert saved.read_bytes() == shown.pdf


def test_a_letter_printed_twice_takes_one_number(opened: OpenWindow, office: Office, tmp_path: Path) -> None:
    letter(opened, SetOutlets(tmp_path))
    for _time in range(2):
        opened.press(Qt.Key.Key_P, CTRL)
        opened.settle()
        opened.press(Qt.Key.Key_Escape)
    made = office.desk.database.connection.execute("SELECT number FROM letter").fetchall()
    assert [number for (number,) in made] == ["P-2026-0001"]


def test_without_a_printer_the_file_is_offered(opened: OpenWindow, tmp_path: Path) -> None:
    letter(opened, SetOutlets(tmp_path, printer=False))
    opened.press(Qt.Key.Key_P, CTRL)
    assert "Det finns ingen skrivare på den här datorn. Pappret kan sparas som en fil." in seen(opened)
    opened.press(Qt.Key.Key_Return)
    opened.settle()
    assert list(tmp_path.glob("*.pdf"))


def test_old_bank_data_ask_for_a_yes_before_a_letter(
    opened: OpenWindow, office: Office, tmp_path: Path
) -> None:
    office.sleep_until("2026-11-30")
    letter(opened, SetOutlets(tmp_path))
    opened.press(Qt.Key.Key_S, CTRL)
    assert "Har du tittat på kontot, och har inget kommit in?" in seen(opened)
    assert not list(tmp_path.glob("*.pdf"))
    opened.press(Qt.Key.Key_Return)
    opened.settle()
    assert list(tmp_path.glob("*.pdf"))


def test_a_mail_draft_is_opened_and_never_sent(opened: OpenWindow, office: Office, tmp_path: Path) -> None:
    outlets = SetOutlets(tmp_path)
    page = letter(opened, outlets)
    page.mail_button.setFocus()
    opened.press(Qt.Key.Key_Return)
    opened.settle()
    (path,) = outlets.opened
    draft = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert (draft["X-Unsent"], draft["To"]) == ("1", "maja@example.com")
    (attached,) = draft.iter_attachments()
    assert attached.get_filename() == "2026-11-18_Vanlig-paminnelse_10431.pdf"
    opened.press(Qt.Key.Key_Return)
    opened.settle()
    assert [event.channel for event in sent(office)] == ["email"]


def test_without_a_mail_program_nothing_is_asked(opened: OpenWindow, tmp_path: Path) -> None:
    page = letter(opened, SetOutlets(tmp_path, mail_program=False))
    page.mail_button.setFocus()
    opened.press(Qt.Key.Key_Return)
    opened.settle()
    assert opened.window.status.words() == (
        "Inget mejlprogram svarade. Spara brevet som PDF och bifoga det själv."
    )
    assert not page.split.ask.isVisible()


def test_a_folder_that_is_gone_is_said_and_the_letter_is_not_sent(
    opened: OpenWindow, office: Office, tmp_path: Path
) -> None:
    letter(opened, SetOutlets(tmp_path / "gone"))
    opened.press(Qt.Key.Key_S, CTRL)
    opened.settle()
    assert "Det går inte att skriva i filen här." in opened.window.status.words()
    assert not sent(office)


def test_the_text_is_changed_and_survives_a_new_window(office: Office, qtbot: QtBot, tmp_path: Path) -> None:
    with opened_window(office, qtbot, places.Today()) as opened:
        page = letter(opened, SetOutlets(tmp_path))
        page.edit_button.setFocus()
        opened.press(Qt.Key.Key_Return)
        type_text(opened.focus(), "Tack för sist på mässan – vi hörs! ")
        opened.settle()
        opened.press(Qt.Key.Key_Escape)
        assert page.model.paper is not None
        assert "Tack för sist på mässan" in page.model.paper.words
        opened.press(Qt.Key.Key_Escape)
        assert drafts.names(office.desk, "letter:") == ["letter:1"]
    with opened_window(office, qtbot, places.Today()) as again:
        page = letter(again, SetOutlets(tmp_path))
        assert page.model.paper is not None
        assert "Tack för sist på mässan – vi hörs!" in page.model.paper.words
        assert "{pay_by}" in "".join(page.model.form.body)  # type: ignore[union-attr]
        again.press(Qt.Key.Key_S, CTRL)
        again.settle()
        assert drafts.names(office.desk, "letter:") == []


def test_a_sent_letter_opens_as_it_was_and_a_second_print_says_so(
    opened: OpenWindow, office: Office, tmp_path: Path
) -> None:
    letter(opened, SetOutlets(tmp_path))
    opened.press(Qt.Key.Key_S, CTRL)
    opened.settle()
    opened.press(Qt.Key.Key_Return)
    opened.settle()
    opened.go(places.StoredLetterPlace(1))
    opened.settle()
    page = opened.window.page()
    assert isinstance(page, StoredLetterPage)
    assert page.model.stored is not None
    assert page.model.stored.copy_mark == "Kopia"
    assert "Vänlig påminnelse till Bryggeri Tre Tumlare AB" in seen(opened)
    page.out.outlets = SetOutlets(tmp_path)
    opened.press(Qt.Key.Key_P, CTRL)
    opened.settle()
    assert "Kopia" in preview.text((tmp_path / "printed.pdf").read_bytes())
    assert "Kopia" not in preview.text(sending.stored_pdf(office.desk, 1))


def test_the_window_never_works_long_while_a_letter_is_written(opened: OpenWindow, tmp_path: Path) -> None:
    letter(opened, SetOutlets(tmp_path))
    with watched() as worked:
        choose_reminder(opened)
        opened.press(Qt.Key.Key_S, CTRL)
        opened.settle()
        opened.press(Qt.Key.Key_Return)
        opened.settle()
    assert worked.longest < 100

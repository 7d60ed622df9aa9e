"""The pages that are one list: what they show, what keys do, and what is said when there is nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.domain.history import LetterKind
from app.domain.invoice import CaseId
from app.services import drafts, payments, plans, reminders, sending
from tests.keyboard import type_text
from tests.office import Office, kronor
from tests.outlets import SetOutlets
from tests.window import OpenWindow, opened_window
from ui.pages.customers_page import CustomersPage
from ui.pages.invoices_page import InvoicesPage
from ui.pages.letters_page import LettersPage
from ui.pages.list_page import ListPage
from ui.pages.plans_page import PlansPage
from ui.view_models import places


@pytest.fixture
def office(tmp_path: Path) -> Office:
    """Return a Swedish firm with two customers and three open invoices, two of them late."""
    office = Office.opened(tmp_path / "betalt.db", "2026-09-28")
    brewery, yard = office.customer("Bryggeri Tre Tumlare AB"), office.customer("Norrskärs Båtvarv HB")
    office.invoice(brewery, "10431", "29860", issued="2026-09-28", due="2026-10-28", due_agreed=True)
    office.invoice(yard, "10398", "15400", issued="2026-08-18", due="2026-09-17")
    office.invoice(yard, "10412", "400", issued="2026-09-01", due="2026-11-30")
    office.sleep_until("2026-11-18")
    return office


@pytest.fixture
def opened(office: Office, qtbot: QtBot) -> Iterator[OpenWindow]:
    with opened_window(office, qtbot) as found:
        yield found


def page(opened: OpenWindow) -> ListPage:
    found = opened.window.page()
    assert isinstance(found, ListPage)
    return found


def column(opened: OpenWindow, key: str) -> list[str]:
    """Read a column of the list as it is shown."""
    model = page(opened).view.model
    place = [column.key for column in model.columns].index(key)
    return [model.row(row)[place] for row in range(model.rowCount())]


def test_invoices_open_with_all_that_is_open_and_the_first_row_current(opened: OpenWindow) -> None:
    assert column(opened, "number") == ["10398", "10431", "10412"]
    assert page(opened).view.table.selected() == page(opened).view.state.ids[0]
    assert opened.focus() is page(opened).view.table
    assert page(opened).standing() == "3 fakturor"


def test_j_and_k_walk_and_enter_opens_and_escape_returns_to_the_same_row(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_J)
    opened.press(Qt.Key.Key_Return)
    assert opened.window.windowTitle() == "Betalt – Faktura 10431"

    opened.press(Qt.Key.Key_Escape)
    row = page(opened).view.row()
    assert row is not None
    assert row.cells[2] == "10431"


def test_an_age_of_the_bar_narrows_the_invoices(opened: OpenWindow) -> None:
    opened.go(places.Invoices("15-30"))
    assert column(opened, "number") == ["10431"]
    assert page(opened).view.filter.currentText() == "15–30 dagar sena"


def test_a_filter_is_chosen_from_its_list(opened: OpenWindow) -> None:
    view = page(opened).view
    view.filter.setCurrentIndex(view.filter.findText("Inte förfallna än"))
    opened.settle()
    assert column(opened, "number") == ["10412"]


def test_words_narrow_the_list_and_escape_clears_them(opened: OpenWindow, qtbot: QtBot) -> None:
    view = page(opened).view
    view.text.setFocus()
    type_text(view.text, "bryggeri")
    qtbot.waitUntil(lambda: column(opened, "number") == ["10431"])

    opened.press(Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(column(opened, "number")) == 3)
    assert view.text.text() == ""


def test_words_that_find_nothing_are_named(opened: OpenWindow, qtbot: QtBot) -> None:
    opened.go(places.Invoices(text="zzz"))
    assert page(opened).view.empty_words() == "Inget på ”zzz”."


def test_a_click_on_a_heading_orders_the_list_and_says_so(opened: OpenWindow) -> None:
    view = page(opened).view
    view.table.horizontalHeader().setSortIndicator(7, Qt.SortOrder.DescendingOrder)
    opened.settle()
    assert column(opened, "number") == ["10431", "10398", "10412"]
    assert view.order.currentText() == "Största belopp först"


def test_an_order_is_chosen_without_a_mouse(opened: OpenWindow) -> None:
    view = page(opened).view
    view.order.setCurrentIndex(view.order.findText("Kund, A till Ö"))
    opened.settle()
    assert column(opened, "customer")[0] == "Bryggeri Tre Tumlare AB"


def test_what_the_shapes_mean_is_one_click_away(opened: OpenWindow) -> None:
    button = page(opened).view.legend
    assert button.accessibleName() == "Vad formerna betyder"
    button.click()
    opened.settle()
    panel = opened.window.panel()
    assert panel is not None
    assert "Kunden har nämnt en dag. Den kommer tillbaka om dagen går förbi." in [
        label.text() for label in panel.findChildren(QLabel)
    ]


def test_case_keys_are_about_the_current_row(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_J)
    subject = opened.window.page().subject()
    assert subject is not None
    assert subject.name == "Bryggeri Tre Tumlare AB"


def test_marked_rows_of_one_customer_are_taken_together(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_X)
    opened.press(Qt.Key.Key_J)
    opened.press(Qt.Key.Key_X)
    invoices = page(opened)
    assert isinstance(invoices, InvoicesPage)
    assert column(opened, "mark") == ["x", "x", ""]
    assert invoices.standing() == "2 rader markerade, 45\u00a0260\u00a0kr"
    assert len(invoices.marked()) == 2
    opened.press(Qt.Key.Key_X)

    opened.press(Qt.Key.Key_J)
    opened.press(Qt.Key.Key_X)
    subject = invoices.subject()
    assert subject is not None
    assert len(subject.case_ids) == 2
    opened.press(Qt.Key.Key_Escape)
    assert column(opened, "mark") == ["", "", ""]


def test_shift_and_down_marks_and_goes_on(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    row = page(opened).view.row()
    assert column(opened, "mark") == ["x", "", ""]
    assert row is not None
    assert row.cells[2] == "10431"


def test_what_is_paid_leaves_the_list_and_the_next_row_is_current(opened: OpenWindow) -> None:
    case_id = CaseId(page(opened).view.state.ids[0])
    opened.workplace.act(lambda desk: payments.book_payment(desk, case_id, kronor("15400")))
    opened.settle()
    opened.settle()
    assert column(opened, "number") == ["10431", "10412"]
    row = page(opened).view.row()
    assert row is not None
    assert row.cells[2] == "10431"


def test_the_letter_x_is_typed_where_words_are_typed(opened: OpenWindow) -> None:
    view = page(opened).view
    view.text.setFocus()
    type_text(view.text, "x")
    assert column(opened, "mark") == ["", "", ""]
    assert view.text.text() == "x"


def test_columns_that_do_not_fit_are_left_out_so_that_nothing_scrolls_sideways(opened: OpenWindow) -> None:
    table = page(opened).view.table
    opened.window.resize(1024, 640)
    opened.settle()
    assert table.isColumnHidden(5)
    assert table.horizontalScrollBar().maximum() == 0
    opened.window.resize(1440, 900)
    opened.settle()
    assert not table.isColumnHidden(5)


def test_a_row_is_read_aloud_with_its_mark(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_X)
    index = page(opened).view.model.index(0, 0)
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Markerad. Läge: Agera nu. Faktura: 10398. Kund: Norrskärs Båtvarv HB.")


def test_a_customer_opens_with_enter(opened: OpenWindow) -> None:
    opened.go(places.Customers())
    customers = page(opened)
    assert isinstance(customers, CustomersPage)
    assert column(opened, "name") == ["Bryggeri Tre Tumlare AB", "Norrskärs Båtvarv HB"]
    opened.press(Qt.Key.Key_J)
    opened.press(Qt.Key.Key_Return)
    place = opened.window.place()
    assert isinstance(place, places.CustomerPlace)
    assert place.customer_id == customers.view.state.ids[1]


def test_a_new_invoice_is_for_the_customer_of_the_row(opened: OpenWindow) -> None:
    opened.go(places.Customers())
    row = page(opened).view.row()
    assert row is not None
    assert opened.window.page().invoiced() == row.customer_id


def test_a_customer_who_owes_nothing_is_found_and_opened(office: Office, opened: OpenWindow) -> None:
    paid = office.customer("Ängslyckans Blomster")
    opened.go(places.Customers(paid))
    row = page(opened).view.row()
    assert row is not None
    assert row.name == "Ängslyckans Blomster"
    assert opened.window.page().subject() is None
    opened.press(Qt.Key.Key_Return)
    place = opened.window.place()
    assert isinstance(place, places.CustomerPlace)
    assert place.customer_id == paid


def test_a_printed_plan_is_signed_and_ended(office: Office, opened: OpenWindow) -> None:
    case_id = CaseId(page(opened).view.state.ids[0])
    wish = plans.PlanWish(2, office.desk.today())
    plans.make(office.desk, plans.propose(office.desk, [case_id], wish))
    opened.go(places.Plans())
    found = opened.window.page()
    assert isinstance(found, PlansPage)
    assert column(opened, "state") == ["Väntar på påskrift"]

    found.sign_button.click()
    opened.settle()
    opened.settle()
    assert column(opened, "state") == ["Plan 0/2"]
    assert not found.sign_button.isEnabled()

    found.end_button.click()
    opened.settle()
    opened.settle()
    assert column(opened, "state") == ["Avslutad"]
    assert not found.end_button.isEnabled()


def test_a_printed_letter_is_marked_as_sent(office: Office, opened: OpenWindow) -> None:
    case_id = CaseId(page(opened).view.state.ids[0])
    wish = reminders.Wish(LetterKind.FRIENDLY)
    sending.make(office.desk, reminders.propose(office.desk, [case_id], wish))
    opened.go(places.Letters())
    found = opened.window.page()
    assert isinstance(found, LettersPage)
    assert column(opened, "sent") == ["Inte skickat"]

    found.sent_button.click()
    opened.settle()
    opened.settle()
    assert column(opened, "sent") == ["18 nov"]
    assert not found.sent_button.isEnabled()


@pytest.mark.parametrize(
    ("place", "words"),
    [
        (places.Plans(), "Inga planer än. Tryck A på en faktura för att göra en."),
        (places.Letters(), "Inga brev än. Tryck L på en förfallen faktura."),
        (places.Invoices("paid"), "Ingen faktura hör hit just nu."),
    ],
)
def test_an_empty_list_says_what_belongs_there(opened: OpenWindow, place: places.Place, words: str) -> None:
    opened.go(place)
    assert page(opened).view.empty_words() == words


def test_all_rows_are_marked_at_once_with_their_sum(opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    assert column(opened, "mark") == ["x", "x", "x"]
    assert page(opened).standing() == "3 rader markerade, 45\u00a0660\u00a0kr"


def test_a_list_is_saved_with_its_filter_or_its_marks(opened: OpenWindow, tmp_path: Path) -> None:
    invoices = page(opened)
    invoices.out.out.outlets = SetOutlets(tmp_path)
    opened.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    saved = tmp_path / "2026-11-18_Fakturor.csv"
    assert len(saved.read_text(encoding="utf-8-sig").splitlines()) == 4
    assert opened.window.status.words() == "Sparat som 2026-11-18_Fakturor.csv."

    opened.press(Qt.Key.Key_X)
    invoices.view.save_button.click()
    opened.settle()
    assert len(saved.read_text(encoding="utf-8-sig").splitlines()) == 2


def test_a_list_is_printed_as_its_own_pdf(opened: OpenWindow, tmp_path: Path) -> None:
    outlets = SetOutlets(tmp_path)
    page(opened).out.out.outlets = outlets
    opened.press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    assert outlets.printed.stat().st_size > 1000


def shown(opened: OpenWindow) -> list[str]:
    """Return the titles of the columns from left to right."""
    header = page(opened).view.table.horizontalHeader()
    columns = page(opened).view.model.columns
    order = [header.logicalIndex(place) for place in range(header.count())]
    return [columns[place].key for place in order if not header.isSectionHidden(place)]


def test_columns_are_left_out_moved_and_remembered(opened: OpenWindow) -> None:
    invoices = page(opened)
    assert shown(opened)[:4] == ["mark", "shape", "state", "number"]
    invoices.view.columns_button.click()
    chooser = invoices.view.chooser
    assert chooser.isVisible()
    chooser.ticks["issued"].click()
    chooser.arrows["customer", -1].click()
    assert shown(opened)[:5] == ["mark", "shape", "state", "customer", "number"]
    assert "issued" not in shown(opened)
    assert opened.workplace.preferences.columns["invoices"][:2] == ("state", "customer")

    opened.press(Qt.Key.Key_Escape)
    assert not chooser.isVisible()
    assert opened.focus() is invoices.view.table
    chooser.all_button.click()
    assert shown(opened)[:4] == ["mark", "shape", "state", "number"]


def test_columns_chosen_before_are_shown_when_the_list_opens(opened: OpenWindow) -> None:
    opened.workplace.prefer(columns={"letters": ("total", "number")})
    opened.go(places.Letters())
    assert shown(opened) == ["total", "number"]


def test_the_last_column_cannot_be_taken_away(opened: OpenWindow) -> None:
    chooser = page(opened).view.chooser
    chooser.chosen.emit(("number",))
    assert shown(opened) == ["mark", "shape", "number"]
    assert not chooser.ticks["number"].isEnabled()


def test_an_invoice_is_written_off_from_its_row_and_taken_back(office: Office, opened: OpenWindow) -> None:
    opened.press(Qt.Key.Key_W)
    opened.settle()
    assert opened.window.windowTitle() == "Betalt – Skriv av"
    opened.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    opened.settle()
    assert column(opened, "number") == ["10431", "10412"]
    assert opened.window.status.words() == "Faktura 10398 avskriven."
    opened.press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    opened.settle()
    opened.settle()
    assert column(opened, "number") == ["10398", "10431", "10412"]


def test_a_letter_begun_is_listed_as_a_draft_reopened_and_thrown_away(
    office: Office, opened: OpenWindow
) -> None:
    case_id = page(opened).view.state.ids[0]
    who = office.case(CaseId(case_id)).customer
    drafts.save(office.desk, f"letter:{who.id}", {"cases": [case_id], "kind": "friendly"})
    opened.go(places.Letters())
    letters = page(opened)
    assert isinstance(letters, LettersPage)
    assert column(opened, "number") == ["Utkast"]
    assert column(opened, "customer") == [who.name]

    letters.throw_button.click()
    opened.settle()
    opened.settle()
    assert column(opened, "number") == []
    assert drafts.load(office.desk, f"letter:{who.id}") is None


def test_a_draft_opens_where_it_was_left(office: Office, opened: OpenWindow) -> None:
    case_id = page(opened).view.state.ids[0]
    who = office.case(CaseId(case_id)).customer.id
    drafts.save(office.desk, f"plan:{who}", {"cases": [case_id]})
    opened.go(places.Plans())
    assert column(opened, "state") == ["Utkast"]
    row = page(opened).view.row()
    assert row is not None
    drafts.discard(office.desk, f"plan:{who}")
    page(opened).open_row(row)
    opened.settle()
    assert opened.window.place() == places.PlanPlace((CaseId(case_id),))


def test_a_new_plan_begins_with_whom_it_is_for(opened: OpenWindow) -> None:
    opened.go(places.Plans())
    plans_page = page(opened)
    assert isinstance(plans_page, PlansPage)
    plans_page.new_button.click()
    opened.settle()
    assert isinstance(opened.window.page(), CustomersPage)
    assert opened.window.status.words() == "Välj en kund och tryck A."

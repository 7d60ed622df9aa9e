"""The lists: arrows skip heads, selection survives a refresh, a row reads as one sentence."""

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.keyboard import type_text
from ui.models.list_model import ListModel
from ui.models.paged_table_model import PAGE, Column, PagedTableModel, Row
from ui.models.rows import HeaderRow, NavRow, TimelineRow, WorkRow
from ui.theme import Theme, theme
from ui.widgets.nav import FOLDED_WIDTH, WIDTH, NavList
from ui.widgets.table import PagedTable
from ui.widgets.timeline import Timeline
from ui.widgets.work_list import WorkListView
from ui.widgets.work_list_delegate import button_rect


def work_row(customer_id: int, name: str, *, section: str = "first", amount: str = "24 860 kr") -> WorkRow:
    return WorkRow(
        customer_id=customer_id,
        currency="SEK",
        section=section,
        state="act_now",
        name=name,
        secondary="Faktura 10431",
        state_word="Agera nu",
        reason="Lovade betala i måndags.",
        amount=amount,
        days="21 dagar",
        action_label="Ring",
        action_key="C",
        when="fre 20 nov",
        accessible=f"Agera nu. {name}. {amount}.",
    )


ACME, BERG, CITY = work_row(1, "Acme"), work_row(2, "Berg"), work_row(3, "City", section="waiting")
ROWS = (HeaderRow("Gör först", "2"), ACME, BERG, HeaderRow("Väntar", "1"), CITY)


@pytest.fixture
def work_list(qtbot: QtBot) -> WorkListView:
    view = WorkListView("I dag")
    qtbot.addWidget(view)
    view.resize(760, 400)
    view.show_rows(ROWS)
    view.show()
    return view


def test_the_first_customer_is_selected_to_begin_with(work_list: WorkListView) -> None:
    assert work_list.selected() == ACME


@pytest.mark.parametrize("keys", [(Qt.Key.Key_Down, Qt.Key.Key_Up), (Qt.Key.Key_J, Qt.Key.Key_K)])
def test_keys_walk_from_customer_to_customer_past_the_heads(
    work_list: WorkListView, qtbot: QtBot, keys: tuple[Qt.Key, Qt.Key]
) -> None:
    down, up = keys
    seen = []
    for key in (down, down, down, up, up, up):
        QTest.keyClick(work_list, key)
        seen.append(work_list.selected())
    assert seen == [BERG, CITY, CITY, BERG, ACME, ACME]


def test_a_letter_without_an_action_does_not_search(work_list: WorkListView) -> None:
    type_text(work_list, "b")
    assert work_list.selected() == ACME


def test_enter_opens_the_selected_customer(work_list: WorkListView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(work_list.row_opened) as opened:
        QTest.keyClick(work_list, Qt.Key.Key_Return)
    assert opened.args == [ACME]


def test_a_click_on_the_button_of_a_row_asks_for_its_action(work_list: WorkListView, qtbot: QtBot) -> None:
    rect = work_list.visualRect(work_list.model().index(2, 0))
    with qtbot.waitSignal(work_list.action_clicked) as clicked:
        QTest.mouseClick(work_list.viewport(), Qt.MouseButton.LeftButton, pos=button_rect(rect).center())
    assert clicked.args == [BERG]


def test_a_click_beside_the_button_only_selects(work_list: WorkListView, qtbot: QtBot) -> None:
    rect = work_list.visualRect(work_list.model().index(2, 0))
    with qtbot.assertNotEmitted(work_list.action_clicked):
        QTest.mouseClick(work_list.viewport(), Qt.MouseButton.LeftButton, pos=rect.center() - QPoint(60, 0))
    assert work_list.selected() == BERG


def test_no_button_can_be_clicked_while_actions_are_hidden(work_list: WorkListView, qtbot: QtBot) -> None:
    work_list.show_actions(shown=False)
    rect = work_list.visualRect(work_list.model().index(1, 0))
    with qtbot.assertNotEmitted(work_list.action_clicked):
        QTest.mouseClick(work_list.viewport(), Qt.MouseButton.LeftButton, pos=button_rect(rect).center())


def test_the_next_customer_is_selected_when_the_row_leaves(work_list: WorkListView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(work_list.row_selected) as selected:
        work_list.show_rows((ROWS[0], BERG, ROWS[3], CITY))
    assert selected.args == [BERG]
    assert work_list.selected() == BERG


def test_the_one_before_is_selected_when_the_last_row_leaves(work_list: WorkListView) -> None:
    work_list.select(3)
    work_list.show_rows(ROWS[:3])
    assert work_list.selected() == BERG


def test_the_selection_follows_a_customer_who_moves(work_list: WorkListView) -> None:
    work_list.select(2)
    work_list.show_rows((ROWS[0], BERG, ACME, ROWS[3], CITY))
    assert work_list.selected() == BERG


def test_a_changed_amount_is_told_and_the_selection_stays(work_list: WorkListView, qtbot: QtBot) -> None:
    richer = work_row(1, "Acme", amount="10 kr")
    with qtbot.waitSignal(work_list.row_selected) as selected:
        work_list.show_rows((ROWS[0], richer, *ROWS[2:]))
    assert selected.args == [richer]


def test_an_empty_list_has_nothing_selected(work_list: WorkListView) -> None:
    work_list.show_rows(())
    assert work_list.selected() is None


def test_a_row_reads_aloud_as_one_sentence(work_list: WorkListView) -> None:
    index = work_list.model().index(1, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Agera nu. Acme. 24 860 kr."
    head = work_list.model().index(0, 0)
    assert head.data(Qt.ItemDataRole.AccessibleTextRole) == "Gör först, 2"


def test_rows_have_their_heights_and_grow_with_the_text(work_list: WorkListView, look: Theme) -> None:
    def heights() -> list[int]:
        return [work_list.visualRect(work_list.model().index(place, 0)).height() for place in (1, 4)]

    assert heights() == [56, 36]
    look.set_scale(2.0)
    assert heights() == [112, 72]


def test_the_list_model_keeps_qts_rules(qtbot: QtBot) -> None:
    model: ListModel[str] = ListModel(str)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show_rows(["a", "b"])
    model.show_rows(["a", "c"])
    model.show_rows([])
    assert tester.model() is model


def test_only_what_differs_is_told_to_the_view(qtbot: QtBot) -> None:
    model: ListModel[str] = ListModel(str)
    model.show_rows(["a", "b", "c"])
    changed: list[int] = []
    model.dataChanged.connect(lambda first, _last, _roles: changed.append(first.row()))
    model.show_rows(["a", "x", "c"])
    assert changed == [1]


COLUMNS = (
    Column("state", "", "state", 40),
    Column("number", "Faktura", "strong", 90),
    Column("customer", "Kund"),
    Column("word", "Läge", "word", 110),
    Column("open", "Kvar, kr", "amount", 110),
)


class Shelf:
    """Hands out rows and remembers which were asked for."""

    def __init__(self) -> None:
        self.asked: list[Sequence[int]] = []

    def fetch(self, ids: Sequence[int]) -> Sequence[Row]:
        self.asked.append(ids)
        return [("paid", str(each), f"Kund {each}", "Betald", f"{each},00") for each in ids]


def test_the_paged_model_keeps_qts_rules(qtbot: QtBot) -> None:
    model = PagedTableModel(COLUMNS, Shelf().fetch)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.set_ids(range(250))
    model.refresh([3, 9999])
    assert tester.model() is model


def test_a_long_table_fetches_only_the_pages_that_are_seen(qtbot: QtBot) -> None:
    shelf = Shelf()
    table = PagedTable(PagedTableModel(COLUMNS, shelf.fetch), "Fakturor")
    qtbot.addWidget(table)
    table.resize(600, 300)
    table.show_ids(range(100_000))
    table.show()
    table.grab()
    assert [len(ids) for ids in shelf.asked] == [PAGE]
    table.scrollToBottom()
    table.grab()
    assert len(shelf.asked) <= 3
    assert shelf.asked[-1][-1] == 99_999


def test_a_refresh_fetches_the_page_of_a_changed_row_again() -> None:
    shelf = Shelf()
    model = PagedTableModel(COLUMNS, shelf.fetch)
    model.set_ids(range(300))
    for place in (0, 150):
        model.row(place)
    model.refresh([150])
    for place in (0, 150):
        model.row(place)
    assert [ids[0] for ids in shelf.asked] == [0, 100, 100]


def test_memory_stays_bounded_however_far_one_scrolls() -> None:
    shelf = Shelf()
    model = PagedTableModel(COLUMNS, shelf.fetch)
    model.set_ids(range(100 * PAGE))
    for place in range(0, 100 * PAGE, PAGE):
        model.row(place)
    assert len(model._pages) == 50
    model.row(99 * PAGE)
    assert len(shelf.asked) == 100


def test_a_table_row_reads_aloud_with_its_headings() -> None:
    model = PagedTableModel(COLUMNS, Shelf().fetch)
    model.set_ids([7])
    role = Qt.ItemDataRole.AccessibleTextRole
    assert model.index(0, 0).data(role) == "Faktura: 7. Kund: Kund 7. Läge: Betald. Kvar, kr: 7,00"
    assert model.index(0, 4).data(role) == "Kvar, kr: 7,00"


def test_a_table_selects_by_id_and_keeps_the_selection(qtbot: QtBot) -> None:
    table = PagedTable(PagedTableModel(COLUMNS, Shelf().fetch), "Fakturor")
    qtbot.addWidget(table)
    table.show_ids([5, 6, 7])
    with qtbot.waitSignal(table.row_selected) as selected:
        table.select(6)
    assert selected.args == [6]
    table.show_ids([7, 6, 5])
    assert table.selected() == 6
    with qtbot.waitSignal(table.row_opened) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [6]


def test_a_click_on_a_heading_asks_for_another_order(qtbot: QtBot) -> None:
    table = PagedTable(PagedTableModel(COLUMNS, Shelf().fetch), "Fakturor")
    qtbot.addWidget(table)
    table.resize(600, 300)
    table.show()
    header = table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(1) + 20, header.height() // 2)
    asked = []
    table.sort_requested.connect(lambda key, falling: asked.append((key, falling)))
    for _click in range(2):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked == [("number", False), ("number", True)]


PAGES = (
    NavRow("today", "sun", "I dag", "6"),
    NavRow("invoices", "receipt-text", "Fakturor", "24"),
    NavRow("settings", "settings", "Inställningar", pinned=True),
)


@pytest.fixture
def nav(qtbot: QtBot) -> Iterator[NavList]:
    side = QWidget()
    side.resize(WIDTH, 500)
    made = NavList("Sidor")
    QVBoxLayout(side).addWidget(made)
    qtbot.addWidget(side)
    made.set_rows(PAGES)
    made.choose("today")
    side.show()
    yield made


def test_arrows_walk_through_the_pages_and_past_the_gap(nav: NavList, qtbot: QtBot) -> None:
    chosen: list[str] = []
    nav.chosen.connect(chosen.append)
    for _press in range(2):
        QTest.keyClick(nav, Qt.Key.Key_Down)
    assert chosen == ["invoices", "settings"]


def test_pinned_pages_stand_at_the_bottom(nav: NavList) -> None:
    nav.grab()
    last = nav.visualRect(nav.model().index(3, 0))
    assert nav.viewport().height() - last.bottom() <= 4


def test_new_counts_do_not_change_the_page(nav: NavList, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(nav.chosen):
        nav.set_rows((NavRow("today", "sun", "I dag", "5"), *PAGES[1:]))
    assert nav.current() == "today"


def test_folded_pages_keep_their_names_as_tool_tips(nav: NavList) -> None:
    first = nav.model().index(0, 0)
    assert not first.data(Qt.ItemDataRole.ToolTipRole)
    nav.fold(folded=True)
    assert nav.width() == FOLDED_WIDTH
    assert first.data(Qt.ItemDataRole.ToolTipRole) == "I dag"
    assert first.data(Qt.ItemDataRole.AccessibleTextRole) == "I dag, 6"


HISTORY = (
    TimelineRow("plan", "26 nov", "Förslag", icon="calendar-clock", kind="future"),
    TimelineRow("now", "i dag", "", kind="today"),
    TimelineRow("call", "9 nov", "Samtal", "Lovade betala.", "”Attesteras på måndag.”", icon="phone"),
)


def test_a_timeline_entry_reads_aloud_and_opens(qtbot: QtBot) -> None:
    timeline = Timeline("Det här har hänt")
    qtbot.addWidget(timeline)
    timeline.resize(400, 400)
    timeline.show_rows(HISTORY)
    timeline.show()
    index = timeline.model().index(2, 0)
    words = "9 nov. Samtal. Lovade betala. ”Attesteras på måndag.”."
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == words
    timeline.setCurrentIndex(timeline.model().index(0, 0))
    QTest.keyClick(timeline, Qt.Key.Key_Down)
    with qtbot.waitSignal(timeline.opened) as opened:
        QTest.keyClick(timeline, Qt.Key.Key_Return)
    assert opened.args == ["call"]


def test_a_long_entry_takes_more_lines_where_room_is_short(qtbot: QtBot) -> None:
    timeline = Timeline("Det här har hänt")
    qtbot.addWidget(timeline)
    timeline.show_rows([TimelineRow("1", "9 nov", "Samtal", "Lovade betala på måndag. " * 6)])
    timeline.show()
    heights = []
    for width in (900, 320):
        timeline.resize(width, 400)
        timeline.grab()
        heights.append(timeline.visualRect(timeline.model().index(0, 0)).height())
    assert heights[1] > heights[0]


def test_a_compact_timeline_takes_one_line_an_entry(qtbot: QtBot) -> None:
    timeline = Timeline("Senast", compact=True)
    qtbot.addWidget(timeline)
    timeline.show_rows([TimelineRow("1", "9 nov", "Samtal " * 40, icon="phone", text="x")])
    timeline.show()
    timeline.grab()
    assert timeline.visualRect(timeline.model().index(0, 0)).height() == theme().px(27)

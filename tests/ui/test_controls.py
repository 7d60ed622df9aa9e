"""Fields, buttons and choices: they read, they say what they are, and they work from the keyboard."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction, QColor, QGuiApplication, QImage, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app import i18n
from app.domain.errors import RuleError
from app.domain.money import SEK, Money
from tests.keyboard import type_text
from ui.notices import Notices
from ui.pages import reading
from ui.theme import Theme
from ui.tokens import STATES
from ui.widgets.ageing import AgeingBar, AgeingPart, Total, TotalsCard, shares
from ui.widgets.button import ActionButton, key_words
from ui.widgets.card import Banner, Card
from ui.widgets.editor import NoteField, PickField
from ui.widgets.field import AmountField, DateField, Field, FieldBox, SearchField
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label, StateChip
from ui.widgets.option import CheckRow, ChoiceList, Option
from ui.widgets.phone import PhoneLabel
from ui.widgets.preview import PdfPreview
from ui.widgets.segmented import SegmentedControl
from ui.widgets.status_line import StatusLine
from ui.widgets.stepper import Stepper
from ui.widgets.steps import Progress, StepsHeader
from ui.widgets.sums import SumLine, SumTable

DAY = date(2026, 11, 25)


def read_day(words: str) -> date | None:
    return DAY if words in ("fre", "25 nov") else None


def read_amount(words: str) -> Money:
    if not words.isdigit():
        raise RuleError
    return Money.of(Decimal(words), SEK)


def complain(error: RuleError | None) -> str:
    return "Går inte att läsa." if error is None else "Skriv med siffror."


def date_field() -> DateField:
    return DateField(read_day, lambda day: f"ons {day.day} nov", complain, name="Betalas senast")


# Buttons


def test_a_button_for_an_action_follows_and_triggers_it(qtbot: QtBot) -> None:
    action = QAction("&Ring")
    action.setShortcut("C")
    button = ActionButton.for_action(action, kind="primary", icon="phone")
    qtbot.addWidget(button)
    assert button.accessibleDescription() == "C"
    with qtbot.waitSignal(action.triggered):
        QTest.keyClick(button, Qt.Key.Key_Space)
    action.setEnabled(False)
    assert not button.isEnabled()


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_button_is_pressed_by_space_and_by_enter(qtbot: QtBot, key: Qt.Key) -> None:
    button = ActionButton("Spara samtalet", kind="primary")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)


@pytest.mark.parametrize(
    ("sequence", "words"), [("C", "C"), ("Ctrl+Return", "Ctrl ↵"), ("Alt+1", "Alt 1"), ("Esc", "Esc")]
)
def test_keys_are_written_as_on_their_caps(sequence: str, words: str) -> None:
    assert key_words(QKeySequence(sequence)) == words


def test_an_icon_alone_has_a_name_and_a_tool_tip(qtbot: QtBot) -> None:
    button = ActionButton(kind="flat", icon="copy", name="Kopiera", key="Ctrl C")
    qtbot.addWidget(button)
    assert (button.accessibleName(), button.toolTip()) == ("Kopiera", "Kopiera (Ctrl C)")
    assert button.sizeHint().width() == button.sizeHint().height()


def colour_count(widget: QWidget) -> int:
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return len({image.pixel(x, y) for x in range(image.width()) for y in range(image.height())})


def test_the_keyboard_focus_is_seen_as_a_ring(qtbot: QtBot, look: Theme) -> None:
    box = QWidget()
    column = QVBoxLayout(box)
    first, second = ActionButton("Brev", key="L"), ActionButton("Ring", key="C")
    column.addWidget(first)
    column.addWidget(second)
    qtbot.addWidget(box)
    box.show()
    qtbot.waitActive(box)
    first.setFocus()
    qtbot.waitUntil(first.hasFocus)
    ring = look.colour("focus").name()
    assert QColor(first.grab().toImage().pixelColor(first.width() // 2, 0)).name() == ring
    assert QColor(second.grab().toImage().pixelColor(second.width() // 2, 0)).name() != ring


# Every control, in both schemes and at twice the text size


def make_totals() -> QWidget:
    card = TotalsCard("Ålder")
    card.set_totals([Total("Förfallet", "130 155 kr", "+ 12 400 NOK")])
    card.bar.set_parts([AgeingPart("0", 0, "Inte förfallet", "96 480 kr", 96_480)])
    return card


def make_choices() -> QWidget:
    made = ChoiceList("Nivå")
    made.set_options(
        [Option("a", "Vänlig", "Skickad"), Option("b", "Krav", "Tidigast 3 december", enabled=False)], "a"
    )
    return made


def make_sums() -> QWidget:
    made = SumTable(ruled=True)
    made.show_sums(
        [SumLine("Ränta", "149,88 kr", ("5 dagar",), "3 § räntelagen", muted=True)], ("Summa", "1 kr")
    )
    return made


def make_phone() -> QWidget:
    made = PhoneLabel(large=True)
    made.set_number("070-174 06 12")
    return made


MAKERS: dict[str, Callable[[], QWidget]] = {
    "label": lambda: Label("Ord", "title"),
    "button": lambda: ActionButton("Spara", kind="primary", key="Ctrl ↵", icon="check"),
    "choice": lambda: ActionButton("Lovar betala", kind="choice", shape="promised", key="Alt 1"),
    "card": lambda: Card("alt"),
    "banner": lambda: Banner("Exempeldata", "Börja på riktigt"),
    "segments": lambda: SegmentedControl([("a", "Varm"), ("b", "Saklig")], name="Ton"),
    "choices": make_choices,
    "check": lambda: CheckRow("Ränta", subtitle="10 %", note="5 kr"),
    "search": lambda: SearchField("Sök"),
    "date": date_field,
    "note": lambda: NoteField(name="Anteckning"),
    "pick": lambda: PickField(name="Språk"),
    "totals": make_totals,
    "stepper": lambda: Stepper(2, 24, name="Antal delar"),
    "steps": lambda: StepsHeader(["Fil", "Kolumner"]),
    "progress": lambda: Progress(3),
    "phone": make_phone,
    "sums": make_sums,
    "preview": PdfPreview,
    "status": lambda: StatusLine(Notices(), undo_key="Ctrl Z"),
    **{state: lambda state=state: StateChip(state, "Agera nu") for state in STATES},  # type: ignore[misc]
}


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_each_widget_is_painted_in_both_schemes_and_grows(
    qtbot: QtBot, look: Theme, make: Callable[[], QWidget]
) -> None:
    widget = make()
    qtbot.addWidget(widget)
    before = widget.sizeHint()
    light = widget.grab().toImage()
    look.set_scheme("dark")
    assert widget.grab().toImage() != light
    look.set_scale(2.0)
    after = widget.sizeHint()
    assert after.height() >= before.height()
    widget.resize(after)
    widget.grab()


def unnamed(widget: QWidget) -> list[QWidget]:
    """Return what the keyboard reaches below a widget and a screen reader cannot name."""
    reached = [
        each
        for each in (widget, *widget.findChildren(QWidget))
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    interfaces = [(each, QAccessible.queryAccessibleInterface(each)) for each in reached]
    return [each for each, known in interfaces if not known or not known.text(QAccessible.Text.Name)]


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_all_that_the_keyboard_reaches_has_a_name(qtbot: QtBot, make: Callable[[], QWidget]) -> None:
    widget = make()
    qtbot.addWidget(widget)
    assert not [each for each in unnamed(widget) if each.objectName() != "qt_spinbox_lineedit"]


# Choices


def test_a_click_chooses_a_segment_and_tells_it(qtbot: QtBot) -> None:
    control = SegmentedControl([("warm", "Varm"), ("plain", "Saklig"), ("firm", "Bestämd")], value="plain")
    qtbot.addWidget(control)
    assert control.value() == "plain"
    with qtbot.waitSignal(control.changed) as changed:
        QTest.mouseClick(control._buttons["firm"], Qt.MouseButton.LeftButton)
    assert changed.args == ["firm"] == [control.value()]


def test_setting_a_value_is_not_told_as_a_choice(qtbot: QtBot) -> None:
    control = SegmentedControl([("a", "A"), ("b", "B")])
    qtbot.addWidget(control)
    with qtbot.assertNotEmitted(control.changed):
        control.set_value("b")
    assert control.value() == "b"


def test_a_level_that_is_too_early_says_why_and_cannot_be_chosen(qtbot: QtBot) -> None:
    choices = ChoiceList("Nivå")
    qtbot.addWidget(choices)
    options = [
        Option("friendly", "Vänlig"),
        Option("demand", "Inkassokrav", "Tidigast 3 december.", enabled=False),
    ]
    choices.set_options(options, "friendly")
    row = choices._rows["demand"]
    QTest.mouseClick(row, Qt.MouseButton.LeftButton)
    assert choices.value() == "friendly"
    assert row.accessibleDescription() == "Tidigast 3 december."


def test_new_options_replace_the_old(qtbot: QtBot) -> None:
    choices = ChoiceList("Nivå")
    qtbot.addWidget(choices)
    choices.set_options([Option("a", "A"), Option("b", "B")], "b")
    choices.set_options([Option("c", "C")], "c")
    assert choices.value() == "c"
    assert choices.body.count() == 1


def test_a_check_row_is_ticked_anywhere_along_it(qtbot: QtBot) -> None:
    row = CheckRow("Påminnelseavgift", subtitle="Avtalad i offerten 2 juni.", note="60,00 kr")
    qtbot.addWidget(row)
    row.resize(400, row.sizeHint().height())
    QTest.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.rect().center())
    assert row.isChecked()


def test_a_reason_wraps_where_room_is_short(qtbot: QtBot) -> None:
    row = CheckRow("Ränta", subtitle="Räntan räknas från dagen efter förfallodagen enligt räntelagen.")
    qtbot.addWidget(row)
    assert row.heightForWidth(160) > row.heightForWidth(600)


# Fields


def test_a_date_shows_its_weekday_while_it_is_typed(qtbot: QtBot) -> None:
    field = date_field()
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.value_changed) as changed:
        type_text(field, "fre")
    assert changed.args == [DAY]
    assert field._hint == "ons 25 nov"
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert (field.text(), field._hint) == ("ons 25 nov", "")


def test_what_cannot_be_read_is_said_on_leaving_and_unsaid_while_typing(qtbot: QtBot) -> None:
    field = date_field()
    box = FieldBox("Betalas senast", field, hint="Två veckor från i dag.")
    qtbot.addWidget(box)
    type_text(field, "xyz")
    assert box._below.text() == "Två veckor från i dag."
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert box._below.text() == "Går inte att läsa."
    assert field.value() is None
    type_text(field, "a")
    assert box._below.text() == "Två veckor från i dag."


def test_a_rule_finds_its_own_words(qtbot: QtBot) -> None:
    field = AmountField(read_amount, lambda money: f"{money.minor // 100} kr", complain, name="Belopp")
    qtbot.addWidget(field)
    type_text(field, "1x")
    assert field.complaint() == "Skriv med siffror."
    field.clear()
    type_text(field, "250")
    assert field.value() == Money(25_000, SEK)
    assert field.complaint() == ""


def test_a_value_that_is_set_is_not_told_as_typed(qtbot: QtBot) -> None:
    field = date_field()
    qtbot.addWidget(field)
    with qtbot.assertNotEmitted(field.value_changed):
        field.set_value(DAY)
    assert (field.text(), field.value()) == ("ons 25 nov", DAY)


def test_emptying_a_field_takes_its_value_away(qtbot: QtBot) -> None:
    field = date_field()
    qtbot.addWidget(field)
    field.set_value(DAY)
    field.selectAll()
    with qtbot.waitSignal(field.value_changed) as changed:
        QTest.keyClick(field, Qt.Key.Key_Delete)
    assert changed.args == [None]
    assert field.complaint() == ""


def test_a_day_to_come_on_a_weekend_is_remarked_on_in_place(qtbot: QtBot) -> None:
    i18n.use("sv")
    field = reading.date_field(date(2026, 11, 18), name="Lovad dag")
    box = FieldBox("Lovad dag", field, hint="Om en vecka är vanligt.")
    qtbot.addWidget(box)
    type_text(field, "28/11")
    assert box._below.text() == "28 november är en lördag."
    type_text(field, "x")
    assert box._below.text() == "Om en vecka är vanligt."
    field.set_value(date(2026, 11, 29))
    assert box._below.text() == "29 november är en söndag."
    field.set_value(date(2026, 11, 30))
    assert box._below.text() == "Om en vecka är vanligt."


def test_a_day_that_has_been_may_be_any_day(qtbot: QtBot) -> None:
    field = reading.date_field(date(2026, 11, 18), name="Betald", past=True)
    qtbot.addWidget(field)
    type_text(field, "14/11")
    assert field.value() == date(2026, 11, 14)
    assert field.remark() == ""


def test_the_label_of_a_field_is_its_buddy(qtbot: QtBot) -> None:
    field = Field(name="Planavgift")
    box = FieldBox("Planavgift", field)
    qtbot.addWidget(box)
    assert [label.buddy() for label in box.findChildren(QLabel) if label.buddy()] == [field]


def test_a_note_grows_to_six_lines_and_tab_leaves_it(qtbot: QtBot) -> None:
    note = NoteField(name="Anteckning")
    qtbot.addWidget(note)
    short = note.editor.height()
    with qtbot.waitSignal(note.changed):
        note.set_text("\n".join("rad" for _line in range(5)))
    taller = note.editor.height()
    note.set_text("\n".join("rad" for _line in range(30)))
    assert short < taller < note.editor.height() < 2 * taller
    assert note.editor.tabChangesFocus()


def test_a_list_to_pick_from_answers_with_its_key(qtbot: QtBot) -> None:
    pick = PickField(name="Språk")
    qtbot.addWidget(pick)
    pick.set_options([("sv", "Svenska"), ("nb", "Norsk bokmål")], "nb")
    assert (pick.value(), pick.currentText()) == ("nb", "Norsk bokmål")
    QTest.keyClick(pick, Qt.Key.Key_Up)
    assert pick.value() == "sv"


def test_both_sides_of_a_stepper_count_within_its_ends(qtbot: QtBot) -> None:
    stepper = Stepper(2, 3, name="Antal delar")
    qtbot.addWidget(stepper)
    down, up = stepper.findChildren(QPushButton)
    for button, value in ((up, 3), (up, 3), (down, 2), (down, 2)):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert stepper.value() == value


# Figures


@given(
    st.lists(st.tuples(st.integers(0, 10**9), st.integers(76, 200)), min_size=1, max_size=5),
    st.integers(100, 2000),
)
def test_parts_of_the_bar_fill_it_and_none_is_too_narrow(parts: list[tuple[int, int]], room: int) -> None:
    weights, least = [part[0] for part in parts], [part[1] for part in parts]
    widths = shares(weights, least, room)
    assert all(width >= floor for width, floor in zip(widths, least, strict=True))
    if sum(least) <= room and any(room * weight // max(1, sum(weights)) > floor for weight, floor in parts):
        assert sum(widths) == room


def test_each_part_of_the_bar_is_a_button_with_its_amount(qtbot: QtBot) -> None:
    bar = AgeingBar("Ålder")
    qtbot.addWidget(bar)
    bar.resize(600, 60)
    bar.set_parts(
        [AgeingPart("not_due", 0, "Inte förfallet", "10 kr", 10), AgeingPart("1", 1, "1–14", "5 kr", 5)]
    )
    with qtbot.waitSignal(bar.segment_clicked) as clicked:
        QTest.keyClick(bar._buttons[1], Qt.Key.Key_Space)
    assert clicked.args == ["1"]
    assert [button.accessibleName() for button in bar._buttons] == ["Inte förfallet: 10 kr", "1–14: 5 kr"]


def test_the_bar_goes_on_in_a_second_line_where_room_is_short(qtbot: QtBot) -> None:
    bar = AgeingBar("Ålder")
    qtbot.addWidget(bar)
    bar.set_parts([AgeingPart(str(step), step, f"{step}", "5 kr", 5) for step in range(5)])
    assert bar.heightForWidth(200) > bar.heightForWidth(600)
    bar.resize(200, bar.heightForWidth(200))
    bar.grab()
    assert max(button.geometry().bottom() for button in bar._buttons) < bar.height()
    assert max(button.geometry().right() for button in bar._buttons) < bar.width()


def test_a_row_of_buttons_goes_on_in_the_next_line(qtbot: QtBot) -> None:
    box = QWidget()
    flow = FlowLayout(spread=True)
    box.setLayout(flow)
    buttons = [ActionButton(words) for words in ("Brev", "Betalning", "Skjut upp")]
    for button in buttons:
        flow.addWidget(button)
    qtbot.addWidget(box)
    box.resize(180, flow.heightForWidth(180))
    box.grab()
    assert len({button.y() for button in buttons}) > 1
    assert all(button.geometry().right() < 180 for button in buttons)
    assert flow.heightForWidth(1000) < flow.heightForWidth(180)


def test_sums_say_their_label_with_their_amount(qtbot: QtBot) -> None:
    sums = SumTable()
    qtbot.addWidget(sums)
    sums.show_sums([SumLine("Betalt", "−5 000,00 kr")], ("Summa", "25 009,88 kr"))
    names = [label.accessibleName() for label in sums.findChildren(QLabel) if label.accessibleName()]
    assert names == ["Betalt: −5 000,00 kr", "Summa: 25 009,88 kr"]


def test_law_in_words_cannot_smuggle_markup(qtbot: QtBot) -> None:
    sums = SumTable()
    qtbot.addWidget(sums)
    sums.show_sums([SumLine("Ränta", "1 kr", why="<b>3 §</b>")], None)
    assert any("&lt;b&gt;3 §" in label.text() for label in sums.findChildren(QLabel))


def test_steps_say_where_one_stands(qtbot: QtBot) -> None:
    steps = StepsHeader(["Fil", "Kolumner", "Klart"])
    qtbot.addWidget(steps)
    steps.set_current(1)
    assert "Kolumner" in steps.accessibleName() and "2" in steps.accessibleName()
    steps.set_current(3)
    assert "Klart" in steps.accessibleName()


# What is said, shown and copied


def test_a_phone_number_is_copied_as_it_stands(qtbot: QtBot) -> None:
    phone = PhoneLabel()
    qtbot.addWidget(phone)
    phone.set_number("070-174 06 12")
    phone.copy()
    assert QGuiApplication.clipboard().text() == "070-174 06 12"


def test_a_notice_stays_with_its_undo_until_the_next_one(qtbot: QtBot) -> None:
    notices, undone = Notices(), []
    line = StatusLine(notices, undo_key="Ctrl Z")
    qtbot.addWidget(line)
    line.set_hints([("J", "nästa")])
    notices.say("Samtal sparat.", undo=lambda: undone.append(1))
    assert line.words() == "Samtal sparat."
    assert line._undo_link.isVisibleTo(line)
    QTest.mouseClick(line._undo_link, Qt.MouseButton.LeftButton)
    assert undone == [1]
    notices.trouble("Disken är full.")
    assert line.words() == "Disken är full."
    assert not line._undo_link.isVisibleTo(line)


def test_key_hints_give_way_to_a_notice_and_come_back(qtbot: QtBot) -> None:
    notices = Notices()
    line = StatusLine(notices)
    qtbot.addWidget(line)
    line.set_hints([("J", "nästa")])
    hint = next(label for label in line.findChildren(QLabel) if label.text() == "nästa")
    assert hint.isVisibleTo(line)
    notices.say("Sparat.")
    assert not hint.isVisibleTo(line)
    notices.clear()
    assert hint.isVisibleTo(line)


def test_the_banner_offers_one_way_out(qtbot: QtBot) -> None:
    banner = Banner("Exempeldata", "Börja på riktigt")
    qtbot.addWidget(banner)
    with qtbot.waitSignal(banner.accepted):
        QTest.mouseClick(banner.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)


def test_the_paper_is_fitted_and_then_follows_the_zoom(qtbot: QtBot) -> None:
    preview = PdfPreview()
    qtbot.addWidget(preview)
    preview.resize(500, 600)
    preview.show()
    page = QImage(794, 1123, QImage.Format.Format_RGB32)
    page.fill(Qt.GlobalColor.white)
    preview.show_pages([page], dpi=96, words="Hej")
    fitted = preview.resolution()
    assert 96 * 0.4 <= fitted < 96 * 500 / 794
    with qtbot.waitSignal(preview.resolution_wanted) as wanted:
        preview.zoom_in()
    assert wanted.args is not None and wanted.args[0] > fitted
    assert preview._percent.text().endswith("%")
    preview.zoom_out()
    assert preview.resolution() < wanted.args[0]
    assert preview._pages.accessibleDescription() == "Hej"


def test_every_choice_is_seen_where_the_line_is_too_short(qtbot: QtBot) -> None:
    choice = SegmentedControl(
        [("sv", "Svenska"), ("nb", "Norsk bokmål"), ("nn", "Norsk nynorsk"), ("en", "English")]
    )
    box = FieldBox("Språk i brevet", choice)
    box.resize(260, 300)
    qtbot.addWidget(box)
    with qtbot.waitExposed(box):
        box.show()
    segments = choice.findChildren(QToolButton)
    assert len({segment.y() for segment in segments}) > 1
    assert all(choice.rect().contains(segment.geometry()) for segment in segments)

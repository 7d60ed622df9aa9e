"""The second step of reading in: how the file was understood, and what each of its columns holds."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.i18n import _
from app.services.import_columns import Finding, TableView, field_options
from ui.guarded import guarded
from ui.models.sheet_model import SheetContent, SheetMark
from ui.pages.scrolling import clear
from ui.theme import theme
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.editor import PickField
from ui.widgets.flow import FlowLayout
from ui.widgets.icon_label import IconLabel
from ui.widgets.label import Label
from ui.widgets.sheet import Sheet

_NARROW = 820


class TablePart(QWidget):
    """The file and its findings above the real rows.

    `column_chosen` carries a column and a field, `setting_chosen` a setting and its value; `other_file` asks
    for another file.
    """

    column_chosen = Signal(int, str)
    setting_chosen = Signal(str, str)
    other_file = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._name = Label("", strong=True)
        self._size = Label("", "small", colour="text2")
        self._known = IconLabel("bookmark-check", "", colour="ok")
        self._change = ActionButton(_("Other file"))
        self._change.clicked.connect(self.other_file)
        self._boxes = QWidget()
        self._findings = FlowLayout(gap=16)
        self._boxes.setLayout(self._findings)
        self.settings: dict[str, PickField] = {}
        self.sheet = Sheet(_("Rows of the file"))
        self.sheet.chosen.connect(self.column_chosen)
        self._lay_out()

    def show_table(self, view: TableView) -> None:
        """Show a table as it is read now."""
        self._name.setText(view.name)
        self._size.setText(view.size)
        self._known.set_words(_("The columns remembered as {name} fit").format(name=view.known_as))
        self._known.setVisible(bool(view.known_as))
        if [finding.setting for finding in view.findings] != list(self.settings):
            self._offer(view.findings)
        for finding in view.findings:
            picker = self.settings[finding.setting]
            options = finding.options
            if finding.value not in dict(options):
                options = ((finding.value, finding.value.upper() or _("None found")), *options)
            picker.set_options(list(options), finding.value)
        content = SheetContent(
            view.header,
            view.fields,
            view.rows,
            frozenset(column for column in range(len(view.fields)) if view.is_amount(column)),
            {at: SheetMark(mark.severity, mark.words) for at, mark in view.marks.items()},
        )
        self.sheet.show_content(content, field_options(view.meaning))

    def _offer(self, findings: tuple[Finding, ...]) -> None:
        clear(self._findings)
        self.settings = {}
        for finding in findings:
            picker = PickField(name=finding.name)
            picker.activated.connect(lambda _at, of=finding.setting: self._tell(of))
            self.settings[finding.setting] = picker
            box = QWidget()
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(2)
            label = Label(finding.name, "small", colour="text2")
            label.setBuddy(picker)
            column.addWidget(label)
            column.addWidget(picker)
            self._findings.addWidget(box)

    def _tell(self, setting: str) -> None:
        self.setting_chosen.emit(setting, self.settings[setting].value())

    def _lay_out(self) -> None:
        card = Card(margin=14)
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(20)
        row.addWidget(IconLabel("file-spreadsheet", "", colour="text2", size=20))
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addStretch(1)
        names.addWidget(self._name)
        names.addWidget(self._size)
        names.addStretch(1)
        row.addLayout(names)
        row.addWidget(self._boxes, 1)
        row.addWidget(self._known)
        row.addWidget(self._change, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        card.body.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(card)
        column.addWidget(self.sheet, 1)
        theme().changed.connect(self._boxes.updateGeometry)

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the findings below the name of the file where there is no room beside it."""
        super().resizeEvent(event)
        narrow = self.width() < theme().px(_NARROW)
        direction = QBoxLayout.Direction
        self._row.setDirection(direction.TopToBottom if narrow else direction.LeftToRight)

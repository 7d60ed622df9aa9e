"""What is begun in a form is kept until the form is saved: Esc, a crash or a closed window takes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.domain.money import Money
from app.i18n import _
from app.services import drafts
from ui.view_models.draft_keeper import DraftKeeper
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton
from ui.widgets.editor import NoteField, PickField
from ui.widgets.field import Field, ReadField
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label
from ui.widgets.option import CheckRow
from ui.widgets.segmented import SegmentedControl


class FormDraft(QObject):
    """One form under one name. `resumed` tells that what was begun earlier is in the fields again.

    It is asked for at once, so that it is there before anything that the form reads after it.
    """

    resumed = Signal()

    def __init__(self, workplace: Workplace, name: str) -> None:
        super().__init__()
        self._keeper = DraftKeeper(workplace)
        self._keeper.name = name
        self._fields: Mapping[str, QWidget] = {}
        self._preset: dict[str, str] = {}
        self._about = ""
        self._found: dict[str, Any] = {}
        self._filling = False
        workplace.read(lambda desk: drafts.load(desk, name), self._take)

    def follow(self, fields: Mapping[str, QWidget], *, about: str = "") -> None:
        """Keep what is typed into these fields from now on; what they hold now need not be kept.

        `about` is the field that says which invoice is meant: what was begun about one that cannot be chosen
        any more is left alone. Fields are filled in again in the order given.
        """
        self._fields, self._about = fields, about
        self._preset = {name: words_in(field) for name, field in fields.items()}
        self._resume()
        for field in fields.values():
            _changed(field).connect(self._keep)

    def begun(self) -> bool:
        """Say whether the fields hold something that was begun earlier."""
        return bool(self._found) and bool(self._fields)

    def start_afresh(self) -> None:
        """Throw away what was begun; the fields show what is preset."""
        self._fill(self._preset)
        self.discard()

    def close(self) -> None:
        """Keep what is there now at once."""
        self._keeper.flush()

    def discard(self) -> None:
        """Throw the draft away; its form is saved."""
        self._found = {}
        self._keeper.discard()

    def _take(self, found: dict[str, Any] | None) -> None:
        self._found = found or {}
        if self._fields:
            self._resume()

    def _resume(self) -> None:
        chosen = self._found.get(self._about)
        pick = self._fields.get(self._about)
        if isinstance(pick, PickField) and pick.findData(chosen) < 0:
            self._found = {}
        if self._found:
            self._fill(self._found)
            self.resumed.emit()

    def _fill(self, typed: Mapping[str, Any]) -> None:
        self._filling = True
        for name, field in self._fields.items():
            if name in typed and typed[name] != words_in(field):
                write_in(field, str(typed[name]))
        self._filling = False

    def _keep(self, *_value: object) -> None:
        if self._filling:
            return
        now = {name: words_in(field) for name, field in self._fields.items()}
        typed = {name: words for name, words in now.items() if words != self._preset[name]}
        if typed and self._about:
            typed[self._about] = now[self._about]
        if typed:
            self._keeper.keep(typed)
        else:
            self._keeper.discard()


class BegunLine(QWidget):
    """Says that a form goes on where it was left; `afresh` asks to begin anew. Hidden until then."""

    afresh = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = FlowLayout(gap=8)
        again = ActionButton(_("Start afresh"), kind="link")
        row.addWidget(Label(_("You began this earlier, and it is still here."), "small", colour="text2"))
        row.addWidget(again)
        self.setLayout(row)
        self.setVisible(False)
        again.clicked.connect(self._let_go)

    def _let_go(self) -> None:
        self.setVisible(False)
        self.afresh.emit()


def words_in(field: QWidget) -> str:
    """Return what stands in a field in a form that every language of the window reads."""
    if isinstance(field, ReadField):
        value = field.value()
        if isinstance(value, date):
            return value.isoformat()
        return str(value.amount) if isinstance(value, Money) else field.text()
    if isinstance(field, CheckRow):
        return "yes" if field.isChecked() else ""
    if isinstance(field, PickField | SegmentedControl):
        return field.value()
    assert isinstance(field, Field | NoteField)
    return field.text()


def write_in(field: QWidget, words: str) -> None:
    """Put into a field what `words_in` returned, as if it were typed."""
    if isinstance(field, PickField):
        field.setCurrentIndex(max(0, field.findData(words)))
    elif isinstance(field, SegmentedControl):
        field.set_value(words)
        field.changed.emit(words)
    elif isinstance(field, CheckRow):
        field.setChecked(bool(words))
    elif isinstance(field, NoteField):
        field.set_text(words)
    elif isinstance(field, Field):
        field.setText(words)
        field.textEdited.emit(words)
        field.editingFinished.emit()


def _changed(field: QWidget) -> Any:
    """Return the signal that tells of a change in a field."""
    if isinstance(field, PickField):
        return field.currentIndexChanged
    if isinstance(field, CheckRow):
        return field.toggled
    return field.textChanged if isinstance(field, Field) else field.changed  # type: ignore[attr-defined]

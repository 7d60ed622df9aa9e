"""The text of a letter, to be changed: each field is one character that shows its value."""

from __future__ import annotations

import re
from collections.abc import Mapping

from PySide6.QtCore import QMimeData, QPoint, QRect, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QPainter,
    QPixmap,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QVBoxLayout, QWidget

from app.i18n import _
from ui.guarded import guarded
from ui.theme import theme
from ui.widgets import paint
from ui.widgets.button import ActionButton
from ui.widgets.card import Card, Surface
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label

_FIELD = re.compile(r"\{(\w+)\}")
_SCHEME = "field:"


class FieldText(QTextEdit):
    """Paragraphs with fields such as `{pay_by}`.

    `changed` is emitted when the user has typed, `left` when the focus goes elsewhere.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self._values: dict[str, str] = {}
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.viewport().setAutoFillBackground(False)
        self.textChanged.connect(self.changed)
        theme().changed.connect(self._restyle)
        self._restyle()

    def show_text(self, paragraphs: tuple[str, ...], values: Mapping[str, str]) -> None:
        """Show these paragraphs without emitting `changed`."""
        blocked = self.blockSignals(True)
        self.clear()
        self.set_values(values)  # after clearing, which takes the pictures away as well
        self._insert(self.textCursor(), "\n\n".join(paragraphs))
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self.blockSignals(blocked)

    def set_values(self, values: Mapping[str, str]) -> None:
        """Let the fields show these values, which follow the rest of the form."""
        self._values = dict(values)
        for name in self._values:
            self._paint_chip(name)
        self.viewport().update()

    def paragraphs(self) -> tuple[str, ...]:
        """Return what is written, with the fields open again; empty lines part the paragraphs."""
        whole = self._words(QTextCursor(self.document()), whole=True)
        return tuple(part.strip() for part in re.split(r"\n\s*\n", whole) if part.strip())

    @guarded(QMimeData())
    def createMimeDataFromSelection(self) -> QMimeData:
        data = QMimeData()
        data.setText(self._words(self.textCursor(), whole=False))
        return data

    @guarded(None)
    def insertFromMimeData(self, source: QMimeData) -> None:
        self._insert(self.textCursor(), source.text())

    @guarded(None)
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def _insert(self, cursor: QTextCursor, words: str) -> None:
        at = 0
        cursor.beginEditBlock()
        for found in _FIELD.finditer(words):
            if found[1] in self._values:
                cursor.insertText(words[at : found.start()])
                cursor.insertImage(_chip(found[1]))
                at = found.end()
        cursor.insertText(words[at:])
        cursor.endEditBlock()

    def _words(self, cursor: QTextCursor, *, whole: bool) -> str:
        """Return the text of the selection, or all of it, with each chip as its field."""
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        if whole:
            first, last = 0, self.document().characterCount() - 1
        reader, said = QTextCursor(self.document()), []
        for place in range(first, last):
            reader.setPosition(place + 1)
            character = self.document().characterAt(place)
            image = reader.charFormat().toImageFormat()
            if character == "\ufffc" and image.isValid():
                said.append("{" + image.name().removeprefix(_SCHEME) + "}")
            else:
                said.append("\n" if character in "\u2029\u2028" else character)
        return "".join(said)

    def _restyle(self) -> None:
        paint.clear_base(self)
        self.setFont(theme().font())
        self.set_values(self._values)

    def _paint_chip(self, name: str) -> None:
        """Paint the value of a field as the picture that stands for it."""
        look, ratio = theme(), self.devicePixelRatioF()
        font = look.font("body", medium=True)
        words = self._values[name] or _("(nothing)")
        metrics = QFontMetrics(font)
        size = QSize(metrics.horizontalAdvance(words) + look.px(14), metrics.height())
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            frame = QRect(QPoint(0, 0), size)
            paint.rounded(painter, frame, 4, fill=look.colour("sel"), border=look.colour("ctrl"))
            paint.text(painter, frame.adjusted(look.px(7), 0, 0, 0), words, font, look.colour("text"))
        self.document().addResource(QTextDocument.ResourceType.ImageResource, QUrl(_SCHEME + name), picture)


class TextEditor(Surface):
    """Stands in place of the form while the text is changed.

    `changed` carries the paragraphs, `closed` that the form is wanted back, `reset_asked` our own text.
    """

    changed = Signal(object)
    closed = Signal()
    reset_asked = Signal()

    def __init__(self) -> None:
        super().__init__("base")
        self.text = FieldText(name=_("The text of the letter"))
        self.text.changed.connect(lambda: self.changed.emit(self.text.paragraphs()))
        done = ActionButton(_("Done"), kind="primary", key="Esc")
        reset = ActionButton(_("Bring the standard text back"))
        done.clicked.connect(self.closed)
        reset.clicked.connect(self.reset_asked)
        frame = Card("base", margin=8, border="ctrl")
        frame.body.addWidget(self.text)
        hint = _(
            "An empty line begins a new paragraph. What stands in a box follows the form. "
            "The table of amounts, the payment box and the paragraph of law stay as they are."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(Label(_("The text of the letter"), "heading"))
        column.addWidget(Label(hint, "small", colour="text2", wrap=True))
        column.addWidget(frame, 1)
        row = FlowLayout()
        row.addWidget(done)
        row.addWidget(reset)
        buttons = QWidget()
        buttons.setLayout(row)
        column.addWidget(buttons)


def _chip(name: str) -> QTextImageFormat:
    image = QTextImageFormat()
    image.setName(_SCHEME + name)
    image.setVerticalAlignment(QTextImageFormat.VerticalAlignment.AlignMiddle)
    return image

"""How a letter sounds and which language it speaks; both begin as the customer likes them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.domain.party import Tone
from app.i18n import _
from ui.pages.letter_parts import LANGUAGES, TONES
from ui.widgets.editor import PickField
from ui.widgets.field import FieldBox
from ui.widgets.flow import FlowLayout
from ui.widgets.segmented import SegmentedControl


class LetterSound(QWidget):
    """Tone and language side by side, one below the other where it is narrow."""

    def __init__(self, tone: Tone, language: str) -> None:
        super().__init__()
        tones = [(key, _(words)) for key, words in TONES]
        self.tone = SegmentedControl(tones, value=tone.value, name=_("Tone"))
        self.language = PickField(name=_("Language"))
        self.language.set_options(list(LANGUAGES), language)
        row = FlowLayout(gap=16)
        row.addWidget(FieldBox(_("Tone"), self.tone))
        row.addWidget(FieldBox(_("Language"), self.language))
        self.setLayout(row)

    def chosen(self) -> tuple[Tone, str]:
        """Return the tone and the code of the language."""
        return Tone(self.tone.value()), self.language.value()

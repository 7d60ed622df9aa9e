"""A calm remark under a note on what had better not stand in it; nothing is refused by it."""

from __future__ import annotations

from app.services.note_hints import note_hint
from ui.widgets.label import Label


class NoteRemark(Label):
    """One line that comes while such a word stands there, and goes with it."""

    def __init__(self) -> None:
        super().__init__("", "small", colour="overdue", wrap=True)
        self.setVisible(False)

    def look_at(self, text: str) -> None:
        """Remark on the first word of the note that had better be left out."""
        words = note_hint(text)
        self.setText(words)
        self.setVisible(bool(words))

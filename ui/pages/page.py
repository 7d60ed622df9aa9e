"""What the window expects of a page and of a side panel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.view_models.workplace import Subject

if TYPE_CHECKING:
    from app.domain.party import CustomerId


class Page(QWidget):
    """A page of the window; it replaces the page before, and Esc goes back.

    `subject_changed` tells that the keys C, L, P … are now about someone else; `title_changed` that the words
    in the window's title are new.
    """

    subject_changed = Signal()
    title_changed = Signal(str)
    nav_key = ""
    marks = False
    """Whether the page has rows to mark."""

    def title(self) -> str:
        """Return the words for the window's title."""
        return ""

    def subject(self) -> Subject | None:
        """Return whom the case keys are about, or `None` when there is nobody."""
        return None

    def marked(self) -> Sequence[Subject]:
        """Return those marked to be taken together, a letter for each."""
        return ()

    def hints(self) -> Sequence[tuple[str, str]]:
        """Return the keys of this page for the status line, each with what it does."""
        return ()

    def standing(self) -> str:
        """Return how things are here for the left end of the status line, such as "1 of 24 open invoices"."""
        return ""

    def invoiced(self) -> CustomerId | None:
        """Return whom a new invoice is for, where the page is about one customer."""
        return None

    def entered(self) -> None:
        """Refresh what is shown and take the focus; called each time the page comes to the front."""

    def resume(self, before: Page) -> None:
        """Show what the same page of a window before showed: its language was changed."""

    def make_room(self, *, detail: bool, narrow: bool) -> None:
        """Show what there is room for: the `detail` beside a list; less when `narrow` beside a panel."""

    def leave(self) -> bool:
        """Do what one press of Esc means inside the page; `False` lets the window go back."""
        return False


class Panel(QWidget):
    """Something that opens at the right beside a page and closes again, giving the focus back."""

    closed = Signal()
    wide = True
    about: Subject
    """Whom it was opened about; its object name is what it was asked for by."""

    def title(self) -> str:
        """Return the words for the window's title while the panel is open."""
        return ""

    def hints(self) -> Sequence[tuple[str, str]]:
        """Return the keys of this panel for the status line."""
        return ()

    def standing(self) -> str:
        """Return what the left end of the status line says while the panel is open."""
        return ""

    def entered(self) -> None:
        """Take the focus."""

    def dismiss(self) -> None:
        """Close as Esc does: what was typed stays as a draft."""
        self.closed.emit()

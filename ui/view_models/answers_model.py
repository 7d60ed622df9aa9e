"""A page of answers: what is asked, the answers and their paper; read on the worker, never on the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.services.desk import Desk
from ui.view_models.latest import Latest
from ui.view_models.workplace import Workplace

if TYPE_CHECKING:
    from app.services.insights_answer import Insights


class AnswersModel(QObject):
    """`shown` says that `found` is new. What is asked is told by the three methods of each kind of page."""

    shown = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._latest = Latest(workplace)
        self.found: Insights | None = None

    def question(self) -> Callable[[Desk], Insights]:
        """Return what finds the answers."""
        raise NotImplementedError

    def paper_question(self) -> Callable[[Desk], bytes]:
        """Return what makes the page of paper with the same answers."""
        raise NotImplementedError

    def name_question(self) -> Callable[[Desk], str]:
        """Return what names the file."""
        raise NotImplementedError

    def read(self) -> None:
        """Ask again."""
        self._latest.read(self.question(), self._take)

    def paper(self, then: Callable[[bytes], None]) -> None:
        """Make the page of paper that shows the same."""
        self._workplace.read(self.paper_question(), then)

    def paper_name(self, then: Callable[[str], None]) -> None:
        """Name the file."""
        self._workplace.read(self.name_question(), then)

    def _take(self, found: Insights) -> None:
        self.found = found
        self.shown.emit()

"""Today on paper, for whoever makes their calls from the van."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from app.services.desk import Desk
from ui.pages.ask_bar import AskBar
from ui.pages.paper_out import PaperOut
from ui.view_models.workplace import Workplace


class TodayPaper:
    """Prints the list, or saves it; `ask` is the question where there is no printer."""

    def __init__(self, workplace: Workplace, page: QWidget) -> None:
        self._workplace = workplace
        self.ask = AskBar()
        self.out = PaperOut(workplace, page, self.ask)

    def put_out(self, day: date | None, *, saved: bool) -> None:
        """Print the list of today, or of a day to come; `saved` makes a file of it instead."""

        def make(then: Callable[[bytes], None]) -> None:
            self._workplace.read(lambda desk: _pdf(desk, day), then)

        def named(name: str) -> None:
            way = self.out.save if saved else self.out.print
            way(name, make, _nothing)

        self._workplace.read(lambda desk: _name(desk, day), named)


def _pdf(desk: Desk, day: date | None) -> bytes:
    from app.services import morning_paper

    return morning_paper.pdf(desk, day)


def _name(desk: Desk, day: date | None) -> str:
    from app.services import morning_paper

    return morning_paper.name(desk, day)


def _nothing() -> None:
    """The paper is out, and that is all."""

"""Insights: which time is asked about and the answers; reads nothing itself on the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.services.desk import Desk
from ui.view_models.latest import Latest
from ui.view_models.workplace import Workplace

if TYPE_CHECKING:
    from app.services.insights_answer import Insights


class InsightsModel(QObject):
    """`shown` says that `found` is new."""

    shown = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self._latest = Latest(workplace)
        self.period = "12"
        self.as_of = workplace.desk.today()
        self.found: Insights | None = None

    def read(self) -> None:
        """Ask again."""
        period, as_of = self.period, self.as_of
        self._latest.read(lambda desk: _answers(desk, period, as_of), self._take)

    def choose(self, period: str) -> None:
        """Ask about another time."""
        self.period = period
        self.read()

    def set_day(self, day: date | None) -> None:
        """Ask how old the money was on another day; today when there is none."""
        self.as_of = day or self._workplace.desk.today()
        self.read()

    def paper(self, then: Callable[[bytes], None]) -> None:
        """Make the page of paper that shows the same."""
        period, as_of = self.period, self.as_of
        self._workplace.read(lambda desk: _pdf(desk, period, as_of), then)

    def paper_name(self, then: Callable[[str], None]) -> None:
        """Name the file."""
        self._workplace.read(_name, then)

    def _take(self, found: Insights) -> None:
        self.found = found
        self.shown.emit()


# The service is heavy: it is imported on the worker, when the page is first asked for.
def _answers(desk: Desk, period: str, as_of: date) -> Insights:
    from app.services import insights

    return insights.insights(desk, period, as_of)


def _pdf(desk: Desk, period: str, as_of: date) -> bytes:
    from app.services import insights

    return insights.pdf(desk, period, as_of)


def _name(desk: Desk) -> str:
    from app.services import insights

    return insights.name(desk)

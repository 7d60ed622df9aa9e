"""Insights: which time is asked about, and the day whose money is shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from app.services.desk import Desk
from ui.view_models.answers_model import AnswersModel
from ui.view_models.workplace import Workplace

if TYPE_CHECKING:
    from app.services.insights_answer import Insights


class InsightsModel(AnswersModel):
    """The answers about all books."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.period = "12"
        self.as_of = workplace.desk.today()

    def choose(self, period: str) -> None:
        """Ask about another time."""
        self.period = period
        self.read()

    def set_day(self, day: date | None) -> None:
        """Ask how old the money was on another day; today when there is none."""
        self.as_of = day or self._workplace.desk.today()
        self.read()

    def question(self) -> Callable[[Desk], Insights]:
        period, as_of = self.period, self.as_of
        return lambda desk: _answers(desk, period, as_of)

    def paper_question(self) -> Callable[[Desk], bytes]:
        period, as_of = self.period, self.as_of
        return lambda desk: _pdf(desk, period, as_of)

    def name_question(self) -> Callable[[Desk], str]:
        return _name


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

"""How the way of asking works: within how many months a new invoice means that a customer stayed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.domain.stayed import PRESET_MONTHS
from app.services.desk import Desk
from ui.view_models.answers_model import AnswersModel
from ui.view_models.workplace import Workplace

if TYPE_CHECKING:
    from app.services.insights_answer import Insights


class AskingModel(AnswersModel):
    """The answers about follow-ups."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(workplace)
        self.months = PRESET_MONTHS

    def choose(self, months: str) -> None:
        """Count with another number of months."""
        self.months = int(months)
        self.read()

    def question(self) -> Callable[[Desk], Insights]:
        months = self.months
        return lambda desk: _answers(desk, months)

    def paper_question(self) -> Callable[[Desk], bytes]:
        months = self.months
        return lambda desk: _pdf(desk, months)

    def name_question(self) -> Callable[[Desk], str]:
        return _name


# The service is heavy: it is imported on the worker, when the page is first asked for.
def _answers(desk: Desk, months: int) -> Insights:
    from app.services import stayed

    return stayed.asking(desk, months)


def _pdf(desk: Desk, months: int) -> bytes:
    from app.services import stayed

    return stayed.pdf(desk, months)


def _name(desk: Desk) -> str:
    from app.services import stayed

    return stayed.name(desk)

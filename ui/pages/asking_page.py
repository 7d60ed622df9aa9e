"""How is our way of asking working: who stayed, how soon money came, what brought it, what went wrong."""

from __future__ import annotations

from app.i18n import _, ngettext
from ui.pages.answers_page import AnswersPage
from ui.view_models.asking_model import AskingModel
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton
from ui.widgets.segmented import SegmentedControl

_MONTHS = (3, 6, 12)


class AskingPage(AnswersPage):
    """Reached from Insights; a customer stays who is invoiced again within the months chosen."""

    def __init__(self, workplace: Workplace) -> None:
        self.model = AskingModel(workplace)
        super().__init__(workplace, self.model)
        self.back = ActionButton(kind="flat", icon="arrow-left", name=_("Back"))
        self.back.clicked.connect(workplace.back)
        choices = [(str(n), ngettext("{n} month", "{n} months", n).format(n=n)) for n in _MONTHS]
        self.months = SegmentedControl(choices, value=str(self.model.months), name=_("A new invoice within"))
        self.months.changed.connect(self.model.choose)
        self.lay_out((self.back,), (self.months, self.print_button))

    def title(self) -> str:
        return _("How is our way of asking working?")

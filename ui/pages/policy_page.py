"""Settings › Follow-up: the steps from the first call to handing over, with the days they come to."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout

from app.domain.party import CustomerKind
from app.i18n import _
from app.services.rates import rules_country
from ui.guarded import guarded
from ui.pages.page import Page
from ui.pages.policy_fees import FeesCard
from ui.pages.policy_step import StepRow, step_title
from ui.pages.scrolling import Column, clear
from ui.theme import theme
from ui.view_models.policy_model import PolicyModel
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label, Title
from ui.widgets.segmented import SegmentedControl

_WIDTH, _EXAMPLE, _STEPS = 1060, 320, 620


class PolicyPage(Page):
    """What is changed is stored after a short pause, with Undo; what the law forbids is said at its step."""

    nav_key = "settings"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.model = PolicyModel(workplace)
        self.rows: list[StepRow] = []
        self.back = ActionButton(kind="flat", icon="arrow-left", name=_("Back"))
        self.law = SegmentedControl([("SE", _("Sweden")), ("NO", _("Norway"))], value="SE", name=_("Country"))
        self.kind = SegmentedControl(
            [
                (CustomerKind.BUSINESS.value, _("Companies")),
                (CustomerKind.CONSUMER.value, _("Consumers")),
                (CustomerKind.PUBLIC.value, _("Public bodies")),
            ],
            value=CustomerKind.BUSINESS.value,
            name=_("Kind of customer"),
        )
        self.restore = ActionButton(_("Restore the proposal"), icon="undo-2")
        self.example = Label("", wrap=True)
        self._complaint = Label("", "small", colour="act_now", wrap=True)
        self._steps, self._letters = QVBoxLayout(), FlowLayout(gap=8)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._example_card = self._make_example()
        self._lay_out()
        self._connect()
        workplace.read(rules_country, self._begin)

    def title(self) -> str:
        return _("Follow-up")

    def entered(self) -> None:
        self.model.read()
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    @guarded(None)
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ways, room = QBoxLayout.Direction, theme().px(_STEPS + _EXAMPLE + 80)
        wide = self.width() >= room
        self._beside.setDirection(ways.LeftToRight if wide else ways.BottomToTop)
        self._example_card.setMaximumWidth(theme().px(_EXAMPLE if wide else _WIDTH))

    def _begin(self, country: str) -> None:
        self.law.set_value(country)
        self.model.choose(law=country)

    def _connect(self) -> None:
        self.back.clicked.connect(self._workplace.back)
        self.law.changed.connect(lambda law: self.model.choose(law=law))
        self.kind.changed.connect(lambda kind: self.model.choose(kind=kind))
        self.restore.clicked.connect(lambda _on: self.model.restore())
        self.model.shown.connect(self._show)
        self.model.foretold.connect(self._foretell)
        self.model.complained.connect(self._complain)

    def _show(self) -> None:
        clear(self._steps)
        self.rows = [StepRow(self.model, place) for place in range(len(self.model.rungs))]
        for row in self.rows:
            self._steps.addWidget(row)
        clear(self._letters)
        for step in self.model.missing_letters():
            words = _("Add: {step}").format(step=step_title(step))
            button = ActionButton(words, kind="link", icon="plus")
            button.clicked.connect(lambda _on, step=step: self.model.add_letter(step))
            self._letters.addWidget(button)

    def _foretell(self, words: str) -> None:
        self.example.setText(words)
        self.restore.setEnabled(self.model.is_own)

    def _complain(self, place: int, words: str) -> None:
        for at, row in enumerate(self.rows):
            row.complain(words if at == place else "")
        elsewhere = words if not 0 <= place < len(self.rows) else ""
        self._complaint.setText(elsewhere)
        self._complaint.setVisible(bool(elsewhere))

    def _make_example(self) -> Card:
        card = Card("alt", margin=16)
        card.body.addWidget(Label(_("How it turns out"), "small", colour="text2", strong=True))
        card.body.addWidget(self.example)
        said = _("If nobody answers or pays. A promise, a plan or a dispute stops the letters.")
        card.body.addWidget(Label(said, "small", colour="text2", wrap=True))
        card.body.addStretch(1)
        return card

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self.back)
        head.addWidget(Title(self.title()), 1)
        head.addWidget(self.restore)
        choices = FlowLayout(gap=12)
        choices.addWidget(self.law)
        choices.addWidget(self.kind)
        steps = Card(margin=20)
        steps.body.addWidget(Label(_("Steps"), "heading"))
        steps.body.addLayout(self._steps)
        steps.body.addLayout(self._letters)
        steps.body.addWidget(self._complaint)
        self._complaint.setVisible(False)
        self._steps.setSpacing(0)
        self._beside.setSpacing(14)
        self._beside.addWidget(steps, 1)
        self._beside.addWidget(self._example_card, 0, Qt.AlignmentFlag.AlignTop)
        column = Column(_WIDTH)
        column.body.setSpacing(14)
        column.body.addLayout(head)
        column.body.addLayout(choices)
        column.body.addLayout(self._beside)
        column.body.addWidget(FeesCard(self.model))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(column)

"""Handing over: what stands in the way, to whom, what goes along, a last question, then the pack on disk."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.domain.partner import PartnerKind
from app.i18n import _
from app.services.bank_age import confirm_checked
from app.services.evidence import PackWish
from app.services.handing_over import Delivered
from ui.pages.ask_bar import Answer, AskBar
from ui.pages.first_run_page import OWN_NAMES
from ui.pages.hand_over_parts import CHECKED, Checklist, Obstacles, PartnerCard, ResultCard
from ui.pages.hand_over_status import StatusCard
from ui.pages.outlets import Outlets
from ui.pages.page import Page
from ui.pages.scrolling import Column
from ui.pages.ways_out import go_and_fix
from ui.view_models import places
from ui.view_models.hand_over_model import HandOverModel
from ui.view_models.workplace import Subject, Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Card, Surface
from ui.widgets.field import FieldBox
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label
from ui.widgets.option import CheckRow
from ui.widgets.segmented import SegmentedControl

_WIDTH = 760
_FOLDER, _ZIP = "folder", "zip"


class HandOverPage(Page):
    """Nothing leaves the computer: the pack is written where the user says, and they send it."""

    nav_key = "invoices"

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._workplace = workplace
        self.model = HandOverModel(workplace)
        self._is_new = True
        self.outlets = Outlets()
        self.ask = AskBar()
        self.heading = Label("", "title", wrap=True)
        self.trouble = Label("", colour="act_now", wrap=True)
        self.obstacles = Obstacles(self._fix)
        self.status = StatusCard(workplace)
        self.partner = PartnerCard()
        self.checklist = Checklist(self._fix)
        self.form = SegmentedControl(
            [(_FOLDER, _("A folder")), (_ZIP, _("A ZIP file"))], value=_FOLDER, name=_("How")
        )
        self.language = SegmentedControl(list(OWN_NAMES.items()), name=_("Language of the pack"))
        self.notes = CheckRow(
            _("Take the words of calls and notes along"),
            subtitle=_("Otherwise facts alone. The customer may ask to read what you send."),
        )
        self.go = ActionButton(_("Hand over…"), kind="primary", icon="external-link")
        self.back = ActionButton(kind="flat", icon="arrow-left", name=_("Back"))
        self.result = ResultCard(self._open_place)
        self._foot = Surface("base", edge=("top",))
        self._lay_out()
        self._connect()

    def open(self, place: places.HandOverPlace) -> None:
        """Turn to some invoices of one customer."""
        self.result.setVisible(False)
        self.trouble.setVisible(False)
        self._is_new = True
        self.ask.put_away()
        self.model.open(place.case_ids)

    def title(self) -> str:
        return self.model.view.title if self.model.view else _("Hand over")

    def subject(self) -> Subject | None:
        return self.model.subject()

    def hints(self) -> Sequence[tuple[str, str]]:
        return (("Esc", _("back")),)

    def entered(self) -> None:
        self.model.read()
        self._focus()

    def _focus(self) -> None:
        """Put the focus where the work is: the partner, or the answer of the one who has the case."""
        held = self.model.view is not None and self.model.view.with_partner is not None
        where = self.status.answer if held else self.partner.partner
        where.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> bool:
        return self.ask.dismiss()

    def _show(self) -> None:
        view, choice = self.model.view, self.model.choice()
        if view is None:
            return
        self.heading.setText(view.title)
        held = view.with_partner
        if held and (subject := self.model.subject()):
            self.status.show_status(held, subject)
        self.status.setVisible(held is not None)
        self.obstacles.show_obstacles(() if held else self.model.obstacles())
        self.partner.show_view(view, choice)
        self.checklist.show_items(view.items)
        for card in (self.partner, self.checklist, self._how, self._foot):
            card.setVisible(held is None)
        if self._is_new:
            self._is_new = False
            self.language.set_value(view.language)
            self._focus()
        self.go.setEnabled(choice is not None and not choice.obstacles)
        self.title_changed.emit(self.title())
        self.subject_changed.emit()

    def _ask_first(self) -> None:
        """Ask the last question; calling once more is the first answer."""
        view, choice = self.model.view, self.model.choice()
        if view is None or choice is None:
            return
        if not choice.partner.kind.takes_over:
            self._deliver()
            return
        words = _("Have you called once more? {phone}").format(phone=view.phone).strip()
        self.ask.ask(
            words,
            (
                Answer(_("Call"), lambda: self._fix("call"), "↵"),
                Answer(_("Yes, hand over"), self._deliver),
                Answer(_("Not now"), _nothing, "Esc"),
            ),
        )

    def _deliver(self) -> None:
        folder = self._workplace.preferences.last_folder
        zipped = self.form.value() == _ZIP
        ask = self.outlets.ask_pack if zipped else self.outlets.ask_folder
        place = ask(self, folder)
        if place is None:
            return
        self._workplace.prefer(last_folder=str(place.parent if zipped else place))
        self.trouble.setVisible(False)
        self.model.deliver(place, PackWish(self.language.value(), notes=self.notes.isChecked()))

    def _delivered(self, made: Delivered) -> None:
        choice = self.model.choice()
        proves = choice is not None and choice.partner.kind is PartnerKind.SERVICE_OF_PROCESS
        self.result.show_result(made, proves=proves)
        self.result.open.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refuse(self, words: str) -> None:
        self.trouble.setText(words)
        self.trouble.setVisible(True)

    def _open_place(self, place: Path) -> None:
        if not self.outlets.open_file(place):
            said = _("The folder could not be opened. It is at {place}.")
            self._workplace.notices.trouble(said.format(place=place))

    def _fix(self, where: str) -> None:
        subject = self.model.subject()
        if where == CHECKED:
            self._workplace.act(confirm_checked, lambda _changes: self.model.read())
        else:
            go_and_fix(self._workplace, where, subject)

    def _show_foot(self, asking: object) -> None:
        held = self.model.view is not None and self.model.view.with_partner is not None
        self._foot.setVisible(not asking and not held)

    def _connect(self) -> None:
        self._workplace.actions.attach(self)
        self.model.shown.connect(self._show)
        self.model.refused.connect(self._refuse)
        self.model.delivered.connect(self._delivered)
        self.partner.chosen.connect(self.model.choose)
        self.partner.add_asked.connect(lambda: self._workplace.go(places.Partners()))
        self.status.recovered_asked.connect(lambda: self._fix("partner_paid"))
        self.ask.asking.connect(self._show_foot)
        self.back.clicked.connect(lambda _on: self._workplace.back())
        self.result.proof.clicked.connect(lambda _on: self._fix("proof"))
        self.go.clicked.connect(lambda _on: self._ask_first())

    def _lay_out(self) -> None:
        self._how = Card(margin=16)
        self._how.body.addWidget(Label(_("How it is sent"), "heading"))
        self._how.body.addWidget(FieldBox(_("How"), self.form))
        self._how.body.addWidget(FieldBox(_("Language of the pack"), self.language))
        self._how.body.addWidget(self.notes)
        head, foot = QHBoxLayout(), FlowLayout(gap=8)
        head.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.heading, 1)
        foot.setContentsMargins(28, 12, 28, 12)
        foot.addWidget(self.go)
        for name in ("plan", "write_off"):  # what is tried, or let go, before a customer is lost
            foot.addWidget(ActionButton.for_action(self._workplace.actions[name]))
        self._foot.setLayout(foot)
        column = Column(_WIDTH)
        column.body.setSpacing(14)
        column.body.addLayout(head)
        for widget in (
            self.trouble, self.result, self.status, self.obstacles, self.partner,
            self.checklist, self._how,
        ):  # fmt: skip
            column.body.addWidget(widget)
        for hidden in (self.trouble, self.result, self.status, self.obstacles):
            hidden.setVisible(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(column, 1)
        whole.addWidget(self._foot)
        whole.addWidget(self.ask)


def _nothing() -> None:
    """The question is gone, and that is all."""

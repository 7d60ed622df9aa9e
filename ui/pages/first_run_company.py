"""The second screen of the first run: who you are, and where customers pay."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.i18n import N_, _
from ui.view_models.first_run_model import FirstRunModel
from ui.widgets.editor import PickField
from ui.widgets.field import Field, FieldBox
from ui.widgets.segmented import SegmentedControl

ACCOUNT_NAMES = {
    "bankgiro": N_("Bankgiro"),
    "plusgiro": N_("Plusgiro"),
    "account": N_("Account number"),
    "iban": N_("IBAN"),
}


class CompanyForm(QWidget):
    """Name, number and account; the country too where the language does not tell."""

    def __init__(self, model: FirstRunModel) -> None:
        super().__init__()
        self._model = model
        countries = [("SE", _("Sweden")), ("NO", _("Norway"))]
        self.country = SegmentedControl(countries, value=model.country or "SE", name=_("Country"))
        self.name = Field(name=_("Name of the firm"))
        self.identifier = Field(name=_("Organisation number"))
        self.account_kind = PickField(name=_("Kind of account"))
        self.account = Field(name=_("Number of the account"))
        can_wait = _("Or your personal number. Can wait.")
        where_to_pay = _("Letters say where to pay. Can wait.")
        self._boxes = {
            "name": FieldBox(_("Name of the firm"), self.name),
            "identifier": FieldBox(_("Organisation number"), self.identifier, hint=can_wait),
            "account": FieldBox(_("Number of the account"), self.account, hint=where_to_pay),
        }
        self._lay_out()
        self.country.changed.connect(self._offer_accounts)
        for key, field in (("identifier", self.identifier), ("account", self.account)):
            field.editingFinished.connect(lambda which=key: self._look_at(which))
            field.textEdited.connect(lambda _words, which=key: self._boxes[which].complain(""))
        self.account_kind.currentIndexChanged.connect(lambda _place: self._look_at("account"))
        self._offer_accounts()

    def go_on(self) -> None:
        """Store the firm and go on, or show what has to be looked at and begin with the first of it."""
        complaints = self._model.name_firm(self.country.value(), self._typed())
        for key, box in self._boxes.items():
            box.complain(complaints.get(self._fact(key), ""))
        faulty = next((key for key in self._boxes if self._fact(key) in complaints), None)
        if faulty:
            self._fields()[faulty].setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_at(self, key: str) -> None:
        """Say on leaving a field what is wrong with its number."""
        typed = self._fields()[key].text()
        complaint = self._model.complaint(self.country.value(), self._fact(key), typed)
        self._boxes[key].complain(complaint)

    def _fact(self, key: str) -> str:
        return self.account_kind.value() if key == "account" else key

    def _fields(self) -> dict[str, Field]:
        return {"name": self.name, "identifier": self.identifier, "account": self.account}

    def _typed(self) -> dict[str, str]:
        return {self._fact(key): field.text() for key, field in self._fields().items()}

    def _offer_accounts(self) -> None:
        from app.services.firm import ACCOUNTS_ASKED

        kinds = ACCOUNTS_ASKED[self.country.value()]
        self.account_kind.set_options([(kind, _(ACCOUNT_NAMES[kind])) for kind in kinds], kinds[0])

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        country = FieldBox(_("Country"), self.country)
        pay = QHBoxLayout()
        pay.setSpacing(12)
        pay.addWidget(FieldBox(_("Kind of account"), self.account_kind))
        pay.addWidget(self._boxes["account"], 1)
        for box in (country, self._boxes["name"], self._boxes["identifier"]):
            column.addWidget(box)
        column.addLayout(pay)
        country.setVisible(not self._model.country)

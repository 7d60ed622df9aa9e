"""The firm in the settings: what letters say about it, and the accounts where customers pay."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QWidget

from app.formatting import account, identifier
from app.i18n import N_, _
from app.services.firm import ACCOUNTS, ACCOUNTS_ASKED, CODES_ASKED
from ui.pages.customer_picker import pair
from ui.pages.first_run_company import ACCOUNT_NAMES
from ui.theme import theme
from ui.view_models.settings_model import FirmSeen, SettingsModel
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.field import Field, FieldBox
from ui.widgets.label import Label
from ui.widgets.segmented import SegmentedControl

_NAMES = {
    "name": N_("Name of the firm"),
    "identifier": N_("Organisation number"),
    "street": N_("Street address"),
    "postcode": N_("Postcode"),
    "city": N_("City"),
    "phone": N_("Phone"),
    "email": N_("E-mail"),
    "vat_note": N_("Line about tax"),
    **ACCOUNT_NAMES,
    "swish": N_("Swish number"),
}
_HINTS = {
    "swish": N_("Letters then bear a code to scan. Leave it empty for letters without one."),
    "identifier": N_("Tells bills to you from your own invoices."),
    "vat_note": N_("Such as “Approved for F-tax” or “Foretaksregisteret”; printed at the foot of letters."),
}
_LOGO_WIDTH, _LOGO_HEIGHT = 200, 64
ChoosePicture = Callable[[QWidget, str], str]


def choose_picture(parent: QWidget, title: str) -> str:
    """Ask the system for a picture; empty when none was chosen."""
    return QFileDialog.getOpenFileName(parent, title, "", "PNG, JPEG (*.png *.jpg *.jpeg)")[0]


class FirmCards(QWidget):
    """Two cards whose fields are stored as they are left; `firm` and `payment` are put into the page."""

    def __init__(self, model: SettingsModel, choose: ChoosePicture) -> None:
        super().__init__()
        self._model, self.choose = model, choose
        self.fields = {name: Field(name=_(words)) for name, words in _NAMES.items()}
        self.boxes = {
            name: FieldBox(_(_NAMES[name]), field, hint=_(_HINTS[name]) if name in _HINTS else "")
            for name, field in self.fields.items()
        }
        self.country = SegmentedControl([("SE", _("Sweden")), ("NO", _("Norway"))], name=_("Country"))
        self.logo = QLabel()
        self.choose_logo = ActionButton(_("Choose a picture…"))
        self.remove_logo = ActionButton(_("Remove"), kind="flat")
        self._logo_complaint = Label("", "small", colour="act_now", wrap=True)
        self._logo_complaint.setVisible(False)
        self.firm, self.payment = Card(margin=20), Card(margin=20)
        self._lay_out()
        self._connect()

    def show_firm(self, seen: FirmSeen) -> None:
        """Show what is stored; a field that is being typed in is left alone."""
        country = seen.firm.country
        self.country.set_value(country)
        for name, field in self.fields.items():
            value = seen.value(name)
            words = account(name, value) if name in ACCOUNTS else value
            words = identifier(value, country) if name == "identifier" else words
            if not (field.hasFocus() and field.isModified()) and field.text() != words:
                field.setText(words)
                self.boxes[name].complain("")
        for name in ACCOUNTS:
            asked = (*ACCOUNTS_ASKED[country], *CODES_ASKED[country])
            self.boxes[name].setVisible(name in asked or bool(seen.value(name)))
        self._show_logo(seen.logo)

    def complain(self, name: str, words: str) -> None:
        """Say beside a field why it was not stored."""
        if name in self.boxes:
            self.boxes[name].complain(words)
        elif name == "logo":
            self._logo_complaint.setText(words)
            self._logo_complaint.setVisible(bool(words))

    def _show_logo(self, picture: bytes | None) -> None:
        image = QPixmap()
        if picture:
            image.loadFromData(picture)
            room = theme().px(_LOGO_WIDTH), theme().px(_LOGO_HEIGHT)
            keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            image = image.scaled(*room, keep, smooth)
        self.logo.setPixmap(image)
        self.logo.setVisible(picture is not None)
        self.logo.setAccessibleName(_("Logo"))
        self.remove_logo.setVisible(picture is not None)
        self.complain("logo", "")

    def _connect(self) -> None:
        for name, field in self.fields.items():
            field.editingFinished.connect(lambda which=name: self._store(which))
            field.textEdited.connect(lambda _words, which=name: self.boxes[which].complain(""))
        self.country.changed.connect(lambda country: self._model.set("country", country))
        self.choose_logo.clicked.connect(lambda _on: self._ask_logo())
        self.remove_logo.clicked.connect(lambda _on: self._model.remove_logo())

    def _store(self, name: str) -> None:
        field = self.fields[name]
        if field.isModified():
            field.setModified(False)
            self._model.set(name, field.text())

    def _ask_logo(self) -> None:
        path = self.choose(self, _("Choose a picture"))
        if path:
            self._model.choose_logo(Path(path))

    def _lay_out(self) -> None:
        boxes = self.boxes
        for card, title in ((self.firm, _("The firm")), (self.payment, _("Payment"))):
            card.body.setSpacing(12)
            card.body.addWidget(Label(title, "heading"))
        logo = QHBoxLayout()
        logo.setSpacing(12)
        for widget in (self.logo, self.choose_logo, self.remove_logo):
            logo.addWidget(widget)
        logo.addStretch(1)
        for row in (
            boxes["name"],
            pair(boxes["identifier"], FieldBox(_("Country"), self.country)),
            boxes["street"],
            pair(boxes["postcode"], boxes["city"]),
            pair(boxes["phone"], boxes["email"]),
            boxes["vat_note"],
        ):
            self.firm.body.addWidget(row)
        self.firm.body.addWidget(Label(_("Logo on letters"), "small", colour="text2", strong=True))
        self.firm.body.addLayout(logo)
        self.firm.body.addWidget(self._logo_complaint)
        for name in ACCOUNTS:
            self.payment.body.addWidget(boxes[name])

"""The settings: the firm, payment, language, looks, and what the program is. Everything applies at once."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import __version__
from app.i18n import _, language
from ui.pages.first_run_page import OWN_NAMES
from ui.pages.page import Page
from ui.pages.scrolling import Column
from ui.pages.settings_backup import BackupCard
from ui.pages.settings_firm import ChoosePicture, FirmCards, choose_picture
from ui.pages.settings_keys import KeysCard
from ui.pages.settings_limits import LimitsCard
from ui.pages.settings_lock import LockCard
from ui.pages.settings_matching import MatchingCard
from ui.pages.settings_notes import NotesCard
from ui.pages.settings_nudge import NudgeCard
from ui.pages.settings_partners import PartnersCard
from ui.pages.settings_texts import TextsCard
from ui.view_models import places
from ui.view_models.settings_model import FirmSeen, SettingsModel
from ui.view_models.workplace import Workplace
from ui.widgets.button import ActionButton
from ui.widgets.card import Card
from ui.widgets.editor import PickField
from ui.widgets.field import FieldBox
from ui.widgets.flow import FlowLayout
from ui.widgets.label import Label
from ui.widgets.segmented import SegmentedControl

_WIDTH = 760
_GAP = 14
_READ = BackupCard | LimitsCard | LockCard | MatchingCard | NotesCard | NudgeCard | PartnersCard | TextsCard
_SCALES = (90, 100, 110, 120, 130, 140, 150, 160, 170, 180, 190, 200)


class SettingsPage(Page):
    """Facts of the firm can be undone like any action; looks are changed back as they were changed."""

    nav_key = "settings"

    def __init__(self, workplace: Workplace, choose: ChoosePicture = choose_picture) -> None:
        super().__init__()
        self._workplace = workplace
        self.model = SettingsModel(workplace)
        self.cards = FirmCards(self.model, choose)
        chosen = workplace.preferences
        self.language = SegmentedControl(list(OWN_NAMES.items()), value=language(), name=_("Language"))
        self.scheme = SegmentedControl(
            [("system", _("Follow the system")), ("light", _("Light")), ("dark", _("Dark"))],
            value=chosen.colour_scheme,
            name=_("Colours"),
        )
        self.density = SegmentedControl(
            [("roomy", _("Roomy")), ("compact", _("Compact"))], value=chosen.density, name=_("Density")
        )
        self.scale = PickField(name=_("Text size"))
        self.policy = ActionButton(_("Follow-up"), icon="calendar-days")
        self.rates = ActionButton(_("Rates and rules"), icon="calculator")
        self.lock = LockCard(workplace)
        self.backup = BackupCard(workplace)
        self.notes = NotesCard(workplace, self)
        self.nudge = NudgeCard(workplace)
        self.limits = LimitsCard(workplace)
        self.matching = MatchingCard(workplace)
        self.partners = PartnersCard(workplace)
        self.keys = KeysCard(workplace)
        self.texts = TextsCard(workplace)
        self._lay_out()
        self._connect()
        self._show_preferences()

    def title(self) -> str:
        return _("Settings")

    def entered(self) -> None:
        self.model.read()
        self._read_cards()
        self._show_preferences()
        self.cards.fields["name"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _read_cards(self) -> None:
        """Read the cards below the first ones, and show them group by group with what was read.

        At once, on the first visit, they would hold up the window for longer than a blink.
        """
        for group in self._groups:
            for card in group.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
                if isinstance(card, _READ):
                    card.read()
            self._workplace.read(lambda _desk: None, partial(_reveal, group))

    def _show(self, seen: FirmSeen) -> None:
        self.cards.show_firm(seen)

    def _show_preferences(self) -> None:
        chosen = self._workplace.preferences
        self.scheme.set_value(chosen.colour_scheme)
        self.density.set_value(chosen.density)
        percents = sorted({*_SCALES, chosen.text_scale_percent})
        options = [(str(percent), _("{percent} %").format(percent=percent)) for percent in percents]
        self.scale.set_options(options, str(chosen.text_scale_percent))

    def _connect(self) -> None:
        prefer = self._workplace.prefer
        self.model.shown.connect(self._show)
        self.model.complained.connect(self.cards.complain)
        self._workplace.preferred.connect(lambda _chosen: self._show_preferences())
        self.language.changed.connect(lambda key: prefer(language=key))
        self.scheme.changed.connect(lambda key: prefer(colour_scheme=key))
        self.density.changed.connect(lambda key: prefer(density=key))
        self.scale.activated.connect(lambda _at: prefer(text_scale_percent=int(self.scale.value())))

    def _make_rules(self) -> Card:
        """Return the card that leads to the figures of law and to the steps of following up."""
        said = _("When to call and write, which fees to take, and the figures of law behind them.")
        card = _card(_("Rules"), Label(said, "small", colour="text2", wrap=True))
        row = FlowLayout(gap=8)
        row.addWidget(self.policy)
        row.addWidget(self.rates)
        card.body.addLayout(row)
        self.policy.clicked.connect(lambda _on: self._workplace.go(places.Policy()))
        self.rates.clicked.connect(lambda _on: self._workplace.go(places.Rates()))
        return card

    def _lay_out(self) -> None:
        speech = _card(_("Language"), self.language, Label(
            _("Of the screen. A letter speaks the customer's language."), "small", colour="text2", wrap=True
        ))  # fmt: skip
        looks = _card(
            _("Appearance"),
            FieldBox(_("Colours"), self.scheme),
            FieldBox(_("Density"), self.density),
            FieldBox(_("Text size"), self.scale),
        )
        where = Label(str(self._workplace.desk.path), wrap=True)
        where.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        about = _card(
            _("About Betalt"),
            Label(_("Version {version}").format(version=__version__)),
            FieldBox(_("Everything lies in this file, on this computer"), where),
            Label(_("Free software under the GNU General Public License, version 3 or later."), wrap=True),
        )
        column = Column(_WIDTH)
        column.body.setSpacing(_GAP)
        column.body.addWidget(Label(self.title(), "title"))
        for card in (self.cards.firm, self.cards.payment):
            column.body.addWidget(card)
        self._groups = [
            _group(self._make_rules(), self.limits, self.partners, self.texts),
            _group(speech, looks, self.keys),
            _group(self.backup, self.lock, self.matching, self.nudge, self.notes, about),
        ]
        for group in self._groups:
            column.body.addWidget(group)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(column)


def _group(*cards: Card) -> QWidget:
    group = QWidget()
    column = QVBoxLayout(group)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(_GAP)
    for card in cards:
        column.addWidget(card)
    group.hide()
    return group


def _reveal(group: QWidget, _read: None) -> None:
    group.show()


def _card(title: str, *widgets: FieldBox | SegmentedControl | Label) -> Card:
    card = Card(margin=20)
    card.body.setSpacing(12)
    card.body.addWidget(Label(title, "heading"))
    for widget in widgets:
        card.body.addWidget(widget)
    return card
